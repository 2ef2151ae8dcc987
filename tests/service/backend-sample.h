/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* A way to keep a ward, as the tests of the table of functions get hold of it. */
typedef struct {
  const char *name;
  gpointer (*make) (void); /* a ward with nothing in it */
  MadoBackend *(*open) (gpointer ward, MadoBackendAccess access, GError **error);
  void (*destroy) (gpointer ward);
} BackendKind;

/* A ward with one who writes and one who reads beside it, and one stream in it. */
typedef struct {
  const BackendKind *kind;
  gpointer ward;
  MadoBackend *writer;
  MadoBackend *reader;
  MadoStreamStand stand;
} BackendSample;

#define SAMPLE_STREAM "shinjuku/mihon-r7"

void backend_sample_set_up (BackendSample *self, gconstpointer kind);
void backend_sample_tear_down (BackendSample *self, gconstpointer kind);
void backend_sample_reopen (BackendSample *self);

/* What the table says must be possible, is. */
#define must(backend, function, ...)                                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) must_error = NULL;                                                                              \
    const gboolean must_is_done = (backend)->type->function (backend, __VA_ARGS__, &must_error);                       \
                                                                                                                       \
    g_assert_no_error (must_error);                                                                                    \
    g_assert_true (must_is_done);                                                                                      \
  }                                                                                                                    \
  G_STMT_END

MadoTurn *backend_sample_begin (MadoBackend *backend, MadoBackendAccess access) G_GNUC_WARN_UNUSED_RESULT;
void backend_sample_commit (MadoTurn *turn);

MadoStoredEntry *backend_sample_make_entry (gint64 seq, MadoId entity, const char *payload, ...) G_GNUC_NULL_TERMINATED;
void backend_sample_append (BackendSample *self, const MadoStoredEntry *entry);
void backend_sample_assert_entry (const MadoStoredEntry *entry, const MadoStoredEntry *expected);
MadoEntity *backend_sample_make_entity (MadoId id, const char *text) G_GNUC_WARN_UNUSED_RESULT;
void backend_sample_put (BackendSample *self, MadoId id, guint rank, MadoId about, const char *text);
GBytes *backend_sample_make_bytes (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
