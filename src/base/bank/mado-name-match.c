/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compares the kana of an applicant with the name of an account holder, both in the bytes of bank files. */

#include "mado-name-match.h"

#include <string.h>

#include "mado-bank-text.h"
#include "mado-tables.h"

#define FIELD_WIDTH 30 /* of the payee's name in a transfer */

/* Bytes of JIS X 0201. */
#define KANA_A 0xB1
#define KANA_I 0xB2
#define KANA_U 0xB3
#define KANA_E 0xB4
#define KANA_O 0xB5
#define KANA_SHI 0xBC
#define KANA_SU 0xBD
#define KANA_CHI 0xC1
#define KANA_TSU 0xC2
#define KANA_WA 0xDC
#define VOICED 0xDE
#define SEMI_VOICED 0xDF

static gboolean
is_voicing_mark (guint8 byte)
{
  return byte == VOICED || byte == SEMI_VOICED;
}

/* The bytes of a name as a string: none of them is 0. */
static char *
dup_bytes (const MadoBankText *text)
{
  return text->bytes->len > 0 ? g_strndup ((const char *) text->bytes->data, text->bytes->len) : g_strdup ("");
}

/* Called once. Returns a GStrv. */
static void *
load_abbreviations (void *unused)
{
  g_autoptr (GStrvBuilder) abbreviations = g_strv_builder_new ();
  MadoTsv rows;

  mado_tables_open ("legal-entities.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row)) {
    g_autoptr (MadoBankText) text = mado_bank_text_new (row[1], mado_bank_profile_get_default ());

    g_strv_builder_take (abbreviations, dup_bytes (text));
  }

  return g_strv_builder_end (abbreviations);
}

/* "ｶ)ABC", "(ｶ)ABC" (a common error), "ABC(ｶ)DEF", "ABC(ｶ". Without a bracket the same letters are a name's. */
static gboolean
is_legal_entity (const char *name)
{
  static GOnce once = G_ONCE_INIT;
  GStrv abbreviations = g_once (&once, load_abbreviations, NULL);

  for (char **abbreviation = abbreviations; *abbreviation != NULL; abbreviation++) {
    g_autofree char *closed = g_strconcat ("(", *abbreviation, ")", NULL);
    g_autofree char *head = g_strconcat (*abbreviation, ")", NULL);
    g_autofree char *tail = g_strconcat ("(", *abbreviation, NULL);

    if (g_str_has_prefix (name, head) || g_str_has_suffix (name, tail) || strstr (name, closed) != NULL)
      return TRUE;
  }

  return FALSE;
}

/* Folds a name in place: marks away, ヂヅ to ジズ. The hyphen stays, it is the long vowel: オーノ is not オノ. */
static void
fold_marks (char *name)
{
  guint8 *end = (guint8 *) name;

  for (guint8 *next = end; *next != '\0'; next++) {
    if (strchr ("(),./\\\xA2\xA3", *next) != NULL)
      continue;
    if (next[1] == VOICED && *next == KANA_CHI)
      *end++ = KANA_SHI;
    else if (next[1] == VOICED && *next == KANA_TSU)
      *end++ = KANA_SU;
    else
      *end++ = *next;
  }
  *end = '\0';
}

/* The kana in which a byte's vowel ends when it is drawn out; 0 for ン and all that has no vowel. */
static guint8
get_vowel (guint8 byte)
{
  static const guint8 in_rows[] = { KANA_A, KANA_I, KANA_U, KANA_E, KANA_O };
  static const guint8 from_ya[] = { KANA_A, KANA_U, KANA_O, KANA_A, KANA_I, KANA_U, KANA_E, KANA_O, KANA_A };
  const guint8 ya = 0xD4;

  if (byte < KANA_A || byte > KANA_WA)
    return 0;

  return byte < ya ? in_rows[(byte - KANA_A) % 5] : from_ya[byte - ya];
}

static gboolean
is_drawn_out (guint8 vowel, guint8 byte)
{
  return vowel != 0 &&
         (byte == '-' || byte == vowel || (vowel == KANA_O && byte == KANA_U) || (vowel == KANA_E && byte == KANA_I));
}

/* Folds a name in place: a vowel drawn out by a kana becomes one drawn out by the hyphen. */
static void
fold_long_vowels (char *name)
{
  guint8 vowel = 0;

  for (guint8 *next = (guint8 *) name; *next != '\0'; next++)
    if (is_drawn_out (vowel, *next) && !is_voicing_mark (next[1]))
      *next = '-';
    else if (!is_voicing_mark (*next))
      vowel = get_vowel (*next);
}

/* The words of a name, none of them empty. */
static GStrv
split_words (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_strv_builder_add (words, *part);

  return g_strv_builder_end (words);
}

