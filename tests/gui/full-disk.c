/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into the real program, whose disk a test fills: in the file that FULL_DISK names stands how many bytes are
 * left. Where that is none, nothing is written any more to any file but those that are no part of a disk (pipes,
 * sockets, a journal). */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define PLENTY (1L << 40)

/* As long as nobody has named a file. */
static const long plenty = PLENTY;
static const volatile long *left = &plenty;

static int
is_refused (int file)
{
  struct stat status;

  return *left == 0 && fstat (file, &status) == 0 && S_ISREG (status.st_mode);
}

/* Two names of each call: a program that counts files in 64 bits, as all do, calls the second. */
#define SAY_ROOM(call, type)                                                                                           \
  int call (const char *path, struct type *out_disk)                                                                   \
  {                                                                                                                    \
    int (*real) (const char *, struct type *) = dlsym (RTLD_NEXT, #call);                                              \
    const int result = real (path, out_disk);                                                                          \
                                                                                                                       \
    if (result == 0 && *left != PLENTY) {                                                                              \
      out_disk->f_frsize = 1;                                                                                          \
      out_disk->f_bavail = (unsigned long) *left;                                                                      \
    }                                                                                                                  \
                                                                                                                       \
    return result;                                                                                                     \
  }

SAY_ROOM (statvfs, statvfs)
SAY_ROOM (statvfs64, statvfs64)

#define REFUSE(file)                                                                                                   \
  if (is_refused (file)) {                                                                                             \
    errno = ENOSPC;                                                                                                    \
    return -1;                                                                                                         \
  }

ssize_t
write (int file, const void *bytes, size_t count)
{
  ssize_t (*real) (int, const void *, size_t) = dlsym (RTLD_NEXT, "write");

  REFUSE (file)

  return real (file, bytes, count);
}

ssize_t
pwrite (int file, const void *bytes, size_t count, off_t offset)
{
  ssize_t (*real) (int, const void *, size_t, off_t) = dlsym (RTLD_NEXT, "pwrite");

  REFUSE (file)

  return real (file, bytes, count, offset);
}

ssize_t
pwrite64 (int file, const void *bytes, size_t count, off64_t offset)
{
  ssize_t (*real) (int, const void *, size_t, off64_t) = dlsym (RTLD_NEXT, "pwrite64");

  REFUSE (file)

  return real (file, bytes, count, offset);
}

/* Before the program begins, and for it alone: not for what it starts. */
__attribute__ ((constructor)) static void
take_hold (void)
{
  const char *path = getenv ("FULL_DISK");
  const int file = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  void *place = file >= 0 ? mmap (NULL, sizeof plenty, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;

  unsetenv ("LD_PRELOAD");
  if (place != MAP_FAILED)
    left = place;
  if (file >= 0)
    close (file);
}
