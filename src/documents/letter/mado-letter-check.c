/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds a letter book against the programme and the layouts: each field, each condition, each place. */

#include "mado-letter-check.h"

#include <string.h>

#include "mado-letter-field.h"
#include "mado-letter-rules.h"
#include "mado-letter-value.h"
#include "mado-rule-fault.h"
#include "mado-rule-token.h"

typedef struct {
  const MadoLetterBook *book;
  const MadoProgramme *programme;
  const MadoLayout *layout;     /* (nullable): of the letter */
  const MadoLetterText *letter; /* (nullable): NULL: the words of the book are looked at */
  const MadoLetter *allowed;    /* (nullable): what the programme says of the letter */
  guint n_words;                /* that may be named: those that stand before */
  GPtrArray *faults;
} Check;

#define REPORT_AT(self, place, byte, ...)                                                                              \
  mado_programme_text_report ((self)->book->text, (self)->faults, (place), (byte), __VA_ARGS__)
#define REPORT(self, place, ...) REPORT_AT (self, place, 0, __VA_ARGS__)

/* --- fields ------------------------------------------------------------------------------------------------------- */

static gboolean
is_known_word (const Check *self, const char *name)
{
  for (guint i = 0; i < self->n_words; i++)
    if (strcmp (((const MadoNamed *) mado_section_get (self->book->words, i))->id, name) == 0)
      return TRUE;

  return FALSE;
}

/* What is known of every letter, whatever the programme. */
static gboolean
is_known_fact (const char *name)
{
  static const char *const facts[] = { "letter.number",   "letter.date",        "letter.decided",
                                       "letter.title",    "letter.serial",      "letter.reason",
                                       "programme.title", "programme.division", NULL };

  return g_strv_contains (facts, name);
}

/* On the outside of a card anybody reads it. */
static gboolean
may_stand_outside (const MadoItem *item)
{
  static const char *const types[] = { "address", "name", "postal", NULL };

  return g_strv_contains (types, item->type);
}

static void
check_item (Check *self, const char *place, gsize byte, const char *name, const char *part, const MadoLayoutArea *area)
{
  const MadoItem *item = mado_section_find (self->programme->items, name);

  if (item == NULL)
    REPORT_AT (self, place, byte, "E_NAME_UNKNOWN", "There is no item, word or fact \"%s\"", name);
  else if (self->letter == NULL)
    REPORT_AT (self, place, byte, "E_WORD", "A word is the same in all letters: no item stands in it");
  else if (self->allowed != NULL && !mado_item_may_get (item, self->allowed->printer))
    REPORT_AT (self, place, byte, "E_NOT_GIVEN", "\"%s\" is not approved for \"%s\", who prints the letter", name,
               self->allowed->printer);
  else if (self->allowed != NULL && !mado_names_contain (self->allowed->items, name))
    REPORT_AT (self, place, byte, "E_NOT_GIVEN", "The programme does not list \"%s\" among the items of this letter",
               name);
  else if (item->is_of_list)
    REPORT_AT (self, place, byte, "E_LIST", "\"%s\" is there once a row; it cannot stand in a sentence", name);
  else if (!mado_letter_value_has_part (item, part))
    REPORT_AT (self, place, byte, "E_PART", "\"%s\" cannot be written so: a \"%s\" has no \"%s\" in letters", name,
               item->type, part);
  else if (area != NULL && area->is_outside && !may_stand_outside (item))
    REPORT_AT (self, place, byte, "E_OUTSIDE_ITEM", "\"%s\" would stand where anybody can read it", name);
}

/* Why something was decided goes where the programme says so, and to nobody else. */
static void
check_reason (Check *self, const char *place, gsize byte, const MadoLayoutArea *area)
{
  if (self->letter == NULL)
    REPORT_AT (self, place, byte, "E_WORD", "A word is the same in all letters: no reason stands in it");
  else if (self->allowed != NULL && !self->allowed->says_reason)
    REPORT_AT (self, place, byte, "E_NOT_GIVEN", "The programme does not say that this letter gives the reason");
  else if (area != NULL && area->is_outside)
    REPORT_AT (self, place, byte, "E_OUTSIDE_ITEM", "The reason would stand where anybody can read it");
}

