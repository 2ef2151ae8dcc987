/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds a layout against its own measures. */

#include "mado-layout-check.h"

#define REPORT(place, ...) mado_programme_text_report (self->text, faults, (place), 0, __VA_ARGS__)
#define TOLERANCE 0.005 /* mm: measures have two decimals */

typedef struct {
  double left;
  double top;
  double right;
  double bottom;
} Extent;

/* Areas, fixed texts and windows all have x, y, width and height. */
#define EXTENT(box) ((Extent) { (box)->x, (box)->y, (box)->x + (box)->width, (box)->y + (box)->height })

static Extent
grow (Extent extent, double by)
{
  return (Extent) { extent.left - by, extent.top - by, extent.right + by, extent.bottom + by };
}

static gboolean
is_within (Extent inner, Extent outer)
{
  return inner.left >= outer.left - TOLERANCE && inner.top >= outer.top - TOLERANCE &&
         inner.right <= outer.right + TOLERANCE && inner.bottom <= outer.bottom + TOLERANCE;
}

static gboolean
do_meet (Extent a, Extent b)
{
  return a.left < b.right - TOLERANCE && b.left < a.right - TOLERANCE && a.top < b.bottom - TOLERANCE &&
         b.top < a.bottom - TOLERANCE;
}

static gboolean
is_cut (const MadoLayout *self)
{
  return self->cells.columns > 0;
}

/* The piece of paper that a document has for itself. */
static Extent
get_paper (const MadoLayout *self)
{
  return is_cut (self) ? (Extent) { 0, 0, self->cells.width, self->cells.height }
                       : (Extent) { 0, 0, self->sheet.width, self->sheet.height };
}

static void
check_style (const MadoLayout *self, const char *style, GPtrArray *faults)
{
  if (style[0] != '\0' && mado_section_find (self->styles, style) == NULL)
    REPORT (style, "E_NAME_UNKNOWN", "There is no style \"%s\"", style);
}

/* --- one thing on a page ------------------------------------------------------------------------------------------ */

static gboolean
crosses_fold (const MadoLayoutFold *fold, Extent extent)
{
  const double clear = fold->clear;

  if (fold->x > 0)
    return extent.left < fold->x + clear - TOLERANCE && extent.right > fold->x - clear + TOLERANCE;

  return extent.top < fold->y + clear - TOLERANCE && extent.bottom > fold->y - clear + TOLERANCE;
}

static gboolean
is_shown (const MadoLayoutWindow *window, const char *id)
{
  for (guint i = 0; i < window->shows->len; i++)
    if (g_str_equal (g_ptr_array_index (window->shows, i), id))
      return TRUE;

  return FALSE;
}

/* What belongs into a window is seen wherever the sheet slides, and nothing else ever is. */
static void
check_window (const MadoLayout *self, const MadoLayoutWindow *window, const char *id, Extent extent, GPtrArray *faults)
{
  if (is_shown (window, id)) {
    if (!is_within (extent, grow (EXTENT (window), -window->slide)))
      REPORT (id, "E_WINDOW", "\"%s\" is not wholly in the window \"%s\" when the sheet slides by %g mm", id,
              window->id, window->slide);
  } else if (do_meet (extent, grow (EXTENT (window), window->slide))) {
    REPORT (id, "E_WINDOW", "\"%s\" shows in the window \"%s\" when the sheet slides by %g mm", id, window->id,
            window->slide);
  }
}

static void
check_thing (const MadoLayout *self, const MadoLayoutPage *page, const char *id, Extent extent, GPtrArray *faults)
{
  double clear = self->sheet.clear;

  if (!is_within (extent, grow (get_paper (self), -clear)))
    REPORT (id, "E_OUTSIDE", "\"%s\" comes nearer than %g mm to the edge of the paper, or beyond it", id, clear);
  for (guint i = 0; i < mado_section_get_count (page->folds); i++) {
    const MadoLayoutFold *fold = mado_section_get (page->folds, i);

    if (fold->clear > 0 && crosses_fold (fold, extent))
      REPORT (id, "E_FOLD", "\"%s\" comes nearer than %g mm to the fold \"%s\"", id, fold->clear, fold->id);
  }
  for (guint i = 0; i < mado_section_get_count (page->windows); i++)
    check_window (self, mado_section_get (page->windows, i), id, extent, faults);
}

/* --- a page ------------------------------------------------------------------------------------------------------- */

static void
check_overlaps (const MadoLayout *self, const MadoLayoutPage *page, guint index, GPtrArray *faults)
{
  const MadoLayoutArea *area = mado_section_get (page->areas, index);

  for (guint i = 0; i < index; i++) {
    const MadoLayoutArea *other = mado_section_get (page->areas, i);

    if (do_meet (EXTENT (area), EXTENT (other)))
      REPORT (area->id, "E_OVERLAP", "\"%s\" lies over \"%s\"", area->id, other->id);
  }
  for (guint i = 0; i < mado_section_get_count (page->fixed); i++) {
    const MadoLayoutFixed *fixed = mado_section_get (page->fixed, i);

    if (do_meet (EXTENT (area), EXTENT (fixed)))
      REPORT (area->id, "E_OVERLAP", "\"%s\" lies over \"%s\"", area->id, fixed->id);
  }
}

/* Returns: (nullable): the first area of that id that stands later in the file */
static const MadoLayoutArea *
find_later (const MadoLayout *self, guint page, guint index, const char *id)
{
  for (; page < mado_section_get_count (self->pages); page++, index = 0) {
    const MadoLayoutPage *later = mado_section_get (self->pages, page);

    for (; index < mado_section_get_count (later->areas); index++)
      if (g_str_equal (((const MadoLayoutArea *) mado_section_get (later->areas, index))->id, id))
        return mado_section_get (later->areas, index);
  }

  return NULL;
}

