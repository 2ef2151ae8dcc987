/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a version of an entity is written. A member that would be empty is absent, so that one content has one text. */

#include "mado-draft.h"

static MadoDraft *
make (MadoId id, const char *kind, const char *state, gint64 version)
{
  MadoDraft *self = g_new0 (MadoDraft, 1);

  self->id = id;
  self->version = version;
  self->doc = yyjson_mut_doc_new (NULL);
  self->kind = yyjson_mut_get_str (yyjson_mut_strcpy (self->doc, kind));
  mado_draft_set_state (self, state);

  return self;
}

/**
 * mado_draft_new:
 * @id: the id that the operation brings
 * @kind: "case", …
 * @state: where it begins
 *
 * Returns: (transfer full): a first version, with an empty body
 */
MadoDraft *
mado_draft_new (MadoId id, const char *kind, const char *state)
{
  MadoDraft *self = make (id, kind, state, 1);

  self->body = yyjson_mut_obj (self->doc);

  return self;
}

/**
 * mado_draft_from:
 * @before: (transfer none): an entity
 *
 * Returns: (transfer full): its next version, as yet the same
 */
MadoDraft *
mado_draft_from (MadoEntity *before)
{
  MadoDraft *self = make (mado_entity_get_id (before), mado_entity_get_kind (before), mado_entity_get_state (before),
                          mado_entity_get_version (before) + 1);

  self->before = mado_entity_ref (before);
  self->body = yyjson_val_mut_copy (self->doc, mado_entity_get_body (before));

  return self;
}

/**
 * mado_draft_free:
 * @self: (transfer full): a draft
 */
void
mado_draft_free (MadoDraft *self)
{
  yyjson_mut_doc_free (self->doc);
  g_clear_pointer (&self->before, mado_entity_unref);
  g_free (self);
}

/**
 * mado_draft_set_state:
 * @self: a draft
 * @state: a state's id
 */
void
mado_draft_set_state (MadoDraft *self, const char *state)
{
  self->state = yyjson_mut_get_str (yyjson_mut_strcpy (self->doc, state));
}

/**
 * mado_draft_is_cut:
 * @self: a draft
 *
 * Returns: whether what it was made from is cut: then nobody can judge here what follows
 */
gboolean
mado_draft_is_cut (const MadoDraft *self)
{
  return self->before != NULL && mado_entity_is_cut (self->before);
}

/**
 * mado_draft_cut:
 * @self: a draft: from this version on something is not known here
 */
void
mado_draft_cut (MadoDraft *self)
{
  mado_draft_put_flag (self, self->body, MADO_ENTITY_CUT, TRUE);
}

static yyjson_mut_val *
ensure (MadoDraft *self, yyjson_mut_val *parent, const char *name, yyjson_mut_val *(*make_value) (yyjson_mut_doc *) )
{
  yyjson_mut_val *value = yyjson_mut_obj_get (parent, name);

  if (value == NULL) {
    value = make_value (self->doc);
    yyjson_mut_obj_add (parent, yyjson_mut_strcpy (self->doc, name), value);
  }

  return value;
}

/**
 * mado_draft_ensure_object:
 * @self: a draft
 * @parent: an object of it
 * @name: a member
 *
 * Returns: (transfer none): the member's object, made where it was not there
 */
yyjson_mut_val *
mado_draft_ensure_object (MadoDraft *self, yyjson_mut_val *parent, const char *name)
{
  return ensure (self, parent, name, yyjson_mut_obj);
}

/**
 * mado_draft_ensure_array:
 * @self: a draft
 * @parent: an object of it
 * @name: a member
 *
 * Returns: (transfer none): the member's array, made where it was not there
 */
yyjson_mut_val *
mado_draft_ensure_array (MadoDraft *self, yyjson_mut_val *parent, const char *name)
{
  return ensure (self, parent, name, yyjson_mut_arr);
}

/**
 * mado_draft_add_object:
 * @self: a draft
 * @array: an array of it
 *
 * Returns: (transfer none): a new object at its end
 */
yyjson_mut_val *
mado_draft_add_object (MadoDraft *self, yyjson_mut_val *array)
{
  return yyjson_mut_arr_add_obj (self->doc, array);
}

/**
 * mado_draft_has_text:
 * @object: an object of a draft
 * @name: a member of it, which is an array of texts where it is there
 * @text: a text
 *
 * Returns: whether the text is among them
 */
gboolean
mado_draft_has_text (yyjson_mut_val *object, const char *name, const char *text)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (object, name));

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (yyjson_mut_equals_str (one, text))
      return TRUE;

  return FALSE;
}

/**
 * mado_draft_add_once:
 * @self: a draft
 * @object: an object of it
 * @name: a member of it, which is an array of texts where it is there
 * @text: a text that shall be among them
 */
