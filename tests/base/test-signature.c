/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-base-error.h"
#include "mado-hex.h"
#include "mado-signature.h"

#include <string.h>

typedef struct {
  const char *seed;
  const char *public_key;
  const char *message;
  const char *signature;
} Vector;

/* RFC 8032, 7.1 */
static const Vector vectors[] = {
  { "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2465"
    "5"
    "141438e7a100b" },
  { "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb0"
    "0"
    "d291612bb0c00" },
  { "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc0"
    "2"
    "7beceea1ec40a" },
};

static MadoSigningKey *
open_key (const char *hex)
{
  guint8 seed[MADO_SIGNING_SEED_SIZE];

  g_assert_true (mado_hex_to_bytes (hex, seed, sizeof seed, NULL));
  MadoSigningKey *key = mado_signing_key_from_seed (mado_secret_new_wiping (seed, sizeof seed), NULL);
  g_assert_nonnull (key);

  return key;
}

static void
test_examples_of_the_standard (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    g_autoptr (MadoSigningKey) key = open_key (vectors[i].seed);
    g_autofree char *public_key = mado_public_key_to_hex (mado_signing_key_get_public (key));
    gsize length = strlen (vectors[i].message) / 2;
    guint8 message[8];
    MadoSignature signature;
    MadoPublicKey signer;

    g_assert_cmpstr (public_key, ==, vectors[i].public_key);
    g_assert_true (mado_hex_to_bytes (vectors[i].message, message, length, NULL));
    g_assert_true (mado_signing_key_sign (key, message, length, &signature, NULL));
    g_autofree char *hex = mado_signature_to_hex (&signature);
    g_assert_cmpstr (hex, ==, vectors[i].signature);

    g_assert_true (mado_signature_from_hex (vectors[i].signature, &signature, NULL));
    g_assert_true (mado_public_key_from_hex (vectors[i].public_key, &signer, NULL));
    g_assert_true (mado_signature_verify (&signature, &signer, message, length, NULL));
  }
}

