/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "mado-date.h"
#include "mado-programme.h"
#include <yyjson.h>
G_BEGIN_DECLS
typedef enum { MADO_ANSWER_PASSED, MADO_ANSWER_FOUND, MADO_ANSWER_UNKNOWN } MadoAnswer;
typedef struct {
  const MadoRight *right;
  const char *row;
  gboolean exists;
  gboolean has_amount;
  gint64 amount;
  const char *claim;
  const char *look;
} MadoJudgedRight;
typedef struct {
  const MadoItem *item;
  const char *row;
} MadoMissingItem;
typedef struct {
  const MadoCheck *check;
  const char *row;
  MadoAnswer answer;
} MadoJudgedCheck;
typedef struct {
  GArray *rights;
  GArray *missing;
  GArray *checks;
  GPtrArray *visual_checks;
} MadoJudgement;
typedef struct _MadoJudge MadoJudge;
const MadoProgramme *mado_judge_get_programme (const MadoJudge *self);
const MadoJudgement *mado_judge_case (
    MadoJudge *self, yyjson_val *body, const char *state, MadoDate today, GError **error);
const char *mado_judge_get_failed (const MadoJudge *self);
MadoAnswer mado_judgement_get_must (const MadoJudgement *self, const MadoTransition *transition);
G_END_DECLS