/* Where a text goes on stands later in the file, so that none can come back to itself, and is as wide: the lines are
 * broken once. */
static void
check_then (const MadoLayout *self, guint page, guint index, GPtrArray *faults)
{
  const MadoLayoutPage *here = mado_section_get (self->pages, page);
  const MadoLayoutArea *area = mado_section_get (here->areas, index);
  const char *id = area->then[0] != '\0' ? area->then : area->id;
  const MadoLayoutArea *later = find_later (self, page, index + 1, id);

  if (later == NULL && area->then[0] != '\0')
    REPORT (area->then, "E_NAME_UNKNOWN", "There is no area \"%s\" after this one", area->then);
  else if (later != NULL && ABS (later->width - area->width) > TOLERANCE)
    REPORT (later->id, "E_WIDTH", "\"%s\" goes on from \"%s\" and is not as wide", later->id, area->id);
}

static void
check_marks (const MadoLayout *self, const MadoLayoutPage *page, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (page->folds); i++) {
    const MadoLayoutFold *fold = mado_section_get (page->folds, i);

    if ((fold->x > 0) == (fold->y > 0))
      REPORT (fold->id, "E_FOLD", "A fold is at an x or at a y");
    else if (fold->x >= self->sheet.width || fold->y >= self->sheet.height)
      REPORT (fold->id, "E_OUTSIDE", "The fold is not on the sheet");
  }
  for (guint i = 0; i < mado_section_get_count (page->windows); i++) {
    const MadoLayoutWindow *window = mado_section_get (page->windows, i);

    for (guint j = 0; j < window->shows->len; j++)
      if (mado_section_find (page->areas, g_ptr_array_index (window->shows, j)) == NULL)
        REPORT (g_ptr_array_index (window->shows, j), "E_NAME_UNKNOWN", "There is no area \"%s\" on this page",
                (const char *) g_ptr_array_index (window->shows, j));
  }
}

static void
check_page (const MadoLayout *self, guint index, GPtrArray *faults)
{
  const MadoLayoutPage *page = mado_section_get (self->pages, index);

  for (guint i = 0; i < mado_section_get_count (page->areas); i++) {
    const MadoLayoutArea *area = mado_section_get (page->areas, i);

    check_thing (self, page, area->id, EXTENT (area), faults);
    check_overlaps (self, page, i, faults);
    check_then (self, index, i, faults);
  }
  for (guint i = 0; i < mado_section_get_count (page->fixed); i++) {
    const MadoLayoutFixed *fixed = mado_section_get (page->fixed, i);

    check_thing (self, page, fixed->id, EXTENT (fixed), faults);
    check_style (self, fixed->style, faults);
  }
  check_marks (self, page, faults);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static void
check_cells (const MadoLayout *self, GPtrArray *faults)
{
  const MadoLayoutCells *cells = &self->cells;
  const char *start = mado_programme_text_get_start (self->text);

  if (!is_cut (self))
    return;
  if (cells->rows == 0 || cells->columns > 50 || cells->rows > 50)
    REPORT (start, "E_CELLS", "A sheet is cut into 1 to 50 rows and columns");
  else if (cells->x + (double) cells->columns * (cells->width + cells->gap_x) - cells->gap_x >
               self->sheet.width + TOLERANCE ||
           cells->y + (double) cells->rows * (cells->height + cells->gap_y) - cells->gap_y >
               self->sheet.height + TOLERANCE)
    REPORT (start, "E_OUTSIDE", "The cells are more than the sheet has room for");
  if (mado_section_get_count (self->pages) > 1)
    REPORT (self->pages->place, "E_CELLS", "A sheet that is cut has one page");
}

static void
check_styles (const MadoLayout *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->styles); i++) {
    const MadoLayoutStyle *style = mado_section_get (self->styles, i);

    if (style->size < MADO_LAYOUT_LEAST_SIZE || (style->least > 0 && style->least < MADO_LAYOUT_LEAST_SIZE))
      REPORT (style->id, "E_SIZE", "Type smaller than %d points is not sent to anybody", MADO_LAYOUT_LEAST_SIZE);
    if (style->least > style->size)
      REPORT (style->id, "E_RANGE", "The least size is above the size");
  }
}

/* Pages that are there once stand before the one that is repeated. */
static void
check_pages (const MadoLayout *self, GPtrArray *faults)
{
  guint n_pages = mado_section_get_count (self->pages);

  if (n_pages == 0 && self->pages->place != NULL)
    REPORT (self->pages->place, "E_EMPTY", "A layout has at least one page");
  for (guint i = 0; i < n_pages; i++) {
    const MadoLayoutPage *page = mado_section_get (self->pages, i);

    if (page->is_repeated && i + 1 < n_pages)
      REPORT (page->id, "E_REPEATED", "Only the last page can be repeated");
    check_page (self, i, faults);
  }
}

/**
 * mado_layout_check:
 * @self: a layout, read as far as its file allows
 * @faults: takes what is wrong with it
 */
void
mado_layout_check (const MadoLayout *self, GPtrArray *faults)
{
  if (self->format != 1)
    REPORT (mado_programme_text_get_start (self->text), "E_FORMAT", "This program reads format 1 only");
  check_cells (self, faults);
  check_styles (self, faults);
  check_pages (self, faults);
}
