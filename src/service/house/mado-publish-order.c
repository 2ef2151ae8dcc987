/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders by the names of streams, on a shelf of the office. */

#include "mado-publish-order.h"

#include "mado-shelf.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "publish-order"
#define MAX_FAULT 4096 /* bytes */

static const char what[] = "order to publish a programme";

/**
 * mado_publish_order_free:
 * @self: (transfer full): an order
 */
void
mado_publish_order_free (MadoPublishOrder *self)
{
  g_free (self->stream);
  g_free (self->account);
  g_clear_pointer (&self->programme, g_bytes_unref);
  g_free (self->key);
  g_free (self->signature);
  g_free (self->fault);
  g_free (self);
}

static void
read_seal (MadoWireReader *reader, MadoPublishOrder *self)
{
  if (!mado_wire_reader_has (reader, "signature"))
    return;

  self->key = g_strdup (mado_wire_reader_get_text (reader, "key", MADO_WIRE_MAX_TEXT));
  self->signature = g_strdup (mado_wire_reader_get_text (reader, "signature", MADO_WIRE_MAX_TEXT));
}

static gpointer
read_order (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoPublishOrder) self = g_new0 (MadoPublishOrder, 1);

  self->stream = g_strdup (mado_wire_reader_get_text (reader, "stream", MADO_WIRE_MAX_TEXT));
  self->account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT));
  self->programme = mado_wire_reader_dup_bytes (reader, "programme", MADO_PUBLISHED_MAX_PROGRAMME);
  read_seal (reader, self);
  if (mado_wire_reader_has (reader, "fault"))
    self->fault = g_strdup (mado_wire_reader_get_text (reader, "fault", MAX_FAULT));

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_publish_order_find:
 * @office: the office's backend, in a turn
 * @stream: the name of a stream
 * @out_order: (out) (transfer full) (nullable): the order about it; %NULL: there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_publish_order_find (MadoBackend *office, const char *stream, MadoPublishOrder **out_order, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  MadoPublishOrder *order = NULL;

  if (!office->type->find_record (office, SHELF, stream, &text, error))
    return FALSE;
  if (text != NULL && (order = read_order (text, error)) == NULL)
    return FALSE;
  *out_order = order;

  return TRUE;
}

/**
 * mado_publish_order_list:
 * @office: the office's backend, in a turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoPublishOrder): all of them
 */
GPtrArray *
mado_publish_order_list (MadoBackend *office, GError **error)
{
  return mado_shelf_list (office, SHELF, read_order, (GDestroyNotify) mado_publish_order_free, error);
}

/**
 * mado_publish_order_put:
 * @self: an order
 * @office: the office's backend, in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the shelf, in the place of what was there about its stream
 */
gboolean
mado_publish_order_put (const MadoPublishOrder *self, MadoBackend *office, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) text = NULL;

  mado_wire_writer_add_text (writer, "stream", self->stream, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "account", self->account, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_bytes (writer, "programme", self->programme, MADO_PUBLISHED_MAX_PROGRAMME);
  if (self->signature != NULL) {
    mado_wire_writer_add_text (writer, "key", self->key, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_text (writer, "signature", self->signature, MADO_WIRE_MAX_TEXT);
  }
  if (self->fault != NULL)
    mado_wire_writer_add_text (writer, "fault", self->fault, MAX_FAULT);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && office->type->put_record (office, SHELF, self->stream, text, error);
}

/**
 * mado_publish_order_drop:
 * @office: the office's backend, in a turn that writes
 * @stream: the name of a stream
 * @error: where to put what went wrong
 *
 * Returns: whether there is no order about it any more
 */
gboolean
mado_publish_order_drop (MadoBackend *office, const char *stream, GError **error)
{
  return office->type->drop_record (office, SHELF, stream, error);
}
