/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The power goes at any moment of saving, taking, loading, withdrawing, erasing and typing: nothing that was promised
 * is lost, and what is found is whole. */

#include "mado-crash-sweep.h"
#include "mado-erasure.h"
#include "mado-row.h"
#include "mado-schema.h"
#include "mado-statement.h"
#include "mado-typing.h"
#include "replica-office.h"
#include "replica-service.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_CUTS 2000
#define N_STEPS 40
#define N_ROWS 20 /* that are loaded at once */
#define TYPED 70  /* bytes between two keepings */

/* One way of writing, step by step. */
typedef struct {
  const char *path; /* of the test */
  void (*prepare) (gpointer run);
  void (*step) (gpointer run, guint number);
  gint64 (*count) (MadoDatabase *database); /* how many steps are found */
  guint thoroughly;                         /* each how many cuts the whole file is read: its pages and indexes */
} Way;

typedef struct {
  const Way *way;
  char *place; /* a name in the real file system, where only an empty file is */
  MadoSecret *key;
  ReplicaOffice *office;
  ReplicaService *service;
  MadoDatabase *database;
  MadoReplica *replica;
  GPtrArray *inquiries; /* MadoOperation */
  guint n_cuts;         /* that were looked at */
} Run;

static const char insert_profile[] =
    "INSERT INTO profile (only, id, ward, programme, device) VALUES (1, zeroblob (16), 'w', 'p',"
    " x'0195eeb15a007abc8def0123456789ab')";

static MadoDatabase *
open_file (const Run *run, const MadoCrashDisk *disk)
{
  const MadoDatabasePlace place = { .path = run->place,
                                    .vfs = mado_crash_disk_get_vfs_name (disk),
                                    .cache_limit = 512 };

  return mado_database_open (&place, MADO_DATABASE_OPEN, NULL, run->key, NULL);
}

static void
create_file (Run *run, MadoCrashDisk *disk)
{
  const MadoDatabasePlace place = { .path = run->place,
                                    .vfs = mado_crash_disk_get_vfs_name (disk),
                                    .cache_limit = 512 };
  const MadoMigration *migrations;
  gsize n_migrations = 0;
  guint file;

  g_assert_true (mado_crash_disk_open_file (disk, run->place, TRUE, &file));
  mado_crash_disk_sync_directory (disk);
  run->database = mado_database_open (&place, MADO_DATABASE_CREATE, NULL, run->key, NULL);
  g_assert_nonnull (run->database);
  migrations = mado_schema_get_migrations (&n_migrations);
  g_assert_true (mado_schema_migrate (run->database, migrations, n_migrations, "nowhere", NULL));
  g_assert_true (mado_database_run_script (run->database, insert_profile, NULL));
  run->replica = replica_office_open (run->office, run->database);
}

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

/* --- the ways ---------------------------------------------------------------------------------------------------- */

static void
save (Run *run, MadoOperation *operation)
{
  g_assert_true (replica_office_save (run->office, run->replica, operation, NULL));
}

static MadoId
get_entity (const Run *run, guint index)
{
  return mado_operation_get_header (g_ptr_array_index (run->inquiries, index))->entity;
}

static void
save_inquiry (Run *run)
{
  g_autoptr (MadoOperation) operation = replica_office_log (run->office, "いつ振り込まれますか");

  save (run, operation);
  g_ptr_array_add (run->inquiries, g_steal_pointer (&operation));
}

static void
save_step (gpointer data, guint number)
{
  Run *run = data;
  g_autoptr (MadoOperation) answer = NULL;

  if (number % 4 == 1) {
    save_inquiry (run);
    return;
  }
  answer =
      replica_office_answer (run->office, get_entity (run, number % run->inquiries->len), "来月です", MADO_ID_NONE);
  save (run, answer);
}

static gint64
count_saved (MadoDatabase *database)
{
  return ask (database, "SELECT count (*) FROM journal");
}

static void
prepare_nothing (gpointer data)
{
}

