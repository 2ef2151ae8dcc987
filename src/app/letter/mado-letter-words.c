/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each table stands in the order of its enumeration. */

#include "mado-letter-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-json-member.h"
#include "mado-letter-draft.h"

/**
 * mado_letter_words_get_stage:
 * @stage: where a run stands
 *
 * Returns: (transfer none): that
 */
const char *
mado_letter_words_get_stage (MadoLetterStage stage)
{
  static const char *const words[] = {
    NC_ ("run of letters", "Being gathered"), NC_ ("run of letters", "Sample not approved"),
    NC_ ("run of letters", "To be printed"),  NC_ ("run of letters", "Printed"),
    NC_ ("run of letters", "Handed in"),      NC_ ("run of letters", "Sent"),
  };

  return g_dpgettext2 (NULL, "run of letters", words[stage]);
}

/**
 * mado_letter_words_get_next:
 * @stage: where a run stands
 *
 * Returns: (transfer none): what comes next
 */
const char *
mado_letter_words_get_next (MadoLetterStage stage)
{
  static const char *const words[] = {
    N_ ("Freeze the list"),
    N_ ("Approve the sample"),
    N_ ("Print all sheets"),
    N_ ("Hand in at the post office"),
    N_ ("Write down that all letters are sent"),
    N_ ("All letters are on their way"),
  };

  return _ (words[stage]);
}

/**
 * mado_letter_words_get_leg:
 * @leg: a step of the track, from 0
 *
 * Returns: (transfer none): what it is called
 */
const char *
mado_letter_words_get_leg (guint leg)
{
  static const char *const words[] = {
    NC_ ("run of letters", "List"),  NC_ ("run of letters", "Frozen"),      NC_ ("run of letters", "Sample"),
    NC_ ("run of letters", "Print"), NC_ ("run of letters", "Post office"),
  };

  return g_dpgettext2 (NULL, "run of letters", words[leg]);
}

/**
 * mado_letter_words_get_sheet:
 * @state: of a sheet
 *
 * Returns: (transfer none): that
 */
const char *
mado_letter_words_get_sheet (MadoPiledState state)
{
  static const char *const words[] = { NC_ ("sheet", "Good"), NC_ ("sheet", "In its envelope"),
                                       NC_ ("sheet", "Spoiled"), NC_ ("sheet", "Taken out") };

  return g_dpgettext2 (NULL, "sheet", words[state]);
}

/**
 * mado_letter_words_get_letter:
 * @programme: a programme
 * @letter: one of its letters
 *
 * Returns: (transfer none): what it is called
 */
const char *
mado_letter_words_get_letter (const MadoProgramme *programme, const char *letter)
{
  const MadoLetter *found = mado_section_find (programme->letters, letter);

  return found != NULL ? found->label : letter;
}

/**
 * mado_letter_words_dup_title:
 * @run: a run
 * @programme: its programme
 *
 * Returns: (transfer full): what it is called
 */
char *
mado_letter_words_dup_title (const MadoEntity *run, const MadoProgramme *programme)
{
  yyjson_val *body = mado_entity_get_body (run);

  return g_strdup_printf ("%s　%s", mado_json_get_text (body, "number"),
                          mado_letter_words_get_letter (programme, mado_json_get_text (body, "letter")));
}

/**
 * mado_letter_words_dup_count:
 * @count: letters
 *
 * Returns: (transfer full): that
 */
char *
mado_letter_words_dup_count (gint64 count)
{
  return g_strdup_printf (ngettext ("%'u letter", "%'u letters", (gulong) count), (guint) count);
}

/**
 * mado_letter_words_dup_late:
 * @days: since it was due; 0: it is not late
 *
 * Returns: (transfer full): that
 */
char *
mado_letter_words_dup_late (int days)
{
  return days > 0 ? g_strdup_printf (ngettext ("⚠ %d day late", "⚠ %d days late", (gulong) days), days)
                  : g_strdup (_ ("In time"));
}

/* --- the words of a letter ---------------------------------------------------------------------------------------- */

typedef struct {
  const char *name;
  const char *words; /* in English, which is the key of their translation */
} Named;

static const char *
find_words (const Named *table, gsize length, const char *name)
{
  for (gsize i = 0; i < length; i++)
    if (g_str_equal (table[i].name, name))
      return _ (table[i].words);

  return NULL;
}

/**
 * mado_letter_words_dup_block:
 * @block: the id of a block; "" of the letter itself
 *
 * Returns: (transfer full): what it is called; a block that is known to nobody is called by its id
 */
char *
mado_letter_words_dup_block (const char *block)
{
  static const Named names[] = {
    { "", N_ ("Name of the letter") },
    { "postal", N_ ("Postal code") },
    { "address", N_ ("Address") },
    { "name", N_ ("Addressee") },
    { "return", N_ ("Sender on the outside") },
    { "notice", N_ ("Note on the outside") },
    { "number", N_ ("Number and day") },
    { "to", N_ ("Addressee on the inside") },
    { "sender", N_ ("Who sends it") },
    { "title", N_ ("Heading") },
    { "opening", N_ ("Opening") },
    { "facts", N_ ("What is stated") },
    { "what", N_ ("Heading of what it is") },
    { "how", N_ ("Heading of what to do") },
    { "who", N_ ("Heading of what to do") },
    { "ways", N_ ("What to do") },
    { "notes", N_ ("Heading of the notes") },
    { "care", N_ ("Notes") },
    { "after", N_ ("Closing") },
    { "fill", N_ ("What is filled in by hand") },
    { "agree", N_ ("Heading of the declarations") },
    { "agreed", N_ ("Declarations") },
    { "sign", N_ ("Signature") },
    { "proof", N_ ("Heading of the certificate") },
    { "prove", N_ ("Certificate") },
    { "proven", N_ ("What is certified by hand") },
    { "barcode", N_ ("Barcode") },
    { "code", N_ ("Code for the scanner") },
    { "code-words", N_ ("Words beside the code") },
    { "contact", N_ ("Heading of the contact") },
    { "desk", N_ ("Contact") },
    { "rights", N_ ("Heading of how to object") },
    { "appeal", N_ ("How to object") },
  };
  const char *found = find_words (names, G_N_ELEMENTS (names), block);

  if (found == NULL && g_str_has_prefix (block, MADO_LETTER_DRAFT_ADDED))
    /* Translators: %s counts the parts that somebody added to a letter */
    return g_strdup_printf (_ ("Added part %s"), block + strlen (MADO_LETTER_DRAFT_ADDED));

  return g_strdup (found != NULL ? found : block);
}

