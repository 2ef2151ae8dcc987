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

  return mado_wire_writer_finish (writer, error);
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

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_order = (MadoOrder) { g_strdup (terminal), kind, now };

  return TRUE;
}
