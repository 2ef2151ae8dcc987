/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes back for a batch, at the window of whoever plans: the ward's decision, the file for the bank, and its
 * results; and what failed goes back to whoever types accounts. Between the turns the service answers. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "gui-money.h"
#include "gui-office.h"
#include "gui-ward.h"
#include "mado-calendar.h"
#include "mado-instant.h"
#include "mado-terminal.h"

#define LEAD "l-01"
#define DECIDER "d-01"
#define CLERK "k-11"
#define PATIENCE (60 * G_USEC_PER_SEC)

#define ROW(number, amount, result, reason) GUI_MONEY_ROW ("000000000" number, amount, "100000" number, result, reason)

/* The only batch that there is. */
static MadoGui *
open_batch (const char *stage)
{
  return gui_money_open_batch (&(GuiMoneyLook) { LEAD, "支給 1件", "alt+6", stage });
}

/* --- the decision ------------------------------------------------------------------------------------------------- */

static void
read_file (MadoGui *gui, const char *step, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *path = gui_money_write_file (name, bytes);

  gui_money_read_answer (gui, step, path);
}

/* A row for each way in which a decision can differ. Nothing is taken over until each was settled by somebody. */
static void
take_over_decision (void)
{
  static const char wrong[] = "受付番号,氏名\n1,見本\n";
  static const char decision[] = GUI_MONEY_COLUMNS ROW ("1", "50000", "決定", "") ROW ("2", "50001", "決定", "")
      ROW ("4", "50000", "決定", "") ROW ("4", "50000", "決定", "") ROW ("9", "50000", "決定", "")
          ROW ("5", "50000", "不支給", "要件を満たさない");
  g_autoptr (MadoGui) gui = open_batch ("決定待ち");

  read_file (gui, "支給決定データを取り込む", "other.csv", wrong);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "このファイルは取り込めません");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "10-decision-wrong-file");
  mado_gui_type_key (gui, "alt+Left");
  read_file (gui, "支給決定データを取り込む", "decision.csv", decision);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "照合が一致しません。相違ごとに除外の理由を入力してください");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "除外の理由");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "11-decision");
  for (int i = 0; i < 4; i++) {
    mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "除外の理由");
    mado_gui_type_text (gui, "kakunin");
    mado_gui_type_key (gui, "Return");
  }
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "照合が一致しました。取り込めます");
  mado_gui_show (gui, "11-decision-settled");
  gui_money_sign_decision (gui, DECIDER, "12-decision-sign");
  mado_gui_show (gui, "13-decision-taken");
  mado_gui_quit (gui);
}

/* What was left out waits for the next file. */
static void
take_over_the_rest (void)
{
  static const char decision[] =
      GUI_MONEY_COLUMNS ROW ("2", "50000", "決定", "") ROW ("3", "50000", "決定", "") ROW ("4", "50000", "決定", "");
  g_autoptr (MadoGui) gui = open_batch ("決定待ち");

  read_file (gui, "支給決定データを取り込む", "decision-2.csv", decision);
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "取り込む(T)…");
  mado_gui_show (gui, "14-decision-rest");
  gui_money_sign_decision (gui, DECIDER, NULL);
  mado_gui_quit (gui);
}

/* --- the file for the bank ---------------------------------------------------------------------------------------- */

/* On a day on which banks are closed there is none; what was made is the same when it is asked for again. */
static void
make_file (void)
{
  MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  MadoDate closed = today;
  g_autoptr (MadoGui) gui = open_batch ("振込データ作成待ち");
  g_autofree char *sheet = g_build_filename (g_get_home_dir (), "sheet.pdf", NULL);

  do
    closed = mado_date_add_days (closed, 1);
  while (mado_calendar_is_open (MADO_CALENDAR_BANK, closed));
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込データを作る");
  gui_money_type_day (gui, closed);
  gui_money_type_payer (gui);
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "20-file-form");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "確認する(C)");
  mado_gui_await_told (gui, "振込指定日は銀行の休業日です。");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "21-file-closed");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "戻る(B)");
  gui_money_type_day (gui, gui_money_find_day ());
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支障はありません。振込データを作成できます");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "22-file-checked");
  gui_money_make_file (gui, "23-file-pledge");
  mado_gui_show (gui, "24-file-made");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "送付票（PDF）(S)…");
  mado_gui_choose_file (gui, "送付票の保存", sheet, "_Save");
  for (gint64 end = g_get_monotonic_time () + PATIENCE; !g_file_test (sheet, G_FILE_TEST_EXISTS); g_usleep (30000))
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  mado_gui_quit (gui);
}

