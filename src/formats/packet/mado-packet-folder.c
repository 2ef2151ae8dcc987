/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The folder that a packet's files go into when all of it has been checked: there with all of them, or not at all, and
 * for nobody but its owner. */

#include "mado-packet-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "mado-packet-error.h"
#include "mado-packet-medium.h"

static void
remove_all (const char *folder, const GPtrArray *contents)
{
  for (guint i = 0; i < contents->len; i++) {
    const MadoPacketContent *content = g_ptr_array_index (contents, i);
    g_autofree char *path = g_build_filename (folder, content->name, NULL);

    (void) g_unlink (path); /* ignored: it may not have come so far */
  }
  (void) g_rmdir (folder); /* ignored: there is nothing readable in it */
}

static gboolean
write_all (const char *folder, const GPtrArray *contents, GError **error)
{
  for (guint i = 0; i < contents->len; i++) {
    const MadoPacketContent *content = g_ptr_array_index (contents, i);

    if (!mado_packet_medium_write (folder, content->name, content->bytes, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
sync_parent (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofd int fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  return fd >= 0 && fsync (fd) == 0;
}

/**
 * mado_packet_folder_save:
 * @path: a folder that is not there yet
 * @contents: (element-type MadoPacketContent): what goes into it
 * @error: as mado_packet_medium_write()
 *
 * Returns: whether the folder is there with all files; where not, nothing of them is
 */
gboolean
mado_packet_folder_save (const char *path, const GPtrArray *contents, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part-XXXXXX", NULL);

  if (g_mkdtemp_full (part, 0700) == NULL) {
    mado_packet_error_set_errno (error, errno, "cannot make the folder");
    return FALSE;
  }
  if (!write_all (part, contents, error)) {
    remove_all (part, contents);
    return FALSE;
  }
  if (renameat2 (AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE) != 0) {
    mado_packet_error_set_errno (error, errno, "cannot give the folder its name");
    remove_all (part, contents);
    return FALSE;
  }
  if (sync_parent (path))
    return TRUE;
  mado_packet_error_set_errno (error, errno, "cannot bring the folder to the disk");
  remove_all (path, contents);

  return FALSE;
}
