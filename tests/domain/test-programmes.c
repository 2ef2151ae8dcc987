/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The programmes of data/programmes/ against the papers of the committee that approved their items. */

#include <string.h>

#include "programme-sample.h"

typedef struct {
  const char *paper;
  const char *label;
} Approved;

static guint
count_of_paper (const MadoProgramme *programme, const Approved *approved)
{
  guint n_found = 0;

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (strcmp (item->paper, approved->paper) == 0 && strcmp (item->label, approved->label) == 0)
      n_found++;
  }

  return n_found;
}

static void
assert_approved (const MadoProgramme *programme, const Approved *approved, gsize n_approved)
{
  for (gsize i = 0; i < n_approved; i++) {
    g_test_message ("%s %s", approved[i].paper, approved[i].label);
    g_assert_cmpuint (count_of_paper (programme, &approved[i]), ==, 1);
  }
}

/* --- 000: support benefit for pregnancy --------------------------------------------------------------------------- */

static const Approved ninpu_items[] = {
  { "000-D1", "郵便番号" },
  { "000-D2", "住所" },
  { "000-D3", "氏名" },
  { "000-D4", "生年月日" },
  { "000-D5", "電話番号" },
  { "000-D6", "メールアドレス" },
  { "000-D7", "職業" },
  { "000-D8", "妊娠月数" },
  { "000-D9", "給付管理番号" },
  { "000-D10", "母子健康手帳交付日" },
  { "000-D11", "母子健康手帳交付自治体" },
  { "000-D12", "給付希望の有無" },
  { "000-D13", "給付内容" },
  { "000-D14", "他自治体の支給有無" },
  { "000-D15", "医師による胎児心拍の確認の有無" },
  { "000-D16", "医師の氏名" },
  { "000-D17", "医療機関情報" },
  { "000-D18", "出産日" },
  { "000-D19", "妊娠していた子どもの数" },
  { "000-D20", "一年以内の転出入の有無" },
  { "000-D21", "一年以内に転出した前自治体" },
  { "000-D22", "電子ギフト送付先郵便番号" },
  { "000-D23", "電子ギフト送付先住所" },
  { "000-D24", "支給金額" },
  { "000-D25", "申請書収受日" },
  { "000-D26", "申請書再発行回数" },
  { "000-D27", "振込日" },
  { "000-D28", "振込方法" },
  { "000-D29", "振込口座情報" },
  { "000-D30", "返戻記録" },
  { "000-D31", "進捗状況" },
  { "000-D32", "支給通知情報" },
  { "000-D33", "不備情報" },
};

static void
ninpu_has_the_33_items_and_the_comment (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  const MadoItem *comment = mado_section_find (programme->items, "ward_comment");

  assert_approved (programme, ninpu_items, G_N_ELEMENTS (ninpu_items));
  g_assert_cmpuint (mado_section_get_count (programme->items), ==, G_N_ELEMENTS (ninpu_items) + 1);
  g_assert_cmpstr (comment->paper, ==, "000-D35");
  g_assert_cmpuint (comment->give->len, ==, 0);
}

/* 000-F15: over the external connection the ward records the comment and nothing else. */
static void
ninpu_ward_writes_the_comment_only (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    g_assert_true (mado_item_may_see (item, "ward"));
    g_assert_true (mado_item_may_edit (item, "ward") == (strcmp (item->id, "ward_comment") == 0));
  }
}

/* 000-N2, N3; the ruling: rights are held by the benefit control number, a person only shows where to look. */
static void
ninpu_rights_are_held_by_control_number (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");

  g_assert_cmpuint (mado_section_get_count (programme->rights), ==, 2);
  for (guint i = 0; i < 2; i++) {
    const MadoRight *right = mado_section_get (programme->rights, i);
    const MadoRate *rate = mado_section_find (programme->rates, right->id);

    g_assert_cmpuint (right->claim.key->len, ==, 1);
    g_assert_cmpstr (((const MadoRuleText *) g_ptr_array_index (right->claim.key, 0))->text, ==, "control_no");
    g_assert_cmpuint (right->look.key->len, ==, 3); /* name, birth date, and the day of the event */
    g_assert_cmpint (((const MadoDatedValue *) mado_section_get (rate->from, 0))->value.number, ==, 50000);
  }
}

