/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-base-error.h"
#include "mado-signed-json.h"

static const char paper[] = "{\"b\":[1,\"見本\"],\"a\":{\"signature\":\"kept\"}}";

static MadoSigningKey *
make_key (guint8 number)
{
  MadoSecret *seed = mado_secret_new (MADO_SIGNING_SEED_SIZE);
  MadoSigningKey *key;

  memset (mado_secret_get_bytes (seed), number, MADO_SIGNING_SEED_SIZE);
  key = mado_signing_key_from_seed (seed, NULL);
  g_assert_nonnull (key);

  return key;
}

static GBytes *
sign (const char *text, gsize length, guint8 number)
{
  g_autoptr (MadoSigningKey) key = make_key (number);
  yyjson_doc *doc = yyjson_read (text, length, 0);
  g_autoptr (GError) error = NULL;
  GBytes *signed_text = mado_signed_json_sign (yyjson_doc_get_root (doc), key, &error);

  g_assert_no_error (error);
  yyjson_doc_free (doc);

  return signed_text;
}

static gboolean
verify (const char *text, gsize length, MadoPublicKey *out_signer, GError **error)
{
  yyjson_doc *doc = yyjson_read (text, length, 0);
  gboolean is_good = mado_signed_json_verify (yyjson_doc_get_root (doc), out_signer, error);

  yyjson_doc_free (doc);

  return is_good;
}

static void
what_was_signed_is_known_again (void)
{
  g_autoptr (MadoSigningKey) key = make_key (1);
  g_autoptr (GBytes) text = sign (paper, strlen (paper), 1);
  g_autoptr (GError) error = NULL;
  MadoPublicKey signer;

  g_assert_true (verify (g_bytes_get_data (text, NULL), g_bytes_get_size (text), &signer, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (signer.bytes, MADO_PUBLIC_KEY_SIZE, mado_signing_key_get_public (key)->bytes, MADO_PUBLIC_KEY_SIZE);
}

/* A signature that is there is replaced, never signed. */
static void
a_second_signature_signs_the_paper (void)
{
  g_autoptr (GBytes) once = sign (paper, strlen (paper), 1);
  g_autoptr (GBytes) other = sign (g_bytes_get_data (once, NULL), g_bytes_get_size (once), 2);
  g_autoptr (GBytes) again = sign (g_bytes_get_data (other, NULL), g_bytes_get_size (other), 1);

  g_assert_false (g_bytes_equal (once, other));
  g_assert_true (g_bytes_equal (once, again));
}

static void
no_changed_character_is_good (void)
{
  g_autoptr (GBytes) text = sign (paper, strlen (paper), 1);
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);

  for (gsize i = 0; i < length; i++) {
    g_autofree char *changed = g_memdup2 (bytes, length);
    g_autoptr (GError) error = NULL;
    MadoPublicKey signer;

    changed[i] ^= 1;
    g_assert_false (verify (changed, length, &signer, &error));
    g_assert_true (error->domain == MADO_BASE_ERROR);
  }
}

static void
without_a_signature_nothing_is_signed (void)
{
  static const char *const papers[] = { paper, "{}", "[]", "7", "", "{\"signature\":7}", "{\"signature\":{}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++) {
    g_autoptr (GError) error = NULL;
    MadoPublicKey signer;

    g_assert_false (verify (papers[i], strlen (papers[i]), &signer, &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signed-json/what-was-signed-is-known-again", what_was_signed_is_known_again);
  g_test_add_func ("/signed-json/a-second-signature-signs-the-paper", a_second_signature_signs_the_paper);
  g_test_add_func ("/signed-json/no-changed-character-is-good", no_changed_character_is_good);
  g_test_add_func ("/signed-json/without-a-signature-nothing-is-signed", without_a_signature_nothing_is_signed);

  return g_test_run ();
}
