/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ctl.h"

G_BEGIN_DECLS

MadoCtlStatus mado_ctl_store_check (MadoCtlCall *call);

G_END_DECLS
