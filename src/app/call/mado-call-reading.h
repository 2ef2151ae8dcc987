/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-caller.h"
#include "mado-guidance.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* What a call needs out of the profile, without anybody waiting for it. */

/* Of a case that was taken. */
typedef struct {
  MadoGuidance *guidance;
  GPtrArray *calls; /* (element-type MadoInquirySheet): the last ones about it, the newest first */
} MadoCallTelling;

void mado_call_telling_free (MadoCallTelling *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCallTelling, mado_call_telling_free)

void mado_call_find_async (MadoSession *session,
                           const char *typed,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
MadoCallers *mado_call_find_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void mado_call_tell_async (MadoSession *session,
                           MadoId id,
                           const char *typed,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
MadoCallTelling *mado_call_tell_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void mado_call_list_unsaved_async (MadoSession *session, GAsyncReadyCallback callback, gpointer user_data);
GArray *mado_call_list_unsaved_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
