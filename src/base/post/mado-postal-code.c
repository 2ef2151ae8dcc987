/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Postal codes: seven digits, kept as text because the first may be 0. */

#include "mado-postal-code.h"

#include <string.h>

#include "mado-address-text.h"
#include "mado-character.h"

#define N_DIGITS 7

/* Takes the digits out of @text. Returns how many there are; 0 where anything stands between them that may not. */
static gsize
collect_digits (const char *text, char out_digits[N_DIGITS])
{
  gsize n_digits = 0, dash_at = 0;
  const char *p = g_str_has_prefix (text, "〒") ? text + strlen ("〒") : text;

  for (; *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_ascii_isdigit (*p) && n_digits < N_DIGITS)
      out_digits[n_digits++] = *p;
    else if (mado_character_is_dash (g_utf8_get_char (p)) && n_digits > 0 && dash_at == 0)
      dash_at = n_digits;
    else if (*p != ' ')
      return 0;
  }

  return dash_at == 0 || n_digits == dash_at + 4 ? n_digits : 0;
}

/**
 * mado_postal_code_parse:
 * @text: a postal code as people write it, with or without 〒, wide or narrow, with any dash or spaces
 * @out_code: (out): its seven digits; empty where it is wrong
 *
 * Returns: how it could be read
 */
MadoPostalCodeReading
mado_postal_code_parse (const char *text, char out_code[MADO_POSTAL_CODE_SIZE])
{
  g_autofree char *folded = mado_address_text_fold_width (text);
  char digits[N_DIGITS];
  gsize n_digits = collect_digits (g_strstrip (folded), digits);

  out_code[0] = '\0';
  if (n_digits < N_DIGITS - 1)
    return MADO_POSTAL_CODE_WRONG;
  g_snprintf (out_code, MADO_POSTAL_CODE_SIZE, "%s%.*s", n_digits == N_DIGITS ? "" : "0", (int) n_digits, digits);

  return n_digits == N_DIGITS ? MADO_POSTAL_CODE_GOOD : MADO_POSTAL_CODE_PADDED;
}

/**
 * mado_postal_code_write:
 * @code: seven digits
 * @out_written: (out): as it is written, 160-0022
 */
void
mado_postal_code_write (const char *code, char out_written[MADO_POSTAL_CODE_WRITTEN_SIZE])
{
  g_snprintf (out_written, MADO_POSTAL_CODE_WRITTEN_SIZE, "%.3s-%s", code, code + 3);
}

/**
 * mado_postal_code_is_representative:
 * @code: seven digits
 *
 * Returns: whether it stands for a whole municipality, for lack of a town's own
 */
gboolean
mado_postal_code_is_representative (const char *code)
{
  return strcmp (code + N_DIGITS - 2, "00") == 0;
}
