/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for every operation, whatever it does: its form, who wants it, what it is done with, claims, groups. */

#include <string.h>

#include "desk.h"

#define NOTE "{'item':'ward_comment','text':'%s'}"
#define REPORT "{'kind':'loss','what':'媒体が金庫にない','noticed':0}"
#define EDIT "{'edits':[{'item':'occupation','was':'%s','now':'%s'}]}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_add_person (desk, "v-01", "verifier");
  desk_add_person (desk, "v-02", "verifier");
  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "w-01", "ward");
  desk_add_person (desk, "d-01", "decider");

  return desk;
}

static MadoOperation *
make_operation (Desk *desk, const char *actor, MadoId entity, gint64 base, const char *act, const char *body)
{
  MadoOperationHeader header = {
    .id = desk_draw_id (desk),
    .entity = entity,
    .kind = act,
    .base = base,
    .actor = actor,
    .terminal = "t-01",
    .time = desk->now.microseconds / 1000,
  };
  g_autofree char *text = g_strdelimit (g_strdup (body), "'", '"');
  g_autoptr (yyjson_doc) doc = yyjson_read (text, strlen (text), 0);
  yyjson_mut_doc *copy = yyjson_doc_mut_copy (doc, NULL);
  MadoOperation *operation = mado_operation_new (&header, yyjson_mut_doc_get_root (copy), NULL);

  g_assert_nonnull (operation);
  yyjson_mut_doc_free (copy);

  return operation;
}

static MadoContext
sign_in (const Desk *desk, const char *account)
{
  return (MadoContext) { .now = desk->now, .actor = { account, g_hash_table_lookup (desk->roles, account) } };
}

static MadoOutcome *
apply (Desk *desk, const char *signed_in, const MadoOperation *operation)
{
  MadoContext context = sign_in (desk, signed_in);
  MadoOutcome *outcome = mado_apply (desk->judge, mado_memory_get_records (desk->memory), operation, &context, NULL);

  g_assert_nonnull (outcome);

  return outcome;
}

static GPtrArray *
apply_group (Desk *desk, const char *signed_in, const GPtrArray *operations)
{
  MadoContext context = sign_in (desk, signed_in);
  GPtrArray *outcomes =
      mado_apply_group (desk->judge, mado_memory_get_records (desk->memory), operations, &context, NULL);

  g_assert_nonnull (outcomes);
  g_assert_cmpuint (outcomes->len, ==, operations->len);

  return outcomes;
}

static void
assert_nothing (const MadoOutcome *outcome, MadoOutcomeKind kind, const char *code)
{
  g_assert_cmpint (outcome->kind, ==, kind);
  g_assert_cmpuint (outcome->entities->len + outcome->taken->len + outcome->released->len, ==, 0);
  g_assert_true (mado_outcome_is_refused (outcome));
  g_assert_cmpstr (outcome->refusal->code, ==, code);
}

/* --- the operation itself ---------------------------------------------------------------------------------------- */

static void
test_unknown_act_is_quarantined (void)
{
  static const char *const acts[] = { "case.fly", "case", "case.", "case.edit2" };
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{}");

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++) {
    g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-01", id, acts[i], "{}");

    assert_nothing (outcome, MADO_OUTCOME_QUARANTINED, MADO_REFUSAL_KIND);
    g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 0), ==, acts[i]);
  }
}

static void
test_form (void)
{
  static const struct {
    const char *act;
    const char *body;
    const char *member;
  } rows[] = {
    { "case.note", "{'item':'ward_comment'}", "text" },
    { "case.note", "{'item':'ward_comment','text':''}", "text" },
    { "case.note", "{'item':'ward_comment','text':1}", "text" },
    { "case.note", "{'item':'ward_comment','text':null}", "text" },
    { "case.note", "{'item':'','text':'a'}", "item" },
    { "case.note", "{'item':'ward_comment','text':'a\\u0000983205673214'}", "text" },
    { "case.see", "{'check':'identity\\u0000x','seen':true}", "check" },
    { "case.see", "{'check':'identity','seen':1}", "seen" },
    { "case.see", "{'check':'identity'}", "seen" },
    { "case.edit", "{'edits':{}}", "edits" },
    { "case.edit", "{'edits':[1]}", "edits" },
    { "case.edit", "{'edits':[{}]}", "item" },
    { "case.edit", "{'edits':[{'item':'occupation','row':'1','now':'a'}]}", "row" },
    { "case.edit", "{'add_rows':[{'list':'children'}]}", "row" },
    { "case.move", "{'transition':'receive','receipt':'1','day':'2025-02-29'}", "day" },
    { "case.move", "{'transition':'plan','batch':'1'}", "batch" },
    { "case.move", "{'transition':'receive','sets':[]}", "sets" },
    { "case.agree", "{'operation':'1'}", "operation" },
  };
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{}");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-01", id, rows[i].act, "%s", rows[i].body);

    g_test_message ("%s %s", rows[i].act, rows[i].body);
    assert_nothing (outcome, MADO_OUTCOME_QUARANTINED, MADO_REFUSAL_FORM);
    g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 0), ==, rows[i].member);
  }
}

