/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the conditions of a letter into a book of the rule language, and asks it. */

#include "mado-letter-rules.h"

#include "mado-account-part.h"
#include "mado-json-member.h"

typedef struct {
  const MadoItem *item; /* (nullable): NULL: the day of the letter */
  const char *part;     /* (nullable): of an account, or of a name */
} Source;

static MadoRuleType
find_type (const char *type)
{
  if (g_str_equal (type, "number") || g_str_equal (type, "yen"))
    return MADO_RULE_TYPE_NUMBER;
  if (g_str_equal (type, "yesno"))
    return MADO_RULE_TYPE_YES_NO;

  return g_str_equal (type, "date") ? MADO_RULE_TYPE_DATE : MADO_RULE_TYPE_TEXT;
}

static void
add_value (MadoLetterRules *self, const char *name, MadoRuleType type, const MadoItem *item, const char *part)
{
  Source source = { item, part };

  g_array_append_val (self->sources, source);
  mado_rule_book_add_item (self->book, name, type);
}

static void
add_item (MadoLetterRules *self, const MadoItem *item)
{
  const MadoAccountPart *parts = mado_account_part_get_all ();

  if (!g_str_equal (item->type, "account")) {
    add_value (self, item->id, find_type (item->type), item, g_str_equal (item->type, "name") ? "kanji" : NULL);
    for (guint i = 0; i < mado_section_get_count (item->choices); i++)
      mado_rule_book_add_choice (self->book, item->id, ((const MadoNamed *) mado_section_get (item->choices, i))->id);
    return;
  }
  for (guint i = 0; parts[i].name != NULL; i++) {
    g_autofree char *name = g_strconcat (item->id, "_", parts[i].name, NULL);

    add_value (self, name, find_type (parts[i].type), item, parts[i].name);
  }
}

static void
add_rule (MadoLetterRules *self, const MadoRuleText *when, const char *block, const char *row)
{
  char *id;

  if (when->text == NULL || when->text[0] == '\0')
    return;
  id = g_strconcat (block, "/", row, NULL);
  g_hash_table_insert (self->answers, (gpointer) when,
                       GUINT_TO_POINTER (mado_rule_book_add_rule (self->book, id, MADO_RULE_TYPE_YES_NO, when->text)));
  g_hash_table_insert (self->texts, id, (gpointer) when);
}

/**
 * mado_letter_rules_new:
 * @letter: a letter of a book
 * @programme: its programme
 *
 * Returns: (transfer full): its conditions, not yet checked
 */
MadoLetterRules *
mado_letter_rules_new (const MadoLetterText *letter, const MadoProgramme *programme)
{
  MadoLetterRules *self = g_new0 (MadoLetterRules, 1);
  const MadoLetter *allowed = mado_section_find (programme->letters, letter->id);

  self->book = mado_rule_book_new ();
  self->sources = g_array_new (FALSE, FALSE, sizeof (Source));
  self->answers = g_hash_table_new (NULL, NULL);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_value (self, "today", MADO_RULE_TYPE_DATE, NULL, NULL);
  for (guint i = 0; allowed != NULL && i < allowed->items->len; i++) {
    const MadoItem *item = mado_section_find (programme->items, g_ptr_array_index (allowed->items, i));

    if (item != NULL && !item->is_of_list && !g_str_equal (item->type, "record"))
      add_item (self, item);
  }
  for (guint i = 0; i < mado_section_get_count (letter->blocks); i++) {
    const MadoLetterBlock *block = mado_section_get (letter->blocks, i);

    add_rule (self, &block->when, block->id, "");
    for (guint j = 0; j < mado_section_get_count (block->rows); j++) {
      const MadoLetterRow *row = mado_section_get (block->rows, j);

      add_rule (self, &row->when, block->id, row->id);
    }
  }

  return self;
}

/**
 * mado_letter_rules_free:
 * @self: (transfer full): conditions
 */
void
mado_letter_rules_free (MadoLetterRules *self)
{
  g_clear_pointer (&self->book, mado_rule_book_unref);
  g_array_unref (self->sources);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->texts);
  g_free (self);
}

static MadoRuleValue
read_value (const Source *source, yyjson_val *items, const char *today)
{
  yyjson_val *value;

  if (source->item == NULL)
    return mado_rule_value_text (today);
  value = yyjson_obj_get (items, source->item->id);
  if (source->part != NULL)
    value = yyjson_obj_get (value, source->part);
  if (yyjson_is_int (value))
    return mado_rule_value_number (yyjson_get_sint (value));
  if (yyjson_is_bool (value))
    return mado_rule_value_number (yyjson_is_true (value) ? 1 : 0);

  return yyjson_is_str (value) && yyjson_get_len (value) > 0 ? mado_rule_value_text (yyjson_get_str (value))
                                                             : MADO_RULE_NULL;
}

/**
 * mado_letter_rules_judge:
 * @self: conditions
 * @run: of their book
 * @shown: what mado_project_for_letter() shows of a case
 * @today: the day of the letter
 * @error: where to put which condition could not be judged
 *
 * Returns: (transfer none) (nullable): the answers, until the next are asked for
 */
const MadoRuleValue *
mado_letter_rules_judge (
    const MadoLetterRules *self, MadoRuleRun *run, yyjson_val *shown, const char *today, GError **error)
{
  static const MadoRuleValue none = { MADO_RULE_VALUE_NULL, 0, NULL };
  g_autofree MadoRuleValue *values = g_new0 (MadoRuleValue, self->sources->len);

  if (g_hash_table_size (self->answers) == 0)
    return &none;
  for (guint i = 0; i < self->sources->len; i++)
    values[i] = read_value (&g_array_index (self->sources, Source, i), yyjson_obj_get (shown, "items"), today);

  return mado_rule_run_evaluate (run, values, error);
}

/**
 * mado_letter_rules_hold:
 * @self: conditions
 * @answers: to all of them
 * @when: one of them, or none
 *
 * Returns: whether what it stands beside is written; what cannot be judged is not
 */
gboolean
mado_letter_rules_hold (const MadoLetterRules *self, const MadoRuleValue *answers, const MadoRuleText *when)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (self->answers, when, NULL, &place))
    return TRUE;

  return answers[GPOINTER_TO_UINT (place)].kind == MADO_RULE_VALUE_NUMBER &&
         answers[GPOINTER_TO_UINT (place)].number == 1;
}
