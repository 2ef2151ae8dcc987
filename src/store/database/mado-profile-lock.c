/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock file of a profile. It stays where it is when the lock goes: who unlinks a lock file takes it from under
 * whoever waits for it. */

#include "mado-profile-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "mado-store-error.h"

#define LONGEST_NUMBER 16

struct _MadoProfileLock {
  int fd;
};

/* An open file description's lock, not a process's: the latter goes when anything closes the file. */
static gboolean
lock_whole (int fd)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &whole) == 0;
}

/* Only for the message: it may be of another namespace, or not yet be written. */
static void
write_holder (int fd)
{
  char number[LONGEST_NUMBER];
  int length = g_snprintf (number, sizeof number, "%d\n", (int) getpid ());

  if (ftruncate (fd, 0) == 0)
    (void) !pwrite (fd, number, (gsize) length, 0); /* ignored: the lock holds without it */
}

static void
set_in_use (int fd, GError **error)
{
  char number[LONGEST_NUMBER] = "";

  (void) !pread (fd, number, sizeof number - 1, 0); /* ignored: the message then names nobody */
  number[strspn (number, "0123456789")] = '\0';
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_IN_USE,
               "cannot open the database: another process has it open (%s)", number[0] != '\0' ? number : "unknown");
}

/**
 * mado_profile_lock_take:
 * @path: the lock file, made where there is none
 * @error: %MADO_STORE_ERROR_IN_USE where somebody holds it, whom the message names by process number
 *
 * Returns: (transfer full) (nullable): the lock, held until it is freed
 */
MadoProfileLock *
mado_profile_lock_take (const char *path, GError **error)
{
  g_autofd int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  MadoProfileLock *self;

  if (fd >= 0 && lock_whole (fd)) {
    write_holder (fd);
    self = g_new (MadoProfileLock, 1);
    self->fd = g_steal_fd (&fd);
    return self;
  }
  if (fd >= 0 && (errno == EAGAIN || errno == EACCES))
    set_in_use (fd, error);
  else
    mado_store_error_set_errno (error, errno, "cannot lock the database");

  return NULL;
}

/**
 * mado_profile_lock_free:
 * @self: (nullable) (transfer full): a lock
 */
void
mado_profile_lock_free (MadoProfileLock *self)
{
  if (self == NULL)
    return;

  (void) close (self->fd); /* ignored: nothing was written that matters */
  g_free (self);
}
