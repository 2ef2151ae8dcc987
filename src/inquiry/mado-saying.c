/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds what was agreed by what somebody remembers of it, and set phrases by their short codes. */

#include "mado-saying.h"

#include <string.h>

#include "mado-fold.h"

/* --- finding ------------------------------------------------------------------------------------------------------ */

typedef enum {
  FOUND_IN_LABEL,
  FOUND_IN_WORDS,
  FOUND_IN_TEXT,
  FOUND_NOT,
} Found;

static gboolean
has_word (const char *text, const char *word)
{
  g_autofree char *key = mado_fold_name (text, MADO_FOLD_STRICT);

  return strstr (key, word) != NULL;
}

static gboolean
have_word (const GPtrArray *texts, const char *word)
{
  for (guint i = 0; i < texts->len; i++)
    if (has_word (g_ptr_array_index (texts, i), word))
      return TRUE;

  return FALSE;
}

static Found
find_word (const MadoSaying *self, const char *word)
{
  const MadoCallScript *script = self->script;

  if (has_word (mado_saying_get_label (self), word))
    return FOUND_IN_LABEL;
  if (script != NULL ? have_word (script->words, word) : has_word (self->phrase->id, word))
    return FOUND_IN_WORDS;

  return (script != NULL ? have_word (script->text, word) : has_word (self->phrase->text, word)) ? FOUND_IN_TEXT
                                                                                                 : FOUND_NOT;
}

/* Each word has to be there; what is found in the least likely place decides. */
static Found
find_words (const MadoSaying *self, const GPtrArray *words)
{
  Found found = FOUND_IN_LABEL;

  for (guint i = 0; i < words->len; i++)
    found = MAX (found, find_word (self, g_ptr_array_index (words, i)));

  return found;
}

static GPtrArray *
read_words (const char *typed)
{
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_autofree char *narrow = mado_fold_width (valid);
  g_auto (GStrv) parts = g_strsplit (narrow, " ", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++) {
    char *word = mado_fold_name (parts[i], MADO_FOLD_STRICT);

    if (word[0] != '\0')
      g_ptr_array_add (words, word);
    else
      g_free (word);
  }

  return words;
}

static GArray *
list_all (const MadoProgramme *programme)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (MadoSaying));

  for (guint i = 0; i < mado_section_get_count (programme->calls.scripts); i++)
    g_array_append_vals (all, &(MadoSaying) { mado_section_get (programme->calls.scripts, i), NULL }, 1);
  for (guint i = 0; i < mado_section_get_count (programme->calls.phrases); i++)
    g_array_append_vals (all, &(MadoSaying) { NULL, mado_section_get (programme->calls.phrases, i) }, 1);

  return all;
}

/**
 * mado_sayings_find:
 * @programme: a programme
 * @typed: any bytes; nothing finds everything
 *
 * Returns: (transfer full) (element-type MadoSaying): the likeliest first
 */
GArray *
mado_sayings_find (const MadoProgramme *programme, const char *typed)
{
  g_autoptr (GPtrArray) words = read_words (typed);
  g_autoptr (GArray) all = list_all (programme);
  GArray *sayings = g_array_new (FALSE, FALSE, sizeof (MadoSaying));

  for (Found found = FOUND_IN_LABEL; found < FOUND_NOT; found++)
    for (guint i = 0; i < all->len; i++) {
      const MadoSaying *saying = &g_array_index (all, MadoSaying, i);

      if (find_words (saying, words) == found)
        g_array_append_vals (sayings, saying, 1);
    }

  return sayings;
}

/* --- one of them -------------------------------------------------------------------------------------------------- */

/**
 * mado_saying_get_label:
 * @self: a saying
 *
 * Returns: (transfer none): the question that it answers, or what the phrase is for
 */
const char *
mado_saying_get_label (const MadoSaying *self)
{
  return self->script != NULL ? self->script->label : self->phrase->label;
}

/**
 * mado_saying_dup_text:
 * @self: a saying
 *
 * Returns: (transfer full): what is said, paragraphs in lines of their own
 */
char *
mado_saying_dup_text (const MadoSaying *self)
{
  GString *text;

  if (self->script == NULL)
    return g_strdup (self->phrase->text);
  text = g_string_new (NULL);
  for (guint i = 0; i < self->script->text->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (self->script->text, i));

  return g_string_free_and_steal (text);
}

/**
 * mado_saying_dup_name:
 * @self: a saying
 *
 * Returns: (transfer full): by which it is recorded which version was used, "when-paid/2"; of a set phrase its code
 */
char *
mado_saying_dup_name (const MadoSaying *self)
{
  return self->script != NULL ? g_strdup_printf ("%s/%" G_GINT64_FORMAT, self->script->id, self->script->version)
                              : g_strconcat (".", self->phrase->id, NULL);
}

/* --- short codes -------------------------------------------------------------------------------------------------- */

static gboolean
is_of_code (gunichar character)
{
  return character < 0x80 && (g_ascii_isalnum ((char) character) || character == '-' || character == '_');
}

/**
 * mado_saying_find_code:
 * @programme: a programme
 * @before: what stands before the cursor
 * @out_length: (out): how many characters of it are the code, with its point
 *
 * Codes are known in either width, and behind the point that an input method makes.
 *
 * Returns: (transfer none) (nullable): the phrase whose code stands there
 */
const MadoCallPhrase *
mado_saying_find_code (const MadoProgramme *programme, const char *before, guint *out_length)
{
  const char *next = before + strlen (before);
  g_autoptr (GString) code = g_string_new (NULL);
  const MadoCallPhrase *phrase;

  for (guint length = 1; next > before; length++) {
    gunichar character;

    next = g_utf8_prev_char (next);
    character = mado_fold_character_width (g_utf8_get_char (next));
    if (is_of_code (character)) {
      g_string_prepend_c (code, g_ascii_tolower ((char) character));
      continue;
    }
    phrase = character == '.' || character == U'。' || character == U'｡'
                 ? mado_section_find (programme->calls.phrases, code->str)
                 : NULL;
    if (phrase != NULL)
      *out_length = length;
    return phrase;
  }

  return NULL;
}
