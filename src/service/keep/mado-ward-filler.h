/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-walk.h"

G_BEGIN_DECLS

/* Puts what is taken from one ward into another, in turns of a bearable length. What has no number of its own is held
 * against what is there, in its order: what is not named is dropped. Where it ends in the middle, what is there is no
 * ward yet, and another filler goes on. */
typedef struct _MadoWardFiller MadoWardFiller;

MadoWardFiller *mado_ward_filler_new (MadoBackend *to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_filler_free (MadoWardFiller *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardFiller, mado_ward_filler_free)

MadoWardTaker mado_ward_filler_get_taker (MadoWardFiller *self);
gboolean mado_ward_filler_finish (MadoWardFiller *self, GError **error);
gint64 mado_ward_filler_count (const MadoWardFiller *self);

G_END_DECLS
