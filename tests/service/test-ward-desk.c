/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The threads of a ward, its bell, its attachments, and who has what open. */

#include <string.h>

#include "mado-attendance.h"
#include "mado-blob-shelf.h"
#include "mado-memory-backend.h"
#include "mado-ward.h"

#define STREAM "shinjuku/ninpu-r7"
#define SHELF "test"

static MadoBackend *
open_cb (gpointer memory, MadoBackendAccess access, GError **error)
{
  return mado_memory_backend_open (memory, access, error);
}

static MadoWardSource
make_source (MadoMemoryWard *memory)
{
  return (MadoWardSource) { .open = open_cb, .user_data = memory };
}

/* --- the one who writes ------------------------------------------------------------------------------------------ */

typedef struct {
  const char *key;
  GMutex *gate;   /* (nullable): runs when it is open */
  gboolean fails; /* after it wrote */
  guint n_runs;
  guint is_done; /* atomic */
  gboolean has_failed;
} Job;

static gboolean
run_job (gpointer data, MadoWardRoom *room, GError **error)
{
  MadoBackend *backend = mado_ward_room_get_backend (room);
  g_autoptr (GBytes) value = g_bytes_new_static ("1", 1);
  Job *job = data;

  job->n_runs++;
  if (job->gate != NULL) {
    g_mutex_lock (job->gate);
    g_mutex_unlock (job->gate);
  }

  if (!backend->type->put_record (backend, SHELF, job->key, value, error))
    return FALSE;
  if (job->fails)
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_FAILED, "it should");

  return !job->fails;
}

static void
finish_job (gpointer data, const GError *error)
{
  Job *job = data;

  job->has_failed = error != NULL;
  g_atomic_int_set (&job->is_done, TRUE);
}

static const MadoWardWork work = { run_job, finish_job };

static void
await_jobs (Job *jobs, guint n_jobs)
{
  for (guint i = 0; i < n_jobs; i++)
    while (!g_atomic_int_get (&jobs[i].is_done))
      g_usleep (1000);
}

static gboolean
is_there (MadoMemoryWard *memory, const char *key)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GBytes) value = NULL;

  g_assert_true (backend->type->find_record (backend, SHELF, key, &value, NULL));

  return value != NULL;
}

static void
submit_behind_a_gate (MadoWard *ward, Job *jobs, guint n_jobs)
{
  GMutex gate;

  g_mutex_init (&gate);
  jobs[0].gate = &gate;
  g_mutex_lock (&gate);
  for (guint i = 0; i < n_jobs; i++)
    mado_ward_writer_submit (ward->writer, &work, &jobs[i]);
  g_mutex_unlock (&gate);
  await_jobs (jobs, n_jobs);
  g_mutex_clear (&gate);
}

static void
test_what_waits_goes_in_one_turn (void)
{
  g_autoptr (MadoMemoryWard) memory = mado_memory_ward_new ();
  const MadoWardSource source = make_source (memory);
  g_autoptr (MadoWard) ward = mado_ward_open ("shinjuku", &source, 1, NULL);
  Job jobs[] = { { .key = "a" }, { .key = "b" }, { .key = "c" }, { .key = "d" } };

  submit_behind_a_gate (ward, jobs, G_N_ELEMENTS (jobs));
  g_assert_cmpuint (mado_ward_writer_count_turns (ward->writer), <=, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++) {
    g_assert_false (jobs[i].has_failed);
    g_assert_true (is_there (memory, jobs[i].key));
  }
}

static void
test_nobody_pays_for_another (void)
{
  g_autoptr (MadoMemoryWard) memory = mado_memory_ward_new ();
  const MadoWardSource source = make_source (memory);
  g_autoptr (MadoWard) ward = mado_ward_open ("shinjuku", &source, 1, NULL);
  Job jobs[] = { { .key = "a" }, { .key = "b" }, { .key = "c", .fails = TRUE }, { .key = "d" } };

  submit_behind_a_gate (ward, jobs, G_N_ELEMENTS (jobs));
  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++) {
    g_assert_cmpint (jobs[i].has_failed, ==, i == 2);
    g_assert_cmpint (is_there (memory, jobs[i].key), ==, i != 2);
  }
}

