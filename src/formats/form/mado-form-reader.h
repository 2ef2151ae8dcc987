/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-form-charset.h"
#include "mado-form-record.h"

G_BEGIN_DECLS

/* What one import may take; each number is a setting. */
typedef struct {
  MadoCsvLimits table;
  guint64 max_rows;
  gsize sort_memory; /* bytes that each of two sortings may use */
} MadoFormLimits;

/* Says what the headings of a file mean, from the row that holds them. Returns: (transfer none) (nullable): a map that
 * outlives the reader; %NULL with an error among the findings where nobody knows. */
typedef const MadoFormHeadings *(*MadoFormChoose) (const MadoCsvReader *headings,
                                                   MadoFindings *findings,
                                                   gpointer user_data);

/* The export of a web form: rows in the order of the file, each with its record or with what refuses it. */
typedef struct _MadoFormReader MadoFormReader;

const MadoFormLimits *mado_form_limits_get_default (void);

MadoFormReader *mado_form_reader_new (GInputStream *stream,
                                      const MadoFormHeadings *headings,
                                      const MadoFormLimits *limits,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoFormReader *mado_form_reader_new_choosing (GInputStream *stream,
                                               MadoFormChoose choose,
                                               gpointer user_data,
                                               const MadoFormLimits *limits,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_reader_free (MadoFormReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormReader, mado_form_reader_free)

gboolean mado_form_reader_next (MadoFormReader *self, const MadoFormRecord **out_record, GError **error);
gboolean mado_form_reader_rewind (MadoFormReader *self, GError **error);

MadoFormCharset mado_form_reader_get_charset (const MadoFormReader *self);
char mado_form_reader_get_delimiter (const MadoFormReader *self);
const MadoFormColumns *mado_form_reader_get_columns (const MadoFormReader *self);
const MadoFindings *mado_form_reader_get_findings (const MadoFormReader *self);
const char *mado_form_reader_get_sha256 (const MadoFormReader *self);

G_END_DECLS
