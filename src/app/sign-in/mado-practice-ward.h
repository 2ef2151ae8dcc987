/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/* A made-up ward, made anew each time somebody wants to practise, in a folder of its own; nobody needs its password. */
#define MADO_TYPE_PRACTICE_WARD (mado_practice_ward_get_type ())
G_DECLARE_FINAL_TYPE (MadoPracticeWard, mado_practice_ward, MADO, PRACTICE_WARD, GObject)

/* With this the person signs whose work is practised: the profile has a password that nobody knows. */
#define MADO_PRACTICE_WARD_SIGNING_PASSWORD "renshuu"

MadoPracticeWard *mado_practice_ward_new (const char *programme, const char *role) G_GNUC_WARN_UNUSED_RESULT;
void mado_practice_ward_make_async (MadoPracticeWard *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
MadoDesk *mado_practice_ward_make_finish (MadoPracticeWard *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
double mado_practice_ward_get_progress (MadoPracticeWard *self);

G_END_DECLS
