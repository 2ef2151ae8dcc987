/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saved means saved: on the disk, in the journal, and shown; and what can be taken back is taken back. */

#include "mado-row.h"
#include "mado-schema.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "replica-terminal.h"

#include <string.h>

#define HELD_SECONDS 20

static MadoId
get_entity (const MadoOperation *operation)
{
  return mado_operation_get_header (operation)->entity;
}

static MadoId
get_id (const MadoOperation *operation)
{
  return mado_operation_get_header (operation)->id;
}

static MadoInstant
after_seconds (const ReplicaTerminal *self, gint64 seconds)
{
  return (MadoInstant) { replica_office_get_now (self->office).microseconds + seconds * G_USEC_PER_SEC };
}

/* Returns: (transfer full): what came of them; they are held */
static GPtrArray *
save_held (ReplicaTerminal *self, const GPtrArray *operations)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *outcomes = mado_replica_save (self->replica, operations, after_seconds (self, 0),
                                           after_seconds (self, HELD_SECONDS), &error);

  g_assert_no_error (error);
  replica_terminal_assert_sound (self);

  return outcomes;
}

static GPtrArray *
list (MadoOperation *first, MadoOperation *second)
{
  GPtrArray *operations = g_ptr_array_new ();

  g_ptr_array_add (operations, first);
  if (second != NULL)
    g_ptr_array_add (operations, second);

  return operations;
}

static guint
count_unsent (ReplicaTerminal *self, gint64 seconds)
{
  g_autoptr (GPtrArray) entries = mado_journal_list_unsent (self->database, after_seconds (self, seconds), 100, NULL);

  return entries->len;
}

static void
test_saved_is_shown_and_survives (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) first = replica_office_log (self->office, "いつ");
  g_autoptr (MadoOperation) second = replica_office_answer (self->office, get_entity (first), "来月", MADO_ID_NONE);

  replica_terminal_save (self, first);
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (first)), ==, 1);
  replica_terminal_save (self, second);
  replica_terminal_restart (self);
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (first)), ==, 2);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_SAVED), ==, 2);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_RECEIVED), ==, 0);
}

static void
test_refused_is_not_saved (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) orphan =
      replica_office_answer (self->office, replica_office_draw_id (self->office), "来月", MADO_ID_NONE);
  g_autoptr (GPtrArray) operations = list (orphan, NULL);
  g_autoptr (GPtrArray) outcomes = save_held (self, operations);
  const MadoOutcome *outcome = g_ptr_array_index (outcomes, 0);

  g_assert_cmpstr (outcome->refusal->code, ==, MADO_REFUSAL_ABSENT);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_SAVED), ==, 0);
  g_assert_cmpuint (count_unsent (self, 100), ==, 0);
}

static void
test_a_group_is_saved_whole_or_not_at_all (ReplicaTerminal *self, gconstpointer data)
{
  MadoId group = replica_office_draw_id (self->office);
  g_autoptr (MadoOperation) inquiry = replica_office_log (self->office, "いつ");
  g_autoptr (MadoOperation) first = replica_office_answer (self->office, get_entity (inquiry), "一", group);
  g_autoptr (MadoOperation) second = replica_office_answer (self->office, get_entity (inquiry), "二", group);
  g_autoptr (MadoOperation) orphan = replica_office_answer (self->office, group, "三", group);
  g_autoptr (GPtrArray) bad = list (first, orphan);
  g_autoptr (GPtrArray) good = list (first, second);
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) done = NULL;

  replica_terminal_save (self, inquiry);
  refused = save_held (self, bad);
  g_assert_true (mado_outcome_is_refused (g_ptr_array_index (refused, 0)));
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (inquiry)), ==, 1);
  done = save_held (self, good);
  g_assert_false (mado_outcome_is_refused (g_ptr_array_index (done, 0)));
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (inquiry)), ==, 3);
  g_assert_true (mado_replica_withdraw (self->replica, get_id (first), after_seconds (self, 1), NULL));
  replica_terminal_assert_sound (self);
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (inquiry)), ==, 1);
  g_assert_cmpuint (replica_terminal_count (self, MADO_JOURNAL_WITHDRAWN), ==, 2);
}

