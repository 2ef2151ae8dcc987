/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes through all cases that a payment can be ordered for, tries it, and keeps whatever stands against it. Rights move
 * at the service alone, so what it would say of them is foreseen here from what the case says. */

#include "mado-payment-plan.h"

#include <string.h>

#include "mado-account-fate.h"
#include "mado-account-sharing.h"
#include "mado-base-error.h"
#include "mado-case-right.h"
#include "mado-json-member.h"
#include "mado-payment-batch.h"
#include "mado-payment-way.h"
#include "mado-receipt-index.h"

static void
free_row (gpointer data)
{
  MadoPlannedRow *self = data;

  mado_entity_unref (self->entity);
  g_free (self->subject);
  g_free (self);
}

/**
 * mado_payment_plan_free:
 * @self: (nullable) (transfer full): a plan
 */
void
mado_payment_plan_free (MadoPaymentPlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->rows);
  g_array_unref (self->kinds);
  g_free (self);
}

/* --- what the service would say of its rights -------------------------------------------------------------------- */

static gboolean
has_right_in (yyjson_val *body, const char *state)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "state"), state) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_to_be_ordered (yyjson_val *right)
{
  const char *state = mado_json_get_text (right, "state");

  return strcmp (state, MADO_RIGHT_CLAIMED) == 0 || strcmp (state, MADO_RIGHT_FAILED) == 0;
}

static gboolean
has_right_without_amount (yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (is_to_be_ordered (right) && mado_json_get_number (right, "amount") <= 0)
      return TRUE;

  return FALSE;
}

static const char *
foresee_account (const MadoProgramme *programme, yyjson_val *body)
{
  yyjson_val *items = yyjson_obj_get (body, "items"), *entries = yyjson_obj_get (body, "entries");
  gboolean has_account = FALSE;

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    yyjson_val *entry = yyjson_obj_get (entries, item->id);

    if (item->entry[0] == '\0' || yyjson_obj_get (items, item->id) == NULL)
      continue;
    has_account = TRUE;
    if (yyjson_obj_get (entry, "first") != NULL && yyjson_obj_get (entry, "agreed") == NULL)
      return MADO_REFUSAL_ACCOUNT;
  }

  return has_account && has_right_in (body, MADO_RIGHT_FAILED) && mado_account_has_failed (body)
             ? MADO_REFUSAL_ACCOUNT_SAME
             : NULL;
}

static gboolean
was_paid_before (yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (yyjson_obj_get (right, "earlier") != NULL)
      return TRUE;

  return FALSE;
}

/* Returns: (nullable): the code with which the order would be refused */
static const char *
foresee (const MadoProgramme *programme, yyjson_val *body)
{
  gboolean has_claimed = has_right_in (body, MADO_RIGHT_CLAIMED) || has_right_in (body, MADO_RIGHT_FAILED);

  if (yyjson_obj_get (body, "rights") == NULL)
    return MADO_REFUSAL_RIGHT_NONE;
  if (has_right_in (body, MADO_RIGHT_OPEN))
    return MADO_REFUSAL_RIGHT_OPEN;
  if (has_right_in (body, MADO_RIGHT_HELD))
    return was_paid_before (body) ? MADO_REFUSAL_RIGHT_PAID : MADO_REFUSAL_RIGHT_HELD;
  if (has_right_without_amount (body))
    return MADO_REFUSAL_RIGHT_AMOUNT;
  if (!has_claimed)
    return has_right_in (body, MADO_RIGHT_ATTACHED) ? MADO_REFUSAL_RIGHT_ATTACHED : MADO_REFUSAL_RIGHT_STEP;

  return foresee_account (programme, body);
}

/* --- a case ------------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoPaymentPlan *plan;
  MadoRecords records;
  MadoId batch; /* where the trial would put it */
  MadoAccountSharing *sharing;
} Collecting;

