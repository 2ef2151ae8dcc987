/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding: the keys under which a name is found whichever way it was typed, and numbers in one width. */

#include "mado-fold.h"

#include <string.h>

#include "mado-character.h"
#include "mado-kana.h"
#include "mado-kanji.h"

#define STRICT_STEPS (MADO_FOLD_FORM | MADO_FOLD_KANA | MADO_FOLD_MARKS | MADO_FOLD_VARIANT)
#define LOOSE_STEPS (STRICT_STEPS | MADO_FOLD_CONFUSED)

#define PIECE_SIZE 256 /* bytes that are normalized at once */
#define MAX_MARKS 30   /* in a row: the limit of Unicode's stream-safe text */

#define FIRST_JAMO_VOWEL 0x1160
#define LAST_JAMO 0x11FF

static gboolean
is_mark (gunichar c)
{
  gunichar narrow = mado_fold_character_width (c);

  return narrow == '-' || narrow == '.' || narrow == ',' || c == U'・' || c == U'･' || g_unichar_isspace (c) ||
         mado_character_is_invisible (c);
}

static gboolean
is_compatibility_ideograph (gunichar c)
{
  return (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

/* Whether normalization leaves the character alone, whatever stands beside it. Most of what names are made of. */
static gboolean
is_settled (gunichar c)
{
  return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= U'ァ' && c <= U'ヾ') || (c >= U'ぁ' && c <= U'ゖ') ||
         (c >= 0x3001 && c <= 0x3029) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2F7FF);
}

static gunichar
fold_kanji (gunichar c, MadoFoldSteps steps)
{
  if ((steps & MADO_FOLD_VARIANT) != 0) {
    if (is_compatibility_ideograph (c))
      g_unichar_fully_decompose (c, FALSE, &c, 1);
    c = mado_kanji_get_base (c, MADO_KANJI_VARIANT);
  }
  if ((steps & MADO_FOLD_CONFUSED) != 0)
    c = mado_kanji_get_base (c, MADO_KANJI_CONFUSED);

  return c;
}

/* What the steps make of one character; 0: nothing. */
static gunichar
fold_character (gunichar c, MadoFoldSteps steps)
{
  if (c >= 0x3400 && c <= 0x9FFF)
    return fold_kanji (c, steps); /* the most frequent ones need no other question */
  if ((steps & MADO_FOLD_MARKS) != 0 && is_mark (c))
    return 0;
  if ((steps & MADO_FOLD_VARIANT) != 0 && mado_kanji_is_selector (c))
    return 0;
  if ((steps & MADO_FOLD_FORM) != 0) {
    c = mado_kana_to_full_width (mado_fold_character_width (c));
    if (c < 0x80)
      return (gunichar) g_ascii_toupper ((char) c);
  }
  if ((steps & MADO_FOLD_KANA) != 0)
    c = mado_kana_enlarge (mado_kana_to_katakana (c));

  return fold_kanji (c, steps);
}

/* Joins a voicing mark to the kana before it as normalization would, for less: half-width kana are full of them. */
static gunichar
join_voicing_mark (gunichar last, gunichar c, MadoFoldSteps steps)
{
  gunichar joined = 0;

  if ((c == 0x3099 || c == 0x309A) && (steps & MADO_FOLD_FORM) != 0)
    g_unichar_compose (last, c, &joined);

  return joined;
}

/* Folds character by character. Says in out_settled whether normalization could not change the key any more. */
static char *
fold_characters (const char *text, MadoFoldSteps steps, gboolean *out_settled)
{
  /* No character becomes more than one of four bytes, and one of a single byte stays one. */
  g_autofree char *key = g_malloc (2 * strlen (text) + 1);
  char *end = key;
  char *last_begin = key;
  gunichar last = 0;

  *out_settled = TRUE;
  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar c = fold_character (g_utf8_get_char (next), steps);

    if (c == 0)
      continue;
    gunichar joined = join_voicing_mark (last, c, steps);
    if (joined != 0) {
      c = joined;
      end = last_begin;
    }
    if (c == U'々' && (steps & MADO_FOLD_VARIANT) != 0 && g_unichar_get_script (last) == G_UNICODE_SCRIPT_HAN)
      c = last;
    if (!is_settled (c))
      *out_settled = FALSE;
    last_begin = end;
    end += g_unichar_to_utf8 (c, end);
    last = c;
  }
  *end = '\0';

  return g_steal_pointer (&key);
}

/* Spacing voicing marks join the kana before them, where NFKC would put a space between. */
static char *
dup_with_combining_marks (const char *text)
{
  char *joined = g_strdup (text);

  for (char *next = joined; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar c = g_utf8_get_char (next);

    if (c == U'゛' || c == U'゜')
      g_unichar_to_utf8 (c - (U'゛' - 0x3099), next); /* the combining ones take three bytes, too */
  }

  return joined;
}

/* Whether normalization may begin anew here: the character joins nothing before it. */
static gboolean
is_boundary (gunichar c)
{
  gunichar first;

  g_unichar_fully_decompose (c, TRUE, &first, 1);

  return !g_unichar_ismark (first) && !(first >= FIRST_JAMO_VOWEL && first <= LAST_JAMO);
}

