/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cleans and checks one value by its kind: what people type, and what spreadsheets do to it on the way. */

#include "mado-form-value.h"

#include <string.h>

#include "mado-date-text.h"
#include "mado-fold.h"
#include "mado-form-repertoire.h"

#define DIGITS "0123456789"

static void
report (MadoFormValue *value, const MadoFormPlace *place, const char *code)
{
  if (code[0] == 'E')
    value->is_usable = FALSE;
  mado_findings_add (place->findings, code, place->row, place->column, place->field);
}

static void
take_text (MadoFormValue *value, char *text)
{
  g_free (value->own_text);
  value->text = value->own_text = text;
}

static gboolean
is_space (gunichar character)
{
  return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x3000;
}

static const char *
skip_spaces (const char *text)
{
  while (is_space (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text;
}

/* Where the spaces at the end of a text begin that begins with none. */
static const char *
find_end (const char *text)
{
  const char *end = text + strlen (text);

  for (const char *before; end > text && is_space (g_utf8_get_char (before = g_utf8_prev_char (end))); end = before)
    ;

  return end;
}

/**
 * mado_form_is_blank:
 * @text: UTF-8
 *
 * Returns: whether it is empty but for ASCII and ideographic spaces
 */
gboolean
mado_form_is_blank (const char *text)
{
  return *skip_spaces (text) == '\0';
}

/**
 * mado_form_trim:
 * @text: UTF-8
 *
 * Returns: (transfer full): the text without ASCII and ideographic spaces at its ends
 */
char *
mado_form_trim (const char *text)
{
  const char *begin = skip_spaces (text);

  return g_strndup (begin, (gsize) (find_end (begin) - begin));
}

static void
trim_text (MadoFormValue *value)
{
  const char *begin = skip_spaces (value->text), *end = find_end (begin);

  if (*end == '\0')
    value->text = begin;
  else
    take_text (value, g_strndup (begin, (gsize) (end - begin)));
}

/* --- characters ------------------------------------------------------------------------------------------------ */

static void
note_bytes (GString *bytes, const char *character, const char *encoding)
{
  gsize size = 0;
  g_autofree char *as_in_file =
      g_convert (character, g_utf8_next_char (character) - character, encoding, "UTF-8", NULL, &size, NULL);

  if (bytes->len > 0)
    g_string_append_c (bytes, ' ');
  if (as_in_file == NULL) /* U+FFFD has no bytes in the old charsets */
    g_string_append_printf (bytes, "U+%04X", g_utf8_get_char (character));
  else
    for (gsize i = 0; i < size; i++)
      g_string_append_printf (bytes, "%02X", (guint8) as_in_file[i]);
}

static gboolean
have_class (guint classes, MadoFormCharacter class)
{
  return (classes & (1U << class)) != 0;
}

static const char *
find_gaiji (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if ((guint8) *text >= 0x80 && mado_form_character_classify (g_utf8_get_char (text)) == MADO_FORM_CHARACTER_GAIJI)
      return text;

  return NULL;
}

/* What only one machine can read becomes 〓, and its bytes are noted. */
static void
replace_gaiji (MadoFormValue *value, const char *raw, const MadoFormPlace *place)
{
  GString *original = g_string_new (NULL);
  GString *bytes = g_string_new (NULL);

  for (const char *gaiji = find_gaiji (raw); gaiji != NULL; gaiji = find_gaiji (raw)) {
    g_string_append_len (original, raw, gaiji - raw);
    g_string_append (original, "〓");
    note_bytes (bytes, gaiji, place->encoding);
    raw = g_utf8_next_char (gaiji);
  }
  g_string_append (original, raw);
  value->original = value->own_original = g_string_free_and_steal (original);
  value->gaiji = g_string_free_and_steal (bytes);
  report (value, place, "E_GAIJI");
}

/* Takes the text as typed. Returns its classes of characters. */
static guint
take_original (MadoFormValue *value, const char *raw, const MadoFormPlace *place)
{
  guint classes = mado_form_text_classify (raw);

  value->original = raw;
  if (have_class (classes, MADO_FORM_CHARACTER_GAIJI))
    replace_gaiji (value, raw, place);
  value->text = value->original;

  return classes;
}

static void
check_characters (MadoFormValue *value, guint classes, const MadoFormPlace *place)
{
  if (have_class (classes, MADO_FORM_CHARACTER_MACHINE))
    report (value, place, "W_MACHINE_DEP");
  if (have_class (classes, MADO_FORM_CHARACTER_NAME))
    report (value, place, "W_NAME_CHAR");
}

/* --- spreadsheets ---------------------------------------------------------------------------------------------- */

/* Takes off what keeps a spreadsheet from reading a text as a number: ="0001" and '0001. */
static void
unwrap_spreadsheet (MadoFormValue *value, const MadoFormPlace *place)
{
  gsize length = strlen (value->text);

  if (length > 3 && g_str_has_prefix (value->text, "=\"") && value->text[length - 1] == '"') {
    take_text (value, g_strndup (value->text + 2, length - 3));
    trim_text (value);
    report (value, place, "W_EXCEL_GUARD");
  }
  if (value->text[0] == '\'' && value->text[1] != '\0') {
    value->text++;
    trim_text (value);
    report (value, place, "W_EXCEL_APOS");
  }
}

/* "1.23457E+11": the digits that are missing are lost. */
static gboolean
is_scientific (const char *text)
{
  gsize whole = strspn (text, DIGITS);
  const char *next = text + whole;

  if (*next == '.')
    next += 1 + strspn (next + 1, DIGITS);
  if (whole == 0 || (*next != 'E' && *next != 'e') || (next[1] != '+' && next[1] != '-'))
    return FALSE;
  next += 2;

  return g_ascii_isdigit (*next) && next[strspn (next, DIGITS)] == '\0';
}

/* --- kinds ----------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full): the digits of the text, or the text where it has none */
static char *
keep_digits (const char *text)
{
  g_autofree char *digits = g_malloc (strlen (text) + 1);
  char *end = digits;

  for (const char *next = text; *next != '\0'; next++)
    if (g_ascii_isdigit (*next))
      *end++ = *next;
  *end = '\0';

  return end > digits ? g_steal_pointer (&digits) : g_strdup (text);
}

static void
prefix_zero (MadoFormValue *value, const MadoFormPlace *place)
{
  take_text (value, g_strconcat ("0", value->text, NULL));
  report (value, place, "W_LEADING_ZERO");
}

static void
clean_tel (MadoFormValue *value, const MadoFormPlace *place)
{
  gboolean is_international = value->text[0] == '+';
  gsize length;

  take_text (value, keep_digits (value->text));
  if (is_international && g_str_has_prefix (value->text, "81"))
    take_text (value, g_strconcat (value->text[2] == '0' ? "" : "0", value->text + 2, NULL));
  length = strlen (value->text);
  if (!is_international && g_ascii_isdigit (value->text[0]) && value->text[0] != '0' && (length == 9 || length == 10))
    prefix_zero (value, place);
  length = strlen (value->text);
  if (value->text[0] != '0' || (length != 10 && length != 11))
    report (value, place, "E_TEL");
}

static void
clean_zip (MadoFormValue *value, const MadoFormPlace *place)
{
  take_text (value, keep_digits (value->text));
  if (strspn (value->text, DIGITS) == 6 && value->text[6] == '\0')
    prefix_zero (value, place);
  if (strspn (value->text, DIGITS) != 7 || value->text[7] != '\0')
    report (value, place, "E_ZIP");
}

/* Whether the number exists is for the bank to say; here it only gets back the zeros that belong to it. */
static void
clean_account (MadoFormValue *value, const MadoFormPlace *place)
{
  gsize length = strlen (value->text);

  if (length < 7 && strspn (value->text, DIGITS) == length) {
    take_text (value, g_strdup_printf ("%.*s%s", (int) (7 - length), "0000000", value->text));
    report (value, place, "W_ZERO_FILLED");
  }
}

static void
clean_date (MadoFormValue *value, const MadoFormPlace *place)
{
  MadoDate date;
  MadoDateTextCode code = mado_date_text_parse (value->text, &date);

  if (code == MADO_DATE_TEXT_OK) {
    char iso[MADO_DATE_ISO_SIZE];

    mado_date_to_iso (date, iso);
    take_text (value, g_strdup (iso));
  } else {
    g_autofree char *name = g_strconcat ("E_DATE:", mado_date_text_code_get_name (code), NULL);

    report (value, place, g_intern_string (name));
  }
}

static void
clean_number (MadoFormValue *value, MadoFormKind kind, gboolean is_ascii, const MadoFormPlace *place)
{
  g_autofree char *folded = is_ascii ? NULL : mado_fold_width (value->text);
  gboolean has_lost_digits = is_scientific (is_ascii ? value->text : folded);

  if (!is_ascii && kind != MADO_FORM_KIND_DATE) /* a refused date stays as typed */
    take_text (value, g_steal_pointer (&folded));
  if (has_lost_digits)
    report (value, place, "E_EXCEL_SCI");
  else if (kind == MADO_FORM_KIND_TEL)
    clean_tel (value, place);
  else if (kind == MADO_FORM_KIND_ZIP)
    clean_zip (value, place);
  else if (kind == MADO_FORM_KIND_ACCOUNT)
    clean_account (value, place);
  else if (kind == MADO_FORM_KIND_DATE)
    clean_date (value, place);
}

/**
 * mado_form_value_clean:
 * @out_value: (out caller-allocates): the value; to be cleared
 * @kind: what it should be
 * @raw: the field's text; must outlive the value
 * @place: where it stands; what is odd is told there
 */
void
mado_form_value_clean (MadoFormValue *out_value, MadoFormKind kind, const char *raw, const MadoFormPlace *place)
{
  *out_value = (MadoFormValue) { .is_usable = TRUE };
  guint classes = take_original (out_value, raw, place);

  trim_text (out_value);
  unwrap_spreadsheet (out_value, place);
  if (out_value->text[0] == '\0')
    return;
  if (kind == MADO_FORM_KIND_TEXT || kind == MADO_FORM_KIND_NAME)
    check_characters (out_value, classes, place);
  else
    clean_number (out_value, kind, classes == 0, place);
}

/**
 * mado_form_value_keep:
 * @out_value: (out caller-allocates): the value; to be cleared
 * @raw: the field's text; must outlive the value
 * @place: where it stands
 *
 * Keeps a value of which nothing is known as it is.
 */
void
mado_form_value_keep (MadoFormValue *out_value, const char *raw, const MadoFormPlace *place)
{
  *out_value = (MadoFormValue) { .is_usable = TRUE };
  take_original (out_value, raw, place);
}

/**
 * mado_form_value_clear:
 * @value: a value
 */
void
mado_form_value_clear (MadoFormValue *value)
{
  g_free (value->own_text);
  g_free (value->own_original);
  g_free (value->gaiji);
}
