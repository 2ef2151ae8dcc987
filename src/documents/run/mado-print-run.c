/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets, marks and draws one document at a time and forgets it. */

#include "mado-print-run.h"

#include <string.h>

#include "mado-documents-error.h"
#include "mado-sheet-mark.h"

struct _MadoPrintRun {
  MadoTypecase *typecase;
  const MadoLayout *layout;
  MadoPen *pen;
  char *id;
  guint n_documents;
  guint next_serial;
  guint copy; /* of all that follows */
  guint next_cell;
  gboolean is_on_page;
};

/**
 * mado_print_run_new:
 * @typecase: the fonts, which have to stay as long
 * @layout: of all its documents, which has to stay as long
 * @stream: where the PDF goes
 * @id: of the run, for the marks on its sheets
 * @title: of the PDF
 * @day: on which it is made
 *
 * Returns: (transfer full): a run without documents
 */
MadoPrintRun *
mado_print_run_new (MadoTypecase *typecase,
                    const MadoLayout *layout,
                    GOutputStream *stream,
                    const char *id,
                    const char *title,
                    MadoDate day)
{
  MadoPrintRun *self = g_new0 (MadoPrintRun, 1);

  self->typecase = typecase;
  self->layout = layout;
  self->pen = mado_pen_new (stream, title, day);
  self->id = g_strdup (id);
  self->next_serial = 1;
  self->copy = 1;

  return self;
}

/**
 * mado_print_run_go_to:
 * @self: a run
 * @serial: that the next document has
 * @copy: which copy the documents from there on are: 2 for those in the place of sheets that were spoiled
 */
void
mado_print_run_go_to (MadoPrintRun *self, guint serial, guint copy)
{
  self->next_serial = serial;
  self->copy = copy;
}

/**
 * mado_print_run_free:
 * @self: (transfer full): a run; what was not finished is no PDF
 */
void
mado_print_run_free (MadoPrintRun *self)
{
  g_clear_pointer (&self->pen, mado_pen_free);
  g_free (self->id);
  g_free (self);
}

static void
end_sheet (MadoPrintRun *self)
{
  if (self->is_on_page)
    mado_pen_end_page (self->pen);
  self->is_on_page = FALSE;
  self->next_cell = 0;
}

/* The next piece of the sheet, or the first of another. */
static void
draw_cell (MadoPrintRun *self, const MadoSetting *setting)
{
  const MadoLayoutCells *cells = &self->layout->cells;
  const guint column = self->next_cell % (guint) cells->columns;
  const guint row = self->next_cell / (guint) cells->columns;

  if (!self->is_on_page)
    mado_pen_begin_page (self->pen, self->layout->sheet.width, self->layout->sheet.height);
  self->is_on_page = TRUE;
  mado_setting_draw_page (setting, self->pen, 0, cells->x + column * (cells->width + cells->gap_x),
                          cells->y + row * (cells->height + cells->gap_y));
  if (++self->next_cell == mado_layout_get_n_cells (self->layout))
    end_sheet (self);
}

/**
 * mado_print_run_mark:
 * @setting: a document
 * @run: what the run is called
 * @serial: its place there
 * @copy: which copy it is
 * @error: where to put why it cannot be marked
 *
 * Returns: whether it has the mark that it has in the run, in whatever it is drawn
 */
gboolean
mado_print_run_mark (MadoSetting *setting, const char *run, guint serial, guint copy, GError **error)
{
  g_autofree char *code = mado_sheet_mark_build (run, serial, copy);
  g_autofree char *words = g_strdup_printf ("%s　%s", run, code + strlen (run) + 1);

  return mado_setting_mark (setting, code, words, error);
}

/**
 * mado_print_run_add:
 * @self: a run
 * @manuscript: a document
 * @out_printed: (out): where it lies
 * @findings: takes what stands against it, with the number that it would have had
 * @error: where to put why it was not drawn; with findings, %MADO_DOCUMENTS_ERROR_REFUSED
 *
 * Returns: whether it is in the run; otherwise the run is as it was
 */
gboolean
mado_print_run_add (MadoPrintRun *self,
                    const MadoManuscript *manuscript,
                    MadoPrinted *out_printed,
                    MadoFindings *findings,
                    GError **error)
{
  const guint serial = self->next_serial;
  g_autoptr (MadoSetting) setting = mado_setting_new (self->typecase, self->layout, manuscript, findings);
  gboolean is_cut = mado_layout_get_n_cells (self->layout) > 1;

  if (setting == NULL) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
                 "could not set document %u: it does not fit its layout, or a character is missing", serial);
    return FALSE;
  }
  if (!mado_print_run_mark (setting, self->id, serial, self->copy, error))
    return FALSE;
  *out_printed = (MadoPrinted) { serial, mado_pen_get_n_pages (self->pen) + 1,
                                 is_cut ? 1 : mado_setting_get_n_pages (setting), self->next_cell };
  if (is_cut)
    draw_cell (self, setting);
  else
    mado_setting_draw (setting, self->pen);
  self->next_serial = serial + 1;
  self->n_documents++;

  return TRUE;
}

/**
 * mado_print_run_finish:
 * @self: a run, to which nothing can be added any more
 * @error: where to put why the PDF is not whole
 *
 * Returns: whether all of it has been written
 */
gboolean
mado_print_run_finish (MadoPrintRun *self, GError **error)
{
  end_sheet (self);

  return mado_pen_finish (self->pen, error);
}

/**
 * mado_print_run_get_n_documents:
 * @self: a run
 *
 * Returns: how many documents are in it
 */
guint
mado_print_run_get_n_documents (const MadoPrintRun *self)
{
  return self->n_documents;
}

/**
 * mado_print_run_get_n_pages:
 * @self: a run
 *
 * Returns: how many pages its PDF has so far, the one that is being filled among them
 */
guint
mado_print_run_get_n_pages (const MadoPrintRun *self)
{
  return mado_pen_get_n_pages (self->pen) + (self->is_on_page ? 1 : 0);
}
