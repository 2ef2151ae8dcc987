/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A paper that one terminal attached is at the other when somebody there opens the case: whatever happens to the line
 * and the service meanwhile, and for nobody who may not see it. */

#include <signal.h>

#include "mado-attaching.h"
#include "mado-blob-cache.h"
#include "mado-blob-piece.h"
#include "mado-blob-to-send.h"
#include "mado-papers-file.h"
#include "sync-child.h"

#define SIZE (5 * 256 * 1024 + 4321) /* six parts */
#define MOST_BYTES (600 * 1024)      /* between two cuts: more than a part, less than the paper */

typedef struct {
  GBytes *bytes;
  MadoHash hash;
} Paper;

static Paper
make_paper (void)
{
  guint8 *bytes = g_malloc (SIZE);
  Paper paper;

  for (gsize i = 0; i < SIZE; i++)
    bytes[i] = (guint8) g_test_rand_int ();
  paper.bytes = g_bytes_new_take (bytes, SIZE);
  paper.hash = mado_hash_of (bytes, SIZE);

  return paper;
}

static void
clear_paper (Paper *self)
{
  g_bytes_unref (self->bytes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, clear_paper)

/* --- at a seat ---------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoReplica *replica;
  MadoAttaching attaching;
  MadoId entity;
  MadoHash hash;
  GBytes *bytes; /* (nullable) */
  gint64 n_pieces;
  guint n_parts;
} Request;

static void
attach_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) outcomes =
      mado_replica_attach (request->replica, &request->attaching, 1, mado_instant_now (), &error);

  g_assert_no_error (error);
  g_assert_false (mado_outcome_is_refused (g_ptr_array_index (outcomes, 0)));
  g_task_return_boolean (task, TRUE);
}

static void
attach (Seat *self, MadoId entity, const Paper *paper)
{
  g_autofree char *hex = mado_hash_to_hex (&paper->hash);
  g_autoptr (MadoOperation) operation = terminal_write (
      self->hand, entity, "case.attach", "{'item':'phone','hash':'%s','type':'image/png','name':'母子手帳.png'}", hex);
  Request request = { .replica = mado_desk_get_replica (self->desk), .attaching = { operation, paper->bytes } };

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, attach_work, &request, NULL));
  mado_sync_wake (self->sync);
}

static void
look_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  g_auto (MadoBlobToSend) blob = { 0 };
  gint64 row = 0;

  g_assert_true (mado_blob_cache_find (database, &request->hash, mado_instant_now (), &request->bytes, NULL));
  g_assert_true (mado_blob_pieces_find_place (database, &request->hash, &request->n_pieces, NULL));
  g_assert_true (mado_blob_to_send_find (database, -1, 0, &row, &blob, NULL));
  request->n_parts = row != 0 ? blob.n_parts : 0;
  g_task_return_boolean (task, TRUE);
}

static Request
look_at (Seat *self, const Paper *paper)
{
  Request request = { .hash = paper->hash };

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, look_work, &request, NULL));

  return request;
}

static void
assert_has (Seat *self, const Paper *paper)
{
  const Request found = look_at (self, paper);
  g_autoptr (GBytes) bytes = found.bytes;

  g_assert_nonnull (bytes);
  g_assert_true (g_bytes_equal (bytes, paper->bytes));
  g_assert_cmpint (found.n_pieces, ==, 0);
}

static void
assert_has_nothing (Seat *self, const Paper *paper)
{
  const Request found = look_at (self, paper);

  g_assert_null (found.bytes);
  g_assert_cmpint (found.n_pieces, ==, 0);
}

/* --- fetching ----------------------------------------------------------------------------------------------------- */

typedef struct {
  gboolean is_over;
  GError *error;
  gint64 size; /* of all of it */
  gint64 n_here;
  guint n_told;
} Fetching;

static void
told_cb (gpointer user_data, gint64 n_here, gint64 n_whole)
{
  Fetching *fetching = user_data;

  g_assert_cmpint (n_here, >, fetching->n_here);
  g_assert_cmpint (n_whole, ==, fetching->size);
  fetching->n_here = n_here;
  fetching->n_told++;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetching *fetching = user_data;

  fetching->is_over = TRUE;
  g_assert_cmpint (mado_sync_fetch_finish (MADO_SYNC (source), result, &fetching->error), ==, fetching->error == NULL);
}

static Fetching
fetch (Seat *self, MadoId entity, const Paper *paper)
{
  Fetching fetching = { .size = (gint64) g_bytes_get_size (paper->bytes) };

  mado_sync_fetch_async (self->sync, entity, &paper->hash, told_cb, &fetching, NULL, fetched_cb, &fetching);
  while (!fetching.is_over)
    g_main_context_iteration (NULL, TRUE);

  return fetching;
}

