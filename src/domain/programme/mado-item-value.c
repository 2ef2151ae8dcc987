/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an item can hold, by its type. A value is stored in one form only: whoever takes input brings it into that form,
 * and here stands the gate. */

#include "mado-item-value.h"

#include <string.h>

#include "mado-account-part.h"
#include "mado-benefit-rule.h"
#include "mado-date.h"
#include "mado-json-member.h"
#include "mado-my-number.h"

#define MAX_TEXT 200 /* characters, where the item says nothing */
#define MAX_HOLDER 48

typedef gboolean (*Fits) (const MadoItem *item, yyjson_val *value);

/**
 * mado_item_text_is_plain:
 * @text: a text
 * @max_characters: how long it may be
 *
 * Returns: whether it says something, is not too long, and holds no control character but line ends and tabs
 */
gboolean
mado_item_text_is_plain (const char *text, gsize max_characters)
{
  gsize n_characters = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), n_characters++) {
    gunichar character = g_utf8_get_char (at);

    if (g_unichar_iscntrl (character) && character != '\n' && character != '\t')
      return FALSE;
    if (g_unichar_type (character) == G_UNICODE_PRIVATE_USE)
      return FALSE;
  }

  return n_characters > 0 && n_characters <= max_characters;
}

static gboolean
is_line (yyjson_val *value, gsize max_characters)
{
  const char *text = yyjson_get_str (value);

  return text != NULL && mado_item_text_is_plain (text, max_characters) && strpbrk (text, "\n\t") == NULL;
}

static gboolean
is_digits (const char *text, gsize min, gsize max)
{
  gsize length = strlen (text);

  return length >= min && length <= max && strspn (text, "0123456789") == length;
}

static gboolean
fits_text (const MadoItem *item, yyjson_val *value)
{
  const char *text = yyjson_get_str (value);

  return text != NULL && mado_item_text_is_plain (text, item->max > 0 ? (gsize) item->max : MAX_TEXT);
}

/* 氏名 has two parts: as it is written, and as it is read. */
static gboolean
fits_name (G_GNUC_UNUSED const MadoItem *item, yyjson_val *value)
{
  yyjson_val *kana = yyjson_obj_get (value, "kana");

  return is_line (yyjson_obj_get (value, "kanji"), MAX_TEXT) && (kana == NULL || is_line (kana, MAX_TEXT)) &&
         yyjson_obj_size (value) == (kana == NULL ? 1 : 2);
}

static gboolean
fits_postal (G_GNUC_UNUSED const MadoItem *item, yyjson_val *value)
{
  return yyjson_is_str (value) && is_digits (yyjson_get_str (value), 7, 7);
}

static gboolean
fits_phone (G_GNUC_UNUSED const MadoItem *item, yyjson_val *value)
{
  const char *text = yyjson_get_str (value);

  return text != NULL && strlen (text) >= 6 && strlen (text) <= 20 && strspn (text, "0123456789-+") == strlen (text);
}

static gboolean
fits_email (G_GNUC_UNUSED const MadoItem *item, yyjson_val *value)
{
  const char *text = yyjson_get_str (value);
  const char *at = text != NULL ? strchr (text, '@') : NULL;

  return at != NULL && at != text && at[1] != '\0' && strchr (at + 1, '@') == NULL && strlen (text) <= 254 &&
         is_line (value, 254) && strchr (text, ' ') == NULL;
}

static gboolean
fits_date (G_GNUC_UNUSED const MadoItem *item, yyjson_val *value)
{
  return yyjson_is_str (value) && mado_date_is_valid (mado_date_from_iso (yyjson_get_str (value)));
}

/* "2025-09" */
static gboolean
fits_month (G_GNUC_UNUSED const MadoItem *item, yyjson_val *value)
{
  if (!yyjson_is_str (value))
    return FALSE;

  g_autofree char *first_day = g_strconcat (yyjson_get_str (value), "-01", NULL);

  return mado_date_is_valid (mado_date_from_iso (first_day));
}

static gboolean
fits_number (const MadoItem *item, yyjson_val *value)
{
  return yyjson_is_int (value) && yyjson_get_sint (value) >= item->min &&
         (item->max == 0 || yyjson_get_sint (value) <= item->max);
}

static gboolean
fits_yen (G_GNUC_UNUSED const MadoItem *item, yyjson_val *value)
{
  return yyjson_is_int (value) && yyjson_get_sint (value) >= 0;
}

static gboolean
fits_yesno (G_GNUC_UNUSED const MadoItem *item, yyjson_val *value)
{
  return yyjson_is_bool (value);
}

