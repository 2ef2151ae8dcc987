/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A terminal of a large ward: 400,000 cases, 20,000 of them with histories, 2,000 with pictures, made up through
 * mado_apply() and loaded as a service would send them; then what somebody who works there waits for. The profile lies
 * in the folder of the run, because /tmp may be memory. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "mado-bench.h"
#include "mado-practice-terminal.h"
#include "mado-queue-page.h"
#include "mado-search.h"
#include "mado-statement.h"
#include "replica-office.h"

#define ACCOUNT "verifier-1"
#define PROGRAMME "ninpu-r7.json"
#define N_SAVES 500
#define N_LOOKS 500
#define N_OPENINGS 20
#define PAGE 100
#define FOUND 50

typedef struct {
  char *folder;
  char *path;
  MadoSecret *password;
  MadoSecret *share;
  ReplicaOffice *office;
  MadoDesk *desk;
  MadoDatabase *database; /* of the hand that is measured */
  GPtrArray *columns;
  GRand *random;
  gint64 n_rows; /* of the list that is looked at */
  guint n_saved;
  int plain_file;
} Ward;

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* --- the profile ------------------------------------------------------------------------------------------------- */

static MadoProgramme *
give_programme (gpointer user_data, G_GNUC_UNUSED const char *programme, G_GNUC_UNUSED GError **error)
{
  const Ward *ward = user_data;

  return mado_programme_ref (ward->office->programme);
}

static MadoDeskOpening
get_opening (Ward *ward, const char *path)
{
  return (MadoDeskOpening) {
    .place = { .path = path },
    .shares = { .password = ward->password, .terminal_share = ward->share },
    .person = ward->office->person,
    .find_programme = give_programme,
    .user_data = ward,
  };
}

static MadoDesk *
create_profile (Ward *ward, const char *path)
{
  const MadoProgramme *programme = ward->office->programme;
  g_autoptr (GError) error = NULL;
  MadoDeskOpening opening = get_opening (ward, path);
  MadoDesk *desk;

  opening.profile =
      (MadoProfile) { mado_id_draw (), programme->identity.ward, programme->identity.id, mado_id_draw () };
  desk = mado_desk_create (&opening, mado_key_file_get_default_cost (), &error);
  end_with (error);

  return desk;
}

static void
make_ward (Ward *ward)
{
  const MadoPracticeOrder order = { 1, 400000, 20000, 2000, 0 };
  gint64 begin = g_get_monotonic_time ();
  clock_t work = clock ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPractice) practice = mado_practice_new (ward->office->programme, &error);
  g_autoptr (MadoPracticeTerminal) terminal = NULL;
  guint64 n_declined;

  end_with (error);
  terminal = mado_practice_terminal_new (ward->desk, &error);
  end_with (error);
  mado_practice_make (practice, &order, mado_practice_terminal_get_sink (terminal), &n_declined, &error);
  end_with (error);
  mado_practice_terminal_finish (terminal, &error);
  end_with (error);
  printf (
      "400,000 cases, 20,000 histories, 2,000 with pictures, in a profile: %.1f s, of which %u processors worked for"
      " %.1f s\n",
      (double) (g_get_monotonic_time () - begin) / G_TIME_SPAN_SECOND, g_get_num_processors (),
      (double) (clock () - work) / CLOCKS_PER_SEC);
}

/* --- what is waited for ------------------------------------------------------------------------------------------- */

static MadoQueueList
get_list (Ward *ward)
{
  return (MadoQueueList) { ward->office->programme, "intake", ward->columns };
}

