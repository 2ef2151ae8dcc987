/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one reader of all objects of a programme file: it fills structs by tables and reports whatever does not fit. */

#include "mado-shape.h"

#include <string.h>

#include "mado-date.h"
#include "mado-tables.h"

typedef struct {
  MadoProgrammeText *text;
  GPtrArray *faults;
  GHashTable *keywords; /* (element-type utf8): of SQL, in capitals */
} Reader;

static void read_object (Reader *self, const MadoShape *shape, yyjson_val *object, const char *place, guint8 *record);
static void read_member (Reader *self, const MadoMember *member, yyjson_val *value, const char *place, guint8 *record);

#define REPORT(self, place, ...) mado_programme_text_report ((self)->text, (self)->faults, (place), 0, __VA_ARGS__)

/* Brackets and words such as true have no place of their own: then it is that of the name before them. */
static const char *
find_place (yyjson_val *value, const char *place)
{
  return yyjson_is_str (value) ? yyjson_get_str (value) : yyjson_is_raw (value) ? yyjson_get_raw (value) : place;
}

/* --- plain values ------------------------------------------------------------------------------------------------- */

static const char *
read_text (Reader *self, yyjson_val *value, const char *place)
{
  if (!yyjson_is_str (value))
    REPORT (self, find_place (value, place), "E_TYPE", "A text in quotes is expected here");
  else if (yyjson_get_len (value) == 0)
    REPORT (self, yyjson_get_str (value), "E_EMPTY", "The text is empty");
  else if (strlen (yyjson_get_str (value)) < yyjson_get_len (value))
    REPORT (self, yyjson_get_str (value), "E_TYPE", "The text holds a NUL character");
  else
    return yyjson_get_str (value);

  return mado_programme_text_get_absent (self->text);
}

static const char *
read_word (Reader *self, const MadoMember *member, yyjson_val *value, const char *place)
{
  const char *word = read_text (self, value, place);

  if (member->words != NULL && word[0] != '\0' && !g_strv_contains (member->words, word)) {
    g_autofree char *choice = g_strjoinv ("\", \"", (GStrv) member->words);

    REPORT (self, word, "E_WORD", "\"%s\" is none of \"%s\"", word, choice);
    return mado_programme_text_get_absent (self->text);
  }

  return word;
}

static gboolean
is_date (const char *text)
{
  return mado_date_is_valid (mado_date_from_iso (text));
}

static const char *
read_date (Reader *self, yyjson_val *value, const char *place)
{
  const char *date = read_text (self, value, place);

  if (date[0] == '\0' || is_date (date))
    return date;
  REPORT (self, date, "E_DATE", "\"%s\" is no date; write it as 2025-04-01", date);

  return mado_programme_text_get_absent (self->text);
}

static gint64
read_number (Reader *self, yyjson_val *value, const char *place)
{
  g_autofree char *digits = yyjson_is_raw (value) ? g_strndup (yyjson_get_raw (value), yyjson_get_len (value)) : NULL;
  guint64 number = 0;

  if (digits == NULL || !g_ascii_string_to_unsigned (digits, 10, 0, G_MAXINT32, &number, NULL))
    REPORT (self, find_place (value, place), "E_TYPE", "A whole number from 0 is expected here, without quotes");

  return (gint64) number;
}

static double
read_measure (Reader *self, yyjson_val *value, const char *place)
{
  g_autofree char *digits = yyjson_is_raw (value) ? g_strndup (yyjson_get_raw (value), yyjson_get_len (value)) : NULL;

  if (digits != NULL && g_regex_match_simple ("^[0-9]{1,4}([.][0-9]{1,2})?$", digits, G_REGEX_DEFAULT, 0))
    return g_ascii_strtod (digits, NULL);
  REPORT (self, find_place (value, place), "E_TYPE",
          "A measure from 0 is expected here, such as 12 or 12.5, without quotes");

  return 0;
}

static gboolean
read_flag (Reader *self, yyjson_val *value, const char *place)
{
  if (!yyjson_is_bool (value))
    REPORT (self, find_place (value, place), "E_TYPE", "true or false is expected here, without quotes");

  return yyjson_is_true (value);
}