static void
test_number_below_zero_is_no_number (void)
{
  g_autoptr (Desk) desk = open_desk ();

  desk_refuse (desk, MADO_REFUSAL_FORM, "noticed", "v-01", MADO_ID_NONE, "incident.report",
               "{'kind':'loss','what':'x','noticed':-1}");
  desk_make (desk, "v-01", "incident.report", "{'kind':'loss','what':'x','noticed':0}");
}

static void
test_texts_have_a_length (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{}");
  g_autofree char *longest = g_strnfill (4000, 'a');
  g_autofree char *longer = g_strnfill (4001, 'a');
  g_autofree char *longest_word = g_strnfill (100, 'a');
  g_autofree char *longer_word = g_strnfill (101, 'a');

  desk_do (desk, "v-01", id, "case.note", NOTE, longest);
  desk_refuse (desk, MADO_REFUSAL_FORM, "text", "v-01", id, "case.note", NOTE, longer);
  desk_refuse (desk, MADO_REFUSAL_ITEM, longest_word, "v-01", id, "case.see", "{'check':'%s','seen':true}",
               longest_word);
  desk_refuse (desk, MADO_REFUSAL_FORM, "check", "v-01", id, "case.see", "{'check':'%s','seen':true}", longer_word);
}

/* It is not kept as it came, so it is no quarantine: the terminal takes it out. */
static void
test_my_number_is_refused (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{}");
  g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-01", id, "case.note", NOTE, "マイナンバー 9832 0567 3214");

  assert_nothing (outcome, MADO_OUTCOME_REFUSED, MADO_REFUSAL_MY_NUMBER);
}

static void
test_nobody_acts_for_another (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{}");
  g_autoptr (MadoOperation) operation =
      make_operation (desk, "v-01", id, 1, "case.note", "{'item':'ward_comment','text':'a'}");
  g_autoptr (MadoOutcome) own = apply (desk, "v-01", operation);
  g_autoptr (MadoOutcome) other = apply (desk, "v-02", operation);

  g_assert_cmpint (own->kind, ==, MADO_OUTCOME_APPLIED);
  assert_nothing (other, MADO_OUTCOME_REFUSED, MADO_REFUSAL_ACTOR);
}

/* --- signatures -------------------------------------------------------------------------------------------------- */

static MadoOperation *
sign (const Desk *desk, const char *account, const MadoOperation *plain)
{
  MadoOperation *operation = mado_operation_sign (plain, g_hash_table_lookup (desk->keys, account), NULL);

  g_assert_nonnull (operation);

  return operation;
}

/* The register of persons says that the signature is @signer's. */
static MadoOutcome *
apply_signed (Desk *desk, const char *signed_in, const char *signer, const MadoOperation *operation)
{
  MadoContext context = sign_in (desk, signed_in);

  context.signer_key = mado_signing_key_get_public (g_hash_table_lookup (desk->keys, signer));
  context.signer = (MadoPerson) { signer, g_hash_table_lookup (desk->roles, signer) };

  MadoOutcome *outcome = mado_apply (desk->judge, mado_memory_get_records (desk->memory), operation, &context, NULL);

  g_assert_nonnull (outcome);

  return outcome;
}