static void
test_a_ward_that_is_shared_is_left_to_others (void)
{
  g_autoptr (MadoMemoryWard) memory = mado_memory_ward_new ();
  MadoWardSource source = make_source (memory);
  g_autoptr (MadoWard) ward = NULL;
  g_autoptr (MadoBackend) other = NULL;
  Job job = { .key = "a" };

  source.is_shared = TRUE;
  ward = mado_ward_open ("office", &source, 1, NULL);
  mado_ward_writer_submit (ward->writer, &work, &job);
  await_jobs (&job, 1);
  g_assert_false (job.has_failed);
  other = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  g_assert_nonnull (other);
}

/* --- what may be shown ------------------------------------------------------------------------------------------- */

static gint is_cancelled;             /* atomic: commits are done, and nobody says that the standby has them */
static const MadoBackendType *honest; /* the type of the memory's backends */

static gboolean
commit_and_do_not_know (MadoBackend *backend, GError **error)
{
  if (!honest->commit (backend, error))
    return FALSE;
  if (!g_atomic_int_get (&is_cancelled))
    return TRUE;
  g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNSURE, "nobody knows");

  return FALSE;
}

static MadoBackend *
open_unsure (gpointer memory, MadoBackendAccess access, GError **error)
{
  static MadoBackendType type;
  MadoBackend *backend = mado_memory_backend_open (memory, access, error);

  if (backend == NULL || access == MADO_BACKEND_READ)
    return backend;
  honest = backend->type;
  type = *honest;
  type.commit = commit_and_do_not_know;
  backend->type = &type;

  return backend;
}

typedef struct {
  gboolean writes;
  guint is_done; /* atomic */
  gboolean has_failed;
} Look;

static gboolean
run_look (gpointer data, MadoWardRoom *room, GError **error)
{
  MadoBackend *backend = mado_ward_room_get_backend (room);
  const Look *look = data;
  MadoStream *stream = NULL;
  MadoStreamStand stand = { 0 };

  if (!mado_ward_room_find_stream (room, STREAM, &stream, error) || !look->writes)
    return stream != NULL;
  g_assert_true (backend->type->find_stream (backend, STREAM, &stand, NULL));
  stand.head.seq++;

  return backend->type->set_stand (backend, &stand, error);
}

static void
finish_look (gpointer data, const GError *error)
{
  Look *look = data;

  look->has_failed = error != NULL;
  g_atomic_int_set (&look->is_done, TRUE);
}

/* Returns: whether it was done */
static gboolean
look_at_stream (MadoWard *ward, gboolean writes)
{
  static const MadoWardWork looking = { run_look, finish_look };
  Look look = { .writes = writes };

  if (writes)
    mado_ward_writer_submit (ward->writer, &looking, &look);
  else
    mado_ward_readers_submit (ward->readers, &looking, &look);
  while (!g_atomic_int_get (&look.is_done))
    g_usleep (1000);

  return !look.has_failed;
}

