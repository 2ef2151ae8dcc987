/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Money with its commas, days by their era, an account with nothing but its last digits. */

#include "mado-letter-value.h"

#include <string.h>

#include "mado-benefit-rule.h"
#include "mado-era.h"
#include "mado-json-member.h"
#include "mado-postal-code.h"

#define ACCOUNT_SHOWN 3 /* digits */

static gboolean
is_type (const MadoItem *item, const char *type)
{
  return strcmp (item->type, type) == 0;
}

/**
 * mado_letter_value_has_part:
 * @item: an item
 * @part: what follows its name behind a point; "" where nothing does
 *
 * Returns: whether that can be written in a letter
 */
gboolean
mado_letter_value_has_part (const MadoItem *item, const char *part)
{
  static const char *const account[] = { "number", "holder", NULL };

  if (is_type (item, "account"))
    return g_strv_contains (account, part);
  if (is_type (item, "record"))
    return strcmp (item->set_by, "deficiency") == 0 && (part[0] == '\0' || strcmp (part, "due") == 0);
  if (is_type (item, "name"))
    return part[0] == '\0' || strcmp (part, "kana") == 0;

  return part[0] == '\0' && !is_type (item, "notes") && !is_type (item, "state");
}

/* 1234567 → "1,234,567" */
static char *
group_digits (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
      g_string_append_c (text, ',');
    g_string_append_c (text, digits[i]);
  }

  return g_string_free_and_steal (text);
}

static char *
write_date (const char *iso)
{
  MadoDate date = mado_date_from_iso (iso);

  return mado_date_is_valid (date) ? mado_era_format (date) : NULL;
}

static char *
write_month (const char *month)
{
  g_autofree char *iso = g_strconcat (month, "-01", NULL);
  MadoDate date = mado_date_from_iso (iso);
  g_autofree char *year = mado_date_is_valid (date) ? mado_era_format_year (date) : NULL;

  return year != NULL ? g_strdup_printf ("%s%d月", year, date.month) : NULL;
}

static char *
write_postal (const char *code)
{
  char parsed[MADO_POSTAL_CODE_SIZE], written[MADO_POSTAL_CODE_WRITTEN_SIZE];

  if (mado_postal_code_parse (code, parsed) == MADO_POSTAL_CODE_WRONG)
    return NULL;
  mado_postal_code_write (parsed, written);

  return g_strdup (written);
}

static char *
mask_account (const char *number)
{
  gsize length = strlen (number);
  char *masked = g_strdup (number);

  for (gsize i = 0; i + ACCOUNT_SHOWN < length; i++)
    masked[i] = '*';

  return masked;
}

static char *
write_choice (const MadoItem *item, const char *id)
{
  const MadoNamed *choice = mado_section_find (item->choices, id);

  return choice != NULL ? g_strdup (choice->label) : NULL;
}

/* --- what is missing ---------------------------------------------------------------------------------------------- */

static char *
write_deficiencies (yyjson_val *deficiencies)
{
  g_autoptr (GString) text = g_string_new (NULL);
  yyjson_arr_iter iter = yyjson_arr_iter_with (deficiencies);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const char *words = mado_json_get_text (one, "text");

    g_string_append_printf (text, "%s・%s", text->len > 0 ? "\n" : "",
                            words[0] != '\0' ? words : mado_json_get_text (one, "reason"));
  }

  return text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/* The first of the days by which something has to be there. */
static char *
write_due (yyjson_val *deficiencies)
{
  const char *first = "";
  yyjson_arr_iter iter = yyjson_arr_iter_with (deficiencies);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    const char *due = mado_json_get_text (one, "due");

    if (due[0] != '\0' && (first[0] == '\0' || strcmp (due, first) < 0))
      first = due;
  }

  return write_date (first);
}

static char *
write_text (const MadoItem *item, const char *text)
{
  if (is_type (item, "date"))
    return write_date (text);
  if (is_type (item, "month"))
    return write_month (text);
  if (is_type (item, "postal"))
    return write_postal (text);
  if (is_type (item, "choice"))
    return write_choice (item, text);

  return g_strdup (text);
}

/**
 * mado_letter_value_write:
 * @item: an item of a letter
 * @part: what of it; "" for all
 * @shown: what mado_project_for_letter() shows of the case
 *
 * Returns: (transfer full) (nullable): the words; %NULL where there is no value
 */
char *
mado_letter_value_write (const MadoItem *item, const char *part, yyjson_val *shown)
{
  yyjson_val *value = yyjson_obj_get (yyjson_obj_get (shown, "items"), item->id);
  yyjson_val *deficiencies = yyjson_obj_get (shown, "deficiencies");
  const char *text = mado_json_get_text (yyjson_obj_get (shown, "items"), item->id);

  if (is_type (item, "record"))
    return part[0] == '\0' ? write_deficiencies (deficiencies) : write_due (deficiencies);
  if (is_type (item, "name"))
    text = mado_json_get_text (value, part[0] == '\0' ? "kanji" : part);
  if (is_type (item, "account"))
    text = mado_json_get_text (value, part);
  if (yyjson_is_bool (value))
    return g_strdup (yyjson_is_true (value) ? "はい" : "いいえ");
  if (yyjson_is_int (value)) {
    g_autofree char *digits = group_digits (yyjson_get_sint (value));

    return is_type (item, "yen") ? g_strconcat (digits, "円", NULL) : g_steal_pointer (&digits);
  }
  if (text[0] == '\0')
    return NULL;
  if (is_type (item, "account") && strcmp (part, "number") == 0)
    return mask_account (text);

  return write_text (item, text);
}
