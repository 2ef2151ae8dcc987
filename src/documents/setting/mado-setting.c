/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills the areas of a layout with blocks, page by page. What has no room goes on in the next area, on the next page,
 * or in smaller type; where none of it helps, the document is refused. */

#include "mado-setting.h"

#include "mado-grid.h"
#include "mado-piece.h"
#include "mado-qr.h"

#define SCALE_STEP 0.05
#define LEAST_SCALE 0.5
#define MOST_PAGES 500
#define SLACK 0.01 /* mm */
#define FOLD_RULE 0.1
#define FRAME_RULE 0.3

struct _MadoSetting {
  MadoTypecase *typecase;
  const MadoLayout *layout;
  GArray *pieces; /* MadoPiece, in the order of the pages */
  guint n_pages;
};

/* The blocks of an area, and how far they have been set. */
typedef struct {
  const char *area;
  GPtrArray *blocks; /* (element-type MadoBlock) */
  double scale;
  guint next; /* the first block that is not done */
  guint done; /* lines or rows of it */
  gboolean may_shrink;
} Column;

typedef struct {
  MadoSetting *setting;
  const MadoLayoutArea *area;
  guint page;
  double y;
  double scale;
} Place;

static void
clear_piece (gpointer piece)
{
  mado_piece_clear (piece);
}

static void
free_column (gpointer data)
{
  Column *column = data;

  g_ptr_array_unref (column->blocks);
  g_free (column);
}

