/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several people at one case: what combines, what clashes, and who may do what at all. */

#include "case-sample.h"

#include <string.h>

/* --- merging ----------------------------------------------------------------------------------------------------- */

static void
test_disjoint (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_edit (desk, "v-01", id, "phone", "'0300000000'", "'0300000001'");
  desk->n_behind = 1;
  case_edit (desk, "v-02", id, "occupation", "null", "'会社員'");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/phone"), ==, "0300000001");
  g_assert_cmpstr (desk_get_text (desk, id, "/authors/phone"), ==, "v-01");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/occupation"), ==, "会社員");
  g_assert_cmpstr (desk_get_text (desk, id, "/authors/occupation"), ==, "v-02");
}

static MadoId
clash (Desk *desk, MadoId id)
{
  case_edit (desk, "v-01", id, "phone", "'0300000000'", "'0300000001'");
  desk->n_behind = 1;

  g_autoptr (MadoOutcome) outcome = desk_try (
      desk, "v-02", id, "case.edit",
      "{'edits':[{'item':'phone','was':'0300000000','now':'0300000002'},{'item':'occupation','now':'会社員'}]}");

  desk->n_behind = 0;
  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_CONFLICT);
  g_assert_cmpuint (outcome->conflicts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (outcome->conflicts, 0), ==, "phone");

  return mado_id_from_text (desk_get_text (desk, id, "/conflicts/0/operation"));
}

static void
test_clash (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  clash (desk, id);
  desk_refuse (desk, MADO_REFUSAL_MY_NUMBER, "phone", "v-01", id, "case.edit",
               "{'edits':[{'item':'phone','was':'個人番号983205673214','now':'0300000003'}]}");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/phone"), ==, "0300000001");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/occupation"), ==, "会社員");
  g_assert_cmpstr (desk_get_text (desk, id, "/conflicts/0/was"), ==, "0300000000");
  g_assert_cmpstr (desk_get_text (desk, id, "/conflicts/0/now"), ==, "0300000002");
  g_assert_cmpstr (desk_get_text (desk, id, "/conflicts/0/current"), ==, "0300000001");
  g_assert_cmpstr (desk_get_text (desk, id, "/conflicts/0/by"), ==, "v-02");
  g_assert_cmpstr (desk_get_text (desk, id, "/conflicts/0/current_by"), ==, "v-01");
}

#define SETTLE "{'operation':'%s','item':'phone','was':'%s','now':'0300000002'}"

static void
test_settle_conflict (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  const char *act = "case.settle_conflict";

  case_complete (desk, id);

  DeskId which = desk_id (clash (desk, id));

  case_see (desk, "v-01", id, "identity");
  case_see (desk, "v-01", id, "no_mynumber");
  case_refuse_move (desk, MADO_REFUSAL_CONFLICT_OPEN, NULL, "v-01", id, "finish_check", "");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "phone", "a-01", id, act, SETTLE, which.text, "0300000001");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "email", "v-01", id, act, "{'operation':'%s','item':'email'}", which.text);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "phone", "v-01", id, act,
               "{'operation':'%s','item':'phone','was':'0300000001','now':'x'}", which.text);

  g_autoptr (MadoOutcome) unseen = desk_try (desk, "v-01", id, act, SETTLE, which.text, "0300000000");

  g_assert_cmpint (unseen->kind, ==, MADO_OUTCOME_CONFLICT);
  g_assert_cmpuint (unseen->entities->len, ==, 0);
  desk_do (desk, "v-01", id, act, SETTLE, which.text, "0300000001");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/phone"), ==, "0300000002");
  g_assert_false (desk_has (desk, id, "/conflicts"));
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "phone", "v-01", id, act, SETTLE, which.text, "0300000002");
}

static void
test_settle_in_fixed_state (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  DeskId which = desk_id (clash (desk, id));

  case_move (desk, "v-01", id, "withdraw", ",'reason':'x'");
  desk_refuse (desk, MADO_REFUSAL_FIXED, "withdrawn", "v-01", id, "case.settle_conflict", SETTLE, which.text,
               "0300000001");
}

static void
test_converged (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  const char *body = "{'edits':[{'item':'phone','was':'0300000000','now':'0300000001'}]}";

  desk_do (desk, "v-01", id, "case.edit", "%s", body);
  desk->n_behind = 1;

  g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-02", id, "case.edit", "%s", body);

  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_CONVERGED);
  g_assert_cmpuint (outcome->entities->len, ==, 0);
  g_assert_cmpstr (desk_get_text (desk, id, "/authors/phone"), ==, "v-01");
}

