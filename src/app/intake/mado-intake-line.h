/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake-run.h"

G_BEGIN_DECLS

/* Something about a file that a person should see: at which row and column, what it is, and what to do. */
#define MADO_TYPE_INTAKE_LINE (mado_intake_line_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakeLine, mado_intake_line, MADO, INTAKE_LINE, GObject)

typedef enum {
  MADO_INTAKE_LINE_REFUSED, /* it is not taken in */
  MADO_INTAKE_LINE_OPEN,    /* a person has to look: it has changed, or a value was not understood */
  MADO_INTAKE_LINE_MINOR,   /* it is taken in all the same */
} MadoIntakeWeight;

/* What is shown of it, left to right. */
typedef enum {
  MADO_INTAKE_CELL_WEIGHT,
  MADO_INTAKE_CELL_FILE,
  MADO_INTAKE_CELL_ROW,
  MADO_INTAKE_CELL_COLUMN,
  MADO_INTAKE_CELL_RECEIPT,
  MADO_INTAKE_CELL_TEXT,
} MadoIntakeCell;

#define MADO_INTAKE_N_CELLS (MADO_INTAKE_CELL_TEXT + 1)

MadoIntakeLine *mado_intake_line_new_unread (const MadoIntakeUnread *unread) G_GNUC_WARN_UNUSED_RESULT;
MadoIntakeLine *mado_intake_line_new_attachment (const MadoStagedAttachment *file) G_GNUC_WARN_UNUSED_RESULT;
MadoIntakeLine *mado_intake_line_new_finding (const MadoProgramme *programme,
                                              const MadoStagedFile *file,
                                              const MadoStagedRow *row,
                                              const MadoFinding *finding) G_GNUC_WARN_UNUSED_RESULT;
MadoIntakeLine *mado_intake_line_new_changed (const MadoStagedFile *file,
                                              const MadoStagedRow *row) G_GNUC_WARN_UNUSED_RESULT;

MadoIntakeWeight mado_intake_line_weigh (const MadoStagedFile *file,
                                         const MadoStagedRow *row,
                                         const MadoFinding *finding);
MadoIntakeWeight mado_intake_line_get_weight (MadoIntakeLine *self);
const char *mado_intake_line_get_cell (MadoIntakeLine *self, MadoIntakeCell cell);

G_END_DECLS
