/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of a file of any size, one at a time. */

#include "mado-line-reader.h"

#include <string.h>

#define BUFFER_SIZE 65536 /* also the longest line */

struct _MadoLineReader {
  GInputStream *stream;
  gboolean ended;
  gsize begin; /* of what is in the buffer and not yet given out */
  gsize end;
  char buffer[BUFFER_SIZE];
};

/**
 * mado_line_reader_new:
 * @stream: (transfer none): where the lines come from
 *
 * Returns: (transfer full): a reader at its first line
 */
MadoLineReader *
mado_line_reader_new (GInputStream *stream)
{
  MadoLineReader *self = g_new0 (MadoLineReader, 1);

  self->stream = g_object_ref (stream);

  return self;
}

/**
 * mado_line_reader_free:
 * @self: (nullable) (transfer full): a reader
 */
void
mado_line_reader_free (MadoLineReader *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->stream);
  g_free (self);
}

/* Moves what is left to the front and reads on behind it. */
static gboolean
fill_buffer (MadoLineReader *self, GError **error)
{
  gssize n_read;

  memmove (self->buffer, self->buffer + self->begin, self->end - self->begin);
  self->end -= self->begin;
  self->begin = 0;
  n_read = g_input_stream_read (self->stream, self->buffer + self->end, BUFFER_SIZE - self->end, NULL, error);
  if (n_read < 0)
    return FALSE;
  self->ended = n_read == 0;
  self->end += (gsize) n_read;

  return TRUE;
}

/**
 * mado_line_reader_next:
 * @self: a reader
 * @out_line: (out): the line without its LF or CRLF; good until the next call
 * @out_length: (out): its bytes
 * @error: set where the stream fails
 *
 * Returns: whether there is a line; a last line without LF is one
 */
MadoLineStatus
mado_line_reader_next (MadoLineReader *self, const char **out_line, gsize *out_length, GError **error)
{
  gboolean too_long = FALSE;
  gsize searched = 0;

  for (;;) {
    const char *line = self->buffer + self->begin;
    gsize available = self->end - self->begin;
    const char *newline = memchr (line + searched, '\n', available - searched);

    if (newline != NULL || (self->ended && available > 0)) {
      gsize length = newline != NULL ? (gsize) (newline - line) : available;

      self->begin += newline != NULL ? length + 1 : length;
      *out_line = line;
      *out_length = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
      return too_long ? MADO_LINE_TOO_LONG : MADO_LINE_READ;
    }
    if (self->ended)
      return too_long ? MADO_LINE_TOO_LONG : MADO_LINE_END;
    searched = available;
    if (available == BUFFER_SIZE) {
      too_long = TRUE;
      self->begin = self->end;
      searched = 0;
    }
    if (!fill_buffer (self, error))
      return MADO_LINE_FAILED;
  }
}
