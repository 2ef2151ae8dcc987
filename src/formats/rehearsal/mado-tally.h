/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_TALLY_MAX_PLACES 10

/* How often something was, what it comes to, and where to look first. */
typedef struct {
  char *subject;
  char *detail;
  guint64 count;
  gint64 yen;
  GPtrArray *places; /* char *: of the first */
} MadoTally;

GPtrArray *mado_tallies_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_tallies_count (GPtrArray *self, const char *subject, const char *detail, gint64 yen, const char *place);

G_END_DECLS
