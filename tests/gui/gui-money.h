/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-calendar.h"
#include "mado-gui.h"

G_BEGIN_DECLS

/* What people do with a batch at its window. Pictures are taken under the name that is given, if any is. */

#define GUI_MONEY_COLUMNS                                                                                              \
  "給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,振込口座情報・預金種目,"                \
  "振込口座情報・口座番号,振込口座情報・口座名義人,結果,理由,振込日\n"
#define GUI_MONEY_ROW(control_no, amount, account, result, reason)                                                     \
  control_no "," amount ",0001,001,1," account ",ミホン ハナコ," result "," reason ",\n"

/* Who looks at the newest batch, and where it stands. */
typedef struct {
  const char *account;
  const char *place; /* at the side */
  const char *key;   /* that leads there */
  const char *stage;
} GuiMoneyLook;

MadoGui *gui_money_open_batch (const GuiMoneyLook *look);
void gui_money_approve (MadoGui *gui);
char *gui_money_write_file (const char *name, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void gui_money_read_answer (MadoGui *gui, const char *step, const char *path);
void gui_money_sign_decision (MadoGui *gui, const char *decider, const char *picture);
void gui_money_take_results (MadoGui *gui);
MadoDate gui_money_find_day (void);
void gui_money_type_day (MadoGui *gui, MadoDate day);
void gui_money_type_payer (MadoGui *gui);
void gui_money_make_file (MadoGui *gui, const char *picture);
void gui_money_fill_packet (MadoGui *gui, const char *medium, const char *drawer);

G_END_DECLS
