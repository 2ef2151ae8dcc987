/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-base-error.h"
#include "mado-hex.h"
#include "mado-password.h"

#include <string.h>

static const MadoArgon2idCost cheap = { .memory = 64, .passes = 1, .lanes = 1 };

static MadoSecret *
make_secret (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return mado_secret_new_wiping (copy, strlen (text));
}

static MadoSecret *
make_repeated (guint8 byte, gsize length)
{
  MadoSecret *secret = mado_secret_new (length);

  memset (mado_secret_get_bytes (secret), byte, length);

  return secret;
}

static void
test_example_of_the_standard (void)
{
  /* RFC 9106, 5.3: with a secret and associated data */
  const MadoArgon2idCost cost = { .memory = 32, .passes = 3, .lanes = 4 };
  const guint8 context_bytes[12] = { 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4 };
  g_autoptr (MadoSecret) password = make_repeated (1, 32);
  g_autoptr (MadoSecret) salt_bytes = make_repeated (2, 16);
  g_autoptr (MadoSecret) secret = make_repeated (3, 8);
  g_autoptr (GBytes) salt = g_bytes_new (mado_secret_get_bytes (salt_bytes), 16);
  g_autoptr (GBytes) context = g_bytes_new (context_bytes, sizeof context_bytes);
  MadoArgon2idInput input = { .password = password, .salt = salt, .secret = secret, .context = context };
  g_autoptr (MadoSecret) key = mado_argon2id_derive (&input, &cost, 32, NULL);
  g_autofree char *hex = mado_hex_from_bytes (mado_secret_get_bytes (key), 32);

  g_assert_cmpstr (hex, ==, "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");

  input.secret = NULL;
  g_autoptr (MadoSecret) without_secret = mado_argon2id_derive (&input, &cost, 32, NULL);
  input.secret = secret;
  input.context = NULL;
  g_autoptr (MadoSecret) without_context = mado_argon2id_derive (&input, &cost, 32, NULL);
  g_assert_false (mado_secret_equals (key, without_secret));
  g_assert_false (mado_secret_equals (key, without_context));
  g_assert_false (mado_secret_equals (without_secret, without_context));
}

