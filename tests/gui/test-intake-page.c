/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files taken in by somebody at the keyboard: a good one, a bad one, one that comes again; and who never sees the page.
 */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "gui-ward.h"

#define PLACE "取込"
#define HEADINGS "受付番号,申請日時,氏名,氏名（フリガナ）,生年月日,給付管理番号,職業\r\n"

static void
quit (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+q");
  mado_gui_assert_quits (gui);
}

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
  quit (gui);
}

static void
test_bad_file_says_where_it_is_bad (void)
{
  g_autofree char *path =
      write_file ("bad.csv", HEADINGS "W00101,2025/06/01,見本 花子,ミホン ハナコ,1995-02-31,0000900101,船大工\r\n"
                                      "W00102,2025/06/01,見本 花子,ミホン ハナコ,1995-05-05,0000900102,"
                                      "マイナンバー 123456789018\r\n");
  g_autoptr (MadoGui) gui = open_page ("verifier-1");

  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "1件を取り込めます");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "日付として読めません。");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "E（生年月日）");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "個人番号が含まれています。保存できないので取り除いてください。");
  mado_gui_assert_nowhere (gui, "123456789018");
  mado_gui_assert_all_named (gui);
  quit (gui);
}

static void
test_ward_takes_nothing_in (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("ward-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ward-1");
  mado_gui_await_gone (gui, ATSPI_ROLE_LIST_ITEM, PLACE);
  quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make ("verifier", 4);
  gui_ward_make ("ward", 4);

  g_test_add_func ("/intake-page/good-file-becomes-cases-once", test_good_file_becomes_cases_once);
  g_test_add_func ("/intake-page/bad-file-says-where-it-is-bad", test_bad_file_says_where_it_is_bad);
  g_test_add_func ("/intake-page/ward-takes-nothing-in", test_ward_takes_nothing_in);

  return g_test_run ();
}