static void
add_stream (MadoMemoryWard *memory)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  gint64 number = 0;

  g_assert_true (backend->type->add_stream (backend, STREAM, 1, &number, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

/* It can be seen by whoever looks, and may be gone with the machine: nobody is shown it until a commit says that all
 * is well, which somebody makes where nobody else writes. */
static void
test_what_may_be_lost_is_not_shown (void)
{
  g_autoptr (MadoMemoryWard) memory = mado_memory_ward_new ();
  const MadoWardSource source = { .open = open_unsure, .user_data = memory };
  g_autoptr (MadoWard) ward = NULL;

  add_stream (memory);
  ward = mado_ward_open ("shinjuku", &source, 1, NULL);
  g_assert_true (look_at_stream (ward, TRUE));
  g_assert_true (look_at_stream (ward, FALSE));
  g_atomic_int_set (&is_cancelled, TRUE);
  g_assert_false (look_at_stream (ward, TRUE));
  g_assert_false (look_at_stream (ward, FALSE));
  g_assert_false (look_at_stream (ward, TRUE));
  g_assert_false (look_at_stream (ward, FALSE));
  g_atomic_int_set (&is_cancelled, FALSE);
  while (!look_at_stream (ward, FALSE))
    g_usleep (1000);
}

static void
test_what_is_in_doubt_stays_so_when_another_commit_is_undone (void)
{
  MadoWardDoubt *doubt = mado_ward_doubt_new ();

  mado_ward_doubt_begin (doubt, STREAM, 1);
  mado_ward_doubt_last (doubt);
  mado_ward_doubt_begin (doubt, STREAM, 2);
  mado_ward_doubt_drop (doubt);
  g_assert_true (mado_ward_doubt_lasts (doubt));
  g_assert_true (mado_ward_doubt_await (doubt, STREAM, 1));
  g_assert_false (mado_ward_doubt_await (doubt, STREAM, 2));
  mado_ward_doubt_settle (doubt);
  g_assert_true (mado_ward_doubt_await (doubt, STREAM, 2));
  mado_ward_doubt_free (doubt);
}

/* --- the bell ---------------------------------------------------------------------------------------------------- */

typedef struct {
  guint n_woken; /* atomic */
  MadoBellReason reason;
} Sleeper;

static void
wake_cb (gpointer data, MadoBellReason reason)
{
  Sleeper *sleeper = data;

  sleeper->reason = reason;
  g_atomic_int_inc (&sleeper->n_woken);
}

static void
await_sleeper (Sleeper *sleeper)
{
  while (g_atomic_int_get (&sleeper->n_woken) == 0)
    g_usleep (1000);
}

static void
test_the_bell_wakes_who_waits_for_its_stream (void)
{
  g_autoptr (MadoBell) bell = mado_bell_new ();
  g_autoptr (GCancellable) hang_up = g_cancellable_new ();
  const gint64 until = g_get_monotonic_time () + G_TIME_SPAN_HOUR;
  Sleeper own = { 0 }, other = { 0 };

  g_assert_true (mado_bell_wait (bell, STREAM, 0, until, hang_up, wake_cb, &own));
  g_assert_true (mado_bell_wait (bell, "shinjuku/other", 0, until, hang_up, wake_cb, &other));
  mado_bell_ring (bell, STREAM);
  g_assert_cmpuint (g_atomic_int_get (&own.n_woken), ==, 1);
  g_assert_cmpint (own.reason, ==, MADO_BELL_RANG);
  g_assert_cmpuint (g_atomic_int_get (&other.n_woken), ==, 0);
  mado_bell_close (bell);
  g_assert_cmpint (other.reason, ==, MADO_BELL_TIME_OVER);
  g_assert_cmpuint (g_atomic_int_get (&other.n_woken), ==, 1);
}

static void
test_nobody_waits_where_it_was_closed (void)
{
  g_autoptr (MadoBell) bell = mado_bell_new ();
  g_autoptr (GCancellable) hang_up = g_cancellable_new ();
  Sleeper sleeper = { .reason = MADO_BELL_RANG };

  mado_bell_close (bell);
  g_assert_true (
      mado_bell_wait (bell, STREAM, 0, g_get_monotonic_time () + G_TIME_SPAN_HOUR, hang_up, wake_cb, &sleeper));
  g_assert_cmpuint (g_atomic_int_get (&sleeper.n_woken), ==, 1);
  g_assert_cmpint (sleeper.reason, ==, MADO_BELL_TIME_OVER);
  g_assert_cmpuint (mado_bell_count_waiting (bell), ==, 0);
}

static void
test_no_ring_falls_between_looking_and_waiting (void)
{
  g_autoptr (MadoBell) bell = mado_bell_new ();
  g_autoptr (GCancellable) hang_up = g_cancellable_new ();
  const guint64 count = mado_bell_count (bell, STREAM);
  Sleeper sleeper = { 0 };

  mado_bell_ring (bell, STREAM);
  g_assert_false (
      mado_bell_wait (bell, STREAM, count, g_get_monotonic_time () + G_TIME_SPAN_HOUR, hang_up, wake_cb, &sleeper));
  g_assert_cmpuint (mado_bell_count_waiting (bell), ==, 0);
}

static void
test_whoever_hangs_up_or_waited_long_enough_goes (void)
{
  g_autoptr (MadoBell) bell = mado_bell_new ();
  g_autoptr (GCancellable) hang_up = g_cancellable_new ();
  g_autoptr (GCancellable) never = g_cancellable_new ();
  Sleeper gone = { 0 }, late = { 0 };

  mado_bell_wait (bell, STREAM, 0, g_get_monotonic_time () + G_TIME_SPAN_HOUR, hang_up, wake_cb, &gone);
  mado_bell_wait (bell, STREAM, 0, g_get_monotonic_time (), never, wake_cb, &late);
  g_cancellable_cancel (hang_up);
  await_sleeper (&gone);
  await_sleeper (&late);
  g_assert_cmpint (gone.reason, ==, MADO_BELL_TIME_OVER);
  g_assert_cmpint (late.reason, ==, MADO_BELL_TIME_OVER);
}

/* --- attachments ------------------------------------------------------------------------------------------------- */

#define BLOB_SIZE (2 * MADO_BLOB_PART + 1000)

static GBytes *
make_blob (void)
{
  guint8 *bytes = g_malloc (BLOB_SIZE);

  for (guint i = 0; i < BLOB_SIZE; i++)
    bytes[i] = (guint8) (i * 31 + i / 977);

  return g_bytes_new_take (bytes, BLOB_SIZE);
}

static void
put_part (MadoBackend *backend, const MadoBlobName *name, GBytes *blob, guint part)
{
  const gsize from = part * (gsize) MADO_BLOB_PART;
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (blob, from, MIN (MADO_BLOB_PART, BLOB_SIZE - from));

  g_assert_true (mado_blob_shelf_put (backend, name, part, bytes, NULL));
}

static gboolean
finish_blob (MadoBackend *backend, const MadoBlobName *name, gint64 size)
{
  const MadoAttachment attachment = { mado_id_from_text ("0198a7b0-0000-7000-8000-000000000001"), (char *) "name" };
  gboolean is_whole = FALSE;

  g_assert_true (mado_blob_shelf_finish (backend, name, size, &attachment, &is_whole, NULL));

  return is_whole;
}

static gint64
find_size (MadoBackend *backend, const char *stream, const MadoHash *hash)
{
  gint64 size = -1;

  g_assert_true (mado_blob_shelf_find_size (backend, stream, hash, &size, NULL));

  return size;
}

static MadoBlobName
name_blob (const char *stream, const char *account, GBytes *blob)
{
  return (MadoBlobName) { stream, account, mado_hash_of (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob)) };
}

static void
test_an_attachment_counts_when_it_is_whole (void)
{
  g_autoptr (MadoMemoryWard) memory = mado_memory_ward_new ();
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (GBytes) blob = make_blob ();
  const MadoBlobName name = name_blob (STREAM, "v-01", blob);
  g_autoptr (GBytes) other = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) read = NULL;

  put_part (backend, &name, blob, 2);
  put_part (backend, &name, blob, 0);
  g_assert_false (finish_blob (backend, &name, BLOB_SIZE));
  put_part (backend, &name, blob, 1);
  g_assert_false (finish_blob (backend, &name, BLOB_SIZE - 1));
  g_assert_cmpint (find_size (backend, STREAM, &name.hash), ==, 0);
  g_assert_true (finish_blob (backend, &name, BLOB_SIZE));
  g_assert_true (finish_blob (backend, &name, BLOB_SIZE)); /* the answer was lost */
  g_assert_cmpint (find_size (backend, STREAM, &name.hash), ==, BLOB_SIZE);
  g_assert_cmpint (find_size (backend, "shinjuku/other", &name.hash), ==, 0);

  g_assert_true (mado_blob_shelf_put (backend, &name, 1, other, NULL)); /* too late: it changes nothing */
  read = mado_blob_shelf_read (backend, &name.hash, MADO_BLOB_PART - 7, MADO_BLOB_PART + 14, NULL);
  g_assert_cmpmem (g_bytes_get_data (read, NULL), g_bytes_get_size (read),
                   (const guint8 *) g_bytes_get_data (blob, NULL) + MADO_BLOB_PART - 7, MADO_BLOB_PART + 14);
}

