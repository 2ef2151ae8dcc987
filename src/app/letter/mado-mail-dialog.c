/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was typed stays where it is refused. */

#include "mado-mail-dialog.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-base-error.h"
#include "mado-base-window.h"
#include "mado-calendar.h"
#include "mado-date-text.h"
#include "mado-era.h"
#include "mado-field.h"
#include "mado-letter-stage.h"
#include "mado-refusal-alert.h"

#define DAYS_TO_ACT 5 /* office days: what came back is looked at by then unless somebody says otherwise */

struct _MadoMailDialog {
  AdwDialog parent_instance;

  MadoMailroom *room;
  MadoMailAsks asks;
  MadoMailAct act;
  MadoId run;
  char *kind;   /* (nullable) */
  char *letter; /* (nullable) */
  gint64 version;
  gint64 expected; /* letters at the post office */

  GtkLabel *pledge;
  GtkLabel *refusal;
  GtkWidget *fields;
  GtkEditable *number;
  GtkEditable *sheet;
  GtkEditable *reason;
  AdwComboRow *return_reason;
  GtkEditable *office;
  GtkEditable *count;
  GtkEditable *day;
  GtkEditable *due;
  GtkWidget *cancel;
  GtkButton *act_button;
};

G_DEFINE_FINAL_TYPE (MadoMailDialog, mado_mail_dialog, ADW_TYPE_DIALOG)

enum { SIGNAL_DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
refuse (MadoMailDialog *self, const char *text, GtkEditable *field)
{
  mado_refusal_tell (self->refusal, text, GTK_WIDGET (field));
}

static void
set_busy (MadoMailDialog *self, gboolean is_busy)
{
  mado_base_window_hold_dialog (ADW_DIALOG (self), GTK_WIDGET (self->act_button), self->cancel, is_busy);
}

/* --- doing it ----------------------------------------------------------------------------------------------------- */

static const char *
name_fault (const GError *error)
{
  if (g_error_matches (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID))
    return _ ("No letter has this number, and no sheet this mark.");

  return _ (mado_advice_find (error).title);
}

static void
done_cb (GObject *room, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoMailDialog) self = dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  if (self->room == NULL)
    return;
  set_busy (self, FALSE);
  if (job == NULL) {
    refuse (self, name_fault (error), self->number);
  } else if (job->refused != NULL) {
    refuse (self, _ (mado_letter_code_get_message (job->refused)), NULL);
  } else {
    adw_dialog_force_close (ADW_DIALOG (self));
    g_signal_emit (self, signals[SIGNAL_DONE], 0, job);
  }
}

/* Returns: (nullable): the first field that has to be filled in */
static GtkEditable *
find_empty (MadoMailDialog *self)
{
  GtkEditable *const fields[] = { self->number, self->sheet, self->reason, self->office,
                                  self->count,  self->day,   self->due };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (fields[i])) && gtk_editable_get_text (fields[i])[0] == '\0')
      return fields[i];

  return NULL;
}

static gboolean
read_day (MadoMailDialog *self, GtkEditable *field, MadoDate *out_day)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (field)) ||
      mado_date_text_parse (gtk_editable_get_text (field), out_day) == MADO_DATE_TEXT_OK)
    return TRUE;
  refuse (self, _ ("This is no date."), field);

  return FALSE;
}

/* What the post office has counted is held against the run before anybody says that it was handed in. */
static gboolean
read_count (MadoMailDialog *self, gint64 *out_count)
{
  g_autofree char *text = g_utf8_normalize (gtk_editable_get_text (self->count), -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *difference = NULL;
  guint64 count = 0;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->count)))
    return TRUE;
  if (!g_ascii_string_to_unsigned (g_strstrip (text), 10, 1, G_MAXINT32, &count, NULL)) {
    refuse (self, _ ("This is no number."), self->count);
    return FALSE;
  }
  *out_count = (gint64) count;
  if (*out_count == self->expected)
    return TRUE;
  difference =
      g_strdup_printf (_ ("The run has %u letters to hand in, and %u were counted. Find the difference first."),
                       (guint) self->expected, (guint) count);
  refuse (self, difference, self->count);

  return FALSE;
}

/* Returns: (transfer full) (nullable): why it came back; %NULL: nobody has said */
static char *
dup_return_reason (MadoMailDialog *self)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (self->return_reason);

  return adw_combo_row_get_selected (self->return_reason) > 0 ? g_strdup (gtk_string_object_get_string (chosen)) : NULL;
}

static char *
dup_typed (GtkEditable *field)
{
  return gtk_widget_get_visible (GTK_WIDGET (field)) ? g_strstrip (g_strdup (gtk_editable_get_text (field))) : NULL;
}

static MadoMailJob *
read_job (MadoMailDialog *self)
{
  MadoMailJob *job = mado_mail_job_new (self->run);

  job->kind = g_strdup (self->kind);
  job->letter = g_strdup (self->letter);
  job->version = self->version;
  job->number = dup_typed (self->number);
  job->sheet = dup_typed (self->sheet);
  job->reason =
      gtk_widget_get_visible (GTK_WIDGET (self->return_reason)) ? dup_return_reason (self) : dup_typed (self->reason);
  job->office = dup_typed (self->office);

  return job;
}

