/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-judge.h"

G_BEGIN_DECLS

/* Made-up cases of the programmes in data/programmes/, in which nothing is missing and every check passes, and what
 * becomes of them when something changes. */

typedef struct {
  MadoJudge *judge;
  const char *body; /* JSON */
  yyjson_doc *doc;  /* (nullable): the body of the last judgement */
} Sample;

void sample_open (Sample *self, const char *programme, const char *body);
void sample_open_text (Sample *self, const char *programme, const char *body);
void sample_clear (Sample *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

const MadoJudgement *sample_judge (Sample *self, const char *patch);
const MadoJudgement *sample_judge_in (Sample *self, const char *patch, const char *state, const char *today);
void sample_fails (Sample *self, const char *patch, const char *message);
gboolean sample_is_clear (const MadoJudgement *judgement);
guint sample_count_missing (const MadoJudgement *judgement, const char *item, const char *row);
gint64 sample_sum_amounts (const MadoJudgement *judgement);

extern const char sample_ninpu_first[];
extern const char sample_ninpu_second[];
extern const char sample_babysitter[];
extern const char sample_kosodate[];

G_END_DECLS
