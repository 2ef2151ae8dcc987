/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Leads through an import: files are chosen or dropped, read, shown, and written when somebody says so. */

#include "mado-intake-page.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-intake-log-view.h"
#include "mado-intake-log.h"
#include "mado-intake-map.h"
#include "mado-intake-preview.h"
#include "mado-intake-words.h"
#include "mado-refusal-alert.h"
#include "mado-say.h"

struct _MadoIntakePage {
  AdwNavigationPage parent_instance;

  MadoSession *session;
  MadoIntakeRun *run;

  GtkStack *stack;
  MadoIntakeLogView *log;
  AdwStatusPage *working;
  GtkProgressBar *progress;
  MadoIntakePreview *preview;
};

G_DEFINE_FINAL_TYPE (MadoIntakePage, mado_intake_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- how far it is ------------------------------------------------------------------------------------------------ */

static gboolean
is_writing (MadoIntakePage *self)
{
  return mado_intake_run_get_state (self->run) == MADO_INTAKE_RUN_WRITING;
}

static void
progressed_cb (MadoIntakeRun *run, MadoIntakePage *self)
{
  guint64 done = 0, total = 0;
  g_autofree char *text = NULL;

  mado_intake_run_get_progress (run, &done, &total);
  if (is_writing (self))
    /* Translators: how many rows are written, and of how many */
    text = g_strdup_printf (_ ("%u of %u"), (guint) done, (guint) total);
  else
    text = g_strdup_printf ("%u %%", total > 0 ? (guint) (100 * done / total) : 0);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? MIN (1.0, (double) done / (double) total) : 0);
  gtk_progress_bar_set_text (self->progress, text);
}

static void
show_working (MadoIntakePage *self)
{
  adw_status_page_set_title (self->working, is_writing (self) ? _ ("Taking the Files In") : _ ("Reading the Files"));
  adw_status_page_set_description (
      self->working, is_writing (self)
                         ? _ ("You can go on working meanwhile. Whoever stops it goes on later where it was.")
                         : _ ("Nothing is written yet."));
  progressed_cb (self->run, self);
}

static void
show_log (MadoIntakePage *self)
{
  const GError *fault = mado_intake_run_get_fault (self->run);

  mado_intake_log_view_load (self->log, self->session);
  if (fault != NULL)
    mado_refusal_alert (GTK_WIDGET (self), fault);
}

static void
show_preview (MadoIntakePage *self)
{
  gboolean is_done = mado_intake_run_get_state (self->run) == MADO_INTAKE_RUN_DONE;

  mado_intake_preview_show (self->preview, self->run);
  if (is_done && !gtk_widget_get_mapped (GTK_WIDGET (self))) { /* whoever is elsewhere is told there */
    g_autofree char *title = mado_intake_words_write_title (self->run);

    mado_say (GTK_WIDGET (self), title);
  }
}

static void
allow (MadoIntakePage *self, MadoIntakeRunState state)
{
  gboolean is_shown = state == MADO_INTAKE_RUN_SHOWN, is_done = state == MADO_INTAKE_RUN_DONE;
  gboolean is_any_new = mado_intake_run_count (self->run, MADO_INTAKE_NEW) +
                            mado_intake_run_count_attachments (self->run, MADO_ATTACHMENT_NEW) >
                        0;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "intake.choose", is_shown || state == MADO_INTAKE_RUN_EMPTY);
  gtk_widget_action_set_enabled (widget, "intake.choose-folder", is_shown || state == MADO_INTAKE_RUN_EMPTY);
  gtk_widget_action_set_enabled (widget, "intake.write", is_shown && is_any_new);
  gtk_widget_action_set_enabled (widget, "intake.save-list", is_shown || is_done);
  gtk_widget_action_set_enabled (widget, "intake.close", is_shown || is_done);
}

