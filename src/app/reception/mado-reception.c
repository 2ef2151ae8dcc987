/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the operation that receives a paper application, tries it on the thread that reads, and saves it with its
 * papers on the one that writes. */

#include "mado-reception.h"

#include <string.h>

#include "mado-apply.h"
#include "mado-attaching.h"
#include "mado-attachment-kind.h"
#include "mado-case-others.h"
#include "mado-hash.h"
#include "mado-intake-typed.h"
#include "mado-item-value.h"
#include "mado-my-number.h"
#include "mado-paper-step.h"
#include "mado-receipt-index.h"
#include "mado-receipt.h"
#include "mado-reference-key.h"
#include "mado-refusal.h"
#include "mado-wish.h"

#define MAX_RECEIPT 100 /* characters, as the operation takes it */

typedef struct {
  const MadoItem *item;
  char *name;
  GBytes *bytes;
} Paper;

struct _MadoReception {
  MadoSession *session;
  MadoId id;   /* of the case that it becomes */
  gint64 base; /* of that case, as whoever types has seen it; 0: it is new */
  yyjson_mut_doc *doc;
  yyjson_mut_val *body; /* of the operation that receives it */
  GPtrArray *papers;    /* (element-type Paper) */
};

/* --- who receives it ---------------------------------------------------------------------------------------------- */

static gboolean
types_anything (const MadoProgramme *programme, const MadoPerson *person)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (mado_intake_typed_takes (item) && mado_policy_may_edit (person, item))
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_reception_is_for:
 * @session: a session
 *
 * Returns: whether whoever has signed in types applications that come on paper
 */
gboolean
mado_reception_is_for (MadoSession *session)
{
  const MadoProgramme *programme = mado_session_get_programme (session);
  const MadoPerson *person = mado_session_get_person (session);
  const MadoTransition *transition = mado_paper_step_find (programme);

  return transition != NULL && mado_policy_has_role (person, transition->roles) && types_anything (programme, person);
}

/**
 * mado_reception_dup_receipt:
 * @number: as it stands on the paper, typed by somebody
 *
 * Returns: (transfer full) (nullable): the number that the case has; %NULL where it is none: too long, of several
 * lines, or it holds a 個人番号
 */
