/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form reader against its floors: finding the line ends of the same bytes, and decoding them. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mado-form-reader.h"

#define N_ROUNDS 5
#define FILE_SIZE 20000000

typedef void (*Work) (const char *bytes, gsize size, const char *encoding);

static void
read_form (const char *bytes, gsize size, const char *encoding)
{
  MadoFormLimits limits = *mado_form_limits_get_default ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, (gssize) size, NULL);
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
find_lines (const char *bytes, gsize size, const char *encoding)
{
  guint64 n_lines = 0;

  for (const char *next = bytes, *end = bytes + size; (next = memchr (next, '\n', (gsize) (end - next))) != NULL;
       next++)
    n_lines++;
  g_assert_cmpuint (n_lines, >, 100000);
}

static void
decode (const char *bytes, gsize size, const char *encoding)
{
  gsize length = 0;
  g_autofree char *text = g_convert (bytes, (gssize) size, "UTF-8", encoding, NULL, &length, NULL);

  g_assert_cmpuint (length, >, 0);
}

static double
measure (Work work, const GString *bytes, const char *encoding)
{
  gint64 begin = g_get_monotonic_time ();

  work (bytes->str, bytes->len, encoding);

  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
take_median (double *times)
{
  qsort (times, N_ROUNDS, sizeof *times, compare);

  return times[N_ROUNDS / 2];
}

static void
say (const char *encoding, double ours, const char *floor_name, double floor)
{
  printf ("form %s: %.0f ms; floor (%s): %.1f ms; ratio %.1f\n", encoding, ours, floor_name, floor, ours / floor);
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
    double ours[N_ROUNDS], lines[N_ROUNDS], decoding[N_ROUNDS];

    for (int round = 0; round < N_ROUNDS; round++) {
      ours[round] = measure (read_form, bytes, encodings[i]);
      lines[round] = measure (find_lines, bytes, encodings[i]);
      decoding[round] = measure (decode, bytes, encodings[i]);
    }
    double median = take_median (ours);

    say (encodings[i], median, "memchr for line ends", take_median (lines));
    say (encodings[i], median, "iconv", take_median (decoding));
  }

  return 0;
}
