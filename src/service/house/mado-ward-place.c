/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backends by their names. */

#include "mado-ward-place.h"

#include <gio/gio.h>
#include <string.h>

#include "mado-backend-postgresql.h"
#include "mado-backend-sqlcipher.h"
#include "mado-fault-point.h"
#include "mado-hkdf.h"
#include "mado-key-file.h"
#include "mado-store-error.h"

#define PURPOSE "madoguchi ward " /* and its name: each file has a key of its own */
#define PATIENCE (10 * G_USEC_PER_SEC)
#define ROUND (20 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  const char *name;
  gboolean is_path; /* what its backend wants to know */
  gboolean (*create) (const MadoWardPlace *place, MadoWardStanding standing, GError **error);
  MadoBackend *(*open) (const MadoWardPlace *place, MadoBackendAccess access, GError **error);
} Kind;

struct _MadoWardPlace {
  const Kind *kind;
  char *name;
  char *text;        /* the kind, a colon, */
  const char *where; /* and this */
  MadoSecret *key;
};

static gboolean
create_sqlcipher (const MadoWardPlace *place, MadoWardStanding standing, GError **error)
{
  return mado_backend_sqlcipher_create (&(MadoDatabasePlace) { .path = place->where }, place->key, standing, error);
}

static MadoBackend *
open_sqlcipher (const MadoWardPlace *place, MadoBackendAccess access, GError **error)
{
  return mado_backend_sqlcipher_open (&(MadoDatabasePlace) { .path = place->where }, place->key, access, error);
}

static gboolean
create_postgresql (const MadoWardPlace *place, MadoWardStanding standing, GError **error)
{
  return mado_backend_postgresql_create (&(MadoPostgresqlPlace) { .conninfo = place->where }, standing, error);
}

static MadoBackend *
open_postgresql (const MadoWardPlace *place, MadoBackendAccess access, GError **error)
{
  return mado_backend_postgresql_open (&(MadoPostgresqlPlace) { .conninfo = place->where }, access, error);
}

static const Kind kinds[] = {
  { "postgresql", FALSE, create_postgresql, open_postgresql },
  { "sqlcipher", TRUE, create_sqlcipher, open_sqlcipher },
};

static const Kind *
find_kind (const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "there is no backend \"%s\"", name);

  return NULL;
}

/**
 * mado_ward_place_new:
 * @settings: where it is
 * @secret: of the service
 * @error: %G_IO_ERROR_NOT_SUPPORTED: there is no such backend; or what went wrong
 *
 * Returns: (transfer full) (nullable): the place
 */
MadoWardPlace *
mado_ward_place_new (const MadoWardSettings *settings, const MadoSecret *secret, GError **error)
{
  const Kind *kind = find_kind (settings->backend, error);
  g_autofree char *text = g_strconcat (PURPOSE, settings->name, NULL);
  g_autoptr (GBytes) purpose = g_bytes_new (text, strlen (text));
  MadoSecret *key = kind != NULL ? mado_hkdf_derive (&secret, 1, NULL, purpose, MADO_DATA_KEY_SIZE, error) : NULL;
  g_autofree char *path = NULL;
  MadoWardPlace *self;

  if (key == NULL)
    return NULL;
  path = kind->is_path ? g_canonicalize_filename (settings->place, NULL) : NULL;
  self = g_new0 (MadoWardPlace, 1);
  self->kind = kind;
  self->name = g_strdup (settings->name);
  self->text = g_strconcat (kind->name, ":", path != NULL ? path : settings->place, NULL);
  self->where = self->text + strlen (kind->name) + 1;
  self->key = key;

  return self;
}

/**
 * mado_ward_place_read:
 * @name: of the ward
 * @text: "sqlcipher:FILE", "postgresql:CONNECTION"
 * @secret: of the service
 * @error: %G_IO_ERROR_INVALID_ARGUMENT: it is not written so; or what mado_ward_place_new() says
 *
 * Returns: (transfer full) (nullable): the place
 */
MadoWardPlace *
mado_ward_place_read (const char *name, const char *text, const MadoSecret *secret, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  const MadoWardSettings settings = { (char *) name, parts[0], parts[0] != NULL ? parts[1] : NULL };

  if (settings.place == NULL || *settings.place == '\0') {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "the place of a ward is sqlcipher:FILE or postgresql:CONNECTION");
    return NULL;
  }

  return mado_ward_place_new (&settings, secret, error);
}

/**
 * mado_ward_place_free:
 * @self: (transfer full): a place where nothing is open
 */
void
mado_ward_place_free (MadoWardPlace *self)
{
  mado_secret_free (self->key);
  g_free (self->text);
  g_free (self->name);
  g_free (self);
}

/**
 * mado_ward_place_get_name:
 * @self: a place
 *
 * Returns: (transfer none): the name of its ward
 */
const char *
mado_ward_place_get_name (const MadoWardPlace *self)
{
  return self->name;
}

/**
 * mado_ward_place_get_text:
 * @self: a place
 *
 * Returns: (transfer none): what mado_ward_place_read() makes it of again
 */
const char *
mado_ward_place_get_text (const MadoWardPlace *self)
{
  return self->text;
}

/**
 * mado_ward_place_open:
 * @self: a place
 * @access: what for
 * @error: why it cannot be opened
 *
 * Of a #MadoWardSource; threads may call it at once.
 *
 * Returns: (transfer full) (nullable): the ward's backend
 */
MadoBackend *
mado_ward_place_open (gpointer self, MadoBackendAccess access, GError **error)
{
  const MadoWardPlace *place = self;

  return place->kind->open (place, access, error);
}

/**
 * mado_ward_place_is_in_use:
 * @error: why a place could not be opened
 *
 * Returns: whether that is because another writes there, and may be done with it soon
 */
gboolean
mado_ward_place_is_in_use (const GError *error)
{
  return g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_IN_USE) ||
         g_error_matches (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE);
}

/* Returns: whether to try again: who has it open now may be done with it then */
static gboolean
await_its_end (const GError *fault, gint64 end)
{
  if (!mado_ward_place_is_in_use (fault) || g_get_monotonic_time () >= end)
    return FALSE;
  g_usleep (ROUND);

  return TRUE;
}

/**
 * mado_ward_place_create:
 * @self: a place where there is nothing
 * @standing: how the ward stands from the first moment on: one that is to be filled is served by nobody before it is
 * whole, whoever is killed
 * @error: what is there already, or what went wrong
 *
 * Waits for whoever was there a moment ago.
 *
 * Returns: whether there is an empty ward now
 */
gboolean
mado_ward_place_create (MadoWardPlace *self, MadoWardStanding standing, GError **error)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;
  g_autoptr (GError) fault = NULL;

  while (!self->kind->create (self, standing, &fault)) {
    if (!await_its_end (fault, end)) {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
    g_clear_error (&fault);
  }
  mado_fault_point ("ward-made");

  return TRUE;
}

/**
 * mado_ward_place_open_patiently:
 * @self: a place where another program writes, too, a moment at a time
 * @access: what for
 * @error: why it cannot be opened
 *
 * As mado_ward_place_open(), but waits until the other is done.
 *
 * Returns: (transfer full) (nullable): the ward's backend
 */
MadoBackend *
mado_ward_place_open_patiently (gpointer self, MadoBackendAccess access, GError **error)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;

  for (;;) {
    g_autoptr (GError) inner = NULL;
    MadoBackend *backend = mado_ward_place_open (self, access, &inner);

    if (backend != NULL)
      return backend;
    if (!await_its_end (inner, end)) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  }
}
