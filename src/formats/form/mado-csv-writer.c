/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our own tables: UTF-8 with a byte order mark, CRLF after each record, every field quoted. */

#include "mado-csv-writer.h"

#include <string.h>

/**
 * mado_csv_write_mark:
 * @table: an empty table; gets what stands before the first record
 */
void
mado_csv_write_mark (GString *table)
{
  g_string_append (table, "\xEF\xBB\xBF");
}

static gboolean
is_formula (const char *text)
{
  return text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL;
}

static void
write_field (GString *table, const char *text, MadoCsvProfile profile)
{
  g_string_append_c (table, '"');
  if (profile == MADO_CSV_FOR_SPREADSHEETS && is_formula (text))
    g_string_append_c (table, '\'');
  for (const char *quote; (quote = strchr (text, '"')) != NULL; text = quote + 1) {
    g_string_append_len (table, text, quote - text);
    g_string_append (table, "\"\"");
  }
  g_string_append (table, text);
  g_string_append_c (table, '"');
}

/**
 * mado_csv_write_record:
 * @table: a table; the record is appended
 * @fields: (array length=n_fields): UTF-8 texts
 * @n_fields: at least 1
 * @profile: for whom
 */
void
mado_csv_write_record (GString *table, const char *const *fields, gsize n_fields, MadoCsvProfile profile)
{
  for (gsize i = 0; i < n_fields; i++) {
    if (i > 0)
      g_string_append_c (table, ',');
    write_field (table, fields[i], profile);
  }
  g_string_append (table, "\r\n");
}
