/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a judge works: what is missing, unknown, counted or cannot be read. */

#include <string.h>

#include "judge-sample.h"
#include "mado-canonical-json.h"
#include "mado-claim.h"
#include "mado-test-table.h"
#include "programme-sample.h"

static void
what_is_missing_is_told (void)
{
  g_auto (Sample) sample;
  const MadoJudgement *judgement;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  g_assert_cmpuint (sample_judge (&sample, "{}")->missing->len, ==, 0);
  judgement = sample_judge (&sample, "{\"items\": {\"name\": null, \"postal_code\": \"\", \"clinic\": null}}");
  g_assert_cmpuint (judgement->missing->len, ==, 3);
  g_assert_cmpuint (sample_count_missing (judgement, "clinic", ""), ==, 1);
  judgement = sample_judge (&sample, "{\"items\": {\"account\": {\"branch\": null}}}");
  g_assert_cmpuint (sample_count_missing (judgement, "account", ""), ==, 1);
  g_assert_cmpuint (judgement->missing->len, ==, 1);
  g_assert_cmpuint (sample_judge (&sample, "{\"items\": {\"account\": {\"date\": null}}}")->missing->len, ==, 0);
}

/* Without the content nobody knows which payment it is: what either may need is demanded, and not as certain. */
static void
what_may_be_required_is_demanded (void)
{
  g_auto (Sample) sample;
  const MadoJudgement *judgement;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  judgement = sample_judge (&sample, "{\"items\": {\"content\": null}}");
  g_assert_cmpuint (sample_count_missing (judgement, "delivery_date", ""), ==, 1);
  g_assert_cmpuint (sample_count_missing (judgement, "gift_address", ""), ==, 1);
  for (guint i = 0; i < judgement->missing->len; i++) {
    const MadoMissingItem *missing = &g_array_index (judgement->missing, MadoMissingItem, i);

    g_assert_true (missing->is_certain == g_str_equal (missing->item->id, "content"));
  }
  g_assert_cmpint (mado_judgement_find_right (judgement, "first", "")->when, ==, MADO_ANSWER_UNKNOWN);
  g_assert_false (mado_judgement_find_right (judgement, "first", "")->has_amount);
}

static void
an_empty_body_is_judged (void)
{
  static const char *const programmes[] = { "ninpu-r7.json", "babysitter-r7.json", "kosodate-oen-r7.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    g_auto (Sample) sample;
    const MadoJudgement *judgement;

    sample_open (&sample, programmes[i], "{}");
    judgement = sample_judge (&sample, "{}");
    g_assert_false (sample_is_clear (judgement));
    g_assert_cmpuint (judgement->missing->len, >, 3);
    g_assert_cmpint (sample_sum_amounts (judgement), ==, 0);
  }
}

/* A child whose birth is not known may count or not: so the number of children is not known either. */
static void
a_total_with_an_unknown_row_is_unknown (void)
{
  g_auto (Sample) sample;
  const MadoJudgement *judgement;

  sample_open (&sample, "kosodate-oen-r7.json", sample_kosodate);
  judgement = sample_judge (&sample, "{\"lists\": {\"children\": [{\"row\": \"r1\", \"items\": {\"child_birth\": "
                                     "\"2020-01-01\"}}, {\"row\": \"r2\"}]}}");
  g_assert_cmpint (mado_judgement_get_check (judgement, "a_child", ""), ==, MADO_ANSWER_UNKNOWN);
  g_assert_cmpuint (sample_count_missing (judgement, "child_birth", "r2"), ==, 1);
  g_assert_cmpuint (sample_count_missing (judgement, "child_birth", "r1"), ==, 0);
  g_assert_cmpint (mado_judgement_find_right (judgement, "child", "r2")->when, ==, MADO_ANSWER_UNKNOWN);
  g_assert_false (mado_judgement_find_right (judgement, "child", "r2")->claim.is_complete);
}

static MadoAnswer
ask_queue (const Sample *sample, const MadoJudgement *judgement, const char *id)
{
  return mado_judgement_get_answer (judgement,
                                    mado_section_find (mado_judge_get_programme (sample->judge)->queues, id));
}

