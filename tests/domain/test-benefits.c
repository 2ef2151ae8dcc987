/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Our vectors of benefit rules against the programmes. Where a programme has no item for a day that a rule counts from,
 * the day is given as the one that it does count from: the period is what the vector holds. */

#include <string.h>

#include "judge-sample.h"
#include "mado-term.h"
#include "mado-test-table.h"

typedef struct {
  Sample first;
  Sample second;
  Sample babysitter;
  Sample kosodate;
} Samples;

typedef void (*Assertion) (Samples *samples, yyjson_val *input, yyjson_val *expect);

static const char *
get_text (yyjson_val *input, const char *member)
{
  const char *text = yyjson_get_str (yyjson_obj_get (input, member));

  g_assert_nonnull (text);

  return text;
}

static gint64
get_number (yyjson_val *input, const char *member)
{
  return yyjson_get_sint (yyjson_obj_get (input, member)); /* 0 where the vector says nothing */
}

static const char *
seen_or_not (yyjson_val *input, const char *member)
{
  return yyjson_is_true (yyjson_obj_get (input, member)) ? "{\"at\": 0, \"by\": \"a-012\"}" : "null";
}

static void
assert_first_amount (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  g_autofree char *patch =
      g_strdup_printf ("{\"items\": {\"fetuses\": %" G_GINT64_FORMAT "}}", get_number (input, "fetuses"));

  g_assert_cmpint (sample_sum_amounts (sample_judge (&samples->first, patch)), ==, yyjson_get_sint (expect));
}

static void
assert_second_amount (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  g_autofree char *patch =
      g_strdup_printf ("{\"items\": {\"fetuses\": %" G_GINT64_FORMAT "}}", get_number (input, "fetuses"));

  g_assert_cmpint (sample_sum_amounts (sample_judge (&samples->second, patch)), ==, yyjson_get_sint (expect));
}

/* The handbook is handed out on the day of the notification. */
static void
assert_first_eligible (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  gboolean heartbeat = yyjson_is_true (yyjson_obj_get (input, "heartbeat"));
  g_autofree char *patch = g_strdup_printf (
      "{\"items\": {\"handbook_date\": \"%s\", \"heartbeat\": %s}, \"seen\": {\"interview\": %s}}",
      get_text (input, "pregnancy_notified"), heartbeat ? "true" : "false", seen_or_not (input, "interview"));

  g_assert_true (sample_is_clear (sample_judge (&samples->first, patch)) == yyjson_is_true (expect));
}

static void
assert_second_eligible (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  g_autofree char *patch = g_strdup_printf ("{\"items\": {\"delivery_date\": \"%s\"}, \"seen\": {\"home_visit\": %s}}",
                                            get_text (input, "birth"), seen_or_not (input, "visit"));

  g_assert_true (sample_is_clear (sample_judge (&samples->second, patch)) == yyjson_is_true (expect));
}

static void
assert_last_day (Sample *sample, const char *item, MadoDate start, const char *expect)
{
  char iso[MADO_DATE_ISO_SIZE];
  g_autofree char *patch = NULL;

  mado_date_to_iso (mado_term_end_from (start, 24), iso);
  g_assert_cmpstr (iso, ==, expect);
  mado_date_to_iso (start, iso);
  patch = g_strdup_printf ("{\"items\": {\"%s\": \"%s\"}}", item, iso);
  g_assert_cmpstr (mado_judgement_get_value (sample_judge (sample, patch), "last_day", "").text, ==, expect);
}

static void
assert_first_deadline (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  assert_last_day (&samples->first, "handbook_date", mado_date_from_iso (get_text (input, "heartbeat")),
                   yyjson_get_str (expect));
}

/* Eight weeks before the day on which the child is expected. */
static void
assert_second_deadline (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  MadoDate expected = mado_date_from_iso (get_text (input, "edd"));

  assert_last_day (&samples->second, "delivery_date", mado_date_add_days (expected, -56), yyjson_get_str (expect));
}

static void
assert_child_eligible_on (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  const char *used_on = get_text (input, "use_date");
  g_autofree char *patch =
      g_strdup_printf ("{\"items\": {\"child_birth\": \"%s\", \"used_on\": \"%s\", \"received_on\": \"%s\"}}",
                       get_text (input, "birth"), used_on, used_on);
  const MadoJudgement *judgement = sample_judge (&samples->babysitter, patch);
  MadoAnswer answer = yyjson_is_true (expect) ? MADO_ANSWER_PASSED : MADO_ANSWER_FOUND;

  g_assert_cmpint (mado_judgement_get_check (judgement, "age", ""), ==, answer);
  g_assert_cmpint (mado_judgement_find_right (judgement, "subsidy", "")->when, ==, answer);
}

