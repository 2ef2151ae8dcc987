/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The disk refuses at any call, or the process is killed at any moment: what was promised is there, and nothing is
 * there by half. */

#include "mado-erasure.h"
#include "mado-fault-vfs.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "replica-service.h"
#include "replica-terminal.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_CALLS 2000
#define N_KILLS 30
#define SEED 20260401
#define LONGEST_LIFE 60000 /* microseconds */
#define HOURS G_GINT64_CONSTANT (10000000)

/* One thing that is done; TRUE: it was told to be done. */
typedef gboolean (*Attempt) (ReplicaTerminal *self, GError **error);

typedef struct {
  const char *path; /* of the test */
  Attempt attempt;
  const char *sign; /* a number that is 1 when it is done */
} Deed;

/* What all deeds begin with: an inquiry, of which the service knows, and one that is held. */
static const char *const questions[] = { "いつ", "なぜ" };

static MadoId
get_operation (ReplicaTerminal *self, gint64 dseq, MadoId *out_entity)
{
  g_autoptr (GPtrArray) entries = mado_journal_list (self->database, dseq - 1, 1, NULL);
  const MadoJournalEntry *entry = g_ptr_array_index (entries, 0);

  if (out_entity != NULL)
    *out_entity = entry->entity;

  return entry->operation;
}

static void
begin (ReplicaTerminal *self)
{
  const MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH };

  self->sample.place.vfs = MADO_FAULT_VFS;
  self->database = store_sample_create (&self->sample);
  self->replica = replica_office_open (self->office, self->database);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (MadoOperation) operation = replica_office_log (self->office, questions[i]);
    g_autoptr (GPtrArray) operations = g_ptr_array_new ();

    g_ptr_array_add (operations, operation);
    g_ptr_array_unref (mado_replica_save (self->replica, operations, replica_office_get_now (self->office),
                                          (MadoInstant) { i == 0 ? 0 : G_MAXINT64 }, NULL));
  }
  g_assert_true (mado_replica_begin_loading (self->replica, &hello, NULL));
  g_assert_true (mado_replica_finish_loading (self->replica, NULL));
}

static gboolean
try_save (ReplicaTerminal *self, GError **error)
{
  g_autoptr (MadoOperation) answer = NULL;
  MadoId id;

  get_operation (self, 1, &id);
  answer = replica_office_answer (self->office, id, "来月", MADO_ID_NONE);

  return replica_office_save (self->office, self->replica, answer, error);
}

static gboolean
try_withdraw (ReplicaTerminal *self, GError **error)
{
  return mado_replica_withdraw (self->replica, get_operation (self, 2, NULL), replica_office_get_now (self->office),
                                error);
}

/* The service has it; the terminal has not heard so. */
static MadoPushReply *
push (ReplicaTerminal *self, ReplicaService *service, GError **error)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  MadoInstant now = replica_office_get_now (self->office);

  if (!mado_replica_list_unsent (self->replica, now, request, error))
    return NULL;

  return replica_service_push (service, request, &self->office->person, now);
}

static gboolean
try_take_push (ReplicaTerminal *self, GError **error)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (MadoPushReply) receipt = push (self, service, error);

  return receipt != NULL && mado_replica_take_push (self->replica, receipt, error);
}

static gboolean
try_take (ReplicaTerminal *self, GError **error)
{
  g_autoptr (ReplicaService) service = replica_service_new (self->office->programme);
  g_autoptr (MadoPushReply) lost = push (self, service, error);

  return lost != NULL && replica_service_tell (service, self->replica, &self->office->person, 0, 10, error);
}

static gboolean
try_fork (ReplicaTerminal *self, GError **error)
{
  return mado_replica_fork (self->replica, mado_id_from_text ("0195eeb1-5a00-7abc-8def-0123456789ff"), error);
}

static gboolean
try_erase (ReplicaTerminal *self, GError **error)
{
  MadoId id;

  get_operation (self, 1, &id);

  return mado_replica_erase (self->replica, id, "保存期間満了", replica_office_get_now (self->office), error);
}

static const Deed deeds[] = {
  { "/replica-fault/save", try_save, "SELECT count (*) FROM journal WHERE dseq = 3" },
  { "/replica-fault/withdraw", try_withdraw, "SELECT count (*) FROM journal WHERE state = 6" },
  { "/replica-fault/take-push", try_take_push, "SELECT received FROM cursor" },
  { "/replica-fault/fork", try_fork, "SELECT substr (device, 16) = x'ff' FROM profile" },
  { "/replica-fault/take", try_take, "SELECT seq FROM cursor" },
  { "/replica-fault/erase", try_erase, "SELECT count (*) FROM erased" },
};

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