static void
facts_come_from_the_body (void)
{
#define DEFICIENCY(by, closed) "{\"id\": \"d\", \"by\": \"" by "\"" closed "}"
#define CLOSED ", \"closed\": {\"at\": 0}"
  static const struct {
    const char *patch;
    const char *state;
    const char *queue;
    MadoAnswer answer;
  } cases[] = {
    { "{}", "received", "intake", MADO_ANSWER_PASSED },
    { "{}", "checked", "intake", MADO_ANSWER_FOUND },
    { "{\"deficiencies\": [" DEFICIENCY ("return_deficient", "") "]}", "received", "intake", MADO_ANSWER_FOUND },
    { "{\"deficiencies\": [" DEFICIENCY ("return_deficient", CLOSED) "]}", "received", "intake", MADO_ANSWER_PASSED },
    { "{\"deficiencies\": [" DEFICIENCY ("return_deficient", "") "]}", "received", "waiting", MADO_ANSWER_PASSED },
    { "{\"deficiencies\": [" DEFICIENCY ("return_deficient", "") "]}", "received", "mail", MADO_ANSWER_FOUND },
    { "{\"deficiencies\": [" DEFICIENCY ("mail_returned", "") "]}", "received", "mail", MADO_ANSWER_PASSED },
    { "{\"deficiencies\": [" DEFICIENCY ("mail_returned", CLOSED) "]}", "received", "mail", MADO_ANSWER_FOUND },
    { "{}", "received", "accounts", MADO_ANSWER_FOUND },
    { "{\"entries\": {\"account\": {\"agreed\": null}}}", "received", "accounts", MADO_ANSWER_PASSED },
    { "{\"entries\": null}", "failed", "accounts", MADO_ANSWER_PASSED },
    { "{\"entries\": null}", "paid", "accounts", MADO_ANSWER_FOUND },
  };
  g_auto (Sample) sample;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const MadoJudgement *judgement = sample_judge_in (&sample, cases[i].patch, cases[i].state, "2025-05-02");

    g_test_message ("%s %s %s", cases[i].patch, cases[i].state, cases[i].queue);
    g_assert_cmpint (ask_queue (&sample, judgement, cases[i].queue), ==, cases[i].answer);
  }
}

/* The smallest programme, in which a check wants the accounts to be agreed, with accounts that two people type. */
static char *
make_account_programme (guint n_accounts)
{
  g_autofree char *smallest = mado_test_load_file ("programmes/smallest.json", NULL);
  g_autofree char *text =
      programme_sample_replace (smallest, "\"must\": \"wish = 'y'\"", "\"must\": \"account_agreed = 1\"");
  g_autoptr (GString) items = g_string_new (NULL);

  for (guint i = 1; i <= n_accounts; i++)
    g_string_append_printf (
        items, "\"account_%u\": {\"label\": \"口座\", \"type\": \"account\", \"entry\": \"blind_twice\"},", i);
  g_string_append (items, "\"wish\":   {");

  return programme_sample_replace (text, "\"wish\":   {", items->str);
}

static void
every_account_has_to_be_agreed_and_there_has_to_be_one (void)
{
#define ENTRY(n, what) "\"account_" n "\": {\"" what "\": {\"at\": 0, \"by\": \"a-022\"}}"
  static const struct {
    const char *entries;
    guint n_accounts;
    MadoAnswer answer;
  } cases[] = {
    { "", 0, MADO_ANSWER_FOUND },
    { ENTRY ("1", "agreed"), 0, MADO_ANSWER_FOUND },
    { "", 1, MADO_ANSWER_FOUND },
    { ENTRY ("1", "first"), 1, MADO_ANSWER_FOUND },
    { ENTRY ("1", "agreed"), 1, MADO_ANSWER_PASSED },
    { ENTRY ("1", "agreed"), 2, MADO_ANSWER_FOUND },
    { ENTRY ("2", "agreed"), 2, MADO_ANSWER_FOUND },
    { ENTRY ("1", "agreed") "," ENTRY ("2", "first"), 2, MADO_ANSWER_FOUND },
    { ENTRY ("1", "agreed") "," ENTRY ("2", "agreed"), 2, MADO_ANSWER_PASSED },
  };
#undef ENTRY

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *programme = make_account_programme (cases[i].n_accounts);
    g_autofree char *body = g_strdup_printf ("{\"entries\": {%s}}", cases[i].entries);
    g_auto (Sample) sample;

    g_test_message ("%u accounts: %s", cases[i].n_accounts, body);
    sample_open_text (&sample, programme, body);
    g_assert_cmpint (mado_judgement_get_check (sample_judge (&sample, "{}"), "wishes", ""), ==, cases[i].answer);
  }
}

static void
packets_have_their_when (void)
{
  g_auto (Sample) sample;
  const MadoSection *packets;
  const MadoJudgement *judgement;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  packets = mado_judge_get_programme (sample.judge)->packets;
  judgement = sample_judge (&sample, "{}");
  g_assert_cmpint (mado_judgement_get_answer (judgement, mado_section_find (packets, "gifts")), ==, MADO_ANSWER_FOUND);
  g_assert_cmpint (mado_judgement_get_answer (judgement, mado_section_find (packets, "planned")), ==,
                   MADO_ANSWER_PASSED);
}

