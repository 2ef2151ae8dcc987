/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An ordered map that never changes: whoever puts something in gets another map, which shares all the rest. So to keep
 * a whole state, to go back to it and to copy it costs nothing. %NULL is the empty map. */
typedef struct _MadoSharedMap MadoSharedMap;

MadoSharedMap *mado_shared_map_ref (MadoSharedMap *self);
void mado_shared_map_unref (MadoSharedMap *self);

/* Values are reference boxes of GLib's (g_atomic_rc_box_*), freed by @clear. */
MadoSharedMap *mado_shared_map_put (MadoSharedMap *self, const char *key, gpointer value, GDestroyNotify clear)
    G_GNUC_WARN_UNUSED_RESULT;
MadoSharedMap *mado_shared_map_drop (MadoSharedMap *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;

gpointer mado_shared_map_find (const MadoSharedMap *self, const char *key);
gpointer mado_shared_map_find_after (const MadoSharedMap *self, const char *key, const char **out_key);

G_END_DECLS