static void
assert_fetches (Seat *self, MadoId entity, const Paper *paper)
{
  const Fetching fetching = fetch (self, entity, paper);

  g_assert_no_error (fetching.error);
  assert_has (self, paper);
}

static void
assert_fails (Seat *self, MadoId entity, const Paper *paper, MadoSyncError code)
{
  g_autoptr (GError) error = fetch (self, entity, paper).error;

  g_assert_error (error, MADO_SYNC_ERROR, (gint) code);
}

/* --- the tests ---------------------------------------------------------------------------------------------------- */

/* The case and its paper are two operations. */
static gboolean
is_paper_delivered (Office *office)
{
  guint n_unsent = 1;
  gint64 positions[OFFICE_N_SEATS];

  for (guint i = 0; i < OFFICE_N_SEATS; i++)
    g_object_get (office->seats[i].sync, "position", &positions[i], NULL);
  g_object_get (office->seats[0].sync, "papers-unsent", &n_unsent, NULL);

  return n_unsent == 0 && positions[0] >= 3 && positions[1] >= 3;
}

static void
test_what_one_attached_the_other_fetches (Office *self, gconstpointer data)
{
  g_auto (Paper) paper = make_paper ();
  const MadoId id = office_receive_case (self, &self->seats[0]);
  Fetching fetching;

  attach (&self->seats[0], id, &paper); /* before anybody signs in: it goes when the case is there */
  office_sign_everybody_in (self);
  office_await (self, is_paper_delivered);
  assert_has_nothing (&self->seats[1], &paper); /* nobody there has opened the case */
  fetching = fetch (&self->seats[1], id, &paper);
  g_assert_no_error (fetching.error);
  g_assert_cmpuint (fetching.n_told, ==, 6);
  assert_has (&self->seats[1], &paper);
  fetching = fetch (&self->seats[1], id, &paper);
  g_assert_no_error (fetching.error);
  g_assert_cmpuint (fetching.n_told, ==, 0); /* it is here */
  mado_sync_stop (self->seats[1].sync);
  assert_has_nothing (&self->seats[1], &paper); /* the session is over */
  assert_has (&self->seats[0], &paper);         /* who took it in has it */
}

static Paper
make_covered (void)
{
  Paper paper = { .bytes = g_bytes_new_static ("a place is black", 16) };

  paper.hash = mado_hash_of (g_bytes_get_data (paper.bytes, NULL), g_bytes_get_size (paper.bytes));

  return paper;
}

static void
cover (Seat *self, MadoId entity, const Paper *was, const Paper *paper)
{
  g_autofree char *before = mado_hash_to_hex (&was->hash);
  g_autofree char *hex = mado_hash_to_hex (&paper->hash);
  g_autoptr (MadoOperation) operation =
      terminal_write (self->hand, entity, "case.cover",
                      "{'item':'phone','was':'%s','hash':'%s','type':'image/png','name':'母子手帳.png'}", before, hex);
  Request request = { .replica = mado_desk_get_replica (self->desk), .attaching = { operation, paper->bytes } };

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, attach_work, &request, NULL));
  mado_sync_wake (self->sync);
}

static gboolean
is_cover_delivered (Office *office)
{
  gint64 positions[OFFICE_N_SEATS];

  for (guint i = 0; i < OFFICE_N_SEATS; i++)
    g_object_get (office->seats[i].sync, "position", &positions[i], NULL);

  return is_paper_delivered (office) && positions[0] >= 4 && positions[1] >= 4;
}

/* What it showed before is at neither terminal any more, and the service gives it to nobody. */
static void
test_what_one_covered_goes_everywhere (Office *self, gconstpointer data)
{
  g_auto (Paper) paper = make_paper ();
  g_auto (Paper) covered = make_covered ();
  const MadoId id = office_receive_case (self, &self->seats[0]);

  attach (&self->seats[0], id, &paper);
  office_sign_everybody_in (self);
  office_await (self, is_paper_delivered);
  assert_fetches (&self->seats[1], id, &paper);
  cover (&self->seats[0], id, &paper, &covered);
  office_await (self, is_cover_delivered);
  assert_has_nothing (&self->seats[0], &paper);
  assert_has_nothing (&self->seats[1], &paper);
  assert_fails (&self->seats[1], id, &paper, MADO_SYNC_ERROR_NOT_THERE);
  assert_has (&self->seats[0], &covered);
  assert_fetches (&self->seats[1], id, &covered);
}