char *
mado_reception_dup_receipt (const char *number)
{
  g_autofree char *normal = g_utf8_normalize (number, -1, G_NORMALIZE_NFKC);
  g_autofree char *receipt = NULL;

  if (normal == NULL || g_strstrip (normal)[0] == '\0')
    return NULL;
  receipt = g_strconcat (MADO_RECEIPT_PAPER ":", normal, NULL);

  return mado_item_text_is_plain (receipt, MAX_RECEIPT) && strpbrk (receipt, "\n\t") == NULL &&
                 mado_my_number_scan (normal, NULL, NULL) < MADO_MY_NUMBER_HIGH
             ? g_steal_pointer (&receipt)
             : NULL;
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

static void
free_paper (gpointer data)
{
  Paper *paper = data;

  g_free (paper->name);
  g_bytes_unref (paper->bytes);
  g_free (paper);
}

static void
clear_reception (gpointer data)
{
  MadoReception *self = data;

  g_object_unref (self->session);
  yyjson_mut_doc_free (self->doc);
  g_ptr_array_unref (self->papers);
}

/**
 * mado_reception_unref:
 * @self: (transfer full): a reception
 */
void
mado_reception_unref (MadoReception *self)
{
  g_atomic_rc_box_release_full (self, clear_reception);
}

/**
 * mado_reception_new:
 * @session: of whoever types it
 * @receipt: of mado_reception_dup_receipt()
 * @day: on which it came in, as an ISO date
 *
 * Returns: (transfer full): an application that says nothing yet
 */
MadoReception *
mado_reception_new (MadoSession *session, const char *receipt, const char *day)
{
  MadoReception *self = g_atomic_rc_box_new0 (MadoReception);

  self->session = g_object_ref (session);
  self->id = mado_id_draw ();
  self->papers = g_ptr_array_new_with_free_func (free_paper);
  self->doc = yyjson_mut_doc_new (NULL);
  self->body = yyjson_mut_obj (self->doc);
  yyjson_mut_obj_add_str (self->doc, self->body, "transition",
                          mado_paper_step_find (mado_session_get_programme (session))->id);
  yyjson_mut_obj_add_strcpy (self->doc, self->body, "receipt", receipt);
  yyjson_mut_obj_add_strcpy (self->doc, self->body, "day", day);

  return self;
}

/**
 * mado_reception_answer:
 * @self: a reception
 * @id: of a case that waits for its application
 * @version: of it, as whoever types has seen it
 *
 * It becomes no case of its own.
 */
void
mado_reception_answer (MadoReception *self, MadoId id, gint64 version)
{
  self->id = id;
  self->base = version;
}

/**
 * mado_reception_get_doc:
 * @self: a reception
 *
 * Returns: (transfer none): what its values belong to
 */
yyjson_mut_doc *
mado_reception_get_doc (MadoReception *self)
{
  return self->doc;
}

static yyjson_mut_val *
add_to (MadoReception *self, const char *member)
{
  yyjson_mut_val *list = yyjson_mut_obj_get (self->body, member);

  if (list == NULL)
    list = yyjson_mut_obj_add_arr (self->doc, self->body, member);

  return yyjson_mut_arr_add_obj (self->doc, list);
}

/**
 * mado_reception_add_row:
 * @self: a reception
 * @list: of the programme
 * @row: the id of a new row of it
 */
void
mado_reception_add_row (MadoReception *self, const char *list, const char *row)
{
  yyjson_mut_val *added = add_to (self, "add_rows");

  yyjson_mut_obj_add_strcpy (self->doc, added, "list", list);
  yyjson_mut_obj_add_strcpy (self->doc, added, "row", row);
}

/**
 * mado_reception_add_value:
 * @self: a reception
 * @item: an item
 * @row: of its list; "": of the case
 * @value: (transfer none): of the document of the reception
 */
void
mado_reception_add_value (MadoReception *self, const MadoItem *item, const char *row, yyjson_mut_val *value)
{
  yyjson_mut_val *edit = add_to (self, "edits");

  yyjson_mut_obj_add_str (self->doc, edit, "item", item->id);
  if (row[0] != '\0')
    yyjson_mut_obj_add_strcpy (self->doc, edit, "row", row);
  yyjson_mut_obj_add_val (self->doc, edit, "now", value);
}

/**
 * mado_reception_add_paper:
 * @self: a reception
 * @item: that can be read off it
 * @name: of its file
 * @bytes: a PNG, JPEG or PDF
 */
void
mado_reception_add_paper (MadoReception *self, const MadoItem *item, const char *name, GBytes *bytes)
{
  Paper *paper = g_new0 (Paper, 1);

  paper->item = item;
  paper->name = g_strdup (name);
  paper->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (self->papers, paper);
}

/* --- what is done with it ----------------------------------------------------------------------------------------- */

static MadoOperation *
make_operation (MadoReception *self, const char *kind, gint64 base, yyjson_mut_val *body, GError **error)
{
  const MadoOperationHeader header = {
    .id = mado_id_draw (),
    .entity = self->id,
    .kind = kind,
    .base = base,
    .actor = mado_session_get_person (self->session)->account,
    .terminal = mado_desk_get_terminal (mado_session_get_desk (self->session)),
    .time = mado_instant_now ().microseconds / 1000,
  };

  return mado_operation_new (&header, body, error);
}

/* Returns: (transfer none) (nullable): the case; %NULL with an error where the work refuses it */
static MadoEntity *
find_case (const MadoOutcome *outcome, GError **error)
{
  if (!mado_outcome_is_refused (outcome) && outcome->entities->len > 0)
    return g_ptr_array_index (outcome->entities, 0);
  g_set_error_literal (error, MADO_WISH_ERROR, MADO_WISH_ERROR_REFUSED,
                       outcome->refusal != NULL ? outcome->refusal->code : MADO_REFUSAL_STATE);

  return NULL;
}

static MadoCaseSheet *
read_case (MadoReception *self, MadoDatabase *database, MadoEntity *entity, GError **error)
{
  const MadoProgramme *programme = mado_session_get_programme (self->session);
  g_autoptr (GPtrArray) journal = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = mado_reference_find (database, programme, mado_entity_get_body (entity), error);
  g_autoptr (GPtrArray) others = answers != NULL ? mado_case_others_load (database, programme, entity, error) : NULL;

  if (others == NULL)
    return NULL;

  return mado_case_sheet_new (&(MadoCaseSource) { mado_session_get_judge (self->session, NULL),
                                                  mado_instant_get_japanese_day (mado_instant_now ()),
                                                  mado_session_get_person (self->session), entity, journal, answers,
                                                  others, NULL },
                              error);
}

static MadoCaseSheet *
try_it (MadoReception *self, MadoDatabase *database, GError **error)
{
  const MadoContext context = { .now = mado_instant_now (), .actor = *mado_session_get_person (self->session) };
  const MadoRecords records = mado_receipt_get_records (database);
  MadoJudge *judge = mado_session_get_judge (self->session, error);
  g_autoptr (MadoOperation) operation =
      judge != NULL ? make_operation (self, "case.move", self->base, self->body, error) : NULL;
  g_autoptr (MadoOutcome) outcome = operation != NULL ? mado_apply (judge, &records, operation, &context, error) : NULL;
  MadoEntity *entity = outcome != NULL ? find_case (outcome, error) : NULL;

  return entity != NULL ? read_case (self, database, entity, error) : NULL;
}

static void
try_work (GTask *task, MadoDatabase *database, gpointer reception, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoCaseSheet *sheet = try_it (reception, database, &error);

  if (sheet == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sheet, (GDestroyNotify) mado_case_sheet_free);
}

static GTask *
begin (MadoReception *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_atomic_rc_box_acquire (self), (GDestroyNotify) mado_reception_unref);

  return task;
}

