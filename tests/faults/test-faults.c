/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Kills whoever works at every place of points.txt, and wants all to be well afterwards: each operation that somebody
 * was told is saved is in the log once, no edit overwrote what its author had not seen, the author was told what came
 * of it, terminals and service have the same, what was looked at stands in the ward's log of reads once, and nobody is
 * stuck.
 *
 *   test-faults terminal|make|service|pairs|stop|memory|keep|past
 *   MADO_FAULT=NAME:N …      that one alone
 *   MADO_LONG=1 …            each place as often as anybody comes to it
 *   MADO_MINUTES=N …         pairs for so long */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "fault-office.h"

#define N_PAIRS 50
#define FURTHEST_OF_PAIR 12

/* --- the table ---------------------------------------------------------------------------------------------------- */

/* Returns: (element-type utf8): the names of the places where that is killed */
static GPtrArray *
list_points (const char *whom)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "faults", "points.txt", NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit_set (lines[i], " ", -1);

    if (words[0] != NULL && *words[0] != '#' && g_strv_contains ((const char *const *) words + 1, whom))
      g_ptr_array_add (names, g_strdup (words[0]));
  }
  g_assert_cmpuint (names->len, >, 0);

  return names;
}

/* --- one after another -------------------------------------------------------------------------------------------- */

/* Returns: whether anybody came there */
typedef gboolean (*Trial) (FaultOffice *office, const char *fault);

static gboolean
try_terminal (FaultOffice *office, const char *fault)
{
  return fault_office_live (office, &(FaultWish) { .terminal = fault }) > 0;
}

static gboolean
try_making (FaultOffice *office, const char *fault)
{
  return fault_office_live (office, &(FaultWish) { .terminal = fault, .is_fresh = TRUE }) > 0;
}

static gboolean
try_service (FaultOffice *office, const char *fault)
{
  return fault_office_live (office, &(FaultWish) { .service = fault }) > 0;
}

/* The first, third, ninth … time, as far as anybody comes. */
static guint
get_next (guint n)
{
  return g_getenv ("MADO_LONG") != NULL ? n + 1 : 3 * n;
}

static guint
sweep_point (FaultOffice *office, Trial trial, const char *name)
{
  guint count = 0;

  for (guint n = 1;; n = get_next (n), count++) {
    g_autofree char *fault = g_strdup_printf ("%s:%u", name, n);

    if (!trial (office, fault))
      break;
  }
  if (count == 0)
    g_error ("nobody comes to %s", name);

  return count;
}

static void
sweep (FaultOffice *office, Trial trial, const char *whom)
{
  g_autoptr (GPtrArray) names = list_points (whom);
  const char *only = g_getenv ("MADO_FAULT");
  guint count = 0;

  if (only != NULL) {
    g_test_message ("%s: %s", only, trial (office, only) ? "killed" : "nobody came there");
    return;
  }
  for (guint i = 0; i < names->len; i++)
    count += sweep_point (office, trial, g_ptr_array_index (names, i));
  g_test_message ("killed %u times at %u places, %u times all was looked at", count, names->len, office->n_lives);
}

/* --- two at once -------------------------------------------------------------------------------------------------- */

static char *
draw_fault (GRand *random, const GPtrArray *names)
{
  const char *name = g_ptr_array_index (names, g_rand_int_range (random, 0, (gint32) names->len));

  return g_strdup_printf ("%s:%d", name, g_rand_int_range (random, 1, FURTHEST_OF_PAIR));
}

