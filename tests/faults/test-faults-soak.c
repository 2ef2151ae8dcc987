/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Morning after morning at one service that is never started again: two terminals come, work and go, every third
 * morning the programme is another, every seventh the ward is saved and what was saved is tried. Everything is held
 * against what people were told each time; and what the service takes of memory and disk grows with the log, and with
 * nothing else.
 *
 *   MADO_MINUTES=N …  for so long */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "fault-office.h"

#define FIRST_MORNINGS 4 /* until everything was there once */
#define MORNINGS 10
#define PUBLISHED_EVERY 3
#define SAVED_EVERY 7

#define MOST_MEMORY (24 * 1024)       /* KiB that come in all that time … */
#define MOST_OF_AN_ENTRY (24 * 1024)  /* bytes of the ward's file: a page of each table that it touches */
#define MOST_AHEAD (32 * 1024 * 1024) /* bytes of the write-ahead log, however long it goes on */
#define MOST_SAID (64 * 1024)         /* bytes of the journal in a morning */
#define MOST_DESCRIPTORS 4            /* that come in all that time: a file that is looked at just now */
#define PATIENCE 30                   /* seconds until those who left are not waited for any more */

typedef struct {
  FaultOffice office;
  char *key, *folder; /* of backups */
  char *programme;    /* its text, as it was first */
  guint n_mornings;
} Year;

/* What there is of it. */
typedef struct {
  gint64 memory; /* KiB */
  gint64 disk;   /* bytes */
  gint64 ahead;  /* bytes of the write-ahead log */
  gint64 said;   /* bytes of the journal */
  gint64 entries;
  guint descriptors;
  guint threads;
  guint mornings;
} Size;

static void
require (Year *self, int status, const char *said)
{
  if (status != 0)
    g_error ("morning %u: %s", self->n_mornings, said);
}

static gint64
read_status (Year *self, const char *what)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (self->office.world.process));
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  line = strstr (text, what);
  g_assert_nonnull (line);

  return g_ascii_strtoll (line + strlen (what), NULL, 10);
}

static guint
count_descriptors (Year *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/fd", g_subprocess_get_identifier (self->office.world.process));
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (folder);
  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

/* Whoever left is not forgotten in the same moment. */
static guint
await_descriptors (Year *self, guint most)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
  guint n = count_descriptors (self);

  while (n > most && g_get_monotonic_time () < end) {
    g_usleep (G_USEC_PER_SEC / 10);
    n = count_descriptors (self);
  }

  return n;
}

static gint64
measure_file (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_size : 0;
}

static gint64
measure_journal (Year *self)
{
  World *world = &self->office.world;
  gint64 length;

  g_mutex_lock (&world->lock);
  length = (gint64) world->said->len;
  g_mutex_unlock (&world->lock);

  return length;
}

static Size
measure (Year *self)
{
  const char *ward = strchr (self->office.ward, ':') + 1;
  g_autofree char *ahead = g_strconcat (ward, "-wal", NULL);

  return (Size) {
    .memory = read_status (self, "VmRSS:"),
    .disk = measure_file (ward),
    .ahead = measure_file (ahead),
    .said = measure_journal (self),
    .entries = self->office.places[0].rest,
    .descriptors = count_descriptors (self),
    .threads = (guint) read_status (self, "Threads:"),
    .mornings = self->n_mornings,
  };
}

static void
say_growth (const Size *before, const Size *after)
{
  g_test_message (
      "%u mornings, %" G_GINT64_FORMAT " entries; memory %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
      " KiB; descriptors %u to %u, threads %u to %u; %" G_GINT64_FORMAT " bytes of an entry, %" G_GINT64_FORMAT
      " KiB written ahead; %" G_GINT64_FORMAT " bytes of the journal in a morning",
      after->mornings, after->entries, before->memory, after->memory, before->descriptors, after->descriptors,
      before->threads, after->threads, (after->disk - before->disk) / (after->entries - before->entries),
      after->ahead / 1024, (after->said - before->said) / (after->mornings - before->mornings));
}