static void
check_field (Check *self, const char *place, const MadoLetterToken *token, const MadoLayoutArea *area)
{
  g_autofree char *whole = g_strndup (place + token->offset, token->length);
  char *point;

  if (strcmp (whole, "letter.reason") == 0)
    check_reason (self, place, token->offset, area);
  if (is_known_fact (whole) || is_known_word (self, whole))
    return;
  point = strchr (whole, '.');
  if (point != NULL)
    *point = '\0';
  check_item (self, place, token->offset, whole, point != NULL ? point + 1 : "", area);
}

/* @place is a text of the file. */
static void
check_text (Check *self, const char *place, const MadoLayoutArea *area)
{
  gsize offset = 0;
  MadoLetterToken token;

  while ((token = mado_letter_field_next (place, &offset)).kind != MADO_LETTER_END) {
    if (token.kind == MADO_LETTER_WRONG)
      REPORT_AT (self, place, token.offset, "E_FIELD",
                 "A brace stands alone; write {item}, and {{ or }} for the brace itself");
    else if (token.kind == MADO_LETTER_FIELD)
      check_field (self, place, &token, area);
  }
}

/* --- conditions --------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full): the name that the rule has at that byte */
static char *
read_name (const MadoRuleText *rule, gsize offset)
{
  MadoRuleToken token;

  return mado_rule_token_next (rule->text, &offset, &token) ? g_strndup (rule->text + token.offset, token.length)
                                                            : g_strdup ("");
}

static void
report_rule (Check *self, const MadoRuleText *rule, const MadoRuleFault *fault)
{
  g_autofree char *name = read_name (rule, fault->offset);
  gboolean is_kept_back =
      g_str_equal (fault->code, MADO_RULE_FAULT_ITEM) && mado_section_find (self->programme->items, name) != NULL;

  mado_rule_text_report (rule, self->book->text, fault->offset, is_kept_back ? "E_NOT_GIVEN" : fault->code,
                         is_kept_back ? "What may not stand in the letter cannot decide in it either" : fault->message,
                         self->faults);
}