static MadoOperation *
write_order (const MadoPaymentPlan *plan, const MadoPlannedRow *row, MadoId batch, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  char id[MADO_ID_TEXT_SIZE];
  const MadoDeskWish wish = {
    .kind = "case.move",
    .entity = mado_entity_get_id (row->entity),
    .base = mado_entity_get_version (row->entity),
    .body = body,
    .is_signed = row->order->signed_by[0] != '\0',
  };
  MadoOperation *operation;

  mado_id_to_text (batch, id);
  yyjson_mut_obj_add_str (doc, body, "transition", row->order->id);
  yyjson_mut_obj_add_str (doc, body, "batch", id);
  operation = mado_desk_clerk_write (plan->clerk, &wish, error);
  yyjson_mut_doc_free (doc);

  return operation;
}

static void
refuse_row (MadoPlannedRow *row, const MadoRefusal *refusal)
{
  row->code = refusal->code;
  g_free (row->subject);
  row->subject = refusal->subjects->len > 0 ? g_strdup (g_ptr_array_index (refusal->subjects, 0)) : NULL;
}

/* What stands against the order as far as the case itself goes; the batch need not be there yet. */
static gboolean
try_order (const Collecting *self, MadoPlannedRow *row, GError **error)
{
  g_autoptr (MadoOperation) operation = write_order (self->plan, row, self->batch, error);
  g_autoptr (MadoOutcome) outcome =
      operation != NULL ? mado_desk_clerk_try (self->plan->clerk, &self->records, operation, error) : NULL;

  if (outcome == NULL)
    return FALSE;
  if (outcome->kind == MADO_OUTCOME_CONFLICT)
    row->code = MADO_REFUSAL_STATE;
  if (mado_outcome_is_refused (outcome))
    refuse_row (row, outcome->refusal);

  return TRUE;
}

static gboolean
is_order (const MadoPaymentPlan *plan, const MadoTransition *transition, const MadoEntity *entity)
{
  return strcmp (transition->right, "order") == 0 && strcmp (transition->packet, plan->packet->id) == 0 &&
         mado_names_contain (transition->from, mado_entity_get_state (entity));
}

static gboolean
has_order (const MadoPaymentPlan *plan, const MadoEntity *entity)
{
  const MadoSection *transitions = plan->clerk->programme->transitions;

  for (guint i = 0; i < mado_section_get_count (transitions); i++)
    if (is_order (plan, mado_section_get (transitions, i), entity))
      return TRUE;

  return FALSE;
}

/* Of several orders the one whose rule is passed; where none is, the first, which says why not. */
static const MadoTransition *
find_order (const MadoPaymentPlan *plan, const MadoEntity *entity, const MadoJudgement *judgement)
{
  const MadoSection *transitions = plan->clerk->programme->transitions;
  const MadoTransition *first = NULL;

  for (guint i = 0; i < mado_section_get_count (transitions); i++) {
    const MadoTransition *transition = mado_section_get (transitions, i);

    if (!is_order (plan, transition, entity))
      continue;
    if (mado_judgement_get_answer (judgement, transition) == MADO_ANSWER_PASSED)
      return transition;
    first = first != NULL ? first : transition;
  }

  return first;
}

static gint64
sum_orders (yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));
  gint64 sum = 0;

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (is_to_be_ordered (right))
      sum += mado_json_get_number (right, "amount");

  return sum;
}

/* By which it would join, and be paid. */
static gboolean
find_ways (const MadoPaymentPlan *plan, MadoPlannedRow *row, GError **error)
{
  const MadoDeskClerk *clerk = plan->clerk;
  const MadoJudgement *judgement = NULL;

  if (!has_order (plan, row->entity))
    return TRUE;
  judgement = mado_judge_case (clerk->judge, mado_entity_get_body (row->entity), mado_entity_get_state (row->entity),
                               mado_instant_get_japanese_day (clerk->now), error);
  if (judgement == NULL)
    return FALSE;
  row->order = find_order (plan, row->entity, judgement);
  row->pay = mado_payment_find_way (clerk->programme, judgement, NULL);

  return TRUE;
}

