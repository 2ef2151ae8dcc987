/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-cursor.h"
#include "mado-journal.h"
#include "mado-pending.h"
#include "mado-replica.h"
#include "mado-row.h"
#include "mado-service-row.h"
#include "mado-transaction.h"

G_BEGIN_DECLS

/* Within a transaction of the caller, for src/store/replica/ alone. */

struct _MadoReplica {
  MadoDatabase *database;
  MadoJudge *judge;
  MadoPerson person;
  const MadoIndex *const *indexes; /* ends with %NULL */
  MadoHasher *hasher;
  MadoRecords records;
  GArray *changes; /* (nullable) (element-type MadoRowChange): gathers what changes; %NULL: indexes are told at once */
  gint64 offered;  /* the last dseq that was listed for the service; 0: none since the file was opened */
  MadoPending *pending;
  MadoPendingUnit *judged; /* (nullable): what was judged last */
};

/* The service's word on an entity that pending work has changed, kept aside. */
typedef struct {
  gboolean is_kept;
  gint64 seq;
  MadoEntity *entity; /* (nullable): it knows of none */
} MadoKeptWord;

void mado_kept_word_clear (MadoKeptWord *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoKeptWord, mado_kept_word_clear)

MadoTransaction *mado_replica_begin (MadoReplica *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_replica_commit (MadoReplica *self, MadoTransaction *transaction, GError **error);

gboolean mado_replica_tell (MadoReplica *self, const GArray *changes, GError **error);
gboolean mado_replica_put_over (MadoReplica *self, MadoRow *row, MadoEntity *after, gint64 seq, GError **error);
gboolean mado_replica_put (MadoReplica *self, MadoId id, MadoEntity *after, gint64 seq, GError **error);
gboolean mado_replica_is_erased (MadoReplica *self, MadoId id, gboolean *out_is_erased, GError **error);

gboolean mado_replica_erase_rows (MadoReplica *self, MadoId id, const char *reason, MadoInstant now, GError **error);
gboolean mado_replica_drop_covered (MadoReplica *self, const MadoEntity *entity, GError **error);
gboolean mado_replica_scrub (MadoReplica *self, GError **error);

GPtrArray *mado_replica_judge (MadoReplica *self, const GPtrArray *operations, MadoInstant now, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_replica_look (MadoReplica *self, const char *key, MadoHash *out_found, GError **error);
void mado_replica_note_shown (MadoReplica *self, MadoId id, const MadoEntity *before, const MadoEntity *after);
void mado_replica_note_word (MadoReplica *self, MadoId id, const MadoEntity *before, const MadoEntity *after);
void mado_replica_note_pending (MadoReplica *self, MadoId group, gint64 first, guint n_operations);
gboolean mado_replica_find_kept (MadoReplica *self, MadoId id, MadoKeptWord *out_base, GError **error);
gboolean mado_replica_show (MadoReplica *self, const MadoOutcome *outcome, GError **error);
gboolean mado_replica_set_base (MadoReplica *self, MadoId id, MadoEntity *base, gint64 seq, GError **error);
gboolean mado_replica_take_rows (MadoReplica *self, const GArray *rows, MadoInstant at, GError **error);
gboolean mado_replica_offer_pending_again (MadoReplica *self, MadoCursor *cursor, GError **error);
gboolean mado_replica_rebase (MadoReplica *self, GError **error);

gboolean mado_journal_append (MadoDatabase *database, MadoHasher *hasher, MadoJournalEntry *entry, GError **error);
gboolean mado_journal_settle (
    MadoDatabase *database, MadoId operation, MadoJournalState state, const char *code, GError **error);
GArray *mado_journal_list_pending_numbers (MadoDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoJournalState mado_journal_get_state (MadoOutcomeKind outcome);

G_END_DECLS
