/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-service.h"
#include "mado-ward-digest.h"
#include "mado-ward-directory.h"

G_BEGIN_DECLS

/* What the verbs that save and move wards have in common. */

#define MADO_CTL_KEY_OPTION { "key", "FILE", "what is saved is sealed under (service backup-key)" }

MadoSecret *mado_ctl_load_backup_key (MadoCtlCall *call, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_ctl_answer_rooms (MadoCtlCall *call, const MadoWardDigest *digest);
MadoCtlStatus mado_ctl_refuse_keep (MadoCtlCall *call, const GError *error);

G_END_DECLS