static void
kill_pairs (FaultOffice *office)
{
  g_autoptr (GPtrArray) of_service = list_points ("service");
  g_autoptr (GPtrArray) of_terminal = list_points ("terminal");
  g_autoptr (GRand) random = g_rand_new_with_seed (50);
  const char *minutes = g_getenv ("MADO_MINUTES");
  const gint64 end =
      g_get_monotonic_time () + (gint64) (minutes != NULL ? g_ascii_strtod (minutes, NULL) * 60 * G_USEC_PER_SEC : 0);
  guint count = 0;

  for (guint i = 0; i < N_PAIRS || g_get_monotonic_time () < end; i++) {
    g_autofree char *service = draw_fault (random, of_service);
    g_autofree char *terminal = draw_fault (random, of_terminal);

    count += fault_office_live (
        office, &(FaultWish) { .service = service, .terminal = terminal, .is_fresh = g_rand_boolean (random) });
  }
  g_assert_cmpuint (count, >=, N_PAIRS); /* most of both */
  g_test_message ("%u killed in %u pairs, 0 operations lost or there twice", count, office->n_lives);
}

/* --- stopped and gone on -------------------------------------------------------------------------------------------
 */

#define N_MORNINGS 10
#define N_LONG_MORNINGS 40
#define STOPPED_FOR (20 * G_USEC_PER_SEC) /* of a morning, again and again somebody */
#define SHORT_STOP (100 * 1000)           /* most: in the midst of a request or of a turn */
#define LONG_STOP (8 * G_USEC_PER_SEC)    /* each fifth: longer than a request may take at the other end */
#define LONGEST_GO (50 * 1000)
#define N_PROCESSES (1 + FAULT_N_PLACES)

/* Somebody's laptop is closed, a machine swaps, a debugger holds the service: the process is there, says nothing, and
 * goes on as if no time had passed. */
typedef struct {
  FaultOffice *office;
  GRand *random;
  gint64 next;          /* since the morning began */
  GSubprocess *stopped; /* (nullable) */
  guint n_stops;
} Stops;

static void
let_go (gpointer data)
{
  Stops *self = data;

  if (self->stopped != NULL)
    g_subprocess_send_signal (self->stopped, SIGCONT);
  g_clear_object (&self->stopped);
}

static void
stop_somebody (Stops *self)
{
  const gint whom = g_rand_int_range (self->random, 0, N_PROCESSES);
  GSubprocess *process = whom == 0 ? self->office->world.process : self->office->places[whom - 1].process;

  self->stopped = g_object_ref (process);
  g_subprocess_send_signal (process, SIGSTOP);
  self->n_stops++;
}

static gint64
draw_stop (GRand *random)
{
  return g_rand_int_range (random, 1000, g_rand_int_range (random, 0, 5) == 0 ? LONG_STOP : SHORT_STOP);
}

static void
stop_and_go (gint64 elapsed, gpointer data)
{
  Stops *self = data;

  if (elapsed < self->next)
    return;
  if (self->stopped != NULL) {
    let_go (self);
    self->next = elapsed + g_rand_int_range (self->random, 1000, LONGEST_GO);
  } else if (elapsed < STOPPED_FOR) {
    stop_somebody (self);
    self->next = elapsed + draw_stop (self->random);
  }
}

static void
stop_processes (FaultOffice *office)
{
  const guint n_mornings = g_getenv ("MADO_LONG") != NULL ? N_LONG_MORNINGS : N_MORNINGS;
  g_autoptr (GRand) random = g_rand_new_with_seed (19);
  Stops stops = { .office = office, .random = random };

  for (guint i = 0; i < n_mornings; i++) {
    stops.next = 0;
    g_assert_cmpuint (fault_office_live (office, &(FaultWish) { .is_fresh = g_rand_boolean (random),
                                                                .change = stop_and_go,
                                                                .end = let_go,
                                                                .user_data = &stops }),
                      ==, 0);
  }
  g_assert_cmpuint (stops.n_stops, >=, n_mornings);
  g_test_message ("stopped %u times in %u mornings, 0 operations lost or there twice", stops.n_stops, n_mornings);
}

/* --- no memory ---------------------------------------------------------------------------------------------------- */

#define N_SHORTAGES 30
#define N_LONG_SHORTAGES 300
#define MOST_DOUBLINGS 17 /* 2^17 requests for memory: more than the service has in a morning */

static void
run_short (G_GNUC_UNUSED gint64 elapsed, gpointer data)
{
  FaultOffice **office = data;

  if (*office != NULL)
    g_subprocess_send_signal ((*office)->world.process, SIGUSR2);
  *office = NULL;
}

