/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where cases stand in the work lists, and how many. */

#include <string.h>

#include "mado-queue-index.h"
#include "mado-queue-key.h"
#include "mado-queue-stand.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "queue-sample.h"

/* --- keys --------------------------------------------------------------------------------------------------------- */

static GBytes *
make_key (const MadoQueueValue *first, const MadoQueueValue *second)
{
  GByteArray *key = g_byte_array_new ();

  mado_queue_key_add (key, first);
  mado_queue_key_add (key, second);

  return g_byte_array_free_to_bytes (key);
}

static void
test_keys_compare_as_the_values_do (void)
{
#define NUMBER(n) { MADO_QUEUE_VALUE_NUMBER, n, NULL, NULL }
#define TEXT(t) { MADO_QUEUE_VALUE_TEXT, 0, t, t }
  static const MadoQueueValue in_order[] = {
    NUMBER (G_MININT64),
    NUMBER (-50000),
    NUMBER (-1),
    NUMBER (0),
    NUMBER (1),
    NUMBER (255),
    NUMBER (256),
    NUMBER (G_MAXINT64),
    TEXT ("2025-04-09"),
    TEXT ("2025-04-10"),
    TEXT ("2026-01-01"),
    TEXT ("A"),
    TEXT ("Ab"),
    TEXT ("ａｃ"),
    TEXT ("あい"),
    TEXT ("アイ"),
    TEXT ("アイス"),
    TEXT ("カ"),
    TEXT ("漢"),
    { MADO_QUEUE_VALUE_TEXT, 0, "阿部", "ワ" } /* by its reading it would be before 漢 */,
    { MADO_QUEUE_VALUE_NOTHING, 0, NULL, NULL },
  };
  gsize n = G_N_ELEMENTS (in_order) - 2;

  for (gsize i = 0; i < n * n; i++) {
    const MadoQueueValue *a = &in_order[i / n], *b = &in_order[i % n];
    g_autoptr (GBytes) left = make_key (a, b), right = make_key (b, a);

    g_assert_cmpint (CLAMP (g_bytes_compare (left, right), -1, 1), ==, (i / n > i % n) - (i / n < i % n));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (in_order) - 1; i++) {
    g_autoptr (GBytes) some = make_key (&in_order[i], &in_order[i]);
    g_autoptr (GBytes) none = make_key (&in_order[n + 1], &in_order[n + 1]);

    g_assert_cmpint (g_bytes_compare (some, none), <, 0);
  }
}

static void
test_names_stand_in_the_order_of_their_reading (void)
{
  static const MadoQueueValue abe = { MADO_QUEUE_VALUE_TEXT, 0, "阿部", "アベ" };
  static const MadoQueueValue aoki = { MADO_QUEUE_VALUE_TEXT, 0, "青木", "あおき" };
  static const MadoQueueValue other_abe = { MADO_QUEUE_VALUE_TEXT, 0, "安部", "アベ" };
  g_autoptr (GBytes) first = make_key (&aoki, &aoki), second = make_key (&other_abe, &aoki);
  g_autoptr (GBytes) third = make_key (&abe, &aoki);

  g_assert_cmpint (g_bytes_compare (first, second), <, 0);
  g_assert_cmpint (g_bytes_compare (second, third), <, 0);
}

/* --- where a case stands ------------------------------------------------------------------------------------------ */

static char *
list_names (const MadoProgramme *programme, const MadoEntity *entity)
{
  g_autoptr (GPtrArray) stands = mado_queue_list_stands (programme, entity);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < stands->len; i++)
    g_string_append_printf (names, "%s ", ((const MadoQueueStand *) g_ptr_array_index (stands, i))->queue);

  return g_string_free_and_steal (names);
}

static void
test_a_case_stands_in_its_queues_and_its_state (void)
{
  QueueSample sample;
  const char *const queues[] = { "intake", "accounts", "intake", "unheard-of", NULL };

  queue_sample_set_up (&sample, "ninpu-r7.json");

  g_autoptr (MadoEntity) entity = queue_sample_make_case (
      &sample, MADO_ID_NONE, 1, &(SampleCase) { .state = "received", .amount = -1, .queues = queues });
  g_autofree char *names = list_names (sample.programme, entity);
  g_autofree char *of_nobody = list_names (sample.programme, NULL);

  g_assert_cmpstr (names, ==, "state:case:received intake accounts ");
  g_assert_cmpstr (of_nobody, ==, "");
  queue_sample_tear_down (&sample);
}

