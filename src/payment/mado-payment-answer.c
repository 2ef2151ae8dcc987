/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds for each line the row that it is about, and what it would do with the case. Lines that say just what went out
 * find their rows first, so that of two rows with one key each gets its own. */

#include "mado-payment-answer.h"

#include <string.h>

#include "mado-answer-match.h"
#include "mado-base-error.h"
#include "mado-batch-transfer.h"
#include "mado-import.h"
#include "mado-json-member.h"
#include "mado-payment-transfer.h"
#include "mado-receipt-index.h"
#include "mado-take-in.h"

/**
 * mado_payment_answer_free:
 * @self: (nullable) (transfer full): an answer
 */
void
mado_payment_answer_free (MadoPaymentAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_bytes_unref (self->bytes);
  mado_findings_free (self->findings);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* --- the rows ---------------------------------------------------------------------------------------------------- */

static MadoHash
hash_line (const MadoAnswerLine *line)
{
  g_autofree char *text = g_strjoin ("\x1F", line->key, line->word, line->reason, line->day, NULL);

  return mado_hash_of (text, strlen (text));
}

static MadoAnsweredRow *
add_row (MadoPaymentAnswer *self, guint64 record, const MadoPaymentRow *of, MadoAnsweredState state)
{
  MadoAnsweredRow *row = g_new0 (MadoAnsweredRow, 1);

  row->record = record;
  row->row = of;
  row->state = state;
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
take_line (MadoPaymentAnswer *self, const MadoAnswerMatch *match, const MadoAnswerLine *line)
{
  MadoAnsweredState state = MADO_ANSWERED_EQUAL;
  MadoAnsweredRow *row;

  if (match->is_equal == FALSE && match->row != NULL)
    state = MADO_ANSWERED_CHANGED;
  else if (match->row == NULL)
    state = match->is_known ? MADO_ANSWERED_TWICE : MADO_ANSWERED_UNKNOWN;
  row = add_row (self, line->record, match->row, state);
  row->changed = match->changed != NULL ? g_ptr_array_ref (match->changed) : NULL;
  row->content = hash_line (line);
  if (match->is_in_doubt)
    row->code = MADO_ANSWER_DOUBT;
  if (state == MADO_ANSWERED_EQUAL)
    mado_answered_row_read (row, self->clerk, self->packet, line);
}

static void
take_lines (MadoPaymentAnswer *self, const MadoAnswerShape *shape, const GPtrArray *lines)
{
  g_autoptr (MadoAnswerMatching) matching = mado_answer_matching_new (shape, lines);
  gboolean is_any_known = FALSE;

  for (guint i = 0; i < lines->len; i++) {
    const MadoAnswerMatch *match = mado_answer_matching_get (matching, i);

    is_any_known = is_any_known || match->is_known;
    take_line (self, match, g_ptr_array_index (lines, i));
  }
  if (lines->len > 0 && !is_any_known)
    mado_findings_add (self->findings, MADO_ANSWER_OTHER_BATCH, 0, 0, NULL);
  for (guint i = 0; !self->is_typed && i < mado_answer_matching_get_n_missing (matching); i++)
    add_row (self, 0, mado_answer_matching_get_missing (matching, i), MADO_ANSWERED_MISSING);
}

/* What was taken over from this very file is so by now. Where the service has refused it since, it can be taken once
 * more. */
static gboolean
settle_row (
    MadoPaymentAnswer *self, MadoAnsweredRow *row, MadoDatabase *database, const MadoRecords *records, GError **error)
{
  gboolean was_taken = FALSE;

  if (row->state != MADO_ANSWERED_EQUAL)
    return TRUE;
  if (!mado_answered_row_try (row, self->clerk, self->packet, records, error) ||
      !mado_import_knows (database, row->row->id, &row->content, &was_taken, error))
    return FALSE;
  if (row->state == MADO_ANSWERED_EQUAL)
    self->sum += row->row->amount;
  else if (was_taken)
    row->state = MADO_ANSWERED_SAME;

  return TRUE;
}

static gboolean
was_answered (const MadoPaymentAnswer *self)
{
  g_autofree char *hex = mado_hash_to_hex (&self->hash);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (self->batch->entity), "answers"));

  for (yyjson_val *answer = yyjson_arr_iter_next (&iter); answer != NULL; answer = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (answer, "digest"), hex) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
settle_rows (MadoDatabase *database, gpointer request, GError **error)
{
  MadoPaymentAnswer *self = request;
  const MadoRecords records = mado_receipt_get_records (database);
  g_autoptr (MadoImport) earlier = NULL;

  if (!mado_import_find (database, &self->hash, self->packet->id, &earlier, error))
    return FALSE;
  self->import = earlier != NULL ? earlier->id : mado_id_draw ();
  for (guint i = 0; i < self->rows->len; i++)
    if (!settle_row (self, g_ptr_array_index (self->rows, i), database, &records, error))
      return FALSE;
  if ((earlier != NULL || was_answered (self)) && mado_payment_answer_count (self, MADO_ANSWERED_EQUAL) == 0)
    mado_findings_add (self->findings, MADO_ANSWER_SEEN, 0, 0, NULL);

  return TRUE;
}

static MadoPaymentAnswer *
new_answer (const MadoDeskClerk *clerk,
            const MadoPaymentBatch *batch,
            const char *packet,
            const char *name,
            GBytes *bytes,
            GError **error)
{
  const MadoPacket *found = mado_section_find (clerk->programme->packets, packet);
  MadoPaymentAnswer *self;

  if (found == NULL || found->from[0] == '\0' || mado_section_get_count (found->rows) == 0) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "nothing comes back with a packet '%s'", packet);
    return NULL;
  }
  self = g_new0 (MadoPaymentAnswer, 1);
  self->clerk = clerk;
  self->batch = batch;
  self->packet = found;
  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  self->hash = mado_hash_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  self->findings = mado_findings_new ();
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_answered_row_free);
  if (strcmp (mado_payment_batch_get_state (batch), MADO_BATCH_APPROVED) != 0)
    mado_findings_add (self->findings, MADO_ANSWER_STATE, 0, 0, mado_payment_batch_get_state (batch));

  return self;
}

