/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages, positions and counts of work lists against a plain sorted array. */

#include <string.h>

#include "mado-database-private.h"
#include "mado-queue-index.h"
#include "mado-queue-page.h"
#include "mado-queue-stand.h"
#include "queue-sample.h"

typedef struct {
  char *received_on; /* (nullable) */
  char *receipt;
  gint64 row;
} Expected;

static void
clear_expected (gpointer data)
{
  Expected *expected = data;

  g_free (expected->received_on);
  g_free (expected->receipt);
}

/* The order of the list "intake": by day, then by number, nothing last, then by row. */
static int
compare_expected (gconstpointer a, gconstpointer b)
{
  const Expected *first = a, *second = b;
  int order;

  if ((first->received_on == NULL) != (second->received_on == NULL))
    return first->received_on == NULL ? 1 : -1;
  order = g_strcmp0 (first->received_on, second->received_on);
  if (order == 0)
    order = strcmp (first->receipt, second->receipt);

  return order != 0 ? order : (first->row > second->row) - (first->row < second->row);
}

static GArray *
make_expected (void)
{
  GArray *expected = g_array_new (FALSE, FALSE, sizeof (Expected));

  g_array_set_clear_func (expected, clear_expected);

  return expected;
}

static void
put (QueueSample *sample, GArray *expected, GRand *random, gint64 row)
{
  static const char *const queues[] = { "intake", NULL };
  gboolean has_day = g_rand_int_range (random, 0, 10) > 0;
  const Expected made = {
    has_day ? g_strdup_printf ("2025-%02d-%02d", g_rand_int_range (random, 4, 7), g_rand_int_range (random, 1, 29))
            : NULL,
    g_strdup_printf ("%010d", g_rand_int_range (random, 0, 20)),
    row,
  };
  const SampleCase content = { .state = "received",
                               .since = made.received_on,
                               .received_on = made.received_on,
                               .receipt = made.receipt,
                               .kanji = "見本 花子",
                               .kana = "ミホン ハナコ",
                               .amount = 50000,
                               .queues = queues };
  const MadoEntity *before = queue_sample_get (sample, row);

  for (guint i = 0; i < expected->len; i++)
    if (g_array_index (expected, Expected, i).row == row) {
      g_array_remove_index (expected, i);
      break;
    }
  g_array_append_val (expected, made);
  queue_sample_put (sample, row,
                    queue_sample_make_case (sample, before != NULL ? mado_entity_get_id (before) : MADO_ID_NONE,
                                            before != NULL ? mado_entity_get_version (before) + 1 : 1, &content));
}

static MadoQueueList
get_intake (const QueueSample *sample)
{
  const MadoQueue *queue = mado_section_find (sample->programme->queues, "intake");

  return (MadoQueueList) { sample->programme, queue->id, queue->columns };
}

static GPtrArray *
load (QueueSample *sample, const MadoQueueQuery *query)
{
  const MadoQueueList list = get_intake (sample);
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = mado_queue_load_page (sample->database, &list, query, &error);

  g_assert_no_error (error);

  return entries;
}

static void
assert_rows (const GPtrArray *entries, const GArray *expected, gint64 first, gint64 end)
{
  gint64 from = CLAMP (first, 0, (gint64) expected->len), to = CLAMP (end, from, (gint64) expected->len);

  g_assert_cmpuint (entries->len, ==, to - from);
  for (guint i = 0; i < entries->len; i++)
    g_assert_cmpint (((MadoQueueEntry *) g_ptr_array_index (entries, i))->spot.row, ==,
                     g_array_index (expected, Expected, from + i).row);
}

/* Everything that can be asked about the row at @position. */
static void
assert_agrees_at (QueueSample *sample, const GArray *expected, gint64 position, guint limit)
{
  g_autoptr (GPtrArray) here =
      load (sample, &(MadoQueueQuery) { .from = MADO_QUEUE_AT, .position = position, .limit = limit });
  const MadoQueueSpot *spot = &((MadoQueueEntry *) g_ptr_array_index (here, 0))->spot;
  g_autoptr (GPtrArray) after =
      load (sample, &(MadoQueueQuery) { .from = MADO_QUEUE_AFTER, .spot = spot, .limit = limit });
  g_autoptr (GPtrArray) before =
      load (sample, &(MadoQueueQuery) { .from = MADO_QUEUE_BEFORE, .spot = spot, .limit = limit });
  g_autoptr (GPtrArray) around =
      load (sample, &(MadoQueueQuery) { .from = MADO_QUEUE_AROUND, .spot = spot, .limit = limit });
  gint64 middle = MAX (position - limit / 2, 0), found = -1;

  assert_rows (here, expected, position, position + limit);
  assert_rows (after, expected, position + 1, position + 1 + limit);
  assert_rows (before, expected, position - limit, position);
  assert_rows (around, expected, middle, middle + limit);
  g_assert_true (mado_queue_load_position (sample->database, "intake", spot, &found, NULL));
  g_assert_cmpint (found, ==, position);
}

