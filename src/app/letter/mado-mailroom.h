/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-shelf.h"
#include "mado-mail-job.h"
#include "mado-outlook.h"

G_BEGIN_DECLS

/* How the letters of a session stand: what is unsent and all runs; and whatever is done with them, each on a thread of
 * its own. */
#define MADO_TYPE_MAILROOM (mado_mailroom_get_type ())
G_DECLARE_FINAL_TYPE (MadoMailroom, mado_mailroom, MADO, MAILROOM, MadoOutlook)

MadoMailroom *mado_mailroom_of (MadoSession *session);
gboolean mado_mailroom_is_for (MadoSession *session);

MadoSession *mado_mailroom_get_session (MadoMailroom *self);
const MadoLetterShelf *mado_mailroom_get_shelf (MadoMailroom *self);
gint64 mado_mailroom_count_waiting (MadoMailroom *self);

void mado_mailroom_do_async (
    MadoMailroom *self, MadoMailAct act, MadoMailJob *job, GAsyncReadyCallback callback, gpointer user_data);
MadoMailJob *mado_mailroom_do_finish (MadoMailroom *self,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
