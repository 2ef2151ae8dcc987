/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-session.h"

G_BEGIN_DECLS

/* What somebody in charge of accounts has of the service in a session: he says something at its door, and all pages
 * that show what is so there hear that it may have changed. Emits "changed". */
#define MADO_TYPE_BUREAU (mado_bureau_get_type ())
G_DECLARE_FINAL_TYPE (MadoBureau, mado_bureau, MADO, BUREAU, GObject)

MadoBureau *mado_bureau_of (MadoSession *session);
gboolean mado_bureau_is_for (MadoSession *session);
gboolean mado_bureau_is_for_administrator (MadoSession *session);

MadoSession *mado_bureau_get_session (MadoBureau *self);
void mado_bureau_note_change (MadoBureau *self);

void mado_bureau_say_async (MadoBureau *self,
                            const char *verb,
                            const MadoAccessRequest *request,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean mado_bureau_say_finish (GAsyncResult *result, MadoAccessReply *out_reply, GError **error);
void mado_bureau_refuse (GError **error, MadoAccessVerdict verdict);

G_END_DECLS
