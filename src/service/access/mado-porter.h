/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Looks at passwords, one at a time, on a thread of its own: that takes long and much memory by intent, so it must hold
 * up nobody who is at work, and not happen many times at once. Not everybody may queue: so many in all, so many from
 * one terminal. */
typedef struct _MadoPorter MadoPorter;

#define MADO_PORTER_MAX_WAITING 64
#define MADO_PORTER_MAX_WAITING_PER_TERMINAL 4

MadoPorter *mado_porter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_porter_free (MadoPorter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPorter, mado_porter_free)

void mado_porter_close (MadoPorter *self);
gboolean mado_porter_submit (MadoPorter *self, const char *terminal, void (*work) (gpointer data), gpointer data);

G_END_DECLS
