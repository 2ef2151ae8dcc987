/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each step of a hand-over is an entry of its track, signed by a person in charge of one of the two sides, and never
 * changed: a correction is another entry that names it. The body has what is so now. */

#include "mado-handover.h"

#include <string.h>

#include "mado-batch-transfer.h"
#include "mado-batch.h"
#include "mado-handover-attach.h"
#include "mado-handover-hold.h"
#include "mado-handover-letters.h"
#include "mado-handover-occasion.h"
#include "mado-handover-track.h"
#include "mado-handover-view.h"
#include "mado-hash.h"
#include "mado-json-member.h"
#include "mado-person-in-charge.h"

static const MadoBodyMember make_members[] = {
  { "kind", MADO_BODY_WORD, TRUE },
  { "content", MADO_BODY_TEXT, TRUE },
  { "number", MADO_BODY_WORD, TRUE },
  { "media", MADO_BODY_NUMBER, TRUE },
  { "records", MADO_BODY_NUMBER, TRUE },
  { "amount", MADO_BODY_NUMBER, FALSE },
  { "digest", MADO_BODY_WORD, FALSE },
  { "packet", MADO_BODY_WORD, FALSE },
  { "encryption", MADO_BODY_WORD, FALSE },
  { "medium", MADO_BODY_ID, FALSE },
  { "place", MADO_BODY_TEXT, FALSE },
  { "batch", MADO_BODY_ID, FALSE },
  { "printed_from", MADO_BODY_ID, FALSE },
  { "run", MADO_BODY_ID, FALSE },
  {},
};

static const MadoBodyMember seal_members[] = {
  { "bag", MADO_BODY_WORD, TRUE },
  { "seal", MADO_BODY_WORD, TRUE },
  {},
};

static const MadoBodyMember carry_members[] = {
  { "receiver", MADO_BODY_WORD, TRUE },
  { "carrier", MADO_BODY_TEXT, TRUE },
  { "due_back", MADO_BODY_DATE, TRUE },
  {},
};

static const MadoBodyMember receive_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE }, { "records", MADO_BODY_NUMBER, TRUE }, { "amount", MADO_BODY_NUMBER, FALSE },
  { "digest", MADO_BODY_WORD, FALSE }, { "seal", MADO_BODY_WORD, TRUE },      {},
};

static const MadoBodyMember store_members[] = {
  { "place", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember return_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE },
  { "carrier", MADO_BODY_TEXT, TRUE },
  { "bag", MADO_BODY_WORD, TRUE },
  { "seal", MADO_BODY_WORD, TRUE },
  {},
};

static const MadoBodyMember erase_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE },
  { "method", MADO_BODY_TEXT, TRUE },
  { "witness", MADO_BODY_TEXT, TRUE },
  {},
};

static const MadoBodyMember close_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE },
  {},
};

static const MadoBodyMember count_members[] = {
  { "found", MADO_BODY_FLAG, TRUE },
  { "text", MADO_BODY_TEXT, FALSE },
  {},
};

static const MadoBodyMember attest_members[] = {
  { "statement", MADO_BODY_OBJECT, TRUE },
  {},
};

/* What a receiver found who had nothing but the file. */
static const MadoBodyMember confirm_members[] = {
  { "records", MADO_BODY_NUMBER, TRUE },
  { "amount", MADO_BODY_NUMBER, TRUE },
  { "digest", MADO_BODY_WORD, TRUE },
  {},
};

/* What is in an envelope, and cannot be counted from outside, is confirmed later. */
static const MadoBodyMember arrive_members[] = {
  { "media", MADO_BODY_NUMBER, TRUE },
  { "digest", MADO_BODY_WORD, FALSE },
  { "seal", MADO_BODY_WORD, TRUE },
  {},
};

static const MadoBodyMember correct_members[] = {
  { "corrects", MADO_BODY_ID, TRUE },
  { "reason", MADO_BODY_TEXT, TRUE },
  { "content", MADO_BODY_TEXT, FALSE },
  { "media", MADO_BODY_NUMBER, FALSE },
  { "records", MADO_BODY_NUMBER, FALSE },
  { "amount", MADO_BODY_NUMBER, FALSE },
  { "digest", MADO_BODY_WORD, FALSE },
  { "number", MADO_BODY_WORD, FALSE },
  { "encryption", MADO_BODY_WORD, FALSE },
  { "place", MADO_BODY_TEXT, FALSE },
  { "bag", MADO_BODY_WORD, FALSE },
  { "seal", MADO_BODY_WORD, FALSE },
  { "carrier", MADO_BODY_TEXT, FALSE },
  { "due_back", MADO_BODY_DATE, FALSE },
  { "method", MADO_BODY_TEXT, FALSE },
  { "witness", MADO_BODY_TEXT, FALSE },
  {},
};

