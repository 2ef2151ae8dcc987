/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a Range field. */

#include "mado-http-range.h"

#include <string.h>

#define UNIT "bytes="

/* A number, or FALSE where there is none or it is beyond all files. */
static gboolean
take_number (const char **text, guint64 *out_number)
{
  guint64 number = 0;
  const char *c = *text;

  if (!g_ascii_isdigit (*c))
    return FALSE;
  for (; g_ascii_isdigit (*c); c++)
    if (number > G_MAXINT64 / 10 - 1)
      return FALSE;
    else
      number = number * 10 + (guint64) g_ascii_digit_value (*c);
  *text = c;
  *out_number = number;

  return TRUE;
}

/* The last bytes: "-500". */
static MadoHttpRangeVerdict
read_tail (const char *text, guint64 size, MadoHttpRange *out_range)
{
  guint64 length;

  if (!take_number (&text, &length) || *text != '\0')
    return MADO_HTTP_RANGE_ALL;
  if (length == 0 || size == 0)
    return MADO_HTTP_RANGE_BEYOND;
  length = MIN (length, size);
  *out_range = (MadoHttpRange) { size - length, length };

  return MADO_HTTP_RANGE_SOME;
}

/**
 * mado_http_range_read:
 * @text: (nullable): the field
 * @size: of the whole
 * @out_range: (out caller-allocates): what is asked for, all of it within @size
 *
 * Returns: whether a part is asked for, or everything, or what is not there
 */
MadoHttpRangeVerdict
mado_http_range_read (const char *text, guint64 size, MadoHttpRange *out_range)
{
  guint64 first, last = G_MAXUINT64;

  *out_range = (MadoHttpRange) { 0, size };
  if (text == NULL || !g_str_has_prefix (text, UNIT))
    return MADO_HTTP_RANGE_ALL;
  text += strlen (UNIT);
  if (*text == '-')
    return read_tail (text + 1, size, out_range);
  if (!take_number (&text, &first) || *text != '-')
    return MADO_HTTP_RANGE_ALL;
  text++;
  if (*text != '\0' && (!take_number (&text, &last) || *text != '\0' || last < first))
    return MADO_HTTP_RANGE_ALL;
  if (first >= size)
    return MADO_HTTP_RANGE_BEYOND;
  *out_range = (MadoHttpRange) { first, MIN (last, size - 1) - first + 1 };

  return MADO_HTTP_RANGE_SOME;
}
