/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds whatever people do: more than 100,000 operations at random, with fixed seeds. */

#include <string.h>

#include "mado-json-member.h"
#include "random-work.h"
#include "terminals.h"

#define TERMINALS_EVERY 50 /* operations one is tried on the terminals of all roles */
#define COMPARED_EVERY 5   /* operations one is tried at the terminal of whoever wants it */

/* What has been seen in a day, so that nobody takes an empty day for a good one. */
typedef struct {
  guint n_outcomes[MADO_OUTCOME_QUARANTINED + 1];
  GHashTable *refusals; /* code → how often */
  GHashTable *states;   /* of rights → how often one came there */
  GHashTable *paid;     /* claim → the case that was paid for it and did not fail since */
} Day;

static Day
begin_day (void)
{
  return (Day) {
    .refusals = g_hash_table_new (g_str_hash, g_str_equal),
    .states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .paid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };
}

static void
end_day (Day *day)
{
  g_hash_table_unref (day->refusals);
  g_hash_table_unref (day->states);
  g_hash_table_unref (day->paid);
}

static void
count (GHashTable *counts, const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

  g_hash_table_insert (counts, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

static guint
get_count (const Day *day, const char *state)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (day->states, state));
}

/* --- what holds for an entity ------------------------------------------------------------------------------------ */

/* @role: (nullable): of whoever gets it */
static void
assert_item_listed (const MadoProgramme *programme, const char *role, const char *id)
{
  const MadoItem *item = mado_section_find (programme->items, id);

  g_assert_nonnull (item);
  g_assert_true (role == NULL || mado_item_may_see (item, role));
}

static void
assert_items_listed (const MadoProgramme *programme, const char *role, yyjson_val *items)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (items);

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter))
    assert_item_listed (programme, role, yyjson_get_str (id));
}

/* 000, "Only approved items exist": nothing is stored under a name that is not on the list, in no place of a case; and
 * nobody gets anything under one that is not on the list of his role. */
static void
assert_only_approved (const MadoProgramme *programme, const char *role, yyjson_val *body)
{
  yyjson_obj_iter lists = yyjson_obj_iter_with (yyjson_obj_get (body, "lists"));

  assert_items_listed (programme, role, yyjson_obj_get (body, "items"));
  assert_items_listed (programme, role, yyjson_obj_get (body, "authors"));
  assert_items_listed (programme, role, yyjson_obj_get (body, "notes"));
  assert_items_listed (programme, role, yyjson_obj_get (body, "entries"));
  for (yyjson_val *id = yyjson_obj_iter_next (&lists); id != NULL; id = yyjson_obj_iter_next (&lists)) {
    yyjson_arr_iter rows = yyjson_arr_iter_with (yyjson_obj_iter_get_val (id));

    g_assert_nonnull (mado_section_find (programme->lists, yyjson_get_str (id)));
    for (yyjson_val *row = yyjson_arr_iter_next (&rows); row != NULL; row = yyjson_arr_iter_next (&rows))
      assert_items_listed (programme, role, yyjson_obj_get (row, "items"));
  }
}

/* No text of a 個人番号 that people typed is anywhere. */
static void
assert_no_my_number (MadoEntity *entity)
{
  GBytes *text = mado_entity_get_text (entity);

  g_assert_null (g_strstr_len (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), "983205673214"));
}

static yyjson_val *
find_right (MadoEntity *entity, yyjson_val *right)
{
  yyjson_val *body = entity != NULL ? mado_entity_get_body (entity) : NULL;
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (one, "right"), mado_json_get_text (right, "right")) == 0 &&
        strcmp (mado_json_get_text (one, "row"), mado_json_get_text (right, "row")) == 0)
      return one;

  return NULL;
}