/* The way to pay that the lines of the file are about. */
static const char *
find_pay (const MadoPaymentAnswer *self)
{
  for (guint i = 0; i < mado_section_get_count (self->packet->rows); i++) {
    const MadoNamed *row = mado_section_get (self->packet->rows, i);
    const MadoTransition *transition = mado_section_find (self->clerk->programme->transitions, row->label);

    if (transition != NULL && strcmp (transition->right, "pay") == 0)
      return transition->id;
  }

  return "";
}

static GPtrArray *
read_lines (MadoPaymentAnswer *self, const MadoAnswerShape *shape, GHashTable *headings, GError **error)
{
  g_autoptr (GBytes) sent = NULL;

  if (!mado_answer_shape_is_bank_file (shape))
    return mado_answer_table_read (shape, self->bytes, headings, self->findings);
  if (!mado_payment_transfer_find_kept (self->clerk, self->batch, find_pay (self), &sent, error))
    return NULL;

  return mado_answer_bank_file_read (shape, self->bytes, sent, self->findings);
}

/**
 * mado_payment_answer_read:
 * @clerk: who takes it over; must outlive it
 * @batch: for which it came; must outlive it
 * @packet: the packet of the programme that it is
 * @name: what the file is called
 * @bytes: the file
 * @headings: (nullable): our heading → the one in the file, where a table has another
 * @error: that nothing comes back with such a packet, or why nobody can say
 *
 * Nothing is written.
 *
 * Returns: (transfer full) (nullable): what each of its rows comes to
 */
