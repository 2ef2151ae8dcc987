/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* How far somebody has a ward already: the place in each log, and the last look. What has no number of its own, he is
 * given whole. */
typedef struct _MadoWardMark MadoWardMark;

MadoWardMark *mado_ward_mark_new (void) G_GNUC_WARN_UNUSED_RESULT;
MadoWardMark *mado_ward_mark_load (MadoBackend *backend, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_mark_free (MadoWardMark *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardMark, mado_ward_mark_free)

void mado_ward_mark_set_place (MadoWardMark *self, const char *stream, const MadoLogPlace *place);
MadoLogPlace mado_ward_mark_get_place (const MadoWardMark *self, const char *stream);
void mado_ward_mark_set_look (MadoWardMark *self, gint64 number);
gint64 mado_ward_mark_get_look (const MadoWardMark *self);

/* A mark that is kept in a ward that is being filled: up to there both sides were compared. */
gboolean mado_ward_mark_keep (const MadoWardMark *self, MadoBackend *backend, GError **error);
gboolean mado_ward_mark_recall (MadoBackend *backend, MadoWardMark **out_mark, GError **error);
gboolean mado_ward_mark_forget (MadoBackend *backend, GError **error);

G_END_DECLS
