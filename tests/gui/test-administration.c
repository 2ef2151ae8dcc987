/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The administrator's desk: the real program at a real service. He makes an account and enters its person in the
 * register. */

#include <locale.h>

#include "gui-terminal.h"

#define ONE_TIME "^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$"
#define PERSON "見本 次郎"

static GuiService service;
static GuiTerminal desk;

/* --- at a window -------------------------------------------------------------------------------------------------- */

static void
come_in (GuiTerminal *terminal, const char *password)
{
  gui_terminal_start (terminal);
  gui_terminal_sign_in (terminal, password);
  mado_gui_await_told (terminal->gui, "同期済み");
}

static void
turn_to (GuiTerminal *terminal, const char *place)
{
  mado_gui_click (terminal->gui, ATSPI_ROLE_LIST_ITEM, place);
}

static void
type_next (GuiTerminal *terminal, const char *field, const char *text)
{
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_TEXT, field);
  mado_gui_type_text (terminal->gui, text);
  mado_gui_type_key (terminal->gui, "Tab");
}

/* --- the administrator -------------------------------------------------------------------------------------------- */

static void
test_administrator_sees_nobody_the_work_is_about (void)
{
  come_in (&desk, DOOR_WORLD_PASSWORD);
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "アカウントと権限");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "取扱者名簿");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "端末");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "記録の点検");
  mado_gui_assert_nowhere (desk.gui, "審査待ち");
}

static void
test_account_is_made_with_a_password_for_once (void)
{
  g_autofree char *one_time = NULL;

  turn_to (&desk, "アカウントと権限");
  mado_gui_await_told (desk.gui, "watch");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "administration-accounts");
  mado_gui_click (desk.gui, ATSPI_ROLE_BUTTON, "新しいアカウント(N)…");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "アカウント（個人ID）");
  mado_gui_type_text (desk.gui, "Jiro");
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_told (desk.gui, "アカウント名は");
  mado_gui_show (desk.gui, "administration-account-refused");
  mado_gui_type_key (desk.gui, "ctrl+a");
  mado_gui_type_text (desk.gui, "jiro");
  mado_gui_type_key (desk.gui, "Tab");
  mado_gui_type_key (desk.gui, "space"); /* the first role */
  mado_gui_show (desk.gui, "administration-account-new");
  mado_gui_click (desk.gui, ATSPI_ROLE_BUTTON, "アカウントを作る(M)");
  one_time = mado_gui_dup_fitting (desk.gui, ONE_TIME);
  mado_gui_show (desk.gui, "administration-one-time");
  mado_gui_click (desk.gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_told (desk.gui, "審査担当");
}

static void
test_person_is_entered_and_reported (void)
{
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  g_autofree char *hex = mado_public_key_to_hex (mado_signing_key_get_public (key));

  turn_to (&desk, "取扱者名簿");
  mado_gui_click (desk.gui, ATSPI_ROLE_BUTTON, "新しい記載(N)…");
  type_next (&desk, "アカウント（個人ID）", "jiro");
  type_next (&desk, "氏名", PERSON);
  type_next (&desk, "所属", "受託者");
  type_next (&desk, "取扱責任者・取扱者などの別", "取扱者");
  type_next (&desk, "開始日", "2025-04-01");
  type_next (&desk, "終了日", "R99.3");
  type_next (&desk, "公開鍵（64桁）", hex);
  mado_gui_click (desk.gui, ATSPI_ROLE_BUTTON, "記載する(E)");
  mado_gui_await_told (desk.gui, "日付として読めません");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "終了日");
  mado_gui_type_key (desk.gui, "ctrl+a");
  mado_gui_type_text (desk.gui, "2099-03-31");
  mado_gui_show (desk.gui, "administration-handler-new");
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (desk.gui, PERSON);
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "未報告");
  mado_gui_show (desk.gui, "administration-handlers");
  gui_terminal_leave (&desk);
}

/* What is done goes to the service as soon as anybody can set it. */
static void
take_little_time (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", 5);
  g_settings_sync ();
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  take_little_time ();
  gui_service_set_up (&service);
  gui_terminal_set_up (&desk, &service, "w-1", "chief");

  g_test_add_func ("/administration/administrator-sees-nobody-the-work-is-about",
                   test_administrator_sees_nobody_the_work_is_about);
  g_test_add_func ("/administration/account-is-made-with-a-password-for-once",
                   test_account_is_made_with_a_password_for_once);
  g_test_add_func ("/administration/person-is-entered-and-reported", test_person_is_entered_and_reported);
  status = g_test_run ();
  gui_terminal_tear_down (&desk);
  gui_service_tear_down (&service);

  return status;
}
