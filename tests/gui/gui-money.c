/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gui-money.h"

#include "gui-ward.h"
#include "mado-instant.h"

static void
show (MadoGui *gui, const char *picture)
{
  if (picture != NULL)
    mado_gui_show (gui, picture);
}

/**
 * gui_money_open_batch:
 * @look: who looks, and at what
 *
 * Returns: (transfer full): the program with the newest batch before whoever looks
 */
MadoGui *
gui_money_open_batch (const GuiMoneyLook *look)
{
  MadoGui *gui = gui_ward_sign_in (look->account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, look->place);
  mado_gui_type_key (gui, look->key);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, look->stage);
  mado_gui_type_key (gui, look->key);
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_assert_all_named (gui);

  return gui;
}

/**
 * gui_money_approve:
 * @gui: a frozen batch before somebody who may sign
 *
 * Signs with the right password.
 */
void
gui_money_approve (MadoGui *gui)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を承認する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "支給予定を承認する");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
}

/* --- what comes back ---------------------------------------------------------------------------------------------- */

/**
 * gui_money_write_file:
 * @name: of a file
 * @bytes: what is in it
 *
 * Returns: (transfer full): where it lies now, in the home of this desktop
 */
char *
gui_money_write_file (const char *name, GBytes *bytes)
{
  char *path = g_build_filename (g_get_home_dir (), name, NULL);
  gsize size = 0;
  const char *start = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, start, (gssize) size, NULL));

  return path;
}

/**
 * gui_money_read_answer:
 * @gui: a batch
 * @step: the button that takes over what came back
 * @path: a file
 */
void
gui_money_read_answer (MadoGui *gui, const char *step, const char *path)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, step);
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ(F)…");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ(F)…");
  mado_gui_choose_file (gui, "戻ってきたファイルを選択", path, "_Open");
}

/**
 * gui_money_sign_decision:
 * @gui: a decision that balances
 * @decider: who decides
 * @picture: (nullable): of the dialog
 */
void
gui_money_sign_decision (MadoGui *gui, const char *decider, const char *picture)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "取り込む(T)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "取り込み");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_text (gui, decider);
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_assert_all_named (gui);
  show (gui, picture);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
}

/**
 * gui_money_take_results:
 * @gui: results that balance
 */
void
gui_money_take_results (MadoGui *gui)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "取り込む(T)…");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "取り込み");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
}

/* --- the file for the bank ---------------------------------------------------------------------------------------- */

/**
 * gui_money_find_day:
 *
 * Returns: a day on which a bank would move money that it is told of today
 */
MadoDate
gui_money_find_day (void)
{
  return mado_calendar_add_days (MADO_CALENDAR_BANK, mado_instant_get_japanese_day (mado_instant_now ()), 5);
}

/**
 * gui_money_type_day:
 * @gui: the form of a file
 * @day: on which money moves
 */
void
gui_money_type_day (MadoGui *gui, MadoDate day)
{
  char typed[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (day, typed);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, typed);
}

/**
 * gui_money_type_payer:
 * @gui: the form of a file, with the day before the cursor
 *
 * Once is enough: the profile keeps it.
 */
void
gui_money_type_payer (MadoGui *gui)
{
  static const char *const payer[] = { "1234567890", "ﾐﾎﾝｼ", "0001", "001", "1", "7654321" };

  for (gsize i = 0; i < G_N_ELEMENTS (payer); i++) {
    mado_gui_type_key (gui, "Tab");
    mado_gui_type_text (gui, payer[i]);
  }
}

/**
 * gui_money_make_file:
 * @gui: a file against which nothing stands
 * @picture: (nullable): of what is pledged
 */
void
gui_money_make_file (MadoGui *gui, const char *picture)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込データを作成(M)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "振込データの作成");
  show (gui, picture);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "振込データを作成しました");
  mado_gui_assert_all_named (gui);
}

/**
 * gui_money_fill_packet:
 * @gui: the dialog that makes a packet
 * @medium: a folder
 * @drawer: another
 */
void
gui_money_fill_packet (MadoGui *gui, const char *medium, const char *drawer)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "媒体のフォルダー");
  mado_gui_type_text (gui, medium);
  for (int i = 0; i < 5; i++) /* the chooser, the image, the place, the notice's number */
    mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "印刷用フォルダー（媒体とは別の場所）");
  mado_gui_type_text (gui, drawer);
  for (int i = 0; i < 2; i++) /* past the chooser */
    mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
}
