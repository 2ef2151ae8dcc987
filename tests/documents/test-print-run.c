/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <poppler.h>
#include <string.h>

#include "mado-print-run.h"
#include "mado-qr.h"
#include "mado-test-memory.h"
#include "paper-sample.h"

typedef struct {
  MadoTypecase *typecase;
  MadoFindings *findings;
} Fixture;

static void
set_up (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  self->typecase = mado_typecase_new (NULL);
  g_assert_nonnull (self->typecase);
  self->findings = mado_findings_new ();
}

static void
tear_down (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  mado_findings_free (self->findings);
  mado_typecase_free (self->typecase);
}

static MadoManuscript *
write_document (const char *area, const char *style, guint n_lines, const char *line)
{
  MadoManuscript *manuscript = mado_manuscript_new ("");
  g_autoptr (GString) text = g_string_new (line);

  for (guint i = 1; i < n_lines; i++)
    g_string_append_printf (text, "\n%s", line);
  mado_manuscript_add (manuscript, MADO_BLOCK_TEXT, "text", area, style, text->str);

  return manuscript;
}

/* What another program finds in the PDF. */
static guint
count_pages (GOutputStream *stream)
{
  g_autoptr (GBytes) bytes = NULL;
  PopplerDocument *document;
  guint n_pages;

  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  g_assert_nonnull (document);

  n_pages = (guint) poppler_document_get_n_pages (document);
  g_object_unref (document);

  return n_pages;
}

/* Over many runs of documents of any length, some of which are refused: each document lies behind the one before, the
 * sum of all pages is the run, and the PDF has them all. */
static void
test_the_sum_of_the_sheets_is_the_run (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoLayout) layout = paper_sample_load_layout ("a4-report");
  g_autoptr (GRand) chance = g_rand_new_with_seed (25);

  for (guint round = 0; round < 8; round++) {
    g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
    g_autoptr (MadoPrintRun) run =
        mado_print_run_new (self->typecase, layout, stream, "R1", "run", (MadoDate) { 2025, 5, 8 });
    guint n_wanted = (guint) g_rand_int_range (chance, 1, 12), n_done = 0, n_pages = 0;

    for (guint i = 0; i < n_wanted; i++) {
      gboolean is_spoiled = g_rand_int_range (chance, 0, 5) == 0;
      g_autoptr (MadoManuscript) manuscript =
          write_document ("body", "body", (guint) g_rand_int_range (chance, 1, 150), is_spoiled ? "\uE000" : "見本");
      MadoPrinted printed = { 0 };

      if (is_spoiled) {
        g_assert_false (mado_print_run_add (run, manuscript, &printed, self->findings, NULL));
        continue;
      }
      g_assert_true (mado_print_run_add (run, manuscript, &printed, self->findings, NULL));
      g_assert_cmpuint (printed.serial, ==, ++n_done);
      g_assert_cmpuint (printed.first_page, ==, n_pages + 1);
      n_pages += printed.n_pages;
      g_assert_cmpuint (mado_print_run_get_n_pages (run), ==, n_pages);
    }
    g_assert_cmpuint (mado_print_run_get_n_documents (run), ==, n_done);
    g_assert_true (mado_print_run_finish (run, NULL));
    if (n_done > 0)
      g_assert_cmpuint (count_pages (stream), ==, n_pages);
  }
}

static void
test_labels_fill_their_sheets (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoLayout) layout = paper_sample_load_layout ("labels-24");

  for (guint n = 1; n <= 73; n += 8) {
    g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
    g_autoptr (MadoPrintRun) run =
        mado_print_run_new (self->typecase, layout, stream, "R1", "labels", (MadoDate) { 2025, 5, 8 });

    for (guint i = 0; i < n; i++) {
      g_autoptr (MadoManuscript) label = write_document ("address", "address", 3, "東京都新宿区新宿1-2-3");
      MadoPrinted printed = { 0 };

      g_assert_true (mado_print_run_add (run, label, &printed, self->findings, NULL));
      g_assert_cmpuint (printed.first_page, ==, i / 24 + 1);
      g_assert_cmpuint (printed.cell, ==, i % 24);
    }
    g_assert_true (mado_print_run_finish (run, NULL));
    g_assert_cmpuint (mado_print_run_get_n_pages (run), ==, (n + 23) / 24);
    g_assert_cmpuint (count_pages (stream), ==, (n + 23) / 24);
  }
}

