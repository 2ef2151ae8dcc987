/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Entries of one size, put in in any order and taken out in the order of their bytes. */
typedef struct _MadoSpool MadoSpool;

MadoSpool *mado_spool_new (gsize entry_size, gsize memory) G_GNUC_WARN_UNUSED_RESULT;
void mado_spool_free (MadoSpool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSpool, mado_spool_free)

gboolean mado_spool_add (MadoSpool *self, gconstpointer entry, GError **error);
gboolean mado_spool_sort (MadoSpool *self, GError **error);
void mado_spool_rewind (MadoSpool *self);
gboolean mado_spool_next (MadoSpool *self, gconstpointer *out_entry, GError **error);

G_END_DECLS
