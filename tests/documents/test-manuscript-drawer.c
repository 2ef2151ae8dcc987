/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes out of the drawer is what was put there; and a letter takes little more room than what it alone says. */

#include <string.h>

#include "mado-letter-book-reader.h"
#include "mado-letter-writer.h"
#include "mado-manuscript-drawer.h"
#include "mado-programme-fault.h"
#include "mado-test-memory.h"
#include "paper-sample.h"

#define N_LETTERS 2000u
#define MOST_KEPT 500 /* bytes of a letter; as blocks it is fifteen times that */

static void
assert_same_block (const MadoBlock *is, const MadoBlock *was)
{
  g_assert_cmpint (is->kind, ==, was->kind);
  g_assert_cmpstr (is->id, ==, was->id);
  g_assert_cmpstr (is->area, ==, was->area);
  g_assert_cmpstr (is->style, ==, was->style);
  g_assert_cmpstr (is->text, ==, was->text);
  g_assert_cmpmem (&is->size, sizeof is->size, &was->size, sizeof was->size);
  g_assert_cmpuint (is->n_columns, ==, was->n_columns);
  g_assert_cmpuint (is->n_heads, ==, was->n_heads);
  g_assert_cmpuint (is->labels, ==, was->labels);
  g_assert_cmpmem (is->widths, sizeof is->widths, was->widths, sizeof was->widths);
  g_assert_cmpuint (is->rows->len, ==, was->rows->len);
  for (guint i = 0; i < is->rows->len; i++)
    g_assert_cmpstrv (g_ptr_array_index (is->rows, i), g_ptr_array_index (was->rows, i));
}

static void
assert_same (const MadoManuscript *is, const MadoManuscript *was)
{
  g_assert_cmpstr (is->title, ==, was->title);
  g_assert_cmpuint (is->blocks->len, ==, was->blocks->len);
  for (guint i = 0; i < is->blocks->len; i++)
    assert_same_block (g_ptr_array_index (is->blocks, i), g_ptr_array_index (was->blocks, i));
}

static void
assert_comes_back (const MadoManuscriptDrawer *drawer, guint place, const MadoManuscript *was)
{
  g_autoptr (MadoManuscript) is = mado_manuscript_drawer_read (drawer, place);

  assert_same (is, was);
}

static MadoManuscript *
write_table (guint i)
{
  const double widths[] = { 12.5, 0, 30 };
  g_autofree char *count = g_strdup_printf ("%u", i);
  g_autofree char *long_text = g_strnfill (i * 50, 'x');
  MadoManuscript *self = mado_manuscript_new ("媒体台帳");
  MadoBlock *table = mado_manuscript_add_table (self, "list", "body", "table", widths, 3);

  table->n_heads = 1;
  table->labels = 5;
  mado_block_add_row (table, "番号", "内容", "数", NULL);
  mado_block_add_row (table, "葛󠄃西", "", count, NULL);
  mado_manuscript_add (self, MADO_BLOCK_BARCODE, "bars", "address", "postal", "1600022-3-17")->size = 9.5;
  mado_manuscript_add (self, MADO_BLOCK_QR, "code", "body", "body", count)->size = 20;
  mado_manuscript_add (self, MADO_BLOCK_TEXT, NULL, "body", "body", NULL);
  mado_manuscript_add (self, MADO_BLOCK_TEXT, "long", "body", "body", long_text);

  return self;
}

static void
test_what_is_put_away_comes_back (void)
{
  g_autoptr (MadoManuscriptDrawer) drawer = mado_manuscript_drawer_new ();
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_manuscript_free);

  for (guint i = 0; i < 400; i++) {
    g_ptr_array_add (written, write_table (i % 300));
    g_assert_cmpuint (mado_manuscript_drawer_put (drawer, g_ptr_array_index (written, i)), ==, i);
  }
  for (guint i = 0; i < written->len; i++)
    assert_comes_back (drawer, i, g_ptr_array_index (written, i));
  assert_comes_back (drawer, 7, g_ptr_array_index (written, 7)); /* it is still there */
}

/* --- letters ------------------------------------------------------------------------------------------------------ */

static MadoEntity *
make_case (guint i)
{
  g_autofree char *text = g_strdup_printf (
      "{\"body\":{\"items\":{\"postal_code\":\"%07u\",\"address\":\"東京都新宿区新宿%u-%u-%u 見本荘%u\","
      "\"name\":{\"kanji\":\"見本 花子%u\"},\"control_no\":\"%010u\",\"amount\":50000,"
      "\"transfer_date\":\"2025-05-20\"}},"
      "\"id\":\"0195eeb1-5a00-7abc-8def-%012u\",\"kind\":\"case\",\"state\":\"decided\",\"version\":9}",
      1600000 + i % 90, 1 + i % 8, 1 + i % 29, 1 + i % 17, 101 + i, i, i, i);

  return paper_sample_read (text);
}

static void
put_letters (MadoManuscriptDrawer *drawer, MadoLetterWriter *writer, guint first, guint n_letters)
{
  const MadoPerson person = { "p-001", (const char *const[]) { "print", NULL } };

  for (guint i = first; i < first + n_letters; i++) {
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    g_autofree char *number = g_strdup_printf ("7新健健第%u号", i), *serial = g_strdup_printf ("%06u", i);
    const MadoLetterOccasion occasion = { number, { 2025, 5, 8 }, { 2025, 5, 1 }, serial };
    g_autoptr (MadoEntity) about = make_case (i);
    g_autoptr (MadoManuscript) letter = mado_letter_writer_write (writer, about, &person, &occasion, findings);

    g_assert_nonnull (letter);
    assert_comes_back (drawer, mado_manuscript_drawer_put (drawer, letter), letter);
  }
}

/* A run of 25,000 is in memory as long as somebody looks at it. */
static void
test_a_letter_takes_what_it_alone_says (void)
{
  g_autoptr (MadoProgramme) programme = paper_sample_load_programme ("ninpu-r7");
  g_autoptr (GHashTable) layouts = paper_sample_new_layouts ();
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GBytes) file = paper_sample_load ("letters/ninpu-r7.json");
  g_autoptr (MadoLetterBook) book = mado_letter_book_read (file, programme, paper_sample_find_layout, layouts, faults);
  g_autoptr (MadoLetterWriter) writer = mado_letter_writer_new (book, "decision", programme, NULL, NULL);
  g_autoptr (MadoManuscriptDrawer) drawer = mado_manuscript_drawer_new ();
  gsize before;

  put_letters (drawer, writer, 0, 500);
  before = mado_test_memory_count ();
  put_letters (drawer, writer, 500, N_LETTERS);
  g_test_message ("%" G_GSIZE_FORMAT " bytes a letter", (mado_test_memory_count () - before) / N_LETTERS);
  g_assert_cmpuint (mado_test_memory_count (), <, before + N_LETTERS * MOST_KEPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manuscript-drawer/what-is-put-away-comes-back", test_what_is_put_away_comes_back);
  g_test_add_func ("/manuscript-drawer/a-letter-takes-what-it-alone-says", test_a_letter_takes_what_it_alone_says);

  return g_test_run ();
}
