/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A batch knows how many cases it has, what they come to, and a digest of them that does not depend on their order: the
 * sum of the hashes of its rows. So a case joins or leaves without the others being looked at. */

#include "mado-batch.h"

#include <string.h>

#include "mado-batch-row.h"
#include "mado-batch-transfer.h"
#include "mado-case-right.h"
#include "mado-case-row.h"
#include "mado-hash.h"
#include "mado-json-member.h"

#define OPEN "open"
#define FROZEN "frozen"

static const MadoBodyMember make_members[] = {
  { "packet", MADO_BODY_WORD, TRUE },
  {},
};

static const MadoBodyMember freeze_members[] = {
  { "count", MADO_BODY_NUMBER, TRUE },
  { "sum", MADO_BODY_NUMBER, TRUE },
  {},
};

static const MadoBodyMember no_members[] = {
  {},
};

/* --- figures ----------------------------------------------------------------------------------------------------- */

static gint64
get_number (yyjson_mut_val *object, const char *name)
{
  return yyjson_mut_get_sint (yyjson_mut_obj_get (object, name));
}

/* @figures: of the batch, or of those that have left it */
static void
change (MadoDraft *batch, yyjson_mut_val *figures, gint64 count, gint64 sum, MadoHash hash)
{
  yyjson_mut_val *old = yyjson_mut_obj_get (figures, "digest");
  MadoHash digest = { { 0 } };

  if (old != NULL && !mado_hash_from_hex (yyjson_mut_get_str (old), &digest, NULL))
    g_return_if_reached ();
  digest = mado_batch_add_hashes (digest, hash);

  g_autofree char *hex = mado_hash_to_hex (&digest);

  mado_draft_put_text (batch, figures, "digest", hex);
  mado_draft_put_number (batch, figures, "count", get_number (figures, "count") + count);
  mado_draft_put_number (batch, figures, "sum", get_number (figures, "sum") + sum);
}

/* --- cases come and go ------------------------------------------------------------------------------------------- */

/* What the case's rights that are ordered just now come to. */
static gint64
sum_ordered (const MadoDraft *case_draft)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (case_draft->body, "rights"));
  gint64 sum = 0;

  for (yyjson_mut_val *right = yyjson_mut_arr_iter_next (&iter); right != NULL;
       right = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (right, "state"), MADO_RIGHT_ORDERED))
      sum += yyjson_mut_get_sint (yyjson_mut_obj_get (right, "amount"));

  return sum;
}

/* What the packet tells of the case is kept with it: whatever changes later is told by its difference. */
static void
keep_items (MadoDraft *own, yyjson_mut_val *mine, const MadoPacket *packet)
{
  yyjson_mut_val *items = yyjson_mut_obj_get (own->body, "items");
  yyjson_mut_val *kept;

  mado_draft_remove (own, mine, "items");
  kept = mado_draft_ensure_object (own, mine, "items");
  for (guint i = 0; i < packet->items->len; i++) {
    const char *id = g_ptr_array_index (packet->items, i);
    yyjson_mut_val *value = yyjson_mut_obj_get (items, id);

    if (value != NULL)
      yyjson_mut_obj_add (kept, yyjson_mut_strcpy (own->doc, id), yyjson_mut_val_mut_copy (own->doc, value));
  }
}

static void
count_in (MadoAction *action, MadoDraft *batch, const MadoTransition *transition)
{
  MadoDraft *own = action->draft;
  const MadoPacket *packet = mado_section_find (action->programme->packets, transition->packet);
  yyjson_mut_val *mine = mado_draft_ensure_object (own, own->body, "batch");
  gint64 amount = sum_ordered (own);

  keep_items (own, mine, packet);

  MadoHash hash = mado_batch_hash_row (own->id, amount, packet, yyjson_mut_obj_get (mine, "items"));
  g_autofree char *hex = mado_hash_to_hex (&hash);

  change (batch, batch->body, 1, amount, hash);
  mado_draft_put_number (own, mine, "amount", amount);
  mado_draft_put_text (own, mine, "row", hex);
}

