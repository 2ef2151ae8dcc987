/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys from shares (HKDF) and keys locked by keys. */

#include "mado-base-error.h"
#include "mado-hex.h"
#include "mado-hkdf.h"
#include "mado-key-wrap.h"

#include <string.h>

/* @length bytes that count up from @first. */
static MadoSecret *
count_secret (guint8 first, gsize length)
{
  MadoSecret *secret = mado_secret_new (length);

  for (gsize i = 0; i < length; i++)
    mado_secret_get_bytes (secret)[i] = (guint8) (first + i);

  return secret;
}

static GBytes *
count_bytes (guint8 first, gsize length)
{
  g_autoptr (MadoSecret) secret = count_secret (first, length);

  return g_bytes_new (mado_secret_get_bytes (secret), length);
}

static MadoSecret *
open_hex (const char *hex)
{
  MadoSecret *secret = mado_secret_new (strlen (hex) / 2);

  g_assert_true (mado_hex_to_bytes (hex, mado_secret_get_bytes (secret), strlen (hex) / 2, NULL));

  return secret;
}

static void
assert_hkdf (const MadoSecret *const *shares, gsize n_shares, GBytes *salt, GBytes *purpose, const char *hex)
{
  g_autoptr (MadoSecret) expected = open_hex (hex);
  g_autoptr (MadoSecret) key =
      mado_hkdf_derive (shares, n_shares, salt, purpose, mado_secret_get_length (expected), NULL);

  g_assert_true (mado_secret_equals (key, expected));
}

