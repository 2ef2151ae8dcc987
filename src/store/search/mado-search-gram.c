/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys cut into grams for the full-text index: one to three characters of text, threes of digits, whole days. A gram is
 * a letter for its field and the characters, of which nothing means anything to the query language or the tokenizer:
 * signs of ASCII are spelled as others that nobody has. So no telephone is a day, either. */

#include "mado-search-gram.h"

#include <string.h>

#define SIGNS 0x10FF00 /* for private use: where the signs of ASCII are moved to */
#define START 'b'
#define END 'e'

/* How a field is cut. Text has to be found by one character; of a number three digits are the least that says
 * anything. */
static const struct {
  char letter;
  gsize shortest; /* characters */
  gsize longest;
} cuts[] = {
  [MADO_SEARCH_NAME] = { 'n', 1, 3 },    [MADO_SEARCH_READING] = { 'n', 1, 3 }, [MADO_SEARCH_PHONE] = { 'p', 3, 3 },
  [MADO_SEARCH_CODE] = { 'c', 3, 3 },    [MADO_SEARCH_POSTAL] = { 'z', 3, 3 },  [MADO_SEARCH_DATE] = { 'd', 8, 8 },
  [MADO_SEARCH_ADDRESS] = { 'a', 1, 3 },
};

static void
append_hex (GString *grams, gunichar character)
{
  static const char digits[] = "0123456789abcdef";
  char hex[sizeof character * 2];
  gsize n = 0;

  for (; character != 0; character >>= 4)
    hex[sizeof hex - ++n] = digits[character & 0xF];
  g_string_append_len (grams, hex + sizeof hex - n, (gssize) n);
}

/* Keys have no small letters, which the tokenizer would not tell from capitals. */
static void
append_character (GString *grams, const char *character)
{
  const guint8 first = (guint8) *character;

  if (first < 0x80 && !g_ascii_isalnum (*character))
    g_string_append_unichar (grams, SIGNS + first);
  else
    g_string_append_len (grams, character, g_utf8_next_char (character) - character);
}

static void
append_gram (GString *grams, char letter, const char *from, const char *to)
{
  g_string_append_c (grams, ' ');
  g_string_append_c (grams, letter);
  for (const char *next = from; next < to; next = g_utf8_next_char (next))
    append_character (grams, next);
}

/* All runs of @length characters between @key and @end; none where there are fewer. */
static void
append_runs (GString *grams, char letter, const char *key, const char *end, gsize length)
{
  const char *from = key, *to = key;

  for (gsize i = 0; i < length; i++) {
    if (to >= end)
      return;
    to = g_utf8_next_char (to);
  }
  append_gram (grams, letter, from, to);
  while (to < end) {
    from = g_utf8_next_char (from);
    to = g_utf8_next_char (to);
    append_gram (grams, letter, from, to);
  }
}

/* One or two characters: with the second one, few have the start that do not begin with the rest. */
static void
append_start (GString *grams, const char *key, gsize length)
{
  const char *end = g_utf8_next_char (key);

  if (length > 1 && *end != '\0')
    end = g_utf8_next_char (end);
  append_gram (grams, START, key, end);
}

/* With the length of all: or スズキ would have to be looked for in every name that begins with it and ends in キ. */
static void
append_end (GString *grams, const char *key)
{
  const char *end = key + strlen (key);

  append_gram (grams, END, g_utf8_prev_char (end), end);
  append_hex (grams, (gunichar) g_utf8_strlen (key, -1));
}

/* How many characters both begin with, in bytes. */
static gsize
find_common_start (const char *text, const char *other)
{
  gsize length = 0;

  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next)) {
    gsize after = (gsize) (g_utf8_next_char (next) - text);

    if (strncmp (next, other + length, after - length) != 0)
      break;
    length = after;
  }

  return length;
}

