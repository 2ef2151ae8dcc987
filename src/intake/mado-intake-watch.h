/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake-stage.h"

G_BEGIN_DECLS

/* A folder whose files are taken in without hands, one after the other, as soon as nobody writes to them any more. What
 * was taken in goes to 済/, what was refused or is in doubt to 要確認/, with the list of what is wrong beside it.
 *
 * It lives on one main context, and writes on the threads of the desk. */
#define MADO_TYPE_INTAKE_WATCH (mado_intake_watch_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakeWatch, mado_intake_watch, MADO, INTAKE_WATCH, GObject)

#define MADO_INTAKE_WATCH_DONE "済"
#define MADO_INTAKE_WATCH_DOUBT "要確認"

/* A file was dealt with. @where: the folder that it is in now; @error: (nullable): why not even that could be done. */
typedef void (*MadoIntakeWatched) (gpointer user_data, const char *name, const char *where, const GError *error);

MadoIntakeWatch *mado_intake_watch_new (MadoDesk *desk,
                                        const char *folder,
                                        const MadoIntakeMeans *means,
                                        guint calm,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_intake_watch_tell (MadoIntakeWatch *self, MadoIntakeWatched watched, gpointer user_data);
void mado_intake_watch_stop (MadoIntakeWatch *self);

G_END_DECLS
