/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"
#include "mado-version.h"

G_BEGIN_DECLS

/* Below words in versions: how the one stands that is looked at, and what may be done with it. Emits "undo", "retire",
 * "approve" and "save". */
#define MADO_TYPE_VERSION_BAR (mado_version_bar_get_type ())
G_DECLARE_FINAL_TYPE (MadoVersionBar, mado_version_bar, MADO, VERSION_BAR, AdwBin)

typedef struct {
  MadoSession *session;
  const MadoEntity *version; /* (nullable): %NULL: what the programme says */
  gboolean is_changed;       /* something else is typed than it says */
  gboolean is_sound;         /* what is typed may be said */
  gboolean is_busy;
  const char *verdict; /* of what is no draft, or is changed, or is not sound */
} MadoVersionStanding;

void mado_version_bar_show (MadoVersionBar *self, const MadoVersionStanding *standing);

char *mado_version_bar_dup_name (const MadoEntity *version, const MadoEntity *current) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
