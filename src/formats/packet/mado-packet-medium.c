/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes beside the name, brings it to the medium, forgets what the system kept of it in memory, reads it back from the
 * medium, and only then renames. */

#include "mado-packet-medium.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mado-packet-error.h"

#define OWNER_ONLY 0600
#define PIECE (1024 * 1024) /* bytes that are read at once */

static gboolean
fail (GError **error, const char *attempted)
{
  mado_packet_error_set_errno (error, errno, attempted);

  return FALSE;
}

/* A medium on which something was just written and is not to be read is pulled or broken, whatever the system says. */
static gboolean
fail_medium (GError **error, const char *attempted)
{
  g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MEDIUM, "%s: %s", attempted, g_strerror (errno));

  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize length)
{
  for (gsize n_written = 0; n_written < length;) {
    gssize n = write (fd, bytes + n_written, length - n_written);

    if (n < 0 && errno != EINTR)
      return FALSE;
    n_written += n > 0 ? (gsize) n : 0;
  }

  return TRUE;
}

/* Returns how many bytes there were before the end, -1 where they cannot be read. */
static gssize
read_up_to (int fd, guint8 *bytes, gsize length)
{
  gsize n_read = 0;

  while (n_read < length) {
    gssize n = read (fd, bytes + n_read, length - n_read);

    if (n == 0)
      break;
    if (n < 0 && errno != EINTR)
      return -1;
    n_read += n > 0 ? (gsize) n : 0;
  }

  return (gssize) n_read;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* Some file systems of media know no syncing of folders; then what is there is there. */
static gboolean
sync_folder (int folder, GError **error)
{
  return fsync (folder) == 0 || errno == EINVAL || errno == ENOSYS ||
         fail (error, "cannot bring the file to the medium");
}

static gboolean
write_part (int folder, const char *part, GBytes *content, GError **error)
{
  g_autofd int fd = openat (folder, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, OWNER_ONLY);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (content, &length);

  if (fd < 0)
    return fail (error, "cannot begin a file on the medium");
  if (!write_all (fd, bytes, length) || fsync (fd) != 0)
    return fail (error, "cannot write on the medium");
  (void) posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED); /* ignored: then it may come out of memory */

  return TRUE;
}

static gboolean
compare (int fd, GBytes *content, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize length, n_same = 0;
  const guint8 *bytes = g_bytes_get_data (content, &length);
  gssize n;

  while ((n = read_up_to (fd, piece, PIECE)) > 0) {
    if ((gsize) n > length - n_same || memcmp (piece, bytes + n_same, (gsize) n) != 0)
      break;
    n_same += (gsize) n;
  }
  if (n < 0)
    return fail_medium (error, "cannot read back what was written on the medium");
  if (n == 0 && n_same == length)
    return TRUE;
  g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_READ_BACK,
               "the medium gives back something else than was written, from byte %" G_GSIZE_FORMAT " or later", n_same);

  return FALSE;
}

static gboolean
read_back (int folder, const char *part, GBytes *content, GError **error)
{
  g_autofd int fd = openat (folder, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd < 0)
    return fail_medium (error, "cannot find again what was written on the medium");

  return compare (fd, content, error);
}

