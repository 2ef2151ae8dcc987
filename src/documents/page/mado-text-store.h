/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* Texts that were laid out, for those that come again: most of a letter says the same to everybody. It holds a few
 * hundred, and forgets first what came but once. */
typedef struct _MadoTextStore MadoTextStore;

MadoTextStore *mado_text_store_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_text_store_free (MadoTextStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTextStore, mado_text_store_free)

PangoLayout *mado_text_store_find (MadoTextStore *self, const char *key, double *out_points);
void mado_text_store_keep (MadoTextStore *self, char *key, PangoLayout *layout, double points);

G_END_DECLS
