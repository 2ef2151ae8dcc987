/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places by the names of wards, on a shelf of the office. */

#include "mado-ward-directory.h"

#include <gio/gio.h>
#include <string.h>

#define SHELF "ward-place"

/* The office, in a turn of its own. */
typedef struct {
  MadoWardPlace *place;
  MadoBackend *backend;
  MadoTurn *turn;
} Office;

static void
clear_office (Office *self)
{
  g_clear_pointer (&self->turn, mado_turn_undo);
  g_clear_pointer (&self->backend, mado_backend_free);
  g_clear_pointer (&self->place, mado_ward_place_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, clear_office)

static gboolean
enter (Office *self,
       const MadoServiceSettings *settings,
       const MadoSecret *secret,
       MadoBackendAccess access,
       GError **error)
{
  self->place = mado_ward_place_new (settings->office, secret, error);
  self->backend = self->place != NULL ? mado_ward_place_open_patiently (self->place, access, error) : NULL;
  self->turn = self->backend != NULL ? mado_turn_begin (self->backend, access, error) : NULL;

  return self->turn != NULL;
}

/**
 * mado_ward_directory_find:
 * @settings: of the service
 * @ward: the name of a ward
 * @secret: of the service
 * @error: %G_IO_ERROR_NOT_FOUND where nobody knows the ward; or what went wrong
 *
 * Returns: (transfer full) (nullable): where it lies
 */
MadoWardPlace *
mado_ward_directory_find (const MadoServiceSettings *settings,
                          const char *ward,
                          const MadoSecret *secret,
                          GError **error)
{
  const MadoWardSettings *made = mado_service_settings_find_ward (settings, ward);
  g_auto (Office) office = { 0 };
  g_autoptr (GBytes) value = NULL;
  g_autofree char *text = NULL;

  if (made == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the configuration has no group [ward %s]", ward);
    return NULL;
  }
  if (!enter (&office, settings, secret, MADO_BACKEND_READ, error) ||
      !office.backend->type->find_record (office.backend, SHELF, ward, &value, error))
    return NULL;
  if (value == NULL)
    return mado_ward_place_new (made, secret, error);
  text = g_strndup (g_bytes_get_data (value, NULL), g_bytes_get_size (value));

  return mado_ward_place_read (ward, text, secret, error);
}

/**
 * mado_ward_directory_put:
 * @settings: of the service
 * @place: where its ward lies from now on
 * @secret: of the service
 * @error: what went wrong
 *
 * Returns: whether it is known to be written
 */
gboolean
mado_ward_directory_put (const MadoServiceSettings *settings,
                         const MadoWardPlace *place,
                         const MadoSecret *secret,
                         GError **error)
{
  const char *text = mado_ward_place_get_text (place);
  g_autoptr (GBytes) value = g_bytes_new (text, strlen (text));
  g_auto (Office) office = { 0 };

  return enter (&office, settings, secret, MADO_BACKEND_WRITE, error) &&
         office.backend->type->put_record (office.backend, SHELF, mado_ward_place_get_name (place), value, error) &&
         mado_turn_commit (g_steal_pointer (&office.turn), error);
}
