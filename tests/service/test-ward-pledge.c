/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A log that is shorter than what was acknowledged, or another, is found out, whole as it may look by itself. */

#include <glib/gstdio.h>
#include <string.h>

#include "mado-memory-backend.h"
#include "mado-service-means.h"
#include "mado-ward-loss.h"
#include "mado-ward.h"

#define STREAM "shinjuku/access"
#define EPOCH 7

typedef struct {
  char *folder;
  char *path;
  char *loss;
  MadoMemoryWard *memory;
} Place;

static void
set_up (Place *self, G_GNUC_UNUSED gconstpointer data)
{
  self->folder = g_dir_make_tmp ("mado-pledge-XXXXXX", NULL);
  self->path = mado_ward_pledge_dup_path (self->folder, "shinjuku");
  self->loss = mado_ward_loss_dup_path (self->folder, "shinjuku");
  self->memory = mado_memory_ward_new ();
}

static void
tear_down (Place *self, G_GNUC_UNUSED gconstpointer data)
{
  (void) g_remove (self->path); /* ignored: neither may be there */
  (void) g_remove (self->loss);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  mado_memory_ward_unref (self->memory);
  g_free (self->path);
  g_free (self->loss);
  g_free (self->folder);
}

/* --- a ward at work ----------------------------------------------------------------------------------------------- */

static const MadoBackendType *honest;
static gboolean commits_fail; /* of the writer's thread alone, and set while it does nothing */

static gboolean
commit_or_not (MadoBackend *backend, GError **error)
{
  if (!commits_fail)
    return honest->commit (backend, error);
  honest->undo (backend);
  g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_FAILED, "it should");

  return FALSE;
}

static MadoBackend *
open_cb (gpointer memory, MadoBackendAccess access, GError **error)
{
  static MadoBackendType type;
  MadoBackend *backend = mado_memory_backend_open (memory, access, error);

  if (backend == NULL || access == MADO_BACKEND_READ)
    return backend;
  honest = backend->type;
  type = *honest;
  type.commit = commit_or_not;
  backend->type = &type;

  return backend;
}

typedef struct {
  gboolean notes; /* something in the log */
  gboolean fails; /* after that */
  guint is_done;  /* atomic */
} Job;

static gboolean
note (MadoBackend *backend, GError **error)
{
  static const MadoLogHeader header = {
    .kind = "access.sign_in", .actor = "v-01", .terminal = "t-1", .outcome = MADO_OUTCOME_APPLIED
  };
  const MadoChanceAndTime means = mado_service_get_means ();
  g_autoptr (MadoStream) log = mado_stream_new (STREAM, &means);
  g_autoptr (GBytes) payload = g_bytes_new_static ("{}", 2);

  return mado_stream_note (log, backend, &header, payload, error);
}

static gboolean
run_job (gpointer data, MadoWardRoom *room, GError **error)
{
  const Job *job = data;

  if (job->notes && !note (mado_ward_room_get_backend (room), error))
    return FALSE;
  if (job->fails)
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_FAILED, "it should");

  return !job->fails;
}

static void
finish_job (gpointer data, G_GNUC_UNUSED const GError *error)
{
  g_atomic_int_set (&((Job *) data)->is_done, TRUE);
}

static void
do_job (MadoWard *ward, Job job)
{
  static const MadoWardWork work = { run_job, finish_job };

  mado_ward_writer_submit (ward->writer, &work, &job);
  while (!g_atomic_int_get (&job.is_done))
    g_usleep (1000);
}

static MadoWard *
open_ward (Place *self)
{
  const MadoWardSource source = { .open = open_cb,
                                  .user_data = self->memory,
                                  .means = mado_service_get_means (),
                                  .pledge = mado_ward_pledge_open (self->path),
                                  .loss = g_strdup (self->loss) };
  g_autoptr (GError) error = NULL;
  MadoWard *ward = mado_ward_open ("shinjuku", &source, 1, &error);

  g_assert_no_error (error);

  return ward;
}

