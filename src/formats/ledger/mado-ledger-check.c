/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds a bundle against its own chain, the signatures in it and the order of a hand-over's steps. */

#include "mado-ledger-check.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-handover-statement.h"
#include "mado-json-member.h"
#include "mado-ledger-bundle.h"
#include "mado-ledger-chain.h"
#include "mado-packet-error.h"
#include "mado-packet-opening.h"
#include "mado-signed-json.h"

typedef struct {
  const GArray *keys;
  GHashTable *steps; /* hand-over → (element-type utf8): the last step that moved it */
  GHashTable *ids;   /* of operations */
  guint64 place;
  MadoFindings *findings;
} Check;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static void
find (const Check *check, const char *code)
{
  mado_findings_add (check->findings, code, check->place, 0, NULL);
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

/* What a step comes after; the others come after anything. */
static const struct {
  const char *step;
  const char *after[3];
} orders[] = {
  { "make", { "" } },
  { "seal", { "make" } },
  { "carry", { "seal" } },
  { "receive", { "carry" } },
  { "store", { "receive", "store" } },
  { "return", { "receive", "store" } },
  { "erase", { "receive", "store" } },
  { "close", { "return", "erase" } },
  { "print", { "make" } },
  { "enclose", { "print" } },
  { "deliver", { "enclose", "inspect" } },
  { "inspect", { "deliver" } },
  { "hand_back", { "inspect" } },
  { "post", { "hand_back" } },
};

static gboolean
comes_after (gsize order, const char *last)
{
  for (gsize i = 0; i < G_N_ELEMENTS (orders[order].after); i++)
    if (orders[order].after[i] != NULL && strcmp (orders[order].after[i], last) == 0)
      return TRUE;

  return FALSE;
}

static void
follow (Check *check, const char *handover, const char *step)
{
  const char *found = g_hash_table_lookup (check->steps, handover), *last = found != NULL ? found : "";
  gsize order = 0;

  while (order < G_N_ELEMENTS (orders) && strcmp (orders[order].step, step) != 0)
    order++;
  if (order == G_N_ELEMENTS (orders) ? found == NULL : !comes_after (order, last))
    find (check, MADO_LEDGER_FINDING_STEP);
  if (order < G_N_ELEMENTS (orders))
    g_hash_table_insert (check->steps, g_strdup (handover), (gpointer) orders[order].step);
}

/* --- operations -------------------------------------------------------------------------------------------------- */

/* What stands beside the operation is what the operation says, member for member. */
static gboolean
says_the_same (yyjson_val *entry, const MadoOperation *operation)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *facts = yyjson_mut_obj (doc);
  yyjson_mut_obj_iter iter;

  mado_ledger_write_facts (doc, facts, operation);
  iter = yyjson_mut_obj_iter_with (facts);
  for (yyjson_mut_val *key = yyjson_mut_obj_iter_next (&iter); key != NULL; key = yyjson_mut_obj_iter_next (&iter))
    if (!yyjson_equals_str (yyjson_obj_get (entry, yyjson_mut_get_str (key)),
                            yyjson_mut_get_str (yyjson_mut_obj_iter_get_val (key))))
      return FALSE;

  return TRUE;
}

/* The daily count is the one step that nobody signs. */
static void
check_signature (const Check *check, const MadoOperation *operation, const char *step)
{
  MadoPublicKey signer;

  if (!mado_operation_is_signed (operation) && strcmp (step, "count") == 0)
    return;
  if (!mado_operation_verify (operation, &signer, NULL) || !mado_packet_check_signer (&signer, check->keys, NULL))
    find (check, MADO_LEDGER_FINDING_SIGNATURE);
}

/* What a receiver signed elsewhere is proven by itself, and moves the hand-over as if he had come. */
static const char *
check_statement (const Check *check, const MadoOperation *operation)
{
  yyjson_val *object = yyjson_obj_get (mado_operation_get_body (operation), "statement");
  g_auto (MadoHandoverStatement) statement = { 0 };

  if (!mado_handover_statement_read (&statement, object) ||
      !mado_packet_check_signer (&statement.signer, check->keys, NULL))
    find (check, MADO_LEDGER_FINDING_SIGNATURE);

  return mado_handover_statement_get_step (object);
}

