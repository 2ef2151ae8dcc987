/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that a stream has, in chunks, as one person gets it. */

#include "mado-rows.h"

#include "mado-wire-parts.h"

static const char request_what[] = "rows request";
static const char reply_what[] = "rows reply";

/* --- the request ------------------------------------------------------------------------------------------------- */

/**
 * mado_rows_request_write:
 * @self: a request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_rows_request_write (const MadoRowsRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (request_what);

  mado_wire_add_nonce (writer, self->nonce);
  mado_wire_writer_add_number (writer, "epoch", self->epoch, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_text (writer, "place", self->place, MADO_ROWS_MAX_PLACE);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_rows_request_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full): the request
 */
MadoRowsRequest *
mado_rows_request_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (request_what, text);
  g_autoptr (MadoRowsRequest) self = g_new0 (MadoRowsRequest, 1);

  self->nonce = mado_wire_get_nonce (reader);
  self->epoch = mado_wire_reader_get_number (reader, "epoch", 0, MADO_WIRE_LARGEST_NUMBER);
  self->place = g_strdup (mado_wire_reader_get_text (reader, "place", MADO_ROWS_MAX_PLACE));

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_rows_request_free:
 * @self: (transfer full): a request
 */
void
mado_rows_request_free (MadoRowsRequest *self)
{
  g_free (self->place);
  g_free (self);
}

/* --- the reply --------------------------------------------------------------------------------------------------- */

/**
 * mado_rows_reply_new:
 *
 * Returns: (transfer full): a reply with nothing in it
 */
MadoRowsReply *
mado_rows_reply_new (void)
{
  MadoRowsReply *self = g_new0 (MadoRowsReply, 1);

  self->rows = mado_service_rows_new ();

  return self;
}

/**
 * mado_rows_reply_free:
 * @self: (transfer full): a reply
 */
void
mado_rows_reply_free (MadoRowsReply *self)
{
  g_free (self->place);
  g_array_unref (self->rows);
  g_free (self);
}

/**
 * mado_rows_reply_write:
 * @self: a reply
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_rows_reply_write (const MadoRowsReply *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (reply_what);

  mado_wire_add_nonce (writer, self->nonce);
  mado_wire_writer_add_number (writer, "epoch", self->epoch, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_hash (writer, "sight", &self->sight);
  mado_wire_add_place (writer, "head", &self->head);
  if (self->place != NULL)
    mado_wire_writer_add_text (writer, "place", self->place, MADO_ROWS_MAX_PLACE);
  mado_wire_add_rows (writer, self->rows, self->head.seq);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_rows_reply_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full): the reply
 */
MadoRowsReply *
mado_rows_reply_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (reply_what, text);
  g_autoptr (MadoRowsReply) self = mado_rows_reply_new ();

  self->nonce = mado_wire_get_nonce (reader);
  self->epoch = mado_wire_reader_get_number (reader, "epoch", 1, MADO_WIRE_LARGEST_NUMBER);
  self->sight = mado_wire_reader_get_hash (reader, "sight");
  self->head = mado_wire_get_place (reader, "head");
  if (mado_wire_reader_has (reader, "place"))
    self->place = g_strdup (mado_wire_reader_get_text (reader, "place", MADO_ROWS_MAX_PLACE));
  mado_wire_get_rows (reader, self->rows, self->head.seq);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}