static void
changed_cb (MadoIntakeRun *run, MadoIntakePage *self)
{
  static const struct {
    const char *name;
    void (*show) (MadoIntakePage *self);
  } children[] = {
    [MADO_INTAKE_RUN_EMPTY] = { "log", show_log },         [MADO_INTAKE_RUN_READING] = { "working", show_working },
    [MADO_INTAKE_RUN_SHOWN] = { "preview", show_preview }, [MADO_INTAKE_RUN_WRITING] = { "working", show_working },
    [MADO_INTAKE_RUN_DONE] = { "preview", show_preview },
  };
  MadoIntakeRunState state = mado_intake_run_get_state (run);

  if (state != MADO_INTAKE_RUN_SHOWN && state != MADO_INTAKE_RUN_DONE)
    mado_intake_preview_clear (self->preview);
  children[state].show (self);
  allow (self, state);
  gtk_stack_set_visible_child_name (self->stack, children[state].name);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  if (state != MADO_INTAKE_RUN_READING && state != MADO_INTAKE_RUN_WRITING)
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack));
}

/* --- choosing files ----------------------------------------------------------------------------------------------- */

static gboolean
takes_files (MadoIntakePage *self)
{
  MadoIntakeRunState state = mado_intake_run_get_state (self->run);

  return state == MADO_INTAKE_RUN_EMPTY || state == MADO_INTAKE_RUN_SHOWN;
}

/* Returns: (transfer full): where they are; what is on no disk is left out */
static GStrv
list_paths (GListModel *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *path = g_file_get_path (file);

    if (path != NULL)
      g_strv_builder_take (paths, g_steal_pointer (&path));
  }

  return g_strv_builder_end (paths);
}

static void
read_files (MadoIntakePage *self, GListModel *files)
{
  g_auto (GStrv) paths = list_paths (files);

  if (paths[0] != NULL && takes_files (self)) {
    mado_intake_preview_clear (self->preview);
    mado_intake_run_read (self->run, (const char *const *) paths);
  }
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoIntakePage) self = page;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */

  if (files != NULL)
    read_files (self, files);
}

static void
folder_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoIntakePage) self = page;
  g_autoptr (GFile) folder =
      gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (folder == NULL)
    return;
  g_list_store_append (files, folder);
  read_files (self, G_LIST_MODEL (files));
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

static GListStore *
list_filters (void)
{
  static const char *const suffixes[] = { "csv", "txt", "zip" };
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new (), all = gtk_file_filter_new ();
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (tables, _ ("Tables and archives (CSV, ZIP)"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (tables, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, all);

  return filters;
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = list_filters ();

  gtk_file_dialog_set_title (dialog, _ ("Choose Files"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open_multiple (dialog, get_window (widget), NULL, chosen_cb, g_object_ref (widget));
}

static void
choose_folder_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a Folder"));
  gtk_file_dialog_select_folder (dialog, get_window (widget), NULL, folder_chosen_cb, g_object_ref (widget));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, MadoIntakePage *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped = g_value_get_boxed (value);

  if (!takes_files (self))
    return FALSE;
  for (; dropped != NULL; dropped = dropped->next)
    g_list_store_append (files, dropped->data);
  read_files (self, G_LIST_MODEL (files));

  return TRUE;
}

/* --- what is done with them --------------------------------------------------------------------------------------- */

static void
write_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoIntakePage *self = MADO_INTAKE_PAGE (widget);

  mado_intake_preview_clear (self->preview);
  mado_intake_run_write (self->run);
}

static void
stop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mado_intake_run_cancel (MADO_INTAKE_PAGE (widget)->run);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoIntakePage *self = MADO_INTAKE_PAGE (widget);

  mado_intake_preview_clear (self->preview);
  mado_intake_run_clear (self->run);
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static const char *
translate (const char *english)
{
  return _ (english);
}

static void
saved_cb (GObject *file, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoIntakePage) self = page;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    mado_say (GTK_WIDGET (self), _ ("The list is saved"));
  else
    mado_say (GTK_WIDGET (self), _ ("The list could not be saved there. Choose another place."));
}

static void
place_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoIntakePage) self = page;
  g_autoptr (GFile) file =
      gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */
  g_autoptr (GBytes) list = NULL;

  if (file == NULL || !(mado_intake_run_get_state (self->run) == MADO_INTAKE_RUN_SHOWN ||
                        mado_intake_run_get_state (self->run) == MADO_INTAKE_RUN_DONE))
    return;
  list = mado_intake_run_write_list (self->run, translate);
  g_file_replace_contents_bytes_async (file, list, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, saved_cb,
                                       g_object_ref (self));
}

