/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-desk.h"
#include "mado-access-gate.h"

G_BEGIN_DECLS

/* The doors of all wards of a service, with one porter for them; and the log of what its wall turns away, which is the
 * office's. Wards are taken before anybody is served; from then on threads share it. */
typedef struct _MadoDoorkeeper MadoDoorkeeper;

MadoDoorkeeper *mado_doorkeeper_new (const MadoChanceAndTime *means,
                                     const MadoArgon2idCost *cost) G_GNUC_WARN_UNUSED_RESULT;
void mado_doorkeeper_free (MadoDoorkeeper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDoorkeeper, mado_doorkeeper_free)

void mado_doorkeeper_set_audit_rules (MadoDoorkeeper *self, const MadoAuditRules *rules);
void mado_doorkeeper_set_sites (MadoDoorkeeper *self, const MadoTerminalSites *sites);
/* Before wards are taken: whose administrators see to terminals, and where. */
void mado_doorkeeper_set_terminals (MadoDoorkeeper *self, MadoTerminalDesk *terminals, const char *ward);
/* Likewise: what sees to the service as a whole. */
void mado_doorkeeper_set_service (MadoDoorkeeper *self, const MadoServiceSide *service);
gboolean mado_doorkeeper_take_ward (MadoDoorkeeper *self,
                                    MadoWard *ward,
                                    const MadoLeaseRule *lease_rule,
                                    GError **error);
gboolean mado_doorkeeper_take_office (MadoDoorkeeper *self, MadoWard *office, GError **error);
MadoGate mado_doorkeeper_get_gate (MadoDoorkeeper *self);
MadoAccountRoles mado_doorkeeper_get_accounts (MadoDoorkeeper *self);

void mado_doorkeeper_serve (MadoDoorkeeper *self, MadoHttpCall *call);
void mado_doorkeeper_say_farewell (MadoDoorkeeper *self, GPtrArray *departures);
void mado_doorkeeper_look_around (MadoDoorkeeper *self, const MadoRebuffs *rebuffs);
void mado_doorkeeper_close (MadoDoorkeeper *self, const MadoRebuffs *rebuffs);

G_END_DECLS
