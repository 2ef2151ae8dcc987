/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real service on PostgreSQL with a synchronous standby, and two real terminals at work: primary, standby and
 * service are killed in every combination, a wait is cancelled, the standby is promoted, the old primary comes back,
 * one after the other takes the other's place, and a server is put back to what was saved of it. Then all must come to
 * rest, and what people were told is held against what is there, as after every other fault. MADO_LONG=1: ten rounds of
 * combinations, 50 changes of place (MADO_FAILOVERS: so many); MADO_SEED: other times.
 */

#include "fault-office.h"
#include "mado-test-cluster.h"

#define PRIMARY (1U << 0)
#define STANDBY (1U << 1)
#define SERVICE (1U << 2)
#define ALL (PRIMARY | STANDBY | SERVICE)

#define LATEST 700           /* milliseconds of work before something happens, until one knows how long there is work */
#define LONGEST_ABSENCE 1500 /* milliseconds until a server is there again */
#define STALL 5              /* seconds without a standby */
#define MOST_MORNINGS 40     /* everybody may be done before it happens */
#define N_FAILOVERS 4
#define N_FAILOVERS_LONG 50

typedef struct {
  FaultOffice office;
  MadoTestCluster *cluster;
  char *ward;
  char *books;
  GRand *random;
  gint64 head;   /* of the log, when all was done */
  gint32 latest; /* milliseconds of work that a quiet morning has on this machine */
} Hall;

static void
set_up (Hall *self)
{
  const char *seed = g_getenv ("MADO_SEED");
  g_autofree char *ward = NULL, *books = NULL;

  self->random = g_rand_new_with_seed (seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : 35);
  self->latest = LATEST;
  self->cluster = mado_test_cluster_new (NULL);
  mado_test_cluster_add_standby (self->cluster);
  ward = mado_test_cluster_create_database (self->cluster);
  books = mado_test_cluster_create_database (self->cluster);
  self->ward = mado_test_cluster_dup_conninfo (self->cluster, ward);
  self->books = mado_test_cluster_dup_conninfo (self->cluster, books);
  fault_office_set_up_on (&self->office, self->ward, self->books);
}

static void
tear_down (Hall *self)
{
  fault_office_tear_down (&self->office);
  mado_test_cluster_free (self->cluster);
  g_rand_free (self->random);
  g_free (self->ward);
  g_free (self->books);
}

static void
live (Hall *self, void (*change) (gint64, gpointer), void (*end) (gpointer), gpointer data)
{
  fault_office_live (&self->office, &(FaultWish) { .change = change, .end = end, .user_data = data });
  self->head = self->office.places[0].rest;
}

/* --- somebody is killed ------------------------------------------------------------------------------------------- */

/* One stroke of a morning. */
typedef struct {
  Hall *hall;
  guint whom;
  gint64 at, until; /* microseconds of the morning: they are gone meanwhile */
  gint64 seen;      /* the last of the morning */
  gboolean has_begun, is_over;
} Stroke;

static void
strike (const Stroke *self)
{
  if (self->whom & PRIMARY)
    mado_test_server_kill (mado_test_cluster_get_primary (self->hall->cluster));
  if (self->whom & STANDBY)
    mado_test_server_kill (mado_test_cluster_get_standby (self->hall->cluster));
}

static void
mend (const Stroke *self)
{
  if (self->whom & PRIMARY)
    mado_test_server_start (mado_test_cluster_get_primary (self->hall->cluster));
  if (self->whom & STANDBY)
    mado_test_server_start (mado_test_cluster_get_standby (self->hall->cluster));
  if (self->whom & SERVICE) /* last: it does not start where its wards are not */
    g_subprocess_send_signal (self->hall->office.world.process, SIGKILL);
}

