/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rows of one object of a programme file, in the file's order and to be found by their id. Every row is a struct
 * that begins with `const char *id`. */
typedef struct {
  const char *place; /* (nullable): its name in the file; NULL: the file has no such object */
  GPtrArray *rows;
  GHashTable *by_id;
} MadoSection;

MadoSection *mado_section_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_section_free (MadoSection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSection, mado_section_free)

gboolean mado_section_add (MadoSection *self, gpointer row);
gpointer mado_section_get (const MadoSection *self, guint index);
gpointer mado_section_find (const MadoSection *self, const char *id);
guint mado_section_get_count (const MadoSection *self);

G_END_DECLS
