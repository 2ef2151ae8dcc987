/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-base-error.h"
#include "mado-hash.h"

#include <string.h>

typedef struct {
  const char *message;
  const char *hex;
} Vector;

/* FIPS 180-4, with its usual examples */
static const Vector vectors[] = {
  { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
    "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
};

static void
assert_hex (MadoHash hash, const char *expected)
{
  g_autofree char *hex = mado_hash_to_hex (&hash);

  g_assert_cmpstr (hex, ==, expected);
}

static void
test_examples_of_the_standard (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_hex (mado_hash_of (vectors[i].message, strlen (vectors[i].message)), vectors[i].hex);
}

static void
test_a_million_times_a (void)
{
  g_autofree char *a = g_strnfill (1000, 'a');
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  for (int i = 0; i < 1000; i++)
    mado_hasher_update (hasher, a, 1000);
  assert_hex (mado_hasher_finish (hasher), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
test_a_hasher_is_used_again_and_pieces_do_not_matter (void)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    for (gsize piece = 1; piece < 70; piece++) {
      gsize length = strlen (vectors[i].message);

      for (gsize at = 0; at < length; at += piece)
        mado_hasher_update (hasher, vectors[i].message + at, MIN (piece, length - at));
      assert_hex (mado_hasher_finish (hasher), vectors[i].hex);
    }
}

static gpointer
hash_in_thread (gpointer bytes)
{
  MadoHash *hash = g_new (MadoHash, 1);

  for (int i = 0; i < 2000; i++)
    *hash = mado_hash_of (bytes, 3);

  return hash;
}

static void
test_threads_hash_beside_each_other (void)
{
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("hash", hash_in_thread, (gpointer) "abc");
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autofree MadoHash *hash = g_thread_join (threads[i]);

    assert_hex (*hash, vectors[1].hex);
  }
}

static void
test_hex_there_and_back (void)
{
  MadoHash hash, again;

  for (gsize i = 0; i < MADO_HASH_SIZE; i++)
    hash.bytes[i] = (guint8) (i * 37 + 9);
  g_autofree char *hex = mado_hash_to_hex (&hash);

  g_assert_true (mado_hash_from_hex (hex, &again, NULL));
  g_assert_true (mado_hash_equals (&hash, &again));
}

static void
test_hex_of_another_form_is_refused (void)
{
  const char *const wrong[] = {
    "",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85500",
    "E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    " 3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    MadoHash hash = { { 7 } };

    g_assert_false (mado_hash_from_hex (wrong[i], &hash, &error));
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    g_assert_cmpint (hash.bytes[0], ==, 7);
  }
}

static void
test_any_bit_makes_another_hash (void)
{
  const MadoHash hash = mado_hash_of ("abc", 3);

  for (gsize bit = 0; bit < MADO_HASH_SIZE * 8; bit++) {
    MadoHash other = hash;

    other.bytes[bit / 8] ^= (guint8) (1 << bit % 8);
    g_assert_false (mado_hash_equals (&hash, &other));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hash/examples-of-the-standard", test_examples_of_the_standard);
  g_test_add_func ("/hash/a-million-times-a", test_a_million_times_a);
  g_test_add_func ("/hash/a-hasher-is-used-again-and-pieces-do-not-matter",
                   test_a_hasher_is_used_again_and_pieces_do_not_matter);
  g_test_add_func ("/hash/threads-hash-beside-each-other", test_threads_hash_beside_each_other);
  g_test_add_func ("/hash/hex-there-and-back", test_hex_there_and_back);
  g_test_add_func ("/hash/hex-of-another-form-is-refused", test_hex_of_another_form_is_refused);
  g_test_add_func ("/hash/any-bit-makes-another-hash", test_any_bit_makes_another_hash);

  return g_test_run ();
}
