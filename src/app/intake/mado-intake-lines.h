/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake-line.h"

G_BEGIN_DECLS

/* Everything odd about the files of a run, as a list of MadoIntakeLine in their order. A line has its words only while
 * somebody looks at it: a file may have a hundred thousand. */
#define MADO_TYPE_INTAKE_LINES (mado_intake_lines_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakeLines, mado_intake_lines, MADO, INTAKE_LINES, GObject)

MadoIntakeLines *mado_intake_lines_new (MadoIntakeRun *run, MadoIntakeWeight lightest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
