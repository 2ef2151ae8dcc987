/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-signed-json.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

static const char letter[] = "{\"to\":\"ward\",\"count\":2,\"names\":[\"あ\",\"い\"]}";

static MadoSigningKey *
make_key (guint8 first)
{
  guint8 seed[MADO_SIGNING_SEED_SIZE] = { first };
  MadoSigningKey *key = mado_signing_key_from_seed (mado_secret_new_wiping (seed, sizeof seed), NULL);

  g_assert_nonnull (key);

  return key;
}

static yyjson_doc *
read_text (const char *text)
{
  yyjson_doc *doc = yyjson_read (text, strlen (text), 0);

  g_assert_nonnull (doc);

  return doc;
}

static char *
sign (const char *text, const MadoSigningKey *key)
{
  g_autoptr (yyjson_doc) doc = read_text (text);
  g_autoptr (GBytes) made = mado_signed_json_sign (yyjson_doc_get_root (doc), key, NULL);

  g_assert_nonnull (made);

  return g_strndup (g_bytes_get_data (made, NULL), g_bytes_get_size (made));
}

static gboolean
is_signed_by (const char *text, const MadoSigningKey *key)
{
  g_autoptr (yyjson_doc) doc = read_text (text);
  g_autoptr (GError) error = NULL;
  MadoPublicKey signer;
  const gboolean is_good = mado_signed_json_verify (yyjson_doc_get_root (doc), &signer, &error);

  g_assert_cmpint (is_good, ==, error == NULL);

  return is_good && memcmp (&signer, mado_signing_key_get_public (key), sizeof signer) == 0;
}

static char *
replace (const char *text, const char *old, const char *new)
{
  g_autoptr (GString) changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, old, new, 1), ==, 1);

  return g_string_free_and_steal (g_steal_pointer (&changed));
}

static void
test_signature_is_of_all_the_rest (void)
{
  static const char *const changes[][2] = {
    { "\"count\":2", "\"count\":3" },
    { "\"ward\"", "\"shop\"" },
    { "\"い\"", "\"う\"" },
    { "\"count\"", "\"amount\"" },
  };
  g_autoptr (MadoSigningKey) key = make_key (1);
  g_autofree char *text = sign (letter, key);

  g_assert_true (is_signed_by (text, key));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *changed = replace (text, changes[i][0], changes[i][1]);

    g_assert_false (is_signed_by (changed, key));
  }
}

static void
test_order_and_spaces_do_not_matter (void)
{
  g_autoptr (MadoSigningKey) key = make_key (1);
  g_autofree char *text = sign (letter, key);
  g_autofree char *same = sign ("{ \"names\": [\"あ\", \"い\"], \"count\": 2, \"to\": \"ward\" }", key);
  g_autofree char *spaced = replace (text, "\"count\":2", " \"count\" : 2 ");

  g_assert_cmpstr (text, ==, same);
  g_assert_true (is_signed_by (spaced, key));
}

static void
test_second_signature_replaces_the_first (void)
{
  g_autoptr (MadoSigningKey) first = make_key (1), second = make_key (2);
  g_autofree char *once = sign (letter, first);
  g_autofree char *twice = sign (once, second);
  g_autofree char *alone = sign (letter, second);

  g_assert_true (is_signed_by (twice, second));
  g_assert_false (is_signed_by (twice, first));
  g_assert_cmpstr (twice, ==, alone);
}

static void
test_what_is_no_signature_is_refused (void)
{
  static const char *const texts[] = {
    "{\"to\":\"ward\"}",
    "{\"to\":\"ward\",\"signature\":null}",
    "{\"to\":\"ward\",\"signature\":\"yes\"}",
    "{\"to\":\"ward\",\"signature\":{}}",
    "{\"to\":\"ward\",\"signature\":{\"key\":\"00\",\"value\":\"00\"}}",
  };
  g_autoptr (MadoSigningKey) key = make_key (1);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (is_signed_by (texts[i], key));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signed-json/signature-is-of-all-the-rest", test_signature_is_of_all_the_rest);
  g_test_add_func ("/signed-json/order-and-spaces-do-not-matter", test_order_and_spaces_do_not_matter);
  g_test_add_func ("/signed-json/second-signature-replaces-the-first", test_second_signature_replaces_the_first);
  g_test_add_func ("/signed-json/what-is-no-signature-is-refused", test_what_is_no_signature_is_refused);

  return g_test_run ();
}
