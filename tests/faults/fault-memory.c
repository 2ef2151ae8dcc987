/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linked into a program of a test this is where all its libraries get their memory: MADO_FAULT_AT=memory:N refuses what
 * is asked for the N-th time after SIGUSR2, once. Whoever cannot go on without it dies; whoever can has to know that
 * something has failed. */

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#ifndef __SANITIZE_ADDRESS__ /* which has a memory of its own */

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);

static long n_left; /* atomic: until one is refused; 0: none is */
static long wished;
#define WISH "memory:"

static void
begin_counting (int signal)
{
  (void) signal;
  __atomic_store_n (&n_left, wished, __ATOMIC_RELAXED);
}

static void __attribute__ ((constructor))
hear_wish (void)
{
  const char *wish = getenv ("MADO_FAULT_AT");

  if (wish == NULL || strncmp (wish, WISH, strlen (WISH)) != 0)
    return;
  wished = strtol (wish + strlen (WISH), NULL, 10);
  (void) signal (SIGUSR2, begin_counting); /* ignored: it is a signal that can be caught */
}

static int
is_refused (void)
{
  if (__atomic_load_n (&n_left, __ATOMIC_RELAXED) <= 0 || __atomic_sub_fetch (&n_left, 1, __ATOMIC_RELAXED) != 0)
    return 0;
  errno = ENOMEM;

  return 1;
}

void *
malloc (size_t size)
{
  return is_refused () ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return is_refused () ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  return is_refused () ? NULL : __libc_realloc (memory, size);
}

#endif
