/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds one sheet. What was read before something changed is read again, for it may have changed, too. */

#include "mado-case-ahead.h"

struct _MadoCaseAhead {
  GObject parent_instance;

  MadoSession *session;
  MadoId id;             /* of what comes next, or MADO_ID_NONE */
  MadoCaseSheet *sheet;  /* (nullable): not read yet */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MadoCaseAhead, mado_case_ahead, G_TYPE_OBJECT)

static guint came_signal;

static void
forget (MadoCaseAhead *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->sheet, mado_case_sheet_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer ahead)
{
  g_autoptr (MadoCaseAhead) self = ahead;
  g_autoptr (GError) error = NULL;
  MadoCaseSheet *sheet = mado_case_sheet_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* something else is read by now */
    return;
  g_clear_object (&self->reading);
  self->sheet = sheet; /* ignored: what cannot be read is told when somebody opens it */
  g_signal_emit (self, came_signal, 0);
}

/**
 * mado_case_ahead_expect:
 * @self: what comes next
 * @id: of a case, or %MADO_ID_NONE: nothing comes
 *
 * It is read with the next mado_case_ahead_read().
 */
void
mado_case_ahead_expect (MadoCaseAhead *self, MadoId id)
{
  if (mado_id_compare (self->id, id) == 0)
    return;
  forget (self);
  self->id = id;
}

/**
 * mado_case_ahead_read:
 * @self: what comes next
 *
 * Nothing else is to be done just now.
 */
void
mado_case_ahead_read (MadoCaseAhead *self)
{
  if (!mado_id_is_valid (self->id) || self->sheet != NULL || self->reading != NULL)
    return;
  self->reading = g_cancellable_new ();
  mado_case_sheet_load_async (self->session, self->id, self->reading, read_cb, g_object_ref (self));
}

/**
 * mado_case_ahead_is_coming:
 * @self: what comes next
 * @id: of a case that somebody opens
 *
 * Returns: whether it is being read: "came" will say when that is over
 */
gboolean
mado_case_ahead_is_coming (MadoCaseAhead *self, MadoId id)
{
  return self->reading != NULL && mado_id_compare (self->id, id) == 0;
}

/**
 * mado_case_ahead_take:
 * @self: what comes next
 * @id: of a case that somebody opens
 *
 * Returns: (transfer full) (nullable): it, where it was read and nothing has changed since
 */
MadoCaseSheet *
mado_case_ahead_take (MadoCaseAhead *self, MadoId id)
{
  MadoCaseSheet *sheet = mado_id_compare (self->id, id) == 0 ? g_steal_pointer (&self->sheet) : NULL;

  forget (self);
  self->id = MADO_ID_NONE;

  return sheet;
}

/* --- the object --------------------------------------------------------------------------------------------------- */

static void
mado_case_ahead_dispose (GObject *object)
{
  MadoCaseAhead *self = MADO_CASE_AHEAD (object);

  forget (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_case_ahead_parent_class)->dispose (object);
}

static void
mado_case_ahead_class_init (MadoCaseAheadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_case_ahead_dispose;
  came_signal =
      g_signal_new ("came", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_case_ahead_init (MadoCaseAhead *self)
{
}

/**
 * mado_case_ahead_new:
 * @session: a session
 *
 * Returns: (transfer full): nothing comes yet
 */
MadoCaseAhead *
mado_case_ahead_new (MadoSession *session)
{
  MadoCaseAhead *self = g_object_new (MADO_TYPE_CASE_AHEAD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);

  return self;
}
