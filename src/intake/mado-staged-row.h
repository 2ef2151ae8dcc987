/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"
#include "mado-intake-row.h"
#include "mado-operation.h"

G_BEGIN_DECLS

/* A row of a file as it is shown before anything is written, with all that writing needs. Rows of one case are one. */
typedef struct {
  guint64 row;   /* the first, where there are several */
  guint n_rows;  /* of the file, that are this case */
  char *receipt; /* (nullable) */
  MadoIntakeState state;
  gboolean is_taken;      /* written, by this stage */
  MadoFindings *findings; /* (nullable): everything odd about it, with row and column */
  GPtrArray *changed;     /* (nullable) (element-type MadoItem): what it says otherwise than the record */

  /*< private >*/
  MadoHash content;
  GBytes *body; /* (nullable): of the operation, or what a register says */
  char *key;    /* (nullable): by which a case finds what a register says */
  MadoId entity;
  gint64 base;
} MadoStagedRow;

MadoStagedRow *mado_staged_row_new (const MadoIntakeRow *row) G_GNUC_WARN_UNUSED_RESULT;
void mado_staged_row_free (MadoStagedRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStagedRow, mado_staged_row_free)

void mado_staged_row_keep_body (MadoStagedRow *self, const MadoIntakeRow *row, MadoId import);
void mado_staged_row_refuse (MadoStagedRow *self, const char *code, const char *subject);
void mado_staged_row_refuse_with (MadoStagedRow *self, const MadoRefusal *refusal);
void mado_staged_row_compare (MadoStagedRow *self, const MadoStagedRow *earlier, const MadoIntakeTable *table);
gboolean mado_staged_row_holds_my_number (const MadoStagedRow *self);
MadoOperation *mado_staged_row_make_operation (const MadoStagedRow *self,
                                               const MadoOperationHeader *header,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
