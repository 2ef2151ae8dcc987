/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of the committee's papers, each by its id, as the programmes judge cases. */

#include "judge-sample.h"

/* What becomes of one check when a case that is clear is changed. */
typedef struct {
  const char *patch;
  const char *check;
  MadoAnswer answer;
} Change;

static void
hold_changes (const char *programme, const char *body, const Change *changes, gsize n_changes)
{
  g_auto (Sample) sample;

  sample_open (&sample, programme, body);
  g_assert_true (sample_is_clear (sample_judge (&sample, "{}")));
  for (gsize i = 0; i < n_changes; i++) {
    const MadoJudgement *judgement = sample_judge (&sample, changes[i].patch);

    g_test_message ("%s: %s", changes[i].check, changes[i].patch);
    g_assert_cmpint (mado_judgement_get_check (judgement, changes[i].check, ""), ==, changes[i].answer);
    g_assert_true (sample_is_clear (judgement) == (changes[i].answer == MADO_ANSWER_PASSED));
  }
}

#define HOLD(programme, body, ...)                                                                                     \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    static const Change changes[] = { __VA_ARGS__ };                                                                   \
    hold_changes ((programme), (body), changes, G_N_ELEMENTS (changes));                                               \
  }                                                                                                                    \
  G_STMT_END

static gint64
get_amount (const MadoJudgement *judgement, const char *right)
{
  const MadoJudgedRight *judged = mado_judgement_find_right (judgement, right, "");

  g_assert_true (judged->has_amount == (judged->when == MADO_ANSWER_PASSED));

  return judged->amount;
}

static MadoAnswer
ask_programme (const Sample *sample, const MadoJudgement *judgement, gboolean is_transition, const char *id)
{
  const MadoProgramme *programme = mado_judge_get_programme (sample->judge);
  gconstpointer subject = mado_section_find (is_transition ? programme->transitions : programme->visual_checks, id);

  g_assert_nonnull (subject);

  return mado_judgement_get_answer (judgement, subject);
}

/* --- 000: support benefit for pregnancy --------------------------------------------------------------------------- */

static void
ninpu_u1 (void)
{
  HOLD ("ninpu-r7.json", sample_ninpu_first, { "{}", "heartbeat", MADO_ANSWER_PASSED },
        { "{\"items\": {\"heartbeat\": false}}", "heartbeat", MADO_ANSWER_FOUND },
        { "{\"items\": {\"heartbeat\": null}}", "heartbeat", MADO_ANSWER_UNKNOWN },
        { "{\"items\": {\"handbook_date\": \"2025-04-01\"}}", "from_april", MADO_ANSWER_PASSED },
        { "{\"items\": {\"handbook_date\": \"2025-03-31\"}}", "from_april", MADO_ANSWER_FOUND },
        { "{\"items\": {\"handbook_date\": null}}", "from_april", MADO_ANSWER_UNKNOWN },
        { "{\"seen\": {\"interview\": null}}", "interview", MADO_ANSWER_FOUND },
        { "{\"seen\": null}", "interview", MADO_ANSWER_FOUND });
}

static void
ninpu_u2 (void)
{
  HOLD ("ninpu-r7.json", sample_ninpu_second, { "{}", "home_visit", MADO_ANSWER_PASSED },
        { "{\"items\": {\"delivery_date\": \"2025-04-01\"}}", "from_april", MADO_ANSWER_PASSED },
        { "{\"items\": {\"delivery_date\": \"2025-03-31\"}}", "from_april", MADO_ANSWER_FOUND },
        { "{\"items\": {\"delivery_date\": null}}", "from_april", MADO_ANSWER_UNKNOWN },
        { "{\"items\": {\"delivery_date\": \"2025-12-02\"}}", "delivery_past", MADO_ANSWER_FOUND },
        { "{\"seen\": {\"home_visit\": null}}", "home_visit", MADO_ANSWER_FOUND },
        { "{\"seen\": {\"home_visit\": null, \"interview\": {}}}", "home_visit", MADO_ANSWER_FOUND });
}

