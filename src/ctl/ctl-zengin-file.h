/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "mado-zengin-reader.h"

G_BEGIN_DECLS

/* What a bank transfer file says: the members framing and groups, as `zengin write` reads them. */

void mado_ctl_zengin_add_framing (JsonBuilder *builder, const MadoZenginFraming *framing);
void mado_ctl_zengin_add_groups (JsonBuilder *builder, const MadoZenginFile *file);
void mado_ctl_zengin_print_groups (const MadoZenginFile *file);

G_END_DECLS
