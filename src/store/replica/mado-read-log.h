/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* Who looked at what, when and why. It goes to the service, and is forgotten here once it is there. */

typedef struct {
  gint64 number; /* from 1; never given twice */
  MadoId entity;
  char *account;
  MadoInstant at;
  char *reason; /* empty once the entity was erased: reasons are free words */
} MadoReading;

void mado_reading_free (MadoReading *self);

gboolean mado_read_log_add (MadoDatabase *database, const MadoReading *reading, GError **error);
GPtrArray *mado_read_log_list (MadoDatabase *database, gint64 after, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_read_log_find_last (MadoDatabase *database, gint64 *out_last, GError **error);
gboolean mado_read_log_forget (MadoDatabase *database, gint64 last, GError **error);

G_END_DECLS
