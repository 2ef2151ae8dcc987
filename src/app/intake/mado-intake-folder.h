/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-session.h"

G_BEGIN_DECLS

/* The folder of this terminal whose files are taken in without hands, while somebody is signed in who may take files
 * in. Never in practice: what lies there is of real people. Emits "dealt" with a sentence for each file. */
#define MADO_TYPE_INTAKE_FOLDER (mado_intake_folder_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakeFolder, mado_intake_folder, MADO, INTAKE_FOLDER, GObject)

MadoIntakeFolder *mado_intake_folder_new (MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_intake_folder_watch (MadoIntakeFolder *self, const char *path);

G_END_DECLS