static void
test_own_signature_is_due (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId batch = desk_put (desk, "batch", "frozen", "{'count':1,'sum':50000}");
  g_autoptr (MadoOperation) plain = make_operation (desk, "d-01", batch, 1, "batch.approve", "{}");
  g_autoptr (MadoOperation) own = sign (desk, "d-01", plain);
  g_autoptr (MadoOperation) other = sign (desk, "l-01", plain);
  g_autoptr (MadoOutcome) good = apply_signed (desk, "d-01", "d-01", own);
  g_autoptr (MadoOutcome) not_signed = apply_signed (desk, "d-01", "d-01", plain);
  g_autoptr (MadoOutcome) other_key = apply_signed (desk, "d-01", "d-01", other);
  g_autoptr (MadoOutcome) other_person = apply_signed (desk, "d-01", "l-01", other);
  g_autoptr (MadoOutcome) unknown_key = apply (desk, "d-01", own);

  g_assert_cmpint (good->kind, ==, MADO_OUTCOME_APPLIED);
  assert_nothing (not_signed, MADO_OUTCOME_REFUSED, MADO_REFUSAL_SIGNATURE);
  assert_nothing (other_key, MADO_OUTCOME_REFUSED, MADO_REFUSAL_SIGNATURE);
  assert_nothing (other_person, MADO_OUTCOME_REFUSED, MADO_REFUSAL_SIGNATURE);
  assert_nothing (unknown_key, MADO_OUTCOME_REFUSED, MADO_REFUSAL_SIGNATURE);
}

static void
test_signature_of_a_role_is_due (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "planned", "{}");
  g_autoptr (MadoOperation) plain = make_operation (desk, "l-01", id, 1, "case.move", "{'transition':'decide'}");
  g_autoptr (MadoOperation) by_decider = sign (desk, "d-01", plain);
  g_autoptr (MadoOperation) by_lead = sign (desk, "l-01", plain);
  g_autoptr (MadoOutcome) good = apply_signed (desk, "l-01", "d-01", by_decider);
  g_autoptr (MadoOutcome) wrong_role = apply_signed (desk, "l-01", "l-01", by_lead);
  g_autoptr (MadoOutcome) not_signed = apply_signed (desk, "l-01", "d-01", plain);
  g_autoptr (MadoOutcome) wrong_key = apply_signed (desk, "l-01", "d-01", by_lead);

  g_assert_cmpint (good->kind, ==, MADO_OUTCOME_APPLIED);
  assert_nothing (wrong_role, MADO_OUTCOME_REFUSED, MADO_REFUSAL_SIGNATURE);
  assert_nothing (not_signed, MADO_OUTCOME_REFUSED, MADO_REFUSAL_SIGNATURE);
  assert_nothing (wrong_key, MADO_OUTCOME_REFUSED, MADO_REFUSAL_SIGNATURE);
}

/* --- what it is done with ---------------------------------------------------------------------------------------- */

static void
test_entity_is_there (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId incident = desk_make (desk, "v-01", "incident.report", REPORT);

  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "v-01", MADO_ID_NONE, "case.note", NOTE, "a");
  desk_refuse (desk, MADO_REFUSAL_ABSENT, "case", "v-01", incident, "case.note", NOTE, "a");
}

static void
test_nothing_is_made_twice (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId incident = desk_make (desk, "v-01", "incident.report", REPORT);
  MadoId id = desk_make (desk, "v-01", "case.move", "{'transition':'receive','receipt':'1'}");
  g_autoptr (MadoOperation) again =
      make_operation (desk, "v-01", id, 0, "case.move", "{'transition':'receive','receipt':'2'}");
  g_autoptr (MadoOutcome) outcome = apply (desk, "v-01", again);

  desk_refuse (desk, MADO_REFUSAL_EXISTS, "incident", "v-01", incident, "incident.report", REPORT);
  assert_nothing (outcome, MADO_OUTCOME_REFUSED, MADO_REFUSAL_EXISTS);
}

static void
test_base_beyond_zero_makes_nothing (void)
{
  g_autoptr (Desk) desk = open_desk ();
  g_autoptr (MadoOperation) operation =
      make_operation (desk, "v-01", desk_draw_id (desk), 1, "case.move", "{'transition':'receive','receipt':'1'}");
  g_autoptr (MadoOutcome) outcome = apply (desk, "v-01", operation);

  assert_nothing (outcome, MADO_OUTCOME_REFUSED, MADO_REFUSAL_ABSENT);
}

static void
test_each_operation_is_a_version (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_make (desk, "v-01", "case.move", "{'transition':'receive','receipt':'1'}");

  for (gint64 version = 2; version < 5; version++) {
    g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-01", id, "case.note", NOTE, "a");

    g_assert_cmpuint (outcome->entities->len, ==, 1);
    g_assert_cmpint (mado_entity_get_version (g_ptr_array_index (outcome->entities, 0)), ==, version);
  }
}

static void
test_what_is_so_already_makes_no_version (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{'items':{'occupation':'農業'}}");
  g_autoptr (MadoOutcome) outcome = desk_try (desk, "v-01", id, "case.edit", EDIT, "会社員", "農業");

  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_CONVERGED);
  g_assert_cmpuint (outcome->entities->len, ==, 0);
}