/* After which entry it corrects, and why. */
static const MadoBodyMember *const correctable_members = correct_members + 2;

/* --- counts ------------------------------------------------------------------------------------------------------ */

/* What both sides find for themselves and must find equal. */
static const char *const agreed[] = { "media", "records", "amount", "digest", "seal", NULL };

static gboolean
is_equal (yyjson_mut_val *a, yyjson_val *b)
{
  if (yyjson_mut_is_str (a))
    return yyjson_mut_equals_str (a, yyjson_is_str (b) ? yyjson_get_str (b) : "");

  return (a == NULL) == (b == NULL) && yyjson_mut_get_sint (a) == yyjson_get_sint (b);
}

static gboolean
check_count (MadoAction *action, const char *name)
{
  return is_equal (yyjson_mut_obj_get (action->draft->body, name), yyjson_obj_get (action->body, name)) ||
         mado_action_refuse (action, MADO_REFUSAL_COUNT, name);
}

static gboolean
check_agreed (MadoAction *action)
{
  gboolean are_equal = TRUE;

  for (gsize i = 0; agreed[i] != NULL; i++)
    are_equal = check_count (action, agreed[i]) && are_equal;

  return are_equal;
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

/* The entry has what was signed, the body what is so now. */
static yyjson_mut_val *
take_step (MadoAction *action, const char *step, const char *side, const MadoBodyMember *members)
{
  yyjson_mut_val *entry = mado_handover_track_sign (action, step, side);

  if (entry == NULL)
    return NULL;
  mado_action_put_members (action, entry, members);
  mado_action_put_members (action, action->draft->body, members);

  return entry;
}

/* A step on the way is an occasion of its own. */
static gboolean
travel (MadoAction *action, const char *step, const char *side, const MadoBodyMember *members)
{
  yyjson_mut_val *entry = take_step (action, step, side, members);

  return entry != NULL && mado_handover_check_occasion (action, entry);
}

/* A medium has one number, and one number is one medium, as long as it is under way or away. */
static void
claim_number (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  g_autofree char *number = mado_handover_fold_number (yyjson_mut_get_str (yyjson_mut_obj_get (draft->body, "number")));
  g_autofree char *claim = mado_action_build_claim (action, "medium", number, NULL);

  mado_draft_remove (draft, draft->body, "claims");
  mado_action_add_claim (action, claim);
}

static gboolean
check_kind (MadoAction *action)
{
  static const char *const kinds[] = { "medium", "program", "paper", "password_notice", MADO_HANDOVER_LETTERS, NULL };
  static const char *const readable[] = { "medium", "program", NULL }; /* by whoever finds it */
  const char *kind = mado_json_get_text (action->body, "kind");

  if (!g_strv_contains (kinds, kind))
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "kind");

  return !g_strv_contains (readable, kind) || mado_action_need_members (action, "encryption", NULL);
}

static gboolean
check_content (MadoAction *action)
{
  yyjson_mut_val *digest = yyjson_mut_obj_get (action->draft->body, "digest");
  MadoHash hash;

  if (yyjson_mut_get_sint (yyjson_mut_obj_get (action->draft->body, "media")) == 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "media");

  return digest == NULL || mado_hash_from_hex (yyjson_mut_get_str (digest), &hash, NULL) ||
         mado_action_refuse (action, MADO_REFUSAL_VALUE, "digest");
}

/* What a programme wants to have signed by several people does not leave before all of them have. */
static gboolean
check_signatures (MadoAction *action)
{
  const MadoPacket *packet =
      mado_section_find (action->programme->packets, mado_json_get_text (action->body, "packet"));
  const MadoId id = mado_json_get_id (action->body, "batch");
  g_autoptr (MadoEntity) batch = NULL;

  if (packet == NULL || packet->signatures == 0)
    return TRUE;
  if (!mado_id_is_valid (id))
    return mado_action_refuse (action, MADO_REFUSAL_REQUIRED, "batch");
  if (!mado_action_find (action, id, mado_batch_kind.name, &batch))
    return FALSE;

  return batch == NULL || strcmp (mado_entity_get_state (batch), MADO_BATCH_APPROVED) == 0 ||
         mado_action_refuse (action, MADO_REFUSAL_STATE, mado_batch_kind.name);
}