/* How many both end with, in bytes, of what does not belong to the start. */
static gsize
find_common_end (const char *text, const char *other, gsize start)
{
  gsize length = strlen (text), other_length = strlen (other), most = MIN (length, other_length) - start, common = 0;
  const char *end = text + length, *other_end = other + other_length;

  for (const char *next = end; next > text + start; common = (gsize) (end - next)) {
    next = g_utf8_prev_char (next);
    if ((gsize) (end - next) > most || memcmp (next, other_end - (end - next), (gsize) (end - next) - common) != 0)
      break;
  }

  return common;
}

/* The runs of @text that have something in them, or stand where something is left out, that @known does not have. */
static void
append_new_runs (GString *grams, char letter, const char *text, const char *known, gsize length)
{
  gsize start = find_common_start (text, known);
  const char *from = text + start, *to = text + strlen (text) - find_common_end (text, known, start);

  for (gsize i = 1; i < length; i++) {
    from = from > text ? g_utf8_prev_char (from) : from;
    to = *to != '\0' ? g_utf8_next_char (to) : to;
  }
  append_runs (grams, letter, from, to, length);
}

static void
append_key (GString *grams, const MadoSearchKey *key, const char *known)
{
  const char *text = key->texts[MADO_FOLD_LOOSE];

  for (gsize length = cuts[key->field].shortest; length <= cuts[key->field].longest; length++)
    append_new_runs (grams, cuts[key->field].letter, text, known, length);
  if (!mado_search_fields_share (key->field, MADO_SEARCH_NAME))
    return;
  append_start (grams, text, 1);
  append_start (grams, text, 2);
  append_end (grams, text);
}

/**
 * mado_search_grams_spell:
 * @keys: (element-type MadoSearchKey): all keys of an entity
 *
 * What a key has in common with the one of its field before it is told once: an address is there in two spellings that
 * differ in its numbers alone, and is most of the index.
 *
 * Returns: (transfer full): what the index has of them
 */
char *
mado_search_grams_spell (const GArray *keys)
{
  GString *grams = g_string_new (NULL);
  const MadoSearchKey *before = NULL;

  for (guint i = 0; i < keys->len; i++) {
    const MadoSearchKey *key = &g_array_index (keys, MadoSearchKey, i);

    append_key (grams, key, before != NULL && before->field == key->field ? before->texts[MADO_FOLD_LOOSE] : "");
    before = key;
  }

  return g_string_free_and_steal (grams);
}

/**
 * mado_search_grams_add_query:
 * @grams: where they are appended
 * @field: what is searched
 * @text: what is searched for, folded loosely, of at least mado_search_grams_get_min() characters
 * @anchor: which ends of a name it has to have
 *
 * Adds what every row has whose key contains @text, and few others.
 */
void
mado_search_grams_add_query (GString *grams, MadoSearchField field, const char *text, MadoSearchAnchor anchor)
{
  append_runs (grams, cuts[field].letter, text, text + strlen (text),
               MIN ((gsize) g_utf8_strlen (text, -1), cuts[field].longest));
  if (anchor != MADO_SEARCH_ANYWHERE)
    append_start (grams, text, 2);
  if (anchor == MADO_SEARCH_FROM_START_TO_END)
    append_end (grams, text);
}

/**
 * mado_search_grams_get_min:
 * @field: what is searched
 *
 * Returns: how many characters have to be typed
 */
gsize
mado_search_grams_get_min (MadoSearchField field)
{
  return cuts[field].shortest;
}

/**
 * mado_search_grams_decide:
 * @field: what is searched
 * @text: what is searched for, folded
 *
 * Returns: whether it is a single gram, so that no row has it without containing @text
 */
gboolean
mado_search_grams_decide (MadoSearchField field, const char *text)
{
  return (gsize) g_utf8_strlen (text, -1) <= cuts[field].longest;
}

/**
 * mado_search_fields_share:
 * @a: a field
 * @b: another
 *
 * Returns: whether what is searched for in one is searched for in the other, too: as names and readings
 */
gboolean
mado_search_fields_share (MadoSearchField a, MadoSearchField b)
{
  return cuts[a].letter == cuts[b].letter;
}
