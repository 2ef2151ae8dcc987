/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One figure on its way from one thread to another. */

#include "mado-telling.h"

struct _MadoTelling {
  MadoTold told; /* (nullable) */
  gpointer user_data;
  GMainContext *context;
  GMutex mutex; /* of what follows */
  guint64 done;
  guint64 total;
  gboolean is_on_its_way;
};

/**
 * mado_telling_new:
 * @told: (nullable): is told, in the main context of this thread
 * @user_data: for @told
 *
 * Returns: (transfer full): what a thread tells
 */
MadoTelling *
mado_telling_new (MadoTold told, gpointer user_data)
{
  MadoTelling *self = g_atomic_rc_box_new0 (MadoTelling);

  self->told = told;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);

  return self;
}

static void
clear (gpointer data)
{
  MadoTelling *self = data;

  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
}

/**
 * mado_telling_unref:
 * @self: (transfer full): a telling
 */
void
mado_telling_unref (MadoTelling *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
arrived_cb (gpointer data)
{
  MadoTelling *self = data;
  guint64 done, total;

  g_mutex_lock (&self->mutex);
  done = self->done;
  total = self->total;
  self->is_on_its_way = FALSE;
  g_mutex_unlock (&self->mutex);
  self->told (self->user_data, done, total);

  return G_SOURCE_REMOVE;
}

/**
 * mado_telling_tell:
 * @self: (type MadoTelling): a telling
 * @done: how much
 * @total: of how much
 *
 * A #MadoTold.
 */
void
mado_telling_tell (gpointer self, guint64 done, guint64 total)
{
  MadoTelling *telling = self;
  gboolean has_to_go;

  if (telling->told == NULL)
    return;
  g_mutex_lock (&telling->mutex);
  telling->done = done;
  telling->total = total;
  has_to_go = !telling->is_on_its_way;
  telling->is_on_its_way = TRUE;
  g_mutex_unlock (&telling->mutex);
  if (has_to_go)
    g_main_context_invoke_full (telling->context, G_PRIORITY_DEFAULT, arrived_cb, g_atomic_rc_box_acquire (telling),
                                (GDestroyNotify) mado_telling_unref);
}

/**
 * mado_telling_run:
 * @self: (transfer full): what @work tells; it is its task data
 * @source: whose work it is
 * @cancellable: (nullable): ends it
 * @callback: is told when it is over
 * @user_data: for @callback
 * @work: run on a thread of its own; what it wrote before somebody cancelled it tells as such itself
 */
void
mado_telling_run (MadoTelling *self,
                  gpointer source,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data,
                  GTaskThreadFunc work)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) mado_telling_unref);
  g_task_run_in_thread (task, work);
}