static void
look_at (Ward *ward, gint64 position)
{
  const MadoQueueList list = get_list (ward);
  const MadoQueueQuery query = { .from = MADO_QUEUE_AT, .position = position, .limit = PAGE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = mado_queue_load_page (ward->database, &list, &query, &error);

  end_with (error);
  if (entries->len != PAGE)
    g_error ("%u rows", entries->len);
}

static void
look_at_head (gpointer load)
{
  look_at (load, 0);
}

static void
look_anywhere (gpointer load)
{
  Ward *ward = load;

  look_at (ward, g_rand_int_range (ward->random, 0, (gint32) ward->n_rows - PAGE));
}

static const char read_row[] = "SELECT entity.id, entity.state, entity.version, body.text FROM entity"
                               " CROSS JOIN body ON body.row = entity.row WHERE entity.row = ?1";

/* As many rows, one after another or anywhere. */
static void
read_rows (Ward *ward, gint64 first)
{
  for (gint64 i = 0; i < PAGE; i++) {
    g_autoptr (MadoStatement) statement = mado_statement_take (ward->database, read_row);

    mado_statement_bind_int (statement, 1, first != 0 ? first + i : g_rand_int_range (ward->random, 1, 400000));
    if (!mado_statement_step (statement))
      g_error ("no row");

    g_autoptr (GBytes) text = mado_statement_dup_bytes (statement, 3);
  }
}

static void
read_rows_in_turn (gpointer load)
{
  read_rows (load, 1000);
}

static void
read_rows_anywhere (gpointer load)
{
  read_rows (load, 0);
}

static void
count (gpointer load)
{
  const Ward *ward = load;
  gint64 n_rows;

  if (!mado_queue_load_count (ward->database, "intake", &n_rows, NULL))
    g_error ("no count");
}

static void
count_all (gpointer load)
{
  const Ward *ward = load;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = mado_queue_load_counts (ward->database, &error);

  end_with (error);
}

static void
group (gpointer load)
{
  const Ward *ward = load;
  g_autoptr (MadoStatement) statement =
      mado_statement_take (ward->database, "SELECT kind, state, count (*) FROM entity GROUP BY kind, state");

  while (mado_statement_step (statement))
    continue;
}

static void
search (gpointer load)
{
  static const char *const typed[] = { "佐", "佐藤", "サトウ", "鈴木", "タナカ ハナコ", "1990-04-02", "0901" };
  Ward *ward = load;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = mado_search_load_page (ward->database, ward->office->programme,
                                                   typed[ward->n_saved++ % G_N_ELEMENTS (typed)], NULL, FOUND, &error);

  end_with (error);
}

static void
read_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  static const MadoBenchWait waits[] = {
    { "page of 100 at the head", look_at_head, "100 rows by number", read_rows_in_turn, NULL },
    { "page of 100 anywhere", look_anywhere, "100 rows anywhere by number", read_rows_anywhere, NULL },
    { "count of one list", count, NULL, NULL, NULL },
    { "counts of all lists and states", count_all, NULL, NULL, NULL },
    { "search for something of each kind, first page", search, NULL, NULL, NULL },
  };
  Ward *ward = request;

  ward->database = database;
  mado_queue_load_count (database, "intake", &ward->n_rows, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    mado_bench_spread (&waits[i], N_LOOKS, ward);
  mado_bench_compare ("counts of all lists and states", count_all, "GROUP BY state", group, ward);
  g_task_return_boolean (task, TRUE);
}

/* --- saving ------------------------------------------------------------------------------------------------------ */

static void
save (Ward *ward, MadoOperation *made)
{
  g_autoptr (MadoOperation) operation = made;
  g_autoptr (GError) error = NULL;

  replica_office_save (ward->office, mado_desk_get_replica (ward->desk), operation, &error);
  end_with (error);
}

static void
save_inquiry (gpointer load)
{
  Ward *ward = load;

  save (ward, replica_office_log (ward->office, "いつ振り込まれますか"));
}

static void
save_reception (gpointer load)
{
  Ward *ward = load;
  g_autofree char *number = g_strdup_printf ("9%09u", ward->n_saved++);
  const ReplicaApplication application = { number, "見本 花子", "1997-01-01", "会社員" };

  save (ward, replica_office_receive (ward->office, &application));
}

static void
empty_log (gpointer load)
{
  const Ward *ward = load;

  if (!mado_database_checkpoint (ward->database, NULL))
    g_error ("no checkpoint");
}

static void
append_and_sync (gpointer load)
{
  const Ward *ward = load;
  static const guint8 block[4096] = { 0x5A };

  if (write (ward->plain_file, block, sizeof block) != sizeof block || fdatasync (ward->plain_file) != 0)
    g_error ("the disk refuses");
}

static void
write_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  static const MadoBenchWait waits[] = {
    { "save an inquiry", save_inquiry, "append 4 KB and sync", append_and_sync, empty_log },
    { "save a reception", save_reception, "append 4 KB and sync", append_and_sync, empty_log },
  };
  Ward *ward = request;

  ward->database = database;
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    mado_bench_spread (&waits[i], N_SAVES, ward);
  g_task_return_boolean (task, TRUE);
}

