/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was paid elsewhere or in earlier years, from the table to the case that is not paid again. */

#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"
#include <locale.h>

#define LEAD "l-01"
#define DECIDER "d-01"

static MadoGui *
open_payments (void)
{
  MadoGui *gui = gui_ward_sign_in (LEAD);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "支給 0件");
  mado_gui_type_key (gui, "alt+6");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支給予定はまだありません");

  return gui;
}

static void
choose_file_that_is_gone (MadoGui *gui)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "gone.csv", NULL);

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ(F)…");
  mado_gui_choose_file (gui, "支給実績の一覧を選択", path, "_Open");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ファイルを読めません");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "ファイルを読めません");
}

static void
choose_table (MadoGui *gui, const char *text)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "earlier.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ(F)…");
  mado_gui_choose_file (gui, "支給実績の一覧を選択", path, "_Open");
}

#define TABLE                                                                                                          \
  "給付管理番号,支給日,支給額,事業名\n1,令和6年12月10日,\"50,000円\",令和6年度 出産・子育て応援事業\n"                 \
  "77,2024/12/10,50000,令和6年度 出産・子育て応援事業\n78,2024/13/10,50000,令和6年度 出産・子育て応援事業\n"

static void
record (void)
{
  g_autoptr (MadoGui) gui = open_payments ();

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給実績(E)…");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ(F)…");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "40-earlier-start");
  choose_file_that_is_gone (gui);
  choose_table (gui, TABLE);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "登録しない行があります");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "2件・100,000円を登録します。　登録済み 0行　登録しない 1行");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "41-earlier-rows");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "登録する(R)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "支給実績の登録");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "42-earlier-pledge");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "登録する");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "0件・0円を登録します。　登録済み 2行　登録しない 1行");
  choose_table (gui, TABLE);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "0件・0円を登録します。　登録済み 2行　登録しない 1行");
  mado_gui_show (gui, "43-earlier-again");
  mado_gui_quit (gui);
}

/* The plan leaves the case out and says why; so does the case. */
static void
plan (void)
{
  g_autoptr (MadoGui) gui = open_payments ();

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作る(P)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "2件・100,000円");
  mado_gui_show (gui, "44-earlier-plan");
  mado_gui_quit (gui);
}

/* Whoever opens the case reads why nothing is paid. */
static void
read_case (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (LEAD);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "支給予定へ 3件");
  mado_gui_type_key (gui, "alt+2");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (
      gui, ATSPI_ROLE_LABEL,
      "令和6年度 出産・子育て応援事業で令和6年12月10日に支給済みです（50,000円）。ここでは、重ねて支給しません。");
  mado_gui_show (gui, "45-earlier-case");
  mado_gui_quit (gui);
}

/* By somebody else than who recorded it, who reads first whose it was. */
static void
take_back (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (DECIDER);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "支給 0件");
  mado_gui_type_key (gui, "alt+2");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "支給実績(E)…");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給実績(E)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "50,000円");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "46-earlier-recorded");
  mado_gui_click (gui, ATSPI_ROLE_LABEL, "0000000001");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "取り消す(B)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "支給実績の登録の取消し");
  mado_gui_assert_all_named (gui);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_text (gui, "betsujin");
  mado_gui_show (gui, "47-earlier-taken-back");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "取り消す");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, DECIDER "が取り消し：betsujin");
  mado_gui_show (gui, "48-earlier-gone");
  mado_gui_quit (gui);
}

static void
plan_all (void)
{
  g_autoptr (MadoGui) gui = open_payments ();

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作る(P)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件・150,000円");
  mado_gui_quit (gui);
}

static void
test_history (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 3);

  gui_office_seat (office, LEAD, "lead");
  gui_office_seat (office, DECIDER, "decider");
  gui_office_meet (office, LEAD);
  record ();
  gui_office_meet (office, LEAD);
  plan ();
  read_case ();
  gui_office_meet (office, DECIDER);
  take_back ();
  gui_office_meet (office, DECIDER);
  gui_office_meet (office, LEAD);
  plan_all ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-history/what-was-paid-before", test_history);

  return g_test_run ();
}
