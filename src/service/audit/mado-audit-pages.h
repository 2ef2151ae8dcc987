/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-audit-check.h"

G_BEGIN_DECLS

/* A log that is checked on all processors. Each entry has the chain before it, so a stretch of the log is held against
 * where the one before it says that it ends; where all stretches hold, so does the whole. */
typedef struct _MadoAuditPages MadoAuditPages;

MadoAuditPages *mado_audit_pages_new (MadoAuditCheck *check) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_audit_pages_add (MadoAuditPages *self, GPtrArray *entries);
MadoLogPlace mado_audit_pages_finish (MadoAuditPages *self);

G_END_DECLS
