/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says that something was not done, and why. */

#include "mado-refusal-alert.h"

#include <glib/gi18n.h>

#include "mado-advice.h"

/**
 * mado_refusal_alert:
 * @parent: where it was tried
 * @error: why it was not done
 *
 * Says so in a dialog; nothing where nobody waits for it any more.
 */
void
mado_refusal_alert (GtkWidget *parent, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);
  g_autofree char *text = mado_advice_dup_text (&advice);
  AdwDialog *dialog;

  if (!mado_advice_is_wanted (error))
    return;
  dialog = adw_alert_dialog_new (_ (advice.title), text);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, parent);
}

/* What is said takes room, and the field below may be out of sight once the form is laid out again: that is so at the
 * second frame from now. */
static gboolean
keep_in_sight (GtkWidget *field, GdkFrameClock *clock, gpointer begun)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (field, GTK_TYPE_VIEWPORT);
  const gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  if (*(gint64 *) begun == 0)
    *(gint64 *) begun = frame;
  if (*(gint64 *) begun == frame)
    return G_SOURCE_CONTINUE;
  if (viewport != NULL && gtk_widget_get_mapped (field))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), field, NULL);

  return G_SOURCE_REMOVE;
}

/* Returns: (nullable): the whole of what has the keyboard */
static GtkWidget *
find_row (GtkLabel *label)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (label));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row != NULL ? row : focus;
}

/**
 * mado_refusal_keep_in_sight:
 * @label: where refusals stand on a form
 *
 * What is said below the form takes more room from now on: what has the keyboard stays in sight.
 */
void
mado_refusal_keep_in_sight (GtkLabel *label)
{
  GtkWidget *row = find_row (label);

  if (row != NULL)
    gtk_widget_add_tick_callback (row, keep_in_sight, g_new0 (gint64, 1), g_free);
}

/**
 * mado_refusal_tell:
 * @label: where refusals stand on a form
 * @text: what is wrong, and what to do
 * @field: (nullable): where
 *
 * Says it to the eye and to a screen reader, and puts the keyboard where it can be mended.
 */
void
mado_refusal_tell (GtkLabel *label, const char *text, GtkWidget *field)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (label), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (field != NULL && gtk_widget_get_visible (field))
    gtk_widget_grab_focus (field);
  mado_refusal_keep_in_sight (label);
}