static void
save_list_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M");
  /* Translators: the name of a file; %s is day and time */
  g_autofree char *file = g_strdup_printf (_ ("import-%s.csv"), stamp);

  gtk_file_dialog_set_title (dialog, _ ("Save the List"));
  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, get_window (widget), NULL, place_chosen_cb, g_object_ref (widget));
}

/* --- the end of files --------------------------------------------------------------------------------------------- */

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoIntakePage) self = page;
  g_autoptr (GError) error = NULL;
  guint n_forgotten = 0;

  if (mado_intake_log_forget_finish (result, &n_forgotten, &error)) {
    g_autofree char *text =
        g_strdup_printf (ngettext ("%u file is erased", "%u files are erased", n_forgotten), n_forgotten);

    mado_say (GTK_WIDGET (self), text);
  } else {
    mado_refusal_alert (GTK_WIDGET (self), error);
  }
  if (self->log != NULL)
    mado_intake_log_view_load (self->log, self->session);
}

static void
agreed_cb (AdwAlertDialog *dialog, const char *response, MadoIntakePage *self)
{
  if (g_strcmp0 (response, "erase") == 0)
    mado_intake_log_forget_async (self->session, forgotten_cb, g_object_ref (self));
}

static void
forget_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoIntakePage *self = MADO_INTAKE_PAGE (widget);
  guint n_due = mado_intake_log_view_get_n_due (self->log);
  g_autofree char *title = g_strdup_printf (ngettext ("Erase %u File?", "Erase %u Files?", n_due), n_due);
  AdwDialog *dialog =
      adw_alert_dialog_new (title, _ ("The cases that came from them stay. An erased file cannot be brought back."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "erase", _ ("_Erase"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (agreed_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_intake_page_dispose (GObject *object)
{
  MadoIntakePage *self = MADO_INTAKE_PAGE (object);

  if (self->run != NULL) {
    g_signal_handlers_disconnect_by_data (self->run, self);
    mado_intake_run_cancel (self->run);
  }
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_INTAKE_PAGE);
  g_clear_object (&self->run);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_intake_page_parent_class)->dispose (object);
}

static void
mado_intake_page_class_init (MadoIntakePageClass *class)
{
  static const struct {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "intake.choose", choose_cb }, { "intake.choose-folder", choose_folder_cb },
    { "intake.write", write_cb },   { "intake.stop", stop_cb },
    { "intake.close", close_cb },   { "intake.save-list", save_list_cb },
    { "intake.forget", forget_cb },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_intake_page_dispose;
  g_type_ensure (MADO_TYPE_INTAKE_LOG_VIEW);
  g_type_ensure (MADO_TYPE_INTAKE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-intake-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePage, log);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePage, working);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePage, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePage, preview);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

static void
mado_intake_page_init (MadoIntakePage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Something may have come in through the folder meanwhile. */
static void
refreshed_cb (MadoSession *session, MadoIntakePage *self)
{
  if (mado_intake_run_get_state (self->run) == MADO_INTAKE_RUN_EMPTY)
    mado_intake_log_view_load (self->log, session);
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  MadoIntakePage *self = g_object_new (MADO_TYPE_INTAKE_PAGE, NULL);

  self->session = g_object_ref (session);
  self->run = mado_intake_run_new (session);
  g_signal_connect (self->run, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->run, "progressed", G_CALLBACK (progressed_cb), self);
  g_signal_connect (session, "refreshed", G_CALLBACK (refreshed_cb), self);
  allow (self, MADO_INTAKE_RUN_EMPTY);
  show_log (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * mado_intake_page_is_for:
 * @session: a session
 *
 * Returns: whether whoever has signed in makes cases by any map of the programme, or moves them
 */
gboolean
mado_intake_page_is_for (MadoSession *session)
{
  g_autoptr (GPtrArray) maps = mado_intake_maps_new (mado_session_get_programme (session));

  for (guint i = 0; i < maps->len; i++) {
    const MadoIntakeMap *map = g_ptr_array_index (maps, i);

    if (map->transition != NULL && mado_policy_has_role (mado_session_get_person (session), map->transition->roles))
      return TRUE;
  }

  return FALSE;
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  g_autoptr (MadoPlace) place = mado_place_new (kind, "", _ ("Taking In"));

  if (mado_intake_page_is_for (session))
    g_list_store_append (places, place);
}

const MadoPageKind mado_intake_page_kind = { add_places, create_page, "intake" };