static void
test_twice_in_one (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_FORM, "phone", "v-01", id, "case.edit",
               "{'edits':[{'item':'phone','was':'0300000000','now':'0300000001'},"
               "{'item':'phone','was':'0300000000','now':'0300000002'}]}");
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static Desk *
open_allowance (void)
{
  Desk *desk = desk_new ("kosodate-oen-r7.json");

  desk_add_person (desk, "w-01", "ward");
  desk_add_person (desk, "w-02", "ward");

  return desk;
}

#define ORDER "{'edits':[{'item':'child_order','row':'%s','was':%s,'now':%s}]}"
#define ROW "{'list':'children','row':'%s'}"

static void
test_rows (void)
{
  g_autoptr (Desk) desk = open_allowance ();
  MadoId id = desk_put (desk, "case", "applied", "{}");
  DeskId row = desk_id (desk_draw_id (desk)), other = desk_id (desk_draw_id (desk));

  desk_do (desk, "w-01", id, "case.edit", "{'add_rows':[" ROW "],'edits':[{'item':'child_order','row':'%s','now':1}]}",
           row.text, row.text);
  desk->n_behind = 1;
  desk_do (desk, "w-02", id, "case.edit", "{'add_rows':[" ROW "]}", other.text);
  desk->n_behind = 0;
  g_assert_cmpint (desk_get_number (desk, id, "/lists/children"), ==, 2);
  g_assert_cmpint (desk_get_number (desk, id, "/lists/children/0/items/child_order"), ==, 1);
  desk_refuse (desk, MADO_REFUSAL_ROW, "children", "w-01", id, "case.edit", "{'add_rows':[" ROW "]}", row.text);
  desk_refuse (desk, MADO_REFUSAL_ITEM, "parents", "w-01", id, "case.edit",
               "{'add_rows':[{'list':'parents','row':'%s'}]}", row.text);
  desk_refuse (desk, MADO_REFUSAL_ROW, "child_order", "w-01", id, "case.edit",
               "{'edits':[{'item':'child_order','now':1}]}");
  desk_refuse (desk, MADO_REFUSAL_ROW, "cert_no", "w-01", id, "case.edit",
               "{'edits':[{'item':'cert_no','row':'%s','now':'1'}]}", row.text);

  /* removed as somebody saw it who did not see the last edit */
  desk_do (desk, "w-01", id, "case.edit", ORDER, row.text, "1", "2");

  g_autoptr (MadoOutcome) outcome =
      desk_try (desk, "w-02", id, "case.edit",
                "{'remove_rows':[{'list':'children','row':'%s','was':{'child_order':1}}]}", row.text);

  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_CONFLICT);
  g_assert_cmpint (desk_get_number (desk, id, "/lists/children"), ==, 2);
  desk_do (desk, "w-02", id, "case.edit", "{'remove_rows':[{'list':'children','row':'%s','was':{'child_order':2}}]}",
           row.text);
  g_assert_cmpint (desk_get_number (desk, id, "/lists/children"), ==, 1);

  /* edited by somebody who did not see that it was removed */
  desk->n_behind = 1;
  desk_refuse (desk, MADO_REFUSAL_ROW, "child_order", "w-01", id, "case.edit", ORDER, row.text, "2", "3");

  g_autoptr (MadoOutcome) gone =
      desk_try (desk, "w-01", id, "case.edit", "{'remove_rows':[{'list':'children','row':'%s'}]}", row.text);

  g_assert_cmpint (gone->kind, ==, MADO_OUTCOME_CONVERGED);
}

static void
test_most_rows (void)
{
  g_autoptr (Desk) desk = open_allowance ();
  MadoId id = desk_put (desk, "case", "applied", "{}");

  for (guint i = 0; i < 15; i++)
    desk_do (desk, "w-01", id, "case.edit", "{'add_rows':[" ROW "]}", desk_id (desk_draw_id (desk)).text);
  desk_refuse (desk, MADO_REFUSAL_ROW, "children", "w-01", id, "case.edit", "{'add_rows':[" ROW "]}",
               desk_id (desk_draw_id (desk)).text);
}

/* --- transitions ------------------------------------------------------------------------------------------------- */

