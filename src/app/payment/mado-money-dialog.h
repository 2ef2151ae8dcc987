/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-till.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is asked of whoever takes a step. */
typedef enum {
  MADO_MONEY_ASKS_NOTHING = 0,
  MADO_MONEY_ASKS_REASON = 1 << 0,
  MADO_MONEY_ASKS_PASSWORD = 1 << 1, /* of whoever works here: they sign */
  MADO_MONEY_ASKS_SIGNER = 1 << 2,   /* somebody else signs, who has a profile at this terminal */
} MadoMoneyAsks;

typedef struct {
  const char *title;
  const char *pledge; /* what is done, in a sentence */
  const char *button;
  MadoMoneyAsks asks;
  MadoMoneyAct act;
  const char *kind;   /* (nullable): of a step of a batch */
  const char *digest; /* (nullable): of a file */
  MadoId row;         /* a case of a plan, or MADO_ID_NONE */
} MadoMoneyAsk;

/* Repeats in a sentence what is done with money, asks for what it needs, and does it. Closes when it is done, and emits
 * "done" with the sheet. */
#define MADO_TYPE_MONEY_DIALOG (mado_money_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoMoneyDialog, mado_money_dialog, MADO, MONEY_DIALOG, AdwDialog)

AdwDialog *mado_money_dialog_new (MadoTill *till, MadoMoneySheet *sheet, const MadoMoneyAsk *ask);

G_END_DECLS