/* Never a guess: the item or the rule is named, and the next case is judged as if nothing had been. */
static void
what_cannot_be_read_or_computed_is_an_error (void)
{
  g_auto (Sample) sample;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_second);
  sample_fails (&sample, "{\"items\": {\"fetuses\": 9223372036854775807}}", "right/second/amount");
  sample_fails (&sample, "{\"items\": {\"fetuses\": 9223372036854775808}}", "fetuses");
  sample_fails (&sample, "{\"items\": {\"fetuses\": \"2\"}}", "fetuses");
  sample_fails (&sample, "{\"items\": {\"fetuses\": 1.5}}", "fetuses");
  sample_fails (&sample, "{\"items\": {\"fetuses\": true}}", "fetuses");
  sample_fails (&sample, "{\"items\": {\"wish\": 1}}", "wish");
  sample_fails (&sample, "{\"items\": {\"name\": \"見本 花子\"}}", "name");
  sample_fails (&sample, "{\"items\": {\"name\": {\"kanji\": 7}}}", "name");
  sample_fails (&sample, "{\"items\": {\"account\": []}}", "account");
  sample_fails (&sample, "{\"items\": {\"phone\": \"03\\u00001\"}}", "phone");
  sample_fails (&sample, "{\"items\": {\"phone\": {}}}", "phone");
  sample_fails (&sample, "{\"items\": {\"delivery_date\": \"2025-11-31\"}}", "delivery_date");
  sample_fails (&sample, "{\"since\": \"yesterday\"}", "state_since");
  g_assert_true (sample_is_clear (sample_judge (&sample, "{}")));
}

static void
rows_are_named (void)
{
  g_auto (Sample) sample;

  sample_open (&sample, "kosodate-oen-r7.json", sample_kosodate);
  sample_fails (&sample, "{\"lists\": {\"children\": [{\"items\": {}}]}}", "children");
  sample_fails (&sample, "{\"lists\": {\"children\": [7]}}", "children");
  sample_fails (&sample, "{\"lists\": {\"children\": [{\"row\": \"r1\", \"items\": {\"child_birth\": 5}}]}}",
                "child_birth");
  g_assert_true (sample_is_clear (sample_judge (&sample, "{\"lists\": {\"others\": 7}}")));
}

static void
members_of_another_kind_are_as_absent (void)
{
  static const char *const bodies[] = { "[]", "7", "{\"items\": [], \"lists\": 7, \"seen\": \"\", \"entries\": []}",
                                        "{\"deficiencies\": {\"by\": 7}}", "{\"deficiencies\": [7, {\"by\": 7}]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_auto (Sample) sample;

    sample_open (&sample, "kosodate-oen-r7.json", "{}");
    g_assert_cmpint (sample_sum_amounts (sample_judge (&sample, bodies[i])), ==, 0);
  }
}

/* The smallest programme with children, who know what is kept and computed of the case, and are counted for it. */
static char *
make_counting_programme (void)
{
  g_autofree char *text = mado_test_load_file ("programmes/smallest.json", NULL);
  g_auto (GStrv) items = g_strsplit (text, "\"wish\":   {", 2);
  g_auto (GStrv) lists = g_strsplit (items[1], "  \"rates\":", 2);

  return g_strconcat (
      items[0],
      "\"kind\": {\"label\": \"種類\", \"type\": \"choice\", \"set_by\": \"rule\", \"edit\": [],"
      " \"choices\": {\"a\": \"甲\", \"b\": \"乙\"}, \"is\": \"CASE wish WHEN 'y' THEN 'a' ELSE 'c' END\"},\n"
      "\"score\": {\"label\": \"点\", \"type\": \"number\", \"set_by\": \"rule\", \"edit\": [], \"required\": "
      "\"always\","
      " \"is\": \"young * 10 + children_all\"},\n"
      "\"wish\":   {",
      lists[0],
      "\"lists\": {\"children\": {\"label\": \"児童\", \"one\": \"child\", \"max\": 9, \"see\": \"desk\", \"edit\": "
      "\"clerk\","
      " \"give\": \"ward\", \"fields\": {\"born\": {\"label\": \"生年月日\", \"type\": \"date\"},"
      " \"grade\": {\"label\": \"級\", \"type\": \"text\", \"set_by\": \"rule\", \"edit\": [], \"is\": \"kind || "
      "word\"}},"
      " \"computed\": {\"is_young\": {\"label\": \"幼い\", \"type\": \"yesno\", \"is\": \"kind = 'a' AND born >= "
      "year_ago\"}}}},\n"
      "\"totals\": {\"young\": {\"label\": \"幼い児童\", \"of\": \"children\", \"count\": \"is_young\"},"
      " \"children_all\": {\"label\": \"児童\", \"of\": \"children\", \"count\": \"all\"}},\n"
      "\"computed\": {\"doubled\": {\"label\": \"倍\", \"type\": \"number\", \"is\": \"score * 2\"},"
      " \"word\": {\"label\": \"語\", \"type\": \"text\", \"is\": \"upper(kind)\"},"
      " \"year_ago\": {\"label\": \"日\", \"type\": \"date\", \"is\": \"add_days(today, -365)\"}},\n"
      "  \"rates\":",
      lists[1], NULL);
}

