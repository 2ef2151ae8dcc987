/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what a form says to what an item holds, by the item's type. Nothing is guessed: what is not plain stays out, and
 * a code says why. What a form's reader does to digits, dates and spaces is done before. */

#include "mado-intake-type.h"

#include <string.h>

#include "mado-benefit-rule.h"
#include "mado-date-text.h"
#include "mado-fold.h"
#include "mado-item-value.h"
#include "mado-postal-code.h"

#define MAX_NUMBER G_GINT64_CONSTANT (999999999999999) /* fifteen digits: every reader of JSON keeps them */

/* --- words ------------------------------------------------------------------------------------------------------- */

/**
 * mado_intake_words_new:
 *
 * Returns: (transfer full): no words
 */
MadoIntakeWords *
mado_intake_words_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * mado_intake_words_add:
 * @self: words
 * @word: as a form says it
 * @stored: (transfer none): what is stored; must outlive the words
 *
 * The same word in another width means the same, unless it is a word of its own.
 */
void
mado_intake_words_add (MadoIntakeWords *self, const char *word, const char *stored)
{
  g_autofree char *folded = mado_fold_width (word);

  g_hash_table_insert (self, g_strdup (word), (gpointer) stored);
  if (!g_hash_table_contains (self, folded))
    g_hash_table_insert (self, g_steal_pointer (&folded), (gpointer) stored);
}

/**
 * mado_intake_words_add_own:
 * @self: words
 * @item: a choice, or what is answered by yes or no; others have no words
 *
 * What is stored and what it is called stand for themselves.
 */
void
mado_intake_words_add_own (MadoIntakeWords *self, const MadoItem *item)
{
  static const char *const answers[] = { "yes", "no" };

  for (guint i = 0; i < mado_section_get_count (item->choices); i++) {
    const MadoNamed *choice = mado_section_get (item->choices, i);

    mado_intake_words_add (self, choice->label, choice->id);
    mado_intake_words_add (self, choice->id, choice->id);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (answers) && strcmp (item->type, "yesno") == 0; i++)
    mado_intake_words_add (self, answers[i], answers[i]);
}

static const char *
find_word (MadoIntakeWords *words, const char *text)
{
  const char *stored = g_hash_table_lookup (words, text);
  g_autofree char *folded = stored == NULL ? mado_fold_width (text) : NULL;

  return stored != NULL ? stored : g_hash_table_lookup (words, folded);
}

/* --- types ------------------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
read_text (G_GNUC_UNUSED MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  return yyjson_mut_strcpy (doc, text);
}

static yyjson_mut_val *
read_name (G_GNUC_UNUSED MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  yyjson_mut_val *name = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_strcpy (doc, name, "kanji", text);

  return name;
}

static yyjson_mut_val *
read_postal (G_GNUC_UNUSED MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  char code[MADO_POSTAL_CODE_SIZE];
  MadoPostalCodeReading reading = mado_postal_code_parse (text, code);

  if (reading == MADO_POSTAL_CODE_WRONG) {
    *out_code = "E_ZIP";
    return NULL;
  }
  if (reading == MADO_POSTAL_CODE_PADDED)
    *out_code = "W_LEADING_ZERO";

  return yyjson_mut_strcpy (doc, code);
}

/* A month is read as its first day: the day is written the way the month is. */
static yyjson_mut_val *
read_month (G_GNUC_UNUSED MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  const char *separator = strpbrk (text, "-/.");
  const char sign[] = { separator != NULL ? *separator : '-', '\0' };
  gboolean is_in_words = g_str_has_suffix (text, "月");
  g_autofree char *day = g_strconcat (text, is_in_words ? "" : sign, is_in_words ? "1日" : "1", NULL);
  MadoDate date;
  MadoDateTextCode code = mado_date_text_parse (day, &date);
  char iso[MADO_DATE_ISO_SIZE];

  if (code != MADO_DATE_TEXT_OK || date.day != 1) {
    *out_code = "E_MONTH";
    return NULL;
  }
  mado_date_to_iso (date, iso);

  return yyjson_mut_strncpy (doc, iso, strlen ("2025-09"));
}

/* "1,234" but not "1,23": a comma that parts no thousands may be a point. */
static gboolean
take_digits (const char *text, char *out_digits)
{
  gboolean has_commas = strchr (text, ',') != NULL;
  gsize rest = strlen (text);

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  for (; *text != '\0'; text++, rest--) {
    gboolean is_comma_due = has_commas && rest % 4 == 0;

    if (is_comma_due ? *text != ',' : !g_ascii_isdigit (*text))
      return FALSE;
    if (!is_comma_due)
      *out_digits++ = *text;
  }
  *out_digits = '\0';

  return TRUE;
}

static yyjson_mut_val *
read_number (G_GNUC_UNUSED MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  g_autofree char *digits = g_malloc (strlen (text) + 1);
  guint64 number = 0;

  if (!take_digits (text, digits) || !g_ascii_string_to_unsigned (digits, 10, 0, MAX_NUMBER, &number, NULL)) {
    *out_code = "E_NUMBER";
    return NULL;
  }

  return yyjson_mut_sint (doc, (gint64) number);
}

/* "50,000円", "¥50,000" */
static yyjson_mut_val *
read_yen (MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  gboolean has_sign = g_str_has_prefix (text, "¥") || g_str_has_prefix (text, "￥");
  const char *begin = has_sign ? g_utf8_next_char (text) : text;
  gsize length = strlen (begin);
  g_autofree char *bare = g_strndup (begin, g_str_has_suffix (begin, "円") ? length - strlen ("円") : length);

  return read_number (words, bare, doc, out_code);
}

