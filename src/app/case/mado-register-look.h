/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-comparison.h"
#include "mado-entity.h"
#include "mado-reference-key.h"

G_BEGIN_DECLS

/* What a register says, held against a case line by line, for the eyes of one person. Which item compares with which
 * heading, and by what the row is found, is what the programme's map of the register says. */

/* A row of the register. */
typedef struct {
  guint64 row;      /* of its list */
  GPtrArray *lines; /* (element-type MadoComparedLine), in the order of the map */
} MadoRegisterCandidate;

typedef enum {
  MADO_REGISTER_NOT_HERE, /* no list of it was taken in on this terminal */
  MADO_REGISTER_NO_KEY,   /* the application does not say by what it is found */
  MADO_REGISTER_NOBODY,   /* the list has no such row */
  MADO_REGISTER_FOUND,
} MadoRegisterStand;

typedef struct {
  const MadoFormMap *map;
  MadoRegisterStand stand;
  char *key;             /* for people: by what it is looked for; empty where that is not for this person */
  char *taken_in;        /* for people: when its list was taken in; empty where nothing was found */
  GPtrArray *candidates; /* (element-type MadoRegisterCandidate): none but where it was found */
} MadoRegisterLook;

GPtrArray *mado_register_look (const MadoProgramme *programme,
                               const MadoPerson *person,
                               const MadoEntity *seen,
                               const GPtrArray *answers,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_register_look_free (MadoRegisterLook *self);

gboolean mado_register_look_has_item (const MadoRegisterLook *self, const MadoItem *item);
char *mado_register_look_dup_standing (const MadoRegisterLook *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_register_candidate_dup_title (const MadoRegisterCandidate *self,
                                         guint number,
                                         guint n_candidates) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
