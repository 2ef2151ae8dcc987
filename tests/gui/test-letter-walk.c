/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The letters of whoever prints, at a whole profile that the service has answered. */

#include <glib/gstdio.h>
#include <locale.h>

#include "gui-bell.h"
#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"

#define PRINTER "p-02"
#define LEAD "l-01"
#define VERIFIER "v-02"

static MadoGui *
open_letters (const char *account, const char *place, const char *key)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, place);
  if (key != NULL)
    mado_gui_type_key (gui, key);
  else
    mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, place);

  return gui;
}

/* Whoever opens the page is in its list at once. */
static MadoGui *
open_run (const char *account, const char *place, const char *key)
{
  MadoGui *gui = open_letters (account, place, key);

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "R8-1　不備通知");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_assert_all_named (gui);

  return gui;
}

/* What a step of a case asked for waits in the list, and is gathered. */
static void
gather (void)
{
  g_autoptr (MadoGui) gui = open_letters (PRINTER, "発送 3件", "alt+3");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "不備通知");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "letters-01-list");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "発送リストを作成(M)");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "letters-02-gather");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "発送リストを作成(M)");
  mado_gui_await_told (gui, "数える所に % を入れて、番号の形を入力してください。");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "番号の形（数える所に %。例：7新健健第%号）");
  mado_gui_show (gui, "letters-02-refused");
  mado_gui_type_text (gui, "8新健健第%号");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_show (gui, "letters-03-made");
  mado_gui_quit (gui);
}

static void
freeze (void)
{
  g_autoptr (MadoGui) gui = open_run (PRINTER, "発送 3件", "alt+3");

  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "発送リストを凍結する");
  mado_gui_show (gui, "letters-04-run");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "発送リストを凍結する");
  mado_gui_show (gui, "letters-05-freeze");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "凍結する");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "この発送リストの作成・凍結に関わっているため承認できません。別の人が校正刷りを確認します。");
  mado_gui_show (gui, "letters-06-frozen");
  mado_gui_quit (gui);
}

/* Somebody else looks at a sample first, and says which sheet it was. */
static void
approve (void)
{
  g_autoptr (MadoGui) gui = open_run (LEAD, "発送 3件", NULL);

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "校正刷りを見る(L)…");
  mado_gui_await_focus (gui, ATSPI_ROLE_IMAGE, "印刷される紙面");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "印刷(P)…");
  mado_gui_type_key (gui, "Page_Down");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "2 / 3");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "letters-07-sample");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "校正刷りを承認する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "校正刷りを承認する");
  mado_gui_show (gui, "letters-08-approve");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "承認する");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "全数を印刷・PDF保存する");
  mado_gui_show (gui, "letters-09-approved");
  mado_gui_quit (gui);
}

static void
assert_pages (const char *pdf, const char *n_pages)
{
  g_autofree char *told = NULL, *wanted = g_strdup_printf ("Pages: *%s\n", n_pages);
  g_autoptr (GError) error = NULL;
  const char *const info[] = { "pdfinfo", pdf, NULL };

  g_spawn_sync (NULL, (char **) info, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &told, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_regex_match_simple (wanted, told, 0, 0));
  g_assert_true (g_regex_match_simple ("Page size: *595[^ ]* x 84[12][^ ]* pts", told, 0, 0)); /* A4, nothing scaled */
}

/* A PDF appears under its name before all of it is written. */
static void
await_pdf (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  for (guint i = 0; text == NULL || g_strstr_len (text + length - MIN (length, 16), 16, "%%EOF") == NULL; i++) {
    g_assert_cmpuint (i, <, 600);
    g_usleep (50000);
    g_clear_pointer (&text, g_free);
    length = 0;
    g_file_get_contents (path, &text, &length, NULL); /* ignored: it is not there yet */
  }
}

/* As on any printer: GTK has one that prints into a file, in the folder in which the program works. */
static void
print_on_paper (MadoGui *gui, const char *folder)
{
  g_autofree char *paper = g_build_filename (folder, "R8-1.pdf", NULL);

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "印刷(P)…");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "印刷(P)");
  mado_gui_turn_to (gui, "印刷");
  mado_gui_click (gui, ATSPI_ROLE_LABEL, "ファイルに出力する");
  mado_gui_show (gui, "letters-10-printer");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "印刷(P)");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "印刷(P)");
  mado_gui_turn_to (gui, "まどぐち");
  await_pdf (paper);
  assert_pages (paper, "3");
}

