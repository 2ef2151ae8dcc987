/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-audit-rules.h"
#include "mado-backend.h"

G_BEGIN_DECLS

/* What whoever looks through the logs from time to time looks at: work out of hours, attempts that failed, what leaves
 * the house, and looks at more records in a day than a day's work needs. It says what was so; a person says whether it
 * was right. */
typedef struct {
  const char *concern; /* "out-of-hours", "failure", "export", "mass-reads" */
  char *account;       /* "": nobody known */
  char *terminal;      /* "": the service's own, or of all */
  char day[MADO_DATE_ISO_SIZE];
  gint64 count;
} MadoAuditLine;

typedef struct {
  MadoDate from;  /* the first day, in Japan */
  MadoDate until; /* the last */
} MadoAuditPeriod;

GArray *mado_audit_report (MadoBackend *backend,
                           const MadoAuditPeriod *period,
                           const MadoAuditRules *rules,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoHash mado_audit_report_hash (const GArray *lines, const MadoAuditPeriod *period, const MadoAuditRules *rules);

G_END_DECLS
