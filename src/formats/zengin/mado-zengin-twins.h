/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Remembers the payments of a file, to find one that stands in it twice: same account, same amount. */
typedef struct _MadoZenginTwins MadoZenginTwins;

MadoZenginTwins *mado_zengin_twins_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_zengin_twins_free (MadoZenginTwins *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoZenginTwins, mado_zengin_twins_free)

guint64 mado_zengin_twins_add (MadoZenginTwins *self, const guint8 *payment, guint64 number);

G_END_DECLS