static gboolean
judge_row (const Collecting *self, MadoPlannedRow *row, GError **error)
{
  if (mado_payment_has_open_deficiency (row->entity))
    row->code = MADO_REFUSAL_DEFICIENCY_OPEN;
  else if (mado_entity_is_cut (row->entity))
    row->code = MADO_PAYMENT_NOT_WHOLE;
  else if (!try_order (self, row, error))
    return FALSE;
  if (row->code == NULL)
    row->code = foresee (self->plan->clerk->programme, mado_entity_get_body (row->entity));
  if (row->code == NULL && self->plan->way != NULL && row->pay != self->plan->way)
    row->code = MADO_PAYMENT_OTHER_WAY;

  return TRUE;
}

/* Whoever cannot be paid from where the case stands is told where something open is the reason. */
static gboolean
take_case (gpointer user_data, MadoEntity *entity, GError **error)
{
  Collecting *self = user_data;
  gint64 amount = sum_orders (mado_entity_get_body (entity));
  MadoPlannedRow *row = g_new0 (MadoPlannedRow, 1);

  mado_account_sharing_add (self->sharing, entity);
  row->entity = mado_entity_ref (entity);
  row->amount = amount;
  if (!find_ways (self->plan, row, error)) {
    free_row (row);
    return FALSE;
  }
  if (row->order == NULL && (amount == 0 || !mado_payment_has_open_deficiency (entity))) {
    free_row (row);
    return TRUE;
  }
  g_ptr_array_add (self->plan->rows, row);

  return judge_row (self, row, error);
}

/* --- the plan ---------------------------------------------------------------------------------------------------- */

static MadoPlannedKind *
find_kind (MadoPaymentPlan *self, const MadoRight *right)
{
  for (guint i = 0; i < self->kinds->len; i++)
    if (g_array_index (self->kinds, MadoPlannedKind, i).right == right)
      return &g_array_index (self->kinds, MadoPlannedKind, i);

  MadoPlannedKind kind = { .right = right };

  g_array_append_val (self->kinds, kind);

  return &g_array_index (self->kinds, MadoPlannedKind, self->kinds->len - 1);
}

static void
count_row (MadoPaymentPlan *self, const MadoPlannedRow *row)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (row->entity), "rights"));

  self->n_joining++;
  self->sum += row->amount;
  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter)) {
    MadoPlannedKind *kind;

    if (!is_to_be_ordered (right))
      continue;
    kind = find_kind (self, mado_section_find (self->clerk->programme->rights, mado_json_get_text (right, "right")));
    kind->count++;
    kind->sum += mado_json_get_number (right, "amount");
  }
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const MadoPlannedRow *one = a, *other = b;

  if ((one->code == NULL) != (other->code == NULL))
    return one->code == NULL ? -1 : 1;

  return mado_id_compare (mado_entity_get_id (one->entity), mado_entity_get_id (other->entity));
}

/* Money goes to one account for two people only where somebody has looked at both. */
static void
look_at_account (const MadoAccountSharing *sharing, MadoPlannedRow *row)
{
  const char *receipt = row->code == NULL ? mado_account_sharing_find (sharing, row->entity, &row->other) : NULL;

  if (receipt == NULL)
    return;
  row->code = MADO_PAYMENT_SHARED;
  g_set_str (&row->subject, receipt);
}

static gboolean
collect (MadoDatabase *database, gpointer request, GError **error)
{
  MadoPaymentPlan *plan = request;
  g_autoptr (MadoAccountSharing) sharing = mado_account_sharing_new (plan->clerk->programme);
  Collecting collecting = {
    .plan = plan,
    .records = mado_receipt_get_records (database),
    .batch = mado_id_draw (),
    .sharing = sharing,
  };

  if (!mado_desk_visit (database, "case", NULL, take_case, &collecting, error))
    return FALSE;
  for (guint i = 0; i < plan->rows->len; i++)
    look_at_account (sharing, g_ptr_array_index (plan->rows, i));
  g_ptr_array_sort_values (plan->rows, compare_rows);
  for (guint i = 0; i < plan->rows->len; i++) {
    const MadoPlannedRow *row = g_ptr_array_index (plan->rows, i);

    if (row->code == NULL)
      count_row (plan, row);
  }

  return TRUE;
}

