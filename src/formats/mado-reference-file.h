/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lists that an operator imports (towns, banks), and the samples that stand in for them until then. Names are paths
 * below one folder, e.g. "postal/towns.tsv". */

char *mado_reference_file_dup_sample_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *mado_reference_file_dup_import_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *mado_reference_file_find_newest_import (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_reference_file_save_import (const char *name, const char *bytes, gsize length, GError **error);

G_END_DECLS