/* 000, 004-F4: what is paid is paid under its claim, once, unless the transfer failed. */
static void
follow_right (Day *day, MadoEntity *before, MadoEntity *after, yyjson_val *right)
{
  const char *state = mado_json_get_text (right, "state");
  const char *old = mado_json_get_text (find_right (before, right), "state");
  const char *claim = mado_json_get_text (right, "claim");
  char id[MADO_ID_TEXT_SIZE];

  if (strcmp (state, old) == 0)
    return;
  mado_id_to_text (mado_entity_get_id (after), id);
  count (day->states, state);
  if (strcmp (state, "paid") == 0) {
    g_assert_cmpstr (old, ==, "ordered");
    g_assert_cmpint (mado_json_get_number (right, "amount"), >, 0);
    g_assert_cmpstr (claim, !=, "");
    g_assert_false (g_hash_table_contains (day->paid, claim));
    g_hash_table_insert (day->paid, g_strdup (claim), g_strdup (id));
  }
  if (strcmp (state, "failed") == 0 && strcmp (old, "paid") == 0)
    g_assert_true (g_hash_table_remove (day->paid, claim));
  if (strcmp (state, "ordered") == 0)
    g_assert_true (strcmp (old, "claimed") == 0 || strcmp (old, "failed") == 0);
  g_assert_cmpstr (old, !=, "released");
}

/* J5: nothing is ordered while a deficiency is open. */
static void
assert_nothing_open (yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "deficiencies"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    g_assert_nonnull (yyjson_obj_get (one, "closed"));
  g_assert_null (yyjson_obj_get (body, "conflicts"));
}

static void
follow_rights (Day *day, MadoEntity *before, MadoEntity *after)
{
  yyjson_val *body = mado_entity_get_body (after);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter)) {
    follow_right (day, before, after, right);
    if (strcmp (mado_json_get_text (right, "state"), "ordered") == 0 &&
        strcmp (mado_json_get_text (find_right (before, right), "state"), "ordered") != 0)
      assert_nothing_open (body);
  }
}

/* --- what holds for an operation --------------------------------------------------------------------------------- */

/* An edit that went in overwrote exactly what its author saw, or wrote what was there. */
static void
assert_nothing_lost (yyjson_val *edit, yyjson_val *before, yyjson_val *after)
{
  const char *item = mado_json_get_text (edit, "item");
  yyjson_val *was = yyjson_obj_get (edit, "was");
  yyjson_val *now = yyjson_obj_get (edit, "now");
  yyjson_val *old = yyjson_obj_get (yyjson_obj_get (before, "items"), item);
  yyjson_val *new = yyjson_obj_get (yyjson_obj_get (after, "items"), item);
  gboolean was_seen = old == NULL ? was == NULL || yyjson_is_null (was) : yyjson_equals (old, was);

  if (old == NULL ? new == NULL : yyjson_equals (old, new))
    return;
  g_assert_true (was_seen);
  g_assert_true (new == NULL ? yyjson_is_null (now) : yyjson_equals (new, now));
}

static void
assert_edits_kept (const RandomStep *step, MadoEntity *before, MadoEntity *after)
{
  yyjson_val *edits = yyjson_obj_get (mado_operation_get_body (step->operation), "edits");
  yyjson_arr_iter iter = yyjson_arr_iter_with (edits);

  if (!g_str_equal (mado_operation_get_header (step->operation)->kind, "case.edit"))
    return;
  for (yyjson_val *edit = yyjson_arr_iter_next (&iter); edit != NULL; edit = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (edit, "row") == NULL)
      assert_nothing_lost (edit, mado_entity_get_body (before), mado_entity_get_body (after));
}

/* 000-U6, J10: who did a step that another has to check did not check it. */
static void
assert_not_own_work (const RandomOffice *work, const RandomStep *step, MadoEntity *before, MadoEntity *after)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (mado_entity_get_body (after), "done"));
  yyjson_val *done_before = before != NULL ? yyjson_obj_get (mado_entity_get_body (before), "done") : NULL;

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter)) {
    const MadoTransition *transition = mado_section_find (work->programme->transitions, yyjson_get_str (id));
    yyjson_val *stamp = yyjson_obj_iter_get_val (id);

    if (yyjson_equals (stamp, yyjson_obj_get (done_before, transition->id)))
      continue;
    g_assert_cmpstr (mado_json_get_text (stamp, "by"), !=, mado_json_get_text (stamp, "second"));
    for (guint i = 0; i < transition->not_same_as->len; i++) {
      yyjson_val *checked = yyjson_obj_get (done_before, g_ptr_array_index (transition->not_same_as, i));

      g_assert_cmpstr (mado_json_get_text (checked, "by"), !=, step->actor->account);
    }
    g_assert_cmpint (transition->second_person->len > 0, ==, yyjson_obj_get (stamp, "second") != NULL);
  }
}

