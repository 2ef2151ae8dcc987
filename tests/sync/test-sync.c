/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one terminal does the other has, whatever happens to the service; and what a window is told. */

#include <signal.h>

#include "mado-read-log.h"
#include "publication-sample.h"
#include "sync-office.h"

/* --- together ----------------------------------------------------------------------------------------------------- */

static void
test_what_one_does_the_other_has (Office *self, gconstpointer data)
{
  g_autofree char *remedy = NULL;
  gint64 last_contact = 0;

  office_receive_case (self, &self->seats[0]); /* before anybody signs in */
  office_sign_everybody_in (self);
  office_await (self, office_is_all_well);
  for (guint i = 0; i < 3; i++) {
    office_receive_case (self, &self->seats[0]);
    office_receive_case (self, &self->seats[1]);
  }
  office_await (self, office_is_all_well);
  office_assert_same_everywhere (self);
  g_assert_cmpuint (self->seats[1].states & (1U << MADO_LINE_GREETING), !=, 0);
  g_assert_cmpuint (self->seats[1].states & (1U << MADO_LINE_LOADING), !=, 0);
  g_object_get (self->seats[1].sync, "remedy", &remedy, "last-contact", &last_contact, NULL);
  g_assert_cmpstr (remedy, ==, "");
  g_assert_cmpint (ABS (last_contact - mado_instant_now ().microseconds), <, G_TIME_SPAN_HOUR);
}

/* It is killed while they work, comes back where it was, and is killed once more to come back elsewhere. */
static void
test_the_service_dies_and_goes_elsewhere (Office *self, gconstpointer data)
{
  static const guint places[] = { 0, 1 };

  office_sign_everybody_in (self);
  office_await (self, office_is_all_well);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    office_receive_case (self, &self->seats[0]);
    office_receive_case (self, &self->seats[1]);
    g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
    office_receive_case (self, &self->seats[1]);
    office_await_obstacle (self, MADO_OBSTACLE_UNREACHABLE);
    office_start_service (self, places[i]);
    office_await (self, office_is_all_well);
  }
  office_assert_same_everywhere (self);
  g_assert_cmpstr (mado_courier_get_address (self->seats[0].courier), ==, self->addresses[1]);
}

/* --- what was looked at ------------------------------------------------------------------------------------------- */

static void
look_at_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  const MadoReading reading = {
    .entity = mado_id_draw (), .account = (char *) "v-01", .at = mado_instant_now (), .reason = request
  };

  g_assert_true (mado_read_log_add (database, &reading, NULL));
  g_task_return_boolean (task, TRUE);
}

static void
look_at_something (Seat *self, const char *reason)
{
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, look_at_work, (gpointer) reason, NULL));
  mado_sync_wake (self->sync);
}

static void
count_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) readings = mado_read_log_list (database, 0, 10, NULL);

  g_assert_nonnull (readings);
  *(guint *) request = readings->len;
  g_task_return_boolean (task, TRUE);
}

static guint
count_untold (Office *self)
{
  guint count = 0;

  g_assert_true (mado_desk_do_and_wait (self->seats[0].desk, MADO_DESK_WRITER, count_work, &count, NULL));

  return count;
}

static gboolean
is_every_look_told (Office *self)
{
  return count_untold (self) == 0;
}

static guint
count_looks_at_service (Office *self, const char *reason)
{
  int status = -1;
  g_autofree char *said =
      world_ctl (&self->world, &status, "audit", "reads", "shinjuku", "--account", "v-01", "--json", NULL);
  g_autofree char *word = g_strdup_printf ("\"terminal\":\"t-v-01\",\"entity\":\"");
  g_auto (GStrv) looks = NULL;
  guint count = 0;

  if (status != 0)
    g_error ("%s", said);
  looks = g_strsplit (said, word, -1);
  for (guint i = 1; looks[i] != NULL; i++)
    count += g_str_has_prefix (strchr (looks[i], ','), reason);

  return count;
}

