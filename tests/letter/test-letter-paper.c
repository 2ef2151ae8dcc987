/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes off the press: samples, sheets, packing lists and labels, on a screen, in a file and on paper. */

#include <glib/gstdio.h>
#include <string.h>

#include "letter-house.h"
#include "mado-address-label.h"
#include "mado-letter-press.h"
#include "mado-packing-list.h"
#include "mado-press-file.h"
#include "mado-test-memory.h"
#include "page-picture.h"

#define SHADES 28 /* by which two programs may draw the edge of a letter */

/* --- paper -------------------------------------------------------------------------------------------------------- */

static GBytes *
print (MadoLetterPress *self, MadoPressPaper paper, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!mado_letter_press_print (self, paper, stream, NULL, error))
    return NULL;
  g_assert_true (g_output_stream_close (stream, NULL, error));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
press (const MadoDeskClerk *clerk, const MadoLetterPile *pile, guint limit, guint *out_n_pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLetterPress) self = mado_letter_press_new (clerk, pile, &error);
  GBytes *pdf;

  g_assert_no_error (error);
  g_assert_true (mado_letter_press_take (self, NULL, limit, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < mado_letter_press_get_faults (self)->len; i++) {
    const MadoPressFault *fault = g_ptr_array_index (mado_letter_press_get_faults (self), i);

    g_test_message ("%s %s %s", fault->mark, fault->code, fault->subject);
  }
  *out_n_pages = mado_letter_press_get_n_pages (self);
  pdf = print (self, MADO_PRESS_LETTERS, &error);
  g_assert_no_error (error);

  return pdf;
}

static void
the_sample_and_all_sheets_are_printed (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->lead);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (GBytes) sample = NULL, whole = NULL, list = NULL;
  g_autoptr (GError) error = NULL;
  guint n_sample = 0, n_whole = 0;

  letter_house_gather_run (self);
  payment_seat_meet (self->lead);
  pile = letter_house_load (self, clerk);
  sample = press (clerk, pile, 1, &n_sample);
  whole = press (clerk, pile, G_MAXUINT, &n_whole);
  g_assert_cmpuint (n_sample, ==, 1);
  g_assert_cmpuint (n_whole, ==, LETTER_HOUSE_CASES);
  g_assert_cmpmem (g_bytes_get_data (sample, NULL), 5, "%PDF-", 5);
  g_assert_cmpuint (g_bytes_get_size (whole), >, g_bytes_get_size (sample));
  list = mado_packing_list_print (clerk, pile, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (list, NULL), 5, "%PDF-", 5);
}

static MadoEntity *
read_entity (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (json, strlen (json), &error);

  g_assert_no_error (error);

  return entity;
}

static MadoLetterPile *
make_long_pile (guint n_letters)
{
  g_autofree char *text = g_strdup_printf ("{'body':{'count':%u,'letter':'deficiency','number':'" LETTER_HOUSE_RUN "'},"
                                           "'id':'0198a7b0-0000-7000-8000-00000000000b','kind':'run',"
                                           "'state':'frozen','version':9}",
                                           n_letters);
  g_autoptr (MadoEntity) run = read_entity (text);
  MadoLetterPile *pile = mado_letter_pile_new (run);

  for (guint i = 1; i <= n_letters; i++) {
    g_autofree char *one =
        g_strdup_printf ("{'body':{'number':'7新健健第%u号','sheets':[{'mark':'" LETTER_HOUSE_RUN "/%06u',"
                         "'run':'0198a7b0-0000-7000-8000-00000000000b','what':'join'}]},"
                         "'id':'0198a7b0-0000-7000-8000-%012u','kind':'notice','state':'made','version':2}",
                         i, i, i);
    g_autoptr (MadoEntity) letter = read_entity (one);

    g_assert_true (mado_letter_pile_add (pile, letter));
  }

  return pile;
}

/* Each box begins on a page of its own; and no page of the list has the mark of a letter. */
static void
a_long_list_goes_box_by_box (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = make_long_pile (450);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = mado_packing_list_print (clerk, pile, &error);
  g_auto (GStrv) pages = NULL;
  guint n_boxes = 0;

  g_assert_no_error (error);
  pages = page_picture_read_text (pdf);
  g_assert_nonnull (strstr (pages[0], "箱 1／3"));
  g_assert_nonnull (strstr (pages[0], "差し出す通数"));
  g_assert_nonnull (strstr (pages[g_strv_length (pages) - 1], LETTER_HOUSE_RUN "/000450"));
  for (guint i = 0; pages[i] != NULL; i++) {
    g_assert_nonnull (strstr (pages[i], LETTER_HOUSE_RUN "-LIST"));
    n_boxes += strstr (pages[i], "箱 ") != NULL ? 1 : 0;
  }
  g_assert_cmpuint (n_boxes, ==, 3);
  g_assert_null (mado_letter_pile_find_document (pile, LETTER_HOUSE_RUN "-LIST/000001/1/6"));
}