/* The service gets no memory once, anywhere: it says so and dies, or turns somebody away; it does not stumble over what
 * is not there, and nothing is lost. */
static void
refuse_memory (FaultOffice *office)
{
  const guint n_shortages = g_getenv ("MADO_LONG") != NULL ? N_LONG_SHORTAGES : N_SHORTAGES;
  g_autoptr (GRand) random = g_rand_new_with_seed (21);
  guint n_deaths = 0;

  for (guint i = 0; i < n_shortages; i++) {
    const gint32 most = 1 << g_rand_int_range (random, 1, MOST_DOUBLINGS);
    g_autofree char *fault = g_strdup_printf ("memory:%d", g_rand_int_range (random, most / 2, most));
    FaultOffice *waiting = office;

    n_deaths += fault_office_live (
        office, &(FaultWish) { .service = fault, .is_fresh = i % 2 == 0, .change = run_short, .user_data = &waiting });
    if (office->world.last_signal == SIGSEGV || office->world.last_signal == SIGBUS)
      g_error ("the service crashes at %s", fault);
  }
  g_assert_cmpuint (n_deaths, >, 0);
  g_test_message ("%u shortages, %u deaths, 0 operations lost or there twice", n_shortages, n_deaths);
}

/* --- saving and restoring ----------------------------------------------------------------------------------------- */

static void
require (int status, const char *said)
{
  if (status != 0)
    g_error ("%s", said);
}

static int
run_backup (FaultOffice *self, const char *fault, char **out_said)
{
  g_autofree char *key = g_build_filename (self->world.folder, "backup.key", NULL);
  g_autofree char *folder = g_build_filename (self->world.folder, "backup", NULL);
  int status = -1;

  self->world.ctl_fault = fault;
  *out_said = world_ctl (&self->world, &status, "service", "backup", "--key", key, FAULT_WARD, folder, NULL);
  self->world.ctl_fault = NULL;

  return status;
}

static void
assert_it_comes_back (FaultOffice *self)
{
  g_autofree char *key = g_build_filename (self->world.folder, "backup.key", NULL);
  g_autofree char *folder = g_build_filename (self->world.folder, "backup", NULL);
  int status = -1;
  g_autofree char *said = world_ctl_alone (&self->world, &status, "service", "drill", "--key", key, "--scratch",
                                           self->world.folder, folder, NULL);

  require (status, said);
}

static gboolean
try_backup (FaultOffice *self, const char *fault)
{
  g_autofree char *said = NULL, *again = NULL;
  const int status = run_backup (self, fault, &said);

  if (status != -1)
    require (status, said);
  else
    require (run_backup (self, NULL, &again), again);
  assert_it_comes_back (self);

  return status == -1;
}

static void
remove_ward (const char *path)
{
  static const char *const endings[] = { "",        ".new",      ".lock",    "-wal",    "-shm",
                                         ".backup", ".new.lock", ".new-wal", ".new-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *file = g_strconcat (path, endings[i], NULL);

    (void) g_remove (file); /* ignored: most are not there */
  }
}

static int
run_restore (FaultOffice *self, const char *fault, char **out_said)
{
  g_autofree char *key = g_build_filename (self->world.folder, "backup.key", NULL);
  g_autofree char *folder = g_build_filename (self->world.folder, "backup", NULL);
  int status = -1;

  self->world.ctl_fault = fault;
  *out_said = world_ctl (&self->world, &status, "service", "restore", "--key", key, "--to", self->ward, folder,
                         FAULT_WARD, NULL);
  self->world.ctl_fault = NULL;

  return status;
}

