/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-office.h"

G_BEGIN_DECLS

/* A case on its way through the year. */
typedef struct {
  MadoOffice *office;
  MadoPaper *paper;
  MadoId id;
  int due; /* the office day on which somebody looks at it again */
  gboolean is_over;

  /*< private >*/
  guint n_idle;      /* visits in a row by which nothing was gained */
  GPtrArray *states; /* (element-type utf8): in which it has been */
} MadoCaseLife;

MadoCaseLife *mado_case_life_new (MadoOffice *office, MadoPaper *paper, int due) G_GNUC_WARN_UNUSED_RESULT;
void mado_case_life_free (MadoCaseLife *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseLife, mado_case_life_free)

MadoEntity *mado_case_life_find (const MadoCaseLife *self);
yyjson_val *mado_case_life_get_body (const MadoCaseLife *self);
const char *mado_case_life_get_state (const MadoCaseLife *self);
gboolean mado_case_life_do (MadoCaseLife *self, const char *kind, yyjson_mut_val *body, const GPtrArray *who);

G_END_DECLS
