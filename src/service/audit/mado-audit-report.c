/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts, for each account, terminal and day, what one rule after the other is about. */

#include "mado-audit-report.h"

#include <string.h>

#include "mado-access.h"
#include "mado-audit-walk.h"
#include "mado-calendar.h"

#define JAPAN (9 * G_TIME_SPAN_HOUR)

typedef struct {
  const MadoAuditPeriod *period;
  const MadoAuditRules *rules;
  GArray *lines;       /* (element-type MadoAuditLine) */
  GHashTable *places;  /* of a line among them, by all that it counts */
  GHashTable *records; /* (element-type utf8): that somebody has looked at on a day */
} Report;

static void
clear_line (gpointer data)
{
  MadoAuditLine *line = data;

  g_free (line->account);
  g_free (line->terminal);
}

static void
count (Report *self, const char *concern, const char *account, const char *terminal, MadoDate date)
{
  MadoAuditLine line = { .concern = concern, .count = 1 };
  MadoAuditLine *added;
  g_autofree char *key = NULL;
  gpointer place;

  mado_date_to_iso (date, line.day);
  key = g_strjoin ("\n", concern, account, terminal, line.day, NULL);
  if (g_hash_table_lookup_extended (self->places, key, NULL, &place)) {
    g_array_index (self->lines, MadoAuditLine, GPOINTER_TO_UINT (place)).count++;
    return;
  }
  g_hash_table_insert (self->places, g_steal_pointer (&key), GUINT_TO_POINTER (self->lines->len));
  g_array_append_val (self->lines, line);
  added = &g_array_index (self->lines, MadoAuditLine, self->lines->len - 1);
  added->account = g_strdup (account);
  added->terminal = g_strdup (terminal);
}

static gboolean
is_in_period (const Report *self, MadoDate date)
{
  return mado_date_compare (date, self->period->from) >= 0 && mado_date_compare (date, self->period->until) <= 0;
}

/* --- what is looked at ------------------------------------------------------------------------------------------- */

static gboolean
is_out_at (MadoInstant at, const MadoAuditRules *rules)
{
  const gint64 hour = (at.microseconds + JAPAN) % G_TIME_SPAN_DAY / G_TIME_SPAN_HOUR;

  return hour < rules->opens || hour >= rules->closes ||
         !mado_calendar_is_open (MADO_CALENDAR_WARD, mado_instant_get_japanese_day (at));
}

/* That a session's time is over is nobody's doing. */
static gboolean
is_out_of_hours (const MadoLogHeader *header, const MadoAuditRules *rules)
{
  return *header->actor != '\0' && strcmp (header->kind, MADO_ACCESS_END) != 0 && is_out_at (header->at, rules);
}

static gboolean
is_failure (const MadoLogHeader *header, const MadoAuditRules *rules)
{
  return header->outcome == MADO_OUTCOME_REFUSED && g_str_has_prefix (header->kind, "access.");
}

/* Data goes onto a medium, to a bank, to a printer, or a profile's key is given out. */
static gboolean
is_export (const MadoLogHeader *header, const MadoAuditRules *rules)
{
  static const char *const kinds[] = { "handover.make", "handover.seal", "batch.freeze", "notice.make",
                                       "access.share" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (header->kind, kinds[i]) == 0)
      return header->outcome == MADO_OUTCOME_APPLIED;

  return FALSE;
}

static const struct {
  const char *concern;
  gboolean (*is_one) (const MadoLogHeader *header, const MadoAuditRules *rules);
} concerns[] = {
  { "out-of-hours", is_out_of_hours },
  { "failure", is_failure },
  { "export", is_export },
};

static gboolean
look_at_entry (gpointer user_data, const char *stream, const MadoStoredEntry *entry, GError **error)
{
  Report *self = user_data;
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, error);
  const MadoLogHeader *header;
  MadoDate date;

  if (text == NULL)
    return FALSE;
  header = mado_log_text_get_header (text);
  date = mado_instant_get_japanese_day (header->at);
  for (gsize i = 0; is_in_period (self, date) && i < G_N_ELEMENTS (concerns); i++)
    if (concerns[i].is_one (header, self->rules))
      count (self, concerns[i].concern, header->actor, header->terminal, date);

  return TRUE;
}

