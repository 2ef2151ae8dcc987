/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* What somebody has done since he signed in: told with a way back, or with what the service has against it. Emits
 * "asked" with the entity that somebody wants to see after a refusal. */
#define MADO_TYPE_DEEDS (mado_deeds_get_type ())
G_DECLARE_FINAL_TYPE (MadoDeeds, mado_deeds, MADO, DEEDS, GObject)

MadoDeeds *mado_deeds_new (MadoSession *session, AdwToastOverlay *toasts) G_GNUC_WARN_UNUSED_RESULT;
void mado_deeds_undo (MadoDeeds *self);

G_END_DECLS
