/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a request is aimed at, as it came. Nothing on our line needs an escape, a query, an empty part or a dot part; so
 * there is nothing to decode, and what has one of them is refused. */

#define MADO_HTTP_MAX_PARTS 8
#define MADO_HTTP_MAX_TARGET 512 /* bytes */

typedef struct {
  guint n_parts;
  const char *parts[MADO_HTTP_MAX_PARTS];
  char text[MADO_HTTP_MAX_TARGET + 1]; /* where the parts live */
} MadoHttpPath;

gboolean mado_http_path_read (const char *target, MadoHttpPath *out_path);
gboolean mado_http_path_matches (const MadoHttpPath *self, const char *pattern);
const char *mado_http_path_get_variable (const MadoHttpPath *self, const char *pattern, guint index);

G_END_DECLS
