/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a stream costs where it is kept: pushes of one stream and of several at once, bytes on the disk, memory of an
 * open ward; in an encrypted file and in PostgreSQL. Beside it the same bytes as plain records of the same backend, and
 * as a file that they are appended to and synced. Everything lies in the build folder, because /tmp may be memory. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "mado-backend-postgresql.h"
#include "mado-backend-sqlcipher.h"
#include "mado-bench.h"
#include "mado-test-cluster.h"
#include "mado-ward-digest.h"
#include "terminal-sample.h"

#define N_ROUNDS 7      /* of mado_bench_compare() */
#define N_TURNS 6       /* in each */
#define N_TERMINALS 16  /* whose pushes share a turn */
#define N_STREAMS 4     /* at once */
#define N_KEPT 480      /* operations, whose room is measured */
#define N_OPEN 10       /* wards, whose memory is measured */
#define N_CONNECTIONS 3 /* one that writes, two that read */
#define FLOOR_SHELF "floor"

/* --- where wards lie --------------------------------------------------------------------------------------------- */

static char *folder;
static MadoTestCluster *cluster;
static MadoSecret *key;
static guint n_made;

typedef struct {
  const char *name;
  char *(*make) (void);
  MadoBackend *(*open) (const char *place, MadoBackendAccess access, GError **error);
  gint64 (*measure) (const char *place); /* bytes on the disk, of a ward that nobody has open */
} Kind;

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static char *
make_file (void)
{
  g_autofree char *name = g_strdup_printf ("%u.ward", n_made++);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  mado_backend_sqlcipher_create (&(MadoDatabasePlace) { .path = path }, key, MADO_WARD_SERVED, &error);
  end_with (error);

  return path;
}

static MadoBackend *
open_file (const char *place, MadoBackendAccess access, GError **error)
{
  return mado_backend_sqlcipher_open (&(MadoDatabasePlace) { .path = place }, key, access, error);
}

static gint64
measure_file (const char *place)
{
  GStatBuf status;

  if (g_stat (place, &status) != 0)
    g_error ("no ward");

  return (gint64) status.st_size;
}

static char *
make_database (void)
{
  g_autofree char *database = mado_test_cluster_create_database (cluster);
  char *conninfo = mado_test_cluster_dup_conninfo (cluster, database);
  g_autoptr (GError) error = NULL;

  mado_backend_postgresql_create (&(MadoPostgresqlPlace) { .conninfo = conninfo }, MADO_WARD_SERVED, &error);
  end_with (error);

  return conninfo;
}

static MadoBackend *
open_database (const char *place, MadoBackendAccess access, GError **error)
{
  return mado_backend_postgresql_open (&(MadoPostgresqlPlace) { .conninfo = place }, access, error);
}

static char *
ask_server (const char *sql)
{
  return mado_test_server_run (mado_test_cluster_get_primary (cluster), sql);
}

/* Of all databases: nobody else writes there meanwhile. */
static gint64
measure_database (G_GNUC_UNUSED const char *place)
{
  g_autofree char *text = ask_server ("SELECT sum (pg_database_size (oid))::bigint FROM pg_database");

  return g_ascii_strtoll (text, NULL, 10);
}

static const Kind kinds[] = {
  { "sqlcipher", make_file, open_file, measure_file },
  { "postgresql", make_database, open_database, measure_database },
};

static MadoBackend *
open_place (const Kind *kind, const char *place, MadoBackendAccess access)
{
  g_autoptr (GError) error = NULL;
  MadoBackend *backend = NULL;

  while (backend == NULL) { /* a server lets go of the last one a moment after he is gone */
    g_clear_error (&error);
    backend = kind->open (place, access, &error);
    if (backend == NULL && !g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE))
      end_with (error);
  }

  return backend;
}

/* --- a stream with its terminals, and what they will push -------------------------------------------------------- */

typedef struct {
  const Kind *kind;
  char *place;
  MadoBackend *backend;
  Ward *ward;
  Terminal *terminals[N_TERMINALS];
  GPtrArray *requests; /* (element-type MadoPushRequest): in turn of each terminal */
  guint n_pushed;
  guint n_records;
  int plain; /* the file that the same bytes are appended to */
} Office;

static Office *
open_office (const Kind *kind)
{
  Office *self = g_new0 (Office, 1);
  g_autofree char *name = g_strdup_printf ("%s/plain-%u", folder, n_made);
  MadoStream *stream;

  self->kind = kind;
  self->place = kind->make ();
  self->backend = open_place (kind, self->place, MADO_BACKEND_WRITE);
  self->ward = ward_new_around (self->backend);
  stream = ward_open_stream (self->ward, "ninpu-r7");
  for (guint i = 0; i < N_TERMINALS; i++) {
    g_autofree char *account = g_strdup_printf ("v-%02u", i + 1);

    self->terminals[i] = terminal_new (self->ward, stream, account, "verifier");
  }
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_push_request_free);
  self->plain = open (name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  return self;
}

