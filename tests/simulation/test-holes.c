/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The holes that were found in drafts of the line, each by name: step by step, with the real code of both sides. */

#include "mado-json-member.h"
#include "sim-replica-disk.h"
#include "sim-service.h"
#include "sim-verdict.h"

#define N_DESKS 2
#define SECOND G_TIME_SPAN_SECOND

typedef struct _Scene Scene;

/* A terminal whose requests and answers are carried by hand. */
typedef struct {
  Scene *scene;
  SimPerson person;
  MadoCaller caller;
  guint session;
  SimDisk *disk;
  MadoLine *line;
  GBytes *requests[MADO_LINE_N_VERBS]; /* (nullable): on their way */
  gboolean was_early;                  /* it was told that all is here when it was not */
} Desk;

struct _Scene {
  SimChance chance;
  MadoInstant now;
  MadoJudge *judge;
  SimService *service;
  SimVerdict *verdict;
  Desk desks[N_DESKS];
};

/* --- desks ------------------------------------------------------------------------------------------------------- */

static MadoInstant
get_now (gpointer user_data)
{
  return ((Desk *) user_data)->scene->now;
}

static guint64
draw_number (gpointer user_data)
{
  return sim_draw (&((Desk *) user_data)->scene->chance);
}

static MadoId
draw_id (gpointer user_data)
{
  Desk *self = user_data;

  return sim_person_draw_id (&self->person, self->scene->now);
}

static void
keep_request (gpointer user_data, MadoLineVerb verb, GBytes *text)
{
  Desk *self = user_data;

  g_clear_pointer (&self->requests[verb], g_bytes_unref);
  self->requests[verb] = g_bytes_ref (text);
}

static void
drop_request (gpointer user_data, MadoLineVerb verb)
{
  g_clear_pointer (&((Desk *) user_data)->requests[verb], g_bytes_unref);
}

static void
hear_state (gpointer user_data, MadoLineState state)
{
  Desk *self = user_data;
  g_auto (MadoCursor) cursor = { 0 };

  if (state != MADO_LINE_CURRENT)
    return;
  sim_disk_load_cursor (self->disk, &cursor);
  self->was_early = self->was_early || cursor.place != NULL || cursor.at.seq < cursor.highest.seq;
}

static void
connect (Desk *self)
{
  const MadoLineMeans means = { get_now, get_now, draw_number, draw_id, keep_request, drop_request, hear_state, self };
  const MadoLineStore store = sim_disk_get_store (self->disk);
  g_autoptr (GError) error = NULL;

  self->line = mado_line_new (&store, &means);
  mado_line_sign_in (self->line, &error);
  g_assert_no_error (error);
}

static void
disconnect (Desk *self)
{
  g_clear_pointer (&self->line, mado_line_free);
  for (MadoLineVerb verb = MADO_LINE_HELLO; verb < MADO_LINE_N_VERBS; verb++)
    drop_request (self, verb);
}

static void
reconnect (Desk *self)
{
  disconnect (self);
  connect (self);
}

/* Its disk is put back to an older copy, which is used up. */
static void
put_back (Desk *self, SimDisk *image)
{
  disconnect (self);
  sim_verdict_excuse (self->scene->verdict, self->disk, image);
  sim_disk_free (self->disk);
  self->disk = image;
}

static void
set_up (Scene *self, gconstpointer data)
{
  static const char *const roles[] = { "clerk", "lead", NULL };
  static const char *const accounts[] = { "a-1", "a-2" };
  static const char *const names[] = { "t-1", "t-2" };
  g_autoptr (GBytes) text = sim_service_load_programme ();
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = mado_programme_read (text, faults);

  self->chance = (SimChance) { 1 };
  self->now = (MadoInstant) { G_GINT64_CONSTANT (1746061200000000) };
  self->judge = mado_judge_new (programme, NULL);
  self->service = sim_service_new (&self->chance, text, &self->now);
  self->verdict = sim_verdict_new ();
  for (guint i = 0; i < N_DESKS; i++) {
    Desk *desk = &self->desks[i];
    const MadoPerson person = { accounts[i], roles };

    *desk =
        (Desk) { .scene = self, .person = { person, names[i], &self->chance, { 0 } }, .caller = { person, names[i] } };
    desk->session = sim_service_sign_in (self->service, i);
    desk->disk = sim_replica_disk_new (self->judge, &desk->person.person, draw_id (desk));
    connect (desk);
  }
}

