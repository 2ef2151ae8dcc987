/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key of a row of a register, and of a case that looks for its own. */

#include "mado-reference-key.h"

#include "mado-draft.h"
#include "mado-json-member.h"
#include "mado-reference.h"
#include "mado-search-fold.h"

#define PART_END "\x1F"

static char *
dup_text (yyjson_val *value)
{
  const char *kana = mado_json_get_text (value, "kana");

  if (yyjson_is_str (value))
    return g_strdup (yyjson_get_str (value));
  if (yyjson_is_int (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (value));

  return g_strdup (kana[0] != '\0' ? kana : mado_json_get_text (value, "kanji"));
}

/**
 * mado_reference_key_of_items:
 * @map: the map of a register
 * @items: of a row or a case
 *
 * An item without a value is no key: empty would match empty.
 *
 * Returns: (transfer full): by what it is found; "" where an item is missing
 */
char *
mado_reference_key_of_items (const MadoFormMap *map, yyjson_val *items)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < map->match->len; i++) {
    g_autofree char *text = dup_text (yyjson_obj_get (items, g_ptr_array_index (map->match, i)));
    g_autofree char *folded = mado_search_fold (MADO_SEARCH_FORM_NAME, text);

    if (folded[0] == '\0')
      return g_strdup ("");
    g_string_append_printf (key, "%s" PART_END, folded);
  }

  return g_strdup (key->str);
}

/**
 * mado_reference_key_of_row:
 * @map: the map of a register
 * @row: a row of it
 *
 * Returns: (transfer full): its key; "" where it has none, and nobody finds it
 */
char *
mado_reference_key_of_row (const MadoFormMap *map, const MadoIntakeRow *row)
{
  g_autoptr (yyjson_doc) copy = yyjson_mut_val_imut_copy (yyjson_mut_obj_get (row->body, "items"), NULL);

  return mado_reference_key_of_items (map, yyjson_doc_get_root (copy));
}

/**
 * mado_reference_answer_free:
 * @self: (transfer full): an answer
 */
void
mado_reference_answer_free (MadoReferenceAnswer *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
ask (MadoReferenceAnswer *self, MadoDatabase *database, yyjson_val *body, GError **error)
{
  g_autofree char *key = mado_reference_key_of_items (self->map, yyjson_obj_get (body, "items"));

  self->has_key = key[0] != '\0';
  if (!mado_reference_has_list (database, self->map->id, &self->is_here, error))
    return FALSE;
  if (self->has_key)
    self->rows = mado_reference_list (database, self->map->id, key, error);
  else
    self->rows = g_ptr_array_new ();

  return self->rows != NULL;
}

/**
 * mado_reference_find:
 * @database: any connection
 * @programme: the programme; must outlive what is returned
 * @body: of a case, as it is shown
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoReferenceAnswer): what each register says of it, from its newest whole
 * list; to be shown beside it
 */
GPtrArray *
mado_reference_find (MadoDatabase *database, const MadoProgramme *programme, yyjson_val *body, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_reference_answer_free);

  for (guint i = 0; i < mado_section_get_count (programme->form_maps); i++) {
    const MadoFormMap *map = mado_section_get (programme->form_maps, i);
    MadoReferenceAnswer *answer;

    if (map->match->len == 0)
      continue;
    answer = g_new0 (MadoReferenceAnswer, 1);
    answer->map = map;
    g_ptr_array_add (found, answer);
    if (!ask (answer, database, body, error))
      return NULL;
  }

  return g_steal_pointer (&found);
}
