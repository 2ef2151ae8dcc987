/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A terminal that was revoked, with all that is in its folder: what was not sent is with the service, whether its
 * profile was open or not; nothing that can be read is left; and whoever is killed goes on where he was. */

#include <glib/gstdio.h>
#include <string.h>

#include "mado-attaching.h"
#include "mado-ending.h"
#include "mado-papers-file.h"
#include "mado-read-log.h"
#include "mado-share-file.h"
#include "quarantine.h"
#include "sync-child.h"

#define N_UNSENT 7
#define N_READS 3
#define PAPER_SIZE (7 * 1024 * 1024) /* bytes: three envelopes */

static char *own_path;

/* --- what there is ------------------------------------------------------------------------------------------------ */

static char *
dup_folder (Office *self)
{
  return g_path_get_dirname (self->seats[0].sample.path);
}

static char *
name_file (Office *self, const char *name)
{
  g_autofree char *folder = dup_folder (self);

  return g_build_filename (folder, name, NULL);
}

static void
lay_out_papers (Office *self)
{
  const Papers *own = &self->seats[0].papers;
  g_autofree char *path = name_file (self, MADO_PAPERS_FILE_NAME);
  g_autofree char *share_path = name_file (self, MADO_SHARE_FILE_NAME);
  g_autofree char *key = g_strdup (own->key);
  g_autoptr (MadoSecret) secret = mado_secret_new_wiping (key, strlen (key));
  g_autoptr (MadoPapers) papers =
      mado_papers_new ((const char *const *) self->ways, own->authority, own->certificate, secret, NULL);
  g_autoptr (MadoSecret) share = mado_share_file_create (share_path, NULL);

  g_assert_nonnull (share);
  g_assert_true (mado_papers_file_save (path, papers, NULL));
}

static gboolean
has_file (Office *self, const char *ending)
{
  g_autofree char *path = store_sample_name (&self->seats[0].sample, ending);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
is_sealed (Office *self)
{
  return has_file (self, ".unsent-1");
}

static gboolean
has_sealed_reads (Office *self)
{
  return has_file (self, ".unsent-reads-1");
}

static gboolean
is_unsealed (Office *self)
{
  return !has_file (self, ".unsent-1");
}

static gboolean
knows_key (Office *self)
{
  return has_file (self, ".seal-to");
}

/* --- what is done ------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoReplica *replica;
  MadoAttaching attaching;
} Request;

static void
attach_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  g_autoptr (GPtrArray) outcomes =
      mado_replica_attach (request->replica, &request->attaching, 1, mado_instant_now (), NULL);

  g_task_return_boolean (task, outcomes != NULL);
}

static GBytes *
draw_paper (void)
{
  guint32 *numbers = g_new (guint32, PAPER_SIZE / sizeof (guint32));

  for (gsize i = 0; i < PAPER_SIZE / sizeof (guint32); i++)
    numbers[i] = (guint32) g_test_rand_int ();

  return g_bytes_new_take (numbers, PAPER_SIZE);
}

static void
attach (Seat *self, MadoId entity, GBytes *paper)
{
  const MadoHash hash = mado_hash_of (g_bytes_get_data (paper, NULL), g_bytes_get_size (paper));
  g_autofree char *hex = mado_hash_to_hex (&hash);
  g_autoptr (MadoOperation) operation = terminal_write (
      self->hand, entity, "case.attach", "{'item':'phone','hash':'%s','type':'image/png','name':'母子手帳.png'}", hex);
  Request request = { .replica = mado_desk_get_replica (self->desk), .attaching = { operation, paper } };

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, attach_work, &request, NULL));
  mado_sync_wake (self->sync);
}

static void
look_work (GTask *task, MadoDatabase *database, gpointer entity, GCancellable *cancellable)
{
  const MadoReading reading = {
    .entity = *(const MadoId *) entity, .account = (char *) "v-01", .at = mado_instant_now (), .reason = (char *) "open"
  };

  g_task_return_boolean (task, mado_read_log_add (database, &reading, NULL));
}

/* As the window does it. */
static void
look_at (Seat *self, MadoId entity)
{
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, look_work, &entity, NULL));
  mado_sync_wake (self->sync);
}

/* What is done while there is no service; it knows to whom it is to be sealed. */
static GBytes *
work_alone (Office *self)
{
  Seat *seat = &self->seats[0];
  g_autoptr (GBytes) paper = draw_paper ();
  MadoId id = MADO_ID_NONE;

  lay_out_papers (self);
  mado_sync_sign_in (seat->sync, seat->token);
  office_await (self, knows_key);
  g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
  for (guint i = 0; i < N_UNSENT; i++)
    id = office_receive_case (self, seat);
  attach (seat, id, paper);
  for (guint i = 0; i < N_READS; i++)
    look_at (seat, id);

  return g_steal_pointer (&paper);
}

