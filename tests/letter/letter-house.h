/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "letter-run-steps.h"
#include "mado-letter-shelf.h"

G_BEGIN_DECLS

#define LETTER_HOUSE_CASES 3
#define LETTER_HOUSE_RUN "R7-1"
#define LETTER_HOUSE_DAY ((MadoDate) { 2025, 6, 2 })

/* Whoever prints, and whoever looks at the sample. */
typedef struct {
  PaymentOffice *office;
  PaymentSeat *printer;
  PaymentSeat *lead;
  MadoId cases[LETTER_HOUSE_CASES];
  MadoId series;
  MadoId run;
} LetterHouse;

extern const MadoLetterAct letter_house_approving;

void letter_house_set_up (LetterHouse *self, gconstpointer data);
void letter_house_tear_down (LetterHouse *self, gconstpointer data);
MadoId letter_house_return_case (LetterHouse *self, guint number);
MadoLetterGathering *letter_house_gather (const MadoDeskClerk *clerk, const char *list) G_GNUC_WARN_UNUSED_RESULT;
const char *letter_house_make_run (LetterHouse *self, const MadoLetterGathering *gathering, const char *number);
void letter_house_gather_run (LetterHouse *self);
void letter_house_print_run (LetterHouse *self);
MadoLetterPile *letter_house_load (LetterHouse *self, const MadoDeskClerk *clerk) G_GNUC_WARN_UNUSED_RESULT;
const char *letter_house_act_at (LetterHouse *self, PaymentSeat *seat, const MadoLetterAct *act);
const char *letter_house_act_on (LetterHouse *self, guint place, const MadoLetterAct *act);
void letter_house_assert_state (LetterHouse *self, MadoId id, const char *state);
MadoLetterShelf *letter_house_look_at_shelf (PaymentSeat *seat, MadoDate today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
