/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one terminal does the other has, whatever happens to the service; and what a window is told. */

#include <signal.h>

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
  add ("nobody-is-signed-in", test_nobody_is_signed_in);
  add ("a-terminal-that-is-revoked-keeps-what-it-has", test_a_terminal_that_is_revoked_keeps_what_it_has);
  add ("a-terminal-that-is-revoked-at-once-is-turned-away", test_a_terminal_that_is_revoked_at_once_is_turned_away);
  add ("a-clock-that-is-wrong-and-set-right", test_a_clock_that_is_wrong_and_set_right);

  return g_test_run ();
}
