/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders by the names of wards, on a shelf of the office. */

#include "mado-move-order.h"

#include "mado-shelf.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "move-order"
#define MAX_TEXT 4096 /* bytes */

static const char what[] = "order to move a ward";

/**
 * mado_move_order_free:
 * @self: (transfer full): an order
 */
void
mado_move_order_free (MadoMoveOrder *self)
{
  g_free (self->ward);
  g_free (self->place);
  g_free (self->fault);
  g_free (self);
}

static gpointer
read_order (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoMoveOrder) self = g_new0 (MadoMoveOrder, 1);

  self->ward = g_strdup (mado_wire_reader_get_text (reader, "ward", MADO_WIRE_MAX_TEXT));
  self->place = g_strdup (mado_wire_reader_get_text (reader, "place", MAX_TEXT));
  if (mado_wire_reader_has (reader, "fault"))
    self->fault = g_strdup (mado_wire_reader_get_text (reader, "fault", MAX_TEXT));

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_move_order_find:
 * @office: the office's backend, in a turn
 * @ward: the name of a ward
 * @out_order: (out) (transfer full) (nullable): the order about it; %NULL: there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_move_order_find (MadoBackend *office, const char *ward, MadoMoveOrder **out_order, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  MadoMoveOrder *order = NULL;

  if (!office->type->find_record (office, SHELF, ward, &text, error))
    return FALSE;
  if (text != NULL && (order = read_order (text, error)) == NULL)
    return FALSE;
  *out_order = order;

  return TRUE;
}

/**
 * mado_move_order_list:
 * @office: the office's backend, in a turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoMoveOrder): all of them
 */
GPtrArray *
mado_move_order_list (MadoBackend *office, GError **error)
{
  return mado_shelf_list (office, SHELF, read_order, (GDestroyNotify) mado_move_order_free, error);
}

/**
 * mado_move_order_put:
 * @self: an order
 * @office: the office's backend, in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether it is on the shelf, in the place of what was there about its ward
 */
gboolean
mado_move_order_put (const MadoMoveOrder *self, MadoBackend *office, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) text = NULL;

  mado_wire_writer_add_text (writer, "ward", self->ward, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "place", self->place, MAX_TEXT);
  if (self->fault != NULL)
    mado_wire_writer_add_text (writer, "fault", self->fault, MAX_TEXT);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && office->type->put_record (office, SHELF, self->ward, text, error);
}

/**
 * mado_move_order_drop:
 * @office: the office's backend, in a turn that writes
 * @ward: the name of a ward
 * @error: where to put what went wrong
 *
 * Returns: whether there is no order about it any more
 */
gboolean
mado_move_order_drop (MadoBackend *office, const char *ward, GError **error)
{
  return office->type->drop_record (office, SHELF, ward, error);
}