MadoPaymentAnswer *
mado_payment_answer_read (const MadoDeskClerk *clerk,
                          const MadoPaymentBatch *batch,
                          const char *packet,
                          const char *name,
                          GBytes *bytes,
                          GHashTable *headings,
                          GError **error)
{
  g_autoptr (MadoPaymentAnswer) self = new_answer (clerk, batch, packet, name, bytes, error);
  g_autoptr (MadoAnswerShape) shape = self != NULL ? mado_answer_shape_new (batch, self->packet) : NULL;
  g_autoptr (GPtrArray) lines = self != NULL ? read_lines (self, shape, headings, error) : NULL;

  if (lines == NULL)
    return NULL;
  if (!mado_findings_have_errors (self->findings))
    take_lines (self, shape, lines);

  return mado_desk_clerk_read (clerk, settle_rows, self, error) ? g_steal_pointer (&self) : NULL;
}

/* --- typed ------------------------------------------------------------------------------------------------------- */

static GBytes *
write_typed (const MadoPaymentBatch *batch, const MadoTypedAnswer *typed, guint n_typed)
{
  GString *text = g_string_new ("typed\n");
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_entity_get_id (batch->entity), id);
  g_string_append_printf (text, "%s\n", id);
  for (guint i = 0; i < n_typed; i++)
    g_string_append_printf (text, "%s\t%s\t%s\t%s\n", typed[i].receipt, typed[i].word, typed[i].reason, typed[i].day);

  return g_string_free_to_bytes (text);
}

static const MadoPaymentRow *
find_by_receipt (const MadoPaymentBatch *batch, const char *receipt)
{
  for (guint i = 0; i < batch->rows->len; i++)
    if (strcmp (mado_payment_row_get_receipt (g_ptr_array_index (batch->rows, i)), receipt) == 0)
      return g_ptr_array_index (batch->rows, i);

  return NULL;
}

static void
take_typed (MadoPaymentAnswer *self, const MadoTypedAnswer *typed, guint n_typed)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_typed; i++) {
    const MadoPaymentRow *of = find_by_receipt (self->batch, typed[i].receipt);
    g_autoptr (MadoAnswerLine) line = mado_answer_line_new (i + 1);
    MadoAnsweredState state = of == NULL ? MADO_ANSWERED_UNKNOWN : MADO_ANSWERED_EQUAL;
    MadoAnsweredRow *row;

    if (of != NULL && !g_hash_table_add (seen, (gpointer) of))
      state = MADO_ANSWERED_TWICE;
    g_set_str (&line->key, typed[i].receipt);
    g_set_str (&line->word, typed[i].word);
    g_set_str (&line->reason, typed[i].reason);
    g_set_str (&line->day, typed[i].day);
    row = add_row (self, i + 1, state == MADO_ANSWERED_EQUAL ? of : NULL, state);
    row->content = hash_line (line);
    if (state == MADO_ANSWERED_EQUAL)
      mado_answered_row_read (row, self->clerk, self->packet, line);
  }
}

/**
 * mado_payment_answer_type:
 * @clerk: who types it; must outlive it
 * @batch: for which it is; must outlive it
 * @packet: the packet of the programme with which such results come
 * @typed: (array length=n_typed): what became of some of its cases
 * @n_typed: how many
 * @error: that nothing comes back with such a packet, or why nobody can say
 *
 * Of cases that are not named nothing is said. Nothing is written.
 *
 * Returns: (transfer full) (nullable): what each of them comes to
 */
MadoPaymentAnswer *
mado_payment_answer_type (const MadoDeskClerk *clerk,
                          const MadoPaymentBatch *batch,
                          const char *packet,
                          const MadoTypedAnswer *typed,
                          guint n_typed,
                          GError **error)
{
  g_autoptr (GBytes) bytes = write_typed (batch, typed, n_typed);
  g_autoptr (MadoPaymentAnswer) self = new_answer (clerk, batch, packet, "typed", bytes, error);

  if (self == NULL)
    return NULL;
  self->is_typed = TRUE;
  take_typed (self, typed, n_typed);

  return mado_desk_clerk_read (clerk, settle_rows, self, error) ? g_steal_pointer (&self) : NULL;
}

/* --- differences ------------------------------------------------------------------------------------------------- */

static gboolean
is_difference (const MadoAnsweredRow *row)
{
  return row->state != MADO_ANSWERED_EQUAL && row->state != MADO_ANSWERED_SAME;
}

