/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the service does, for an administrator who asks; and what he has it do. It is worked out by a thread that reads
 * in the office: whoever works in a ward does not wait for a disk that is asked how full it is. */

#include <sys/statvfs.h>

#include "mado-config.h"
#include "mado-house-private.h"
#include "mado-service-deeds.h"
#include "mado-service-outlook.h"
#include "mado-service-saving.h"
#include "mado-service-sheet.h"
#include "mado-terminal-record.h"

/* An administrator who asks. */
typedef struct {
  MadoHouse *house;
  MadoHttpCall *call;
  MadoServiceWish wish;
  GBytes *answer; /* (nullable) */
} Question;

static void
fill_disk (MadoServiceSheet *sheet, const MadoServiceSettings *settings)
{
  struct statvfs disk = { 0 };

  if (statvfs (settings->folder, &disk) == 0) {
    sheet->disk_free = (gint64) (disk.f_bavail * disk.f_frsize);
    sheet->disk_size = (gint64) (disk.f_blocks * disk.f_frsize);
  }
  sheet->disk_wanted = settings->free_disk << 20;
}

/* What was saved one by one is noted by nobody, and was saved all the same. */
static MadoServiceDeed
find_saving (const MadoServiceSettings *settings, const char *folder, const char *ward)
{
  MadoServiceDeed deed = { 0 };
  MadoInstant last = { 0 };

  (void) mado_service_deed_find (folder, MADO_SERVICE_DEED_SAVED, &deed); /* ignored: nothing was noted */
  if (!mado_service_find_last_saving (settings, ward, &last) || last.microseconds <= deed.at.microseconds)
    return deed;
  mado_service_deed_clear (&deed);

  return (MadoServiceDeed) { .at = last, .is_good = TRUE };
}

static void
add_line (MadoServiceSheet *sheet, const MadoServiceSettings *settings, const char *ward, gboolean is_office)
{
  MadoServiceLine line = { .ward = g_strdup (ward), .is_office = is_office };

  if (settings->backup_folder != NULL) {
    g_autofree char *folder = g_build_filename (settings->backup_folder, ward, NULL);

    line.save = find_saving (settings, folder, ward);
    (void) mado_service_deed_find (folder, MADO_SERVICE_DEED_DRILLED, &line.drill); /* ignored: it was never tried */
  }
  g_array_append_val (sheet->lines, line);
}

static void
fill (MadoServiceSheet *sheet, const MadoHouse *house)
{
  const MadoServiceSettings *settings = house->ground->settings;

  sheet->release = g_strdup (MADO_VERSION);
  sheet->now = mado_instant_now ();
  sheet->since.microseconds = sheet->now.microseconds - (g_get_monotonic_time () - house->since);
  sheet->address = g_strdup (settings->address != NULL ? settings->address : "");
  sheet->certificate = house->ground->papers->until;
  fill_disk (sheet, settings);
  sheet->n_connections = mado_http_server_count_connections (house->server);
  sheet->n_requests = (gint64) mado_http_server_count_requests (house->server);
  for (guint reason = 0; reason < MADO_REBUFF_N_REASONS; reason++)
    sheet->n_rebuffs += mado_rebuffs_get_count (house->rebuffs, reason);
  sheet->is_saved = settings->backup_folder != NULL;
  sheet->work = mado_service_child_get_work (house->child);
  for (guint i = 0; i < settings->wards->len; i++)
    add_line (sheet, settings, ((const MadoWardSettings *) g_ptr_array_index (settings->wards, i))->name, FALSE);
  add_line (sheet, settings, settings->office->name, TRUE);
}

static gboolean
count_ending (MadoServiceSheet *sheet, MadoBackend *office, GError **error)
{
  g_autoptr (GPtrArray) records = mado_terminal_record_list (office, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    sheet->n_ending += mado_service_terminal_ends_soon (g_ptr_array_index (records, i), sheet->now);

  return records != NULL;
}

static gboolean
run_look (gpointer data, MadoWardRoom *room, GError **error)
{
  Question *self = data;
  g_autoptr (MadoServiceSheet) sheet = mado_service_sheet_new ();

  g_clear_pointer (&self->answer, g_bytes_unref); /* of a turn before, that failed */
  fill (sheet, self->house);
  if (!count_ending (sheet, mado_ward_room_get_backend (room), error))
    return FALSE;
  self->answer = mado_service_sheet_write (sheet, error);

  return self->answer != NULL;
}

static void
finish (gpointer data, const GError *error)
{
  Question *self = data;

  if (error != NULL)
    mado_http_call_fail (self->call, error);
  else
    mado_http_call_answer_text (self->call, self->answer);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self);
}

static gboolean
begin_work (const Question *self, GError **error)
{
  if (self->wish == MADO_SERVICE_WISH_LOOK || self->house->ground->settings->backup_folder == NULL)
    return TRUE; /* the sheet says that nobody said where */

  return mado_service_child_begin (
      self->house->child, self->wish == MADO_SERVICE_WISH_DRILL ? MADO_SERVICE_DRILLS : MADO_SERVICE_SAVES, error);
}

static void
serve (gpointer house, MadoHttpCall *call, MadoServiceWish wish)
{
  static const MadoWardWork look = { run_look, finish };
  Question *question = g_new0 (Question, 1);
  g_autoptr (GError) error = NULL;

  question->house = house;
  question->call = call;
  question->wish = wish;
  if (begin_work (question, &error))
    mado_ward_readers_submit (((MadoHouse *) house)->office->readers, &look, question);
  else
    finish (question, error);
}

/**
 * mado_house_get_service_side:
 * @self: a house
 *
 * Returns: what sees to it as a whole
 */
MadoServiceSide
mado_house_get_service_side (MadoHouse *self)
{
  return (MadoServiceSide) { serve, self };
}
