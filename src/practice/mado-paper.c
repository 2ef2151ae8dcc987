/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills in a form by a taste table. */

#include "mado-paper.h"

#include <string.h>

#include "mado-json-member.h"

#define MAX_ROWS 16 /* of a case: serial numbers leave room for so many */
#define ALL 1000

/* --- values ------------------------------------------------------------------------------------------------------ */

static yyjson_mut_val *
write_date (MadoPaper *self, MadoDate date)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (date, iso);

  return yyjson_mut_strcpy (self->doc, iso);
}

static yyjson_mut_val *
write_name (MadoPaper *self, const MadoPersona *person)
{
  yyjson_mut_val *name = yyjson_mut_obj (self->doc);

  yyjson_mut_obj_add_strcpy (self->doc, name, "kanji", person->name);
  yyjson_mut_obj_add_strcpy (self->doc, name, "kana", person->reading);

  return name;
}

static yyjson_mut_val *
write_account (MadoPaper *self, const MadoPersona *person, yyjson_val *recipe)
{
  const char *origin = mado_json_get_text (recipe, "origin");
  yyjson_mut_val *value = yyjson_mut_obj (self->doc);
  g_auto (MadoPersonaAccount) account = {};

  mado_persona_open_account (person, self->scenery, &self->chance, &account);
  yyjson_mut_obj_add_str (self->doc, value, "bank", account.bank);
  yyjson_mut_obj_add_str (self->doc, value, "branch", account.branch);
  yyjson_mut_obj_add_str (self->doc, value, "kind", "1");
  yyjson_mut_obj_add_strcpy (self->doc, value, "number", account.number);
  yyjson_mut_obj_add_strcpy (self->doc, value, "holder", account.holder);
  yyjson_mut_obj_add_str (self->doc, value, "relation", "self");
  yyjson_mut_obj_add_str (self->doc, value, "origin", origin[0] != '\0' ? origin : "application");
  yyjson_mut_obj_add_val (self->doc, value, "date", write_date (self, self->day));

  return value;
}

static yyjson_mut_val *
write_of_person (MadoPaper *self, const MadoTasteItem *way, const MadoPersona *person)
{
  const char *type = way->item->type;

  if (strcmp (type, "name") == 0)
    return write_name (self, person);
  if (strcmp (type, "account") == 0)
    return write_account (self, person, way->recipe);
  if (strcmp (type, "date") == 0)
    return write_date (self, person->birth);
  if (strcmp (type, "postal") == 0)
    return yyjson_mut_strcpy (self->doc, person->postal);
  if (strcmp (type, "phone") == 0)
    return yyjson_mut_strcpy (self->doc, person->phone);
  if (strcmp (type, "email") == 0)
    return yyjson_mut_strcpy (self->doc, person->email);

  return yyjson_mut_strcpy (self->doc, person->address);
}

static gint64
draw_between (MadoPaper *self, yyjson_val *ends)
{
  return mado_chance_between (&self->chance, yyjson_get_sint (yyjson_arr_get (ends, 0)),
                              yyjson_get_sint (yyjson_arr_get (ends, 1)));
}

static yyjson_mut_val *
write_day_before (MadoPaper *self, yyjson_val *recipe)
{
  MadoDate first = mado_date_from_iso (mado_json_get_text (recipe, "not_before"));
  MadoDate day = mado_date_add_days (self->day, -(int) draw_between (self, yyjson_obj_get (recipe, "days_before")));

  return write_date (self, mado_date_is_valid (first) && mado_date_compare (day, first) < 0 ? first : day);
}

static yyjson_mut_val *
write_serial (MadoPaper *self, yyjson_val *recipe, guint row)
{
  g_autofree char *digits = g_strdup_printf ("%0*" G_GUINT64_FORMAT, (int) mado_json_get_number (recipe, "serial"),
                                             self->number * MAX_ROWS + row);

  return yyjson_mut_strcpy (self->doc, digits);
}

