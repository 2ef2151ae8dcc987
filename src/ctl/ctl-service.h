/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ctl.h"
#include "mado-service-settings.h"

G_BEGIN_DECLS

/* What verbs about the service share. */

#define MADO_CTL_SERVICE_OPTION { "config", "FILE", "the service's configuration; else " MADO_SERVICE_SETTINGS_PATH }

const char *mado_ctl_get_service_path (const MadoCtlCall *call);
MadoCtlStatus mado_ctl_answer_service_faults (MadoCtlCall *call, const GPtrArray *faults);

G_END_DECLS
