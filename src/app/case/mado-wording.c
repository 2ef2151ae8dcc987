/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each type of item is written in its own way; what has none is written as it is. */

#include "mado-wording.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-era.h"

/**
 * mado_wording_write_day:
 * @iso: a day as it is stored
 *
 * Returns: (transfer full): the day in its era; what is no day as it is
 */
char *
mado_wording_write_day (const char *iso)
{
  MadoDate date = mado_date_from_iso (iso);
  char *text = mado_date_is_valid (date) ? mado_era_format (date) : NULL;

  return text != NULL ? text : g_strdup (iso);
}

/**
 * mado_wording_write_moment:
 * @milliseconds: since 1970
 *
 * Returns: (transfer full): the day and the time of it in Japan
 */
char *
mado_wording_write_moment (gint64 milliseconds)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (milliseconds * 1000);
  g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, japan) : NULL;
  g_autofree char *iso = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
  g_autofree char *day = mado_wording_write_day (iso);
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");

  return g_strdup_printf ("%s %s", day, clock);
}

/**
 * mado_wording_write_yen:
 * @amount: money
 *
 * Returns: (transfer full): the amount with its unit
 */
char *
mado_wording_write_yen (gint64 amount)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, amount);
  GString *text = g_string_new (digits);

  for (gssize place = (gssize) text->len - 3; place > (amount < 0); place -= 3)
    g_string_insert_c (text, place, ',');

  /* Translators: %s is an amount of money */
  g_autofree char *grouped = g_string_free (text, FALSE);

  return g_strdup_printf (_ ("¥%s"), grouped);
}

/* --- by type ------------------------------------------------------------------------------------------------------ */

static char *
write_date (const MadoItem *item, const char *text)
{
  return mado_wording_write_day (text);
}

static char *
write_postal (const MadoItem *item, const char *text)
{
  return strlen (text) == 7 ? g_strdup_printf ("%.3s-%s", text, text + 3) : g_strdup (text);
}

/* How many digits stand before the first hyphen, and between the two, by what a number of that length begins with. Of
 * other areas nobody knows from the digits alone where the code ends: they are read out as they stand. */
static const struct {
  const char *begins;
  gsize length;
  int head;
  int middle;
} phones[] = {
  { "0800", 11, 4, 3 }, { "0", 11, 3, 4 },  { "0120", 10, 4, 3 }, { "0570", 10, 4, 3 },
  { "0990", 10, 4, 3 }, { "03", 10, 2, 4 }, { "06", 10, 2, 4 },
};

static char *
write_phone (const MadoItem *item, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++)
    if (strlen (text) == phones[i].length && g_str_has_prefix (text, phones[i].begins))
      return g_strdup_printf ("%.*s-%.*s-%s", phones[i].head, text, phones[i].middle, text + phones[i].head,
                              text + phones[i].head + phones[i].middle);

  return g_strdup (text);
}

static char *
write_choice (const MadoItem *item, const char *text)
{
  const MadoNamed *choice = mado_section_find (item->choices, text);

  return g_strdup (choice != NULL ? choice->label : text);
}

static const struct {
  const char *type;
  char *(*write) (const MadoItem *item, const char *text);
} types[] = {
  { "date", write_date },
  { "postal", write_postal },
  { "phone", write_phone },
  { "choice", write_choice },
};

static const char *
get_account_kind (const char *kind)
{
  static const struct {
    const char *code;
    const char *label;
  } kinds[] = {
    { "1", N_ ("ordinary") },
    { "2", N_ ("current") },
    { "4", N_ ("savings") },
    { "9", N_ ("other kind") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].code, kind) == 0)
      return _ (kinds[i].label);

  return kind;
}

static char *
write_account (yyjson_val *value)
{
  return g_strdup_printf ("%s-%s　%s　%s　%s", mado_json_get_text (value, "bank"), mado_json_get_text (value, "branch"),
                          get_account_kind (mado_json_get_text (value, "kind")), mado_json_get_text (value, "number"),
                          mado_json_get_text (value, "holder"));
}

static char *
write_object (const MadoItem *item, yyjson_val *value)
{
  const char *kanji = mado_json_get_text (value, "kanji"), *kana = mado_json_get_text (value, "kana");

  if (strcmp (item->type, "account") == 0)
    return write_account (value);
  if (kanji[0] != '\0' && kana[0] != '\0')
    return g_strdup_printf ("%s（%s）", kanji, kana);
  if (kanji[0] != '\0' || kana[0] != '\0')
    return g_strdup (kanji[0] != '\0' ? kanji : kana);

  return g_strdup (mado_json_get_text (value, "text"));
}