/**
 * mado_reception_try_async:
 * @self: a reception to which nothing is added any more
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_reception_try_async (MadoReception *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_READER, begin (self, cancellable, callback, user_data),
                try_work);
}

/**
 * mado_reception_try_finish:
 * @result: of mado_reception_try_async()
 * @error: %MADO_WISH_ERROR_REFUSED, or what the disk said
 *
 * Returns: (transfer full) (nullable): the case that it would become
 */
MadoCaseSheet *
mado_reception_try_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static MadoOperation *
make_attaching (MadoReception *self, const Paper *paper, gint64 base, GError **error)
{
  const MadoHash hash = mado_hash_of (g_bytes_get_data (paper->bytes, NULL), g_bytes_get_size (paper->bytes));
  g_autofree char *hex = mado_hash_to_hex (&hash);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  MadoOperation *operation;

  yyjson_mut_obj_add_str (doc, body, "item", paper->item->id);
  yyjson_mut_obj_add_str (doc, body, "hash", hex);
  yyjson_mut_obj_add_str (doc, body, "type", mado_attachment_kind_find (paper->bytes));
  yyjson_mut_obj_add_str (doc, body, "name", paper->name);
  operation = make_operation (self, "case.attach", base, body, error);
  yyjson_mut_doc_free (doc);

  return operation;
}

static void
clear_attaching (gpointer data)
{
  mado_operation_unref (((MadoAttaching *) data)->operation);
}

/* Each stands for itself: one that is refused keeps no other away. */
static gboolean
attach (MadoReception *self, gint64 base, guint *out_n_refused, GError **error)
{
  g_autoptr (GArray) attachings = g_array_new (FALSE, FALSE, sizeof (MadoAttaching));
  g_autoptr (GPtrArray) outcomes = NULL;

  g_array_set_clear_func (attachings, clear_attaching);
  for (guint i = 0; i < self->papers->len; i++) {
    const Paper *paper = g_ptr_array_index (self->papers, i);
    const MadoAttaching attaching = { make_attaching (self, paper, base, error), paper->bytes };

    if (attaching.operation == NULL)
      return FALSE;
    g_array_append_val (attachings, attaching);
  }
  outcomes = mado_replica_attach (mado_desk_get_replica (mado_session_get_desk (self->session)),
                                  (const MadoAttaching *) (gconstpointer) attachings->data, attachings->len,
                                  mado_instant_now (), error);
  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    *out_n_refused += mado_outcome_is_refused (g_ptr_array_index (outcomes, i));

  return outcomes != NULL;
}

static gboolean
save (MadoReception *self, guint *out_n_refused, GError **error)
{
  MadoReplica *replica = mado_desk_get_replica (mado_session_get_desk (self->session));
  MadoInstant now = mado_instant_now ();
  g_autoptr (MadoOperation) operation = make_operation (self, "case.move", self->base, self->body, error);
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  const MadoEntity *entity;

  if (operation == NULL)
    return FALSE;
  g_ptr_array_add (operations, operation);
  outcomes = mado_replica_save (replica, operations, now, now, error);
  entity = outcomes != NULL ? find_case (g_ptr_array_index (outcomes, 0), error) : NULL;

  return entity != NULL &&
         (self->papers->len == 0 || attach (self, mado_entity_get_version (entity), out_n_refused, error));
}

static void
save_work (GTask *task, MadoDatabase *database, gpointer reception, GCancellable *cancellable)
{
  guint n_refused = 0;
  GError *error = NULL;

  if (save (reception, &n_refused, &error))
    g_task_return_int (task, (gssize) n_refused);
  else
    g_task_return_error (task, error);
}

/**
 * mado_reception_save_async:
 * @self: a reception to which nothing is added any more
 * @callback: is told
 * @user_data: for @callback
 *
 * It goes to the service at once: what was typed wrong is corrected, not taken back.
 */
void
mado_reception_save_async (MadoReception *self, GAsyncReadyCallback callback, gpointer user_data)
{
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_WRITER, begin (self, NULL, callback, user_data),
                save_work);
}

/**
 * mado_reception_save_finish:
 * @result: of mado_reception_save_async()
 * @out_n_refused: (out): how many of its papers the work does not let this person attach
 * @error: %MADO_WISH_ERROR_REFUSED, or what the disk said
 *
 * Returns: whether it is on the disk, a case like any other
 */
gboolean
mado_reception_save_finish (GAsyncResult *result, guint *out_n_refused, GError **error)
{
  MadoReception *self = g_task_get_task_data (G_TASK (result));
  gssize n_refused = g_task_propagate_int (G_TASK (result), error);

  if (n_refused < 0)
    return FALSE;
  *out_n_refused = (guint) n_refused;
  mado_session_note_saved (self->session);

  return TRUE;
}
