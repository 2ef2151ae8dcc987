/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linked into a program of a test this is where all its libraries get their memory: MADO_FAULT_AT=memory:N refuses what
 * is asked for the N-th time after SIGUSR2, once. Whoever cannot go on without it dies; whoever can has to know that
 * something has failed. libtasn1 stumbles over what it did not get (asn1_create_element() writes into it): of what that
 * library asks for nothing is refused. */

#include <errno.h>
#include <link.h>
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

#define SPARED "/libtasn1.so"

static ElfW (Addr) spared_first, spared_end;

static int
note_spared (struct dl_phdr_info *library, size_t size, void *unused)
{
  (void) size;
  (void) unused;
  if (library->dlpi_name == NULL || strstr (library->dlpi_name, SPARED) == NULL)
    return 0;
  for (int i = 0; i < library->dlpi_phnum; i++)
    if (library->dlpi_phdr[i].p_type == PT_LOAD && (library->dlpi_phdr[i].p_flags & PF_X) != 0) {
      spared_first = library->dlpi_addr + library->dlpi_phdr[i].p_vaddr;
      spared_end = spared_first + library->dlpi_phdr[i].p_memsz;
    }

  return 1;
}

static int
is_spared (const void *caller)
{
  const ElfW (Addr) at = (ElfW (Addr)) caller;

  return at >= spared_first && at < spared_end;
}

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
  (void) dl_iterate_phdr (note_spared, NULL); /* ignored: it is how the last answer ended */
  wished = strtol (wish + strlen (WISH), NULL, 10);
  (void) signal (SIGUSR2, begin_counting); /* ignored: it is a signal that can be caught */
}

static int
is_refused (const void *caller)
{
  if (__atomic_load_n (&n_left, __ATOMIC_RELAXED) <= 0 || is_spared (caller) ||
      __atomic_sub_fetch (&n_left, 1, __ATOMIC_RELAXED) != 0)
    return 0;
  errno = ENOMEM;

  return 1;
}

void *
malloc (size_t size)
{
  return is_refused (__builtin_return_address (0)) ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return is_refused (__builtin_return_address (0)) ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  return is_refused (__builtin_return_address (0)) ? NULL : __libc_realloc (memory, size);
}

#endif
