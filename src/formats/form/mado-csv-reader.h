/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"

G_BEGIN_DECLS

/* How large a table may be in one place, whoever wrote it. What is larger is refused with its place, and reading goes
 * on with the next record. */
typedef struct {
  gsize max_field;   /* bytes of UTF-8 */
  gsize max_record;  /* bytes of UTF-8 */
  guint max_columns; /* fields of a record that are kept */
} MadoCsvLimits;

typedef enum {
  MADO_CSV_MORE,       /* the text is used up: feed the next piece */
  MADO_CSV_RECORD,     /* a record is complete */
  MADO_CSV_END,        /* the table is complete */
  MADO_CSV_OPEN_QUOTE, /* the table ended inside quotes: the begun record is lost */
} MadoCsvStep;

/* RFC 4180 with tolerance: text in pieces, records out, one at a time. */
typedef struct _MadoCsvReader MadoCsvReader;

#define MADO_CSV_DELIMITERS ",\t;"

MadoCsvReader *mado_csv_reader_new (const char *delimiters, const MadoCsvLimits *limits) G_GNUC_WARN_UNUSED_RESULT;
void mado_csv_reader_free (MadoCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCsvReader, mado_csv_reader_free)

void mado_csv_reader_skip_column (MadoCsvReader *self, guint column);
void mado_csv_reader_feed (MadoCsvReader *self, const char *text, gsize length);
MadoCsvStep mado_csv_reader_next (MadoCsvReader *self, MadoFindings *findings);

guint64 mado_csv_reader_get_row (const MadoCsvReader *self);
guint64 mado_csv_reader_get_n_fields (const MadoCsvReader *self);
const char *mado_csv_reader_get_field (const MadoCsvReader *self, guint column);
guint64 mado_csv_reader_get_last_filled (const MadoCsvReader *self);
char mado_csv_reader_get_likely_delimiter (const MadoCsvReader *self);

G_END_DECLS
