/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places by the names of wards, on a shelf of the office. */

#include "mado-ward-directory.h"

#include <gio/gio.h>
#include <string.h>

#define SHELF "ward-place"

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
  g_auto (MadoOfficeVisit) office = { 0 };
  g_autoptr (GBytes) value = NULL;
  g_autofree char *text = NULL;

  if (made == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the configuration has no group [ward %s]", ward);
    return NULL;
  }
  if (!mado_office_visit_begin (&office, settings, secret, MADO_BACKEND_READ, error) ||
      !office.backend->type->find_record (office.backend, SHELF, ward, &value, error))
    return NULL;
  if (value == NULL)
    return mado_ward_place_new (made, secret, error);
  text = g_strndup (g_bytes_get_data (value, NULL), g_bytes_get_size (value));

  return mado_ward_place_read (ward, text, secret, error);
}

/**
 * mado_ward_directory_put:
 * @office: the office's backend, in a turn that writes
 * @place: where its ward lies from the commit on
 * @error: what went wrong
 *
 * Returns: whether it is known to be written
 */
gboolean
mado_ward_directory_put (MadoBackend *office, const MadoWardPlace *place, GError **error)
{
  const char *text = mado_ward_place_get_text (place);
  g_autoptr (GBytes) value = g_bytes_new (text, strlen (text));

  return office->type->put_record (office, SHELF, mado_ward_place_get_name (place), value, error);
}
