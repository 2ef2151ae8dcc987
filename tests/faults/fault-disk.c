/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linked into a program of a test this stands between the libraries that it loads and the disk: they look for these
 * names in the program first. */

#include <sys/syscall.h>
#include <unistd.h>

#include "mado-fault-point.h"

static int
sync_by (long call, int fd)
{
  long result;

  mado_fault_point ("disk-syncs");
  result = syscall (call, fd);
  mado_fault_point ("disk-synced");

  return (int) result;
}

int
fsync (int fd)
{
  return sync_by (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  return sync_by (SYS_fdatasync, fd);
}
