/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into the real program, whose disk a test lets ail: in the file that AILING_DISK names stands how it is with
 * it. Whoever works on the profile once it is open (the threads that are called "store…") waits for a disk that is
 * silent, and is told by a broken one that it cannot be read. */

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "ailing-disk.h"

typedef struct sqlite3_stmt sqlite3_stmt;

#define SQLITE_IOERR_READ 266
#define PAUSE 2000 /* microseconds */
#define MOST_NAME 16

int sqlite3_step (sqlite3_stmt *statement);
const char *sqlite3_sql (sqlite3_stmt *statement);

/* As long as nobody has named a file. */
static const int well = AILING_DISK_WELL;
static const volatile int *health = &well;

static int
is_of_the_profile (void)
{
  char name[MOST_NAME] = "";

  return prctl (PR_GET_NAME, name) == 0 && strncmp (name, "store", strlen ("store")) == 0;
}

/* What was begun can always be given up. */
static int
gives_up (sqlite3_stmt *statement)
{
  const char *(*get_text) (sqlite3_stmt *) = dlsym (RTLD_NEXT, "sqlite3_sql");
  const char *text = get_text (statement);

  return text != NULL && strncmp (text, "ROLLBACK", strlen ("ROLLBACK")) == 0;
}

int
sqlite3_step (sqlite3_stmt *statement)
{
  int (*real) (sqlite3_stmt *) = dlsym (RTLD_NEXT, "sqlite3_step");

  if (*health == AILING_DISK_WELL || !is_of_the_profile () || gives_up (statement))
    return real (statement);
  while (*health == AILING_DISK_SILENT)
    usleep (PAUSE);

  return *health == AILING_DISK_WELL ? real (statement) : SQLITE_IOERR_READ;
}

/* Before the program begins, and for it alone: not for what it starts. */
__attribute__ ((constructor)) static void
take_hold (void)
{
  const char *path = getenv ("AILING_DISK");
  const int file = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  void *place = file >= 0 ? mmap (NULL, sizeof well, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;

  unsetenv ("LD_PRELOAD");
  if (place != MAP_FAILED)
    health = place;
  if (file >= 0)
    close (file);
}
