/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A batch that two people sign, one of whose accounts turns out to be wrong meanwhile; and the list of its gifts, until
 * it has left as a packet. Between their turns the service answers. */

#include <locale.h>

#include "gui-money.h"
#include "gui-office.h"
#include "gui-programme.h"
#include "gui-ward.h"
#include "mado-terminal.h"

#define LEAD "l-01"
#define FIRST "d-01"
#define SECOND "d-02"

/* One signature is not enough, and nobody gives both. */
static void
sign_first (void)
{
  g_autoptr (MadoGui) gui = gui_money_open_batch (&(GuiMoneyLook) { FIRST, "支給 1件", "alt+2", "承認待ち" });

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "必要な2人のうち0人が署名しています。あなたのパスワードで署名します。");
  mado_gui_show (gui, "60-several-none");
  gui_money_approve (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "あなたは署名済みです。ほかの人の署名も必要です。");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "支給予定を承認する");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "61-several-one");
  mado_gui_quit (gui);
}

/* Somebody asks for a payment to be called back; a second person finds that above the case, and agrees there. */
static void
agree (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (SECOND);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "支給 1件");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_line (gui, "logo:1");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "v-01さんの依頼「決定後の訂正」は、もう1人の同意を待っています");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "61-several-asked");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "回答する(Q)");
  mado_gui_await (gui, ATSPI_ROLE_ALERT, "決定後の訂正");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "依頼：v-01　理由：口座相違");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "61-several-answer");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "同意する(G)");
  mado_gui_await_gone (gui, ATSPI_ROLE_ALERT, NULL);
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "v-01さんの依頼「決定後の訂正」は、もう1人の同意を待っています");
  mado_gui_quit (gui);
}

/* Whoever signs next sees that a payment is held, and what was frozen of it beside what was typed since. */
static void
sign_last (void)
{
  g_autoptr (MadoGui) gui = gui_money_open_batch (&(GuiMoneyLook) { SECOND, "支給 1件", "alt+2", "承認待ち" });

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "必要な2人のうち1人が署名しています。あなたのパスワードで署名します。");
  mado_gui_show (gui, "62-several-second");
  mado_gui_press (gui, ATSPI_ROLE_PAGE_TAB, "凍結後の変更（1）");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支払を保留　口座番号：1000001 → 7654321");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "63-several-held");
  mado_gui_press (gui, ATSPI_ROLE_PAGE_TAB, "概要");
  gui_money_approve (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支給予定の担当者を待っています。");
  mado_gui_show (gui, "64-several-approved");
  mado_gui_quit (gui);
}

static void
make_list (MadoGui *gui)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "電子ギフト送付データ");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_show (gui, "65-gifts-form");
  gui_money_type_day (gui, gui_money_find_day ());
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支障はありません。送付データを作成できます");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "66-gifts-checked");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "送付データを作成(M)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "送付データの作成");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "送付データを作成しました");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "67-gifts-made");
}

/* Whoever made the list hands it over from the batch. */
static void
make_gifts (void)
{
  g_autoptr (MadoGui) gui = gui_money_open_batch (&(GuiMoneyLook) { LEAD, "支給 1件", "alt+6", "振込データ作成待ち" });

  mado_gui_show (gui, "65-decided");
  make_list (gui);
  mado_gui_quit (gui);
}

static void
open_gift_packet (void)
{
  g_autoptr (MadoGui) gui = gui_money_open_batch (&(GuiMoneyLook) { LEAD, "支給 1件", "alt+6", "振込結果待ち" });

  mado_gui_show (gui, "68-gifts-batch");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "電子ギフト送付データ");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータの作成");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "電子ギフト送付データ");
  mado_gui_await_told (gui, "「電子ギフト送付データ」（1人・1件・50,000円"); /* of a batch of three */
  mado_gui_assert_nowhere (gui, "：3件・150,000円");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "69-gifts-packet");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "媒体のフォルダー");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

static void
test_several (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = NULL;
  MadoId batch;

  gui_programme_change ("ninpu-r7", "\"label\": \"支給予定データ\",",
                        "\"label\": \"支給予定データ\", \"signatures\": 2,");
  office = gui_office_new (folder, GUI_WARD_PASSWORD, 2);
  gui_office_seat (office, LEAD, "lead");
  gui_office_seat (office, FIRST, "decider");
  gui_office_seat (office, SECOND, "decider");
  gui_office_receive_gift (office, "logo:9");
  batch = gui_office_freeze (office, LEAD);
  gui_office_meet (office, FIRST);
  sign_first ();
  gui_office_meet (office, FIRST);
  gui_office_ask_back (office, "logo:1");
  gui_office_meet (office, SECOND);
  agree ();
  gui_office_meet (office, SECOND);
  gui_office_type_account (office, "logo:1", "7654321");
  gui_office_meet (office, SECOND);
  sign_last ();
  gui_office_meet (office, SECOND);
  gui_office_decide (office, LEAD, SECOND, batch);
  make_gifts ();
  gui_office_meet (office, LEAD);
  open_gift_packet ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-several/two-sign-one-is-held-and-gifts-leave", test_several);

  return g_test_run ();
}
