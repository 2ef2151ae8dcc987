/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-date.h"
#include "mado-judgement.h"

G_BEGIN_DECLS

/* When a case is judged. */
typedef struct {
  MadoDate today; /* the day of the operation */
  MadoDate day;   /* on which what it tells of happened: not later */
} MadoCaseDays;

/* Runs the rules of a programme over the bodies of cases. For one thread; each thread has its own. */
typedef struct _MadoJudge MadoJudge;

MadoJudge *mado_judge_new (MadoProgramme *programme, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_judge_free (MadoJudge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoJudge, mado_judge_free)

MadoProgramme *mado_judge_get_programme (const MadoJudge *self);
const MadoJudgement *mado_judge_case (
    MadoJudge *self, const yyjson_val *body, const char *state, MadoDate today, GError **error);
const MadoJudgement *mado_judge_case_after (
    MadoJudge *self, const yyjson_val *body, const char *state, MadoCaseDays days, GError **error);

G_END_DECLS
