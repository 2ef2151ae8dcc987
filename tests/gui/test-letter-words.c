/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of a letter, from the programme's book to a version that somebody else has approved. */

#include <locale.h>

#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"

#define PRINTER "p-02"
#define LEAD "l-01"

static MadoGui *
open_words (const char *account)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "発送 3件");
  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, "発送 3件");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "通知の文面(W)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支給決定通知書");

  return gui;
}

/* Whoever opens the list is in it. */
static void
open_letter (MadoGui *gui, const char *label)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, label);
  mado_gui_await (gui, ATSPI_ROLE_TEXT, "発信者");
}

/* What was written and not saved is there again after the program was killed. */
static MadoGui *
crash (MadoGui *gui)
{
  g_autoptr (MadoGui) before = gui;

  gui_ward_await_kept (LEAD);
  g_clear_pointer (&before, mado_gui_stop);
  gui = open_words (LEAD);
  open_letter (gui, "不備通知");

  return gui;
}

static void
do_with (MadoGui *gui, const char *part, const char *what)
{
  g_autofree char *menu = g_strdup_printf ("「%s」の操作", part);

  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, menu);
  mado_gui_press (gui, ATSPI_ROLE_MENU_ITEM, what);
}

/* By keys alone, from the words of the part: what is wanted comes first in its menu. */
static void
do_by_keys (MadoGui *gui, const char *part, const char *what)
{
  g_autofree char *menu = g_strdup_printf ("「%s」の操作", part);

  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, part);
  mado_gui_type_key (gui, "shift+Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TOGGLE_BUTTON, menu);
  mado_gui_type_key (gui, "space");
  mado_gui_await_focus (gui, ATSPI_ROLE_MENU_ITEM, what);
  mado_gui_type_key (gui, "Return");
}

/* A part is added, moved, removed and put back; so is a row of a table. */
static void
change_parts (MadoGui *gui)
{
  do_with (gui, "発信者", "下に同じ書式で追加(A)");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "追加した部分1");
  mado_gui_type_text (gui, "PS{control_no}");
  mado_gui_await_told (gui, "PS000"); /* on the page beside it */
  do_by_keys (gui, "追加した部分1", "上へ移動(U)");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "追加した部分1");
  do_by_keys (gui, "追加した部分1", "下へ移動(D)"); /* which the first of its place does not offer before */
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "追加した部分1");
  mado_gui_show (gui, "words-05-added");
  do_with (gui, "追加した部分1", "削除(X)");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, "追加した部分1");
  mado_gui_await_told (gui, "文面から削除しました");
  mado_gui_show (gui, "words-05-removed");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "元に戻す");
  mado_gui_await_typed (gui, "追加した部分1", "PS{control_no}");
}

static void
write_over (MadoGui *gui, const char *name, const char *text)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, name);
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, text);
}

/* From what has the focus, so many keys further. */
static void
choose (MadoGui *gui, const char *row, const char *key, const char *chosen)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_COMBO_BOX, row);
  mado_gui_type_key (gui, "space");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, key);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_COMBO_BOX, row);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, chosen);
}

/* Below the part, with the page still beside it. Where anybody can read it, nothing stands but name and address. */
static void
change_look (MadoGui *gui)
{
  do_with (gui, "追加した部分1", "位置と書式(P)");
  mado_gui_await_focus (gui, ATSPI_ROLE_COMBO_BOX, "位置");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "words-05-look");
  choose (gui, "位置", "Home", "宛名欄（外から読める）");
  mado_gui_await_told (gui, "外から見える場所に書けるのは、氏名と住所だけです。");
  mado_gui_await_told (gui, "直すところがあります。");
  mado_gui_show (gui, "words-05-outside");
  choose (gui, "位置", "End", "本文");
  mado_gui_await_untold (gui, "外から見える場所に書けるのは、氏名と住所だけです。");
  mado_gui_type_key (gui, "Tab");
  choose (gui, "書式", "End", "問い合わせ先");
  mado_gui_show (gui, "words-05-moved");
}

/* What may not stand in the letter does not decide in it either; and on the page beside it is to be seen what holds. */
static void
change_condition (MadoGui *gui)
{
  do_with (gui, "追加した部分1", "条件を付ける(C)");
  write_over (gui, "次の条件のときだけ書く", "nobody IS NULL");
  mado_gui_await_told (gui, "この項目はありません。");
  mado_gui_show (gui, "words-05-condition");
  write_over (gui, "次の条件のときだけ書く", "phone IS NULL");
  mado_gui_await_told (gui, "この通知に書いてよい項目ではありません。");
  write_over (gui, "次の条件のときだけ書く", "control_no > 5");
  mado_gui_await_told (gui, "条件で比べられないものを比べています。");
  write_over (gui, "次の条件のときだけ書く", "control_no IS NULL");
  mado_gui_await_untold (gui, "PS000");
  write_over (gui, "次の条件のときだけ書く", "control_no IS NOT NULL");
  mado_gui_await_told (gui, "PS000");
  do_with (gui, "追加した部分1", "条件を外す(W)");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, "次の条件のときだけ書く");
  mado_gui_await_told (gui, "PS000");
}

