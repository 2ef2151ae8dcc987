/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether nobody writes to files any more: by how they looked, and since when. */
typedef struct _MadoFileCalm MadoFileCalm;

MadoFileCalm *mado_file_calm_new (gint64 microseconds) G_GNUC_WARN_UNUSED_RESULT;
void mado_file_calm_free (MadoFileCalm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFileCalm, mado_file_calm_free)

gboolean mado_file_calm_see (MadoFileCalm *self, const char *name, gint64 size, gint64 changed, gint64 now);
void mado_file_calm_forget (MadoFileCalm *self, const char *name);

G_END_DECLS
