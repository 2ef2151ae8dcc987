/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/* The profile that a made-up ward goes into. */
typedef struct {
  const char *folder; /* where it goes, beside the terminal's share, which is drawn where there is none */
  const char *name;   /* of its files */
  const char *role;   /* (nullable): of whoever works there; %NULL: the programme's first */
  const MadoSecret *password;
} MadoPracticeProfile;

MadoDesk *mado_practice_profile_create (const MadoPracticeProfile *wanted,
                                        MadoProgramme *programme,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
