/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ctl.h"
#include "mado-programme.h"

G_BEGIN_DECLS

MadoProgramme *mado_ctl_open_programme (MadoCtlCall *call, const char *path) G_GNUC_WARN_UNUSED_RESULT;
MadoCtlStatus mado_ctl_rehearse (MadoCtlCall *call);

G_END_DECLS
