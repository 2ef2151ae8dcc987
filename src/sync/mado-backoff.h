/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-instant.h"

G_BEGIN_DECLS

/* How long to wait before trying again: longer after each failure, and by chance, so that two hundred terminals do not
 * come back in the same moment. A plain value that begins as {0}. */
typedef struct {
  guint n_failures;
} MadoBackoff;

#define MADO_BACKOFF_SHORTEST (1 * G_TIME_SPAN_SECOND)
#define MADO_BACKOFF_LONGEST (60 * G_TIME_SPAN_SECOND)

gint64 mado_backoff_fail (MadoBackoff *self, guint64 chance);

G_END_DECLS
