/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ctl.h"
#include "mado-desk.h"
#include "mado-handover-book.h"

G_BEGIN_DECLS

/* What the verbs of the hand-over ledger share. */

#define MADO_CTL_WHO_OPTION { "account", "NAME", "whose profile it is" }

MadoCtlStatus mado_ctl_handover_refuse (MadoCtlCall *call, const GError *error);
MadoDesk *mado_ctl_handover_open_desk (MadoCtlCall *call, MadoCtlStatus *out_status) G_GNUC_WARN_UNUSED_RESULT;
MadoHandoverBook *mado_ctl_handover_load_book (MadoDesk *desk, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
