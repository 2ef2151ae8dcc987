/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office.h"

G_BEGIN_DECLS

/* All that the years of a ward share. It never changes and may be shared between threads. */
typedef struct {
  const MadoTaste *taste;
  const MadoScenery *scenery;
  const MadoRoute *route;
  const MadoStaff *staff;
  const GArray *days; /* (element-type MadoDate): on which the office is open */
  guint64 seed;
  guint n_cases;
  guint n_histories;
  guint n_pictures;
  MadoDate today; /* the last day on which media are handed over */
} MadoYearPlan;

/* Some cases of a ward, from the first application to the last payment: nothing in them has to do with the others. */
typedef struct {
  GPtrArray *deeds;    /* (element-type MadoDeed), as they were done */
  GPtrArray *entities; /* (element-type MadoEntity), as they ended */
  GPtrArray *pictures; /* (element-type MadoYearPicture) */
  guint64 n_declined;
} MadoYear;

typedef struct {
  char *receipt;
  const char *kind;
  GBytes *png;
} MadoYearPicture;

GArray *mado_year_list_days (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
guint mado_year_count_parts (const MadoYearPlan *plan);
MadoDate mado_year_get_day (const MadoYearPlan *plan, guint64 number);

MadoYear *mado_year_live (const MadoYearPlan *plan, guint part, MadoJudge *judge, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_year_free (MadoYear *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoYear, mado_year_free)

G_END_DECLS
