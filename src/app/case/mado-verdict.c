/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds two values against each other, by what their type makes of them. */

#include "mado-verdict.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-fold.h"
#include "mado-kanji.h"
#include "mado-name-match.h"
#include "mado-search-fold.h"

#define MOST_CHARACTERS 400 /* that are held against each other one by one; what is longer is marked as a whole */

/* --- by type ------------------------------------------------------------------------------------------------------ */

/* Whether a kanji, and not only a space, a kana or a width, is another in @text than in @other. */
static gboolean
has_other_kanji (const char *text, const char *other)
{
  g_autoptr (GArray) marks = mado_verdict_mark (text, other);

  for (guint i = 0; i < marks->len; i++) {
    const MadoMark *mark = &g_array_index (marks, MadoMark, i);

    for (const char *place = text + mark->start; place < text + mark->end; place = g_utf8_next_char (place))
      if (g_unichar_get_script (g_utf8_get_char (place)) == G_UNICODE_SCRIPT_HAN ||
          mado_kanji_is_selector (g_utf8_get_char (place)))
        return TRUE;
  }

  return FALSE;
}

static MadoVerdict
compare_words (const char *a, const char *b)
{
  if (!mado_fold_compare (a, b, MADO_FOLD_STRICT, NULL))
    return MADO_VERDICT_DIFFERENT;

  return has_other_kanji (a, b) || has_other_kanji (b, a) ? MADO_VERDICT_VARIANT : MADO_VERDICT_SPELLING;
}

/* オオノ, オーノ and オウノ are one name for a bank, and not for a register. */
static MadoVerdict
compare_kana (const char *a, const char *b)
{
  MadoNameMatch match = mado_name_match (a, b);
  gboolean is_same =
      match == MADO_NAME_MATCH_EXACT || match == MADO_NAME_MATCH_FOLD || match == MADO_NAME_MATCH_LONG_VOWEL;

  return is_same ? MADO_VERDICT_SPELLING : compare_words (a, b);
}

/* Within a ward nobody writes the prefecture, and a register does. */
static const char *
skip_prefecture (const char *address)
{
  static const char *const ends[] = { "都", "道", "府", "県" };
  const char *place = address;

  for (int i = 0; i < 4 && place[0] != '\0'; i++) {
    place = g_utf8_next_char (place);
    for (gsize j = 0; i >= 1 && j < G_N_ELEMENTS (ends); j++)
      if (g_str_has_prefix (place, ends[j]))
        return g_utf8_next_char (place);
  }

  return address;
}

/* 三丁目12番4号 is 3-12-4. */
static MadoVerdict
compare_addresses (const char *a, const char *b)
{
  MadoVerdict verdict = compare_words (skip_prefecture (a), skip_prefecture (b));
  g_autofree char *key_a = mado_search_fold (MADO_SEARCH_FORM_BLOCK, skip_prefecture (a));
  g_autofree char *key_b = mado_search_fold (MADO_SEARCH_FORM_BLOCK, skip_prefecture (b));

  if (verdict != MADO_VERDICT_DIFFERENT)
    return verdict;

  return key_a[0] != '\0' && strcmp (key_a, key_b) == 0 ? MADO_VERDICT_SPELLING : MADO_VERDICT_DIFFERENT;
}

static MadoVerdict
compare_digits (const char *a, const char *b)
{
  g_autofree char *key_a = mado_search_fold (MADO_SEARCH_FORM_CODE, a);
  g_autofree char *key_b = mado_search_fold (MADO_SEARCH_FORM_CODE, b);

  return strcmp (key_a, key_b) == 0 ? MADO_VERDICT_SPELLING : MADO_VERDICT_DIFFERENT;
}

static MadoVerdict
compare_mail (const char *a, const char *b)
{
  return g_ascii_strcasecmp (a, b) == 0 ? MADO_VERDICT_SPELLING : MADO_VERDICT_DIFFERENT;
}

static const struct {
  const char *type;
  MadoVerdict (*compare) (const char *a, const char *b);
} types[] = {
  { "name", compare_words },        { "text", compare_words },    { "notes", compare_words },
  { "account", compare_words },     { "postal", compare_digits }, { "phone", compare_digits },
  { "code", compare_digits },       { "email", compare_mail },    { MADO_VERDICT_KANA, compare_kana },
  { "address", compare_addresses },
};

/**
 * mado_verdict_find:
 * @type: of the item, or %MADO_VERDICT_KANA
 * @application: (nullable): what the application says
 * @of_register: (nullable): what the register says
 *
 * Returns: how the two stand to each other; a day, a number or a choice is the same or another, and nothing between
 */
MadoVerdict
mado_verdict_find (const char *type, const char *application, const char *of_register)
{
  gboolean has_application = application != NULL && application[0] != '\0';
  gboolean has_register = of_register != NULL && of_register[0] != '\0';

  if (!has_application || !has_register)
    return has_application ? MADO_VERDICT_APPLICATION_ONLY
                           : (has_register ? MADO_VERDICT_REGISTER_ONLY : MADO_VERDICT_NOTHING);
  if (strcmp (application, of_register) == 0)
    return MADO_VERDICT_SAME;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].type, type) == 0)
      return types[i].compare (application, of_register);

  return MADO_VERDICT_DIFFERENT;
}

/* --- in words ----------------------------------------------------------------------------------------------------- */

