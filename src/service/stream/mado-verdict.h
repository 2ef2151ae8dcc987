/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-offer.h"

G_BEGIN_DECLS

/* Whoever decides: offers that belong together are judged over what the backend has, and put in the log, whatever comes
 * of them. */

gboolean mado_verdict_pass (
    MadoStreamTurn *turn, const MadoCaller *caller, MadoId device, GPtrArray *offers, GArray *known, GError **error);
gboolean mado_verdict_report (const MadoOffer *offer, GArray *known, GError **error);

G_END_DECLS
