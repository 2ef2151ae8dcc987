/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-cursor.h"
#include "mado-replica.h"

G_BEGIN_DECLS

/* What the service says: at first all that there is, row by row, and from then on its log. */

#define MADO_TAKE_MAX_ENTRIES 500

/* An entity as it is after an entry, or as it was when the row was read, cut to what this person may see. */
typedef struct {
  MadoId id;
  MadoEntity *entity; /* (nullable): %NULL: it is gone: erased, or out of this person's sight */
} MadoServiceWord;

typedef struct {
  gint64 seq;
  MadoHash leaf;
  MadoHash chain;
  MadoId operation; /* MADO_ID_NONE: this person may see nothing but the leaf */
  MadoOutcomeKind outcome;
  const char *code; /* (nullable): why it was refused */
  const MadoServiceWord *words;
  guint n_words;
} MadoLogEntry;

gboolean mado_replica_take (
    MadoReplica *self, gint64 epoch, const MadoLogEntry *entries, guint n_entries, GError **error);

typedef struct {
  MadoServiceWord word;
  gint64 seq; /* of the last entry that touched it */
} MadoServiceRow;

gboolean mado_replica_begin_loading (MadoReplica *self, gint64 epoch, const MadoLogPlace *head, GError **error);
gboolean mado_replica_load_rows (MadoReplica *self,
                                 const MadoServiceRow *rows,
                                 guint n_rows,
                                 const char *place,
                                 const MadoLogPlace *head,
                                 GError **error);
gboolean mado_replica_finish_loading (MadoReplica *self, GError **error);

G_END_DECLS
