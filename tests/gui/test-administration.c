/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The administrator's desk: the real program at a real service. He makes an account, enters its person in the register
 * and lets a terminal come; the terminal is connected, and the person signs in there. The overseer, who has no role in
 * the programme, confirms a new password and signs the report of the logs off. The person leaves; the terminal is sent
 * away. */

#include <locale.h>
#include <string.h>

#include "case-sample.h"
#include "gui-terminal.h"

#define ONE_TIME "^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$"
#define OWN_PASSWORD "a password of my own"
#define NEXT_FIELD "新しいパスワード"
#define AGAIN_FIELD "新しいパスワード（もう一度）"
#define PERSON "見本 次郎"
#define BRANCH_GONE "0701\t003\t"

static GuiService service;
static GuiTerminal desk, overseers, fresh;
static char *one_time, *code;

/* --- at a window -------------------------------------------------------------------------------------------------- */

static void
come_in (GuiTerminal *terminal, const char *password)
{
  gui_terminal_start (terminal);
  gui_terminal_sign_in (terminal, password);
  mado_gui_await_told (terminal->gui, "同期済み");
}

/* Places by their keys. */
#define ACCOUNTS "alt+1"
#define REGISTER "alt+2"
#define TERMINALS "alt+3"
#define SERVICE "alt+5"
#define PROGRAMME "alt+6"
#define LISTS "alt+7"
#define LOGS_OF_OVERSEER "alt+2"

static void
turn_to (GuiTerminal *terminal, const char *place)
{
  mado_gui_await_gone (terminal->gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_key (terminal->gui, place);
}

static void
choose_for (GuiTerminal *terminal, const char *name, const char *what)
{
  g_autofree char *menu = g_strconcat (name, "の操作", NULL);

  mado_gui_press (terminal->gui, ATSPI_ROLE_TOGGLE_BUTTON, menu);
  mado_gui_press (terminal->gui, ATSPI_ROLE_MENU_ITEM, what);
}

static void
type_next (GuiTerminal *terminal, const char *field, const char *text)
{
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_TEXT, field);
  mado_gui_type_text (terminal->gui, text);
  mado_gui_type_key (terminal->gui, "Tab");
}

static void
choose_password (GuiTerminal *terminal, const char *password)
{
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_TEXT, NEXT_FIELD);
  mado_gui_type_text (terminal->gui, password);
  mado_gui_type_key (terminal->gui, "Tab");
  mado_gui_type_key (terminal->gui, "Tab"); /* past the button that shows what was typed */
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_TEXT, AGAIN_FIELD);
  mado_gui_type_text (terminal->gui, password);
  mado_gui_type_key (terminal->gui, "Return");
}

/* Of somebody of whom the administrator is to see nothing. */
static void
receive_case (void)
{
  DoorVisitor *visitor = door_world_add (&service.door, "sato", "verifier", "2099-03-31");

  terminal_do (visitor->terminal, ward_draw_id (service.door.world.notes), "case.move",
               "{'transition':'receive','receipt':'form:1','edits':" CASE_EDITS "}", "'9900000001'");
  door_world_push (visitor);
}

/* --- the administrator -------------------------------------------------------------------------------------------- */

static void
test_administrator_sees_nobody_the_work_is_about (void)
{
  come_in (&desk, DOOR_WORLD_PASSWORD);
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "アカウントと権限");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "取扱者名簿");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "端末");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "記録の点検 1件");
  mado_gui_assert_nowhere (desk.gui, "審査待ち");
}

static void
test_account_is_made_with_a_password_for_once (void)
{
  turn_to (&desk, ACCOUNTS);
  mado_gui_await_told (desk.gui, "watch");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "administration-accounts");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "新しいアカウント(N)…");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "アカウント（個人ID）");
  mado_gui_type_text (desk.gui, "Jiro");
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_told (desk.gui, "英小文字で始まる2");
  mado_gui_assert_nowhere (desk.gui, "ログインできません");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "アカウント（個人ID）");
  mado_gui_show (desk.gui, "administration-account-refused");
  mado_gui_type_key (desk.gui, "ctrl+a");
  mado_gui_type_text (desk.gui, "jiro");
  mado_gui_type_key (desk.gui, "Tab");
  mado_gui_type_key (desk.gui, "space"); /* the first role */
  mado_gui_show (desk.gui, "administration-account-new");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "アカウントを作る(M)");
  one_time = mado_gui_dup_fitting (desk.gui, ONE_TIME);
  mado_gui_show (desk.gui, "administration-one-time");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_told (desk.gui, "審査担当");
}