static void
test_nothing_is_saved_twice (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) inquiry = replica_office_log (self->office, "いつ");
  g_autoptr (MadoOperation) answer = replica_office_answer (self->office, get_entity (inquiry), "来月", MADO_ID_NONE);
  g_autoptr (GError) error = NULL;

  replica_terminal_save (self, inquiry);
  replica_terminal_save (self, answer);
  g_assert_false (replica_office_save (self->office, self->replica, answer, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CONSTRAINT);
  replica_terminal_assert_sound (self);
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (inquiry)), ==, 2);
}

static void
test_held_is_not_sent_before_its_time (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) first = replica_office_log (self->office, "いつ");
  g_autoptr (MadoOperation) held = replica_office_answer (self->office, get_entity (first), "来月", MADO_ID_NONE);
  g_autoptr (MadoOperation) last = replica_office_log (self->office, "なぜ");
  g_autoptr (GPtrArray) operations = list (held, NULL);

  replica_terminal_save (self, first);
  g_ptr_array_unref (save_held (self, operations));
  replica_terminal_save (self, last);
  g_assert_cmpuint (count_unsent (self, 0), ==, 1);
  replica_terminal_restart (self);
  g_assert_cmpuint (count_unsent (self, HELD_SECONDS - 1), ==, 1);
  g_assert_cmpuint (count_unsent (self, HELD_SECONDS), ==, 3);
}

static void
test_withdrawn_is_shown_no_more (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) inquiry = replica_office_log (self->office, "いつ");
  g_autoptr (MadoOperation) held = replica_office_answer (self->office, get_entity (inquiry), "来月", MADO_ID_NONE);
  g_autoptr (MadoOperation) later = replica_office_answer (self->office, get_entity (inquiry), "再来月", MADO_ID_NONE);
  g_autoptr (GPtrArray) operations = list (held, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const MadoJournalEntry *withdrawal;

  replica_terminal_save (self, inquiry);
  g_ptr_array_unref (save_held (self, operations));
  replica_terminal_save (self, later);
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (inquiry)), ==, 3);
  g_assert_true (mado_replica_withdraw (self->replica, get_id (held), after_seconds (self, 1), &error));
  replica_terminal_restart (self);
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (inquiry)), ==, 2);
  g_assert_cmpuint (count_unsent (self, 0), ==, 4); /* with what was withdrawn, and the withdrawal */

  entries = mado_journal_list (self->database, 3, 10, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  withdrawal = g_ptr_array_index (entries, 0);
  g_assert_cmpint (mado_id_compare (withdrawal->withdraws, get_id (held)), ==, 0);
  g_assert_nonnull (withdrawal->text);
  g_assert_false (mado_replica_withdraw (self->replica, get_id (held), after_seconds (self, 1), &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LATE);
}

static void
test_what_was_made_by_it_goes_with_it (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) held = replica_office_log (self->office, "いつ");
  g_autoptr (MadoOperation) later = replica_office_answer (self->office, get_entity (held), "来月", MADO_ID_NONE);
  g_autoptr (GPtrArray) operations = list (held, NULL);
  g_autoptr (GPtrArray) refused = NULL;

  g_ptr_array_unref (save_held (self, operations));
  replica_terminal_save (self, later);
  g_assert_true (mado_replica_withdraw (self->replica, get_id (held), after_seconds (self, 1), NULL));
  replica_terminal_assert_sound (self);
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (held)), ==, 0);
  refused = mado_journal_list_refused (self->database, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_cmpstr (((MadoJournalEntry *) g_ptr_array_index (refused, 0))->code, ==, MADO_REFUSAL_ABSENT);
}

