/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-pile.h"

G_BEGIN_DECLS

/* The check of sheet and envelope: one is scanned after the other, and both have to be of one letter. Whatever is not
 * as it should be stops everything until somebody has said that they saw it. */

typedef enum {
  MADO_ENCLOSING_SHEET,    /* waits for a sheet */
  MADO_ENCLOSING_ENVELOPE, /* the sheet was read, its envelope is next */
  MADO_ENCLOSING_PAIR,     /* both are of one letter, which is about to be written down */
  MADO_ENCLOSING_STOPPED,
} MadoEnclosingState;

typedef enum {
  MADO_ENCLOSING_GOOD,
  MADO_ENCLOSING_UNKNOWN,  /* nothing of this run has such a mark */
  MADO_ENCLOSING_OLD_COPY, /* the sheet was spoiled and another printed in its place */
  MADO_ENCLOSING_SPOILED,  /* the sheet is spoiled */
  MADO_ENCLOSING_WITHDRAWN,
  MADO_ENCLOSING_TWICE,   /* it is in its envelope already */
  MADO_ENCLOSING_WRONG,   /* the envelope is of another letter */
  MADO_ENCLOSING_REFUSED, /* the work refused the pair */
} MadoEnclosingFault;

typedef struct _MadoEnclosing MadoEnclosing;

MadoEnclosing *mado_enclosing_new (MadoLetterPile *pile) G_GNUC_WARN_UNUSED_RESULT;
void mado_enclosing_free (MadoEnclosing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoEnclosing, mado_enclosing_free)

MadoEnclosingState mado_enclosing_scan (MadoEnclosing *self, const char *mark);
void mado_enclosing_finish (MadoEnclosing *self, const char *refused);
void mado_enclosing_acknowledge (MadoEnclosing *self);

MadoEnclosingState mado_enclosing_get_state (const MadoEnclosing *self);
MadoEnclosingFault mado_enclosing_get_fault (const MadoEnclosing *self);
const char *mado_enclosing_get_refused (const MadoEnclosing *self);
const char *mado_enclosing_get_sheet (const MadoEnclosing *self);
const char *mado_enclosing_get_envelope (const MadoEnclosing *self);
const MadoPiledSheet *mado_enclosing_get_letter (const MadoEnclosing *self);
gint64 mado_enclosing_count_left (const MadoEnclosing *self);

G_END_DECLS
