/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is sealed comes back under the same key, number and context, and under no other. */

#include "mado-seal.h"

#include <string.h>

#include "mado-base-error.h"

typedef struct {
  MadoSecret *key;
  GBytes *context;
  GBytes *text;
  GBytes *sealed;
} Sample;

static void
set_up (Sample *self, gconstpointer data)
{
  const gsize length = GPOINTER_TO_SIZE (data);
  g_autofree guint8 *text = g_malloc0 (length + 1);

  self->key = mado_secret_new_random (MADO_SEAL_KEY_SIZE);
  self->context = g_bytes_new_static ("where", 5);
  self->text = g_bytes_new (text, length);
  self->sealed = mado_seal (self->key, 7, self->context, self->text, NULL);
  g_assert_cmpuint (g_bytes_get_size (self->sealed), ==, length + MADO_SEAL_TAG_SIZE);
}

static void
tear_down (Sample *self, gconstpointer data)
{
  mado_secret_free (self->key);
  g_bytes_unref (self->context);
  g_bytes_unref (self->text);
  g_bytes_unref (self->sealed);
}

static void
assert_refused (const Sample *self, guint64 number, GBytes *context, GBytes *sealed)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_unseal (self->key, number, context, sealed, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
}

static void
test_it_comes_back (Sample *self, gconstpointer data)
{
  g_autoptr (GBytes) text = mado_unseal (self->key, 7, self->context, self->sealed, NULL);
  g_autoptr (GBytes) other = mado_seal (self->key, 8, self->context, self->text, NULL);

  g_assert_true (g_bytes_equal (text, self->text));
  g_assert_false (g_bytes_equal (other, self->sealed));
}

static void
test_nothing_else_opens_it (Sample *self, gconstpointer data)
{
  g_autoptr (GBytes) context = g_bytes_new_static ("there", 5);

  assert_refused (self, 8, self->context, self->sealed);
  assert_refused (self, 7, context, self->sealed);
  mado_secret_get_bytes (self->key)[31] ^= 1;
  assert_refused (self, 7, self->context, self->sealed);
}

static void
test_no_byte_may_be_another (Sample *self, gconstpointer data)
{
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (self->sealed, &length);

  for (gsize i = 0; i < length; i++) {
    g_autofree guint8 *copy = g_memdup2 (bytes, length);
    g_autoptr (GBytes) altered = NULL, shorter = g_bytes_new (bytes, i);

    copy[i] ^= 1;
    altered = g_bytes_new (copy, length);
    assert_refused (self, 7, self->context, altered);
    assert_refused (self, 7, self->context, shorter);
  }
}

/* Case 13 of the Galois/Counter Mode paper (McGrew, Viega): no text, all of the key and the nonce zero. */
static void
test_it_is_what_others_compute (void)
{
  static const guint8 expected[] = { 0x53, 0x0F, 0x8A, 0xFB, 0xC7, 0x45, 0x36, 0xB9,
                                     0xA9, 0x63, 0xB4, 0xF1, 0xC4, 0xCB, 0x73, 0x8B };
  g_autoptr (MadoSecret) key = mado_secret_new (MADO_SEAL_KEY_SIZE);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) sealed = mado_seal (key, 0, nothing, nothing, NULL);

  g_assert_cmpmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), expected, sizeof expected);
}

int
main (int argc, char **argv)
{
  static const gsize lengths[] = { 0, 1, 100 };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *back = g_strdup_printf ("/seal/%zu/it-comes-back", lengths[i]);
    g_autofree char *else_ = g_strdup_printf ("/seal/%zu/nothing-else-opens-it", lengths[i]);
    g_autofree char *byte = g_strdup_printf ("/seal/%zu/no-byte-may-be-another", lengths[i]);

    g_test_add (back, Sample, GSIZE_TO_POINTER (lengths[i]), set_up, test_it_comes_back, tear_down);
    g_test_add (else_, Sample, GSIZE_TO_POINTER (lengths[i]), set_up, test_nothing_else_opens_it, tear_down);
    g_test_add (byte, Sample, GSIZE_TO_POINTER (lengths[i]), set_up, test_no_byte_may_be_another, tear_down);
  }
  g_test_add_func ("/seal/it-is-what-others-compute", test_it_is_what_others_compute);

  return g_test_run ();
}