static void
test_person_is_entered_and_reported (void)
{
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  g_autofree char *hex = mado_public_key_to_hex (mado_signing_key_get_public (key));

  turn_to (&desk, REGISTER);
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "新しい記載(N)…");
  type_next (&desk, "アカウント（個人ID）", "jiro");
  type_next (&desk, "氏名", PERSON);
  type_next (&desk, "所属", "受託者");
  type_next (&desk, "取扱責任者・取扱者などの別", "取扱者");
  type_next (&desk, "開始日", "2025-04-01");
  type_next (&desk, "終了日", "R99.3");
  type_next (&desk, "公開鍵（64桁または66桁）", hex);
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "記載する(E)");
  mado_gui_await_told (desk.gui, "日付として読めません");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "終了日");
  mado_gui_type_key (desk.gui, "ctrl+a");
  mado_gui_type_text (desk.gui, "2099-03-31");
  mado_gui_show (desk.gui, "administration-handler-new");
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (desk.gui, PERSON);
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "未報告");
  choose_for (&desk, PERSON, "区に報告した(R)…");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "日付");
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_LABEL, "未報告");
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "研修未受講");
  choose_for (&desk, PERSON, "研修を受けた(T)…");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "日付");
  mado_gui_type_key (desk.gui, "ctrl+a");
  mado_gui_type_text (desk.gui, "R7.4.2");
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (desk.gui, "研修：令和7年4月2日");
  mado_gui_await_told (desk.gui, "同期済み");
  mado_gui_show (desk.gui, "administration-handlers");
}

/* Pages by their names; of people, of whom there is one in a case of the ward, nothing. */
static void
test_palette_finds_pages_and_nobody (void)
{
  static const char *const people[] = { "見本 花子", "ミホン" };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autofree char *nothing = g_strdup_printf ("「%s」に一致する案件や操作はありません", people[i]);

    mado_gui_type_key (desk.gui, "ctrl+k");
    mado_gui_await (desk.gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
    mado_gui_type_text (desk.gui, people[i]);
    mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, nothing);
    mado_gui_type_key (desk.gui, "Escape");
    mado_gui_await_gone (desk.gui, ATSPI_ROLE_DIALOG, NULL);
  }
  mado_gui_type_key (desk.gui, "ctrl+k");
  mado_gui_await (desk.gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (desk.gui, "稼働");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_show (desk.gui, "administration-palette");
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (desk.gui, "保存と復元");
}

/* The service of the test was never saved: the side says that there is something to do before the page is opened, and
 * both can be done from it. */
static void
test_service_is_saved_and_comes_back (void)
{
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "稼働状況 2件");
  turn_to (&desk, SERVICE);
  mado_gui_await_told (desk.gui, "保存されたことがありません");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "administration-service-unsaved");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "今すぐ保存(N)");
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "復元未確認");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "復元を試す(T)");
  mado_gui_await_told (desk.gui, "対応が必要なことはありません");
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "復元確認済み");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "稼働状況");
  mado_gui_show (desk.gui, "administration-service");
}