static char *
write_text (const MadoItem *item, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].type, item->type) == 0)
      return types[i].write (item, text);

  return g_strdup (text);
}

/**
 * mado_wording_write_value:
 * @item: an item
 * @value: (nullable): a value of it, which may be masked
 *
 * Returns: (transfer full) (nullable): the value for people; %NULL: there is none
 */
char *
mado_wording_write_value (const MadoItem *item, yyjson_val *value)
{
  g_autofree char *text = NULL;

  if (yyjson_is_bool (value))
    text = g_strdup (yyjson_is_true (value) ? _ ("Yes") : _ ("No"));
  else if (yyjson_is_int (value) && strcmp (item->type, "yen") == 0)
    text = mado_wording_write_yen (yyjson_get_sint (value));
  else if (yyjson_is_int (value))
    text = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) yyjson_get_sint (value));
  else if (yyjson_is_str (value))
    text = write_text (item, yyjson_get_str (value));
  else if (yyjson_is_obj (value))
    text = write_object (item, value);

  return text != NULL && text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * mado_wording_is_masked:
 * @value: (nullable): a value
 *
 * Returns: whether only a part of it is shown
 */
gboolean
mado_wording_is_masked (yyjson_val *value)
{
  return mado_json_get_flag (value, "masked");
}

/* --- columns of work lists ---------------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  const char *title;
  const char *type;
} facts[] = {
  { "state", N_ ("State"), "state" },
  { "state_since", N_ ("Since"), "date" },
  { "open_deficiencies", N_ ("Open deficiencies"), "number" },
  { "returned_open", N_ ("Mail that came back"), "number" },
};

/**
 * mado_wording_get_column_title:
 * @programme: a programme
 * @column: the id of an item or of something computed, or a fact
 *
 * Returns: (transfer none): how the column is called
 */
const char *
mado_wording_get_column_title (const MadoProgramme *programme, const char *column)
{
  const MadoItem *item = mado_section_find (programme->items, column);
  const MadoComputed *computed = mado_section_find (programme->computed, column);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (strcmp (facts[i].name, column) == 0)
      return _ (facts[i].title);
  if (item != NULL)
    return item->label;

  return computed != NULL ? computed->label : column;
}

/**
 * mado_wording_get_column_type:
 * @programme: a programme
 * @column: the same
 *
 * Returns: (transfer none): of what type its values are
 */
const char *
mado_wording_get_column_type (const MadoProgramme *programme, const char *column)
{
  const MadoItem *item = mado_section_find (programme->items, column);
  const MadoComputed *computed = mado_section_find (programme->computed, column);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (strcmp (facts[i].name, column) == 0)
      return facts[i].type;
  if (item != NULL)
    return item->type;

  return computed != NULL ? computed->type : "text";
}

static char *
write_state (const MadoProgramme *programme, const char *id)
{
  const MadoState *state = mado_section_find (programme->states, id);

  return g_strdup (state != NULL ? state->label : id);
}

static char *
write_number (const char *type, gint64 number)
{
  if (strcmp (type, "yen") == 0)
    return mado_wording_write_yen (number);
  if (strcmp (type, "yesno") == 0)
    return g_strdup (number != 0 ? _ ("Yes") : _ ("No"));

  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
write_column_text (const MadoProgramme *programme, const char *column, const char *text)
{
  const MadoItem *item = mado_section_find (programme->items, column);
  const char *type = mado_wording_get_column_type (programme, column);

  if (strcmp (type, "state") == 0)
    return write_state (programme, text);
  if (item != NULL)
    return write_text (item, text);

  return strcmp (type, "date") == 0 ? mado_wording_write_day (text) : g_strdup (text);
}

/**
 * mado_wording_write_column:
 * @programme: a programme
 * @column: the same
 * @value: what was read of it
 *
 * Returns: (transfer full): the value for people, empty where there is none
 */
char *
mado_wording_write_column (const MadoProgramme *programme, const char *column, const MadoQueueValue *value)
{
  switch (value->kind) {
  case MADO_QUEUE_VALUE_NUMBER:
    return write_number (mado_wording_get_column_type (programme, column), value->number);
  case MADO_QUEUE_VALUE_TEXT:
    return write_column_text (programme, column, value->text);
  case MADO_QUEUE_VALUE_NOTHING:
  default:
    return g_strdup ("");
  }
}

/**
 * mado_wording_join_all:
 * @parts: (array zero-terminated): texts, some of them perhaps empty
 *
 * Returns: (transfer full): those that are not empty, a wide space between them
 */
char *
mado_wording_join_all (const char *const *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *parts != NULL; parts++)
    if ((*parts)[0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "　" : "", *parts);

  return g_string_free_and_steal (g_steal_pointer (&text));
}
