/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A word that nobody knows is shown as it is. */

#include "mado-inquiry-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-json-member.h"
#include "mado-wording.h"

const MadoInquiryWord mado_inquiry_outcomes[] = {
  { "answered", N_ ("Answered") },
  { "call_back", N_ ("To be called back") },
  { "ask_ward", N_ ("The ward is asked") },
  { "unknown_caller", N_ ("Caller unknown") },
  {},
};

static const MadoInquiryWord entries[] = {
  { "question", N_ ("Asked") },
  { "answer", N_ ("Answered") },
  { "not_reached", N_ ("Called back, not reached") },
  { "ask_ward", N_ ("Question to the ward") },
  { "reply", N_ ("Reply of the ward") },
  { "link", N_ ("Linked to a case") },
  { "close", N_ ("Closed") },
  {},
};

static const char *
find_word (const MadoInquiryWord *words, const char *id)
{
  for (; words->id != NULL; words++)
    if (strcmp (words->id, id) == 0)
      return _ (words->label);

  return id;
}

/**
 * mado_inquiry_words_get_category:
 * @programme: has the categories
 * @category: of an inquiry
 *
 * Returns: (transfer none): what it is about, as the programme says it
 */
const char *
mado_inquiry_words_get_category (const MadoProgramme *programme, const char *category)
{
  const MadoNamed *named = mado_section_find (programme->calls.categories, category);

  return named != NULL ? named->label : category;
}

/**
 * mado_inquiry_words_get_outcome:
 * @outcome: of an inquiry
 *
 * Returns: (transfer none): how the call ended, in the user's language
 */
const char *
mado_inquiry_words_get_outcome (const char *outcome)
{
  return find_word (mado_inquiry_outcomes, outcome);
}

/**
 * mado_inquiry_words_get_entry:
 * @what: of an entry of a thread
 *
 * Returns: (transfer none): what was done, in the user's language
 */
const char *
mado_inquiry_words_get_entry (const char *what)
{
  return find_word (entries, what);
}

/**
 * mado_inquiry_words_get_standing:
 * @sheet: an inquiry
 *
 * Returns: (transfer none): how it stands, in the user's language
 */
const char *
mado_inquiry_words_get_standing (const MadoInquirySheet *sheet)
{
  if (strcmp (mado_entity_get_state (sheet->inquiry), "closed") == 0)
    return _ ("Closed");
  if (mado_inquiry_sheet_waits (sheet, MADO_INQUIRY_ASK_WARD))
    return _ ("The ward is asked");
  if (mado_inquiry_sheet_has_reply (sheet))
    return _ ("The ward has replied");
  if (mado_inquiry_sheet_waits (sheet, MADO_INQUIRY_CALL_BACK))
    return _ ("To be called back");

  return C_ ("inquiry", "Open");
}

/**
 * mado_inquiry_words_dup_title:
 * @sheet: an inquiry
 *
 * Returns: (transfer full): who it is about, as far as it is known and may be said
 */
char *
mado_inquiry_words_dup_title (const MadoInquirySheet *sheet)
{
  const char *caller = mado_json_get_text (mado_entity_get_body (sheet->inquiry), "caller_name");

  if (sheet->title.name[0] != '\0' || sheet->title.number[0] != '\0')
    return mado_wording_join (sheet->title.name, sheet->title.number);
  if (caller[0] != '\0')
    return g_strdup (caller);

  return g_strdup (_ ("Caller unknown"));
}

/**
 * mado_inquiry_words_dup_due:
 * @sheet: an inquiry
 * @wait: for what it waits
 * @today: the day in Japan
 *
 * Returns: (transfer full): until when that was promised; empty: it does not wait for that
 */
char *
mado_inquiry_words_dup_due (const MadoInquirySheet *sheet, MadoInquiryWait wait, MadoDate today)
{
  const char *due = mado_inquiry_sheet_get_due (sheet, wait);
  const gint64 call_time = wait == MADO_INQUIRY_CALL_BACK ? mado_inquiry_sheet_get_call_time (sheet) : 0;
  g_autofree char *day = call_time > 0 ? mado_wording_write_moment (call_time) : mado_wording_write_day (due);
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (today, iso);
  if (due[0] == '\0')
    return g_strdup ("");
  if (strcmp (due, iso) == 0)
    /* Translators: %s is a day, which is today */
    return g_strdup_printf (_ ("due today, %s"), day);
  /* Translators: %s is a day until which something was promised */
  return g_strdup_printf (_ ("due %s"), day);
}

/**
 * mado_inquiry_words_dup_line:
 * @programme: has the categories
 * @sheet: an inquiry
 *
 * Returns: (transfer full): it in two lines: when, what about and how it stands; what was asked
 */
char *
mado_inquiry_words_dup_line (const MadoProgramme *programme, const MadoInquirySheet *sheet)
{
  g_autofree char *time = mado_wording_write_moment (mado_inquiry_sheet_get_time (sheet));
  const char *category = mado_json_get_text (mado_entity_get_body (sheet->inquiry), "category");
  g_autofree char *head = mado_wording_join (time, mado_inquiry_words_get_category (programme, category),
                                             mado_inquiry_words_get_standing (sheet));

  return g_strstrip (g_strdup_printf ("%s\n%s", head, mado_inquiry_sheet_get_question (sheet)));
}
