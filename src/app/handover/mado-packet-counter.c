/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One at a time: whoever goes through a list with the arrow keys does not have all of it counted. */

#include "mado-packet-counter.h"

#include <glib/gi18n.h>

#include "mado-packet-words.h"

struct _MadoPacketCounter {
  GObject parent_instance;

  gboolean is_busy;
  MadoPacketJob *next; /* (nullable): what is wanted by now, while something else is counted */
  gboolean is_counted;
  MadoPacketCount counted;
  char *odd;   /* (nullable) */
  char *fault; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MadoPacketCounter, mado_packet_counter, G_TYPE_OBJECT)

static guint changed_signal;

static void
forget (MadoPacketCounter *self)
{
  self->is_counted = FALSE;
  g_clear_pointer (&self->odd, g_free);
  g_clear_pointer (&self->fault, g_free);
}

static void
take (MadoPacketCounter *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  self->odd = mado_packet_words_dup_findings (mado_packet_job_get (result)->findings);
  self->is_counted = mado_packet_job_count_finish (result, &self->counted, &error) && self->counted.records > 0;
  if (error != NULL)
    self->fault = mado_packet_words_dup_error (error);
  else if (!self->is_counted)
    self->fault = g_strdup (_ ("None of these cases is meant by the packet: choose others."));
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoPacketCounter *self = MADO_PACKET_COUNTER (object);

  self->is_busy = FALSE;
  if (self->next != NULL) {
    mado_packet_counter_begin (self, g_steal_pointer (&self->next));
    return;
  }
  take (self, result);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * mado_packet_counter_begin:
 * @self: a counter
 * @job: (transfer full): what would be made
 *
 * Whatever was counted before counts no more.
 */
void
mado_packet_counter_begin (MadoPacketCounter *self, MadoPacketJob *job)
{
  forget (self);
  if (self->is_busy) {
    g_clear_pointer (&self->next, mado_packet_job_free);
    self->next = job;
  } else {
    self->is_busy = TRUE;
    mado_packet_job_count_async (job, G_OBJECT (self), counted_cb);
  }
  g_signal_emit (self, changed_signal, 0);
}

/**
 * mado_packet_counter_get:
 * @self: a counter
 *
 * Returns: (transfer none) (nullable): how much it is; %NULL: it is still being counted, or cannot go
 */
const MadoPacketCount *
mado_packet_counter_get (MadoPacketCounter *self)
{
  return self->is_counted ? &self->counted : NULL;
}

/**
 * mado_packet_counter_get_fault:
 * @self: a counter
 *
 * Returns: (transfer none) (nullable): why it cannot go
 */
const char *
mado_packet_counter_get_fault (MadoPacketCounter *self)
{
  return self->fault;
}

/**
 * mado_packet_counter_get_odd:
 * @self: a counter
 *
 * Returns: (transfer none): what is to be looked at in it; "": nothing
 */
const char *
mado_packet_counter_get_odd (MadoPacketCounter *self)
{
  return self->odd != NULL ? self->odd : "";
}

static void
mado_packet_counter_finalize (GObject *object)
{
  MadoPacketCounter *self = MADO_PACKET_COUNTER (object);

  forget (self);
  g_clear_pointer (&self->next, mado_packet_job_free);

  G_OBJECT_CLASS (mado_packet_counter_parent_class)->finalize (object);
}

static void
mado_packet_counter_class_init (MadoPacketCounterClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_packet_counter_finalize;
  changed_signal =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_packet_counter_init (MadoPacketCounter *self)
{
}

/**
 * mado_packet_counter_new:
 *
 * Returns: (transfer full): a counter that has counted nothing
 */
MadoPacketCounter *
mado_packet_counter_new (void)
{
  return g_object_new (MADO_TYPE_PACKET_COUNTER, NULL);
}
