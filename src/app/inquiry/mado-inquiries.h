/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-inquiry-book.h"
#include "mado-saying-book.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* The inquiries of a session, and what was agreed to be said in them, read again whenever something may have changed.
 * Emits "changed" when they were read, and "failed" with the error where that was not possible. */
#define MADO_TYPE_INQUIRIES (mado_inquiries_get_type ())
G_DECLARE_FINAL_TYPE (MadoInquiries, mado_inquiries, MADO, INQUIRIES, GObject)

MadoInquiries *mado_inquiries_of (MadoSession *session);
gboolean mado_inquiries_are_for (MadoSession *session);

MadoSession *mado_inquiries_get_session (MadoInquiries *self);
void mado_inquiries_want_all (MadoInquiries *self);
const GPtrArray *mado_inquiries_get_sheets (MadoInquiries *self);
const GPtrArray *mado_inquiries_get_all (MadoInquiries *self);
MadoInquirySheet *mado_inquiries_find (MadoInquiries *self, MadoId id);
MadoSayingBook *mado_inquiries_get_sayings (MadoInquiries *self);
gint64 mado_inquiries_count_call_backs (MadoInquiries *self);
gint64 mado_inquiries_count_questions (MadoInquiries *self);

void mado_inquiries_load_about_async (
    MadoInquiries *self, MadoId subject, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *mado_inquiries_load_about_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