static void
add_piece (MadoSetting *self, MadoPiece piece)
{
  g_array_append_val (self->pieces, piece);
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

static double
get_room (const Place *place)
{
  return place->area->y + place->area->height - place->y + SLACK;
}

/* A single line of a longer paragraph is left alone nowhere. */
static int
choose_lines (int left, int room)
{
  int n = CLAMP (room, 0, left);

  if (n == left || left < 4)
    return n;

  return n == left - 1 ? n - 1 : n == 1 ? 0 : n;
}

static gboolean
place_text (Place *place, const MadoLayoutStyle *style, const char *text, guint *done)
{
  MadoWording wording = mado_wording_set (place->setting->typecase, style, place->scale, place->area->width, text);
  int left = wording.n_lines - (int) *done;
  int n = choose_lines (left, (int) (get_room (place) / wording.line));
  MadoPiece piece = { .kind = MADO_PIECE_LINES,
                      .page = place->page,
                      .box = { place->area->x, place->y, 0, 0 },
                      .text = wording.text,
                      .first = (int) *done,
                      .end = (int) *done + n };

  add_piece (place->setting, piece);
  place->y += n * wording.line;
  *done += (guint) n;

  return n == left;
}

static gboolean
place_table (Place *place, const MadoLayoutStyle *style, const MadoBlock *block, guint *done)
{
  g_auto (MadoGrid) grid = { 0 };
  GArray *pieces = place->setting->pieces;
  guint row = MAX (*done, block->n_heads);

  mado_grid_measure (&grid, place->setting->typecase, block, style, place->scale, place->area->width);
  if (row < block->rows->len &&
      mado_grid_get_height (&grid, 0, block->n_heads) + mado_grid_get_height (&grid, row, row + 1) > get_room (place))
    return FALSE;
  for (guint head = 0; head < block->n_heads; head++) {
    mado_grid_place_row (&grid, head, place->page, place->area->x, place->y, pieces);
    place->y += mado_grid_get_height (&grid, head, head + 1);
  }
  for (; row < block->rows->len && mado_grid_get_height (&grid, row, row + 1) <= get_room (place); row++) {
    mado_grid_place_row (&grid, row, place->page, place->area->x, place->y, pieces);
    place->y += mado_grid_get_height (&grid, row, row + 1);
  }
  *done = row;

  return row >= block->rows->len;
}

static gboolean
place_barcode (Place *place, const MadoBlock *block)
{
  const double height = mado_customer_barcode_get_height (block->size);
  MadoPiece piece = { .kind = MADO_PIECE_BARCODE,
                      .page = place->page,
                      .box = { place->area->x, place->y, 0, 0 },
                      .measure = block->size,
                      .picture = g_strdup (block->text) };

  if (height > get_room (place) || mado_customer_barcode_get_width (block->size) > place->area->width + SLACK) {
    mado_piece_clear (&piece);
    return FALSE;
  }
  add_piece (place->setting, piece);
  place->y += height;

  return TRUE;
}

static gboolean
place_qr (Place *place, const MadoBlock *block)
{
  MadoPiece piece = { .kind = MADO_PIECE_QR,
                      .page = place->page,
                      .box = { place->area->x, place->y, block->size, block->size } };

  if (block->size > get_room (place))
    return FALSE;
  piece.picture = mado_qr_draw (block->text, NULL); /* ignored: what is too long for a code does not fit either */
  if (piece.picture == NULL)
    return FALSE;
  add_piece (place->setting, piece);
  place->y += block->size;

  return TRUE;
}

static gboolean
place_block (Place *place, const MadoLayoutStyle *style, const MadoBlock *block, guint *done)
{
  switch (block->kind) {
  case MADO_BLOCK_TEXT:
    return place_text (place, style, block->text, done);
  case MADO_BLOCK_TABLE:
    return place_table (place, style, block, done);
  case MADO_BLOCK_BARCODE:
    return place_barcode (place, block);
  case MADO_BLOCK_QR:
    return place_qr (place, block);
  }

  g_return_val_if_reached (FALSE);
}

/* --- areas -------------------------------------------------------------------------------------------------------- */

/* Where the text is shorter than its area and does not stand at the top. */
static void
lower_pieces (Place *place, guint first_piece)
{
  double by = get_room (place) - SLACK;

  if (place->area->stand[0] == '\0' || by <= 0)
    return;
  by *= g_str_equal (place->area->stand, "middle") ? 0.5 : 1;
  for (guint i = first_piece; i < place->setting->pieces->len; i++)
    g_array_index (place->setting->pieces, MadoPiece, i).box.y += by;
}

/* Returns: whether all of the column has been set */
static gboolean
fill_area (MadoSetting *self, Column *column, const MadoLayoutArea *area, guint page)
{
  Place place = { self, area, page, area->y, column->scale };
  guint first_piece = self->pieces->len;

  for (; column->next < column->blocks->len; column->next++, column->done = 0) {
    const MadoBlock *block = g_ptr_array_index (column->blocks, column->next);
    const MadoLayoutStyle *style = mado_section_find (self->layout->styles, block->style);

    if (place.y > area->y && column->done == 0)
      place.y += style->before * column->scale;
    if (!place_block (&place, style, block, &column->done))
      return FALSE;
    place.y += style->after * column->scale;
  }
  lower_pieces (&place, first_piece);

  return TRUE;
}

static Column *
find_column (const GPtrArray *columns, const char *area)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (((Column *) g_ptr_array_index (columns, i))->area, area))
      return g_ptr_array_index (columns, i);

  return NULL;
}

static gboolean
is_done (const Column *column)
{
  return column->next >= column->blocks->len;
}

/* A column goes on in the area that its own names, where it is a guest. */
static void
fill_page (MadoSetting *self, const MadoLayoutPage *page, GPtrArray *columns, GHashTable *guests)
{
  for (guint i = 0; i < mado_section_get_count (page->areas); i++) {
    const MadoLayoutArea *area = mado_section_get (page->areas, i);
    Column *column = g_hash_table_lookup (guests, area->id);

    if (column == NULL)
      column = find_column (columns, area->id);
    if (column != NULL && !is_done (column) && !fill_area (self, column, area, self->n_pages) && area->then[0] != '\0')
      g_hash_table_insert (guests, (gpointer) area->then, column);
  }
  self->n_pages++;
}

