/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-told-stream.h"

G_BEGIN_DECLS

/* Carries what a thread tells to the main loop where somebody waits for it: the newest only, so that a loop that is
 * busy is not flooded. */
typedef struct _MadoTelling MadoTelling;

MadoTelling *mado_telling_new (MadoTold told, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void mado_telling_unref (MadoTelling *self);
void mado_telling_tell (gpointer self, guint64 done, guint64 total);
void mado_telling_run (MadoTelling *self,
                       gpointer source,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data,
                       GTaskThreadFunc work);

G_END_DECLS