static void
tear_down (Scene *self, gconstpointer data)
{
  for (guint i = 0; i < N_DESKS; i++) {
    disconnect (&self->desks[i]);
    sim_disk_free (self->desks[i].disk);
  }
  sim_verdict_free (self->verdict);
  sim_service_free (self->service);
  mado_judge_free (self->judge);
}

/* --- the line between them --------------------------------------------------------------------------------------- */

typedef SimAnswer (*Answerer) (SimService *service, const SimCall *call, GBytes **out_text);

static GBytes *
answer_by (Desk *self, Answerer answerer, MadoLineVerb verb)
{
  g_autoptr (GBytes) request = g_steal_pointer (&self->requests[verb]);
  const SimCall call = { &self->caller, (guint) (self - self->scene->desks), self->session, verb, request };
  GBytes *text = NULL;

  g_assert_nonnull (request);
  (void) answerer (self->scene->service, &call, &text); /* ignored: tested by its text */
  g_assert_nonnull (text);

  return text;
}

/* Returns: (transfer full): what the service says to the request that is on its way; it stays there to be told */
static GBytes *
answer (Desk *self, MadoLineVerb verb)
{
  return answer_by (self, sim_service_answer, verb);
}

static void
tell (Desk *self, MadoLineVerb verb, GBytes *text)
{
  g_autoptr (GError) error = NULL;

  mado_line_receive (self->line, verb, text, &error);
  g_assert_no_error (error);
}

static void
exchange (Desk *self, MadoLineVerb verb)
{
  g_autoptr (GBytes) text = answer (self, verb);

  tell (self, verb, text);
}

/* One request after another, until there is no news, and time passes. */
static void
talk (Desk *self)
{
  for (guint i = 0; i < 20; i++) {
    g_autoptr (GError) error = NULL;

    for (MadoLineVerb verb = MADO_LINE_HELLO; verb < MADO_LINE_N_VERBS; verb++)
      if (self->requests[verb] != NULL)
        exchange (self, verb);
    self->scene->now.microseconds += SECOND / 2;
    mado_line_wake (self->line, &error);
    g_assert_no_error (error);
  }
}

static void
talk_all (Scene *self)
{
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < N_DESKS; i++)
      talk (&self->desks[i]);
}

static void
assert_all_is_well (Scene *self)
{
  SimDisk *disks[] = { self->desks[0].disk, self->desks[1].disk };
  SimTally tally = { 0 };
  g_autofree char *flaw = NULL;

  talk_all (self);
  flaw = sim_verdict_give (self->verdict, self->judge, &self->desks[0].caller.person,
                           sim_service_get_backend (self->service), disks, N_DESKS, &tally);
  g_assert_cmpstr (flaw, ==, NULL);
  for (guint i = 0; i < N_DESKS; i++)
    g_assert_false (self->desks[i].was_early);
}

/* --- work -------------------------------------------------------------------------------------------------------- */

static void
save_one (Desk *self, MadoOperation *operation)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (operations, operation);
  g_assert_true (sim_disk_save (self->disk, operations, self->scene->now, (MadoInstant) { 0 }));
  sim_verdict_note_saved (self->scene->verdict, operation);
  if (self->line != NULL)
    mado_line_wake (self->line, &error);
  g_assert_no_error (error);
}

static void
save (Desk *self)
{
  g_autoptr (MadoOperation) reception = sim_person_receive (&self->person, self->scene->now);

  save_one (self, reception);
}

static MadoOperation *
edit_number (Desk *self, const char *number, MadoId group)
{
  g_autoptr (GPtrArray) cases = sim_disk_list_cases (self->disk);

  g_assert_cmpuint (cases->len, ==, 1);

  return sim_person_write_number (&self->person, g_ptr_array_index (cases, 0), number, group, self->scene->now);
}

static void
save_number (Desk *self, const char *number)
{
  g_autoptr (MadoOperation) edit = edit_number (self, number, MADO_ID_NONE);

  save_one (self, edit);
}

/* Of the only case. */
static char *
read_number (Desk *self)
{
  g_autoptr (GPtrArray) cases = sim_disk_list_cases (self->disk);

  g_assert_cmpuint (cases->len, ==, 1);

  return g_strdup (
      mado_json_get_text (yyjson_obj_get (mado_entity_get_body (g_ptr_array_index (cases, 0)), "items"), "number"));
}