static guint
count_before (const GArray *expected, const char *day)
{
  guint count = 0;

  for (guint i = 0; i < expected->len; i++) {
    const char *own = g_array_index (expected, Expected, i).received_on;

    count += own != NULL && strcmp (own, day) < 0;
  }

  return count;
}

static void
test_pages_and_positions_agree_with_a_sorted_array (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20251121);
  g_autoptr (GArray) expected = make_expected ();
  QueueSample sample;
  gint64 count = -1;

  queue_sample_set_up (&sample, "ninpu-r7.json");
  for (guint round = 0; round < 12; round++) {
    queue_sample_begin (&sample);
    for (guint i = 0; i < 250; i++)
      put (&sample, expected, random, g_rand_int_range (random, 1, 4000));
    queue_sample_commit (&sample);
    g_array_sort (expected, compare_expected);
    g_assert_true (mado_queue_load_count (sample.database, "intake", &count, NULL));
    g_assert_cmpint (count, ==, expected->len);
    for (guint i = 0; i < 40; i++)
      assert_agrees_at (&sample, expected, g_rand_int_range (random, 0, (gint32) expected->len),
                        (guint) g_rand_int_range (random, 1, 200));
    assert_agrees_at (&sample, expected, 0, 100);
    assert_agrees_at (&sample, expected, expected->len - 1, 100);
    g_assert_true (mado_queue_load_late_count (sample.database, "state:case:received",
                                               mado_date_from_iso ("2025-05-10"), &count, NULL));
    g_assert_cmpint (count, ==, count_before (expected, "2025-05-10"));
  }
  queue_sample_tear_down (&sample);
}

static void
test_behind_the_end_is_nothing (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GArray) expected = make_expected ();
  QueueSample sample;

  queue_sample_set_up (&sample, "ninpu-r7.json");

  g_autoptr (GPtrArray) none = load (&sample, &(MadoQueueQuery) { .from = MADO_QUEUE_AT, .limit = 10 });

  put (&sample, expected, random, 1);

  g_autoptr (GPtrArray) behind =
      load (&sample, &(MadoQueueQuery) { .from = MADO_QUEUE_AT, .position = 1, .limit = 10 });

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (behind->len, ==, 0);
  queue_sample_tear_down (&sample);
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

static void
test_entries_show_the_columns (void)
{
  static const char *const queues[] = { "to_plan", NULL };
  QueueSample sample;

  queue_sample_set_up (&sample, "ninpu-r7.json");
  queue_sample_put (&sample, 5,
                    queue_sample_make_case (&sample, MADO_ID_NONE, 1,
                                            &(SampleCase) { .state = "checked",
                                                            .receipt = "0000000007",
                                                            .kanji = "見本 花子",
                                                            .kana = "ミホン ハナコ",
                                                            .amount = 50000,
                                                            .queues = queues }));

  const MadoQueue *queue = mado_section_find (sample.programme->queues, "to_plan");
  const MadoQueueList list = { sample.programme, queue->id, queue->columns };
  g_autoptr (GPtrArray) entries =
      mado_queue_load_page (sample.database, &list, &(MadoQueueQuery) { .limit = 10 }, NULL);
  const MadoQueueEntry *entry = g_ptr_array_index (entries, 0); /* number, name, amount, method */

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (mado_id_compare (entry->id, mado_entity_get_id (queue_sample_get (&sample, 5))), ==, 0);
  g_assert_cmpstr (entry->state, ==, "checked");
  g_assert_cmpuint (entry->n_values, ==, 4);
  g_assert_cmpstr (entry->values[0].text, ==, "0000000007");
  g_assert_cmpstr (entry->values[1].text, ==, "見本 花子");
  g_assert_cmpstr (entry->values[1].reading, ==, "ミホン ハナコ");
  g_assert_cmpint (entry->values[2].number, ==, 50000);
  g_assert_cmpint (entry->values[3].kind, ==, MADO_QUEUE_VALUE_NOTHING);
  queue_sample_tear_down (&sample);
}

static void
test_facts_are_read_from_the_body (void)
{
  static const char body[] =
      "{\"since\":\"2025-05-01\",\"computed\":{\"method\":\"cash\"},\"items\":{\"content\":\"1-cash\",\"phone\":"
      "{\"masked\":true,\"text\":\"***\"},\"email\":\"\"},\"deficiencies\":[{\"by\":\"return_deficient\",\"reason\":"
      "\"書類不足\"},{\"by\":\"mail_returned\",\"text\":\"転居\"},{\"by\":\"mail_returned\",\"text\":\"x\",\"closed\":{"
      "}}],"
      "\"notes\":{\"ward_comment\":[{\"text\":\"一\"},{\"text\":\"二\"}]}}";
  static const struct {
    const char *column, *text;
    gint64 number;
  } cases[] = {
    { "state", "deficient", 0 },
    { "state_since", "2025-05-01", 0 },
    { "open_deficiencies", NULL, 2 },
    { "returned_open", NULL, 1 },
    { "deficiency", "転居", 0 },
    { "returned_mail", "転居", 0 },
    { "ward_comment", "二", 0 },
    { "method", "cash", 0 },
    { "content", "1-cash", 0 },
    { "phone", "***", 0 },
    { "email", NULL, 0 },
    { "status", "deficient", 0 },
    { "control_no", NULL, 0 },
  };
  g_autoptr (MadoProgramme) programme = queue_sample_load_programme ("ninpu-r7.json");
  yyjson_doc *doc = yyjson_read (body, strlen (body), 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MadoQueueValue value = mado_queue_value_read (programme, cases[i].column,
                                                  (MadoQueueSubject) { "deficient", yyjson_doc_get_root (doc) });

    g_assert_cmpstr (value.text, ==, cases[i].text);
    g_assert_cmpint (value.number, ==, cases[i].number);
  }
  yyjson_doc_free (doc);
}

