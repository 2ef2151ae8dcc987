/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Something that is shown once, on a row with a button that copies it: a one-time password, a code, a key. What people
 * compare or type off the screen is written four characters at a time. */

GtkWidget *mado_secret_row_new (const char *title, const char *secret) G_GNUC_WARN_UNUSED_RESULT;
char *mado_secret_row_dup_groups (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
