/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A terminal for the tests of the replica: opened, looked into, restarted. */

#include "replica-terminal.h"

#include "mado-row.h"

/**
 * replica_terminal_set_up:
 * @self: (out caller-allocates): a terminal
 * @data: not used
 */
void
replica_terminal_set_up (ReplicaTerminal *self, gconstpointer data)
{
  store_sample_set_up (&self->sample, data);
  replica_terminal_settle_in (self, "ninpu-r7.json");
}

/**
 * replica_terminal_settle_in:
 * @self: a terminal without anything but a place on the disk
 * @programme: the name of its file in data/programmes/
 */
void
replica_terminal_settle_in (ReplicaTerminal *self, const char *programme)
{
  self->office = replica_office_new (programme, "a-01");
  self->database = store_sample_create (&self->sample);
  self->replica = replica_office_open (self->office, self->database);
}

static void
close_file (ReplicaTerminal *self)
{
  g_clear_pointer (&self->replica, mado_replica_free);
  g_clear_pointer (&self->database, mado_database_free);
}

/**
 * replica_terminal_tear_down:
 * @self: a terminal
 * @data: not used
 */
void
replica_terminal_tear_down (ReplicaTerminal *self, gconstpointer data)
{
  close_file (self);
  replica_office_free (self->office);
  store_sample_tear_down (&self->sample, data);
}

/**
 * replica_terminal_restart:
 * @self: a terminal; its file is opened anew
 */
void
replica_terminal_restart (ReplicaTerminal *self)
{
  close_file (self);
  self->database = store_sample_open (&self->sample);
  self->replica = replica_office_open (self->office, self->database);
  replica_terminal_assert_sound (self);
}

/**
 * replica_terminal_assert_sound:
 * @self: a terminal
 */
void
replica_terminal_assert_sound (ReplicaTerminal *self)
{
  g_assert_cmpstr (replica_office_check (self->office, self->database), ==, NULL);
}

/**
 * replica_terminal_save:
 * @self: a terminal
 * @operation: what is done there, and not refused
 */
void
replica_terminal_save (ReplicaTerminal *self, MadoOperation *operation)
{
  g_autoptr (GError) error = NULL;

  replica_office_save (self->office, self->replica, operation, &error);
  g_assert_no_error (error);
  replica_terminal_assert_sound (self);
}

/**
 * replica_terminal_get_version:
 * @self: a terminal
 * @id: an entity's id
 *
 * Returns: the version that is shown; 0: none is
 */
gint64
replica_terminal_get_version (ReplicaTerminal *self, MadoId id)
{
  g_auto (MadoRow) row = { 0 };

  g_assert_true (mado_row_find (self->database, id, &row, NULL));

  return row.entity != NULL ? mado_entity_get_version (row.entity) : 0;
}

/**
 * replica_terminal_count:
 * @self: a terminal
 * @state: a state
 *
 * Returns: how many operations are in it
 */
guint
replica_terminal_count (ReplicaTerminal *self, MadoJournalState state)
{
  guint counts[MADO_JOURNAL_N_STATES];

  g_assert_true (mado_journal_count (self->database, counts, NULL));

  return counts[state];
}