/* Nobody had it yet but who attached it: nothing of it stays at the service, whatever was under way. */
static void
test_what_is_covered_before_it_went (Office *self, gconstpointer data)
{
  g_auto (Paper) paper = make_paper ();
  g_auto (Paper) covered = make_covered ();
  const MadoId id = office_receive_case (self, &self->seats[0]);

  attach (&self->seats[0], id, &paper);
  cover (&self->seats[0], id, &paper, &covered);
  assert_has (&self->seats[0], &paper); /* the service may refuse it */
  office_sign_everybody_in (self);
  office_await (self, is_cover_delivered);
  assert_has_nothing (&self->seats[0], &paper);
  assert_fails (&self->seats[1], id, &paper, MADO_SYNC_ERROR_NOT_THERE);
}

/* Each cut may come after any byte, in a handshake or in the midst of a part. */
static void
test_a_line_that_breaks_again_and_again (Office *self, gconstpointer data)
{
  g_auto (Paper) paper = make_paper ();
  const MadoId id = office_receive_case (self, &self->seats[0]);
  g_autoptr (GError) error = NULL;
  guint n_cuts;

  attach (&self->seats[0], id, &paper);
  office_sign_everybody_in (self);
  office_await (self, is_paper_delivered);
  n_cuts = mado_cut_wire_count_cuts (self->wire);
  g_assert_cmpuint (n_cuts, >=, 2);
  do {
    g_clear_error (&error);
    office_await (self, office_is_all_well);
    error = fetch (&self->seats[1], id, &paper).error; /* who waits is told when it takes too long, and asks again */
  } while (g_error_matches (error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_NO_LINE));
  g_assert_no_error (error);
  assert_has (&self->seats[1], &paper);
  g_assert_cmpuint (mado_cut_wire_count_cuts (self->wire), >, n_cuts);
  g_assert_cmpint (world_end (&self->world, SIGTERM), ==, 0); /* it waits for no body that was cut off */
}

static gboolean
are_two_parts_there (Office *office)
{
  const Request found = look_at (&office->seats[0], &(Paper) { 0 });

  return found.n_parts >= 2;
}

static void
test_the_service_is_killed_in_the_middle (Office *self, gconstpointer data)
{
  g_auto (Paper) paper = make_paper ();
  const MadoId id = office_receive_case (self, &self->seats[0]);

  attach (&self->seats[0], id, &paper);
  office_sign_everybody_in (self);
  office_await (self, are_two_parts_there);
  g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
  office_await_obstacle (self, MADO_OBSTACLE_UNREACHABLE);
  assert_fails (&self->seats[1], id, &paper, MADO_SYNC_ERROR_NO_LINE);
  g_assert_true (are_two_parts_there (self)); /* it goes on from there */
  office_start_service (self, 0);
  office_await (self, is_paper_delivered);
  office_await (self, office_is_all_well);
  assert_fetches (&self->seats[1], id, &paper);
}

/* --- the terminal is killed --------------------------------------------------------------------------------------- */

static guint
count_parts (Office *office)
{
  g_autofree char *keys = sync_child_name_keys (office);
  g_autoptr (MadoDesk) desk = sync_child_open (office->seats[0].sample.folder, keys);
  Seat seat = { .desk = desk };

  return look_at (&seat, &(Paper) { 0 }).n_parts;
}

/* It goes on with the next part: what the service said it had is noted on the disk before the next one goes. */
static void
test_the_terminal_is_killed_while_it_sends (Office *self, gconstpointer data)
{
  g_auto (Paper) paper = make_paper ();
  const MadoId id = office_receive_case (self, &self->seats[0]);
  guint n_parts = 0;

  attach (&self->seats[0], id, &paper);
  sync_child_prepare (self, &self->seats[0]);
  for (guint i = 0; i < 20 && n_parts < 2; i++) {
    g_autofree char *fault = g_strdup_printf ("answer-whole:%u", 6 + i);

    if (!sync_child_is_killed (self, &self->seats[0], "--send", fault))
      break;
    g_assert_cmpuint (count_parts (self), >=, n_parts);
    n_parts = count_parts (self);
  }
  g_assert_cmpuint (n_parts, >=, 2);
  g_assert_false (sync_child_is_killed (self, &self->seats[0], "--send", ""));
  mado_sync_sign_in (self->seats[1].sync, self->seats[1].token);
  while (mado_sync_get_state (self->seats[1].sync) != MADO_LINE_CURRENT)
    g_main_context_iteration (NULL, TRUE);
  assert_fetches (&self->seats[1], id, &paper);
}