static yyjson_mut_val *
read_choice (MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  const char *stored = find_word (words, text);

  if (stored == NULL)
    *out_code = "E_CHOICE";

  return stored != NULL ? yyjson_mut_str (doc, stored) : NULL;
}

static yyjson_mut_val *
read_yesno (MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  yyjson_mut_val *stored = read_choice (words, text, doc, out_code);

  return stored != NULL ? yyjson_mut_bool (doc, yyjson_mut_equals_str (stored, "yes")) : NULL;
}

/* Digits may come in groups: "12345-67890". Any other code stays as it is. */
static yyjson_mut_val *
read_code (G_GNUC_UNUSED MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  if (strspn (text, "0123456789 -") < strlen (text) || !g_ascii_isdigit (text[0]))
    return yyjson_mut_strcpy (doc, text);

  g_autofree char *digits = g_malloc (strlen (text) + 1);
  char *end = digits;

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      *end++ = *text;

  return yyjson_mut_strncpy (doc, digits, (gsize) (end - digits));
}

/* 普通, 当座, 貯蓄, as banks number them. */
static yyjson_mut_val *
read_kind (G_GNUC_UNUSED MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  static const char *const kinds[][2] = { { "普通", "1" }, { "当座", "2" }, { "貯蓄", "4" },
                                          { "1", "1" },    { "2", "2" },    { "4", "4" } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (text, kinds[i][0]))
      return yyjson_mut_str (doc, kinds[i][1]);
  *out_code = "E_CHOICE";

  return NULL;
}

/* Types that are not here are no form's to bring: an account is typed twice by people who look at the paper. */
static const MadoIntakeType types[] = {
  { "text", MADO_FORM_KIND_TEXT, read_text },     { "address", MADO_FORM_KIND_TEXT, read_text },
  { "name", MADO_FORM_KIND_NAME, read_name },     { "postal", MADO_FORM_KIND_CODE, read_postal },
  { "phone", MADO_FORM_KIND_TEL, read_text },     { "email", MADO_FORM_KIND_MAIL, read_text },
  { "date", MADO_FORM_KIND_DATE, read_text },     { "month", MADO_FORM_KIND_CODE, read_month },
  { "number", MADO_FORM_KIND_CODE, read_number }, { "yen", MADO_FORM_KIND_CODE, read_yen },
  { "yesno", MADO_FORM_KIND_TEXT, read_yesno },   { "choice", MADO_FORM_KIND_TEXT, read_choice },
  { "code", MADO_FORM_KIND_CODE, read_code },
};

/* Unless a register has it, part by part. */
static const MadoIntakeType parts[] = {
  { "bank", MADO_FORM_KIND_CODE, read_code },   { "branch", MADO_FORM_KIND_CODE, read_code },
  { "kind", MADO_FORM_KIND_TEXT, read_kind },   { "number", MADO_FORM_KIND_ACCOUNT, read_code },
  { "holder", MADO_FORM_KIND_TEXT, read_text },
};

static const MadoIntakeType *
find_named (const MadoIntakeType *table, gsize n_types, const char *name)
{
  for (gsize i = 0; i < n_types; i++)
    if (strcmp (table[i].name, name) == 0)
      return &table[i];

  return NULL;
}

/**
 * mado_intake_type_find:
 * @item: an item
 * @part: of an account; "": the item as it is
 *
 * Returns: (transfer none) (nullable): how a file's values become its own; %NULL where no file brings it
 */
const MadoIntakeType *
mado_intake_type_find (const MadoItem *item, const char *part)
{
  return part[0] != '\0' ? find_named (parts, G_N_ELEMENTS (parts), part)
                         : find_named (types, G_N_ELEMENTS (types), item->type);
}

/**
 * mado_intake_type_read:
 * @self: a type
 * @words: (nullable): of a choice, what the form's words mean
 * @text: a value as the form's reader cleaned it
 * @doc: what the result belongs to
 * @out_code: (out) (nullable): why it was not taken, or what is odd about it; %NULL: it is well
 *
 * Returns: (transfer none) (nullable): the value as it is stored; %NULL where there is none. What the item takes,
 * mado_intake_value_check() says
 */
yyjson_mut_val *
mado_intake_type_read (
    const MadoIntakeType *self, MadoIntakeWords *words, const char *text, yyjson_mut_doc *doc, const char **out_code)
{
  *out_code = NULL;

  return text[0] != '\0' ? self->read (words, text, doc, out_code) : NULL;
}

/**
 * mado_intake_value_check:
 * @item: an item
 * @value: what shall be stored
 *
 * Returns: (nullable): why the item does not take it
 */
const char *
mado_intake_value_check (const MadoItem *item, const yyjson_mut_val *value)
{
  static const char *const codes[] = {
    [MADO_ITEM_VALUE_GOOD] = NULL, [MADO_ITEM_VALUE_WRONG] = "E_VALUE", [MADO_ITEM_VALUE_MY_NUMBER] = "E_MY_NUMBER"
  };
  yyjson_doc *copy = yyjson_mut_val_imut_copy ((yyjson_mut_val *) value, NULL);
  MadoItemValueFault fault = mado_item_check_value (item, yyjson_doc_get_root (copy));

  yyjson_doc_free (copy);

  return codes[fault];
}
