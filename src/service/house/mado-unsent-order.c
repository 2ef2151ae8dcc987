/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders by the keys of envelopes, on a shelf of the office. */

#include "mado-unsent-order.h"

#include "mado-reads.h"
#include "mado-shelf.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "unsent-order"
#define MAX_FAULT 4096          /* bytes */
#define MAX_REPLY (1024 * 1024) /* bytes: what came of the most that one push can have */

static const char what[] = "order to take unsent work";
static const char *const piece_names[] = { "none", "kept", "whole", NULL };

/**
 * mado_unsent_order_free:
 * @self: (transfer full): an order
 */
void
mado_unsent_order_free (MadoUnsentOrder *self)
{
  g_free (self->key);
  g_free (self->account);
  g_free (self->fault);
  g_free (self->stream);
  g_clear_pointer (&self->reply, mado_push_reply_free);
  g_free (self);
}

/**
 * mado_unsent_order_is_open:
 * @self: an order
 *
 * Returns: whether nothing came of it yet
 */
gboolean
mado_unsent_order_is_open (const MadoUnsentOrder *self)
{
  return self->fault == NULL && self->reply == NULL && self->piece == MADO_UNSENT_PIECE_NONE && !self->has_reads;
}

static gboolean
read_reply (MadoWireReader *reader, MadoUnsentOrder *self, GError **error)
{
  g_autoptr (GBytes) reply = NULL;

  if (!mado_wire_reader_has (reader, "reply"))
    return TRUE;
  reply = mado_wire_reader_dup_bytes (reader, "reply", MAX_REPLY);
  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  self->reply = mado_push_reply_read (reply, error);

  return self->reply != NULL;
}

static gpointer
read_order (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoUnsentOrder) self = g_new0 (MadoUnsentOrder, 1);

  self->key = g_strdup (mado_wire_reader_get_text (reader, "key", MADO_WIRE_MAX_TEXT));
  self->account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT));
  if (mado_wire_reader_has (reader, "fault"))
    self->fault = g_strdup (mado_wire_reader_get_text (reader, "fault", MAX_FAULT));
  if (mado_wire_reader_has (reader, "stream"))
    self->stream = g_strdup (mado_wire_reader_get_text (reader, "stream", MADO_WIRE_MAX_TEXT));
  if (mado_wire_reader_has (reader, "piece"))
    self->piece = (MadoUnsentPiece) mado_wire_reader_get_choice (reader, "piece", piece_names);
  self->has_reads = mado_wire_reader_has (reader, "reads");
  if (self->has_reads)
    self->n_reads = (guint) mado_wire_reader_get_number (reader, "reads", 0, MADO_READS_MAX);

  return read_reply (reader, self, error) && mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_unsent_order_find:
 * @office: the office's backend, in a turn
 * @key: of an envelope
 * @out_order: (out) (transfer full) (nullable): the order about it; %NULL: there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_unsent_order_find (MadoBackend *office, const char *key, MadoUnsentOrder **out_order, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  MadoUnsentOrder *order = NULL;

  if (!office->type->find_record (office, SHELF, key, &text, error))
    return FALSE;
  if (text != NULL && (order = read_order (text, error)) == NULL)
    return FALSE;
  *out_order = order;

  return TRUE;
}

/**
 * mado_unsent_order_list:
 * @office: the office's backend, in a turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoUnsentOrder): all of them
 */
GPtrArray *
mado_unsent_order_list (MadoBackend *office, GError **error)
{
  return mado_shelf_list (office, SHELF, read_order, (GDestroyNotify) mado_unsent_order_free, error);
}

static gboolean
add_reply (MadoWireWriter *writer, const MadoUnsentOrder *self, GError **error)
{
  g_autoptr (GBytes) reply = NULL;

  if (self->reply == NULL)
    return TRUE;
  reply = mado_push_reply_write (self->reply, error);
  if (reply == NULL)
    return FALSE;
  mado_wire_writer_add_bytes (writer, "reply", reply, MAX_REPLY);

  return TRUE;
}

/**
 * mado_unsent_order_put:
 * @self: an order
 * @office: the office's backend, in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the shelf, in the place of what was there about its envelope
 */
gboolean
mado_unsent_order_put (const MadoUnsentOrder *self, MadoBackend *office, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) text = NULL;

  mado_wire_writer_add_text (writer, "key", self->key, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "account", self->account, MADO_WIRE_MAX_TEXT);
  if (self->fault != NULL)
    mado_wire_writer_add_text (writer, "fault", self->fault, MAX_FAULT);
  if (self->stream != NULL)
    mado_wire_writer_add_text (writer, "stream", self->stream, MADO_WIRE_MAX_TEXT);
  if (self->piece != MADO_UNSENT_PIECE_NONE)
    mado_wire_writer_add_text (writer, "piece", piece_names[self->piece], MADO_WIRE_MAX_TEXT);
  if (self->has_reads)
    mado_wire_writer_add_number (writer, "reads", self->n_reads, 0, MADO_READS_MAX);
  if (!add_reply (writer, self, error))
    return FALSE;
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && office->type->put_record (office, SHELF, self->key, text, error);
}

/**
 * mado_unsent_order_drop:
 * @office: the office's backend, in a turn that writes
 * @key: of an envelope
 * @error: where to put what went wrong
 *
 * Returns: whether there is no order about it any more
 */
gboolean
mado_unsent_order_drop (MadoBackend *office, const char *key, GError **error)
{
  return office->type->drop_record (office, SHELF, key, error);
}
