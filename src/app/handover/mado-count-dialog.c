/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing is switched on beforehand: whoever counts has to look. */

#include "mado-count-dialog.h"

#include <glib/gi18n.h>

#include "mado-handover-signing.h"
#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-refusal-alert.h"

typedef struct {
  GtkWidget *row;
  MadoEntity *handover;
} Kept;

struct _MadoCountDialog {
  AdwDialog parent_instance;

  MadoLedger *ledger;
  GArray *all; /* Kept */

  GtkStack *stack;
  AdwPreferencesGroup *kept;
  GtkEditable *remark;
  AdwPreferencesGroup *result;
  GtkWidget *bar;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (MadoCountDialog, mado_count_dialog, ADW_TYPE_DIALOG)

static void
clear_kept (gpointer data)
{
  mado_entity_unref (((Kept *) data)->handover);
}

static gboolean
was_seen (const Kept *kept)
{
  return adw_switch_row_get_active (ADW_SWITCH_ROW (kept->row));
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoEntity *handover;
  gboolean was_seen;
} Found;

typedef struct {
  MadoSession *session;
  GArray *all; /* Found */
  char *remark;
} Request;

static void
clear_found (gpointer data)
{
  mado_entity_unref (((Found *) data)->handover);
}

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  g_array_unref (request->all);
  g_free (request->remark);
  g_free (request);
}

static gboolean
count (const Request *request, const Found *found, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { "handover.count", mado_entity_get_id (found->handover),
                                  mado_entity_get_version (found->handover), body };
  gboolean is_done;

  yyjson_mut_obj_add_bool (doc, body, "found", found->was_seen);
  if (!found->was_seen && request->remark[0] != '\0')
    yyjson_mut_obj_add_str (doc, body, "text", request->remark);
  is_done = mado_handover_sign (mado_session_get_desk (request->session), &step, NULL, mado_instant_now (), error);
  yyjson_mut_doc_free (doc);

  return is_done;
}

static void
count_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;

  for (guint i = 0; i < request->all->len; i++)
    if (!count (request, &g_array_index (request->all, Found, i), &error)) {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
add_missed (MadoCountDialog *self, const MadoEntity *handover)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = mado_handover_words_dup_title (handover);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), mado_json_get_text (mado_entity_get_body (handover), "place"));
  adw_preferences_group_add (self->result, row);
}

static void
show_result (MadoCountDialog *self)
{
  g_autofree char *text = NULL;
  guint n_missed = 0;

  for (guint i = 0; i < self->all->len; i++) {
    const Kept *kept = &g_array_index (self->all, Kept, i);

    if (was_seen (kept))
      continue;
    add_missed (self, kept->handover);
    n_missed++;
  }
  if (n_missed > 0)
    /* Translators: how many were not found, and of how many */
    text = g_strdup_printf (_ ("%u of %u are missing. Look for them, and report the loss on the page of each."),
                            n_missed, self->all->len);
  else
    text = g_strdup (_ ("Everything is here, and the count is saved."));
  adw_preferences_group_set_title (self->result, n_missed > 0 ? _ ("Missing") : _ ("No Differences"));
  adw_preferences_group_set_description (self->result, text);
  gtk_stack_set_visible_child_name (self->stack, "result");
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoCountDialog) self = dialog;
  g_autoptr (GError) error = NULL;

  if (self->ledger == NULL)
    return;
  mado_session_note_saved (mado_ledger_get_session (self->ledger));
  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    show_result (self);
    return;
  }
  gtk_widget_set_sensitive (self->save, TRUE);
  mado_refusal_alert (GTK_WIDGET (self), error);
}

static void
save_cb (GtkWidget *from, MadoCountDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  if (!gtk_widget_get_sensitive (self->save))
    return;
  gtk_widget_set_sensitive (self->save, FALSE);
  request = g_new0 (Request, 1);
  request->session = g_object_ref (mado_ledger_get_session (self->ledger));
  request->remark = g_strdup (gtk_editable_get_text (self->remark));
  request->all = g_array_new (FALSE, FALSE, sizeof (Found));
  g_array_set_clear_func (request->all, clear_found);
  for (guint i = 0; i < self->all->len; i++) {
    const Kept *kept = &g_array_index (self->all, Kept, i);
    Found found = { mado_entity_ref (kept->handover), was_seen (kept) };

    g_array_append_val (request->all, found);
  }
  task = g_task_new (NULL, NULL, counted_cb, g_object_ref (self));
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, count_work);
}

/* --- what is under lock ------------------------------------------------------------------------------------------- */

static char *
write_subtitle (const MadoHandoverSheet *sheet)
{
  yyjson_val *body = mado_entity_get_body (sheet->handover);
  const char *place = mado_json_get_text (body, "place"), *seal = mado_json_get_text (body, "seal");
  g_autofree char *counted = sheet->is_counted ? g_strdup (_ ("counted today")) : g_strdup ("");
  g_autoptr (GString) text = g_string_new (mado_handover_words_get_state (mado_entity_get_state (sheet->handover)));

  if (place[0] != '\0')
    g_string_append_printf (text, "　%s", place);
  if (seal[0] != '\0')
    g_string_append_printf (text, "　%s %s", _ ("seal"), seal);
  if (counted[0] != '\0')
    g_string_append_printf (text, "　%s", counted);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_kept (MadoCountDialog *self, const MadoHandoverSheet *sheet)
{
  g_autofree char *title = mado_handover_words_dup_title (sheet->handover);
  g_autofree char *subtitle = write_subtitle (sheet);
  Kept kept = { adw_switch_row_new (), mado_entity_ref (sheet->handover) };

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (kept.row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (kept.row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (kept.row), subtitle);
  adw_preferences_group_add (self->kept, kept.row);
  g_array_append_val (self->all, kept);
}

static void
mado_count_dialog_dispose (GObject *object)
{
  MadoCountDialog *self = MADO_COUNT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_COUNT_DIALOG);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->all, g_array_unref);

  G_OBJECT_CLASS (mado_count_dialog_parent_class)->dispose (object);
}

static void
mado_count_dialog_class_init (MadoCountDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_count_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-count-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCountDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCountDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, MadoCountDialog, remark);
  gtk_widget_class_bind_template_child (widget_class, MadoCountDialog, result);
  gtk_widget_class_bind_template_child (widget_class, MadoCountDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, MadoCountDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
mado_count_dialog_init (MadoCountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->all = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_array_set_clear_func (self->all, clear_kept);
}

/**
 * mado_count_dialog_new:
 * @ledger: a ledger
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_count_dialog_new (MadoLedger *ledger)
{
  MadoCountDialog *self = g_object_new (MADO_TYPE_COUNT_DIALOG, NULL);
  g_autoptr (GPtrArray) sheets = mado_ledger_list_sheets (ledger);

  self->ledger = g_object_ref (ledger);
  for (guint i = 0; i < sheets->len; i++)
    if (((const MadoHandoverSheet *) g_ptr_array_index (sheets, i))->is_kept)
      add_kept (self, g_ptr_array_index (sheets, i));
  if (self->all->len > 0)
    adw_dialog_set_focus (ADW_DIALOG (self), g_array_index (self->all, Kept, 0).row);
  else
    adw_preferences_group_set_description (self->kept, _ ("Nothing is under lock on your side."));
  gtk_widget_set_sensitive (self->save, self->all->len > 0);

  return ADW_DIALOG (self);
}
