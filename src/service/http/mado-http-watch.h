/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-http-connection.h"
#include "mado-http-limits.h"

G_BEGIN_DECLS

/* Looks after all connections on a thread of its own: how many there are and from where, which take longer than they
 * may, and whose client hung up while he waited. libmicrohttpd sees none of the last two: a drop now and then keeps its
 * own clock content, and a connection that waits it does not look at. */
typedef struct _MadoHttpWatch MadoHttpWatch;

MadoHttpWatch *mado_http_watch_new (const MadoHttpLimits *limits,
                                    MadoRebuffs *rebuffs,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_http_watch_free (MadoHttpWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHttpWatch, mado_http_watch_free)

gboolean mado_http_watch_has_room (MadoHttpWatch *self, const char *address);
guint mado_http_watch_count (MadoHttpWatch *self);

void mado_http_watch_add (MadoHttpWatch *self, MadoHttpConnection *connection);
void mado_http_watch_remove (MadoHttpWatch *self, MadoHttpConnection *connection);
void mado_http_watch_allow (MadoHttpWatch *self, MadoHttpConnection *connection, gint64 milliseconds);
void mado_http_watch_allow_transfer (MadoHttpWatch *self, MadoHttpConnection *connection, gsize length);
void mado_http_watch_begin_wait (MadoHttpWatch *self, MadoHttpConnection *connection, MadoHttpCall *call);
gboolean mado_http_watch_end_wait (MadoHttpWatch *self, MadoHttpConnection *connection);
void mado_http_watch_end_all_waits (MadoHttpWatch *self);

G_END_DECLS
