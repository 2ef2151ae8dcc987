/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-date.h"
#include "mado-hash.h"
#include "mado-instant.h"

G_BEGIN_DECLS

/* POST /v1/a/WARD/audit/report: what stands out in the logs of some days, and who has signed that off. It names those
 * who work and their terminals, and nobody whom the work is about. */

#define MADO_AUDIT_SHEET_MAX 5000 /* lines: who gets more asks for fewer days */

typedef struct {
  char *concern; /* "out-of-hours", "failure", "export", "mass-reads" */
  char *account; /* "": nobody known */
  char *terminal;
  char day[MADO_DATE_ISO_SIZE];
  gint64 count;
} MadoAuditSheetLine;

typedef struct {
  char *account;
  MadoInstant at;
  gboolean is_same; /* what was signed off says what is shown */
} MadoAuditSheetSignOff;

typedef struct {
  char *from; /* the first day … */
  char *until;
  guint opens; /* what is normal: work is from here … */
  guint closes;
  guint mass_reads;
  MadoHash digest; /* of days, rules and lines: what is signed off */
  GArray *lines;
  GArray *sign_offs;
} MadoAuditSheet;

MadoAuditSheet *mado_audit_sheet_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_audit_sheet_free (MadoAuditSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAuditSheet, mado_audit_sheet_free)

GBytes *mado_audit_sheet_write (const MadoAuditSheet *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoAuditSheet *mado_audit_sheet_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