static void
ninpu_u3 (void)
{
  g_auto (Sample) sample;

  HOLD ("ninpu-r7.json", sample_ninpu_first, { "{\"items\": {\"wish\": false}}", "wishes", MADO_ANSWER_FOUND },
        { "{\"items\": {\"wish\": null}}", "wishes", MADO_ANSWER_UNKNOWN });
  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  g_assert_cmpint (ask_programme (&sample, sample_judge (&sample, "{}"), TRUE, "decline"), ==, MADO_ANSWER_FOUND);
  g_assert_cmpint (ask_programme (&sample, sample_judge (&sample, "{\"items\": {\"wish\": false}}"), TRUE, "decline"),
                   ==, MADO_ANSWER_PASSED);
}

static void
ninpu_u4 (void)
{
  static const char gift[] = "{\"items\": {\"content\": \"1-gift\", \"account\": null, \"gift_postal\": \"1608484\","
                             " \"gift_address\": \"東京都新宿区歌舞伎町一丁目4番1号\"}, \"entries\": null}";
  g_auto (Sample) sample;
  const MadoJudgement *judgement;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  judgement = sample_judge (&sample, "{}");
  g_assert_cmpstr (mado_judgement_get_value (judgement, "transfer_method", "").text, ==, "bank");
  g_assert_cmpint (ask_programme (&sample, judgement, TRUE, "pay"), ==, MADO_ANSWER_PASSED);
  g_assert_cmpint (ask_programme (&sample, judgement, TRUE, "send_gift"), ==, MADO_ANSWER_FOUND);
  judgement = sample_judge (&sample, gift);
  g_assert_true (sample_is_clear (judgement));
  g_assert_cmpint (get_amount (judgement, "first"), ==, 50000);
  g_assert_cmpstr (mado_judgement_get_value (judgement, "transfer_method", "").text, ==, "gift");
  g_assert_cmpint (ask_programme (&sample, judgement, TRUE, "pay"), ==, MADO_ANSWER_FOUND);
  g_assert_cmpint (ask_programme (&sample, judgement, TRUE, "send_gift"), ==, MADO_ANSWER_PASSED);
  HOLD ("ninpu-r7.json", sample_ninpu_first,
        { "{\"items\": {\"content\": \"1-gift\"}}", "gift_place", MADO_ANSWER_FOUND },
        { "{\"items\": {\"account\": null}}", "account_there", MADO_ANSWER_FOUND },
        { "{\"entries\": null}", "account_twice", MADO_ANSWER_FOUND });
}

/* 000-U6, U8: the ward decides, by a medium that is signed for; whoever planned it does not. */
static void
ninpu_u6 (void)
{
  g_auto (Sample) sample;
  const MadoProgramme *programme;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  programme = mado_judge_get_programme (sample.judge);
  for (gsize i = 0; i < 2; i++) {
    const MadoTransition *transition = mado_section_find (programme->transitions, i == 0 ? "decide" : "refuse");

    g_assert_cmpstr (transition->signed_by, ==, "decider");
    g_assert_cmpstr (transition->packet, ==, "decided");
    g_assert_cmpuint (transition->from->len, ==, 1);
    g_assert_true (mado_names_contain (transition->from, "planned"));
  }
}

static void
ninpu_n2 (void)
{
  g_auto (Sample) sample;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  g_assert_cmpint (get_amount (sample_judge (&sample, "{}"), "first"), ==, 50000);
  g_assert_cmpint (get_amount (sample_judge (&sample, "{\"items\": {\"fetuses\": 3}}"), "first"), ==, 50000);
  g_assert_cmpint (get_amount (sample_judge (&sample, "{}"), "second"), ==, 0);
}

