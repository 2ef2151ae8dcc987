/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Office hours, and payments that are collected for two weeks, frozen and approved. */

#include "mado-office.h"

#include "mado-json-member.h"

#define OPENS 9               /* o'clock in Japan */
#define LAST (8 * 3600 + 900) /* seconds after it opens */
#define PAYMENT_DAYS 10       /* office days from one payment to the next */
#define JAPAN (9 * 3600)      /* seconds before Greenwich */

/**
 * mado_office_new:
 * @counter: (transfer none): where things are done
 * @route: the ways of the programme; must outlive it
 * @scenery: must outlive it
 *
 * Returns: (transfer full): an office that has not opened yet
 */
MadoOffice *
mado_office_new (MadoCounter *counter, const MadoRoute *route, const MadoScenery *scenery)
{
  MadoOffice *self = g_new0 (MadoOffice, 1);

  self->counter = counter;
  self->programme = counter->staff->programme;
  self->route = route;
  self->scenery = scenery;
  self->batches = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  return self;
}

/**
 * mado_office_free:
 * @self: (transfer full): an office
 */
void
mado_office_free (MadoOffice *self)
{
  g_hash_table_unref (self->batches);
  g_free (self);
}

static gint64
get_opening (MadoDate date)
{
  return ((gint64) mado_date_days_between ((MadoDate) { 1970, 1, 1 }, date) * 24 + OPENS) * 3600 - JAPAN;
}

/**
 * mado_office_open:
 * @self: an office
 * @date: the date in Japan
 * @day: its number among the office days
 */
void
mado_office_open (MadoOffice *self, MadoDate date, int day)
{
  self->day = day;
  self->counter->now.microseconds = get_opening (date) * G_USEC_PER_SEC;
}

/**
 * mado_office_pass_time:
 * @self: an office
 *
 * Some minutes go by; late in the day they work faster.
 */
void
mado_office_pass_time (MadoOffice *self)
{
  MadoCounter *counter = self->counter;
  gint64 opening = get_opening (mado_instant_get_japanese_day (counter->now));
  gint64 left = opening + LAST - counter->now.microseconds / G_USEC_PER_SEC;
  gint64 most = CLAMP (left / 16, 1, 900);

  counter->now.microseconds += mado_chance_between (&counter->chance, 1, most) * G_USEC_PER_SEC;
}

/**
 * mado_office_get_next_payment:
 * @self: an office
 *
 * Returns: the office day on which what is collected now is paid
 */
int
mado_office_get_next_payment (const MadoOffice *self)
{
  return (self->day / PAYMENT_DAYS + 1) * PAYMENT_DAYS;
}

static void
make_batch (MadoOffice *self, const char *packet)
{
  MadoCounter *counter = self->counter;
  g_autoptr (GPtrArray) planners = mado_staff_list_with_duty (counter->staff, "plan", &counter->chance);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  MadoWish wish = { "batch.make", mado_counter_draw_id (counter), body, .who = planners };

  yyjson_mut_obj_add_str (doc, body, "packet", packet);
  if (mado_counter_do (counter, &wish) != NULL)
    g_hash_table_insert (self->batches, (gpointer) packet, g_memdup2 (&wish.entity, sizeof wish.entity));
  yyjson_mut_doc_free (doc);
}

/**
 * mado_office_get_batch:
 * @self: an office
 * @packet: a packet of the programme
 *
 * Returns: the batch that collects for it; %MADO_ID_NONE where the rules let nobody make one
 */
MadoId
mado_office_get_batch (MadoOffice *self, const char *packet)
{
  if (g_hash_table_lookup (self->batches, packet) == NULL)
    make_batch (self, packet);

  const MadoId *id = g_hash_table_lookup (self->batches, packet);

  return id != NULL ? *id : MADO_ID_NONE;
}

static gboolean
close_batch (MadoOffice *self, MadoId id)
{
  MadoCounter *counter = self->counter;
  yyjson_val *batch = mado_entity_get_body (mado_counter_find (counter, id));
  g_autoptr (GPtrArray) planners = mado_staff_list_with_duty (counter->staff, "plan", &counter->chance);
  g_autoptr (GPtrArray) deciders = mado_staff_list_with_duty (counter->staff, "approve", &counter->chance);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  MadoWish freeze = { "batch.freeze", id, body, .who = planners };
  MadoWish approve = { "batch.approve", id, yyjson_mut_obj (doc), .who = deciders, .is_signed = TRUE };
  gboolean is_closed;

  yyjson_mut_obj_add_sint (doc, body, "count", mado_json_get_number (batch, "count"));
  yyjson_mut_obj_add_sint (doc, body, "sum", mado_json_get_number (batch, "sum"));
  is_closed = mado_json_get_number (batch, "count") > 0 && mado_counter_do (counter, &freeze) != NULL;
  if (is_closed) {
    mado_office_pass_time (self);
    mado_counter_do (counter, &approve); /* ignored: where all deciders have planned, it waits for another */
  }
  yyjson_mut_doc_free (doc);

  return is_closed;
}

/**
 * mado_office_close_batches:
 * @self: an office
 *
 * On the day of payment: what was collected is counted, frozen, and approved by somebody who had no hand in it. An
 * empty batch stays open.
 */
void
mado_office_close_batches (MadoOffice *self)
{
  GHashTableIter iter;
  gpointer id;

  if (self->day % PAYMENT_DAYS != 0)
    return;
  g_hash_table_iter_init (&iter, self->batches);
  while (g_hash_table_iter_next (&iter, NULL, &id)) {
    mado_office_pass_time (self);
    if (close_batch (self, *(MadoId *) id))
      g_hash_table_iter_remove (&iter);
  }
}
