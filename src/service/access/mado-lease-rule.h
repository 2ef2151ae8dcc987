/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For how many days a terminal of a ward may work without asking the service: in general, and in single programmes. */
typedef struct _MadoLeaseRule MadoLeaseRule;

MadoLeaseRule *mado_lease_rule_new (guint days) G_GNUC_WARN_UNUSED_RESULT;
void mado_lease_rule_free (MadoLeaseRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLeaseRule, mado_lease_rule_free)

void mado_lease_rule_set (MadoLeaseRule *self, const char *programme, guint days);
guint mado_lease_rule_find_days (const MadoLeaseRule *self, const char *programme);

G_END_DECLS
