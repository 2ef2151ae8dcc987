/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-import.h"
#include "mado-intake.h"
#include "mado-judge.h"
#include "mado-policy.h"
#include "mado-staged-row.h"
#include "mado-told-stream.h"

G_BEGIN_DECLS

/* What the rows of all files of a stage are held against. It belongs to one thread at a time. */
typedef struct {
  MadoProgramme *programme;
  MadoJudge *judge;
  MadoPerson person;
  const char *terminal;
  MadoInstant now;
  GHashTable *receipts; /* of rows that are new: receipt → MadoStagedRow */
} MadoIntakeTrial;

/* A file before anything of it is written. */
typedef struct {
  char *name; /* as it may be shown */
  GBytes *bytes;
  MadoHash hash;          /* SHA-256 */
  const char *charset;    /* (nullable) */
  const MadoFormMap *map; /* (nullable): %NULL: no map knows it, or two do */
  MadoIntakePurpose purpose;
  MadoFindings *findings; /* of the file as a whole */
  gboolean is_refused;    /* nothing of it is written */
  gboolean is_kept_whole; /* the file itself may be kept: there is no 個人番号 in it */
  MadoImport *earlier;    /* (nullable): when just this file was taken in before */
  MadoId import;          /* under which it is, or will be, taken in */
  guint64 n_rows;         /* of the file, without its heading */
  GPtrArray *rows;        /* (element-type MadoStagedRow): cases, in the order of the file */

  /*< private >*/
  gboolean has_my_number_name;
  MadoIntake *intake;      /* (nullable): while it is read */
  MadoIntakeRow *gathered; /* (nullable): the case whose rows are being read */
  MadoStagedRow *gathering;
} MadoStagedFile;

MadoStagedFile *mado_staged_file_new (const char *name, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void mado_staged_file_free (MadoStagedFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStagedFile, mado_staged_file_free)

gboolean mado_staged_file_begin (MadoStagedFile *self,
                                 const MadoIntakeTrial *trial,
                                 MadoToldStream *stream,
                                 const MadoFormLimits *limits,
                                 GError **error);
gboolean mado_staged_file_read_rows (MadoStagedFile *self,
                                     MadoIntakeTrial *trial,
                                     MadoDatabase *database,
                                     guint limit,
                                     gboolean *out_is_over,
                                     GError **error);
guint mado_staged_file_count (const MadoStagedFile *self, MadoIntakeState state);

G_END_DECLS
