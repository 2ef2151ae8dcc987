/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-log-place.h"

G_BEGIN_DECLS

/* How far the service's log is in a file. */
typedef struct {
  gint64 epoch; /* 0: nothing was ever loaded */
  MadoLogPlace at;
  MadoLogPlace highest; /* that was seen while loading */
  char *place;          /* (nullable): where the loading goes on; %NULL: all is loaded */
  gint64 received;      /* the last dseq that the service has */
  MadoHash sight;       /* what the rows were cut for */
} MadoCursor;

void mado_cursor_clear (MadoCursor *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCursor, mado_cursor_clear)

gboolean mado_cursor_is_trusted (const MadoCursor *self);
gboolean mado_cursor_load (MadoDatabase *database, MadoCursor *out_cursor, GError **error);
gboolean mado_cursor_save (const MadoCursor *self, MadoDatabase *database, GError **error);

G_END_DECLS
