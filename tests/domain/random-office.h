/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"
#include "random-values.h"

G_BEGIN_DECLS

/* A ward office, and what it has on record. The same seed is the same day. */
typedef struct {
  MadoProgramme *programme;
  MadoJudge *judge;
  MadoMemory *memory;
  RandomValues *values;
  GPtrArray *crew;   /* RandomPerson: two of each role, who sign */
  GPtrArray *people; /* RandomPerson: those of them who work just now */
  GArray *cases;     /* MadoId */
  GArray *batches;   /* MadoId */
  MadoIdSequence ids;
  gint64 milliseconds; /* the clock */
  gboolean is_honest;  /* nobody says to have seen what was never there */
} RandomOffice;

typedef struct {
  char *account;
  const char *roles[2];
  MadoSigningKey *key;
} RandomPerson;

RandomOffice *random_office_new (const char *programme, const char *likely, guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void random_office_free (RandomOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RandomOffice, random_office_free)

guint random_office_roll (RandomOffice *self, guint sides);
gboolean random_office_chance (RandomOffice *self, guint percent);
MadoId random_office_make_id (RandomOffice *self);

const RandomPerson *random_office_pick_person (RandomOffice *self);
const RandomPerson *random_office_pick_person_of (RandomOffice *self, const GPtrArray *roles);
const RandomPerson *random_office_pick_person_with (RandomOffice *self, const char *duty);
const RandomPerson *random_office_pick_signer (RandomOffice *self, const char *role);
gpointer random_office_pick_row (RandomOffice *self, const MadoSection *section);
MadoId random_office_pick_batch (RandomOffice *self, gboolean is_latest);
MadoEntity *random_office_pick_case (RandomOffice *self);

MadoEntity *random_office_find (RandomOffice *self, MadoId id);
void random_office_take (RandomOffice *self, const MadoOperation *operation, const MadoOutcome *outcome);

G_END_DECLS
