/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries and writes operations in somebody's name, many of them in one transaction. */

#include "mado-desk-clerk.h"

#include "mado-receipt-index.h"
#include "mado-receipt.h"
#include "mado-row.h"
#include "mado-take-in.h"

#define PIECE 200 /* operations of a transaction: whoever saves meanwhile waits for so many */
#define PAGE 500  /* entities that are held at once */

/**
 * mado_desk_clerk_new:
 * @desk: a profile that is open, with the person who works there
 * @now: the official time
 * @error: where to put why the programme's rules cannot be run
 *
 * Returns: (transfer full) (nullable): somebody who works there
 */
MadoDeskClerk *
mado_desk_clerk_new (MadoDesk *desk, MadoInstant now, GError **error)
{
  g_autoptr (MadoDeskClerk) self = g_new0 (MadoDeskClerk, 1);

  self->desk = g_object_ref (desk);
  self->programme = mado_desk_get_programme (desk);
  self->person = *mado_desk_get_person (desk);
  self->now = now;
  self->judge = mado_judge_new (mado_desk_get_programme (desk), error);

  return self->judge != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_desk_clerk_free:
 * @self: (nullable) (transfer full): somebody
 */
void
mado_desk_clerk_free (MadoDeskClerk *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->judge, mado_judge_free);
  g_clear_object (&self->desk);
  g_free (self);
}

/* --- operations -------------------------------------------------------------------------------------------------- */

/**
 * mado_desk_clerk_write:
 * @self: somebody
 * @wish: what is wanted
 * @error: that it needs a signature and there is no key, or that it is too large
 *
 * Returns: (transfer full) (nullable): the operation
 */
MadoOperation *
mado_desk_clerk_write (const MadoDeskClerk *self, const MadoDeskWish *wish, GError **error)
{
  const MadoOperationHeader header = {
    .id = mado_id_draw (),
    .entity = wish->entity,
    .kind = wish->kind,
    .base = wish->base,
    .actor = self->person.account,
    .terminal = mado_desk_get_terminal (self->desk),
    .time = self->now.microseconds / 1000,
  };
  g_autoptr (MadoOperation) operation = mado_operation_new (&header, wish->body, error);

  if (operation == NULL || !wish->is_signed || self->key == NULL)
    return g_steal_pointer (&operation);

  return mado_operation_sign (operation, self->key, error);
}

/**
 * mado_desk_clerk_try:
 * @self: somebody
 * @records: what is on record
 * @operation: what is wanted
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (nullable): what would come of it, as far as it is known here; nothing is written
 */
MadoOutcome *
mado_desk_clerk_try (const MadoDeskClerk *self,
                     const MadoRecords *records,
                     const MadoOperation *operation,
                     GError **error)
{
  MadoContext context = { .now = self->now, .actor = self->person };
  MadoPublicKey signer;

  if (mado_operation_is_signed (operation) && mado_operation_verify (operation, &signer, NULL)) {
    context.signer_key = &signer;
    context.signer = self->person;
  }

  return mado_apply (self->judge, records, operation, &context, error);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

typedef struct {
  const MadoDeskClerk *clerk;
  const GPtrArray *operations;
  guint next;
  GPtrArray *outcomes;
} Saving;

static gboolean
save_piece (Saving *self, GError **error)
{
  guint n_rows = MIN (PIECE, self->operations->len - self->next);
  g_autofree MadoTakenRow *rows = g_new0 (MadoTakenRow, n_rows);
  g_autoptr (GPtrArray) outcomes = NULL;

  for (guint i = 0; i < n_rows; i++)
    rows[i].operation = g_ptr_array_index (self->operations, self->next + i);
  outcomes = mado_replica_take_in (mado_desk_get_replica (self->clerk->desk), MADO_ID_NONE, rows, n_rows,
                                   self->clerk->now, error);
  if (outcomes == NULL)
    return FALSE;
  self->next += n_rows;
  g_ptr_array_extend_and_steal (self->outcomes, g_steal_pointer (&outcomes));

  return TRUE;
}

static void
save_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (save_piece (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_desk_clerk_save:
 * @self: somebody
 * @operations: (element-type MadoOperation): each stands for itself
 * @error: what the disk said; the pieces before stay
 *
 * Returns: (transfer full) (nullable) (element-type MadoOutcome): what came of each; what is not refused is on the disk
 */
GPtrArray *
mado_desk_clerk_save (const MadoDeskClerk *self, const GPtrArray *operations, GError **error)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outcome_free);
  Saving saving = { self, operations, 0, outcomes };

  while (saving.next < operations->len)
    if (!mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, save_work, &saving, error))
      return NULL;

  return g_steal_pointer (&outcomes);
}

