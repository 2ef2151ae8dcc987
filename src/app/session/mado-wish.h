/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-operation.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* What the person who has signed in wants done with one case. It is saved on the disk and held back for some seconds,
 * in which it can be taken back as if it had never been. */
typedef struct _MadoWish MadoWish;

/* The message of an error is the code of the refusal (mado-refusal.h); mado_advice_find() has its words. */
#define MADO_WISH_ERROR (mado_wish_error_quark ())

typedef enum {
  MADO_WISH_ERROR_REFUSED,  /* it is against a rule of the work */
  MADO_WISH_ERROR_CONFLICT, /* the case has moved on since it was read */
} MadoWishError;

GQuark mado_wish_error_quark (void);

MadoWish *mado_wish_new (const char *kind, MadoId entity, gint64 version) G_GNUC_WARN_UNUSED_RESULT;
void mado_wish_free (MadoWish *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWish, mado_wish_free)

void mado_wish_add_text (MadoWish *self, const char *member, const char *text);
void mado_wish_add_flag (MadoWish *self, const char *member, gboolean flag);
void mado_wish_add_value (MadoWish *self, const char *member, yyjson_val *value);
void mado_wish_add_texts (MadoWish *self, const char *member, const char *name, const GPtrArray *texts);
void mado_wish_add_edit (MadoWish *self, const char *item, yyjson_val *was, yyjson_mut_val *now);
yyjson_mut_val *mado_wish_add_object (MadoWish *self, const char *member);
void mado_wish_add_part (MadoWish *self, yyjson_mut_val *object, const char *member, const char *text);

void mado_wish_save_async (
    MadoWish *self, MadoSession *session, const char *what, GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_wish_save_finish (GAsyncResult *result, GError **error);

int mado_wish_get_hold (void);
void mado_wish_undo_async (MadoSession *session, MadoId operation, GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_wish_undo_finish (GAsyncResult *result, GError **error);

G_END_DECLS