static void
save_labels (MadoGui *gui, const char *folder)
{
  g_autofree char *labels = g_build_filename (folder, "labels.pdf", NULL);

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "宛名ラベル");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "宛名ラベル");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "PDFで保存(S)…");
  mado_gui_choose_file (gui, "PDFとして保存", labels, "_Save");
  mado_gui_await_told (gui, "PDFを保存しました");
  mado_gui_show (gui, "letters-11-labels");
  await_pdf (labels);
  assert_pages (labels, "1");
  mado_gui_type_key (gui, "alt+Left");
}

static void
print (const char *folder)
{
  g_autoptr (MadoGui) gui = open_run (PRINTER, "発送 3件", "alt+3");
  g_autofree char *pdf = g_build_filename (folder, "saved.pdf", NULL);

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "全数を印刷・PDF保存する");
  print_on_paper (gui, folder);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "PDFで保存(S)…");
  mado_gui_choose_file (gui, "PDFとして保存", pdf, "_Save");
  mado_gui_await_told (gui, "PDFを保存しました");
  mado_gui_show (gui, "letters-10-all");
  await_pdf (pdf);
  assert_pages (pdf, "3");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "封入・差出リスト");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "PDFで保存(S)…");
  mado_gui_show (gui, "letters-11-list");
  mado_gui_type_key (gui, "alt+Left");
  save_labels (gui, folder);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "全数の印刷を終える");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "全数の印刷を終える");
  mado_gui_show (gui, "letters-12-printed");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "記録する");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "封入する");
  mado_gui_show (gui, "letters-13-printed");
  mado_gui_quit (gui);
}

static void
note_sheet (MadoGui *gui, const char *step, const char *mark, const char *reason)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, step);
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, step);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "用紙の識別コード");
  mado_gui_type_text (gui, mark);
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "理由");
  mado_gui_type_text (gui, reason);
  mado_gui_show (gui, "letters-14-sheet");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "用紙ごとに数え直して一致しています"); /* the sum is always the run */
}

static void
scan (MadoGui *gui, const char *mark)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "読み取った識別コード");
  mado_gui_type_text (gui, mark);
  mado_gui_type_key (gui, "Return");
}

static void
enclose (void)
{
  g_autoptr (MadoGui) gui = open_run (PRINTER, "発送 3件", "alt+3");
  g_autoptr (GuiBell) bell = gui_bell_listen ();

  note_sheet (gui, "書損を記録する", "R8-1/000001", "紙づまり");
  note_sheet (gui, "書損を記録する", "R8-1/000002", "汚れ");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "書損の用紙を、先に刷り直すか引き抜いてください。");
  mado_gui_show (gui, "letters-15-spoiled");
  note_sheet (gui, "書損を刷り直す", "R8-1/000001", "紙づまり");
  note_sheet (gui, "通知を引き抜く", "R8-1/000002", "住所の確認");
  mado_gui_show (gui, "letters-16-reprinted");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "封入する");
  scan (gui, "R8-1/000001");
  mado_gui_await_told (gui, "この用紙は書損です。刷り直した用紙を使ってください。");
  gui_bell_await (bell, 1);
  mado_gui_show (gui, "letters-17-old");
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "用紙と封筒をよけました(I)");
  mado_gui_type_key (gui, "Return");
  scan (gui, "R8-1/000001-2");
  mado_gui_await_told (gui, "封筒を読み取ってください");
  mado_gui_show (gui, "letters-18-envelope");
  scan (gui, "R8-1/000003");
  mado_gui_await_told (gui, "封筒が別の通知のものです。");
  gui_bell_await (bell, 2);
  mado_gui_show (gui, "letters-19-wrong");
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "用紙と封筒をよけました(I)");
  mado_gui_type_key (gui, "Return");
  scan (gui, "R8-1/000001-2");
  scan (gui, "R8-1/000001-2");
  mado_gui_await_told (gui, "残り1通");
  mado_gui_show (gui, "letters-20-left");
  scan (gui, "R8-1/000003");
  scan (gui, "R8-1/000003");
  mado_gui_await_told (gui, "すべて封入しました");
  g_assert_cmpuint (gui_bell_count (bell), ==, 2); /* for nothing that is right */
  mado_gui_show (gui, "letters-21-over");
  mado_gui_quit (gui);
}

