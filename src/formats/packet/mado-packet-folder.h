/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-packet-content.h"

G_BEGIN_DECLS

gboolean mado_packet_folder_save (const char *path, const GPtrArray *contents, GError **error);

G_END_DECLS
