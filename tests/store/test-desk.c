/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A profile opened as the program opens it: what is on the desk, what is wrong with it, and how it is left. */

#include <glib/gstdio.h>

#include "mado-desk-clerk.h"
#include "mado-desk.h"
#include "mado-fault-vfs.h"
#include "mado-settings.h"
#include "mado-store-error.h"
#include "queue-sample.h"

#define PROGRAMME "ninpu-r7"

static const char *const roles[] = { "verifier", NULL };

static MadoProgramme *
find_programme (gpointer user_data, const char *programme, GError **error)
{
  const char *file = user_data;

  if (file != NULL)
    return queue_sample_load_programme (file);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "there is no such programme");

  return NULL;
}

static MadoDeskOpening
get_opening (StoreSample *sample)
{
  sample->profile.programme = PROGRAMME;

  return (MadoDeskOpening) {
    .place = sample->place,
    .profile = sample->profile,
    .shares = sample->shares,
    .person = { "verifier-1", roles },
    .find_programme = find_programme,
    .user_data = (gpointer) (PROGRAMME ".json"),
  };
}

static MadoDesk *
create (StoreSample *sample)
{
  const MadoDeskOpening opening = get_opening (sample);
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_create (&opening, &store_sample_cost, &error);

  g_assert_no_error (error);

  return desk;
}

static void
create_and_close (StoreSample *sample)
{
  g_object_unref (create (sample));
}

/* --- opening without waiting -------------------------------------------------------------------------------------- */

typedef struct {
  gboolean is_over;
  MadoDesk *desk;
  GError *error;
} Answer;

static void
opened_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->desk = mado_desk_open_finish (result, &answer->error);
  answer->is_over = TRUE;
}

static MadoDesk *
open_with (const MadoDeskOpening *opening, GCancellable *cancellable, GError **error)
{
  Answer answer = { 0 };

  mado_desk_open_async (opening, cancellable, opened_cb, &answer);
  while (!answer.is_over)
    g_main_context_iteration (NULL, TRUE);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);

  return answer.desk;
}

static void
test_everything_is_on_it (StoreSample *sample, gconstpointer data)
{
  MadoDeskOpening opening;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  create_and_close (sample);
  opening = get_opening (sample);
  desk = open_with (&opening, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mado_id_compare (mado_desk_get_profile (desk)->id, sample->profile.id), ==, 0);
  g_assert_cmpint (mado_id_compare (mado_desk_get_profile (desk)->device, sample->profile.device), ==, 0);
  g_assert_cmpstr (mado_desk_get_profile (desk)->ward, ==, "shinjuku");
  g_assert_cmpstr (mado_desk_get_programme (desk)->identity.id, ==, PROGRAMME);
  g_assert_cmpstr (mado_desk_get_person (desk)->account, ==, "verifier-1");
  g_assert_cmpstr (mado_desk_get_person (desk)->roles[0], ==, "verifier");
  g_assert_nonnull (mado_desk_get_replica (desk));
}

/* Whoever signs in while the service is out of reach gives an account and a password. */
static void
test_profile_knows_roles (StoreSample *sample, gconstpointer data)
{
  MadoDeskOpening opening;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  create_and_close (sample);
  opening = get_opening (sample);
  opening.person.roles = NULL;
  desk = open_with (&opening, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length ((GStrv) mado_desk_get_person (desk)->roles), ==, 1);
  g_assert_cmpstr (mado_desk_get_person (desk)->roles[0], ==, "verifier");
}

static void
test_somebody_else_is_refused (StoreSample *sample, gconstpointer data)
{
  MadoDeskOpening opening;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  create_and_close (sample);
  opening = get_opening (sample);
  opening.person = (MadoPerson) { "verifier-2", NULL };
  desk = mado_desk_open (&opening, &error);
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_PROFILE);
  g_assert_null (desk);
}

