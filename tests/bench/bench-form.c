/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form reader against its floors: finding the line ends of the same bytes, and decoding them. */

#include <stdio.h>
#include <string.h>

#include "mado-bench.h"
#include "mado-form-reader.h"

#define FILE_SIZE 20000000

typedef struct {
  const char *encoding;
  GString *bytes;
} Load;

static void
read_form (gpointer user_data)
{
  const Load *load = user_data;
  MadoFormLimits limits = *mado_form_limits_get_default ();
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (load->bytes->str, (gssize) load->bytes->len, NULL);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  const MadoFormRecord *record;
  guint64 n_records = 0;

  limits.max_rows = G_MAXUINT64;
  g_autoptr (MadoFormReader) reader = mado_form_reader_new (stream, headings, &limits, NULL);
  while (mado_form_reader_next (reader, &record, NULL) && record != NULL)
    n_records += record->is_kept;
  g_assert_cmpuint (n_records, >, 100000);
}

static void
find_lines (gpointer user_data)
{
  const Load *load = user_data;
  guint64 n_lines = 0;

  for (const char *next = load->bytes->str, *end = next + load->bytes->len;
       (next = memchr (next, '\n', (gsize) (end - next))) != NULL; next++)
    n_lines++;
  g_assert_cmpuint (n_lines, >, 100000);
}

static void
decode (gpointer user_data)
{
  const Load *load = user_data;
  gsize length = 0;
  g_autofree char *text =
      g_convert (load->bytes->str, (gssize) load->bytes->len, "UTF-8", load->encoding, NULL, &length, NULL);

  g_assert_cmpuint (length, >, 0);
}

static GString *
make_file (const char *encoding)
{
  g_autoptr (GString) text = g_string_new ("受付番号,申請日時,氏名,氏名(カナ),生年月日,電話番号,郵便番号,住所\r\n");
  gsize size = 0;

  for (int i = 0; text->len < FILE_SIZE; i++)
    g_string_append_printf (text,
                            "LG%07d,2026/04/01 10:00:00,架空 花子,カクウ ハナコ,1990/4/1,03-1234-5678,160-0022,"
                            "\"新宿区架空町3-12-3, 101号室\"\r\n",
                            i);
  g_autofree char *bytes = g_convert (text->str, (gssize) text->len, encoding, "UTF-8", NULL, &size, NULL);

  return g_string_new_len (bytes, (gssize) size);
}

int
main (void)
{
  const char *const encodings[] = { "UTF-8", "CP932" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_autoptr (GString) bytes = make_file (encodings[i]);
    g_autofree char *name = g_strconcat ("form ", encodings[i], NULL);
    Load load = { encodings[i], bytes };

    mado_bench_compare (name, read_form, "memchr for line ends", find_lines, &load);
    mado_bench_compare (name, read_form, "iconv", decode, &load);
  }

  return 0;
}
