/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exported ledgers: the chain of the vectors, a bundle of signed steps, and every way to change one. */

#include <string.h>

#include "mado-ledger-bundle.h"
#include "mado-ledger-chain.h"
#include "mado-ledger-check.h"
#include "mado-packet-error.h"
#include "mado-packet-statement.h"
#include "packet-sample.h"
#include "programme-sample.h"

#define EXPORTER 9
#define GIVER 1
#define RECEIVER 2
#define STRANGER 3

static void
assert_findings (const MadoFindings *findings, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    g_string_append_printf (text, "%s%s %d", i > 0 ? ", " : "", finding->code, (int) finding->record);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

#define ONE "\"quantity\": \"1通\"" /* as it stands in one entry */

/* --- the vectors ------------------------------------------------------------------------------------------------- */

static void
check_vectors (const char *old, const char *by, gboolean is_third_removed, const char *expected)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "vectors", "media-ledger.vectors.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  g_autofree char *changed = programme_sample_replace (text, old, by);
  yyjson_doc *doc = yyjson_read (changed, strlen (changed), 0);
  yyjson_mut_doc *copy = yyjson_doc_mut_copy (doc, NULL);
  yyjson_mut_val *chain = yyjson_mut_obj_get (yyjson_mut_doc_get_root (copy), "chain");

  if (is_third_removed)
    yyjson_mut_arr_remove (chain, 2);

  yyjson_doc *entries = yyjson_mut_val_imut_copy (chain, NULL);

  mado_ledger_check_chain (yyjson_doc_get_root (entries), findings);
  assert_findings (findings, expected);
  yyjson_doc_free (entries);
  yyjson_mut_doc_free (copy);
  yyjson_doc_free (doc);
}

static void
the_chain_is_that_of_the_vectors (void)
{
  check_vectors (ONE, ONE, FALSE, "");
  check_vectors (ONE, "\"quantity\": \"2通\"", FALSE, "E_HASH 2");
  check_vectors (ONE, ONE, TRUE, "E_SEQ 3, E_PREV 3");
  check_vectors (ONE, "\"quantity\": [1]", FALSE, "E_VALUE 2");
}

/* --- a bundle ---------------------------------------------------------------------------------------------------- */

/* What a receiver signed elsewhere: "receive:3" was signed by the third key. */
static void
add_statement (yyjson_mut_doc *doc, yyjson_mut_val *body, const char *step, guint8 signer)
{
  const MadoPacketStatement statement = { "P-1", step, "w-01", { G_GINT64_CONSTANT (1763600280000000) }, 1 };
  g_autoptr (MadoSigningKey) key = packet_sample_key (signer);
  g_autoptr (GBytes) text = mado_packet_statement_write (&statement, key, NULL);
  yyjson_doc *read = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);

  yyjson_mut_obj_add_val (doc, body, "statement", yyjson_val_mut_copy (doc, yyjson_doc_get_root (read)));
  yyjson_doc_free (read);
}

static MadoOperation *
step (const char *kind, guint8 entity, guint8 number, guint8 signer, const char *attested)
{
  const guint8 random[MADO_ID_RANDOM_SIZE] = { number, entity };
  const guint8 own[MADO_ID_RANDOM_SIZE] = { entity };
  const MadoInstant time = { G_GINT64_CONSTANT (1763600280000000) + number };
  const MadoOperationHeader header = {
    .id = mado_id_build (time, random),
    .entity = mado_id_build ((MadoInstant) { G_GINT64_CONSTANT (1763600000000000) }, own),
    .kind = kind,
    .base = number,
    .actor = "a-012",
    .terminal = "t-01",
    .time = time.microseconds / 1000,
  };
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  g_autoptr (GError) error = NULL;
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  g_auto (GStrv) words = g_strsplit (attested != NULL ? attested : "", ":", 2);
  g_autoptr (MadoOperation) plain = NULL;

  if (attested != NULL)
    add_statement (doc, body, words[0], (guint8) (words[1][0] - '0'));
  plain = mado_operation_new (&header, body, &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);
  if (signer == 0)
    return g_steal_pointer (&plain);

  g_autoptr (MadoSigningKey) key = packet_sample_key (signer);

  return mado_operation_sign (plain, key, NULL);
}

