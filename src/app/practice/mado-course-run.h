/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-course.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* Somebody who goes through the course of his role in a made-up ward. Looks again whenever something was done or
 * opened. Emits
 *   "changed" when the course was read, or one of its exercises stands otherwise than before,
 *   "done" with the number of an exercise, from 0 on, when it was done,
 *   "failed" with the error where that cannot be said. */
#define MADO_TYPE_COURSE_RUN (mado_course_run_get_type ())
G_DECLARE_FINAL_TYPE (MadoCourseRun, mado_course_run, MADO, COURSE_RUN, GObject)

gboolean mado_course_run_is_for (MadoSession *session);
MadoCourseRun *mado_course_run_get (MadoSession *session);

const MadoCourse *mado_course_run_get_course (MadoCourseRun *self);
guint mado_course_run_get_count (MadoCourseRun *self, guint index);
gboolean mado_course_run_is_done (MadoCourseRun *self, guint index);
guint mado_course_run_count_done (MadoCourseRun *self);
void mado_course_run_begin_again (MadoCourseRun *self);

G_END_DECLS
