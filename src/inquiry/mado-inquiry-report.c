/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A call counts in the month in which it came, whatever becomes of it later; so do the waits that it began. */

#include "mado-inquiry-report.h"

#include <string.h>

#include "mado-call.h"
#include "mado-json-member.h"

#define MINUTE 60000 /* milliseconds */

static const char *const outcome_names[] = {
  [MADO_INQUIRY_REPORT_ANSWERED] = MADO_CALL_ANSWERED,
  [MADO_INQUIRY_REPORT_CALL_BACK] = MADO_CALL_BACK,
  [MADO_INQUIRY_REPORT_ASK_WARD] = MADO_CALL_ASK_WARD,
  [MADO_INQUIRY_REPORT_UNKNOWN] = MADO_CALL_UNKNOWN,
};

/* --- waiting ------------------------------------------------------------------------------------------------------ */

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const gint64 *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

static void
add_wait (MadoInquiryWaited *waited, gint64 from, gint64 until)
{
  const gint64 minutes = MAX (until - from, 0) / MINUTE;

  g_array_append_val (waited->ended, minutes);
  g_array_sort (waited->ended, compare_lengths);
}

/* From what @begins it, or from the call itself, to the first entry after it that @ends it. */
static void
count_waits (MadoInquiryWaited *waited, yyjson_val *thread, gboolean by_call, const char *begins, const char *ends)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (thread);
  gint64 since = by_call ? mado_json_get_number (yyjson_arr_get_first (thread), "at") : 0;

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    const char *what = mado_json_get_text (entry, "what");

    if (since == 0 && strcmp (what, begins) == 0) {
      since = mado_json_get_number (entry, "at");
    } else if (since != 0 && strcmp (what, ends) == 0) {
      add_wait (waited, since, mado_json_get_number (entry, "at"));
      since = 0;
    }
  }
}

static void
count_inquiry_waits (MadoInquiryReport *self, yyjson_val *body, MadoInquiryOutcome outcome)
{
  yyjson_val *thread = yyjson_obj_get (body, "thread"), *waits = yyjson_obj_get (body, "waits");

  if (outcome == MADO_INQUIRY_REPORT_CALL_BACK)
    count_waits (&self->call_back, thread, TRUE, "", "answer");
  count_waits (&self->ward, thread, outcome == MADO_INQUIRY_REPORT_ASK_WARD, MADO_CALL_ASK_WARD, "reply");
  self->call_back.n_open += yyjson_obj_get (waits, MADO_CALL_BACK) != NULL;
  self->ward.n_open += yyjson_obj_get (waits, MADO_CALL_ASK_WARD) != NULL;
}

/**
 * mado_inquiry_waited_get_median:
 * @self: waits
 *
 * Returns: minutes; half of those that ended were shorter; -1: none has ended
 */
gint64
mado_inquiry_waited_get_median (const MadoInquiryWaited *self)
{
  return self->ended->len > 0 ? g_array_index (self->ended, gint64, (self->ended->len - 1) / 2) : -1;
}

/**
 * mado_inquiry_waited_get_longest:
 * @self: waits
 *
 * Returns: minutes; -1: none has ended
 */
gint64
mado_inquiry_waited_get_longest (const MadoInquiryWaited *self)
{
  return self->ended->len > 0 ? g_array_index (self->ended, gint64, self->ended->len - 1) : -1;
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

static MadoInquiryOutcome
find_outcome (const char *name)
{
  MadoInquiryOutcome outcome = 0;

  while (outcome < MADO_INQUIRY_REPORT_N_OUTCOMES && strcmp (outcome_names[outcome], name) != 0)
    outcome++;

  return outcome;
}

static MadoInquiryTally *
add_tally (MadoInquiryReport *self, const char *id, const char *label)
{
  MadoInquiryTally *tally = g_new0 (MadoInquiryTally, 1);

  tally->id = g_strdup (id);
  tally->label = g_strdup (label);
  g_ptr_array_add (self->categories, tally);

  return tally;
}

static MadoInquiryTally *
ensure_tally (MadoInquiryReport *self, const char *category)
{
  for (guint i = 0; i < self->categories->len; i++) {
    MadoInquiryTally *tally = g_ptr_array_index (self->categories, i);

    if (strcmp (tally->id, category) == 0)
      return tally;
  }

  return add_tally (self, category, NULL);
}

/**
 * mado_inquiry_report_count:
 * @self: a report
 * @inquiry: an inquiry of any month
 *
 * Counts it where it began in the month of the report.
 */
void
mado_inquiry_report_count (MadoInquiryReport *self, const MadoEntity *inquiry)
{
  yyjson_val *body = mado_entity_get_body (inquiry);
  const MadoInstant began = { mado_json_get_number (yyjson_arr_get_first (yyjson_obj_get (body, "thread")), "at") *
                              1000 };
  const MadoDate day = mado_instant_get_japanese_day (began);
  const MadoInquiryOutcome outcome = find_outcome (mado_json_get_text (body, "outcome"));

  if (day.year != self->month.year || day.month != self->month.month || outcome == MADO_INQUIRY_REPORT_N_OUTCOMES)
    return;
  self->n++;
  self->days[day.day - 1]++;
  self->hours[mado_instant_get_japanese_hour (began)]++;
  self->outcomes[outcome]++;
  ensure_tally (self, mado_json_get_text (body, "category"))->counts[outcome]++;
  count_inquiry_waits (self, body, outcome);
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static void
free_tally (gpointer data)
{
  MadoInquiryTally *tally = data;

  g_free (tally->id);
  g_free (tally->label);
  g_free (tally);
}

/**
 * mado_inquiry_report_new:
 * @programme: has the categories
 * @month: any day of it
 *
 * Returns: (transfer full): a report in which nothing is counted yet
 */
MadoInquiryReport *
mado_inquiry_report_new (const MadoProgramme *programme, MadoDate month)
{
  MadoInquiryReport *self = g_new0 (MadoInquiryReport, 1);

  self->month = (MadoDate) { month.year, month.month, 1 };
  self->categories = g_ptr_array_new_with_free_func (free_tally);
  self->call_back.ended = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->ward.ended = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < mado_section_get_count (programme->calls.categories); i++) {
    const MadoNamed *category = mado_section_get (programme->calls.categories, i);

    add_tally (self, category->id, category->label);
  }

  return self;
}

/**
 * mado_inquiry_report_free:
 * @self: (transfer full): a report
 */
void
mado_inquiry_report_free (MadoInquiryReport *self)
{
  g_ptr_array_unref (self->categories);
  g_array_unref (self->call_back.ended);
  g_array_unref (self->ward.ended);
  g_free (self);
}

/**
 * mado_inquiry_report_get_outcome_name:
 * @outcome: how a call ended
 *
 * Returns: (transfer none): as inquiries have it
 */
const char *
mado_inquiry_report_get_outcome_name (MadoInquiryOutcome outcome)
{
  return outcome_names[outcome];
}

/**
 * mado_inquiry_report_get_n_days:
 * @self: a report
 *
 * Returns: how many days its month has
 */
guint
mado_inquiry_report_get_n_days (const MadoInquiryReport *self)
{
  return (guint) mado_date_get_days_in_month (self->month.year, self->month.month);
}

/**
 * mado_inquiry_tally_sum:
 * @self: a category
 *
 * Returns: how many calls were about it
 */
guint
mado_inquiry_tally_sum (const MadoInquiryTally *self)
{
  guint sum = 0;

  for (MadoInquiryOutcome outcome = 0; outcome < MADO_INQUIRY_REPORT_N_OUTCOMES; outcome++)
    sum += self->counts[outcome];

  return sum;
}