/* 003-F5: applications of the web are counted apart from those on paper. */
static void
test_a_case_stands_with_those_of_its_form (void)
{
  static const struct {
    const char *receipt, *names;
  } rows[] = {
    { "logo:17", "state:case:received done:received tally:web:state:case:received tally:web:done:received " },
    { "paper:17",
      "state:case:received done:received tally:on_paper:state:case:received tally:on_paper:done:received " },
    { "logos:17", "state:case:received done:received " },
    { "", "state:case:received done:received " },
  };
  g_autoptr (MadoProgramme) programme = queue_sample_load_programme ("babysitter-r7.json");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup_printf (
        "{\"body\":{\"done\":{\"receive\":{\"at\":1746000000000,\"by\":\"a-01\"}},\"receipt\":\"%s\",\"since\":"
        "\"2025-05-01\"},\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\",\"state\":\"received\","
        "\"version\":1}",
        rows[i].receipt);
    g_autoptr (MadoEntity) entity = mado_entity_read (text, strlen (text), NULL);
    g_autofree char *names = list_names (programme, entity);

    g_assert_cmpstr (names, ==, rows[i].names);
  }
}

/* --- as rows change ----------------------------------------------------------------------------------------------- */

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);
  gint64 answer = mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;

  g_assert_true (mado_statement_finish (statement, NULL));

  return answer;
}

static guint
count_findings (MadoDatabase *database, const char *code)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  guint count = 0;

  g_assert_true (mado_queue_check (database, findings, NULL));
  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    count += g_str_equal (mado_findings_get (findings, i)->code, code);

  return count;
}

static void
test_counters_and_ladders_follow_every_change (void)
{
  static const char *const all[] = { "intake", "accounts", "waiting", NULL };
  static const char *const states[] = { "received", "deficient" };
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  QueueSample sample;

  queue_sample_set_up (&sample, "ninpu-r7.json");
  queue_sample_begin (&sample);
  for (guint i = 0; i < 6000; i++) {
    gint64 row = g_rand_int_range (random, 1, 3000);
    MadoEntity *before = queue_sample_get (&sample, row);
    g_autofree char *receipt = g_strdup_printf ("%010d", g_rand_int_range (random, 0, 100000));
    const SampleCase content = { .state = states[g_rand_int_range (random, 0, 2)],
                                 .since = g_rand_boolean (random) ? "2025-05-01" : NULL,
                                 .receipt = receipt,
                                 .amount = -1,
                                 .queues = all + g_rand_int_range (random, 0, 4) };

    if (before != NULL && g_rand_int_range (random, 0, 4) == 0)
      queue_sample_put (&sample, row, NULL);
    else
      queue_sample_put (&sample, row,
                        queue_sample_make_case (&sample, before != NULL ? mado_entity_get_id (before) : MADO_ID_NONE,
                                                before != NULL ? mado_entity_get_version (before) + 1 : 1, &content));
  }
  queue_sample_commit (&sample);
  g_assert_cmpint (ask (sample.database, "SELECT count (*) FROM queue_rung WHERE queue = 'state:case:received'"), >, 1);
  g_assert_cmpint (ask (sample.database, "SELECT sum (count) FROM counter WHERE name LIKE 'state:%'"), ==,
                   g_hash_table_size (sample.entities));
  g_assert_cmpuint (count_findings (sample.database, "E_COUNTER"), ==, 0);
  g_assert_cmpuint (count_findings (sample.database, "E_LADDER"), ==, 0);
  for (gint64 row = 1; row < 3000; row++)
    if (queue_sample_get (&sample, row) != NULL)
      queue_sample_put (&sample, row, NULL);
  g_assert_cmpint (ask (sample.database, "SELECT count (*) FROM queue_row"), ==, 0);
  g_assert_cmpint (ask (sample.database, "SELECT count (*) FROM queue_rung"), ==, 0);
  g_assert_cmpint (ask (sample.database, "SELECT sum (count) FROM counter"), ==, 0);
  queue_sample_tear_down (&sample);
}

/* What is written at @row, to be told with all others; @after: NULL: it goes away. */
static void
gather (QueueSample *sample, GArray *changes, gint64 row, const MadoEntity *before, MadoEntity *after)
{
  queue_sample_write (sample, row, after);
  mado_row_changes_add (changes, &(MadoRowChange) { row, before, after });
}

static MadoEntity *
make_any_case (QueueSample *sample, GRand *random)
{
  static const char *const all[] = { "intake", "accounts", "waiting", NULL };
  g_autofree char *receipt = g_strdup_printf ("%010d", g_rand_int_range (random, 0, 100000));

  return queue_sample_make_case (sample, MADO_ID_NONE, 1,
                                 &(SampleCase) { .state = "received",
                                                 .since = g_rand_boolean (random) ? "2025-05-01" : NULL,
                                                 .receipt = receipt,
                                                 .amount = -1,
                                                 .queues = all + g_rand_int_range (random, 0, 4) });
}

static void
tell_together (QueueSample *sample, GArray *changes, gint64 n_rows)
{
  g_autoptr (GError) error = NULL;

  mado_row_changes_sort (changes);
  mado_queue_index_change (sample->database, sample->programme, (const MadoRowChange *) (gpointer) changes->data,
                           changes->len, &error);
  g_assert_no_error (error);
  g_array_set_size (changes, 0);
  g_assert_cmpint (ask (sample->database, "SELECT sum (count) FROM counter WHERE name LIKE 'state:%'"), ==, n_rows);
  g_assert_cmpuint (count_findings (sample->database, "E_COUNTER"), ==, 0);
  g_assert_cmpuint (count_findings (sample->database, "E_LADDER"), ==, 0);
}

