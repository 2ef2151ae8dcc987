/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The applications of a ward as the web form exports them: the headings of the newest form map, texts as people write
 * them. */

#include "mado-practice-form.h"

#include <string.h>

#include "mado-csv-writer.h"
#include "mado-paper.h"

static const MadoFormMap *
find_map (const MadoProgramme *programme)
{
  for (guint i = mado_section_get_count (programme->form_maps); i > 0; i--) {
    const MadoFormMap *map = mado_section_get (programme->form_maps, i - 1);

    if (map->transition[0] == '\0' && map->match->len == 0) /* else it is no form of people */
      return map;
  }

  return NULL;
}

/* As the form has it, for what is stored. */
static const char *
find_word (const MadoFormMapColumn *column, const char *stored)
{
  for (guint i = 0; i < mado_section_get_count (column->values); i++) {
    const MadoNamed *word = mado_section_get (column->values, i);

    if (strcmp (word->label, stored) == 0)
      return word->id;
  }

  return stored;
}

static char *
write_value (const MadoFormMapColumn *column, yyjson_mut_val *value)
{
  if (value == NULL)
    return g_strdup ("");
  if (yyjson_mut_is_bool (value))
    return g_strdup (find_word (column, yyjson_mut_get_bool (value) ? "yes" : "no"));
  if (yyjson_mut_is_int (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_mut_get_sint (value));
  if (yyjson_mut_is_obj (value))
    return g_strdup (yyjson_mut_get_str (yyjson_mut_obj_get (value, "kanji")));

  return g_strdup (find_word (column, yyjson_mut_get_str (value)));
}

static void
write_record (GString *table, const GPtrArray *fields)
{
  mado_csv_write_record (table, (const char *const *) fields->pdata, fields->len, MADO_CSV_FOR_MACHINES);
}

static void
write_headings (GString *table, const MadoFormMap *map)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  g_ptr_array_add (fields, (gpointer) map->receipt);
  for (guint i = 0; i < mado_section_get_count (map->columns); i++)
    g_ptr_array_add (fields, (gpointer) ((const MadoFormMapColumn *) mado_section_get (map->columns, i))->id);
  write_record (table, fields);
}

static void
write_paper (GString *table, const MadoFormMap *map, const MadoPaper *paper)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (fields, g_strdup (strchr (paper->receipt, ':') + 1));
  for (guint i = 0; i < mado_section_get_count (map->columns); i++) {
    const MadoFormMapColumn *column = mado_section_get (map->columns, i);

    g_ptr_array_add (fields, write_value (column, yyjson_mut_obj_get (paper->written, column->item)));
  }
  write_record (table, fields);
}

/**
 * mado_practice_form_write:
 * @plan: a ward
 *
 * Returns: (transfer full) (nullable): what stands on the applications of all its cases; %NULL where the programme has
 * no web form
 */
char *
mado_practice_form_write (const MadoYearPlan *plan)
{
  const MadoFormMap *map = find_map (plan->taste->programme);
  GString *table;

  if (map == NULL)
    return NULL;
  table = g_string_new (NULL);
  write_headings (table, map);
  for (guint64 number = 1; number <= plan->n_cases; number++) {
    g_autoptr (MadoPaper) paper =
        mado_paper_new (plan->taste, plan->scenery, plan->seed, number, mado_year_get_day (plan, number));

    write_paper (table, map, paper);
  }

  return g_string_free_and_steal (table);
}