static void
leave (Seat *seat)
{
  mado_sync_stop (seat->sync);
  mado_desk_close (seat->desk);
}

typedef struct {
  gboolean is_over;
  MadoEndingReport report;
  GError *error;
} Running;

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Running *running = user_data;

  running->is_over = TRUE;
  mado_ending_run_finish (result, &running->report, &running->error);
}

static Running
run (const char *folder, GPtrArray *desks)
{
  Running running = { 0 };

  mado_ending_run_async (folder, desks, mado_instant_now, NULL, ran_cb, &running);
  while (!running.is_over)
    g_main_context_iteration (NULL, TRUE);

  return running;
}

/* The service hears of it within a second, and the terminal may go to the other address first. */
static MadoEndingReport
run_to_its_end (const char *folder, GPtrArray *desks)
{
  for (;;) {
    Running running = run (folder, desks);

    if (running.error == NULL)
      return running.report;
    g_assert_true (running.error->domain == MADO_SYNC_ERROR);
    g_clear_error (&running.error);
    g_usleep (100000);
  }
}

static MadoEndingReport
end_with (Office *self, MadoDesk *desk)
{
  g_autofree char *folder = dup_folder (self);
  g_autoptr (GPtrArray) desks = g_ptr_array_new ();

  if (desk != NULL)
    g_ptr_array_add (desks, desk);

  return run_to_its_end (folder, desks);
}

static void
assert_nothing_is_left (Office *self)
{
  g_autofree char *folder = dup_folder (self);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (files);

  g_assert_cmpstr (name, ==, NULL);
  g_assert_false (mado_ending_is_due (folder));
}

static void
assert_all_is_there (Office *self, GBytes *paper)
{
  const MadoHash hash = mado_hash_of (g_bytes_get_data (paper, NULL), g_bytes_get_size (paper));
  g_autofree char *hex = mado_hash_to_hex (&hash);
  g_auto (Quarantine) quarantine = { 0 };
  const GByteArray *found;

  quarantine_read (&quarantine, self);
  g_assert_cmpuint (quarantine.n_operations, ==, N_UNSENT + 1);
  g_assert_cmpuint (quarantine.n_reads, ==, N_READS);
  found = g_hash_table_lookup (quarantine.papers, hex);
  g_assert_nonnull (found);
  g_assert_cmpmem (found->data, found->len, g_bytes_get_data (paper, NULL), g_bytes_get_size (paper));
}

/* --- the tests ---------------------------------------------------------------------------------------------------- */

static void
test_open_profile_goes_and_its_work_stays (Office *self, gconstpointer data)
{
  g_autoptr (GBytes) paper = work_alone (self);
  MadoEndingReport report;

  office_start_service (self, 0);
  quarantine_revoke (self);
  mado_sync_stop (self->seats[0].sync);
  report = end_with (self, self->seats[0].desk);
  g_assert_true (report.is_over);
  g_assert_cmpuint (report.n_operations, ==, N_UNSENT + 1);
  g_assert_cmpuint (report.n_attachments, ==, 1);
  g_assert_cmpuint (report.n_profiles, ==, 1);
  assert_nothing_is_left (self);
  assert_all_is_there (self, paper);
}

static void
test_closed_profile_goes_and_its_work_stays (Office *self, gconstpointer data)
{
  g_autoptr (GBytes) paper = work_alone (self);

  leave (&self->seats[0]);
  g_assert_true (is_sealed (self));
  office_start_service (self, 0);
  quarantine_revoke (self);
  (void) end_with (self, NULL);
  assert_nothing_is_left (self);
  assert_all_is_there (self, paper);
}

/* The program may be killed after that. */
static void
test_work_is_sealed_while_somebody_works (Office *self, gconstpointer data)
{
  g_autoptr (GBytes) paper = work_alone (self);

  office_await (self, is_sealed);
  office_start_service (self, 0);
  mado_sync_sign_in (self->seats[0].sync, self->seats[0].token);
  office_await (self, is_unsealed); /* it was sent */
  quarantine_revoke (self);
  leave (&self->seats[0]);
  (void) end_with (self, NULL);
  assert_nothing_is_left (self);
  {
    g_auto (Quarantine) quarantine = { 0 };

    quarantine_read (&quarantine, self);
    g_assert_cmpuint (quarantine.n_operations, ==, 0);
    g_assert_cmpuint (quarantine.n_reads, ==, 0);
  }
}