static gboolean
is_ordered_with (const MadoProgramme *programme, const MadoPacket *packet)
{
  for (guint i = 0; packet != NULL && i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (strcmp (transition->right, "order") == 0 && strcmp (transition->packet, packet->id) == 0)
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_payment_plan_collect:
 * @clerk: who plans; must outlive the plan
 * @packet: the packet of the programme with which payments are ordered
 * @way: (nullable): the way to pay of those who join; %NULL: whichever
 * @error: that nothing is ordered with it or paid so, or why nobody can say
 *
 * Nothing is written.
 *
 * Returns: (transfer full) (nullable): who would join a batch now, and who not and why
 */
MadoPaymentPlan *
mado_payment_plan_collect (const MadoDeskClerk *clerk, const char *packet, const char *way, GError **error)
{
  g_autoptr (MadoPaymentPlan) self = g_new0 (MadoPaymentPlan, 1);

  self->clerk = clerk;
  self->packet = mado_section_find (clerk->programme->packets, packet);
  self->way = way != NULL ? mado_section_find (clerk->programme->transitions, way) : NULL;
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->kinds = g_array_new (FALSE, FALSE, sizeof (MadoPlannedKind));
  if (!is_ordered_with (clerk->programme, self->packet)) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "no payment is ordered with a packet '%s'", packet);
    return NULL;
  }
  if (way != NULL && (self->way == NULL || strcmp (self->way->right, "pay") != 0)) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "nobody is paid by '%s'", way);
    return NULL;
  }

  return mado_desk_clerk_read (clerk, collect, self, error) ? g_steal_pointer (&self) : NULL;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static gboolean
make_batch (const MadoPaymentPlan *self, MadoId batch, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { .kind = "batch.make", .entity = batch, .body = body };
  g_autoptr (MadoOutcome) outcome = NULL;

  yyjson_mut_obj_add_str (doc, body, "packet", self->packet->id);
  outcome = mado_desk_clerk_save_one (self->clerk, &wish, error);
  yyjson_mut_doc_free (doc);
  if (outcome != NULL && mado_outcome_is_refused (outcome)) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "cannot make a batch: %s", outcome->refusal->code);
    return FALSE;
  }

  return outcome != NULL;
}

static GPtrArray *
write_orders (const MadoPaymentPlan *self, MadoId batch, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);

  for (guint i = 0; i < self->n_joining; i++) {
    MadoOperation *operation = write_order (self, g_ptr_array_index (self->rows, i), batch, error);

    if (operation == NULL)
      return NULL;
    g_ptr_array_add (operations, operation);
  }

  return g_steal_pointer (&operations);
}

/**
 * mado_payment_plan_write:
 * @self: a plan that was collected just now
 * @batch: an open batch to join; %MADO_ID_NONE: a new one
 * @out_batch: (out): the batch
 * @error: why it could not be written
 *
 * Each row says then whether it was written, or why not: somebody else may have been quicker.
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_payment_plan_write (MadoPaymentPlan *self, MadoId batch, MadoId *out_batch, GError **error)
{
  gboolean is_new = !mado_id_is_valid (batch);
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  *out_batch = is_new ? mado_id_draw () : batch;
  operations = write_orders (self, *out_batch, error);
  if (operations == NULL || (is_new && !make_batch (self, *out_batch, error)))
    return FALSE;
  outcomes = mado_desk_clerk_save (self->clerk, operations, error);
  if (outcomes == NULL)
    return FALSE;
  for (guint i = 0; i < outcomes->len; i++) {
    MadoPlannedRow *row = g_ptr_array_index (self->rows, i);
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

    row->is_written = !mado_outcome_is_refused (outcome);
    if (!row->is_written)
      refuse_row (row, outcome->refusal);
  }

  return TRUE;
}
