/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

/* A moment, the same everywhere on earth. */
typedef struct {
  gint64 microseconds; /* since 1970-01-01T00:00:00Z, leap seconds not counted */
} MadoInstant;

#define MADO_INSTANT_NONE ((MadoInstant) { G_MININT64 })
#define MADO_INSTANT_ISO_SIZE 28 /* "2025-04-01T04:45:10.123456Z" and the end */

MadoInstant mado_instant_now (void);
gboolean mado_instant_is_valid (MadoInstant self);
MadoInstant mado_instant_from_iso (const char *text);
void mado_instant_to_iso (MadoInstant self, char out_iso[MADO_INSTANT_ISO_SIZE]);
MadoDate mado_instant_get_japanese_day (MadoInstant self);
int mado_instant_get_japanese_hour (MadoInstant self);

G_END_DECLS
