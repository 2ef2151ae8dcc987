/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that nobody else may see: keys and passwords. They lie on pages of their own, kept out of swap (where the
 * system allows) and core files, between two pages that nobody may touch, and are wiped when they go.
 *
 * Pages of our own rather than OpenSSL's secure heap: that heap is one arena of fixed size for the whole process, set
 * up before all else, and full when it is full; a secret's freed pages are gone, so that a late reader crashes. */

typedef struct _MadoSecret MadoSecret;

MadoSecret *mado_secret_new (gsize length) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_secret_new_random (gsize length) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_secret_new_wiping (void *source, gsize length) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_secret_copy (const MadoSecret *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_secret_free (MadoSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSecret, mado_secret_free)

guint8 *mado_secret_get_bytes (const MadoSecret *self);
gsize mado_secret_get_length (const MadoSecret *self);
gboolean mado_secret_is_locked (const MadoSecret *self);
gboolean mado_secret_equals (const MadoSecret *a, const MadoSecret *b);

G_END_DECLS
