/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-sql-memory.h"

G_BEGIN_DECLS

/* What the backends have in common: they speak SQL, nearly the same. Here it is said once, in statements that both
 * understand; each brings its own way to run them.
 *
 * The parameters are $1, $2, … and appear in a statement for the first time in this order, because SQLite numbers them
 * as they come. A fault is kept until mado_query_finish(). */

typedef struct _MadoSqlBackend MadoSqlBackend;

/* How statements run on a connection. What is bound has to live until the statement ran; ids do not. */
typedef struct {
  gpointer (*take) (MadoSqlBackend *backend, const char *sql);
  void (*give_back) (gpointer statement);
  void (*bind_int) (gpointer statement, int place, gint64 value);
  void (*bind_text) (gpointer statement, int place, const char *text);
  void (*bind_bytes) (gpointer statement, int place, const void *bytes, gsize length); /* NULL: none */
  void (*bind_id) (gpointer statement, int place, MadoId id);                          /* MADO_ID_NONE: none */
  gboolean (*step) (gpointer statement);
  gboolean (*finish) (gpointer statement, GError **error);
  gboolean (*run) (gpointer statement, GError **error); /* its fault may come later */
  gint64 (*get_int) (gpointer statement, int column);
  const char *(*get_text) (gpointer statement, int column);
  GBytes *(*dup_bytes) (gpointer statement, int column); /* NULL: none */
  MadoId (*get_id) (gpointer statement, int column);
} MadoSqlType;

struct _MadoSqlBackend {
  MadoBackend parent;
  const MadoSqlType *sql;
  MadoSqlMemory *memory; /* (nullable): of whoever writes: others may change what a reader has read */
  gboolean has_fault;    /* the turn can only be undone */
  gboolean has_erased;   /* in this turn: what was there must leave the disk */
};

typedef struct _MadoQuery MadoQuery;

MadoQuery *mado_query_take (MadoBackend *backend, const char *sql) G_GNUC_WARN_UNUSED_RESULT;
void mado_query_give_back (MadoQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoQuery, mado_query_give_back)

void mado_query_bind_int (MadoQuery *self, int place, gint64 value);
void mado_query_bind_text (MadoQuery *self, int place, const char *text);
void mado_query_bind_bytes (MadoQuery *self, int place, GBytes *bytes);
void mado_query_bind_hash (MadoQuery *self, int place, const MadoHash *hash);
void mado_query_bind_salt (MadoQuery *self, int place, const guint8 *salt);
void mado_query_bind_id (MadoQuery *self, int place, MadoId id);

gboolean mado_query_step (MadoQuery *self);
gboolean mado_query_finish (MadoQuery *self, GError **error);
gboolean mado_query_run (MadoQuery *self, GError **error);

gint64 mado_query_get_int (MadoQuery *self, int column);
const char *mado_query_get_text (MadoQuery *self, int column);
GBytes *mado_query_dup_bytes (MadoQuery *self, int column) G_GNUC_WARN_UNUSED_RESULT;
MadoHash mado_query_get_hash (MadoQuery *self, int column);
MadoId mado_query_get_id (MadoQuery *self, int column);

G_END_DECLS
