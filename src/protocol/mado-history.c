/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history of one entity, page by page. */

#include "mado-history.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char request_what[] = "history request";
static const char reply_what[] = "history reply";

/**
 * mado_history_request_write:
 * @self: a request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_history_request_write (const MadoHistoryRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (request_what);

  mado_wire_writer_add_id (writer, "entity", self->entity);
  mado_wire_writer_add_number (writer, "before", self->before, 0, MADO_WIRE_LARGEST_NUMBER);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_history_request_read:
 * @text: bytes from anywhere
 * @out_request: (out caller-allocates): the request; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_history_request_read (GBytes *text, MadoHistoryRequest *out_request, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (request_what, text);
  const MadoHistoryRequest request = {
    .entity = mado_wire_reader_get_id (reader, "entity"),
    .before = mado_wire_reader_get_number (reader, "before", 0, MADO_WIRE_LARGEST_NUMBER),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_request = request;

  return TRUE;
}

/**
 * mado_history_reply_new:
 *
 * Returns: (transfer full): a reply with nothing in it
 */
MadoHistoryReply *
mado_history_reply_new (void)
{
  MadoHistoryReply *self = g_new0 (MadoHistoryReply, 1);

  self->headers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  return self;
}

/**
 * mado_history_reply_free:
 * @self: (transfer full): a reply
 */
void
mado_history_reply_free (MadoHistoryReply *self)
{
  g_ptr_array_unref (self->headers);
  g_free (self);
}

/**
 * mado_history_reply_write:
 * @self: a reply
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_history_reply_write (const MadoHistoryReply *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (reply_what);

  mado_wire_writer_begin_list (writer, "entries", self->headers->len, MADO_HISTORY_MAX_ENTRIES);
  for (guint i = 0; i < self->headers->len; i++) {
    mado_wire_writer_next (writer);
    mado_wire_writer_add_bytes (writer, "header", g_ptr_array_index (self->headers, i), MADO_LOG_HEADER_MAX_LENGTH);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);
  mado_wire_writer_add_number (writer, "before", self->before, 0, MADO_WIRE_LARGEST_NUMBER);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_history_reply_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the reply
 */
MadoHistoryReply *
mado_history_reply_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (reply_what, text);
  g_autoptr (MadoHistoryReply) self = mado_history_reply_new ();

  mado_wire_reader_begin_list (reader, "entries", MADO_HISTORY_MAX_ENTRIES);
  while (mado_wire_reader_next (reader))
    g_ptr_array_add (self->headers, mado_wire_reader_dup_bytes (reader, "header", MADO_LOG_HEADER_MAX_LENGTH));
  self->before = mado_wire_reader_get_number (reader, "before", 0, MADO_WIRE_LARGEST_NUMBER);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}