static void
assert_babysitter_amount (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  g_autofree char *patch =
      g_strdup_printf ("{\"items\": {\"minutes_day\": %" G_GINT64_FORMAT ", \"minutes_night\": %" G_GINT64_FORMAT
                       ", \"paid_day\": %" G_GINT64_FORMAT ", \"paid_night\": %" G_GINT64_FORMAT
                       ", \"hours_used\": %" G_GINT64_FORMAT "}}",
                       get_number (input, "minutes_day"), get_number (input, "minutes_night"),
                       get_number (input, "paid_day"), get_number (input, "paid_night"), get_number (input, "used"));
  const MadoJudgement *judgement = sample_judge (&samples->babysitter, patch);

  g_assert_cmpint (mado_judgement_get_value (judgement, "hours_day", "").number, ==, get_number (expect, "hours_day"));
  g_assert_cmpint (mado_judgement_get_value (judgement, "hours_night", "").number, ==,
                   get_number (expect, "hours_night"));
  g_assert_true (mado_judgement_find_right (judgement, "subsidy", "")->has_amount);
  g_assert_cmpint (sample_sum_amounts (judgement), ==, get_number (expect, "amount"));
}

static void
assert_group_2_birth (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  g_autofree char *patch = g_strdup_printf (
      "{\"items\": {\"target_group\": \"2\"}, \"lists\": {\"children\": [{\"row\": \"r1\", \"items\":"
      " {\"child_resident_no\": \"201\", \"child_name\": {\"kanji\": \"見本 一郎\"}, \"child_birth\": \"%s\"}}]}}",
      get_text (input, "birth"));
  const MadoJudgement *judgement = sample_judge (&samples->kosodate, patch);

  g_assert_cmpint (mado_judgement_find_right (judgement, "child", "r1")->when == MADO_ANSWER_PASSED, ==,
                   yyjson_is_true (expect));
  g_assert_true (sample_is_clear (judgement) == yyjson_is_true (expect));
}

static void
assert_group_3_divorce (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  g_autofree char *patch =
      g_strdup_printf ("{\"items\": {\"target_group\": \"3\", \"divorced_on\": \"%s\"}}", get_text (input, "date"));

  g_assert_true (sample_is_clear (sample_judge (&samples->kosodate, patch)) == yyjson_is_true (expect));
}

static void
assert_kosodate_amount (Samples *samples, yyjson_val *input, yyjson_val *expect)
{
  g_autoptr (GString) patch = g_string_new ("{\"lists\": {\"children\": [");

  for (gint64 i = 0; i < get_number (input, "children"); i++)
    g_string_append_printf (patch,
                            "%s{\"row\": \"r%d\", \"items\": {\"child_resident_no\": \"20%d\","
                            " \"child_birth\": \"2020-01-01\"}}",
                            i > 0 ? "," : "", (int) i, (int) i);
  g_string_append (patch, "]}}");
  g_assert_cmpint (sample_sum_amounts (sample_judge (&samples->kosodate, patch->str)), ==, yyjson_get_sint (expect));
}

static Assertion
find_assertion (const char *rule)
{
  static const struct {
    const char *rule;
    Assertion assertion;
  } assertions[] = {
    { "seed000.first.amount", assert_first_amount },
    { "seed000.second.amount", assert_second_amount },
    { "seed000.first.eligible", assert_first_eligible },
    { "seed000.second.eligible", assert_second_eligible },
    { "seed000.first.deadline", assert_first_deadline },
    { "seed000.second.deadline", assert_second_deadline },
    { "seed003.child_eligible_on", assert_child_eligible_on },
    { "seed003.amount", assert_babysitter_amount },
    { "seed004.group2.birth", assert_group_2_birth },
    { "seed004.group3.divorce", assert_group_3_divorce },
    { "seed004.amount", assert_kosodate_amount },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (assertions); i++)
    if (g_str_equal (assertions[i].rule, rule))
      return assertions[i].assertion;
  g_error ("nothing holds the rule %s", rule);

  return NULL;
}