/* 000-S4, S6: the account goes to the ward and comes back unchanged. */
static void
ninpu_decision_must_match_the_plan (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  const MadoPacket *decided = mado_section_find (programme->packets, "decided");

  g_assert_true (mado_names_contain (decided->must_equal, "amount"));
  g_assert_true (mado_names_contain (decided->must_equal, "account"));
  g_assert_true (decided->count_and_sum);
}

/* In the ward's office the terminal reads, writes comments and signs for what it receives; whoever decides approves. */
static void
ninpu_duties_are_kept_apart (void)
{
  static const char *const duties[] = { "calls",   "handover", "receive",   "oversee",    "plan",       "approve",
                                        "notices", "people",   "incidents", "protection", "adjudicate", "duplicates" };
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");

  for (gsize i = 0; i < G_N_ELEMENTS (duties); i++) {
    g_assert_true (mado_programme_has_duty (programme, duties[i], "ward") ==
                   (g_str_equal (duties[i], "receive") || g_str_equal (duties[i], "oversee")));
    g_assert_true (mado_programme_has_duty (programme, duties[i], "decider") == g_str_equal (duties[i], "approve"));
    g_assert_true (mado_programme_has_duty (programme, duties[i], "lead") !=
                   (g_str_equal (duties[i], "approve") || g_str_equal (duties[i], "oversee")));
    g_assert_true (mado_programme_has_duty (programme, duties[i], "admin") == g_str_equal (duties[i], "people"));
    g_assert_false (mado_programme_has_duty (programme, duties[i], "verifier"));
  }
  for (guint i = 0; i < mado_section_get_count (programme->items); i++)
    g_assert_false (mado_item_may_see (mado_section_get (programme->items, i), "admin"));
  g_assert_false (mado_programme_has_duty (programme, "sleep", "lead"));
}

/* Before anybody is in the register somebody has to begin it, who sees nothing of any case. */
static void
somebody_keeps_the_register_and_sees_no_case (gconstpointer file)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load (file);

  g_assert_true (mado_programme_has_duty (programme, "people", "admin"));
  for (guint i = 0; i < mado_section_get_count (programme->items); i++)
    g_assert_false (mado_item_may_see (mado_section_get (programme->items, i), "admin"));
}

static void
ninpu_knows_what_tells_whereabouts (void)
{
  static const char *const telling[] = { "postal_code",   "address",      "phone",
                                         "handbook_city", "clinic",       "former_city",
                                         "gift_postal",   "gift_address", NULL };
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    g_test_message ("%s", item->id);
    g_assert_true (mado_item_tells_whereabouts (item) == g_strv_contains (telling, item->id));
  }
}

/* 000-U5: whoever answers calls works with the same data as whoever works on payments; of an account masked. */
static void
ninpu_calls_are_answered_from_the_same_data (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    g_test_message ("%s", item->id);
    g_assert_true (mado_item_may_see (item, "agent") == mado_item_may_see (item, "verifier"));
    g_assert_true (mado_names_contain (item->mask_for, "agent") == (strcmp (item->type, "account") == 0));
  }
}

/* 000-U8, S10: no line leads to where the ward decides; whatever goes there or comes back lies on a medium. */
static void
ninpu_ward_decides_on_what_is_handed_over (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");

  g_assert_cmpuint (mado_section_get_count (programme->packets), >, 0);
  for (guint i = 0; i < mado_section_get_count (programme->packets); i++)
    g_assert_cmpstr (((const MadoPacket *) mado_section_get (programme->packets, i))->medium, ==, "DVD-R");
}