static void
close_office (Office *self)
{
  g_ptr_array_unref (self->requests);
  for (guint i = 0; i < N_TERMINALS; i++)
    terminal_free (self->terminals[i]);
  ward_free (self->ward);
  mado_backend_free (self->backend);
  (void) close (self->plain); /* ignored: what is in it is nobody's */
  g_free (self->place);
  g_free (self);
}

static void
prepare_requests (Office *self, guint count)
{
  for (guint i = 0; i < count; i++) {
    Terminal *terminal = self->terminals[i % N_TERMINALS];
    g_autofree char *receipt = g_strdup_printf ("form:%u", self->requests->len);
    g_autofree char *control_no = g_strdup_printf ("%010u", self->requests->len + 1);

    terminal_receive_case (terminal, receipt, control_no);
    g_ptr_array_add (self->requests,
                     terminal_ask_push (terminal, (gint64) terminal->journal->len, (gint64) terminal->journal->len));
  }
}

static GBytes *
get_payload (const Office *self, guint index)
{
  const MadoPushRequest *request = g_ptr_array_index (self->requests, index % self->requests->len);

  return g_array_index (request->operations, MadoPushedOperation, 0).text;
}

static void
push_next (Office *self)
{
  const MadoPushRequest *request = g_ptr_array_index (self->requests, self->n_pushed);
  Terminal *terminal = self->terminals[self->n_pushed++ % N_TERMINALS];
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPushReply) reply =
      mado_stream_push (terminal->stream, self->backend, &terminal->caller, request, &error);

  end_with (error);
  if (reply->verdict != MADO_PUSH_TAKEN ||
      reply->received != g_array_index (request->operations, MadoPushedOperation, 0).dseq)
    g_error ("not taken");
}

static void
put_next_record (Office *self)
{
  g_autofree char *name = g_strdup_printf ("%u", self->n_records);
  g_autoptr (GError) error = NULL;

  self->backend->type->put_record (self->backend, FLOOR_SHELF, name, get_payload (self, self->n_records++), &error);
  end_with (error);
}

static void
take_turns (Office *self, guint n_shared, void (*step) (Office *self))
{
  for (guint i = 0; i < N_TURNS; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoTurn) turn = mado_turn_begin (self->backend, MADO_BACKEND_WRITE, &error);

    end_with (error);
    for (guint j = 0; j < n_shared; j++)
      step (self);
    mado_turn_commit (g_steal_pointer (&turn), &error);
    end_with (error);
  }
}

static void
append_and_sync (Office *self, guint n_shared)
{
  for (guint i = 0; i < N_TURNS; i++) {
    for (guint j = 0; j < n_shared; j++) {
      gsize length = 0;
      const void *bytes = g_bytes_get_data (get_payload (self, i * n_shared + j), &length);

      if (write (self->plain, bytes, length) != (gssize) length)
        g_error ("the disk refuses");
    }
    if (fdatasync (self->plain) != 0)
      g_error ("the disk refuses");
  }
}

/* --- pushes ------------------------------------------------------------------------------------------------------ */

static void
push_alone (gpointer office)
{
  take_turns (office, 1, push_next);
}

static void
put_alone (gpointer office)
{
  take_turns (office, 1, put_next_record);
}

static void
append_alone (gpointer office)
{
  append_and_sync (office, 1);
}

static void
push_together (gpointer office)
{
  take_turns (office, N_TERMINALS, push_next);
}

static void
put_together (gpointer office)
{
  take_turns (office, N_TERMINALS, put_next_record);
}

static void
append_together (gpointer office)
{
  append_and_sync (office, N_TERMINALS);
}

typedef struct {
  Office *offices[N_STREAMS];
} Town;

typedef struct {
  MadoBenchWork work;
  Office *office;
} Shift;

static gpointer
work_a_shift (gpointer data)
{
  const Shift *shift = data;

  shift->work (shift->office);

  return NULL;
}

/* Each in a thread of its own, as the service has them. */
static void
do_at_once (const Town *town, MadoBenchWork work)
{
  Shift shifts[N_STREAMS];
  GThread *threads[N_STREAMS];

  for (guint i = 0; i < N_STREAMS; i++) {
    shifts[i] = (Shift) { work, town->offices[i] };
    threads[i] = g_thread_new ("office", work_a_shift, &shifts[i]);
  }
  for (guint i = 0; i < N_STREAMS; i++)
    g_thread_join (threads[i]);
}

static void
push_in_each (gpointer town)
{
  do_at_once (town, push_together);
}

static void
put_in_each (gpointer town)
{
  do_at_once (town, put_together);
}

static void
append_in_each (gpointer town)
{
  do_at_once (town, append_together);
}