static void
hold_vectors (const char *text, gsize length)
{
  yyjson_doc *doc = yyjson_read (text, length, 0);
  yyjson_arr_iter vectors = yyjson_arr_iter_with (yyjson_obj_get (yyjson_doc_get_root (doc), "vectors"));
  Samples samples;
  yyjson_val *vector;

  sample_open (&samples.first, "ninpu-r7.json", sample_ninpu_first);
  sample_open (&samples.second, "ninpu-r7.json", sample_ninpu_second);
  sample_open (&samples.babysitter, "babysitter-r7.json", sample_babysitter);
  sample_open (&samples.kosodate, "kosodate-oen-r7.json", sample_kosodate);
  g_assert_true (yyjson_arr_iter_has_next (&vectors));
  while ((vector = yyjson_arr_iter_next (&vectors)) != NULL) {
    const char *rule = get_text (vector, "rule");

    g_test_message ("%s", rule);
    find_assertion (rule) (&samples, yyjson_obj_get (vector, "input"), yyjson_obj_get (vector, "expect"));
  }
  sample_clear (&samples.first);
  sample_clear (&samples.second);
  sample_clear (&samples.babysitter);
  sample_clear (&samples.kosodate);
  yyjson_doc_free (doc);
}

static void
every_vector_holds (void)
{
  gsize length = 0;
  g_autofree char *text = mado_test_load_file ("vectors/dates.benefits.json", &length);

  hold_vectors (text, length);
}

/* What the vectors do not show: the other side of each limit. */
static void
limits_hold_on_both_sides (void)
{
  static const char text[] =
      "{\"vectors\": ["
      "{\"rule\": \"seed000.first.eligible\", \"input\": {\"pregnancy_notified\": \"2025-04-01\", \"heartbeat\": false,"
      " \"interview\": true}, \"expect\": false},"
      "{\"rule\": \"seed000.first.eligible\", \"input\": {\"pregnancy_notified\": \"2025-04-01\", \"heartbeat\": true,"
      " \"interview\": false}, \"expect\": false},"
      "{\"rule\": \"seed000.second.eligible\", \"input\": {\"birth\": \"2025-04-01\", \"visit\": false},"
      " \"expect\": false},"
      "{\"rule\": \"seed000.second.amount\", \"input\": {\"fetuses\": 3}, \"expect\": 150000},"
      "{\"rule\": \"seed000.first.deadline\", \"input\": {\"heartbeat\": \"2026-03-01\"}, \"expect\": \"2028-02-29\"},"
      "{\"rule\": \"seed003.child_eligible_on\", \"input\": {\"birth\": \"2025-06-02\", \"use_date\": \"2025-06-01\"},"
      " \"expect\": false},"
      "{\"rule\": \"seed003.amount\", \"input\": {\"minutes_day\": 600, \"minutes_night\": 600, \"paid_day\": 30000,"
      " \"paid_night\": 60000, \"used\": 130}, \"expect\": {\"hours_day\": 10, \"hours_night\": 4, \"amount\": 39000}},"
      "{\"rule\": \"seed003.amount\", \"input\": {\"minutes_day\": 60, \"minutes_night\": 60, \"paid_day\": 2000,"
      " \"paid_night\": 2000, \"used\": 200}, \"expect\": {\"hours_day\": 0, \"hours_night\": 0, \"amount\": 0}},"
      "{\"rule\": \"seed003.amount\", \"input\": {\"minutes_day\": 70, \"minutes_night\": 0, \"paid_day\": 1000,"
      " \"paid_night\": 0}, \"expect\": {\"hours_day\": 1, \"hours_night\": 0, \"amount\": 857}},"
      "{\"rule\": \"seed004.group2.birth\", \"input\": {\"birth\": \"2025-08-31\"}, \"expect\": false},"
      "{\"rule\": \"seed004.group2.birth\", \"input\": {\"birth\": \"2026-04-01\"}, \"expect\": false},"
      "{\"rule\": \"seed004.group3.divorce\", \"input\": {\"date\": \"2025-09-30\"}, \"expect\": false},"
      "{\"rule\": \"seed004.group3.divorce\", \"input\": {\"date\": \"2026-04-01\"}, \"expect\": false},"
      "{\"rule\": \"seed004.amount\", \"input\": {\"children\": 3}, \"expect\": 60000},"
      "{\"rule\": \"seed004.amount\", \"input\": {\"children\": 0}, \"expect\": 0}"
      "]}";

  hold_vectors (text, strlen (text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/benefits/every-vector-holds", every_vector_holds);
  g_test_add_func ("/benefits/limits-hold-on-both-sides", limits_hold_on_both_sides);

  return g_test_run ();
}
