/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* Letters that are printed together, from the list to the post office, with every sheet accounted for. */
extern const MadoKind mado_letter_run_kind;

#define MADO_LETTER_RUN_OPEN "open"
#define MADO_LETTER_RUN_FROZEN "frozen"
#define MADO_LETTER_RUN_APPROVED "approved"
#define MADO_LETTER_RUN_PRINTED "printed"
#define MADO_LETTER_RUN_DISPATCHED "dispatched"

/* Its figures. Good sheets are those of all letters and their reprints, without what was spoiled or taken out. */
#define MADO_LETTER_RUN_COUNT "count"         /* letters that have joined */
#define MADO_LETTER_RUN_REPRINTED "reprinted" /* sheets in the place of spoiled ones */
#define MADO_LETTER_RUN_SPOILED "spoiled"     /* sheets */
#define MADO_LETTER_RUN_VOID "void" /* letters that were taken out while their sheet was good, or not printed yet */
#define MADO_LETTER_RUN_WAITING "waiting"   /* letters whose sheet is spoiled, and nothing has been done about it */
#define MADO_LETTER_RUN_ENCLOSED "enclosed" /* good sheets that are in their envelope */
#define MADO_LETTER_RUN_SENT "sent"         /* letters of which it is written down that they were sent */

gint64 mado_letter_run_get (const MadoDraft *run, const char *figure);
void mado_letter_run_add (MadoDraft *run, const char *figure, gint64 number);
gint64 mado_letter_run_count_good (const MadoDraft *run);

G_END_DECLS
