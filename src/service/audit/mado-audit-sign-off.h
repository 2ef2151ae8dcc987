/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-audit-report.h"
#include "mado-knock.h"

G_BEGIN_DECLS

/* A person has looked at a report and says so with his password: who, when, and which report, by its digest. It stands
 * in the log "WARD/access" as all that happens at the door. */
typedef struct {
  char *account;
  MadoInstant at;
  MadoHash report; /* that was looked at: another than today's, where the logs or the rules say otherwise now */
} MadoAuditSignOff;

GArray *mado_audit_sign_offs_list (MadoBackend *backend,
                                   const MadoAuditPeriod *period,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

extern const MadoDoorVerb mado_audit_report_verb; /* what there is to look at */
extern const MadoDoorVerb mado_audit_sign_off_verb;

G_END_DECLS