static void
prepare_held (gpointer data)
{
  Run *run = data;

  for (guint i = 0; i < N_STEPS; i++) {
    g_autoptr (MadoOperation) operation = replica_office_log (run->office, "いつ");
    g_autoptr (GPtrArray) operations = g_ptr_array_new ();
    g_autoptr (GPtrArray) outcomes = NULL;

    g_ptr_array_add (operations, operation);
    outcomes = mado_replica_save (run->replica, operations, replica_office_get_now (run->office),
                                  (MadoInstant) { G_MAXINT64 }, NULL);
    g_assert_nonnull (outcomes);
    g_ptr_array_add (run->inquiries, g_steal_pointer (&operation));
  }
}

static void
withdraw_step (gpointer data, guint number)
{
  Run *run = data;
  const MadoOperation *operation = g_ptr_array_index (run->inquiries, number - 1);

  g_assert_true (mado_replica_withdraw (run->replica, mado_operation_get_header (operation)->id,
                                        replica_office_get_now (run->office), NULL));
}

static gint64
count_withdrawn (MadoDatabase *database)
{
  gint64 n_withdrawn = ask (database, "SELECT count (*) FROM journal WHERE state = 6");

  if (ask (database, "SELECT count (*) FROM journal WHERE withdraws IS NOT NULL") != n_withdrawn ||
      ask (database, "SELECT count (*) FROM entity") + n_withdrawn != N_STEPS)
    return -1;

  return n_withdrawn;
}

static void
prepare_service (gpointer data)
{
  Run *run = data;
  const MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH };

  g_assert_true (mado_replica_begin_loading (run->replica, &hello, NULL));
  g_assert_true (mado_replica_finish_loading (run->replica, NULL));
}

static void
push (Run *run)
{
  replica_service_receive (run->service, run->replica, &run->office->person, replica_office_get_now (run->office));
}

/* Three are saved, all go to the service, and two come back with each step: some are pending all the time. */
static void
take_step (gpointer data, guint number)
{
  Run *run = data;
  g_auto (MadoCursor) cursor = { 0 };

  for (guint i = 0; i < 3; i++)
    save_step (run, (number - 1) * 3 + i + 1);
  push (run);
  g_assert_true (mado_cursor_load (run->database, &cursor, NULL));
  g_assert_true (replica_service_tell (run->service, run->replica, &run->office->person, cursor.at.seq, 2, NULL));
}

static gint64
count_taken (MadoDatabase *database)
{
  gint64 seq = ask (database, "SELECT seq FROM cursor");

  return ask (database, "SELECT count (*) FROM journal WHERE state <> 0") == seq &&
                 ask (database, "SELECT count (*) FROM entity WHERE seq > (SELECT highest FROM cursor)") == 0
             ? seq / 2
             : -1;
}

static void
load_step (gpointer data, guint number)
{
  Run *run = data;
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();

  reply->epoch = REPLICA_SERVICE_EPOCH;
  reply->head.seq = N_STEPS;
  reply->place = g_strdup_printf ("%u", number);
  for (guint i = 0; i < N_ROWS; i++) {
    MadoServiceRow row = { .seq = number };
    MadoId id = replica_office_draw_id (run->office);
    char text[MADO_ID_TEXT_SIZE];
    g_autofree char *json = NULL;

    mado_id_to_text (id, text);
    json = g_strdup_printf ("{\"body\":{\"%0*u\":1},\"id\":\"%s\",\"kind\":\"case\",\"state\":\"new\",\"version\":1}",
                            (int) (i * 100), i, text);
    row.id = id;
    row.entity = mado_entity_read (json, strlen (json), NULL);
    g_assert_nonnull (row.entity);
    g_array_append_val (reply->rows, row);
  }
  g_assert_true (mado_replica_load_rows (run->replica, reply, NULL));
}

static void
prepare_loading (gpointer data)
{
  Run *run = data;
  const MadoHelloReply hello = { .epoch = REPLICA_SERVICE_EPOCH, .head.seq = N_STEPS };

  g_assert_true (mado_replica_begin_loading (run->replica, &hello, NULL));
}

static gint64
count_loaded (MadoDatabase *database)
{
  gint64 n_entities = ask (database, "SELECT count (*) FROM entity");

  return n_entities == N_ROWS * ask (database, "SELECT 0 + place FROM cursor") ? n_entities / N_ROWS : -1;
}

static void
prepare_inquiries (gpointer data)
{
  for (guint i = 0; i < N_STEPS; i++)
    save_inquiry (data);
}