/* The file leaves as a packet, and the batch says so; nothing lies on the medium but what is encrypted. */
static void
hand_file_over (void)
{
  g_autofree char *medium = g_dir_make_tmp ("mado-medium-XXXXXX", NULL);
  g_autofree char *drawer = g_dir_make_tmp ("mado-drawer-XXXXXX", NULL);
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (today, "P-%Y-0001.zip");
  g_autofree char *packet = g_build_filename (medium, name, NULL);
  g_autoptr (MadoGui) gui = open_batch ("振込結果待ち");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込データを受渡しに出す");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータの作成");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "振込データ（全銀形式）");
  mado_gui_assert_all_named (gui);
  gui_money_fill_packet (gui, medium, drawer);
  mado_gui_show (gui, "25-file-packet");
  mado_gui_await_told (gui, "「振込データ（全銀形式）」（"); /* what leaves was counted */
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "作成する(M)");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータができました");
  mado_gui_show (gui, "26-file-packet-made");
  g_assert_true (g_file_test (packet, G_FILE_TEST_EXISTS));
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "作成済みです（下の媒体台帳の記録）。媒体を作り直すときだけ、もう一度作成します。");
  mado_gui_show (gui, "27-file-gone");
  mado_gui_quit (gui);
}

/* --- results ------------------------------------------------------------------------------------------------------ */

static const char results[] = GUI_MONEY_COLUMNS ROW ("1", "50000", "振込済", "") ROW ("2", "50000", "振込済", "")
    ROW ("3", "50000", "不能", "口座なし");

static void
take_over_results (void)
{
  g_autoptr (MadoGui) gui = open_batch ("振込結果待ち");

  mado_gui_show (gui, "30-sent");
  read_file (gui, "振込結果を取り込む", "results.csv", results);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "除外の理由");
  mado_gui_show (gui, "31-results");
  mado_gui_type_text (gui, "mada");
  mado_gui_type_key (gui, "Return");
  gui_money_take_results (gui);
  mado_gui_show (gui, "32-failed");
  mado_gui_quit (gui);
}

/* Who takes the same file over again is told that it was, and what is still awaited stays awaited. */
static void
see_results_once (void)
{
  g_autoptr (MadoGui) gui = open_batch ("振込結果待ち");

  read_file (gui, "振込結果を取り込む", "results.csv", results);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "このファイルは取り込めません");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "34-results-again");
  mado_gui_quit (gui);
}

static void
assert_state (GuiOffice *office, const char *receipt, const char *state)
{
  g_autofree char *is = gui_office_dup_state (office, receipt);

  g_assert_cmpstr (is, ==, state);
}

/* Whoever types accounts finds the case, and a form for another account. */
static void
type_account_again (GuiOffice *office)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (CLERK);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "口座入力 1件");
  mado_gui_type_key (gui, "alt+1");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座入力（1回目）");
  mado_gui_show (gui, "33-account-again");
  mado_gui_quit (gui);
}

static void
test_return (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 5);

  gui_office_seat (office, LEAD, "lead");
  gui_office_seat (office, DECIDER, "decider");
  gui_office_seat (office, CLERK, "account_1");
  gui_office_order (office, LEAD, DECIDER);
  take_over_decision ();
  gui_office_meet (office, LEAD);
  assert_state (office, "logo:1", "decided");
  assert_state (office, "logo:2", "planned");
  assert_state (office, "logo:5", "refused");
  take_over_the_rest ();
  gui_office_meet (office, LEAD);
  assert_state (office, "logo:3", "decided");
  make_file ();
  gui_office_meet (office, LEAD);
  hand_file_over ();
  gui_office_meet (office, LEAD);
  take_over_results ();
  gui_office_meet (office, LEAD);
  assert_state (office, "logo:1", "paid");
  assert_state (office, "logo:3", "failed");
  assert_state (office, "logo:4", "decided");
  see_results_once ();
  gui_office_meet (office, LEAD);
  gui_office_meet (office, CLERK);
  type_account_again (office);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-return/decision-file-and-results", test_return);

  return g_test_run ();
}