/* Never over something that is there. */
static int
rename_new (int folder, const char *part, const char *name)
{
  struct stat status;

  if (renameat2 (folder, part, folder, name, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;
  if (fstatat (folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return renameat (folder, part, folder, name);
  errno = EEXIST;

  return -1;
}

static gboolean
publish (int folder, const char *part, const char *name, GError **error)
{
  if (rename_new (folder, part, name) != 0)
    return fail (error, "cannot give the file its name on the medium");
  if (sync_folder (folder, error))
    return TRUE;
  (void) unlinkat (folder, name, 0); /* ignored: the medium has failed already */

  return FALSE;
}

static int
open_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    fail (error, "cannot open the folder on the medium");

  return fd;
}

static gboolean
check_is_new (int folder, const char *name, GError **error)
{
  struct stat status;

  if (fstatat (folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return TRUE;
  errno = EEXIST;

  return fail (error, "cannot write on the medium");
}

/**
 * mado_packet_medium_name_part:
 * @name: of a file
 *
 * Returns: (transfer full): a name that it can have until it is whole, which no listing shows
 */
char *
mado_packet_medium_name_part (const char *name)
{
  return g_strdup_printf (".%s-%08x.part", name, g_random_int ());
}

/**
 * mado_packet_medium_put:
 * @folder: where the medium is, or a folder on it
 * @part: from mado_packet_medium_name_part()
 * @name: what it shall be called; nothing is called so yet
 * @content: what it shall hold
 * @error: as mado_packet_medium_write()
 *
 * Returns: whether it lies there under the name of a part and was read back byte for byte; where not, nothing of it
 * does
 */
gboolean
mado_packet_medium_put (const char *folder, const char *part, const char *name, GBytes *content, GError **error)
{
  g_autofd int fd = open_folder (folder, error);

  if (fd < 0 || !check_is_new (fd, name, error))
    return FALSE;
  if (write_part (fd, part, content, error) && read_back (fd, part, content, error))
    return TRUE;
  (void) unlinkat (fd, part, 0); /* ignored: it was never made, or is gone with the medium */

  return FALSE;
}

/**
 * mado_packet_medium_publish:
 * @folder: as mado_packet_medium_put()
 * @part: the same
 * @name: the same
 * @error: as mado_packet_medium_write()
 *
 * Returns: whether it has its name; where not, nothing of it lies there
 */
gboolean
mado_packet_medium_publish (const char *folder, const char *part, const char *name, GError **error)
{
  g_autofd int fd = open_folder (folder, error);

  if (fd < 0)
    return FALSE;
  if (publish (fd, part, name, error))
    return TRUE;
  (void) unlinkat (fd, part, 0); /* ignored: it was never made, or is gone with the medium */

  return FALSE;
}

/**
 * mado_packet_medium_write:
 * @folder: where the medium is, or a folder on it
 * @name: the file's name
 * @content: what it shall hold
 * @error: %MADO_PACKET_ERROR_FULL, %MADO_PACKET_ERROR_EXISTS, %MADO_PACKET_ERROR_MISSING: there is no such folder,
 *   %MADO_PACKET_ERROR_READ_ONLY, %MADO_PACKET_ERROR_READ_BACK, %MADO_PACKET_ERROR_MEDIUM
 *
 * Returns: whether it lies there under its name and was read back byte for byte; where not, nothing of it lies there
 */
gboolean
mado_packet_medium_write (const char *folder, const char *name, GBytes *content, GError **error)
{
  g_autofree char *part = mado_packet_medium_name_part (name);

  return mado_packet_medium_put (folder, part, name, content, error) &&
         mado_packet_medium_publish (folder, part, name, error);
}

static gboolean
compare_digest (const char *folder, const char *name, const MadoHash *digest, gboolean *out_is_same, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) content = mado_packet_medium_read (path, MADO_PACKET_MEDIUM_MAX_SIZE, error);
  MadoHash own;

  if (content == NULL)
    return FALSE;
  own = mado_hash_of (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  *out_is_same = mado_hash_equals (&own, digest);

  return TRUE;
}

/**
 * mado_packet_medium_remove:
 * @folder: as mado_packet_medium_put()
 * @name: of what was put there
 * @digest: (nullable): of its content: something else that is called so stays; %NULL: whatever it holds
 * @error: %MADO_PACKET_ERROR_MISSING: there is no such folder, as where the medium is out; what else kept it there
 *
 * Returns: whether nothing with that content has the name
 */
gboolean
mado_packet_medium_remove (const char *folder, const char *name, const MadoHash *digest, GError **error)
{
  g_autofd int fd = open_folder (folder, error);
  gboolean is_ours = digest == NULL;

  if (fd < 0)
    return FALSE;
  if (faccessat (fd, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT)
    return TRUE;
  if (!is_ours && !compare_digest (folder, name, digest, &is_ours, error))
    return FALSE;
  if (!is_ours)
    return TRUE;

  return (unlinkat (fd, name, 0) == 0 || fail (error, "cannot take the file off the medium")) &&
         sync_folder (fd, error);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/**
 * mado_packet_medium_read:
 * @path: a file on a medium
 * @max_size: the most bytes that it may have
 * @error: %MADO_PACKET_ERROR_MISSING, %MADO_PACKET_ERROR_TOO_LARGE, %MADO_PACKET_ERROR_MEDIUM
 *
 * Returns: (transfer full): what it holds
 */
GBytes *
mado_packet_medium_read (const char *path, gsize max_size, GError **error)
{
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC);
  g_autofree guint8 *bytes = NULL;
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0) {
    fail (error, "cannot open the file");
    return NULL;
  }
  if (status.st_size < 0 || (gsize) status.st_size > max_size) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_TOO_LARGE, "the file is larger than it may be");
    return NULL;
  }
  bytes = g_malloc ((gsize) status.st_size + 1);

  gssize length = read_up_to (fd, bytes, (gsize) status.st_size + 1);

  if (length != status.st_size) {
    errno = length < 0 ? errno : EIO;
    fail_medium (error, "cannot read the file to its end");
    return NULL;
  }

  return g_bytes_new_take (g_steal_pointer (&bytes), (gsize) length);
}
