/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request at a time. The service counts a part when it has said so; where it says at the end that parts are
 * missing, because it is an older copy of itself, all of them go once more. What it does not want is left alone until
 * the next greeting: who may attach is another perhaps by then. */

#include "mado-blob-send.h"

#include "mado-attachment.h"
#include "mado-blob-to-send.h"

#define BAD_REQUEST 400
#define FIRST_REFUSAL 400
#define FIRST_FAULT_OF_SERVICE 500

typedef enum {
  STEP_ASK, /* whether another epoch's service still has it */
  STEP_PART,
  STEP_FINISH,
} Step;

struct _MadoBlobSend {
  MadoDatabase *database;
  MadoBlobErrand errand;
  gint64 epoch;
  gint64 set_aside;   /* rows up to this one wait for the next greeting */
  gint64 began_again; /* the row that was sent once more */
  gint64 row;
  MadoBlobToSend blob; /* of the request that is under way */
  Step step;
};

/**
 * mado_blob_send_new:
 * @database: that writes; outlives it
 * @way: how requests go; the same
 *
 * Returns: (transfer full): somebody who sends
 */
MadoBlobSend *
mado_blob_send_new (MadoDatabase *database, const MadoBlobWay *way)
{
  MadoBlobSend *self = g_new0 (MadoBlobSend, 1);

  self->database = database;
  self->errand = (MadoBlobErrand) { .way = way, .retry_at = MADO_INSTANT_NONE };

  return self;
}

/**
 * mado_blob_send_free:
 * @self: (transfer full): somebody who sends; what is under way is not cancelled
 */
void
mado_blob_send_free (MadoBlobSend *self)
{
  mado_blob_to_send_clear (&self->blob);
  g_free (self);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

static guint
count_parts (const MadoBlobToSend *blob)
{
  return (guint) ((blob->size + MADO_BLOB_PART - 1) / MADO_BLOB_PART);
}

static Step
choose_step (const MadoBlobToSend *blob)
{
  if (blob->epoch != 0)
    return STEP_ASK;

  return blob->n_parts < count_parts (blob) ? STEP_PART : STEP_FINISH;
}

static MadoMessage *
write_part (MadoBlobSend *self)
{
  g_autofree char *target = mado_blob_errand_make_target (&self->errand, &self->blob.hash, self->blob.n_parts);
  g_autoptr (GBytes) part = mado_blob_to_send_load_part (
      self->database, &self->blob.hash, (gint64) self->blob.n_parts * MADO_BLOB_PART, MADO_BLOB_PART, NULL);
  MadoMessage *message = part != NULL ? mado_message_new ("PUT", target, part) : NULL;

  if (message != NULL)
    message->is_raw = TRUE;

  return message;
}

static MadoMessage *
write_end (MadoBlobSend *self)
{
  g_autofree char *target = mado_blob_errand_make_target (&self->errand, &self->blob.hash, self->blob.size);
  const MadoAttachment attachment = { self->blob.entity, self->blob.item };
  g_autoptr (GBytes) text = mado_attachment_write (&attachment, NULL);

  return text != NULL ? mado_message_new ("POST", target, text) : NULL;
}

static void
ask (MadoBlobSend *self)
{
  MadoMessage *message;

  self->step = choose_step (&self->blob);
  message = self->step == STEP_PART ? write_part (self) : write_end (self);
  if (message != NULL)
    mado_blob_errand_ask (&self->errand, message);
  else
    mado_blob_errand_fail (&self->errand); /* the disk */
}

/**
 * mado_blob_send_go_on:
 * @self: somebody who sends, while the service is there
 * @epoch: of the service
 *
 * Sends what is next, where nothing is under way and it is time.
 */
void
mado_blob_send_go_on (MadoBlobSend *self, gint64 epoch)
{
  self->epoch = epoch;
  if (!mado_blob_errand_is_free (&self->errand))
    return;
  mado_blob_to_send_clear (&self->blob);
  if (!mado_blob_to_send_find (self->database, epoch, self->set_aside, &self->row, &self->blob, NULL))
    mado_blob_errand_fail (&self->errand);
  else if (self->row != 0)
    ask (self);
}

/**
 * mado_blob_send_rest:
 * @self: somebody who sends
 *
 * The service is not there just now, or there is more urgent work. What was left alone is tried once more after it.
 */
void
mado_blob_send_rest (MadoBlobSend *self)
{
  mado_blob_errand_drop (&self->errand);
  self->set_aside = self->began_again = 0;
}

/**
 * mado_blob_send_get_next_wake:
 * @self: somebody who sends
 *
 * Returns: when it has to be called again, on the monotonic clock; none: when it hears something
 */
MadoInstant
mado_blob_send_get_next_wake (const MadoBlobSend *self)
{
  return self->errand.retry_at;
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static void
take_consent (MadoBlobSend *self)
{
  const MadoId operation = self->blob.operation;
  const gboolean is_kept = self->step == STEP_PART
                               ? mado_blob_to_send_note_parts (self->database, operation, self->blob.n_parts + 1, NULL)
                               : mado_blob_to_send_note_whole (self->database, operation, self->epoch, NULL);

  if (is_kept)
    mado_blob_errand_succeed (&self->errand);
  else
    mado_blob_errand_fail (&self->errand);
}

/* Parts are missing at the service, or are not what they were. */
static void
begin_again (MadoBlobSend *self)
{
  if (self->began_again == self->row)
    self->set_aside = self->row;
  self->began_again = self->step == STEP_FINISH ? self->row : self->began_again;
  if (!mado_blob_to_send_note_parts (self->database, self->blob.operation, 0, NULL))
    mado_blob_errand_fail (&self->errand);
}

static gboolean
is_refusal (guint status)
{
  return status >= FIRST_REFUSAL && status < FIRST_FAULT_OF_SERVICE;
}

/**
 * mado_blob_send_hear:
 * @self: somebody who sends
 * @ticket: of a message
 * @answer: what came of it
 *
 * Returns: whether the message was its own
 */
gboolean
mado_blob_send_hear (MadoBlobSend *self, guint64 ticket, const MadoResponse *answer)
{
  if (!mado_blob_errand_take (&self->errand, ticket))
    return FALSE;
  if (answer->obstacle == MADO_OBSTACLE_NONE)
    take_consent (self);
  else if (answer->obstacle == MADO_OBSTACLE_SIGN_IN || !is_refusal (answer->status))
    mado_blob_errand_fail (&self->errand);
  else if (answer->status == BAD_REQUEST && self->step != STEP_PART)
    begin_again (self);
  else
    self->set_aside = self->row;

  return TRUE;
}
