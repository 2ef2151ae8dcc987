/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hides a whole window rather than covering what is in it: its dialogs are hidden with it, and so is everything from
 * screen readers. */

#include "mado-lock-window.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-field.h"
#include "mado-terminal.h"

struct _MadoLockWindow {
  MadoBaseWindow parent_instance;

  GtkWindow *hidden;
  MadoSession *session;

  AdwStatusPage *page;
  AdwPasswordEntryRow *password;
  GtkWidget *field;
  GtkLabel *refusal;
  GtkWidget *open;
};

G_DEFINE_FINAL_TYPE (MadoLockWindow, mado_lock_window, MADO_TYPE_BASE_WINDOW)

static void
come_back (MadoLockWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->hidden), TRUE);
  gtk_window_present (self->hidden);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer window)
{
  g_autoptr (MadoLockWindow) self = window;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->field, TRUE);
  gtk_widget_set_sensitive (self->open, TRUE);
  if (mado_terminal_check_password_finish (result, &error)) {
    come_back (self);
    return;
  }
  gtk_label_set_text (self->refusal, _ (mado_advice_find (error).title));
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->refusal),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
open_cb (GtkWidget *from, MadoLockWindow *self)
{
  g_autoptr (MadoSecret) password = NULL;

  if (mado_session_is_practice (self->session)) {
    come_back (self);
    return;
  }
  if (gtk_editable_get_text (GTK_EDITABLE (self->password))[0] == '\0') {
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
    return;
  }
  password = mado_field_take_secret (GTK_EDITABLE (self->password));
  gtk_window_set_focus (GTK_WINDOW (self), NULL); /* the text would not be told otherwise */
  gtk_widget_set_sensitive (self->field, FALSE);
  gtk_widget_set_sensitive (self->open, FALSE);
  mado_terminal_check_password_async (mado_session_get_desk (self->session), password, checked_cb, g_object_ref (self));
}

/* Closing it closes what it hides: nobody is left to come back to. */
static gboolean
mado_lock_window_close_request (GtkWindow *window)
{
  gtk_window_close (MADO_LOCK_WINDOW (window)->hidden);

  return GTK_WINDOW_CLASS (mado_lock_window_parent_class)->close_request (window);
}

static void
mado_lock_window_dispose (GObject *object)
{
  MadoLockWindow *self = MADO_LOCK_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->hidden);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_LOCK_WINDOW);

  G_OBJECT_CLASS (mado_lock_window_parent_class)->dispose (object);
}

static void
mado_lock_window_class_init (MadoLockWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_lock_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = mado_lock_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-lock-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoLockWindow, page);
  gtk_widget_class_bind_template_child (widget_class, MadoLockWindow, password);
  gtk_widget_class_bind_template_child (widget_class, MadoLockWindow, field);
  gtk_widget_class_bind_template_child (widget_class, MadoLockWindow, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoLockWindow, open);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
mado_lock_window_init (MadoLockWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (GTK_EDITABLE (self->password));
}

static void
stand_before (MadoLockWindow *self, GtkWindow *window, MadoSession *session)
{
  /* Translators: %s is an account */
  g_autofree char *title = g_strdup_printf (_ ("%s is away"), mado_session_get_person (session)->account);

  g_set_weak_pointer (&self->hidden, window);
  self->session = g_object_ref (session);
  adw_status_page_set_title (self->page, title);
  gtk_widget_set_visible (self->field, !mado_session_is_practice (session));
  gtk_window_set_default_size (GTK_WINDOW (self), gtk_widget_get_width (GTK_WIDGET (window)),
                               gtk_widget_get_height (GTK_WIDGET (window)));
  if (gtk_window_is_maximized (window))
    gtk_window_maximize (GTK_WINDOW (self));
  if (gtk_window_is_fullscreen (window))
    gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  gtk_widget_grab_focus (mado_session_is_practice (session) ? self->open : GTK_WIDGET (self->password));
}

/**
 * mado_lock_window_hide:
 * @window: a window that shows what only one person may see
 * @session: of that person
 *
 * Hides the window until the person is back.
 */
void
mado_lock_window_hide (GtkWindow *window, MadoSession *session)
{
  stand_before (g_object_new (MADO_TYPE_LOCK_WINDOW, "application", gtk_window_get_application (window), NULL), window,
                session);
}

/**
 * mado_lock_window_give_up:
 * @window: a window, which may be hidden
 *
 * Shows it again where it is hidden, because there is nothing any more in it that is to be hidden.
 */
void
mado_lock_window_give_up (GtkWindow *window)
{
  for (GList *each = gtk_application_get_windows (gtk_window_get_application (window)); each != NULL; each = each->next)
    if (MADO_IS_LOCK_WINDOW (each->data) && MADO_LOCK_WINDOW (each->data)->hidden == window) {
      come_back (each->data);
      return;
    }
}
