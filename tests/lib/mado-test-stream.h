/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A stream that can seek to its beginning and gives no more bytes at once than it is told. Its bytes are given, or made
 * up while they are read, for files larger than a test should write. It watches how much memory its reader uses. */
#define MADO_TEST_TYPE_STREAM (mado_test_stream_get_type ())
G_DECLARE_FINAL_TYPE (MadoTestStream, mado_test_stream, MADO_TEST, STREAM, GInputStream)

/* Writes the bytes of a made-up file from @offset on. */
typedef void (*MadoTestFill) (guint64 offset, guint8 *bytes, gsize length, gconstpointer data);

MadoTestStream *mado_test_stream_new (const void *bytes, gsize size, gsize max_read);
MadoTestStream *mado_test_stream_new_made_up (guint64 size, MadoTestFill fill, gconstpointer data);
gsize mado_test_stream_get_peak (MadoTestStream *self);

G_END_DECLS
