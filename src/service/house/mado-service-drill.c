/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ward comes back under a key that nobody keeps: what is left of it is noise, however it ends. */

#include "mado-service-drill.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "mado-service-deeds.h"
#include "mado-service-means.h"
#include "mado-service-papers.h"
#include "mado-service-saving.h"
#include "mado-ward-place.h"

#define PREFIX "madoguchi-drill-"

/* --- the scratch folder ------------------------------------------------------------------------------------------- */

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    (void) g_remove (path); /* ignored: its key is gone in any case */
  }
  (void) g_rmdir (folder); /* ignored: as above */
}

static char *
make_folder (const char *scratch, GError **error)
{
  char *folder = g_build_filename (scratch, PREFIX "XXXXXX", NULL);

  if (g_mkdtemp (folder) != NULL)
    return folder;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "there is no room for the drill in %s: %s", scratch,
               g_strerror (errno));
  g_free (folder);

  return NULL;
}

/* Of drills that were killed. */
static void
clear_scratch (const char *scratch)
{
  g_autoptr (GDir) folder = g_dir_open (scratch, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, PREFIX)) {
      g_autofree char *path = g_build_filename (scratch, name, NULL);

      remove_folder (path);
    }
}

/* --- a ward ------------------------------------------------------------------------------------------------------- */

static gboolean
restore (const MadoWardArchive *archive, const char *folder, gint64 until, MadoRestoring *out_restoring, GError **error)
{
  const MadoChanceAndTime means = mado_service_get_means ();
  g_autofree char *text = g_strconcat ("sqlcipher:", folder, "/ward", NULL);
  g_autoptr (MadoSecret) nobodys = mado_secret_new_random (MADO_SERVICE_SECRET_SIZE);
  g_autoptr (MadoWardPlace) to = mado_ward_place_read ("drill", text, nobodys, error);
  g_autoptr (MadoBackend) backend = NULL;

  if (to == NULL || !mado_ward_place_create (to, MADO_WARD_FILLING, error))
    return FALSE;
  backend = mado_ward_place_open_patiently (to, MADO_BACKEND_WRITE, error);

  return backend != NULL && mado_ward_restore (archive, until, backend, &means, out_restoring, error);
}

/**
 * mado_service_drill:
 * @archive: what was saved of a ward
 * @scratch: a folder with room for the ward
 * @until: the number of the last file that counts; 0: all
 * @out_restoring: (out caller-allocates): what came back
 * @error: why it did not
 *
 * Returns: whether it came back as it was saved
 */
gboolean
mado_service_drill (
    const MadoWardArchive *archive, const char *scratch, gint64 until, MadoRestoring *out_restoring, GError **error)
{
  g_autofree char *folder = make_folder (scratch, error);
  gboolean is_restored;

  if (folder == NULL)
    return FALSE;
  is_restored = restore (archive, folder, until, out_restoring, error);
  remove_folder (folder);

  return is_restored;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

/**
 * mado_drilled_ward_free:
 * @self: (transfer full): a ward that came back
 */
void
mado_drilled_ward_free (MadoDrilledWard *self)
{
  mado_restoring_clear (&self->restoring);
  g_free (self->ward);
  g_free (self);
}

static MadoDrilledWard *
drill_ward (const char *folder, const char *ward, const MadoSecret *key, const char *scratch, GError **error)
{
  g_autoptr (MadoWardArchive) archive = mado_ward_archive_open (folder, key, error);
  g_autoptr (MadoDrilledWard) drilled = g_new0 (MadoDrilledWard, 1);

  drilled->ward = g_strdup (ward);

  return archive != NULL && mado_service_drill (archive, scratch, 0, &drilled->restoring, error)
             ? g_steal_pointer (&drilled)
             : NULL;
}

typedef struct {
  const MadoServiceSettings *settings;
  const MadoSecret *key;
  const char *scratch;
  MadoInstant now;
  GPtrArray *drilled;
  GError *first; /* (nullable): what went wrong */
} Round;

static void
drill_into (Round *self, const char *ward)
{
  g_autofree char *folder = g_build_filename (self->settings->backup_folder, ward, NULL);
  g_autoptr (GError) error = NULL;
  MadoDrilledWard *drilled = drill_ward (folder, ward, self->key, self->scratch, &error);

  mado_service_deed_note (folder, MADO_SERVICE_DEED_DRILLED, self->now, error);
  if (drilled != NULL)
    g_ptr_array_add (self->drilled, drilled);
  else if (self->first == NULL)
    g_set_error (&self->first, error->domain, error->code, "\"%s\" does not come back: %s", ward, error->message);
}

/**
 * mado_service_drill_all:
 * @settings: of a service that says where its wards are saved
 * @scratch: a folder with room for the largest of them
 * @now: the time
 * @error: of the first ward that does not come back; those after it were tried, too
 *
 * May be done while the service runs.
 *
 * Returns: (transfer full) (nullable) (element-type MadoDrilledWard): what came back
 */
GPtrArray *
mado_service_drill_all (const MadoServiceSettings *settings, const char *scratch, MadoInstant now, GError **error)
{
  g_autoptr (GPtrArray) drilled = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_drilled_ward_free);
  g_autoptr (MadoSecret) key = mado_service_load_backup_key (settings, error);
  Round round = { settings, key, scratch, now, drilled, NULL };

  if (key == NULL)
    return NULL;
  clear_scratch (scratch);
  for (guint i = 0; i < settings->wards->len; i++)
    drill_into (&round, ((const MadoWardSettings *) g_ptr_array_index (settings->wards, i))->name);
  drill_into (&round, settings->office->name);
  if (round.first != NULL) {
    g_propagate_error (error, round.first);
    return NULL;
  }

  return g_steal_pointer (&drilled);
}
