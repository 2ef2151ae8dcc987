/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-password.h"
#include "mado-desk.h"
#include "mado-share-file.h"

G_BEGIN_DECLS

/* How verbs open a profile: its password from where nobody else reads it, the terminal's share from its file. */

#define MADO_CTL_PROFILE_OPTIONS                                                                                       \
  MADO_CTL_PASSWORD_OPTION,                                                                                            \
      { "share", "FILE", "the terminal's share; " MADO_SHARE_FILE_NAME " beside FILE unless told" },                   \
      { "service-share", "FILE", "the service's share, where the profile needs one" },                                 \
      { "programme", "FILE", "the benefit programme; the one that comes with the program unless told" }

MadoDesk *mado_ctl_open_desk (MadoCtlCall *call, MadoCtlStatus *out_status) G_GNUC_WARN_UNUSED_RESULT;
char *mado_ctl_name_profile (const char *file) G_GNUC_WARN_UNUSED_RESULT;
MadoDesk *mado_ctl_open_desk_as (MadoCtlCall *call,
                                 const MadoPerson *person,
                                 MadoCtlStatus *out_status) G_GNUC_WARN_UNUSED_RESULT;
MadoCtlStatus mado_ctl_refuse_with (MadoCtlCall *call, const GError *error);

G_END_DECLS
