/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/* A file of a spreadsheet program (xlsx), made in memory. */
typedef struct {
  lxw_workbook *book;
  lxw_format *head; /* of the row that names the columns */
  const char *buffer;
  size_t length;
} MadoWorkbook;

MadoWorkbook *mado_workbook_new (void) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_workbook_finish (MadoWorkbook *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

lxw_worksheet *mado_workbook_add_sheet (MadoWorkbook *self, const char *name);
void mado_workbook_add_column (
    MadoWorkbook *self, lxw_worksheet *sheet, lxw_col_t column, const char *heading, double width);

G_END_DECLS
