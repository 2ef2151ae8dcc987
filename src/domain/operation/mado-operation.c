/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An operation is its canonical text, and the reading of it. A signature is over the canonical text of all the rest. */

#include "mado-operation.h"

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-json-member.h"
#include "mado-signed-json.h"

struct _MadoOperation {
  GBytes *text;
  yyjson_doc *doc;
  MadoOperationHeader header;
  yyjson_val *body;
  yyjson_val *signature; /* (nullable): {"key": hex, "value": hex} */
  gatomicrefcount ref_count;
};

static gboolean
read_members (MadoOperation *self)
{
  yyjson_val *root = yyjson_doc_get_root (self->doc);
  yyjson_val *group = yyjson_obj_get (root, "group");

  self->header = (MadoOperationHeader) {
    .id = mado_json_get_id (root, "id"),
    .entity = mado_json_get_id (root, "entity"),
    .kind = mado_json_get_text (root, "kind"),
    .base = mado_json_get_number (root, "base"),
    .actor = mado_json_get_text (root, "actor"),
    .terminal = mado_json_get_text (root, "terminal"),
    .time = mado_json_get_number (root, "time"),
    .group = mado_json_get_id (root, "group"),
  };
  self->body = yyjson_obj_get (root, "body");
  self->signature = yyjson_obj_get (root, "signature");

  return mado_id_is_valid (self->header.id) && mado_id_is_valid (self->header.entity) && self->header.kind[0] != '\0' &&
         yyjson_is_int (yyjson_obj_get (root, "base")) && self->header.base >= 0 && self->header.actor[0] != '\0' &&
         self->header.terminal[0] != '\0' && yyjson_is_int (yyjson_obj_get (root, "time")) &&
         (group == NULL || mado_id_is_valid (self->header.group)) && yyjson_is_obj (self->body);
}

/* @is_canonical: the text has come through the gate already, or has been held against it */
static MadoOperation *
read_text (GBytes *text, gboolean is_canonical, GError **error)
{
  g_autoptr (MadoOperation) self = g_new0 (MadoOperation, 1);
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_bytes_ref (text);
  if (length <= MADO_OPERATION_MAX_LENGTH && is_canonical)
    self->doc = yyjson_read (bytes, length, 0);
  if (self->doc == NULL || !read_members (self)) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "the text is not an operation");
    return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * mado_operation_read:
 * @text: canonical JSON
 * @length: its bytes
 * @error: where to put %MADO_BASE_ERROR_INVALID
 *
 * Members that it does not know stay in the text. What the body has to hold is for mado_apply() to say.
 *
 * Returns: (transfer full): the operation; %NULL where the text is none
 */
MadoOperation *
mado_operation_read (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return read_text (bytes, length <= MADO_OPERATION_MAX_LENGTH && mado_canonical_json_is_canonical (text, length),
                    error);
}

static void
add_id (yyjson_mut_doc *doc, yyjson_mut_val *root, const char *name, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  yyjson_mut_obj_add_strcpy (doc, root, name, text);
}

static MadoOperation *
finish (const yyjson_mut_val *root, GError **error)
{
  g_autoptr (GBytes) text = mado_canonical_json_from_value (root, error);

  return text != NULL ? read_text (text, TRUE, error) : NULL;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

/**
 * mado_operation_new:
 * @header: who, what, where
 * @body: an object: what exactly
 * @error: where to put %MADO_BASE_ERROR_INVALID
 *
 * Returns: (transfer full): the operation, not signed
 */
MadoOperation *
mado_operation_new (const MadoOperationHeader *header, yyjson_mut_val *body, GError **error)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  add_id (doc, root, "id", header->id);
  add_id (doc, root, "entity", header->entity);
  yyjson_mut_obj_add_str (doc, root, "kind", header->kind);
  yyjson_mut_obj_add_sint (doc, root, "base", header->base);
  yyjson_mut_obj_add_str (doc, root, "actor", header->actor);
  yyjson_mut_obj_add_str (doc, root, "terminal", header->terminal);
  yyjson_mut_obj_add_sint (doc, root, "time", header->time);
  if (mado_id_is_valid (header->group))
    add_id (doc, root, "group", header->group);
  yyjson_mut_obj_add_val (doc, root, "body", yyjson_mut_val_mut_copy (doc, body));

  return finish (root, error);
}

/**
 * mado_operation_sign:
 * @self: an operation
 * @key: the actor's key
 * @error: where to put what went wrong
 *
 * Returns: (transfer full): the same with a signature over all the rest
 */
MadoOperation *
mado_operation_sign (const MadoOperation *self, const MadoSigningKey *key, GError **error)
{
  g_autoptr (GBytes) text = mado_signed_json_sign (yyjson_doc_get_root (self->doc), key, error);

  return text != NULL ? read_text (text, TRUE, error) : NULL;
}

/**
 * mado_operation_ref:
 * @self: an operation
 *
 * Returns: (transfer full): the same
 */
MadoOperation *
mado_operation_ref (MadoOperation *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mado_operation_unref:
 * @self: (transfer full): an operation
 */
void
mado_operation_unref (MadoOperation *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  yyjson_doc_free (self->doc);
  g_bytes_unref (self->text);
  g_free (self);
}

/**
 * mado_operation_get_header:
 * @self: an operation
 *
 * Returns: (transfer none): who wants what
 */
const MadoOperationHeader *
mado_operation_get_header (const MadoOperation *self)
{
  return &self->header;
}

/**
 * mado_operation_get_body:
 * @self: an operation
 *
 * Returns: (transfer none): what exactly; only to be read
 */
yyjson_val *
mado_operation_get_body (const MadoOperation *self)
{
  return self->body;
}

/**
 * mado_operation_get_text:
 * @self: an operation
 *
 * Returns: (transfer none): the whole of it as canonical JSON
 */
GBytes *
mado_operation_get_text (const MadoOperation *self)
{
  return self->text;
}

/**
 * mado_operation_is_signed:
 * @self: an operation
 *
 * Returns: whether it carries a signature, whatever that is worth
 */
gboolean
mado_operation_is_signed (const MadoOperation *self)
{
  return self->signature != NULL;
}

/**
 * mado_operation_verify:
 * @self: an operation
 * @out_signer: (out): whose key signed it
 * @error: where to put why the signature is worth nothing
 *
 * Returns: whether the signature is by that key over all the rest. Whose key it is, the register of persons says.
 */
gboolean
mado_operation_verify (const MadoOperation *self, MadoPublicKey *out_signer, GError **error)
{
  return mado_signed_json_verify (yyjson_doc_get_root (self->doc), out_signer, error);
}