static void
erase_step (gpointer data, guint number)
{
  Run *run = data;

  g_assert_true (mado_replica_erase (run->replica, get_entity (run, number - 1), "保存期間満了",
                                     replica_office_get_now (run->office), NULL));
}

static gint64
count_erased (MadoDatabase *database)
{
  gint64 n_erased = ask (database, "SELECT count (*) FROM erased");

  return ask (database, "SELECT count (*) FROM entity") == N_STEPS - n_erased &&
                 ask (database, "SELECT count (*) FROM journal WHERE text IS NULL") == n_erased
             ? n_erased
             : -1;
}

/* Somebody goes on typing into one form. */
static void
type_step (gpointer data, guint number)
{
  Run *run = data;
  g_autofree char *text = g_strnfill ((gsize) number * TYPED, 'x');
  g_autoptr (GBytes) typed = g_bytes_new (text, (gsize) number * TYPED);

  g_assert_true (
      mado_typing_keep (run->database, "case", MADO_ID_NONE, typed, replica_office_get_now (run->office), NULL));
}

static gint64
count_typed (MadoDatabase *database)
{
  gint64 length = ask (database, "SELECT coalesce (max (length (text)), 0) FROM draft");

  return length % TYPED == 0 ? length / TYPED : -1;
}

static const Way ways[] = {
  { "/replica-crash/save", prepare_nothing, save_step, count_saved, 4 },
  { "/replica-crash/withdraw", prepare_held, withdraw_step, count_withdrawn, 4 },
  { "/replica-crash/take", prepare_service, take_step, count_taken, 8 },
  { "/replica-crash/load", prepare_loading, load_step, count_loaded, 20 },
  { "/replica-crash/erase", prepare_inquiries, erase_step, count_erased, 4 },
  { "/replica-crash/type", prepare_nothing, type_step, count_typed, 20 },
};

/* --- the sweep --------------------------------------------------------------------------------------------------- */

static const char *
read_whole_file (const Run *run, MadoDatabase *database)
{
  const char *fault = replica_office_check_indexes (run->office, database);

  return fault != NULL ? fault : replica_office_check_pages (database);
}

static const char *
check_cb (MadoCrashDisk *disk, guint promise, gpointer data)
{
  Run *run = data;
  g_autoptr (MadoDatabase) database = open_file (run, disk);
  g_autoptr (MadoReplica) replica = NULL;
  const char *fault;

  if (database == NULL)
    return "it does not open";
  replica = mado_replica_new (database, run->office->judge, &run->office->person, NULL, NULL);
  if (replica == NULL)
    return "it is not scrubbed";
  fault = replica_office_check (run->office, database);
  if (fault == NULL && run->n_cuts++ % run->way->thoroughly == 0)
    fault = read_whole_file (run, database);
  if (fault != NULL)
    return fault;
  if (run->way->count (database) < 0)
    return "half of something";

  return run->way->count (database) < promise ? "a lost promise" : NULL;
}

static void
sweep (gconstpointer data)
{
  g_autoptr (MadoCrashDisk) disk = mado_crash_disk_new ();
  Run run = { .way = data, .office = replica_office_new ("ninpu-r7.json", "a-01") };
  guint first;

  run.place = g_strdup_printf ("%s/mado-crash-%d.db", g_get_tmp_dir (), (int) getpid ());
  run.key = mado_secret_new_random (32);
  run.service = replica_service_new (run.office->programme);
  run.inquiries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  create_file (&run, disk);
  run.way->prepare (&run);
  first = mado_crash_disk_count_events (disk);
  for (guint i = 1; i <= N_STEPS; i++) {
    run.way->step (&run, i);
    mado_crash_disk_mark (disk, i);
    if (i % 10 == 0)
      g_assert_true (mado_database_empty_log (run.database, NULL)); /* a cut in the middle of that is worth having */
  }
  mado_replica_free (run.replica);
  mado_database_free (run.database);
  g_assert_cmpuint (mado_crash_sweep (disk, first, N_CUTS, check_cb, &run), ==, 0);

  g_assert_cmpint (g_unlink (run.place), ==, 0);
  g_ptr_array_unref (run.inquiries);
  replica_service_free (run.service);
  replica_office_free (run.office);
  mado_secret_free (run.key);
  g_free (run.place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    g_test_add_data_func (ways[i].path, &ways[i], sweep);

  return g_test_run ();
}
