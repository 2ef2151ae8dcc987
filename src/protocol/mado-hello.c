/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The greeting, and the answer to it. */

#include "mado-hello.h"

#include "mado-wire-parts.h"

#define GREATEST_PROTOCOL 65535

static const char request_what[] = "hello request";
static const char reply_what[] = "hello reply";

/**
 * mado_hello_request_write:
 * @self: a request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_hello_request_write (const MadoHelloRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (request_what);

  mado_wire_writer_add_id (writer, "device", self->device);
  mado_wire_add_nonce (writer, self->nonce);
  mado_wire_writer_add_number (writer, "epoch", self->epoch, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_add_place (writer, "witness", &self->witness);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_hello_request_read:
 * @text: bytes from anywhere
 * @out_request: (out caller-allocates): the request; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_hello_request_read (GBytes *text, MadoHelloRequest *out_request, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (request_what, text);
  const MadoHelloRequest request = {
    .device = mado_wire_reader_get_id (reader, "device"),
    .nonce = mado_wire_get_nonce (reader),
    .epoch = mado_wire_reader_get_number (reader, "epoch", 0, MADO_WIRE_LARGEST_NUMBER),
    .witness = mado_wire_get_place (reader, "witness"),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_request = request;

  return TRUE;
}

/**
 * mado_hello_reply_write:
 * @self: a reply
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_hello_reply_write (const MadoHelloReply *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (reply_what);

  mado_wire_add_nonce (writer, self->nonce);
  mado_wire_writer_add_number (writer, "oldest", self->oldest, 1, self->newest);
  mado_wire_writer_add_number (writer, "newest", self->newest, 1, GREATEST_PROTOCOL);
  mado_wire_writer_add_number (writer, "epoch", self->epoch, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_flag (writer, "is_primary", self->is_primary);
  mado_wire_writer_add_flag (writer, "is_witness_true", self->is_witness_true);
  mado_wire_writer_add_instant (writer, "now", self->now);
  mado_wire_writer_add_hash (writer, "sight", &self->sight);
  mado_wire_writer_add_number (writer, "revision", self->revision, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_number (writer, "received", self->received, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_hash (writer, "chain", &self->chain);
  mado_wire_add_place (writer, "head", &self->head);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_hello_reply_read:
 * @text: bytes from anywhere
 * @out_reply: (out caller-allocates): the reply; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_hello_reply_read (GBytes *text, MadoHelloReply *out_reply, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (reply_what, text);
  const guint newest = (guint) mado_wire_reader_get_number (reader, "newest", 1, GREATEST_PROTOCOL);
  const MadoHelloReply reply = {
    .nonce = mado_wire_get_nonce (reader),
    .oldest = (guint) mado_wire_reader_get_number (reader, "oldest", 1, newest),
    .newest = newest,
    .epoch = mado_wire_reader_get_number (reader, "epoch", 1, MADO_WIRE_LARGEST_NUMBER),
    .is_primary = mado_wire_reader_get_flag (reader, "is_primary"),
    .is_witness_true = mado_wire_reader_get_flag (reader, "is_witness_true"),
    .now = mado_wire_reader_get_instant (reader, "now"),
    .sight = mado_wire_reader_get_hash (reader, "sight"),
    .revision = mado_wire_reader_get_number (reader, "revision", 0, MADO_WIRE_LARGEST_NUMBER),
    .received = mado_wire_reader_get_number (reader, "received", 0, MADO_WIRE_LARGEST_NUMBER),
    .chain = mado_wire_reader_get_hash (reader, "chain"),
    .head = mado_wire_get_place (reader, "head"),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_reply = reply;

  return TRUE;
}
