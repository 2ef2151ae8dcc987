/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For whom a table is written. */
typedef enum {
  MADO_CSV_FOR_MACHINES,     /* every text as it is */
  MADO_CSV_FOR_SPREADSHEETS, /* a "'" before text that a spreadsheet would run as a formula */
} MadoCsvProfile;

void mado_csv_write_mark (GString *table);
void mado_csv_write_record (GString *table, const char *const *fields, gsize n_fields, MadoCsvProfile profile);

G_END_DECLS
