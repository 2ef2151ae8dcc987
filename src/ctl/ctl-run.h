/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-payment.h"
#include "mado-letter-pile.h"
#include "mado-letter-shelf.h"

G_BEGIN_DECLS

/* What the verbs on runs of letters share: somebody at a profile, with a run. */
typedef struct {
  MadoCtlPayment desk;
  MadoLetterShelf *shelf;
  MadoLetterPile *pile; /* (nullable) */
} MadoCtlRun;

void mado_ctl_run_clear (MadoCtlRun *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCtlRun, mado_ctl_run_clear)

gboolean mado_ctl_run_open_desk (MadoCtlRun *self, MadoCtlCall *call, MadoCtlStatus *out_status);
gboolean mado_ctl_run_open_named (MadoCtlRun *self, MadoCtlCall *call, const char *number, MadoCtlStatus *out_status);
gboolean mado_ctl_run_open (MadoCtlRun *self, MadoCtlCall *call, MadoCtlStatus *out_status);
MadoCtlStatus mado_ctl_run_refuse_code (MadoCtlCall *call, const char *code);

G_END_DECLS