static int
compare_words (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GStrv
sort_words (GStrv words)
{
  GStrv sorted = g_strdupv (words);

  qsort (sorted, g_strv_length (sorted), sizeof *sorted, compare_words);

  return sorted;
}

static gboolean
is_same_when_joined (const char *a, const char *b)
{
  for (;; a++, b++) {
    while (*a == ' ')
      a++;
    while (*b == ' ')
      b++;
    if (*a != *b)
      return FALSE;
    if (*a == '\0')
      return TRUE;
  }
}

/* How many words two sorted lists share. */
static guint
count_shared (GStrv a, GStrv b)
{
  guint n = 0;

  while (*a != NULL && *b != NULL) {
    int order = strcmp (*a, *b);

    n += order == 0;
    a += order <= 0;
    b += order >= 0;
  }

  return n;
}

static MadoNameMatch
match_words (const char *applicant, const char *holder)
{
  g_auto (GStrv) words_a = split_words (applicant);
  g_auto (GStrv) words_h = split_words (holder);
  g_auto (GStrv) sorted_a = sort_words (words_a);
  g_auto (GStrv) sorted_h = sort_words (words_h);
  guint n_a = g_strv_length (words_a);
  guint n_h = g_strv_length (words_h);
  guint n_shared = count_shared (sorted_a, sorted_h);

  if (n_shared == 0)
    return MADO_NAME_MATCH_NONE;
  if (n_shared == n_a && n_shared == n_h)
    return MADO_NAME_MATCH_ORDER;
  /* A holder that is one word of the applicant's, the family's name alone say, is not the applicant. */
  if (n_shared == n_a || (n_shared == n_h && n_h > 1))
    return MADO_NAME_MATCH_SUBSET;
  if (strcmp (words_a[0], words_h[0]) == 0)
    return MADO_NAME_MATCH_FAMILY;
  if (strcmp (words_a[n_a - 1], words_h[n_h - 1]) == 0)
    return MADO_NAME_MATCH_GIVEN;

  return MADO_NAME_MATCH_NONE;
}

static MadoNameMatch
match_folded (char *applicant, char *holder)
{
  fold_marks (applicant);
  fold_marks (holder);
  if (is_same_when_joined (applicant, holder))
    return MADO_NAME_MATCH_FOLD;
  fold_long_vowels (applicant);
  fold_long_vowels (holder);
  if (is_same_when_joined (applicant, holder))
    return MADO_NAME_MATCH_LONG_VOWEL;

  return match_words (applicant, holder);
}

/**
 * mado_name_match:
 * @applicant: the applicant's name in kana or letters of any width, family name first where it has one
 * @holder: the account holder's name, in half or full width
 *
 * A legal entity is named before all else, since no personal benefit goes to one. A name with a character that no
 * bank carries matches nothing.
 *
 * Returns: how the two go together
 */
MadoNameMatch
mado_name_match (const char *applicant, const char *holder)
{
  MadoBankProfile profile = *mado_bank_profile_get_default ();
  profile.takes_comma = TRUE;
  g_autoptr (MadoBankText) text_a = mado_bank_text_new (applicant, &profile);
  g_autoptr (MadoBankText) text_h = mado_bank_text_new (holder, &profile);
  g_autofree char *name_a = dup_bytes (text_a);
  g_autofree char *name_h = dup_bytes (text_h);

  if (is_legal_entity (name_h))
    return MADO_NAME_MATCH_LEGAL;
  if (text_a->n_rejected > 0 || text_h->n_rejected > 0 || *name_a == '\0' || *name_h == '\0')
    return MADO_NAME_MATCH_NONE;
  if (strcmp (name_a, name_h) == 0)
    return MADO_NAME_MATCH_EXACT;
  mado_bank_text_cut (text_a, FIELD_WIDTH);
  mado_bank_text_cut (text_h, FIELD_WIDTH);
  if (strcmp (text_a->half_width, text_h->half_width) == 0)
    return MADO_NAME_MATCH_TRUNC;

  return match_folded (name_a, name_h);
}

/**
 * mado_name_match_to_string:
 * @match: how two names go together
 *
 * Returns: (transfer none): its word in files and on the command line
 */
const char *
mado_name_match_to_string (MadoNameMatch match)
{
  static const char *const words[] = {
    [MADO_NAME_MATCH_NONE] = "NONE",     [MADO_NAME_MATCH_EXACT] = "EXACT", [MADO_NAME_MATCH_FOLD] = "FOLD",
    [MADO_NAME_MATCH_TRUNC] = "TRUNC",   [MADO_NAME_MATCH_ORDER] = "ORDER", [MADO_NAME_MATCH_LONG_VOWEL] = "LONGVOWEL",
    [MADO_NAME_MATCH_SUBSET] = "SUBSET", [MADO_NAME_MATCH_LEGAL] = "LEGAL", [MADO_NAME_MATCH_FAMILY] = "FAMILY",
    [MADO_NAME_MATCH_GIVEN] = "GIVEN",
  };

  return words[match];
}
