/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"

G_BEGIN_DECLS

/* All letters that have not gone out, and all runs: what nobody may lose sight of. */

typedef struct {
  MadoEntity *letter;
  int days_late;      /* since it was due; 0: it is not late */
  gboolean is_in_run; /* a sheet of it is in a run that was not sent */
} MadoUnsentLetter;

/* A letter that a step of a case asked for, and that nobody has made yet. */
typedef struct {
  MadoId about;       /* the case */
  const char *letter; /* of the programme */
  char *to;           /* the person's name */
  MadoDate asked;     /* the day of the step */
  MadoDate due;       /* counted from that day */
  int days_late;      /* since it was due; 0: it is not late */
} MadoOwedLetter;

typedef struct {
  GPtrArray *unsent; /* (element-type MadoUnsentLetter): the longest due first */
  GPtrArray *owed;   /* (element-type MadoOwedLetter): the longest due first */
  GPtrArray *runs;   /* (element-type MadoEntity): the youngest first */
  GPtrArray *series; /* (element-type MadoEntity): of document numbers, of this year */
  guint n_late;      /* of both */
} MadoLetterShelf;

MadoLetterShelf *mado_letter_shelf_look (const MadoDeskClerk *clerk, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoLetterShelf *mado_letter_shelf_load (MadoDatabase *database,
                                         const MadoProgramme *programme,
                                         MadoDate today,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_shelf_free (MadoLetterShelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterShelf, mado_letter_shelf_free)

const MadoEntity *mado_letter_shelf_find_run (const MadoLetterShelf *self, const char *number);
const MadoEntity *mado_letter_shelf_find_series (const MadoLetterShelf *self, const char *pattern);
guint mado_letter_shelf_count_waiting (const MadoLetterShelf *self, const char *letter);
int mado_letter_shelf_find_late (const MadoLetterShelf *self, const char *letter);
MadoDate mado_letter_find_due (const MadoLetter *letter, MadoDate asked);
const char *mado_letter_find_name (const MadoProgramme *programme, const MadoEntity *about);
gboolean mado_letter_is_unsent (const MadoEntity *letter);
int mado_letter_compare_due (gconstpointer one, gconstpointer other);

G_END_DECLS
