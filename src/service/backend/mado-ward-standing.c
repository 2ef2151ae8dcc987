/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ward's standing is a record of its own; none: it is served. */

#include "mado-ward-standing.h"

#include <string.h>

#define KEY "ward"

static const char *const names[] = { "served", "filling", "left" };

/**
 * mado_ward_standing_get_name:
 * @self: a standing
 *
 * Returns: (transfer none): its word
 */
const char *
mado_ward_standing_get_name (MadoWardStanding self)
{
  return names[self];
}

/* What nobody here can read was written by a newer release: nothing to be worked with either. */
static MadoWardStanding
read_standing (GBytes *value)
{
  gsize length;
  const char *text = g_bytes_get_data (value, &length);

  return length == strlen (names[MADO_WARD_LEFT]) && memcmp (text, names[MADO_WARD_LEFT], length) == 0
             ? MADO_WARD_LEFT
             : MADO_WARD_FILLING;
}

/**
 * mado_ward_standing_load:
 * @backend: a backend, in a turn
 * @out_standing: (out): its ward's standing
 * @error: where to put what went wrong
 *
 * Returns: whether anybody can say
 */
gboolean
mado_ward_standing_load (MadoBackend *backend, MadoWardStanding *out_standing, GError **error)
{
  g_autoptr (GBytes) value = NULL;

  if (!backend->type->find_record (backend, MADO_WARD_STANDING_SHELF, KEY, &value, error))
    return FALSE;
  *out_standing = value != NULL ? read_standing (value) : MADO_WARD_SERVED;

  return TRUE;
}

/**
 * mado_ward_standing_save:
 * @backend: a backend, in a turn that writes
 * @standing: what it will be when the turn is committed
 * @error: where to put what went wrong
 *
 * Returns: whether it is known to be written
 */
gboolean
mado_ward_standing_save (MadoBackend *backend, MadoWardStanding standing, GError **error)
{
  g_autoptr (GBytes) value = g_bytes_new_static (names[standing], strlen (names[standing]));

  return standing == MADO_WARD_SERVED
             ? backend->type->drop_record (backend, MADO_WARD_STANDING_SHELF, KEY, error)
             : backend->type->put_record (backend, MADO_WARD_STANDING_SHELF, KEY, value, error);
}
