/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The format of a layout file, as tables, read by the one reader of such files. */

#include "mado-layout.h"

#include "mado-layout-check.h"
#include "mado-programme-fault.h"
#include "mado-shape-table.h"

/* clang-format off */

#define BOX_MEMBERS(record)                                                                                            \
  MEMBER (record, x, MEASURE), MEMBER (record, y, MEASURE), MEMBER (record, width, MEASURE, REQUIRED),                 \
      MEMBER (record, height, MEASURE, REQUIRED)

static const MadoShape identity_shape = SHAPE (MadoLayoutIdentity, WORD,
  MEMBER (MadoLayoutIdentity, id, TEXT, REQUIRED),
  MEMBER (MadoLayoutIdentity, title, TEXT, REQUIRED),
  MEMBER (MadoLayoutIdentity, kind, TEXT, REQUIRED, .words = WORDS ("letter", "pressure_postcard", "labels", "form")));
static const MadoShape sheet_shape = SHAPE (MadoLayoutSheet, WORD,
  MEMBER (MadoLayoutSheet, width, MEASURE, REQUIRED),
  MEMBER (MadoLayoutSheet, height, MEASURE, REQUIRED),
  MEMBER (MadoLayoutSheet, clear, MEASURE, REQUIRED));
static const MadoShape cells_shape = SHAPE (MadoLayoutCells, WORD,
  BOX_MEMBERS (MadoLayoutCells),
  MEMBER (MadoLayoutCells, columns, NUMBER, REQUIRED),
  MEMBER (MadoLayoutCells, rows, NUMBER, REQUIRED),
  MEMBER (MadoLayoutCells, gap_x, MEASURE),
  MEMBER (MadoLayoutCells, gap_y, MEASURE));
static const MadoShape style_shape = SHAPE (MadoLayoutStyle, WORD,
  MEMBER (MadoLayoutStyle, face, TEXT, REQUIRED, .words = WORDS ("gothic", "mincho")),
  MEMBER (MadoLayoutStyle, weight, TEXT, .words = WORDS ("bold")),
  MEMBER (MadoLayoutStyle, align, TEXT, .words = WORDS ("center", "right")),
  MEMBER (MadoLayoutStyle, fit, TEXT, .words = WORDS ("line")),
  MEMBER (MadoLayoutStyle, size, MEASURE, REQUIRED),
  MEMBER (MadoLayoutStyle, least, MEASURE),
  MEMBER (MadoLayoutStyle, leading, MEASURE),
  MEMBER (MadoLayoutStyle, before, MEASURE),
  MEMBER (MadoLayoutStyle, after, MEASURE),
  MEMBER (MadoLayoutStyle, hang, MEASURE),
  MEMBER (MadoLayoutStyle, label, MEASURE),
  MEMBER (MadoLayoutStyle, pad, MEASURE));
static const MadoShape area_shape = SHAPE (MadoLayoutArea, WORD,
  BOX_MEMBERS (MadoLayoutArea),
  MEMBER (MadoLayoutArea, then, TEXT),
  MEMBER (MadoLayoutArea, stand, TEXT, .words = WORDS ("bottom", "middle")),
  RENAMED (MadoLayoutArea, is_outside, "outside", FLAG));
static const MadoShape fixed_shape = SHAPE (MadoLayoutFixed, WORD,
  BOX_MEMBERS (MadoLayoutFixed),
  MEMBER (MadoLayoutFixed, style, TEXT, REQUIRED),
  MEMBER (MadoLayoutFixed, text, TEXTS, REQUIRED),
  RENAMED (MadoLayoutFixed, has_frame, "frame", FLAG));
static const MadoShape fold_shape = SHAPE (MadoLayoutFold, WORD,
  MEMBER (MadoLayoutFold, x, MEASURE),
  MEMBER (MadoLayoutFold, y, MEASURE),
  MEMBER (MadoLayoutFold, mark, MEASURE),
  MEMBER (MadoLayoutFold, clear, MEASURE));
static const MadoShape window_shape = SHAPE (MadoLayoutWindow, WORD,
  BOX_MEMBERS (MadoLayoutWindow),
  MEMBER (MadoLayoutWindow, slide, MEASURE, REQUIRED),
  MEMBER (MadoLayoutWindow, shows, TEXTS, REQUIRED));
static const MadoShape page_shape = SHAPE (MadoLayoutPage, WORD,
  RENAMED (MadoLayoutPage, is_repeated, "repeated", FLAG),
  MEMBER (MadoLayoutPage, areas, SECTION, REQUIRED, .shape = &area_shape),
  MEMBER (MadoLayoutPage, fixed, SECTION, .shape = &fixed_shape),
  MEMBER (MadoLayoutPage, folds, SECTION, .shape = &fold_shape),
  MEMBER (MadoLayoutPage, windows, SECTION, .shape = &window_shape));
static const MadoShape layout_shape = SHAPE (MadoLayout, WORD,
  MEMBER (MadoLayout, format, NUMBER, REQUIRED),
  RENAMED (MadoLayout, identity, "layout", OBJECT, REQUIRED, .shape = &identity_shape),
  MEMBER (MadoLayout, sheet, OBJECT, REQUIRED, .shape = &sheet_shape),
  MEMBER (MadoLayout, cells, OBJECT, .shape = &cells_shape),
  MEMBER (MadoLayout, styles, SECTION, REQUIRED, .shape = &style_shape),
  MEMBER (MadoLayout, pages, SECTION, REQUIRED, .shape = &page_shape));

/* clang-format on */

/**
 * mado_layout_read:
 * @file: the bytes of a layout file
 * @faults: (element-type MadoProgrammeFault): takes everything that is wrong, in the order of the file
 *
 * Returns: (transfer full) (nullable): the layout, %NULL if and only if there are faults
 */
MadoLayout *
mado_layout_read (GBytes *file, GPtrArray *faults)
{
  g_autoptr (MadoLayout) self = g_new0 (MadoLayout, 1);
  guint n_before = faults->len;

  self->text = mado_programme_text_new (file, faults);
  if (self->text == NULL)
    return NULL;
  mado_shape_read (&layout_shape, self->text, self, faults);
  mado_layout_check (self, faults);
  mado_programme_faults_sort (faults);

  return faults->len == n_before ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_layout_free:
 * @self: (transfer full): a layout
 */
void
mado_layout_free (MadoLayout *self)
{
  g_clear_pointer (&self->text, mado_programme_text_free);
  g_free (self);
}

/**
 * mado_layout_find_area:
 * @self: a layout
 * @id: an area's id
 *
 * Returns: (transfer none) (nullable): the area, on the first page that has it
 */
const MadoLayoutArea *
mado_layout_find_area (const MadoLayout *self, const char *id)
{
  for (guint i = 0; i < mado_section_get_count (self->pages); i++) {
    const MadoLayoutPage *page = mado_section_get (self->pages, i);
    const MadoLayoutArea *area = mado_section_find (page->areas, id);

    if (area != NULL)
      return area;
  }

  return NULL;
}

/**
 * mado_layout_get_n_cells:
 * @self: a layout
 *
 * Returns: how many documents a sheet takes
 */
guint
mado_layout_get_n_cells (const MadoLayout *self)
{
  return (guint) MAX (1, self->cells.columns * self->cells.rows);
}

/**
 * mado_layout_style_get_leading:
 * @self: a style
 *
 * Returns: from line to line, in sizes of its type
 */
double
mado_layout_style_get_leading (const MadoLayoutStyle *self)
{
  return self->leading > 0 ? self->leading : 1.5;
}