static void
strike_and_mend (gint64 elapsed, gpointer data)
{
  Stroke *self = data;

  self->seen = elapsed;
  if (!self->has_begun && elapsed >= self->at) {
    self->has_begun = TRUE;
    if (self->whom & SERVICE && self->whom != SERVICE) /* with the servers at once: it is started when they are up */
      g_subprocess_send_signal (self->hall->office.world.process, SIGSTOP);
    strike (self);
  }
  if (self->has_begun && !self->is_over && elapsed >= self->until) {
    self->is_over = TRUE;
    mend (self);
  }
}

/* All was done when it happened. */
static void
mend_at_last (gpointer data)
{
  const Stroke *self = data;

  if (self->has_begun && !self->is_over)
    mend (self);
}

/* Returns: whether it happened before all was done */
static gboolean
live_with (Hall *self, guint whom)
{
  const gint64 at = g_rand_int_range (self->random, 0, self->latest) * 1000;
  const gint64 absence = whom == SERVICE ? 0 : g_rand_int_range (self->random, 1, LONGEST_ABSENCE) * 1000;
  Stroke stroke = { self, whom, at, at + absence, 0, FALSE, FALSE };

  live (self, strike_and_mend, mend_at_last, &stroke);
  if (!stroke.has_begun)
    self->latest = (gint32) (stroke.seen / 1000) + 1;

  return stroke.is_over;
}

static void
test_killed_in_every_combination (gconstpointer data)
{
  Hall *self = (Hall *) data;
  const guint n_rounds = g_getenv ("MADO_LONG") != NULL ? 10 : 1;
  guint n_kills = 0;

  for (guint i = 0; i < n_rounds; i++)
    for (guint whom = PRIMARY; whom <= ALL; whom++) {
      guint n_mornings = 0;

      while (!live_with (self, whom))
        g_assert_cmpuint (++n_mornings, <, MOST_MORNINGS);
      n_kills++;
    }
  g_test_message ("killed %u times in %u mornings, 0 operations lost or there twice", n_kills, self->office.n_lives);
}

/* --- the standby stays away --------------------------------------------------------------------------------------- */

typedef struct {
  Hall *hall;
  gboolean cancels;
  gboolean has_begun, is_over;
  guint n_cancelled;
} Absence;

/* PostgreSQL says then that it is committed. Where the machine is slow nobody waits for a while. */
static void
cancel_waits (Absence *self)
{
  static const char cancel[] = "SELECT count (pg_cancel_backend (pid)) FROM pg_stat_activity"
                               " WHERE wait_event = 'SyncRep'";
  g_autofree char *n = mado_test_server_run (mado_test_cluster_get_primary (self->hall->cluster), cancel);

  self->n_cancelled += (guint) g_ascii_strtoull (n, NULL, 10);
}

static void
stay_away (gint64 elapsed, gpointer data)
{
  Absence *self = data;
  MadoTestServer *standby = mado_test_cluster_get_standby (self->hall->cluster);

  if (!self->has_begun)
    mado_test_server_kill (standby);
  self->has_begun = TRUE;
  if (self->is_over)
    return;
  for (guint i = 0; i < self->hall->office.n_places; i++) /* nobody is told that the service has more */
    g_assert_cmpint (self->hall->office.places[i].rest, <=, self->hall->head);
  if (self->cancels)
    cancel_waits (self);
  self->is_over = elapsed > STALL * G_USEC_PER_SEC && (!self->cancels || self->n_cancelled > 0);
  if (self->is_over)
    mado_test_server_start (standby);
}

static void
live_without_standby (Hall *self, gboolean cancels, Absence *out_absence)
{
  *out_absence = (Absence) { self, cancels, FALSE, FALSE, 0 };
  live (self, stay_away, NULL, out_absence);
  g_assert_true (out_absence->is_over);
}

static void
test_without_the_standby_nothing_is_told (gconstpointer data)
{
  Absence absence;

  live_without_standby ((Hall *) data, FALSE, &absence);
}

static void
test_a_wait_that_is_cancelled_is_told_to_nobody (gconstpointer data)
{
  Absence absence;

  live_without_standby ((Hall *) data, TRUE, &absence);
  g_assert_cmpuint (absence.n_cancelled, >, 0);
}