/* It stays here until the service has it; then an auditor sees it there, once. */
static void
test_what_was_looked_at_is_told (Office *self, gconstpointer data)
{
  look_at_something (&self->seats[0], "open"); /* before anybody signs in */
  g_assert_cmpuint (count_untold (self), ==, 1);
  office_sign_everybody_in (self);
  office_await (self, is_every_look_told);
  g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
  look_at_something (&self->seats[0], "call");
  look_at_something (&self->seats[0], "見本 花子のため"); /* what somebody typed stays here */
  g_assert_cmpuint (count_untold (self), ==, 2);
  office_start_service (self, 0);
  office_await (self, is_every_look_told);
  g_assert_cmpuint (count_looks_at_service (self, ",\"reason\":\"open\""), ==, 1);
  g_assert_cmpuint (count_looks_at_service (self, ",\"reason\":\"call\""), ==, 1);
  g_assert_cmpuint (count_looks_at_service (self, ",\"reason\":\"\""), ==, 1);
  g_assert_cmpuint (count_looks_at_service (self, ",\"reason\""), ==, 3);
}

/* --- the programme ------------------------------------------------------------------------------------------------ */

#define TITLE "妊婦のための支援給付事業"
#define NEXT_TITLE "妊婦のための支援給付事業（令和8年度）"

static void
publish_copy (Office *self, const char *title)
{
  g_autoptr (GBytes) programme = ward_load_programme ("ninpu-r7", TITLE, title);
  g_autofree char *path = g_build_filename (self->world.folder, "copy.json", NULL);
  int status = -1;
  g_autofree char *said = NULL;

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (programme, NULL), (gssize) g_bytes_get_size (programme), NULL));
  said = world_ctl (&self->world, &status, "service", "publish", path, "--actor", "s-01", NULL);
  if (status != 0)
    g_error ("%s", said);
  self->n_published++;
}

static gboolean
is_title (Seat *self, const char *title)
{
  return strcmp (mado_desk_get_programme (self->desk)->identity.title, title) == 0;
}

static gboolean
has_everybody_gone_over (Office *self)
{
  return is_title (&self->seats[0], NEXT_TITLE) && is_title (&self->seats[1], NEXT_TITLE) && office_is_all_well (self);
}

static void
count_cb (MadoSync *sync, guint *n_times)
{
  ++*n_times;
}

/* Both go on working, one of them without having heard of it yet. */
static void
test_a_programme_is_published_while_both_work (Office *self, gconstpointer data)
{
  guint n_changes = 0;

  office_sign_everybody_in (self);
  office_await (self, office_is_all_well);
  g_signal_connect (self->seats[0].sync, "programme-changed", G_CALLBACK (count_cb), &n_changes);
  office_receive_case (self, &self->seats[0]);
  publish_copy (self, NEXT_TITLE);
  office_receive_case (self, &self->seats[0]);
  office_receive_case (self, &self->seats[1]);
  office_await (self, has_everybody_gone_over);
  g_assert_cmpuint (n_changes, ==, 1);
  office_receive_case (self, &self->seats[1]);
  office_await (self, office_is_all_told);
  office_assert_same_everywhere (self);
}