static void
act_cb (MadoMailDialog *self)
{
  GtkEditable *empty = find_empty (self);
  MadoDate day = { 0 }, due = { 0 };
  gint64 count = 0;
  MadoMailJob *job;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->act_button)))
    return;
  if (empty != NULL) {
    refuse (self, _ ("Fill in every field"), empty);
    return;
  }
  if (gtk_widget_get_visible (GTK_WIDGET (self->return_reason)) &&
      adw_combo_row_get_selected (self->return_reason) == 0) {
    refuse (self, _ ("Choose why it came back."), NULL);
    gtk_widget_grab_focus (GTK_WIDGET (self->return_reason));
    return;
  }
  if (!read_count (self, &count) || !read_day (self, self->day, &day) || !read_day (self, self->due, &due))
    return;
  job = read_job (self);
  job->count = count;
  job->day = day;
  job->due = due;
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  set_busy (self, TRUE);
  mado_mailroom_do_async (self->room, self->act, job, done_cb, g_object_ref (self));
}

static void
cancel_cb (MadoMailDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_mail_dialog_dispose (GObject *object)
{
  MadoMailDialog *self = MADO_MAIL_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_MAIL_DIALOG);
  g_clear_object (&self->room);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->letter, g_free);

  G_OBJECT_CLASS (mado_mail_dialog_parent_class)->dispose (object);
}

static void
mado_mail_dialog_class_init (MadoMailDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_mail_dialog_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-mail-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, pledge);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, number);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, sheet);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, return_reason);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, office);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, count);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, day);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, due);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, MadoMailDialog, act_button);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
mado_mail_dialog_init (MadoMailDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (self->sheet);
  mado_field_take_latin (self->count);
  mado_field_take_latin (self->day);
  mado_field_take_latin (self->due);
}

static void
put_day (GtkEditable *field, MadoDate day)
{
  g_autofree char *text = mado_era_format (day);

  gtk_editable_set_text (field, text);
}

/* What the programme has to choose from for mail that came back; else what the post writes on it. Nothing is chosen
 * before somebody has looked. */
static void
fill_reasons (MadoMailDialog *self)
{
  const MadoProgramme *programme = mado_session_get_programme (mado_mailroom_get_session (self->room));
  const MadoTransition *returned = mado_returned_mail_find_transition (programme);
  g_autoptr (GtkStringList) reasons = gtk_string_list_new (NULL);
  const char *const *usual = mado_returned_mail_get_reasons ();

  gtk_string_list_append (reasons, _ ("Not chosen yet"));
  for (guint i = 0; returned != NULL && i < returned->reason->len; i++)
    gtk_string_list_append (reasons, g_ptr_array_index (returned->reason, i));
  for (guint i = 0; returned == NULL && usual[i] != NULL; i++)
    gtk_string_list_append (reasons, usual[i]);
  adw_combo_row_set_model (self->return_reason, G_LIST_MODEL (reasons));
}

static void
show_asked (MadoMailDialog *self, const char *sheet)
{
  const gboolean returns = (self->asks & MADO_MAIL_ASKS_RETURN) != 0,
                 hands_in = (self->asks & MADO_MAIL_ASKS_OFFICE) != 0;
  MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());

  gtk_widget_set_visible (self->fields, self->asks != MADO_MAIL_ASKS_NOTHING);
  gtk_widget_set_visible (GTK_WIDGET (self->number), returns);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), (self->asks & MADO_MAIL_ASKS_SHEET) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), (self->asks & MADO_MAIL_ASKS_REASON) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->return_reason), returns);
  gtk_widget_set_visible (GTK_WIDGET (self->office), hands_in);
  gtk_widget_set_visible (GTK_WIDGET (self->count), hands_in);
  gtk_widget_set_visible (GTK_WIDGET (self->day), hands_in || returns);
  gtk_widget_set_visible (GTK_WIDGET (self->due), returns);
  gtk_editable_set_text (self->sheet, sheet != NULL ? sheet : "");
  put_day (self->day, today);
  put_day (self->due, mado_calendar_add_days (MADO_CALENDAR_WARD, today, DAYS_TO_ACT));
}

/**
 * mado_mail_dialog_new:
 * @room: whose letters
 * @ask: what is done, and asked
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_mail_dialog_new (MadoMailroom *room, const MadoMailAsk *ask)
{
  MadoMailDialog *self = g_object_new (MADO_TYPE_MAIL_DIALOG, NULL);
  GtkEditable *empty;

  self->room = g_object_ref (room);
  self->asks = ask->asks;
  self->act = ask->act;
  self->run = ask->run;
  self->kind = g_strdup (ask->kind);
  self->letter = g_strdup (ask->letter);
  self->version = ask->version;
  adw_dialog_set_title (ADW_DIALOG (self), ask->title);
  gtk_label_set_text (self->pledge, ask->pledge);
  gtk_button_set_label (self->act_button, ask->button);
  self->expected = ask->count;
  fill_reasons (self);
  show_asked (self, ask->sheet);
  empty = find_empty (self);
  adw_dialog_set_focus (ADW_DIALOG (self), empty != NULL ? GTK_WIDGET (empty) : GTK_WIDGET (self->act_button));

  return ADW_DIALOG (self);
}
