/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Wards one after the other: one that cannot be saved keeps none of the others from it. */

#include "mado-service-saving.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mado-service-deeds.h"
#include "mado-service-making.h"
#include "mado-ward-directory.h"
#include "mado-ward-save.h"

/**
 * mado_saved_ward_free:
 * @self: (transfer full): what was saved
 */
void
mado_saved_ward_free (MadoSavedWard *self)
{
  g_free (self->ward);
  g_free (self->path);
  g_free (self);
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the folder %s cannot be made: %s", path,
               g_strerror (errno));

  return FALSE;
}

/**
 * mado_service_prepare_saving:
 * @settings: of a service that says where its wards are saved
 * @error: what went wrong
 *
 * Returns: whether folder and key are there: those that were, or new ones
 */
gboolean
mado_service_prepare_saving (const MadoServiceSettings *settings, GError **error)
{
  return make_folder (settings->backup_folder, error) && (g_file_test (settings->backup_key, G_FILE_TEST_EXISTS) ||
                                                          mado_service_make_backup_key (settings->backup_key, error));
}

/**
 * mado_service_load_backup_key:
 * @settings: of a service that says where its wards are saved
 * @error: why there is none
 *
 * Returns: (transfer full) (nullable): the key that they are saved under
 */
MadoSecret *
mado_service_load_backup_key (const MadoServiceSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  MadoSecret *key = mado_service_papers_load_backup_key (settings->backup_key, faults);

  if (key == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, mado_service_faults_get (faults, 0)->what);

  return key;
}

static MadoWardPlace *
find_place (const MadoServiceSettings *settings, const char *ward, const MadoSecret *secret, GError **error)
{
  return strcmp (ward, settings->office->name) == 0 ? mado_ward_place_new (settings->office, secret, error)
                                                    : mado_ward_directory_find (settings, ward, secret, error);
}

static MadoSavedWard *
save_ward (const char *folder, const MadoSecret *key, MadoWardPlace *place, MadoInstant now, GError **error)
{
  g_autofree char *path = g_build_filename (folder, mado_ward_place_get_name (place), NULL);
  g_autoptr (MadoWardArchive) archive = make_folder (path, error) ? mado_ward_archive_open (path, key, error) : NULL;
  g_autoptr (MadoBackend) backend =
      archive != NULL ? mado_ward_place_open_patiently (place, MADO_BACKEND_READ, error) : NULL;
  g_auto (MadoSaving) saving = { 0 };
  MadoSavedWard *saved;

  if (backend == NULL || !mado_ward_save (archive, backend, FALSE, now, &saving, error))
    return NULL;
  saved = g_new0 (MadoSavedWard, 1);
  saved->ward = g_strdup (mado_ward_place_get_name (place));
  saved->path = g_steal_pointer (&saving.path);
  saved->number = saving.number;

  return saved;
}

static gboolean
save_into (GPtrArray *all,
           const MadoServiceSettings *settings,
           const char *ward,
           const MadoSecret *secret,
           const MadoSecret *key,
           MadoInstant now,
           GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MadoWardPlace) place = find_place (settings, ward, secret, &fault);
  g_autofree char *folder = g_build_filename (settings->backup_folder, ward, NULL);
  MadoSavedWard *saved = place != NULL ? save_ward (settings->backup_folder, key, place, now, &fault) : NULL;

  mado_service_deed_note (folder, MADO_SERVICE_DEED_SAVED, now, fault);
  if (saved != NULL) {
    g_ptr_array_add (all, saved);
    return TRUE;
  }
  if (error != NULL && *error == NULL)
    g_set_error (error, fault->domain, fault->code, "\"%s\" could not be saved: %s", ward, fault->message);

  return FALSE;
}

/**
 * mado_service_save:
 * @settings: of a service that says where its wards are saved
 * @secret: of the service
 * @now: the time
 * @error: of the first ward that could not be saved; those after it were
 *
 * May be done while the service runs.
 *
 * Returns: (transfer full) (nullable) (element-type MadoSavedWard): what was saved
 */
GPtrArray *
mado_service_save (const MadoServiceSettings *settings, const MadoSecret *secret, MadoInstant now, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_saved_ward_free);
  g_autoptr (MadoSecret) key = mado_service_load_backup_key (settings, error);
  g_autoptr (GError) first = NULL;

  if (key == NULL)
    return NULL;
  for (guint i = 0; i < settings->wards->len; i++) {
    const MadoWardSettings *ward = g_ptr_array_index (settings->wards, i);

    save_into (all, settings, ward->name, secret, key, now, &first);
  }
  save_into (all, settings, settings->office->name, secret, key, now, &first);
  if (first != NULL) {
    g_propagate_error (error, g_steal_pointer (&first));
    return NULL;
  }

  return g_steal_pointer (&all);
}

/**
 * mado_service_find_last_saving:
 * @settings: of a service that says where its wards are saved
 * @ward: the name of one, or of the office
 * @out_when: (out): when it was saved last
 *
 * Returns: whether it ever was
 */
gboolean
mado_service_find_last_saving (const MadoServiceSettings *settings, const char *ward, MadoInstant *out_when)
{
  g_autofree char *path = g_build_filename (settings->backup_folder, ward, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  gboolean is_found = FALSE;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    GStatBuf status;

    if ((g_str_has_suffix (name, ".whole") || g_str_has_suffix (name, ".more")) && g_stat (file, &status) == 0) {
      const gint64 saved = (gint64) status.st_mtime * G_USEC_PER_SEC;

      out_when->microseconds = is_found ? MAX (out_when->microseconds, saved) : saved;
      is_found = TRUE;
    }
  }

  return is_found;
}
