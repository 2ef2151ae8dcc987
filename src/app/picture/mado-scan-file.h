/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A file of a scanned paper, or of a photo, that somebody wants to attach. */

const char *mado_scan_file_find_fault (const char *name, GBytes *bytes);
GtkFileDialog *mado_scan_file_create_chooser (const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