/* It is there already, and whoever knows no more of it than its hash has not sent it. */
static void
test_a_hash_alone_opens_nothing (void)
{
  g_autoptr (MadoMemoryWard) memory = mado_memory_ward_new ();
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (GBytes) blob = make_blob ();
  const MadoBlobName first = name_blob (STREAM, "v-01", blob);
  const MadoBlobName second = name_blob ("shinjuku/other", "v-02", blob);
  g_autoptr (GBytes) guess = g_bytes_new_static ("x", 1);

  for (guint part = 0; part < 3; part++)
    put_part (backend, &first, blob, part);
  g_assert_true (finish_blob (backend, &first, BLOB_SIZE));
  g_assert_false (finish_blob (backend, &second, BLOB_SIZE));
  put_part (backend, &second, blob, 0);
  put_part (backend, &second, blob, 2);
  g_assert_true (mado_blob_shelf_put (backend, &second, 1, guess, NULL));
  g_assert_false (finish_blob (backend, &second, BLOB_SIZE));
  put_part (backend, &second, blob, 1);
  g_assert_true (finish_blob (backend, &second, BLOB_SIZE));
  g_assert_cmpint (find_size (backend, "shinjuku/other", &second.hash), ==, BLOB_SIZE);
}

static void
test_all_that_an_attachment_belongs_to (void)
{
  g_autoptr (MadoMemoryWard) memory = mado_memory_ward_new ();
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("blank form", 10);
  const MadoBlobName name = name_blob (STREAM, "v-01", bytes);
  g_autoptr (GPtrArray) owners = NULL;
  g_autoptr (GPtrArray) others = NULL;

  for (guint i = 0; i < 250; i++) { /* more than a page or two */
    g_autofree char *id = g_strdup_printf ("0198a7b0-0000-7000-8000-%012u", i);
    const MadoAttachment attachment = { mado_id_from_text (id), (char *) "name" };
    gboolean is_whole = FALSE;

    g_assert_true (mado_blob_shelf_put (backend, &name, 0, bytes, NULL));
    g_assert_true (mado_blob_shelf_finish (backend, &name, 10, &attachment, &is_whole, NULL));
    g_assert_true (is_whole);
  }
  owners = mado_blob_shelf_list (backend, STREAM, &name.hash, NULL);
  others = mado_blob_shelf_list (backend, "shinjuku/other", &name.hash, NULL);
  g_assert_cmpuint (owners->len, ==, 250);
  g_assert_cmpstr (((const MadoAttachment *) g_ptr_array_index (owners, 249))->item, ==, "name");
  g_assert_cmpuint (others->len, ==, 0);
}