/* What the batch comes to with this case follows from its rights: at a terminal it stays as it was. */
static gboolean
join (MadoAction *action, const MadoTransition *transition)
{
  MadoDraft *own = action->draft;
  MadoId id = mado_json_get_id (action->body, "batch");
  MadoDraft *batch = NULL;

  if (!mado_id_is_valid (id))
    return mado_action_refuse (action, MADO_REFUSAL_REQUIRED, "batch");
  if (!mado_action_open (action, id, mado_batch_kind.name, &batch))
    return FALSE;
  if (batch != NULL && (strcmp (batch->state, OPEN) != 0 ||
                        !yyjson_mut_equals_str (yyjson_mut_obj_get (batch->body, "packet"), transition->packet)))
    return mado_action_refuse (action, MADO_REFUSAL_STATE, mado_batch_kind.name);
  mado_draft_put_id (own, mado_draft_ensure_object (own, own->body, "batch"), "id", id);
  if (batch == NULL)
    return TRUE;
  mado_draft_add_once (batch, batch->body, "planners", action->header->actor);
  if (mado_records_are_whole (action->records))
    count_in (action, batch, transition);
  else
    mado_draft_cut (batch);

  return TRUE;
}

/* Whether money of the case was on its way before this step. */
static gboolean
was_ordered (const MadoAction *action)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_case_get_before (action), "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "state"), MADO_RIGHT_ORDERED) == 0)
      return TRUE;

  return FALSE;
}

/* What was frozen of the case stays with it, so that whoever looks at the batch sees what is different now. */
static void
keep_what_was_frozen (MadoDraft *own, yyjson_mut_val *mine)
{
  static const char *const members[] = { "id", "amount", "items" };
  yyjson_mut_val *held;

  mado_draft_remove (own, own->body, MADO_BATCH_HELD);
  held = mado_draft_ensure_object (own, own->body, MADO_BATCH_HELD);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    yyjson_mut_obj_add (held, yyjson_mut_str (own->doc, members[i]),
                        yyjson_mut_val_mut_copy (own->doc, yyjson_mut_obj_get (mine, members[i])));
}

/* An open batch forgets the case; a frozen one keeps its figures, and says whose payment is held and what these
 * come to. What is at the bank is not taken back here: it is paid, or it comes back. Whoever tries it over what he may
 * see has no hash of the row, and leaves the batch as it is. */
static gboolean
leave (MadoAction *action)
{
  yyjson_mut_val *mine = yyjson_mut_obj_get (action->draft->body, "batch");
  yyjson_mut_val *row = yyjson_mut_obj_get (mine, "row");
  char id[MADO_ID_TEXT_SIZE];
  MadoHash hash;

  if (row == NULL) {
    mado_draft_remove (action->draft, action->draft->body, "batch");
    return TRUE;
  }

  MadoDraft *batch = NULL;

  if (!mado_action_open (action, mado_id_from_text (mado_draft_get_text (mine, "id")), mado_batch_kind.name, &batch))
    return FALSE;
  if (!mado_hash_from_hex (yyjson_mut_get_str (row), &hash, NULL))
    g_return_val_if_reached (FALSE);
  mado_id_to_text (action->draft->id, id);
  if (mado_batch_is_under_way (batch) && was_ordered (action))
    return mado_action_refuse (action, MADO_REFUSAL_STATE, "transfer");
  if (strcmp (batch->state, OPEN) == 0) {
    change (batch, batch->body, -1, -get_number (mine, "amount"), mado_batch_negate_hash (hash));
  } else {
    mado_draft_add_once (batch, batch->body, "held", id);
    if (was_ordered (action))
      change (batch, mado_draft_ensure_object (batch, batch->body, "left"), 1, get_number (mine, "amount"), hash);
    keep_what_was_frozen (action->draft, mine);
  }
  mado_draft_remove (action->draft, action->draft->body, "batch");

  return TRUE;
}

/* Nobody answers, and nobody is paid, before the batch has gone its way. */
static gboolean
need_approved (MadoAction *action)
{
  yyjson_mut_val *mine = yyjson_mut_obj_get (action->draft->body, "batch");
  g_autoptr (MadoEntity) batch = NULL;

  if (mine == NULL)
    return TRUE;
  if (!mado_action_find (action, mado_id_from_text (mado_draft_get_text (mine, "id")), mado_batch_kind.name, &batch))
    return FALSE;

  return batch == NULL || strcmp (mado_entity_get_state (batch), MADO_BATCH_APPROVED) == 0 ||
         mado_action_refuse (action, MADO_REFUSAL_STATE, mado_batch_kind.name);
}

