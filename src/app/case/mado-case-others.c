/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fetches the cases that may be twins of one: those that the service names, and who is found by the same name and day
 * of birth. Which of them are twins is said elsewhere. */

#include "mado-case-others.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-row.h"
#include "mado-search.h"
#include "mado-store-error.h"

#define MOST_FOUND 20

static gboolean
is_in (const GPtrArray *others, MadoId id)
{
  for (guint i = 0; i < others->len; i++)
    if (mado_id_compare (mado_entity_get_id (g_ptr_array_index (others, i)), id) == 0)
      return TRUE;

  return FALSE;
}

static void
take (GPtrArray *others, MadoEntity *entity)
{
  if (entity != NULL && strcmp (mado_entity_get_kind (entity), "case") == 0 &&
      !is_in (others, mado_entity_get_id (entity)))
    g_ptr_array_add (others, mado_entity_ref (entity));
}

static gboolean
add_by_id (MadoDatabase *reader, GPtrArray *others, MadoId id, GError **error)
{
  g_auto (MadoRow) row = { 0 };

  if (!mado_id_is_valid (id))
    return TRUE;
  if (!mado_row_find (reader, id, &row, error))
    return FALSE;
  take (others, row.entity);

  return TRUE;
}

static gboolean
add_named (MadoDatabase *reader, GPtrArray *others, yyjson_val *body, GError **error)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "attached"));

  if (!add_by_id (reader, others, mado_json_get_id (body, "attached_to"), error))
    return FALSE;
  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_is_str (one) && !add_by_id (reader, others, mado_id_from_text (yyjson_get_str (one)), error))
      return FALSE;

  return TRUE;
}

static const MadoItem *
find_item (const MadoProgramme *programme, const char *type, const char *section)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (!item->is_of_list && strcmp (item->type, type) == 0 &&
        (section == NULL || strcmp (item->section, section) == 0))
      return item;
  }

  return NULL;
}

/* What somebody would type to find the person: how the name is read, and the day that stands beside it. */
static char *
write_query (const MadoProgramme *programme, yyjson_val *items)
{
  const MadoItem *name = find_item (programme, "name", NULL);
  const MadoItem *day = name != NULL ? find_item (programme, "date", name->section) : NULL;
  yyjson_val *value = name != NULL ? yyjson_obj_get (items, name->id) : NULL;
  const char *kana = mado_json_get_text (value, "kana"), *kanji = mado_json_get_text (value, "kanji");
  const char *born = day != NULL ? mado_json_get_text (items, day->id) : "";

  if (kana[0] == '\0' && kanji[0] == '\0')
    return NULL;

  return g_strdup_printf ("%s %s", kanji[0] != '\0' ? kanji : kana, born);
}

static gboolean
add_found (MadoDatabase *reader, const MadoProgramme *programme, GPtrArray *others, yyjson_val *body, GError **error)
{
  g_autofree char *query = write_query (programme, yyjson_obj_get (body, "items"));
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) fault = NULL;

  if (query == NULL)
    return TRUE;
  found = mado_search_load_page (reader, programme, query, NULL, MOST_FOUND, &fault);
  if (g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LONG))
    return TRUE; /* ignored: nobody has a name that long */
  if (found == NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  for (guint i = 0; found != NULL && i < found->len; i++) {
    g_autoptr (MadoEntity) entity = NULL;

    if (!mado_row_load (reader, g_array_index (found, MadoSearchHit, i).row, &entity, error))
      return FALSE;
    take (others, entity);
  }

  return found != NULL;
}

/**
 * mado_case_others_load:
 * @reader: any connection
 * @programme: the programme
 * @entity: a case, as it is in the file
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoEntity): cases that may be twins of it, and maybe itself
 */
GPtrArray *
mado_case_others_load (MadoDatabase *reader, const MadoProgramme *programme, const MadoEntity *entity, GError **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  yyjson_val *body = mado_entity_get_body (entity);

  if (!add_named (reader, others, body, error) || !add_found (reader, programme, others, body, error))
    return NULL;

  return g_steal_pointer (&others);
}