static yyjson_mut_val *
draw_value (MadoPaper *self, const MadoTasteItem *way, guint row)
{
  yyjson_val *one_of = yyjson_obj_get (way->recipe, "one_of");
  yyjson_val *between = yyjson_obj_get (way->recipe, "between");
  yyjson_val *phrase = yyjson_obj_get (way->recipe, "phrase");

  if (way->person >= 0)
    return write_of_person (self, way, g_ptr_array_index (self->people, (guint) way->person));
  if (one_of != NULL)
    return yyjson_val_mut_copy (
        self->doc, yyjson_arr_get (one_of, mado_chance_roll (&self->chance, (guint) yyjson_arr_size (one_of))));
  if (between != NULL)
    return yyjson_mut_sint (self->doc,
                            draw_between (self, between) * MAX (mado_json_get_number (way->recipe, "step"), 1));
  if (phrase != NULL)
    return yyjson_mut_strcpy (self->doc,
                              mado_phrases_pick (self->scenery->phrases, yyjson_get_str (phrase), &self->chance));
  if (yyjson_obj_get (way->recipe, "serial") != NULL)
    return write_serial (self, way->recipe, row);

  return write_day_before (self, way->recipe);
}

/* --- the form ---------------------------------------------------------------------------------------------------- */

static gboolean
contains (yyjson_val *values, yyjson_mut_val *value)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (values);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_is_str (one) ? yyjson_mut_equals_str (value, yyjson_get_str (one))
                            : yyjson_is_bool (one) && yyjson_get_bool (one) == yyjson_mut_get_bool (value))
      return TRUE;

  return FALSE;
}

static gboolean
applies (const MadoPaper *self, const MadoTasteItem *way)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_obj_get (way->recipe, "if"));

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter))
    if (!contains (yyjson_obj_iter_get_val (id), yyjson_mut_obj_get (self->whole, yyjson_get_str (id))))
      return FALSE;

  return TRUE;
}

static void
write_item (MadoPaper *self, const MadoTasteItem *way, yyjson_mut_val *whole, yyjson_mut_val *written, guint row)
{
  yyjson_val *share = yyjson_obj_get (way->recipe, "share");
  yyjson_val *instead = yyjson_obj_get (way->recipe, "else");
  yyjson_mut_val *value = draw_value (self, way, row);

  yyjson_mut_obj_add_val (self->doc, whole, way->item->id, value);
  if (mado_chance_happens (&self->chance, share != NULL ? (guint) yyjson_get_sint (share) : ALL))
    yyjson_mut_obj_add_val (self->doc, written, way->item->id, yyjson_mut_val_mut_copy (self->doc, value));
  else if (instead != NULL)
    yyjson_mut_obj_add_val (self->doc, written, way->item->id, yyjson_val_mut_copy (self->doc, instead));
}

static void
write_items (MadoPaper *self)
{
  for (guint i = 0; i < self->taste->items->len; i++) {
    const MadoTasteItem *way = &g_array_index (self->taste->items, MadoTasteItem, i);

    if (!way->item->is_of_list && applies (self, way))
      write_item (self, way, self->whole, self->written, 0);
  }
}

static void
draw_people (MadoPaper *self, gboolean only_households)
{
  for (guint i = 0; i < self->taste->people->len; i++) {
    const MadoTastePerson *person = &g_array_index (self->taste->people, MadoTastePerson, i);

    if (only_households && person->head < 0)
      continue;

    MadoPersona *persona = mado_persona_new (self->scenery, &person->kind, self->day, &self->chance);

    if (person->head >= 0)
      mado_persona_join (persona, self->scenery, g_ptr_array_index (self->people, (guint) person->head), &self->chance);
    if (i < self->people->len) {
      mado_persona_free (g_ptr_array_index (self->people, i));
      g_ptr_array_index (self->people, i) = persona;
    } else {
      g_ptr_array_add (self->people, persona);
    }
  }
}

/* Each row is about others of the household. */
static void
write_row (MadoPaper *self, const char *list, yyjson_mut_val *rows, guint number)
{
  yyjson_mut_val *row = yyjson_mut_arr_add_obj (self->doc, rows);
  yyjson_mut_val *whole = yyjson_mut_obj_add_obj (self->doc, row, "whole");
  yyjson_mut_val *written = yyjson_mut_obj_add_obj (self->doc, row, "written");

  if (number > 1)
    draw_people (self, TRUE);
  for (guint i = 0; i < self->taste->items->len; i++) {
    const MadoTasteItem *way = &g_array_index (self->taste->items, MadoTasteItem, i);

    if (strcmp (way->item->section, list) == 0 && applies (self, way))
      write_item (self, way, whole, written, number);
  }
}

