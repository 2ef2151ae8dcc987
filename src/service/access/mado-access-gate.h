/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-gate.h"
#include "mado-tally.h"

G_BEGIN_DECLS

/* Sessions as the desk asks for them: with each call, within its turn. Whoever is in the register of persons in charge
 * of the stream's programme has his roles there; whoever has none is not let in. Threads share it. */
typedef struct _MadoAccessGate MadoAccessGate;

MadoAccessGate *mado_access_gate_new (const MadoAccess *access, MadoTally *tally) G_GNUC_WARN_UNUSED_RESULT;
void mado_access_gate_free (MadoAccessGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAccessGate, mado_access_gate_free)

MadoGate mado_access_gate_get_gate (MadoAccessGate *self);
MadoAccountRoles mado_access_gate_get_accounts (MadoAccessGate *self);

G_END_DECLS