static void
check_entry (Check *check, yyjson_val *entry)
{
  const char *text = mado_json_get_text (entry, "operation"), *step = mado_json_get_text (entry, "step");
  g_autoptr (MadoOperation) operation = mado_operation_read (text, strlen (text), NULL);

  if (operation == NULL || !mado_ledger_takes (operation) || !says_the_same (entry, operation)) {
    find (check, MADO_LEDGER_FINDING_OPERATION);
    return;
  }

  char *id = g_malloc (MADO_ID_TEXT_SIZE);

  mado_id_to_text (mado_operation_get_header (operation)->id, id);
  if (!g_hash_table_add (check->ids, id))
    find (check, MADO_LEDGER_FINDING_TWICE);
  check_signature (check, operation, step);
  follow (check, mado_json_get_text (entry, "handover"),
          strcmp (step, "attest") == 0 ? check_statement (check, operation) : step);
}

/* --- the bundle -------------------------------------------------------------------------------------------------- */

static void
check_bundle (const Check *check, yyjson_val *root)
{
  MadoPublicKey signer;

  if (!mado_signed_json_verify (root, &signer, NULL) || !mado_packet_check_signer (&signer, check->keys, NULL))
    find (check, MADO_LEDGER_FINDING_BUNDLE);
}

static void
check_head (const Check *check, yyjson_val *root, const MadoHash *anchor, MadoHash *out_head)
{
  yyjson_val *last = yyjson_arr_get_last (yyjson_obj_get (root, "entries"));
  const char *hash = last != NULL ? mado_json_get_text (last, "hash") : MADO_LEDGER_FIRST;

  *out_head = (MadoHash) { { 0 } };
  if (strcmp (mado_json_get_text (root, "head"), hash) != 0 || !mado_hash_from_hex (hash, out_head, NULL) ||
      (anchor != NULL && !mado_hash_equals (out_head, anchor)))
    find (check, MADO_LEDGER_FINDING_HEAD);
}

static void
check_root (Check *check, yyjson_val *root, const MadoHash *anchor, MadoLedgerFound *found)
{
  yyjson_val *entries = yyjson_obj_get (root, "entries");
  yyjson_arr_iter iter = yyjson_arr_iter_with (entries);

  check_bundle (check, root);
  check_head (check, root, anchor, &found->head);
  mado_ledger_check_chain (entries, check->findings);
  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    check->place++;
    check_entry (check, entry);
  }
  found->n_entries = (gint64) check->place;
  found->n_handovers = (gint64) g_hash_table_size (check->steps);
}

/**
 * mado_ledger_check:
 * @bundle: bytes from outside
 * @keys: (element-type MadoPublicKey): of whoever signs steps, and of whoever exports
 * @anchor: (nullable): the last hash as it stands on the paper
 * @out_found: (out): what there is
 * @findings: takes all that does not hold; without an error in it the ledger is proven
 * @error: %MADO_PACKET_ERROR_FORMAT: it is no bundle
 *
 * Returns: whether it could be looked through
 */
gboolean
mado_ledger_check (GBytes *bundle,
                   const GArray *keys,
                   const MadoHash *anchor,
                   MadoLedgerFound *out_found,
                   MadoFindings *findings,
                   GError **error)
{
  g_autoptr (GHashTable) steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check check = { keys, steps, ids, 0, findings };
  g_autoptr (yyjson_doc) doc = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (bundle, &length);

  if (mado_canonical_json_is_canonical (bytes, length))
    doc = yyjson_read (bytes, length, 0);

  yyjson_val *root = yyjson_doc_get_root (doc);

  if (strcmp (mado_json_get_text (root, "format"), MADO_LEDGER_FORMAT) != 0 ||
      !yyjson_is_arr (yyjson_obj_get (root, "entries"))) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT, "the file is no exported ledger");
    return FALSE;
  }
  check_root (&check, root, anchor, out_found);

  return TRUE;
}