static void
ninpu_n3 (void)
{
  g_auto (Sample) sample;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_second);
  for (gint64 n = 1; n <= 5; n++) {
    g_autofree char *patch = g_strdup_printf ("{\"items\": {\"fetuses\": %" G_GINT64_FORMAT "}}", n);
    const MadoJudgement *judgement = sample_judge (&sample, patch);

    g_assert_true (sample_is_clear (judgement));
    g_assert_cmpint (get_amount (judgement, "second"), ==, 50000 * n);
    g_assert_cmpint (get_amount (judgement, "first"), ==, 0);
  }
  g_assert_false (
      mado_judgement_find_right (sample_judge (&sample, "{\"items\": {\"fetuses\": null}}"), "second", "")->has_amount);
  HOLD ("ninpu-r7.json", sample_ninpu_second, { "{\"items\": {\"fetuses\": 6}}", "fetuses", MADO_ANSWER_FOUND },
        { "{\"items\": {\"fetuses\": 0}}", "fetuses", MADO_ANSWER_FOUND },
        { "{\"items\": {\"fetuses\": null}}", "fetuses", MADO_ANSWER_UNKNOWN });
}

/* Before that day there is no rate either. */
static void
ninpu_n4 (void)
{
  g_auto (Sample) sample;
  const MadoJudgement *judgement;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  judgement = sample_judge (&sample, "{\"items\": {\"handbook_date\": \"2025-03-31\"}}");
  g_assert_false (sample_is_clear (judgement));
  g_assert_false (mado_judgement_find_right (judgement, "first", "")->has_amount);
  g_assert_cmpint (get_amount (sample_judge (&sample, "{\"items\": {\"handbook_date\": \"2025-04-01\"}}"), "first"), ==,
                   50000);
}

static void
ninpu_elsewhere (void)
{
  HOLD ("ninpu-r7.json", sample_ninpu_first,
        { "{\"items\": {\"paid_elsewhere\": true}}", "not_paid", MADO_ANSWER_FOUND },
        { "{\"items\": {\"paid_elsewhere\": null}}", "not_paid", MADO_ANSWER_UNKNOWN },
        { "{\"items\": {\"moved\": true}}", "former_named", MADO_ANSWER_FOUND },
        { "{\"items\": {\"moved\": true, \"former_city\": \"中野区\"}}", "former_named", MADO_ANSWER_PASSED });
}

/* Whoever is not the applicant brings papers: 委任状, 後見登記, 相続関係. */
static void
ninpu_mandate (void)
{
  static const char *const relations[] = { "self", "proxy", "guardian", "heir" };
  g_auto (Sample) sample;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++) {
    g_autofree char *patch = g_strdup_printf ("{\"items\": {\"account\": {\"relation\": \"%s\"}}}", relations[i]);
    const MadoJudgement *judgement = sample_judge (&sample, patch);

    g_assert_cmpint (ask_programme (&sample, judgement, FALSE, "mandate"), ==,
                     i > 0 ? MADO_ANSWER_PASSED : MADO_ANSWER_FOUND);
    g_assert_cmpint (ask_programme (&sample, judgement, FALSE, "passbook"), ==,
                     i == 0 ? MADO_ANSWER_PASSED : MADO_ANSWER_FOUND);
    g_assert_cmpint (ask_programme (&sample, judgement, FALSE, "identity"), ==, MADO_ANSWER_PASSED);
  }
  g_assert_cmpint (ask_programme (&sample, sample_judge (&sample, "{\"items\": {\"account\": {\"relation\": null}}}"),
                                  FALSE, "mandate"),
                   ==, MADO_ANSWER_UNKNOWN);
  g_assert_cmpint (ask_programme (&sample,
                                  sample_judge (&sample, "{\"items\": {\"content\": \"1-gift\", \"account\": null}}"),
                                  FALSE, "mandate"),
                   ==, MADO_ANSWER_FOUND);
}