/* Steps as "make 1,seal 1": of which hand-over; whoever is on the list signs, but for the steps at @odd. */
static GBytes *
export_steps_as (const char *steps, guint odd, guint8 odd_signer, guint8 exporter)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  g_autoptr (MadoLedgerBundle) bundle = mado_ledger_bundle_new (programme);
  g_autoptr (MadoSigningKey) key = packet_sample_key (exporter);
  g_auto (GStrv) parts = g_strsplit (steps, ",", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; parts[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (parts[i], " ", 3);
    g_autofree char *kind = g_strconcat ("handover.", words[0], NULL);
    guint8 signer = i + 1 == odd ? odd_signer : i % 2 == 0 ? GIVER : RECEIVER;
    g_autoptr (MadoOperation) operation = step (kind, (guint8) (words[1][0] - '0'), (guint8) i, signer, words[2]);

    g_assert_true (mado_ledger_bundle_add (bundle, operation));
  }

  GBytes *text = mado_ledger_bundle_sign (bundle, (MadoInstant) { 1763600400000000 }, key, &error);

  g_assert_no_error (error);

  return text;
}

static GBytes *
export_steps (const char *steps, guint odd, guint8 odd_signer)
{
  return export_steps_as (steps, odd, odd_signer, EXPORTER);
}

static void
assert_checked (GBytes *bundle, const MadoHash *anchor, const char *expected)
{
  static const guint8 known[] = { EXPORTER, GIVER, RECEIVER };
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  MadoLedgerFound found;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autoptr (MadoSigningKey) key = packet_sample_key (known[i]);

    g_array_append_val (keys, *mado_signing_key_get_public (key));
  }
  g_assert_true (mado_ledger_check (bundle, keys, anchor, &found, findings, &error));
  g_assert_no_error (error);
  assert_findings (findings, expected);
}

static void
assert_steps (const char *steps, guint odd, guint8 odd_signer, const char *expected)
{
  g_autoptr (GBytes) bundle = export_steps (steps, odd, odd_signer);

  assert_checked (bundle, NULL, expected);
}

#define WHOLE "make 1,make 2,seal 1,carry 1,receive 1,seal 2,correct 1,store 1,count 2,return 1,close 1"

static void
what_was_exported_is_proven (void)
{
  assert_steps (WHOLE, 0, 0, "");
  assert_steps ("make 1,seal 1,carry 1,receive 1,erase 1,close 1", 0, 0, "");
}

static void
steps_are_signed_by_the_register (void)
{
  assert_steps (WHOLE, 4, STRANGER, "E_SIGNATURE 4");
  assert_steps (WHOLE, 4, 0, "E_SIGNATURE 4");
  assert_steps (WHOLE, 9, 0, ""); /* the daily count is not signed */
}

static void
a_step_that_is_missing_is_missed (void)
{
  assert_steps ("make 1,carry 1", 0, 0, "E_STEP 2");
  assert_steps ("make 1,seal 1,receive 1", 0, 0, "E_STEP 3");
  assert_steps ("make 1,make 1", 0, 0, "E_STEP 2");
  assert_steps ("make 1,seal 1,carry 1,receive 1,close 1", 0, 0, "E_STEP 5");
  assert_steps ("seal 1", 0, 0, "E_STEP 1");
  assert_steps ("correct 1", 0, 0, "E_STEP 1");
}

/* A receiver who had no program: his step counts as if he had come, and his own signature is proven, too. */
static void
what_was_signed_elsewhere_is_proven (void)
{
  assert_steps ("make 1,seal 1,carry 1,attest 1 receive:2,attest 1 return:2,close 1", 0, 0, "");
  assert_steps ("make 1,seal 1,carry 1,attest 1 receive:3,store 1", 0, 0, "E_SIGNATURE 4");
  assert_steps ("make 1,seal 1,carry 1,attest 1 receive:2,attest 1 receive:2", 0, 0, "E_STEP 5");
  assert_steps ("make 1,seal 1,attest 1 receive:2", 0, 0, "E_STEP 3");
  assert_steps ("make 1,seal 1,carry 1,attest 1 receive:2", 4, STRANGER, "E_SIGNATURE 4");
  assert_steps ("make 1,seal 1,carry 1,attest 1", 0, 0, "E_SIGNATURE 4");
}

static GBytes *
change (GBytes *bundle, const char *old, const char *by)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bundle, NULL), g_bytes_get_size (bundle));
  char *changed = programme_sample_replace (text, old, by);

  return g_bytes_new_take (changed, strlen (changed));
}

