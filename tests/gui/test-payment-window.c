/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Payments in a made-up ward: who sees them, the plan, and a batch that was approved, as far as a terminal without a
 * service goes. */

#include <locale.h>

#include "gui-ward.h"

/* Whoever plans has them at the side, with how many batches wait for them. */
static void
test_list_and_plan (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("lead-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "支給 2件");
  mado_gui_type_key (gui, "alt+6");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "あなたの対応待ち（2件）");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "決定待ち");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作る(P)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "いま支給予定に載せられる人はいません。");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
}

/* Whoever has nothing to do with batches does not see that there are any. */
static void
test_nobody_else_sees_them (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "取込");
  mado_gui_assert_nowhere (gui, "支給 2件");
  mado_gui_assert_nowhere (gui, "支給 0件");
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make ("lead", 40);
  gui_ward_make ("verifier", 20);

  g_test_add_func ("/payment-window/list-and-plan", test_list_and_plan);
  g_test_add_func ("/payment-window/nobody-else-sees-them", test_nobody_else_sees_them);

  return g_test_run ();
}
