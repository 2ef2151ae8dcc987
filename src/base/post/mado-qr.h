/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text as a QR code, for whoever takes a picture of it. */

char *mado_qr_draw (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