static void
compare (const Kind *kind,
         const char *name,
         guint n_operations,
         gpointer load,
         MadoBenchWork work,
         const char *floor_name,
         MadoBenchWork floor)
{
  g_autofree char *title = g_strdup_printf ("%s: %s", kind->name, name);
  const double time = mado_bench_compare (title, work, floor_name, floor, load);

  printf ("  = %.0f operations a second\n", n_operations * 1000 / time);
}

/* Of this process, whatever else the machine does; a server's own comes on top. */
static void
print_processor_time (guint n_operations, MadoBenchWork work, gpointer load)
{
  struct timespec before, after;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &before);
  work (load);
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &after);
  printf ("  = %.0f microseconds of processor an operation\n",
          ((double) (after.tv_sec - before.tv_sec) * 1e6 + (double) (after.tv_nsec - before.tv_nsec) / 1e3) /
              n_operations);
}

#define RECORDS "the same bytes as records"
#define APPENDED "the same bytes appended to a file"

static void
bench_one_stream (const Kind *kind)
{
  Office *office = open_office (kind);

  prepare_requests (office, 2 * N_ROUNDS * N_TURNS * (1 + N_TERMINALS) + N_TURNS * N_TERMINALS);
  compare (kind, "one stream, a turn for each push", N_TURNS, office, push_alone, RECORDS, put_alone);
  compare (kind, "one stream, a turn for each push", N_TURNS, office, push_alone, APPENDED, append_alone);
  compare (kind, "one stream, 16 pushes in a turn", N_TURNS * N_TERMINALS, office, push_together, RECORDS,
           put_together);
  compare (kind, "one stream, 16 pushes in a turn", N_TURNS * N_TERMINALS, office, push_together, APPENDED,
           append_together);
  print_processor_time (N_TURNS * N_TERMINALS, push_together, office);
  close_office (office);
}

static void
bench_streams (const Kind *kind)
{
  Town town;

  for (guint i = 0; i < N_STREAMS; i++) {
    town.offices[i] = open_office (kind);
    prepare_requests (town.offices[i], 2 * N_ROUNDS * N_TURNS * N_TERMINALS);
  }
  compare (kind, "4 streams at once, 16 pushes in a turn", N_STREAMS * N_TURNS * N_TERMINALS, &town, push_in_each,
           RECORDS, put_in_each);
  compare (kind, "4 streams at once, 16 pushes in a turn", N_STREAMS * N_TURNS * N_TERMINALS, &town, push_in_each,
           APPENDED, append_in_each);
  for (guint i = 0; i < N_STREAMS; i++)
    close_office (town.offices[i]);
}

/* --- room on the disk -------------------------------------------------------------------------------------------- */

static gint64
get_wal_place (void)
{
  g_autofree char *text = ask_server ("SELECT (pg_current_wal_lsn () - '0/0')::bigint");

  return g_ascii_strtoll (text, NULL, 10);
}

static gint64
close_and_measure (Office *self)
{
  const Kind *kind = self->kind;
  g_autofree char *place = g_strdup (self->place);

  close_office (self);

  return kind->measure (place);
}

/* What a ward that moves is closed for, on each side. */
static void
take_digest (gpointer load)
{
  const Office *office = load;
  g_autoptr (MadoTurn) turn = mado_turn_begin (office->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoWardDigest) digest = turn != NULL ? mado_ward_digest_take (office->backend, NULL) : NULL;

  if (digest == NULL)
    g_error ("no digest");
}

static void
list_entries (gpointer load)
{
  const Office *office = load;
  g_autoptr (MadoTurn) turn = mado_turn_begin (office->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) entries = NULL;

  if (turn == NULL ||
      !office->backend->type->list_entries (office->backend, 1, 0, G_MAXINT, G_MAXSSIZE, &entries, NULL) ||
      entries->len < N_KEPT)
    g_error ("no entries");
}

static void
bench_room (const Kind *kind)
{
  Office *empty = open_office (kind);
  const gint64 before = close_and_measure (empty);
  Office *office = open_office (kind);
  const gint64 with_another = kind->measure (office->place); /* of a server all databases are measured */
  const gint64 wal = get_wal_place ();
  gint64 floor = 0, after;

  prepare_requests (office, N_KEPT);
  for (guint i = 0; i < N_KEPT; i++)
    floor += (gint64) g_bytes_get_size (get_payload (office, i));
  while (office->n_pushed < N_KEPT) {
    MadoTurn *turn = mado_turn_begin (office->backend, MADO_BACKEND_WRITE, NULL);

    for (guint i = 0; i < N_TERMINALS; i++)
      push_next (office);
    if (!mado_turn_commit (turn, NULL))
      g_error ("no commit");
  }
  compare (kind, "digest of a ward", N_KEPT, office, take_digest, "its log listed", list_entries);
  after = close_and_measure (office) - (kind->open == open_database ? with_another : before);
  printf ("%s: room of an operation: %" G_GINT64_FORMAT " bytes; floor (its own): %" G_GINT64_FORMAT
          " bytes; ratio %.2f\n",
          kind->name, after / N_KEPT, floor / N_KEPT, (double) after / (double) floor);
  if (kind->open == open_database)
    printf ("  and %" G_GINT64_FORMAT " bytes of write-ahead log\n", (get_wal_place () - wal) / N_KEPT);
}

