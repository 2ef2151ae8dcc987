/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody works for an hour and is killed all the time, at any moment or at any change of the disk: whatever was
 * promised is there, and what was only begun is there or not, and whole. MADO_LONG has more lives; MADO_MINUTES goes on
 * for so long. */

#include "kill-hour.h"
#include "mado-fault-vfs.h"
#include "mado-statement.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_LIVES 60 /* each flushes the disk hundreds of times, and waits for whoever else does */
#define N_LIVES_LONG 160
#define LIVES_PER_FILE 20
#define N_STEPS 400
#define LONGEST_LIFE 60000 /* microseconds */
#define MOST_CALLS 1500
#define PIPE_SIZE (1 << 20)
#define HOURS G_GINT64_CONSTANT (10000000)
#define SEED 20260401

/* --- the calls by which files beside the database change --------------------------------------------------------- */

int __real_fdatasync (int fd);
int __real_fsync (int fd);
int __real_renameat2 (int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned flags);
int __real_unlink (const char *path);
ssize_t __real_write (int fd, const void *bytes, size_t length);

int __wrap_fdatasync (int fd);
int __wrap_fsync (int fd);
int __wrap_renameat2 (int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned flags);
int __wrap_unlink (const char *path);
ssize_t __wrap_write (int fd, const void *bytes, size_t length);

int
__wrap_fdatasync (int fd)
{
  mado_fault_vfs_pass ();

  return __real_fdatasync (fd);
}

int
__wrap_fsync (int fd)
{
  mado_fault_vfs_pass ();

  return __real_fsync (fd);
}

int
__wrap_renameat2 (int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned flags)
{
  mado_fault_vfs_pass ();

  return __real_renameat2 (old_folder, old_path, new_folder, new_path, flags);
}

int
__wrap_unlink (const char *path)
{
  mado_fault_vfs_pass ();

  return __real_unlink (path);
}

ssize_t
__wrap_write (int fd, const void *bytes, size_t length)
{
  mado_fault_vfs_pass ();

  return __real_write (fd, bytes, length);
}

/* --- what was said ----------------------------------------------------------------------------------------------- */

/* A thing, and what the file may say of it: what was promised last, and what was begun since. */
typedef struct {
  KillThing thing;
  MadoId key;
  GArray *values; /* gint64 */
} Record;

static void
free_record (gpointer data)
{
  Record *record = data;

  g_array_unref (record->values);
  g_free (record);
}

static guint
hash_record (gconstpointer data)
{
  const Record *record = data;
  MadoHash hash = mado_hash_of (record->key.bytes, sizeof record->key.bytes);

  return (guint) record->thing * 31 + hash.bytes[0] + hash.bytes[1] * 256u;
}

static gboolean
is_same_record (gconstpointer a, gconstpointer b)
{
  const Record *one = a, *other = b;

  return one->thing == other->thing && mado_id_compare (one->key, other->key) == 0;
}

static Record *
get_record (GHashTable *records, KillThing thing, MadoId key)
{
  const Record wanted = { thing, key, NULL };
  Record *record = g_hash_table_lookup (records, &wanted);
  gint64 nothing = 0;

  if (record == NULL) {
    record = g_memdup2 (&wanted, sizeof wanted);
    record->values = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_array_append_val (record->values, nothing);
    g_hash_table_add (records, record);
  }

  return record;
}

/* Returns: how many promises there were */
static guint
hear (GHashTable *records, int told)
{
  guint n_promised = 0;
  KillWord word;

  while (read (told, &word, sizeof word) == sizeof word) {
    Record *record = get_record (records, word.thing, word.key);

    if (word.is_promised)
      g_array_set_size (record->values, 0);
    g_array_append_val (record->values, word.value);
    n_promised += (guint) word.is_promised;
  }

  return n_promised;
}

static gboolean
may_be (const Record *record, gint64 value)
{
  for (guint i = 0; i < record->values->len; i++)
    if (g_array_index (record->values, gint64, i) == value)
      return TRUE;

  return FALSE;
}

/* --- the lives --------------------------------------------------------------------------------------------------- */

typedef struct {
  ReplicaTerminal *terminal;
  GRand *random;
  GHashTable *records; /* Record */
  guint n_promised;
  guint n_killed;
  guint n_checked;
} Day;

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

/* Own operations are settled as far as the log was taken and no further; a group (here always of two) is there whole.
 */
static const char *const nothing_like_it[] = {
  "SELECT count (*) FROM journal JOIN cursor WHERE state = 0 AND dseq <= seq",
  "SELECT count (*) FROM journal JOIN cursor WHERE state NOT IN (0, 6) AND dseq > seq",
  "SELECT count (*) FROM cursor WHERE received < seq",
  "SELECT max (n % 2) FROM (SELECT count (together) n FROM journal WHERE withdraws IS NULL GROUP BY together)",
  "SELECT count (*) FROM journal WHERE (state = 6) <> (operation IN (SELECT withdraws FROM journal))",
  "SELECT count (*) FROM journal WHERE (text IS NULL) <> (entity IN (SELECT id FROM erased))",
};

