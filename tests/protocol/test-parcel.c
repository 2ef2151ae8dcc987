/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parcels: small where that is worth it, and no more in them than their taker allows. */

#include "mado-parcel.h"

#include <string.h>
#include <zstd.h>

#include "mado-base-error.h"
#include "mado-push.h"

#define LIMIT 100000

static void
assert_comes_back (GBytes *text, gboolean is_packed)
{
  g_auto (MadoParcel) parcel = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) again = NULL;

  g_assert_true (mado_parcel_pack (text, &parcel, &error));
  g_assert_cmpint (parcel.is_packed, ==, is_packed);
  again = mado_parcel_unpack (&parcel, g_bytes_get_size (text), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, text));
  if (g_bytes_get_size (text) > 0) {
    g_autoptr (GBytes) none = mado_parcel_unpack (&parcel, g_bytes_get_size (text) - 1, &error);

    g_assert_null (none);
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  }
}

static void
test_packed_where_that_is_worth_it (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (5);
  g_autofree guint8 *noise = g_malloc (MADO_PARCEL_WORTH_IT);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) small = g_bytes_new_take (g_strnfill (MADO_PARCEL_WORTH_IT - 1, 'x'), MADO_PARCEL_WORTH_IT - 1);
  g_autoptr (GBytes) large = g_bytes_new_take (g_strnfill (MADO_PARCEL_WORTH_IT, 'x'), MADO_PARCEL_WORTH_IT);
  g_autoptr (GBytes) random = NULL;

  for (gsize i = 0; i < MADO_PARCEL_WORTH_IT; i++)
    noise[i] = (guint8) g_rand_int (chance);
  random = g_bytes_new (noise, MADO_PARCEL_WORTH_IT);
  assert_comes_back (empty, FALSE);
  assert_comes_back (small, FALSE);
  assert_comes_back (large, TRUE);
  assert_comes_back (random, FALSE);
}

/* A terminal packs a push of one. */
static void
test_a_terminal_packs_sooner (void)
{
  g_autoptr (GBytes) small =
      g_bytes_new_take (g_strnfill (MADO_PUSH_WORTH_PACKING - 1, 'x'), MADO_PUSH_WORTH_PACKING - 1);
  g_autoptr (GBytes) large = g_bytes_new_take (g_strnfill (MADO_PUSH_WORTH_PACKING, 'x'), MADO_PUSH_WORTH_PACKING);
  g_auto (MadoParcel) plain = { 0 }, packed = { 0 };
  g_autoptr (GBytes) again = NULL;

  g_assert_true (mado_parcel_pack_from (small, MADO_PUSH_WORTH_PACKING, &plain, NULL));
  g_assert_false (plain.is_packed);
  g_assert_true (mado_parcel_pack_from (large, MADO_PUSH_WORTH_PACKING, &packed, NULL));
  g_assert_true (packed.is_packed);
  again = mado_parcel_unpack (&packed, MADO_PUSH_WORTH_PACKING, NULL);
  g_assert_true (g_bytes_equal (again, large));
}

static void
assert_refused (const void *bytes, gsize length, const char *flaw)
{
  g_auto (MadoParcel) parcel = { .bytes = g_bytes_new (bytes, length), .is_packed = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = mado_parcel_unpack (&parcel, LIMIT, &error);

  g_assert_null (text);
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
  if (flaw != NULL)
    g_assert_nonnull (strstr (error->message, flaw));
}

static gsize
compress (guint8 *packed, gsize room, gsize length, gboolean says_length)
{
  g_autofree char *text = g_strnfill (length, 'a');
  ZSTD_CCtx *context = ZSTD_createCCtx ();
  gsize packed_length;

  ZSTD_CCtx_setParameter (context, ZSTD_c_contentSizeFlag, says_length);
  packed_length = ZSTD_compress2 (context, packed, room, text, length);
  ZSTD_freeCCtx (context);

  return packed_length;
}

static void
test_a_bomb_does_not_go_off (void)
{
  guint8 packed[4096];
  gsize length = compress (packed, sizeof packed, 32 * 1024 * 1024, TRUE);

  assert_refused (packed, length, "too long");
  length = compress (packed, sizeof packed, 32 * 1024 * 1024, FALSE);
  assert_refused (packed, length, "does not say how long it is");
  length = compress (packed, sizeof packed, LIMIT + 1, TRUE);
  assert_refused (packed, length, "too long");
}

/* The frame says 1000 bytes; what is in it is 50000. */
static void
test_a_frame_that_lies_is_broken (void)
{
  guint8 packed[4096];
  gsize length = compress (packed, sizeof packed, 50000, TRUE);
  guint8 *said = packed + 5;

  g_assert_cmpuint (ZSTD_getFrameContentSize (packed, length), ==, 50000);
  said[0] = (guint8) (1000 - 256);
  said[1] = (guint8) ((1000 - 256) >> 8);
  g_assert_cmpuint (ZSTD_getFrameContentSize (packed, length), ==, 1000);
  assert_refused (packed, length, "it is broken");
}

static void
test_what_is_spoilt_is_refused (void)
{
  guint8 packed[4096];
  gsize length = compress (packed, sizeof packed - 1, 50000, TRUE);

  for (gsize i = 0; i < length; i++)
    assert_refused (packed, i, NULL);
  packed[length] = 0;
  assert_refused (packed, length + 1, "does not end where it should");
  assert_refused ("{\"not\":\"packed\"}", 16, "it is not packed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parcel/packed-where-that-is-worth-it", test_packed_where_that_is_worth_it);
  g_test_add_func ("/parcel/a-terminal-packs-sooner", test_a_terminal_packs_sooner);
  g_test_add_func ("/parcel/a-bomb-does-not-go-off", test_a_bomb_does_not_go_off);
  g_test_add_func ("/parcel/a-frame-that-lies-is-broken", test_a_frame_that_lies_is_broken);
  g_test_add_func ("/parcel/what-is-spoilt-is-refused", test_what_is_spoilt_is_refused);

  return g_test_run ();
}
