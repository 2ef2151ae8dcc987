/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* All that lies on a shelf of a backend. */

GPtrArray *mado_shelf_list (MadoBackend *backend,
                            const char *shelf,
                            gpointer (*read) (GBytes *text, GError **error),
                            GDestroyNotify free,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
