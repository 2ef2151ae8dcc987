/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where it belongs, a line; then what would have been pushed, or the bytes of the piece as they are. */

#include "mado-unsent.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "unsent work";

/**
 * mado_unsent_free:
 * @self: (transfer full): unsent work
 */
void
mado_unsent_free (MadoUnsent *self)
{
  g_free (self->ward);
  g_free (self->programme);
  g_clear_pointer (&self->push, mado_push_request_free);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_free (self);
}

static GBytes *
write_head (const MadoUnsent *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_text (writer, "ward", self->ward, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "programme", self->programme, MADO_WIRE_MAX_TEXT);
  if (self->piece != NULL) {
    mado_wire_writer_add_id (writer, "operation", self->operation);
    mado_wire_writer_add_hash (writer, "hash", &self->hash);
    mado_wire_writer_add_number (writer, "first", self->first, 0, MADO_UNSENT_MAX_ATTACHMENT);
    mado_wire_writer_add_number (writer, "size", self->size, 0, MADO_UNSENT_MAX_ATTACHMENT);
  }

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_unsent_write:
 * @self: unsent work
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_unsent_write (const MadoUnsent *self, GError **error)
{
  g_autoptr (GBytes) content =
      self->piece != NULL ? g_bytes_ref (self->piece) : mado_push_request_write (self->push, error);
  g_autoptr (GBytes) head = content != NULL ? write_head (self, error) : NULL;
  GByteArray *text;

  if (head == NULL)
    return NULL;
  text = g_byte_array_new ();
  g_byte_array_append (text, g_bytes_get_data (head, NULL), (guint) g_bytes_get_size (head));
  g_byte_array_append (text, (const guint8 *) "\n", 1);
  g_byte_array_append (text, g_bytes_get_data (content, NULL), (guint) g_bytes_get_size (content));

  return g_byte_array_free_to_bytes (text);
}

static gboolean
read_head (MadoUnsent *self, GBytes *head, gboolean *out_is_piece, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, head);

  self->ward = g_strdup (mado_wire_reader_get_text (reader, "ward", MADO_WIRE_MAX_TEXT));
  self->programme = g_strdup (mado_wire_reader_get_text (reader, "programme", MADO_WIRE_MAX_TEXT));
  *out_is_piece = mado_wire_reader_has (reader, "hash");
  if (*out_is_piece) {
    self->operation = mado_wire_reader_get_id (reader, "operation");
    self->hash = mado_wire_reader_get_hash (reader, "hash");
    self->first = mado_wire_reader_get_number (reader, "first", 0, MADO_UNSENT_MAX_ATTACHMENT);
    self->size = mado_wire_reader_get_number (reader, "size", 0, MADO_UNSENT_MAX_ATTACHMENT);
  }

  return mado_wire_reader_finish (reader, error);
}

/**
 * mado_unsent_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the unsent work
 */
MadoUnsent *
mado_unsent_read (GBytes *text, GError **error)
{
  g_autoptr (MadoUnsent) self = g_new0 (MadoUnsent, 1);
  g_autoptr (GBytes) head = NULL, content = NULL;
  gboolean is_piece = FALSE;
  gsize length = 0;
  const char *start = g_bytes_get_data (text, &length);
  const char *end = length > 0 ? memchr (start, '\n', length) : NULL;

  if (end == NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot read the %s: it has no two lines", what);
    return NULL;
  }
  head = g_bytes_new_from_bytes (text, 0, (gsize) (end - start));
  content = g_bytes_new_from_bytes (text, (gsize) (end - start) + 1, length - (gsize) (end - start) - 1);
  if (!read_head (self, head, &is_piece, error))
    return NULL;
  if (is_piece)
    self->piece = g_steal_pointer (&content);
  else
    self->push = mado_push_request_read (content, error);

  return is_piece || self->push != NULL ? g_steal_pointer (&self) : NULL;
}
