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

/* --- what the bank did not send ------------------------------------------------------------------------------------
 */

#define RECORD 122
#define FROM_BANK 61 /* bytes of the header, from 0 */
#define NAME 20
#define AMOUNT (RECORD + 89) /* of the first payment: its last digit */
#define KEY (RECORD + 110)   /* of the same: the last of the two numbers for the sender */

typedef enum { ANOTHER_DIGIT, A_BYTE_LESS, THE_END_LESS } Damage;

static GBytes *
spoil (GBytes *file, Damage damage, gsize at)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (file, NULL), (guint) g_bytes_get_size (file));
  if (damage == ANOTHER_DIGIT)
    bytes->data[at] = bytes->data[at] == '1' ? '2' : '1';
  else if (damage == A_BYTE_LESS)
    g_byte_array_remove_index (bytes, (guint) at);
  else
    g_byte_array_set_size (bytes, bytes->len - RECORD);

  return g_byte_array_free_to_bytes (bytes);
}

/* Each is refused, with what is wrong with it and what to do; and nothing of it is taken. */
static void
refuse_what_is_no_result (GuiOffice *office)
{
  static const struct {
    Damage damage;
    gsize at;
    const char *title, *said;
  } tries[] = {
    { ANOTHER_DIGIT, FROM_BANK, "このファイルは取り込めません", "この振込のファイルを受け取り直してください。" },
    { ANOTHER_DIGIT, AMOUNT, "このファイルは取り込めません", "末尾の合計金額が明細の合計と一致しません。" },
    { A_BYTE_LESS, NAME, "このファイルは取り込めません", "120バイトでないレコードがあります。" },
    { THE_END_LESS, 0, "このファイルは取り込めません", "ファイルが途中で切れています。" },
    { ANOTHER_DIGIT, KEY, "照合が一致しません。相違ごとに除外の理由を入力してください",
      "この支給予定データで送った行ではありません。" },
  };
  g_autoptr (GBytes) file = gui_office_find_file (office, LEAD);
  g_autoptr (MadoGui) gui = open_batch ("振込結果待ち");

  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++) {
    g_autoptr (GBytes) spoiled = spoil (file, tries[i].damage, tries[i].at);
    g_autofree char *name = g_strdup_printf ("result-%u.txt", (guint) i);
    g_autofree char *path = gui_money_write_file (name, spoiled);

    gui_money_read_answer (gui, "振込結果を取り込む", path);
    mado_gui_await (gui, ATSPI_ROLE_LABEL, tries[i].title);
    mado_gui_await_told (gui, tries[i].said);
    mado_gui_show (gui, name);
    mado_gui_type_key (gui, "alt+Left");
    mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
  }
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
  refuse_what_is_no_result (office);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-transfer/payment-data-of-004", test_transfer);

  return g_test_run ();
}