static void
check_conditions (Check *self)
{
  g_autoptr (MadoLetterRules) rules = mado_letter_rules_new (self->letter, self->programme);
  g_autoptr (GPtrArray) found = mado_rule_book_check (rules->book);

  for (guint i = 0; i < found->len; i++) {
    const MadoRuleFault *fault = g_ptr_array_index (found, i);
    const MadoRuleText *rule = g_hash_table_lookup (rules->texts, fault->id);

    if (rule != NULL)
      report_rule (self, rule, fault);
  }
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

static const MadoLayoutArea *
check_place (Check *self, const MadoLetterBlock *block)
{
  const MadoLayoutArea *area;

  if (self->layout == NULL || block->area[0] == '\0')
    return NULL;
  area = mado_layout_find_area (self->layout, block->area);
  if (area == NULL)
    REPORT (self, block->area, "E_NAME_UNKNOWN", "The layout has no area \"%s\"", block->area);
  if (block->style[0] != '\0' && mado_section_find (self->layout->styles, block->style) == NULL)
    REPORT (self, block->style, "E_NAME_UNKNOWN", "The layout has no style \"%s\"", block->style);

  return area;
}

static void
check_barcode (Check *self, const MadoLetterBlock *block, const MadoLayoutArea *area)
{
  if (block->barcode.size < 8 || block->barcode.size > 11.5)
    REPORT (self, block->id, "E_RANGE", "The post reads barcodes of 8 to 11.5 points");
  check_item (self, block->barcode.postal, 0, block->barcode.postal, "", area);
  check_item (self, block->barcode.address, 0, block->barcode.address, "", area);
}

static void
check_qr (Check *self, const MadoLetterBlock *block, const MadoLayoutArea *area)
{
  if (block->qr.size < 10 || block->qr.size > 40)
    REPORT (self, block->id, "E_RANGE", "A QR code is 10 to 40 mm wide, so that it reads and leaves room");
  check_text (self, block->qr.text, area);
}

static void
check_block (Check *self, const MadoLetterBlock *block)
{
  const MadoLayoutArea *area = check_place (self, block);
  guint n_kinds = (block->text->len > 0 ? 1 : 0) + (mado_section_get_count (block->rows) > 0 ? 1 : 0) +
                  (mado_letter_block_has_barcode (block) ? 1 : 0) + (mado_letter_block_has_qr (block) ? 1 : 0);

  if (n_kinds != 1)
    REPORT (self, block->id, "E_BLOCK", "A block has a text, or rows, or a barcode, or a QR code");
  for (guint i = 0; i < block->text->len; i++)
    check_text (self, g_ptr_array_index (block->text, i), area);
  for (guint i = 0; i < mado_section_get_count (block->rows); i++)
    check_text (self, ((const MadoLetterRow *) mado_section_get (block->rows, i))->text, area);
  if (mado_letter_block_has_barcode (block))
    check_barcode (self, block, area);
  if (mado_letter_block_has_qr (block))
    check_qr (self, block, area);
}

static void
check_kind (Check *self)
{
  const char *kind = g_str_equal (self->allowed->kind, "form") ? "letter" : self->allowed->kind;

  if (!g_str_equal (self->layout->identity.kind, kind))
    REPORT (self, self->letter->layout, "E_KIND", "The programme wants a \"%s\"; this layout is a \"%s\"",
            self->allowed->kind, self->layout->identity.kind);
}

static void
check_letter (Check *self, MadoFindLayout find_layout, gpointer user_data)
{
  const MadoLetterText *letter = self->letter;

  self->allowed = mado_section_find (self->programme->letters, letter->id);
  self->layout = letter->layout[0] != '\0' ? find_layout (user_data, letter->layout) : NULL;
  if (self->allowed == NULL)
    REPORT (self, letter->id, "E_NAME_UNKNOWN", "The programme has no letter \"%s\"", letter->id);
  if (self->layout == NULL)
    REPORT (self, letter->layout, "E_NAME_UNKNOWN", "There is no layout \"%s\"", letter->layout);
  if (self->allowed != NULL && self->layout != NULL)
    check_kind (self);
  for (guint i = 0; i < mado_section_get_count (letter->blocks); i++)
    check_block (self, mado_section_get (letter->blocks, i));
  if (self->allowed != NULL)
    check_conditions (self);
}

/* A word may name those that stand before it, so that none can lead back to itself. */
static void
check_words (Check *self)
{
  guint n_words = mado_section_get_count (self->book->words);

  for (self->n_words = 0; self->n_words < n_words; self->n_words++) {
    const MadoNamed *word = mado_section_get (self->book->words, self->n_words);

    if (mado_section_find (self->programme->items, word->id) != NULL)
      REPORT (self, word->id, "E_ID_TWICE", "The programme has an item \"%s\"; a word needs another name", word->id);
    if (word->id[strcspn (word->id, "{}.")] != '\0')
      REPORT (self, word->id, "E_ID", "The name of a word has no braces and no point");
    check_text (self, word->label, NULL);
  }
}

/**
 * mado_letter_check:
 * @self: a letter book, read as far as its file allows
 * @programme: whose letters they are
 * @find_layout: (scope call): finds layouts
 * @user_data: for @find_layout
 * @faults: takes what is wrong with it
 */
void
mado_letter_check (const MadoLetterBook *self,
                   const MadoProgramme *programme,
                   MadoFindLayout find_layout,
                   gpointer user_data,
                   GPtrArray *faults)
{
  Check check = { .book = self, .programme = programme, .faults = faults };

  if (self->format != 1)
    REPORT (&check, mado_programme_text_get_start (self->text), "E_FORMAT", "This program reads format 1 only");
  if (self->identity.programme[0] != '\0' && strcmp (self->identity.programme, programme->identity.id) != 0)
    REPORT (&check, self->identity.programme, "E_PROGRAMME", "These letters are not for the programme \"%s\"",
            programme->identity.id);
  check_words (&check);
  for (guint i = 0; i < mado_section_get_count (self->letters); i++) {
    check.letter = mado_section_get (self->letters, i);
    check_letter (&check, find_layout, user_data);
  }
}
