/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Proposals, as JSON on their shelf. */

#include "mado-proposal.h"

#include "mado-shelf.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "proposal"

static const char what[] = "proposal record";
static const char *const kind_names[] = { [MADO_PROPOSAL_RESET] = "reset", [MADO_PROPOSAL_RAISE] = "raise", NULL };

/**
 * mado_proposal_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its word
 */
const char *
mado_proposal_kind_get_name (MadoProposalKind kind)
{
  return kind_names[kind];
}

/**
 * mado_proposal_free:
 * @self: (transfer full): a proposal
 */
void
mado_proposal_free (MadoProposal *self)
{
  g_free (self->account);
  g_free (self->by);
  g_free (self);
}

static gpointer
read_proposal (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoProposal) self = g_new0 (MadoProposal, 1);

  self->kind = mado_wire_reader_get_choice (reader, "kind", kind_names);
  self->account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT));
  self->by = g_strdup (mado_wire_reader_get_text (reader, "by", MADO_WIRE_MAX_TEXT));
  self->until = mado_wire_reader_get_instant (reader, "until");
  self->is_administrator = mado_wire_reader_get_flag (reader, "administrator");
  self->is_overseer = mado_wire_reader_get_flag (reader, "overseer");

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_proposal_put:
 * @self: a proposal
 * @backend: in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether it waits for its second person, in the place of the one before
 */
gboolean
mado_proposal_put (const MadoProposal *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) text = NULL;

  mado_wire_writer_add_text (writer, "kind", kind_names[self->kind], MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "account", self->account, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "by", self->by, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_instant (writer, "until", self->until);
  mado_wire_writer_add_flag (writer, "administrator", self->is_administrator);
  mado_wire_writer_add_flag (writer, "overseer", self->is_overseer);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && backend->type->put_record (backend, SHELF, self->account, text, error);
}

/**
 * mado_proposal_find:
 * @backend: in a turn
 * @account: about whom
 * @now: official time
 * @out_proposal: (out) (transfer full) (nullable): what waits; %NULL: nothing, or nothing any more
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_proposal_find (
    MadoBackend *backend, const char *account, MadoInstant now, MadoProposal **out_proposal, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (MadoProposal) proposal = NULL;

  if (!backend->type->find_record (backend, SHELF, account, &text, error))
    return FALSE;
  if (text != NULL && (proposal = read_proposal (text, error)) == NULL)
    return FALSE;
  *out_proposal =
      proposal != NULL && now.microseconds < proposal->until.microseconds ? g_steal_pointer (&proposal) : NULL;

  return TRUE;
}

/**
 * mado_proposal_drop:
 * @backend: in a turn that writes
 * @account: about whom
 * @error: where to put what went wrong
 *
 * Returns: whether nothing about him waits
 */
gboolean
mado_proposal_drop (MadoBackend *backend, const char *account, GError **error)
{
  return backend->type->drop_record (backend, SHELF, account, error);
}

/**
 * mado_proposal_list:
 * @backend: in a turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoProposal): all of them, those whose time is over, too
 */
GPtrArray *
mado_proposal_list (MadoBackend *backend, GError **error)
{
  return mado_shelf_list (backend, SHELF, read_proposal, (GDestroyNotify) mado_proposal_free, error);
}