static const char *
find_fault (Day *self)
{
  ReplicaTerminal *terminal = self->terminal;
  const char *fault = replica_office_check (terminal->office, terminal->database);

  if (fault == NULL)
    fault = replica_office_check_indexes (terminal->office, terminal->database);
  for (gsize i = 0; fault == NULL && i < G_N_ELEMENTS (nothing_like_it); i++)
    if (ask (terminal->database, nothing_like_it[i]) != 0)
      fault = nothing_like_it[i];

  return fault != NULL ? fault : replica_office_check_pages (terminal->database);
}

static void
check_promises (Day *self, guint password)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    const Record *record = key;
    gint64 found =
        record->thing == KILL_PASSWORD ? password : kill_look_at (self->terminal, record->thing, record->key);

    if (!may_be (record, found))
      g_error ("thing %d is %d, not %d", (int) record->thing, (int) found,
               (int) g_array_index (record->values, gint64, 0));
  }
}

static void
close_file (ReplicaTerminal *terminal)
{
  g_clear_pointer (&terminal->replica, mado_replica_free);
  g_clear_pointer (&terminal->database, mado_database_free);
}

static void
check (Day *self)
{
  ReplicaTerminal *terminal = self->terminal;
  guint password = 0;

  terminal->database = kill_look_open (terminal, &password);
  g_assert_nonnull (terminal->database);
  terminal->replica = replica_office_open (terminal->office, terminal->database);
  g_assert_cmpstr (find_fault (self), ==, NULL);
  check_promises (self, password);
  close_file (terminal);
  self->n_checked++;
}

/* Killed by a clock, or by itself at the n-th change of the disk. */
static pid_t
be_born (Day *self, guint life, int told, guint nth_call)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    self->terminal->office->milliseconds += life * HOURS; /* so that no id comes again */
    if (nth_call > 0)
      mado_fault_vfs_arm (MADO_FAULT_KILL, nth_call);
    kill_hour_work (self->terminal, SEED + life, N_STEPS, told);
    _exit (0);
  }

  return child;
}

static void
live (Day *self, guint life)
{
  gboolean by_clock = g_rand_boolean (self->random);
  guint moment = (guint) g_rand_int_range (self->random, 1, by_clock ? LONGEST_LIFE : MOST_CALLS);
  int told[2], status = 0;
  pid_t child;

  g_assert_cmpint (pipe2 (told, O_CLOEXEC), ==, 0);
  g_assert_cmpint (fcntl (told[1], F_SETPIPE_SZ, PIPE_SIZE), >=, PIPE_SIZE); /* what is said is read afterwards */
  child = be_born (self, life, told[1], by_clock ? 0 : moment);
  if (by_clock) {
    g_usleep (moment);
    g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);
  self->n_killed += (guint) WIFSIGNALED (status);
  close (told[1]);
  self->n_promised += hear (self->records, told[0]);
  close (told[0]);
}

static void
begin_file (Day *self)
{
  close_file (self->terminal);
  g_assert_true (mado_profile_destroy (self->terminal->sample.path, NULL));
  kill_hour_forget_service (self->terminal);
  mado_database_free (store_sample_create (&self->terminal->sample));
  g_hash_table_remove_all (self->records);
}

/* Every third life begins on what the one before left, log and all, without anybody having looked. */
static void
live_and_check (Day *self, guint life)
{
  if (life % LIVES_PER_FILE == 0)
    begin_file (self);
  live (self, life);
  if (life % 3 != 0)
    check (self);
}

static gboolean
is_over (guint life, gint64 end)
{
  const guint n_lives = g_getenv ("MADO_LONG") != NULL ? N_LIVES_LONG : N_LIVES;

  return end > 0 ? g_get_monotonic_time () > end : life == n_lives;
}

static void
test_killed (ReplicaTerminal *terminal, gconstpointer data)
{
  const char *minutes = g_getenv ("MADO_MINUTES");
  gint64 end = minutes != NULL ? g_get_monotonic_time () + (gint64) (g_ascii_strtod (minutes, NULL) * 60e6) : 0;
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (GHashTable) records = g_hash_table_new_full (hash_record, is_same_record, free_record, NULL);
  Day day = { .terminal = terminal, .random = random, .records = records };

  terminal->sample.place.vfs = MADO_FAULT_VFS;
  for (guint life = 0; !is_over (life, end); life++)
    live_and_check (&day, life);
  check (&day);
  g_test_message ("%u killed, %u looked at, %u promised, 0 lost", day.n_killed, day.n_checked, day.n_promised);
  g_assert_cmpuint (day.n_killed, >, N_LIVES / 2);
  begin_file (&day);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  replica_terminal_add ("/replica-kill/what-was-promised-is-there", test_killed);

  return g_test_run ();
}
