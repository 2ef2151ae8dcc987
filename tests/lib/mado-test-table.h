/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table of test vectors from tests/data/vectors/: a heading line, then rows. Fields are asked for by
 * heading, so a column that moves does not silently change what a test compares. */
typedef struct _MadoTestTable MadoTestTable;

MadoTestTable *mado_test_table_load (const char *name);
void mado_test_table_free (MadoTestTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTestTable, mado_test_table_free)

guint mado_test_table_get_n_rows (const MadoTestTable *self);
const char *mado_test_table_get (const MadoTestTable *self, guint row, const char *heading);

char *mado_test_load_file (const char *path_under_data, gsize *out_length);

G_END_DECLS