/* What was acknowledged since it was saved comes back from whoever did it. */
static gboolean
try_restore (FaultOffice *self, const char *fault)
{
  static guint n_wards;
  g_autofree char *said = NULL, *again = NULL;
  int status;

  fault_office_live (self, &(FaultWish) { 0 });
  fault_office_close (self);
  g_free (self->ward);
  self->ward = g_strdup_printf ("sqlcipher:%s/ward-%u", self->world.folder, ++n_wards);
  status = run_restore (self, fault, &said);
  if (status != -1) {
    require (status, said);
  } else {
    remove_ward (strchr (self->ward, ':') + 1);
    require (run_restore (self, NULL, &again), again);
  }
  fault_office_live (self, &(FaultWish) { 0 });

  return status == -1;
}

static void
kill_keepers (FaultOffice *office)
{
  g_autofree char *key = g_build_filename (office->world.folder, "backup.key", NULL);
  g_autofree char *folder = g_build_filename (office->world.folder, "backup", NULL);
  int status = -1;
  g_autofree char *said = world_ctl_alone (&office->world, &status, "service", "backup-key", key, NULL);

  require (status, said);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  fault_office_live (office, &(FaultWish) { 0 });
  sweep (office, try_backup, "backup");
  sweep (office, try_restore, "restore");
}

/* --- an old copy -------------------------------------------------------------------------------------------------- */

static const char *const parts_of_ward[] = { "", "-wal", "-shm" };

/* @from, @to: what follows the name of the ward's file. Nobody has it open. */
static void
copy_ward (FaultOffice *self, const char *from, const char *to)
{
  const char *path = strchr (self->ward, ':') + 1;

  for (gsize i = 0; i < G_N_ELEMENTS (parts_of_ward); i++) {
    g_autofree char *source = g_strconcat (path, from, parts_of_ward[i], NULL);
    g_autofree char *target = g_strconcat (path, to, parts_of_ward[i], NULL);
    g_autofree char *content = NULL;
    gsize length = 0;

    (void) g_remove (target); /* ignored: it may not be there */
    if (g_file_get_contents (source, &content, &length, NULL))
      g_assert_true (g_file_set_contents_full (target, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  }
}

/* Yesterday's file is put in the place of today's, and nobody is told. Terminals see it, and offer what they did; the
 * service says what they saw. */
static void
put_old_copy_back (FaultOffice *office)
{
  fault_office_live (office, &(FaultWish) { 0 });
  fault_office_close (office);
  copy_ward (office, "", ".yesterday");
  fault_office_live (office, &(FaultWish) { 0 });
  g_assert_false (world_has_said (&office->world, "verified up to entry"));
  fault_office_close (office);
  copy_ward (office, ".yesterday", "");
  office->is_put_back = TRUE;
  fault_office_live (office, &(FaultWish) { 0 });
  world_await_words (&office->world, "t-v-01 verified up to entry");
  world_await_words (&office->world, "t-v-02 verified up to entry");
}

/* ------------------------------------------------------------------------------------------------------------------ */

static void
test_nothing_is_lost (FaultOffice *office, gconstpointer data)
{
  const char *whom = data;

  if (strcmp (whom, "pairs") == 0)
    kill_pairs (office);
  else if (strcmp (whom, "stop") == 0)
    stop_processes (office);
  else if (strcmp (whom, "memory") == 0)
    refuse_memory (office);
  else if (strcmp (whom, "keep") == 0)
    kill_keepers (office);
  else if (strcmp (whom, "past") == 0)
    put_old_copy_back (office);
  else
    sweep (office,
           strcmp (whom, "terminal") == 0 ? try_terminal
           : strcmp (whom, "make") == 0   ? try_making
                                          : try_service,
           whom);
}

static void
set_up (FaultOffice *office, G_GNUC_UNUSED gconstpointer data)
{
  fault_office_set_up (office);
}

static void
tear_down (FaultOffice *office, G_GNUC_UNUSED gconstpointer data)
{
  fault_office_tear_down (office);
}

int
main (int argc, char **argv)
{
  g_autofree char *name = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  name = g_strdup_printf ("/faults/%s/nothing-is-lost-wherever-it-is-killed", argv[1]);
  g_test_add (name, FaultOffice, argv[1], set_up, test_nothing_is_lost, tear_down);

  return g_test_run ();
}
