/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *mado_packet_image_build (const char *id, GBytes *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
