/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as what a terminal that ends hands in: as the envelope, which nobody closed for us, and as what is inside
 * one, two lines or a line and a piece: what is unsent work is written again, as text that stays as it is. */

#include <stdint.h>
#include <string.h>

#include "mado-base-error.h"
#include "mado-envelope.h"
#include "mado-unsent.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The same key each time: it is not what is tried. */
static const MadoEnvelopeKey *
get_key (void)
{
  static MadoEnvelopeKey *key;

  if (key == NULL) {
    g_autoptr (MadoSecret) secret = mado_secret_new (32);

    memset (mado_secret_get_bytes (secret), 7, 32);
    key = mado_envelope_key_derive (secret, MADO_UNSENT_PURPOSE, NULL);
    g_assert_nonnull (key);
  }

  return key;
}

static void
try_envelope (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = mado_envelope_open (get_key (), MADO_UNSENT_PURPOSE, bytes, &error);

  g_assert_null (content);
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static GBytes *
rewrite (GBytes *text, GError **error)
{
  g_autoptr (MadoUnsent) unsent = mado_unsent_read (text, error);
  GBytes *again = NULL;

  if (unsent == NULL)
    return NULL;
  g_assert_nonnull (unsent->ward);
  g_assert_nonnull (unsent->programme);
  g_assert_cmpint ((unsent->push != NULL) + (unsent->reads != NULL) + (unsent->piece != NULL), ==, 1);
  again = mado_unsent_write (unsent, error);
  g_assert_no_error (*error);

  return again;
}

static void
try_content (GBytes *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) once = rewrite (text, &error), twice = NULL;

  if (once == NULL) {
    g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return;
  }
  twice = rewrite (once, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (once, twice));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  try_envelope (bytes);
  try_content (bytes);

  return 0;
}
