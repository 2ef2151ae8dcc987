/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* A statement of SQL, taken from its database and given back. A fault is kept until mado_statement_finish(), so that a
 * query reads in one go:
 *
 *   static const char find_setting[] = "SELECT value FROM settings WHERE key = ?1";
 *   g_autoptr (MadoStatement) statement = mado_statement_take (database, find_setting);
 *
 *   mado_statement_bind_text (statement, 1, key);
 *   if (mado_statement_step (statement))
 *     value = g_strdup (mado_statement_get_text (statement, 0));
 *   return mado_statement_finish (statement, error);
 */

typedef struct _MadoStatement MadoStatement;

MadoStatement *mado_statement_take (MadoDatabase *database, const char *sql) G_GNUC_WARN_UNUSED_RESULT;
void mado_statement_give_back (MadoStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStatement, mado_statement_give_back)

void mado_statement_bind_int (MadoStatement *self, int place, gint64 value);
void mado_statement_bind_text (MadoStatement *self, int place, const char *text);
void mado_statement_bind_bytes (MadoStatement *self, int place, const void *bytes, gsize length);
void mado_statement_bind_id (MadoStatement *self, int place, MadoId id);

gboolean mado_statement_step (MadoStatement *self);
gboolean mado_statement_finish (MadoStatement *self, GError **error);
gboolean mado_statement_run (MadoStatement *self, GError **error);

gboolean mado_statement_is_null (const MadoStatement *self, int column);
gint64 mado_statement_get_int (const MadoStatement *self, int column);
const char *mado_statement_get_text (const MadoStatement *self, int column);
GBytes *mado_statement_dup_bytes (const MadoStatement *self, int column) G_GNUC_WARN_UNUSED_RESULT;
MadoId mado_statement_get_id (const MadoStatement *self, int column);

G_END_DECLS