/* Whoever only looked, and did nothing, has left something all the same. */
static void
test_looks_are_sealed_while_somebody_works (Office *self, gconstpointer data)
{
  Seat *seat = &self->seats[0];
  g_auto (Quarantine) quarantine = { 0 };

  lay_out_papers (self);
  mado_sync_sign_in (seat->sync, seat->token);
  office_await (self, knows_key);
  g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
  look_at (seat, mado_id_draw ());
  office_await (self, has_sealed_reads);
  look_at (seat, mado_id_draw ()); /* what is sealed already is not all there is */
  leave (seat);
  office_start_service (self, 0);
  quarantine_revoke (self);
  (void) end_with (self, NULL);
  assert_nothing_is_left (self);
  quarantine_read (&quarantine, self);
  g_assert_cmpuint (quarantine.n_operations, ==, 0);
  g_assert_cmpuint (quarantine.n_reads, ==, 2);
}

static void
test_nobody_else_orders_it (Office *self, gconstpointer data)
{
  g_autofree char *folder = dup_folder (self);
  g_autoptr (GPtrArray) desks = g_ptr_array_new ();
  Running running;

  lay_out_papers (self);
  leave (&self->seats[0]);
  do {
    running = run (folder, desks);
  } while (g_error_matches (running.error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_NO_LINE));
  g_assert_error (running.error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_OTHER);
  g_clear_error (&running.error);
  g_assert_true (has_file (self, ".key"));
  g_assert_true (has_file (self, ".db"));
  g_assert_false (mado_ending_is_due (folder));
}

/* Without a line the data go all the same, and what is sealed waits. */
static void
test_marked_profile_goes_without_a_line (Office *self, gconstpointer data)
{
  g_autofree char *folder = dup_folder (self);
  g_autofree char *mark = store_sample_name (&self->seats[0].sample, ".wipe");
  g_autoptr (GPtrArray) desks = g_ptr_array_new ();
  g_autoptr (GBytes) paper = work_alone (self);
  Running running;

  leave (&self->seats[0]);
  g_assert_true (g_file_set_contents (mark, "wipe\n", -1, NULL));
  running = run (folder, desks);
  g_assert_error (running.error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_NO_LINE);
  g_clear_error (&running.error);
  g_assert_false (has_file (self, ".key"));
  g_assert_false (has_file (self, ".db"));
  g_assert_true (is_sealed (self));
  g_assert_true (mado_ending_is_due (folder));
  quarantine_revoke (self);
  office_start_service (self, 0);
  (void) end_with (self, NULL);
  assert_nothing_is_left (self);
  assert_all_is_there (self, paper);
}

/* What was ordered once is done, and the terminal that belongs to the service again keeps its papers. */
static void
test_terminal_that_is_trusted_again_goes_on (Office *self, gconstpointer data)
{
  g_autofree char *mark = store_sample_name (&self->seats[0].sample, ".wipe");
  g_autofree char *papers = name_file (self, MADO_PAPERS_FILE_NAME);
  g_autoptr (GBytes) paper = work_alone (self);

  leave (&self->seats[0]);
  g_assert_true (g_file_set_contents (mark, "wipe\n", -1, NULL));
  office_start_service (self, 0);
  (void) end_with (self, NULL);
  g_assert_false (has_file (self, ".key"));
  g_assert_false (has_file (self, ".wipe"));
  g_assert_true (g_file_test (papers, G_FILE_TEST_EXISTS));
  assert_all_is_there (self, paper);
}

static gboolean
run_and_be_killed (const char *folder, const char *fault)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) child = NULL;

  g_subprocess_launcher_setenv (launcher, "MADO_FAULT_AT", fault, TRUE);
  child = g_subprocess_launcher_spawn (launcher, NULL, own_path, "--end", folder, NULL);
  g_assert_nonnull (child);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));

  return !g_subprocess_get_successful (child);
}

/* At each boundary once, one after the other: every life finds what the last has left. */
static void
test_killed_anywhere_it_goes_on (Office *self, gconstpointer data)
{
  static const char *const faults[] = {
    "request-sets-out:1", "answer-whole:1",   "wipe-decided:1",      "file-written:1",     "file-synced:1",
    "file-renamed:1",     "profile-goes:1",   "profile-handed-in:1", "request-sets-out:1", "answer-arrives:1",
    "request-sets-out:2", "answer-arrives:2", "profile-handed-in:1", "answer-whole:3",     "papers-go:1",
  };
  g_autofree char *folder = dup_folder (self);
  g_autoptr (GBytes) paper = work_alone (self);
  guint n_killed = 0;

  leave (&self->seats[0]);
  office_start_service (self, 0);
  quarantine_revoke (self);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    n_killed += run_and_be_killed (folder, faults[i]);
  g_assert_cmpuint (n_killed, >=, 10);
  g_assert_false (run_and_be_killed (folder, ""));
  assert_nothing_is_left (self);
  assert_all_is_there (self, paper);
}

/* --- an open profile ---------------------------------------------------------------------------------------------- */