/**
 * mado_letter_words_dup_area:
 * @area: of a layout
 *
 * Returns: (transfer full): what it is called; one that is known to nobody is called by its id
 */
char *
mado_letter_words_dup_area (const MadoLayoutArea *area)
{
  static const Named names[] = {
    { "address", N_ ("Address of the letter") },
    { "return", N_ ("Sender on the outside") },
    { "notice", N_ ("Note on the outside") },
    { "number", N_ ("Number and day") },
    { "sender", N_ ("Who sends it") },
    { "to", N_ ("Addressee on the inside") },
    { "body", N_ ("Body") },
    { "inside", N_ ("Inside, first face") },
    { "inside-2", N_ ("Inside, second face") },
    { "inside-3", N_ ("Inside, third face") },
    { "inside-4", N_ ("Inside, fourth face") },
    { "code", N_ ("Code for the scanner") },
    { "code-words", N_ ("Words beside the code") },
  };
  const char *found = find_words (names, G_N_ELEMENTS (names), area->id);
  const char *name = found != NULL ? found : area->id;

  /* Translators: %s is a place on a sheet */
  return area->is_outside ? g_strdup_printf (_ ("%s (anybody can read it)"), name) : g_strdup (name);
}

/**
 * mado_letter_words_get_style:
 * @style: the id of a style
 *
 * Returns: (transfer none): what it is called; one that is known to nobody is called by its id
 */
const char *
mado_letter_words_get_style (const char *style)
{
  static const Named names[] = {
    { "number", N_ ("Number and day") },
    { "postal", N_ ("Postal code") },
    { "address", N_ ("Address") },
    { "name", N_ ("Addressee") },
    { "barcode", N_ ("Barcode") },
    { "return", N_ ("Sender on the outside") },
    { "sender", N_ ("Who sends it") },
    { "sender-small", N_ ("Who sends it, small") },
    { "to", N_ ("Addressee on the inside") },
    { "title", N_ ("Heading") },
    { "body", N_ ("Body") },
    { "heading", N_ ("Small heading") },
    { "center", N_ ("In the middle") },
    { "list", N_ ("List") },
    { "small", N_ ("Small") },
    { "contact", N_ ("Contact") },
    { "table", N_ ("Table") },
    { "form", N_ ("Table of what is printed") },
    { "fill", N_ ("Table to be filled in by hand") },
    { "sign", N_ ("Signature") },
    { "code", N_ ("Words beside the code") },
    { "qr", N_ ("Code for the scanner") },
    { "post", N_ ("Kind of mail") },
    { "stamp", N_ ("Postage paid") },
    { "private", N_ ("For the addressee alone") },
    { "open", N_ ("How it is opened") },
  };
  const char *found = find_words (names, G_N_ELEMENTS (names), style);

  return found != NULL ? found : style;
}

/**
 * mado_letter_words_get_fault:
 * @code: what is wrong with a piece of a letter
 *
 * Returns: (transfer none): the sentence for whoever writes it
 */
const char *
mado_letter_words_get_fault (const char *code)
{
  static const Named sentences[] = {
    { "E_NAME_UNKNOWN", N_ ("There is no such item. Choose one with “Insert Item”.") },
    { "E_ITEM", N_ ("There is no such item. Choose one with “Insert Item”.") },
    { "E_NOT_GIVEN", N_ ("The programme does not let this letter say that item.") },
    { "E_OUTSIDE_ITEM", N_ ("Only name and address may stand where anybody can read them.") },
    { "E_FIELD", N_ ("A brace stands alone. Items are written as {name}.") },
    { "E_PART", N_ ("The item cannot be written in this way.") },
    { "E_LIST", N_ ("The item is there more than once, so it cannot stand in a sentence.") },
    { "E_EMPTY", N_ ("Something has to stand here.") },
    { "E_RANGE", N_ ("The code is too small or too large to be read.") },
    { "E_PLACE", N_ ("The layout has no such place or style. Choose another.") },
    { "E_BLOCK", N_ ("Nothing stands in this part yet. Add a row, or remove the part.") },
    { "E_TYPE", N_ ("The condition compares things that cannot be compared.") },
    { "E_CHOICE", N_ ("The item never has this value.") },
    { "E_SYNTAX", N_ ("The condition is not complete.") },
    { "E_OVERFLOW", N_ ("There is no room for all of it on the sheet. Say it in fewer words.") },
    { "E_GLYPH", N_ ("No font has one of these characters. Write another.") },
  };
  const char *found = find_words (sentences, G_N_ELEMENTS (sentences), code);

  return found != NULL ? found : _ ("This cannot stand here.");
}