/**
 * mado_payment_answer_count:
 * @self: an answer
 * @state: a state
 *
 * Returns: how many rows are in it
 */
guint
mado_payment_answer_count (const MadoPaymentAnswer *self, MadoAnsweredState state)
{
  guint count = 0;

  for (guint i = 0; i < self->rows->len; i++)
    count += ((const MadoAnsweredRow *) g_ptr_array_index (self->rows, i))->state == state;

  return count;
}

/**
 * mado_payment_answer_settle:
 * @self: an answer
 * @index: one of its rows
 * @reason: why it is left out: a row goes back to who sent it, or a case waits for the next answer
 *
 * What differs is never taken over: it is not for us to decide which of both is right.
 *
 * Returns: whether the row is left out; a reason is due, and only what differs can be left out
 */
gboolean
mado_payment_answer_settle (MadoPaymentAnswer *self, guint index, const char *reason)
{
  MadoAnsweredRow *row = index < self->rows->len ? g_ptr_array_index (self->rows, index) : NULL;

  if (row == NULL || !is_difference (row) || reason[0] == '\0')
    return FALSE;
  g_free (row->left_out);
  row->left_out = g_strdup (reason);

  return TRUE;
}

/**
 * mado_payment_answer_is_balanced:
 * @self: an answer
 *
 * Returns: whether it can be taken over: the file is good, and each difference was settled
 */
gboolean
mado_payment_answer_is_balanced (const MadoPaymentAnswer *self)
{
  if (mado_findings_have_errors (self->findings))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++) {
    const MadoAnsweredRow *row = g_ptr_array_index (self->rows, i);

    if (is_difference (row) && row->left_out == NULL)
      return FALSE;
  }

  return TRUE;
}

/* --- taking over ------------------------------------------------------------------------------------------------- */

#define PIECE 200 /* rows of a transaction */

static void
put_settled (const MadoPaymentAnswer *self, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  yyjson_mut_val *settled = yyjson_mut_obj_add_arr (doc, body, "settled");

  for (guint i = 0; i < self->rows->len; i++) {
    const MadoAnsweredRow *row = g_ptr_array_index (self->rows, i);
    yyjson_mut_val *one;

    if (row->left_out == NULL)
      continue;
    one = yyjson_mut_arr_add_obj (doc, settled);
    yyjson_mut_obj_add_uint (doc, one, "row", row->record);
    if (row->row != NULL) {
      char id[MADO_ID_TEXT_SIZE];

      mado_id_to_text (row->row->id, id);
      yyjson_mut_obj_add_strcpy (doc, one, "case", id);
    }
    yyjson_mut_obj_add_str (doc, one, "code", mado_answered_state_get_name (row->state));
    yyjson_mut_obj_add_str (doc, one, "reason", row->left_out);
  }
}

static gboolean
tell_batch (const MadoPaymentAnswer *self, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  g_autofree char *hex = mado_hash_to_hex (&self->hash);
  const MadoDeskWish wish = { .kind = "batch.answer",
                              .entity = mado_entity_get_id (self->batch->entity),
                              .base = mado_entity_get_version (self->batch->entity),
                              .body = body };
  g_autoptr (MadoOutcome) outcome = NULL;

  yyjson_mut_obj_add_str (doc, body, "packet", self->packet->id);
  yyjson_mut_obj_add_uint (doc, body, "count", mado_payment_answer_count (self, MADO_ANSWERED_EQUAL));
  yyjson_mut_obj_add_sint (doc, body, "sum", self->sum);
  yyjson_mut_obj_add_str (doc, body, "digest", hex);
  put_settled (self, doc, body);
  outcome = mado_desk_clerk_save_one (self->clerk, &wish, error);
  yyjson_mut_doc_free (doc);
  if (outcome != NULL && mado_outcome_is_refused (outcome)) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "the batch does not take the answer: %s",
                 outcome->refusal->code);
    return FALSE;
  }

  return outcome != NULL;
}

typedef struct {
  MadoPaymentAnswer *answer;
  GPtrArray *rows; /* (element-type MadoAnsweredRow): of the piece */
} Piece;

