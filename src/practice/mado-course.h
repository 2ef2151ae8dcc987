/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-database.h"

G_BEGIN_DECLS

/* What somebody learns a role by in a made-up ward: exercises that are data, and whether they are done, which what was
 * done and looked at there says, and nobody by himself. */

typedef struct {
  const char *id;
  const char *title; /* what is to be done */
  const char *hint;  /* how */
  const char *act;   /* the kind of operation that does it; "" where something is only to be looked at */
  const char *state; /* in which the case is then; "" for any */
  yyjson_val *where; /* (nullable): what the operation says, or the case that is looked at: values by their paths */
  guint count;       /* with how many cases */
} MadoExercise;

typedef struct _MadoCourse MadoCourse;

/* From where on what was done counts. */
typedef struct {
  gint64 journal;
  gint64 reading;
} MadoCourseStart;

gboolean mado_course_is_there (const char *programme, const char *role);
MadoCourse *mado_course_load (const char *programme, const char *role, const char *const *languages, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_course_free (MadoCourse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCourse, mado_course_free)

guint mado_course_get_count (const MadoCourse *self);
const MadoExercise *mado_course_get (const MadoCourse *self, guint index);

gboolean mado_course_find_start (MadoDatabase *database, MadoCourseStart *out_start, GError **error);
GArray *mado_course_count_done (const MadoCourse *self,
                                MadoDatabase *database,
                                const char *account,
                                const MadoCourseStart *start,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
