/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access.h"
#include "mado-ctl.h"
#include "mado-ward-place.h"

G_BEGIN_DECLS

/* The first two accounts of a ward. */

gboolean mado_ctl_found_ward (MadoCtlCall *call,
                              MadoWardPlace *place,
                              const char *administrator,
                              const char *overseer,
                              MadoAccessVerdict *out_verdict,
                              GError **error);

G_END_DECLS
