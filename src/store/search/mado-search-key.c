/* SPDX-License-Identifier: GPL-3.0-or-later */

/* By which of its texts an entity is found. Of a case that is said by the types of its items, so that no programme is
 * named here. What is masked is an object where a text is expected, and is not found. */

#include "mado-search-key.h"

#include <string.h>

#include "mado-case.h"
#include "mado-draft.h"
#include "mado-inquiry.h"
#include "mado-json-member.h"

/* The keys of an entity while they are gathered. */
typedef struct {
  const MadoProgramme *programme;
  MadoSearchScope scope;
  GArray *found; /* MadoSearchKey */
} Keys;

/**
 * mado_search_key_init:
 * @self: (out caller-allocates): a key
 * @field: what it is of
 * @form: how it is made
 * @text: valid UTF-8
 */
void
mado_search_key_init (MadoSearchKey *self, MadoSearchField field, MadoSearchForm form, const char *text)
{
  self->field = field;
  self->texts[MADO_FOLD_STRICT] = mado_search_fold (form, text);
  self->texts[MADO_FOLD_LOOSE] = mado_search_loosen (self->texts[MADO_FOLD_STRICT]);
}

/**
 * mado_search_key_clear:
 * @self: (type MadoSearchKey): a key
 */
void
mado_search_key_clear (gpointer self)
{
  MadoSearchKey *key = self;

  g_free (key->texts[MADO_FOLD_STRICT]);
  g_free (key->texts[MADO_FOLD_LOOSE]);
}

static void
add_key (Keys *keys, MadoSearchField field, MadoSearchForm form, const char *text)
{
  MadoSearchKey key;

  if (text == NULL || *text == '\0' || (keys->scope == MADO_SEARCH_NAMES && field > MADO_SEARCH_READING))
    return;
  mado_search_key_init (&key, field, form, text);
  if (*key.texts[MADO_FOLD_LOOSE] != '\0')
    g_array_append_val (keys->found, key);
  else
    mado_search_key_clear (&key);
}

static void
add_name (Keys *keys, yyjson_val *value)
{
  if (mado_json_get_flag (value, "masked"))
    return;
  add_key (keys, MADO_SEARCH_NAME, MADO_SEARCH_FORM_NAME, mado_json_get_text (value, "kanji"));
  add_key (keys, MADO_SEARCH_READING, MADO_SEARCH_FORM_NAME, mado_json_get_text (value, "kana"));
}

static void
add_phone (Keys *keys, yyjson_val *value)
{
  add_key (keys, MADO_SEARCH_PHONE, MADO_SEARCH_FORM_NUMBER, yyjson_get_str (value));
}

static void
add_code (Keys *keys, yyjson_val *value)
{
  add_key (keys, MADO_SEARCH_CODE, MADO_SEARCH_FORM_CODE, yyjson_get_str (value));
}

static void
add_postal (Keys *keys, yyjson_val *value)
{
  add_key (keys, MADO_SEARCH_POSTAL, MADO_SEARCH_FORM_NUMBER, yyjson_get_str (value));
}

static void
add_date (Keys *keys, yyjson_val *value)
{
  add_key (keys, MADO_SEARCH_DATE, MADO_SEARCH_FORM_DATE, yyjson_get_str (value));
}

static void
add_address (Keys *keys, yyjson_val *value)
{
  add_key (keys, MADO_SEARCH_ADDRESS, MADO_SEARCH_FORM_ADDRESS, yyjson_get_str (value));
  add_key (keys, MADO_SEARCH_ADDRESS, MADO_SEARCH_FORM_BLOCK, yyjson_get_str (value));
}

static const struct {
  const char *type;
  void (*add) (Keys *keys, yyjson_val *value);
} types[] = {
  { "name", add_name },     { "phone", add_phone }, { "code", add_code },
  { "postal", add_postal }, { "date", add_date },   { "address", add_address },
};

/* A day that the work itself sets (received, paid) is no answer to who somebody is, and thousands have the same. */
static gboolean
is_searched (const MadoItem *item)
{
  return strcmp (item->type, "date") != 0 || (item->set_by[0] == '\0' && item->is.text[0] == '\0');
}

static void
add_items (Keys *keys, yyjson_val *items)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (items);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)) != NULL) {
    const MadoItem *item = mado_section_find (keys->programme->items, yyjson_get_str (name));

    for (gsize i = 0; item != NULL && i < G_N_ELEMENTS (types); i++)
      if (strcmp (types[i].type, item->type) == 0 && is_searched (item))
        types[i].add (keys, yyjson_obj_iter_get_val (name));
  }
}

static void
add_case (Keys *keys, yyjson_val *body)
{
  yyjson_obj_iter lists = yyjson_obj_iter_with (yyjson_obj_get (body, "lists"));
  yyjson_val *list;

  add_items (keys, yyjson_obj_get (body, "items"));
  while ((list = yyjson_obj_iter_next (&lists)) != NULL) {
    yyjson_arr_iter rows = yyjson_arr_iter_with (yyjson_obj_iter_get_val (list));
    yyjson_val *row;

    while ((row = yyjson_arr_iter_next (&rows)) != NULL)
      add_items (keys, yyjson_obj_get (row, "items"));
  }
  add_code (keys, yyjson_obj_get (body, "receipt"));
}

static void
add_inquiry (Keys *keys, yyjson_val *body)
{
  add_key (keys, MADO_SEARCH_NAME, MADO_SEARCH_FORM_NAME, mado_json_get_text (body, "caller_name"));
  add_phone (keys, yyjson_obj_get (body, "phone"));
}

static GArray *
gather (const MadoProgramme *programme, const char *kind, yyjson_val *body, MadoSearchScope scope)
{
  Keys keys = { .programme = programme, .scope = scope, .found = g_array_new (FALSE, FALSE, sizeof (MadoSearchKey)) };

  g_array_set_clear_func (keys.found, mado_search_key_clear);
  if (strcmp (kind, mado_case_kind.name) == 0)
    add_case (&keys, body);
  else if (strcmp (kind, mado_inquiry_kind.name) == 0)
    add_inquiry (&keys, body);

  return keys.found;
}

/**
 * mado_search_keys_new:
 * @programme: the programme that the entity is of
 * @entity: an entity, as whoever searches may see it
 *
 * Returns: (transfer full) (element-type MadoSearchKey): its keys, none of them empty
 */
GArray *
mado_search_keys_new (const MadoProgramme *programme, const MadoEntity *entity)
{
  return gather (programme, mado_entity_get_kind (entity), mado_entity_get_body (entity), MADO_SEARCH_ALL);
}

/**
 * mado_search_keys_read:
 * @programme: the programme that the entity is of
 * @text: the entity as it is stored
 * @scope: which keys
 * @out_id: (out) (optional): the entity's
 *
 * Reads what this program wrote itself, without asking again whether it is canonical.
 *
 * Returns: (transfer full) (element-type MadoSearchKey): its keys; none where the text is no entity
 */
GArray *
mado_search_keys_read (const MadoProgramme *programme, GBytes *text, MadoSearchScope scope, MadoId *out_id)
{
  gsize length;
  const char *start = g_bytes_get_data (text, &length);
  g_autoptr (yyjson_doc) doc = yyjson_read (start, length, 0);
  yyjson_val *root = yyjson_doc_get_root (doc);

  if (out_id != NULL)
    *out_id = mado_json_get_id (root, "id");

  return gather (programme, mado_json_get_text (root, "kind"), yyjson_obj_get (root, "body"), scope);
}