/* --- what happens ------------------------------------------------------------------------------------------------- */

/* The same with another name for the people's eyes. */
static void
publish (Year *self)
{
  g_autofree char *path = g_build_filename (self->office.world.folder, "another.json", NULL);
  g_autofree char *name = g_strdup_printf ("\"title\": \"見本給付金 %u\"", self->n_mornings);
  g_auto (GStrv) parts = g_strsplit (self->programme, "\"title\": \"見本給付金\"", 2);
  g_autofree char *text = g_strjoinv (name, parts);
  int status = -1;
  g_autofree char *said = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  said = world_ctl (&self->office.world, &status, "service", "publish", path, "--actor", "s-01", NULL);
  require (self, status, said);
}

static void
save_and_try (Year *self)
{
  int status = -1;
  g_autofree char *saved =
      world_ctl (&self->office.world, &status, "service", "backup", "--key", self->key, FAULT_WARD, self->folder, NULL);
  g_autofree char *tried = NULL;

  require (self, status, saved);
  tried = world_ctl_alone (&self->office.world, &status, "service", "drill", "--key", self->key, "--scratch",
                           self->office.world.folder, self->folder, NULL);
  require (self, status, tried);
}

static void
live_a_morning (Year *self)
{
  self->n_mornings++;
  if (self->n_mornings % PUBLISHED_EVERY == 0)
    publish (self);
  g_assert_cmpuint (fault_office_live (&self->office, &(FaultWish) { 0 }), ==, 0);
  if (self->n_mornings % SAVED_EVERY == 0)
    save_and_try (self);
}

static void
test_nothing_grows_but_the_log (Year *self, G_GNUC_UNUSED gconstpointer data)
{
  const char *minutes = g_getenv ("MADO_MINUTES");
  const gint64 end =
      g_get_monotonic_time () + (gint64) (minutes != NULL ? g_ascii_strtod (minutes, NULL) * 60 * G_USEC_PER_SEC : 0);
  Size before, after;

  while (self->n_mornings < FIRST_MORNINGS)
    live_a_morning (self);
  before = measure (self);
  g_assert_cmpint (before.disk, >, 0);
  while (self->n_mornings < MORNINGS || g_get_monotonic_time () < end)
    live_a_morning (self);
  after = measure (self);
  after.descriptors = await_descriptors (self, before.descriptors + MOST_DESCRIPTORS);
  say_growth (&before, &after);
  g_assert_cmpuint (after.descriptors, <=, before.descriptors + MOST_DESCRIPTORS);
  g_assert_cmpuint (after.threads, <=, before.threads + MOST_DESCRIPTORS);
  g_assert_cmpint (after.ahead, <, MOST_AHEAD);
  g_assert_cmpint (after.said - before.said, <, (after.mornings - before.mornings) * MOST_SAID);
  g_assert_cmpint (after.memory - before.memory, <, MOST_MEMORY);
  g_assert_cmpint (after.disk - before.disk, <, (after.entries - before.entries) * MOST_OF_AN_ENTRY);
}

static void
set_up (Year *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *programme =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "programmes", FAULT_PROGRAMME ".json", NULL);
  int status = -1;
  g_autofree char *said = NULL;

  fault_office_set_up (&self->office);
  self->key = g_build_filename (self->office.world.folder, "backup.key", NULL);
  self->folder = g_build_filename (self->office.world.folder, "backup", NULL);
  g_assert_true (g_file_get_contents (programme, &self->programme, NULL, NULL));
  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
  said = world_ctl_alone (&self->office.world, &status, "service", "backup-key", self->key, NULL);
  require (self, status, said);
}

static void
tear_down (Year *self, G_GNUC_UNUSED gconstpointer data)
{
  fault_office_tear_down (&self->office);
  g_free (self->key);
  g_free (self->folder);
  g_free (self->programme);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/faults-soak/nothing-grows-but-the-log", Year, NULL, set_up, test_nothing_grows_but_the_log, tear_down);

  return g_test_run ();
}