static const char *
find_piece_end (const char *piece)
{
  const char *end = piece;

  while (*end != '\0' && (end - piece < PIECE_SIZE || !is_boundary (g_utf8_get_char (end))))
    end = g_utf8_next_char (end);

  return end;
}

/* NFKC, in pieces, since the time of g_utf8_normalize grows with the square of the length. */
static char *
normalize (const char *text)
{
  g_autofree char *joined = dup_with_combining_marks (text);
  GString *normal = g_string_sized_new (strlen (text));

  for (const char *end, *piece = joined; *piece != '\0'; piece = end) {
    end = find_piece_end (piece);
    g_autofree char *normal_piece = g_utf8_normalize (piece, end - piece, G_NORMALIZE_ALL_COMPOSE);

    g_string_append (normal, normal_piece);
  }

  return g_string_free_and_steal (normal);
}

/* More marks in a row than any script puts on a letter: such a text is not worth the time of sorting them. */
static gboolean
has_too_many_marks (const char *text)
{
  guint n = 0;

  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next)) {
    n = g_unichar_ismark (g_utf8_get_char (next)) ? n + 1 : 0;
    if (n > MAX_MARKS)
      return TRUE;
  }

  return FALSE;
}

/* Repeats until nothing changes: what one round leaves out or makes large may bring a mark to its letter. */
static char *
fold (const char *text, MadoFoldSteps steps)
{
  gboolean settled;

  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup (text);

  g_autofree char *key = fold_characters (text, steps, &settled);
  if ((steps & MADO_FOLD_FORM) == 0)
    return g_steal_pointer (&key);

  for (gboolean changes = TRUE; changes && !settled && !has_too_many_marks (text);) {
    g_autofree char *normal = normalize (text);
    g_autofree char *next = fold_characters (normal, steps, &settled);

    changes = strcmp (next, text) != 0;
    g_free (key);
    text = key = g_steal_pointer (&next);
  }

  return g_steal_pointer (&key);
}

/**
 * mado_fold_name:
 * @text: a name as it was typed; invalid UTF-8 folds to itself
 * @level: how far folding goes
 *
 * Width, composition, kana, variant kanji, small kana, letters and 々 are folded, spaces and marks left out; folding
 * a key again changes nothing.
 *
 * Returns: (transfer full): the search key
 */
char *
mado_fold_name (const char *text, MadoFoldLevel level)
{
  return fold (text, level == MADO_FOLD_LOOSE ? LOOSE_STEPS : STRICT_STEPS);
}

static gboolean
is_equal_after (const char *a, const char *b, MadoFoldSteps steps)
{
  g_autofree char *key_a = fold (a, steps);
  g_autofree char *key_b = fold (b, steps);

  return strcmp (key_a, key_b) == 0;
}

/**
 * mado_fold_compare:
 * @a: a name
 * @b: another
 * @level: how far folding goes
 * @out_reasons: (out) (optional): the steps without which they would differ; 0 where they are the same text
 *
 * Returns: whether the two have the same key
 */
gboolean
mado_fold_compare (const char *a, const char *b, MadoFoldLevel level, MadoFoldSteps *out_reasons)
{
  MadoFoldSteps steps = level == MADO_FOLD_LOOSE ? LOOSE_STEPS : STRICT_STEPS;
  MadoFoldSteps reasons = 0;

  if (!is_equal_after (a, b, steps))
    return FALSE;
  if (out_reasons == NULL)
    return TRUE;

  for (MadoFoldSteps step = MADO_FOLD_FORM; step <= MADO_FOLD_CONFUSED; step <<= 1)
    if ((steps & step) != 0 && !is_equal_after (a, b, steps & ~step))
      reasons |= step;
  /* Two steps fold a compatibility ideograph, the variants and the form, so neither is missed alone. */
  if (reasons == 0 && strcmp (a, b) != 0)
    reasons = MADO_FOLD_VARIANT;
  *out_reasons = reasons;

  return TRUE;
}

/**
 * mado_fold_character_width:
 * @character: any character
 *
 * Returns: the ASCII character that it stands for in a code or a number: a letter, digit or sign of full width,
 *   the ideographic space, any dash and what is typed for one; @character itself else
 */
gunichar
mado_fold_character_width (gunichar character)
{
  if (character >= U'！' && character <= U'～')
    return character - (U'！' - '!');
  if (character == 0x3000)
    return ' ';

  return mado_character_is_dash (character) ? '-' : character;
}

/**
 * mado_fold_width:
 * @text: a code, a number; invalid UTF-8 stays as it is
 *
 * Returns: (transfer full): the same with every character in its ASCII form where it has one
 */
char *
mado_fold_width (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup (text);

  GString *narrow = g_string_sized_new (strlen (text));
  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next))
    g_string_append_unichar (narrow, mado_fold_character_width (g_utf8_get_char (next)));

  return g_string_free_and_steal (narrow);
}