static void
test_cost_over_the_limits_is_refused (void)
{
  const MadoArgon2idCost costs[] = {
    { MADO_ARGON2ID_MAX_MEMORY + 1, 1, 1 },
    { 64, MADO_ARGON2ID_MAX_PASSES + 1, 1 },
    { 1024, 1, MADO_ARGON2ID_MAX_LANES + 1 },
    { G_MAXUINT32, G_MAXUINT32, G_MAXUINT32 },
  };
  const MadoArgon2idCost too_low[] = { { 64, 0, 1 }, { 64, 1, 0 }, { 7, 1, 1 }, { 31, 1, 4 } };
  g_autoptr (MadoSecret) password = make_secret ("password");

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (mado_password_hash (password, &costs[i], &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (too_low); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (mado_password_hash (password, &too_low[i], &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_FAILED);
    g_assert_true (g_str_has_prefix (error->message, "cannot derive a key: "));
  }
}

static void
test_hashes_of_others_are_understood (void)
{
  /* known answers of the algorithm's own authors */
  g_autoptr (MadoSecret) password = make_secret ("password");

  g_assert_true (mado_password_verify (
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", password, NULL));
  g_assert_true (mado_password_verify (
      "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc", password, NULL));
}

static void
test_only_the_password_opens (void)
{
  const char *const wrong[] = { "", "P@ssw0rd窓", "p@ssw0rd窓口", "P@ssw0rd窓口 ", "P@ssw0rd窓口\n" };
  g_autoptr (MadoSecret) password = make_secret ("P@ssw0rd窓口");
  g_autofree char *hash = mado_password_hash (password, &cheap, NULL);

  g_assert_true (g_str_has_prefix (hash, "$argon2id$v=19$m=64,t=1,p=1$"));
  g_assert_true (mado_password_verify (hash, password, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (MadoSecret) other = make_secret (wrong[i]);
    g_autoptr (GError) error = NULL;

    g_assert_false (mado_password_verify (hash, other, &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
  }
}

static void
test_two_hashes_of_one_password_differ (void)
{
  g_autoptr (MadoSecret) password = make_secret ("password");
  g_autofree char *one = mado_password_hash (password, &cheap, NULL);
  g_autofree char *other = mado_password_hash (password, &cheap, NULL);

  g_assert_cmpstr (one, !=, other);
}

static void
test_malformed_hashes_are_refused (void)
{
  const char *const wrong[] = {
    "",
    "password",
    "$",
    "$$$$$",
    "argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=1,x=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=0256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=+256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m= 256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=-256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=4294967552,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=1048577,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=33,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=17$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ=$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHR$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", /* bits behind the end */
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhb$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=1$c29t ZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXM$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR_uIPnA4rEsF5h7TKyQwu9U1bMCHGi_4", /* base64url */
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nQ", /* one byte: one password in 256 would fit */
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4$",
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\n",
    " $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
  };
  g_autofree char *long_salt = g_strnfill (4000, 'A');
  g_autofree char *longest = g_strdup_printf ("$argon2id$v=19$m=256,t=2,p=1$%s$nf65EOgLrQMR/uIPnA4rEg", long_salt);
  g_autoptr (MadoSecret) password = make_secret ("password");

  for (gsize i = 0; i <= G_N_ELEMENTS (wrong); i++) {
    const char *hash = i < G_N_ELEMENTS (wrong) ? wrong[i] : longest;
    g_autoptr (GError) error = NULL;

    g_assert_false (mado_password_verify (hash, password, &error));
    if (!g_error_matches (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID))
      g_test_fail_printf ("%.80s: %s", hash, error->message);
  }
  g_assert_true (mado_password_needs_rehash ("password", &cheap));
}

static void
test_another_cost_asks_for_a_new_hash (void)
{
  const char *const shorter[] = {
    "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", /* salt */
    "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",           /* tag */
  };
  const MadoArgon2idCost dearer[] = { { 128, 1, 1 }, { 64, 2, 1 }, { 64, 1, 2 } };
  g_autoptr (MadoSecret) password = make_secret ("password");
  g_autofree char *hash = mado_password_hash (password, &cheap, NULL);

  g_assert_false (mado_password_needs_rehash (hash, &cheap));
  for (gsize i = 0; i < G_N_ELEMENTS (dearer); i++)
    g_assert_true (mado_password_needs_rehash (hash, &dearer[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (shorter); i++)
    g_assert_true (mado_password_needs_rehash (shorter[i], &cheap));
}

static void
test_default_cost_is_not_below_what_owasp_asks (void)
{
  const MadoArgon2idCost *cost = mado_password_get_default_cost ();
  g_autoptr (MadoSecret) password = make_secret ("password");
  g_autofree char *hash = mado_password_hash (password, cost, NULL);

  g_assert_cmpuint (cost->memory, >=, 19 * 1024);
  g_assert_cmpuint (cost->passes, >=, 2);
  g_assert_true (mado_password_verify (hash, password, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/password/example-of-the-standard", test_example_of_the_standard);
  g_test_add_func ("/password/cost-over-the-limits-is-refused", test_cost_over_the_limits_is_refused);
  g_test_add_func ("/password/hashes-of-others-are-understood", test_hashes_of_others_are_understood);
  g_test_add_func ("/password/only-the-password-opens", test_only_the_password_opens);
  g_test_add_func ("/password/two-hashes-of-one-password-differ", test_two_hashes_of_one_password_differ);
  g_test_add_func ("/password/malformed-hashes-are-refused", test_malformed_hashes_are_refused);
  g_test_add_func ("/password/another-cost-asks-for-a-new-hash", test_another_cost_asks_for_a_new_hash);
  g_test_add_func ("/password/default-cost-is-not-below-what-owasp-asks",
                   test_default_cost_is_not_below_what_owasp_asks);

  return g_test_run ();
}
