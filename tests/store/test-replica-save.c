/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saved means saved: on the disk, in the journal, and shown; and what can be taken back is taken back. */

#include "mado-row.h"
#include "mado-store-error.h"
#include "replica-office.h"
#include "store-sample.h"

/* An office with its profile. */
typedef struct {
  StoreSample sample;
  ReplicaOffice *office;
  MadoDatabase *database;
  MadoReplica *replica;
} Terminal;

static void
open_replica (Terminal *self)
{
  self->replica = replica_office_open (self->office, self->database);
}

static void
set_up (Terminal *self, gconstpointer data)
{
  store_sample_set_up (&self->sample, data);
  self->office = replica_office_new ("ninpu-r7.json", "a-01");
  self->database = store_sample_create (&self->sample);
  open_replica (self);
}

static void
close_file (Terminal *self)
{
  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
}

static void
tear_down (Terminal *self, gconstpointer data)
{
  close_file (self);
  replica_office_free (self->office);
  store_sample_tear_down (&self->sample, data);
}

static void
restart (Terminal *self)
{
  close_file (self);
  self->database = store_sample_open (&self->sample);
  open_replica (self);
}

static void
assert_sound (Terminal *self)
{
  g_assert_cmpstr (replica_office_check (self->office, self->database), ==, NULL);
}

static void
save (Terminal *self, MadoOperation *operation)
{
  g_autoptr (GError) error = NULL;

  replica_office_save (self->office, self->replica, operation, &error);
  g_assert_no_error (error);
  assert_sound (self);
}

static gint64
get_version (Terminal *self, MadoId id)
{
  g_auto (MadoRow) row = { 0 };

  g_assert_true (mado_row_find (self->database, id, &row, NULL));

  return row.entity != NULL ? mado_entity_get_version (row.entity) : 0;
}

static void
test_saved_is_shown_and_survives (Terminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) first = replica_office_log (self->office, "いつ");
  MadoId id = mado_operation_get_header (first)->entity;
  g_autoptr (MadoOperation) second = replica_office_answer (self->office, id, "来月", MADO_ID_NONE);
  guint counts[MADO_JOURNAL_N_STATES];

  save (self, first);
  g_assert_cmpint (get_version (self, id), ==, 1);
  save (self, second);
  restart (self);
  assert_sound (self);
  g_assert_cmpint (get_version (self, id), ==, 2);
  g_assert_true (mado_journal_count (self->database, counts, NULL));
  g_assert_cmpuint (counts[MADO_JOURNAL_SAVED], ==, 2);
  g_assert_cmpuint (counts[MADO_JOURNAL_RECEIVED], ==, 0);
}

#define add(name, function) g_test_add (name, Terminal, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/replica-save/saved-is-shown-and-survives", test_saved_is_shown_and_survives);

  return g_test_run ();
}
