/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ctl.h"
#include "mado-service-papers.h"

G_BEGIN_DECLS

/* What verbs about the service share. */

#define MADO_CTL_SERVICE_OPTION { "config", "FILE", "the service's configuration; else " MADO_SERVICE_SETTINGS_PATH }

const char *mado_ctl_get_service_path (const MadoCtlCall *call);
GStrv mado_ctl_dup_hosts (const MadoCtlCall *call, const MadoServiceSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
MadoCtlStatus mado_ctl_run_check (MadoCtlCall *call);
MadoCtlStatus mado_ctl_answer_service_faults (MadoCtlCall *call, const GPtrArray *faults);
gboolean mado_ctl_load_service (MadoCtlCall *call,
                                MadoServiceSettings **out_settings,
                                MadoSecret **out_secret,
                                GError **error);
gboolean mado_ctl_fail_with_fault (const GPtrArray *faults, GError **error);

G_END_DECLS
