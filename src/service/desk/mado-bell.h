/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Rings when a stream's log has grown, for whoever waits for that. Threads share it. */
typedef struct _MadoBell MadoBell;

typedef enum {
  MADO_BELL_RANG,
  MADO_BELL_TIME_OVER, /* or nobody waits any more, or the service goes down */
} MadoBellReason;

typedef void (*MadoBellWake) (gpointer data, MadoBellReason reason);

MadoBell *mado_bell_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_bell_free (MadoBell *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBell, mado_bell_free)

guint64 mado_bell_count (MadoBell *self, const char *stream);
gboolean mado_bell_wait (MadoBell *self,
                         const char *stream,
                         guint64 count,
                         gint64 until,
                         GCancellable *hang_up,
                         MadoBellWake wake,
                         gpointer data);
void mado_bell_ring (MadoBell *self, const char *stream);
void mado_bell_close (MadoBell *self);
guint mado_bell_count_waiting (MadoBell *self);

G_END_DECLS
