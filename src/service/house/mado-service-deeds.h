/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-service-sheet.h"

G_BEGIN_DECLS

/* What came of saving a ward, and of trying whether it comes back: a small file each, beside what was saved, so that
 * whoever did it (the service, a timer, somebody at the command line) the others know. */

#define MADO_SERVICE_DEED_SAVED "saved"
#define MADO_SERVICE_DEED_DRILLED "drilled"

void mado_service_deed_note (const char *folder, const char *name, MadoInstant now, const GError *error);
gboolean mado_service_deed_find (const char *folder, const char *name, MadoServiceDeed *out_deed);

G_END_DECLS
