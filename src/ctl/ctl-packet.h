/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-password.h"
#include "mado-packet-manifest.h"

G_BEGIN_DECLS

/* What the verbs of packets share. */

MadoCtlStatus mado_ctl_packet_refuse (MadoCtlCall *call, const GError *error);
const char *mado_ctl_packet_find_missing (const MadoCtlCall *call, const char *const *options);
MadoSigningKey *mado_ctl_packet_open_key (MadoCtlCall *call, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *mado_ctl_packet_load_keys (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_ctl_packet_save (const char *path, GBytes *content, GError **error);
void mado_ctl_packet_answer_hash (MadoCtlCall *call, const char *key, const MadoHash *hash);

MadoCtlStatus mado_ctl_packet_make (MadoCtlCall *call);

G_END_DECLS