/* --- opening ----------------------------------------------------------------------------------------------------- */

static void
show_first_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Ward *ward = request;

  ward->database = database;
  look_at_head (ward);
  g_task_return_boolean (task, TRUE);
}

static void
open_and_look (gpointer load)
{
  Ward *ward = load;
  const MadoDeskOpening opening = get_opening (ward, ward->path);
  g_autoptr (GError) error = NULL;

  ward->desk = mado_desk_open (&opening, &error);
  end_with (error);
  mado_desk_do_and_wait (ward->desk, MADO_DESK_READER, show_first_work, ward, NULL);
}

static void
close_profile (gpointer load)
{
  Ward *ward = load;

  mado_desk_close (ward->desk);
  g_clear_object (&ward->desk);
}

static void
derive_from_password (gpointer load)
{
  const Ward *ward = load;
  g_autoptr (GBytes) salt = g_bytes_new_static ("0123456789abcdef", 16);
  const MadoArgon2idInput input = { .password = ward->password, .salt = salt };

  mado_secret_free (mado_argon2id_derive (&input, mado_key_file_get_default_cost (), MADO_KEY_SHARE_SIZE, NULL));
}

static void
measure_opening (Ward *ward)
{
  const MadoBenchWait wait = { "from the password to the first list", open_and_look, "Argon2id alone",
                               derive_from_password, close_profile };

  mado_bench_spread (&wait, N_OPENINGS, ward);
}

static void
set_up (Ward *ward)
{
  g_autofree char *plain = NULL;

  ward->folder = g_dir_make_tmp ("ward-XXXXXX", NULL);
  ward->path = g_build_filename (ward->folder, "ward", NULL);
  ward->password = mado_secret_new_random (12);
  ward->share = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  ward->office = replica_office_new (PROGRAMME, ACCOUNT);
  ward->columns = g_ptr_array_new ();
  g_ptr_array_add (ward->columns, (gpointer) "name");
  g_ptr_array_add (ward->columns, (gpointer) "received_on");
  ward->random = g_rand_new_with_seed (1);
  plain = g_build_filename (ward->folder, "plain", NULL);
  ward->plain_file = g_open (plain, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  ward->desk = create_profile (ward, ward->path);
}

static void
tear_down (Ward *ward)
{
  g_autofree char *plain = g_build_filename (ward->folder, "plain", NULL);

  close (ward->plain_file);
  g_unlink (plain);
  mado_profile_destroy (ward->path, NULL);
  g_rmdir (ward->folder);
  g_rand_free (ward->random);
  g_ptr_array_unref (ward->columns);
  replica_office_free (ward->office);
  mado_secret_free (ward->password);
  mado_secret_free (ward->share);
  g_free (ward->path);
  g_free (ward->folder);
}

int
main (void)
{
  Ward ward = { 0 };

  setlinebuf (stdout); /* it takes minutes */
  g_setenv ("TMPDIR", ".", TRUE);
  set_up (&ward);
  make_ward (&ward);
  close_profile (&ward);
  mado_bench_say_memory ("once it is made, and closed");
  measure_opening (&ward);
  open_and_look (&ward);
  mado_bench_say_memory ("with a profile open and its first list");
  mado_desk_do_and_wait (ward.desk, MADO_DESK_READER, read_work, &ward, NULL);
  mado_desk_do_and_wait (ward.desk, MADO_DESK_WRITER, write_work, &ward, NULL);
  mado_bench_say_memory ("after all that looking and saving");
  close_profile (&ward);
  tear_down (&ward);

  return 0;
}
