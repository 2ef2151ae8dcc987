/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts, for each account, terminal and day, what one rule after the other is about. */

#include "mado-audit-report.h"

#include <string.h>

#include "mado-access.h"
#include "mado-audit-walk.h"
#include "mado-calendar.h"

#define READS_AT_ONCE 1000
#define OPENS 8   /* o'clock in Japan; work is normal from here … */
#define CLOSES 20 /* … to here, on days on which the ward is open */
#define JAPAN (9 * G_TIME_SPAN_HOUR)

typedef struct {
  const MadoAuditPeriod *period;
  GArray *lines;      /* (element-type MadoAuditLine) */
  GHashTable *places; /* of a line among them, by all that it counts */
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
  g_autofree char *key = NULL;
  gpointer place;

  mado_date_to_iso (date, line.day);
  key = g_strjoin ("\n", concern, account, terminal, line.day, NULL);
  if (g_hash_table_lookup_extended (self->places, key, NULL, &place)) {
    g_array_index (self->lines, MadoAuditLine, GPOINTER_TO_UINT (place)).count++;
    return;
  }
  line.account = g_strdup (account);
  line.terminal = g_strdup (terminal);
  g_hash_table_insert (self->places, g_steal_pointer (&key), GUINT_TO_POINTER (self->lines->len));
  g_array_append_val (self->lines, line);
}

static gboolean
is_in_period (const Report *self, MadoDate date)
{
  return mado_date_compare (date, self->period->from) >= 0 && mado_date_compare (date, self->period->until) <= 0;
}

/* --- what is looked at ------------------------------------------------------------------------------------------- */

/* That a session's time is over is nobody's doing. */
static gboolean
is_out_of_hours (const MadoLogHeader *header)
{
  const gint64 hour = (header->at.microseconds + JAPAN) % G_TIME_SPAN_DAY / G_TIME_SPAN_HOUR;

  return *header->actor != '\0' && strcmp (header->kind, MADO_ACCESS_END) != 0 &&
         (hour < OPENS || hour >= CLOSES ||
          !mado_calendar_is_open (MADO_CALENDAR_WARD, mado_instant_get_japanese_day (header->at)));
}

static gboolean
is_failure (const MadoLogHeader *header)
{
  return header->outcome == MADO_OUTCOME_REFUSED && g_str_has_prefix (header->kind, "access.");
}

/* Data goes onto a medium, to a bank, to a printer, or a profile's key is given out. */
static gboolean
is_export (const MadoLogHeader *header)
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
  gboolean (*concerns) (const MadoLogHeader *header);
} rules[] = {
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
  for (gsize i = 0; is_in_period (self, date) && i < G_N_ELEMENTS (rules); i++)
    if (rules[i].concerns (header))
      count (self, rules[i].concern, header->actor, header->terminal, date);

  return TRUE;
}

/* --- reads ------------------------------------------------------------------------------------------------------- */

static void
look_at_reads (Report *self, const GArray *reads)
{
  for (guint i = 0; i < reads->len; i++) {
    const MadoStoredRead *read = &g_array_index (reads, MadoStoredRead, i);
    const MadoDate date = mado_instant_get_japanese_day (read->at);

    if (is_in_period (self, date))
      count (self, "mass-reads", read->account, "", date);
  }
}

static void
drop_few_reads (GArray *lines)
{
  for (guint i = lines->len; i > 0; i--) {
    const MadoAuditLine *line = &g_array_index (lines, MadoAuditLine, i - 1);

    if (strcmp (line->concern, "mass-reads") == 0 && line->count < MADO_AUDIT_MASS_READS)
      g_array_remove_index (lines, i - 1);
  }
}

static gboolean
walk_reads (Report *self, MadoBackend *backend, GError **error)
{
  gint64 after = 0;
  guint length;

  do {
    g_autoptr (GArray) reads = NULL;

    if (!backend->type->list_reads (backend, after, READS_AT_ONCE, &reads, error))
      return FALSE;
    look_at_reads (self, reads);
    length = reads->len;
    if (length > 0)
      after = g_array_index (reads, MadoStoredRead, length - 1).number;
  } while (length > 0);
  drop_few_reads (self->lines);

  return TRUE;
}

/**
 * mado_audit_report:
 * @backend: of a ward, in a turn
 * @period: which days
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoAuditLine): what there is to be looked at
 */
GArray *
mado_audit_report (MadoBackend *backend, const MadoAuditPeriod *period, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (MadoAuditLine));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Report report = { period, lines, places };

  g_array_set_clear_func (lines, clear_line);
  if (!mado_audit_walk (backend, look_at_entry, &report, error) || !walk_reads (&report, backend, error))
    return NULL;

  return g_steal_pointer (&lines);
}
