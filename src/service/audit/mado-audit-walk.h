/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* Along all logs of a ward, entry by entry, within one turn that reads: what work was done, who came in, what the
 * service did itself. */
typedef gboolean (*MadoAuditStep) (gpointer user_data,
                                   const char *stream,
                                   const MadoStoredEntry *entry,
                                   GError **error);

/* Some of them, in order, which whoever is told may keep. */
typedef gboolean (*MadoAuditTake) (gpointer user_data, GPtrArray *entries);

gboolean mado_audit_walk_pages (MadoBackend *backend,
                                const char *stream,
                                MadoAuditTake take,
                                gpointer user_data,
                                MadoStreamStand *out_stand,
                                GError **error);
gboolean mado_audit_walk_stream (MadoBackend *backend,
                                 const char *stream,
                                 MadoAuditStep step,
                                 gpointer user_data,
                                 MadoStreamStand *out_stand,
                                 GError **error);
gboolean mado_audit_walk (MadoBackend *backend, MadoAuditStep step, gpointer user_data, GError **error);

/* Who looked at whose record, in the order in which the service was told. */
typedef void (*MadoAuditLook) (gpointer user_data, const MadoStoredRead *read);

gboolean mado_audit_walk_reads (MadoBackend *backend, MadoAuditLook look, gpointer user_data, GError **error);

G_END_DECLS
