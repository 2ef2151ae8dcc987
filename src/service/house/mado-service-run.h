/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-house.h"

G_BEGIN_DECLS

/* The program: starts, works until it is told to end, ends. */

#define MADO_SERVICE_UNSAFE 78 /* exit status (EX_CONFIG): to start it again would change nothing */

int mado_service_run (const char *path, const MadoHouseKeepers *keepers);

G_END_DECLS
