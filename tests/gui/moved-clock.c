/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into the real program, whose clocks a test moves: in the file that MOVED_CLOCK names stand two numbers of
 * seconds by which the clock on the wall, and the one that only measures, are ahead. */

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* As long as nobody has named a file. */
static const long still[2];
static const volatile long *ahead = still;

static long
get_ahead (clockid_t clock)
{
  switch (clock) {
  case CLOCK_REALTIME:
  case CLOCK_REALTIME_COARSE:
    return ahead[0];
  case CLOCK_MONOTONIC:
  case CLOCK_MONOTONIC_COARSE:
    return ahead[1];
  default:
    return 0;
  }
}

int
clock_gettime (clockid_t clock, struct timespec *out_time)
{
  const long result = syscall (SYS_clock_gettime, clock, out_time);

  if (result == 0)
    out_time->tv_sec += get_ahead (clock);

  return (int) result;
}

int
gettimeofday (struct timeval *out_time, void *unused)
{
  struct timespec now;
  const int result = clock_gettime (CLOCK_REALTIME, &now);

  (void) unused;
  *out_time = (struct timeval) { now.tv_sec, now.tv_nsec / 1000 };

  return result;
}

/* Before the program begins, and for it alone: not for what it starts. */
__attribute__ ((constructor)) static void
take_hold (void)
{
  const char *path = getenv ("MOVED_CLOCK");
  const int file = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  void *place = file >= 0 ? mmap (NULL, sizeof still, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;

  unsetenv ("LD_PRELOAD");
  if (place != MAP_FAILED)
    ahead = place;
  if (file >= 0)
    close (file);
}
