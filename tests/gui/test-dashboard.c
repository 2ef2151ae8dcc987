/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dashboard: the first page of whoever answers for the work; its bars open the lists behind them. */

#include <locale.h>

#include "gui-ward.h"

/* Of the babysitter programme: what a screener has before him, and one like it that came on paper. */
#define CASE(n, receipt, name)                                                                                         \
  "{\"body\":{\"items\":{\"address\":\"東京都新宿区見本町1-" n "\",\"birth_date\":\"1990-01-0" n                                  \
  "\",\"child_birth\":\"2023-04-05\",\"minutes_day\":120,\"minutes_night\":0,\"name\":{\"kana\":\"ミホン\",\"kanji\":"      \
  "\"" name "\"},\"paid_day\":3000,\"paid_night\":0,\"phone\":\"0300000001\",\"received_on\":\"2025-06-0" n                   \
  "\",\"used_on\":\"2025-06-01\"},\"receipt\":\"" receipt "\",\"since\":\"2025-06-02\"},\"id\":"                              \
  "\"0195eeb1-5a00-7abc-8def-00000000000" n "\",\"kind\":\"case\",\"state\":\"received\",\"version\":1}"

static const char *const applications[] = { CASE ("1", "logo:9001", "電子 一郎"), CASE ("2", "logo:9002", "電子 二郎"),
                                            CASE ("3", "paper:7", "書面 三郎"), NULL };

static void
test_bar_opens_its_list (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("lead-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件の状況");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "直近14日間");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "収受：21件（うち期限超過21件）");
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "案件の状況");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "21件");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件の状況");
  mado_gui_quit (gui);
}

static void
test_figures_are_a_table_too (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("lead-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件の状況");
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "表で見る(T)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "件数");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
}

static void
test_overdue_media_are_told (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("lead-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "期限超過または所在不明の媒体が2件あります");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "媒体台帳");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "期限超過（2件）");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件の状況");
  mado_gui_quit (gui);
}

static void
test_clerks_begin_with_their_list (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "取込");
  mado_gui_await_gone (gui, ATSPI_ROLE_LIST_ITEM, "状況");
  mado_gui_quit (gui);
}

static void
choose_tally (MadoGui *gui, guint n_down)
{
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "集計する申請");
  for (guint i = 0; i < n_down; i++)
    mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
}

/* 003-F5: what came by the web is counted by state and day, apart from paper; behind each figure are its rows. */
static void
test_forms_are_counted_apart (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("examiner-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件の状況");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "受付：3件（うち期限超過3件）");
  choose_tally (gui, 2);
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "受付：1件（うち期限超過1件）");
  choose_tally (gui, 1);
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make ("lead", 40);
  gui_ward_make ("verifier", 4);
  gui_ward_make_of ("babysitter-r7", "examiner", 0, applications);

  g_test_add_func ("/dashboard/bar-opens-its-list", test_bar_opens_its_list);
  g_test_add_func ("/dashboard/figures-are-a-table-too", test_figures_are_a_table_too);
  g_test_add_func ("/dashboard/overdue-media-are-told", test_overdue_media_are_told);
  g_test_add_func ("/dashboard/clerks-begin-with-their-list", test_clerks_begin_with_their_list);
  g_test_add_func ("/dashboard/forms-are-counted-apart", test_forms_are_counted_apart);

  return g_test_run ();
}
