/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What becomes of a record that shares its key with others of the same file. */
typedef struct {
  const char *code; /* (nullable): the finding: static */
  guint64 other;    /* the earlier row that it met */
  gboolean is_kept;
} MadoFormVerdict;

/* Finds the records of a file that have the same key, and says which stay. */
typedef struct _MadoFormDuplicates MadoFormDuplicates;

MadoFormDuplicates *mado_form_duplicates_new (gsize memory) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_duplicates_free (MadoFormDuplicates *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormDuplicates, mado_form_duplicates_free)

gboolean mado_form_duplicates_add (
    MadoFormDuplicates *self, guint64 row, const char *key, const GString *content, guint64 time, GError **error);
gboolean mado_form_duplicates_settle (MadoFormDuplicates *self, GError **error);
gboolean mado_form_duplicates_rewind (MadoFormDuplicates *self, GError **error);
gboolean mado_form_duplicates_judge (MadoFormDuplicates *self,
                                     guint64 row,
                                     MadoFormVerdict *out_verdict,
                                     GError **error);

G_END_DECLS