/* From the end of the check on, nothing changes but by a named act; accounts are entered before and after a failure. */
static void
ninpu_is_fixed_once_checked (void)
{
  static const char *const open[] = { "expected", "received", "deficient", NULL };
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  const MadoTransition *contact = mado_section_find (programme->transitions, "contact");
  const MadoTransition *correct = mado_section_find (programme->transitions, "correct");

  for (guint i = 0; i < mado_section_get_count (programme->states); i++) {
    const MadoState *state = mado_section_get (programme->states, i);

    g_assert_true (state->is_fixed != g_strv_contains (open, state->id));
    g_assert_true (mado_names_contain (contact->from, state->id) == state->is_fixed);
    g_assert_true (mado_programme_takes_account (programme, state->id) ==
                   (!state->is_fixed || g_str_equal (state->id, "failed")));
  }
  g_assert_true (mado_names_contain (correct->edited, "content"));
  g_assert_true (mado_names_contain (correct->edited, "delivery_date"));
  g_assert_false (mado_names_contain (correct->edited, "name"));
  g_assert_false (mado_names_contain (contact->edited, "account"));
}

/* --- 003: babysitting --------------------------------------------------------------------------------------------- */

static const Approved babysitter_items[] = {
  { "003-D1", "氏名" },           { "003-D2", "住所" },         { "003-D3", "生年月日" }, { "003-D4", "電話番号" },
  { "003-D5", "メールアドレス" }, { "003-D6", "銀行口座情報" }, { "003-D7", "相談内容" },
};

static void
babysitter_has_the_7_items (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("babysitter-r7.json");

  assert_approved (programme, babysitter_items, G_N_ELEMENTS (babysitter_items));
  g_assert_nonnull (mado_section_find (programme->items, "child_birth")); /* 003-U1 */
}

/* 003-F2: the contractor screens, the ward examines and decides. */
static void
babysitter_is_decided_by_the_ward (void)
{
  static const char *const by_contractor[] = { "receive", "prescreen", "submit" };
  static const char *const by_ward[] = { "examine", "decide", "refuse" };
  static const char *const ward[] = { "examiner", "decider", NULL };
  g_autoptr (MadoProgramme) programme = programme_sample_load ("babysitter-r7.json");

  for (gsize i = 0; i < 3; i++) {
    const MadoTransition *ours = mado_section_find (programme->transitions, by_contractor[i]);
    const MadoTransition *theirs = mado_section_find (programme->transitions, by_ward[i]);

    for (guint j = 0; j < ours->roles->len; j++)
      g_assert_false (g_strv_contains (ward, g_ptr_array_index (ours->roles, j)));
    for (guint j = 0; j < theirs->roles->len; j++)
      g_assert_true (g_strv_contains (ward, g_ptr_array_index (theirs->roles, j)));
  }
}

/* 003-U3: on paper and by the electronic form; to the ward and back on a medium. */
static void
babysitter_comes_on_paper_and_by_form (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("babysitter-r7.json");
  const MadoItem *receipt = mado_section_find (programme->items, "receipt_no");

  g_assert_cmpuint (mado_section_get_count (programme->form_maps), ==, 1);
  g_assert_true (mado_item_may_edit (receipt, "screener")); /* paper has no number that a form gave it */
  for (guint i = 0; i < mado_section_get_count (programme->packets); i++)
    g_assert_cmpstr (((const MadoPacket *) mado_section_get (programme->packets, i))->medium, ==, "DVD-R");
}

/* --- 004: child-raising support ----------------------------------------------------------------------------------- */

/* 004-D1 names seven things of recipient and child. */
static const Approved kosodate_items[] = {
  { "004-D2", "児童手当受給該当年月" },
  { "004-D3", "喪失年月日" },
  { "004-D4", "R7年度所得" },
  { "004-D5", "支払口座情報" },
  { "004-D7", "住所" },
  { "004-D6", "支給実績（年月）" },
  { "004-D8", "氏名" },
  { "004-D9", "認定番号" },
  { "004-D1", "児童順位" },
  { "004-D1", "続柄" },
  { "004-D1", "同居別居" },
};

static void
kosodate_has_its_items (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("kosodate-oen-r7.json");

  assert_approved (programme, kosodate_items, G_N_ELEMENTS (kosodate_items));
}