static void
test_every_list_of_our_programmes_can_be_read (void)
{
  static const char *const programmes[] = { "babysitter-r7.json", "kosodate-oen-r7.json", "ninpu-r7.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    QueueSample sample;

    queue_sample_set_up (&sample, programmes[i]);
    for (guint j = 0; j < mado_section_get_count (sample.programme->queues); j++)
      g_ptr_array_add (names, (gpointer) ((MadoQueue *) mado_section_get (sample.programme->queues, j))->id);
    g_ptr_array_add (names, NULL);

    const SampleCase later = { .state = "received",
                               .since = "2025-05-02",
                               .received_on = "2025-05-02",
                               .receipt = "2",
                               .amount = -1,
                               .queues = (const char *const *) names->pdata };
    const SampleCase sooner = { .state = "received",
                                .since = "2025-05-01",
                                .received_on = "2025-05-01",
                                .receipt = "1",
                                .amount = -1,
                                .queues = (const char *const *) names->pdata };

    queue_sample_put (&sample, 1, queue_sample_make_case (&sample, MADO_ID_NONE, 1, &later));
    queue_sample_put (&sample, 2, queue_sample_make_case (&sample, MADO_ID_NONE, 1, &sooner));
    for (guint j = 0; j < mado_section_get_count (sample.programme->queues); j++) {
      const MadoQueue *queue = mado_section_get (sample.programme->queues, j);
      const MadoQueueList list = { sample.programme, queue->id, queue->columns };
      g_autoptr (GPtrArray) entries =
          mado_queue_load_page (sample.database, &list, &(MadoQueueQuery) { .limit = 10 }, NULL);

      g_assert_cmpuint (entries->len, ==, 2);
      g_assert_cmpint (((MadoQueueEntry *) g_ptr_array_index (entries, 0))->spot.row, ==, 2);
    }
    queue_sample_tear_down (&sample);
  }
}

/* --- plans -------------------------------------------------------------------------------------------------------- */

static void
assert_is_searched (QueueSample *sample, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (MadoStatement) plan = mado_statement_take (sample->database, explain);
  g_autoptr (GError) error = NULL;

  while (mado_statement_step (plan)) {
    const char *detail = mado_statement_get_text (plan, 3);

    g_test_message ("%s", detail);
    g_assert_false (g_str_has_prefix (detail, "SCAN"));
    g_assert_null (strstr (detail, "TEMP B-TREE"));
    if (strstr (sql, "(?4, ?5)") != NULL) /* both ends of the walk */
      g_assert_nonnull (strstr (detail, "(key,row)<(?,?)"));
  }
  mado_statement_finish (plan, &error);
  g_assert_no_error (error);
}

static void
test_every_statement_has_its_index (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GArray) expected = make_expected ();
  g_autoptr (GPtrArray) statements = NULL;
  QueueSample sample;
  guint n_ours = 0;

  queue_sample_set_up (&sample, "ninpu-r7.json");
  queue_sample_begin (&sample);
  for (gint64 row = 1; row <= 1100; row++)
    put (&sample, expected, random, row);
  queue_sample_commit (&sample);
  g_array_sort (expected, compare_expected);
  assert_agrees_at (&sample, expected, 500, 50);
  queue_sample_put (&sample, 1, NULL);
  statements = g_hash_table_get_keys_as_ptr_array (sample.database->statements);
  for (guint i = 0; i < statements->len; i++)
    if (strstr (g_ptr_array_index (statements, i), "queue_r") != NULL ||
        strstr (g_ptr_array_index (statements, i), "counter") != NULL) {
      assert_is_searched (&sample, g_ptr_array_index (statements, i));
      n_ours++;
    }
  g_assert_cmpuint (n_ours, >=, 12);
  queue_sample_tear_down (&sample);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/queue-page/pages-and-positions-agree-with-a-sorted-array",
                   test_pages_and_positions_agree_with_a_sorted_array);
  g_test_add_func ("/queue-page/behind-the-end-is-nothing", test_behind_the_end_is_nothing);
  g_test_add_func ("/queue-page/entries-show-the-columns", test_entries_show_the_columns);
  g_test_add_func ("/queue-page/facts-are-read-from-the-body", test_facts_are_read_from_the_body);
  g_test_add_func ("/queue-page/every-list-of-our-programmes-can-be-read",
                   test_every_list_of_our_programmes_can_be_read);
  g_test_add_func ("/queue-page/every-statement-has-its-index", test_every_statement_has_its_index);

  return g_test_run ();
}
