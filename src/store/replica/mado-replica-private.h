/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-cursor.h"
#include "mado-journal.h"
#include "mado-replica.h"
#include "mado-row.h"
#include "mado-service-row.h"

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
};

gboolean mado_replica_tell (MadoReplica *self, const GArray *changes, GError **error);
gboolean mado_replica_put_over (MadoReplica *self, MadoRow *row, MadoEntity *after, gint64 seq, GError **error);
gboolean mado_replica_put (MadoReplica *self, MadoId id, MadoEntity *after, gint64 seq, GError **error);
gboolean mado_replica_is_erased (MadoReplica *self, MadoId id, gboolean *out_is_erased, GError **error);

gboolean mado_replica_erase_rows (MadoReplica *self, MadoId id, const char *reason, MadoInstant now, GError **error);
gboolean mado_replica_drop_covered (MadoReplica *self, const MadoEntity *entity, GError **error);
gboolean mado_replica_scrub (MadoReplica *self, GError **error);

GPtrArray *mado_replica_judge (MadoReplica *self, const GPtrArray *operations, MadoInstant now, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_replica_show (MadoReplica *self, const MadoOutcome *outcome, GError **error);
gboolean mado_replica_set_base (MadoReplica *self, MadoId id, MadoEntity *base, gint64 seq, GError **error);
gboolean mado_replica_take_rows (MadoReplica *self, const GArray *rows, MadoInstant at, GError **error);
gboolean mado_replica_offer_pending_again (MadoReplica *self, MadoCursor *cursor, GError **error);
gboolean mado_replica_rebase (MadoReplica *self, GError **error);

gboolean mado_journal_append (MadoDatabase *database, MadoHasher *hasher, MadoJournalEntry *entry, GError **error);
gboolean mado_journal_settle (
    MadoDatabase *database, MadoId operation, MadoJournalState state, const char *code, GError **error);
MadoJournalState mado_journal_get_state (MadoOutcomeKind outcome);

G_END_DECLS
