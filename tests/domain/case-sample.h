/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk.h"

G_BEGIN_DECLS

/* The office of 000 and an application in it that has nothing wrong, as far on its way as a test wants it. */

/* A good application for the first payment in cash, to be filled in with the benefit control number. */
#define CASE_EDITS                                                                                                     \
  "[{'item':'postal_code','now':'1600022'},{'item':'address','now':'東京都新宿区見本町1-1'},"                          \
  "{'item':'name','now':{'kanji':'見本 花子','kana':'ミホン ハナコ'}},{'item':'birth_date','now':'1995-05-05'},"       \
  "{'item':'phone','now':'0300000000'},{'item':'control_no','now':%s},{'item':'handbook_date','now':'2025-04-10'},"    \
  "{'item':'pregnancy_month','now':3},{'item':'heartbeat','now':true},{'item':'doctor','now':{'kanji':'例示 医子'}},"  \
  "{'item':'clinic','now':'見本医院'},{'item':'wish','now':true},{'item':'content','now':'1-cash'},"                   \
  "{'item':'paid_elsewhere','now':false},{'item':'moved','now':false}]"

/* An account, to be filled in with its number and whose it is. */
#define CASE_ACCOUNT                                                                                                   \
  "{'bank':'0001','branch':'001','kind':'1','number':'%s','holder':'ミホン ハナコ','relation':'%s',"                   \
  "'origin':'application','date':'2025-04-20'}"

Desk *case_desk_new (void) G_GNUC_WARN_UNUSED_RESULT;
Desk *case_desk_new_for (MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;

void case_send_batch (Desk *desk, MadoId id);
void case_move (Desk *desk, const char *actor, MadoId id, const char *transition, const char *more);
void case_refuse_move (Desk *desk,
                       const char *code,
                       const char *subject,
                       const char *actor,
                       MadoId id,
                       const char *transition,
                       const char *more);
void case_edit (Desk *desk, const char *actor, MadoId id, const char *item, const char *was, const char *now);
void case_enter (Desk *desk, const char *actor, MadoId id, const char *number, const char *relation);
void case_agree_account (Desk *desk, MadoId id, const char *number);
void case_see (Desk *desk, const char *actor, MadoId id, const char *check);

MadoId case_receive (Desk *desk, const char *receipt, const char *control_no);
void case_complete (Desk *desk, MadoId id);
MadoId case_check (Desk *desk, const char *receipt, const char *control_no);
MadoId case_open_batch (Desk *desk);
char *case_into (MadoId batch) G_GNUC_WARN_UNUSED_RESULT;
void case_order (Desk *desk, const char *actor, MadoId id, const char *transition, MadoId batch);
MadoId case_plan (Desk *desk, const char *receipt, const char *control_no, MadoId batch);
void case_decide (Desk *desk, MadoId id);
void case_fail (Desk *desk, MadoId id);
MadoId case_fail_new (Desk *desk, const char *receipt, const char *control_no, MadoId batch);
void case_settle_deficiency (Desk *desk, const char *actor, MadoId id, const char *transition, guint index);

G_END_DECLS