static guint
count_done (const GPtrArray *columns, const MadoLayoutPage *page, gboolean *is_left)
{
  guint n = 0;

  *is_left = FALSE;
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = g_ptr_array_index (columns, i);

    n += column->next * 10000 + column->done;
    *is_left |= !is_done (column) && mado_section_find (page->areas, column->area) != NULL;
  }

  return n;
}

/* As many as it takes, as long as each brings the text further. */
static void
repeat_page (MadoSetting *self, const MadoLayoutPage *page, GPtrArray *columns, GHashTable *guests)
{
  gboolean is_left;
  guint before, after = count_done (columns, page, &is_left);

  while (is_left && self->n_pages < MOST_PAGES) {
    before = after;
    fill_page (self, page, columns, guests);
    after = count_done (columns, page, &is_left);
    if (after == before)
      return;
  }
}

static void
fill_pages (MadoSetting *self, GPtrArray *columns)
{
  g_autoptr (GHashTable) guests = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_size (self->pieces, 0);
  self->n_pages = 0;
  for (guint i = 0; i < columns->len; i++) {
    Column *column = g_ptr_array_index (columns, i);

    column->next = column->done = 0;
  }
  for (guint i = 0; i < mado_section_get_count (self->layout->pages); i++) {
    const MadoLayoutPage *page = mado_section_get (self->layout->pages, i);

    if (page->is_repeated)
      repeat_page (self, page, columns, guests);
    else
      fill_page (self, page, columns, guests);
  }
}

/* Returns: whether another try may fit better */
static gboolean
shrink (GPtrArray *columns)
{
  gboolean has_shrunk = FALSE;

  for (guint i = 0; i < columns->len; i++) {
    Column *column = g_ptr_array_index (columns, i);

    if (is_done (column) || !column->may_shrink || column->scale <= LEAST_SCALE)
      continue;
    column->scale -= SCALE_STEP;
    has_shrunk = TRUE;
  }

  return has_shrunk;
}

/* --- what stands on every sheet ----------------------------------------------------------------------------------- */

static void
add_rule (MadoSetting *self, guint page, MadoBox box, double width, gboolean is_dashed)
{
  MadoPiece rule = { .kind = MADO_PIECE_RULE, .page = page, .box = box, .measure = width, .is_dashed = is_dashed };

  add_piece (self, rule);
}

static void
add_fold (MadoSetting *self, guint page, const MadoLayoutFold *fold)
{
  const MadoLayoutSheet *sheet = &self->layout->sheet;

  if (fold->mark <= 0)
    return;
  if (fold->x > 0) {
    add_rule (self, page, (MadoBox) { fold->x, 0, 0, fold->mark }, FOLD_RULE, FALSE);
    add_rule (self, page, (MadoBox) { fold->x, sheet->height - fold->mark, 0, fold->mark }, FOLD_RULE, FALSE);
  } else {
    add_rule (self, page, (MadoBox) { 0, fold->y, fold->mark, 0 }, FOLD_RULE, FALSE);
    add_rule (self, page, (MadoBox) { sheet->width - fold->mark, fold->y, fold->mark, 0 }, FOLD_RULE, FALSE);
  }
}

static void
add_fixed (MadoSetting *self, guint page, const MadoLayoutFixed *fixed)
{
  const MadoLayoutStyle *style = mado_section_find (self->layout->styles, fixed->style);
  const MadoLayoutArea area = {
    fixed->id, fixed->x, fixed->y, fixed->width, fixed->height, "", fixed->has_frame ? "middle" : "", FALSE
  };
  Place place = { self, &area, page, area.y, 1 };
  g_autoptr (GString) text = g_string_new (NULL);
  guint first_piece = self->pieces->len, done = 0;

  for (guint i = 0; i < fixed->text->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (fixed->text, i));
  place_text (&place, style, text->str, &done);
  lower_pieces (&place, first_piece);
  if (!fixed->has_frame)
    return;
  add_rule (self, page, (MadoBox) { area.x, area.y, area.width, 0 }, FRAME_RULE, FALSE);
  add_rule (self, page, (MadoBox) { area.x, area.y + area.height, area.width, 0 }, FRAME_RULE, FALSE);
  add_rule (self, page, (MadoBox) { area.x, area.y, 0, area.height }, FRAME_RULE, FALSE);
  add_rule (self, page, (MadoBox) { area.x + area.width, area.y, 0, area.height }, FRAME_RULE, FALSE);
}