static gboolean
make (MadoAction *action)
{
  if (!take_step (action, "make", MADO_HANDOVER_GIVING, make_members))
    return FALSE;
  claim_number (action);

  return check_kind (action) && check_content (action) && check_signatures (action) &&
         mado_handover_join_medium (action) && mado_handover_letters_join (action);
}

static gboolean
seal (MadoAction *action)
{
  if (!mado_action_need_state (action, "made", NULL) || !travel (action, "seal", MADO_HANDOVER_GIVING, seal_members))
    return FALSE;
  mado_draft_set_state (action->draft, "sealed");

  return TRUE;
}

/* The other side is named before the bag leaves the house. */
static gboolean
check_receiver (MadoAction *action)
{
  const char *receiver = mado_json_get_text (action->body, "receiver");
  g_autoptr (MadoEntity) person = NULL;

  if (!mado_person_in_charge_find (action, receiver, &person))
    return FALSE;

  return !mado_handover_track_has_signed (action, receiver, MADO_HANDOVER_GIVING) ||
         mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, "receiver");
}

static gboolean
carry (MadoAction *action)
{
  if (!mado_action_need_state (action, "sealed", NULL) || !mado_handover_check_medium_received (action) ||
      !travel (action, "carry", MADO_HANDOVER_GIVING, carry_members) || !check_receiver (action))
    return FALSE;
  if (strcmp (mado_json_get_text (action->body, "due_back"), action->today_iso) < 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "due_back");
  mado_draft_set_state (action->draft, "carried");

  return TRUE;
}

static gboolean
receive (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_state (action, "carried", NULL))
    return FALSE;
  if (mado_handover_track_has_signed (action, action->header->actor, MADO_HANDOVER_GIVING))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, "receive");
  if (!yyjson_mut_equals_str (yyjson_mut_obj_get (draft->body, "receiver"), action->header->actor))
    return mado_action_refuse (action, MADO_REFUSAL_RECEIVER, NULL);
  if (!check_agreed (action) || !travel (action, "receive", MADO_HANDOVER_RECEIVING, receive_members))
    return FALSE;
  mado_draft_set_state (draft, "received");

  return TRUE;
}

static gboolean
store (MadoAction *action)
{
  if (!mado_action_need_state (action, "received", "stored", NULL) ||
      !take_step (action, "store", MADO_HANDOVER_RECEIVING, store_members))
    return FALSE;
  mado_draft_set_state (action->draft, "stored");

  return TRUE;
}

static gboolean
give_back (MadoAction *action)
{
  if (!mado_action_need_state (action, "received", "stored", NULL) || !check_count (action, "media") ||
      !travel (action, "return", MADO_HANDOVER_RECEIVING, return_members))
    return FALSE;
  mado_draft_set_state (action->draft, "returned");

  return TRUE;
}

static gboolean
erase (MadoAction *action)
{
  if (!mado_action_need_state (action, "received", "stored", NULL) || !check_count (action, "media") ||
      !mado_handover_hold_check (action) || !take_step (action, "erase", MADO_HANDOVER_RECEIVING, erase_members))
    return FALSE;
  mado_draft_set_state (action->draft, "erased");

  return TRUE;
}

/* Who gave it has it back, or holds the proof that it is no more. */
static gboolean
end (MadoAction *action)
{
  if (!mado_action_need_state (action, "returned", "erased", NULL) || !check_count (action, "media") ||
      !take_step (action, "close", MADO_HANDOVER_GIVING, close_members))
    return FALSE;
  mado_draft_set_state (action->draft, "closed");
  mado_draft_remove (action->draft, action->draft->body, "claims");

  return TRUE;
}

/* --- steps that were signed elsewhere ---------------------------------------------------------------------------- */

typedef struct {
  const char *step;
  const MadoBodyMember *members;
  const char *agreed[4]; /* what must be equal */
  const char *states[4]; /* where it can be done */
  const char *state;     /* (nullable): what comes of it */
} Attested;

