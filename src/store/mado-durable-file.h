/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small files that are there whole or not at all, also after a power cut, and files that are gone when they go. Only
 * their owner may read them. */

typedef enum {
  MADO_DURABLE_FILE_NEW,     /* a file of that name is an error */
  MADO_DURABLE_FILE_REPLACE, /* and what it held is overwritten */
} MadoDurableFileMode;

GBytes *mado_durable_file_load (const char *path, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_durable_file_save (const char *path, GBytes *content, MadoDurableFileMode mode, GError **error);
gboolean mado_durable_file_move (const char *from, const char *to, MadoDurableFileMode mode, GError **error);
gboolean mado_durable_file_reserve (const char *path, GError **error);
gboolean mado_durable_file_remove (const char *path, GError **error);
gboolean mado_durable_file_destroy (const char *path, GError **error);

G_END_DECLS