/* Blindness of the second entry is held by the projection; here: two people, equal entries, or a third. */
static void
assert_account_agreed (MadoEntity *after)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (mado_entity_get_body (after), "entries"));

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter)) {
    yyjson_val *entry = yyjson_obj_iter_get_val (id);
    yyjson_val *first = yyjson_obj_get (entry, "first");
    yyjson_val *second = yyjson_obj_get (entry, "second");
    const char *agreed = mado_json_get_text (yyjson_obj_get (entry, "agreed"), "by");

    if (second != NULL)
      g_assert_cmpstr (mado_json_get_text (first, "by"), !=, mado_json_get_text (second, "by"));
    if (agreed[0] == '\0')
      continue;
    if (yyjson_equals (yyjson_obj_get (first, "value"), yyjson_obj_get (second, "value")))
      continue;
    g_assert_cmpstr (agreed, !=, mado_json_get_text (first, "by"));
    g_assert_cmpstr (agreed, !=, mado_json_get_text (second, "by"));
  }
}

static void
check_entity (RandomOffice *work, Day *day, const RandomStep *step, MadoEntity *after)
{
  g_autoptr (MadoEntity) before = random_office_find (work, mado_entity_get_id (after));

  g_assert_cmpint (mado_entity_get_version (after), ==, before != NULL ? mado_entity_get_version (before) + 1 : 1);
  assert_no_my_number (after);
  if (strcmp (mado_entity_get_kind (after), "case") != 0)
    return;
  assert_only_approved (work->programme, NULL, mado_entity_get_body (after));
  follow_rights (day, before, after);
  if (before != NULL)
    assert_edits_kept (step, before, after);
  assert_not_own_work (work, step, before, after);
  assert_account_agreed (after);
}

/* Values that cases have, by the type of their items, and neither free text nor a time has. */
static const struct {
  const char *type;
  const char *marker;
} values[] = {
  { "account", "\"1234567\"" },  { "email", "hanako@example.jp" }, { "name", "見本 花子" },
  { "phone", "\"0300000000\"" }, { "postal", "\"1600022\"" },
};

static gboolean
sees_type (const MadoProgramme *programme, const char *type, const char *role)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (strcmp (item->type, type) == 0 && mado_item_may_see (item, role) &&
        !mado_names_contain (item->mask_roles, role))
      return TRUE;
  }

  return FALSE;
}

/* Nobody gets an item that he may not see, nor a value of a type of which he may see none open. */
static void
assert_nothing_leaks (const RandomOffice *work, MadoEntity *entity)
{
  for (guint i = 0; i < mado_section_get_count (work->programme->roles); i++) {
    const char *roles[] = { ((const MadoNamed *) mado_section_get (work->programme->roles, i))->id, NULL };
    MadoPerson person = { "somebody", roles };
    g_autoptr (MadoEntity) projected =
        terminals_project (work->programme, mado_memory_get_records (work->memory), entity, &person);

    if (projected == NULL)
      continue;

    GBytes *text = mado_entity_get_text (projected);

    assert_only_approved (work->programme, roles[0], mado_entity_get_body (projected));
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      if (!sees_type (work->programme, values[j].type, roles[0]))
        g_assert_null (
            g_strstr_len (g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), values[j].marker));
  }
}

/* The same operation on another machine: another judge, the same bytes. */
static void
assert_same (const MadoOutcome *a, const MadoOutcome *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpuint (a->entities->len, ==, b->entities->len);
  for (guint i = 0; i < a->entities->len; i++)
    g_assert_true (g_bytes_equal (mado_entity_get_text (g_ptr_array_index (a->entities, i)),
                                  mado_entity_get_text (g_ptr_array_index (b->entities, i))));
  g_assert_cmpuint (a->taken->len, ==, b->taken->len);
  g_assert_cmpuint (a->released->len, ==, b->released->len);
}

