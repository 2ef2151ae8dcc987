/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-form-columns.h"
#include "mado-form-value.h"

G_BEGIN_DECLS

#define MADO_FORM_HASH_SIZE 13 /* twelve hexadecimal digits and the end */

/* One row of a form file. */
typedef struct {
  guint64 row;
  gboolean is_kept;      /* it is a record; where not, the findings say why */
  char *key;             /* (nullable): what identifies it in its form */
  MadoFormValue *values; /* (nullable) (array length=n_values): by column; empty where the row's shape is refused */
  guint n_values;
  MadoFindings *findings; /* place: the column; with the codes of duplicates the earlier row */
  const MadoFormColumns *columns;
} MadoFormRecord;

MadoFormRecord *mado_form_record_read (const MadoCsvReader *row,
                                       const MadoFormColumns *columns,
                                       const char *encoding,
                                       MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
MadoFormRecord *mado_form_record_new_refused (guint64 row, MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_record_free (MadoFormRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormRecord, mado_form_record_free)

const MadoFormValue *mado_form_record_get (const MadoFormRecord *self, const char *key);
char *mado_form_record_dup_json (const MadoFormRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_record_hash (const MadoFormRecord *self, char out_hash[MADO_FORM_HASH_SIZE]);
void mado_form_record_append_content (const MadoFormRecord *self, GString *content);
guint64 mado_form_record_get_time (const MadoFormRecord *self);

G_END_DECLS
