/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-pg-query.h"

G_BEGIN_DECLS

/* Asks ahead, for src/service/backend-postgresql/ alone: see expect() of MadoBackendType. */

gboolean mado_pg_expect (MadoBackend *backend, const GArray *operations, const GArray *entities, GError **error);

G_END_DECLS
