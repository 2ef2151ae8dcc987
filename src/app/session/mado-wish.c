/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes an operation of what somebody does and saves it on the thread that writes. */

#include "mado-wish.h"

#include "mado-config.h"
#include "mado-refusal.h"

struct _MadoWish {
  char *kind;
  MadoId entity;
  gint64 version;
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;
};

G_DEFINE_QUARK (mado - wish - error - quark, mado_wish_error)

/**
 * mado_wish_new:
 * @kind: of the operation
 * @entity: of what
 * @version: that the person has seen
 *
 * Returns: (transfer full): a wish that says nothing more yet
 */
MadoWish *
mado_wish_new (const char *kind, MadoId entity, gint64 version)
{
  MadoWish *self = g_new0 (MadoWish, 1);

  self->kind = g_strdup (kind);
  self->entity = entity;
  self->version = version;
  self->doc = yyjson_mut_doc_new (NULL);
  self->body = yyjson_mut_obj (self->doc);

  return self;
}

/**
 * mado_wish_free:
 * @self: (transfer full): a wish
 */
void
mado_wish_free (MadoWish *self)
{
  g_free (self->kind);
  yyjson_mut_doc_free (self->doc);
  g_free (self);
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

static void
add (MadoWish *self, yyjson_mut_val *object, const char *member, yyjson_mut_val *value)
{
  yyjson_mut_obj_put (object, yyjson_mut_strcpy (self->doc, member), value);
}

/**
 * mado_wish_add_text:
 * @self: a wish
 * @member: of its body
 * @text: a text; an empty one is left out
 */
void
mado_wish_add_text (MadoWish *self, const char *member, const char *text)
{
  mado_wish_add_part (self, self->body, member, text);
}

/**
 * mado_wish_add_flag:
 * @self: a wish
 * @member: of its body
 * @flag: whether it is so
 */
void
mado_wish_add_flag (MadoWish *self, const char *member, gboolean flag)
{
  add (self, self->body, member, yyjson_mut_bool (self->doc, flag));
}

/**
 * mado_wish_add_value:
 * @self: a wish
 * @member: of its body
 * @value: (nullable): any value, which is copied; %NULL is left out
 */
void
mado_wish_add_value (MadoWish *self, const char *member, yyjson_val *value)
{
  if (value != NULL)
    add (self, self->body, member, yyjson_val_mut_copy (self->doc, value));
}

/**
 * mado_wish_add_texts:
 * @self: a wish
 * @member: of its body
 * @name: of the one member of each object
 * @texts: (element-type utf8): texts
 *
 * Adds a list with an object for each text.
 */
void
mado_wish_add_texts (MadoWish *self, const char *member, const char *name, const GPtrArray *texts)
{
  yyjson_mut_val *list = yyjson_mut_arr (self->doc);

  for (guint i = 0; i < texts->len; i++)
    mado_wish_add_part (self, yyjson_mut_arr_add_obj (self->doc, list), name, g_ptr_array_index (texts, i));
  add (self, self->body, member, list);
}

/**
 * mado_wish_add_edit:
 * @self: a wish
 * @item: the id of an item
 * @was: (nullable): what the person has seen there
 * @now: (nullable): what is to stand there, which is copied
 */
void
mado_wish_add_edit (MadoWish *self, const char *item, yyjson_val *was, yyjson_mut_val *now)
{
  yyjson_mut_val *edits = yyjson_mut_obj_get (self->body, "edits");
  yyjson_mut_val *edit;

  if (edits == NULL) {
    edits = yyjson_mut_arr (self->doc);
    add (self, self->body, "edits", edits);
  }
  edit = yyjson_mut_arr_add_obj (self->doc, edits);
  mado_wish_add_part (self, edit, "item", item);
  if (was != NULL)
    add (self, edit, "was", yyjson_val_mut_copy (self->doc, was));
  if (now != NULL)
    add (self, edit, "now", yyjson_mut_val_mut_copy (self->doc, now));
}

/**
 * mado_wish_add_object:
 * @self: a wish
 * @member: of its body
 *
 * Returns: (transfer none): an empty object there
 */
yyjson_mut_val *
mado_wish_add_object (MadoWish *self, const char *member)
{
  yyjson_mut_val *object = yyjson_mut_obj (self->doc);

  add (self, self->body, member, object);

  return object;
}

/**
 * mado_wish_add_part:
 * @self: a wish
 * @object: an object in it
 * @member: of the object
 * @text: a text; an empty one is left out
 */
void
mado_wish_add_part (MadoWish *self, yyjson_mut_val *object, const char *member, const char *text)
{
  if (text[0] != '\0')
    add (self, object, member, yyjson_mut_strcpy (self->doc, text));
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoSession *session;
  MadoOperation *operation; /* (nullable): %NULL: something is taken back */
  MadoId id;
  char *what;
  int hold; /* seconds */
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  g_clear_pointer (&request->operation, mado_operation_unref);
  g_free (request->what);
  g_free (request);
}

static MadoInstant
add_seconds (MadoInstant time, int seconds)
{
  return (MadoInstant) { time.microseconds + seconds * G_USEC_PER_SEC };
}

static gboolean
check_outcome (const MadoOutcome *outcome, GError **error)
{
  if (outcome->kind == MADO_OUTCOME_CONFLICT && outcome->entities->len == 0) {
    g_set_error_literal (error, MADO_WISH_ERROR, MADO_WISH_ERROR_CONFLICT, MADO_REFUSAL_STATE);
    return FALSE;
  }
  if (mado_outcome_is_refused (outcome)) {
    g_set_error_literal (error, MADO_WISH_ERROR, MADO_WISH_ERROR_REFUSED, outcome->refusal->code);
    return FALSE;
  }

  return TRUE;
}

static void
save_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  MadoReplica *replica = mado_desk_get_replica (mado_session_get_desk (request->session));
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  MadoInstant now = mado_instant_now ();
  GError *error = NULL;

  g_ptr_array_add (operations, request->operation);
  outcomes = mado_replica_save (replica, operations, now, add_seconds (now, request->hold), &error);
  if (outcomes != NULL && check_outcome (g_ptr_array_index (outcomes, 0), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static MadoOperation *
make_operation (MadoWish *self, MadoSession *session, GError **error)
{
  const MadoOperationHeader header = {
    .id = mado_id_draw (),
    .entity = self->entity,
    .kind = self->kind,
    .base = self->version,
    .actor = mado_session_get_person (session)->account,
    .terminal = mado_desk_get_terminal (mado_session_get_desk (session)),
    .time = mado_instant_now ().microseconds / 1000,
  };

  return mado_operation_new (&header, self->body, error);
}

/**
 * mado_wish_save_async:
 * @self: a wish
 * @session: of whoever does it
 * @what: what was done, in the user's language, for whoever offers to take it back
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_wish_save_async (
    MadoWish *self, MadoSession *session, const char *what, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);
  GError *error = NULL;

  request->session = g_object_ref (session);
  request->what = g_strdup (what);
  request->hold = mado_wish_get_hold ();
  request->operation = make_operation (self, session, &error);
  g_task_set_source_tag (task, mado_wish_save_async);
  g_task_set_task_data (task, request, free_request);
  if (request->operation == NULL) {
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_WRITER, task, save_work);
}

/**
 * mado_wish_save_finish:
 * @result: of mado_wish_save_async()
 * @error: one of %MADO_WISH_ERROR, or what the disk said
 *
 * Tells the session of it, so that what is shown is read again and the wish can be taken back.
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_wish_save_finish (GAsyncResult *result, GError **error)
{
  const Request *request = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  mado_session_note_wish (request->session, mado_operation_get_header (request->operation)->id, request->what);

  return TRUE;
}

/* --- taking back -------------------------------------------------------------------------------------------------- */

static void
undo_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  MadoReplica *replica = mado_desk_get_replica (mado_session_get_desk (request->session));
  GError *error = NULL;

  if (mado_replica_withdraw (replica, request->id, mado_instant_now (), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_wish_get_hold:
 *
 * People differ in how fast they see their own mistakes, so each sets it.
 *
 * Returns: for how many seconds something can be taken back, before it goes to the service
 */
int
mado_wish_get_hold (void)
{
  g_autoptr (GSettings) settings = g_settings_new (MADO_APP_ID);

  return g_settings_get_int (settings, "undo-seconds");
}

/**
 * mado_wish_undo_async:
 * @session: a session
 * @operation: what was done in it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_wish_undo_async (MadoSession *session, MadoId operation, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  request->id = operation;
  g_task_set_source_tag (task, mado_wish_undo_async);
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_WRITER, task, undo_work);
}

/**
 * mado_wish_undo_finish:
 * @result: of mado_wish_undo_async()
 * @error: %MADO_STORE_ERROR_TOO_LATE where it is on its way already
 *
 * Returns: whether it is as if it had not been done
 */
gboolean
mado_wish_undo_finish (GAsyncResult *result, GError **error)
{
  const Request *request = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  mado_session_note_change (request->session);

  return TRUE;
}