/* The ruling: the control number is the key; name, birth date and day only show where to look. */
static void
ninpu_keys (void)
{
  g_auto (Sample) sample;
  const MadoJudgedRight *right;

  sample_open (&sample, "ninpu-r7.json", sample_ninpu_first);
  right = mado_judgement_find_right (sample_judge (&sample, "{}"), "first", "");
  g_assert_true (right->claim.is_complete);
  g_assert_cmpuint (right->claim.n_parts, ==, 1);
  g_assert_cmpstr (right->claim.parts[0], ==, "0000012345");
  g_assert_cmpuint (right->look.n_parts, ==, 3);
  g_assert_cmpstr (right->look.parts[1], ==, "1995-05-05");
  g_assert_cmpstr (right->look.parts[2], ==, "2025-04-10");
  right = mado_judgement_find_right (
      sample_judge (&sample, "{\"items\": {\"control_no\": null, \"birth_date\": \"\"}}"), "first", "");
  g_assert_false (right->claim.is_complete);
  g_assert_null (right->claim.parts[0]);
  g_assert_false (right->look.is_complete);
  g_assert_null (right->look.parts[1]);
  g_assert_nonnull (right->look.parts[2]);
}

/* --- 003: babysitting --------------------------------------------------------------------------------------------- */

static void
babysitter_u1 (void)
{
  HOLD ("babysitter-r7.json", sample_babysitter,
        { "{\"items\": {\"child_birth\": \"2019-04-02\"}}", "age", MADO_ANSWER_PASSED },
        { "{\"items\": {\"child_birth\": \"2019-04-01\"}}", "age", MADO_ANSWER_FOUND },
        { "{\"items\": {\"child_birth\": \"2025-06-30\"}}", "age", MADO_ANSWER_PASSED },
        { "{\"items\": {\"child_birth\": \"2025-07-01\"}}", "age", MADO_ANSWER_FOUND },
        { "{\"items\": {\"child_birth\": null}}", "age", MADO_ANSWER_UNKNOWN });
}

static void
babysitter_u5 (void)
{
  g_auto (Sample) sample;
  const MadoJudgement *judgement;

  sample_open (&sample, "babysitter-r7.json", sample_babysitter);
  judgement = sample_judge (&sample, "{\"items\": {\"hours_used\": 143}}");
  g_assert_cmpint (get_amount (judgement, "subsidy"), ==, 2500);
  g_assert_cmpint (mado_judgement_get_check (judgement, "hours_in_most", ""), ==, MADO_ANSWER_FOUND);
  g_assert_cmpint (
      get_amount (sample_judge (&sample, "{\"items\": {\"hours_used\": 143, \"multiple_birth\": true}}"), "subsidy"),
      ==, 5000);
  g_assert_false (
      mado_judgement_find_right (sample_judge (&sample, "{\"items\": {\"multiple_birth\": null}}"), "subsidy", "")
          ->has_amount);
  HOLD ("babysitter-r7.json", sample_babysitter,
        { "{\"items\": {\"minutes_day\": 59}}", "hours_there", MADO_ANSWER_FOUND },
        { "{\"items\": {\"hours_used\": 144}}", "hours_there", MADO_ANSWER_FOUND },
        { "{\"items\": {\"hours_used\": null}}", "hours_there", MADO_ANSWER_UNKNOWN });
}

/* --- 004: child-raising support ----------------------------------------------------------------------------------- */

#define CHILD(row, number, birth)                                                                                      \
  "{\"row\": \"" row "\", \"items\": {\"child_resident_no\": \"" number "\", \"child_name\": {\"kanji\": \"見本\"},"   \
  " \"child_birth\": \"" birth "\"}}"
#define CHILDREN(...) "\"lists\": {\"children\": [" __VA_ARGS__ "]}"

