/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Publishes what others want published while the service holds the wards, one programme after the other: an order is
 * found in the office by one of its readers; the ward's writer does it in a turn of its own, and tells the office. */

#include <string.h>

#include "mado-house-private.h"
#include "mado-office-visit.h"
#include "mado-publish-order.h"
#include "mado-service-making.h"

typedef struct {
  MadoHouse *house;
  MadoPublishOrder *order; /* (nullable): none was found */
  char *ward;
} Publishing;

static void
free_publishing (Publishing *self)
{
  MadoHouse *house = self->house;

  g_clear_pointer (&self->order, mado_publish_order_free);
  g_free (self->ward);
  g_free (self);
  g_atomic_int_set (&house->is_publishing, FALSE);
}

static void
say (const char *stream, const char *how)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "publish", "MESSAGE", "programme %s: %s", stream,
                    how);
}

/* --- by the ward's writer ---------------------------------------------------------------------------------------- */

/* @fault: (nullable): why it is not published; %NULL: it is */
static gboolean
tell_office (const Publishing *self, const GError *fault, GError **error)
{
  const MadoServiceGround *ground = self->house->ground;
  MadoPublishOrder refused = *self->order;
  g_auto (MadoOfficeVisit) office = { 0 };

  refused.fault = fault != NULL ? fault->message : NULL;

  return mado_office_visit_begin (&office, ground->settings, ground->papers->secret, MADO_BACKEND_WRITE, error) &&
         (fault != NULL ? mado_publish_order_put (&refused, office.backend, error)
                        : mado_publish_order_drop (office.backend, self->order->stream, error)) &&
         mado_office_visit_commit (&office, error);
}

static gboolean
run_publish (gpointer data, MadoWardRoom *room, GError **error)
{
  const Publishing *self = data;
  MadoStream *stream = NULL;

  return mado_ward_room_find_stream (room, self->order->stream, &stream, error) &&
         mado_service_publish_order (self->order, mado_ward_room_get_backend (room), &self->house->means, error);
}

static MadoWard *
get_ward (const Publishing *self)
{
  return g_hash_table_lookup (self->house->wards, self->ward);
}

static void
finish_publish (gpointer data, const GError *error)
{
  Publishing *self = data;
  g_autoptr (GError) untold = NULL;

  say (self->order->stream, error != NULL ? error->message : "is published");
  if (error == NULL) /* before the office hears of it: terminals that wait are to work by it now */
    mado_bell_ring (get_ward (self)->bell, self->order->stream);
  if (!tell_office (self, error, &untold))
    say (self->order->stream, untold->message);
  free_publishing (self);
}

/* --- by the office's readers ------------------------------------------------------------------------------------- */

/* Whoever gave an order takes a fault away. */
static gboolean
is_to_be_done (const Publishing *self, const MadoPublishOrder *order)
{
  g_autofree char *ward = g_strndup (order->stream, strcspn (order->stream, "/"));

  return order->fault == NULL && g_hash_table_contains (self->house->wards, ward);
}

static gboolean
run_look (gpointer data, MadoWardRoom *room, GError **error)
{
  Publishing *self = data;
  g_autoptr (GPtrArray) orders = mado_publish_order_list (mado_ward_room_get_backend (room), error);

  for (guint i = 0; orders != NULL && self->order == NULL && i < orders->len; i++)
    if (is_to_be_done (self, g_ptr_array_index (orders, i)))
      self->order = g_ptr_array_steal_index (orders, i);
  if (self->order != NULL)
    self->ward = g_strndup (self->order->stream, strcspn (self->order->stream, "/"));

  return orders != NULL;
}

static void
finish_look (gpointer data, const GError *error)
{
  static const MadoWardWork publish = { run_publish, finish_publish, .is_alone = TRUE };
  Publishing *self = data;

  if (error != NULL)
    say ("", error->message);
  if (error != NULL || self->order == NULL)
    free_publishing (self);
  else
    mado_ward_writer_submit (get_ward (self)->writer, &publish, self);
}

/**
 * mado_house_look_for_publications:
 * @self: a house
 *
 * Begins with one programme that is to be published, where none is under way.
 */
void
mado_house_look_for_publications (MadoHouse *self)
{
  static const MadoWardWork look = { run_look, finish_look };
  Publishing *publishing;

  if (!g_atomic_int_compare_and_exchange (&self->is_publishing, FALSE, TRUE))
    return;
  publishing = g_new0 (Publishing, 1);
  publishing->house = self;
  mado_ward_readers_submit (self->office->readers, &look, publishing);
}
