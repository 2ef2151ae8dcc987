/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-exchange.h"
#include "mado-sync-error.h"

G_BEGIN_DECLS

/* The line of an open profile, for a window to look at. It lives in the main context where it was made, and works
 * elsewhere. Whoever makes one ends it with mado_sync_stop(), before he closes the desk.
 *
 * Properties, all of them read-only:
 *   state: MadoLineState
 *   obstacle: MadoObstacle, and remedy: what to do about it, a key of the translation; "" where there is nothing to do
 *   unsent: operations that the service does not have
 *   papers-unsent: attachments whose bytes it does not have yet
 *   position, behind: seq of the entry up to which the log is here, and how many more are known of
 *   last-contact: when the service last said anything, in microseconds since 1970; 0: not yet
 *   has-forked: whether this disk turned out to be an older copy of itself, or to have a twin
 *
 * Emits "news" when something came that is shown, after the properties have changed, and before that
 * "programme-changed" where the desk works by another programme than before. */
#define MADO_TYPE_SYNC (mado_sync_get_type ())
G_DECLARE_FINAL_TYPE (MadoSync, mado_sync, MADO, SYNC, GObject)

#define MADO_TYPE_LINE_STATE (mado_line_state_get_type ())
GType mado_line_state_get_type (void);

MadoSync *mado_sync_new (MadoDesk *desk, MadoCourier *courier) G_GNUC_WARN_UNUSED_RESULT;
void mado_sync_stop (MadoSync *self);

void mado_sync_sign_in (MadoSync *self, const char *token);
void mado_sync_sign_out (MadoSync *self);
void mado_sync_wake (MadoSync *self);

/* How many bytes of an attachment are here, and how many it has. */
typedef void (*MadoSyncProgress) (gpointer user_data, gint64 n_here, gint64 n_whole);

void mado_sync_fetch_async (MadoSync *self,
                            MadoId entity,
                            const MadoHash *hash,
                            MadoSyncProgress told,
                            gpointer told_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean mado_sync_fetch_finish (MadoSync *self, GAsyncResult *result, GError **error);

MadoLineState mado_sync_get_state (const MadoSync *self);
MadoObstacle mado_sync_get_obstacle (const MadoSync *self);
gint64 mado_sync_get_last_contact (const MadoSync *self);
MadoInstant mado_sync_get_official_time (const MadoSync *self);
gboolean mado_sync_has_forked (const MadoSync *self);
guint mado_sync_get_unsent (const MadoSync *self);

G_END_DECLS
