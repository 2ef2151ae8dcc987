/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-personal-key.h"

G_BEGIN_DECLS

/* The key with which somebody signs at this terminal: locked with the password of his account, whatever that is now. */

MadoSigningKey *mado_own_key_unlock (MadoDesk *desk,
                                     const MadoSecret *password,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