static void
assert_does_not_verify (const MadoSignature *signature, const MadoPublicKey *signer, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_signature_verify (signature, signer, message, strlen (message), &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
}

static void
test_any_flipped_bit_breaks_it (void)
{
  const char message[] = "{\"op\":1}";
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  MadoPublicKey signer = *mado_signing_key_get_public (key);
  MadoSignature signature;
  char altered[] = "{\"op\":1}";

  g_assert_true (mado_signing_key_sign (key, message, strlen (message), &signature, NULL));
  g_assert_true (mado_signature_verify (&signature, &signer, message, strlen (message), NULL));
  for (gsize bit = 0; bit < MADO_SIGNATURE_SIZE * 8; bit++) {
    signature.bytes[bit / 8] ^= (guint8) (1 << bit % 8);
    assert_does_not_verify (&signature, &signer, message);
    signature.bytes[bit / 8] ^= (guint8) (1 << bit % 8);
  }
  for (gsize bit = 0; bit < MADO_PUBLIC_KEY_SIZE * 8; bit++) {
    signer.bytes[bit / 8] ^= (guint8) (1 << bit % 8);
    assert_does_not_verify (&signature, &signer, message);
    signer.bytes[bit / 8] ^= (guint8) (1 << bit % 8);
  }
  altered[5] ^= 1;
  assert_does_not_verify (&signature, &signer, altered);
  assert_does_not_verify (&signature, &signer, "");
  g_assert_true (mado_signature_verify (&signature, &signer, message, strlen (message), NULL));
}

static void
test_a_second_spelling_of_a_signature_is_refused (void)
{
  /* S and S + L satisfy the same equation; only the smaller may count, or a log could hold two of one signature. */
  static const guint8 order[] = { 0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                  0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                  0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10 };
  MadoSignature signature;
  MadoPublicKey signer;
  guint carry = 0;

  g_assert_true (mado_signature_from_hex (vectors[0].signature, &signature, NULL));
  g_assert_true (mado_public_key_from_hex (vectors[0].public_key, &signer, NULL));
  for (gsize i = 0; i < sizeof order; i++) {
    carry += (guint) signature.bytes[32 + i] + order[i];
    signature.bytes[32 + i] = (guint8) carry;
    carry >>= 8;
  }
  assert_does_not_verify (&signature, &signer, "");
}

static void
test_generated_keys_differ_and_open_again (void)
{
  g_autoptr (MadoSigningKey) one = mado_signing_key_generate (NULL);
  g_autoptr (MadoSigningKey) other = mado_signing_key_generate (NULL);
  const MadoSecret *seed = mado_signing_key_get_seed (one);
  guint8 copy[MADO_SIGNING_SEED_SIZE];

  g_assert_false (mado_secret_equals (seed, mado_signing_key_get_seed (other)));
  memcpy (copy, mado_secret_get_bytes (seed), sizeof copy);
  g_autoptr (MadoSigningKey) again = mado_signing_key_from_seed (mado_secret_new_wiping (copy, sizeof copy), NULL);
  g_assert_cmpmem (mado_signing_key_get_public (one), sizeof (MadoPublicKey), mado_signing_key_get_public (again),
                   sizeof (MadoPublicKey));
}

static void
test_wrong_lengths_are_refused (void)
{
  const gsize lengths[] = { 0, 31, 33, 64 };
  MadoSignature signature;
  MadoPublicKey key;

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *hex = g_strnfill (lengths[i] * 2, '0');

    g_assert_null (mado_signing_key_from_seed (mado_secret_new_random (lengths[i]), &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    g_clear_error (&error);
    g_assert_false (mado_public_key_from_hex (hex, &key, &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    g_assert_cmpint (mado_signature_from_hex (hex, &signature, NULL), ==, lengths[i] == MADO_SIGNATURE_SIZE);
  }
}

/* --- of a security key -------------------------------------------------------------------------------------------- */

/* What a security key would sign, put together here by hand: so that no more than its form is proven. */
static MadoSignature
touch (const MadoSigningKey *key, const char *party, guint8 flags, guint32 counter, const char *message)
{
  const MadoHash whom = mado_hash_of (party, strlen (party)), what = mado_hash_of (message, strlen (message));
  const guint32 wire = GUINT32_TO_BE (counter);
  guint8 bytes[MADO_HASH_SIZE + 5 + MADO_HASH_SIZE];
  MadoSignature signature;

  memcpy (bytes, whom.bytes, MADO_HASH_SIZE);
  bytes[MADO_HASH_SIZE] = flags;
  memcpy (bytes + MADO_HASH_SIZE + 1, &wire, sizeof wire);
  memcpy (bytes + MADO_HASH_SIZE + 5, what.bytes, MADO_HASH_SIZE);
  g_assert_true (mado_signing_key_sign (key, bytes, sizeof bytes, &signature, NULL));
  signature.kind = MADO_SIGNING_TOUCH;
  signature.flags = flags;
  signature.counter = counter;

  return signature;
}

static MadoPublicKey
dress (const MadoSigningKey *key)
{
  MadoPublicKey public_key = *mado_signing_key_get_public (key);

  public_key.kind = MADO_SIGNING_TOUCH;

  return public_key;
}

#define US MADO_SIGNATURE_RELYING_PARTY
#define TOUCHED MADO_SIGNATURE_TOUCHED

static void
test_touch_is_known (void)
{
  const char message[] = "{\"op\":1}";
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  const MadoPublicKey signer = dress (key);
  MadoSignature signature = touch (key, "madoguchi:", 1, 0x01020304, message), again;
  g_autofree char *hex = mado_signature_to_hex (&signature);
  g_autofree char *key_hex = mado_public_key_to_hex (&signer);
  MadoPublicKey read;

  g_assert_true (mado_signature_verify (&signature, &signer, message, strlen (message), NULL));
  g_assert_cmpstr (hex + 128, ==, "0101020304");
  g_assert_true (mado_signature_from_hex (hex, &again, NULL));
  g_assert_true (mado_signature_verify (&again, &signer, message, strlen (message), NULL));
  g_assert_cmpuint (strlen (key_hex), ==, 66);
  g_assert_true (g_str_has_prefix (key_hex, "f2"));
  g_assert_true (mado_public_key_from_hex (key_hex, &read, NULL));
  g_assert_cmpmem (&read, sizeof read, &signer, sizeof signer);
  signature = touch (key, US, TOUCHED | MADO_SIGNATURE_PIN, 0, message);
  g_assert_true (mado_signature_verify (&signature, &signer, message, strlen (message), NULL));
}

/* Each of these was signed by the key, over just what it says; and counts for nothing. */
static void
test_what_is_no_touch_is_refused (void)
{
  const char message[] = "{\"op\":1}";
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  const MadoPublicKey signer = dress (key);
  const MadoSignature refused[] = {
    touch (key, US, 0, 1, message),                  /* nobody was there */
    touch (key, US, MADO_SIGNATURE_PIN, 1, message), /* a PIN is no touch */
    touch (key, US, TOUCHED | 0x08, 1, message),     /* it can be copied */
    touch (key, US, TOUCHED | 0x40, 1, message),     /* more was signed */
    touch (key, US, TOUCHED | 0x80, 1, message),     /* more was signed */
    touch (key, "madoguchi", TOUCHED, 1, message),   /* for a web page */
    touch (key, US, TOUCHED, 1, "{\"op\":2}"),       /* something else */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_does_not_verify (&refused[i], &signer, message);
}

static void
test_flags_and_counter_are_signed (void)
{
  const char message[] = "{\"op\":1}";
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  const MadoPublicKey signer = dress (key);
  MadoSignature signature = touch (key, US, TOUCHED, 7, message);

  for (guint bit = 0; bit < 32; bit++) {
    signature.counter ^= 1U << bit;
    assert_does_not_verify (&signature, &signer, message);
    signature.counter ^= 1U << bit;
  }
  signature.flags |= MADO_SIGNATURE_PIN;
  assert_does_not_verify (&signature, &signer, message);
  signature.flags = TOUCHED;
  g_assert_true (mado_signature_verify (&signature, &signer, message, strlen (message), NULL));
}

/* The kind of a key is what the register says, and the signature has to be of that kind. */
static void
test_kinds_do_not_pass_for_each_other (void)
{
  const char message[] = "{\"op\":1}";
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  const MadoPublicKey *plain = mado_signing_key_get_public (key);
  const MadoPublicKey dressed = dress (key);
  MadoSignature by_file, by_touch = touch (key, US, TOUCHED, 7, message);

  g_assert_true (mado_signing_key_sign (key, message, strlen (message), &by_file, NULL));
  assert_does_not_verify (&by_file, &dressed, message);
  assert_does_not_verify (&by_touch, plain, message);
  by_file.kind = MADO_SIGNING_TOUCH;
  by_file.flags = TOUCHED;
  assert_does_not_verify (&by_file, &dressed, message);
  assert_does_not_verify (&by_file, plain, message);
}

static void
test_only_its_own_texts_are_read (void)
{
  const struct {
    gsize length;
    const char *start;
    gboolean is_key, is_signature;
  } texts[] = {
    { 64, "f2", TRUE, FALSE },   { 66, "f2", TRUE, FALSE },   { 66, "f1", FALSE, FALSE }, { 66, "F2", FALSE, FALSE },
    { 65, "f2", FALSE, FALSE },  { 68, "f2", FALSE, FALSE },  { 128, "f2", FALSE, TRUE }, { 138, "f2", FALSE, TRUE },
    { 136, "f2", FALSE, FALSE }, { 138, "g2", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *rest = g_strnfill (texts[i].length - 2, '0');
    g_autofree char *text = g_strconcat (texts[i].start, rest, NULL);
    MadoPublicKey key;
    MadoSignature signature;

    g_test_message ("%" G_GSIZE_FORMAT " digits from %s", texts[i].length, texts[i].start);
    g_assert_cmpint (mado_public_key_from_hex (text, &key, NULL), ==, texts[i].is_key);
    g_assert_cmpint (mado_signature_from_hex (text, &signature, NULL), ==, texts[i].is_signature);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/signature/examples-of-the-standard", test_examples_of_the_standard);
  g_test_add_func ("/signature/any-flipped-bit-breaks-it", test_any_flipped_bit_breaks_it);
  g_test_add_func ("/signature/a-second-spelling-of-a-signature-is-refused",
                   test_a_second_spelling_of_a_signature_is_refused);
  g_test_add_func ("/signature/generated-keys-differ-and-open-again", test_generated_keys_differ_and_open_again);
  g_test_add_func ("/signature/wrong-lengths-are-refused", test_wrong_lengths_are_refused);
  g_test_add_func ("/signature/touch-is-known", test_touch_is_known);
  g_test_add_func ("/signature/what-is-no-touch-is-refused", test_what_is_no_touch_is_refused);
  g_test_add_func ("/signature/flags-and-counter-are-signed", test_flags_and_counter_are_signed);
  g_test_add_func ("/signature/kinds-do-not-pass-for-each-other", test_kinds_do_not_pass_for_each_other);
  g_test_add_func ("/signature/only-its-own-texts-are-read", test_only_its_own_texts_are_read);

  return g_test_run ();
}
