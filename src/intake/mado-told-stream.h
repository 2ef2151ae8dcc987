/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file in memory that can be read again from its beginning, says how much of it was read in all, and ends where
 * somebody cancels: its reader goes through it several times before it gives the first row. */
#define MADO_TYPE_TOLD_STREAM (mado_told_stream_get_type ())
G_DECLARE_FINAL_TYPE (MadoToldStream, mado_told_stream, MADO, TOLD_STREAM, GInputStream)

/* Told now and then, on the thread that works. */
typedef void (*MadoTold) (gpointer user_data, guint64 done, guint64 total);

MadoToldStream *mado_told_stream_new (GBytes *bytes, GCancellable *cancellable, MadoTold told, gpointer user_data)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
