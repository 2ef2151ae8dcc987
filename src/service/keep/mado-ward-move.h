/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-copy.h"

G_BEGIN_DECLS

/* A ward goes to another place while it is worked with: it is copied, caught up as often as one likes, compared as it
 * stood at a moment, and handed over in one turn of whoever writes in it, for as long as it takes to catch up once more
 * and to compare what came since that moment. From that turn's commit on the old place refuses everybody; the new one
 * serves after it, so that there are never two. Whatever is cut off is gone on with by calling it again. Its log is the
 * same, so its epoch is, too: no terminal notices. */

gboolean mado_ward_move_begin (MadoBackend *to, GError **error);
gboolean mado_ward_move_follow (MadoBackend *from, MadoBackend *to, gint64 *out_count, GError **error);
gboolean mado_ward_move_check (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error);
gboolean mado_ward_move_leave (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error);
gboolean mado_ward_move_serve (MadoBackend *to, GError **error);

/* All that is left of it, for whoever writes at both places himself. */
gboolean mado_ward_move_finish (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error);

G_END_DECLS