/* As after a crash: nothing was sealed ahead. */
static void
forget_envelopes (Office *self)
{
  g_autofree char *folder = dup_folder (self);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    if (strstr (name, ".unsent-") != NULL) {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

/* Whoever has it open is killed while it is sealed: its key is there until all of it is. */
static void
test_killed_while_an_open_profile_is_sealed (Office *self, gconstpointer data)
{
  static const char *const faults[] = {
    "envelope-closed:1", "envelope-closed:2", "envelope-closed:3",
    "envelope-closed:4", "envelope-closed:4", "wipe-decided:1",
  };
  g_autoptr (GBytes) paper = work_alone (self);
  guint n_killed = 0;

  leave (&self->seats[0]);
  sync_child_prepare (self, &self->seats[0]);
  forget_envelopes (self);
  office_start_service (self, 0);
  quarantine_revoke (self);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_assert_true (has_file (self, ".key"));
    n_killed += sync_child_is_killed (self, &self->seats[0], "--end-open", faults[i]);
  }
  g_assert_cmpuint (n_killed, ==, G_N_ELEMENTS (faults));
  (void) end_with (self, NULL);
  assert_nothing_is_left (self);
  assert_all_is_there (self, paper);
}

static int
run_open_for_somebody_who_kills (const char *folder, const char *keys)
{
  g_autoptr (GPtrArray) desks = g_ptr_array_new ();
  g_autoptr (MadoDesk) desk = sync_child_open (folder, keys);

  g_ptr_array_add (desks, desk);
  (void) run_to_its_end (folder, desks);

  return 0;
}

/* --- madoguchi-ctl ------------------------------------------------------------------------------------------------ */

/* Returns: its exit status; -1: it was killed */
static int
end_by_ctl (Office *self, const char *fault, char **out_said)
{
  g_autofree char *folder = dup_folder (self);
  int status = -1;

  self->world.ctl_fault = fault;
  *out_said = world_ctl_alone (&self->world, &status, "sync", "end", folder, NULL);
  self->world.ctl_fault = NULL;

  return status;
}

/* A terminal that nobody revoked keeps what it has; a revoked one is brought to its end from a script, also where the
 * script is killed. */
static void
test_ctl_brings_a_terminal_to_its_end (Office *self, gconstpointer data)
{
  g_autoptr (GBytes) paper = work_alone (self);
  g_autofree char *refused = NULL, *killed = NULL, *said = NULL;

  leave (&self->seats[0]);
  office_start_service (self, 0);
  g_assert_cmpint (end_by_ctl (self, NULL, &refused), >, 0);
  g_assert_true (has_file (self, ".key"));
  g_assert_true (is_sealed (self));
  quarantine_revoke (self);
  while (!has_file (self, ".wipe")) { /* the service hears of it within a second */
    g_clear_pointer (&killed, g_free);
    if (end_by_ctl (self, "profile-goes:1", &killed) == -1)
      break;
    g_usleep (100000);
  }
  g_assert_true (has_file (self, ".wipe"));
  g_assert_cmpint (end_by_ctl (self, NULL, &said), ==, 0);
  assert_nothing_is_left (self);
  assert_all_is_there (self, paper);
}

/* --- */

static int
run_for_somebody_who_kills (const char *folder)
{
  g_autoptr (GPtrArray) desks = g_ptr_array_new ();
  g_autofree char *papers = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);

  if (mado_ending_is_due (folder) || g_file_test (papers, G_FILE_TEST_EXISTS))
    (void) run_to_its_end (folder, desks);

  return 0;
}

#define add(name, function) g_test_add ("/ending/" name, Office, NULL, office_set_up, function, office_tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--end") == 0)
    return run_for_somebody_who_kills (argv[2]);
  if (argc == 4 && strcmp (argv[1], "--end-open") == 0)
    return run_open_for_somebody_who_kills (argv[2], argv[3]);
  own_path = g_file_read_link ("/proc/self/exe", NULL);
  g_test_init (&argc, &argv, NULL);
  add ("open-profile-goes-and-its-work-stays", test_open_profile_goes_and_its_work_stays);
  add ("closed-profile-goes-and-its-work-stays", test_closed_profile_goes_and_its_work_stays);
  add ("work-is-sealed-while-somebody-works", test_work_is_sealed_while_somebody_works);
  add ("looks-are-sealed-while-somebody-works", test_looks_are_sealed_while_somebody_works);
  add ("nobody-else-orders-it", test_nobody_else_orders_it);
  add ("marked-profile-goes-without-a-line", test_marked_profile_goes_without_a_line);
  add ("terminal-that-is-trusted-again-goes-on", test_terminal_that_is_trusted_again_goes_on);
  add ("killed-anywhere-it-goes-on", test_killed_anywhere_it_goes_on);
  add ("killed-while-an-open-profile-is-sealed", test_killed_while_an_open_profile_is_sealed);
  add ("ctl-brings-a-terminal-to-its-end", test_ctl_brings_a_terminal_to_its_end);

  return g_test_run ();
}
