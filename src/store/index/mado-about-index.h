/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"
#include "mado-index.h"

G_BEGIN_DECLS

/* What is about a case without being in it: whoever called about it, the letters that were written, what is claimed
 * back. */

extern const MadoIndex mado_about_index;

GPtrArray *mado_about_list (MadoDatabase *database, MadoId subject, const char *kind, guint limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_about_check (MadoDatabase *reader,
                           const MadoProgramme *programme,
                           gboolean *out_is_right,
                           GError **error);

G_END_DECLS
