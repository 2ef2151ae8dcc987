/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts as a list. */

#include "mado-access-roll.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "roll of accounts";

static void
clear_account (gpointer data)
{
  MadoAccountLine *line = data;

  g_free (line->account);
  g_clear_pointer (&line->grants, g_ptr_array_unref);
}

static void
clear_proposal (gpointer data)
{
  MadoProposalLine *line = data;

  g_free (line->account);
  g_free (line->kind);
  g_free (line->by);
}

/**
 * mado_access_roll_new:
 *
 * Returns: (transfer full): nobody
 */
MadoAccessRoll *
mado_access_roll_new (void)
{
  MadoAccessRoll *self = g_new0 (MadoAccessRoll, 1);

  self->accounts = g_array_new (FALSE, TRUE, sizeof (MadoAccountLine));
  g_array_set_clear_func (self->accounts, clear_account);
  self->proposals = g_array_new (FALSE, TRUE, sizeof (MadoProposalLine));
  g_array_set_clear_func (self->proposals, clear_proposal);

  return self;
}

/**
 * mado_access_roll_free:
 * @self: (transfer full): a roll
 */
void
mado_access_roll_free (MadoAccessRoll *self)
{
  g_array_unref (self->accounts);
  g_array_unref (self->proposals);
  g_free (self);
}

static void
write_accounts (const GArray *accounts, MadoWireWriter *writer)
{
  mado_wire_writer_begin_list (writer, "accounts", accounts->len, MADO_ACCESS_MAX_ACCOUNTS);
  for (guint i = 0; i < accounts->len; i++) {
    const MadoAccountLine *line = &g_array_index (accounts, MadoAccountLine, i);

    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "account", line->account, MADO_WIRE_MAX_TEXT);
    mado_grants_write (line->grants, writer, "grants");
    mado_wire_writer_add_instant (writer, "changed", line->changed);
    mado_wire_writer_add_flag (writer, "administrator", line->is_administrator);
    mado_wire_writer_add_flag (writer, "overseer", line->is_overseer);
    mado_wire_writer_add_flag (writer, "second_factor", line->has_second_factor);
    mado_wire_writer_add_flag (writer, "must_change", line->must_change);
    mado_wire_writer_add_flag (writer, "closed", line->is_closed);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);
}

/**
 * mado_access_roll_write:
 * @self: a roll
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_access_roll_write (const MadoAccessRoll *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  write_accounts (self->accounts, writer);
  mado_wire_writer_begin_list (writer, "proposals", self->proposals->len, MADO_ACCESS_MAX_ACCOUNTS);
  for (guint i = 0; i < self->proposals->len; i++) {
    const MadoProposalLine *line = &g_array_index (self->proposals, MadoProposalLine, i);

    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "account", line->account, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_text (writer, "kind", line->kind, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_text (writer, "by", line->by, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_instant (writer, "until", line->until);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

static void
read_account (MadoWireReader *reader, GArray *accounts)
{
  const MadoAccountLine line = {
    .account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT)),
    .grants = mado_grants_read (reader, "grants"),
    .changed = mado_wire_reader_get_instant (reader, "changed"),
    .is_administrator = mado_wire_reader_get_flag (reader, "administrator"),
    .is_overseer = mado_wire_reader_get_flag (reader, "overseer"),
    .has_second_factor = mado_wire_reader_get_flag (reader, "second_factor"),
    .must_change = mado_wire_reader_get_flag (reader, "must_change"),
    .is_closed = mado_wire_reader_get_flag (reader, "closed"),
  };

  g_array_append_val (accounts, line);
}

static void
read_proposal (MadoWireReader *reader, GArray *proposals)
{
  const MadoProposalLine line = {
    .account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT)),
    .kind = g_strdup (mado_wire_reader_get_text (reader, "kind", MADO_WIRE_MAX_TEXT)),
    .by = g_strdup (mado_wire_reader_get_text (reader, "by", MADO_WIRE_MAX_TEXT)),
    .until = mado_wire_reader_get_instant (reader, "until"),
  };

  g_array_append_val (proposals, line);
}

/**
 * mado_access_roll_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the roll
 */
MadoAccessRoll *
mado_access_roll_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoAccessRoll) self = mado_access_roll_new ();

  mado_wire_reader_begin_list (reader, "accounts", MADO_ACCESS_MAX_ACCOUNTS);
  while (mado_wire_reader_next (reader))
    read_account (reader, self->accounts);
  mado_wire_reader_begin_list (reader, "proposals", MADO_ACCESS_MAX_ACCOUNTS);
  while (mado_wire_reader_next (reader))
    read_proposal (reader, self->proposals);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}
