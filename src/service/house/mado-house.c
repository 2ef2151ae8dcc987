/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens the rooms in the order in which they lean on each other, and closes them the other way round. */

#include "mado-house.h"

#include <glib/gstdio.h>

#include "mado-envelope.h"
#include "mado-house-private.h"
#include "mado-service-means.h"
#include "mado-unsent.h"
#include "mado-ward-loss.h"

static void
free_ward (gpointer data)
{
  mado_ward_free (data);
}

/* A ward by its name. */
typedef struct {
  const MadoServiceGround *ground;
  const char *name;
} WardByName;

/* Where it lies is looked up each time: it may have moved. */
static MadoBackend *
open_by_name (gpointer user_data, MadoBackendAccess access, GError **error)
{
  const WardByName *ward = user_data;
  const MadoServiceGround *ground = ward->ground;
  g_autoptr (MadoWardPlace) place =
      mado_ward_directory_find (ground->settings, ward->name, ground->papers->secret, error);

  return place != NULL ? mado_ward_place_open (place, access, error) : NULL;
}

static MadoWard *
open_ward (MadoHouse *self, const char *name, GError **error)
{
  WardByName *by_name = g_memdup2 (&(WardByName) { self->ground, name }, sizeof (WardByName));
  g_autofree char *pledge = mado_ward_pledge_dup_path (self->ground->settings->folder, name);
  const MadoWardSource source = {
    .open = open_by_name,
    .user_data = by_name,
    .means = self->means,
    .accounts = self->keepers.accounts,
    .pledge = mado_ward_pledge_open (pledge),
    .loss = mado_ward_loss_dup_path (self->ground->settings->folder, name),
  };

  g_ptr_array_add (self->names, by_name);

  return mado_ward_open (name, &source, self->ground->settings->n_readers, error);
}