static int
send_for_somebody_who_kills (const char *folder, const char *keys)
{
  g_autofree char *path = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);
  MadoCourier *courier = mado_courier_new (mado_papers_file_load (path, NULL), mado_instant_now);
  g_autoptr (MadoDesk) desk = sync_child_open (folder, keys);
  g_autoptr (MadoSync) sync = mado_sync_new (desk, courier);
  guint n_unsent = 1;

  mado_sync_sign_in (sync, "v-01:verifier");
  while (mado_sync_get_state (sync) != MADO_LINE_CURRENT || mado_sync_get_unsent (sync) > 0 || n_unsent > 0) {
    g_main_context_iteration (NULL, TRUE);
    g_object_get (sync, "papers-unsent", &n_unsent, NULL);
  }
  mado_sync_stop (sync);
  mado_courier_free (courier);
  mado_desk_close (desk);

  return 0;
}

typedef struct {
  MadoId entity;
  MadoHash hash;
} Beginning;

static void
begin_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Beginning *beginning = data;
  g_autoptr (GBytes) other = g_bytes_new_static ("not its beginning", 17);

  g_assert_true (mado_blob_piece_keep (database, beginning->entity, &beginning->hash, 0, other, NULL));
  g_task_return_boolean (task, TRUE);
}

static void
test_what_is_not_what_was_asked_for_is_not_kept (Office *self, gconstpointer data)
{
  g_auto (Paper) paper = make_paper ();
  const MadoId id = office_receive_case (self, &self->seats[0]);
  Beginning beginning = { id, paper.hash };

  attach (&self->seats[0], id, &paper);
  office_sign_everybody_in (self);
  office_await (self, is_paper_delivered);
  g_assert_true (mado_desk_do_and_wait (self->seats[1].desk, MADO_DESK_WRITER, begin_work, &beginning, NULL));
  assert_fails (&self->seats[1], id, &paper, MADO_SYNC_ERROR_OTHER);
  assert_has_nothing (&self->seats[1], &paper);
  assert_fetches (&self->seats[1], id, &paper);
}

static void
test_who_may_not_see_it_gets_nothing (Office *self, gconstpointer data)
{
  g_auto (Paper) paper = make_paper ();
  g_auto (Paper) unknown = make_paper ();
  const MadoId id = office_receive_case (self, &self->seats[0]);

  attach (&self->seats[0], id, &paper);
  office_sign_everybody_in (self);
  office_await (self, is_paper_delivered);
  assert_fails (&self->seats[1], id, &unknown, MADO_SYNC_ERROR_NOT_THERE);
  mado_sync_sign_in (self->seats[1].sync, "p-01:print");
  office_await (self, office_is_all_well);
  assert_fails (&self->seats[1], id, &paper, MADO_SYNC_ERROR_NOT_THERE);
  assert_has_nothing (&self->seats[1], &paper);
  mado_sync_sign_in (self->seats[1].sync, "d-01:decider");
  office_await (self, office_is_all_well);
  assert_fetches (&self->seats[1], id, &paper);
}

static void
test_nobody_waits_who_has_closed_the_case (Office *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Paper) paper = make_paper ();
  const MadoId id = office_receive_case (self, &self->seats[0]);
  Fetching fetching = { .size = SIZE };

  attach (&self->seats[0], id, &paper);
  office_sign_everybody_in (self);
  office_await (self, is_paper_delivered);
  mado_sync_fetch_async (self->seats[1].sync, id, &paper.hash, told_cb, &fetching, cancellable, fetched_cb, &fetching);
  while (fetching.n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  while (!fetching.is_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (fetching.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&fetching.error);
  g_assert_cmpint (look_at (&self->seats[1], &paper).n_pieces, >, 0); /* it goes on from there */
  assert_fetches (&self->seats[1], id, &paper);
}

#define add(name, most_bytes, function)                                                                                \
  g_test_add ("/attachments/" name, Office, GUINT_TO_POINTER (most_bytes), office_set_up, function, office_tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--send"))
    return send_for_somebody_who_kills (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  add ("what-one-attached-the-other-fetches", 0, test_what_one_attached_the_other_fetches);
  add ("what-one-covered-goes-everywhere", 0, test_what_one_covered_goes_everywhere);
  add ("what-is-covered-before-it-went", 0, test_what_is_covered_before_it_went);
  add ("a-line-that-breaks-again-and-again", MOST_BYTES, test_a_line_that_breaks_again_and_again);
  add ("the-service-is-killed-in-the-middle", 0, test_the_service_is_killed_in_the_middle);
  add ("the-terminal-is-killed-while-it-sends", 0, test_the_terminal_is_killed_while_it_sends);
  add ("what-is-not-what-was-asked-for-is-not-kept", 0, test_what_is_not_what_was_asked_for_is_not_kept);
  add ("who-may-not-see-it-gets-nothing", 0, test_who_may_not_see_it_gets_nothing);
  add ("nobody-waits-who-has-closed-the-case", 0, test_nobody_waits_who_has_closed_the_case);

  return g_test_run ();
}
