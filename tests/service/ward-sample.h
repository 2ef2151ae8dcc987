/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-memory-backend.h"
#include "mado-operation.h"
#include "mado-stream.h"

G_BEGIN_DECLS

/* A ward's service in one process: a backend, one or more streams, a clock that only a test moves, and chance with a
 * seed. */
typedef struct {
  char *folder;           /* (nullable): of the files "ward" and "key", in hexadecimal digits; %NULL: it is in memory */
  MadoMemoryWard *memory; /* (nullable) */
  MadoBackend *backend;
  gboolean is_lent;   /* the backend */
  GPtrArray *streams; /* (element-type WardStream) */
  MadoInstant now;
  GRand *random;
  MadoIdSequence ids;
  GHashTable *roles; /* account → char **: what the service knows of accounts */
} Ward;

typedef struct {
  char *name;
  MadoStream *stream;
} WardStream;

/* Where wards are kept: "sqlcipher" behind a test's name puts them into files, "postgresql" into a cluster of its own.
 */
void ward_choose_backend (int argc, char **argv);
gboolean ward_is_in_memory (void);

Ward *ward_new (void) G_GNUC_WARN_UNUSED_RESULT;
Ward *ward_new_around (MadoBackend *backend) G_GNUC_WARN_UNUSED_RESULT;
MadoChanceAndTime ward_get_means (Ward *self);
void ward_free (Ward *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ward, ward_free)

MadoStream *ward_open_stream (Ward *self, const char *programme);
MadoStream *ward_join_stream (Ward *self, const char *programme);
GBytes *ward_load_programme (const char *programme, const char *from, const char *to) G_GNUC_WARN_UNUSED_RESULT;
gboolean ward_publish (Ward *self, MadoStream *stream, GBytes *programme, GError **error);
void ward_erase (Ward *self, MadoStream *stream, MadoId id);
void ward_change_epoch (Ward *self, MadoStream *stream);
MadoId ward_draw_id (Ward *self);
MadoStreamStand ward_get_stand (Ward *self, const char *name);

/* What is there, whoever may see it. */
MadoEntity *ward_find (Ward *self, MadoId id) G_GNUC_WARN_UNUSED_RESULT;
char *ward_dup_value (Ward *self, MadoId id, const char *pointer) G_GNUC_WARN_UNUSED_RESULT;
MadoStoredEntry *ward_find_entry (Ward *self, const char *name, gint64 seq) G_GNUC_WARN_UNUSED_RESULT;
char *ward_describe_log (Ward *self, const char *name, gint64 after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
