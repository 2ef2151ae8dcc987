/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-id.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* Who pays, as the bank has it. Kept with the profile, so each programme has its own. */
typedef enum {
  MADO_PAYER_CODE,
  MADO_PAYER_NAME,
  MADO_PAYER_BANK,
  MADO_PAYER_BRANCH,
  MADO_PAYER_KIND,
  MADO_PAYER_NUMBER,
  MADO_PAYER_N_PARTS,
} MadoPayerPart;

/* One result that was typed. */
typedef struct {
  char *receipt;
  char *word;
  char *reason;
  char *day; /* ISO, or "" */
} MadoTypedResult;

/* What somebody wants done with money. What an act does not need is %NULL. It changes no more once it is under way. */
typedef struct {
  char *packet; /* of the programme */
  MadoId batch;
  MadoId row; /* a case of a plan */
  char *kind; /* of a step of a batch: "batch.freeze", … */
  char *reason;
  char *digest;         /* of a file that is declared void */
  char *signer;         /* whose key it is; %NULL: of whoever works here */
  MadoSecret *password; /* of the key */
  MadoSecret *own;      /* (nullable): of whoever has signed in, where somebody else signs */
  char *path;           /* of a file that came back */
  GPtrArray *typed;     /* (element-type MadoTypedResult): instead of a file */
  char *pay;            /* the way to pay */
  MadoDate day;         /* on which money moves */
  char *payer[MADO_PAYER_N_PARTS];
  char *right;     /* for which something was paid before */
  char *programme; /* under which it was paid, where the table does not say */
  char *file;      /* how the file is called that is made */
  char *receipt;   /* of the case from which money is asked back */
  char *cause;     /* why it is */
  gint64 amount;   /* yen, of money that comes back */
  char *entry;     /* of what came back: the operation by which it was entered */
  gint64 base;     /* the version of a recovery that whoever acts has seen */
} MadoMoneyOrder;

MadoMoneyOrder *mado_money_order_new (MadoId batch) G_GNUC_WARN_UNUSED_RESULT;
MadoMoneyOrder *mado_money_order_ref (MadoMoneyOrder *self);
void mado_money_order_unref (MadoMoneyOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMoneyOrder, mado_money_order_unref)

void mado_money_order_type (
    MadoMoneyOrder *self, const char *receipt, const char *word, const char *reason, const char *day);

G_END_DECLS
