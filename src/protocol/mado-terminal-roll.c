/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Terminals as a list. */

#include "mado-terminal-roll.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "roll of terminals";

static const char *const stands[] = { "invited", "working", "revoked", "gone", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (stands) == MADO_TERMINAL_N_STANDS + 1);

/**
 * mado_terminal_line_clear:
 * @self: a line
 */
void
mado_terminal_line_clear (MadoTerminalLine *self)
{
  g_clear_pointer (&self->terminal, g_free);
  g_clear_pointer (&self->site, g_free);
  g_clear_pointer (&self->release, g_free);
  g_clear_pointer (&self->system, g_free);
}

static void
clear_line (gpointer data)
{
  mado_terminal_line_clear (data);
}

/**
 * mado_terminal_roll_new:
 *
 * Returns: (transfer full): no terminal
 */
MadoTerminalRoll *
mado_terminal_roll_new (void)
{
  MadoTerminalRoll *self = g_new0 (MadoTerminalRoll, 1);

  self->terminals = g_array_new (FALSE, TRUE, sizeof (MadoTerminalLine));
  g_array_set_clear_func (self->terminals, clear_line);

  return self;
}

/**
 * mado_terminal_roll_free:
 * @self: (transfer full): a roll
 */
void
mado_terminal_roll_free (MadoTerminalRoll *self)
{
  g_array_unref (self->terminals);
  g_free (self);
}

static void
write_line (const MadoTerminalLine *line, MadoWireWriter *writer)
{
  mado_wire_writer_add_text (writer, "terminal", line->terminal, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "site", line->site, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "stand", stands[line->stand], MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_flag (writer, "invited", line->is_invited);
  mado_wire_writer_add_instant (writer, "since", line->since);
  mado_wire_writer_add_instant (writer, "until", line->until);
  if (line->seen.microseconds != 0)
    mado_wire_writer_add_instant (writer, "seen", line->seen);
  if (line->release == NULL)
    return;
  mado_wire_writer_add_text (writer, "release", line->release, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "system", line->system, MADO_WIRE_MAX_TEXT);
}

/**
 * mado_terminal_roll_write:
 * @self: a roll
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_terminal_roll_write (const MadoTerminalRoll *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_begin_list (writer, "terminals", self->terminals->len, MADO_TERMINAL_ROLL_MAX);
  for (guint i = 0; i < self->terminals->len; i++) {
    mado_wire_writer_next (writer);
    write_line (&g_array_index (self->terminals, MadoTerminalLine, i), writer);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

static char *
dup_optional (MadoWireReader *reader, const char *name)
{
  return mado_wire_reader_has (reader, name) ? g_strdup (mado_wire_reader_get_text (reader, name, MADO_WIRE_MAX_TEXT))
                                             : NULL;
}

static void
read_line (MadoWireReader *reader, GArray *terminals)
{
  MadoTerminalLine line = {
    .terminal = g_strdup (mado_wire_reader_get_text (reader, "terminal", MADO_WIRE_MAX_TEXT)),
    .site = g_strdup (mado_wire_reader_get_text (reader, "site", MADO_WIRE_MAX_TEXT)),
    .stand = (MadoTerminalStand) mado_wire_reader_get_choice (reader, "stand", stands),
    .is_invited = mado_wire_reader_get_flag (reader, "invited"),
    .since = mado_wire_reader_get_instant (reader, "since"),
    .until = mado_wire_reader_get_instant (reader, "until"),
    .release = dup_optional (reader, "release"),
    .system = dup_optional (reader, "system"),
  };

  if (mado_wire_reader_has (reader, "seen"))
    line.seen = mado_wire_reader_get_instant (reader, "seen");
  g_array_append_val (terminals, line);
}

/**
 * mado_terminal_roll_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the roll
 */
MadoTerminalRoll *
mado_terminal_roll_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoTerminalRoll) self = mado_terminal_roll_new ();

  mado_wire_reader_begin_list (reader, "terminals", MADO_TERMINAL_ROLL_MAX);
  while (mado_wire_reader_next (reader))
    read_line (reader, self->terminals);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}
