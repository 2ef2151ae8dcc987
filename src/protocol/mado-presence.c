/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who has what open. */

#include "mado-presence.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char request_what[] = "presence request";
static const char reply_what[] = "presence reply";

/**
 * mado_presence_clear:
 * @self: somebody's presence
 */
void
mado_presence_clear (MadoPresence *self)
{
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->terminal, g_free);
}

/**
 * mado_presences_new:
 *
 * Returns: (transfer full) (element-type MadoPresence): nobody
 */
GArray *
mado_presences_new (void)
{
  GArray *self = g_array_new (FALSE, TRUE, sizeof (MadoPresence));

  g_array_set_clear_func (self, (GDestroyNotify) mado_presence_clear);

  return self;
}

/**
 * mado_presence_request_write:
 * @self: a request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_presence_request_write (const MadoPresenceRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (request_what);

  mado_wire_writer_add_id (writer, "entity", self->entity);
  mado_wire_writer_add_flag (writer, "open", self->is_open);
  mado_wire_writer_add_flag (writer, "takes_over", self->takes_over);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_presence_request_read:
 * @text: bytes from anywhere
 * @out_request: (out caller-allocates): the request; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_presence_request_read (GBytes *text, MadoPresenceRequest *out_request, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (request_what, text);
  const MadoPresenceRequest request = {
    .entity = mado_wire_reader_get_id (reader, "entity"),
    .is_open = mado_wire_reader_get_flag (reader, "open"),
    .takes_over = mado_wire_reader_get_flag (reader, "takes_over"),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_request = request;

  return TRUE;
}

/**
 * mado_presence_reply_write:
 * @others: (element-type MadoPresence): who else has it open
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): the reply's text
 */
GBytes *
mado_presence_reply_write (const GArray *others, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (reply_what);

  mado_wire_writer_begin_list (writer, "others", others->len, MADO_PRESENCE_MAX);
  for (guint i = 0; i < others->len; i++) {
    const MadoPresence *other = &g_array_index (others, MadoPresence, i);

    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "account", other->account, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_text (writer, "terminal", other->terminal, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_flag (writer, "has_taken_over", other->has_taken_over);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_presence_reply_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoPresence): who else has it open
 */
GArray *
mado_presence_reply_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (reply_what, text);
  g_autoptr (GArray) others = mado_presences_new ();

  mado_wire_reader_begin_list (reader, "others", MADO_PRESENCE_MAX);
  while (mado_wire_reader_next (reader)) {
    const MadoPresence other = {
      .account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT)),
      .terminal = g_strdup (mado_wire_reader_get_text (reader, "terminal", MADO_WIRE_MAX_TEXT)),
      .has_taken_over = mado_wire_reader_get_flag (reader, "has_taken_over"),
    };

    g_array_append_val (others, other);
  }

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&others) : NULL;
}