static MadoValue
read_value (Reader *self, yyjson_val *value, const char *place)
{
  MadoValue result = { .is_number = yyjson_is_raw (value) };

  if (result.is_number) {
    result.number = read_number (self, value, place);
    result.text = mado_programme_text_take (self->text, g_strdup_printf ("%" G_GINT64_FORMAT, result.number), g_free);
  } else {
    result.text = read_text (self, value, place);
  }

  return result;
}

static MadoDuration
read_duration (Reader *self, yyjson_val *value, const char *place)
{
  static const char *const units[] = { "office days", "bank days", "days", "months", "years", NULL };
  const char *text = read_text (self, value, place);
  gsize n_digits = strspn (text, "0123456789");

  if (n_digits >= 1 && n_digits <= 4 && text[n_digits] == ' ')
    for (gsize i = 0; units[i] != NULL; i++)
      if (strcmp (text + n_digits + 1, units[i]) == 0)
        return (MadoDuration) { (guint) g_ascii_strtoull (text, NULL, 10), units[i] };
  REPORT (self, text, "E_DURATION", "\"%s\" is no period; write it as 2 office days, 14 days, 24 months or 5 years",
          text);

  return (MadoDuration) { 0, mado_programme_text_get_absent (self->text) };
}

/* --- lists and rules ---------------------------------------------------------------------------------------------- */

static GPtrArray *
read_texts (Reader *self, const MadoMember *member, yyjson_val *value, const char *place)
{
  GPtrArray *texts = mado_programme_text_new_list (self->text);
  yyjson_arr_iter elements = yyjson_arr_iter_with (value);
  yyjson_val *element;

  if (!yyjson_is_arr (value)) {
    const char *only = read_word (self, member, value, place);

    if (only[0] != '\0')
      g_ptr_array_add (texts, (gpointer) only);
    return texts;
  }
  while ((element = yyjson_arr_iter_next (&elements)) != NULL) {
    const char *text = read_word (self, member, element, place);

    if (text[0] != '\0')
      g_ptr_array_add (texts, (gpointer) text);
  }

  return texts;
}

static MadoRuleText
read_rule (Reader *self, yyjson_val *value, const char *place)
{
  static const MadoMember line = { .name = "line" };
  MadoRuleText rule = { .lines = read_texts (self, &line, value, place) };
  g_autoptr (GString) text = g_string_new (NULL);

  if (rule.lines->len == 1) {
    rule.text = g_ptr_array_index (rule.lines, 0);
    return rule;
  }
  for (guint i = 0; i < rule.lines->len; i++) {
    if (i > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, g_ptr_array_index (rule.lines, i));
  }
  rule.text = mado_programme_text_take (self->text, g_string_free_and_steal (g_steal_pointer (&text)), g_free);

  return rule;
}

