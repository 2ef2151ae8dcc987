/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens a window for each call, also for those that were typed when the program ended. */

#include "mado-switchboard.h"

#include "mado-call-reading.h"
#include "mado-call-window.h"

#define LONGEST_NUMBER 40 /* characters: whatever is longer comes from no telephone */

struct _MadoSwitchboard {
  GObject parent_instance;

  GtkWindow *owner; /* a weak pointer */
  MadoSession *session;
  GPtrArray *windows;    /* (element-type MadoCallWindow): of calls; each until it is gone */
  MadoCallWindow *ready; /* (nullable): for the next one; a weak pointer */
  guint preparing;       /* source */
};

G_DEFINE_FINAL_TYPE (MadoSwitchboard, mado_switchboard, G_TYPE_OBJECT)

/* --- windows ------------------------------------------------------------------------------------------------------ */

static void
next_cb (MadoCallWindow *window, MadoSwitchboard *self)
{
  mado_switchboard_open (self, NULL);
}

static void
gone_cb (GtkWidget *window, MadoSwitchboard *self)
{
  g_signal_handlers_disconnect_by_data (window, self);
  g_ptr_array_remove (self->windows, window);
}

static gboolean
prepare_cb (gpointer switchboard)
{
  MadoSwitchboard *self = switchboard;

  self->preparing = 0;
  if (self->ready == NULL && self->owner != NULL)
    g_set_weak_pointer (&self->ready, mado_call_window_new (self->owner, self->session));

  return G_SOURCE_REMOVE;
}

static void
prepare (MadoSwitchboard *self)
{
  if (self->preparing == 0 && self->ready == NULL)
    self->preparing = g_idle_add_full (G_PRIORITY_LOW, prepare_cb, self, NULL);
}

static MadoCallWindow *
take_window (MadoSwitchboard *self)
{
  MadoCallWindow *window = self->ready != NULL ? self->ready : mado_call_window_new (self->owner, self->session);

  g_clear_weak_pointer (&self->ready);
  g_signal_connect (window, "next", G_CALLBACK (next_cb), self);
  g_signal_connect (window, "destroy", G_CALLBACK (gone_cb), self);
  g_ptr_array_add (self->windows, window);
  prepare (self);

  return window;
}

static void
show (MadoSwitchboard *self, MadoCallWindow *window)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->owner)))
    gtk_window_present (GTK_WINDOW (window));
}

/* While somebody is away nothing of a call is on the screen, either. */
static void
owner_shown_cb (GtkWidget *owner, GParamSpec *property, MadoSwitchboard *self)
{
  gboolean is_visible = gtk_widget_get_visible (owner);

  for (guint i = 0; i < self->windows->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->windows, i), is_visible);
}

/* --- what was not saved ------------------------------------------------------------------------------------------- */

static gboolean
is_open (MadoSwitchboard *self)
{
  return self->owner != NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer switchboard)
{
  g_autoptr (MadoSwitchboard) self = switchboard;
  g_autoptr (GArray) ids = mado_call_list_unsaved_finish (result, NULL); /* ignored: it is there the next time */

  for (guint i = 0; ids != NULL && is_open (self) && i < ids->len; i++) {
    MadoCallWindow *window = take_window (self);

    mado_call_window_resume (window, g_array_index (ids, MadoId, i));
    show (self, window);
  }
}

/* --- the board ---------------------------------------------------------------------------------------------------- */

/**
 * mado_switchboard_is_for:
 * @session: a session
 *
 * Returns: whether whoever has signed in answers calls
 */
gboolean
mado_switchboard_is_for (MadoSession *session)
{
  return mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "calls");
}

static void
mado_switchboard_dispose (GObject *object)
{
  mado_switchboard_close (MADO_SWITCHBOARD (object));

  G_OBJECT_CLASS (mado_switchboard_parent_class)->dispose (object);
}

static void
mado_switchboard_finalize (GObject *object)
{
  MadoSwitchboard *self = MADO_SWITCHBOARD (object);

  g_ptr_array_unref (self->windows);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_switchboard_parent_class)->finalize (object);
}

static void
mado_switchboard_class_init (MadoSwitchboardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_switchboard_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_switchboard_finalize;
}

static void
mado_switchboard_init (MadoSwitchboard *self)
{
  self->windows = g_ptr_array_new ();
}

/**
 * mado_switchboard_new:
 * @owner: the window of the terminal
 * @session: of somebody who answers calls
 *
 * Returns: (transfer full): a board on which the calls are that were not saved
 */
MadoSwitchboard *
mado_switchboard_new (GtkWindow *owner, MadoSession *session)
{
  MadoSwitchboard *self = g_object_new (MADO_TYPE_SWITCHBOARD, NULL);

  g_set_weak_pointer (&self->owner, owner);
  self->session = g_object_ref (session);
  g_signal_connect_object (owner, "notify::visible", G_CALLBACK (owner_shown_cb), self, G_CONNECT_DEFAULT);
  mado_call_list_unsaved_async (session, listed_cb, g_object_ref (self));
  prepare (self);

  return self;
}

/**
 * mado_switchboard_open:
 * @self: a board
 * @number: (nullable): from where the call comes
 *
 * Opens a window for a call, where nobody is away.
 */
void
mado_switchboard_open (MadoSwitchboard *self, const char *number)
{
  g_autofree char *valid = number != NULL ? g_utf8_make_valid (number, -1) : NULL;
  g_autofree char *short_number =
      valid != NULL ? g_utf8_substring (valid, 0, MIN (LONGEST_NUMBER, g_utf8_strlen (valid, -1))) : NULL;
  MadoCallWindow *window;

  if (!is_open (self))
    return;
  window = take_window (self);
  mado_call_window_begin (window, short_number != NULL ? g_strdelimit (short_number, "\n\t\r", ' ') : NULL);
  show (self, window);
}

/**
 * mado_switchboard_close:
 * @self: a board
 *
 * Closes all windows. What was typed in them is kept.
 */
void
mado_switchboard_close (MadoSwitchboard *self)
{
  g_clear_handle_id (&self->preparing, g_source_remove);
  if (self->owner != NULL)
    g_signal_handlers_disconnect_by_data (self->owner, self);
  g_clear_weak_pointer (&self->owner);
  while (self->windows->len > 0) {
    GtkWindow *window = g_ptr_array_steal_index (self->windows, self->windows->len - 1);

    g_signal_handlers_disconnect_by_data (window, self);
    mado_base_window_drop (window);
  }
  if (self->ready != NULL)
    mado_base_window_drop (GTK_WINDOW (self->ready));
  g_clear_weak_pointer (&self->ready);
}