/* A group whose last operation is not there yet. */
static void
push_beginning_of_group (Desk *self)
{
  const MadoLineStore store = sim_disk_get_store (self->disk);
  const MadoId group = draw_id (self);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  MadoInstant held_until;

  g_ptr_array_add (edits, edit_number (self, "0000000001", group));
  g_ptr_array_add (edits, edit_number (self, "0000000001", group));
  g_ptr_array_add (edits, edit_number (self, "0000000001", group));
  g_assert_true (sim_disk_save (self->disk, edits, self->scene->now, (MadoInstant) { 0 }));
  for (guint i = 0; i < edits->len; i++)
    sim_verdict_note_saved (self->scene->verdict, g_ptr_array_index (edits, i));
  g_assert_true (store.list_unsent (store.user_data, self->scene->now, request, &held_until, NULL));
  g_array_set_size (request->operations, edits->len - 1);
  request->epoch = sim_service_get_epoch (self->scene->service);

  g_autoptr (GBytes) text = mado_push_request_write (request, NULL);

  keep_request (self, MADO_LINE_PUSH, text);
  g_bytes_unref (answer (self, MADO_LINE_PUSH));
}

static gint64
get_received (Desk *self)
{
  g_auto (MadoCursor) cursor = { 0 };

  sim_disk_load_cursor (self->disk, &cursor);

  return cursor.received;
}

static guint
count_cases (Desk *self)
{
  g_autoptr (GPtrArray) cases = sim_disk_list_cases (self->disk);

  return cases->len;
}

/* --- the holes --------------------------------------------------------------------------------------------------- */

static void
test_an_answer_from_before_a_failover_does_not_count (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  g_autoptr (GBytes) late = NULL;

  talk_all (self);
  sim_service_back_up (self->service);
  save (desk);
  late = answer (desk, MADO_LINE_PUSH);
  sim_service_restore (self->service); /* without what it just took */
  reconnect (desk);
  exchange (desk, MADO_LINE_HELLO);
  tell (desk, MADO_LINE_PUSH, late);
  g_assert_cmpint (get_received (desk), ==, 0);
  assert_all_is_well (self);
}

static void
test_an_answer_that_came_in_time_does_not_count_for_ever (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];

  talk_all (self);
  sim_service_back_up (self->service);
  save (desk);
  exchange (desk, MADO_LINE_PUSH);
  g_assert_cmpint (get_received (desk), ==, 1);
  sim_service_restore (self->service);
  assert_all_is_well (self);
}

static void
test_rows_that_come_late_change_nothing (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  g_autoptr (GBytes) late = NULL;

  talk (&self->desks[1]);
  save (&self->desks[1]);
  talk (&self->desks[1]);
  exchange (desk, MADO_LINE_HELLO);
  late = answer (desk, MADO_LINE_ROWS);
  save_number (&self->desks[1], "0000000009");
  talk (&self->desks[1]);
  reconnect (desk);
  exchange (desk, MADO_LINE_HELLO);
  tell (desk, MADO_LINE_ROWS, late); /* it waits for others */
  g_assert_cmpuint (count_cases (desk), ==, 0);
  talk_all (self);
  tell (desk, MADO_LINE_ROWS, late); /* it waits for none */
  assert_all_is_well (self);
}

static void
test_rows_ahead_of_the_log_do_not_outlive_it (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0], *other = &self->desks[1];
  SimDisk *image;

  talk (other);
  sim_service_back_up (self->service);
  image = sim_disk_copy (other->disk);
  exchange (desk, MADO_LINE_HELLO);
  save (other);
  talk (other);
  exchange (desk, MADO_LINE_ROWS); /* with a case that the log has not come to yet */
  g_assert_cmpuint (count_cases (desk), ==, 1);
  g_assert_cmpint (mado_line_get_state (desk->line), ==, MADO_LINE_CATCHING_UP);
  sim_service_restore (self->service); /* which knows nothing of it; and who made it is gone, too */
  put_back (other, image);
  connect (other);
  assert_all_is_well (self);
  g_assert_cmpuint (count_cases (desk), ==, 0);
}

