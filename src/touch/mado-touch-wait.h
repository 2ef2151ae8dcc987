/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <fido.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* What a security key is asked for: as libfido2 answers. */
typedef int (*MadoTouchAsk) (fido_dev_t *fido, const char *pin, gpointer request);

int mado_touch_wait (fido_dev_t *fido, MadoTouchAsk ask, const char *pin, gpointer request);

G_END_DECLS
