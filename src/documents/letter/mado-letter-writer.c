/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts values into the words of a letter. A letter with a gap is not written: what is missing is named instead. */

#include "mado-letter-writer.h"

#include <string.h>

#include "mado-address.h"
#include "mado-customer-barcode.h"
#include "mado-documents-error.h"
#include "mado-era.h"
#include "mado-json-member.h"
#include "mado-letter-field.h"
#include "mado-letter-rules.h"
#include "mado-letter-value.h"
#include "mado-postal-code.h"
#include "mado-projection.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

struct _MadoLetterWriter {
  const MadoLetterBook *book;
  const MadoLetterText *letter;
  const MadoLetter *allowed;
  MadoProgramme *programme;
  const MadoTownTable *towns; /* (nullable) */
  MadoLetterRules *rules;
  MadoRuleRun *run;
};

/* One letter while it is written. */
typedef struct {
  const MadoLetterWriter *writer;
  const MadoLetterOccasion *occasion;
  yyjson_val *shown;
  const MadoRuleValue *answers;
  MadoManuscript *manuscript;
  MadoFindings *findings;
} Letter;

/**
 * mado_letter_writer_new:
 * @book: a book of letters, which has to stay as long
 * @letter: the id of one
 * @programme: whose letters they are
 * @towns: (nullable): the towns of the post, which have to stay as long; without them no letter has a barcode
 * @error: where to put why it cannot be written
 *
 * Returns: (transfer full) (nullable): who writes it
 */
MadoLetterWriter *
mado_letter_writer_new (const MadoLetterBook *book,
                        const char *letter,
                        MadoProgramme *programme,
                        const MadoTownTable *towns,
                        GError **error)
{
  g_autoptr (MadoLetterWriter) self = g_new0 (MadoLetterWriter, 1);
  g_autoptr (GPtrArray) faults = NULL;

  self->book = book;
  self->programme = mado_programme_ref (programme);
  self->towns = towns;
  self->letter = mado_section_find (book->letters, letter);
  self->allowed = mado_section_find (programme->letters, letter);
  if (self->letter == NULL || self->allowed == NULL) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED, "there is no letter '%s' in the book",
                 letter);
    return NULL;
  }
  self->rules = mado_letter_rules_new (self->letter, programme);
  faults = mado_rule_book_check (self->rules->book);
  if (faults->len > 0) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
                 "the letter '%s' has conditions that the programme does not allow", letter);
    return NULL;
  }
  self->run = mado_rule_run_new (self->rules->book, error);

  return self->run != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_letter_writer_free:
 * @self: (transfer full): a writer
 */
void
mado_letter_writer_free (MadoLetterWriter *self)
{
  mado_rule_run_free (self->run);
  g_clear_pointer (&self->rules, mado_letter_rules_free);
  g_clear_pointer (&self->programme, mado_programme_unref);
  g_free (self);
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static char *
write_day (MadoDate day)
{
  return mado_date_is_valid (day) ? mado_era_format (day) : NULL;
}

/* Returns: (transfer full) (nullable): the words of a fact; %NULL where it is none, or not known */
static char *
write_fact (const Letter *self, const char *name)
{
  if (strcmp (name, "letter.number") == 0)
    return g_strdup (self->occasion->number);
  if (strcmp (name, "letter.serial") == 0)
    return g_strdup (self->occasion->serial);
  if (strcmp (name, "letter.date") == 0)
    return write_day (self->occasion->date);
  if (strcmp (name, "letter.decided") == 0)
    return write_day (self->occasion->decided);
  if (strcmp (name, "letter.reason") == 0 && mado_json_get_text (self->shown, "reason")[0] != '\0')
    return g_strdup (mado_json_get_text (self->shown, "reason"));
  if (strcmp (name, "letter.title") == 0)
    return g_strdup (self->writer->letter->title);
  if (strcmp (name, "programme.title") == 0)
    return g_strdup (self->writer->programme->identity.title);
  if (strcmp (name, "programme.division") == 0)
    return g_strdup (self->writer->programme->identity.division);

  return NULL;
}

static char *
write_item (const Letter *self, const char *name)
{
  const char *point = strchr (name, '.');
  g_autofree char *id = g_strndup (name, point != NULL ? (gsize) (point - name) : strlen (name));
  const MadoItem *item = mado_section_find (self->writer->programme->items, id);

  return item != NULL ? mado_letter_value_write (item, point != NULL ? point + 1 : "", self->shown) : NULL;
}

/* What a sample shows where there is nothing to show: the label of the item, in brackets. */
static char *
write_gap (const Letter *self, const char *name)
{
  g_autofree char *id = g_strndup (name, strcspn (name, "."));
  const MadoItem *item = mado_section_find (self->writer->programme->items, id);

  if (strcmp (name, "letter.reason") == 0)
    return g_strdup ("〔理由〕");

  return g_strdup_printf ("〔%s〕", item != NULL ? item->label : name);
}

static void write_text (const Letter *self, const char *text, GString *out);

static void
write_field (const Letter *self, const char *name, GString *out)
{
  const MadoNamed *word = mado_section_find (self->writer->book->words, name);
  g_autofree char *words = NULL;

  if (word != NULL) {
    write_text (self, word->label, out);
    return;
  }
  words = write_fact (self, name);
  if (words == NULL)
    words = write_item (self, name);
  if (words == NULL && self->occasion->is_sample)
    words = write_gap (self, name);
  if (words != NULL)
    g_string_append (out, words);
  else
    mado_findings_add (self->findings, MADO_LETTER_EMPTY, 0, 0, name);
}

/* Words name those before them in the book, so this ends. */
static void
write_text (const Letter *self, const char *text, GString *out)
{
  gsize offset = 0;
  MadoLetterToken token;

  while ((token = mado_letter_field_next (text, &offset)).kind != MADO_LETTER_END) {
    g_autofree char *part = g_strndup (text + token.offset, token.length);

    if (token.kind == MADO_LETTER_FIELD)
      write_field (self, part, out);
    else
      g_string_append (out, part);
  }
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

static void
add_text (const Letter *self, const MadoLetterBlock *block)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < block->text->len; i++) {
    if (i > 0)
      g_string_append_c (text, '\n');
    write_text (self, g_ptr_array_index (block->text, i), text);
  }
  mado_manuscript_add (self->manuscript, MADO_BLOCK_TEXT, block->id, block->area, block->style, text->str);
}

