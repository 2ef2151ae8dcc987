/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the programmes that come with the program, on another thread, and offers their roles. */

#include "mado-practice-dialog.h"

#include "mado-programme-file.h"
#include "mado-session.h"
#include "mado-terminal.h"

struct _MadoPracticeDialog {
  AdwDialog parent_instance;

  GPtrArray *loaded; /* (nullable) (element-type MadoProgramme) */

  AdwComboRow *programme;
  AdwComboRow *role;
  GtkWidget *begin;
};

G_DEFINE_FINAL_TYPE (MadoPracticeDialog, mado_practice_dialog, ADW_TYPE_DIALOG)

static guint chosen_signal;

static MadoProgramme *
get_programme (MadoPracticeDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->programme);

  return self->loaded != NULL && selected < self->loaded->len ? g_ptr_array_index (self->loaded, selected) : NULL;
}

static void
programme_chosen_cb (AdwComboRow *row, GParamSpec *property, MadoPracticeDialog *self)
{
  MadoProgramme *programme = get_programme (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; programme != NULL && i < mado_section_get_count (programme->roles); i++)
    gtk_string_list_take (labels, mado_role_dup_label (mado_section_get (programme->roles, i)));
  adw_combo_row_set_model (self->role, G_LIST_MODEL (labels));
}

static void
begin_cb (GtkWidget *from, MadoPracticeDialog *self)
{
  MadoProgramme *programme = get_programme (self);
  const MadoNamed *role = mado_section_get (programme->roles, adw_combo_row_get_selected (self->role));

  g_signal_emit (self, chosen_signal, 0, programme->identity.id, role->id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *loaded = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_programme_unref);

  for (const char *const *id = mado_terminal_programmes; *id != NULL; id++) {
    MadoProgramme *programme = mado_programme_file_find (*id, NULL); /* ignored: it is not offered */

    if (programme != NULL)
      g_ptr_array_add (loaded, programme);
  }
  g_task_return_pointer (task, loaded, (GDestroyNotify) g_ptr_array_unref);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoPracticeDialog *self = MADO_PRACTICE_DIALOG (object);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->loaded = g_task_propagate_pointer (G_TASK (result), NULL);
  for (guint i = 0; i < self->loaded->len; i++)
    gtk_string_list_append (titles, ((MadoProgramme *) g_ptr_array_index (self->loaded, i))->identity.title);
  adw_combo_row_set_model (self->programme, G_LIST_MODEL (titles));
  gtk_widget_set_sensitive (self->begin, self->loaded->len > 0);
  gtk_widget_grab_focus (self->begin); /* whoever changes nothing presses Enter */
}

static void
mado_practice_dialog_finalize (GObject *object)
{
  g_clear_pointer (&MADO_PRACTICE_DIALOG (object)->loaded, g_ptr_array_unref);

  G_OBJECT_CLASS (mado_practice_dialog_parent_class)->finalize (object);
}

static void
mado_practice_dialog_class_init (MadoPracticeDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = mado_practice_dialog_finalize;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-practice-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPracticeDialog, programme);
  gtk_widget_class_bind_template_child (widget_class, MadoPracticeDialog, role);
  gtk_widget_class_bind_template_child (widget_class, MadoPracticeDialog, begin);
  gtk_widget_class_bind_template_callback (widget_class, programme_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
}

static void
mado_practice_dialog_init (MadoPracticeDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, loaded_cb, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_task_run_in_thread (task, load_work);
}

/**
 * mado_practice_dialog_new:
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_practice_dialog_new (void)
{
  return g_object_new (MADO_TYPE_PRACTICE_DIALOG, NULL);
}