static void
test_a_disk_that_was_put_back_does_not_use_its_numbers_again (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  const MadoId device = sim_disk_get_device (desk->disk);
  SimDisk *image;

  talk_all (self);
  save (desk);
  talk (desk);
  image = sim_disk_copy (desk->disk);
  save (desk);
  talk (desk);
  put_back (desk, image);
  save (desk); /* another operation of the same number */
  connect (desk);
  assert_all_is_well (self);
  g_assert_cmpint (mado_id_compare (device, sim_disk_get_device (desk->disk)), !=, 0);
}

/* Both went on from the same image, so the numbers agree, and only the chain tells them apart. */
static void
test_a_twin_goes_on_under_another_name (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  g_autoptr (GBytes) lost = NULL;
  SimDisk *image;

  talk_all (self);
  save (desk);
  talk (desk);
  image = sim_disk_copy (desk->disk);
  save (desk);
  lost = answer (desk, MADO_LINE_PUSH);
  g_assert_nonnull (lost);
  put_back (desk, image);
  save (desk);
  save (desk);
  connect (desk);
  assert_all_is_well (self);
}

static void
test_what_is_offered_again_is_there_once (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  const MadoLineStore store = sim_disk_get_store (desk->disk);

  talk_all (self);
  for (guint i = 0; i < 3; i++)
    save (desk);
  talk (desk);
  g_assert_true (store.fork (store.user_data, draw_id (desk), NULL));
  reconnect (desk);
  assert_all_is_well (self); /* the verdict counts */
  g_assert_cmpint (sim_service_get_head (self->service).seq, ==, 1 + 3);
}

static void
test_what_was_confirmed_before_a_fork_comes_back_after_a_restore (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  const MadoLineStore store = sim_disk_get_store (desk->disk);

  talk_all (self);
  sim_service_back_up (self->service);
  save (desk);
  talk (desk);
  g_assert_true (store.fork (store.user_data, draw_id (desk), NULL));
  reconnect (desk);
  exchange (desk, MADO_LINE_HELLO);
  sim_service_restore (self->service);
  assert_all_is_well (self);
}

static void
test_what_an_answer_was_lost_of_is_told_after_a_loading (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  g_autoptr (GBytes) lost = NULL;

  talk_all (self);
  save (desk);
  lost = answer (desk, MADO_LINE_PUSH);
  g_assert_nonnull (lost);
  sim_service_publish (self->service); /* so that all is loaded anew, and the log goes on behind it */
  reconnect (desk);
  assert_all_is_well (self);
}

static void
test_an_answer_to_what_was_asked_before_a_loading_ended_does_not_count (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  g_autoptr (GBytes) under_way = NULL;

  talk_all (self);
  save (desk);
  exchange (desk, MADO_LINE_PUSH);
  sim_service_publish (self->service);
  reconnect (desk);
  exchange (desk, MADO_LINE_HELLO);
  save (desk);
  under_way = answer (desk, MADO_LINE_PUSH);
  exchange (desk, MADO_LINE_ROWS);
  g_assert_cmpint (get_received (desk), ==, 0); /* what came of the first is asked for */
  tell (desk, MADO_LINE_PUSH, under_way);
  g_assert_cmpint (get_received (desk), ==, 0);
  assert_all_is_well (self);
}

static void
test_an_outcome_from_a_log_that_is_gone_is_told_anew (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0], *other = &self->desks[1];
  SimDisk *image;

  talk_all (self);
  save (desk);
  talk_all (self);
  sim_service_back_up (self->service);
  save_number (desk, "0000000008");
  talk (desk); /* and is told that it is done */
  image = sim_disk_copy (desk->disk);
  sim_service_restore (self->service);
  disconnect (desk);
  save_number (other, "0000000009");
  talk (other); /* the other is first now */
  connect (desk);
  talk (desk);
  put_back (desk, image); /* to when it was told otherwise */
  connect (desk);
  assert_all_is_well (self);
}

/* What is set aside of a group is known by its numbers alone, so the service does not see that this is another. */
static void
test_a_disk_that_was_put_back_in_the_middle_of_a_group_is_another (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];
  SimDisk *image;

  talk_all (self);
  save (desk);
  talk (desk);
  image = sim_disk_copy (desk->disk);
  push_beginning_of_group (desk);
  put_back (desk, image);
  save_number (desk, "0000000002");
  connect (desk);
  assert_all_is_well (self);
}

