/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks where the spreadsheet goes, reads the ledger anew, writes it and opens it. */

#include "mado-table-export.h"

#include <glib/gi18n.h>

#include "mado-handover-table.h"
#include "mado-refusal-alert.h"

typedef struct {
  MadoLedger *ledger;
  GtkWidget *parent;
  GFile *file; /* (nullable): until it was chosen */
} Export;

static void
free_export (gpointer data)
{
  Export *self = data;

  g_object_unref (self->ledger);
  g_object_unref (self->parent);
  g_clear_object (&self->file);
  g_free (self);
}

static void
write_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Export *self = data;
  MadoSession *session = mado_ledger_get_session (self->ledger);
  GError *error = NULL;
  g_autoptr (MadoHandoverBook) book = mado_handover_book_load (database, mado_session_get_programme (session),
                                                               mado_session_get_person (session), &error);
  g_autoptr (GBytes) table = book != NULL ? mado_handover_table_write (book, &error) : NULL;

  if (table != NULL && g_file_replace_contents (self->file, g_bytes_get_data (table, NULL), g_bytes_get_size (table),
                                                NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Export *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (self->file);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (self->parent)), NULL, NULL, NULL);
  else
    mado_refusal_alert (self->parent, error);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  Export *self = data;
  GTask *task;

  self->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  if (self->file == NULL) { /* nothing was chosen */
    free_export (self);
    return;
  }
  task = g_task_new (NULL, NULL, written_cb, NULL);
  g_task_set_task_data (task, self, free_export);
  mado_desk_do (mado_session_get_desk (mado_ledger_get_session (self->ledger)), MADO_DESK_SEARCHER, task, write_work);
}

/**
 * mado_table_export_present:
 * @ledger: a ledger
 * @parent: what is on its window
 */
void
mado_table_export_present (MadoLedger *ledger, GtkWidget *parent)
{
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  Export *self = g_new0 (Export, 1);

  self->ledger = g_object_ref (ledger);
  self->parent = g_object_ref (parent);
  gtk_file_dialog_set_title (chooser, _ ("Save the Ledger as a Spreadsheet"));
  gtk_file_dialog_set_initial_name (chooser, "媒体台帳.xlsx");
  gtk_file_dialog_save (chooser, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb, self);
}
