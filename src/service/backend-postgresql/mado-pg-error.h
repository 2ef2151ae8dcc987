/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

/* What PostgreSQL answers, in the words of the backends. */

void mado_pg_error_set (GError **error, const PGresult *result);
void mado_pg_error_set_lost (GError **error, const char *why);
void mado_pg_error_set_unreachable (GError **error, const PGconn *connection);

G_END_DECLS