/* --- memory ------------------------------------------------------------------------------------------------------ */

static gint64
sum_field (const char *path, const char *field)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0; /* it is gone */
  found = strstr (text, field);

  return found != NULL ? g_ascii_strtoll (found + strlen (field), NULL, 10) * 1024 : 0;
}

static gint64
measure_process (void)
{
  malloc_trim (0);

  return sum_field ("/proc/self/smaps_rollup", "\nPss:");
}

static gint64
measure_server (void)
{
  g_autofree char *text = ask_server ("SELECT string_agg (pid::text, ' ') FROM pg_stat_activity");
  g_auto (GStrv) pids = g_strsplit (g_strstrip (text), " ", -1);
  gint64 sum = 0;

  for (char **pid = pids; *pid != NULL; pid++) {
    g_autofree char *path = g_strdup_printf ("/proc/%s/smaps_rollup", *pid);

    sum += sum_field (path, "\nPss:");
  }

  return sum;
}

static void
look_into (MadoBackend *backend)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) names = NULL;

  if (turn == NULL || !backend->type->list_streams (backend, &names, NULL))
    g_error ("no ward");
}

static void
bench_memory (const Kind *kind)
{
  Office *offices[N_OPEN];
  MadoBackend *readers[N_OPEN][N_CONNECTIONS - 1];
  g_autofree char *made = kind->make ();
  gint64 process, server, with_connections, with_work;

  mado_backend_free (open_place (kind, made, MADO_BACKEND_READ)); /* what the first one alone costs */
  process = measure_process ();
  server = measure_server ();
  for (guint i = 0; i < N_OPEN; i++) {
    offices[i] = open_office (kind);
    for (guint j = 0; j < N_CONNECTIONS - 1; j++)
      look_into (readers[i][j] = open_place (kind, offices[i]->place, MADO_BACKEND_READ));
  }
  with_connections = measure_process () - process;
  for (guint i = 0; i < N_OPEN; i++) {
    MadoTurn *turn;

    prepare_requests (offices[i], N_TERMINALS);
    turn = mado_turn_begin (offices[i]->backend, MADO_BACKEND_WRITE, NULL);
    for (guint j = 0; j < N_TERMINALS; j++)
      push_next (offices[i]);
    if (!mado_turn_commit (turn, NULL))
      g_error ("no commit");
  }
  with_work = measure_process () - process;
  printf ("%s: memory of an open ward that was worked with: %" G_GINT64_FORMAT
          " KiB; floor (its three connections and empty stream): %" G_GINT64_FORMAT " KiB; ratio %.2f\n",
          kind->name, with_work / N_OPEN / 1024, with_connections / N_OPEN / 1024,
          (double) with_work / (double) with_connections);
  if (kind->open == open_database)
    printf ("  and %" G_GINT64_FORMAT " KiB of the server\n", (measure_server () - server) / N_OPEN / 1024);
  for (guint i = 0; i < N_OPEN; i++) {
    for (guint j = 0; j < N_CONNECTIONS - 1; j++)
      mado_backend_free (readers[i][j]);
    close_office (offices[i]);
  }
}

/* What else the machine does makes all of it slower, the floors, too. */
static void
print_load (void)
{
  g_autofree char *text = NULL;

  if (g_file_get_contents ("/proc/loadavg", &text, NULL, NULL))
    printf ("load of the machine, of %u processors: %s", g_get_num_processors (), text);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    (void) g_remove (path); /* ignored: it lies in the build folder */
  }
  (void) g_rmdir (folder); /* ignored: as above */
}

int
main (void)
{
  g_autofree char *here = g_get_current_dir ();

  setvbuf (stdout, NULL, _IOLBF, 0);
  folder = g_build_filename (here, "bench-stream-XXXXXX", NULL);
  if (g_mkdtemp (folder) == NULL)
    g_error ("no folder");
  key = mado_secret_new_random (32);
  cluster = mado_test_cluster_new (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    print_load ();
    bench_one_stream (&kinds[i]);
    bench_streams (&kinds[i]);
    bench_room (&kinds[i]);
    bench_memory (&kinds[i]);
  }
  print_load ();
  mado_test_cluster_free (cluster);
  mado_secret_free (key);
  remove_folder ();
  g_free (folder);

  return 0;
}
