/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"

G_BEGIN_DECLS

/* The letters of a run, sheet by sheet, as the letters themselves tell it: so the figures of the run can be held
 * against something. */

typedef enum {
  MADO_PILED_GOOD,     /* printed, or to be printed */
  MADO_PILED_ENCLOSED, /* in its envelope */
  MADO_PILED_SPOILED,  /* and nothing has been done about it */
  MADO_PILED_VOID,     /* taken out of the run */
} MadoPiledState;

typedef struct {
  MadoEntity *letter;
  const char *mark; /* of its last sheet in the run */
  MadoPiledState state;
  guint n_spoiled;
  guint n_reprinted;
} MadoPiledSheet;

typedef struct {
  MadoEntity *run;
  GPtrArray *sheets; /* (element-type MadoPiledSheet): once it is sorted, in the order of packing */
  gboolean is_cut;   /* the service has not answered yet for all of it */
} MadoLetterPile;

/* What a run says of itself, and what its letters come to. */
typedef enum {
  MADO_PILE_EQUAL,
  MADO_PILE_UNKNOWN, /* not all is here, or not answered yet */
  MADO_PILE_OTHER,
} MadoPileVerdict;

MadoLetterPile *mado_letter_pile_new (MadoEntity *run) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_pile_free (MadoLetterPile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterPile, mado_letter_pile_free)

gboolean mado_letter_pile_add (MadoLetterPile *self, MadoEntity *letter);
void mado_letter_pile_sort (MadoLetterPile *self);
MadoLetterPile *mado_letter_pile_load (const MadoDeskClerk *clerk,
                                       MadoId run,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *mado_letter_pile_get_state (const MadoLetterPile *self);
const char *mado_letter_pile_get_number (const MadoLetterPile *self);
gint64 mado_letter_pile_get (const MadoLetterPile *self, const char *figure);
gint64 mado_letter_pile_count (const MadoLetterPile *self, const char *figure);
gint64 mado_letter_pile_count_good (const MadoLetterPile *self);
MadoPileVerdict mado_letter_pile_compare (const MadoLetterPile *self);
const MadoPiledSheet *mado_letter_pile_find (const MadoLetterPile *self, const char *mark);
const MadoPiledSheet *mado_letter_pile_find_document (const MadoLetterPile *self, const char *mark);

const char *mado_piled_sheet_get_number (const MadoPiledSheet *self);
gint64 mado_piled_sheet_get_serial (const MadoPiledSheet *self);
gint64 mado_piled_sheet_get_copy (const MadoPiledSheet *self);
const char *mado_piled_state_get_name (MadoPiledState state);

G_END_DECLS
