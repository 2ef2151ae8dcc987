/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Operations: read, written, signed, and worth nothing once a byte of them is another. */

#include <string.h>

#include "mado-base-error.h"
#include "mado-operation.h"

#define ID "0195eeb1-5a00-7abc-8def-0123456789ab"
#define ENTITY "0195eeb1-5a00-7abc-8def-0123456789ac"
#define GROUP "0195eeb1-5a00-7abc-8def-0123456789ad"

/* All but the group, each member by itself. */
#define ACTOR "\"actor\":\"a-01\","
#define BASE "\"base\":3,"
#define BODY "\"body\":{\"edits\":[]},"
#define IDS "\"entity\":\"" ENTITY "\",\"id\":\"" ID "\","
#define KIND "\"kind\":\"case.edit\","
#define TERMINAL "\"terminal\":\"t-01\","
#define TIME "\"time\":1746061200000"
#define PLAIN "{" ACTOR BASE BODY IDS KIND TERMINAL TIME "}"

static MadoOperation *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  MadoOperation *operation = mado_operation_read (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (operation);

  return operation;
}

static char *
dup_text (const MadoOperation *operation)
{
  GBytes *text = mado_operation_get_text (operation);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

static MadoSigningKey *
make_key (char letter)
{
  g_autofree char *seed = g_strnfill (MADO_SIGNING_SEED_SIZE, letter);

  return mado_signing_key_from_seed (mado_secret_new_wiping (seed, MADO_SIGNING_SEED_SIZE), NULL);
}

static void
test_read (void)
{
  g_autoptr (MadoOperation) operation = read_good (PLAIN);
  const MadoOperationHeader *header = mado_operation_get_header (operation);
  g_autofree char *text = dup_text (operation);

  g_assert_true (mado_id_compare (header->id, mado_id_from_text (ID)) == 0);
  g_assert_true (mado_id_compare (header->entity, mado_id_from_text (ENTITY)) == 0);
  g_assert_false (mado_id_is_valid (header->group));
  g_assert_cmpstr (header->kind, ==, "case.edit");
  g_assert_cmpint (header->base, ==, 3);
  g_assert_cmpstr (header->actor, ==, "a-01");
  g_assert_cmpstr (header->terminal, ==, "t-01");
  g_assert_cmpint (header->time, ==, G_GINT64_CONSTANT (1746061200000));
  g_assert_true (yyjson_is_arr (yyjson_obj_get (mado_operation_get_body (operation), "edits")));
  g_assert_false (mado_operation_is_signed (operation));
  g_assert_cmpstr (text, ==, PLAIN);
}

static void
test_what_is_no_operation (void)
{
  static const char *const texts[] = {
    "",
    "{}",
    "[]",
    "{" BASE BODY IDS KIND TERMINAL TIME "}",
    "{\"actor\":\"\"," BASE BODY IDS KIND TERMINAL TIME "}",
    "{" ACTOR BODY IDS KIND TERMINAL TIME "}",
    "{" ACTOR "\"base\":-1," BODY IDS KIND TERMINAL TIME "}",
    "{" ACTOR "\"base\":\"3\"," BODY IDS KIND TERMINAL TIME "}",
    "{" ACTOR BASE IDS KIND TERMINAL TIME "}",
    "{" ACTOR BASE "\"body\":[]," IDS KIND TERMINAL TIME "}",
    "{" ACTOR BASE BODY "\"id\":\"" ID "\"," KIND TERMINAL TIME "}",
    "{" ACTOR BASE BODY "\"entity\":\"" ENTITY "\"," KIND TERMINAL TIME "}",
    "{" ACTOR BASE BODY "\"entity\":\"" ENTITY "\",\"id\":\"1\"," KIND TERMINAL TIME "}",
    "{" ACTOR BASE BODY IDS TERMINAL TIME "}",
    "{" ACTOR BASE BODY IDS "\"kind\":\"\"," TERMINAL TIME "}",
    "{" ACTOR BASE BODY IDS KIND TIME "}",
    "{" ACTOR BASE BODY IDS KIND "\"terminal\":\"\"," TIME "}",
    "{" ACTOR BASE BODY IDS KIND "\"terminal\":\"t-01\"}",
    "{" ACTOR BASE BODY IDS KIND TERMINAL "\"time\":\"now\"}",
    "{" ACTOR BASE BODY "\"entity\":\"" ENTITY "\",\"group\":\"all\",\"id\":\"" ID "\"," KIND TERMINAL TIME "}",
    "{" BASE ACTOR BODY IDS KIND TERMINAL TIME "}",
    "{" ACTOR BASE BODY IDS KIND TERMINAL TIME " }",
    PLAIN "\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", texts[i]);
    g_assert_null (mado_operation_read (texts[i], strlen (texts[i]), &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  }
}

/* Newer terminals may say more. */
static void
test_unknown_members_stay (void)
{
  static const char more[] = "{" ACTOR BASE BODY IDS KIND TERMINAL TIME ",\"zone\":\"x\"}";
  g_autoptr (MadoOperation) operation = read_good (more);
  g_autofree char *text = dup_text (operation);

  g_assert_cmpstr (text, ==, more);
}

static char *
make_long (gsize length)
{
  gsize frame = strlen ("{" ACTOR BASE "\"body\":{\"text\":\"\"}," IDS KIND TERMINAL TIME "}");
  g_autofree char *filling = g_strnfill (length - frame, 'a');

  return g_strconcat ("{" ACTOR BASE "\"body\":{\"text\":\"", filling, "\"}," IDS KIND TERMINAL TIME "}", NULL);
}

static void
test_length_has_a_limit (void)
{
  g_autofree char *longest = make_long (MADO_OPERATION_MAX_LENGTH);
  g_autofree char *longer = make_long (MADO_OPERATION_MAX_LENGTH + 1);
  g_autoptr (MadoOperation) operation = read_good (longest);

  g_assert_null (mado_operation_read (longer, strlen (longer), NULL));
}

static void
test_new_is_as_read (void)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  MadoOperationHeader header = {
    .id = mado_id_from_text (ID),
    .entity = mado_id_from_text (ENTITY),
    .kind = "case.edit",
    .base = 3,
    .actor = "a-01",
    .terminal = "t-01",
    .time = G_GINT64_CONSTANT (1746061200000),
  };

  yyjson_mut_obj_add_arr (doc, body, "edits");

  g_autoptr (MadoOperation) operation = mado_operation_new (&header, body, NULL);
  g_autofree char *text = dup_text (operation);

  g_assert_cmpstr (text, ==, PLAIN);
  header.group = mado_id_from_text (GROUP);

  g_autoptr (MadoOperation) grouped = mado_operation_new (&header, body, NULL);

  g_assert_true (mado_id_compare (mado_operation_get_header (grouped)->group, header.group) == 0);
  yyjson_mut_doc_free (doc);
}

/* A signature makes it longer: what nobody could read is not written. */
static void
test_nothing_too_long_is_written (void)
{
  g_autofree char *text = make_long (MADO_OPERATION_MAX_LENGTH);
  g_autoptr (MadoSigningKey) key = make_key ('a');
  g_autoptr (MadoOperation) longest = read_good (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_operation_sign (longest, key, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
}

static void
test_sign_and_verify (void)
{
  g_autoptr (MadoSigningKey) key = make_key ('a');
  g_autoptr (MadoOperation) plain = read_good (PLAIN);
  g_autoptr (MadoOperation) operation = mado_operation_sign (plain, key, NULL);
  g_autoptr (GError) error = NULL;
  MadoPublicKey signer;

  g_assert_true (mado_operation_is_signed (operation));
  g_assert_true (mado_operation_verify (operation, &signer, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (&signer, sizeof signer, mado_signing_key_get_public (key), sizeof signer);
  g_assert_false (mado_operation_verify (plain, &signer, &error));
  g_assert_nonnull (error);
}

/* Whoever signs what is signed puts his signature in the place of the other's. */
static void
test_second_signature_is_over_the_rest (void)
{
  g_autoptr (MadoSigningKey) first = make_key ('a');
  g_autoptr (MadoSigningKey) second = make_key ('b');
  g_autoptr (MadoOperation) plain = read_good (PLAIN);
  g_autoptr (MadoOperation) signed_once = mado_operation_sign (plain, first, NULL);
  g_autoptr (MadoOperation) signed_twice = mado_operation_sign (signed_once, second, NULL);
  g_autoptr (MadoOperation) by_second = mado_operation_sign (plain, second, NULL);
  MadoPublicKey signer;

  g_assert_true (mado_operation_verify (signed_twice, &signer, NULL));
  g_assert_cmpmem (&signer, sizeof signer, mado_signing_key_get_public (second), sizeof signer);
  g_assert_true (g_bytes_equal (mado_operation_get_text (signed_twice), mado_operation_get_text (by_second)));
}

/* Every letter and digit of the text is one that counts. */
static void
test_tampered_text_is_not_signed (void)
{
  g_autoptr (MadoSigningKey) key = make_key ('a');
  g_autoptr (MadoOperation) plain = read_good (PLAIN);
  g_autoptr (MadoOperation) operation = mado_operation_sign (plain, key, NULL);
  g_autofree char *text = dup_text (operation);
  guint n_read = 0;

  for (char *at = text; *at != '\0'; at++) {
    char was = *at;

    if (!g_ascii_isalnum (was))
      continue;
    *at = was == '1' ? '2' : '1';

    g_autoptr (MadoOperation) tampered = mado_operation_read (text, strlen (text), NULL);
    MadoPublicKey signer;

    *at = was;
    if (tampered == NULL)
      continue;
    n_read++;
    g_assert_false (mado_operation_verify (tampered, &signer, NULL));
  }
  g_assert_cmpuint (n_read, >, 100);
}

static void
test_key_of_another_is_not_the_signer (void)
{
  g_autoptr (MadoSigningKey) key = make_key ('a');
  g_autoptr (MadoSigningKey) other = make_key ('b');
  g_autoptr (MadoOperation) plain = read_good (PLAIN);
  g_autoptr (MadoOperation) operation = mado_operation_sign (plain, key, NULL);
  g_autofree char *text = dup_text (operation);
  g_autofree char *hex = mado_public_key_to_hex (mado_signing_key_get_public (key));
  g_autofree char *other_hex = mado_public_key_to_hex (mado_signing_key_get_public (other));

  memcpy (strstr (text, hex), other_hex, strlen (hex));

  g_autoptr (MadoOperation) forged = read_good (text);
  MadoPublicKey signer;

  g_assert_false (mado_operation_verify (forged, &signer, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operation/read", test_read);
  g_test_add_func ("/operation/what-is-no-operation", test_what_is_no_operation);
  g_test_add_func ("/operation/unknown-members-stay", test_unknown_members_stay);
  g_test_add_func ("/operation/length-has-a-limit", test_length_has_a_limit);
  g_test_add_func ("/operation/nothing-too-long-is-written", test_nothing_too_long_is_written);
  g_test_add_func ("/operation/new-is-as-read", test_new_is_as_read);
  g_test_add_func ("/operation/sign-and-verify", test_sign_and_verify);
  g_test_add_func ("/operation/second-signature-is-over-the-rest", test_second_signature_is_over_the_rest);
  g_test_add_func ("/operation/tampered-text-is-not-signed", test_tampered_text_is_not_signed);
  g_test_add_func ("/operation/key-of-another-is-not-the-signer", test_key_of_another_is_not_the_signer);

  return g_test_run ();
}