static void
test_what_has_another_hash_is_none (void)
{
  g_autoptr (MadoMemoryWard) memory = mado_memory_ward_new ();
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("forged", 6);
  const MadoBlobName name = { STREAM, "v-01", mado_hash_of ("true", 4) };

  g_assert_true (mado_blob_shelf_put (backend, &name, 0, bytes, NULL));
  g_assert_false (finish_blob (backend, &name, 6));
  g_assert_cmpint (find_size (backend, STREAM, &name.hash), ==, 0);
}

/* --- presence ---------------------------------------------------------------------------------------------------- */

/* Who else has it open, as goes over the line. */
typedef enum {
  LEAVES,
  OPENS,
  TAKES_OVER,
} Does;

static GArray *
note (MadoAttendance *attendance, const char *account, Does does, gint64 now)
{
  const MadoPresenceRequest request = { .entity = mado_id_from_text ("0198a7b0-0000-7000-8000-000000000001"),
                                        .is_open = does != LEAVES,
                                        .takes_over = does == TAKES_OVER };
  const MadoPresence who = { .account = (char *) account, .terminal = (char *) "T-01" };
  g_autoptr (GArray) others = mado_attendance_note (attendance, STREAM, &request, &who, now);
  g_autoptr (GBytes) text = mado_presence_reply_write (others, NULL);

  g_assert_nonnull (text);

  return mado_presence_reply_read (text, NULL);
}

/* Who has taken it over has a star. */
static void
assert_others (MadoAttendance *attendance, const char *account, Does does, gint64 now, const char *expected)
{
  g_autoptr (GArray) others = note (attendance, account, does, now);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < others->len; i++)
    g_string_append_printf (names, "%s%s ", g_array_index (others, MadoPresence, i).account,
                            g_array_index (others, MadoPresence, i).has_taken_over ? "*" : "");
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_who_else_has_it_open (void)
{
  g_autoptr (MadoAttendance) attendance = mado_attendance_new ();
  const gint64 later = (MADO_PRESENCE_LASTS + 1) * G_USEC_PER_SEC;

  assert_others (attendance, "v-01", OPENS, 0, "");
  assert_others (attendance, "v-01", OPENS, 1, "");
  assert_others (attendance, "v-02", OPENS, 2, "v-01 ");
  assert_others (attendance, "v-03", OPENS, 3, "v-01 v-02 ");
  assert_others (attendance, "v-01", LEAVES, 4, "v-03 v-02 ");
  assert_others (attendance, "v-02", OPENS, later, "");
}

