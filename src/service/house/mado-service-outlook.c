/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Certificates that end, and wards that nobody has saved. */

#include "mado-service-outlook.h"

#include "mado-service-saving.h"
#include "mado-ward-directory.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define SAVED_DAYS 8 /* a weekly saving that came a day late */

#define CERTIFICATES "certificates"
#define BACKUP "backup"

const char *const mado_service_outlook_subjects[] = { CERTIFICATES, BACKUP, NULL };

static gboolean
ends_soon (MadoInstant until, MadoInstant now)
{
  return until.microseconds - now.microseconds < MADO_SERVICE_OUTLOOK_DAYS * DAY;
}

static void
check_certificate (const MadoServiceGround *ground, MadoInstant now, GPtrArray *faults)
{
  char until[MADO_INSTANT_ISO_SIZE];

  if (!ends_soon (ground->papers->until, now))
    return;
  mado_instant_to_iso (ground->papers->until, until);
  mado_service_faults_add (faults, "make another: madoguchi-ctl service renew, then start the service again",
                           "the service's certificate ends on %.10s", until);
}

/**
 * mado_service_terminal_ends_soon:
 * @record: of a terminal
 * @now: the time
 *
 * Returns: whether it works, and will not for long
 */
gboolean
mado_service_terminal_ends_soon (const MadoTerminalRecord *record, MadoInstant now)
{
  const MadoInstant ends = { record->certificate.expires * G_USEC_PER_SEC };

  return record->standing == MADO_STANDING_WORKING && ends_soon (ends, now);
}

static void
check_record (const MadoTerminalRecord *record, MadoInstant now, GPtrArray *faults)
{
  const MadoInstant ends = { record->certificate.expires * G_USEC_PER_SEC };
  char until[MADO_INSTANT_ISO_SIZE];

  if (!mado_service_terminal_ends_soon (record, now))
    return;
  mado_instant_to_iso (ends, until);
  mado_service_faults_add (faults, "invite it anew: madoguchi-ctl terminal invite",
                           "the certificate of the terminal \"%s\" ends on %.10s", record->terminal, until);
}

static void
check_terminals (const MadoServiceGround *ground, MadoInstant now, GPtrArray *faults)
{
  g_auto (MadoOfficeVisit) visit = { 0 };
  g_autoptr (GPtrArray) records = NULL;

  /* ignored: an office that does not open is a fault of its own */
  if (mado_office_visit_begin (&visit, ground->settings, ground->papers->secret, MADO_BACKEND_READ, NULL))
    records = mado_terminal_record_list (visit.backend, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    check_record (g_ptr_array_index (records, i), now, faults);
}

static void
check_saving (const MadoServiceSettings *settings, const char *ward, MadoInstant now, GPtrArray *faults)
{
  MadoInstant when = { 0 };

  if (!mado_service_find_last_saving (settings, ward, &when))
    mado_service_faults_add (faults, "save it: madoguchi-ctl service save", "\"%s\" was never saved", ward);
  else if (now.microseconds - when.microseconds > SAVED_DAYS * DAY)
    mado_service_faults_add (faults, "save it, each night by madoguchi-backup.timer: madoguchi-ctl service save",
                             "\"%s\" was not saved for more than %d days", ward, SAVED_DAYS);
}

static void
check_savings (const MadoServiceSettings *settings, MadoInstant now, GPtrArray *faults)
{
  g_autoptr (MadoSecret) key = NULL;

  if (settings->backup_folder == NULL) {
    mado_service_faults_add (faults, "say where, in [backup] of the configuration: folder=…",
                             "nobody said where wards are saved");
    return;
  }
  key = mado_service_papers_load_backup_key (settings->backup_key, faults); /* which says what is wrong with it */
  if (key == NULL)
    return;
  check_saving (settings, settings->office->name, now, faults);
  for (guint i = 0; i < settings->wards->len; i++) {
    const MadoWardSettings *ward = g_ptr_array_index (settings->wards, i);

    check_saving (settings, ward->name, now, faults);
  }
}

/**
 * mado_service_look_ahead:
 * @ground: what a service may start on
 * @now: the time
 * @faults: (element-type MadoServiceFault): where to put what is to be done soon
 */
void
mado_service_look_ahead (const MadoServiceGround *ground, MadoInstant now, GPtrArray *faults)
{
  check_certificate (ground, now, faults);
  check_terminals (ground, now, faults);
  mado_service_faults_name_subject (faults, CERTIFICATES);
  check_savings (ground->settings, now, faults);
  mado_service_faults_name_subject (faults, BACKUP);
}
