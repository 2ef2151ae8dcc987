/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Money that was paid and comes back: asked for by whoever plans, approved by whoever decides, counted in as it comes,
 * and told by the case. Between their turns the service answers. */

#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"
#include <locale.h>

#define LEAD "l-01"
#define DECIDER "d-01"
#define N_CASES 2

static MadoGui *
open_recoveries (const char *account, const char *place, const char *key, const char *button)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, place);
  mado_gui_type_key (gui, key);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, button);

  return gui;
}

static void
press_and_await (MadoGui *gui, const char *button, const char *dialog)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, button);
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, dialog);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_assert_all_named (gui);
}

static void
await_done (MadoGui *gui, const char *heading)
{
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, heading);
}

static void
retype (MadoGui *gui, const char *text)
{
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, text);
}

/* A number that there is not, no reason, more than was paid: each is said, and what was typed stays. */
static void
ask (void)
{
  g_autoptr (MadoGui) gui = open_recoveries (LEAD, "支給 0件", "alt+6", "返還(C)…");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "返還はありません");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "50-recovery-empty");
  press_and_await (gui, "返還を求める(A)…", "返還を求める");
  mado_gui_show (gui, "51-recovery-ask");
  mado_gui_type_text (gui, "logo:9");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "50001");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "理由を入力してください。承認する人や監査で読まれます");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "理由");
  mado_gui_type_text (gui, "futago de nai");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "この受付番号の申請はありません。番号を確かめてください。");
  mado_gui_type_key (gui, "shift+Tab");
  mado_gui_type_key (gui, "shift+Tab");
  retype (gui, "logo:1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui,
                       "金額が、求めた額と違うか、支給済みの額・未返還の額を超えています。申請を確かめてください。");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "金額（円）");
  mado_gui_show (gui, "52-recovery-too-much");
  retype (gui, "20,000");
  mado_gui_type_key (gui, "Return");
  await_done (gui, "未返還 0円　承認待ち 1件");
  mado_gui_assert_all_named (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "承認する…"); /* nobody approves their own wish */
  mado_gui_show (gui, "53-recovery-asked");
  mado_gui_quit (gui);
}

/* Another person, who types the sum. */
static void
approve (void)
{
  g_autoptr (MadoGui) gui = open_recoveries (DECIDER, "支給 1件", "alt+2", "返還 1件(C)…");

  press_and_await (gui, "承認する…", "返還請求の承認");
  mado_gui_type_text (gui, "200000");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui,
                       "金額が、求めた額と違うか、支給済みの額・未返還の額を超えています。申請を確かめてください。");
  mado_gui_show (gui, "54-recovery-approve");
  retype (gui, "20000");
  mado_gui_type_key (gui, "Return");
  await_done (gui, "未返還 20,000円　承認待ち 0件");
  mado_gui_show (gui, "55-recovery-approved");
  mado_gui_quit (gui);
}

static void
receive (void)
{
  g_autoptr (MadoGui) gui = open_recoveries (LEAD, "支給 0件", "alt+6", "返還(C)…");

  press_and_await (gui, "入金を登録…", "返還金の入金登録");
  mado_gui_type_text (gui, "5000");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "R7.13.1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "日付として読めません。R8.12.25 のように入力してください");
  retype (gui, "R8.4.1");
  mado_gui_type_key (gui, "Return");
  await_done (gui, "未返還 15,000円　承認待ち 0件");
  mado_gui_show (gui, "56-recovery-part");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "20,000円の返還（過払い）のうち、5,000円は返還済み、15,000円が未返還");
  mado_gui_show (gui, "57-recovery-case");
  mado_gui_quit (gui);
}

/* What was entered wrongly, and what is given up: both with a reason, by whoever decides. */
static void
strike_and_give_up (void)
{
  g_autoptr (MadoGui) gui = open_recoveries (DECIDER, "支給 0件", "alt+2", "返還(C)…");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "入金を取り消す…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "入金の取消し");
  mado_gui_assert_all_named (gui);
  mado_gui_await_focus (gui, ATSPI_ROLE_COMBO_BOX, "取り消す入金");
  mado_gui_show (gui, "58-recovery-strike");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "betsu no ken");
  mado_gui_type_key (gui, "Return");
  await_done (gui, "未返還 20,000円　承認待ち 0件");
  press_and_await (gui, "免除する…", "残額の免除");
  mado_gui_type_text (gui, "seikatsu konkyu");
  mado_gui_type_key (gui, "Return");
  await_done (gui, "未返還 0円　承認待ち 0件");
  mado_gui_show (gui, "59-recovery-over");
  mado_gui_quit (gui);
}

static void
test_recovery (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, N_CASES);

  gui_office_seat (office, LEAD, "lead");
  gui_office_seat (office, DECIDER, "decider");
  gui_office_pay (office, LEAD, DECIDER, N_CASES);
  ask ();
  gui_office_meet (office, LEAD);
  gui_office_meet (office, DECIDER);
  approve ();
  gui_office_meet (office, DECIDER);
  gui_office_meet (office, LEAD);
  receive ();
  gui_office_meet (office, LEAD);
  gui_office_meet (office, DECIDER);
  strike_and_give_up ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-recovery/asked-approved-counted-and-told", test_recovery);

  return g_test_run ();
}