static GPtrArray *
read_rules (Reader *self, yyjson_val *value, const char *place)
{
  GPtrArray *rules = mado_programme_text_new_list (self->text);
  yyjson_arr_iter elements = yyjson_arr_iter_with (value);
  yyjson_val *element;

  if (!yyjson_is_arr (value))
    REPORT (self, find_place (value, place), "E_TYPE", "A list of rules in [ ] is expected here");
  while ((element = yyjson_arr_iter_next (&elements)) != NULL) {
    MadoRuleText *rule = mado_programme_text_allocate (self->text, sizeof *rule);

    *rule = read_rule (self, element, place);
    g_ptr_array_add (rules, rule);
  }

  return rules;
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

static void
set_absent (Reader *self, const MadoMember *member, guint8 *record)
{
  const char *absent = mado_programme_text_get_absent (self->text);
  gpointer place = record + member->offset;

  switch (member->kind) {
  case MADO_MEMBER_TEXT:
  case MADO_MEMBER_DATE:
    *(const char **) place = absent;
    break;
  case MADO_MEMBER_DURATION:
    ((MadoDuration *) place)->unit = absent;
    break;
  case MADO_MEMBER_VALUE:
    ((MadoValue *) place)->text = absent;
    break;
  case MADO_MEMBER_RULE:
    *(MadoRuleText *) place = (MadoRuleText) { absent, mado_programme_text_new_list (self->text) };
    break;
  case MADO_MEMBER_TEXTS:
  case MADO_MEMBER_RULES:
    if (member->presence != MADO_MEMBER_INHERITED)
      *(GPtrArray **) place = mado_programme_text_new_list (self->text);
    break;
  case MADO_MEMBER_SECTION:
    *(MadoSection **) place = mado_programme_text_new_section (self->text);
    break;
  case MADO_MEMBER_OBJECT:
    for (const MadoMember *inner = member->shape->members; inner->name != NULL; inner++)
      set_absent (self, inner, place);
    break;
  case MADO_MEMBER_NUMBER:
  case MADO_MEMBER_MEASURE:
  case MADO_MEMBER_FLAG:
    break; /* zero */
  }
}

static gboolean
is_keyword (Reader *self, const char *word)
{
  g_autofree char *capitals = g_ascii_strup (word, -1);

  return g_hash_table_contains (self->keywords, capitals);
}

static gboolean
check_key (Reader *self, MadoKeyKind kind, const char *key)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
  static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

  if (kind == MADO_KEY_DATE && !is_date (key))
    REPORT (self, key, "E_DATE", "\"%s\" is no date; write it as 2025-04-01", key);
  else if (kind == MADO_KEY_FREE || kind == MADO_KEY_DATE)
    return is_date (key) || kind == MADO_KEY_FREE;
  else if (key[strspn (key, signs)] != '\0' || key[0] == '\0')
    REPORT (self, key, "E_ID", "\"%s\" is no id: only a-z, 0-9, _ and - may stand in it", key);
  else if (kind == MADO_KEY_NAME && (strchr (letters, key[0]) == NULL || strchr (key, '-') != NULL))
    REPORT (self, key, "E_ID", "Rules use \"%s\" as a name: it must begin with a letter and have no -", key);
  else if (kind == MADO_KEY_NAME && is_keyword (self, key))
    REPORT (self, key, "E_ID_KEYWORD", "\"%s\" is a word of SQL; rules could not use it as a name", key);
  else
    return TRUE;

  return FALSE;
}

/* Returns: (nullable): the name; %NULL where it would end too early in C */
static const char *
read_key (Reader *self, yyjson_val *name)
{
  const char *key = yyjson_get_str (name);

  if (strlen (key) == yyjson_get_len (name))
    return key;
  REPORT (self, key, "E_ID", "The name holds a NUL character");

  return NULL;
}

static gboolean
is_remark (const char *name)
{
  return strcmp (name, "note") == 0 || strcmp (name, "paper") == 0;
}

static MadoSection *
read_section (Reader *self, const MadoShape *shape, yyjson_val *value, const char *place)
{
  MadoSection *section = mado_programme_text_new_section (self->text);
  yyjson_obj_iter members = yyjson_obj_iter_with (value);
  yyjson_val *name;

  section->place = place;
  if (!yyjson_is_obj (value))
    REPORT (self, find_place (value, place), "E_TYPE", "An object in { } is expected here");
  while ((name = yyjson_obj_iter_next (&members)) != NULL) {
    const char *key = read_key (self, name);
    guint8 *row;

    if (key == NULL || is_remark (key) || !check_key (self, shape->key, key))
      continue;
    row = mado_programme_text_allocate (self->text, shape->size);
    *(const char **) (gpointer) row = key;
    read_object (self, shape, yyjson_obj_iter_get_val (name), key, row);
    if (!mado_section_add (section, row))
      REPORT (self, key, "E_MEMBER_TWICE", "\"%s\" stands here twice", key);
  }

  return section;
}

static void
read_member (Reader *self, const MadoMember *member, yyjson_val *value, const char *place, guint8 *record)
{
  gpointer target = record + member->offset;

  switch (member->kind) {
  case MADO_MEMBER_TEXT:
    *(const char **) target = read_word (self, member, value, place);
    break;
  case MADO_MEMBER_DATE:
    *(const char **) target = read_date (self, value, place);
    break;
  case MADO_MEMBER_DURATION:
    *(MadoDuration *) target = read_duration (self, value, place);
    break;
  case MADO_MEMBER_NUMBER:
    *(gint64 *) target = read_number (self, value, place);
    break;
  case MADO_MEMBER_MEASURE:
    *(double *) target = read_measure (self, value, place);
    break;
  case MADO_MEMBER_FLAG:
    *(gboolean *) target = read_flag (self, value, place);
    break;
  case MADO_MEMBER_VALUE:
    *(MadoValue *) target = read_value (self, value, place);
    break;
  case MADO_MEMBER_TEXTS:
    *(GPtrArray **) target = read_texts (self, member, value, place);
    break;
  case MADO_MEMBER_RULE:
    *(MadoRuleText *) target = read_rule (self, value, place);
    break;
  case MADO_MEMBER_RULES:
    *(GPtrArray **) target = read_rules (self, value, place);
    break;
  case MADO_MEMBER_OBJECT:
    read_object (self, member->shape, value, place, target);
    break;
  case MADO_MEMBER_SECTION:
    *(MadoSection **) target = read_section (self, member->shape, value, place);
    break;
  }
}

