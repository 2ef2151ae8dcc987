/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/* Which of several servers is the one. */

PGconn *mado_pg_server_find (const char *conninfo, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