static void
add_table (const Letter *self, const MadoLetterBlock *block)
{
  const double widths[] = { 0, 0 }; /* as the style says */
  MadoBlock *table =
      mado_manuscript_add_table (self->manuscript, block->id, block->area, block->style, widths, G_N_ELEMENTS (widths));

  table->labels = 1;
  for (guint i = 0; i < mado_section_get_count (block->rows); i++) {
    const MadoLetterRow *row = mado_section_get (block->rows, i);
    g_autoptr (GString) text = g_string_new (NULL);

    if (!mado_letter_rules_hold (self->writer->rules, self->answers, &row->when))
      continue;
    write_text (self, row->text, text);
    mado_block_add_row (table, row->id, text->str, NULL);
  }
}

/* What follows the town, without which no number of the address can be told from one in the town's name.
 * Returns: (transfer full) (nullable) */
static char *
extract_numbers (const Letter *self, const char *text)
{
  g_autoptr (MadoAddress) address = self->writer->towns != NULL ? mado_address_parse (text, self->writer->towns) : NULL;
  g_autofree char *rest = NULL;

  if (address == NULL || !address->town_known)
    return NULL;
  rest = g_strjoin (" ", address->block, address->building, NULL);

  return mado_customer_barcode_extract (rest);
}

/* The post wants none with a code that stands for a whole municipality; then, and where the town is not known, there is
 * none. */
static void
add_barcode (const Letter *self, const MadoLetterBlock *block)
{
  yyjson_val *items = yyjson_obj_get (self->shown, "items");
  g_autofree char *extracted = extract_numbers (self, mado_json_get_text (items, block->barcode.address));
  char code[MADO_POSTAL_CODE_SIZE];
  MadoCustomerBarcode barcode = { 0 };

  if (extracted == NULL ||
      mado_postal_code_parse (mado_json_get_text (items, block->barcode.postal), code) == MADO_POSTAL_CODE_WRONG ||
      !mado_customer_barcode_encode (&barcode, code, extracted))
    return;
  mado_manuscript_add (self->manuscript, MADO_BLOCK_BARCODE, block->id, block->area, block->style, barcode.bars)->size =
      block->barcode.size;
}

static void
add_qr (const Letter *self, const MadoLetterBlock *block)
{
  g_autoptr (GString) text = g_string_new (NULL);

  write_text (self, block->qr.text, text);
  mado_manuscript_add (self->manuscript, MADO_BLOCK_QR, block->id, block->area, block->style, text->str)->size =
      block->qr.size;
}

static void
add_block (const Letter *self, const MadoLetterBlock *block)
{
  if (!mado_letter_rules_hold (self->writer->rules, self->answers, &block->when))
    return;
  if (mado_letter_block_has_barcode (block))
    add_barcode (self, block);
  else if (mado_letter_block_has_qr (block))
    add_qr (self, block);
  else if (mado_section_get_count (block->rows) > 0)
    add_table (self, block);
  else
    add_text (self, block);
}

/**
 * mado_letter_writer_write:
 * @self: a writer
 * @entity: a case of the programme
 * @person: whoever makes the letter
 * @occasion: what is known of it beside the case
 * @findings: takes why it must not be written: the person is protected, items that are not approved or not there
 *
 * Returns: (transfer full) (nullable): the letter, %NULL if and only if there are findings
 */
MadoManuscript *
mado_letter_writer_write (MadoLetterWriter *self,
                          const MadoEntity *entity,
                          const MadoPerson *person,
                          const MadoLetterOccasion *occasion,
                          MadoFindings *findings)
{
  guint n_before = mado_findings_get_count (findings);
  g_autoptr (yyjson_doc) doc = mado_project_for_letter (self->programme, entity, self->allowed, person, findings);
  g_autoptr (MadoManuscript) manuscript = mado_manuscript_new (self->letter->title);
  Letter letter = { self, occasion, yyjson_doc_get_root (doc), NULL, manuscript, findings };
  char today[MADO_DATE_ISO_SIZE];

  if (doc == NULL)
    return NULL;
  mado_date_to_iso (occasion->date, today);
  letter.answers = mado_letter_rules_judge (self->rules, self->run, letter.shown, today, NULL);
  if (letter.answers == NULL) { /* ignored: which one it was stands in the finding */
    mado_findings_add (findings, MADO_LETTER_RULE, 0, 0, mado_rule_run_get_failed (self->run));
    return NULL;
  }
  for (guint i = 0; i < mado_section_get_count (self->letter->blocks); i++)
    add_block (&letter, mado_section_get (self->letter->blocks, i));

  return mado_findings_get_count (findings) == n_before ? g_steal_pointer (&manuscript) : NULL;
}
