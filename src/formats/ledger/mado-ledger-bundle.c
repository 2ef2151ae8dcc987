/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the operations on hand-overs into a chain, in the order of the log. */

#include "mado-ledger-bundle.h"

#include <string.h>

#include "mado-ledger-chain.h"
#include "mado-signed-json.h"

#define KIND "handover."

struct _MadoLedgerBundle {
  yyjson_mut_doc *doc;
  yyjson_mut_val *root;
  yyjson_mut_val *entries;
  guint64 n_entries;
  char *head;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

/**
 * mado_ledger_bundle_new:
 * @programme: whose ledger it is
 *
 * Returns: (transfer full): a ledger without entries
 */
MadoLedgerBundle *
mado_ledger_bundle_new (const MadoProgramme *programme)
{
  MadoLedgerBundle *self = g_new0 (MadoLedgerBundle, 1);

  self->doc = yyjson_mut_doc_new (NULL);
  self->root = yyjson_mut_obj (self->doc);
  self->head = g_strdup (MADO_LEDGER_FIRST);
  yyjson_mut_doc_set_root (self->doc, self->root);
  yyjson_mut_obj_add_str (self->doc, self->root, "format", MADO_LEDGER_FORMAT);
  yyjson_mut_obj_add_strcpy (self->doc, self->root, "ward", programme->identity.ward);
  yyjson_mut_obj_add_strcpy (self->doc, self->root, "programme", programme->identity.id);
  self->entries = yyjson_mut_obj_add_arr (self->doc, self->root, "entries");

  return self;
}

/**
 * mado_ledger_bundle_free:
 * @self: (nullable) (transfer full): a ledger
 */
void
mado_ledger_bundle_free (MadoLedgerBundle *self)
{
  if (self == NULL)
    return;

  yyjson_mut_doc_free (self->doc);
  g_free (self->head);
  g_free (self);
}

/**
 * mado_ledger_takes:
 * @operation: an operation
 *
 * Returns: whether it is a step of a hand-over
 */
gboolean
mado_ledger_takes (const MadoOperation *operation)
{
  return g_str_has_prefix (mado_operation_get_header (operation)->kind, KIND);
}

/**
 * mado_ledger_write_facts:
 * @doc: what @entry is of
 * @entry: an object; takes what an entry says of an operation, and the operation as it was signed
 * @operation: a step of a hand-over
 */
void
mado_ledger_write_facts (yyjson_mut_doc *doc, yyjson_mut_val *entry, const MadoOperation *operation)
{
  const MadoOperationHeader *header = mado_operation_get_header (operation);
  const MadoInstant time = { header->time * 1000 };
  GBytes *text = mado_operation_get_text (operation);
  char at[MADO_INSTANT_ISO_SIZE], handover[MADO_ID_TEXT_SIZE];

  mado_instant_to_iso (time, at);
  mado_id_to_text (header->entity, handover);
  yyjson_mut_obj_add_strcpy (doc, entry, "at", at);
  yyjson_mut_obj_add_strcpy (doc, entry, "by", header->actor);
  yyjson_mut_obj_add_strcpy (doc, entry, "handover", handover);
  yyjson_mut_obj_add_strcpy (doc, entry, "step", header->kind + strlen (KIND));
  yyjson_mut_obj_add_strncpy (doc, entry, "operation", g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/**
 * mado_ledger_bundle_add:
 * @self: a ledger
 * @operation: an operation that was done, the next in the log
 *
 * Returns: whether it was taken: an operation on anything else is not
 */
gboolean
mado_ledger_bundle_add (MadoLedgerBundle *self, const MadoOperation *operation)
{
  yyjson_mut_val *entry;
  MadoHash hash;

  if (!mado_ledger_takes (operation))
    return FALSE;
  entry = yyjson_mut_arr_add_obj (self->doc, self->entries);
  yyjson_mut_obj_add_sint (self->doc, entry, "seq", (gint64) ++self->n_entries);
  mado_ledger_write_facts (self->doc, entry, operation);

  g_autoptr (yyjson_doc) read = yyjson_mut_val_imut_copy (entry, NULL);

  if (!mado_ledger_hash_entry (yyjson_doc_get_root (read), self->head, &hash))
    g_return_val_if_reached (FALSE);
  yyjson_mut_obj_add_strcpy (self->doc, entry, "prev", self->head);
  g_free (self->head);
  self->head = mado_hash_to_hex (&hash);
  yyjson_mut_obj_add_strcpy (self->doc, entry, "hash", self->head);

  return TRUE;
}

/**
 * mado_ledger_bundle_get_count:
 * @self: a ledger
 *
 * Returns: how many entries it has
 */
guint64
mado_ledger_bundle_get_count (const MadoLedgerBundle *self)
{
  return self->n_entries;
}

/**
 * mado_ledger_bundle_get_head:
 * @self: a ledger
 *
 * Returns: (transfer none): the hash of its last entry, for the paper
 */
const char *
mado_ledger_bundle_get_head (const MadoLedgerBundle *self)
{
  return self->head;
}

/**
 * mado_ledger_bundle_sign:
 * @self: a ledger, which is finished then
 * @now: the time
 * @key: whoever exports it
 * @error: where to put why it cannot be signed, as where it is too large for one bundle
 *
 * Returns: (transfer full): the bundle, canonical JSON
 */
GBytes *
mado_ledger_bundle_sign (MadoLedgerBundle *self, MadoInstant now, const MadoSigningKey *key, GError **error)
{
  char exported[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (now, exported);
  yyjson_mut_obj_add_strcpy (self->doc, self->root, "exported", exported);
  yyjson_mut_obj_add_strcpy (self->doc, self->root, "head", self->head);

  g_autoptr (yyjson_doc) doc = yyjson_mut_doc_imut_copy (self->doc, NULL);

  return mado_signed_json_sign (yyjson_doc_get_root (doc), key, error);
}
