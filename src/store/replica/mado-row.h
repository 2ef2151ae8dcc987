/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-entity.h"

G_BEGIN_DECLS

/* An entity as it is shown, with its place in the file. Any connection may look. */
typedef struct {
  gint64 row; /* 0: it is not here */
  gint64 seq; /* of the log entry that the service's word is of; 0: it has not spoken */
  MadoEntity *entity;
} MadoRow;

void mado_row_clear (MadoRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoRow, mado_row_clear)

gboolean mado_row_find (MadoDatabase *database, MadoId id, MadoRow *out_row, GError **error);
gboolean mado_row_load (MadoDatabase *database, gint64 row, MadoEntity **out_entity, GError **error);
GPtrArray *mado_row_list (MadoDatabase *database,
                          const char *kind,
                          const char *state,
                          const MadoEntity *after,
                          guint limit,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

MadoEntity *mado_row_read_text (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
