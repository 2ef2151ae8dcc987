/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service migrate`: a ward goes to another place, while the service serves it. */

#include <string.h>

#include "ctl-keep-call.h"
#include "mado-store-error.h"
#include "mado-ward-move.h"

#define DEFAULT_PATIENCE 600 /* seconds */
#define ROUND (200 * G_TIME_SPAN_MILLISECOND)
#define N_ROUNDS 3 /* of catching up beside the writer */

static MadoBackend *
open_patiently (MadoWardPlace *place, guint64 patience, GError **error)
{
  const gint64 end = g_get_monotonic_time () + (gint64) patience * G_USEC_PER_SEC;
  gboolean has_said = FALSE;

  for (;;) {
    g_autoptr (GError) fault = NULL;
    MadoBackend *backend = mado_ward_place_open (place, MADO_BACKEND_WRITE, &fault);

    if (backend != NULL)
      return backend;
    if (!mado_ward_place_is_in_use (fault) || g_get_monotonic_time () >= end) {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
    if (!has_said)
      g_printerr ("madoguchi-ctl: copied; waiting until the service lets go of the ward\n");
    has_said = TRUE;
    g_usleep (ROUND);
  }
}

/* A file, or the tables of a database, where there are none yet. A server lets go of who wrote there last a moment
 * after he is gone. */
static MadoBackend *
open_or_create (MadoWardPlace *place, GError **error)
{
  g_autoptr (GError) fault = NULL;
  MadoBackend *backend = mado_ward_place_open_patiently (place, MADO_BACKEND_WRITE, &fault);

  if (backend != NULL)
    return backend;
  if (!g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING) &&
      !g_error_matches (fault, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_SCHEMA)) {
    g_propagate_error (error, g_steal_pointer (&fault));
    return NULL;
  }

  return mado_ward_place_create (place, error) ? mado_ward_place_open_patiently (place, MADO_BACKEND_WRITE, error)
                                               : NULL;
}

static gboolean
copy_beside_the_writer (MadoWardPlace *from, MadoBackend *to, GError **error)
{
  g_autoptr (MadoBackend) reader = mado_ward_place_open (from, MADO_BACKEND_READ, error);
  gboolean is_copied = reader != NULL;
  gint64 n_put = 0;

  for (guint i = 0; is_copied && i < N_ROUNDS; i++)
    is_copied = mado_ward_move_follow (reader, to, &n_put, error);

  return is_copied;
}

/* A move that was cut off after the handing over has nothing left to be copied. */
static gboolean
has_left (MadoWardPlace *from)
{
  g_autoptr (MadoBackend) backend = mado_ward_place_open (from, MADO_BACKEND_READ, NULL);
  g_autoptr (GError) fault = NULL;
  g_autoptr (MadoTurn) turn = backend != NULL ? mado_turn_begin (backend, MADO_BACKEND_READ, &fault) : NULL;

  return turn == NULL && g_error_matches (fault, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_MOVED);
}

static gboolean
migrate (MadoWardPlace *from, MadoWardPlace *to, guint64 patience, MadoWardDigest **out_digest, GError **error)
{
  g_autoptr (MadoBackend) target = open_or_create (to, error);
  g_autoptr (MadoBackend) source = NULL;
  g_autoptr (GError) fault = NULL;

  if (target == NULL)
    return FALSE;
  if (mado_ward_move_begin (target, &fault)) {
    if (!copy_beside_the_writer (from, target, error))
      return FALSE;
  } else if (!has_left (from)) {
    g_propagate_error (error, g_steal_pointer (&fault));
    return FALSE;
  }
  source = open_patiently (from, patience, error);

  return source != NULL && mado_ward_move_finish (source, target, out_digest, error);
}

static gboolean
migrate_ward (MadoCtlCall *call, guint64 patience, MadoWardDigest **out_digest, GError **error)
{
  const char *name = mado_ctl_get_argument (call, 0);
  g_autoptr (MadoServiceSettings) settings = NULL;
  g_autoptr (MadoSecret) secret = NULL;
  g_autoptr (MadoWardPlace) from = NULL, to = NULL;

  if (!mado_ctl_load_service (call, &settings, &secret, error))
    return FALSE;
  from = mado_ward_directory_find (settings, name, secret, error);
  to = from != NULL ? mado_ward_place_read (name, mado_ctl_get_argument (call, 1), secret, error) : NULL;
  if (to == NULL)
    return FALSE;
  mado_ctl_answer_string (call, "lies", mado_ward_place_get_text (to));
  if (strcmp (mado_ward_place_get_text (from), mado_ward_place_get_text (to)) == 0)
    return TRUE;

  return migrate (from, to, patience, out_digest, error) && mado_ward_directory_put (settings, to, secret, error);
}

static MadoCtlStatus
run_migrate (MadoCtlCall *call)
{
  const char *typed = mado_ctl_get_option (call, "patience");
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (GError) error = NULL;
  guint64 patience = DEFAULT_PATIENCE;

  if (typed != NULL && !g_ascii_string_to_unsigned (typed, 10, 0, G_MAXINT, &patience, NULL))
    return mado_ctl_wrong_usage (call, "--patience needs a number of seconds");
  if (!migrate_ward (call, patience, &digest, &error))
    return mado_ctl_refuse_keep (call, error);
  mado_ctl_answer_flag (call, "compared", digest != NULL);
  if (digest != NULL)
    mado_ctl_answer_rooms (call, digest);

  return MADO_CTL_OK;
}

/* clang-format off */
const MadoCtlVerb mado_ctl_migrate_verbs[] = {
  { "service", "migrate", "WARD PLACE", 2, 2,
    "move a ward to sqlcipher:FILE or postgresql:CONNECTION: copied beside the service, then compared and handed over",
    run_migrate,
    { MADO_CTL_SERVICE_OPTION, { "patience", "SECONDS", "how long to wait for the service; 600 unless told" } } },
  {},
};
/* clang-format on */