static void
test_null_is_nothing (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{}");
  g_autoptr (MadoOutcome) nothing =
      desk_try (desk, "v-01", id, "case.edit", "{'edits':[{'item':'occupation','was':'農業','now':null}]}");

  g_assert_cmpint (nothing->kind, ==, MADO_OUTCOME_CONVERGED);
  desk_do (desk, "v-01", id, "case.edit", "{'edits':[{'item':'occupation','was':null,'now':'農業'}]}");
  g_assert_cmpstr (desk_get_text (desk, id, "/items/occupation"), ==, "農業");
  desk_do (desk, "v-01", id, "case.edit", "{'edits':[{'item':'occupation','was':'農業','now':null}]}");
  g_assert_false (desk_has (desk, id, "/items"));
}

static void
test_seeing_is_not_editing (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{}");

  desk_refuse (desk, MADO_REFUSAL_ROLE, "occupation", "l-01", id, "case.edit", EDIT, "", "農業");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "occupation", "w-01", id, "case.edit", EDIT, "", "農業");
}

/* All that is wrong of the first kind is told, and nothing of it is done. */
static void
test_refusal_names_all_of_its_kind (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{}");
  g_autoptr (MadoOutcome) outcome =
      desk_try (desk, "v-01", id, "case.edit",
                "{'edits':[{'item':'occupation','now':'農業'},{'item':'amount','now':1},{'item':'account','now':{}},"
                "{'item':'transfer_date','now':'2025-05-01'}]}");

  assert_nothing (outcome, MADO_OUTCOME_REFUSED, MADO_REFUSAL_ITEM_SET);
  g_assert_cmpuint (outcome->refusal->subjects->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 0), ==, "amount");
  g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 1), ==, "transfer_date");
}

static gboolean
fail_to_read (G_GNUC_UNUSED gpointer user_data,
              G_GNUC_UNUSED MadoId id,
              G_GNUC_UNUSED MadoEntity **out_entity,
              GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, "the disk is gone");

  return FALSE;
}

/* Nobody can say: that is no refusal. */
static void
test_records_that_cannot_be_read (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoRecords records = { fail_to_read, NULL, NULL };
  MadoContext context = sign_in (desk, "v-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOperation) operation =
      make_operation (desk, "v-01", desk_draw_id (desk), 1, "case.note", "{'item':'ward_comment','text':'a'}");

  g_assert_null (mado_apply (desk->judge, &records, operation, &context, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_IO);
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

static void
test_receipt_is_held_once (void)
{
  g_autoptr (Desk) desk = open_desk ();
  g_autoptr (MadoOutcome) first =
      desk_try (desk, "v-01", desk_draw_id (desk), "case.move", "{'transition':'receive','receipt':'1'}");

  g_assert_cmpint (first->kind, ==, MADO_OUTCOME_APPLIED);
  g_assert_cmpuint (first->taken->len, ==, 1);
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "v-01", MADO_ID_NONE, "case.move",
               "{'transition':'receive','receipt':'1'}");
  desk_make (desk, "v-01", "case.move", "{'transition':'receive','receipt':'2'}");
}

/* What an entity has held since before is no news to whoever keeps the claims. */
static void
test_claim_is_taken_once_and_given_back (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received",
                        "{'claims':['c'],'rights':[{'claim':'c','right':'first','state':'claimed'}]}");
  g_autoptr (MadoOutcome) note = desk_try (desk, "v-01", id, "case.note", NOTE, "a");

  g_assert_cmpuint (note->taken->len + note->released->len, <=, 1);

  g_autoptr (MadoOutcome) withdrawn =
      desk_try (desk, "v-01", id, "case.move", "{'transition':'withdraw','reason':'本人の申出'}");
  MadoId holder = MADO_ID_NONE;

  g_assert_cmpint (withdrawn->kind, ==, MADO_OUTCOME_APPLIED);
  g_assert_cmpuint (withdrawn->taken->len, ==, 0);
  g_assert_true (mado_records_find_holder (mado_memory_get_records (desk->memory), "c", &holder, NULL));
  g_assert_false (mado_id_is_valid (holder));
}

/* --- groups ------------------------------------------------------------------------------------------------------ */

static void
test_group_is_done_as_a_whole (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_draw_id (desk);
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);

  g_ptr_array_add (operations,
                   make_operation (desk, "v-01", id, 0, "case.move", "{'transition':'receive','receipt':'1'}"));
  g_ptr_array_add (operations, make_operation (desk, "v-01", id, 1, "case.note", "{'item':'ward_comment','text':'a'}"));

  g_autoptr (GPtrArray) outcomes = apply_group (desk, "v-01", operations);

  for (guint i = 0; i < outcomes->len; i++) {
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

    g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_APPLIED);
    g_assert_cmpint (mado_entity_get_version (g_ptr_array_index (outcome->entities, 0)), ==, i + 1);
  }
}