void
mado_draft_add_once (MadoDraft *self, yyjson_mut_val *object, const char *name, const char *text)
{
  if (!mado_draft_has_text (object, name, text))
    yyjson_mut_arr_add_strcpy (self->doc, mado_draft_ensure_array (self, object, name), text);
}

static void
put (MadoDraft *self, yyjson_mut_val *object, const char *name, yyjson_mut_val *value)
{
  yyjson_mut_obj_put (object, yyjson_mut_strcpy (self->doc, name), value);
}

/**
 * mado_draft_get_text:
 * @object: (nullable): an object of a draft
 * @name: a member
 *
 * Returns: (transfer none): its text, or ""
 */
const char *
mado_draft_get_text (yyjson_mut_val *object, const char *name)
{
  const char *text = yyjson_mut_get_str (yyjson_mut_obj_get (object, name));

  return text != NULL ? text : "";
}

/**
 * mado_draft_put:
 * @self: a draft
 * @object: an object of it
 * @name: a member
 * @value: (nullable): copied; %NULL or null takes the member away
 */
void
mado_draft_put (MadoDraft *self, yyjson_mut_val *object, const char *name, yyjson_val *value)
{
  if (value == NULL || yyjson_is_null (value))
    mado_draft_remove (self, object, name);
  else
    put (self, object, name, yyjson_val_mut_copy (self->doc, value));
}

/**
 * mado_draft_put_text:
 * @self: a draft
 * @object: an object of it
 * @name: a member
 * @text: copied; "" takes the member away
 */
void
mado_draft_put_text (MadoDraft *self, yyjson_mut_val *object, const char *name, const char *text)
{
  if (text[0] == '\0')
    mado_draft_remove (self, object, name);
  else
    put (self, object, name, yyjson_mut_strcpy (self->doc, text));
}

/**
 * mado_draft_put_id:
 * @self: a draft
 * @object: an object of it
 * @name: a member
 * @id: an id
 */
void
mado_draft_put_id (MadoDraft *self, yyjson_mut_val *object, const char *name, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  mado_draft_put_text (self, object, name, text);
}

/**
 * mado_draft_put_number:
 * @self: a draft
 * @object: an object of it
 * @name: a member
 * @number: a whole number
 */
void
mado_draft_put_number (MadoDraft *self, yyjson_mut_val *object, const char *name, gint64 number)
{
  put (self, object, name, yyjson_mut_sint (self->doc, number));
}

/**
 * mado_draft_put_flag:
 * @self: a draft
 * @object: an object of it
 * @name: a member
 * @flag: yes or no
 */
void
mado_draft_put_flag (MadoDraft *self, yyjson_mut_val *object, const char *name, gboolean flag)
{
  put (self, object, name, yyjson_mut_bool (self->doc, flag));
}

/**
 * mado_draft_remove:
 * @self: a draft
 * @object: an object of it
 * @name: a member; nothing happens where it is not there
 */
void
mado_draft_remove (G_GNUC_UNUSED MadoDraft *self, yyjson_mut_val *object, const char *name)
{
  yyjson_mut_obj_remove_key (object, name);
}

/**
 * mado_draft_read_body:
 * @self: a draft
 *
 * Returns: (transfer full): its body as it stands, to be read; the document's root
 */
yyjson_doc *
mado_draft_read_body (const MadoDraft *self)
{
  return yyjson_mut_val_imut_copy (self->body, NULL);
}

static void
prune (yyjson_mut_val *object)
{
  yyjson_mut_obj_iter members = yyjson_mut_obj_iter_with (object);

  for (yyjson_mut_val *name = yyjson_mut_obj_iter_next (&members); name != NULL;
       name = yyjson_mut_obj_iter_next (&members)) {
    yyjson_mut_val *value = yyjson_mut_obj_iter_get_val (name);

    prune (value);
    if (yyjson_mut_is_ctn (value) && unsafe_yyjson_get_len (value) == 0)
      yyjson_mut_obj_iter_remove (&members);
  }
}

/**
 * mado_draft_finish:
 * @self: a draft; nothing more is written in it
 * @error: where to put what the canonical form refuses: a body that is too large
 *
 * Returns: (transfer full): the version that it wrote
 */
MadoEntity *
mado_draft_finish (MadoDraft *self, GError **error)
{
  char id[MADO_ID_TEXT_SIZE];
  yyjson_mut_val *root = yyjson_mut_obj (self->doc);

  mado_id_to_text (self->id, id);
  prune (self->body);
  yyjson_mut_obj_add_val (self->doc, root, "body", self->body);
  yyjson_mut_obj_add_str (self->doc, root, "id", id);
  yyjson_mut_obj_add_str (self->doc, root, "kind", self->kind);
  yyjson_mut_obj_add_str (self->doc, root, "state", self->state);
  yyjson_mut_obj_add_sint (self->doc, root, "version", self->version);

  return mado_entity_from_value (root, error);
}
