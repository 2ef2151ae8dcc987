/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-hold.h"
#include "mado-refusal.h"

G_BEGIN_DECLS

typedef enum {
  MADO_OUTCOME_APPLIED,
  MADO_OUTCOME_CONVERGED,   /* what it wants is so already */
  MADO_OUTCOME_CONFLICT,    /* somebody else was quicker: a person has to settle it; the rest of it is done */
  MADO_OUTCOME_REFUSED,     /* against a rule of the work */
  MADO_OUTCOME_QUARANTINED, /* cannot be read; it stays in the log as it came */
} MadoOutcomeKind;

/* What came of an operation. */
typedef struct {
  MadoOutcomeKind kind;
  GPtrArray *entities;  /* (element-type MadoEntity): new versions */
  GPtrArray *taken;     /* (element-type MadoHold) */
  GPtrArray *released;  /* (element-type MadoHold) */
  GPtrArray *conflicts; /* char *: the items, or "state" */
  GArray *erased;       /* (element-type MadoId): what is erased for it, by the service alone */
  GArray *dropped;      /* (element-type MadoHash): papers that the entity must not have any more */
  MadoRefusal *refusal; /* (nullable): why it was refused or quarantined */
} MadoOutcome;

MadoOutcome *mado_outcome_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_outcome_free (MadoOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOutcome, mado_outcome_free)

gboolean mado_outcome_is_refused (const MadoOutcome *self);
void mado_outcome_refuse (MadoOutcome *self, MadoOutcomeKind kind, MadoRefusal *refusal);
const char *mado_outcome_kind_get_name (MadoOutcomeKind kind);

G_END_DECLS