static gboolean
begin_import (MadoDatabase *database, const MadoPaymentAnswer *answer, GError **error)
{
  const MadoImport import = {
    .id = answer->import,
    .map = (char *) answer->packet->id,
    .name = answer->name,
    .hash = answer->hash,
    .at = answer->clerk->now,
    .account = (char *) answer->clerk->person.account,
    .n_rows = answer->rows->len,
  };

  return mado_import_begin (database, &import, answer->bytes, error);
}

static void
begin_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (begin_import (database, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finish_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_import_finish (database, ((const MadoPaymentAnswer *) data)->import, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
clear_taken (gpointer data)
{
  mado_operation_unref (((MadoTakenRow *) data)->operation);
}

static gboolean
write_piece (const Piece *self, GError **error)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (MadoTakenRow));
  g_autoptr (GPtrArray) outcomes = NULL;

  g_array_set_clear_func (taken, clear_taken);
  for (guint i = 0; i < self->rows->len; i++) {
    const MadoAnsweredRow *row = g_ptr_array_index (self->rows, i);
    MadoTakenRow one = { row->record, row->content,
                         mado_answered_row_write (row, self->answer->clerk, self->answer->packet, error) };

    if (one.operation == NULL)
      return FALSE;
    g_array_append_val (taken, one);
  }
  outcomes = mado_replica_take_in (mado_desk_get_replica (self->answer->clerk->desk), self->answer->import,
                                   (const MadoTakenRow *) (gconstpointer) taken->data, taken->len,
                                   self->answer->clerk->now, error);
  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++) {
    MadoAnsweredRow *row = g_ptr_array_index (self->rows, i);
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

    row->is_written = !mado_outcome_is_refused (outcome);
    if (!row->is_written)
      mado_answered_row_refuse (row, outcome->refusal);
  }

  return outcomes != NULL;
}

static void
piece_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_piece (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
finish_piece (Piece *self, GError **error)
{
  if (self->rows->len > 0 &&
      !mado_desk_do_and_wait (self->answer->clerk->desk, MADO_DESK_WRITER, piece_work, self, error))
    return FALSE;
  g_ptr_array_set_size (self->rows, 0);

  return TRUE;
}

static gboolean
write_rows (MadoPaymentAnswer *self, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  Piece piece = { self, rows };

  for (guint i = 0; i < self->rows->len; i++) {
    MadoAnsweredRow *row = g_ptr_array_index (self->rows, i);

    if (row->state == MADO_ANSWERED_EQUAL)
      g_ptr_array_add (rows, row);
    if (rows->len == PIECE && !finish_piece (&piece, error))
      return FALSE;
  }

  return finish_piece (&piece, error);
}

static gboolean
check_key (const MadoPaymentAnswer *self, GError **error)
{
  for (guint i = 0; self->clerk->key == NULL && i < self->rows->len; i++) {
    const MadoAnsweredRow *row = g_ptr_array_index (self->rows, i);

    if (row->state == MADO_ANSWERED_EQUAL && row->transition->signed_by[0] != '\0') {
      g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                   "cannot take the file over: it needs the signature of a %s", row->transition->signed_by);
      return FALSE;
    }
  }

  return TRUE;
}

/**
 * mado_payment_answer_apply:
 * @self: an answer
 * @error: that it does not balance, that somebody has to sign it, or why it could not be written
 *
 * What was written before a power cut is not written again: the same file goes on where it was. Each row says then
 * whether it was written.
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_payment_answer_apply (MadoPaymentAnswer *self, GError **error)
{
  if (!mado_payment_answer_is_balanced (self)) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                         "cannot take the file over: it does not balance");
    return FALSE;
  }

  return check_key (self, error) &&
         mado_desk_do_and_wait (self->clerk->desk, MADO_DESK_WRITER, begin_work, self, error) &&
         (was_answered (self) || tell_batch (self, error)) && write_rows (self, error) &&
         mado_desk_do_and_wait (self->clerk->desk, MADO_DESK_WRITER, finish_work, self, error);
}
