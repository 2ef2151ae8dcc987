/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Faults in words, and days as people write them. */

#include "mado-call-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-calendar.h"
#include "mado-call-moment.h"
#include "mado-wording.h"

#define REPLY_DAYS 3 /* office days, where the programme says nothing */

static const char *
get_empty (MadoCallPart part)
{
  if (part == MADO_CALL_QUESTION)
    return _ ("What was asked is missing");
  if (part == MADO_CALL_ANSWER)
    return _ ("The answer is missing: type it, or choose another outcome");

  return part == MADO_CALL_DUE ? _ ("The day is missing") : _ ("The time of the call is missing");
}

/**
 * mado_call_words_get_fault:
 * @fault: what keeps a call from being written down
 *
 * Returns: (transfer none): a sentence that says so, in the user's language
 */
const char *
mado_call_words_get_fault (const MadoCallFault *fault)
{
  switch (fault->kind) {
  case MADO_CALL_FAULT_EMPTY:
    return get_empty (fault->part);
  case MADO_CALL_FAULT_UNREADABLE:
    return fault->part == MADO_CALL_DUE ? _ ("This is no day: write it as 6/10 or R7.6.10")
                                        : _ ("This is no time: write it as 15:30");
  case MADO_CALL_FAULT_PAST:
    return _ ("That moment is over already");
  case MADO_CALL_FAULT_TOO_LONG:
    return _ ("The text is too long, or holds characters that cannot be stored");
  case MADO_CALL_FAULT_MY_NUMBER:
  default:
    return _ ("The text holds a My Number, which is never written down");
  }
}

/**
 * mado_call_words_write_promise:
 * @call: a call
 * @now: the time
 *
 * Returns: (transfer full): the day that was promised, and the time, as they were understood; empty where they were not
 */
char *
mado_call_words_write_promise (MadoCall *call, MadoInstant now)
{
  MadoDate day = mado_call_moment_read_day (mado_call_get (call, MADO_CALL_DUE), mado_instant_get_japanese_day (now));
  int minutes = mado_call_moment_read_time (mado_call_get (call, MADO_CALL_TIME));
  char iso[MADO_DATE_ISO_SIZE];
  g_autofree char *text = NULL;

  if (!mado_date_is_valid (day))
    return g_strdup ("");
  mado_date_to_iso (day, iso);
  text = mado_wording_write_day (iso);
  if (strcmp (mado_call_get (call, MADO_CALL_OUTCOME), MADO_CALL_BACK) != 0 || minutes == MADO_CALL_TIME_NONE)
    return g_steal_pointer (&text);

  return g_strdup_printf ("%s %02d:%02d", text, minutes / 60, minutes % 60);
}

/**
 * mado_call_words_dup_proposal:
 * @call: a call
 * @now: the time
 *
 * Returns: (transfer full): the day by which a promise of its outcome is kept as a rule, as it would be typed
 */
char *
mado_call_words_dup_proposal (MadoCall *call, MadoInstant now)
{
  const MadoDuration *reply = &mado_call_get_programme (call)->calls.reply;
  gboolean is_call = strcmp (mado_call_get (call, MADO_CALL_OUTCOME), MADO_CALL_BACK) == 0;
  int days = reply->count > 0 ? (int) reply->count : REPLY_DAYS;
  MadoDate day = mado_calendar_add_days (MADO_CALENDAR_WARD, mado_instant_get_japanese_day (now), is_call ? 0 : days);

  if (is_call)
    day = mado_calendar_roll_next (MADO_CALENDAR_WARD, mado_instant_get_japanese_day (now));

  return g_strdup_printf ("%d/%d", day.month, day.day);
}
