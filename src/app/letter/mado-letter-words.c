/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each table stands in the order of its enumeration. */

#include "mado-letter-words.h"

#include <glib/gi18n.h>

#include "mado-json-member.h"

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
