/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a right, or a receipt, holds once in the whole ward: canonical JSON, so that no two keys can be mistaken for one
 * another, whatever stands in their parts. */

char *mado_claim_build (const char *space, const char *kind, const char *const *parts, guint n_parts, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
