/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-policy.h"

G_BEGIN_DECLS

/* Whose profile it is and where, as the service said it last: so that somebody can sign in while it is out of reach.
 * What is on the disk was cut to these roles; whatever comes of them is decided by the service. */

gboolean mado_seat_save (MadoDatabase *database, const MadoPerson *person, const char *terminal, GError **error);
gboolean mado_seat_load_roles (MadoDatabase *database, const char *account, GStrv *out_roles, GError **error);
gboolean mado_seat_load_terminal (MadoDatabase *database, char **out_terminal, GError **error);

G_END_DECLS
