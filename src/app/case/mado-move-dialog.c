/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reasons are the programme's. What is typed is kept until the step is saved. */

#include "mado-move-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-case-deficiency.h"
#include "mado-date-text.h"
#include "mado-era.h"
#include "mado-field.h"
#include "mado-instant.h"
#include "mado-phrase-keys.h"
#include "mado-refusal-alert.h"
#include "mado-unsaved.h"

#define DAYS_TO_ANSWER 14

/* In the order in which they are offered. */
enum { TOLD_BY_LETTER, TOLD_BY_PHONE };

struct _MadoMoveDialog {
  AdwDialog parent_instance;

  MadoUnsaved *unsaved;
  gboolean is_free; /* any reason will do */
  gboolean opens;   /* something is missing */
  gboolean has_letters;
  gboolean is_of_day; /* it matters when it came in */

  GtkWidget *reasons;
  AdwComboRow *reason;
  AdwEntryRow *free_reason;
  GtkWidget *days;
  AdwEntryRow *day;
  GtkWidget *missing;
  AdwComboRow *telling;
  GtkTextView *text;
  GtkTextBuffer *buffer;
  AdwEntryRow *due;
  GtkLabel *letters;
  GtkWidget *call;
  GtkLabel *fault;
  GtkButton *decide;
};

G_DEFINE_FINAL_TYPE (MadoMoveDialog, mado_move_dialog, ADW_TYPE_DIALOG)

static guint decided_signal;

/**
 * mado_move_dialog_is_needed:
 * @transition: a transition
 *
 * Returns: whether there is anything to ask before it is made
 */
gboolean
mado_move_dialog_is_needed (const MadoTransition *transition)
{
  return transition->reason->len > 0 || transition->opens[0] != '\0' || mado_transition_goes_by_day (transition);
}

static const char *
get_reason (MadoMoveDialog *self)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (self->reason);

  if (self->is_free)
    return gtk_editable_get_text (GTK_EDITABLE (self->free_reason));

  return chosen != NULL ? gtk_string_object_get_string (chosen) : "";
}

static gboolean
is_by_phone (MadoMoveDialog *self)
{
  return adw_combo_row_get_selected (self->telling) == TOLD_BY_PHONE;
}

/* A day in any form that people write; empty: none. */
static gboolean
read_day (AdwEntryRow *row, char out_iso[MADO_DATE_ISO_SIZE])
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (row));
  MadoDate date;

  out_iso[0] = '\0';
  if (!gtk_widget_get_mapped (GTK_WIDGET (row)) || typed[0] == '\0')
    return TRUE;
  if (mado_date_text_parse (typed, &date) != MADO_DATE_TEXT_OK)
    return FALSE;
  mado_date_to_iso (date, out_iso);

  return TRUE;
}

/* Where no letter would go, nobody has a choice. */
static const char *
get_telling (MadoMoveDialog *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->telling)))
    return "";

  return is_by_phone (self) ? MADO_TELL_PHONE : MADO_TELL_LETTER;
}

static gboolean
is_to_come (const char *day)
{
  char today[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_instant_get_japanese_day (mado_instant_now ()), today);

  return strcmp (day, today) > 0;
}

static void
decide_cb (GtkWidget *from, MadoMoveDialog *self)
{
  g_autofree char *text = NULL;
  char due[MADO_DATE_ISO_SIZE], day[MADO_DATE_ISO_SIZE];

  g_object_get (self->buffer, "text", &text, NULL);
  if (self->is_free && get_reason (self)[0] == '\0')
    mado_refusal_tell (self->fault, _ ("Type the reason"), GTK_WIDGET (self->free_reason));
  else if (!read_day (self->day, day))
    mado_refusal_tell (self->fault, _ ("This is no day. Type it like R7.6.26 or 2025-06-26"), GTK_WIDGET (self->day));
  else if (self->is_of_day && day[0] == '\0')
    mado_refusal_tell (self->fault, _ ("Type the day on which it came in."), GTK_WIDGET (self->day));
  else if (is_to_come (day))
    mado_refusal_tell (self->fault, _ ("This day is still to come."), GTK_WIDGET (self->day));
  else if (!read_day (self->due, due))
    mado_refusal_tell (self->fault, _ ("This is no day. Type it like R7.6.26 or 2025-06-26"), GTK_WIDGET (self->due));
  else
    g_signal_emit (self, decided_signal, 0,
                   &(MadoMoveWords) { get_reason (self), g_strstrip (text), day, due, get_telling (self) });
}

/**
 * mado_move_dialog_forget:
 * @self: a dialog
 *
 * The step was made: what was typed is kept no longer.
 */
