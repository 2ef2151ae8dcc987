/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two lines: where it belongs, and what would have been pushed. */

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
  g_free (self);
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
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) push = mado_push_request_write (self->push, error);
  g_autoptr (GBytes) head = NULL;
  GByteArray *text;

  if (push == NULL)
    return NULL;
  mado_wire_writer_add_text (writer, "ward", self->ward, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "programme", self->programme, MADO_WIRE_MAX_TEXT);
  head = mado_wire_writer_finish (writer, error);
  if (head == NULL)
    return NULL;
  text = g_byte_array_new ();
  g_byte_array_append (text, g_bytes_get_data (head, NULL), (guint) g_bytes_get_size (head));
  g_byte_array_append (text, (const guint8 *) "\n", 1);
  g_byte_array_append (text, g_bytes_get_data (push, NULL), (guint) g_bytes_get_size (push));

  return g_byte_array_free_to_bytes (text);
}

static gboolean
read_head (MadoUnsent *self, GBytes *head, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, head);

  self->ward = g_strdup (mado_wire_reader_get_text (reader, "ward", MADO_WIRE_MAX_TEXT));
  self->programme = g_strdup (mado_wire_reader_get_text (reader, "programme", MADO_WIRE_MAX_TEXT));

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
  g_autoptr (GBytes) head = NULL, push = NULL;
  gsize length = 0;
  const char *start = g_bytes_get_data (text, &length);
  const char *end = length > 0 ? memchr (start, '\n', length) : NULL;

  if (end == NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot read the %s: it has no two lines", what);
    return NULL;
  }
  head = g_bytes_new_from_bytes (text, 0, (gsize) (end - start));
  push = g_bytes_new_from_bytes (text, (gsize) (end - start) + 1, length - (gsize) (end - start) - 1);
  if (!read_head (self, head, error))
    return NULL;
  self->push = mado_push_request_read (push, error);

  return self->push != NULL ? g_steal_pointer (&self) : NULL;
}