static void
rows_know_the_case_and_the_case_counts_them (void)
{
  g_autofree char *programme = make_counting_programme ();
  g_auto (Sample) sample;
  const MadoJudgement *judgement;

  sample_open_text (&sample, programme,
                    "{\"items\": {\"wish\": \"y\"}, \"lists\": {\"children\": ["
                    "{\"row\": \"r1\", \"items\": {\"born\": \"2025-06-01\"}},"
                    "{\"row\": \"r2\", \"items\": {\"born\": \"2025-01-19\"}},"
                    "{\"row\": \"r3\", \"items\": {\"born\": \"2025-01-20\"}}]}}");
  judgement = sample_judge (&sample, "{}");
  g_assert_cmpint (mado_judgement_get_value (judgement, "is_young", "r1").number, ==, 1);
  g_assert_cmpint (mado_judgement_get_value (judgement, "is_young", "r2").number, ==, 0);
  g_assert_cmpint (mado_judgement_get_value (judgement, "is_young", "r3").number, ==, 1);
  g_assert_cmpstr (mado_judgement_get_value (judgement, "grade", "r2").text, ==, "aA");
  g_assert_cmpstr (mado_judgement_get_value (judgement, "kind", "").text, ==, "a");
  g_assert_cmpint (mado_judgement_get_value (judgement, "score", "").number, ==, 23);
  g_assert_cmpint (mado_judgement_get_value (judgement, "doubled", "").number, ==, 46);
  g_assert_cmpuint (sample_count_missing (judgement, "score", ""), ==, 0);
  judgement = sample_judge (&sample, "{\"lists\": {\"children\": [{\"row\": \"r1\"}]}}");
  g_assert_cmpint (mado_judgement_get_value (judgement, "score", "").kind, ==, MADO_RULE_VALUE_NULL);
  g_assert_cmpuint (sample_count_missing (judgement, "score", ""), ==, 1);
  sample_fails (&sample, "{\"items\": {\"wish\": \"n\"}}", "kind");
}

static void
a_claim_is_canonical_and_cannot_be_forged (void)
{
  const char *const plain[] = { "0000012345" };
  const char *const joined[] = { "a\",\"b" };
  const char *const parts[] = { "a", "b" };
  const char *const broken[] = { "\xff" };
  g_autoptr (GError) error = NULL;
  g_autofree char *claim = mado_claim_build ("shinjuku/ninpu", "pregnancy", plain, 1, &error);
  g_autofree char *one = mado_claim_build ("s", "k", joined, 1, &error);
  g_autofree char *two = mado_claim_build ("s", "k", parts, 2, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (claim, ==, "[\"shinjuku/ninpu\",\"pregnancy\",[\"0000012345\"]]");
  g_assert_cmpstr (one, ==, "[\"s\",\"k\",[\"a\\\",\\\"b\"]]");
  g_assert_cmpstr (two, ==, "[\"s\",\"k\",[\"a\",\"b\"]]");
  g_assert_true (mado_canonical_json_is_canonical (one, strlen (one)));
  g_assert_null (mado_claim_build ("s", "k", broken, 1, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judge/what-is-missing-is-told", what_is_missing_is_told);
  g_test_add_func ("/judge/what-may-be-required-is-demanded", what_may_be_required_is_demanded);
  g_test_add_func ("/judge/an-empty-body-is-judged", an_empty_body_is_judged);
  g_test_add_func ("/judge/a-total-with-an-unknown-row-is-unknown", a_total_with_an_unknown_row_is_unknown);
  g_test_add_func ("/judge/facts-come-from-the-body", facts_come_from_the_body);
  g_test_add_func ("/judge/every-account-has-to-be-agreed-and-there-has-to-be-one",
                   every_account_has_to_be_agreed_and_there_has_to_be_one);
  g_test_add_func ("/judge/packets-have-their-when", packets_have_their_when);
  g_test_add_func ("/judge/what-cannot-be-read-or-computed-is-an-error", what_cannot_be_read_or_computed_is_an_error);
  g_test_add_func ("/judge/rows-are-named", rows_are_named);
  g_test_add_func ("/judge/members-of-another-kind-are-as-absent", members_of_another_kind_are_as_absent);
  g_test_add_func ("/judge/rows-know-the-case-and-the-case-counts-them", rows_know_the_case_and_the_case_counts_them);
  g_test_add_func ("/claim/is-canonical-and-cannot-be-forged", a_claim_is_canonical_and_cannot_be_forged);

  return g_test_run ();
}
