/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entity is its canonical text, and the reading of it. */

#include "mado-entity.h"

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-json-member.h"

struct _MadoEntity {
  GBytes *text;
  yyjson_doc *doc;
  MadoId id;
  const char *kind;
  const char *state;
  gint64 version;
  yyjson_val *body;
  gatomicrefcount ref_count;
};

static gboolean
read_members (MadoEntity *self)
{
  yyjson_val *root = yyjson_doc_get_root (self->doc);

  self->id = mado_json_get_id (root, "id");
  self->kind = mado_json_get_text (root, "kind");
  self->state = mado_json_get_text (root, "state");
  self->version = mado_json_get_number (root, "version");
  self->body = yyjson_obj_get (root, "body");

  return mado_id_is_valid (self->id) && self->kind[0] != '\0' && self->state[0] != '\0' && self->version >= 1 &&
         yyjson_is_obj (self->body);
}

/* @text: (nullable): canonical JSON; %NULL where it was none */
static MadoEntity *
read_canonical (GBytes *text, GError **error)
{
  g_autoptr (MadoEntity) self = g_new0 (MadoEntity, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = text != NULL ? g_bytes_ref (text) : g_bytes_new_static ("", 0);
  self->doc = yyjson_read (g_bytes_get_data (self->text, NULL), g_bytes_get_size (self->text), 0);
  if (self->doc == NULL || !read_members (self)) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "the text is not an entity");
    return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * mado_entity_read:
 * @text: canonical JSON
 * @length: its bytes
 * @error: where to put %MADO_BASE_ERROR_INVALID
 *
 * Returns: (transfer full): the entity; %NULL where the text is none
 */
MadoEntity *
mado_entity_read (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return read_canonical (mado_canonical_json_is_canonical (text, length) ? bytes : NULL, error);
}

/**
 * mado_entity_from_value:
 * @value: an object with all that an entity has
 * @error: where to put what the canonical form refuses
 *
 * Returns: (transfer full): the entity
 */
MadoEntity *
mado_entity_from_value (const yyjson_mut_val *value, GError **error)
{
  g_autoptr (GBytes) text = mado_canonical_json_from_value (value, error);

  return text != NULL ? read_canonical (text, error) : NULL;
}

/**
 * mado_entity_ref:
 * @self: an entity
 *
 * Returns: (transfer full): the same
 */
MadoEntity *
mado_entity_ref (MadoEntity *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mado_entity_unref:
 * @self: (transfer full): an entity
 */
void
mado_entity_unref (MadoEntity *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  yyjson_doc_free (self->doc);
  g_bytes_unref (self->text);
  g_free (self);
}

/**
 * mado_entity_get_id:
 * @self: an entity
 *
 * Returns: its id
 */
MadoId
mado_entity_get_id (const MadoEntity *self)
{
  return self->id;
}

/**
 * mado_entity_get_kind:
 * @self: an entity
 *
 * Returns: (transfer none): "case", "inquiry", …
 */
const char *
mado_entity_get_kind (const MadoEntity *self)
{
  return self->kind;
}

/**
 * mado_entity_get_state:
 * @self: an entity
 *
 * Returns: (transfer none): its state's id
 */
const char *
mado_entity_get_state (const MadoEntity *self)
{
  return self->state;
}

/**
 * mado_entity_get_version:
 * @self: an entity
 *
 * Returns: how many operations have made it, from 1
 */
gint64
mado_entity_get_version (const MadoEntity *self)
{
  return self->version;
}

/**
 * mado_entity_get_body:
 * @self: an entity
 *
 * Returns: (transfer none): what it says; lives as long as the entity, and only to be read
 */
yyjson_val *
mado_entity_get_body (const MadoEntity *self)
{
  return self->body;
}

/**
 * mado_entity_get_text:
 * @self: an entity
 *
 * Returns: (transfer none): the whole of it as canonical JSON
 */
GBytes *
mado_entity_get_text (const MadoEntity *self)
{
  return self->text;
}

/**
 * mado_entity_is_cut:
 * @self: an entity
 *
 * Returns: whether something that is judged by is not here
 */
gboolean
mado_entity_is_cut (const MadoEntity *self)
{
  return mado_json_get_flag (self->body, MADO_ENTITY_CUT);
}
