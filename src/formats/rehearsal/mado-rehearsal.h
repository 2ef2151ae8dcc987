/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake.h"
#include "mado-rehearsal-crew.h"
#include "mado-tally.h"

G_BEGIN_DECLS

/* A file that was taken in. */
typedef struct {
  char *path;
  const char *charset; /* (nullable) */
  char *map;           /* (nullable): the id of the map that it was read with */
  guint64 n_rows;
  GPtrArray *findings; /* (element-type MadoTally): what is odd about the whole: code, heading */
} MadoRehearsedFile;

/* An application for what another case has asked for already. */
typedef struct {
  char *receipt;
  char *first; /* the receipt number of the other, or its id */
} MadoRehearsedTwin;

/* What would become of files of web forms, without a word of what they say of people. Lists are of MadoTally, with
 * subject and detail as their comments say; places are "FILE:ROW". */
typedef struct {
  GPtrArray *files;                        /* (element-type MadoRehearsedFile) */
  guint64 n_rows[MADO_INTAKE_REFUSED + 1]; /* by what they are */
  GPtrArray *refused;                      /* code; what it is about */
  GPtrArray *changed;                      /* item */
  GPtrArray *values;                       /* column; code */
  GPtrArray *words;                        /* item of a choice; what the form says and its map does not know */
  guint64 n_cases;                         /* that the rows became */
  GPtrArray *states;                       /* state */
  guint64 n_twins;                         /* second applications */
  GPtrArray *twins;                        /* (element-type MadoRehearsedTwin): the first of them */
  GPtrArray *checks;                       /* check; "found", "unknown" */
  GPtrArray *missing;                      /* item */
  GPtrArray *rights;                       /* right; where it stands */
  guint64 n_plannable;                     /* cases that could be planned now */
  GPtrArray *planned;                      /* right */
  GPtrArray *hindrances;                   /* code of the refusal; what it is about */
} MadoRehearsal;

MadoRehearsal *mado_rehearsal_run (MadoProgramme *programme,
                                   const char *const *paths,
                                   MadoDate today,
                                   gboolean assume_checked,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_rehearsal_free (MadoRehearsal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRehearsal, mado_rehearsal_free)

G_END_DECLS