static void
check_outcome (RandomOffice *work, Day *day, const RandomStep *step, const MadoOutcome *outcome)
{
  day->n_outcomes[outcome->kind]++;
  if (outcome->refusal != NULL) {
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (day->refusals, outcome->refusal->code));

    g_hash_table_insert (day->refusals, (gpointer) outcome->refusal->code, GUINT_TO_POINTER (n + 1));
    g_assert_cmpuint (outcome->entities->len, ==, 0);
    g_assert_cmpuint (outcome->taken->len + outcome->released->len, ==, 0);
  }
  for (guint i = 0; i < outcome->entities->len; i++)
    check_entity (work, day, step, g_ptr_array_index (outcome->entities, i));
}

/* Every claim of every entity is held by that entity and by no other. */
static void
assert_claims_held (const RandomOffice *work)
{
  g_autoptr (GPtrArray) cases = mado_memory_list_entities (work->memory, "case");

  for (guint i = 0; i < cases->len; i++) {
    MadoEntity *entity = g_ptr_array_index (cases, i);
    yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "claims"));

    for (yyjson_val *claim = yyjson_arr_iter_next (&iter); claim != NULL; claim = yyjson_arr_iter_next (&iter)) {
      MadoId holder = MADO_ID_NONE;

      g_assert_true (
          mado_records_find_holder (mado_memory_get_records (work->memory), yyjson_get_str (claim), &holder, NULL));
      g_assert_cmpint (mado_id_compare (holder, mado_entity_get_id (entity)), ==, 0);
    }
  }
}

static void
tell (const Day *day)
{
  GHashTableIter iter;
  gpointer name;
  gpointer n;

  for (guint i = 0; i <= MADO_OUTCOME_QUARANTINED; i++)
    g_test_message ("%s %u", mado_outcome_kind_get_name (i), day->n_outcomes[i]);
  g_hash_table_iter_init (&iter, day->refusals);
  while (g_hash_table_iter_next (&iter, &name, &n))
    g_test_message ("%s %u", (const char *) name, GPOINTER_TO_UINT (n));
  g_hash_table_iter_init (&iter, day->states);
  while (g_hash_table_iter_next (&iter, &name, &n))
    g_test_message ("right %s %u", (const char *) name, GPOINTER_TO_UINT (n));
}

static void
work_a_day (const char *programme, const char *likely, guint32 seed, guint n_operations, Day *day)
{
  g_autoptr (RandomOffice) work = random_office_new (programme, likely, seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoJudge) other = mado_judge_new (work->programme, &error);
  const MadoRecords *records = mado_memory_get_records (work->memory);

  g_assert_no_error (error);
  for (guint i = 0; i < n_operations; i++) {
    g_auto (RandomStep) step = {};

    random_work_next (work, &step);

    g_autoptr (MadoOutcome) outcome = mado_apply (work->judge, records, step.operation, &step.context, &error);
    g_assert_no_error (error);
    g_autoptr (MadoOutcome) again = mado_apply (other, records, step.operation, &step.context, &error);
    g_assert_no_error (error);
    assert_same (outcome, again);
    check_outcome (work, day, &step, outcome);
    if (i % COMPARED_EVERY == 0)
      terminals_compare (work->judge, records, step.operation, &step.context, outcome);
    if (i % TERMINALS_EVERY == 0) {
      terminals_try (work->judge, records, step.operation, &step.context);
      for (guint j = 0; j < outcome->entities->len; j++)
        assert_nothing_leaks (work, g_ptr_array_index (outcome->entities, j));
    }
    random_office_take (work, step.operation, outcome);
  }
  assert_claims_held (work);
  tell (day);
}