/**
 * mado_desk_clerk_save_one:
 * @self: somebody
 * @wish: what is wanted
 * @error: why it could not be written
 *
 * Returns: (transfer full) (nullable): what came of it
 */
MadoOutcome *
mado_desk_clerk_save_one (const MadoDeskClerk *self, const MadoDeskWish *wish, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoOperation *operation = mado_desk_clerk_write (self, wish, error);

  if (operation == NULL)
    return NULL;
  g_ptr_array_add (operations, operation);
  outcomes = mado_desk_clerk_save (self, operations, error);

  return outcomes != NULL ? g_ptr_array_steal_index (outcomes, 0) : NULL;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoDeskRead read;
  gpointer request;
} Reading;

static void
read_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Reading *self = data;
  GError *error = NULL;

  if (self->read (database, self->request, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_desk_clerk_read:
 * @self: somebody
 * @read: runs on a thread that only reads, in the meantime nobody else uses @self
 * @request: for @read
 * @error: what @read said
 *
 * Returns: what @read returned
 */
gboolean
mado_desk_clerk_read (const MadoDeskClerk *self, MadoDeskRead read, gpointer request, GError **error)
{
  Reading reading = { read, request };

  return mado_desk_do_and_wait (self->desk, MADO_DESK_SEARCHER, read_work, &reading, error);
}

typedef struct {
  const char *claim;
  MadoId id;
} Search;

static gboolean
find_holder (MadoDatabase *database, gpointer request, GError **error)
{
  Search *search = request;

  return mado_receipt_find_holder (database, search->claim, &search->id, error);
}

/**
 * mado_desk_clerk_find_case:
 * @self: a clerk
 * @receipt: a receipt number
 * @out_id: (out): the case that has it, or %MADO_ID_NONE
 * @error: why nobody can say
 *
 * Returns: whether that is known
 */
gboolean
mado_desk_clerk_find_case (const MadoDeskClerk *self, const char *receipt, MadoId *out_id, GError **error)
{
  g_autofree char *claim = mado_receipt_claim (self->programme, receipt);
  Search search = { .claim = claim };

  if (!mado_desk_clerk_read (self, find_holder, &search, error))
    return FALSE;
  *out_id = search.id;

  return TRUE;
}

/**
 * mado_desk_visit:
 * @database: any connection
 * @kind: "case", …
 * @state: (nullable): of those alone that are in this state
 * @visit: is shown each
 * @user_data: for @visit
 * @error: what @visit said, or why nobody can say
 *
 * Returns: whether all were shown
 */
gboolean
mado_desk_visit (MadoDatabase *database,
                 const char *kind,
                 const char *state,
                 MadoDeskVisit visit,
                 gpointer user_data,
                 GError **error)
{
  g_autoptr (MadoEntity) last = NULL;

  for (;;) {
    g_autoptr (GPtrArray) page = mado_row_list (database, kind, state, last, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++)
      if (!visit (user_data, g_ptr_array_index (page, i), error))
        return FALSE;
    if (page->len < PAGE)
      return TRUE;
    g_clear_pointer (&last, mado_entity_unref);
    last = mado_entity_ref (g_ptr_array_index (page, page->len - 1));
  }
}

/**
 * mado_desk_clerk_save_or_tell:
 * @self: a clerk
 * @wish: what is done
 * @out_refused: (out) (transfer none) (nullable): the code with which the work refused it; %NULL: it is done
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_desk_clerk_save_or_tell (const MadoDeskClerk *self,
                              const MadoDeskWish *wish,
                              const char **out_refused,
                              GError **error)
{
  g_autoptr (MadoOutcome) outcome = mado_desk_clerk_save_one (self, wish, error);

  if (outcome == NULL)
    return FALSE;
  *out_refused = mado_outcome_is_refused (outcome) ? g_intern_string (outcome->refusal->code) : NULL;

  return TRUE;
}