static void
test_hkdf_examples_of_the_standard (void)
{
  /* RFC 5869, A.1 … A.3; the second in three shares */
  g_autoptr (MadoSecret) same = open_hex ("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
  g_autoptr (MadoSecret) one = count_secret (0, 32), two = count_secret (32, 32), three = count_secret (64, 16);
  const MadoSecret *const shares[] = { one, two, three }, *const share[] = { same };
  g_autoptr (GBytes) salt_1 = count_bytes (0, 13), purpose_1 = count_bytes (0xf0, 10);
  g_autoptr (GBytes) salt_2 = count_bytes (0x60, 80), purpose_2 = count_bytes (0xb0, 80);
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);

  assert_hkdf (share, 1, salt_1, purpose_1,
               "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  assert_hkdf (
      shares, 3, salt_2, purpose_2,
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c"
      "2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
  assert_hkdf (share, 1, none, none,
               "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  assert_hkdf (share, 1, NULL, none,
               "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

static void
test_every_share_and_the_purpose_matter (void)
{
  g_autoptr (MadoSecret) one = count_secret (0, 32), two = count_secret (32, 32), other = count_secret (33, 32);
  const MadoSecret *const shares[] = { one, two }, *const swapped[] = { two, one }, *const changed[] = { one, other };
  g_autoptr (GBytes) purpose = g_bytes_new_static ("data", 4), other_purpose = g_bytes_new_static ("blob", 4);
  g_autoptr (MadoSecret) key = mado_hkdf_derive (shares, 2, NULL, purpose, 32, NULL);
  g_autoptr (MadoSecret) key_swapped = mado_hkdf_derive (swapped, 2, NULL, purpose, 32, NULL);
  g_autoptr (MadoSecret) key_changed = mado_hkdf_derive (changed, 2, NULL, purpose, 32, NULL);
  g_autoptr (MadoSecret) key_other = mado_hkdf_derive (shares, 2, NULL, other_purpose, 32, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_secret_equals (key, key_swapped));
  g_assert_false (mado_secret_equals (key, key_changed));
  g_assert_false (mado_secret_equals (key, key_other));
  g_assert_null (mado_hkdf_derive (shares, 2, NULL, purpose, 255 * 32 + 1, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_FAILED);
}

static void
test_wrap_examples_of_the_standard (void)
{
  /* RFC 3394, 4.3, 4.5 and 4.6 */
  const char *const examples[][2] = {
    { "00112233445566778899aabbccddeeff", "64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7" },
    { "00112233445566778899aabbccddeeff0001020304050607",
      "a8f9bc1612c68b3ff6e6f4fbe30e71e4769c8b80a32cb8958cd5d17d6b254da1" },
    { "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
      "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21" },
  };
  g_autoptr (MadoSecret) wrapping = count_secret (0, 32);

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
    g_autoptr (MadoSecret) key = open_hex (examples[i][0]);
    g_autoptr (GBytes) wrapped = mado_key_wrap (wrapping, key, NULL);
    g_autofree char *hex = mado_hex_from_bytes (g_bytes_get_data (wrapped, NULL), g_bytes_get_size (wrapped));
    g_autoptr (MadoSecret) opened = mado_key_unwrap (wrapping, wrapped, NULL);

    g_assert_cmpstr (hex, ==, examples[i][1]);
    g_assert_true (mado_secret_equals (key, opened));
  }
}

static void
assert_stays_locked (const MadoSecret *wrapping, const guint8 *bytes, gsize length, int code)
{
  g_autoptr (GBytes) wrapped = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_key_unwrap (wrapping, wrapped, &error));
  g_assert_error (error, MADO_BASE_ERROR, code);
}

static void
test_another_key_or_any_flipped_bit_opens_nothing (void)
{
  g_autoptr (MadoSecret) wrapping = count_secret (0, 32), other = count_secret (1, 32), key = count_secret (9, 32);
  g_autoptr (GBytes) wrapped = mado_key_wrap (wrapping, key, NULL);
  guint8 bytes[40];

  g_assert_cmpuint (g_bytes_get_size (wrapped), ==, sizeof bytes);
  memcpy (bytes, g_bytes_get_data (wrapped, NULL), sizeof bytes);
  assert_stays_locked (other, bytes, sizeof bytes, MADO_BASE_ERROR_MISMATCH);
  assert_stays_locked (wrapping, bytes, sizeof bytes - 8, MADO_BASE_ERROR_MISMATCH);
  for (gsize bit = 0; bit < sizeof bytes * 8; bit++) {
    bytes[bit / 8] ^= (guint8) (1 << bit % 8);
    assert_stays_locked (wrapping, bytes, sizeof bytes, MADO_BASE_ERROR_MISMATCH);
    bytes[bit / 8] ^= (guint8) (1 << bit % 8);
  }
}

static void
test_wrong_lengths_are_refused (void)
{
  const gsize wrong_keys[] = { 0, 8, 15, 17, 33, 72, 4096 };
  const gsize wrong_wrapped[] = { 0, 7, 8, 16, 23, 25, 80, 4096 };
  const guint8 bytes[4096] = { 0 };
  g_autoptr (MadoSecret) wrapping = count_secret (0, 32), shorter = count_secret (0, 16);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong_keys); i++) {
    g_autoptr (MadoSecret) key = count_secret (0, wrong_keys[i]);

    g_assert_null (mado_key_wrap (wrapping, key, &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    g_clear_error (&error);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_wrapped); i++)
    assert_stays_locked (wrapping, bytes, wrong_wrapped[i], MADO_BASE_ERROR_INVALID);
  assert_stays_locked (shorter, bytes, 40, MADO_BASE_ERROR_INVALID);
  g_assert_null (mado_key_wrap (shorter, wrapping, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key/hkdf-examples-of-the-standard", test_hkdf_examples_of_the_standard);
  g_test_add_func ("/key/every-share-and-the-purpose-matter", test_every_share_and_the_purpose_matter);
  g_test_add_func ("/key/wrap-examples-of-the-standard", test_wrap_examples_of_the_standard);
  g_test_add_func ("/key/another-key-or-any-flipped-bit-opens-nothing",
                   test_another_key_or_any_flipped_bit_opens_nothing);
  g_test_add_func ("/key/wrong-lengths-are-refused", test_wrong_lengths_are_refused);

  return g_test_run ();
}