/* It was told once that a person signs what is published here, and this was signed by nobody. */
static void
expect_signatures (Seat *self)
{
  GBytes *programme = mado_programme_get_file (mado_desk_get_programme (self->desk));
  const MadoPublished published = {
    99,
    publication_sample_write_header ("shinjuku/ninpu-r7", 1, MADO_PUBLICATION_KIND, programme, TRUE),
    programme,
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (publication_sample_follow (self->desk, &published, 1, NULL, &error));
  g_assert_no_error (error);
  g_bytes_unref (published.header);
}

static gboolean
has_all_been_sent_apart (Office *self)
{
  gint64 position = 0;

  g_object_get (self->seats[1].sync, "position", &position, NULL);

  return mado_sync_get_state (self->seats[0].sync) == MADO_LINE_APART &&
         mado_sync_get_unsent (self->seats[0].sync) == 0 && position == self->n_published + (gint64) self->cases->len;
}

static gboolean
has_a_case_to_send (Office *self)
{
  return mado_sync_get_unsent (self->seats[0].sync) > 0;
}

/* What a terminal does not take is not followed there; but the work that is done there is not held up. */
static void
test_a_programme_that_is_not_to_be_believed_holds_up_no_work (Office *self, gconstpointer data)
{
  expect_signatures (&self->seats[0]);
  office_receive_case (self, &self->seats[0]); /* before anybody signs in */
  office_await (self, has_a_case_to_send);
  office_sign_everybody_in (self);
  office_await (self, has_all_been_sent_apart);
  office_receive_case (self, &self->seats[0]);
  office_receive_case (self, &self->seats[1]);
  office_await (self, has_all_been_sent_apart);
  g_assert_cmpint (mado_sync_get_obstacle (self->seats[0].sync), ==, MADO_OBSTACLE_PROGRAMME);
  g_assert_true (is_title (&self->seats[0], TITLE));
}

/* --- in the way --------------------------------------------------------------------------------------------------- */

static void
test_nobody_is_signed_in (Office *self, gconstpointer data)
{
  g_assert_cmpint (mado_sync_get_obstacle (self->seats[0].sync), ==, MADO_OBSTACLE_SIGN_IN);
  office_receive_case (self, &self->seats[0]);
  mado_sync_sign_in (self->seats[0].sync, "no-session-at-all");
  while (mado_sync_get_state (self->seats[0].sync) == MADO_LINE_LOCKED_OUT)
    g_main_context_iteration (NULL, TRUE);
  office_await_obstacle (self, MADO_OBSTACLE_SIGN_IN);
  g_assert_cmpint (mado_sync_get_state (self->seats[0].sync), ==, MADO_LINE_LOCKED_OUT);
  g_assert_cmpuint (mado_sync_get_unsent (self->seats[0].sync), ==, 1);
  office_sign_everybody_in (self);
  office_await (self, office_is_all_well);
  office_assert_same_everywhere (self);
}

static void
take_away (Office *self, const char *how)
{
  int status = -1;
  g_autofree char *said = world_ctl (&self->world, &status, "terminal", "revoke", "t-v-01", how, NULL);

  g_assert_nonnull (said);
  g_assert_cmpint (status, ==, 0);
}

/* The service hears of it within a second, and whoever waits for news only when he asks again. */
static void
work_until (Office *self, MadoObstacle obstacle)
{
  while (mado_sync_get_obstacle (self->seats[0].sync) != obstacle) {
    office_receive_case (self, &self->seats[0]);
    for (guint i = 0; i < 20; i++) {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  }
}

static void
test_a_terminal_that_is_revoked_keeps_what_it_has (Office *self, gconstpointer data)
{
  office_sign_everybody_in (self);
  office_await (self, office_is_all_well);
  take_away (self, NULL);
  work_until (self, MADO_OBSTACLE_REVOKED);
  office_receive_case (self, &self->seats[0]);
  while (mado_sync_get_unsent (self->seats[0].sync) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (mado_sync_get_state (self->seats[0].sync), ==, MADO_LINE_LOCKED_OUT);
}

static void
test_a_terminal_that_is_revoked_at_once_is_turned_away (Office *self, gconstpointer data)
{
  office_sign_everybody_in (self);
  office_await (self, office_is_all_well);
  take_away (self, "--at-once");
  work_until (self, MADO_OBSTACLE_TURNED_AWAY);
}

static void
test_a_clock_that_is_wrong_and_set_right (Office *self, gconstpointer data)
{
  office_clock_fault = 5000 * 24 * G_TIME_SPAN_HOUR;
  office_sign_everybody_in (self);
  office_await_obstacle (self, MADO_OBSTACLE_CLOCK);
  office_clock_fault = 0;
  office_await (self, office_is_all_well);
}

#define add(name, function) g_test_add ("/sync/" name, Office, NULL, office_set_up, function, office_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("what-one-does-the-other-has", test_what_one_does_the_other_has);
  add ("the-service-dies-and-goes-elsewhere", test_the_service_dies_and_goes_elsewhere);
  add ("what-was-looked-at-is-told", test_what_was_looked_at_is_told);
  add ("a-programme-is-published-while-both-work", test_a_programme_is_published_while_both_work);
  add ("a-programme-that-is-not-to-be-believed-holds-up-no-work",
       test_a_programme_that_is_not_to_be_believed_holds_up_no_work);
  add ("nobody-is-signed-in", test_nobody_is_signed_in);
  add ("a-terminal-that-is-revoked-keeps-what-it-has", test_a_terminal_that_is_revoked_keeps_what_it_has);
  add ("a-terminal-that-is-revoked-at-once-is-turned-away", test_a_terminal_that_is_revoked_at_once_is_turned_away);
  add ("a-clock-that-is-wrong-and-set-right", test_a_clock_that_is_wrong_and_set_right);

  return g_test_run ();
}
