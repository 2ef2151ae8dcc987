/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The bytes of a file, written anywhere and cut anywhere. */
void mado_crash_content_write (GByteArray *self, const void *bytes, gsize length, gint64 offset);
void mado_crash_content_resize (GByteArray *self, gint64 size);

G_END_DECLS
