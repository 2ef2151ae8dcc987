/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows twins as they were when it was opened. Whoever settles duplicates says of two that they are one, or that they
 * are two people; where the number of one is wrong it is corrected there. */

#include "mado-twins-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-compare-list.h"
#include "mado-refusal-alert.h"
#include "mado-sheet-view.h"
#include "mado-unsaved.h"
#include "mado-wish.h"

struct _MadoTwinsDialog {
  AdwDialog parent_instance;

  MadoSession *session;
  MadoUnsaved *unsaved; /* (nullable): nothing is typed here */
  MadoId id;
  gint64 version;
  gboolean may_decide;
  const MadoRight *right; /* (nullable): that waits */
  char *row;

  GtkWidget *reason_list;
  GtkBox *twins;
  GtkWidget *decision;
  GtkEditable *reason;
  GtkWidget *give_up;
  GtkLabel *advice;
  GtkWidget *confirm;
};

G_DEFINE_FINAL_TYPE (MadoTwinsDialog, mado_twins_dialog, ADW_TYPE_DIALOG)

static guint opened_signal, confirmed_signal;

/* --- a twin ------------------------------------------------------------------------------------------------------- */

static void
open_cb (GtkButton *button, MadoTwinsDialog *self)
{
  const MadoId *id = g_object_get_data (G_OBJECT (button), "id");

  g_signal_emit (self, opened_signal, 0, id);
}

/* One reason for whatever is decided here: it stands below the twins. */
static void
decided_cb (GObject *session, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoTwinsDialog) self = dialog;
  g_autoptr (GError) error = NULL;

  if (mado_wish_save_finish (result, &error)) {
    mado_unsaved_forget (self->unsaved);
    adw_dialog_force_close (ADW_DIALOG (self));
  } else {
    mado_refusal_alert (GTK_WIDGET (self), error);
  }
}

static void
apart_cb (GtkButton *button, MadoTwinsDialog *self)
{
  const MadoId *id = g_object_get_data (G_OBJECT (button), "id");
  g_autoptr (MadoWish) wish = mado_wish_new ("case.tell_apart", self->id, self->version);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  char other[MADO_ID_TEXT_SIZE];

  if (reason[0] == '\0') {
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
    return;
  }
  mado_id_to_text (*id, other);
  mado_wish_add_text (wish, "other", other);
  mado_wish_add_text (wish, "reason", reason);
  mado_wish_save_async (wish, self->session, _ ("They were told apart"), decided_cb, g_object_ref (self));
}

static void
append_apart (MadoTwinsDialog *self, GtkWidget *box, const MadoTwin *twin)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Not the Same Person"));

  gtk_widget_set_tooltip_text (button, _ ("The suspicion goes away for good. Type the reason below first."));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&twin->id, sizeof twin->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (apart_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_head (MadoTwinsDialog *self, const MadoTwin *twin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = mado_sheet_view_create_label (twin->title, "title-3");
  GtkWidget *state = gtk_label_new (twin->state);
  GtkWidget *button = gtk_button_new_with_label (_ ("Open This Case"));

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (state, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (state, "state");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, mado_id_is_valid (self->id)); /* nobody leaves a form that is not saved */
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&twin->id, sizeof twin->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), state);
  gtk_box_append (GTK_BOX (box), button);
  if (self->may_decide && twin->is_same_person)
    append_apart (self, box, twin);

  return box;
}

static void
append_twin (MadoTwinsDialog *self, const MadoTwin *twin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = mado_compare_list_new (twin->title, _ ("This Application"), _ ("The Other One"));
  g_autofree char *reason = mado_twin_dup_reason (twin);

  mado_compare_list_set_of_cases (MADO_COMPARE_LIST (list));
  mado_compare_list_show (MADO_COMPARE_LIST (list), twin->lines);
  gtk_box_append (GTK_BOX (box), create_head (self, twin));
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label (reason, "body"));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->twins, box);
}

/* --- the decision ------------------------------------------------------------------------------------------------- */

static char *
dup_reason (MadoTwinsDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
}

static void
reason_changed_cb (GtkEditable *reason, MadoTwinsDialog *self)
{
  g_autofree char *text = dup_reason (self);

  gtk_widget_set_sensitive (self->give_up, text[0] != '\0');
}

static void
give_up_cb (GtkWidget *widget, MadoTwinsDialog *self)
{
  g_autoptr (MadoWish) wish = mado_wish_new ("case.give_up_right", self->id, self->version);
  g_autofree char *reason = dup_reason (self);

  if (reason[0] == '\0' || self->right == NULL)
    return;
  mado_wish_add_text (wish, "right", self->right->id);
  if (self->row[0] != '\0')
    mado_wish_add_text (wish, "row", self->row);
  mado_wish_add_text (wish, "reason", reason);
  mado_wish_save_async (wish, self->session, _ ("The right was given up"), decided_cb, g_object_ref (self));
}

