/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-published.h"

G_BEGIN_DECLS

/* The programme that the service published last, as it came: what a profile works by, with and without a line. */

gboolean mado_kept_programme_load (MadoDatabase *database, MadoPublished *out_published, GError **error);
gboolean mado_kept_programme_save (MadoDatabase *database, const MadoPublished *published, GError **error);

G_END_DECLS
