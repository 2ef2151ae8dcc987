/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The period and the digest stand as one word of the entry's details: "FROM UNTIL DIGEST". Only what is over is signed
 * off, so that nothing is added to what somebody looked at; and only what the service finds itself. */

#include "mado-audit-sign-off.h"

#include <string.h>

#include "mado-audit-sheet.h"
#include "mado-audit-walk.h"
#include "mado-wire-reader.h"

/* --- what was signed off ----------------------------------------------------------------------------------------- */

typedef struct {
  const MadoAuditPeriod *period;
  GArray *found; /* (element-type MadoAuditSignOff) */
} Search;

static void
clear_sign_off (gpointer data)
{
  g_free (((MadoAuditSignOff *) data)->account);
}

static char *
write_detail (const MadoAuditPeriod *period, const char *digest)
{
  char from[MADO_DATE_ISO_SIZE], until[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (period->from, from);
  mado_date_to_iso (period->until, until);

  return g_strjoin (" ", from, until, digest, NULL);
}

static gboolean
take_detail (const Search *self, const MadoLogHeader *header, GBytes *payload, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new ("details of an access", payload);
  const char *detail = mado_wire_reader_get_text (reader, "detail", MADO_LOG_HEADER_MAX_TEXT);
  g_autofree char *prefix = write_detail (self->period, "");
  MadoAuditSignOff sign_off = { .at = header->at };

  if (g_str_has_prefix (detail, prefix) && mado_hash_from_hex (detail + strlen (prefix), &sign_off.report, NULL)) {
    g_array_append_val (self->found, sign_off);
    g_array_index (self->found, MadoAuditSignOff, self->found->len - 1).account = g_strdup (header->actor);
  }

  return mado_wire_reader_finish (reader, error);
}

static gboolean
look_at_entry (gpointer user_data, const char *stream, const MadoStoredEntry *entry, GError **error)
{
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, error);
  const MadoLogHeader *header;

  if (text == NULL)
    return FALSE;
  header = mado_log_text_get_header (text);
  if (strcmp (header->kind, MADO_ACCESS_SIGN_OFF) != 0 || header->outcome != MADO_OUTCOME_APPLIED ||
      entry->payload == NULL)
    return TRUE;

  return take_detail (user_data, header, entry->payload, error);
}

/**
 * mado_audit_sign_offs_list:
 * @backend: of a ward, in a turn
 * @period: which days
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoAuditSignOff): who signed off a report of just these days
 */
GArray *
mado_audit_sign_offs_list (MadoBackend *backend, const MadoAuditPeriod *period, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (MadoAuditSignOff));
  Search search = { period, found };

  g_array_set_clear_func (found, clear_sign_off);

  return mado_audit_walk (backend, look_at_entry, &search, error) ? g_steal_pointer (&found) : NULL;
}

/* --- signing off ------------------------------------------------------------------------------------------------- */

static gboolean
may_sign_off (const MadoAccount *account)
{
  return (account->is_administrator || account->is_overseer) && !account->must_change;
}

static gboolean
read_period (const MadoKnock *knock, MadoAuditPeriod *out_period)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_access_get_now (knock->access));

  *out_period =
      (MadoAuditPeriod) { mado_date_from_iso (knock->request.from), mado_date_from_iso (knock->request.until) };

  return mado_date_is_valid (out_period->from) && mado_date_is_valid (out_period->until) &&
         mado_date_compare (out_period->from, out_period->until) <= 0 &&
         mado_date_compare (out_period->until, today) < 0;
}

/* Whether what he looked at is what the logs say. */
static gboolean
check_report (MadoKnock *knock, MadoBackend *backend, const MadoAuditPeriod *period, GError **error)
{
  const MadoAuditRules *rules = mado_access_get_audit_rules (knock->access);
  g_autoptr (GArray) lines = mado_audit_report (backend, period, rules, error);
  g_autofree char *digest = NULL;
  MadoHash hash;

  if (lines == NULL)
    return FALSE;
  hash = mado_audit_report_hash (lines, period, rules);
  digest = mado_hash_to_hex (&hash);
  if (g_strcmp0 (digest, knock->request.report) != 0)
    mado_knock_answer (knock, MADO_ACCESS_REPORT);

  return TRUE;
}

