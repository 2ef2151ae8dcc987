/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-touch-wait.h"

G_BEGIN_DECLS

/* A security key that is plugged in, open: one use of it at a time in the whole program. */
typedef struct _MadoTouchDevice MadoTouchDevice;

guint mado_touch_device_count (void);
MadoTouchDevice *mado_touch_device_open (GBytes *credential, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_touch_device_close (MadoTouchDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTouchDevice, mado_touch_device_close)

gboolean mado_touch_device_knows_eddsa (MadoTouchDevice *self);
gboolean mado_touch_device_ask (MadoTouchDevice *self, MadoTouchAsk ask, gpointer request, GError **error);

G_END_DECLS
