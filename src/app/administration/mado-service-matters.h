/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-service-sheet.h"

G_BEGIN_DECLS

/* What somebody who runs the service has to do soon: said while there is time. */

#define MADO_SERVICE_SOON_DAYS 30  /* before a certificate ends */
#define MADO_SERVICE_SAVE_DAYS 8   /* a weekly saving that came a day late */
#define MADO_SERVICE_DRILL_DAYS 35 /* a monthly drill, likewise */

typedef struct {
  char *title;
  char *remedy;
} MadoServiceMatter;

GPtrArray *mado_service_matters_find (const MadoServiceSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

gboolean mado_service_deed_is_late (const MadoServiceDeed *deed, MadoInstant now, guint days);

G_END_DECLS