static gboolean
look_at_sign_off (MadoKnock *knock, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  MadoAuditPeriod period;

  if (!mado_knock_admit (knock, backend, &admission, error))
    return FALSE;
  if (knock->is_answered)
    return TRUE;
  if (!may_sign_off (admission.account))
    return mado_knock_answer (knock, MADO_ACCESS_NOT_ALLOWED);
  if (!read_period (knock, &period))
    return mado_knock_answer (knock, MADO_ACCESS_PERIOD);
  if (!check_report (knock, backend, &period, error))
    return FALSE;

  return knock->is_answered || mado_knock_look_at_proof (knock, backend, error);
}

static gboolean
decide_sign_off (MadoKnock *knock, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  g_autofree char *detail = NULL;
  MadoAuditPeriod period;

  if (!mado_knock_admit_proved (knock, backend, MADO_ACCESS_SIGN_OFF, &admission, error))
    return FALSE;
  if (knock->is_answered)
    return TRUE;
  if (!may_sign_off (admission.account) || !read_period (knock, &period))
    return mado_knock_answer (knock, MADO_ACCESS_NOT_ALLOWED);
  detail = write_detail (&period, knock->request.report);

  return mado_knock_note (knock, backend, MADO_ACCESS_SIGN_OFF, admission.account->name, MADO_ACCESS_DONE, detail,
                          error) &&
         mado_knock_answer (knock, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_audit_sign_off_verb = { "audit/sign-off", look_at_sign_off, decide_sign_off };

/* --- the report --------------------------------------------------------------------------------------------------- */

static void
add_lines (MadoAuditSheet *sheet, const GArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const MadoAuditLine *line = &g_array_index (lines, MadoAuditLine, i);
    MadoAuditSheetLine copy = { g_strdup (line->concern), g_strdup (line->account), g_strdup (line->terminal), "",
                                line->count };

    g_strlcpy (copy.day, line->day, sizeof copy.day);
    g_array_append_val (sheet->lines, copy);
  }
}

static void
add_sign_offs (MadoAuditSheet *sheet, const GArray *sign_offs)
{
  for (guint i = 0; i < sign_offs->len; i++) {
    const MadoAuditSignOff *sign_off = &g_array_index (sign_offs, MadoAuditSignOff, i);
    const MadoAuditSheetSignOff copy = { g_strdup (sign_off->account), sign_off->at,
                                         mado_hash_equals (&sign_off->report, &sheet->digest) };

    g_array_append_val (sheet->sign_offs, copy);
  }
}

static GBytes *
write_sheet (const MadoKnock *knock, MadoBackend *backend, const MadoAuditPeriod *period, GError **error)
{
  const MadoAuditRules *rules = mado_access_get_audit_rules (knock->access);
  g_autoptr (GArray) lines = mado_audit_report (backend, period, rules, error);
  g_autoptr (GArray) sign_offs = lines != NULL ? mado_audit_sign_offs_list (backend, period, error) : NULL;
  g_autoptr (MadoAuditSheet) sheet = mado_audit_sheet_new ();

  if (sign_offs == NULL)
    return NULL;
  sheet->from = g_strdup (knock->request.from);
  sheet->until = g_strdup (knock->request.until);
  sheet->opens = rules->opens;
  sheet->closes = rules->closes;
  sheet->mass_reads = rules->mass_reads;
  sheet->digest = mado_audit_report_hash (lines, period, rules);
  add_lines (sheet, lines);
  add_sign_offs (sheet, sign_offs);

  return mado_audit_sheet_write (sheet, error);
}

/* It takes as long as the logs are, so it is made by those who read. */
static gboolean
look_at_report (MadoKnock *knock, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  MadoAuditPeriod period;

  if (!mado_knock_admit (knock, backend, &admission, error))
    return FALSE;
  if (knock->is_answered)
    return TRUE;
  if (!may_sign_off (admission.account))
    return mado_knock_answer (knock, MADO_ACCESS_NOT_ALLOWED);
  if (!read_period (knock, &period))
    return mado_knock_answer (knock, MADO_ACCESS_PERIOD);
  knock->list = write_sheet (knock, backend, &period, error);

  return knock->list != NULL && mado_knock_answer (knock, MADO_ACCESS_DONE);
}

/* Everybody is answered at the first step. */
static gboolean
decide_report (MadoKnock *knock, G_GNUC_UNUSED MadoBackend *backend, G_GNUC_UNUSED GError **error)
{
  return mado_knock_answer (knock, MADO_ACCESS_NOT_ALLOWED);
}

const MadoDoorVerb mado_audit_report_verb = { "audit/report", look_at_report, decide_report };