static const MadoMember *
find_member (const MadoShape *shape, const char *name)
{
  for (const MadoMember *member = shape->members; member->name != NULL; member++)
    if (strcmp (member->name, name) == 0)
      return member;

  return NULL;
}

static void
read_members (Reader *self, const MadoShape *shape, yyjson_val *object, guint8 *record, GHashTable *seen)
{
  yyjson_obj_iter members = yyjson_obj_iter_with (object);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&members)) != NULL) {
    const char *key = read_key (self, name);
    const MadoMember *member = key != NULL ? find_member (shape, key) : NULL;

    if (key == NULL)
      continue;
    if (!g_hash_table_add (seen, (gpointer) key))
      REPORT (self, key, "E_MEMBER_TWICE", "\"%s\" stands here twice", key);
    else if (member != NULL)
      read_member (self, member, yyjson_obj_iter_get_val (name), key, record);
    else if (!is_remark (key))
      REPORT (self, key, "E_MEMBER_UNKNOWN", "\"%s\" is not known here", key);
  }
}

/* @record is all zeros, but for its id. */
static void
read_object (Reader *self, const MadoShape *shape, yyjson_val *object, const char *place, guint8 *record)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (const MadoMember *member = shape->members; member->name != NULL; member++)
    set_absent (self, member, record);
  if (!yyjson_is_obj (object)) {
    if (shape->is_short)
      read_member (self, &shape->members[0], object, place, record);
    else
      REPORT (self, find_place (object, place), "E_TYPE", "An object in { } is expected here");
    return;
  }
  read_members (self, shape, object, record, seen);
  for (const MadoMember *member = shape->members; member->name != NULL; member++)
    if (member->presence == MADO_MEMBER_REQUIRED && !g_hash_table_contains (seen, member->name))
      REPORT (self, place, "E_MEMBER_MISSING", "\"%s\" is missing here", member->name);
}

static GHashTable *
load_keywords (void)
{
  GHashTable *keywords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MadoTsv rows;
  GStrv row;

  mado_tables_open ("sql-keywords.tsv", &rows);
  while ((row = mado_tsv_next (&rows)) != NULL) {
    char *keyword = g_strdup (row[0]);

    g_hash_table_add (keywords, keyword);
    g_strfreev (row);
  }

  return keywords;
}

/**
 * mado_shape_read:
 * @self: the shape of the whole file
 * @text: the file
 * @record: a struct of that shape, all zeros
 * @faults: takes whatever does not fit
 *
 * Fills the struct as far as the file allows: absent texts are "", absent lists are empty.
 */
void
mado_shape_read (const MadoShape *self, MadoProgrammeText *text, gpointer record, GPtrArray *faults)
{
  g_autoptr (GHashTable) keywords = load_keywords ();
  Reader reader = { text, faults, keywords };

  read_object (&reader, self, mado_programme_text_get_root (text), mado_programme_text_get_start (text), record);
}

/**
 * mado_rule_text_report:
 * @self: a rule
 * @text: the file that it stands in
 * @byte: of the rule's text
 * @code: (transfer none): static
 * @message: what is wrong there
 * @faults: takes the fault
 *
 * Reports a fault within a rule at its place in the file, also where the rule is a list of lines.
 */
void
mado_rule_text_report (const MadoRuleText *self,
                       const MadoProgrammeText *text,
                       gsize byte,
                       const char *code,
                       const char *message,
                       GPtrArray *faults)
{
  const char *line = self->text;

  for (guint i = 0; i < self->lines->len; i++) {
    gsize length;

    line = g_ptr_array_index (self->lines, i);
    length = strlen (line);
    if (byte <= length || i + 1 == self->lines->len)
      break;
    byte -= length + 1;
  }
  mado_programme_text_report (text, faults, line, byte, code, "%s", message);
}
