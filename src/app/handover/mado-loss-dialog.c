/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What will happen, one field, one button; then the list. */

#include "mado-loss-dialog.h"

#include <glib/gi18n.h>

#include "mado-case-title.h"
#include "mado-handover-loss.h"
#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-refusal-alert.h"

#define MOST_SHOWN 200

struct _MadoLossDialog {
  AdwDialog parent_instance;

  MadoLedger *ledger;
  MadoEntity *handover;

  GtkStack *stack;
  AdwPreferencesGroup *asked;
  GtkEditable *what;
  GtkWidget *report;
  AdwPreferencesGroup *items;
  AdwPreferencesGroup *people;
};

G_DEFINE_FINAL_TYPE (MadoLossDialog, mado_loss_dialog, ADW_TYPE_DIALOG)

/* --- whom it is about --------------------------------------------------------------------------------------------- */

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
}

static void
show_items (MadoLossDialog *self, const MadoHandoverLoss *loss)
{
  const MadoProgramme *programme = mado_session_get_programme (mado_ledger_get_session (self->ledger));
  g_autoptr (GString) labels = g_string_new (NULL);
  yyjson_val *body = mado_entity_get_body (self->handover);
  g_autofree char *quantity = mado_handover_words_dup_quantity (body);

  for (guint i = 0; i < loss->items->len; i++) {
    const MadoItem *item = mado_section_find (programme->items, g_ptr_array_index (loss->items, i));

    g_string_append_printf (labels, "%s%s", labels->len > 0 ? "、" : "",
                            item != NULL ? item->label : (const char *) g_ptr_array_index (loss->items, i));
  }
  add_row (self->items, mado_json_get_text (body, "content"), quantity);
  if (labels->len > 0)
    add_row (self->items, _ ("Items of each person"), labels->str);
}

static void
show_people (MadoLossDialog *self, const MadoHandoverLoss *loss)
{
  MadoProgramme *programme = mado_session_get_programme (mado_ledger_get_session (self->ledger));
  g_autofree char *count =
      g_strdup_printf (ngettext ("%'u person", "%'u persons", (gulong) loss->n_cases), (guint) loss->n_cases);

  if (!loss->is_listed) {
    adw_preferences_group_set_description (
        self->people, _ ("The list was not made on this terminal: open the entry where the packet was made."));
    return;
  }
  if (loss->is_worked_out) {
    /* Translators: %1$s is how many people were on the medium, %2$u how many of them this terminal knows */
    g_autofree char *known = g_strdup_printf (
        _ ("%1$s, by the medium’s entry. Worked out from its batch: %2$u are known here. The exact list "
           "is where the packet was made."),
        count, loss->cases->len);

    adw_preferences_group_set_description (self->people, known);
  } else
    adw_preferences_group_set_description (self->people, count);
  for (guint i = 0; i < MIN (loss->cases->len, MOST_SHOWN); i++) {
    MadoCaseTitle title;
    g_autofree char *name = NULL;

    mado_case_title_read (&title, programme, g_ptr_array_index (loss->cases, i));
    name = g_strdup_printf ("%s　%s", title.number, title.name);
    add_row (self->people, name, title.kana);
    mado_case_title_clear (&title);
  }
}

/* --- reporting ---------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoSession *session;
  MadoEntity *handover;
  char *what;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  mado_entity_unref (request->handover);
  g_free (request->what);
  g_free (request);
}

static void
report_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  MadoHandoverLoss *loss = mado_handover_loss_report (mado_session_get_desk (request->session), request->handover,
                                                      request->what, mado_instant_now (), &error);

  if (loss == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, loss, (GDestroyNotify) mado_handover_loss_free);
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoLossDialog) self = dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoHandoverLoss) loss = g_task_propagate_pointer (G_TASK (result), &error);

  if (loss == NULL) {
    gtk_widget_set_sensitive (self->report, TRUE);
    mado_refusal_alert (GTK_WIDGET (self), error);
    return;
  }
  mado_session_note_saved (mado_ledger_get_session (self->ledger));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("The Incident Is Open: Tell the Ward at Once"));
  show_items (self, loss);
  show_people (self, loss);
  gtk_stack_set_visible_child_name (self->stack, "concerned");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_dialog_get_title (ADW_DIALOG (self)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
report_cb (GtkWidget *from, MadoLossDialog *self)
{
  const char *what = gtk_editable_get_text (self->what);
  g_autoptr (GTask) task = NULL;
  Request *request;

  if (what[0] == '\0' || !gtk_widget_get_sensitive (self->report)) {
    gtk_widget_grab_focus (GTK_WIDGET (self->what));
    return;
  }
  gtk_widget_set_sensitive (self->report, FALSE);
  request = g_new0 (Request, 1);
  request->session = g_object_ref (mado_ledger_get_session (self->ledger));
  request->handover = mado_entity_ref (self->handover);
  request->what = g_strdup (what);
  task = g_task_new (NULL, NULL, reported_cb, g_object_ref (self));
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, report_work);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_loss_dialog_dispose (GObject *object)
{
  MadoLossDialog *self = MADO_LOSS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_LOSS_DIALOG);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->handover, mado_entity_unref);

  G_OBJECT_CLASS (mado_loss_dialog_parent_class)->dispose (object);
}

static void
mado_loss_dialog_class_init (MadoLossDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_loss_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-loss-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoLossDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoLossDialog, asked);
  gtk_widget_class_bind_template_child (widget_class, MadoLossDialog, what);
  gtk_widget_class_bind_template_child (widget_class, MadoLossDialog, report);
  gtk_widget_class_bind_template_child (widget_class, MadoLossDialog, items);
  gtk_widget_class_bind_template_child (widget_class, MadoLossDialog, people);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
}

static void
mado_loss_dialog_init (MadoLossDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->what));
}

/**
 * mado_loss_dialog_new:
 * @ledger: a ledger
 * @handover: an entry of it
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_loss_dialog_new (MadoLedger *ledger, MadoEntity *handover)
{
  MadoLossDialog *self = g_object_new (MADO_TYPE_LOSS_DIALOG, NULL);
  g_autofree char *title = mado_handover_words_dup_title (handover);
  g_autofree char *quantity = mado_handover_words_dup_quantity (mado_entity_get_body (handover));
  /* Translators: %1$s is a number such as P-2026-0001, %2$s how much it holds */
  g_autofree char *pledge =
      g_strdup_printf (_ ("This opens an incident: %1$s (%2$s) is lost. The ward and whoever leads see it at once, and "
                          "you are told whom and what it is about. It stays on record, even if the medium is found."),
                       mado_json_get_text (mado_entity_get_body (handover), "number"), quantity);

  self->ledger = g_object_ref (ledger);
  self->handover = mado_entity_ref (handover);
  adw_preferences_group_set_title (self->asked, title);
  adw_preferences_group_set_description (self->asked, pledge);

  return ADW_DIALOG (self);
}