static void
add_stream (MadoMemoryWard *memory, gint64 epoch, guint n_entries)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  gint64 number = 0;

  g_assert_true (backend->type->add_stream (backend, STREAM, epoch, &number, NULL));
  for (guint i = 0; i < n_entries; i++)
    g_assert_true (note (backend, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

/* Three were acknowledged. */
static void
work (Place *self)
{
  g_autoptr (MadoWard) ward = NULL;

  add_stream (self->memory, EPOCH, 0);
  ward = open_ward (self);
  for (guint i = 0; i < 3; i++)
    do_job (ward, (Job) { .notes = TRUE });
}

/* Returns: what is not kept in @memory, in words; "": nothing */
static char *
find_breach (const Place *self, MadoMemoryWard *memory)
{
  g_autoptr (MadoWardPledge) pledge = mado_ward_pledge_open (self->path);
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GArray) breaches = mado_ward_pledge_find_breaches (pledge, backend, NULL);

  g_assert_nonnull (breaches);
  g_assert_cmpuint (breaches->len, <=, 1);
  if (breaches->len == 0)
    return g_strdup ("");
  g_assert_cmpstr (g_array_index (breaches, MadoPledgeBreach, 0).stream, ==, STREAM);

  return mado_pledge_breach_describe (&g_array_index (breaches, MadoPledgeBreach, 0));
}

/* @n_entries: of a log in the place of the one that was acknowledged */
static void
expect_breach (const Place *self, gint64 epoch, guint n_entries, const char *what)
{
  g_autoptr (MadoMemoryWard) other = mado_memory_ward_new ();
  g_autofree char *found = NULL;

  add_stream (other, epoch, n_entries);
  found = find_breach (self, other);
  g_assert_cmpstr (found, ==, what);
}

#define SHORTER "entry 3 was acknowledged, and the log ends with entry "
#define ANOTHER "entry 3 is not the one that was acknowledged"

static void
test_what_was_acknowledged_is_there_or_said (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoMemoryWard) empty = mado_memory_ward_new ();
  g_autofree char *kept = NULL, *gone = NULL;

  work (place);
  kept = find_breach (place, place->memory);
  g_assert_cmpstr (kept, ==, "");
  gone = find_breach (place, empty);
  g_assert_cmpstr (gone, ==, SHORTER "0");
  expect_breach (place, EPOCH, 2, SHORTER "2");
  expect_breach (place, EPOCH, 3, ANOTHER);
  expect_breach (place, EPOCH, 4, ANOTHER);
}

/* Where a ward was restored somebody said so. */
static void
test_another_epoch_is_no_breach (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  work (place);
  expect_breach (place, EPOCH + 1, 2, "");
}

/* A copy from before that is none that somebody restored, and what was acknowledged since is not in it. */
static void
test_an_old_copy_from_before_a_restore_is_a_breach (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoMemoryWard) before = NULL;
  g_autofree char *kept = NULL, *found = NULL;

  work (place);
  before = g_steal_pointer (&place->memory);
  place->memory = mado_memory_ward_new ();
  add_stream (place->memory, EPOCH + 1, 1);
  for (guint i = 0; i < 2; i++) { /* what is in the file, and not what is still in memory */
    g_autoptr (MadoWard) ward = open_ward (place);

    do_job (ward, (Job) { .notes = TRUE });
  }
  kept = find_breach (place, place->memory);
  g_assert_cmpstr (kept, ==, "");
  found = find_breach (place, before);
  g_assert_cmpstr (found, ==, ANOTHER);
  expect_breach (place, EPOCH, 2, SHORTER "2");
  expect_breach (place, EPOCH + 2, 2, ""); /* restored once more */
}

/* Nor is anything taken over into the next turn of what a turn wrote that failed. */
static void
test_what_failed_was_not_acknowledged (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoWard) ward = NULL;
  g_autofree char *kept = NULL;

  work (place);
  ward = open_ward (place);
  do_job (ward, (Job) { .notes = TRUE, .fails = TRUE });
  do_job (ward, (Job) { .notes = FALSE });
  commits_fail = TRUE;
  do_job (ward, (Job) { .notes = TRUE });
  commits_fail = FALSE;
  kept = find_breach (place, place->memory);
  g_assert_cmpstr (kept, ==, "");
}

static GPtrArray *
load_losses (const Place *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *losses = mado_ward_loss_load (self->loss, &error);

  g_assert_no_error (error);

  return losses;
}

/* Though terminals bring it back and more is promised; and it is said once, however often the service starts. */
static void
test_what_was_lost_is_written_down_until_somebody_looked (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoMemoryWard) other = mado_memory_ward_new ();
  g_autoptr (GPtrArray) losses = NULL, seen = NULL;
  g_autofree char *breach = NULL, *pledge = NULL;
  const MadoWardLoss *loss;
  guint n = 0;

  work (place);
  losses = load_losses (place);
  g_assert_cmpuint (losses->len, ==, 0);
  add_stream (other, EPOCH, 1);
  mado_memory_ward_unref (place->memory);
  place->memory = g_steal_pointer (&other);
  g_assert_true (g_file_get_contents (place->path, &pledge, NULL, NULL));
  for (guint i = 0; i < 2; i++) { /* a power cut takes back what the first start wrote without a sync */
    g_assert_true (g_file_set_contents (place->path, pledge, -1, NULL));
    mado_ward_free (open_ward (place));
  }
  for (guint i = 0; i < 3; i++) {
    g_autoptr (MadoWard) ward = open_ward (place);

    do_job (ward, (Job) { .notes = TRUE });
  }
  breach = find_breach (place, place->memory);
  g_assert_cmpstr (breach, ==, "");
  g_clear_pointer (&losses, g_ptr_array_unref);
  losses = load_losses (place);
  g_assert_cmpuint (losses->len, ==, 1);
  loss = g_ptr_array_index (losses, 0);
  g_assert_cmpstr (loss->stream, ==, STREAM);
  g_assert_cmpint (loss->pledged, ==, 3);
  g_assert_cmpint (loss->head, ==, 1);
  g_assert_null (loss->by);
  for (guint i = 0; i < 2; i++) {
    g_assert_true (
        mado_ward_loss_acknowledge (place->loss, i == 0 ? "見本 太郎" : "例示 医子", mado_instant_now (), &n, NULL));
    g_assert_cmpuint (n, ==, i == 0 ? 1 : 0);
  }
  seen = load_losses (place);
  loss = g_ptr_array_index (seen, 0);
  g_assert_cmpstr (loss->by, ==, "見本 太郎");
  g_assert_true (mado_instant_is_valid (loss->seen));
}

