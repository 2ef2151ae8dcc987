/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "payment-house.h"

G_BEGIN_DECLS

/* Every step of every programme that asks for a letter, done at an office by whoever does it there. */

typedef void (*LetterDoorOpened) (gpointer user_data, MadoId about, const char *step, const char *letter);

typedef struct {
  const char *programme;
  PaymentOffice *office;
  PaymentSeat *maker;    /* of runs */
  PaymentSeat *approver; /* of their samples */
  const char *clerk;     /* who opens series of numbers */
  PaymentHouse house;    /* of 000 */
  PaymentSeat *decider;  /* of 003 */
  LetterDoorOpened opened;
  gpointer user_data;
} LetterDoors;

void letter_doors_set_up (LetterDoors *self, const char *programme);
void letter_doors_tear_down (LetterDoors *self);
void letter_doors_open (LetterDoors *self, LetterDoorOpened opened, gpointer user_data);

MadoId letter_door_guide (PaymentOffice *office, const char *account, guint number);

G_END_DECLS
