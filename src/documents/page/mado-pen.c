/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A PDF by cairo, or pages on what somebody else draws on. Fonts are embedded as far as they are used; bars and modules
 * are filled shapes, never characters of a font. */

#include "mado-pen.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "mado-documents-error.h"

struct _MadoPen {
  GOutputStream *stream;    /* (nullable): of the PDF */
  cairo_surface_t *surface; /* (nullable): the same */
  cairo_t *cairo;
  GError *failure;   /* (nullable): of the stream */
  GHashTable *drawn; /* Lines that were drawn into the PDF */
  guint n_pages;
};

/* Lines of a text. Its words are drawn into the PDF once, however many pages say them. */
typedef struct {
  PangoLayout *text;
  int first;
  int end;
  cairo_surface_t *words; /* (nullable): they came once so far */
} Lines;

#define MOST_LINES 512 /* about twenty are on the pages of a letter */

/* Cairo takes a note at words that are kept, each time that they are drawn, and has some thousand bytes of notes to a
 * page; with the words they go. */
#define PAGES_OF_WORDS 200

#define PT(mm) ((mm) * MADO_POINTS_PER_MM)
#define BUFFER 65536 /* bytes; cairo writes a few at a time */

static guint
hash_lines (gconstpointer data)
{
  const Lines *self = data;

  return g_direct_hash (self->text) * 31 + (guint) self->first;
}

static gboolean
equal_lines (gconstpointer one, gconstpointer other)
{
  const Lines *a = one, *b = other;

  return a->text == b->text && a->first == b->first && a->end == b->end;
}

static void
free_lines (gpointer data)
{
  Lines *self = data;

  g_clear_pointer (&self->words, cairo_surface_destroy);
  g_object_unref (self->text);
  g_free (self);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *bytes, unsigned int length)
{
  MadoPen *self = closure;

  if (self->failure != NULL || !g_output_stream_write_all (self->stream, bytes, length, NULL, NULL, &self->failure))
    return CAIRO_STATUS_WRITE_ERROR;

  return CAIRO_STATUS_SUCCESS;
}

/**
 * mado_pen_new:
 * @stream: where the PDF goes
 * @title: what readers show in the head of their window
 * @day: on which it is made
 *
 * Returns: (transfer full): a pen before its first page
 */
MadoPen *
mado_pen_new (GOutputStream *stream, const char *title, MadoDate day)
{
  MadoPen *self = g_new0 (MadoPen, 1);
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (day, iso);
  self->stream = g_buffered_output_stream_new_sized (stream, BUFFER);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (self->stream), FALSE);
  self->surface = cairo_pdf_surface_create_for_stream (write_cb, self, 1, 1);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Madoguchi");
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
  self->cairo = cairo_create (self->surface);
  self->drawn = g_hash_table_new_full (hash_lines, equal_lines, free_lines, NULL);

  return self;
}

/**
 * mado_pen_new_on:
 * @cairo: what is drawn on, in points; the screen, or a printer
 *
 * Whoever draws on it ends the pages.
 *
 * Returns: (transfer full): a pen
 */
MadoPen *
mado_pen_new_on (cairo_t *cairo)
{
  MadoPen *self = g_new0 (MadoPen, 1);

  self->cairo = cairo_reference (cairo);

  return self;
}

static void
drop_surface (cairo_surface_t *surface)
{
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

/**
 * mado_pen_free:
 * @self: (transfer full): a pen; what was not finished is no PDF
 */
void
mado_pen_free (MadoPen *self)
{
  cairo_destroy (self->cairo);
  g_clear_pointer (&self->surface, drop_surface);
  g_clear_pointer (&self->drawn, g_hash_table_unref);
  g_clear_error (&self->failure);
  g_clear_object (&self->stream);
  g_free (self);
}

/**
 * mado_pen_begin_page:
 * @self: a pen between two pages
 * @width: of the sheet
 * @height: of the sheet
 */
void
mado_pen_begin_page (MadoPen *self, double width, double height)
{
  if (self->surface != NULL)
    cairo_pdf_surface_set_size (self->surface, PT (width), PT (height));
  cairo_set_source_rgb (self->cairo, 0, 0, 0);
}

/**
 * mado_pen_end_page:
 * @self: a pen on a page, which is written and forgotten
 */
void
mado_pen_end_page (MadoPen *self)
{
  if (self->surface != NULL)
    cairo_show_page (self->cairo);
  self->n_pages++;
  if (self->drawn != NULL && self->n_pages % PAGES_OF_WORDS == 0)
    g_hash_table_remove_all (self->drawn);
}

/**
 * mado_pen_get_n_pages:
 * @self: a pen
 *
 * Returns: how many pages it has ended
 */
guint
mado_pen_get_n_pages (const MadoPen *self)
{
  return self->n_pages;
}

/**
 * mado_pen_finish:
 * @self: a pen after its last page; nothing can be drawn any more
 * @error: where to put why the PDF is not whole
 *
 * Returns: whether all of it has been written
 */
gboolean
mado_pen_finish (MadoPen *self, GError **error)
{
  cairo_status_t status = cairo_status (self->cairo);

  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  if (self->failure == NULL)
    (void) g_output_stream_flush (self->stream, NULL, &self->failure); /* told below */
  if (self->failure != NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&self->failure), "could not write the PDF: ");
  else if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_FAILED, "could not draw the PDF: %s",
                 cairo_status_to_string (status));
  else
    return TRUE;

  return FALSE;
}