static guint
count_unseen (const Place *self)
{
  g_autoptr (GPtrArray) losses = load_losses (self);
  guint n = 0;

  for (guint i = 0; i < losses->len; i++)
    n += ((const MadoWardLoss *) g_ptr_array_index (losses, i))->by == NULL;

  return n;
}

/* Nobody has to look twice, also where the service starts again before anything is written; what is lost after that is
 * another loss. @n_left: 0: of the stream itself nothing is left */
static void
lose_and_look (Place *self, guint n_left)
{
  guint n = 0;

  mado_memory_ward_unref (self->memory);
  self->memory = mado_memory_ward_new ();
  if (n_left > 0)
    add_stream (self->memory, EPOCH, n_left);
  for (guint i = 0; i < 2; i++)
    mado_ward_free (open_ward (self));
  g_assert_cmpuint (count_unseen (self), ==, 1);
  g_assert_true (mado_ward_loss_acknowledge (self->loss, "見本 太郎", mado_instant_now (), &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  for (guint i = 0; i < 2; i++)
    mado_ward_free (open_ward (self));
  g_assert_cmpuint (count_unseen (self), ==, 0);
}

static void
work_on (Place *self, guint n_times)
{
  g_autoptr (MadoWard) ward = open_ward (self);

  for (guint i = 0; i < n_times; i++)
    do_job (ward, (Job) { .notes = TRUE });
}

static void
test_what_somebody_looked_at_is_not_lost_again (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  work (place);
  lose_and_look (place, 1);
  work_on (place, 2);
  lose_and_look (place, 1); /* the same entries, which terminals had brought back */
  lose_and_look (place, 0);
  add_stream (place->memory, EPOCH, 0);
  work_on (place, 3);
  lose_and_look (place, 2);
}

/* What cannot be read is not taken for nothing. */
static void
test_damaged_list_of_losses_is_said (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (place->loss, "{\"format\":\"madog", -1, NULL));
  g_assert_null (mado_ward_loss_load (place->loss, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_FAILED);
}

/* As a power cut leaves it: any byte of it may be another. */
static void
test_what_is_torn_promises_nothing (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  work (place);
  g_assert_true (g_file_get_contents (place->path, &text, &length, NULL));
  for (gsize i = 0; i + 1 < length; i++) {
    text[i] ^= 1;
    g_assert_true (g_file_set_contents (place->path, text, (gssize) length, NULL));
    expect_breach (place, EPOCH, 2, "");
    text[i] ^= 1;
  }
  g_assert_true (g_file_set_contents (place->path, text, (gssize) length / 2, NULL));
  expect_breach (place, EPOCH, 2, "");
  g_assert_true (g_file_set_contents (place->path, text, (gssize) length, NULL));
  expect_breach (place, EPOCH, 2, SHORTER "2");
}

static void
test_where_it_cannot_be_written_work_goes_on (Place *place, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *kept = NULL;

  g_set_str (&place->path, "/proc/nothing/shinjuku.pledge");
  work (place);
  kept = find_breach (place, place->memory);
  g_assert_cmpstr (kept, ==, "");
}

#define ADD(name, function) g_test_add ("/ward-pledge/" name, Place, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-was-acknowledged-is-there-or-said", test_what_was_acknowledged_is_there_or_said);
  ADD ("another-epoch-is-no-breach", test_another_epoch_is_no_breach);
  ADD ("an-old-copy-from-before-a-restore-is-a-breach", test_an_old_copy_from_before_a_restore_is_a_breach);
  ADD ("what-somebody-looked-at-is-not-lost-again", test_what_somebody_looked_at_is_not_lost_again);
  ADD ("what-failed-was-not-acknowledged", test_what_failed_was_not_acknowledged);
  ADD ("what-was-lost-is-written-down-until-somebody-looked", test_what_was_lost_is_written_down_until_somebody_looked);
  ADD ("damaged-list-of-losses-is-said", test_damaged_list_of_losses_is_said);
  ADD ("what-is-torn-promises-nothing", test_what_is_torn_promises_nothing);
  ADD ("where-it-cannot-be-written-work-goes-on", test_where_it_cannot_be_written_work_goes_on);

  return g_test_run ();
}
