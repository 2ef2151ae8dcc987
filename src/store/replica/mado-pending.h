/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* What each pending operation found when it was judged last, and what it changed: so that of many only those are
 * judged anew that would find something else now. It is in memory alone: whoever does not know it judges all of them.
 *
 * A key is a place where something can be found: an entity, or whoever holds a claim. */

/* An operation, or those of a group, which are judged together. */
typedef struct {
  GArray *numbers;     /* gint64: in the journal, in order */
  MadoId group;        /* or MADO_ID_NONE */
  GHashTable *read;    /* key → MadoHash: what it found there */
  GHashTable *written; /* set of keys */
} MadoPendingUnit;

MadoPendingUnit *mado_pending_unit_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_pending_unit_free (MadoPendingUnit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPendingUnit, mado_pending_unit_free)

char *mado_pending_key_of_entity (MadoId id) G_GNUC_WARN_UNUSED_RESULT;
char *mado_pending_key_of_claim (const char *claim) G_GNUC_WARN_UNUSED_RESULT;
MadoId mado_pending_key_get_entity (const char *key);
const char *mado_pending_key_get_claim (const char *key);

void mado_pending_unit_read (MadoPendingUnit *self, const char *key, const MadoHash *found);
void mado_pending_unit_write (MadoPendingUnit *self, const char *key);
gint64 mado_pending_unit_get_place (const MadoPendingUnit *self);

typedef struct _MadoPending MadoPending;

MadoPending *mado_pending_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_pending_free (MadoPending *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPending, mado_pending_free)

gboolean mado_pending_is_known (const MadoPending *self);
void mado_pending_forget (MadoPending *self);
void mado_pending_begin (MadoPending *self);
void mado_pending_commit (MadoPending *self);
void mado_pending_revert (MadoPending *self);

void mado_pending_add (MadoPending *self, MadoPendingUnit *unit);
MadoPendingUnit *mado_pending_take (MadoPending *self, MadoPendingUnit *unit) G_GNUC_WARN_UNUSED_RESULT;
void mado_pending_note (MadoPending *self, const char *key);
GPtrArray *mado_pending_settle (MadoPending *self, const GArray *numbers) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *mado_pending_list_touching (const MadoPending *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_pending_is_written_after (const MadoPending *self, const char *key, gint64 place);

G_END_DECLS