static const Attested attested[] = {
  { "receive", arrive_members, { "media", "digest", "seal" }, { "carried" }, "received" },
  { MADO_STATEMENT_CONFIRM, confirm_members, { "records", "amount", "digest" }, { "received", "stored" }, NULL },
  { "return", return_members, { "media" }, { "received", "stored" }, "returned" },
  { "erase", erase_members, { "media" }, { "received", "stored" }, "erased" },
};

static const Attested *
find_attested (const char *step)
{
  gsize i = 0;

  while (strcmp (attested[i].step, step) != 0) /* a statement that was read has one of them */
    i++;

  return &attested[i];
}

/* It is for this medium, by whoever was named, and says what was given. */
static gboolean
check_statement (MadoAction *action, const Attested *way, const MadoHandoverStatement *statement)
{
  yyjson_mut_val *body = action->draft->body;
  g_autofree char *own = mado_handover_fold_number (mado_draft_get_text (body, "number"));
  g_autofree char *theirs = mado_handover_fold_number (statement->number);
  MadoRefusal *fault = mado_body_check (way->members, action->body);
  gboolean are_equal = TRUE;

  if (fault != NULL) {
    mado_refusal_free (fault);
    return mado_action_refuse (action, MADO_REFUSAL_FORM, "statement");
  }
  if (strcmp (own, theirs) != 0)
    return mado_action_refuse (action, MADO_REFUSAL_VALUE, "number");
  if (!yyjson_mut_equals_str (yyjson_mut_obj_get (body, "receiver"), statement->by))
    return mado_action_refuse (action, MADO_REFUSAL_RECEIVER, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (way->agreed) && way->agreed[i] != NULL; i++)
    are_equal = check_count (action, way->agreed[i]) && are_equal;

  return are_equal;
}

static gboolean
take_statement (MadoAction *action, yyjson_mut_val *entry, const Attested *way)
{
  mado_action_put_members (action, entry, way->members);
  mado_action_put_members (action, action->draft->body, way->members);
  if (way->state == NULL)
    return TRUE;
  mado_draft_set_state (action->draft, way->state);

  return strcmp (way->step, "erase") == 0 || mado_handover_check_occasion (action, entry);
}

/* What was signed elsewhere is judged as if its signer had come. */
static gboolean
attest (MadoAction *action)
{
  yyjson_val *own = action->body;
  g_auto (MadoHandoverStatement) statement = { 0 };
  yyjson_mut_val *entry;
  gboolean is_done;

  if (!mado_action_need_duty (action, "handover")) /* before anything of the file is looked at */
    return FALSE;
  if (!mado_handover_statement_read (&statement, yyjson_obj_get (own, "statement")))
    return mado_action_refuse (action, MADO_REFUSAL_SIGNATURE, "statement");

  const Attested *way = find_attested (statement.step);

  if (!mado_action_need_state (action, way->states[0], way->states[1], way->states[2], NULL))
    return FALSE;
  if (strcmp (statement.step, "erase") == 0 && !mado_handover_hold_check (action))
    return FALSE;
  entry = mado_handover_track_attest (action, &statement);
  if (entry == NULL)
    return FALSE;
  action->body = yyjson_doc_get_root (statement.facts);
  is_done = check_statement (action, way, &statement) && take_statement (action, entry, way);
  action->body = own;

  return is_done;
}

/* --- beside the steps -------------------------------------------------------------------------------------------- */

/* The daily count of what one has: a medium that is missed is missed on the same day. */
static gboolean
count (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  gboolean is_away = strcmp (draft->state, "received") == 0 || strcmp (draft->state, "stored") == 0;

  if (!mado_action_need_state (action, "made", "sealed", "received", "stored", "delivered", "inspected", NULL) ||
      !mado_action_need_duty (action, is_away ? "receive" : "handover"))
    return FALSE;
  mado_action_put_members (action, mado_action_stamp (action, draft, draft->body, "counted"), count_members);

  return TRUE;
}

/* A correction says something else of what its entry says, and nothing new; what both sides have found equal stays. */
static gboolean
check_correction (MadoAction *action, yyjson_mut_val *entry)
{
  gboolean is_agreed = mado_handover_has_arrived (action->draft->state);

  for (const MadoBodyMember *member = correctable_members; member->name != NULL; member++) {
    if (yyjson_obj_get (action->body, member->name) == NULL)
      continue;
    if (yyjson_mut_obj_get (entry, member->name) == NULL)
      return mado_action_refuse (action, MADO_REFUSAL_VALUE, member->name);
    if (is_agreed && g_strv_contains (agreed, member->name))
      return mado_action_refuse (action, MADO_REFUSAL_COUNT, member->name);
  }

  return TRUE;
}