/* A file with a fault is shown it at its line; one without, against what is at work. */
static void
test_programme_is_checked (void)
{
  const char *next = g_getenv ("MADO_DATA_DIR");
  g_autofree char *path = g_build_filename (g_get_home_dir (), "spoilt.json", NULL);
  g_autofree char *other = g_build_filename (next, "programmes", "kosodate-oen-r7.json", NULL);

  g_assert_true (g_file_set_contents (path, "{\n  \"format\": 1,\n  \"nobody knows\": 2\n}\n", -1, NULL));
  turn_to (&desk, PROGRAMME);
  mado_gui_await_told (desk.gui, "資料73-1");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "ファイルを点検(C)…");
  mado_gui_choose_file (desk.gui, "事業定義を点検", path, "_Open");
  mado_gui_await_told (desk.gui, "3行");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "administration-programme-faults");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "ファイルを点検(C)…");
  mado_gui_choose_file (desk.gui, "事業定義を点検", other, "_Open");
  mado_gui_await_told (desk.gui, "誤りなし");
  mado_gui_await_told (desk.gui, "使用中のものとの違い");
  mado_gui_show (desk.gui, "administration-programme");
}

/* What was checked last is tried on what a form gave: in numbers and rows, without a word that somebody typed. */
static void
test_programme_is_rehearsed (void)
{
  g_autofree char *sample = g_build_filename (g_getenv ("MADO_DATA_DIR"), "samples", "ninpu-2025-06.csv", NULL);
  g_autofree char *programme = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", "ninpu-r7.json", NULL);

  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "ファイルで試行(R)…");
  mado_gui_choose_file (desk.gui, "フォームの出力ファイルで試行", sample, "_Open");
  mado_gui_await_told (desk.gui, "合うフォームが事業定義にありません");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "ファイルを点検(C)…");
  mado_gui_choose_file (desk.gui, "事業定義を点検", programme, "_Open");
  mado_gui_await_untold (desk.gui, "合うフォームが事業定義にありません");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "ファイルで試行(R)…");
  mado_gui_choose_file (desk.gui, "フォームの出力ファイルで試行", sample, "_Open");
  mado_gui_await_told (desk.gui, "案件：12件");
  mado_gui_assert_nowhere (desk.gui, "090-");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "administration-programme-rehearsal");
}

/* The copy is a file like any other: what it changes is seen by checking it. */
static void
test_copy_for_the_next_year_is_saved_and_checked (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "next.json", NULL);

  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "翌年度用に写す(N)…");
  mado_gui_choose_file (desk.gui, "翌年度用に写したものを保存", path, "_Save");
  mado_gui_await_file (desk.gui, path);
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "ファイルを点検(C)…");
  mado_gui_choose_file (desk.gui, "事業定義を点検", path, "_Open");
  mado_gui_await_told (desk.gui, "next.json：誤りなし");
  mado_gui_await_told (desk.gui, "ninpu-r8");
  mado_gui_show (desk.gui, "administration-programme-next-year");
}

/* The sample as it would be some years on: a branch is gone, one has another name, one is new. */
static char *
write_bank_list (const char *name, gboolean is_broken)
{
  g_autofree char *sample = g_build_filename (g_getenv ("MADO_DATA_DIR"), "banks", "banks-sample.tsv", NULL);
  char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autoptr (GString) newer = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (sample, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], BRANCH_GONE))
      g_string_append_printf (newer, "%s\n", lines[i]);
  g_string_truncate (newer, newer->len - 1);
  g_string_append_printf (newer, "9999\t001\t見本新設\tミホンシンセツ\t本店\t%s\n", is_broken ? "" : "ホンテン");
  g_assert_true (g_file_set_contents (path, newer->str, -1, NULL));

  return path;
}

/* What changes is shown before it is taken; a list with an error is not taken at all. */
static void
test_bank_list_is_shown_and_taken_into_use (void)
{
  g_autofree char *broken = write_bank_list ("broken.tsv", TRUE);
  g_autofree char *path = write_bank_list ("banks-20990401.tsv", FALSE);

  turn_to (&desk, LISTS);
  mado_gui_await_told (desk.gui, "まだリストが登録されていません");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "administration-lists");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "銀行リスト(B)…");
  mado_gui_choose_file (desk.gui, "銀行・支店のリストを選択", broken, "_Open");
  mado_gui_await_told (desk.gui, "空の項目があります");
  mado_gui_assert_nowhere (desk.gui, "使用を開始(T)");
  mado_gui_show (desk.gui, "administration-lists-errors");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "銀行リスト(B)…");
  mado_gui_choose_file (desk.gui, "銀行・支店のリストを選択", path, "_Open");
  mado_gui_await_told (desk.gui, "支店：新規1、変更0、廃止1");
  mado_gui_await_told (desk.gui, "口座はまだ登録されていません"); /* as the service counts them */
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "廃止");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "administration-lists-preview");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "使用を開始(T)");
  mado_gui_await_told (desk.gui, "2099-04-01現在のリスト");
  mado_gui_show (desk.gui, "administration-lists-in-use");
}

