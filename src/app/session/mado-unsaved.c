/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the fields of a form into the profile while they are filled in, and back into the form when it is opened. */

#include "mado-unsaved.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-my-number.h"
#include "mado-typing.h"

typedef struct {
  GObject *object; /* a weak pointer */
  char *property;  /* of a text, or of a number from 0 on */
  char *name;
} Field;

struct _MadoUnsaved {
  GObject parent_instance;

  MadoSession *session;
  GPtrArray *fields; /* (element-type Field): each stays where it is, for its weak pointer */
  char *key;         /* (nullable): of the form that is open */
  MadoId entity;
  guint timer;
  gboolean is_restoring;
};

G_DEFINE_FINAL_TYPE (MadoUnsaved, mado_unsaved, G_TYPE_OBJECT)

static guint restored_signal;

static void
free_field (gpointer data)
{
  Field *field = data;

  g_clear_weak_pointer (&field->object);
  g_free (field->property);
  g_free (field->name);
  g_free (field);
}

static void
mado_unsaved_dispose (GObject *object)
{
  MadoUnsaved *self = MADO_UNSAVED (object);

  mado_unsaved_close (self);
  for (guint i = 0; i < self->fields->len; i++) {
    Field *field = g_ptr_array_index (self->fields, i);

    if (field->object != NULL)
      g_signal_handlers_disconnect_by_data (field->object, self);
  }
  g_ptr_array_set_size (self->fields, 0);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_unsaved_parent_class)->dispose (object);
}

static void
mado_unsaved_finalize (GObject *object)
{
  g_ptr_array_unref (MADO_UNSAVED (object)->fields);

  G_OBJECT_CLASS (mado_unsaved_parent_class)->finalize (object);
}

static void
mado_unsaved_class_init (MadoUnsavedClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_unsaved_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_unsaved_finalize;

  restored_signal =
      g_signal_new ("restored", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_unsaved_init (MadoUnsaved *self)
{
  self->fields = g_ptr_array_new_with_free_func (free_field);
}

/**
 * mado_unsaved_new:
 * @session: of whoever types
 *
 * Returns: (transfer full): a keeper of typing; no form is open yet
 */
MadoUnsaved *
mado_unsaved_new (MadoSession *session)
{
  MadoUnsaved *self = g_object_new (MADO_TYPE_UNSAVED, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "ending", G_CALLBACK (mado_unsaved_close), self, G_CONNECT_SWAPPED);

  return self;
}

/* --- on the disk -------------------------------------------------------------------------------------------------- */

typedef struct {
  char *key;
  MadoId entity;
  GBytes *text; /* (nullable): %NULL: it is to be forgotten, or was not there */
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->key);
  g_clear_pointer (&request->text, g_bytes_unref);
  g_free (request);
}

static void
keep_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  gboolean is_done = request->text != NULL ? mado_typing_keep (database, request->key, request->entity, request->text,
                                                               mado_instant_now (), &error)
                                           : mado_typing_forget (database, request->key, &error);

  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
find_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;

  if (mado_typing_find (database, request->key, &request->text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static Request *
make_request (MadoUnsaved *self)
{
  Request *request = g_new0 (Request, 1);

  request->key = g_strdup (self->key);
  request->entity = self->entity;

  return request;
}

/* ignored where it fails: whoever saves is told of a disk that does not work */
static void
keep (MadoUnsaved *self, GBytes *text)
{
  GTask *task = g_task_new (NULL, NULL, NULL, NULL);
  Request *request = make_request (self);

  request->text = text;
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_WRITER, task, keep_work);
}

/* --- the fields --------------------------------------------------------------------------------------------------- */

/* A 個人番号 that somebody has typed by mistake is not to be saved, and not to be kept until it would be saved, either:
 * what comes back has stars in its place. */
static char *
hide_my_number (const char *typed)
{
  const char *text = typed != NULL ? typed : "";

  return mado_my_number_scan (text, NULL, NULL) >= MADO_MY_NUMBER_HIGH ? mado_my_number_mask (text) : g_strdup (text);
}

static yyjson_mut_val *
write_value (yyjson_mut_doc *doc, const GValue *value)
{
  g_autofree char *text = NULL;

  if (!G_VALUE_HOLDS_STRING (value))
    return yyjson_mut_uint (doc, g_value_get_uint (value));
  text = hide_my_number (g_value_get_string (value));

  return yyjson_mut_strcpy (doc, text);
}

static void
write_field (yyjson_mut_doc *doc, yyjson_mut_val *object, const Field *field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (field->object == NULL)
    return;
  g_object_get_property (field->object, field->property, &value);
  yyjson_mut_obj_put (object, yyjson_mut_strcpy (doc, field->name), write_value (doc, &value));
}

static GBytes *
write_fields (MadoUnsaved *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  gsize length = 0;
  char *text;

  yyjson_mut_doc_set_root (doc, object);
  for (guint i = 0; i < self->fields->len; i++)
    write_field (doc, object, g_ptr_array_index (self->fields, i));
  text = yyjson_mut_write (doc, 0, &length);
  yyjson_mut_doc_free (doc);

  return g_bytes_new_with_free_func (text, length, free, text);
}

static void
read_field (const Field *field, yyjson_val *object)
{
  yyjson_val *value = yyjson_obj_get (object, field->name);

  if (field->object != NULL && yyjson_is_str (value))
    g_object_set (field->object, field->property, yyjson_get_str (value), NULL);
  else if (field->object != NULL && yyjson_is_uint (value))
    g_object_set (field->object, field->property, (guint) yyjson_get_uint (value), NULL);
}

static void
read_fields (MadoUnsaved *self, GBytes *text)
{
  yyjson_doc *doc = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);

  self->is_restoring = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    read_field (g_ptr_array_index (self->fields, i), yyjson_doc_get_root (doc));
  self->is_restoring = FALSE;
  yyjson_doc_free (doc);
  g_signal_emit (self, restored_signal, 0);
}

static void
write_now (MadoUnsaved *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  keep (self, write_fields (self));
}

static gboolean
pause_over_cb (gpointer unsaved)
{
  MadoUnsaved *self = unsaved;

  self->timer = 0;
  write_now (self);

  return G_SOURCE_REMOVE;
}

/* The pause is not begun anew: whoever never stops typing would lose everything. */
static void
field_changed_cb (GObject *field, GParamSpec *property, MadoUnsaved *self)
{
  if (self->key != NULL && !self->is_restoring && self->timer == 0)
    self->timer = g_timeout_add_seconds (MADO_UNSAVED_PAUSE, pause_over_cb, self);
}

/**
 * mado_unsaved_watch:
 * @self: a keeper
 * @field: (type GObject): something of the form
 * @property: of it: a text, or a number from 0 on
 * @name: of the field, the same in every version of the program
 */
void
mado_unsaved_watch (MadoUnsaved *self, gpointer field, const char *property, const char *name)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);
  Field *watched = g_new0 (Field, 1);

  g_set_weak_pointer (&watched->object, field);
  watched->property = g_strdup (property);
  watched->name = g_strdup (name);
  g_ptr_array_add (self->fields, watched);
  g_signal_connect (field, signal, G_CALLBACK (field_changed_cb), self);
}

