/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the file as soon as it is named, so that what it says can be compared before anything is sent. */

#include "mado-enrol-dialog.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-base-window.h"
#include "mado-enrolling.h"
#include "mado-field.h"
#include "mado-terminal.h"

#define GROUP 4 /* digits of a fingerprint that people compare at a time */

struct _MadoEnrolDialog {
  AdwDialog parent_instance;

  GCancellable *cancellable; /* of what is under way */
  GCancellable *reading;     /* (nullable): of the file that is being read */
  MadoEnrolmentFile file;    /* empty where none was read */

  AdwEntryRow *path;
  AdwEntryRow *code;
  GtkWidget *told;
  AdwActionRow *terminal;
  AdwActionRow *address;
  AdwActionRow *fingerprint;
  GtkWidget *form;
  GtkWidget *enrol;
  GtkWidget *spinner;
  GtkWidget *refusal;
  GtkLabel *refusal_title;
  GtkLabel *refusal_text;
};

G_DEFINE_FINAL_TYPE (MadoEnrolDialog, mado_enrol_dialog, ADW_TYPE_DIALOG)

static guint enrolled_signal;

/* --- refusals ----------------------------------------------------------------------------------------------------- */

static void
clear_refusal (MadoEnrolDialog *self)
{
  gtk_widget_set_visible (self->refusal, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->path), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->code), "error");
}

static void
refuse (MadoEnrolDialog *self, const char *title, const char *text, gpointer field)
{
  gtk_label_set_text (self->refusal_title, title);
  gtk_label_set_text (self->refusal_text, text);
  gtk_widget_set_visible (self->refusal, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_add_css_class (field, "error");
  gtk_widget_grab_focus (field);
}

static void
show_refusal (MadoEnrolDialog *self, const GError *error)
{
  if (g_error_matches (error, MADO_ENROLLING_ERROR, MADO_ENROLLING_ERROR_CODE))
    refuse (self, _ ("The code is wrong"), _ ("Type it again. After five wrong codes the file is worth nothing."),
            self->code);
  else if (g_error_matches (error, MADO_ENROLLING_ERROR, MADO_ENROLLING_ERROR_EXPIRED))
    refuse (self, _ ("The file is not good any more"),
            _ ("It was used before, is too old, or too many codes were wrong. Ask the administrator for another one."),
            self->path);
  else {
    const MadoAdvice advice = mado_advice_find (error);
    g_autofree char *text = mado_advice_dup_text (&advice);

    refuse (self, _ (advice.title), text, self->path);
  }
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

/* As people compare it: four digits at a time. */
static char *
write_fingerprint (const char *hex)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; hex[i] != '\0'; i++)
    g_string_append_printf (text, "%s%c", i > 0 && i % GROUP == 0 ? " " : "", hex[i]);

  return g_string_free_and_steal (text);
}

static void
show_file (MadoEnrolDialog *self)
{
  g_autofree char *hex = self->file.authority != NULL ? mado_enrolling_dup_fingerprint (&self->file) : NULL;
  g_autofree char *fingerprint = hex != NULL ? write_fingerprint (hex) : g_strdup ("");

  gtk_widget_set_visible (self->told, self->file.terminal != NULL);
  if (self->file.terminal == NULL)
    return;
  adw_action_row_set_subtitle (self->terminal, self->file.terminal);
  adw_action_row_set_subtitle (self->address, self->file.address);
  adw_action_row_set_subtitle (self->fingerprint, fingerprint);
}

static void
read_cb (GObject *file, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoEnrolDialog) self = dialog;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;

  if (!g_file_load_contents_finish (G_FILE (file), result, &content, &length, NULL, &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      show_file (self);
    return;
  }
  bytes = g_bytes_new_take (g_steal_pointer (&content), length);
  (void) mado_enrolment_file_read (bytes, &self->file, NULL); /* ignored: who goes on is told that it is none */
  show_file (self);
}

static void
path_changed_cb (AdwEntryRow *row, GParamSpec *property, MadoEnrolDialog *self)
{
  const char *path = gtk_editable_get_text (GTK_EDITABLE (self->path));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  mado_enrolment_file_clear (&self->file);
  show_file (self);
  g_file_load_contents_async (file, self->reading, read_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *chooser, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoEnrolDialog) self = dialog;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (chooser), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->path), path);
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
}

static void
choose_cb (GtkButton *button, MadoEnrolDialog *self)
{
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (chooser, _ ("Terminal's File"));
  gtk_file_dialog_open (chooser, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable, chosen_cb,
                        g_object_ref (self));
}

/* --- enrolling ---------------------------------------------------------------------------------------------------- */

static void
set_busy (MadoEnrolDialog *self, gboolean is_busy)
{
  mado_base_window_set_busy (self->form, is_busy);
  gtk_widget_set_visible (self->spinner, is_busy);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoEnrolDialog) self = dialog;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (!mado_terminal_keep_papers_finish (result, &error)) {
    show_refusal (self, error);
    return;
  }
  g_signal_emit (self, enrolled_signal, 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
enrolled_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoEnrolDialog) self = dialog;
  g_autoptr (GError) error = NULL;
  MadoPapers *papers = mado_enrolling_finish (result, &error);

  if (papers != NULL) {
    mado_terminal_keep_papers_async (papers, kept_cb, g_steal_pointer (&self));
    return;
  }
  if (!mado_advice_is_wanted (error))
    return;
  set_busy (self, FALSE);
  show_refusal (self, error);
}

static void
submit_cb (GtkWidget *from, MadoEnrolDialog *self)
{
  g_autofree char *code = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->code))));

  clear_refusal (self);
  if (self->file.terminal == NULL) {
    refuse (self, _ ("This is not a terminal's file"),
            _ ("Choose the file that the administrator made for this terminal."), self->path);
    return;
  }
  if (code[0] == '\0') {
    refuse (self, _ ("Type the code"), _ ("The administrator tells it to you, not on the medium with the file."),
            self->code);
    return;
  }
  set_busy (self, TRUE);
  mado_enrolling_async (&self->file, code, self->cancellable, enrolled_cb, g_object_ref (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

/* The dialog lives on while something is under way: a certificate that came is kept, whoever closed it meanwhile. */
static void
mado_enrol_dialog_dispose (GObject *object)
{
  MadoEnrolDialog *self = MADO_ENROL_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_ENROL_DIALOG);

  G_OBJECT_CLASS (mado_enrol_dialog_parent_class)->dispose (object);
}

static void
mado_enrol_dialog_finalize (GObject *object)
{
  MadoEnrolDialog *self = MADO_ENROL_DIALOG (object);

  mado_enrolment_file_clear (&self->file);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (mado_enrol_dialog_parent_class)->finalize (object);
}

static void
mado_enrol_dialog_class_init (MadoEnrolDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_enrol_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_enrol_dialog_finalize;

  enrolled_signal =
      g_signal_new ("enrolled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-enrol-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, path);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, code);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, told);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, terminal);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, address);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, form);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, enrol);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, refusal_title);
  gtk_widget_class_bind_template_child (widget_class, MadoEnrolDialog, refusal_text);
  gtk_widget_class_bind_template_callback (widget_class, path_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
}

static void
mado_enrol_dialog_init (MadoEnrolDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  mado_field_take_latin (GTK_EDITABLE (self->path));
  mado_field_take_latin (GTK_EDITABLE (self->code));
}

/**
 * mado_enrol_dialog_new:
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_enrol_dialog_new (void)
{
  return g_object_new (MADO_TYPE_ENROL_DIALOG, NULL);
}
