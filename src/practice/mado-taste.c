/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a taste table and holds it against its programme. A recipe is one of
 *   {"of": "applicant"}                          what the person has that fits the item's type
 *   {"one_of": [value, …]}                       each as often as it stands there
 *   {"between": [2, 30], "step": 60}             a number, times the step
 *   {"days_before": [5, 60], "not_before": day}  a day before the application
 *   {"phrase": "job"}                            of the table of phrases
 *   {"serial": 10}                               digits that nobody else has
 * and may say "if": {item: [value, …]}: nothing is there otherwise; "share": how many of a thousand write it down at
 * once; "else": what the others write instead of nothing. */

#include "mado-taste.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-reference-file.h"

static gboolean
fail (GError **error, const char *what, const char *id)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "the table of made-up forms: %s '%s'", what, id);

  return FALSE;
}

static int
find_person (const MadoTaste *self, const char *id)
{
  for (guint i = 0; i < self->people->len; i++)
    if (strcmp (g_array_index (self->people, MadoTastePerson, i).id, id) == 0)
      return (int) i;

  return -1;
}

static gboolean
read_people (MadoTaste *self, GError **error)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (yyjson_doc_get_root (self->doc), "people"));

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter)) {
    yyjson_val *person = yyjson_obj_iter_get_val (id);
    yyjson_val *age = yyjson_obj_get (person, "age");
    const char *sex = mado_json_get_text (person, "sex");
    const char *head = mado_json_get_text (person, "of");
    MadoPersonaKind kind = { strcmp (sex, "man") != 0, strcmp (sex, "woman") != 0,
                             yyjson_get_sint (yyjson_arr_get (age, 0)), yyjson_get_sint (yyjson_arr_get (age, 1)) };
    MadoTastePerson row = { yyjson_get_str (id), kind, find_person (self, head) };

    if (yyjson_arr_size (age) != 2 || kind.youngest > kind.oldest)
      return fail (error, "no age of", row.id);
    if (head[0] != '\0' && row.head < 0)
      return fail (error, "nobody is", head);
    g_array_append_val (self->people, row);
  }

  return TRUE;
}

static gboolean
is_recipe (yyjson_val *recipe)
{
  static const char *const ways[] = { "of", "one_of", "between", "days_before", "phrase", "serial" };
  guint n_ways = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    n_ways += yyjson_obj_get (recipe, ways[i]) != NULL;

  return n_ways == 1;
}

static gboolean
read_items (MadoTaste *self, GError **error)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (yyjson_doc_get_root (self->doc), "items"));

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter)) {
    yyjson_val *recipe = yyjson_obj_iter_get_val (id);
    const char *of = mado_json_get_text (recipe, "of");
    MadoTasteItem row = { mado_section_find (self->programme->items, yyjson_get_str (id)), recipe,
                          find_person (self, of) };

    if (row.item == NULL || row.item->set_by[0] != '\0')
      return fail (error, "nobody writes the item", yyjson_get_str (id));
    if (!is_recipe (recipe))
      return fail (error, "there is no way to make", row.item->id);
    if (of[0] != '\0' && row.person < 0)
      return fail (error, "nobody is", of);
    g_array_append_val (self->items, row);
  }

  return TRUE;
}

/**
 * mado_taste_load:
 * @programme: a programme
 * @error: where to put why there is no table for it, or what is wrong with it
 *
 * Returns: (transfer full) (nullable): how its forms are filled in
 */
MadoTaste *
mado_taste_load (MadoProgramme *programme, GError **error)
{
  g_autofree char *name = g_strdup_printf ("practice/%s.json", programme->identity.id);
  g_autofree char *path = mado_reference_file_dup_sample_path (name);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  g_autoptr (MadoTaste) self = g_new0 (MadoTaste, 1);

  self->programme = mado_programme_ref (programme);
  self->people = g_array_new (FALSE, FALSE, sizeof (MadoTastePerson));
  self->items = g_array_new (FALSE, FALSE, sizeof (MadoTasteItem));
  self->doc = yyjson_read (text, length, 0);
  self->receipt = mado_json_get_text (yyjson_doc_get_root (self->doc), "receipt");
  self->rows = yyjson_obj_get (yyjson_doc_get_root (self->doc), "rows");
  if (self->doc == NULL) {
    fail (error, "no JSON in", name);
    return NULL;
  }

  return read_people (self, error) && read_items (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_taste_free:
 * @self: (transfer full): a taste table
 */
void
mado_taste_free (MadoTaste *self)
{
  g_array_unref (self->people);
  g_array_unref (self->items);
  yyjson_doc_free (self->doc);
  mado_programme_unref (self->programme);
  g_free (self);
}
