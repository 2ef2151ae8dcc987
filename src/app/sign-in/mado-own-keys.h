/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

void mado_own_keys_lock_anew (const char *profile,
                              const char *account,
                              const MadoSecret *before,
                              const MadoSecret *password);

G_END_DECLS