static const MadoLayoutPage *
get_page (const MadoSetting *self, guint page)
{
  guint n = mado_section_get_count (self->layout->pages);

  return mado_section_get (self->layout->pages, MIN (page, n - 1));
}

static void
add_sheet (MadoSetting *self)
{
  for (guint i = 0; i < self->n_pages; i++) {
    const MadoLayoutPage *page = get_page (self, i);

    for (guint j = 0; j < mado_section_get_count (page->folds); j++)
      add_fold (self, i, mado_section_get (page->folds, j));
    for (guint j = 0; j < mado_section_get_count (page->fixed); j++)
      add_fixed (self, i, mado_section_get (page->fixed, j));
  }
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static void
report_missing (MadoSetting *self, const MadoBlock *block, MadoFace face, const char *text, MadoFindings *findings)
{
  g_autoptr (GArray) missing = mado_typecase_find_missing (self->typecase, face, text);

  for (guint i = 0; i < missing->len; i++) {
    g_autofree char *name = mado_missing_glyph_name (&g_array_index (missing, MadoMissingGlyph, i));
    g_autofree char *field = g_strconcat (block->id, " ", name, NULL);

    mado_findings_add (findings, MADO_SETTING_GLYPH, 0, 0, field);
  }
}

static gboolean
check_block (MadoSetting *self, const MadoBlock *block, MadoFindings *findings)
{
  const MadoLayoutStyle *style = mado_section_find (self->layout->styles, block->style);

  if (style == NULL || mado_layout_find_area (self->layout, block->area) == NULL) {
    mado_findings_add (findings, MADO_SETTING_PLACE, 0, 0, block->id);
    return FALSE;
  }
  if (block->kind == MADO_BLOCK_TEXT)
    report_missing (self, block, mado_wording_get_face (style), block->text, findings);
  for (guint i = 0; i < block->rows->len; i++)
    for (const char *const *cell = g_ptr_array_index (block->rows, i); *cell != NULL; cell++)
      report_missing (self, block, mado_wording_get_face (style), *cell, findings);

  return TRUE;
}

static GPtrArray *
sort_blocks (MadoSetting *self, const MadoManuscript *manuscript, MadoFindings *findings)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (free_column);

  for (guint i = 0; i < manuscript->blocks->len; i++) {
    MadoBlock *block = g_ptr_array_index (manuscript->blocks, i);
    Column *column = find_column (columns, block->area);
    const MadoLayoutStyle *style = mado_section_find (self->layout->styles, block->style);

    if (!check_block (self, block, findings))
      continue;
    if (column == NULL) {
      column = g_new0 (Column, 1);
      *column = (Column) { block->area, g_ptr_array_new (), 1, 0, 0, FALSE };
      g_ptr_array_add (columns, column);
    }
    g_ptr_array_add (column->blocks, block);
    column->may_shrink |= style->least > 0;
  }

  return columns;
}

static void
report_overflow (const GPtrArray *columns, MadoFindings *findings)
{
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = g_ptr_array_index (columns, i);

    if (!is_done (column))
      mado_findings_add (findings, MADO_SETTING_OVERFLOW, 0, 0,
                         ((const MadoBlock *) g_ptr_array_index (column->blocks, column->next))->id);
  }
}

/**
 * mado_setting_new:
 * @typecase: the fonts
 * @layout: where things stand; it has to stay as long
 * @manuscript: what is said
 * @findings: takes each character that no font has, and each block that has no room
 *
 * Returns: (transfer full) (nullable): the document, %NULL if and only if there are findings
 */