/* Whoever signs in somewhere else has it there, without doing anything for it. */
static void
test_other_terminal_has_the_list (void)
{
  g_autofree char *path = g_build_filename (fresh.home, "madoguchi", "banks", "banks-20990401.tsv", NULL);
  g_autofree char *text = NULL;

  mado_gui_await_file (fresh.gui, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "見本新設"));
}

/* The file is saved as somebody saves it on a medium, and the code is read off the screen. */
static void
test_terminal_is_let_come_and_connected (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "w-7.json", NULL);

  turn_to (&desk, TERMINALS);
  mado_gui_await_told (desk.gui, "最終接続");
  mado_gui_await_told (desk.gui, "Debian GNU/Linux"); /* of those who signed in */
  mado_gui_show (desk.gui, "administration-terminals");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "端末を登録できるようにする(L)…");
  type_next (&desk, "端末名", "w-7");
  mado_gui_type_key (desk.gui, "Tab"); /* past the place */
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "ご自身のパスワード");
  mado_gui_type_text (desk.gui, "not the password");
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_told (desk.gui, "パスワードが違います");
  mado_gui_type_key (desk.gui, "ctrl+a");
  mado_gui_type_text (desk.gui, DOOR_WORLD_PASSWORD);
  mado_gui_type_key (desk.gui, "Return");
  code = mado_gui_dup_fitting (desk.gui, ONE_TIME);
  mado_gui_show (desk.gui, "administration-invitation");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "ファイルを保存(S)…");
  mado_gui_choose_file (desk.gui, "端末用のファイルを保存", path, "_Save");
  mado_gui_await_told (desk.gui, "保存しました");
  mado_gui_type_key (desk.gui, "Escape");

  gui_terminal_start (&fresh);
  gui_terminal_name_file (&fresh, &service, path);
  mado_gui_type_text (fresh.gui, code);
  mado_gui_type_key (fresh.gui, "Return");
  mado_gui_await_told (fresh.gui, "登録しました");
}

static void
test_person_signs_in_there (void)
{
  gui_terminal_sign_in (&fresh, one_time);
  choose_password (&fresh, OWN_PASSWORD);
  mado_gui_await_told (fresh.gui, "同期済み");
  mado_gui_await_told (fresh.gui, "審査担当");
}

/* --- the overseer ------------------------------------------------------------------------------------------------- */

static void
ask_for_new_password (void)
{
  turn_to (&desk, ACCOUNTS);
  choose_for (&desk, "second", "新しいパスワード(N)…");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "もう一人に確認を頼む(A)");
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "別の人の確認待ち");
}

