/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-date.h"
#include "mado-queue-key.h"

G_BEGIN_DECLS

/* Pieces of a work list, read from where they stand. Calls that have to agree with each other stand in one transaction
 * of the reader. */

typedef struct {
  const MadoProgramme *programme;
  const char *name;         /* a work list's, or a state's: mado_queue_name_state() */
  const GPtrArray *columns; /* (element-type utf8): what is shown */
} MadoQueueList;

/* What stands there, as it was when it was read. */
typedef struct {
  MadoQueueSpot spot;
  MadoId id;
  char *state;
  gint64 version;
  gboolean is_protected;  /* it is about somebody under protection, of whom much is kept back */
  MadoQueueValue *values; /* one for each column */
  guint n_values;
  yyjson_doc *doc; /* has their texts */
} MadoQueueEntry;

MadoQueueEntry *mado_queue_entry_ref (MadoQueueEntry *self);
void mado_queue_entry_unref (MadoQueueEntry *self);
gboolean mado_queue_entry_equal (const MadoQueueEntry *self, const MadoQueueEntry *other);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoQueueEntry, mado_queue_entry_unref)

typedef enum {
  MADO_QUEUE_AT,     /* from a position on */
  MADO_QUEUE_AFTER,  /* what follows a spot; nothing need stand there any more */
  MADO_QUEUE_BEFORE, /* what comes before it */
  MADO_QUEUE_AROUND, /* with it in the middle */
} MadoQueueFrom;

typedef struct {
  MadoQueueFrom from;
  gint64 position;           /* for MADO_QUEUE_AT */
  const MadoQueueSpot *spot; /* for the others */
  guint limit;
} MadoQueueQuery;

typedef struct {
  char *name;
  gint64 count;
} MadoQueueCount;

GArray *mado_queue_load_counts (MadoDatabase *reader, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_queue_load_count (MadoDatabase *reader, const char *name, gint64 *out_count, GError **error);
gboolean mado_queue_load_position (
    MadoDatabase *reader, const char *name, const MadoQueueSpot *spot, gint64 *out_position, GError **error);
gboolean mado_queue_load_late_count (
    MadoDatabase *reader, const char *list, MadoDate since_before, gint64 *out_count, GError **error);
gboolean mado_queue_load_days (MadoDatabase *reader,
                               const char *name,
                               MadoDate first,
                               guint n_days,
                               gint64 *out_before,
                               gint64 *out_counts,
                               GError **error);
GPtrArray *mado_queue_load_page (MadoDatabase *reader,
                                 const MadoQueueList *list,
                                 const MadoQueueQuery *query,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
