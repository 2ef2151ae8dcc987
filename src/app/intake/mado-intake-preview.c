/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files with their counts, and below them everything odd, at its row and column. */

#include "mado-intake-preview.h"

#include <glib/gi18n.h>

#include "mado-intake-cells.h"
#include "mado-intake-lines.h"
#include "mado-intake-words.h"
#include "mado-menu-button.h"

struct _MadoIntakePreview {
  AdwBin parent_instance;

  MadoIntakeRun *run; /* (nullable) */

  GtkLabel *title;
  GtkLabel *detail;
  GtkListBox *files;
  GtkCheckButton *with_notes;
  GtkStack *stack;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkColumnViewColumn *file_column; /* the view holds it */
  GtkWidget *add;
  GtkWidget *write;
};

G_DEFINE_FINAL_TYPE (MadoIntakePreview, mado_intake_preview, ADW_TYPE_BIN)

/* --- files -------------------------------------------------------------------------------------------------------- */

static void
add_row (MadoIntakePreview *self, const char *title, const char *subtitle, gboolean is_refused)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (is_refused ? "dialog-error-symbolic" : "text-x-generic-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (is_refused)
    gtk_widget_add_css_class (icon, "error");
  gtk_list_box_append (self->files, row);
}

static void
show_files (MadoIntakePreview *self)
{
  const GPtrArray *files = mado_intake_run_get_files (self->run), *unread = mado_intake_run_get_unread (self->run);

  gtk_list_box_remove_all (self->files);
  for (guint i = 0; files != NULL && i < files->len; i++) {
    const MadoStagedFile *file = g_ptr_array_index (files, i);
    g_autofree char *text = mado_intake_words_write_file (file);

    add_row (self, file->name, text, file->is_refused || file->map == NULL);
  }
  for (guint i = 0; i < unread->len; i++) {
    const MadoIntakeUnread *one = g_ptr_array_index (unread, i);

    add_row (self, one->name, _ (mado_intake_code_get_message (one->code)), TRUE);
  }
  if (mado_intake_run_get_attachments (self->run) != NULL) {
    g_autofree char *text = mado_intake_words_write_attachments (self->run);

    add_row (self, _ ("Attachments"), text, FALSE);
  }
}

/* --- what is odd -------------------------------------------------------------------------------------------------- */

static void
show_lines (MadoIntakePreview *self)
{
  g_autoptr (MadoIntakeLines) all = mado_intake_lines_new (self->run, MADO_INTAKE_LINE_MINOR);
  g_autoptr (MadoIntakeLines) open = mado_intake_lines_new (self->run, MADO_INTAKE_LINE_OPEN);
  gboolean has_notes = g_list_model_get_n_items (G_LIST_MODEL (all)) > g_list_model_get_n_items (G_LIST_MODEL (open));
  gboolean is_whole = has_notes && gtk_check_button_get_active (self->with_notes);
  GListModel *lines = G_LIST_MODEL (is_whole ? all : open);

  gtk_column_view_column_set_visible (self->file_column, gtk_list_box_get_row_at_index (self->files, 1) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->with_notes), has_notes);
  gtk_single_selection_set_model (self->selection, lines);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (lines) > 0 ? "content" : "empty");
}

static void
notes_toggled_cb (GtkCheckButton *button, MadoIntakePreview *self)
{
  if (self->run != NULL)
    show_lines (self);
}

/**
 * mado_intake_preview_show:
 * @self: a view
 * @run: a run that shows files
 */
void
mado_intake_preview_show (MadoIntakePreview *self, MadoIntakeRun *run)
{
  g_autofree char *title = mado_intake_words_write_title (run), *detail = mado_intake_words_write_detail (run);
  gboolean is_done = mado_intake_run_get_state (run) == MADO_INTAKE_RUN_DONE;

  g_object_ref (run);
  g_clear_object (&self->run);
  self->run = run;
  gtk_label_set_text (self->title, title);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (self->add, !is_done);
  gtk_widget_set_visible (self->write, !is_done);
  show_files (self);
  show_lines (self);
}

/**
 * mado_intake_preview_clear:
 * @self: a view
 *
 * Lets go of what it shows, before that goes.
 */
void
mado_intake_preview_clear (MadoIntakePreview *self)
{
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->run);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static gboolean
mado_intake_preview_grab_focus (GtkWidget *widget)
{
  MadoIntakePreview *self = MADO_INTAKE_PREVIEW (widget);

  return (gtk_widget_get_visible (self->write) && gtk_widget_grab_focus (self->write)) ||
         gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
mado_intake_preview_dispose (GObject *object)
{
  g_clear_object (&MADO_INTAKE_PREVIEW (object)->run);
  adw_bin_set_child (ADW_BIN (object), NULL); /* it is of the template, too, and must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_INTAKE_PREVIEW);

  G_OBJECT_CLASS (mado_intake_preview_parent_class)->dispose (object);
}

static void
mado_intake_preview_class_init (MadoIntakePreviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_intake_preview_dispose;
  widget_class->grab_focus = mado_intake_preview_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-intake-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, title);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, detail);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, files);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, with_notes);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, view);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, selection);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, add);
  gtk_widget_class_bind_template_child (widget_class, MadoIntakePreview, write);
  gtk_widget_class_bind_template_callback (widget_class, notes_toggled_cb);
}

static const char *
get_text (gpointer line, guint cell)
{
  return mado_intake_line_get_cell (line, (MadoIntakeCell) cell);
}

static GtkColumnViewColumn *
find_column (GtkColumnView *view, guint index)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), index);

  return column; /* the view holds it */
}

static void
mado_intake_preview_init (MadoIntakePreview *self)
{
  const char *const titles[MADO_INTAKE_N_CELLS] = {
    _ ("Result"), _ ("File"), _ ("Row"), _ ("Column"), _ ("Receipt number"), _ ("What it means"),
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < MADO_INTAKE_N_CELLS; i++)
    mado_intake_cells_add (self->view, titles[i], i, i == MADO_INTAKE_CELL_TEXT, get_text);
  mado_menu_button_name_items (GTK_MENU_BUTTON (self->add));
  self->file_column = find_column (self->view, MADO_INTAKE_CELL_FILE);
  mado_intake_cells_name_rows (self->view, _ ("What to Look At"), MADO_INTAKE_N_CELLS, get_text);
}
