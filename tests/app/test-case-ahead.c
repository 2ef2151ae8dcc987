/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes next is there when it is asked for, as it is by then, and nobody has seen it before. */

#include "mado-case-ahead.h"

#include "intake-sample.h"
#include "mado-read-log.h"
#include "mado-row.h"

#define N_CASES 3
#define PATIENCE 100 /* ways round the loop, of which the last waits */

typedef struct {
  IntakeSample sample;
  MadoSession *session;
  MadoCaseAhead *ahead;
  GPtrArray *cases; /* (element-type MadoEntity) */
  guint n_read;     /* that the log of reads has */
} Room;

static void
list_work (GTask *task, MadoDatabase *database, gpointer room, GCancellable *cancellable)
{
  Room *self = room;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = mado_read_log_list (database, 0, N_CASES, &error);

  g_assert_no_error (error);
  self->n_read = read->len;
  self->cases = mado_row_list (database, "case", "received", NULL, N_CASES, &error);
  g_assert_no_error (error);
  g_task_return_boolean (task, TRUE);
}

/* What the session and the reader were asked for has come: both do one thing after the other. */
static void
come_to_rest (Room *self)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < PATIENCE; i++) {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_clear_pointer (&self->cases, g_ptr_array_unref);
    g_assert_true (mado_desk_do_and_wait (self->sample.desk, MADO_DESK_READER, list_work, self, &error));
  }
}

static void
set_up (Room *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  intake_sample_begin (&self->sample, "ninpu-r7", "verifier", "2025-06-12T01:00:00.000000Z");
  text = intake_sample_form (1, N_CASES);
  g_object_unref (intake_sample_take_in (&self->sample, "6月.csv", text));
  self->session = mado_session_new (self->sample.desk, FALSE);
  self->ahead = mado_case_ahead_new (self->session);
  come_to_rest (self);
  g_assert_cmpuint (self->cases->len, ==, N_CASES);
}

static void
tear_down (Room *self, gconstpointer data)
{
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_object (&self->ahead);
  g_clear_object (&self->session);
  intake_sample_end (&self->sample);
}

static MadoId
get_id (Room *self, guint index)
{
  return mado_entity_get_id (g_ptr_array_index (self->cases, index));
}

static void
read_ahead (Room *self, guint index)
{
  mado_case_ahead_expect (self->ahead, get_id (self, index));
  mado_case_ahead_read (self->ahead);
  come_to_rest (self);
}

static void
test_next_is_there (Room *self, gconstpointer data)
{
  g_autoptr (MadoCaseSheet) sheet = NULL, again = NULL;

  read_ahead (self, 1);
  g_assert_cmpuint (self->n_read, ==, 0);
  sheet = mado_case_ahead_take (self->ahead, get_id (self, 1));
  g_assert_nonnull (sheet);
  g_assert_cmpint (mado_id_compare (sheet->id, get_id (self, 1)), ==, 0);
  again = mado_case_ahead_take (self->ahead, get_id (self, 1));
  g_assert_null (again);
}

static void
test_another_is_not_it (Room *self, gconstpointer data)
{
  g_autoptr (MadoCaseSheet) sheet = NULL, first = NULL;

  read_ahead (self, 1);
  sheet = mado_case_ahead_take (self->ahead, get_id (self, 2));
  g_assert_null (sheet);
  read_ahead (self, 1);
  mado_case_ahead_expect (self->ahead, get_id (self, 2));
  first = mado_case_ahead_take (self->ahead, get_id (self, 1));
  g_assert_null (first);
}

/* What was read before is perhaps not so any more. */
static void
test_what_has_changed_is_read_anew (Room *self, gconstpointer data)
{
  g_autoptr (MadoCaseSheet) old = NULL, sheet = NULL;

  read_ahead (self, 1);
  mado_session_note_change (self->session);
  come_to_rest (self);
  old = mado_case_ahead_take (self->ahead, get_id (self, 1));
  g_assert_null (old);
  read_ahead (self, 1);
  sheet = mado_case_ahead_take (self->ahead, get_id (self, 1));
  g_assert_nonnull (sheet);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/case-ahead/next-is-there", Room, NULL, set_up, test_next_is_there, tear_down);
  g_test_add ("/case-ahead/another-is-not-it", Room, NULL, set_up, test_another_is_not_it, tear_down);
  g_test_add ("/case-ahead/what-has-changed-is-read-anew", Room, NULL, set_up, test_what_has_changed_is_read_anew,
              tear_down);

  return g_test_run ();
}