/* --- reads ------------------------------------------------------------------------------------------------------- */

/* Whoever opens the same record again has read no other. */
static gboolean
is_another_record (Report *self, const MadoStoredRead *read, MadoDate date)
{
  char id[MADO_ID_TEXT_SIZE], day[MADO_DATE_ISO_SIZE];

  mado_id_to_text (read->entity, id);
  mado_date_to_iso (date, day);

  return g_hash_table_add (self->records, g_strjoin ("\n", read->account, day, id, NULL));
}

static void
look_at_read (gpointer user_data, const MadoStoredRead *read)
{
  Report *self = user_data;
  const MadoDate date = mado_instant_get_japanese_day (read->at);

  if (!is_in_period (self, date))
    return;
  if (is_out_at (read->at, self->rules))
    count (self, "out-of-hours", read->account, read->terminal, date);
  if (is_another_record (self, read, date))
    count (self, "mass-reads", read->account, "", date);
}

static void
drop_few_reads (GArray *lines, guint mass)
{
  for (guint i = lines->len; i > 0; i--) {
    const MadoAuditLine *line = &g_array_index (lines, MadoAuditLine, i - 1);

    if (strcmp (line->concern, "mass-reads") == 0 && line->count < mass)
      g_array_remove_index (lines, i - 1);
  }
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  const MadoAuditLine *first = a, *second = b;
  const gint orders[] = { strcmp (first->day, second->day), strcmp (first->concern, second->concern),
                          strcmp (first->account, second->account), strcmp (first->terminal, second->terminal) };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i] != 0)
      return orders[i];

  return 0;
}

/**
 * mado_audit_report:
 * @backend: of a ward, in a turn
 * @period: which days
 * @rules: what is normal
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoAuditLine): what there is to be looked at, by day
 */
GArray *
mado_audit_report (MadoBackend *backend, const MadoAuditPeriod *period, const MadoAuditRules *rules, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (MadoAuditLine));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Report report = { period, rules, lines, places, records };

  g_array_set_clear_func (lines, clear_line);
  if (!mado_audit_walk (backend, look_at_entry, &report, error) ||
      !mado_audit_walk_reads (backend, look_at_read, &report, error))
    return NULL;
  drop_few_reads (lines, rules->mass_reads);
  g_array_sort (lines, compare_lines);

  return g_steal_pointer (&lines);
}

static void
add_text (MadoHasher *hasher, const char *text)
{
  mado_hasher_update (hasher, text, strlen (text) + 1); /* with its end: no two run together to the same bytes */
}

static void
add_number (MadoHasher *hasher, gint64 number)
{
  const gint64 bytes = GINT64_TO_BE (number);

  mado_hasher_update (hasher, &bytes, sizeof bytes);
}

/**
 * mado_audit_report_hash:
 * @lines: (element-type MadoAuditLine): a report
 * @period: of these days
 * @rules: by these rules
 *
 * Returns: by what it is known: the same logs, days and rules give the same
 */
MadoHash
mado_audit_report_hash (const GArray *lines, const MadoAuditPeriod *period, const MadoAuditRules *rules)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (period->from, day);
  add_text (hasher, day);
  mado_date_to_iso (period->until, day);
  add_text (hasher, day);
  add_number (hasher, rules->opens);
  add_number (hasher, rules->closes);
  add_number (hasher, rules->mass_reads);
  for (guint i = 0; i < lines->len; i++) {
    const MadoAuditLine *line = &g_array_index (lines, MadoAuditLine, i);

    add_text (hasher, line->concern);
    add_text (hasher, line->day);
    add_text (hasher, line->account);
    add_text (hasher, line->terminal);
    add_number (hasher, line->count);
  }

  return mado_hasher_finish (hasher);
}