/* His person, too, works there now. The service has nothing of this terminal that its journal could be held against. */
static void
test_a_disk_that_was_copied_to_another_terminal_goes_on_under_another_name (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0], *other = &self->desks[1];

  talk_all (self);
  save (desk);
  talk_all (self);
  other->person.person = other->caller.person = desk->caller.person;
  put_back (other, sim_disk_copy (desk->disk));
  connect (other);
  save_number (other, "0000000007");
  assert_all_is_well (self);
  g_assert_cmpint (mado_id_compare (sim_disk_get_device (desk->disk), sim_disk_get_device (other->disk)), !=, 0);
}

/* A reader that is behind has a row that is older than what another reader gave. */
static void
test_what_is_shown_does_not_become_older (Scene *self, gconstpointer data)
{
  static const char *const numbers[] = { "0000000001", "0000000002", "0000000003",
                                         "0000000004", "0000000005", "0000000006" };
  Desk *desk = &self->desks[0], *other = &self->desks[1];
  g_autoptr (GBytes) old = NULL;
  g_autofree char *shown = NULL;

  save (other);
  talk_all (self);
  disconnect (desk);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    save_number (other, numbers[i]);
    talk (other);
  }
  sim_service_back_up (self->service);
  save_number (other, "0000000007");
  talk (other);
  connect (desk);
  exchange (desk, MADO_LINE_HELLO);
  exchange (desk, MADO_LINE_PULL); /* the first five, and what came of all */
  old = answer_by (desk, sim_service_answer_behind, MADO_LINE_PULL);
  tell (desk, MADO_LINE_PULL, old);
  shown = read_number (desk);
  g_assert_cmpstr (shown, ==, "0000000007");
  assert_all_is_well (self);
}

static void
test_a_failover_that_loses_nothing_loads_nothing (Scene *self, gconstpointer data)
{
  Desk *desk = &self->desks[0];

  talk_all (self);
  save (desk);
  talk_all (self);
  sim_service_fail_over (self->service);
  reconnect (desk);
  exchange (desk, MADO_LINE_HELLO);
  g_assert_null (desk->requests[MADO_LINE_ROWS]);
  g_assert_nonnull (desk->requests[MADO_LINE_PULL]);
  assert_all_is_well (self);
}

#define add(name, function) g_test_add ("/holes/" name, Scene, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("an-answer-from-before-a-failover-does-not-count", test_an_answer_from_before_a_failover_does_not_count);
  add ("an-answer-that-came-in-time-does-not-count-for-ever", test_an_answer_that_came_in_time_does_not_count_for_ever);
  add ("rows-that-come-late-change-nothing", test_rows_that_come_late_change_nothing);
  add ("rows-ahead-of-the-log-do-not-outlive-it", test_rows_ahead_of_the_log_do_not_outlive_it);
  add ("a-disk-that-was-put-back-does-not-use-its-numbers-again",
       test_a_disk_that_was_put_back_does_not_use_its_numbers_again);
  add ("a-twin-goes-on-under-another-name", test_a_twin_goes_on_under_another_name);
  add ("what-is-offered-again-is-there-once", test_what_is_offered_again_is_there_once);
  add ("what-was-confirmed-before-a-fork-comes-back-after-a-restore",
       test_what_was_confirmed_before_a_fork_comes_back_after_a_restore);
  add ("what-an-answer-was-lost-of-is-told-after-a-loading", test_what_an_answer_was_lost_of_is_told_after_a_loading);
  add ("an-answer-to-what-was-asked-before-a-loading-ended-does-not-count",
       test_an_answer_to_what_was_asked_before_a_loading_ended_does_not_count);
  add ("an-outcome-from-a-log-that-is-gone-is-told-anew", test_an_outcome_from_a_log_that_is_gone_is_told_anew);
  add ("a-disk-that-was-put-back-in-the-middle-of-a-group-is-another",
       test_a_disk_that_was_put_back_in_the_middle_of_a_group_is_another);
  add ("a-disk-that-was-copied-to-another-terminal-goes-on-under-another-name",
       test_a_disk_that_was_copied_to_another_terminal_goes_on_under_another_name);
  add ("what-is-shown-does-not-become-older", test_what_is_shown_does_not_become_older);
  add ("a-failover-that-loses-nothing-loads-nothing", test_a_failover_that_loses_nothing_loads_nothing);

  return g_test_run ();
}