static void
kosodate_u1 (void)
{
  HOLD ("kosodate-oen-r7.json", sample_kosodate, { "{}", "a_child", MADO_ANSWER_PASSED },
        { "{" CHILDREN (CHILD ("r1", "201", "2007-04-02")) "}", "a_child", MADO_ANSWER_PASSED },
        { "{" CHILDREN (CHILD ("r1", "201", "2007-04-01")) "}", "a_child", MADO_ANSWER_FOUND },
        { "{" CHILDREN (CHILD ("r1", "201", "2025-09-30")) "}", "a_child", MADO_ANSWER_PASSED },
        { "{" CHILDREN (CHILD ("r1", "201", "2025-10-01")) "}", "a_child", MADO_ANSWER_FOUND },
        { "{\"lists\": null}", "a_child", MADO_ANSWER_FOUND });
}

static void
kosodate_n3 (void)
{
#define NEWBORN(birth) "{\"items\": {\"target_group\": \"2\"}, " CHILDREN (CHILD ("r1", "201", birth)) "}"
  HOLD ("kosodate-oen-r7.json", sample_kosodate, { NEWBORN ("2025-09-01"), "a_child", MADO_ANSWER_PASSED },
        { NEWBORN ("2025-08-31"), "a_child", MADO_ANSWER_FOUND },
        { NEWBORN ("2026-03-31"), "a_child", MADO_ANSWER_PASSED },
        { NEWBORN ("2026-04-01"), "a_child", MADO_ANSWER_FOUND });
#undef NEWBORN
}

static void
kosodate_n4 (void)
{
#define DIVORCED(day) "{\"items\": {\"target_group\": \"3\", \"divorced_on\": " day "}}"
  HOLD ("kosodate-oen-r7.json", sample_kosodate, { DIVORCED ("\"2025-10-01\""), "divorce_range", MADO_ANSWER_PASSED },
        { DIVORCED ("\"2025-09-30\""), "divorce_range", MADO_ANSWER_FOUND },
        { DIVORCED ("\"2026-03-31\""), "divorce_range", MADO_ANSWER_PASSED },
        { DIVORCED ("\"2026-04-01\""), "divorce_range", MADO_ANSWER_FOUND },
        { DIVORCED ("null"), "divorce_range", MADO_ANSWER_UNKNOWN });
#undef DIVORCED
}

/* 004-U4, U7: whoever is outside child allowance is judged by the child on the reference date. */
static void
kosodate_u4 (void)
{
  HOLD ("kosodate-oen-r7.json", sample_kosodate,
        { "{\"items\": {\"target_group\": \"4\"}}", "a_child", MADO_ANSWER_PASSED },
        { "{\"items\": {\"target_group\": \"4\"}, " CHILDREN (CHILD ("r1", "201", "2025-10-01")) "}", "a_child",
          MADO_ANSWER_FOUND });
}

/* 004-U5, U6: unasked unless refused, or on application; the day until which one may refuse is data. */
static void
kosodate_u5 (void)
{
  static const struct {
    const char *group;
    const char *today;
    const char *transition;
    MadoAnswer answer;
  } cases[] = {
    { "1", "2026-02-13", "decline", MADO_ANSWER_PASSED },     { "1", "2026-02-14", "decline", MADO_ANSWER_FOUND },
    { "1", "2026-02-13", "pay_unasked", MADO_ANSWER_FOUND },  { "1", "2026-02-14", "pay_unasked", MADO_ANSWER_PASSED },
    { "2", "2026-02-14", "pay_unasked", MADO_ANSWER_PASSED }, { "3", "2026-02-14", "pay_unasked", MADO_ANSWER_FOUND },
    { "4", "2026-02-14", "pay_unasked", MADO_ANSWER_FOUND },  { "1", "2026-02-14", "apply", MADO_ANSWER_FOUND },
    { "3", "2026-02-14", "apply", MADO_ANSWER_PASSED },       { "4", "2026-02-14", "apply", MADO_ANSWER_PASSED },
  };
  g_auto (Sample) sample;

  sample_open (&sample, "kosodate-oen-r7.json", sample_kosodate);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *patch = g_strdup_printf ("{\"items\": {\"target_group\": \"%s\"}}", cases[i].group);

    g_test_message ("%s %s %s", cases[i].group, cases[i].today, cases[i].transition);
    g_assert_cmpint (
        ask_programme (&sample, sample_judge_in (&sample, patch, "guided", cases[i].today), TRUE, cases[i].transition),
        ==, cases[i].answer);
  }
}