static cairo_surface_t *
draw_page (MadoLetterPress *self, guint page)
{
  double width, height;
  cairo_surface_t *picture;
  cairo_t *cairo;
  g_autoptr (GError) error = NULL;

  mado_letter_press_get_size (self, &width, &height);
  picture = page_picture_new (width, height);
  cairo = page_picture_draw_on (picture);
  g_assert_true (mado_letter_press_draw (self, page, cairo, &error));
  g_assert_no_error (error);
  cairo_destroy (cairo);

  return picture;
}

/* Whoever approves a sample on the screen has seen what comes out of the printer, mark and all. */
static void
what_is_seen_is_what_is_printed (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) sheets = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *printed;

  letter_house_gather_run (self);
  pile = letter_house_load (self, clerk);
  sheets = mado_letter_press_new (clerk, pile, &error);
  g_assert_true (mado_letter_press_take (sheets, NULL, G_MAXUINT, NULL, &error));
  pdf = print (sheets, MADO_PRESS_LETTERS, &error);
  g_assert_no_error (error);
  printed = page_picture_of_pdf (pdf, 2);
  for (guint page = 0; page < 3; page++) {
    cairo_surface_t *seen = draw_page (sheets, page);

    const int shades = page_picture_compare (seen, printed);

    g_test_message ("page %u beside the second of the PDF: %d shades", page, shades);
    if (page == 1)
      g_assert_cmpint (shades, <, SHADES);
    else
      g_assert_cmpint (shades, >, SHADES); /* its number and its mark are others */
    cairo_surface_destroy (seen);
  }
  cairo_surface_destroy (printed);
}

typedef struct {
  GCancellable *cancellable; /* (nullable): what ends it after the first letter */
  guint done;
  guint total;
} Watching;

