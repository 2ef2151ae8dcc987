/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-comparison.h"
#include "mado-entity.h"
#include "mado-judge.h"

G_BEGIN_DECLS

/* Other cases that may be the same application, or want the same: as the service says of a right that another case
 * holds, and as the programme says where to look (`look`). They are proposed to a person, who decides. */

typedef struct {
  MadoId id;
  char *title; /* its number and name, for people */
  char *state;
  gboolean wants_same_right; /* the service says so */
  gboolean is_same_person;   /* by what the programme looks at */
  gboolean is_paid;
  GPtrArray *lines; /* (element-type MadoComparedLine): the case and this one */
} MadoTwin;

typedef struct {
  GPtrArray *twins;           /* (element-type MadoTwin) */
  gboolean is_held_elsewhere; /* a case that is not here holds the right: of another year or programme */
  const MadoRight *right;     /* (nullable): that waits here, because of a twin */
  char *row;                  /* of its list; empty where it is of the case */
} MadoTwins;

/* What they are found with. */
typedef struct {
  MadoJudge *judge;
  MadoDate today;
  const MadoPerson *person;
  const MadoEntity *seen;  /* the case, cut to what the person may see */
  const GPtrArray *others; /* (element-type MadoEntity): cases that may be twins, as they are in the file */
} MadoTwinsSource;

MadoTwins *mado_twins_new (const MadoTwinsSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_twins_free (MadoTwins *self);
char *mado_twins_dup_title (const MadoTwins *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_twin_dup_reason (const MadoTwin *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
