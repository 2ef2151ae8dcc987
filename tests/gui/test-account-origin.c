/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An account that was told in an earlier year: it is not taken without its day, a reason, and a second person who
 * says the same; and of what one types the other sees nothing, though the program is killed in the midst of it. Between
 * their turns the service answers. */

#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"
#include <locale.h>

#define FIRST "k-11"
#define SECOND "k-12"
#define PATIENCE (60 * G_USEC_PER_SEC)

static MadoGui *
open_account (const char *account, const char *stage)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "口座入力 1件");
  mado_gui_type_key (gui, "alt+1");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, stage);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "銀行コード");

  return gui;
}

static void
type_account (MadoGui *gui)
{
  mado_gui_type_text (gui, "0001");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "001");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "口座番号");
  mado_gui_type_text (gui, "1234567");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "ミホン ハナコ");
  mado_gui_type_key (gui, "Tab"); /* whose account it is */
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_CHECK_BOX, "以前の年度に届け出た口座");
  mado_gui_type_key (gui, "space");
}

static void
say_from_when (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座を届け出た日を入力してください（例：R7.4.1）");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "届出日");
  mado_gui_type_text (gui, "R6.4.1");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "以前の年度に届け出た口座を使う理由を入力してください");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "60-account-origin");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "使う理由");
  mado_gui_type_text (gui, "denwa de kakunin");
  mado_gui_type_key (gui, "ctrl+Return");
}

static void
type_as (const char *account, const char *stage)
{
  g_autoptr (MadoGui) gui = open_account (account, stage);

  type_account (gui);
  say_from_when (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座を入力しました");
  mado_gui_assert_nowhere (gui, "1234567");
  mado_gui_quit (gui);
}

/* --- a crash while somebody types --------------------------------------------------------------------------------- */

static void
type_half_and_crash (const char *account, const char *stage, const char *number)
{
  g_autoptr (MadoGui) gui = open_account (account, stage);

  for (int i = 0; i < 3; i++)
    mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "口座番号");
  mado_gui_type_text (gui, number);
  mado_gui_await_typed (gui, "口座番号", number);
  gui_ward_await_kept (account);
  g_clear_pointer (&gui, mado_gui_stop);
}

/* At the same terminal: what the other has typed and not saved is in a profile of theirs, under their own key. */
static void
see_nothing_of (const char *account, const char *number)
{
  g_autofree char *nothing = g_strdup_printf ("「%s」に一致する案件や操作はありません", number);
  g_autoptr (MadoGui) gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LABEL, account);
  mado_gui_assert_nowhere (gui, number);
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, number);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, nothing);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_assert_nowhere (gui, number);
  mado_gui_quit (gui);
}

/* Whoever typed it finds it again, and nobody else ever does. */
static void
find_half (const char *account, const char *stage, const char *number)
{
  g_autoptr (MadoGui) gui = open_account (account, stage);

  mado_gui_await_typed (gui, "口座番号", number);
  mado_gui_quit (gui);
}

/* @text: as JSON */
static void
assert_says (GuiOffice *office, const char *pointer, const char *text)
{
  g_autofree char *said = gui_office_dup_text (office, "logo:777", pointer);

  g_assert_cmpstr (said, ==, text);
}

/* What was typed is held back for a few seconds, so that it can be taken back. */
static void
meet_until (GuiOffice *office, const char *account, const char *pointer)
{
  for (gint64 end = g_get_monotonic_time () + PATIENCE;; g_usleep (200000)) {
    g_autofree char *said = NULL;

    gui_office_meet (office, account);
    said = gui_office_dup_text (office, "logo:777", pointer);
    if (said != NULL)
      return;
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
}

static void
test_origin (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 0);

  gui_office_seat (office, FIRST, "account_1");
  gui_office_seat (office, SECOND, "account_2");
  gui_office_receive_case (office, "logo:777");
  gui_office_meet (office, FIRST);
  gui_office_meet (office, SECOND);
  type_half_and_crash (FIRST, "口座入力（1回目）", "4444441");
  see_nothing_of (SECOND, "4444441");
  find_half (FIRST, "口座入力（1回目）", "4444441");
  type_as (FIRST, "口座入力（1回目）");
  meet_until (office, FIRST, "/entries/account/first/by");
  assert_says (office, "/items/account/origin", NULL);
  gui_office_meet (office, SECOND);
  type_half_and_crash (SECOND, "口座入力（2回目）", "5555551");
  see_nothing_of (FIRST, "5555551");
  find_half (SECOND, "口座入力（2回目）", "5555551");
  type_as (SECOND, "口座入力（2回目）");
  meet_until (office, SECOND, "/items/account/origin");
  assert_says (office, "/items/account/origin", "\"earlier\"");
  assert_says (office, "/items/account/date", "\"2024-04-01\"");
  assert_says (office, "/entries/account/first/reason", "\"denwa de kakunin\"");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-origin/earlier-year-needs-a-day-a-reason-and-a-second-person", test_origin);

  return g_test_run ();
}
