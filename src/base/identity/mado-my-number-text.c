/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folds a text for the search for numbers, whatever its bytes, and marks the words that tell numbers apart. What is
 * invisible (zero-width characters, marks) goes, so that nothing hides a digit or a word from the search. */

#include "mado-my-number-text.h"

#include <string.h>

#include "mado-character.h"
#include "mado-tables.h"

#define NO_CHARACTER 0xFFFD

typedef struct {
  MadoWordKinds kind;
  GArray *characters; /* MadoFoldedCharacter, without fillers */
} Word;

/* Returns 0 for what nobody sees. */
static gunichar
fold_character (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  if (type == G_UNICODE_DECIMAL_NUMBER)
    return (gunichar) ('0' + g_unichar_digit_value (character));
  if (type == G_UNICODE_DASH_PUNCTUATION || mado_character_is_dash (character))
    return '-';
  if (character == '\n' || character == '\r' || character == '\f' || type == G_UNICODE_LINE_SEPARATOR ||
      type == G_UNICODE_PARAGRAPH_SEPARATOR)
    return '\n';
  if (g_unichar_isspace (character))
    return ' ';
  if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_NON_SPACING_MARK ||
      type == G_UNICODE_ENCLOSING_MARK)
    return 0;

  return g_unichar_tolower (character);
}

static void
append_folded (GArray *characters, gunichar character, gsize offset, gsize length)
{
  gboolean is_digit = g_unichar_type (character) == G_UNICODE_DECIMAL_NUMBER;
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = g_unichar_fully_decompose (character, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n_parts; i++) {
    MadoFoldedCharacter folded = { fold_character (parts[i]), offset, (guint8) length, 0, 0 };

    if (g_ascii_isdigit (folded.character) && !is_digit)
      folded.character = NO_CHARACTER; /* ① before a number is not its first digit */
    if (folded.character != 0)
      g_array_append_val (characters, folded);
  }
}

static GArray *
fold_characters (const char *text)
{
  GArray *characters = g_array_new (TRUE, FALSE, sizeof (MadoFoldedCharacter));

  for (const char *next = text; *next != '\0';) {
    gunichar character = g_utf8_get_char_validated (next, -1);
    gsize length = 1;

    if (character < 0x110000)
      length = (gsize) (g_utf8_next_char (next) - next);
    else
      character = NO_CHARACTER;
    append_folded (characters, character, (gsize) (next - text), length);
    next += length;
  }

  return characters;
}

/* What may stand between the characters of a word. */
static gboolean
is_filler (gunichar character)
{
  return character == ' ' || character == '\n' || character == '_' || character == 0x30FB;
}

static MadoWordKinds
parse_kind (const char *kind)
{
  if (strcmp (kind, "is") == 0)
    return MADO_WORD_IS;

  return strcmp (kind, "not") == 0 ? MADO_WORD_NOT : MADO_WORD_NEAR;
}

static gpointer
load_words (gpointer unused)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  MadoTsv rows;

  mado_tables_open ("my-number-words.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row)) {
    Word word = { parse_kind (row[0]), fold_characters (row[1]) };

    for (guint i = word.characters->len; i > 0; i--)
      if (is_filler (g_array_index (word.characters, MadoFoldedCharacter, i - 1).character))
        g_array_remove_index (word.characters, i - 1);
    g_array_append_val (words, word);
  }

  return words;
}

static const GArray *
get_words (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_words, NULL);
}

/* Returns how many characters the word takes up at the beginning of the text, fillers and all; 0 where it is not there.
 */
static guint
match_word (const Word *word, const MadoFoldedCharacter *text)
{
  const MadoFoldedCharacter *next = text;

  for (guint i = 0; i < word->characters->len; i++, next++) {
    while (i > 0 && is_filler (next->character))
      next++;
    if (next->character != g_array_index (word->characters, MadoFoldedCharacter, i).character)
      return 0;
  }

  return (guint) (next - text);
}

static void
mark_words (GArray *characters)
{
  const GArray *words = get_words ();
  MadoFoldedCharacter *text = &g_array_index (characters, MadoFoldedCharacter, 0);

  for (guint i = 0; i < characters->len; i++) {
    gboolean in_word = i > 0 && text[i].character < 0x80 && g_ascii_isalpha (text[i].character) &&
                       text[i - 1].character < 0x80 && g_ascii_isalpha (text[i - 1].character);

    for (guint j = 0; j < words->len && !in_word; j++) {
      const Word *word = &g_array_index (words, Word, j);
      guint length = match_word (word, &text[i]);

      if (length > 0) {
        text[i].word_begins |= (guint8) word->kind;
        text[i + length].word_ended |= (guint8) word->kind;
      }
    }
  }
}

/**
 * mado_my_number_fold_text:
 * @text: any bytes
 *
 * Returns: (transfer full) (element-type MadoFoldedCharacter): the text as the search for numbers sees it, with one
 *   more element behind the last, whose character is 0
 */
GArray *
mado_my_number_fold_text (const char *text)
{
  GArray *characters = fold_characters (text);

  mark_words (characters);

  return characters;
}
