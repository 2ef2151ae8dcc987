/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads both of the files that a receiver can have signed: the statement of a step, and the receipt of a packet that
 * was opened. */

#include "mado-handover-statement.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-signed-json.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

/* Of which file a member is, and what a step of a hand-over calls it. */
static const struct {
  const char *format;
  const char *theirs;
  const char *ours;
} facts[] = {
  { MADO_STATEMENT_FORMAT, "media", "media" },     { MADO_STATEMENT_FORMAT, "records", "records" },
  { MADO_STATEMENT_FORMAT, "amount", "amount" },   { MADO_STATEMENT_FORMAT, "digest", "digest" },
  { MADO_STATEMENT_FORMAT, "seal", "seal" },       { MADO_STATEMENT_FORMAT, "bag", "bag" },
  { MADO_STATEMENT_FORMAT, "carrier", "carrier" }, { MADO_STATEMENT_FORMAT, "method", "method" },
  { MADO_STATEMENT_FORMAT, "witness", "witness" }, { MADO_RECEIPT_FORMAT, "records", "records" },
  { MADO_RECEIPT_FORMAT, "sha256", "digest" },     { MADO_RECEIPT_FORMAT, "total_amount", "amount" },
};

static const char *
get_format (yyjson_val *object)
{
  return mado_json_get_text (object, "format");
}

static gboolean
is_receipt (yyjson_val *object)
{
  return strcmp (get_format (object), MADO_RECEIPT_FORMAT) == 0;
}

/**
 * mado_handover_statement_get_step:
 * @object: (nullable): a statement or a receipt
 *
 * Returns: (transfer none): the step that it is of; "" where it is neither
 */
const char *
mado_handover_statement_get_step (yyjson_val *object)
{
  static const char *const steps[] = { "receive", "return", "erase", NULL };
  const char *step = mado_json_get_text (object, "step");

  if (is_receipt (object))
    return MADO_STATEMENT_CONFIRM;

  return strcmp (get_format (object), MADO_STATEMENT_FORMAT) == 0 && g_strv_contains (steps, step) ? step : "";
}

static yyjson_doc *
read_facts (yyjson_val *object)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++) {
    yyjson_val *value = yyjson_obj_get (object, facts[i].theirs);

    if (value != NULL && strcmp (facts[i].format, get_format (object)) == 0)
      yyjson_mut_obj_add_val (doc, root, facts[i].ours, yyjson_val_mut_copy (doc, value));
  }

  return yyjson_mut_doc_imut_copy (doc, NULL);
}

/**
 * mado_handover_statement_read:
 * @self: (out caller-allocates): takes what it says; its texts are those of @object
 * @object: what somebody brings
 *
 * Returns: whether it is a statement, or a receipt, that was signed as it stands: by whom, the register must say
 */
gboolean
mado_handover_statement_read (MadoHandoverStatement *self, yyjson_val *object)
{
  gboolean is_opened = is_receipt (object);

  *self = (MadoHandoverStatement) {
    .number = mado_json_get_text (object, is_opened ? "packet_id" : "number"),
    .step = mado_handover_statement_get_step (object),
    .by = mado_json_get_text (object, is_opened ? "received_by" : "by"),
    .at = mado_instant_from_iso (mado_json_get_text (object, is_opened ? "received" : "at")),
  };
  if (self->step[0] == '\0' || self->number[0] == '\0' || self->by[0] == '\0' || !mado_instant_is_valid (self->at) ||
      !mado_signed_json_verify (object, &self->signer, NULL))
    return FALSE;
  self->facts = read_facts (object);

  return TRUE;
}

/**
 * mado_handover_statement_clear:
 * @self: what was read
 */
void
mado_handover_statement_clear (MadoHandoverStatement *self)
{
  g_clear_pointer (&self->facts, yyjson_doc_free);
}
