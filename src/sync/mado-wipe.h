/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-courier.h"
#include "mado-desk.h"
#include "mado-order.h"
#include "mado-sealing.h"

G_BEGIN_DECLS

/* The end of a profile on a terminal that was revoked. What was not sent is sealed to the service's key, then the
 * profile's key is destroyed, then its files; and what was sealed is handed in until the service has it. Each step may
 * be interrupted anywhere: whoever starts next finds by the files beside the profile how far it came.
 *
 *   NAME.unsent-…  sealed (mado-sealing.h)
 *   NAME.wipe      all is sealed: from now on the profile is destroyed and not opened any more */

void mado_wipe_ask_async (MadoCourier *courier,
                          const MadoPapers *papers,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean mado_wipe_ask_finish (GAsyncResult *result, MadoOrder *out_order, GError **error);

gboolean mado_wipe_seal (MadoDesk *desk, const MadoOrder *order, MadoSealed *out_sealed, GError **error);
gboolean mado_wipe_begin (const char *path, GError **error);
gboolean mado_wipe_is_due (const char *path);
gboolean mado_wipe_destroy (const char *path, GError **error);

void mado_wipe_hand_in_async (const char *path,
                              MadoCourier *courier,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean mado_wipe_hand_in_finish (GAsyncResult *result, GError **error);

G_END_DECLS
