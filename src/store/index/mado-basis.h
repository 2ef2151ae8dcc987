/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-hash.h"

G_BEGIN_DECLS

/* What something that is made of the rows was made for, by its name: the hash of all that decides about it beside
 * them. */

gboolean mado_basis_compare (
    MadoDatabase *database, const char *name, const MadoHash *hash, gboolean *out_is_same, GError **error);
gboolean mado_basis_save (MadoDatabase *database, const char *name, const MadoHash *hash, GError **error);

G_END_DECLS
