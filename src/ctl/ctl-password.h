/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ctl.h"
#include "mado-secret.h"

G_BEGIN_DECLS

#define MADO_CTL_PASSWORD_OPTION                                                                                       \
  { "password-fd", "N", "the file descriptor whose first line is the password; unless told it is asked for" }

MadoSecret *mado_ctl_read_password (MadoCtlCall *call, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_ctl_read_new_password (MadoCtlCall *call, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_ctl_read_code (MadoCtlCall *call, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_ctl_attend_security_key (MadoCtlCall *call);

G_END_DECLS
