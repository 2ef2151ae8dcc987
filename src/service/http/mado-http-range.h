/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which bytes of a thing somebody asks for (RFC 9110, 14): one range of bytes. What is of another form counts as not
 * said, as the standard has it. */

typedef enum {
  MADO_HTTP_RANGE_ALL,
  MADO_HTTP_RANGE_SOME,
  MADO_HTTP_RANGE_BEYOND, /* nothing of it is there */
} MadoHttpRangeVerdict;

typedef struct {
  guint64 first;
  guint64 length;
} MadoHttpRange;

MadoHttpRangeVerdict mado_http_range_read (const char *text, guint64 size, MadoHttpRange *out_range);

G_END_DECLS
