/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-profile.h"
#include "mado-payment-batch.h"

G_BEGIN_DECLS

/* What the verbs on payments share: a profile with somebody who works there, and a batch. */
typedef struct {
  MadoCtlCall *call;
  MadoDesk *desk;
  MadoSigningKey *key; /* (nullable) */
  MadoDeskClerk *clerk;
  MadoPaymentBatch *batch; /* (nullable) */
} MadoCtlPayment;

void mado_ctl_payment_clear (MadoCtlPayment *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCtlPayment, mado_ctl_payment_clear)

gboolean mado_ctl_payment_open (MadoCtlPayment *self, MadoCtlCall *call, MadoCtlStatus *out_status);
gboolean mado_ctl_payment_load (MadoCtlPayment *self, MadoCtlStatus *out_status);

MadoCtlStatus mado_ctl_payment_save (const MadoCtlPayment *run, const MadoDeskWish *wish);
GHashTable *mado_ctl_payment_read_headings (MadoCtlCall *call) G_GNUC_WARN_UNUSED_RESULT;

#define MADO_CTL_PAYMENT_OPTIONS                                                                                       \
  MADO_CTL_PROFILE_OPTIONS, { "account", "NAME", "who works on payments" },                                            \
      { "role", "ROLE", "what that person is in the programme; may be given several times" },                          \
      { "at", "INSTANT", "the official time; this machine's unless told" }

#define MADO_CTL_PAYMENT_SIGN                                                                                          \
  { "sign", "FILE", "the key of whoever has to sign; its password is asked for after the profile's" }

G_END_DECLS
