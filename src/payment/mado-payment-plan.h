/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"

G_BEGIN_DECLS

/* Who would be paid with the next batch, and who not, and why: computed from the cases, never put together by hand. */

typedef struct {
  MadoEntity *entity;
  const MadoTransition *order; /* (nullable): by which it would join */
  const MadoTransition *pay;   /* (nullable): by which it would be paid; %NULL: in doubt */
  gint64 amount;               /* yen */
  const char *code;            /* (nullable): why it does not; %NULL: it does */
  char *subject;               /* (nullable): of that */
  MadoId other;                /* the case that has the same account; or MADO_ID_NONE */
  gboolean is_written;
} MadoPlannedRow;

/* What comes under one right. */
typedef struct {
  const MadoRight *right;
  guint count;
  gint64 sum; /* yen */
} MadoPlannedKind;

typedef struct {
  const MadoDeskClerk *clerk;
  const MadoPacket *packet;
  const MadoTransition *way; /* (nullable): only who is paid so joins; %NULL: everybody */
  GPtrArray *rows; /* (element-type MadoPlannedRow): those that would join first, each part by the id of the case */
  guint n_joining;
  gint64 sum;    /* yen, of those */
  GArray *kinds; /* MadoPlannedKind: of those */
} MadoPaymentPlan;

/* Why a row does not join; all other codes are those of refusals. */
#define MADO_PAYMENT_NOT_WHOLE "E_NOT_WHOLE"   /* not all of the case is here, or the service has not answered yet */
#define MADO_PAYMENT_OTHER_WAY "E_OTHER_WAY"   /* it is paid in another way, and joins another batch */
#define MADO_PAYMENT_SHARED "E_ACCOUNT_SHARED" /* the case of another person has the same account: its subject */

MadoPaymentPlan *mado_payment_plan_collect (const MadoDeskClerk *clerk,
                                            const char *packet,
                                            const char *way,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_payment_plan_free (MadoPaymentPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPaymentPlan, mado_payment_plan_free)

gboolean mado_payment_plan_write (MadoPaymentPlan *self, MadoId batch, MadoId *out_batch, GError **error);

G_END_DECLS
