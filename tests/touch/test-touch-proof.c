/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was signed with a security key is proven wherever a signature is: in an operation, and in an exported ledger by
 * whoever has the public key alone. */

#include <string.h>

#include "mado-ledger-bundle.h"
#include "mado-ledger-check.h"
#include "mado-operation.h"
#include "mado-touch-key.h"
#include "programme-sample.h"
#include "soft-key.h"

static MadoSigningKey *
enrol (void)
{
  g_autoptr (GError) error = NULL;
  MadoSigningKey *key;

  soft_keys_reset ();
  key = mado_touch_key_enrol (&error);
  g_assert_no_error (error);

  return key;
}

static MadoOperation *
sign_operation (const MadoSigningKey *key)
{
  static const guint8 random[MADO_ID_RANDOM_SIZE] = { 1 };
  const MadoId id = mado_id_build ((MadoInstant) { G_GINT64_CONSTANT (1763600280000000) }, random);
  const MadoOperationHeader header = { id, id, "handover.make", 0, "a-012", "t-01", 1763600280000, id };
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOperation) plain = mado_operation_new (&header, yyjson_mut_obj (doc), &error);
  MadoOperation *operation = mado_operation_sign (plain, key, &error);

  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);

  return operation;
}

/* Returns: whether the operation still counts where @old stands as @by */
static gboolean
verify_with (const MadoOperation *operation, const char *old, const char *by, MadoPublicKey *out_signer)
{
  gsize length;
  const char *bytes = g_bytes_get_data (mado_operation_get_text (operation), &length);
  g_autoptr (GString) text = g_string_new_len (bytes, (gssize) length);
  g_autoptr (MadoOperation) read = NULL;

  g_assert_cmpuint (g_string_replace (text, old, by, 0), ==, 1);
  read = mado_operation_read (text->str, text->len, NULL);

  return read != NULL && mado_operation_verify (read, out_signer, NULL);
}

static void
test_operation_is_signed_with_it (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();
  g_autoptr (MadoOperation) operation = sign_operation (key);
  MadoPublicKey signer;

  g_assert_true (verify_with (operation, "0100000008\"", "0100000008\"", &signer));
  g_assert_cmpmem (&signer, sizeof signer, mado_signing_key_get_public (key), sizeof signer);
  g_assert_false (verify_with (operation, "0100000008\"", "0100000009\"", &signer));
  g_assert_false (verify_with (operation, "0100000008\"", "0000000008\"", &signer));
  g_assert_false (verify_with (operation, "0100000008\"", "0500000008\"", &signer));
  g_assert_false (verify_with (operation, "0100000008\"", "\"", &signer)); /* as if a key in a file had signed */
  g_assert_false (verify_with (operation, "\"key\":\"f2", "\"key\":\"", &signer));
  g_assert_false (verify_with (operation, "a-012", "a-013", &signer));
}

/* --- an exported ledger ------------------------------------------------------------------------------------------- */

static GBytes *export (const MadoSigningKey *key)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  g_autoptr (MadoLedgerBundle) bundle = mado_ledger_bundle_new (programme);
  g_autoptr (MadoOperation) operation = sign_operation (key);
  g_autoptr (GError) error = NULL;
  GBytes *text;

  g_assert_true (mado_ledger_bundle_add (bundle, operation));
  text = mado_ledger_bundle_sign (bundle, (MadoInstant) { G_GINT64_CONSTANT (1763600400000000) }, key, &error);
  g_assert_no_error (error);

  return text;
}

static void
assert_findings (GBytes *bundle, const MadoPublicKey *signer, const char *expected)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  MadoLedgerFound ledger;

  g_array_append_vals (keys, signer, 1);
  g_assert_true (mado_ledger_check (bundle, keys, NULL, &ledger, findings, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    g_string_append_printf (found, "%s ", mado_findings_get (findings, i)->code);
  g_assert_cmpstr (found->str, ==, expected);
}

static GBytes *
change (GBytes *bundle, const char *old, const char *by)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bundle, NULL), g_bytes_get_size (bundle));
  char *changed = programme_sample_replace (text, old, by);

  return g_bytes_new_take (changed, strlen (changed));
}

static void
test_exported_ledger_is_proven (void)
{
  g_autoptr (MadoSigningKey) key = enrol ();
  MadoPublicKey signer = *mado_signing_key_get_public (key);
  g_autoptr (GBytes) bundle = export (key);
  g_autoptr (GBytes) other_entry = change (bundle, "0100000008", "0100000007");
  g_autoptr (GBytes) other_bundle = change (bundle, "0100000009", "0100000008");

  assert_findings (bundle, &signer, "");
  assert_findings (other_entry, &signer, "E_BUNDLE E_HASH E_SIGNATURE ");
  assert_findings (other_bundle, &signer, "E_BUNDLE ");
  signer.kind = MADO_SIGNING_FILE; /* the list has the same key, as one of a file */
  assert_findings (bundle, &signer, "E_BUNDLE E_SIGNATURE ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/touch-proof/operation-is-signed-with-it", test_operation_is_signed_with_it);
  g_test_add_func ("/touch-proof/exported-ledger-is-proven", test_exported_ledger_is_proven);

  return g_test_run ();
}