/* --- what is drawn ------------------------------------------------------------------------------------------------ */

static void
draw_lines (cairo_t *cairo, const Lines *lines, double x, double y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (lines->text);
  int top = 0;

  for (int i = 0; i < lines->end; i++) {
    PangoRectangle line;
    int y_begin;

    pango_layout_iter_get_line_extents (iter, NULL, &line);
    pango_layout_iter_get_line_yrange (iter, &y_begin, NULL);
    if (i == lines->first)
      top = y_begin;
    if (i >= lines->first) {
      cairo_move_to (cairo, x + pango_units_to_double (line.x),
                     y + pango_units_to_double (pango_layout_iter_get_baseline (iter) - top));
      pango_cairo_show_layout_line (cairo, pango_layout_iter_get_line_readonly (iter));
    }
    pango_layout_iter_next_line (iter);
  }
  pango_layout_iter_free (iter);
}

/* No glyph reaches further than this out of its text. */
#define MARGIN 20

static cairo_surface_t *
record_words (const Lines *lines)
{
  PangoRectangle ink, logical;
  cairo_rectangle_t room;
  cairo_surface_t *words;
  cairo_t *cairo;

  pango_layout_get_pixel_extents (lines->text, &ink, &logical);
  room.x = MIN (ink.x, 0) - MARGIN;
  room.y = -MARGIN;
  room.width = ink.width + MAX (ink.x, 0) + 2 * MARGIN;
  room.height = MAX (ink.height, logical.height) + 2 * MARGIN;
  words = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &room);
  cairo = cairo_create (words);
  draw_lines (cairo, lines, 0, 0);
  cairo_destroy (cairo);

  return words;
}

static gboolean
came_once (gpointer key, G_GNUC_UNUSED gpointer value, G_GNUC_UNUSED gpointer unused)
{
  return ((const Lines *) key)->words == NULL;
}

/* Returns: (transfer none) (nullable): the words of lines that come again; %NULL: they come for the first time, or
 * there are enough that are kept */
static cairo_surface_t *
find_words (MadoPen *self, const Lines *lines)
{
  Lines *kept = g_hash_table_lookup (self->drawn, lines);

  if (kept != NULL && kept->words == NULL)
    kept->words = record_words (kept);
  if (kept != NULL)
    return kept->words;
  if (g_hash_table_size (self->drawn) >= MOST_LINES)
    g_hash_table_foreach_remove (self->drawn, came_once, NULL);
  if (g_hash_table_size (self->drawn) < MOST_LINES) {
    kept = g_memdup2 (lines, sizeof *lines);
    g_object_ref (kept->text);
    g_hash_table_add (self->drawn, kept);
  }

  return NULL;
}

/**
 * mado_pen_draw_lines:
 * @self: a pen on a page
 * @text: a text in lines, which nobody changes any more
 * @first: its first line to draw, from 0
 * @end: the line after the last
 * @x: the left edge of the text
 * @y: the upper edge of the first line
 */
void
mado_pen_draw_lines (MadoPen *self, PangoLayout *text, int first, int end, double x, double y)
{
  const Lines lines = { text, first, end, NULL };
  cairo_surface_t *words = self->drawn != NULL && first < end ? find_words (self, &lines) : NULL;

  if (words == NULL) {
    draw_lines (self->cairo, &lines, PT (x), PT (y));
    return;
  }
  cairo_set_source_surface (self->cairo, words, PT (x), PT (y));
  cairo_paint (self->cairo);
  cairo_set_source_rgb (self->cairo, 0, 0, 0);
}

/**
 * mado_pen_draw_rule:
 * @self: a pen on a page
 * @x1: where it begins
 * @y1: where it begins
 * @x2: where it ends
 * @y2: where it ends
 * @width: how thick it is
 * @is_dashed: whether it is dashed
 */