static void
test_old_transition (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_complete (desk, id);
  case_move (desk, "v-01", id, "return_deficient", ",'reason':'未記入'");
  desk->n_behind = 1;

  g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-02", id, "case.move", "{'transition':'finish_check'}");

  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_CONFLICT);
  g_assert_cmpstr (g_ptr_array_index (outcome->conflicts, 0), ==, "state");
  g_assert_cmpuint (outcome->entities->len, ==, 0);
  g_assert_cmpstr (desk_get_state (desk, id), ==, "deficient");
}

/* Nothing of a transition is done where an edit that it carries clashes. */
static void
test_transition_with_clash (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  case_edit (desk, "v-01", id, "phone", "'0300000000'", "'0300000001'");
  desk->n_behind = 1;

  g_autoptr (MadoOutcome) outcome =
      desk_try (desk, "v-02", id, "case.move",
                "{'transition':'confirm','edits':[{'item':'phone','was':'0300000000','now':'0300000002'}]}");

  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_CONFLICT);
  g_assert_cmpuint (outcome->entities->len, ==, 0);
  g_assert_false (desk_has (desk, id, "/letters"));
}

/* --- groups ------------------------------------------------------------------------------------------------------ */

static GPtrArray *
write_withdrawals (Desk *desk, const MadoId *ids, guint n_ids)
{
  GPtrArray *operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);

  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (operations,
                     desk_write (desk, "v-01", ids[i], "case.move", "{'transition':'withdraw','reason':'取下げ書'}"));

  return operations;
}

static GPtrArray *
apply_group (Desk *desk, const GPtrArray *operations)
{
  static const char *const roles[] = { "verifier", NULL };
  MadoContext context = { .now = desk->now, .actor = { "v-01", roles } };
  g_autoptr (GError) error = NULL;
  GPtrArray *outcomes =
      mado_apply_group (desk->judge, mado_memory_get_records (desk->memory), operations, &context, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, operations->len);

  return outcomes;
}

static void
test_group (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId ids[] = { case_receive (desk, "logo:1", "0000000001"), case_receive (desk, "logo:2", "0000000002"),
                   case_receive (desk, "logo:3", "0000000003") };
  g_autoptr (GPtrArray) operations = write_withdrawals (desk, ids, G_N_ELEMENTS (ids));
  g_autoptr (GPtrArray) outcomes = apply_group (desk, operations);

  for (guint i = 0; i < outcomes->len; i++) {
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

    g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_APPLIED);
    g_assert_cmpuint (outcome->released->len, ==, 1);
  }
}

/* One that cannot be done: none is, before it or after it, and the others say for whose sake. */
static void
test_group_with_culprit (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId ids[] = { case_receive (desk, "logo:1", "0000000001"), case_receive (desk, "logo:2", "0000000002"),
                   case_receive (desk, "logo:3", "0000000003") };

  case_move (desk, "v-01", ids[1], "withdraw", ",'reason':'取下げ書'");

  g_autoptr (GPtrArray) operations = write_withdrawals (desk, ids, G_N_ELEMENTS (ids));
  g_autoptr (GPtrArray) outcomes = apply_group (desk, operations);
  DeskId culprit = desk_id (mado_operation_get_header (g_ptr_array_index (operations, 1))->id);

  for (guint i = 0; i < outcomes->len; i++) {
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

    g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_REFUSED);
    g_assert_cmpstr (outcome->refusal->code, ==, i == 1 ? MADO_REFUSAL_STATE : MADO_REFUSAL_GROUP);
    g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 0), ==, i == 1 ? "withdrawn" : culprit.text);
    g_assert_cmpuint (outcome->entities->len + outcome->taken->len + outcome->released->len, ==, 0);
  }
}

/* Later ones stand on earlier ones. */
static void
test_group_in_order (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  MadoId ids[] = { id, id };
  g_autoptr (GPtrArray) operations = write_withdrawals (desk, ids, G_N_ELEMENTS (ids));
  g_autoptr (GPtrArray) outcomes = apply_group (desk, operations);
  const MadoOutcome *first = g_ptr_array_index (outcomes, 0), *second = g_ptr_array_index (outcomes, 1);

  g_assert_cmpstr (first->refusal->code, ==, MADO_REFUSAL_GROUP);
  g_assert_cmpint (second->kind, ==, MADO_OUTCOME_CONFLICT);
}

/* --- who may do what --------------------------------------------------------------------------------------------- */

#define ROW_ID "0195eeb1-5a00-7abc-8def-0123456789ab"