static void
end (ReplicaTerminal *self)
{
  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
  g_assert_true (mado_profile_destroy (self->sample.path, NULL));
}

/* Done, or as before: at once, and after a restart; and what failed can be done again. */
static gboolean
try_with_fault (ReplicaTerminal *self, const Deed *deed, MadoFault fault, guint nth)
{
  gboolean is_done, has_hit;
  gint64 found;

  begin (self);
  mado_fault_vfs_arm (fault, nth);
  is_done = deed->attempt (self, NULL);
  has_hit = mado_fault_vfs_disarm ();
  g_assert_true (is_done || has_hit);
  replica_terminal_assert_sound (self);
  found = ask (self->database, deed->sign);
  g_assert_true (found == 1 || !is_done);
  replica_terminal_restart (self);
  g_assert_cmpint (ask (self->database, deed->sign), ==, found);
  if (found == 0)
    g_assert_true (deed->attempt (self, NULL));
  g_assert_cmpint (ask (self->database, deed->sign), ==, 1);
  replica_terminal_assert_sound (self);
  end (self);

  return has_hit;
}

static void
test_old_or_new (ReplicaTerminal *self, gconstpointer data)
{
  end (self);
  for (MadoFault fault = MADO_FAULT_ERROR; fault <= MADO_FAULT_FULL; fault++) {
    guint n = 1;

    while (try_with_fault (self, data, fault, n))
      g_assert_cmpuint (n++, <, MOST_CALLS);
    g_test_message ("fault %d: %u calls", (int) fault, n - 1);
    g_assert_cmpuint (n, >, 1);
  }
  begin (self);
}

/* --- killed ------------------------------------------------------------------------------------------------------ */

/* Saves until it is killed, and says after each how many are on the disk. */
static void
work_until_killed (ReplicaTerminal *self, int told)
{
  for (guint32 n_saved = (guint32) ask (self->database, "SELECT count (*) FROM journal");;) {
    g_autoptr (MadoOperation) operation = replica_office_log (self->office, "いつ");

    if (!replica_office_save (self->office, self->replica, operation, NULL))
      _exit (1);
    n_saved++;
    if (write (told, &n_saved, sizeof n_saved) != sizeof n_saved)
      _exit (1);
  }
}

static pid_t
start (ReplicaTerminal *self, int told, gint64 milliseconds)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    self->office->milliseconds = milliseconds; /* so that no id comes again */
    self->database = store_sample_open (&self->sample);
    self->replica = replica_office_open (self->office, self->database);
    work_until_killed (self, told);
  }

  return child;
}

static guint32
read_last (int told)
{
  guint32 number = 0, last = 0;

  while (read (told, &number, sizeof number) == sizeof number)
    last = number;

  return last;
}

static void
test_killed (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gint64 n_found = 0;

  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
  for (guint i = 1; i <= N_KILLS; i++) {
    int told[2];
    pid_t child;

    g_assert_cmpint (pipe (told), ==, 0);
    child = start (self, told[1], self->office->milliseconds + i * HOURS);
    g_usleep ((gulong) g_rand_int_range (random, 1000, LONGEST_LIFE));
    g_assert_cmpint (kill (child, SIGKILL), ==, 0);
    g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
    close (told[1]);

    self->database = store_sample_open (&self->sample);
    replica_terminal_assert_sound (self);
    n_found = ask (self->database, "SELECT count (*) FROM journal");
    g_assert_cmpint (n_found, >=, read_last (told[0]));
    g_assert_cmpint (ask (self->database, "SELECT count (*) FROM entity"), ==, n_found);
    g_clear_pointer (&self->database, mado_database_free);
    close (told[0]);
  }
  g_test_message ("%d saved", (int) n_found);
  g_assert_cmpint (n_found, >, N_KILLS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    g_test_add (deeds[i].path, ReplicaTerminal, &deeds[i], replica_terminal_set_up, test_old_or_new,
                replica_terminal_tear_down);
  replica_terminal_add ("/replica-fault/killed-at-any-moment", test_killed);

  return g_test_run ();
}