static void
test_overseer_confirms (void)
{
  g_autofree char *other = NULL;

  ask_for_new_password ();
  come_in (&overseers, DOOR_WORLD_PASSWORD);
  mado_gui_assert_nowhere (overseers.gui, "新しいアカウント");
  mado_gui_press (overseers.gui, ATSPI_ROLE_BUTTON, "確認する(C)…");
  mado_gui_await_told (overseers.gui, "本人からの依頼か");
  mado_gui_press (overseers.gui, ATSPI_ROLE_BUTTON, "確認する(C)");
  other = mado_gui_dup_fitting (overseers.gui, ONE_TIME);
  mado_gui_press (overseers.gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (overseers.gui, ATSPI_ROLE_BUTTON, "確認する(C)…");
}

static void
test_overseer_signs_the_logs_off (void)
{
  mado_gui_await (overseers.gui, ATSPI_ROLE_LIST_ITEM, "記録の点検 1件"); /* a month that waits */
  turn_to (&overseers, LOGS_OF_OVERSEER);
  mado_gui_await_told (overseers.gui, "気になる記録はありません");
  mado_gui_show (overseers.gui, "administration-audit");
  mado_gui_press (overseers.gui, ATSPI_ROLE_BUTTON, "点検済みにする(S)…");
  mado_gui_await_focus (overseers.gui, ATSPI_ROLE_TEXT, "ご自身のパスワード");
  mado_gui_type_text (overseers.gui, DOOR_WORLD_PASSWORD);
  mado_gui_type_key (overseers.gui, "Return");
  mado_gui_await (overseers.gui, ATSPI_ROLE_LABEL, "点検済み");
  mado_gui_await (overseers.gui, ATSPI_ROLE_LIST_ITEM, "記録の点検");
  gui_terminal_leave (&overseers);
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

/* The session there is over with the next thing that the line says. */
static void
test_person_leaves (void)
{
  choose_for (&desk, "jiro", "アカウントを閉鎖(C)…");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "アカウントを閉鎖する(C)");
  mado_gui_await_told (desk.gui, "閉鎖されたアカウント");
  mado_gui_type_key (fresh.gui, "F5");
  mado_gui_await_untold (fresh.gui, "同期済み");
}

static void
test_terminal_is_sent_away (void)
{
  turn_to (&desk, TERMINALS);
  choose_for (&desk, "w-7", "登録を取り消す(S)…");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "ご自身のパスワード");
  mado_gui_type_text (desk.gui, DOOR_WORLD_PASSWORD);
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "引渡しと消去");
  gui_terminal_leave (&desk);
}

/* What is done goes to the service as soon as anybody can set it. */
static void
take_little_time (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", 5);
  g_settings_sync ();
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  take_little_time ();
  gui_service_set_up (&service);
  receive_case ();
  gui_terminal_set_up (&desk, &service, "w-1", "chief");
  gui_terminal_set_up (&overseers, &service, "w-2", "watch");
  gui_terminal_set_up_empty (&fresh, "w-7", "jiro");

  g_test_add_func ("/administration/administrator-sees-nobody-the-work-is-about",
                   test_administrator_sees_nobody_the_work_is_about);
  g_test_add_func ("/administration/account-is-made-with-a-password-for-once",
                   test_account_is_made_with_a_password_for_once);
  g_test_add_func ("/administration/person-is-entered-and-reported", test_person_is_entered_and_reported);
  g_test_add_func ("/administration/palette-finds-pages-and-nobody", test_palette_finds_pages_and_nobody);
  g_test_add_func ("/administration/service-is-saved-and-comes-back", test_service_is_saved_and_comes_back);
  g_test_add_func ("/administration/programme-is-checked", test_programme_is_checked);
  g_test_add_func ("/administration/programme-is-rehearsed", test_programme_is_rehearsed);
  g_test_add_func ("/administration/copy-for-the-next-year-is-saved-and-checked",
                   test_copy_for_the_next_year_is_saved_and_checked);
  g_test_add_func ("/administration/bank-list-is-shown-and-taken-into-use", test_bank_list_is_shown_and_taken_into_use);
  g_test_add_func ("/administration/terminal-is-let-come-and-connected", test_terminal_is_let_come_and_connected);
  g_test_add_func ("/administration/person-signs-in-there", test_person_signs_in_there);
  g_test_add_func ("/administration/other-terminal-has-the-list", test_other_terminal_has_the_list);
  g_test_add_func ("/administration/overseer-confirms", test_overseer_confirms);
  g_test_add_func ("/administration/overseer-signs-the-logs-off", test_overseer_signs_the_logs_off);
  g_test_add_func ("/administration/person-leaves", test_person_leaves);
  g_test_add_func ("/administration/terminal-is-sent-away", test_terminal_is_sent_away);
  status = g_test_run ();
  gui_terminal_tear_down (&desk);
  gui_terminal_tear_down (&overseers);
  gui_terminal_tear_down (&fresh);
  gui_service_tear_down (&service);
  g_free (one_time);
  g_free (code);

  return status;
}