/* Support has the key and nothing else. */
static void
test_whoevers_profile_it_is (StoreSample *sample, gconstpointer data)
{
  MadoDeskOpening opening;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  create_and_close (sample);
  opening = get_opening (sample);
  opening.profile = (MadoProfile) { 0 };
  opening.person = (MadoPerson) { 0 };
  desk = mado_desk_open (&opening, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mado_id_compare (mado_desk_get_profile (desk)->id, sample->profile.id), ==, 0);
  g_assert_cmpstr (mado_desk_get_person (desk)->account, ==, "");
}

static void
test_what_is_cancelled_is_closed_again (StoreSample *sample, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  MadoDeskOpening opening;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  create_and_close (sample);
  opening = get_opening (sample);
  g_cancellable_cancel (cancellable);
  g_assert_null (open_with (&opening, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  desk = open_with (&opening, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (desk);
}

/* --- what may be wrong -------------------------------------------------------------------------------------------- */

static void
give_other_password (StoreSample *sample, MadoDeskOpening *opening)
{
  opening->shares.password = sample->other_password;
}

static void
give_no_share (StoreSample *sample, MadoDeskOpening *opening)
{
  opening->shares.service_share = NULL;
}

static void
name_other_profile (StoreSample *sample, MadoDeskOpening *opening)
{
  opening->profile.id = mado_id_draw ();
}

static void
name_other_ward (StoreSample *sample, MadoDeskOpening *opening)
{
  opening->profile.ward = "minato";
}

static void
give_other_programme (StoreSample *sample, MadoDeskOpening *opening)
{
  opening->user_data = (gpointer) "kosodate-oen-r7.json";
}

static void
damage_first_page (StoreSample *sample, MadoDeskOpening *opening)
{
  g_autofree char *path = store_sample_name (sample, ".db");

  store_sample_flip_byte (path, 100);
}

static void
damage_key (StoreSample *sample, MadoDeskOpening *opening)
{
  g_autofree char *path = store_sample_name (sample, ".key");

  store_sample_flip_byte (path, 50);
}

static void
make_newer (StoreSample *sample, MadoDeskOpening *opening)
{
  g_autoptr (MadoDatabase) database = store_sample_open (sample);

  g_assert_true (mado_database_run_script (database, "PRAGMA user_version = 9999", NULL));
}

static void
remove_file (StoreSample *sample, MadoDeskOpening *opening)
{
  g_autofree char *path = store_sample_name (sample, ".db");

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static const struct {
  const char *name;
  void (*spoil) (StoreSample *sample, MadoDeskOpening *opening);
  MadoStoreError code;
} faults[] = {
  { "wrong password", give_other_password, MADO_STORE_ERROR_PASSWORD },
  { "no share", give_no_share, MADO_STORE_ERROR_SHARE_MISSING },
  { "other profile", name_other_profile, MADO_STORE_ERROR_OTHER_PROFILE },
  { "other ward", name_other_ward, MADO_STORE_ERROR_OTHER_PROFILE },
  { "other programme", give_other_programme, MADO_STORE_ERROR_PROGRAMME },
  { "first page", damage_first_page, MADO_STORE_ERROR_NOT_A_DATABASE },
  { "key file", damage_key, MADO_STORE_ERROR_KEY_DAMAGED },
  { "newer", make_newer, MADO_STORE_ERROR_NEWER },
  { "no file", remove_file, MADO_STORE_ERROR_MISSING },
};

static void
test_each_fault_has_its_code (gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    StoreSample sample;
    MadoDeskOpening opening;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", faults[i].name);
    store_sample_set_up (&sample, NULL);
    create_and_close (&sample);
    opening = get_opening (&sample);
    faults[i].spoil (&sample, &opening);
    g_assert_null (open_with (&opening, NULL, &error));
    g_assert_error (error, MADO_STORE_ERROR, (int) faults[i].code);
    g_assert_cmpstr (mado_store_error_get_name (faults[i].code), !=, NULL);
    store_sample_tear_down (&sample, NULL);
  }
}

static void
test_full_disk (StoreSample *sample, gconstpointer data)
{
  MadoDeskOpening opening = get_opening (sample);
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  opening.place.vfs = MADO_FAULT_VFS;
  mado_fault_vfs_arm (MADO_FAULT_FULL, 8);
  g_assert_null (mado_desk_create (&opening, &store_sample_cost, &error));
  g_assert_true (mado_fault_vfs_disarm ());
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL);
  desk = create (sample);
  g_assert_nonnull (desk);
}

static void
test_nobody_opens_it_twice (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = create (sample);
  const MadoDeskOpening opening = get_opening (sample);
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_desk_open (&opening, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_IN_USE);
}

static void
test_programme_that_is_not_here (StoreSample *sample, gconstpointer data)
{
  MadoDeskOpening opening;
  g_autoptr (GError) error = NULL;

  create_and_close (sample);
  opening = get_opening (sample);
  opening.user_data = NULL;
  g_assert_null (mado_desk_open (&opening, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* --- work, and the end of it -------------------------------------------------------------------------------------- */

static void
save_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_settings_save (database, "color", request, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
compare_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  g_autofree char *color = store_sample_load_setting (database, "color");

  g_task_return_boolean (task, g_strcmp0 (color, request) == 0);
}

static void
test_readers_see_what_was_written (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = create (sample);
  g_autoptr (GError) error = NULL;
  char blue[] = "blue";

  g_assert_true (mado_desk_do_and_wait (desk, MADO_DESK_WRITER, save_work, blue, &error));
  g_assert_no_error (error);
  g_assert_true (mado_desk_do_and_wait (desk, MADO_DESK_READER, compare_work, blue, &error));
  g_assert_true (mado_desk_do_and_wait (desk, MADO_DESK_SEARCHER, compare_work, blue, &error));
  g_assert_false (mado_desk_do_and_wait (desk, MADO_DESK_READER, save_work, blue, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_READ_ONLY);
}

static void
count_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  guint *n_done = data;

  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  ++*n_done;
}

static void
slow_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  g_usleep (1000);
  save_work (task, database, request, cancellable);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *is_closed = data;

  mado_desk_close_finish (MADO_DESK (source), result);
  *is_closed = TRUE;
}

static void
test_closing_does_what_was_handed_over (StoreSample *sample, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = create (sample), again = NULL;
  const MadoDeskOpening opening = get_opening (sample);
  g_autoptr (GError) error = NULL;
  gboolean is_closed = FALSE;
  guint n_done = 0;

  for (guint i = 0; i < 50; i++) {
    GTask *task = g_task_new (NULL, NULL, count_cb, &n_done);

    g_task_set_task_data (task, g_strdup_printf ("%u", i), g_free);
    mado_desk_do (desk, MADO_DESK_WRITER, task, slow_work);
  }
  mado_desk_close_async (desk, closed_cb, &is_closed);
  g_assert_false (mado_desk_do_and_wait (desk, MADO_DESK_WRITER, save_work, (gpointer) "late", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  while (!is_closed || n_done < 50)
    g_main_context_iteration (NULL, TRUE);
  again = mado_desk_open (&opening, &error);
  g_assert_no_error (error);
  g_assert_true (mado_desk_do_and_wait (again, MADO_DESK_READER, compare_work, (gpointer) "49", NULL));
}

typedef struct {
  gboolean is_over;
  gboolean is_told;
  GError *error;
} End;

static void
ended_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  End *end = data;

  end->is_told = g_task_propagate_boolean (G_TASK (result), &end->error);
  end->is_over = TRUE;
}

/* Somebody types on when what was asked before is as good as answered. */
static void
answer_too_late (GTask *task,
                 G_GNUC_UNUSED MadoDatabase *database,
                 G_GNUC_UNUSED gpointer data,
                 GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
  g_task_return_boolean (task, TRUE);
}

static gboolean
is_told_after_cancelling (MadoDesk *desk, MadoDeskHand hand, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  End end = { 0 };

  mado_desk_do (desk, hand, g_task_new (NULL, cancellable, ended_cb, &end), answer_too_late);
  while (!end.is_over)
    g_main_context_iteration (NULL, TRUE);
  if (end.error != NULL)
    g_propagate_error (error, end.error);

  return end.is_told;
}

static void
test_only_writers_tell_when_cancelled (StoreSample *sample, gconstpointer data)
{
  static const MadoDeskHand readers[] = { MADO_DESK_READER, MADO_DESK_SEARCHER, MADO_DESK_FINDER };
  g_autoptr (MadoDesk) desk = create (sample);

  g_assert_true (is_told_after_cancelling (desk, MADO_DESK_WRITER, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (is_told_after_cancelling (desk, readers[i], &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

/* --- somebody works there ----------------------------------------------------------------------------------------- */

static MadoOutcome *
receive (const MadoDeskClerk *clerk, MadoId id, const char *receipt)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { "case.move", id, 0, body, FALSE };
  g_autoptr (GError) error = NULL;
  MadoOutcome *outcome;

  yyjson_mut_obj_add_str (doc, body, "transition", "receive");
  yyjson_mut_obj_add_str (doc, body, "receipt", receipt);
  outcome = mado_desk_clerk_save_one (clerk, &wish, &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);

  return outcome;
}

static MadoId
find (const MadoDeskClerk *clerk, const char *receipt)
{
  g_autoptr (GError) error = NULL;
  MadoId id;

  g_assert_true (mado_desk_clerk_find_case (clerk, receipt, &id, &error));
  g_assert_no_error (error);

  return id;
}

/* What is written is there for whoever looks next; what is refused is not. */
static void
test_clerk_writes_and_finds (StoreSample *sample, gconstpointer data)
{
  const MadoId id = mado_id_draw ();
  g_autoptr (MadoDesk) desk = create (sample);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDeskClerk) clerk = mado_desk_clerk_new (desk, mado_instant_now (), &error);
  g_autoptr (MadoOutcome) received = NULL, twice = NULL;

  g_assert_no_error (error);
  received = receive (clerk, id, "form:1");
  g_assert_false (mado_outcome_is_refused (received));
  twice = receive (clerk, mado_id_draw (), "form:1");
  g_assert_true (mado_outcome_is_refused (twice));
  g_assert_cmpint (mado_id_compare (find (clerk, "form:1"), id), ==, 0);
  g_assert_cmpint (mado_id_compare (find (clerk, "form:2"), MADO_ID_NONE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_fault_vfs_register ();

  store_sample_add ("/desk/everything-is-on-it", test_everything_is_on_it);
  store_sample_add ("/desk/profile-knows-roles", test_profile_knows_roles);
  store_sample_add ("/desk/somebody-else-is-refused", test_somebody_else_is_refused);
  store_sample_add ("/desk/whoevers-profile-it-is", test_whoevers_profile_it_is);
  store_sample_add ("/desk/what-is-cancelled-is-closed-again", test_what_is_cancelled_is_closed_again);
  g_test_add_data_func ("/desk/each-fault-has-its-code", NULL, test_each_fault_has_its_code);
  store_sample_add ("/desk/full-disk", test_full_disk);
  store_sample_add ("/desk/nobody-opens-it-twice", test_nobody_opens_it_twice);
  store_sample_add ("/desk/programme-that-is-not-here", test_programme_that_is_not_here);
  store_sample_add ("/desk/readers-see-what-was-written", test_readers_see_what_was_written);
  store_sample_add ("/desk/closing-does-what-was-handed-over", test_closing_does_what_was_handed_over);
  store_sample_add ("/desk/only-writers-tell-when-cancelled", test_only_writers_tell_when_cancelled);
  store_sample_add ("/desk/clerk-writes-and-finds", test_clerk_writes_and_finds);

  return g_test_run ();
}
