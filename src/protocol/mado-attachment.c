/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an attachment belongs to. */

#include "mado-attachment.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "attachment";

/**
 * mado_attachment_write:
 * @self: an attachment
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_attachment_write (const MadoAttachment *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_id (writer, "entity", self->entity);
  mado_wire_writer_add_text (writer, "item", self->item, MADO_WIRE_MAX_TEXT);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_attachment_read:
 * @text: bytes from anywhere
 * @out_attachment: (out caller-allocates): the attachment; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_attachment_read (GBytes *text, MadoAttachment *out_attachment, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_auto (MadoAttachment) attachment = {
    .entity = mado_wire_reader_get_id (reader, "entity"),
    .item = g_strdup (mado_wire_reader_get_text (reader, "item", MADO_WIRE_MAX_TEXT)),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  out_attachment->entity = attachment.entity;
  out_attachment->item = g_steal_pointer (&attachment.item);

  return TRUE;
}

/**
 * mado_attachment_clear:
 * @self: an attachment
 */
void
mado_attachment_clear (MadoAttachment *self)
{
  g_clear_pointer (&self->item, g_free);
}
