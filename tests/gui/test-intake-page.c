/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files taken in by somebody at the keyboard: a good one, a bad one, one that comes again; and who never sees the page.
 */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "gui-ward.h"
#include "mado-terminal.h"

#define PLACE "取込"
#define HEADINGS "受付番号,申請日時,氏名,氏名（フリガナ）,生年月日,給付管理番号,職業\r\n"
#define BAD_ROWS                                                                                                       \
  "W00101,2025/06/01,見本 花子,ミホン ハナコ,1995-02-31,0000900101,船大工\r\n"                                         \
  "W00102,2025/06/01,見本 花子,ミホン ハナコ,1995-05-05,0000900102,マイナンバー 123456789018\r\n"

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (g_get_home_dir (), name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static char *
write_form (const char *name, guint first, guint n_rows)
{
  g_autoptr (GString) text = g_string_new (HEADINGS);

  for (guint i = first; i < first + n_rows; i++)
    g_string_append_printf (text, "W%05u,2025/06/01 10:00:00,見本 花子,ミホン ハナコ,1995-05-05,%010u,船大工\r\n", i,
                            900000 + i);

  return write_file (name, text->str);
}

static MadoGui *
open_page (const char *account)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, PLACE);
  mado_gui_type_key (gui, "F9");
  mado_gui_type_key (gui, "End");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ…(C)");

  return gui;
}

static void
choose (MadoGui *gui, const char *path)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ…(C)");
  mado_gui_choose_file (gui, "ファイルの選択", path, "_Open");
}

/* What there is of the terminal goes, and another ward takes its place. */
static void
make_wards (guint n_cases)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  gui_ward_make ("verifier", n_cases);
  gui_ward_make ("ward", n_cases);
}

/* Nobody has taken anything in yet. */
static void
test_log_is_empty_at_first (void)
{
  g_autoptr (MadoGui) gui = open_page ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "この端末での取込はまだありません");
  mado_gui_show (gui, "log-empty");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
  make_wards (4);
}

static void
test_good_file_becomes_cases_once (void)
{
  g_autofree char *path = write_form ("good.csv", 1, 3);
  g_autoptr (MadoGui) gui = open_page ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "これまでの取込");
  mado_gui_assert_all_named (gui);
  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件を取り込めます");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "LoGoフォーム 2025年4月版：新規3件");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Return"); /* the focus stands where one goes on */
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件を取り込みました");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "戻る(B)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件を取込み（全3行）");
  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "新しく取り込むものはありません");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "取り込まないもの：取込済み3件");
  mado_gui_quit (gui);
}

static void
test_bad_file_says_where_it_is_bad (void)
{
  g_autofree char *path = write_file ("bad.csv", HEADINGS BAD_ROWS);
  g_autoptr (MadoGui) gui = open_page ("verifier-1");

  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "1件を取り込めます");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "日付として読めません。");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "E（生年月日）");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "個人番号が含まれています。保存できないので取り除いてください。");
  mado_gui_assert_nowhere (gui, "123456789018");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
}

static char *
load_text (const char *path)
{
  char *text = NULL;

  for (int i = 0; i < 600 && !g_file_get_contents (path, &text, NULL, NULL); i++)
    g_usleep (50000);
  g_assert_nonnull (text);

  return text;
}

/* The list says where, and never what was typed there. */
static void
test_findings_are_saved_as_a_list (void)
{
  g_autofree char *path = write_file ("bad.csv", HEADINGS BAD_ROWS);
  g_autofree char *place = g_build_filename (g_get_home_dir (), "list.csv", NULL);
  g_autofree char *list = NULL;
  g_autoptr (MadoGui) gui = open_page ("verifier-1");

  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "1件を取り込めます");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "一覧を保存…(S)");
  mado_gui_choose_file (gui, "一覧の保存", place, "_Save");
  mado_gui_await_told (gui, "一覧を保存しました");
  list = load_text (place);
  g_assert_nonnull (strstr (list, "日付として読めません"));
  g_assert_nonnull (strstr (list, "個人番号が含まれています"));
  g_assert_null (strstr (list, "123456789018"));
  mado_gui_quit (gui);
}

