/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changes while it is read is read once more behind that, however much it is. */

#include "mado-outlook.h"

#include "mado-advice.h"

typedef struct {
  MadoSession *session; /* has the outlook */
  gpointer loaded;      /* (nullable): %NULL: not read yet */
  gboolean is_reading;
  gboolean is_stale; /* something has changed since the reading began */
} MadoOutlookPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MadoOutlook, mado_outlook, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static MadoOutlookPrivate *
get (MadoOutlook *self)
{
  return mado_outlook_get_instance_private (self);
}

static void
take (MadoOutlook *self, gpointer loaded)
{
  g_clear_pointer (&get (self)->loaded, MADO_OUTLOOK_GET_CLASS (self)->free_loaded);
  get (self)->loaded = loaded;
}

static void
mado_outlook_finalize (GObject *object)
{
  take (MADO_OUTLOOK (object), NULL);

  G_OBJECT_CLASS (mado_outlook_parent_class)->finalize (object);
}

static void
mado_outlook_class_init (MadoOutlookClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_outlook_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mado_outlook_init (MadoOutlook *self)
{
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
load_work (GTask *task, MadoDatabase *database, gpointer session, GCancellable *cancellable)
{
  const MadoOutlookClass *class = MADO_OUTLOOK_GET_CLASS (g_task_get_source_object (task));
  GError *error = NULL;
  gpointer loaded = class->load (database, session, &error);

  if (loaded == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, loaded, class->free_loaded);
}

static void read_again (MadoSession *session, MadoOutlook *self);

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoOutlook *self = MADO_OUTLOOK (object);
  g_autoptr (GError) error = NULL;
  gpointer loaded = g_task_propagate_pointer (G_TASK (result), &error);

  get (self)->is_reading = FALSE;
  if (loaded != NULL) {
    take (self, loaded);
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  } else if (mado_advice_is_wanted (error)) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  } else {
    return; /* the profile is closed */
  }
  if (get (self)->is_stale)
    read_again (g_task_get_task_data (G_TASK (result)), self);
}

static void
read_again (MadoSession *session, MadoOutlook *self)
{
  MadoOutlookPrivate *priv = get (self);
  GTask *task;

  priv->is_stale = priv->is_reading;
  if (priv->is_reading)
    return;
  priv->is_reading = TRUE;
  task = g_task_new (self, NULL, loaded_cb, NULL);
  g_task_set_task_data (task, g_object_ref (session), g_object_unref);
  mado_desk_do (mado_session_get_desk (session), MADO_OUTLOOK_GET_CLASS (self)->hand, task, load_work);
}

/**
 * mado_outlook_of:
 * @session: a session
 * @type: which kind
 *
 * Where it could not be read, that is tried again for whoever asks for it.
 *
 * Returns: (transfer none): the one that the session has, which lives as long as the session
 */
gpointer
mado_outlook_of (MadoSession *session, GType type)
{
  MadoOutlook *self = g_object_get_data (G_OBJECT (session), g_type_name (type));

  if (self != NULL) {
    if (get (self)->loaded == NULL && !get (self)->is_reading)
      read_again (session, self);
    return self;
  }
  self = g_object_new (type, NULL);
  get (self)->session = session;
  g_object_set_data_full (G_OBJECT (session), g_type_name (type), self, g_object_unref);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (read_again), self, G_CONNECT_DEFAULT);
  read_again (session, self);

  return self;
}

/* --- what it has -------------------------------------------------------------------------------------------------- */

/**
 * mado_outlook_get_session:
 * @self: an outlook
 *
 * Returns: (transfer none): whose it is
 */
MadoSession *
mado_outlook_get_session (MadoOutlook *self)
{
  return get (self)->session;
}

/**
 * mado_outlook_get_loaded:
 * @self: an outlook
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL: nothing yet
 */
gpointer
mado_outlook_get_loaded (MadoOutlook *self)
{
  return get (self)->loaded;
}
