/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service …`: wards are saved and restored, and it is tried whether they could be. */

#include <glib/gstdio.h>
#include <string.h>

#include "ctl-keep-call.h"
#include "mado-erasure-list.h"
#include "mado-service-deeds.h"
#include "mado-service-drill.h"
#include "mado-service-making.h"
#include "mado-service-means.h"
#include "mado-ward-restore.h"
#include "mado-ward-save.h"

/* --- backup ------------------------------------------------------------------------------------------------------ */

static MadoCtlStatus
run_backup_key (MadoCtlCall *call)
{
  const char *path = mado_ctl_get_argument (call, 0);
  g_autoptr (GError) error = NULL;

  if (!mado_service_make_backup_key (path, &error))
    return mado_ctl_refuse_keep (call, error);
  mado_ctl_answer_string (call, "key", path);

  return MADO_CTL_OK;
}

/* A ward, and the folder of what is saved of it. */
typedef struct {
  MadoServiceSettings *settings;
  MadoSecret *secret;
  MadoWardPlace *place;
  MadoBackend *ward;
  MadoSecret *key;
  MadoWardArchive *archive;
} Errand;

static void
errand_clear (Errand *self)
{
  g_clear_pointer (&self->archive, mado_ward_archive_free);
  g_clear_pointer (&self->key, mado_secret_free);
  g_clear_pointer (&self->ward, mado_backend_free);
  g_clear_pointer (&self->place, mado_ward_place_free);
  g_clear_pointer (&self->secret, mado_secret_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Errand, errand_clear)

static gboolean
open_archive (MadoCtlCall *call, int folder, Errand *errand, GError **error)
{
  errand->key = mado_ctl_load_backup_key (call, error);
  if (errand->key != NULL)
    errand->archive = mado_ward_archive_open (mado_ctl_get_argument (call, folder), errand->key, error);

  return errand->archive != NULL;
}

/* The office is saved like a ward, but it lies where the configuration says. */
static gboolean
is_office (const Errand *errand, const char *name)
{
  return strcmp (name, errand->settings->office->name) == 0;
}

static gboolean
find_ward (MadoCtlCall *call, int ward, Errand *errand, GError **error)
{
  const char *name = mado_ctl_get_argument (call, ward);

  if (!mado_ctl_load_service (call, &errand->settings, &errand->secret, error))
    return FALSE;
  errand->place = is_office (errand, name) ? mado_ward_place_new (errand->settings->office, errand->secret, error)
                                           : mado_ward_directory_find (errand->settings, name, errand->secret, error);

  return errand->place != NULL;
}

/* "WARD FOLDER" */
static gboolean
open_errand (MadoCtlCall *call, MadoBackendAccess access, Errand *out_errand, GError **error)
{
  if (!open_archive (call, 1, out_errand, error) || !find_ward (call, 0, out_errand, error))
    return FALSE;
  out_errand->ward = mado_ward_place_open_patiently (out_errand->place, access, error);

  return out_errand->ward != NULL;
}

static MadoCtlStatus
run_backup (MadoCtlCall *call)
{
  g_auto (Errand) errand = { 0 };
  g_auto (MadoSaving) saving = { 0 };
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  if (!open_errand (call, MADO_BACKEND_READ, &errand, &error) ||
      !mado_ward_save (errand.archive, errand.ward, mado_ctl_get_option (call, "whole") != NULL, mado_instant_now (),
                       &saving, &error))
    return mado_ctl_refuse_keep (call, error);
  mado_ctl_answer_string (call, "file", saving.path);
  mado_ctl_answer_number (call, "number", saving.number);
  mado_ctl_answer_flag (call, "whole", saving.is_whole);
  mado_ctl_answer_number (call, "records", saving.n_records);
  mado_ctl_answer_number (call, "bytes", g_stat (saving.path, &status) == 0 ? (gint64) status.st_size : 0);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_erased (MadoCtlCall *call)
{
  g_auto (Errand) errand = { 0 };
  g_autoptr (GPtrArray) erasures = NULL;
  g_autoptr (GError) error = NULL;

  if (!open_errand (call, MADO_BACKEND_READ, &errand, &error) ||
      !mado_erasure_list_follow (errand.archive, errand.ward, &error))
    return mado_ctl_refuse_keep (call, error);
  erasures = mado_erasure_list_load (errand.archive, &error);
  if (erasures == NULL)
    return mado_ctl_refuse_keep (call, error);
  mado_ctl_answer_number (call, "erased", erasures->len);

  return MADO_CTL_OK;
}

/* --- restore, drill ---------------------------------------------------------------------------------------------- */

static gboolean
read_until (MadoCtlCall *call, gint64 *out_until, GError **error)
{
  const char *typed = mado_ctl_get_option (call, "until");
  guint64 until = 0;

  if (typed != NULL && !g_ascii_string_to_unsigned (typed, 10, 1, G_MAXINT, &until, NULL)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "--until needs the number of a file");
    return FALSE;
  }
  *out_until = (gint64) until;

  return TRUE;
}

static gboolean
restore_to (
    MadoCtlCall *call, const MadoWardArchive *archive, MadoWardPlace *to, MadoRestoring *restoring, GError **error)
{
  const MadoChanceAndTime means = mado_service_get_means ();
  g_autoptr (MadoBackend) backend = NULL;
  gint64 until = 0;

  if (!read_until (call, &until, error) || !mado_ward_place_create (to, MADO_WARD_FILLING, error))
    return FALSE;
  backend = mado_ward_place_open_patiently (to, MADO_BACKEND_WRITE, error);

  return backend != NULL && mado_ward_restore (archive, until, backend, &means, restoring, error);
}

static void
answer_restoring (MadoCtlCall *call, const MadoRestoring *restoring)
{
  char at[MADO_INSTANT_ISO_SIZE];
  g_autofree char *words = NULL;

  mado_instant_to_iso (restoring->at, at);
  words = g_strdup_printf ("what was saved as number %" G_GINT64_FORMAT " on %.16s came back whole from %u files: "
                           "each log link by link, each room by its digest; %u erasures were made again",
                           restoring->number, at, restoring->n_files, restoring->n_erased);
  mado_ctl_answer_string (call, "words", words);
  mado_ctl_answer_number (call, "number", restoring->number);
  mado_ctl_answer_string (call, "saved", at);
  mado_ctl_answer_number (call, "files", restoring->n_files);
  mado_ctl_answer_number (call, "erased", restoring->n_erased);
  mado_ctl_answer_rooms (call, restoring->digest);
}

static gboolean
note_place (const Errand *errand, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  return mado_office_visit_begin (&office, errand->settings, errand->secret, MADO_BACKEND_WRITE, error) &&
         mado_ward_directory_put (office.backend, errand->place, error) && mado_office_visit_commit (&office, error);
}

/* "FOLDER WARD" */
static gboolean
restore (MadoCtlCall *call, MadoRestoring *out_restoring, GError **error)
{
  const char *name = mado_ctl_get_argument (call, 1);
  const char *text = mado_ctl_get_option (call, "to");
  g_auto (Errand) errand = { 0 };

  if (!open_archive (call, 0, &errand, error) || !find_ward (call, 1, &errand, error))
    return FALSE;
  if (text != NULL && is_office (&errand, name)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "the office lies where the configuration says: it takes no --to");
    return FALSE;
  }
  if (text != NULL) {
    g_clear_pointer (&errand.place, mado_ward_place_free);
    errand.place = mado_ward_place_read (name, text, errand.secret, error);
  }

  return errand.place != NULL && restore_to (call, errand.archive, errand.place, out_restoring, error) &&
         (text == NULL || note_place (&errand, error));
}

static MadoCtlStatus
run_restore (MadoCtlCall *call)
{
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (GError) error = NULL;

  if (!restore (call, &restoring, &error))
    return mado_ctl_refuse_keep (call, error);
  answer_restoring (call, &restoring);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_readmit (MadoCtlCall *call)
{
  const MadoChanceAndTime means = mado_service_get_means ();
  g_auto (Errand) errand = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_erased = 0;

  if (!open_errand (call, MADO_BACKEND_WRITE, &errand, &error) ||
      !mado_ward_renew (errand.archive, errand.ward, &means, &n_erased, &error))
    return mado_ctl_refuse_keep (call, error);
  mado_ctl_answer_number (call, "erased", n_erased);

  return MADO_CTL_OK;
}

static const char *
get_scratch (MadoCtlCall *call, const char *otherwise)
{
  const char *scratch = mado_ctl_get_option (call, "scratch");

  return scratch != NULL ? scratch : otherwise;
}

/* What came of it is noted where the service looks. */
static MadoCtlStatus
drill_folder (MadoCtlCall *call)
{
  g_auto (MadoRestoring) restoring = { 0 };
  g_auto (Errand) errand = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 until = 0;

  if (!read_until (call, &until, &error) || !open_archive (call, 0, &errand, &error))
    return mado_ctl_refuse_keep (call, error);
  (void) mado_service_drill (errand.archive, get_scratch (call, g_get_tmp_dir ()), until, &restoring, &error);
  mado_service_deed_note (mado_ctl_get_argument (call, 0), MADO_SERVICE_DEED_DRILLED, mado_instant_now (), error);
  if (error != NULL)
    return mado_ctl_refuse_keep (call, error);
  answer_restoring (call, &restoring);

  return MADO_CTL_OK;
}

static MadoCtlStatus
drill_all (MadoCtlCall *call)
{
  g_autoptr (MadoServiceSettings) settings = NULL;
  g_autoptr (MadoSecret) secret = NULL;
  g_autoptr (GPtrArray) drilled = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_ctl_load_service (call, &settings, &secret, &error))
    return mado_ctl_refuse_keep (call, error);
  if (settings->backup_folder == NULL)
    return mado_ctl_refuse (call, "nobody said where wards are saved: folder=… in [backup] of the configuration");
  drilled = mado_service_drill_all (settings, get_scratch (call, settings->folder), mado_instant_now (), &error);
  if (drilled == NULL)
    return mado_ctl_refuse_keep (call, error);
  json_builder_set_member_name (call->answer, "drilled");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < drilled->len; i++) {
    const MadoDrilledWard *ward = g_ptr_array_index (drilled, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "ward", ward->ward);
    answer_restoring (call, &ward->restoring);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_drill (MadoCtlCall *call)
{
  return mado_ctl_get_argument (call, 0) != NULL ? drill_folder (call) : drill_all (call);
}

#define UNTIL_OPTION { "until", "N", "the number of the last file that counts; the last there is unless told" }

/* clang-format off */
const MadoCtlVerb mado_ctl_keep_verbs[] = {
  { "service", "backup", "WARD FOLDER", 2, 2, "save a ward: what came since the last time, or all; beside the service",
    run_backup,
    { MADO_CTL_SERVICE_OPTION, MADO_CTL_KEY_OPTION, { "whole", NULL, "all of it, whatever was saved before" } } },
  { "service", "backup-key", "FILE", 1, 1,
    "make a key for backups; keep a copy of it away from the machine: without it nothing comes back", run_backup_key,
    { { 0 } } },
  { "service", "drill", "[FOLDER]", 0, 1,
    "whether what was saved comes back: restore it into a scratch file, compare, say it in words, and remove it; "
    "without a folder all that the configuration says",
    run_drill, { MADO_CTL_SERVICE_OPTION, MADO_CTL_KEY_OPTION, UNTIL_OPTION, { "scratch", "FOLDER", "where there is room" } } },
  { "service", "erased", "WARD FOLDER", 2, 2,
    "bring the list of what was erased up to date, so that no restore brings it back", run_erased,
    { MADO_CTL_SERVICE_OPTION, MADO_CTL_KEY_OPTION } },
  { "service", "readmit", "WARD FOLDER", 2, 2,
    "let in a ward that was brought back by other means: what was erased since is erased again, its epochs change",
    run_readmit, { MADO_CTL_SERVICE_OPTION, MADO_CTL_KEY_OPTION } },
  { "service", "restore", "FOLDER WARD", 2, 2,
    "bring a ward back from what was saved of it; what was erased since is erased again", run_restore,
    { MADO_CTL_SERVICE_OPTION, MADO_CTL_KEY_OPTION, UNTIL_OPTION,
      { "to", "PLACE", "sqlcipher:FILE or postgresql:CONNECTION, where it lies from now on; else where it lay" } } },
  {},
};
/* clang-format on */
