/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A batch from the plan to its approval, as two people take it through their windows: whoever plans, and whoever
 * decides. Between their turns the service answers, at its own stream. */

#include "gui-money.h"
#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"
#include <locale.h>

#define LEAD "l-01"
#define DECIDER "d-01"

/* --- the walk ----------------------------------------------------------------------------------------------------- */

static void
open_list (MadoGui *gui, const char *place, const char *key, const char *stage)
{
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, place);
  mado_gui_type_key (gui, key);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, stage);
}

static void
plan (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (LEAD);

  open_list (gui, "支給 0件", "alt+6", "支給予定はまだありません");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "1-empty");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作る(P)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件・150,000円");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "2-plan");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作成(M)");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "支給予定を凍結する");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "3-made");
  mado_gui_quit (gui);
}

/* Whoever froze it is told that somebody else approves it, before they try. */
static void
freeze (void)
{
  g_autoptr (MadoGui) gui = gui_money_open_batch (&(GuiMoneyLook) { LEAD, "支給 1件", "alt+6", "作成中" });

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "再集計で件数・金額・ダイジェストが一致しています");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を凍結する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "支給予定を凍結する");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "4-freeze");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "凍結する");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "この支給予定の作成・凍結に関わっているため承認できません。別の人が承認します。");
  mado_gui_show (gui, "5-frozen");
  mado_gui_quit (gui);
}

/* Somebody else: a wrong password signs nothing. */
static void
approve (void)
{
  g_autoptr (MadoGui) gui = gui_money_open_batch (&(GuiMoneyLook) { DECIDER, "支給 1件", "alt+2", "承認待ち" });

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を承認する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "支給予定を承認する");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_text (gui, "wrong");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "パスワードが違います。署名していません。");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "6-approve");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支給予定の担当者を待っています。");
  mado_gui_quit (gui);
}

static void
test_walk (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 3);

  gui_office_seat (office, LEAD, "lead");
  gui_office_seat (office, DECIDER, "decider");
  gui_office_meet (office, LEAD);
  plan ();
  gui_office_meet (office, LEAD);
  freeze ();
  gui_office_meet (office, LEAD);
  gui_office_meet (office, DECIDER);
  approve ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-walk/from-the-plan-to-the-approval", test_walk);

  return g_test_run ();
}