MadoSetting *
mado_setting_new (MadoTypecase *typecase,
                  const MadoLayout *layout,
                  const MadoManuscript *manuscript,
                  MadoFindings *findings)
{
  g_autoptr (MadoSetting) self = g_new0 (MadoSetting, 1);
  g_autoptr (GPtrArray) columns = NULL;
  guint n_before = mado_findings_get_count (findings);

  self->typecase = typecase;
  self->layout = layout;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (MadoPiece));
  g_array_set_clear_func (self->pieces, clear_piece);
  columns = sort_blocks (self, manuscript, findings);
  do
    fill_pages (self, columns);
  while (shrink (columns));
  report_overflow (columns, findings);
  add_sheet (self);

  return mado_findings_get_count (findings) == n_before ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_setting_free:
 * @self: (transfer full): a document
 */
void
mado_setting_free (MadoSetting *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

/**
 * mado_setting_get_n_pages:
 * @self: a document
 *
 * Returns: how many pages it has
 */
guint
mado_setting_get_n_pages (const MadoSetting *self)
{
  return self->n_pages;
}

/* The code stands at the left of its area and is as high as that; the words stand beside it. */
static gboolean
mark_page (MadoSetting *self, guint page, const char *code, const char *words, GError **error)
{
  const MadoLayoutArea *area = mado_section_find (get_page (self, page)->areas, "mark");
  const MadoLayoutStyle *style = mado_section_find (self->layout->styles, "mark");
  guint done = 0;

  if (area == NULL || style == NULL)
    return TRUE;

  g_autofree char *said = g_strdup_printf ("%s/%u/%u", code, page + 1, self->n_pages);
  g_autofree char *read = g_strdup_printf ("%s\n%u／%u", words, page + 1, self->n_pages);
  MadoLayoutArea beside = *area;
  MadoPiece qr = { .kind = MADO_PIECE_QR, .page = page, .box = { area->x, area->y, area->height, area->height } };

  qr.picture = mado_qr_draw (said, error);
  if (qr.picture == NULL)
    return FALSE;
  add_piece (self, qr);
  beside.x += area->height + 2;
  beside.width -= area->height + 2;
  place_text (&(Place) { self, &beside, page, beside.y, 1 }, style, read, &done);

  return TRUE;
}

/**
 * mado_setting_mark:
 * @self: a document
 * @code: what machines shall read off each page, before its number
 * @words: what people shall read there
 * @error: where to put why it could not be drawn
 *
 * Marks every page that has an area "mark", so that no sheet of a run is mistaken for another.
 *
 * Returns: whether it was done
 */
gboolean
mado_setting_mark (MadoSetting *self, const char *code, const char *words, GError **error)
{
  for (guint page = 0; page < self->n_pages; page++)
    if (!mark_page (self, page, code, words, error))
      return FALSE;

  return TRUE;
}

/**
 * mado_setting_draw_page:
 * @self: a document
 * @pen: on a page
 * @page: of the document, from 0
 * @x: where on the sheet it begins
 * @y: where on the sheet it begins
 */
void
mado_setting_draw_page (const MadoSetting *self, MadoPen *pen, guint page, double x, double y)
{
  for (guint i = 0; i < self->pieces->len; i++) {
    const MadoPiece *piece = &g_array_index (self->pieces, MadoPiece, i);

    if (piece->page == page)
      mado_piece_draw (piece, pen, x, y);
  }
}

/**
 * mado_setting_draw:
 * @self: a document
 * @pen: between two pages
 *
 * Draws all of its pages, each on a sheet of its own.
 */
void
mado_setting_draw (const MadoSetting *self, MadoPen *pen)
{
  for (guint page = 0; page < self->n_pages; page++) {
    mado_pen_begin_page (pen, self->layout->sheet.width, self->layout->sheet.height);
    mado_setting_draw_page (self, pen, page, 0, 0);
    mado_pen_end_page (pen);
  }
}
