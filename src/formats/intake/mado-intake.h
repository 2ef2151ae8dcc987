/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake-row.h"

G_BEGIN_DECLS

/* A web form's file on its way to cases: a row at a time, in the order of the file, with the same memory however large
 * it is. */
typedef struct _MadoIntake MadoIntake;

MadoIntake *mado_intake_new (const MadoProgramme *programme,
                             GInputStream *stream,
                             const MadoFormLimits *limits,
                             MadoDate today,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_intake_free (MadoIntake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoIntake, mado_intake_free)

gboolean mado_intake_next (MadoIntake *self, const MadoRecords *records, const MadoIntakeRow **out_row, GError **error);
const MadoFormReader *mado_intake_get_reader (const MadoIntake *self);
const MadoIntakeMap *mado_intake_get_map (const MadoIntake *self);
const MadoIntakeTable *mado_intake_get_table (const MadoIntake *self);

G_END_DECLS
