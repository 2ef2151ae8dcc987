/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"

G_BEGIN_DECLS

/* A ward office where people do what comes into their heads: mostly sensible, often not. The same seed is the same day.
 */
typedef struct {
  MadoProgramme *programme;
  MadoJudge *judge;
  MadoMemory *memory;
  GRand *random;
  GPtrArray *crew;   /* RandomPerson: two of each role, who sign */
  GPtrArray *people; /* RandomPerson: those of them who work just now */
  GArray *cases;     /* MadoId */
  GArray *batches;   /* MadoId */
  MadoIdSequence ids;
  gint64 milliseconds; /* the clock */
  gboolean is_honest;  /* nobody says to have seen what was never there */
  yyjson_doc *likely;  /* item → the value that leads to a payment */
} RandomWork;

typedef struct {
  char *account;
  const char *roles[2];
  MadoSigningKey *key;
} RandomPerson;

/* What somebody wants, ready to be applied. */
typedef struct {
  const RandomPerson *actor;
  MadoOperation *operation;
  MadoContext context;
  MadoPublicKey key;
} RandomStep;

RandomWork *random_work_new (const char *programme, const char *likely, guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void random_work_free (RandomWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RandomWork, random_work_free)

void random_work_next (RandomWork *self, RandomStep *out_step);
void random_work_edit (RandomWork *self, const MadoEntity *entity, RandomStep *out_step);
void random_step_clear (RandomStep *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RandomStep, random_step_clear)

MadoEntity *random_work_find (RandomWork *self, MadoId id);
MadoEntity *random_work_pick_case (RandomWork *self);
void random_work_take (RandomWork *self, const RandomStep *step, const MadoOutcome *outcome);

G_END_DECLS
