/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl terminal …`: which terminals may come to the service. They write in its office a moment at a time, so
 * the service need not stop; it hears of it within a second. */

#include "ctl-service.h"
#include "mado-durable-file.h"
#include "mado-invitation.h"
#include "mado-office-visit.h"
#include "mado-service-papers.h"
#include "mado-terminal-record.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define DEFAULT_DAYS 7
#define MAX_DAYS 30

/* The service's office, in a turn. */
typedef struct {
  MadoServiceSettings *settings;
  MadoAuthority *authority; /* (nullable) */
  MadoOfficeVisit visit;
} Office;

static void
clear_office (Office *self)
{
  mado_office_visit_clear (&self->visit);
  g_clear_pointer (&self->authority, mado_authority_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, clear_office)

/* Returns: %MADO_CTL_OK, or why not, which is answered */
static MadoCtlStatus
open_office (MadoCtlCall *call, MadoBackendAccess access, Office *out_office)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  out_office->settings = mado_service_settings_load (mado_ctl_get_service_path (call), faults);
  if (out_office->settings != NULL)
    secret = mado_service_papers_load_secret (out_office->settings, faults);
  if (secret != NULL && access == MADO_BACKEND_WRITE)
    out_office->authority = mado_service_papers_load_authority (out_office->settings, faults);
  if (secret == NULL || faults->len > 0)
    return mado_ctl_answer_service_faults (call, faults);

  return mado_office_visit_begin (&out_office->visit, out_office->settings, secret, access, &error)
             ? MADO_CTL_OK
             : mado_ctl_refuse (call, "%s", error->message);
}

/* --- invite ------------------------------------------------------------------------------------------------------ */

static gboolean
read_days (const MadoCtlCall *call, guint64 *out_days)
{
  const char *text = mado_ctl_get_option (call, "days");

  *out_days = DEFAULT_DAYS;

  return text == NULL || g_ascii_string_to_unsigned (text, 10, 1, MAX_DAYS, out_days, NULL);
}

static gboolean
invite (Office *office, const MadoInvitationOrder *order, const char *path, char **out_code, GError **error)
{
  g_auto (MadoEnrolmentFile) file = { 0 };
  g_autoptr (GBytes) text = NULL;

  if (!mado_invitation_make (office->visit.backend, office->authority, order, &file, out_code, error))
    return FALSE;
  text = mado_enrolment_file_write (&file, error);

  return text != NULL && mado_durable_file_save (path, text, MADO_DURABLE_FILE_NEW, error) &&
         mado_office_visit_commit (&office->visit, error);
}

/* Whoever sets the terminal up compares it: a file of somebody else would lead him elsewhere. */
static void
answer_fingerprint (MadoCtlCall *call, const MadoAuthority *authority)
{
  const MadoHash hash = mado_authority_get_fingerprint (authority);
  g_autofree char *hex = mado_hash_to_hex (&hash);

  mado_ctl_answer_string (call, "fingerprint", hex);
}

static MadoCtlStatus
run_invite (MadoCtlCall *call)
{
  const MadoInstant now = mado_instant_now ();
  const char *path = mado_ctl_get_option (call, "out");
  MadoInvitationOrder order = { .terminal = mado_ctl_get_argument (call, 0), .now = now };
  g_auto (Office) office = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  MadoCtlStatus status;
  guint64 days;

  if (path == NULL)
    return mado_ctl_wrong_usage (call, "--out is missing: where the terminal's file goes");
  if (!read_days (call, &days))
    return mado_ctl_wrong_usage (call, "--days is not a number from 1 to %d", MAX_DAYS);
  status = open_office (call, MADO_BACKEND_WRITE, &office);
  if (status != MADO_CTL_OK)
    return status;
  order.site = mado_ctl_get_option (call, "site");
  order.address = office.settings->address;
  order.until.microseconds = now.microseconds + (gint64) days * DAY;
  if (!invite (&office, &order, path, &code, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "file", path);
  mado_ctl_answer_string (call, "code", code);
  answer_fingerprint (call, office.authority);

  return MADO_CTL_OK;
}

/* --- revoke, list ------------------------------------------------------------------------------------------------ */

static MadoCtlStatus
run_revoke (MadoCtlCall *call)
{
  const char *terminal = mado_ctl_get_argument (call, 0);
  const gboolean is_lost = mado_ctl_get_option (call, "at-once") != NULL;
  g_auto (Office) office = { 0 };
  g_autoptr (GError) error = NULL;
  guint count = 0;
  const MadoCtlStatus status = open_office (call, MADO_BACKEND_WRITE, &office);

  if (status != MADO_CTL_OK)
    return status;
  if (!mado_terminal_record_revoke (office.visit.backend, terminal,
                                    is_lost ? MADO_STANDING_UNKNOWN : MADO_STANDING_REVOKED, mado_instant_now (),
                                    &count, &error) ||
      !mado_office_visit_commit (&office.visit, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  if (count == 0)
    return mado_ctl_refuse (call, "no terminal \"%s\" has a certificate that is good for more", terminal);
  json_builder_set_member_name (call->answer, "certificates");
  json_builder_add_int_value (call->answer, count);

  return MADO_CTL_OK;
}

static const char *
name_standing (MadoTerminalStanding standing)
{
  switch (standing) {
  case MADO_STANDING_ENROLLING:
    return "enrolling";
  case MADO_STANDING_WORKING:
    return "working";
  case MADO_STANDING_REVOKED:
    return "revoked";
  case MADO_STANDING_UNKNOWN:
  default:
    return "nothing";
  }
}

static void
answer_record (MadoCtlCall *call, const MadoTerminalRecord *record)
{
  const MadoInstant expires = { record->certificate.expires * G_USEC_PER_SEC };
  char text[MADO_INSTANT_ISO_SIZE];

  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "terminal", record->terminal);
  mado_ctl_answer_string (call, "site", record->site);
  mado_ctl_answer_string (call, "standing", name_standing (record->standing));
  mado_instant_to_iso (record->since, text);
  mado_ctl_answer_string (call, "since", text);
  mado_instant_to_iso (expires, text);
  mado_ctl_answer_string (call, "until", text);
  mado_ctl_answer_string (call, "serial", record->certificate.serial);
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  g_auto (Office) office = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  const MadoCtlStatus status = open_office (call, MADO_BACKEND_READ, &office);

  if (status != MADO_CTL_OK)
    return status;
  records = mado_terminal_record_list (office.visit.backend, &error);
  if (records == NULL)
    return mado_ctl_refuse (call, "%s", error->message);
  json_builder_set_member_name (call->answer, "certificates");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < records->len; i++)
    answer_record (call, g_ptr_array_index (records, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* clang-format off */
const MadoCtlVerb mado_ctl_terminal_verbs[] = {
  { "terminal", "invite", "NAME", 1, 1,
    "let a terminal come: a file for it (on a medium), and a code for whoever sets it up (by another way)", run_invite,
    { MADO_CTL_SERVICE_OPTION, { "out", "FILE", "where the terminal's file goes" },
      { "site", "SITE", "the place that it is for, as the programme names it: whoever belongs there works there alone" },
      { "days", "N", "how long it may be used, 7 unless told" } } },
  { "terminal", "list", "", 0, 0, "certificates of terminals, also of those that are gone", run_list,
    { MADO_CTL_SERVICE_OPTION } },
  { "terminal", "revoke", "NAME", 1, 1,
    "let a terminal do nothing more than hand in what it did not send, and wipe itself", run_revoke,
    { MADO_CTL_SERVICE_OPTION, { "at-once", NULL, "it may not even do that: somebody else has it" } } },
  {},
};
/* clang-format on */