/* --- they take each other's place --------------------------------------------------------------------------------- */

/* The primary dies in the midst of work and the standby takes its place; the old one comes back as the standby, where
 * it always was, while they go on. The next that dies is the one that was promoted. */
typedef struct {
  Hall *hall;
  gint64 at;
  gint64 seen; /* the last of the morning */
  gboolean rewinds;
  gboolean is_done;
} Succession;

static void
succeed (gint64 elapsed, gpointer data)
{
  Succession *self = data;

  self->seen = elapsed;
  if (self->is_done || elapsed < self->at)
    return;
  mado_test_server_kill (mado_test_cluster_get_primary (self->hall->cluster));
  mado_test_cluster_promote (self->hall->cluster);
  mado_test_cluster_change_places (self->hall->cluster, self->rewinds);
  self->is_done = TRUE;
}

/* Returns: whether it happened before all was done */
static gboolean
live_with_succession (Hall *self, gboolean rewinds)
{
  Succession succession = { self, g_rand_int_range (self->random, 0, self->latest) * 1000, 0, rewinds, FALSE };

  live (self, succeed, NULL, &succession);
  if (!succession.is_done)
    self->latest = (gint32) (succession.seen / 1000) + 1;

  return succession.is_done;
}

static guint
count_failovers (void)
{
  const char *text = g_getenv ("MADO_FAILOVERS");

  if (text != NULL)
    return (guint) g_ascii_strtoull (text, NULL, 10);

  return g_getenv ("MADO_LONG") != NULL ? N_FAILOVERS_LONG : N_FAILOVERS;
}

static void
test_they_take_each_others_place (gconstpointer data)
{
  Hall *self = (Hall *) data;
  const guint n_failovers = count_failovers ();
  const gint64 before = self->head;

  for (guint i = 0; i < n_failovers; i++) {
    guint n_mornings = 0;

    while (!live_with_succession (self, i % 2 == 0))
      g_assert_cmpuint (++n_mornings, <, MOST_MORNINGS);
  }
  g_test_message ("%u failovers, %" G_GINT64_FORMAT " entries, 0 operations lost or there twice", n_failovers,
                  self->head - before);
  g_assert_cmpint (self->head - before, >=, n_failovers); /* or nobody worked */
}

/* --- the standby becomes the primary ------------------------------------------------------------------------------ */

typedef struct {
  Hall *hall;
  gint64 at;
  gboolean is_done;
} Promotion;

static void
promote (gint64 elapsed, gpointer data)
{
  Promotion *self = data;

  if (self->is_done || elapsed < self->at) /* at last, where all was done before */
    return;
  mado_test_server_kill (mado_test_cluster_get_primary (self->hall->cluster));
  mado_test_cluster_promote (self->hall->cluster);
  self->is_done = TRUE;
}

static void
promote_at_last (gpointer data)
{
  promote (G_MAXINT64, data);
}

/* Whoever comes back and takes himself for the primary has no standby any more, and whoever asks him no answer. */
static void
test_the_standby_goes_on_and_an_old_primary_does_not (gconstpointer data)
{
  Hall *self = (Hall *) data;
  Promotion promotion = { self, g_rand_int_range (self->random, 0, self->latest) * 1000, FALSE };

  live (self, promote, promote_at_last, &promotion);
  live (self, NULL, NULL, NULL);
  mado_test_server_start (mado_test_cluster_get_primary (self->cluster));
  live (self, NULL, NULL, NULL);
}

/* --- a server is put back ----------------------------------------------------------------------------------------- */

/* Two servers of which the second is what was saved of the first, and what its log said until then. */
typedef struct {
  FaultOffice office;
  char *folder;
  MadoTestServer *first, *saved;
} Archive;