/* Never by color alone: a word and a sign, and the color beside them. */
static const struct {
  const char *label;
  const char *icon;
  const char *style;
  gboolean asks_for_eyes;
} words[] = {
  [MADO_VERDICT_NOTHING] = { NC_ ("verdict", "not written"), "list-remove-symbolic", "one-side", FALSE },
  [MADO_VERDICT_SAME] = { NC_ ("verdict", "the same"), "object-select-symbolic", "same", FALSE },
  [MADO_VERDICT_SPELLING] = { NC_ ("verdict", "written otherwise"), "dialog-information-symbolic", "spelling", TRUE },
  [MADO_VERDICT_VARIANT] = { NC_ ("verdict", "variant character"), "dialog-warning-symbolic", "variant", TRUE },
  [MADO_VERDICT_DIFFERENT] = { NC_ ("verdict", "different"), "dialog-error-symbolic", "different", TRUE },
  [MADO_VERDICT_APPLICATION_ONLY] = { NC_ ("verdict", "application only"), "list-remove-symbolic", "one-side", FALSE },
  [MADO_VERDICT_REGISTER_ONLY] = { NC_ ("verdict", "register only"), "list-remove-symbolic", "one-side", TRUE },
  [MADO_VERDICT_HIDDEN] = { NC_ ("verdict", "not compared"), "list-remove-symbolic", "one-side", FALSE },
};

/**
 * mado_verdict_get_label:
 * @verdict: a verdict
 *
 * Returns: (transfer none): its word
 */
const char *
mado_verdict_get_label (MadoVerdict verdict)
{
  return g_dpgettext2 (NULL, "verdict", words[verdict].label);
}

/**
 * mado_verdict_get_icon:
 * @verdict: a verdict
 *
 * Returns: (transfer none): the name of its sign
 */
const char *
mado_verdict_get_icon (MadoVerdict verdict)
{
  return words[verdict].icon;
}

/**
 * mado_verdict_get_style:
 * @verdict: a verdict
 *
 * Returns: (transfer none): the style class of its row
 */
const char *
mado_verdict_get_style (MadoVerdict verdict)
{
  return words[verdict].style;
}

/**
 * mado_verdict_asks_for_eyes:
 * @verdict: a verdict
 *
 * Returns: whether somebody has to look at the row
 */
gboolean
mado_verdict_asks_for_eyes (MadoVerdict verdict)
{
  return words[verdict].asks_for_eyes;
}

/* --- where they differ -------------------------------------------------------------------------------------------- */

/* Row i, column j: how long the longest common part of what follows there is. */
static guint16 *
measure_common (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b)
{
  guint16 *common = g_new0 (guint16, (n_a + 1) * (n_b + 1));

  for (gsize i = n_a; i > 0; i--)
    for (gsize j = n_b; j > 0; j--) {
      guint16 *here = &common[(i - 1) * (n_b + 1) + j - 1];

      *here = a[i - 1] == b[j - 1] ? common[i * (n_b + 1) + j] + 1
                                   : MAX (common[i * (n_b + 1) + j - 1], common[(i - 1) * (n_b + 1) + j]);
    }

  return common;
}

static void
add_mark (GArray *marks, gsize start, gsize end)
{
  MadoMark *last = marks->len > 0 ? &g_array_index (marks, MadoMark, marks->len - 1) : NULL;
  const MadoMark mark = { (guint) start, (guint) end };

  if (last != NULL && last->end == mark.start)
    last->end = mark.end;
  else
    g_array_append_val (marks, mark);
}

/**
 * mado_verdict_mark:
 * @text: one of two texts
 * @other: the other one
 *
 * Returns: (transfer full) (element-type MadoMark): what of @text the other does not have, in order; as little as
 * there can be
 */
GArray *
mado_verdict_mark (const char *text, const char *other)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (MadoMark));
  glong n_text = 0, n_other = 0;
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (text, -1, &n_text);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (other, -1, &n_other);
  g_autofree guint16 *common = NULL;
  const char *place = text;

  if (n_text > MOST_CHARACTERS || n_other > MOST_CHARACTERS) {
    if (strcmp (text, other) != 0)
      add_mark (marks, 0, strlen (text));
    return marks;
  }
  common = measure_common (a, (gsize) n_text, b, (gsize) n_other);
  for (glong i = 0, j = 0; i < n_text;) {
    gboolean is_common = j < n_other && a[i] == b[j];

    if (!is_common && j < n_other && common[i * (n_other + 1) + j + 1] >= common[(i + 1) * (n_other + 1) + j]) {
      j++;
      continue;
    }
    if (!is_common)
      add_mark (marks, (gsize) (place - text), (gsize) (g_utf8_next_char (place) - text));
    i++;
    j += is_common;
    place = g_utf8_next_char (place);
  }

  return marks;
}

/**
 * mado_verdict_dup_code_points:
 * @text: a text
 * @marks: (element-type MadoMark): pieces of it
 *
 * Two forms of a character may look alike on a screen; their numbers never do.
 *
 * Returns: (transfer full): each marked character with its number, "吉 U+5409"; empty where nothing is marked
 */
char *
mado_verdict_dup_code_points (const char *text, const GArray *marks)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++) {
    const MadoMark *mark = &g_array_index (marks, MadoMark, i);

    for (const char *place = text + mark->start; place < text + mark->end; place = g_utf8_next_char (place)) {
      gunichar character = g_utf8_get_char (place);

      g_string_append (list, list->len > 0 ? "　" : "");
      g_string_append_unichar (list, character);
      g_string_append_printf (list, " U+%04X", character);
    }
  }

  return g_string_free_and_steal (g_steal_pointer (&list));
}
