/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-offer.h"

G_BEGIN_DECLS

/* What is set aside of a device's journal: the beginning of a group, until its end is there. */

gboolean mado_stage_has_any (MadoStreamTurn *turn, MadoId device, gboolean *out_has_any, GError **error);
gboolean mado_stage_has (
    MadoStreamTurn *turn, MadoId device, const MadoOffer *offer, gboolean *out_has, GError **error);
gboolean mado_stage_put (MadoStreamTurn *turn, MadoId device, const MadoOffer *offer, GError **error);
GPtrArray *mado_stage_take_all (MadoStreamTurn *turn, MadoId device, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_stage_erase (MadoStreamTurn *turn, MadoId entity, GError **error);

G_END_DECLS
