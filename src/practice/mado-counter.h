/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-paper.h"
#include "mado-staff.h"

G_BEGIN_DECLS

/* What was done: an operation, what came of it, and who did it when. */
typedef struct {
  MadoOperation *operation;
  MadoOutcome *outcome;
  MadoContext context;
} MadoDeed;

void mado_deed_free (MadoDeed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDeed, mado_deed_free)

/* A counter at which one thing is done after another. Whatever is on record has gone through mado_apply(). */
typedef struct {
  const MadoStaff *staff;
  MadoJudge *judge;
  MadoMemory *memory;
  MadoChance chance;
  MadoInstant now;
  GPtrArray *deeds;     /* (element-type MadoDeed): what was done */
  guint64 n_declined;   /* what the rules would have refused, so that nobody did it */
  MadoOutcome *refusal; /* (nullable): why not, the last time */
  GError *error;        /* (nullable): why nothing more can be done */

  /*< private >*/
  MadoIdSequence ids;
  char iso[MADO_DATE_ISO_SIZE];
} MadoCounter;

MadoCounter *mado_counter_new (const MadoStaff *staff, MadoJudge *judge, MadoChance chance) G_GNUC_WARN_UNUSED_RESULT;
void mado_counter_free (MadoCounter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCounter, mado_counter_free)

MadoId mado_counter_draw_id (MadoCounter *self);
const char *mado_counter_get_today (MadoCounter *self);
char *mado_counter_dup_day_after (MadoCounter *self, int n_office_days) G_GNUC_WARN_UNUSED_RESULT;
MadoEntity *mado_counter_find (const MadoCounter *self, MadoId id);

/* What is wanted: @who does it, or the first of @who whom the rules let. */
typedef struct {
  const char *kind;
  MadoId entity;
  yyjson_mut_val *body;
  const GPtrArray *who;    /* (element-type MadoClerk) */
  const GPtrArray *signer; /* (nullable) (element-type MadoClerk): somebody else signs it */
  gboolean is_signed;      /* who does it signs it */
} MadoWish;

const MadoClerk *mado_counter_do (MadoCounter *self, const MadoWish *wish);
gboolean mado_counter_was_refused_with (const MadoCounter *self, const char *code);
gboolean mado_counter_happens (MadoCounter *self, guint per_mille);

G_END_DECLS
