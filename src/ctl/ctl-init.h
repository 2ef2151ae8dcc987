/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-service.h"

G_BEGIN_DECLS

/* The first run of a service. */

MadoCtlStatus mado_ctl_run_init (MadoCtlCall *call);

G_END_DECLS