static char *
dup_connection (const Archive *self, const char *database)
{
  return g_strdup_printf ("host=%s,%s port=5432 user=mado dbname=%s", mado_test_server_get_socket (self->first),
                          mado_test_server_get_socket (self->saved), database);
}

static void
open_archive (Archive *self)
{
  g_autofree char *ward = NULL, *books = NULL;

  self->folder = g_dir_make_tmp ("mado-archive-XXXXXX", NULL);
  self->first = mado_test_server_new (self->folder, "first");
  mado_test_server_start (self->first);
  g_free (mado_test_server_run (self->first, "CREATE DATABASE ward"));
  g_free (mado_test_server_run (self->first, "CREATE DATABASE books"));
  self->saved = mado_test_server_new_standby (self->folder, "saved", self->first);
  ward = dup_connection (self, "ward");
  books = dup_connection (self, "books");
  fault_office_set_up_on (&self->office, ward, books);
}

static void
close_archive (Archive *self)
{
  fault_office_tear_down (&self->office);
  mado_test_server_free (self->saved);
  mado_test_server_free (self->first);
  world_remove_folder (self->folder);
  g_free (self->folder);
}

static void
ctl (Archive *self,
     char *(*run) (World *, int *, const char *, ...),
     const char *verb,
     const char *first,
     const char *second,
     const char *third,
     const char *fourth)
{
  int status = -1;
  g_autofree char *said = run (&self->office.world, &status, "service", verb, first, second, third, fourth, NULL);

  if (status != 0)
    g_error ("%s", said);
}

/* The first is gone for good; the other follows its log no further than it got. */
static void
put_back (Archive *self)
{
  g_autofree char *key = g_build_filename (self->office.world.folder, "backup.key", NULL);
  g_autofree char *folder = g_build_filename (self->office.world.folder, "erased", NULL);

  fault_office_close (&self->office);
  mado_test_server_kill (self->first);
  mado_test_server_start (self->saved);
  g_free (mado_test_server_run (self->saved, "SELECT pg_promote (true, 60)"));
  ctl (self, world_ctl, "readmit", "--key", key, FAULT_WARD, folder);
}

static void
test_what_was_not_saved_comes_back_from_terminals (void)
{
  Archive archive = { 0 };
  g_autofree char *key = NULL, *folder = NULL;

  open_archive (&archive);
  key = g_build_filename (archive.office.world.folder, "backup.key", NULL);
  folder = g_build_filename (archive.office.world.folder, "erased", NULL);
  ctl (&archive, world_ctl_alone, "backup-key", key, NULL, NULL, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  mado_test_server_start (archive.saved);
  fault_office_live (&archive.office, &(FaultWish) { 0 });
  ctl (&archive, world_ctl, "erased", "--key", key, FAULT_WARD, folder);
  mado_test_server_kill (archive.saved);
  fault_office_live (&archive.office, &(FaultWish) { 0 }); /* nothing of this morning is saved anywhere */
  put_back (&archive);
  fault_office_live (&archive.office, &(FaultWish) { 0 });
  close_archive (&archive);
}

#define ADD(name, function) g_test_add_data_func ("/faults-postgresql/" name, &hall, function)

int
main (int argc, char **argv)
{
  Hall hall = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  ADD ("killed-in-every-combination", test_killed_in_every_combination);
  ADD ("without-the-standby-nothing-is-told", test_without_the_standby_nothing_is_told);
  ADD ("a-wait-that-is-cancelled-is-told-to-nobody", test_a_wait_that_is_cancelled_is_told_to_nobody);
  ADD ("they-take-each-others-place", test_they_take_each_others_place);
  ADD ("the-standby-goes-on-and-an-old-primary-does-not", test_the_standby_goes_on_and_an_old_primary_does_not);
  g_test_add_func ("/faults-postgresql/what-was-not-saved-comes-back-from-terminals",
                   test_what_was_not_saved_comes_back_from_terminals);
  set_up (&hall);
  status = g_test_run ();
  tear_down (&hall);

  return status;
}