static gboolean
open_wards (MadoHouse *self, GError **error)
{
  const GPtrArray *all = self->ground->settings->wards;

  for (guint i = 0; i < all->len; i++) {
    const MadoWardSettings *settings = g_ptr_array_index (all, i);
    MadoWard *ward = open_ward (self, settings->name, error);

    if (ward == NULL)
      return FALSE;
    g_hash_table_insert (self->wards, ward->name, ward);
    if (self->keepers.doorkeeper != NULL &&
        !mado_doorkeeper_take_ward (self->keepers.doorkeeper, ward, settings->lease_rule, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
read_register (MadoHouse *self, GPtrArray *departures, GError **error)
{
  g_autoptr (MadoBackend) backend =
      self->office->source.open (self->office->source.user_data, MADO_BACKEND_READ, error);
  g_autoptr (MadoTurn) turn = backend != NULL ? mado_turn_begin (backend, MADO_BACKEND_READ, error) : NULL;

  return turn != NULL && mado_terminal_register_follow (self->terminals, backend, departures, error);
}

static void
say_farewell (gpointer self, GPtrArray *departures)
{
  mado_doorkeeper_say_farewell (((MadoHouse *) self)->keepers.doorkeeper, departures);
}

/* Terminals are those of the whole service: whoever sees to them in one ward alone would see to those of others. */
static void
introduce_terminals (MadoHouse *self)
{
  const MadoServiceSettings *settings = self->ground->settings;
  const MadoWardSettings *only = settings->wards->len == 1 ? g_ptr_array_index (settings->wards, 0) : NULL;
  const MadoServiceSide service = mado_house_get_service_side (self);
  const char *keeper = settings->terminals != NULL ? settings->terminals : only != NULL ? only->name : NULL;

  mado_terminal_desk_set_farewell (self->terminal_desk, say_farewell, self);
  mado_doorkeeper_set_terminals (self->keepers.doorkeeper, self->terminal_desk, keeper);
  mado_doorkeeper_set_service (self->keepers.doorkeeper, &service);
}

static gboolean
open_office (MadoHouse *self, GPtrArray *departures, GError **error)
{
  const MadoServiceGround *ground = self->ground;
  const MadoWardSettings *settings = ground->settings->office;
  MadoWardSource source = {
    .open = mado_ward_place_open_patiently,
    .means = self->means,
    .accounts = self->keepers.accounts,
    .is_shared = TRUE,
  };
  g_autoptr (MadoEnvelopeKey) unsent_key = NULL;

  self->office_place = mado_ward_place_new (settings, ground->papers->secret, error);
  if (self->office_place == NULL)
    return FALSE;
  source.user_data = self->office_place;
  self->office = mado_ward_open (settings->name, &source, 1, error);
  if (self->office == NULL || !read_register (self, departures, error) ||
      (self->keepers.doorkeeper != NULL &&
       !mado_doorkeeper_take_office (self->keepers.doorkeeper, self->office, error)))
    return FALSE;
  unsent_key = mado_envelope_key_derive (ground->papers->secret, MADO_UNSENT_PURPOSE, error);
  if (unsent_key == NULL)
    return FALSE;
  self->terminal_desk =
      mado_terminal_desk_new (self->office, ground->papers->authority, mado_envelope_key_get_public (unsent_key),
                              self->terminals, &self->means);
  mado_terminal_desk_set_address (self->terminal_desk, ground->settings->address);
  if (self->keepers.doorkeeper != NULL)
    introduce_terminals (self);

  return TRUE;
}

/* Of terminals that were revoked while nobody was here, too. */
static gboolean
open_rooms (MadoHouse *self, GError **error)
{
  g_autoptr (GPtrArray) departures = mado_departures_new ();

  if (!open_office (self, departures, error) || !open_wards (self, error))
    return FALSE;
  if (self->keepers.doorkeeper != NULL && departures->len > 0)
    say_farewell (self, departures);

  return mado_house_look_for_signed (self, error);
}

static gboolean
open_door (MadoHouse *self, int listener, GError **error)
{
  const MadoServiceGround *ground = self->ground;
  const MadoHttpSetup setup = {
    .listener = listener,
    .certificate = ground->papers->certificate,
    .key = (const char *) mado_secret_get_bytes (ground->papers->key),
    .authority = mado_authority_get_pem (ground->papers->authority),
    .addresses = ground->addresses,
    .rebuffs = self->rebuffs,
    .judge = mado_terminal_register_judge,
    .judge_data = self->terminals,
    .routes = mado_house_routes,
    .route_data = self,
    .limits = ground->settings->limits,
    .n_threads = ground->settings->n_threads,
  };

  self->server = mado_http_server_new (&setup, error);

  return self->server != NULL;
}

/**
 * mado_house_open:
 * @ground: what it stands on; outlives the house
 * @listener: (transfer full): a socket that listens
 * @keepers: what knows who is signed in; what they name outlives the house
 * @error: why it cannot be opened
 *
 * Returns: (transfer full) (nullable): the service, at work
 */
MadoHouse *
mado_house_open (const MadoServiceGround *ground, int listener, const MadoHouseKeepers *keepers, GError **error)
{
  g_autoptr (MadoHouse) self = g_new0 (MadoHouse, 1);
  g_autofd int door = listener;

  self->ground = ground;
  self->keepers = *keepers;
  self->means = mado_service_get_means ();
  self->since = g_get_monotonic_time ();
  self->rebuffs = mado_rebuffs_new ();
  self->child = mado_service_child_new (ground->settings->path);
  self->attendance = mado_attendance_new ();
  self->terminals = mado_terminal_register_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->wards = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_ward);
  self->signed_heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->n_signed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (keepers->doorkeeper != NULL)
    mado_doorkeeper_set_audit_rules (keepers->doorkeeper, &ground->settings->audit);
  if (keepers->doorkeeper != NULL)
    mado_doorkeeper_set_sites (keepers->doorkeeper,
                               &(MadoTerminalSites) { mado_terminal_register_dup_site, self->terminals });
  if (!open_rooms (self, error) || !open_door (self, g_steal_fd (&door), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Whoever waits for news gets an answer now, and nobody waits any more. */
static void
close_bells (MadoHouse *self)
{
  GHashTableIter iter;
  gpointer ward;

  g_hash_table_iter_init (&iter, self->wards);
  while (g_hash_table_iter_next (&iter, NULL, &ward))
    mado_bell_close (((MadoWard *) ward)->bell);
}

/**
 * mado_house_close:
 * @self: (transfer full): a house
 *
 * Nobody comes in any more; who is inside gets his answer.
 *
 * Returns: whether everybody got it in time
 */
gboolean
mado_house_close (MadoHouse *self)
{
  gboolean is_drained = TRUE;

  if (self->server != NULL) {
    mado_http_server_close_door (self->server);
    close_bells (self);
    is_drained = mado_http_server_drain (self->server);
    mado_http_server_free (self->server);
  }
  if (self->keepers.doorkeeper != NULL)
    mado_doorkeeper_close (self->keepers.doorkeeper, self->rebuffs);
  g_clear_pointer (&self->office, mado_ward_free); /* each does first what was handed in, the wards what comes of it */
  g_hash_table_unref (self->wards);
  if (self->server != NULL) /* of a house that was open */
    mado_house_sign_heads (self);
  g_hash_table_unref (self->signed_heads);
  g_hash_table_unref (self->n_signed);
  g_clear_pointer (&self->terminal_desk, mado_terminal_desk_free);
  g_clear_pointer (&self->office_place, mado_ward_place_free);
  g_ptr_array_unref (self->names);
  mado_terminal_register_free (self->terminals);
  mado_attendance_free (self->attendance);
  mado_service_child_free (self->child);
  mado_rebuffs_free (self->rebuffs);
  g_free (self);

  return is_drained;
}

/**
 * mado_house_look_around:
 * @self: a house
 *
 * To be called every second: the service hears of what other programs wrote in the office.
 */
void
mado_house_look_around (MadoHouse *self)
{
  mado_terminal_desk_look_around (self->terminal_desk);
  mado_house_look_for_moves (self);
  mado_house_look_for_publications (self);
  mado_house_look_for_unsent (self);
  mado_house_look_after_heads (self);
  if (self->keepers.doorkeeper != NULL)
    mado_doorkeeper_look_around (self->keepers.doorkeeper, self->rebuffs);
}

/**
 * mado_house_get_port:
 * @self: a house
 *
 * Returns: where it listens
 */
guint16
mado_house_get_port (const MadoHouse *self)
{
  return mado_http_server_get_port (self->server);
}
