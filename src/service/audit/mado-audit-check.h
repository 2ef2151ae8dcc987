/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* Whether a log is what it was: each entry fits its header, its payload where it is not erased, and all before it, and
 * the stream stands where they end. Whoever wants to know whether all of it was rewritten holds the head against one
 * that a terminal or an auditor noted. */
typedef struct {
  char *stream;
  gint64 n_entries; /* that hold */
  gint64 n_erased;  /* of these: without their payload */
  gint64 bad;       /* the first that does not; 0: none */
  char *fault;      /* (nullable): what is wrong with it */
  MadoLogPlace head;
} MadoAuditCheck;

void mado_audit_check_free (MadoAuditCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAuditCheck, mado_audit_check_free)

MadoAuditCheck *mado_audit_check_stream (MadoBackend *backend,
                                         const char *stream,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_audit_check_ends (MadoBackend *backend, GError **error);
GPtrArray *mado_audit_check_all (MadoBackend *backend, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