static void
test_rows_that_change_together_are_counted_once_each (void)
{
  enum { ROWS = 4000 };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GPtrArray) entities = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  g_autoptr (GArray) changes = mado_row_changes_new ();
  QueueSample sample;

  queue_sample_set_up (&sample, "ninpu-r7.json");
  queue_sample_begin (&sample);
  for (gint64 row = 1; row <= ROWS; row++) {
    g_ptr_array_add (entities, make_any_case (&sample, random));
    gather (&sample, changes, row, NULL, g_ptr_array_index (entities, row - 1));
  }
  tell_together (&sample, changes, ROWS);
  for (gint64 row = ROWS; row > 0; row--) {
    MadoEntity *before = g_ptr_array_index (entities, row - 1);
    g_autoptr (MadoEntity) after = make_any_case (&sample, random);

    gather (&sample, changes, row, before, after);
    if (row % 2 == 0)
      gather (&sample, changes, row, after, NULL);
    else
      gather (&sample, changes, row, after, before); /* back where it was */
  }
  tell_together (&sample, changes, ROWS / 2);
  for (gint64 row = 1; row <= ROWS; row += 2)
    gather (&sample, changes, row, g_ptr_array_index (entities, row - 1), NULL);
  tell_together (&sample, changes, 0);
  g_assert_cmpint (ask (sample.database, "SELECT count (*) FROM queue_rung"), ==, 0);
  queue_sample_commit (&sample);
  queue_sample_tear_down (&sample);
}

static void
put_some (QueueSample *sample, guint count)
{
  const char *const queues[] = { "intake", NULL };

  queue_sample_begin (sample);
  for (gint64 row = 1; row <= count; row++)
    queue_sample_put (sample, row,
                      queue_sample_make_case (sample, MADO_ID_NONE, 1,
                                              &(SampleCase) { .state = "received", .amount = -1, .queues = queues }));
  queue_sample_commit (sample);
}

static void
test_the_check_tells_what_differs (void)
{
  static const struct {
    const char *damage;
    guint n_counters, n_ladders;
  } cases[] = {
    { "UPDATE counter SET count = count + 1 WHERE name = 'intake'", 1, 0 },
    { "DELETE FROM counter", 2, 0 },
    { "INSERT INTO counter (name, count) VALUES ('gone', 3)", 1, 0 },
    { "UPDATE queue_rung SET count = count + 1 WHERE queue = 'intake' AND key = x''", 0, 1 },
    { "UPDATE queue_rung SET count = count + iif (key = x'', 1, -1) WHERE queue = 'intake'", 0, 1 },
    { "DELETE FROM queue_rung WHERE queue = 'intake'", 0, 1 },
    { "DELETE FROM queue_row WHERE queue = 'intake' AND row = 700", 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    QueueSample sample;

    queue_sample_set_up (&sample, "ninpu-r7.json");
    put_some (&sample, 1500);
    g_assert_cmpuint (count_findings (sample.database, "E_COUNTER"), ==, 0);
    g_assert_true (mado_database_run_script (sample.database, cases[i].damage, NULL));
    g_assert_cmpuint (count_findings (sample.database, "E_COUNTER"), ==, cases[i].n_counters);
    g_assert_cmpuint (count_findings (sample.database, "E_LADDER"), ==, cases[i].n_ladders);
    queue_sample_tear_down (&sample);
  }
}

static void
test_a_row_that_is_not_where_it_was_is_damage (void)
{
  QueueSample sample;
  g_autoptr (GError) error = NULL;

  queue_sample_set_up (&sample, "ninpu-r7.json");
  put_some (&sample, 2);

  const MadoRowChange change = { 7, queue_sample_get (&sample, 1), NULL };

  g_assert_false (mado_queue_index_change (sample.database, sample.programme, &change, 1, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  queue_sample_tear_down (&sample);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/queue-index/keys-compare-as-the-values-do", test_keys_compare_as_the_values_do);
  g_test_add_func ("/queue-index/names-stand-in-the-order-of-their-reading",
                   test_names_stand_in_the_order_of_their_reading);
  g_test_add_func ("/queue-index/a-case-stands-in-its-queues-and-its-state",
                   test_a_case_stands_in_its_queues_and_its_state);
  g_test_add_func ("/queue-index/a-case-stands-with-those-of-its-form", test_a_case_stands_with_those_of_its_form);
  g_test_add_func ("/queue-index/rows-that-change-together-are-counted-once-each",
                   test_rows_that_change_together_are_counted_once_each);
  g_test_add_func ("/queue-index/counters-and-ladders-follow-every-change",
                   test_counters_and_ladders_follow_every_change);
  g_test_add_func ("/queue-index/the-check-tells-what-differs", test_the_check_tells_what_differs);
  g_test_add_func ("/queue-index/a-row-that-is-not-where-it-was-is-damage",
                   test_a_row_that_is_not_where_it_was_is_damage);

  return g_test_run ();
}
