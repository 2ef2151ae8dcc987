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

/* An item without a value is no key: empty would match empty. */
static char *
make_key (const MadoFormMap *map, yyjson_val *items)
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

  return make_key (map, yyjson_doc_get_root (copy));
}

/**
 * mado_reference_key_of_case:
 * @map: the map of a register
 * @body: of a case
 *
 * Returns: (transfer full): the key of what that register says of it; "" where an item is missing
 */
char *
mado_reference_key_of_case (const MadoFormMap *map, yyjson_val *body)
{
  return make_key (map, yyjson_obj_get (body, "items"));
}

static gboolean
add_found (GPtrArray *found, MadoDatabase *database, const MadoFormMap *map, yyjson_val *body, GError **error)
{
  g_autofree char *key = mado_reference_key_of_case (map, body);
  g_autoptr (GPtrArray) rows = NULL;

  if (map->match->len == 0 || key[0] == '\0')
    return TRUE;
  rows = mado_reference_list (database, map->id, key, error);
  if (rows == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (found, g_steal_pointer (&rows));

  return TRUE;
}

/**
 * mado_reference_find:
 * @database: any connection
 * @programme: the programme
 * @body: of a case, as it is shown
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoReference): what registers say of it, from the newest whole list of each;
 * to be shown beside it
 */
GPtrArray *
mado_reference_find (MadoDatabase *database, const MadoProgramme *programme, yyjson_val *body, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_reference_free);

  for (guint i = 0; i < mado_section_get_count (programme->form_maps); i++)
    if (!add_found (found, database, mado_section_get (programme->form_maps, i), body, error))
      return NULL;

  return g_steal_pointer (&found);
}
