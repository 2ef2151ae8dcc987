/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hands wards over that are to go elsewhere, one after the other: an order is found in the office by one of its
 * readers; the ward's writer leaves the old place in a turn of its own, lets the new one be served, and tells the
 * office. */

#include "mado-house-private.h"
#include "mado-move-order.h"
#include "mado-ward-move.h"

/* A ward on its way. */
typedef struct {
  MadoHouse *house;
  MadoMoveOrder *order; /* (nullable): none was found */
  MadoWardPlace *to;
  MadoBackend *backend; /* (nullable): there */
  MadoWardRoom *room;   /* of the writer who hands it over */
  gint64 begun;         /* when he began, on the monotonic clock */
} Move;

static void
free_move (Move *self)
{
  MadoHouse *house = self->house;

  g_clear_pointer (&self->backend, mado_backend_free);
  g_clear_pointer (&self->to, mado_ward_place_free);
  g_clear_pointer (&self->order, mado_move_order_free);
  g_free (self);
  g_atomic_int_set (&house->is_moving, FALSE);
}

static void
say (const char *event, const char *ward, const char *how)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", event, "MESSAGE", "ward %s: %s", ward, how);
}

static void
say_moved (const Move *self)
{
  g_autofree char *how = g_strdup_printf ("lies elsewhere now; nobody could write for %" G_GINT64_FORMAT " ms",
                                          (g_get_monotonic_time () - self->begun) / 1000);

  say ("move", self->order->ward, how);
}

/* --- by the ward's writer ---------------------------------------------------------------------------------------- */

/* @fault: (nullable): why it stays where it is; %NULL: it lies there now. */
static gboolean
tell_office (const Move *self, const GError *fault, GError **error)
{
  const MadoServiceGround *ground = self->house->ground;
  const MadoMoveOrder refused = { self->order->ward, self->order->place, fault != NULL ? fault->message : NULL };
  g_auto (MadoOfficeVisit) office = { 0 };

  if (!mado_office_visit_begin (&office, ground->settings, ground->papers->secret, MADO_BACKEND_WRITE, error))
    return FALSE;
  if (fault != NULL)
    return mado_move_order_put (&refused, office.backend, error) && mado_office_visit_commit (&office, error);

  return mado_ward_directory_put (office.backend, self->to, error) &&
         mado_move_order_drop (office.backend, self->order->ward, error) && mado_office_visit_commit (&office, error);
}

static gboolean
run_leave (gpointer data, MadoWardRoom *room, GError **error)
{
  Move *self = data;
  g_autoptr (MadoWardDigest) digest = NULL;

  self->room = room;
  self->begun = g_get_monotonic_time ();
  self->backend = mado_ward_place_open_patiently (self->to, MADO_BACKEND_WRITE, error);

  return self->backend != NULL &&
         mado_ward_move_leave (mado_ward_room_get_backend (room), self->backend, &digest, error);
}

static void
finish_leave (gpointer data, const GError *error)
{
  Move *self = data;
  g_autoptr (GError) fault = error != NULL ? g_error_copy (error) : NULL;
  g_autoptr (GError) untold = NULL;

  if (fault == NULL && mado_ward_move_serve (self->backend, &fault)) {
    mado_ward_room_move (self->room, g_steal_pointer (&self->backend));
    say_moved (self);
  } else {
    say ("move", self->order->ward, fault->message);
  }
  if (!tell_office (self, fault, &untold))
    say ("move", self->order->ward, untold->message);
  free_move (self);
}

/* --- by the office's readers ------------------------------------------------------------------------------------- */

/* Whoever gave an order takes a fault away. */
static gboolean
is_to_be_done (const Move *self, const MadoMoveOrder *order)
{
  return order->fault == NULL && g_hash_table_contains (self->house->wards, order->ward);
}

static gboolean
run_look (gpointer data, MadoWardRoom *room, GError **error)
{
  Move *self = data;
  g_autoptr (GPtrArray) orders = mado_move_order_list (mado_ward_room_get_backend (room), error);

  for (guint i = 0; orders != NULL && self->order == NULL && i < orders->len; i++)
    if (is_to_be_done (self, g_ptr_array_index (orders, i)))
      self->order = g_ptr_array_steal_index (orders, i);
  if (self->order != NULL)
    self->to = mado_ward_place_read (self->order->ward, self->order->place, self->house->ground->papers->secret, error);

  return orders != NULL && (self->order == NULL || self->to != NULL);
}

static void
finish_look (gpointer data, const GError *error)
{
  static const MadoWardWork leave = { run_leave, finish_leave, .is_alone = TRUE };
  Move *self = data;

  if (error != NULL)
    say ("move", self->order != NULL ? self->order->ward : "", error->message);
  if (error != NULL || self->order == NULL)
    free_move (self);
  else
    mado_ward_writer_submit (((MadoWard *) g_hash_table_lookup (self->house->wards, self->order->ward))->writer, &leave,
                             self);
}

/**
 * mado_house_look_for_moves:
 * @self: a house
 *
 * Begins with one ward that is to go elsewhere, where none is on its way.
 */
void
mado_house_look_for_moves (MadoHouse *self)
{
  static const MadoWardWork look = { run_look, finish_look };
  Move *move;

  if (!g_atomic_int_compare_and_exchange (&self->is_moving, FALSE, TRUE))
    return;
  move = g_new0 (Move, 1);
  move->house = self;
  mado_ward_readers_submit (self->office->readers, &look, move);
}
