/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dashboard: the first page of whoever answers for the work; its bars open the lists behind them. */

#include <locale.h>

#include "gui-ward.h"

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
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "表で見る(B)");
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

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make ("lead", 40);
  gui_ward_make ("verifier", 4);

  g_test_add_func ("/dashboard/bar-opens-its-list", test_bar_opens_its_list);
  g_test_add_func ("/dashboard/figures-are-a-table-too", test_figures_are_a_table_too);
  g_test_add_func ("/dashboard/overdue-media-are-told", test_overdue_media_are_told);
  g_test_add_func ("/dashboard/clerks-begin-with-their-list", test_clerks_begin_with_their_list);

  return g_test_run ();
}
