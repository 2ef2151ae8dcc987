/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key is unlocked and the leave taken where nobody waits for it. What leaves is gathered twice: to be told before
 * it is signed for, and to be made; where it is not the same any more, nothing is made. */

#include "mado-packet-job.h"

#include "mado-leave.h"
#include "mado-letter-packet.h"
#include "mado-own-key.h"
#include "mado-packet-error.h"
#include "mado-transfer-packet.h"

/**
 * mado_packet_job_new:
 * @session: of whoever wants it
 *
 * Returns: (transfer full): a job of which nothing is said yet
 */
MadoPacketJob *
mado_packet_job_new (MadoSession *session)
{
  MadoPacketJob *self = g_new0 (MadoPacketJob, 1);

  self->session = g_object_ref (session);
  self->batch = self->run = MADO_ID_NONE;
  self->findings = mado_findings_new ();

  return self;
}

/**
 * mado_packet_job_free:
 * @self: (transfer full): a job
 */
void
mado_packet_job_free (MadoPacketJob *self)
{
  g_clear_object (&self->source);
  g_object_unref (self->session);
  g_free (self->packet);
  g_free (self->queue);
  g_free (self->pay);
  g_free (self->number);
  g_free (self->folder);
  g_free (self->place);
  g_free (self->notice_number);
  g_free (self->notice_folder);
  g_clear_pointer (&self->password, mado_secret_free);
  mado_findings_free (self->findings);
  g_free (self);
}

/* --- what leaves -------------------------------------------------------------------------------------------------- */

static MadoChosenCases *
gather (MadoDesk *desk, gconstpointer data, MadoInstant now, GError **error)
{
  const MadoPacketJob *self = data;
  const MadoTransferChoice file = { self->batch, self->pay };
  const MadoLetterPacketChoice letters = { self->packet, self->run, NULL, self->findings };
  const MadoPacketChoice choice = { self->packet, self->queue, self->batch };

  if (self->pay != NULL)
    return mado_transfer_packet_gather (desk, &file, now, error);
  if (mado_id_is_valid (self->run))
    return mado_letter_packet_gather (desk, &letters, now, error);

  return mado_packet_choice_gather (&choice, desk, mado_instant_get_japanese_day (now), self->findings, error);
}

static MadoPacketCount
count (const MadoChosenCases *chosen)
{
  gsize length;
  const char *bytes = g_bytes_get_data (chosen->content->bytes, &length);

  return (MadoPacketCount) { chosen->cases->len, chosen->content->rows, chosen->content->amount,
                             mado_hash_of (bytes, length) };
}

/* As a #MadoMakingSource: whoever signs was told how much it is, and nothing else leaves in their name: neither more
 * nor less, nor what has been put in another's place or put right meanwhile. */
static MadoChosenCases *
gather_as_counted (MadoDesk *desk, gconstpointer data, MadoInstant now, GError **error)
{
  const MadoPacketJob *self = data;
  g_autoptr (MadoChosenCases) chosen = gather (desk, data, now, error);
  MadoPacketCount now_there = { 0 };

  if (chosen == NULL)
    return NULL;
  now_there = count (chosen);
  if (now_there.cases == self->counted.cases && now_there.records == self->counted.records &&
      now_there.amount == self->counted.amount && mado_hash_equals (&now_there.digest, &self->counted.digest))
    return g_steal_pointer (&chosen);
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_COUNT,
                       "what is to leave is not what it was when it was counted");

  return NULL;
}

static void
count_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const MadoPacketJob *self = data;
  GError *error = NULL;
  g_autoptr (MadoChosenCases) chosen =
      gather (mado_session_get_desk (self->session), self, mado_instant_now (), &error);
  g_autofree MadoPacketCount *counted = g_new0 (MadoPacketCount, 1);

  if (chosen == NULL) {
    g_task_return_error (task, error);
    return;
  }
  *counted = count (chosen);
  g_task_return_pointer (task, g_steal_pointer (&counted), g_free);
}

