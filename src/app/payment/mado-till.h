/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-batch-tally.h"
#include "mado-money-acts.h"
#include "mado-outlook.h"

G_BEGIN_DECLS

/* The money of a session: how its batches stand, and whatever is done with them, each on a thread of its own. */
#define MADO_TYPE_TILL (mado_till_get_type ())
G_DECLARE_FINAL_TYPE (MadoTill, mado_till, MADO, TILL, MadoOutlook)

MadoTill *mado_till_of (MadoSession *session);
gboolean mado_till_is_for (MadoSession *session);

MadoSession *mado_till_get_session (MadoTill *self);
const GPtrArray *mado_till_get_batches (MadoTill *self);
gint64 mado_till_count_waiting (MadoTill *self);

void mado_till_do_async (MadoTill *self,
                         MadoMoneyAct act,
                         MadoMoneySheet *sheet,
                         MadoMoneyOrder *order,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
MadoMoneySheet *mado_till_do_finish (MadoTill *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