static gboolean
is_answer (const MadoAction *action, const MadoTransition *transition)
{
  const MadoPacket *packet = mado_section_find (action->programme->packets, transition->packet);

  return strcmp (transition->right, "pay") == 0 || (packet != NULL && packet->from[0] != '\0');
}

/**
 * mado_batch_join:
 * @action: an action on a case, its rights already stepped on
 * @transition: what it does
 *
 * A case that is ordered joins the batch that the operation names; a case that is recalled or given up leaves its own;
 * what comes back for a case, and its payment, need a batch that was approved.
 *
 * Returns: whether it was done
 */
gboolean
mado_batch_join (MadoAction *action, const MadoTransition *transition)
{
  if (is_answer (action, transition) && !need_approved (action))
    return FALSE;
  if (strcmp (transition->right, "order") == 0)
    return join (action, transition);
  if (strcmp (transition->right, "recall") == 0 || strcmp (transition->right, "release") == 0)
    return leave (action);

  return TRUE;
}

/* --- what is done with a batch ----------------------------------------------------------------------------------- */

static gboolean
make (MadoAction *action)
{
  MadoDraft *draft = action->draft;
  const char *id = mado_json_get_text (action->body, "packet");
  const MadoPacket *packet = mado_section_find (action->programme->packets, id);

  if (!mado_action_need_duty (action, "plan"))
    return FALSE;
  if (packet == NULL || packet->to[0] == '\0')
    return mado_action_refuse (action, MADO_REFUSAL_ITEM, id);
  mado_draft_put_text (draft, draft->body, "packet", id);
  mado_action_stamp (action, draft, draft->body, "made");

  return TRUE;
}

static gboolean
check_count (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  return (get_number (draft->body, "count") > 0 &&
          mado_json_get_number (action->body, "count") == get_number (draft->body, "count") &&
          mado_json_get_number (action->body, "sum") == get_number (draft->body, "sum")) ||
         mado_action_refuse (action, MADO_REFUSAL_COUNT, NULL);
}

/* Who freezes says what he counted: where that is not what was collected, somebody has to look. */
static gboolean
freeze (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "plan") || !mado_action_need_state (action, OPEN, NULL))
    return FALSE;
  if (!mado_action_is_cut (action) && !check_count (action))
    return FALSE;
  mado_draft_set_state (draft, FROZEN);
  mado_action_stamp (action, draft, draft->body, "frozen");

  return TRUE;
}

static gboolean
reopen (MadoAction *action)
{
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "plan") || !mado_action_need_state (action, FROZEN, NULL))
    return FALSE;
  if (yyjson_mut_obj_get (draft->body, "held") != NULL)
    return mado_action_refuse (action, MADO_REFUSAL_STATE, "held");
  mado_draft_set_state (draft, OPEN);
  mado_draft_remove (draft, draft->body, "frozen");
  mado_draft_remove (draft, draft->body, "signatures");
  mado_draft_put (draft, mado_action_stamp (action, draft, draft->body, "reopened"), "reason",
                  yyjson_obj_get (action->body, "reason"));

  return TRUE;
}

static gboolean
is_own_work (const MadoAction *action)
{
  yyjson_mut_val *body = action->draft->body;
  static const char *const stamps[] = { "made", "frozen" };

  for (gsize i = 0; i < G_N_ELEMENTS (stamps); i++)
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (yyjson_mut_obj_get (body, stamps[i]), "by"), action->header->actor))
      return TRUE;

  return mado_draft_has_text (body, "planners", action->header->actor);
}

/* Returns: how many people have signed, if the programme wants more than one */
static gint64
count_signatures (const MadoAction *action, gboolean *out_is_own)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (action->draft->body, "signatures"));
  gint64 count = 0;

  *out_is_own = FALSE;
  for (yyjson_mut_val *entry = yyjson_mut_arr_iter_next (&iter); entry != NULL;
       entry = yyjson_mut_arr_iter_next (&iter), count++)
    if (yyjson_mut_equals_str (yyjson_mut_obj_get (entry, "by"), action->header->actor))
      *out_is_own = TRUE;

  return count;
}

static gint64
count_needed (const MadoAction *action)
{
  const MadoPacket *packet =
      mado_section_find (action->programme->packets, mado_draft_get_text (action->draft->body, "packet"));

  return packet != NULL ? packet->signatures : 0;
}

