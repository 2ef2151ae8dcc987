/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Up to where each stream of a ward is known to be safe, while nobody knows more: a commit is under way, or it ended
 * and nobody said that its standby has it, too. Threads share it. */
typedef struct _MadoWardDoubt MadoWardDoubt;

MadoWardDoubt *mado_ward_doubt_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_doubt_free (MadoWardDoubt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardDoubt, mado_ward_doubt_free)

void mado_ward_doubt_begin (MadoWardDoubt *self, const char *stream, gint64 seq);
void mado_ward_doubt_settle (MadoWardDoubt *self);
void mado_ward_doubt_last (MadoWardDoubt *self);
void mado_ward_doubt_drop (MadoWardDoubt *self);
gboolean mado_ward_doubt_lasts (MadoWardDoubt *self);
gboolean mado_ward_doubt_await (MadoWardDoubt *self, const char *stream, gint64 seq);

G_END_DECLS