static void
kosodate_u8 (void)
{
  static const char patch[] = "{" CHILDREN (CHILD ("r1", "201", "2020-01-01") "," CHILD (
      "r2", "202", "2007-04-01") "," CHILD ("r3", "203", "2018-01-01")) "}";
  g_auto (Sample) sample;
  const MadoJudgement *judgement;

  sample_open (&sample, "kosodate-oen-r7.json", sample_kosodate);
  judgement = sample_judge (&sample, patch);
  g_assert_cmpuint (judgement->rights->len, ==, 3);
  g_assert_cmpint (sample_sum_amounts (judgement), ==, 40000);
  g_assert_cmpint (mado_judgement_find_right (judgement, "child", "r2")->when, ==, MADO_ANSWER_FOUND);
  g_assert_false (mado_judgement_find_right (judgement, "child", "r2")->has_amount);
  g_assert_cmpstr (mado_judgement_find_right (judgement, "child", "r1")->claim.parts[0], ==, "201");
  g_assert_cmpstr (mado_judgement_find_right (judgement, "child", "r3")->claim.parts[0], ==, "203");
  g_assert_cmpint (mado_judgement_get_check (judgement, "child_18", "r1"), ==, MADO_ANSWER_PASSED);
  g_assert_cmpint (mado_judgement_get_check (judgement, "child_18", "r2"), ==, MADO_ANSWER_FOUND);
  g_assert_cmpint (mado_judgement_get_value (judgement, "child_eligible", "r2").number, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/benefit/000-U1-first-needs-heartbeat-notification-and-interview", ninpu_u1);
  g_test_add_func ("/benefit/000-U2-second-needs-delivery-and-home-visit", ninpu_u2);
  g_test_add_func ("/benefit/000-U3-only-who-applies-is-paid", ninpu_u3);
  g_test_add_func ("/benefit/000-U4-cash-or-gift", ninpu_u4);
  g_test_add_func ("/benefit/000-U6-the-ward-decides", ninpu_u6);
  g_test_add_func ("/benefit/000-N2-first-is-50000-a-pregnancy", ninpu_n2);
  g_test_add_func ("/benefit/000-N3-second-is-50000-a-child", ninpu_n3);
  g_test_add_func ("/benefit/000-N4-from-april-2025", ninpu_n4);
  g_test_add_func ("/benefit/000-D14-D20-nothing-paid-elsewhere", ninpu_elsewhere);
  g_test_add_func ("/benefit/000-D29-another-payee-needs-papers", ninpu_mandate);
  g_test_add_func ("/benefit/000-D9-the-control-number-is-the-key", ninpu_keys);
  g_test_add_func ("/benefit/003-U1-child-until-the-fiscal-year-of-six", babysitter_u1);
  g_test_add_func ("/benefit/003-U5-hours-are-capped-by-data", babysitter_u5);
  g_test_add_func ("/benefit/004-U1-U2-children-of-the-reference-date", kosodate_u1);
  g_test_add_func ("/benefit/004-U4-U7-others-by-the-reference-date", kosodate_u4);
  g_test_add_func ("/benefit/004-U5-U6-unasked-or-on-application", kosodate_u5);
  g_test_add_func ("/benefit/004-U8-one-payment-a-child", kosodate_u8);
  g_test_add_func ("/benefit/004-N3-births", kosodate_n3);
  g_test_add_func ("/benefit/004-U3-N4-divorces", kosodate_n4);

  return g_test_run ();
}
