/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key is asked on the thread that signs; what is told of it is told on the window's. Both run in the order in which
 * they were said, so that what was shown is taken away. */

#include "mado-touch-notice.h"

#include <glib/gi18n.h>

#include "mado-field.h"
#include "mado-touch-attendant.h"
#include "mado-touch-error.h"

static GtkApplication *in_front;
static AdwDialog *shown; /* (nullable): while a key blinks */

static GtkWidget *
get_window (void)
{
  GtkWindow *window = in_front != NULL ? gtk_application_get_active_window (in_front) : NULL;

  return window != NULL ? GTK_WIDGET (window) : NULL;
}

/* --- touching it -------------------------------------------------------------------------------------------------- */

static void
answered_cb (AdwAlertDialog *dialog, const char *response, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static gboolean
show_notice (gpointer cancellable)
{
  GtkWidget *window = get_window ();
  AdwDialog *dialog;

  if (window == NULL)
    return G_SOURCE_REMOVE;
  dialog =
      adw_alert_dialog_new (_ ("Touch Your Security Key"), _ ("It blinks. Nothing is signed before you touch it."));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "cancel", _ ("Do _Not Sign"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), g_object_ref (cancellable),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  g_set_weak_pointer (&shown, dialog);
  adw_dialog_present (dialog, window);

  return G_SOURCE_REMOVE;
}

static gboolean
hide_notice (G_GNUC_UNUSED gpointer nothing)
{
  AdwDialog *dialog = shown;

  g_clear_weak_pointer (&shown);
  if (dialog != NULL)
    adw_dialog_force_close (dialog);

  return G_SOURCE_REMOVE;
}

static void
begin (GCancellable *cancellable, G_GNUC_UNUSED gpointer user_data)
{
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, show_notice, g_object_ref (cancellable), g_object_unref);
}

static void
end (G_GNUC_UNUSED gpointer user_data)
{
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, hide_notice, NULL, NULL);
}

/* --- its PIN ------------------------------------------------------------------------------------------------------ */

typedef struct {
  GMutex lock;
  GCond said;
  gboolean is_answered;
  MadoSecret *pin; /* (nullable) */
} Question;

static void
clear_question (gpointer data)
{
  Question *question = data;

  g_mutex_clear (&question->lock);
  g_cond_clear (&question->said);
  g_clear_pointer (&question->pin, mado_secret_free);
}

static void
unref_question (gpointer question)
{
  g_atomic_rc_box_release_full (question, clear_question);
}

/* @pin: (transfer full) (nullable); only the first answer counts */
static void
answer (Question *question, MadoSecret *pin)
{
  g_mutex_lock (&question->lock);
  if (!question->is_answered)
    question->pin = g_steal_pointer (&pin);
  question->is_answered = TRUE;
  g_cond_signal (&question->said);
  g_mutex_unlock (&question->lock);
  g_clear_pointer (&pin, mado_secret_free);
}

/* Also where the dialog goes with its window: nobody waits for what cannot come. */
static void
end_question (gpointer question)
{
  answer (question, NULL);
  unref_question (question);
}

static void
pin_said_cb (AdwAlertDialog *dialog, const char *response, GtkEditable *row)
{
  const gboolean is_said = g_strcmp0 (response, "sign") == 0 && gtk_editable_get_text (row)[0] != '\0';

  answer (g_object_get_data (G_OBJECT (dialog), "question"), is_said ? mado_field_take_secret (row) : NULL);
}

static GtkWidget *
create_row (void)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("PIN of the security key"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  mado_field_take_latin (GTK_EDITABLE (row));

  return row;
}

static gboolean
show_question (gpointer question)
{
  GtkWidget *window = get_window (), *row, *group;
  AdwDialog *dialog;

  if (window == NULL) {
    answer (question, NULL);
    return G_SOURCE_REMOVE;
  }
  dialog = adw_alert_dialog_new (_ ("The Security Key Wants Its PIN"),
                                 _ ("It is not your password. A few wrong ones lock the key for good."));
  row = create_row ();
  group = adw_preferences_group_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), group);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "sign", _ ("C_ontinue"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "sign");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "sign", ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (G_OBJECT (dialog), "question", g_atomic_rc_box_acquire (question), end_question);
  g_signal_connect (dialog, "response", G_CALLBACK (pin_said_cb), row);
  adw_dialog_set_focus (dialog, row);
  adw_dialog_present (dialog, window);

  return G_SOURCE_REMOVE;
}

static MadoSecret *
ask_pin (G_GNUC_UNUSED gpointer user_data, GError **error)
{
  Question *question = g_atomic_rc_box_new0 (Question);
  MadoSecret *pin;

  g_mutex_init (&question->lock);
  g_cond_init (&question->said);
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, show_question, g_atomic_rc_box_acquire (question),
                              unref_question);
  g_mutex_lock (&question->lock);
  while (!question->is_answered)
    g_cond_wait (&question->said, &question->lock);
  pin = g_steal_pointer (&question->pin);
  g_mutex_unlock (&question->lock);
  unref_question (question);
  if (pin == NULL)
    g_set_error_literal (error, MADO_TOUCH_ERROR, MADO_TOUCH_ERROR_CANCELLED, "the PIN was not said");

  return pin;
}

/* --- together ----------------------------------------------------------------------------------------------------- */

/**
 * mado_touch_notice_install:
 * @application: the program, with the windows over which it is told
 */
void
mado_touch_notice_install (GtkApplication *application)
{
  static const MadoTouchAttendant attendant = { begin, end, ask_pin, NULL };

  in_front = application;
  mado_touch_set_attendant (&attendant);
}

/**
 * mado_touch_notice_remove:
 *
 * The program ends: nobody is told any more.
 */
void
mado_touch_notice_remove (void)
{
  mado_touch_set_attendant (NULL);
  in_front = NULL;
}
