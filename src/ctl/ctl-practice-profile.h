/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-profile.h"

G_BEGIN_DECLS

MadoDesk *mado_ctl_create_practice_profile (MadoCtlCall *call,
                                            const char *folder,
                                            MadoProgramme *programme,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