/**
 * mado_packet_job_count_async:
 * @self: (transfer full): what is wanted; no number, medium and password need be said yet
 * @source: who wants to know
 * @callback: is told
 *
 * Nothing is made.
 */
void
mado_packet_job_count_async (MadoPacketJob *self, GObject *source, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);

  g_task_set_source_tag (task, mado_packet_job_count_async);
  g_task_set_task_data (task, self, (GDestroyNotify) mado_packet_job_free);
  g_task_run_in_thread (task, count_work);
}

/**
 * mado_packet_job_count_finish:
 * @result: of mado_packet_job_count_async()
 * @out_count: (out): how much it is
 * @error: why it cannot go
 *
 * Returns: whether it can
 */
gboolean
mado_packet_job_count_finish (GAsyncResult *result, MadoPacketCount *out_count, GError **error)
{
  g_autofree MadoPacketCount *counted = g_task_propagate_pointer (G_TASK (result), error);

  if (counted == NULL)
    return FALSE;
  *out_count = *counted;

  return TRUE;
}

/* --- how far it is ------------------------------------------------------------------------------------------------ */

typedef struct {
  GObject *source;
  MadoPacketJobTold told;
  MadoMakingStage stage;
} Progress;

static void
free_progress (gpointer data)
{
  g_object_unref (((Progress *) data)->source);
  g_free (data);
}

static gboolean
progressed_cb (gpointer data)
{
  const Progress *progress = data;

  progress->told (progress->source, progress->stage);

  return G_SOURCE_REMOVE;
}

/* On the thread that makes it. */
static void
tell (gpointer data, MadoMakingStage stage)
{
  const MadoPacketJob *self = data;
  g_autofree Progress *progress = g_new0 (Progress, 1);

  progress->source = g_object_ref (self->source);
  progress->told = self->told;
  progress->stage = stage;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, progressed_cb, g_steal_pointer (&progress), free_progress);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static MadoMaking *
make (MadoPacketJob *self, const MadoSigningKey *key, GError **error)
{
  const MadoMakingOrder order = {
    .choice = { .packet = self->packet, .queue = self->queue, .batch = self->batch },
    .source = gather_as_counted,
    .source_data = self,
    .number = self->number,
    .folder = self->folder,
    .is_image = self->is_image,
    .place = self->place,
    .notice_number = self->notice_number,
    .notice_folder = self->notice_folder,
    .key = key,
    .now = mado_instant_now (),
    .told = tell,
    .user_data = self,
  };

  return mado_making_run (mado_session_get_desk (self->session), &order, self->findings, error);
}

static void
make_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoPacketJob *self = data;
  GError *error = NULL;
  g_autoptr (MadoSigningKey) key = mado_own_key_unlock (mado_session_get_desk (self->session), self->password, &error);
  MadoMaking *made =
      key != NULL && mado_leave_take (self->session, self->password, &error) ? make (self, key, &error) : NULL;

  if (made == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, made, (GDestroyNotify) mado_making_free);
}

/**
 * mado_packet_job_run_async:
 * @self: (transfer full): what is wanted
 * @source: who wants it, and is told how far it is
 * @callback: is told
 */
void
mado_packet_job_run_async (MadoPacketJob *self, GObject *source, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);

  self->source = g_object_ref (source);
  g_task_set_source_tag (task, mado_packet_job_run_async);
  g_task_set_task_data (task, self, (GDestroyNotify) mado_packet_job_free);
  g_task_run_in_thread (task, make_work);
}

/**
 * mado_packet_job_get:
 * @result: of mado_packet_job_run_async(), or of mado_packet_job_count_async()
 *
 * Returns: (transfer none): what was wanted
 */
const MadoPacketJob *
mado_packet_job_get (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

/**
 * mado_packet_job_run_finish:
 * @result: of mado_packet_job_run_async()
 * @error: why there is no packet
 *
 * Returns: (transfer full) (nullable): what was made
 */
MadoMaking *
mado_packet_job_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