static void
what_is_changed_is_named_by_its_place (void)
{
  g_autoptr (GBytes) bundle = export_steps ("make 1,seal 1,carry 1", 0, 0);
  g_autoptr (GBytes) other_step = change (bundle, "\"step\":\"seal\"", "\"step\":\"store\"");
  g_autoptr (GBytes) other_ward = change (bundle, "shinjuku", "shibuya");
  g_autoptr (GBytes) other_seq = change (bundle, "\"seq\":2", "\"seq\":7");

  assert_checked (other_step, NULL, "E_BUNDLE 0, E_HASH 2, E_OPERATION 2, E_STEP 3");
  assert_checked (other_ward, NULL, "E_BUNDLE 0");
  assert_checked (other_seq, NULL, "E_BUNDLE 0, E_SEQ 2, E_HASH 2");
}

static void
only_who_is_on_the_list_exports (void)
{
  g_autoptr (GBytes) bundle = export_steps_as (WHOLE, 0, 0, STRANGER);

  assert_checked (bundle, NULL, "E_BUNDLE 0");
}

/* A count may come any number of times: but the same count once. */
static void
a_step_stands_there_once (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  g_autoptr (MadoLedgerBundle) bundle = mado_ledger_bundle_new (programme);
  g_autoptr (MadoSigningKey) key = packet_sample_key (EXPORTER);
  g_autoptr (MadoOperation) make = step ("handover.make", 1, 0, GIVER, NULL);
  g_autoptr (MadoOperation) count = step ("handover.count", 1, 1, 0, NULL);
  g_autoptr (MadoOperation) again = step ("handover.count", 1, 2, 0, NULL);
  g_autoptr (GBytes) text = NULL;

  g_assert_true (mado_ledger_bundle_add (bundle, make));
  g_assert_true (mado_ledger_bundle_add (bundle, count));
  g_assert_true (mado_ledger_bundle_add (bundle, again));
  g_assert_true (mado_ledger_bundle_add (bundle, count));
  text = mado_ledger_bundle_sign (bundle, (MadoInstant) { 1763600400000000 }, key, NULL);
  assert_checked (text, NULL, "E_TWICE 4");
}

/* Whoever has an exporter's key can leave out the end, and everything after it agrees: but not with the paper. */
static void
the_paper_holds_the_end (void)
{
  g_autoptr (GBytes) bundle = export_steps ("make 1,seal 1", 0, 0);
  const MadoHash other = { { 7 } };

  assert_checked (bundle, &other, "E_HEAD 0");
}

static void
what_is_no_bundle_is_refused (void)
{
  static const char *const texts[] = { "",
                                       "{}",
                                       "[]",
                                       "{\"format\":\"madoguchi-ledger/1\"}",
                                       "{\"entries\":[], \"format\":\"madoguchi-ledger/1\"}",
                                       "{\"entries\":[],\"format\":\"madoguchi-ledger/2\"}" };
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bundle = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    g_autoptr (GError) error = NULL;
    MadoLedgerFound found;

    g_assert_false (mado_ledger_check (bundle, keys, NULL, &found, findings, &error));
    g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/chain/that-of-the-vectors", the_chain_is_that_of_the_vectors);
  g_test_add_func ("/ledger/what-was-exported-is-proven", what_was_exported_is_proven);
  g_test_add_func ("/ledger/steps-are-signed-by-the-register", steps_are_signed_by_the_register);
  g_test_add_func ("/ledger/a-step-that-is-missing-is-missed", a_step_that_is_missing_is_missed);
  g_test_add_func ("/ledger/what-was-signed-elsewhere-is-proven", what_was_signed_elsewhere_is_proven);
  g_test_add_func ("/ledger/what-is-changed-is-named-by-its-place", what_is_changed_is_named_by_its_place);
  g_test_add_func ("/ledger/only-who-is-on-the-list-exports", only_who_is_on_the_list_exports);
  g_test_add_func ("/ledger/a-step-stands-there-once", a_step_stands_there_once);
  g_test_add_func ("/ledger/the-paper-holds-the-end", the_paper_holds_the_end);
  g_test_add_func ("/ledger/what-is-no-bundle-is-refused", what_is_no_bundle_is_refused);

  return g_test_run ();
}