void
mado_move_dialog_forget (MadoMoveDialog *self)
{
  mado_unsaved_forget (self->unsaved);
}

/* What is sent is said; of a call the list of those who wait for an answer reminds. */
static void
telling_cb (MadoMoveDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->letters), self->has_letters && !is_by_phone (self));
  gtk_widget_set_visible (self->call, self->has_letters && is_by_phone (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_move_dialog_dispose (GObject *object)
{
  MadoMoveDialog *self = MADO_MOVE_DIALOG (object);

  g_clear_object (&self->unsaved);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_MOVE_DIALOG);

  G_OBJECT_CLASS (mado_move_dialog_parent_class)->dispose (object);
}

static void
mado_move_dialog_class_init (MadoMoveDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_move_dialog_dispose;
  decided_signal = g_signal_new ("decided", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-move-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, reasons);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, free_reason);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, days);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, day);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, telling);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, text);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, due);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, letters);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, call);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, MadoMoveDialog, decide);
  gtk_widget_class_bind_template_callback (widget_class, decide_cb);
  gtk_widget_class_bind_template_callback (widget_class, telling_cb);
}

static void
mado_move_dialog_init (MadoMoveDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (GTK_EDITABLE (self->day));
  mado_field_take_latin (GTK_EDITABLE (self->due));
}

static void
offer_reasons (MadoMoveDialog *self, const MadoTransition *transition)
{
  g_autoptr (GtkStringList) reasons = gtk_string_list_new (NULL);

  self->is_free = mado_names_contain (transition->reason, "text");
  for (guint i = 0; !self->is_free && i < transition->reason->len; i++)
    gtk_string_list_append (reasons, g_ptr_array_index (transition->reason, i));
  adw_combo_row_set_model (self->reason, G_LIST_MODEL (reasons));
  gtk_widget_set_visible (GTK_WIDGET (self->reason), !self->is_free && transition->reason->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->free_reason), self->is_free);
  gtk_widget_set_visible (self->reasons, transition->reason->len > 0);
}

static void
name_letters (MadoMoveDialog *self, const MadoProgramme *programme, const MadoTransition *transition)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < transition->letters->len; i++) {
    const MadoLetter *letter = mado_section_find (programme->letters, g_ptr_array_index (transition->letters, i));

    if (letter != NULL)
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", letter->label);
  }
  if (names->len > 0) { /* Translators: %s is a list of letters */
    g_autofree char *text = g_strdup_printf (_ ("To be sent: %s"), names->str);

    gtk_label_set_text (self->letters, text);
  }
  self->has_letters = names->len > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->telling), self->has_letters && self->opens);
  telling_cb (self);
}

static void
propose (AdwEntryRow *row, int n_days)
{
  MadoDate day = mado_date_add_days (mado_instant_get_japanese_day (mado_instant_now ()), n_days);
  g_autofree char *text = mado_era_format (day);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
ask_for_day (MadoMoveDialog *self, const MadoTransition *transition)
{
  self->is_of_day = mado_transition_goes_by_day (transition);
  gtk_widget_set_visible (self->days, self->is_of_day);
  propose (self->day, 0);
}

/**
 * mado_move_dialog_new:
 * @session: a session
 * @transition: the step
 * @id: of the case that takes it
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_move_dialog_new (MadoSession *session, const MadoTransition *transition, MadoId id)
{
  MadoMoveDialog *self = g_object_new (MADO_TYPE_MOVE_DIALOG, "title", transition->label, NULL);
  g_autofree char *form = g_strconcat ("move-", transition->id, NULL);

  self->opens = transition->opens[0] != '\0';
  gtk_button_set_label (self->decide, transition->label);
  gtk_widget_set_visible (self->missing, self->opens);
  offer_reasons (self, transition);
  name_letters (self, mado_session_get_programme (session), transition);
  ask_for_day (self, transition);
  mado_phrase_keys_watch (self->text, session, NULL, NULL);
  if (self->opens)
    propose (self->due, DAYS_TO_ANSWER);
  self->unsaved = mado_unsaved_new (session);
  mado_unsaved_watch (self->unsaved, self->reason, "selected", "reason");
  mado_unsaved_watch (self->unsaved, self->free_reason, "text", "free-reason");
  mado_unsaved_watch (self->unsaved, self->day, "text", "day");
  mado_unsaved_watch (self->unsaved, self->buffer, "text", "text");
  mado_unsaved_watch (self->unsaved, self->due, "text", "due");
  mado_unsaved_watch (self->unsaved, self->telling, "selected", "telling");
  mado_unsaved_open (self->unsaved, form, id);

  return ADW_DIALOG (self);
}