static void
dispatch (void)
{
  g_autoptr (MadoGui) gui = open_run (PRINTER, "発送 3件", "alt+3");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "郵便局に差し出す");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "郵便局");
  mado_gui_type_text (gui, "新宿郵便局");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "郵便局で数えた通数");
  mado_gui_type_text (gui, "3");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "差し出す通知は2通ですが、3通と数えられています。先に違いを確かめてください。");
  mado_gui_show (gui, "letters-22-difference");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "郵便局で数えた通数");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "2");
  mado_gui_show (gui, "letters-22-dispatch");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "すべて発送しました");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "新宿郵便局");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "用紙ごとに数え直して一致しています");
  mado_gui_show (gui, "letters-23-sent");
  mado_gui_quit (gui);
}

static void
take_back (void)
{
  g_autoptr (MadoGui) gui = open_letters (PRINTER, "発送 1件", "alt+3");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "返戻を受け付ける(R)…");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "文書番号または用紙の識別コード");
  mado_gui_type_text (gui, "R8-1/000009");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "返戻の理由を選んでください。");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "あて所なし");
  mado_gui_show (gui, "letters-24-reasons");
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "受け付ける");
  mado_gui_await_told (gui, "この番号・識別コードの通知は見つかりません。");
  mado_gui_show (gui, "letters-24-return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "文書番号または用紙の識別コード");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "R8-1/000003/1/1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "返戻を受け付けました");
  mado_gui_await_told (gui, "案件にも返戻を記録しました。");
  mado_gui_show (gui, "letters-25-returned");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "案件を開く(O)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "見本 花子");
  mado_gui_show (gui, "letters-27-case");
  mado_gui_type_key (gui, "alt+3");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "未発送（2）");
  mado_gui_press (gui, ATSPI_ROLE_PAGE_TAB, "未発送（2）");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "返戻");
  mado_gui_show (gui, "letters-26-unsent");
  mado_gui_quit (gui);
}

static void
send_form_again (MadoGui *gui, const char *counted)
{
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "ほかの処理(O)");
  mado_gui_press (gui, ATSPI_ROLE_MENU_ITEM, "申請書を再発行");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "不備の回答待ち　2 / 3件"); /* the next one comes before whoever did it */
  mado_gui_type_key (gui, "ctrl+Page_Up");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "不備の回答待ち　1 / 3件");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, counted);
}

/* The case says how often its form was issued again, and that mail came back; each form waits in the list. */
static void
issue_again (GuiOffice *office)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (VERIFIER);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "返戻 1件");
  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, "不備の回答待ち 3件");
  mado_gui_await_focus (gui, ATSPI_ROLE_TABLE_ROW, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "不備の回答待ち　1 / 3件");
  send_form_again (gui, "申請書再発行回数 1");
  mado_gui_show (gui, "letters-28-counted");
  send_form_again (gui, "申請書再発行回数 2");
  mado_gui_show (gui, "letters-29-counted");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "元に戻す(U)"); /* until then nothing is sent */
  mado_gui_quit (gui);
  gui_office_meet (office, VERIFIER);
}

static void
find_forms (void)
{
  g_autoptr (MadoGui) gui = open_letters (PRINTER, "発送 4件", "alt+3");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "申請書");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "2通");
  mado_gui_press (gui, ATSPI_ROLE_PAGE_TAB, "未発送（4）");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "未作成");
  mado_gui_show (gui, "letters-30-forms");
  mado_gui_quit (gui);
}

static void
test_walk (void)
{
  g_autofree char *folder = mado_terminal_dup_folder (), *before = g_get_current_dir ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 0);

  gui_office_return_cases (office, 3);
  gui_office_seat (office, PRINTER, "print");
  gui_office_seat (office, LEAD, "lead");
  gui_office_seat (office, VERIFIER, "verifier");
  gui_office_meet (office, PRINTER);
  gather ();
  gui_office_meet (office, PRINTER);
  freeze ();
  gui_office_meet (office, PRINTER);
  gui_office_meet (office, LEAD);
  approve ();
  gui_office_meet (office, LEAD);
  gui_office_meet (office, PRINTER);
  g_assert_no_errno (g_chdir (folder));
  print (folder);
  g_assert_no_errno (g_chdir (before));
  gui_office_meet (office, PRINTER);
  enclose ();
  gui_office_meet (office, PRINTER);
  dispatch ();
  gui_office_meet (office, PRINTER);
  take_back ();
  gui_office_meet (office, PRINTER);
  gui_office_meet (office, VERIFIER);
  issue_again (office);
  gui_office_meet (office, PRINTER);
  find_forms ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letter-walk/what-was-asked-for-waits", test_walk);

  return g_test_run ();
}
