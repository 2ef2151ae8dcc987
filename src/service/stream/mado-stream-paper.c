/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A paper whose bytes a terminal did not send before its end belongs where the log says, and to nothing else: it comes
 * as its author would have sent it, if he still may. */

#include "mado-stream-paper.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-json-member.h"
#include "mado-operation.h"
#include "mado-stream-private.h"

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot take the paper that was handed in: %s", flaw);

  return FALSE;
}

/**
 * mado_paper_place_clear:
 * @self: a place; holds nothing afterwards
 */
void
mado_paper_place_clear (MadoPaperPlace *self)
{
  g_clear_pointer (&self->author, g_free);
  mado_attachment_clear (&self->attachment);
}

/* --- what the log says -------------------------------------------------------------------------------------------- */

static gboolean
find_entry (MadoStreamTurn *turn, MadoId operation, MadoStoredEntry **out_entry, GError **error)
{
  g_autoptr (MadoStoredEntry) entry = NULL;
  gint64 stream = 0;

  if (!turn->backend->type->find_operation (turn->backend, operation, &stream, &entry, error))
    return FALSE;
  if (entry == NULL || stream != turn->stand.number)
    return refuse (error, "the operation that attached it is not in the log: take the envelopes of operations first");
  if (entry->payload == NULL)
    return refuse (error, "what it was attached to has been erased");
  *out_entry = g_steal_pointer (&entry);

  return TRUE;
}

static gboolean
check_header (const MadoLogHeader *header, const MadoUnsentPaper *paper, GError **error)
{
  if (strcmp (header->terminal, paper->terminal) != 0)
    return refuse (error, "it was attached at another terminal than that which handed it in");
  if (strcmp (header->actor, paper->administrator) == 0)
    return refuse (error, "whoever did it does not have it taken himself");
  if (header->outcome != MADO_OUTCOME_APPLIED && header->outcome != MADO_OUTCOME_CONVERGED)
    return refuse (error, "the operation that attached it was not done");

  return TRUE;
}

static gboolean
read_attachment (GBytes *payload, const MadoHash *hash, MadoAttachment *out_attachment, GError **error)
{
  static const char *const kinds[] = { "case.attach", "case.cover", "handover.attach", NULL };
  gconstpointer text = g_bytes_get_data (payload, NULL);
  g_autoptr (MadoOperation) operation = mado_operation_read (text, g_bytes_get_size (payload), error);
  yyjson_val *body = operation != NULL ? mado_operation_get_body (operation) : NULL;
  g_autofree char *hex = mado_hash_to_hex (hash);

  if (operation == NULL)
    return FALSE;
  if (!g_strv_contains (kinds, mado_operation_get_header (operation)->kind) ||
      strcmp (mado_json_get_text (body, "hash"), hex) != 0)
    return refuse (error, "the operation that it names attached something else");
  *out_attachment = (MadoAttachment) {
    .entity = mado_operation_get_header (operation)->entity,
    .item = g_strdup (mado_json_get_text (body, "item")),
  };

  return TRUE;
}

/* Roles are those of today: who lost them, or his account, attaches nothing any more. */
static gboolean
check_rights (
    MadoStream *self, MadoBackend *backend, const MadoUnsentPaper *paper, const MadoPaperPlace *place, GError **error)
{
  const MadoAccountRoles *accounts = &self->accounts;
  g_auto (GStrv) roles = NULL;
  MadoAttachmentRights rights;
  MadoCaller caller = { .terminal = paper->terminal };

  if (accounts->find_roles != NULL &&
      !accounts->find_roles (accounts->user_data, backend, self->name, place->author, &roles, error))
    return FALSE;
  caller.person = (MadoPerson) { place->author, (const char *const *) roles };
  if (!mado_stream_judge_attachment (self, backend, &caller, &place->attachment, &paper->hash, &rights, error))
    return FALSE;

  return rights.may_attach || refuse (error, "its author may not attach anything there now");
}

/**
 * mado_stream_place_paper:
 * @self: a stream with a programme
 * @backend: a backend, in a turn that writes
 * @paper: what was handed in, from where, and who has it taken
 * @out_place: (out caller-allocates): what it belongs to, and whose it is
 * @error: %MADO_BASE_ERROR_INVALID where it cannot be taken
 *
 * Returns: whether it may be kept
 */
gboolean
mado_stream_place_paper (
    MadoStream *self, MadoBackend *backend, const MadoUnsentPaper *paper, MadoPaperPlace *out_place, GError **error)
{
  g_autoptr (MadoStoredEntry) entry = NULL;
  g_autoptr (MadoLogText) text = NULL;
  g_auto (MadoPaperPlace) place = { 0 };
  MadoStreamTurn turn;

  if (!mado_stream_turn_open (self, backend, &turn, error) || !find_entry (&turn, paper->operation, &entry, error))
    return FALSE;
  text = mado_log_text_read (entry->header, error);
  if (text == NULL || !check_header (mado_log_text_get_header (text), paper, error) ||
      !read_attachment (entry->payload, &paper->hash, &place.attachment, error))
    return FALSE;
  place.author = g_strdup (mado_log_text_get_header (text)->actor);
  if (!check_rights (self, backend, paper, &place, error))
    return FALSE;
  *out_place = place;
  place = (MadoPaperPlace) { 0 };

  return TRUE;
}

/* --- the log's word on it ----------------------------------------------------------------------------------------- */

static GBytes *
write_note (const MadoUnsentPaper *paper, const MadoPaperPlace *place, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *hash = mado_hash_to_hex (&paper->hash);
  char operation[MADO_ID_TEXT_SIZE];
  GBytes *text;

  mado_id_to_text (paper->operation, operation);
  yyjson_mut_obj_add_str (doc, root, "account", place->author);
  yyjson_mut_obj_add_str (doc, root, "attachment", hash);
  yyjson_mut_obj_add_str (doc, root, "operation", operation);
  yyjson_mut_obj_add_str (doc, root, "terminal", paper->terminal);
  text = mado_canonical_json_from_value (root, error);
  yyjson_mut_doc_free (doc);

  return text;
}

/**
 * mado_stream_note_paper:
 * @self: a stream
 * @backend: a backend, in a turn that writes
 * @paper: that is whole now
 * @place: of it
 * @error: where to put what went wrong
 *
 * Returns: whether the log says who wanted it taken
 */
gboolean
mado_stream_note_paper (
    MadoStream *self, MadoBackend *backend, const MadoUnsentPaper *paper, const MadoPaperPlace *place, GError **error)
{
  g_autoptr (GBytes) payload = write_note (paper, place, error);
  const MadoLogHeader header = { .kind = MADO_STREAM_TAKE_UNSENT, .actor = paper->administrator, .terminal = "" };

  return payload != NULL && mado_stream_note (self, backend, &header, payload, error);
}