static void
test_a_full_disk_is_told (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  static char room[2000];
  g_autoptr (MadoLayout) layout = paper_sample_load_layout ("a4-report");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (MadoPrintRun) run =
      mado_print_run_new (self->typecase, layout, stream, "R1", "run", (MadoDate) { 2025, 5, 8 });
  g_autoptr (MadoManuscript) manuscript = write_document ("body", "body", 40, "見本");
  g_autoptr (GError) error = NULL;
  MadoPrinted printed;

  g_assert_true (mado_print_run_add (run, manuscript, &printed, self->findings, NULL));
  g_assert_false (mado_print_run_finish (run, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

#define DOTS 6 /* of a picture, to a module */

/* Black is black in the middle of each module, and nowhere else. */
static void
test_a_code_is_drawn_module_by_module (G_GNUC_UNUSED Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *code = mado_qr_draw ("R7-1/000012-2/1/1", NULL);
  const int n = (int) strcspn (code, "\n");
  const double size = n / MADO_POINTS_PER_MM; /* a point a module */
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_A8, n * DOTS, n * DOTS);
  cairo_t *cairo = cairo_create (picture);
  MadoPen *pen = mado_pen_new_on (cairo);

  cairo_scale (cairo, DOTS, DOTS);
  mado_pen_draw_qr (pen, code, 0, 0, size + 0.001);
  cairo_surface_flush (picture);
  for (int row = 0; row < n; row++)
    for (int column = 0; column < n; column++) {
      const guint8 *line =
          cairo_image_surface_get_data (picture) + (row * DOTS + DOTS / 2) * cairo_image_surface_get_stride (picture);

      g_assert_cmpint (line[column * DOTS + DOTS / 2] > 127, ==, code[row * (n + 1) + column] == '1');
    }
  mado_pen_free (pen);
  cairo_destroy (cairo);
  cairo_surface_destroy (picture);
}

#define FEW_PAGES 1000u
#define MANY_PAGES 5600u

/* Cairo remembers of each page where it stands in the file: some hundred bytes. What stands on the page, some thousand,
 * is gone when it is drawn. */
#define MOST_KEPT 800

static void
test_a_page_is_forgotten_when_it_is_drawn (Fixture *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoLayout) layout = paper_sample_load_layout ("a4-report");
  g_autoptr (GFile) null = g_file_new_for_path ("/dev/null");
  g_autoptr (GFileOutputStream) stream = g_file_append_to (null, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (MadoPen) pen = mado_pen_new (G_OUTPUT_STREAM (stream), "run", (MadoDate) { 2025, 5, 8 });
  gsize before = 0;

  for (guint page = 1; page <= MANY_PAGES; page++) {
    g_autofree char *line = g_strdup_printf ("東京都新宿区新宿%u-%u-%u", page % 8, page % 29, page);
    g_autoptr (MadoManuscript) letter = write_document ("body", "body", 12, "どの通知にもある文");
    g_autoptr (MadoSetting) setting = NULL;

    mado_manuscript_add (letter, MADO_BLOCK_TEXT, "to", "to", "to", line);
    setting = mado_setting_new (self->typecase, layout, letter, self->findings);
    mado_setting_draw (setting, pen);
    if (page == FEW_PAGES)
      before = mado_test_memory_count ();
  }
  g_test_message ("after %u pages %zu bytes, after %u %zu", FEW_PAGES, before, MANY_PAGES, mado_test_memory_count ());
  g_assert_cmpuint (mado_test_memory_count (), <, before + (gsize) (MANY_PAGES - FEW_PAGES) * MOST_KEPT);
  g_assert_true (mado_pen_finish (pen, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/print-run/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("the-sum-of-the-sheets-is-the-run", test_the_sum_of_the_sheets_is_the_run);
  ADD ("labels-fill-their-sheets", test_labels_fill_their_sheets);
  ADD ("a-code-is-drawn-module-by-module", test_a_code_is_drawn_module_by_module);
  ADD ("a-page-is-forgotten-when-it-is-drawn", test_a_page_is_forgotten_when_it_is_drawn);
  ADD ("a-full-disk-is-told", test_a_full_disk_is_told);

  return g_test_run ();
}