static void
add_codes (MadoGui *gui)
{
  do_with (gui, "追加した部分1", "下にQRコードを追加(Q)");
  write_over (gui, "追加した部分2", "{unknown}");
  mado_gui_await_told (gui, "この項目はありません。");
  write_over (gui, "追加した部分2", "{control_no}");
  mado_gui_await_untold (gui, "この項目はありません。");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "words-05-qr");
  do_with (gui, "追加した部分2", "削除(X)");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, "追加した部分2");
  do_with (gui, "追加した部分1", "下にカスタマーバーコードを追加(B)");
  mado_gui_await (gui, ATSPI_ROLE_COMBO_BOX, "郵便番号");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "words-05-barcode");
}

static void
change_rows (MadoGui *gui)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "通知の名称");
  for (guint i = 0; i < 18; i++)
    mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TOGGLE_BUTTON, "「記載事項」の操作");
  do_with (gui, "記載事項", "行を追加(R)…");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "行の見出し");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "行の見出しを入力してください。");
  mado_gui_type_text (gui, "memo");
  mado_gui_show (gui, "words-05-row");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "memo");
  mado_gui_type_text (gui, "1");
  mado_gui_await_told (gui, "変更があります。保存した版は、別の人が承認してから使われます。");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "words-05-rows");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "「memo」の見出しを変更");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "行の見出し");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "note");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "note");
  mado_gui_await_typed (gui, "note", "1");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "「note」の行を削除");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, "note");
}

/* What is wrong stands below the piece that it is in, and nothing is saved; put right, it is saved as a version. */
static void
write_version (const char *opened)
{
  g_autoptr (MadoGui) gui = open_words (LEAD);

  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "words-01-list");
  open_letter (gui, "不備通知");
  mado_gui_await_told (gui, "この文面を使っています。");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "words-02-letter");
  mado_gui_type_key (gui, "F1");
  mado_gui_await_help (opened, "letter-words");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "通知の名称");
  for (guint i = 0; i < 11; i++)
    mado_gui_type_key (gui, "Tab"); /* each part has its menu and its words */
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "発信者");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "{phone}");
  mado_gui_await_told (gui, "この通知に書いてよい項目ではありません。");
  mado_gui_await_told (gui, "直すところがあります。");
  mado_gui_show (gui, "words-03-fault");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "AB");
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "項目を差し込む(I)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "{control_no}");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  for (guint i = 0; i < 3; i++)
    mado_gui_type_key (gui, "Down"); /* past postal code, address and name */
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, "給付管理番号");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_typed (gui, "発信者", "AB{control_no}");
  mado_gui_await_told (gui, "変更があります。保存した版は、別の人が承認してから使われます。");
  mado_gui_show (gui, "words-05-changed");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await_typed (gui, "発信者", "AB{control_no}");
  gui = crash (g_steal_pointer (&gui));
  mado_gui_await_typed (gui, "発信者", "AB{control_no}"); /* a toast says so, too, for as long as toasts last */
  mado_gui_show (gui, "words-05-back");
  change_parts (gui);
  change_rows (gui);
  change_look (gui);
  change_condition (gui);
  add_codes (gui);
  mado_gui_await_told (gui, "変更があります。保存した版は、別の人が承認してから使われます。");
  mado_gui_type_key (gui, "alt+s");
  mado_gui_await_told (gui, "この版はご自分が書いたため、別の人が承認します。");
  mado_gui_show (gui, "words-06-saved");
  mado_gui_quit (gui);
}

static void
approve_version (void)
{
  g_autoptr (MadoGui) gui = open_words (PRINTER);

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "第1版が承認待ち");
  mado_gui_show (gui, "words-07-waiting");
  open_letter (gui, "不備通知");
  mado_gui_await_told (gui, "この版は承認待ちです。内容を確かめて承認してください。");
  mado_gui_await_typed (gui, "発信者", "AB{control_no}");
  mado_gui_await_typed (gui, "追加した部分1", "PS{control_no}");
  mado_gui_show (gui, "words-08-approve");
  mado_gui_type_key (gui, "alt+a");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "文面を承認する");
  mado_gui_show (gui, "words-09-pledge");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "承認する");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (gui, "この文面を使っています。");
  mado_gui_show (gui, "words-10-approved");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "第1版を使っています。");
  mado_gui_quit (gui);
}

static void
test_words (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autofree char *opened = mado_gui_install_help_viewer ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 0);

  gui_office_return_cases (office, 3);
  gui_office_seat (office, PRINTER, "print");
  gui_office_seat (office, LEAD, "lead");
  gui_office_meet (office, PRINTER);
  gui_office_meet (office, LEAD);
  write_version (opened);
  gui_office_meet (office, LEAD);
  gui_office_meet (office, PRINTER);
  approve_version ();
  gui_office_meet (office, PRINTER);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letter-words/a-version-is-written-and-approved", test_words);

  return g_test_run ();
}