static const char *
get_expected_code (const MadoItem *item, const char *role)
{
  if (item->set_by[0] != '\0' || strcmp (item->type, "notes") == 0)
    return MADO_REFUSAL_ITEM_SET;
  if (item->entry[0] != '\0')
    return MADO_REFUSAL_ITEM_TWICE;

  return mado_names_contain (item->edit, role) ? "" : MADO_REFUSAL_ROLE;
}

static void
try_items (Desk *desk, MadoId id, const char *role)
{
  for (guint i = 0; i < mado_section_get_count (desk->programme->items); i++) {
    const MadoItem *item = mado_section_get (desk->programme->items, i);
    g_autoptr (MadoOutcome) outcome =
        desk_try (desk, role, id, "case.edit", "{'edits':[{'item':'%s'%s,'was':null,'now':null}]}", item->id,
                  item->is_of_list ? ",'row':'" ROW_ID "'" : "");

    g_assert_cmpstr (outcome->refusal != NULL ? outcome->refusal->code : "", ==, get_expected_code (item, role));
  }
}

static void
try_transitions (Desk *desk, MadoId id, const char *role)
{
  for (guint i = 0; i < mado_section_get_count (desk->programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (desk->programme->transitions, i);
    g_autoptr (MadoOutcome) outcome = desk_try (desk, role, id, "case.move", "{'transition':'%s'}", transition->id);
    gboolean is_refused = outcome->refusal != NULL && strcmp (outcome->refusal->code, MADO_REFUSAL_ROLE) == 0;

    g_assert_cmpint (is_refused, ==, !mado_names_contain (transition->roles, role));
  }
}

static void
test_policy (gconstpointer programme)
{
  g_autoptr (Desk) desk = desk_new (programme);
  const char *state = strcmp (programme, "kosodate-oen-r7.json") == 0 ? "applied" : "received";

  for (guint i = 0; i < mado_section_get_count (desk->programme->roles); i++) {
    const MadoNamed *role = mado_section_get (desk->programme->roles, i);
    MadoId id = desk_put (desk, "case", state, "{'lists':{'children':[{'row':'" ROW_ID "'}]}}");

    desk_add_person (desk, role->id, role->id);
    try_items (desk, id, role->id);
    try_transitions (desk, id, role->id);
  }
}

/* What each role of 000 may do beside transitions. The ward writes comments and nothing else. */
static void
test_acts_of_roles (void)
{
  static const struct {
    const char *act, *body, *by;
  } acts[] = {
    { "case.edit", "{'edits':[{'item':'phone','now':'0300000000'}]}", "v-01" },
    { "case.edit", "{'edits':[{'item':'received_on','now':'2025-04-01'}]}", "" },
    { "case.note", "{'item':'ward_comment','text':'電話は夕方'}", "v-01 a-01 l-01 w-01" },
    { "case.see", "{'check':'identity','seen':true}", "v-01 l-01" },
    { "case.protect", "{'on':true,'reason':'申出'}", "l-01" },
    { "case.enter_account", "{'item':'account','value':{}}", "k-01 k-02" },
    { "case.adjudicate_account", "{'item':'account','value':null}", "" },
    { "case.adjudicate_account", "{'item':'account','value':{}}", "l-01" },
    { "batch.make", "{'packet':'planned'}", "l-01" },
    { "batch.freeze", "{'count':1,'sum':1}", "l-01" },
    { "batch.reopen", "{'reason':'x'}", "l-01" },
    { "batch.approve", "{}", "d-01" },
  };
  static const char *const people[] = { "v-01", "k-01", "k-02", "p-01", "a-01", "l-01", "w-01", "d-01", "s-01" };
  g_autoptr (Desk) desk = case_desk_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (people); j++) {
      gboolean is_of_batch = g_str_has_prefix (acts[i].act, "batch.");
      MadoId id = strcmp (acts[i].act, "batch.make") == 0 ? desk_draw_id (desk)
                  : is_of_batch                           ? desk_put (desk, "batch", "open", "{}")
                                                          : desk_put (desk, "case", "received", "{}");
      g_autoptr (MadoOutcome) outcome = desk_try (desk, people[j], id, acts[i].act, "%s", acts[i].body);
      gboolean is_barred = outcome->refusal != NULL && (strcmp (outcome->refusal->code, MADO_REFUSAL_ROLE) == 0 ||
                                                        strcmp (outcome->refusal->code, MADO_REFUSAL_ITEM_SET) == 0 ||
                                                        strcmp (outcome->refusal->code, MADO_REFUSAL_FORM) == 0);

      if (is_barred != (strstr (acts[i].by, people[j]) == NULL))
        g_error ("%s %s by %s", acts[i].act, acts[i].body, people[j]);
    }
}