static void
test_it_is_too_late_after_its_time (ReplicaTerminal *self, gconstpointer data)
{
  g_autoptr (MadoOperation) held = replica_office_log (self->office, "いつ");
  g_autoptr (GPtrArray) operations = list (held, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) unknown = NULL;

  g_ptr_array_unref (save_held (self, operations));
  g_assert_false (mado_replica_withdraw (self->replica, get_id (held), after_seconds (self, HELD_SECONDS), &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LATE);
  g_assert_false (mado_replica_withdraw (self->replica, get_entity (held), after_seconds (self, 0), &unknown));
  g_assert_error (unknown, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LATE);
  g_assert_cmpint (replica_terminal_get_version (self, get_entity (held)), ==, 1);
}

static void
run (MadoDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mado_database_run_script (database, sql, &error);
  g_assert_no_error (error);
}

static void
test_a_changed_journal_is_seen (ReplicaTerminal *self, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE journal SET text = CAST (replace (CAST (text AS TEXT), 'いつ', 'なぜ') AS BLOB) WHERE dseq = 2",
    "UPDATE journal SET hash = zeroblob (32) WHERE dseq = 2",
    "UPDATE journal SET chain = zeroblob (32) WHERE dseq = 2",
    "DELETE FROM journal WHERE dseq = 2",
    "UPDATE journal SET dseq = 4 WHERE dseq = 3",
  };
  gboolean is_whole = FALSE;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (MadoOperation) operation = replica_office_log (self->office, "いつ");

    replica_terminal_save (self, operation);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    run (self->database, "BEGIN");
    run (self->database, changes[i]);
    g_assert_true (mado_journal_check (self->database, &is_whole, NULL));
    g_assert_false (is_whole);
    run (self->database, "ROLLBACK");
  }
  g_assert_true (mado_journal_check (self->database, &is_whole, NULL));
  g_assert_true (is_whole);
}

static void
test_lists_go_on_where_they_ended (ReplicaTerminal *self, gconstpointer data)
{
  static const char *const states[] = { NULL, "waiting" };

  for (guint i = 0; i < 7; i++) {
    g_autoptr (MadoOperation) operation = replica_office_log (self->office, "いつ");

    replica_terminal_save (self, operation);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (GPtrArray) first = mado_row_list (self->database, "inquiry", states[i], NULL, 4, NULL);
    g_autoptr (GPtrArray) second =
        mado_row_list (self->database, "inquiry", states[i], g_ptr_array_index (first, 3), 4, NULL);

    g_assert_cmpuint (first->len, ==, 4);
    g_assert_cmpuint (second->len, ==, 3);
    g_assert_cmpint (mado_id_compare (mado_entity_get_id (g_ptr_array_index (first, 3)),
                                      mado_entity_get_id (g_ptr_array_index (second, 0))),
                     <, 0);
  }
  g_autoptr (GPtrArray) none = mado_row_list (self->database, "inquiry", "closed", NULL, 4, NULL);

  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_no_migration_touches_the_journal (void)
{
  gsize n_migrations = 0;
  const MadoMigration *migrations = mado_schema_get_migrations (&n_migrations);

  g_autoptr (GRegex) comments = g_regex_new ("--.*", 0, 0, NULL);

  for (gsize i = 2; i < n_migrations; i++) {
    g_autofree char *statements = g_regex_replace_literal (comments, migrations[i].sql, -1, 0, "", 0, NULL);

    g_assert_null (strstr (statements, "journal"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  replica_terminal_add ("/replica-save/saved-is-shown-and-survives", test_saved_is_shown_and_survives);
  replica_terminal_add ("/replica-save/refused-is-not-saved", test_refused_is_not_saved);
  replica_terminal_add ("/replica-save/a-group-is-saved-whole-or-not-at-all",
                        test_a_group_is_saved_whole_or_not_at_all);
  replica_terminal_add ("/replica-save/nothing-is-saved-twice", test_nothing_is_saved_twice);
  replica_terminal_add ("/replica-save/held-is-not-sent-before-its-time", test_held_is_not_sent_before_its_time);
  replica_terminal_add ("/replica-save/withdrawn-is-shown-no-more", test_withdrawn_is_shown_no_more);
  replica_terminal_add ("/replica-save/what-was-made-by-it-goes-with-it", test_what_was_made_by_it_goes_with_it);
  replica_terminal_add ("/replica-save/it-is-too-late-after-its-time", test_it_is_too_late_after_its_time);
  replica_terminal_add ("/replica-save/a-changed-journal-is-seen", test_a_changed_journal_is_seen);
  replica_terminal_add ("/replica-save/lists-go-on-where-they-ended", test_lists_go_on_where_they_ended);
  g_test_add_func ("/replica-save/no-migration-touches-the-journal", test_no_migration_touches_the_journal);

  return g_test_run ();
}
