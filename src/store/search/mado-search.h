/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-search-query.h"

G_BEGIN_DECLS

/* The one box in which people are searched for: by name, reading, telephone, number, day of birth, address. What takes
 * long ends with the database's cancellable. */

typedef struct {
  gint64 row;
  MadoId id;
  MadoSearchMatch match;
} MadoSearchHit;

typedef struct {
  guint count;
  gboolean is_all; /* whether there are no more */
} MadoSearchTotal;

#define MADO_SEARCH_MAX_TOTAL 1000 /* the most that is counted */

GArray *mado_search_load_page (MadoDatabase *reader,
                               const MadoProgramme *programme,
                               const char *typed,
                               const MadoSearchHit *after,
                               guint limit,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_search_count (MadoDatabase *reader,
                            const MadoProgramme *programme,
                            const char *typed,
                            MadoSearchTotal *out_total,
                            GError **error);

G_END_DECLS
