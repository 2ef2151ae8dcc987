/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-workbook.h"

#include "mado-documents-error.h"

/**
 * mado_workbook_new:
 *
 * Returns: (transfer full): a file without sheets, to be given to mado_workbook_finish()
 */
MadoWorkbook *
mado_workbook_new (void)
{
  MadoWorkbook *self = g_new0 (MadoWorkbook, 1);
  lxw_workbook_options options = { .output_buffer = &self->buffer, .output_buffer_size = &self->length };

  self->book = workbook_new_opt (NULL, &options);
  self->head = workbook_add_format (self->book);
  format_set_bold (self->head);
  format_set_bottom (self->head, LXW_BORDER_THIN);

  return self;
}

/**
 * mado_workbook_add_sheet:
 * @self: a file
 * @name: of the sheet
 *
 * Returns: (transfer none): a sheet whose first row names the columns and stays in sight
 */
lxw_worksheet *
mado_workbook_add_sheet (MadoWorkbook *self, const char *name)
{
  lxw_worksheet *sheet = workbook_add_worksheet (self->book, name);

  worksheet_freeze_panes (sheet, 1, 0);

  return sheet;
}

/**
 * mado_workbook_add_column:
 * @self: a file
 * @sheet: one of its sheets
 * @column: from 0 on
 * @heading: its name
 * @width: in characters
 */
void
mado_workbook_add_column (MadoWorkbook *self, lxw_worksheet *sheet, lxw_col_t column, const char *heading, double width)
{
  worksheet_set_column (sheet, column, column, width, NULL);
  worksheet_write_string (sheet, 0, column, heading, self->head);
}

/**
 * mado_workbook_finish:
 * @self: (transfer full): a file
 * @error: %MADO_DOCUMENTS_ERROR_FAILED: it could not be written
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
mado_workbook_finish (MadoWorkbook *self, GError **error)
{
  const lxw_error code = workbook_close (self->book);
  GBytes *file = NULL;

  if (code == LXW_NO_ERROR)
    file = g_bytes_new_with_free_func (self->buffer, self->length, free, (gpointer) self->buffer);
  else
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_FAILED, "cannot write the table: %s",
                 lxw_strerror (code));
  g_free (self);

  return file;
}
