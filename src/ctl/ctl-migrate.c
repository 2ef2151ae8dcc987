/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service migrate`: a ward goes to another place, while the service serves it. */

#include <string.h>

#include "ctl-keep-call.h"
#include "mado-move-order.h"
#include "mado-store-error.h"
#include "mado-ward-move.h"

#define DEFAULT_PATIENCE 600 /* seconds */
#define ROUND (200 * G_TIME_SPAN_MILLISECOND)
#define N_ROUNDS 2 /* of catching up beside the writer, before all is compared */

/* A ward that goes elsewhere. */
typedef struct {
  MadoServiceSettings *settings;
  MadoSecret *secret;
  MadoWardPlace *from;
  MadoWardPlace *to;
  gint64 end;             /* of our patience, on the monotonic clock */
  MadoWardDigest *digest; /* (nullable): of both, where we compared them */
} Migration;

static void
migration_clear (Migration *self)
{
  g_clear_pointer (&self->digest, mado_ward_digest_free);
  g_clear_pointer (&self->to, mado_ward_place_free);
  g_clear_pointer (&self->from, mado_ward_place_free);
  g_clear_pointer (&self->secret, mado_secret_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Migration, migration_clear)

/* --- the copy ---------------------------------------------------------------------------------------------------- */

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

  return mado_ward_place_create (place, MADO_WARD_FILLING, error)
             ? mado_ward_place_open_patiently (place, MADO_BACKEND_WRITE, error)
             : NULL;
}

/* Once more after comparing, which takes longest: so little is left for whoever hands it over. */
static gboolean
copy_beside_the_writer (Migration *self, MadoBackend *to, GError **error)
{
  g_autoptr (MadoBackend) reader = mado_ward_place_open (self->from, MADO_BACKEND_READ, error);
  gboolean is_copied = reader != NULL;
  gint64 n_put = 0;

  for (guint i = 0; is_copied && i < N_ROUNDS; i++)
    is_copied = mado_ward_move_follow (reader, to, &n_put, error);

  return is_copied && mado_ward_move_check (reader, to, &self->digest, error) &&
         mado_ward_move_follow (reader, to, &n_put, error);
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

/* Nobody has the new place open afterwards: whoever hands the ward over opens it himself. */
static gboolean
copy (Migration *self, GError **error)
{
  g_autoptr (MadoBackend) target = open_or_create (self->to, error);
  g_autoptr (GError) fault = NULL;

  if (target == NULL)
    return FALSE;
  if (mado_ward_move_begin (target, &fault))
    return copy_beside_the_writer (self, target, error);
  if (has_left (self->from))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/* --- the office -------------------------------------------------------------------------------------------------- */

static gboolean
enter_office (const Migration *self, MadoBackendAccess access, MadoOfficeVisit *office, GError **error)
{
  return mado_office_visit_begin (office, self->settings, self->secret, access, error);
}

static gboolean
order_service (const Migration *self, GError **error)
{
  const MadoMoveOrder order = { (char *) mado_ward_place_get_name (self->from),
                                (char *) mado_ward_place_get_text (self->to), NULL };
  g_auto (MadoOfficeVisit) office = { 0 };

  return enter_office (self, MADO_BACKEND_WRITE, &office, error) &&
         mado_move_order_put (&order, office.backend, error) && mado_office_visit_commit (&office, error);
}

static gboolean
take_order_back (const Migration *self, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  return enter_office (self, MADO_BACKEND_WRITE, &office, error) &&
         mado_move_order_drop (office.backend, mado_ward_place_get_name (self->from), error) &&
         mado_office_visit_commit (&office, error);
}

/* Whether the service did what it was ordered to. */
static gboolean
look_at_order (const Migration *self, gboolean *out_is_done, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };
  g_autoptr (MadoMoveOrder) order = NULL;

  if (!enter_office (self, MADO_BACKEND_READ, &office, error) ||
      !mado_move_order_find (office.backend, mado_ward_place_get_name (self->from), &order, error))
    return FALSE;
  if (order != NULL && order->fault != NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the service did not hand the ward over: %s", order->fault);
    return FALSE;
  }
  *out_is_done = order == NULL;

  return TRUE;
}

static gboolean
note_place (const Migration *self, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  return enter_office (self, MADO_BACKEND_WRITE, &office, error) &&
         mado_ward_directory_put (office.backend, self->to, error) &&
         mado_move_order_drop (office.backend, mado_ward_place_get_name (self->from), error) &&
         mado_office_visit_commit (&office, error);
}

/* --- the handing over -------------------------------------------------------------------------------------------- */

/* Where no service has either place open. */
static gboolean
hand_over (Migration *self, GError **error)
{
  g_autoptr (MadoBackend) source = mado_ward_place_open (self->from, MADO_BACKEND_WRITE, error);
  g_autoptr (MadoBackend) target = source != NULL ? mado_ward_place_open (self->to, MADO_BACKEND_WRITE, error) : NULL;
  g_autoptr (MadoWardDigest) digest = NULL;

  if (target == NULL || !mado_ward_move_finish (source, target, &digest, error))
    return FALSE;
  if (digest != NULL) {
    g_clear_pointer (&self->digest, mado_ward_digest_free);
    self->digest = g_steal_pointer (&digest);
  }

  return note_place (self, error);
}

/* The service does it by our order, within a second or so. */
static gboolean
wait_for_service (const Migration *self, gboolean *is_ordered, gboolean *out_is_done, GError **error)
{
  if (!*is_ordered && !order_service (self, error))
    return FALSE;
  *is_ordered = TRUE;
  g_usleep (ROUND);

  return look_at_order (self, out_is_done, error);
}

/* Whoever has the ward open to write hands it over: the service, or we where there is none. */
static gboolean
have_it_handed_over (Migration *self, GError **error)
{
  gboolean is_ordered = FALSE, is_done = FALSE;

  while (!is_done) {
    g_autoptr (GError) fault = NULL;

    if (hand_over (self, &fault))
      return TRUE;
    if (mado_ward_place_is_in_use (fault) && g_get_monotonic_time () < self->end) {
      g_clear_error (&fault);
      wait_for_service (self, &is_ordered, &is_done, &fault);
    }
    if (fault != NULL) {
      g_propagate_error (error, g_steal_pointer (&fault));
      (void) take_order_back (self, NULL); /* ignored: the fault says more */
      return FALSE;
    }
  }

  return TRUE;
}

static gboolean
prepare (MadoCtlCall *call, Migration *self, GError **error)
{
  const char *name = mado_ctl_get_argument (call, 0);

  if (!mado_ctl_load_service (call, &self->settings, &self->secret, error))
    return FALSE;
  self->from = mado_ward_directory_find (self->settings, name, self->secret, error);
  if (self->from != NULL)
    self->to = mado_ward_place_read (name, mado_ctl_get_argument (call, 1), self->secret, error);

  return self->to != NULL;
}

static gboolean
lies_there (const Migration *self)
{
  return strcmp (mado_ward_place_get_text (self->from), mado_ward_place_get_text (self->to)) == 0;
}

static MadoCtlStatus
run_migrate (MadoCtlCall *call)
{
  const char *typed = mado_ctl_get_option (call, "patience");
  g_auto (Migration) migration = { 0 };
  g_autoptr (GError) error = NULL;
  guint64 patience = DEFAULT_PATIENCE;

  if (typed != NULL && !g_ascii_string_to_unsigned (typed, 10, 0, G_MAXINT, &patience, NULL))
    return mado_ctl_wrong_usage (call, "--patience needs a number of seconds");
  if (!prepare (call, &migration, &error))
    return mado_ctl_refuse_keep (call, error);
  if (!lies_there (&migration)) {
    if (!copy (&migration, &error))
      return mado_ctl_refuse_keep (call, error);
    migration.end = g_get_monotonic_time () + (gint64) patience * G_USEC_PER_SEC;
    if (!have_it_handed_over (&migration, &error))
      return mado_ctl_refuse_keep (call, error);
  }
  mado_ctl_answer_string (call, "lies", mado_ward_place_get_text (migration.to));
  if (migration.digest != NULL)
    mado_ctl_answer_rooms (call, migration.digest);

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
