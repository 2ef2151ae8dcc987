/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-hash.h"
#include "mado-operation.h"
#include "mado-outcome.h"

G_BEGIN_DECLS

/* What was done on this terminal, in order, each entry tied to all before it. Nothing is ever taken out of it; erasure
 * leaves the hash of what it takes. */

/* Where an operation has got to, as its author is told. The first two and the others are told apart by how far the
 * service has the journal; the numbers of the rest are kept in the file. */
typedef enum {
  MADO_JOURNAL_SAVED = 0,   /* on this disk */
  MADO_JOURNAL_APPLIED = 1, /* in the log, from here on */
  MADO_JOURNAL_CONVERGED = 2,
  MADO_JOURNAL_CONFLICT = 3,
  MADO_JOURNAL_REFUSED = 4,
  MADO_JOURNAL_QUARANTINED = 5,
  MADO_JOURNAL_WITHDRAWN = 6, /* by its author, in time */
  MADO_JOURNAL_RECEIVED = 7,  /* on the service's disk, and not yet in the log that came back */
} MadoJournalState;

#define MADO_JOURNAL_N_STATES (MADO_JOURNAL_RECEIVED + 1)

const char *mado_journal_state_get_name (MadoJournalState state);

typedef struct {
  gint64 dseq;
  MadoId operation;
  MadoId entity;
  MadoId group;     /* or MADO_ID_NONE */
  MadoId withdraws; /* the operation that this one takes back, or MADO_ID_NONE */
  MadoHash hash;    /* of the text */
  MadoHash chain;   /* SHA-256 (0x02 ‖ chain of the entry before ‖ hash); before the first: zeros */
  GBytes *text;     /* (nullable): %NULL: erased */
  MadoInstant at;
  MadoInstant hold_until; /* it is not sent before */
  MadoJournalState state;
  char *code; /* (nullable): why it was refused: by the service, or, while it is pending, here */
} MadoJournalEntry;

void mado_journal_entry_free (MadoJournalEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoJournalEntry, mado_journal_entry_free)
gboolean mado_journal_entry_is_held (const MadoJournalEntry *self, MadoInstant now);

gboolean mado_journal_find (MadoDatabase *database, MadoId operation, MadoJournalEntry **out_entry, GError **error);
gboolean mado_journal_find_number (MadoDatabase *database, gint64 dseq, MadoJournalEntry **out_entry, GError **error);
GPtrArray *mado_journal_list (MadoDatabase *database, gint64 after, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_journal_list_unsent (MadoDatabase *database, MadoInstant now, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_journal_list_of_entity (MadoDatabase *database,
                                        MadoId entity,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_journal_list_group (MadoDatabase *database, MadoId group, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_journal_release (MadoDatabase *database, MadoId group, MadoInstant now, GError **error);
GPtrArray *mado_journal_list_pending (MadoDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_journal_list_refused (MadoDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_journal_list_conflicts (MadoDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_journal_count (MadoDatabase *database, guint out_counts[MADO_JOURNAL_N_STATES], GError **error);
gboolean mado_journal_load_place (
    MadoDatabase *database, gint64 dseq, gint64 *out_last, MadoHash *out_chain, GError **error);
gboolean mado_journal_find_break (MadoDatabase *database, gint64 *out_dseq, GError **error);
gboolean mado_journal_check (MadoDatabase *database, gboolean *out_is_whole, GError **error);

G_END_DECLS
