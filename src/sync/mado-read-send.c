/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request at a time, with the oldest that the service does not have. The answer says that it has them; where it got
 * lost, they go once more, and the service knows them by their numbers. What it refuses, because it is of an earlier
 * release, stays here until the next greeting. */

#include "mado-read-send.h"

#include "mado-fault-point.h"
#include "mado-profile.h"
#include "mado-read-log.h"

#define FIRST_REFUSAL 400
#define FIRST_FAULT_OF_SERVICE 500

struct _MadoReadSend {
  MadoDatabase *database;
  MadoBlobErrand errand;
  gint64 last;           /* number of the last that is under way */
  gboolean is_unwelcome; /* until the next greeting */
};

/**
 * mado_read_send_new:
 * @database: that writes; outlives it
 * @way: how requests go; the same
 *
 * Returns: (transfer full): somebody who tells
 */
MadoReadSend *
mado_read_send_new (MadoDatabase *database, const MadoBlobWay *way)
{
  MadoReadSend *self = g_new0 (MadoReadSend, 1);

  self->database = database;
  self->errand = (MadoBlobErrand) { .way = way, .retry_at = MADO_INSTANT_NONE };

  return self;
}

/**
 * mado_read_send_free:
 * @self: (transfer full): somebody who tells; what is under way is not cancelled
 */
void
mado_read_send_free (MadoReadSend *self)
{
  g_free (self);
}

/**
 * mado_read_send_gather:
 * @database: of a profile
 * @readings: (element-type MadoReading): in the order of their numbers
 * @error: where to put what the disk said
 *
 * Returns: (transfer full) (nullable): what the service is told of them
 */
MadoReadsRequest *
mado_read_send_gather (MadoDatabase *database, const GPtrArray *readings, GError **error)
{
  g_autoptr (MadoReadsRequest) request = mado_reads_request_new ();
  MadoProfile profile;

  if (!mado_profile_load (database, &profile, error))
    return NULL;
  request->device = profile.device;
  for (guint i = 0; i < readings->len; i++) {
    const MadoReading *reading = g_ptr_array_index (readings, i);

    mado_reads_request_add (request, reading->number, reading->entity, reading->at, reading->reason);
  }

  return g_steal_pointer (&request);
}

static GBytes *
write_request (MadoReadSend *self, const GPtrArray *readings)
{
  g_autoptr (MadoReadsRequest) request = mado_read_send_gather (self->database, readings, NULL);

  self->last = ((const MadoReading *) g_ptr_array_index (readings, readings->len - 1))->number;

  return request != NULL ? mado_reads_request_write (request, NULL) : NULL;
}

static void
ask (MadoReadSend *self, const GPtrArray *readings)
{
  g_autoptr (GBytes) text = write_request (self, readings);
  g_autofree char *target = g_strconcat (self->errand.way->stream, "reads", NULL);

  if (text != NULL)
    mado_blob_errand_ask (&self->errand, mado_message_new ("POST", target, text));
  else
    mado_blob_errand_fail (&self->errand); /* the disk */
}

/**
 * mado_read_send_go_on:
 * @self: somebody who tells, while the service is there
 *
 * Tells what the service does not have, where nothing is under way and it is time.
 */
void
mado_read_send_go_on (MadoReadSend *self)
{
  g_autoptr (GPtrArray) readings = NULL;

  if (self->is_unwelcome || !mado_blob_errand_is_free (&self->errand))
    return;
  readings = mado_read_log_list (self->database, 0, MADO_READS_MAX, NULL);
  if (readings == NULL)
    mado_blob_errand_fail (&self->errand);
  else if (readings->len > 0)
    ask (self, readings);
}

/**
 * mado_read_send_rest:
 * @self: somebody who tells
 *
 * The service is not there just now.
 */
void
mado_read_send_rest (MadoReadSend *self)
{
  mado_blob_errand_drop (&self->errand);
  self->is_unwelcome = FALSE;
}

/**
 * mado_read_send_get_next_wake:
 * @self: somebody who tells
 *
 * Returns: when it has to be called again, on the monotonic clock; none: when it hears something
 */
MadoInstant
mado_read_send_get_next_wake (const MadoReadSend *self)
{
  return self->errand.retry_at;
}

static void
take_consent (MadoReadSend *self)
{
  mado_fault_point ("reads-told");
  if (mado_read_log_forget (self->database, self->last, NULL))
    mado_blob_errand_succeed (&self->errand);
  else
    mado_blob_errand_fail (&self->errand); /* they are told again */
}

/**
 * mado_read_send_hear:
 * @self: somebody who tells
 * @ticket: of a message
 * @answer: what came of it
 *
 * Returns: whether the message was its own
 */
gboolean
mado_read_send_hear (MadoReadSend *self, guint64 ticket, const MadoResponse *answer)
{
  if (!mado_blob_errand_take (&self->errand, ticket))
    return FALSE;
  if (answer->obstacle == MADO_OBSTACLE_NONE)
    take_consent (self);
  else if (answer->obstacle != MADO_OBSTACLE_SIGN_IN && answer->status >= FIRST_REFUSAL &&
           answer->status < FIRST_FAULT_OF_SERVICE)
    self->is_unwelcome = TRUE;
  else
    mado_blob_errand_fail (&self->errand);

  return TRUE;
}
