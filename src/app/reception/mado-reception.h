/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-sheet.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* An application on paper on its way into a case: received by the same operation as a row of a web form's file. First
 * it is tried, so that whoever types it reads what the rules say of it, and who may have applied already. Threads may
 * share it once nothing is added any more. */
typedef struct _MadoReception MadoReception;

gboolean mado_reception_is_for (MadoSession *session);
char *mado_reception_dup_receipt (const char *number) G_GNUC_WARN_UNUSED_RESULT;

MadoReception *mado_reception_new (MadoSession *session,
                                   const char *receipt,
                                   const char *day) G_GNUC_WARN_UNUSED_RESULT;
void mado_reception_unref (MadoReception *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReception, mado_reception_unref)

void mado_reception_answer (MadoReception *self, MadoId id, gint64 version);
yyjson_mut_doc *mado_reception_get_doc (MadoReception *self);
void mado_reception_add_row (MadoReception *self, const char *list, const char *row);
void mado_reception_add_value (MadoReception *self, const MadoItem *item, const char *row, yyjson_mut_val *value);
void mado_reception_add_paper (MadoReception *self, const MadoItem *item, const char *name, GBytes *bytes);

void mado_reception_try_async (MadoReception *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
MadoCaseSheet *mado_reception_try_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_reception_save_async (MadoReception *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_reception_save_finish (GAsyncResult *result, guint *out_n_refused, GError **error);

G_END_DECLS