/* Where the one in the middle cannot be done, neither are those before it nor those behind. */
static void
test_group_is_not_done_by_halves (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = desk_put (desk, "case", "received", "{'items':{'occupation':'漁業'}}");
  static const struct {
    const char *body;
    MadoOutcomeKind kind;
  } culprits[] = {
    { "{'edits':[{'item':'amount','now':1}]}", MADO_OUTCOME_REFUSED },
    { "{'edits':1}", MADO_OUTCOME_QUARANTINED },
    { "{'edits':[{'item':'occupation','was':'会社員','now':'農業'}]}", MADO_OUTCOME_CONFLICT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (culprits); i++) {
    g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);

    g_ptr_array_add (operations,
                     make_operation (desk, "v-01", id, 1, "case.note", "{'item':'ward_comment','text':'a'}"));
    g_ptr_array_add (operations, make_operation (desk, "v-01", id, 1, "case.edit", culprits[i].body));
    g_ptr_array_add (operations,
                     make_operation (desk, "v-01", id, 1, "case.note", "{'item':'ward_comment','text':'b'}"));

    g_autoptr (GPtrArray) outcomes = apply_group (desk, "v-01", operations);
    const MadoOutcome *culprit = g_ptr_array_index (outcomes, 1);
    DeskId name = desk_id (mado_operation_get_header (g_ptr_array_index (operations, 1))->id);

    g_assert_cmpint (culprit->kind, ==, culprits[i].kind);
    g_assert_cmpuint (culprit->entities->len, ==, 0);
    for (guint j = 0; j < outcomes->len; j += 2) {
      const MadoOutcome *outcome = g_ptr_array_index (outcomes, j);

      assert_nothing (outcome, MADO_OUTCOME_REFUSED, MADO_REFUSAL_GROUP);
      g_assert_cmpstr (g_ptr_array_index (outcome->refusal->subjects, 0), ==, name.text);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/apply/unknown-act-is-quarantined", test_unknown_act_is_quarantined);
  g_test_add_func ("/apply/form", test_form);
  g_test_add_func ("/apply/number-below-zero-is-no-number", test_number_below_zero_is_no_number);
  g_test_add_func ("/apply/texts-have-a-length", test_texts_have_a_length);
  g_test_add_func ("/apply/my-number-is-refused", test_my_number_is_refused);
  g_test_add_func ("/apply/nobody-acts-for-another", test_nobody_acts_for_another);
  g_test_add_func ("/apply/own-signature-is-due", test_own_signature_is_due);
  g_test_add_func ("/apply/signature-of-a-role-is-due", test_signature_of_a_role_is_due);
  g_test_add_func ("/apply/entity-is-there", test_entity_is_there);
  g_test_add_func ("/apply/nothing-is-made-twice", test_nothing_is_made_twice);
  g_test_add_func ("/apply/base-beyond-zero-makes-nothing", test_base_beyond_zero_makes_nothing);
  g_test_add_func ("/apply/each-operation-is-a-version", test_each_operation_is_a_version);
  g_test_add_func ("/apply/what-is-so-already-makes-no-version", test_what_is_so_already_makes_no_version);
  g_test_add_func ("/apply/null-is-nothing", test_null_is_nothing);
  g_test_add_func ("/apply/seeing-is-not-editing", test_seeing_is_not_editing);
  g_test_add_func ("/apply/refusal-names-all-of-its-kind", test_refusal_names_all_of_its_kind);
  g_test_add_func ("/apply/records-that-cannot-be-read", test_records_that_cannot_be_read);
  g_test_add_func ("/apply/receipt-is-held-once", test_receipt_is_held_once);
  g_test_add_func ("/apply/claim-is-taken-once-and-given-back", test_claim_is_taken_once_and_given_back);
  g_test_add_func ("/apply/group-is-done-as-a-whole", test_group_is_done_as_a_whole);
  g_test_add_func ("/apply/group-is-not-done-by-halves", test_group_is_not_done_by_halves);

  return g_test_run ();
}
