/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-form-reader.h"
#include "mado-test-stream.h"

/* Made-up files of several shapes: memory must not follow their size. 20 MB each, with MADO_LONG 200 MB. */

#define HEADING "\"r\",name,x\n" /* r is no item, so each row is known by its name */
#define FILLING                                                                                                        \
  "新宿区架空町一丁目二番三号、あるいはそのあたりの長い長い住所。"                                                     \
  "新宿区架空町一丁目二番三号、あるいはそのあたりの長い長い住所。"
#define ROOM (3 * 1024 * 1024)

typedef struct {
  const char *name;
  const char *row;
  guint number_at; /* where in the row a number of eight digits stands; 0: the rows are all the same */
} Shape;

static const Shape shapes[] = {
  { "records", "x,00000000," FILLING "\n", 2 },
  { "one-name", "x,same," FILLING "\n", 0 },
  { "bad-rows", "x,00000000,\"a\"" FILLING ",c\n", 2 },
  { "one-field", FILLING, 0 },
  { "one-record", FILLING ",", 0 },
  { "quotes-that-do-not-match", "\"" FILLING ",\n", 0 },
  { "blank-rows", "                                                               \n", 0 },
  { "delimiters", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", 0 },
};

/* Writes the rows from their number on; a read that begins within one drops its beginning. */
static void
fill (guint64 offset, guint8 *bytes, gsize length, gconstpointer data)
{
  const Shape *shape = data;
  gsize row_size = strlen (shape->row), heading_size = strlen (HEADING), done = 0;

  while (done < length) {
    char row[1024];
    const char *piece = HEADING;
    gsize piece_size = heading_size, in_piece = (gsize) offset;

    if (offset >= heading_size) {
      guint64 number = (offset - heading_size) / row_size;

      memcpy (row, shape->row, row_size);
      for (guint i = 8; shape->number_at > 0 && i > 0; i--, number /= 10)
        row[shape->number_at + i - 1] = (char) ('0' + number % 10);
      piece = row;
      piece_size = row_size;
      in_piece = (gsize) ((offset - heading_size) % row_size);
    }
    gsize size = MIN (piece_size - in_piece, length - done);

    memcpy (bytes + done, piece + in_piece, size);
    done += size;
    offset += size;
  }
}

static guint64
measure_file_size (void)
{
  return (g_getenv ("MADO_LONG") != NULL ? 200 : 20) * G_GUINT64_CONSTANT (1000000);
}

static void
test_memory_does_not_follow_size (gconstpointer data)
{
  MadoFormLimits limits = *mado_form_limits_get_default ();
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (GError) error = NULL;
  const MadoFormRecord *record;

  limits.max_rows = G_MAXUINT64;
  limits.sort_memory = 256 * 1024;
  g_autoptr (MadoTestStream) stream = mado_test_stream_new_made_up (measure_file_size (), fill, data);
  g_autoptr (MadoFormReader) reader = mado_form_reader_new (G_INPUT_STREAM (stream), headings, &limits, &error);

  g_assert_no_error (error);
  while (mado_form_reader_next (reader, &record, &error) && record != NULL)
    ;
  g_assert_no_error (error);
  g_test_message ("peak %" G_GSIZE_FORMAT, mado_test_stream_get_peak (stream));
  g_assert_cmpuint (mado_test_stream_get_peak (stream), <, ROOM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autofree char *path = g_strdup_printf ("/form-size/memory-does-not-follow-size/%s", shapes[i].name);

    g_test_add_data_func (path, &shapes[i], test_memory_does_not_follow_size);
  }

  return g_test_run ();
}