/* Of an earlier import: how many, when, by whom, which file. */
static void
test_record_of_an_import_is_opened (void)
{
  g_autoptr (MadoGui) gui = open_page ("verifier-1");

  mado_gui_click (gui, ATSPI_ROLE_LABEL, "3件を取込み（全3行）");
  mado_gui_await_focus (gui, ATSPI_ROLE_TABLE_ROW, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "取込の記録");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "verifier-1");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "SHA-256");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "record");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

#define N_MANY 10000
#define N_ENDLESS 100000 /* so that somebody finds the button before they are read */

/* Nothing is read to the end that somebody stops, and what is written by then stays: the same file goes on there. */
static void
test_long_import_is_stopped (void)
{
  g_autofree char *endless = write_form ("endless.csv", 1000, N_ENDLESS);
  g_autofree char *path = write_form ("many.csv", 1000, N_MANY);
  g_autoptr (MadoGui) gui = NULL;

  make_wards (0);
  gui = open_page ("verifier-1");
  choose (gui, endless);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ファイルを読んでいます");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "やめる(T)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "この端末での取込はまだありません");
  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "10000件を取り込めます");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "取り込んでいます");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "やめる(T)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "途中でやめました");
  mado_gui_show (gui, "stopped");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "戻る(B)");
  choose (gui, path);
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "10000件を取り込めます");
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "取り込む(T)");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "10000"); /* beside the work list: each of them once */
  mado_gui_quit (gui);
}

static void
test_file_is_dropped (void)
{
  g_autofree char *path = write_form ("dropped.csv", 300, 2);
  g_autoptr (MadoGui) gui = open_page ("verifier-1");

  mado_gui_drop_file (gui, path, ATSPI_ROLE_LABEL, "ファイルをここにドロップするか、選んでください");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "2件を取り込めます");
  mado_gui_quit (gui);
}

/* Nobody touches anything: the file is taken in, put away, told of, and in the log. */
static void
test_folder_is_watched (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "incoming", NULL);
  g_autofree char *done = g_build_filename (folder, "済", "watched.csv", NULL);
  g_autofree char *path = NULL, *text = NULL;
  g_autoptr (MadoGui) gui = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_settings_set_string (settings, "intake-folder", folder);
  g_settings_sync ();
  gui = open_page ("verifier-1");
  path = write_form ("incoming/watched.csv", 400, 2);
  mado_gui_await_told (gui, "「watched.csv」をフォルダーから取り込みました");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "watched.csv");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "2件を取込み（全2行）");
  text = load_text (done);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_settings_reset (settings, "intake-folder");
  g_settings_sync ();
  mado_gui_quit (gui);
}

static void
test_ward_takes_nothing_in (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("ward-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ward-1");
  mado_gui_await_gone (gui, ATSPI_ROLE_LIST_ITEM, PLACE);
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  make_wards (0);

  g_test_add_func ("/intake-page/log-is-empty-at-first", test_log_is_empty_at_first);
  g_test_add_func ("/intake-page/good-file-becomes-cases-once", test_good_file_becomes_cases_once);
  g_test_add_func ("/intake-page/bad-file-says-where-it-is-bad", test_bad_file_says_where_it_is_bad);
  g_test_add_func ("/intake-page/findings-are-saved-as-a-list", test_findings_are_saved_as_a_list);
  g_test_add_func ("/intake-page/record-of-an-import-is-opened", test_record_of_an_import_is_opened);
  g_test_add_func ("/intake-page/file-is-dropped", test_file_is_dropped);
  g_test_add_func ("/intake-page/folder-is-watched", test_folder_is_watched);
  g_test_add_func ("/intake-page/long-import-is-stopped", test_long_import_is_stopped);
  g_test_add_func ("/intake-page/ward-takes-nothing-in", test_ward_takes_nothing_in);

  return g_test_run ();
}