/* --- forms -------------------------------------------------------------------------------------------------------- */

static void
found_cb (GObject *unsaved, GAsyncResult *result, gpointer unused)
{
  MadoUnsaved *self = MADO_UNSAVED (unsaved);
  const Request *request = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_boolean (G_TASK (result), NULL) && /* ignored: who cannot read it types it again */
      request->text != NULL && g_strcmp0 (request->key, self->key) == 0 && self->timer == 0)
    read_fields (self, request->text);
}

/**
 * mado_unsaved_open:
 * @self: a keeper
 * @form: a name, the same in every version of the program
 * @entity: that the form is about
 *
 * Fills the fields with what was typed and not saved, if there is anything; whoever has begun to type goes first.
 */
void
mado_unsaved_open (MadoUnsaved *self, const char *form, MadoId entity)
{
  GTask *task;
  char id[MADO_ID_TEXT_SIZE];

  mado_unsaved_close (self);
  mado_id_to_text (entity, id);
  self->key = g_strconcat (form, ":", id, NULL);
  self->entity = entity;
  task = g_task_new (self, NULL, found_cb, NULL);
  g_task_set_task_data (task, make_request (self), free_request);
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_WRITER, task, find_work);
}

/**
 * mado_unsaved_close:
 * @self: a keeper
 *
 * Whoever fills in the form leaves it: what was typed is kept now.
 */
void
mado_unsaved_close (MadoUnsaved *self)
{
  if (self->timer != 0)
    write_now (self);
  g_clear_pointer (&self->key, g_free);
}

/**
 * mado_unsaved_forget:
 * @self: a keeper
 *
 * The form was saved or given up: nothing of it is kept.
 */
void
mado_unsaved_forget (MadoUnsaved *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->key != NULL)
    keep (self, NULL);
}