/* Where more than one has to sign, each is another, and the last of them approves. */
static gboolean
approve (MadoAction *action)
{
  gint64 n_signed, n_needed = count_needed (action);
  gboolean has_signed;
  MadoDraft *draft = action->draft;

  if (!mado_action_need_duty (action, "approve") || !mado_action_need_state (action, FROZEN, NULL))
    return FALSE;
  if (is_own_work (action))
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, mado_batch_kind.name);
  if (!mado_action_is_signed_by_actor (action))
    return mado_action_refuse (action, MADO_REFUSAL_SIGNATURE, NULL);
  n_signed = count_signatures (action, &has_signed);
  if (has_signed)
    return mado_action_refuse (action, MADO_REFUSAL_SAME_PERSON, "signatures");
  if (n_needed > 1)
    mado_action_add_entry (action, "signatures", "signature");
  if (n_signed + 1 < n_needed)
    return TRUE;
  mado_draft_set_state (draft, MADO_BATCH_APPROVED);
  mado_action_stamp (action, draft, draft->body, "approved");

  return TRUE;
}

/* --- who gets what of a batch ------------------------------------------------------------------------------------ */

static const MadoVisible make_visible[] = {
  { "packet", MADO_FOR_READERS },
  {},
};

static const MadoVisible freeze_visible[] = {
  { "count", MADO_FOR_READERS },
  { "sum", MADO_FOR_MONEY },
  {},
};

static const MadoVisible reason_visible[] = {
  { "reason", MADO_FOR_DUTIES, .duties = { "plan", "approve", "oversee" } },
  {},
};

static const MadoVisible reopened_visible[] = {
  { "at", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "reason", MADO_FOR_DUTIES, .duties = { "plan", "approve", "oversee" }, .is_aside = TRUE },
  {},
};

static const MadoVisible signature_visible[] = {
  { "at", MADO_FOR_READERS },
  { "by", MADO_FOR_READERS },
  { "operation", MADO_FOR_READERS },
  { "what", MADO_FOR_READERS },
  {},
};

static const MadoVisible left_visible[] = {
  { "count", MADO_FOR_READERS },
  { "sum", MADO_FOR_MONEY },
  { "digest", MADO_FOR_DUTIES, .duties = { "plan", "approve" }, .is_aside = TRUE },
  {},
};

/* The digest of a single case would tell whoever tries what is in the case: it is for those who answer for the whole.
 */
static const MadoVisible visible[] = {
  { "packet", MADO_FOR_READERS },
  { "count", MADO_FOR_READERS },
  { "sum", MADO_FOR_MONEY },
  { "digest", MADO_FOR_DUTIES, .duties = { "plan", "approve" }, .is_aside = TRUE },
  { "planners", MADO_FOR_READERS },
  { "held", MADO_FOR_READERS },
  { "left", MADO_FOR_READERS, .inside = left_visible },
  { "made", MADO_FOR_READERS, .inside = mado_visible_stamp },
  { "frozen", MADO_FOR_READERS, .inside = mado_visible_stamp },
  { "reopened", MADO_FOR_READERS, .inside = reopened_visible },
  { "signatures", MADO_FOR_READERS, .inside = signature_visible },
  { "approved", MADO_FOR_READERS, .inside = mado_visible_stamp },
  { "transfers", MADO_FOR_READERS, .inside = mado_batch_transfer_visible },
  { "answers", MADO_FOR_READERS, .inside = mado_batch_answer_visible },
  {},
};

static const MadoAct acts[] = {
  { "batch.make", MADO_BEGINS_ALWAYS, make_members, make, make_visible },
  { "batch.freeze", MADO_BEGINS_NOT, freeze_members, freeze, freeze_visible },
  { "batch.reopen", MADO_BEGINS_NOT, mado_body_reason, reopen, reason_visible },
  { "batch.approve", MADO_BEGINS_NOT, no_members, approve },
  { "batch.transfer", MADO_BEGINS_NOT, mado_batch_transfer_members, mado_batch_transfer,
    mado_batch_transfer_said_visible },
  { "batch.void_transfer", MADO_BEGINS_NOT, mado_batch_void_members, mado_batch_void_transfer,
    mado_batch_void_said_visible },
  { "batch.answer", MADO_BEGINS_NOT, mado_batch_answer_members, mado_batch_answer, mado_batch_answer_said_visible },
  {},
};

const MadoKind mado_batch_kind = { "batch", OPEN, acts, .visible = visible };