static gboolean
fits_choice (const MadoItem *item, yyjson_val *value)
{
  return yyjson_is_str (value) && mado_section_find (item->choices, yyjson_get_str (value)) != NULL;
}

/* The pattern is "10 digits" or "1-15 digits"; an item without one takes any short line. */
static gboolean
fits_code (const MadoItem *item, yyjson_val *value)
{
  if (item->pattern[0] == '\0')
    return is_line (value, 40);
  if (!yyjson_is_str (value))
    return FALSE;

  char *rest = NULL;
  guint64 min = g_ascii_strtoull (item->pattern, &rest, 10);
  guint64 max = rest[0] == '-' ? g_ascii_strtoull (rest + 1, NULL, 10) : min;

  return is_digits (yyjson_get_str (value), min, max);
}

static gboolean
fits_part (const MadoItem *item, const MadoAccountPart *part, yyjson_val *value)
{
  static const struct {
    const char *name;
    gsize n_digits;
  } numbers[] = { { "bank", 4 }, { "branch", 3 }, { "kind", 1 }, { "number", 7 } };

  if (part->choices != NULL)
    return yyjson_is_str (value) && g_strv_contains (part->choices, yyjson_get_str (value));
  if (strcmp (part->type, "date") == 0)
    return fits_date (item, value);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (numbers[i].name, part->name) == 0)
      return yyjson_is_str (value) && is_digits (yyjson_get_str (value), numbers[i].n_digits, numbers[i].n_digits);

  return is_line (value, MAX_HOLDER);
}

/* All parts are there, also where it came from and when: an older account is not taken by accident. */
static gboolean
fits_account (const MadoItem *item, yyjson_val *value)
{
  gsize n_parts = 0;

  for (const MadoAccountPart *part = mado_account_part_get_all (); part->name != NULL; part++, n_parts++)
    if (!fits_part (item, part, yyjson_obj_get (value, part->name)))
      return FALSE;

  return yyjson_obj_size (value) == n_parts;
}

/* Items of the types that are not here are kept by the program itself. */
static const struct {
  const char *type;
  Fits fits;
} types[] = {
  { "text", fits_text },     { "address", fits_text },    { "name", fits_name },   { "postal", fits_postal },
  { "phone", fits_phone },   { "email", fits_email },     { "date", fits_date },   { "month", fits_month },
  { "number", fits_number }, { "yen", fits_yen },         { "yesno", fits_yesno }, { "choice", fits_choice },
  { "code", fits_code },     { "account", fits_account },
};

/* What stands behind a NUL would be stored, and nobody would look at it. */
static gboolean
hides_text (yyjson_val *value)
{
  if (yyjson_is_str (value))
    return strlen (yyjson_get_str (value)) != yyjson_get_len (value);

  yyjson_obj_iter iter = yyjson_obj_iter_with (value);

  for (yyjson_val *name = yyjson_obj_iter_next (&iter); name != NULL; name = yyjson_obj_iter_next (&iter))
    if (hides_text (yyjson_obj_iter_get_val (name)))
      return TRUE;

  return FALSE;
}

static gboolean
holds_my_number (yyjson_val *value)
{
  if (yyjson_is_str (value))
    return mado_my_number_scan (yyjson_get_str (value), NULL, NULL) == MADO_MY_NUMBER_HIGH;

  yyjson_obj_iter iter = yyjson_obj_iter_with (value);

  for (yyjson_val *name = yyjson_obj_iter_next (&iter); name != NULL; name = yyjson_obj_iter_next (&iter))
    if (holds_my_number (yyjson_obj_iter_get_val (name)))
      return TRUE;

  return FALSE;
}

/**
 * mado_item_check_value:
 * @self: an item
 * @value: (nullable): what shall be stored; %NULL or null: nothing, which every item takes
 *
 * Returns: whether the item takes it
 */
MadoItemValueFault
mado_item_check_value (const MadoItem *self, yyjson_val *value)
{
  if (value == NULL || yyjson_is_null (value))
    return MADO_ITEM_VALUE_GOOD;
  if (hides_text (value))
    return MADO_ITEM_VALUE_WRONG;
  if (holds_my_number (value))
    return MADO_ITEM_VALUE_MY_NUMBER;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].type, self->type) == 0)
      return types[i].fits (self, value) ? MADO_ITEM_VALUE_GOOD : MADO_ITEM_VALUE_WRONG;

  return MADO_ITEM_VALUE_WRONG;
}