/* Where something else has become so since, the correction is of the past alone. */
static void
correct_body (MadoAction *action, yyjson_mut_val *entry)
{
  MadoDraft *draft = action->draft;

  for (const MadoBodyMember *member = correctable_members; member->name != NULL; member++) {
    yyjson_val *value = yyjson_obj_get (action->body, member->name);

    if (value != NULL &&
        yyjson_mut_equals (yyjson_mut_obj_get (draft->body, member->name), yyjson_mut_obj_get (entry, member->name)))
      mado_draft_put (draft, draft->body, member->name, value);
  }
}

static gboolean
correct (MadoAction *action)
{
  const char *id = mado_json_get_text (action->body, "corrects");
  yyjson_mut_val *entry = mado_handover_track_find (action, "operation", id);

  if (entry == NULL)
    return mado_action_refuse (action, MADO_REFUSAL_ABSENT, "corrects");
  if (mado_handover_track_find (action, "corrects", id) != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, "corrects");

  yyjson_mut_val *correction =
      mado_handover_track_sign (action, "correct", yyjson_mut_get_str (yyjson_mut_obj_get (entry, "side")));

  if (correction == NULL || !check_correction (action, entry))
    return FALSE;
  mado_action_put_members (action, correction, correct_members);
  correct_body (action, entry);
  if (strcmp (action->draft->state, "closed") != 0)
    claim_number (action);

  return check_content (action) && mado_handover_check_occasion (action, correction);
}

static const MadoAct acts[] = {
  { "handover.make", MADO_BEGINS_ALWAYS, make_members, make, mado_handover_step_visible },
  { "handover.seal", MADO_BEGINS_NOT, seal_members, seal, mado_handover_step_visible },
  { "handover.carry", MADO_BEGINS_NOT, carry_members, carry, mado_handover_step_visible },
  { "handover.receive", MADO_BEGINS_NOT, receive_members, receive, mado_handover_step_visible },
  { "handover.store", MADO_BEGINS_NOT, store_members, store, mado_handover_step_visible },
  { "handover.return", MADO_BEGINS_NOT, return_members, give_back, mado_handover_step_visible },
  { "handover.erase", MADO_BEGINS_NOT, erase_members, erase, mado_handover_step_visible },
  { "handover.close", MADO_BEGINS_NOT, close_members, end, mado_handover_step_visible },
  { "handover.print", MADO_BEGINS_NOT, mado_handover_print_members, mado_handover_letters_print,
    mado_handover_step_visible },
  { "handover.enclose", MADO_BEGINS_NOT, mado_handover_print_members, mado_handover_letters_enclose,
    mado_handover_step_visible },
  { "handover.deliver", MADO_BEGINS_NOT, mado_handover_deliver_members, mado_handover_letters_deliver,
    mado_handover_step_visible },
  { "handover.inspect", MADO_BEGINS_NOT, mado_handover_inspect_members, mado_handover_letters_inspect,
    mado_handover_step_visible },
  { "handover.hand_back", MADO_BEGINS_NOT, mado_handover_hand_back_members, mado_handover_letters_hand_back,
    mado_handover_step_visible },
  { "handover.post", MADO_BEGINS_NOT, mado_handover_post_members, mado_handover_letters_post,
    mado_handover_step_visible },
  { "handover.hold", MADO_BEGINS_NOT, mado_body_reason, mado_handover_hold_begin, mado_handover_step_visible },
  { "handover.release", MADO_BEGINS_NOT, mado_body_reason, mado_handover_hold_end, mado_handover_step_visible },
  { "handover.attach", MADO_BEGINS_NOT, mado_handover_attach_members, mado_handover_attach,
    mado_handover_step_visible },
  { "handover.count", MADO_BEGINS_NOT, count_members, count, mado_handover_step_visible },
  { "handover.attest", MADO_BEGINS_NOT, attest_members, attest, mado_handover_step_visible },
  { "handover.correct", MADO_BEGINS_NOT, correct_members, correct, mado_handover_step_visible },
  {},
};

const MadoKind mado_handover_kind = { "handover", "made", acts, mado_handover_visible };
