/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a stream line by line in memory that does not grow with it. */
typedef struct _MadoLineReader MadoLineReader;

typedef enum {
  MADO_LINE_READ,
  MADO_LINE_TOO_LONG, /* and was passed over */
  MADO_LINE_END,
  MADO_LINE_FAILED, /* the stream could not be read */
} MadoLineStatus;

MadoLineReader *mado_line_reader_new (GInputStream *stream);
void mado_line_reader_free (MadoLineReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLineReader, mado_line_reader_free)

MadoLineStatus mado_line_reader_next (MadoLineReader *self, const char **out_line, gsize *out_length, GError **error);

G_END_DECLS
