/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 004: everybody is paid to the account that the register has, with one file for the bank, which leaves as a packet.
 * Between the turns the service answers. */

#include <locale.h>

#include "gui-money.h"
#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"

#define LEAD "l-01"
#define DECIDER "d-01"

static MadoGui *
open_batch (const char *stage)
{
  MadoGui *gui = gui_ward_sign_in (LEAD);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "支給 1件");
  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, "支給 1件"); /* there are more places than Alt has digits */
  mado_gui_await (gui, ATSPI_ROLE_LABEL, stage);
  mado_gui_click (gui, ATSPI_ROLE_LABEL, stage);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_assert_all_named (gui);

  return gui;
}

/* No decision comes back: what was approved is paid. */
static void
make_file (void)
{
  g_autoptr (MadoGui) gui = open_batch ("振込データ作成待ち");

  mado_gui_show (gui, "70-batch");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込データを作る");
  gui_money_type_day (gui, gui_money_find_day ());
  gui_money_type_payer (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "確認する(C)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支障はありません。振込データを作成できます");
  mado_gui_show (gui, "71-checked");
  gui_money_make_file (gui, NULL);
  mado_gui_quit (gui);
}

/* It leaves as a packet for the bank, and nothing else does. */
static void
look_at_what_leaves (void)
{
  g_autoptr (MadoGui) gui = open_batch ("振込結果待ち");

  mado_gui_show (gui, "72-made");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込データを受渡しに出す");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータの作成");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "指定金融機関");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "73-packet");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "媒体のフォルダー");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

static void
test_transfer (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new_of_004 (folder, GUI_WARD_PASSWORD, 3);

  gui_office_seat (office, LEAD, "ward decider");
  gui_office_seat (office, DECIDER, "decider");
  gui_office_order (office, LEAD, DECIDER);
  make_file ();
  gui_office_meet (office, LEAD);
  look_at_what_leaves ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-transfer/payment-data-of-004", test_transfer);

  return g_test_run ();
}