/* One at most has it, for as long as he looks at it, however often he says so. */
static void
test_who_has_taken_it_over (void)
{
  g_autoptr (MadoAttendance) attendance = mado_attendance_new ();

  assert_others (attendance, "v-01", OPENS, 0, "");
  assert_others (attendance, "v-02", TAKES_OVER, 1, "v-01 ");
  assert_others (attendance, "v-02", OPENS, 2, "v-01 ");
  assert_others (attendance, "v-01", OPENS, 3, "v-02* ");
  assert_others (attendance, "v-03", OPENS, 4, "v-02* v-01 ");
  assert_others (attendance, "v-01", TAKES_OVER, 5, "v-02 v-03 ");
  assert_others (attendance, "v-02", OPENS, 6, "v-01* v-03 ");
  assert_others (attendance, "v-01", LEAVES, 7, "v-02 v-03 ");
  assert_others (attendance, "v-01", OPENS, 8, "v-02 v-03 ");
  assert_others (attendance, "v-02", OPENS, 9, "v-01 v-03 ");
}

/* Whoever is heard of no more has nothing any more, also where he is heard of again. */
static void
test_who_is_silent_has_it_no_longer (void)
{
  g_autoptr (MadoAttendance) attendance = mado_attendance_new ();
  const gint64 later = (MADO_PRESENCE_LASTS + 1) * G_USEC_PER_SEC;

  assert_others (attendance, "v-02", TAKES_OVER, 0, "");
  assert_others (attendance, "v-02", OPENS, later, "");
  assert_others (attendance, "v-01", OPENS, later + 1, "v-02 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ward-desk/what-waits-goes-in-one-turn", test_what_waits_goes_in_one_turn);
  g_test_add_func ("/ward-desk/nobody-pays-for-another", test_nobody_pays_for_another);
  g_test_add_func ("/ward-desk/a-ward-that-is-shared-is-left-to-others", test_a_ward_that_is_shared_is_left_to_others);
  g_test_add_func ("/ward-desk/what-may-be-lost-is-not-shown", test_what_may_be_lost_is_not_shown);
  g_test_add_func ("/ward-desk/what-is-in-doubt-stays-so-when-another-commit-is-undone",
                   test_what_is_in_doubt_stays_so_when_another_commit_is_undone);
  g_test_add_func ("/ward-desk/the-bell-wakes-who-waits-for-its-stream", test_the_bell_wakes_who_waits_for_its_stream);
  g_test_add_func ("/ward-desk/nobody-waits-where-it-was-closed", test_nobody_waits_where_it_was_closed);
  g_test_add_func ("/ward-desk/no-ring-falls-between-looking-and-waiting",
                   test_no_ring_falls_between_looking_and_waiting);
  g_test_add_func ("/ward-desk/whoever-hangs-up-or-waited-long-enough-goes",
                   test_whoever_hangs_up_or_waited_long_enough_goes);
  g_test_add_func ("/ward-desk/an-attachment-counts-when-it-is-whole", test_an_attachment_counts_when_it_is_whole);
  g_test_add_func ("/ward-desk/what-has-another-hash-is-none", test_what_has_another_hash_is_none);
  g_test_add_func ("/ward-desk/a-hash-alone-opens-nothing", test_a_hash_alone_opens_nothing);
  g_test_add_func ("/ward-desk/all-that-an-attachment-belongs-to", test_all_that_an_attachment_belongs_to);
  g_test_add_func ("/ward-desk/who-else-has-it-open", test_who_else_has_it_open);
  g_test_add_func ("/ward-desk/who-has-taken-it-over", test_who_has_taken_it_over);
  g_test_add_func ("/ward-desk/who-is-silent-has-it-no-longer", test_who_is_silent_has_it_no_longer);

  return g_test_run ();
}