static void
told_cb (gpointer user_data, guint done, guint total)
{
  Watching *self = user_data;

  *self = (Watching) { self->cancellable, done, total };
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
assert_nothing_in (const char *folder)
{
  g_autoptr (GDir) left = g_dir_open (folder, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (left), ==, NULL);
}

/* Half a run is no run, and what is saved is for nobody else. */
static void
a_run_is_saved_whole_or_not_at_all (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) sheets = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("saved-XXXXXX", NULL), *path = g_build_filename (folder, "run.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Watching watching = { .cancellable = stop };
  GStatBuf status;

  letter_house_gather_run (self);
  pile = letter_house_load (self, clerk);
  sheets = mado_letter_press_new (clerk, pile, &error);
  g_assert_true (mado_letter_press_take (sheets, NULL, G_MAXUINT, NULL, &error));
  mado_letter_press_watch (sheets, told_cb, &watching);
  g_assert_false (mado_press_file_save (sheets, MADO_PRESS_LETTERS, file, MADO_DURABLE_FILE_NEW, stop, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_nothing_in (folder);
  watching.cancellable = NULL;
  g_assert_true (mado_press_file_save (sheets, MADO_PRESS_LETTERS, file, MADO_DURABLE_FILE_NEW, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (watching.done, ==, LETTER_HOUSE_CASES);
  g_assert_cmpuint (watching.total, ==, LETTER_HOUSE_CASES);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  g_assert_false (mado_press_file_save (sheets, MADO_PRESS_LABELS, file, MADO_DURABLE_FILE_NEW, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (mado_press_file_save (sheets, MADO_PRESS_LABELS, file, MADO_DURABLE_FILE_REPLACE, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_nothing_in (folder);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define N_ROUNDS 200u
#define MOST_KEPT 600 /* bytes of a letter: its place, and what it alone says; as a manuscript it is seven thousand */

/* The press of a run of 25,000 stays as long as somebody looks at it. */
static void
a_press_keeps_what_each_letter_alone_says (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) sheets = NULL;
  g_autoptr (GError) error = NULL;
  gsize before;

  letter_house_gather_run (self);
  pile = letter_house_load (self, clerk);
  sheets = mado_letter_press_new (clerk, pile, &error);
  for (guint i = 0; i < N_ROUNDS; i++)
    g_assert_true (mado_letter_press_take (sheets, NULL, G_MAXUINT, NULL, &error));
  before = mado_test_memory_count ();
  for (guint i = 0; i < N_ROUNDS; i++)
    g_assert_true (mado_letter_press_take (sheets, NULL, G_MAXUINT, NULL, &error));
  g_assert_cmpuint (mado_letter_press_get_n_letters (sheets), ==, 2 * N_ROUNDS * LETTER_HOUSE_CASES);
  g_test_message ("%" G_GSIZE_FORMAT " bytes before, %" G_GSIZE_FORMAT " after", before, mado_test_memory_count ());
  g_assert_cmpuint (mado_test_memory_count (), <, before + (gsize) N_ROUNDS * LETTER_HOUSE_CASES * MOST_KEPT);
}

/* The label says to whom the sheet goes, and nothing of what is inside. */
static void
an_envelope_has_the_label_of_its_sheet (LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (self->printer);
  g_autoptr (MadoLetterPile) pile = NULL;
  g_autoptr (MadoLetterPress) empty = NULL, full = NULL;
  g_autoptr (GBytes) none = NULL, labels = NULL;
  g_autoptr (GError) error = NULL;

  letter_house_gather_run (self);
  pile = letter_house_load (self, clerk);
  empty = mado_letter_press_new (clerk, pile, &error);
  none = print (empty, MADO_PRESS_LABELS, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_clear_error (&error);
  full = mado_letter_press_new (clerk, pile, &error);
  g_assert_true (mado_letter_press_take (full, NULL, G_MAXUINT, NULL, &error));
  labels = print (full, MADO_PRESS_LABELS, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (labels, NULL), 5, "%PDF-", 5);
}

static void
a_label_says_nothing_of_what_is_inside (G_GNUC_UNUSED LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoManuscript) letter = mado_manuscript_new ("不備通知");
  g_autoptr (MadoManuscript) label = NULL;

  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "title", "body", "title", "申請書類の不備について");
  g_assert_null (mado_address_label_write (letter));
  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "postal", "address", "postal", "〒160-0022");
  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "name", "address", "name", "見本 花子　様");
  mado_manuscript_add (letter, MADO_BLOCK_BARCODE, "barcode", "address", "barcode", "1234");
  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "to", "inside", "name", "見本 花子　様");
  mado_manuscript_add (letter, MADO_BLOCK_TEXT, "note", "address", "small", "支給決定");
  label = mado_address_label_write (letter);
  g_assert_cmpuint (label->blocks->len, ==, 2);
  g_assert_cmpstr (((const MadoBlock *) g_ptr_array_index (label->blocks, 0))->text, ==, "〒160-0022");
  g_assert_cmpstr (((const MadoBlock *) g_ptr_array_index (label->blocks, 1))->text, ==, "見本 花子　様");
}

/* Where a label breaks an address that is too long for a line. */
static void
a_building_begins_a_line (G_GNUC_UNUSED LetterHouse *self, G_GNUC_UNUSED gconstpointer data)
{
  static const struct {
    const char *text, *label;
  } rows[] = {
    { "東京都新宿区若葉99-60 メゾン架空404号室", "東京都新宿区若葉99-60\nメゾン架空404号室" },
    { "東京都新宿区若葉99-60 見本荘2", "東京都新宿区若葉99-60 見本荘2" },
    { "東京都新宿区若葉99-60メゾン架空404号室の先の先", "東京都新宿区若葉99-60メゾン架空404号室の先の先" },
    { "東京都新宿区若葉99-60 メゾン架空の長い名前の建物の北の棟404号室",
      "東京都新宿区若葉99-60 メゾン架空の長い名前の建物の北の棟404号室" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MadoManuscript) letter = mado_manuscript_new ("案内");
    g_autoptr (MadoManuscript) label = NULL;

    mado_manuscript_add (letter, MADO_BLOCK_TEXT, "address", "address", "address", rows[i].text);
    label = mado_address_label_write (letter);
    g_assert_cmpstr (((const MadoBlock *) g_ptr_array_index (label->blocks, 0))->text, ==, rows[i].label);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test)                                                                                                \
  g_test_add ("/letter-paper/" name, LetterHouse, NULL, letter_house_set_up, test, letter_house_tear_down)
  ADD ("the-sample-and-all-sheets-are-printed", the_sample_and_all_sheets_are_printed);
  ADD ("a-long-list-goes-box-by-box", a_long_list_goes_box_by_box);
  ADD ("what-is-seen-is-what-is-printed", what_is_seen_is_what_is_printed);
  ADD ("a-run-is-saved-whole-or-not-at-all", a_run_is_saved_whole_or_not_at_all);
  ADD ("a-press-keeps-what-each-letter-alone-says", a_press_keeps_what_each_letter_alone_says);
  ADD ("an-envelope-has-the-label-of-its-sheet", an_envelope_has_the_label_of_its_sheet);
  ADD ("a-building-begins-a-line", a_building_begins_a_line);
  ADD ("a-label-says-nothing-of-what-is-inside", a_label_says_nothing_of_what_is_inside);

  return g_test_run ();
}