/* --- what cannot be read ----------------------------------------------------------------------------------------- */

static void
test_quarantine (void)
{
  static const struct {
    const char *act, *body, *code;
  } bad[] = {
    { "case.destroy", "{}", MADO_REFUSAL_KIND },
    { "house.edit", "{}", MADO_REFUSAL_KIND },
    { "case", "{}", MADO_REFUSAL_KIND },
    { "case.move", "{}", MADO_REFUSAL_FORM },
    { "case.move", "{'transition':1}", MADO_REFUSAL_FORM },
    { "case.move", "{'transition':'confirm','day':'2025-02-30'}", MADO_REFUSAL_FORM },
    { "case.move", "{'transition':'confirm','batch':'x'}", MADO_REFUSAL_FORM },
    { "case.move", "{'transition':'confirm','edits':[1]}", MADO_REFUSAL_FORM },
    { "case.move", "{'transition':'confirm','sets':[]}", MADO_REFUSAL_FORM },
    { "case.move", "{'transition':'confirm','reason':''}", MADO_REFUSAL_FORM },
    { "case.edit", "{'edits':{}}", MADO_REFUSAL_FORM },
    { "case.edit", "{'edits':[{'now':1}]}", MADO_REFUSAL_FORM },
    { "case.edit", "{'edits':[{'item':'phone','row':1}]}", MADO_REFUSAL_FORM },
    { "case.edit", "{'add_rows':[{'list':'children'}]}", MADO_REFUSAL_FORM },
    { "case.note", "{'item':'ward_comment'}", MADO_REFUSAL_FORM },
    { "case.see", "{'check':'identity','seen':1}", MADO_REFUSAL_FORM },
    { "case.enter_account", "{'item':'account','value':'1234567'}", MADO_REFUSAL_FORM },
    { "case.agree", "{'operation':'1'}", MADO_REFUSAL_FORM },
  };
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-01", id, bad[i].act, "%s", bad[i].body);

    g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_QUARANTINED);
    g_assert_cmpstr (outcome->refusal->code, ==, bad[i].code);
    g_assert_cmpuint (outcome->entities->len, ==, 0);
  }
}

static void
test_forged_actor (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk->signed_in = "a-01";
  case_refuse_move (desk, MADO_REFUSAL_ACTOR, NULL, "v-01", id, "confirm", "");
  desk->signed_in = NULL;
  case_move (desk, "v-01", id, "confirm", "");
}

static void
test_absent (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId batch = case_open_batch (desk);

  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "v-01", MADO_ID_NONE, "case.edit", "{'edits':[]}");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "v-01", batch, "case.move", "{'transition':'confirm'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "new", "v-01", MADO_ID_NONE, "case.move", "{'transition':'confirm'}");
  desk_refuse (desk, MADO_REFUSAL_TRANSITION, "fly", "v-01", MADO_ID_NONE, "case.move", "{'transition':'fly'}");
}

/* --- corrections, and people who are not one --------------------------------------------------------------------- */

#define CORRECT "{'asked':'%s','reason':'電話で申出','edits':[{'item':'phone','was':'0300000000','now':'%s'}]}"

static void
test_correction_says_who_and_why (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "paper:1", "0000000001");

  desk_do (desk, "v-02", id, "case.correct", CORRECT, "applicant", "0300000001");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/phone"), ==, "0300000001");
  g_assert_cmpstr (desk_get_text (desk, id, "/corrections/0/item"), ==, "phone");
  g_assert_cmpstr (desk_get_text (desk, id, "/corrections/0/was"), ==, "0300000000");
  g_assert_cmpstr (desk_get_text (desk, id, "/corrections/0/now"), ==, "0300000001");
  g_assert_cmpstr (desk_get_text (desk, id, "/corrections/0/asked"), ==, "applicant");
  g_assert_cmpstr (desk_get_text (desk, id, "/corrections/0/reason"), ==, "電話で申出");
  g_assert_cmpstr (desk_get_text (desk, id, "/corrections/0/by"), ==, "v-02");
  case_edit (desk, "v-01", id, "phone", "'0300000001'", "'0300000002'");
  g_assert_false (desk_has (desk, id, "/corrections/1"));
}

