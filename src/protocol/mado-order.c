/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a terminal is to do. */

#include "mado-order.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "order";

static const char *const names[] = { [MADO_ORDER_WORK] = "work", [MADO_ORDER_WIPE] = "wipe", NULL };

/**
 * mado_order_clear:
 * @self: an order
 */
void
mado_order_clear (MadoOrder *self)
{
  g_clear_pointer (&self->terminal, g_free);
  g_clear_pointer (&self->seal_to, g_free);
  g_clear_pointer (&self->signature, g_free);
}

/**
 * mado_order_write:
 * @self: an order
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_order_write (const MadoOrder *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_text (writer, "terminal", self->terminal, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "order", names[self->kind], MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_instant (writer, "now", self->now);
  mado_wire_writer_add_text (writer, "seal_to", self->seal_to, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "signature", self->signature, MADO_WIRE_MAX_TEXT);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_order_write_statement:
 * @self: an order, signed or not
 * @error: as mado_order_write()
 *
 * Returns: (transfer full) (nullable): what is signed of it: all but the signature
 */
GBytes *
mado_order_write_statement (const MadoOrder *self, GError **error)
{
  MadoOrder unsigned_order = *self;

  unsigned_order.signature = (char *) "";

  return mado_order_write (&unsigned_order, error);
}

/**
 * mado_order_read:
 * @text: bytes from anywhere
 * @out_order: (out caller-allocates): the order; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_order_read (GBytes *text, MadoOrder *out_order, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  const char *terminal = mado_wire_reader_get_text (reader, "terminal", MADO_WIRE_MAX_TEXT);
  const MadoOrderKind kind = (MadoOrderKind) mado_wire_reader_get_choice (reader, "order", names);
  const MadoInstant now = mado_wire_reader_get_instant (reader, "now");
  const char *seal_to = mado_wire_reader_get_text (reader, "seal_to", MADO_WIRE_MAX_TEXT);
  const char *signature = mado_wire_reader_get_text (reader, "signature", MADO_WIRE_MAX_TEXT);

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_order = (MadoOrder) { g_strdup (terminal), kind, now, g_strdup (seal_to), g_strdup (signature) };

  return TRUE;
}