static void
confirm_cb (GtkButton *button, MadoTwinsDialog *self)
{
  g_signal_emit (self, confirmed_signal, 0);
}

static const char *
get_advice (const MadoTwins *twins, gboolean may_decide)
{
  if (!may_decide)
    return _ ("Who settles duplicates decides which of them is paid.");
  if (twins->right == NULL)
    return _ ("Where they are two different people, say so with the reason. Where one is by mistake, it is withdrawn.");

  return _ ("Where they are two different people, say so, and correct the number that is wrong; the right is then "
            "asked for anew.");
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_twins_dialog_dispose (GObject *object)
{
  g_clear_object (&MADO_TWINS_DIALOG (object)->unsaved);

  G_OBJECT_CLASS (mado_twins_dialog_parent_class)->dispose (object);
}

static void
mado_twins_dialog_finalize (GObject *object)
{
  MadoTwinsDialog *self = MADO_TWINS_DIALOG (object);

  g_clear_object (&self->session);
  g_free (self->row);

  G_OBJECT_CLASS (mado_twins_dialog_parent_class)->finalize (object);
}

static void
mado_twins_dialog_class_init (MadoTwinsDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_twins_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_twins_dialog_finalize;
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  confirmed_signal =
      g_signal_new ("confirmed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-twins-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTwinsDialog, twins);
  gtk_widget_class_bind_template_child (widget_class, MadoTwinsDialog, decision);
  gtk_widget_class_bind_template_child (widget_class, MadoTwinsDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, MadoTwinsDialog, reason_list);
  gtk_widget_class_bind_template_child (widget_class, MadoTwinsDialog, give_up);
  gtk_widget_class_bind_template_child (widget_class, MadoTwinsDialog, advice);
  gtk_widget_class_bind_template_child (widget_class, MadoTwinsDialog, confirm);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
mado_twins_dialog_init (MadoTwinsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whoever sees a twin has read it. */
static void
note_reading (MadoSession *session, const MadoTwins *twins)
{
  for (guint i = 0; i < twins->twins->len; i++)
    mado_session_note_reading (session, ((const MadoTwin *) g_ptr_array_index (twins->twins, i))->id, "compare");
}

/**
 * mado_twins_dialog_new:
 * @session: a session
 * @id: of the case
 * @version: of the case
 * @twins: of the case
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_twins_dialog_new (MadoSession *session, MadoId id, gint64 version, const MadoTwins *twins)
{
  MadoTwinsDialog *self = g_object_new (MADO_TYPE_TWINS_DIALOG, NULL);
  gboolean may_decide =
      mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "duplicates");

  self->session = g_object_ref (session);
  self->id = id;
  self->version = version;
  self->right = twins->right;
  self->may_decide = may_decide;
  self->row = g_strdup (twins->row);
  for (guint i = 0; i < twins->twins->len; i++)
    append_twin (self, g_ptr_array_index (twins->twins, i));
  gtk_widget_set_visible (self->decision, twins->right != NULL && may_decide);
  gtk_widget_set_visible (self->give_up, twins->right != NULL && may_decide);
  gtk_widget_set_visible (self->reason_list, may_decide);
  gtk_label_set_text (self->advice, get_advice (twins, may_decide));
  note_reading (session, twins);
  self->unsaved = mado_unsaved_new (session);
  mado_unsaved_watch (self->unsaved, self->reason, "text", "reason");
  mado_unsaved_open (self->unsaved, "twins", id);

  return ADW_DIALOG (self);
}

/**
 * mado_twins_dialog_new_before:
 * @session: a session
 * @twins: of an application that is about to be received
 *
 * Returns: (transfer floating): the dialog, which asks whether it is received all the same
 */
AdwDialog *
mado_twins_dialog_new_before (MadoSession *session, const MadoTwins *twins)
{
  MadoTwinsDialog *self = g_object_new (MADO_TYPE_TWINS_DIALOG, "title", _ ("Perhaps Applied Already"), NULL);

  self->session = g_object_ref (session);
  self->row = g_strdup ("");
  for (guint i = 0; i < twins->twins->len; i++)
    append_twin (self, g_ptr_array_index (twins->twins, i));
  gtk_widget_set_visible (self->decision, FALSE);
  gtk_widget_set_visible (self->give_up, FALSE);
  gtk_widget_set_visible (self->reason_list, FALSE);
  gtk_label_set_text (self->advice, _ ("Compare them with the paper. Where it is another application, receive it; who "
                                       "settles duplicates decides later which of them is paid."));
  gtk_widget_set_visible (self->confirm, TRUE);
  note_reading (session, twins);

  return ADW_DIALOG (self);
}
