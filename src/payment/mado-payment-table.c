/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-payment-table.h"

#include "mado-answer-line.h"
#include "mado-form-charset.h"
#include "mado-form-decoder.h"

/**
 * mado_payment_table_decode:
 * @bytes: a table as it came
 * @findings: takes why it cannot be read
 *
 * Returns: (transfer full) (nullable): its text, whatever characters it was written in
 */
char *
mado_payment_table_decode (GBytes *bytes, MadoFindings *findings)
{
  gsize length;
  const guint8 *start = g_bytes_get_data (bytes, &length);
  g_autoptr (MadoFormCharsetSearch) search = mado_form_charset_search_new ();
  MadoFormCharsetAnswer answer;
  gsize mark;

  if (length == 0) {
    mado_findings_add (findings, MADO_ANSWER_EMPTY, 0, 0, NULL);
    return NULL;
  }
  mado_form_charset_search_push (search, start, length);
  answer = mado_form_charset_search_finish (search);
  if (answer.charset == MADO_FORM_CHARSET_NONE || answer.is_broken) {
    mado_findings_add (findings, MADO_ANSWER_CHARSET, 0, answer.position + 1, NULL);
    return NULL;
  }
  mark = mado_form_charset_get_mark_size (answer.charset);

  g_autoptr (MadoFormDecoder) decoder = mado_form_decoder_new (mado_form_charset_get_encoding (answer.charset));
  g_autoptr (GString) text = g_string_new (NULL);

  if (mado_form_decoder_push (decoder, start + mark, length - mark, text) && mado_form_decoder_finish (decoder))
    return g_string_free (g_steal_pointer (&text), FALSE);
  mado_findings_add (findings, MADO_ANSWER_CHARSET, 0, mado_form_decoder_get_position (decoder) + 1, NULL);

  return NULL;
}

/**
 * mado_payment_table_dup_yen:
 * @text: an amount: "50,000", "¥50,000", "50,000円"
 *
 * Returns: (transfer full): the same without what stands around its digits
 */
char *
mado_payment_table_dup_yen (const char *text)
{
  GString *digits = g_string_new (text);

  g_string_replace (digits, ",", "", 0);
  g_string_replace (digits, "¥", "", 1);
  g_string_replace (digits, "円", "", 1);

  return g_string_free (digits, FALSE);
}