static void
test_correction_is_an_edit (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "paper:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_FORM, "asked", "v-01", id, "case.correct", CORRECT, "nobody", "0300000001");
  desk_refuse (desk, MADO_REFUSAL_REQUIRED, "edits", "v-01", id, "case.correct",
               "{'asked':'slip','reason':'誤記','edits':[]}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "phone", "a-01", id, "case.correct", CORRECT, "slip", "0300000001");
  desk_refuse (desk, MADO_REFUSAL_MY_NUMBER, "phone", "v-01", id, "case.correct", CORRECT, "slip",
               "個人番号983205673214");
  clash (desk, id);
  desk->n_behind = 2;

  g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-02", id, "case.correct", CORRECT, "slip", "0300000009");

  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_CONFLICT);
  g_assert_false (desk_has (desk, id, "/corrections"));
}

#define APART "{'other':'%s','reason':'生年月日が違う'}"

static void
test_people_are_told_apart_for_good (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "paper:1", "0000000001"), other = case_receive (desk, "paper:2", "0000000002");
  char here[MADO_ID_TEXT_SIZE], there[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, here);
  mado_id_to_text (other, there);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "duplicates", "v-01", id, "case.tell_apart", APART, there);
  desk_refuse (desk, MADO_REFUSAL_FORM, "other", "l-01", id, "case.tell_apart", APART, here);
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "l-01", id, "case.tell_apart", APART,
               "0195eeb1-5a00-7abc-8def-0123456789ff");
  desk_do (desk, "l-01", id, "case.tell_apart", APART, there);
  g_assert_cmpstr (desk_get_text (desk, id, "/apart/0/other"), ==, there);
  g_assert_cmpstr (desk_get_text (desk, id, "/apart/0/by"), ==, "l-01");

  g_autoptr (MadoOutcome) outcome = desk_try (desk, "l-01", id, "case.tell_apart", APART, there);

  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_CONVERGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edit/000-F14-edits-of-two-combine", test_disjoint);
  g_test_add_func ("/edit/correction-says-who-wanted-it-and-why", test_correction_says_who_and_why);
  g_test_add_func ("/edit/correction-is-an-edit-by-who-may-edit", test_correction_is_an_edit);
  g_test_add_func ("/edit/two-people-are-told-apart-for-good", test_people_are_told_apart_for_good);
  g_test_add_func ("/edit/000-F14-clash-keeps-both-values-and-authors", test_clash);
  g_test_add_func ("/edit/clash-blocks-until-a-person-settles-it", test_settle_conflict);
  g_test_add_func ("/edit/clash-is-not-settled-in-a-fixed-state", test_settle_in_fixed_state);
  g_test_add_func ("/edit/two-who-want-the-same-agree", test_converged);
  g_test_add_func ("/edit/one-place-once", test_twice_in_one);
  g_test_add_func ("/edit/004-D1-rows-are-added-edited-and-removed-as-seen", test_rows);
  g_test_add_func ("/edit/004-D1-no-more-rows-than-fit", test_most_rows);
  g_test_add_func ("/edit/transition-from-a-state-that-is-gone-is-a-conflict", test_old_transition);
  g_test_add_func ("/edit/transition-with-a-clash-does-nothing", test_transition_with_clash);
  g_test_add_func ("/edit/group-is-done-as-one", test_group);
  g_test_add_func ("/edit/group-names-the-culprit", test_group_with_culprit);
  g_test_add_func ("/edit/group-stands-on-itself", test_group_in_order);
  g_test_add_data_func ("/edit/000-roles-may-what-the-programme-says", "ninpu-r7.json", test_policy);
  g_test_add_data_func ("/edit/003-roles-may-what-the-programme-says", "babysitter-r7.json", test_policy);
  g_test_add_data_func ("/edit/004-roles-may-what-the-programme-says", "kosodate-oen-r7.json", test_policy);
  g_test_add_func ("/edit/000-D35-ward-writes-comments-only", test_acts_of_roles);
  g_test_add_func ("/edit/what-cannot-be-read-is-quarantined", test_quarantine);
  g_test_add_func ("/edit/forged-actor-is-refused", test_forged_actor);
  g_test_add_func ("/edit/what-is-not-there-is-not-changed", test_absent);

  return g_test_run ();
}
