/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* What a turn has read and written already. Whoever writes in a ward is alone there, so it stays so until the turn is
 * over; what is asked once more, or was asked ahead, costs no question. It keeps two thousand things of a kind, and
 * begins anew where there are more. */
typedef struct _MadoSqlMemory MadoSqlMemory;

MadoSqlMemory *mado_sql_memory_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_sql_memory_free (MadoSqlMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSqlMemory, mado_sql_memory_free)
void mado_sql_memory_forget (MadoSqlMemory *self);

/* A row of seq 0: there is none. */
gboolean mado_sql_memory_find_row (const MadoSqlMemory *self, MadoId id, MadoStoredRow *out_row);
void mado_sql_memory_keep_row (MadoSqlMemory *self, MadoId id, const MadoStoredRow *row);

/* That the log has no such operation. */
gboolean mado_sql_memory_lacks_operation (const MadoSqlMemory *self, MadoId operation);
void mado_sql_memory_keep_operation (MadoSqlMemory *self, MadoId operation, gboolean is_there);

/* That nothing is about an entity. */
gboolean mado_sql_memory_lacks_about (const MadoSqlMemory *self, MadoId about);
void mado_sql_memory_keep_about (MadoSqlMemory *self, MadoId about, gboolean is_there);

/* A claim of MADO_ID_NONE: nobody holds it. */
gboolean mado_sql_memory_find_holder (const MadoSqlMemory *self, const char *claim, MadoId *out_holder);
void mado_sql_memory_keep_holder (MadoSqlMemory *self, const char *claim, MadoId holder);

G_END_DECLS
