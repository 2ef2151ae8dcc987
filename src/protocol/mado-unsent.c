/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where it belongs, a line; then what would have been pushed or told, or the bytes of the piece as they are. */

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
  g_free (self->account);
  g_clear_pointer (&self->push, mado_push_request_free);
  g_clear_pointer (&self->reads, mado_reads_request_free);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_free (self);
}

static GBytes *
write_head (const MadoUnsent *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_text (writer, "ward", self->ward, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "programme", self->programme, MADO_WIRE_MAX_TEXT);
  if (self->reads != NULL)
    mado_wire_writer_add_text (writer, "account", self->account, MADO_WIRE_MAX_TEXT);
  if (self->piece != NULL) {
    mado_wire_writer_add_id (writer, "operation", self->operation);
    mado_wire_writer_add_hash (writer, "hash", &self->hash);
    mado_wire_writer_add_number (writer, "first", self->first, 0, MADO_UNSENT_MAX_ATTACHMENT);
    mado_wire_writer_add_number (writer, "size", self->size, 0, MADO_UNSENT_MAX_ATTACHMENT);
  }

  return mado_wire_writer_finish (writer, error);
}

static GBytes *
write_content (const MadoUnsent *self, GError **error)
{
  if (self->piece != NULL)
    return g_bytes_ref (self->piece);

  return self->reads != NULL ? mado_reads_request_write (self->reads, error)
                             : mado_push_request_write (self->push, error);
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
  g_autoptr (GBytes) content = write_content (self, error);
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

typedef enum {
  CONTENT_OPERATIONS,
  CONTENT_READS,
  CONTENT_PIECE,
} Content;

static gboolean
read_head (MadoUnsent *self, GBytes *head, Content *out_content, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, head);

  self->ward = g_strdup (mado_wire_reader_get_text (reader, "ward", MADO_WIRE_MAX_TEXT));
  self->programme = g_strdup (mado_wire_reader_get_text (reader, "programme", MADO_WIRE_MAX_TEXT));
  *out_content = CONTENT_OPERATIONS;
  if (mado_wire_reader_has (reader, "account")) {
    *out_content = CONTENT_READS;
    self->account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT));
  } else if (mado_wire_reader_has (reader, "hash")) {
    *out_content = CONTENT_PIECE;
    self->operation = mado_wire_reader_get_id (reader, "operation");
    self->hash = mado_wire_reader_get_hash (reader, "hash");
    self->first = mado_wire_reader_get_number (reader, "first", 0, MADO_UNSENT_MAX_ATTACHMENT);
    self->size = mado_wire_reader_get_number (reader, "size", 0, MADO_UNSENT_MAX_ATTACHMENT);
  }

  return mado_wire_reader_finish (reader, error);
}

static gboolean
read_content (MadoUnsent *self, Content content, GBytes *text, GError **error)
{
  switch (content) {
  case CONTENT_READS:
    self->reads = mado_reads_request_read (text, error);
    return self->reads != NULL;
  case CONTENT_PIECE:
    self->piece = g_bytes_ref (text);
    return TRUE;
  case CONTENT_OPERATIONS:
  default:
    self->push = mado_push_request_read (text, error);
    return self->push != NULL;
  }
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
  g_autoptr (GBytes) head = NULL, rest = NULL;
  Content content = CONTENT_OPERATIONS;
  gsize length = 0;
  const char *start = g_bytes_get_data (text, &length);
  const char *end = length > 0 ? memchr (start, '\n', length) : NULL;

  if (end == NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot read the %s: it has no two lines", what);
    return NULL;
  }
  head = g_bytes_new_from_bytes (text, 0, (gsize) (end - start));
  rest = g_bytes_new_from_bytes (text, (gsize) (end - start) + 1, length - (gsize) (end - start) - 1);

  return read_head (self, head, &content, error) && read_content (self, content, rest, error) ? g_steal_pointer (&self)
                                                                                              : NULL;
}
