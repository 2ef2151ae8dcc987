/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes of what somebody wrote what a register would say, by the type of each item. */

#include "mado-register-row.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-date.h"
#include "mado-json-member.h"

#define NOBODY 25 /* per mille, as all that follows: whom the register does not have */
#define TWICE 30  /* who moved and stands there with both addresses */
#define VARIANT 400
#define OTHER_DAY 25
#define OTHER_WRITING 250
#define OTHER_PLACE 60
#define UNKNOWN 120

/**
 * mado_register_map_find:
 * @programme: a programme
 *
 * Returns: (transfer none) (nullable): its first map of a register
 */
const MadoFormMap *
mado_register_map_find (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->form_maps); i++) {
    const MadoFormMap *map = mado_section_get (programme->form_maps, i);

    if (map->match->len > 0)
      return map;
  }

  return NULL;
}

/**
 * mado_register_row_count:
 * @chance: dice
 *
 * Returns: how many rows the register has of somebody
 */
guint
mado_register_row_count (MadoChance *chance)
{
  if (mado_chance_happens (chance, NOBODY))
    return 0;

  return mado_chance_happens (chance, TWICE) ? 2 : 1;
}

/* --- by type ------------------------------------------------------------------------------------------------------ */

/* What is hard to tell apart on a screen, and what a register keeps though nobody writes it. */
static const char *const variants[][2] = {
  { "高", "髙" }, { "崎", "﨑" }, { "吉", "𠮷" }, { "斎", "齋" }, { "浜", "濱" },
  { "沢", "澤" }, { "辺", "邊" }, { "竜", "龍" }, { "島", "嶋" }, { "桜", "櫻" },
  { "真", "眞" }, { "広", "廣" }, { "恵", "惠" }, { "国", "國" }, { "関", "關" },
};

static char *
replace_first (const char *text, const char *was, const char *becomes)
{
  const char *place = strstr (text, was);

  return place != NULL ? g_strdup_printf ("%.*s%s%s", (int) (place - text), text, becomes, place + strlen (was))
                       : g_strdup (text);
}

static char *
write_name (const char *kanji, MadoChance *chance)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    if (strstr (kanji, variants[i][0]) != NULL && mado_chance_happens (chance, VARIANT))
      return replace_first (kanji, variants[i][0], variants[i][1]);

  return g_strdup (kanji);
}

/* "1-2-3" becomes "1丁目2番3号", as a register has it. */
static char *
write_block (const char *address)
{
  static const char *const ends[] = { "丁目", "番", "号" };
  GString *text = g_string_new (NULL);
  guint n_numbers = 0;

  for (const char *place = address; *place != '\0'; place++) {
    gboolean is_joint = *place == '-' && n_numbers < 2 && g_ascii_isdigit (place[1]);

    if (is_joint)
      g_string_append (text, ends[n_numbers++]);
    else
      g_string_append_c (text, *place);
    if (n_numbers == 2 && g_ascii_isdigit (*place) && !g_ascii_isdigit (place[1])) {
      g_string_append (text, ends[n_numbers++]);
    }
  }

  return g_string_free_and_steal (text);
}

static char *
write_address (const char *address, MadoChance *chance)
{
  if (mado_chance_happens (chance, OTHER_PLACE))
    return g_strconcat (address, " 見本荘101号室", NULL);

  return mado_chance_happens (chance, OTHER_WRITING) ? write_block (address) : g_strdup (address);
}

static char *
write_day (const char *iso, MadoChance *chance)
{
  char day[MADO_DATE_ISO_SIZE];

  if (!mado_chance_happens (chance, OTHER_DAY))
    return g_strdup (iso);
  mado_date_to_iso (mado_date_add_days (mado_date_from_iso (iso), 1), day);

  return g_strdup (day);
}

static char *
write_text (const MadoItem *item, const char *text, MadoChance *chance)
{
  if (strcmp (item->type, "address") == 0)
    return write_address (text, chance);
  if (strcmp (item->type, "date") == 0)
    return write_day (text, chance);
  if (strcmp (item->type, "phone") == 0 && mado_chance_happens (chance, UNKNOWN))
    return NULL;

  return g_strdup (text);
}

/* --- a row -------------------------------------------------------------------------------------------------------- */

static void
add_name (yyjson_mut_doc *doc, yyjson_mut_val *row, const char *id, yyjson_val *name, MadoChance *chance)
{
  yyjson_mut_val *value = yyjson_mut_obj (doc);
  g_autofree char *kanji = write_name (mado_json_get_text (name, "kanji"), chance);

  yyjson_mut_obj_add_strcpy (doc, value, "kana", mado_json_get_text (name, "kana"));
  yyjson_mut_obj_add_strcpy (doc, value, "kanji", kanji);
  yyjson_mut_obj_add_val (doc, row, id, value);
}

static void
add_value (yyjson_mut_doc *doc, yyjson_mut_val *row, const MadoItem *item, yyjson_val *value, MadoChance *chance)
{
  g_autofree char *text = yyjson_is_str (value) ? write_text (item, yyjson_get_str (value), chance) : NULL;

  if (yyjson_is_obj (value))
    add_name (doc, row, item->id, value, chance);
  else if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, row, item->id, text);
  else if (value != NULL && !yyjson_is_str (value))
    yyjson_mut_obj_add_val (doc, row, item->id, yyjson_val_mut_copy (doc, value));
}

static gboolean
is_key (const MadoFormMap *map, const MadoItem *item)
{
  return mado_names_contain (map->match, item->id);
}

/**
 * mado_register_row_draw:
 * @programme: a programme
 * @map: its map of a register
 * @items: of a case
 * @chance: dice
 *
 * Returns: (transfer full): what the register says of it, canonical JSON; the key is what the case says
 */
GBytes *
mado_register_row_draw (const MadoProgramme *programme, const MadoFormMap *map, yyjson_val *items, MadoChance *chance)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  GBytes *text;
  yyjson_mut_val *whole = yyjson_mut_obj (doc), *row = yyjson_mut_obj_add_obj (doc, whole, "items");

  for (guint i = 0; i < mado_section_get_count (map->columns); i++) {
    const MadoFormMapColumn *column = mado_section_get (map->columns, i);
    const MadoItem *item = mado_section_find (programme->items, column->item);

    if (item == NULL || item->is_of_list || yyjson_mut_obj_get (row, item->id) != NULL)
      continue;
    if (is_key (map, item))
      yyjson_mut_obj_add_val (doc, row, item->id, yyjson_val_mut_copy (doc, yyjson_obj_get (items, item->id)));
    else
      add_value (doc, row, item, yyjson_obj_get (items, item->id), chance);
  }

  text = mado_canonical_json_from_value (whole, NULL); /* it is made of values that are canonical themselves */
  yyjson_mut_doc_free (doc);

  return text;
}