static void
write_rows (MadoPaper *self)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (self->taste->rows);

  for (yyjson_val *list = yyjson_obj_iter_next (&iter); list != NULL; list = yyjson_obj_iter_next (&iter)) {
    yyjson_val *counts = yyjson_obj_iter_get_val (list);
    guint place = mado_chance_roll (&self->chance, (guint) yyjson_arr_size (counts));
    gint64 n_rows = yyjson_get_sint (yyjson_arr_get (counts, place));
    yyjson_mut_val *rows = yyjson_mut_obj_add_arr (self->doc, self->rows, yyjson_get_str (list));

    for (guint number = 1; number <= n_rows; number++)
      write_row (self, yyjson_get_str (list), rows, number);
  }
}

/**
 * mado_paper_new:
 * @taste: how the form is filled in; must outlive it
 * @scenery: where people live; must outlive it
 * @seed: of the ward
 * @number: of the case, from 1
 * @day: on which it is written
 *
 * Returns: (transfer full): the application
 */
MadoPaper *
mado_paper_new (const MadoTaste *taste, const MadoScenery *scenery, guint64 seed, guint64 number, MadoDate day)
{
  MadoPaper *self = g_new0 (MadoPaper, 1);

  self->taste = taste;
  self->scenery = scenery;
  self->number = number;
  self->day = day;
  self->chance = mado_chance_begin (seed, number);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_persona_free);
  self->doc = yyjson_mut_doc_new (NULL);
  self->written = yyjson_mut_obj (self->doc);
  self->whole = yyjson_mut_obj (self->doc);
  self->rows = yyjson_mut_obj (self->doc);
  draw_people (self, FALSE);
  write_items (self);
  write_rows (self);
  mado_paper_send_again (self, 0);

  return self;
}

/**
 * mado_paper_free:
 * @self: (transfer full): an application
 */
void
mado_paper_free (MadoPaper *self)
{
  yyjson_mut_doc_free (self->doc);
  g_ptr_array_unref (self->people);
  g_free (self);
}

/**
 * mado_paper_get_whole:
 * @self: an application
 * @item: an item
 * @row: the row of its list, from 0
 *
 * Returns: (transfer none) (nullable): what is so, written down or not
 */
yyjson_mut_val *
mado_paper_get_whole (const MadoPaper *self, const MadoItem *item, guint row)
{
  if (!item->is_of_list)
    return yyjson_mut_obj_get (self->whole, item->id);

  yyjson_mut_val *rows = yyjson_mut_obj_get (self->rows, item->section);

  return yyjson_mut_obj_get (yyjson_mut_obj_get (yyjson_mut_arr_get (rows, row), "whole"), item->id);
}

/**
 * mado_paper_draw_again:
 * @self: an application
 * @item: an item of the case itself
 *
 * What is so has changed: another account, another day.
 *
 * Returns: (transfer none) (nullable): the new value; %NULL where the form has no such item
 */
yyjson_mut_val *
mado_paper_draw_again (MadoPaper *self, const MadoItem *item)
{
  for (guint i = 0; i < self->taste->items->len; i++) {
    const MadoTasteItem *way = &g_array_index (self->taste->items, MadoTasteItem, i);

    if (way->item != item || !applies (self, way))
      continue;

    if (way->person >= 0)
      mado_persona_move (g_ptr_array_index (self->people, (guint) way->person), self->scenery, &self->chance);

    yyjson_mut_val *value = draw_value (self, way, 0);

    yyjson_mut_obj_put (self->whole, yyjson_mut_str (self->doc, item->id), value);

    return value;
  }

  return NULL;
}

/**
 * mado_paper_send_again:
 * @self: an application
 * @times: how often it came before: the receipt is another one each time
 */
void
mado_paper_send_again (MadoPaper *self, guint64 times)
{
  g_snprintf (self->receipt, sizeof self->receipt, "%s:%" G_GUINT64_FORMAT, self->taste->receipt,
              self->number * MAX_ROWS + times);
}