void
mado_pen_draw_rule (MadoPen *self, double x1, double y1, double x2, double y2, double width, gboolean is_dashed)
{
  const double dash[] = { PT (1), PT (1) };

  cairo_set_line_width (self->cairo, PT (width));
  cairo_set_dash (self->cairo, dash, is_dashed ? 2 : 0, 0);
  cairo_move_to (self->cairo, PT (x1), PT (y1));
  cairo_line_to (self->cairo, PT (x2), PT (y2));
  cairo_stroke (self->cairo);
}

/**
 * mado_pen_fill:
 * @self: a pen on a page
 * @box: what to fill
 * @gray: 0 is black, 1 white
 */
void
mado_pen_fill (MadoPen *self, const MadoBox *box, double gray)
{
  cairo_set_source_rgb (self->cairo, gray, gray, gray);
  cairo_rectangle (self->cairo, PT (box->x), PT (box->y), PT (box->width), PT (box->height));
  cairo_fill (self->cairo);
  cairo_set_source_rgb (self->cairo, 0, 0, 0);
}

/* The post's measures for 10 points, in millimeters. */
#define BAR_PITCH 1.2
#define BAR_WIDTH 0.6
#define BAR_LONG 3.6
#define BAR_MIDDLE 1.2

/**
 * mado_customer_barcode_get_width:
 * @points: the size of the code; 8 to 11.5
 *
 * Returns: how long the bars of one code are together
 */
double
mado_customer_barcode_get_width (double points)
{
  return (66 * BAR_PITCH + BAR_WIDTH) * points / 10;
}

/**
 * mado_customer_barcode_get_height:
 * @points: the size of the code
 *
 * Returns: how high a long bar is
 */
double
mado_customer_barcode_get_height (double points)
{
  return BAR_LONG * points / 10;
}

/**
 * mado_pen_draw_customer_barcode:
 * @self: a pen on a page
 * @bars: the digits of a #MadoCustomerBarcode
 * @x: the left edge of the first bar
 * @y: the upper edge of a long bar
 * @points: the size of the code
 */
void
mado_pen_draw_customer_barcode (MadoPen *self, const char *bars, double x, double y, double points)
{
  const double scale = points / 10;
  const double half = (BAR_LONG - BAR_MIDDLE) / 2;

  for (gsize i = 0; bars[i] != '\0'; i++) {
    double top = bars[i] == '1' || bars[i] == '2' ? 0 : half;
    double bottom = bars[i] == '1' || bars[i] == '3' ? BAR_LONG : BAR_LONG - half;

    cairo_rectangle (self->cairo, PT (x + (double) i * BAR_PITCH * scale), PT (y + top * scale), PT (BAR_WIDTH * scale),
                     PT ((bottom - top) * scale));
  }
  cairo_fill (self->cairo);
}

/* Sixteenths of a point are finer than any printer, and are written with few digits: a label is little else than the
 * numbers of its code. */
static double
round_down (double points)
{
  return (double) (int) (points * 16) / 16;
}

/* A row that is as black from @first to @end, and goes on on no side. */
static gboolean
is_same_run (const char *row, gsize first, gsize end)
{
  return (first == 0 || row[first - 1] == '0') && row[end] != '1' && strspn (row + first, "1") == end - first;
}

/* As many rows as have the same run below one another are one shape. */
static gsize
measure_run (const char *picture, gsize n, gsize row, gsize first, gsize end)
{
  gsize height = 1;

  while (row + height < n && is_same_run (picture + (row + height) * (n + 1), first, end))
    height++;

  return height;
}

/**
 * mado_pen_draw_qr:
 * @self: a pen on a page
 * @picture: of mado_qr_draw()
 * @x: the left edge of its modules; the white around is the layout's business
 * @y: the upper edge of its modules
 * @size: of the square; it is up to a sixteenth of a point a module smaller
 *
 * As a picture it would take a third of the time; but programs that print soften or shift the edges of small pictures,
 * and scanners do not read those.
 */
void
mado_pen_draw_qr (MadoPen *self, const char *picture, double x, double y, double size)
{
  const gsize n = strcspn (picture, "\n"), pitch = n + 1;
  const double module = round_down (PT (size) / (double) n), left = round_down (PT (x)), top = round_down (PT (y));

  for (gsize row = 0; row < n; row++)
    for (gsize first = 0, end; first < n; first = end + 1) {
      const char *line = picture + row * pitch;

      first += strspn (line + first, "0");
      end = first + strspn (line + first, "1");
      if (first < end && (row == 0 || !is_same_run (line - pitch, first, end)))
        cairo_rectangle (self->cairo, left + (double) first * module, top + (double) row * module,
                         (double) (end - first) * module, (double) measure_run (picture, n, row, first, end) * module);
    }
  cairo_fill (self->cairo);
}
