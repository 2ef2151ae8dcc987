/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes of the ledger as a file, from the question to whatever opens it. */

#include "mado-ledger-paper.h"

#include "mado-refusal-alert.h"

typedef struct {
  MadoLedgerPaper paper;
  GFile *file; /* (nullable): until it was chosen */
} Saving;

static void
free_saving (gpointer data)
{
  Saving *self = data;

  self->paper.free_data (self->paper.data);
  g_object_unref (self->paper.session);
  g_object_unref (self->paper.parent);
  g_clear_object (&self->file);
  g_free (self);
}

static GtkWindow *
get_window (const Saving *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->paper.parent));
}

static void
make_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Saving *self = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = self->paper.make (self->paper.data, database, &error);

  if (bytes != NULL && g_file_replace_contents (self->file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                                NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
made_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, G_GNUC_UNUSED gpointer unused)
{
  const Saving *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (self->file);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gtk_file_launcher_launch (launcher, get_window (self), NULL, NULL, NULL);
  else if (self->paper.refused == NULL || !self->paper.refused (self->paper.data))
    mado_refusal_alert (self->paper.parent, error);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  Saving *self = data;
  g_autoptr (GTask) task = NULL;

  self->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  if (self->file == NULL) { /* nothing was chosen */
    free_saving (self);
    return;
  }
  task = g_task_new (NULL, NULL, made_cb, NULL);
  g_task_set_task_data (task, self, free_saving);
  mado_desk_do (mado_session_get_desk (self->paper.session), MADO_DESK_SEARCHER, g_steal_pointer (&task), make_work);
}

/**
 * mado_ledger_paper_save:
 * @paper: what is made; its data belong to it from now on
 */
void
mado_ledger_paper_save (const MadoLedgerPaper *paper)
{
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  Saving *self = g_new0 (Saving, 1);

  self->paper = *paper;
  g_object_ref (self->paper.parent);
  g_object_ref (self->paper.session);
  if (paper->title != NULL)
    gtk_file_dialog_set_title (chooser, paper->title);
  gtk_file_dialog_set_initial_name (chooser, paper->name);
  gtk_file_dialog_save (chooser, get_window (self), NULL, chosen_cb, self);
}
