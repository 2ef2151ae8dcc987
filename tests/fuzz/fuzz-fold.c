/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a name: its keys, its form for banks, its match with itself. */

#include <stdint.h>
#include <string.h>

#include "mado-bank-text.h"
#include "mado-fold.h"
#include "mado-name-match.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_keys (const char *text, MadoFoldLevel level)
{
  g_autofree char *key = mado_fold_name (text, level);
  g_autofree char *again = mado_fold_name (key, level);

  g_assert_cmpstr (again, ==, key);
  g_assert_cmpint (g_utf8_validate (key, -1, NULL), ==, g_utf8_validate (text, -1, NULL));
  g_assert_true (mado_fold_compare (text, key, level, NULL));
}

static void
check_width (const char *text)
{
  g_autofree char *narrow = mado_fold_width (text);
  g_autofree char *again = mado_fold_width (narrow);

  g_assert_cmpstr (again, ==, narrow);
}

static void
check_bank_text (const char *text, guint n_bytes)
{
  const MadoBankProfile *profile = mado_bank_profile_get_default ();
  g_autoptr (MadoBankText) once = mado_bank_text_new (text, profile);
  mado_bank_text_cut (once, n_bytes);
  g_autoptr (MadoBankText) twice = mado_bank_text_new (once->half_width, profile);

  g_assert_cmpuint (once->bytes->len, <=, n_bytes);
  for (guint i = 0; i < once->bytes->len; i++)
    g_assert_true (mado_jis8_is_permitted (once->bytes->data[i], profile));
  g_assert_cmpstr (twice->half_width, ==, once->half_width);
  g_assert_cmpuint (twice->changes->len, ==, 0);
}

static void
check_match (const char *a, const char *b)
{
  MadoNameMatch with_itself = mado_name_match (a, a);

  g_assert_true (with_itself == MADO_NAME_MATCH_EXACT || with_itself == MADO_NAME_MATCH_LEGAL ||
                 with_itself == MADO_NAME_MATCH_NONE);
  g_assert_nonnull (mado_name_match_to_string (mado_name_match (a, b)));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  const char *half = text + strlen (text) / 2;

  check_keys (text, MADO_FOLD_STRICT);
  check_keys (text, MADO_FOLD_LOOSE);
  check_width (text);
  check_bank_text (text, 30);
  check_match (text, half);
  g_assert_cmpint (mado_fold_compare (text, half, MADO_FOLD_LOOSE, NULL), ==,
                   mado_fold_compare (half, text, MADO_FOLD_LOOSE, NULL));

  return 0;
}
