/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"

G_BEGIN_DECLS

/* A desk at which operations are done one after another: a programme, records in memory, a clock that stands still,
 * ids in a row, and persons with keys. Bodies are JSON with ' for ". Whoever acts signs, unless @signer says who.
 * Whatever is tried is tried on the terminals of all roles, too. */
typedef struct {
  MadoProgramme *programme;
  MadoJudge *judge;
  MadoMemory *memory;
  MadoInstant now;
  MadoId group;          /* of the operations from now on; MADO_ID_NONE: each by itself */
  const char *signer;    /* (nullable): signs instead of the actor; "": nobody signs */
  gboolean is_forged;    /* what was signed is not what comes in */
  const char *signed_in; /* (nullable): is at the terminal instead of the actor */
  gint64 n_behind;       /* how many versions ago they looked at what they work on */

  /*< private >*/
  MadoIdSequence sequence;
  GHashTable *roles; /* account → char ** */
  GHashTable *keys;  /* account → MadoSigningKey */
} Desk;

Desk *desk_new (const char *programme) G_GNUC_WARN_UNUSED_RESULT;
Desk *desk_new_for (MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
void desk_free (Desk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

void desk_add_person (Desk *self, const char *account, const char *roles);
char *desk_dup_key (const Desk *self, const char *account) G_GNUC_WARN_UNUSED_RESULT;
char *desk_dup_signed (const Desk *self, const char *account, const char *object, ...)
    G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;
void desk_set_day (Desk *self, const char *day);
void desk_pass_minutes (Desk *self, gint64 minutes);
MadoId desk_draw_id (Desk *self);
MadoId desk_put (Desk *self, const char *kind, const char *state, const char *body, ...) G_GNUC_PRINTF (4, 5);

MadoOperation *desk_write (Desk *self, const char *actor, MadoId entity, const char *act, const char *body, ...)
    G_GNUC_PRINTF (5, 6) G_GNUC_WARN_UNUSED_RESULT;
MadoOutcome *desk_try (Desk *self, const char *actor, MadoId entity, const char *act, const char *body, ...)
    G_GNUC_PRINTF (5, 6) G_GNUC_WARN_UNUSED_RESULT;
void desk_do (Desk *self, const char *actor, MadoId entity, const char *act, const char *body, ...)
    G_GNUC_PRINTF (5, 6);
MadoId desk_make (Desk *self, const char *actor, const char *act, const char *body, ...) G_GNUC_PRINTF (4, 5);
void desk_refuse (Desk *self,
                  const char *code,
                  const char *subject,
                  const char *actor,
                  MadoId entity,
                  const char *act,
                  const char *body,
                  ...) G_GNUC_PRINTF (7, 8);

const char *desk_get_state (Desk *self, MadoId entity);
const char *desk_get_text (Desk *self, MadoId entity, const char *pointer);
gint64 desk_get_number (Desk *self, MadoId entity, const char *pointer);
gboolean desk_has (Desk *self, MadoId entity, const char *pointer);

/* The text of an id, to be put into a body. */
typedef struct {
  char text[MADO_ID_TEXT_SIZE];
} DeskId;

DeskId desk_id (MadoId id);

G_END_DECLS
