/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Applications that come on paper, typed by somebody at the keyboard: received one after the other, doubted, and not
 * lost when the program dies. */

#include <locale.h>

#include "gui-ward.h"

#define NUMBER "収受番号"

static void
quit (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+q");
  mado_gui_assert_quits (gui);
}

static MadoGui *
open_form (void)
{
  MadoGui *gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "verifier-1");
  mado_gui_type_key (gui, "alt+1");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "ctrl+n");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NUMBER);

  return gui;
}

/* By the keyboard alone, as somebody does who has a pile of them. */
static void
type_field (MadoGui *gui, const char *name, const char *text)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, name);
  mado_gui_type_text (gui, text);
  mado_gui_type_key (gui, "Return");
}

static void
type_applicant (MadoGui *gui, const char *number)
{
  type_field (gui, NUMBER, number);
  type_field (gui, "郵便番号", "1600022");
  type_field (gui, "住所", "Shinjuku 1-1");
  type_field (gui, "氏名", "Mihon Hanako");
  type_field (gui, "氏名（フリガナ）", "MIHON");
  type_field (gui, "生年月日", "H7.5.5");
}

static void
test_paper_becomes_a_case_and_the_next_is_begun (void)
{
  g_autoptr (MadoGui) gui = open_form ();

  mado_gui_assert_all_named (gui);
  type_applicant (gui, "R7-0009");
  mado_gui_await_told (gui, "平成7年5月5日"); /* how it was understood */
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "紙申請を収受しました");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NUMBER);
  mado_gui_await_told (gui, "R7-0010");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_text (gui, "Mihon Hanako");
  mado_gui_await_told (gui, "Mihon Hanako");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  quit (gui);
}

/* What is wrong is said where it is wrong, and a 個人番号 is not kept. */
static void
test_fault_is_said_at_the_field (void)
{
  g_autoptr (MadoGui) gui = open_form ();

  mado_gui_type_key (gui, "ctrl+a");
  type_field (gui, NUMBER, "R7-0009"); /* it was received before */
  type_field (gui, "郵便番号", "12");
  mado_gui_await_told (gui, "郵便番号として読めません");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "郵便番号");
  mado_gui_type_key (gui, "ctrl+a");
  type_field (gui, "郵便番号", "1600022");
  type_field (gui, "住所", "MyNumber 123456789018");
  mado_gui_await_told (gui, "個人番号が含まれています");
  mado_gui_type_key (gui, "shift+Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "住所");
  mado_gui_type_key (gui, "ctrl+a");
  type_field (gui, "住所", "Shinjuku 1-1");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_told (gui, "この収受番号の申請はすでにあります");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NUMBER);
  quit (gui);
}

static void
test_what_was_typed_survives_a_crash (void)
{
  MadoGui *gui = open_form ();
  g_autoptr (MadoGui) again = NULL;

  mado_gui_type_key (gui, "ctrl+a");
  type_field (gui, NUMBER, "R7-0500");
  gui_ward_await_kept ("verifier-1");
  mado_gui_await_told (gui, "R7-0500");
  mado_gui_stop (gui);
  again = open_form ();
  mado_gui_await_told (again, "R7-0500");
  quit (again);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make ("verifier", 8);

  g_test_add_func ("/reception/paper-becomes-a-case-and-the-next-is-begun",
                   test_paper_becomes_a_case_and_the_next_is_begun);
  g_test_add_func ("/reception/fault-is-said-at-the-field", test_fault_is_said_at_the_field);
  g_test_add_func ("/reception/what-was-typed-survives-a-crash", test_what_was_typed_survives_a_crash);

  return g_test_run ();
}