/* 004-D7 … D9 */
static void
kosodate_print_shop_gets_three_items (void)
{
  static const char *const given[] = { "address", "cert_no", "name", NULL };
  g_autoptr (MadoProgramme) programme = programme_sample_load ("kosodate-oen-r7.json");
  guint n_given = 0, n_seen = 0;

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    g_assert_true (mado_item_may_get (item, "printer") == g_strv_contains (given, item->id));
    n_given += mado_item_may_get (item, "printer");
    n_seen += mado_item_may_see (item, "print");
  }
  g_assert_cmpuint (n_given, ==, 3);
  g_assert_cmpuint (n_seen, ==, 3);
  g_assert_cmpuint (((const MadoPacket *) mado_section_find (programme->packets, "print"))->items->len, ==, 3);
}

/* 004-U8: one right a child, one bank row a payee. */
static void
kosodate_pays_a_right_a_child (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("kosodate-oen-r7.json");
  const MadoRight *right = mado_section_find (programme->rights, "child");

  g_assert_cmpstr (right->for_each, ==, "children");
  g_assert_cmpstr (right->pay_together_by, ==, "case");
  g_assert_cmpstr (((const MadoRuleText *) g_ptr_array_index (right->claim.key, 0))->text, ==, "child_resident_no");
}

/* A section of edits brings what takes edits: never an account, which two people type. */
static void
kosodate_correction_leaves_the_account (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("kosodate-oen-r7.json");
  const MadoTransition *correct = mado_section_find (programme->transitions, "correct");

  g_assert_true (mado_names_contain (correct->edited, "target_group"));
  g_assert_true (mado_names_contain (correct->edited, "child_birth"));
  g_assert_false (mado_names_contain (correct->edited, "account"));
  g_assert_false (mado_names_contain (correct->edited, "paid_month"));
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "ninpu-r7.json", "babysitter-r7.json", "kosodate-oen-r7.json" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/programmes/000-D1-D35-has-the-33-items-and-the-comment", ninpu_has_the_33_items_and_the_comment);
  g_test_add_func ("/programmes/000-F15-ward-writes-the-comment-only", ninpu_ward_writes_the_comment_only);
  g_test_add_func ("/programmes/000-N2-N3-rights-are-held-by-control-number", ninpu_rights_are_held_by_control_number);
  g_test_add_func ("/programmes/000-S4-S6-decision-must-match-the-plan", ninpu_decision_must_match_the_plan);
  g_test_add_func ("/programmes/000-R3-R10-duties-are-kept-apart", ninpu_duties_are_kept_apart);
  g_test_add_func ("/programmes/000-U5-calls-are-answered-from-the-same-data",
                   ninpu_calls_are_answered_from_the_same_data);
  g_test_add_func ("/programmes/000-U8-S10-ward-decides-on-what-is-handed-over",
                   ninpu_ward_decides_on_what_is_handed_over);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path =
        g_strconcat ("/programmes/", files[i], "/somebody-keeps-the-register-and-sees-no-case", NULL);

    g_test_add_data_func (path, files[i], somebody_keeps_the_register_and_sees_no_case);
  }
  g_test_add_func ("/programmes/000-knows-what-tells-whereabouts", ninpu_knows_what_tells_whereabouts);
  g_test_add_func ("/programmes/000-is-fixed-once-checked", ninpu_is_fixed_once_checked);
  g_test_add_func ("/programmes/003-D1-D7-has-the-7-items", babysitter_has_the_7_items);
  g_test_add_func ("/programmes/003-F2-U4-is-decided-by-the-ward", babysitter_is_decided_by_the_ward);
  g_test_add_func ("/programmes/003-U3-comes-on-paper-and-by-form", babysitter_comes_on_paper_and_by_form);
  g_test_add_func ("/programmes/004-D1-D9-has-its-items", kosodate_has_its_items);
  g_test_add_func ("/programmes/004-D7-D9-print-shop-gets-three-items", kosodate_print_shop_gets_three_items);
  g_test_add_func ("/programmes/004-U8-pays-a-right-a-child", kosodate_pays_a_right_a_child);
  g_test_add_func ("/programmes/004-correction-leaves-the-account", kosodate_correction_leaves_the_account);

  return g_test_run ();
}
