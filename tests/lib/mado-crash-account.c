/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was done to a disk, in numbers. */

#include "mado-crash-account.h"

/**
 * mado_crash_account_get_promise:
 * @disk: a disk on which nobody works now
 * @n_events: how many events came before the power cut
 *
 * Returns: the last mark among them; 0 where there is none
 */
guint
mado_crash_account_get_promise (MadoCrashDisk *disk, guint n_events)
{
  for (guint i = n_events; i-- > 0;) {
    const MadoCrashEvent *event = mado_crash_disk_get_event (disk, i);

    if (event->kind == MADO_CRASH_MARK)
      return (guint) event->offset;
  }

  return 0;
}

static gboolean
is_about (const MadoCrashDisk *disk, const MadoCrashEvent *event, MadoCrashKind kind, const char *path)
{
  return event->kind == kind && (path == NULL || g_strcmp0 (mado_crash_disk_get_path (disk, event->file), path) == 0);
}

/**
 * mado_crash_account_count_syncs:
 * @disk: a disk on which nobody works now
 * @path: (nullable): a file; %NULL for all
 *
 * Returns: how often it was synced
 */
guint
mado_crash_account_count_syncs (MadoCrashDisk *disk, const char *path)
{
  guint n_syncs = 0;

  for (guint i = 0; i < mado_crash_disk_count_events (disk); i++)
    n_syncs += is_about (disk, mado_crash_disk_get_event (disk, i), MADO_CRASH_SYNC, path) ? 1 : 0;

  return n_syncs;
}

/**
 * mado_crash_account_count_bytes:
 * @disk: a disk on which nobody works now
 * @path: (nullable): a file; %NULL for all, temporary ones too
 *
 * Returns: how many bytes were written to it
 */
gsize
mado_crash_account_count_bytes (MadoCrashDisk *disk, const char *path)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < mado_crash_disk_count_events (disk); i++) {
    const MadoCrashEvent *event = mado_crash_disk_get_event (disk, i);

    if (is_about (disk, event, MADO_CRASH_WRITE, path))
      n_bytes += event->length;
  }

  return n_bytes;
}