static void
test_pregnancy (void)
{
  Day day = begin_day ();

  work_a_day ("ninpu-r7.json", RANDOM_PREGNANCY, 20260404, 60000, &day);
  g_assert_cmpuint (get_count (&day, "paid"), >, 15);
  g_assert_cmpuint (get_count (&day, "failed"), >, 8);
  g_assert_cmpuint (get_count (&day, "attached"), >, 20);
  g_assert_cmpuint (get_count (&day, "released"), >, 50);
  g_assert_cmpuint (day.n_outcomes[MADO_OUTCOME_CONFLICT], >, 100);
  end_day (&day);
}

static void
test_allowance (void)
{
  Day day = begin_day ();

  work_a_day ("kosodate-oen-r7.json", RANDOM_ALLOWANCE, 20260116, 50000, &day);
  g_assert_cmpuint (get_count (&day, "paid"), >, 15);
  g_assert_cmpuint (get_count (&day, "held"), >, 2);
  end_day (&day);
}

static void
test_sitter (void)
{
  Day day = begin_day ();

  work_a_day ("babysitter-r7.json", RANDOM_SITTER, 20260415, 15000, &day);
  end_day (&day);
}

/* --- merge ------------------------------------------------------------------------------------------------------- */

static MadoOutcome *
apply_on_top (RandomOffice *work, MadoMemory *memory, const RandomStep *step)
{
  g_autoptr (GError) error = NULL;
  MadoOutcome *outcome =
      mado_apply (work->judge, mado_memory_get_records (memory), step->operation, &step->context, &error);

  g_assert_no_error (error);
  mado_memory_take (memory, outcome);

  return outcome;
}

/* Returns: (nullable): the items after both edits; NULL where one was not wholly done */
static char *
edit_twice (RandomOffice *work, MadoId id, const RandomStep *first, const RandomStep *second)
{
  g_autoptr (MadoMemory) memory = mado_memory_new (mado_memory_get_records (work->memory));
  g_autoptr (MadoOutcome) a = apply_on_top (work, memory, first);
  g_autoptr (MadoOutcome) b = apply_on_top (work, memory, second);
  g_autoptr (MadoEntity) entity = NULL;

  if (a->kind > MADO_OUTCOME_CONVERGED || b->kind > MADO_OUTCOME_CONVERGED)
    return NULL;
  g_assert_true (mado_records_find_entity (mado_memory_get_records (memory), id, &entity, NULL));

  char *json = yyjson_val_write (yyjson_obj_get (mado_entity_get_body (entity), "items"), 0, NULL);

  g_assert_nonnull (json);

  return json;
}

/* Two people edit the same version. Where both edits go in, the order does not matter; where they clash they clash in
 * both orders. */
static void
test_merge_is_symmetric (void)
{
  g_autoptr (RandomOffice) work = random_office_new ("ninpu-r7.json", RANDOM_PREGNANCY, 7);
  guint n_merged = 0;
  guint n_clashed = 0;

  for (guint i = 0; i < 4000; i++) {
    g_auto (RandomStep) step = {};
    g_auto (RandomStep) a = {};
    g_auto (RandomStep) b = {};

    random_work_next (work, &step);
    g_autoptr (MadoOutcome) outcome = apply_on_top (work, work->memory, &step);
    random_office_take (work, step.operation, outcome);
    if (work->cases->len == 0)
      continue;

    g_autoptr (MadoEntity) entity = random_office_pick_case (work);

    random_work_edit (work, entity, &a);
    random_work_edit (work, entity, &b);

    g_autofree char *one_way = edit_twice (work, mado_entity_get_id (entity), &a, &b);
    g_autofree char *other_way = edit_twice (work, mado_entity_get_id (entity), &b, &a);

    g_assert_cmpstr (one_way, ==, other_way);
    n_merged += one_way != NULL;
    n_clashed += one_way == NULL;
  }
  g_assert_cmpuint (n_merged, >, 100);
  g_assert_cmpuint (n_clashed, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/random-work/pregnancy-nothing-is-paid-twice", test_pregnancy);
  g_test_add_func ("/random-work/allowance-nothing-is-paid-twice", test_allowance);
  g_test_add_func ("/random-work/sitter-nothing-is-paid-twice", test_sitter);
  g_test_add_func ("/random-work/edits-that-merge-do-so-in-any-order", test_merge_is_symmetric);

  return g_test_run ();
}
