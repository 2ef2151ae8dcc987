/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a file is cut into records: what stands before, between and after them. */

typedef enum {
  MADO_ZENGIN_NEWLINE_NONE, /* records of 120 bytes follow each other directly */
  MADO_ZENGIN_NEWLINE_CRLF,
  MADO_ZENGIN_NEWLINE_LF,    /* occurs in the field */
  MADO_ZENGIN_NEWLINE_CR,    /* occurs in the field */
  MADO_ZENGIN_NEWLINE_MIXED, /* only ever read */
} MadoZenginNewline;

typedef struct {
  gboolean bom;   /* a UTF-8 byte order mark in front: never right */
  gboolean eof1a; /* a 0x1A at the end */
  MadoZenginNewline newline;
  gboolean lacks_final_newline;
} MadoZenginFraming;

/* A walk over the records of a file. */
typedef struct {
  MadoZenginFraming framing; /* whole when the walk is over */
  const guint8 *next;
  const guint8 *end;
} MadoZenginWalk;

void mado_zengin_walk_init (MadoZenginWalk *walk, const guint8 *bytes, gsize length);
gboolean mado_zengin_walk_next (MadoZenginWalk *walk, const guint8 **out_record, gsize *out_length);

const char *mado_zengin_newline_get_name (MadoZenginNewline newline);
gboolean mado_zengin_newline_from_name (const char *name, MadoZenginNewline *out_newline);
const char *mado_zengin_newline_get_bytes (MadoZenginNewline newline);

G_END_DECLS
