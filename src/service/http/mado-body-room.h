/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The memory that the bodies of all requests may take together, from their headers until their answers; no terminal has
 * more than a part of it, so that one of them does not keep out the others. Threads may share it. */
typedef struct _MadoBodyRoom MadoBodyRoom;

#define MADO_BODY_ROOM_PART 4 /* a terminal has one such part of it */

MadoBodyRoom *mado_body_room_new (gsize size) G_GNUC_WARN_UNUSED_RESULT;
MadoBodyRoom *mado_body_room_ref (MadoBodyRoom *self);
void mado_body_room_unref (MadoBodyRoom *self);

gboolean mado_body_room_take (MadoBodyRoom *self, const char *terminal, gsize length);
void mado_body_room_give_back (MadoBodyRoom *self, const char *terminal, gsize length);
gsize mado_body_room_count (MadoBodyRoom *self);

G_END_DECLS
