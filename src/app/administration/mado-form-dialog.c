/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The administrator's forms are all of one make: lists of rows, a sentence where something is wrong, a button. */

#include "mado-form-dialog.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-base-window.h"
#include "mado-entrance.h"
#include "mado-field.h"

#define WIDTH 520
#define MOST_HEIGHT 480
#define SPACING 12
#define EDGE 18

struct _MadoFormDialog {
  AdwDialog parent_instance;

  GtkWidget *form;
  GtkWidget *list;  /* (nullable): where the next row goes */
  GtkWidget *first; /* (nullable): the field that has the focus at first */
  GtkWidget *fault;
  GtkWidget *decide;
};

G_DEFINE_FINAL_TYPE (MadoFormDialog, mado_form_dialog, ADW_TYPE_DIALOG)

static guint decided_signal;

static void
decide_cb (GtkWidget *from, MadoFormDialog *self)
{
  gtk_widget_set_visible (self->fault, FALSE);
  g_signal_emit (self, decided_signal, 0);
}

static void
mado_form_dialog_class_init (MadoFormDialogClass *class)
{
  decided_signal =
      g_signal_new ("decided", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
create_fault (void)
{
  GtkWidget *fault = gtk_label_new (NULL);

  gtk_widget_set_visible (fault, FALSE);
  gtk_label_set_wrap (GTK_LABEL (fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (fault), 0);
  gtk_widget_add_css_class (fault, "error");

  return fault;
}

static GtkWidget *
create_scroller (GtkWidget *content)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);

  return scroller;
}

static void
set_edges (GtkWidget *box, int top, int bottom)
{
  gtk_widget_set_margin_start (box, EDGE);
  gtk_widget_set_margin_end (box, EDGE);
  gtk_widget_set_margin_top (box, top);
  gtk_widget_set_margin_bottom (box, bottom);
}

/* The button and what is wrong stay in sight, however long the form is. */
static GtkWidget *
create_foot (MadoFormDialog *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  self->fault = create_fault ();
  self->decide = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->decide), TRUE);
  gtk_widget_set_halign (self->decide, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->decide, "pill");
  g_signal_connect (self->decide, "clicked", G_CALLBACK (decide_cb), self);
  gtk_box_append (GTK_BOX (foot), self->fault);
  gtk_box_append (GTK_BOX (foot), self->decide);
  set_edges (foot, SPACING, EDGE);

  return foot;
}

static void
mado_form_dialog_init (MadoFormDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  set_edges (self->form, SPACING / 2, SPACING);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), create_scroller (self->form));
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), create_foot (self));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_content_width (ADW_DIALOG (self), WIDTH);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->decide);
}

/**
 * mado_form_dialog_new:
 * @title: what is done
 * @decide: the label of the button, with its mnemonic
 * @kind: what it does
 *
 * Returns: (transfer floating): a form without fields
 */
MadoFormDialog *
mado_form_dialog_new (const char *title, const char *decide, MadoFormDialogKind kind)
{
  MadoFormDialog *self = g_object_new (MADO_TYPE_FORM_DIALOG, "title", title, NULL);

  gtk_button_set_label (GTK_BUTTON (self->decide), decide);
  gtk_widget_add_css_class (self->decide,
                            kind == MADO_FORM_DIALOG_DESTRUCTIVE ? "destructive-action" : "suggested-action");

  return self;
}

/* --- what is in it ------------------------------------------------------------------------------------------------ */

static void
close_cb (MadoFormDialog *self, gpointer unused)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/**
 * mado_form_dialog_new_notice:
 * @title: of the dialog
 * @text: what it says
 *
 * Returns: (transfer floating): a dialog that only says something, until somebody closes it
 */
MadoFormDialog *
mado_form_dialog_new_notice (const char *title, const char *text)
{
  MadoFormDialog *self = mado_form_dialog_new (title, _ ("_Close"), MADO_FORM_DIALOG_PLAIN);

  mado_form_dialog_add_text (self, text);
  g_signal_connect (self, "decided", G_CALLBACK (close_cb), NULL);

  return self;
}

/**
 * mado_form_dialog_add_text:
 * @self: a form
 * @text: what somebody has to know
 */
void
mado_form_dialog_add_text (MadoFormDialog *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "prose");
  gtk_box_append (GTK_BOX (self->form), label);
}

/**
 * mado_form_dialog_add_list:
 * @self: a form
 * @title: (nullable): what stands above
 *
 * Fields that follow are in it.
 */
void
mado_form_dialog_add_list (MadoFormDialog *self, const char *title)
{
  self->list = adw_preferences_group_new ();
  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->list), title);
  gtk_box_append (GTK_BOX (self->form), self->list);
}

/**
 * mado_form_dialog_add_row:
 * @self: a form
 * @row: (transfer floating): a row
 */
void
mado_form_dialog_add_row (MadoFormDialog *self, GtkWidget *row)
{
  if (self->list == NULL)
    mado_form_dialog_add_list (self, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->list), row);
}

/**
 * mado_form_dialog_add_widget:
 * @self: a form
 * @widget: (transfer floating): something to look at; fields that follow stand below it
 */
void
mado_form_dialog_add_widget (MadoFormDialog *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->form), widget);
  self->list = NULL;
}

static void
take_first (MadoFormDialog *self, GtkWidget *field)
{
  if (self->first != NULL)
    return;
  self->first = field;
  adw_dialog_set_focus (ADW_DIALOG (self), field);
}

static GtkWidget *
add_field (MadoFormDialog *self, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  mado_form_dialog_add_row (self, row);
  take_first (self, row);

  return row;
}

/**
 * mado_form_dialog_add_entry:
 * @self: a form
 * @title: of the field
 *
 * Returns: (transfer none): a field for a text
 */
GtkWidget *
mado_form_dialog_add_entry (MadoFormDialog *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);

  return add_field (self, row, title);
}

/**
 * mado_form_dialog_add_latin:
 * @self: a form
 * @title: of the field
 *
 * Returns: (transfer none): a field for a name or a number, which is not written in Japanese
 */
GtkWidget *
mado_form_dialog_add_latin (MadoFormDialog *self, const char *title)
{
  GtkWidget *row = mado_form_dialog_add_entry (self, title);

  mado_field_take_latin (GTK_EDITABLE (row));

  return row;
}

/**
 * mado_form_dialog_add_password:
 * @self: a form
 * @title: of the field
 *
 * Returns: (transfer none): a field for a password
 */
GtkWidget *
mado_form_dialog_add_password (MadoFormDialog *self, const char *title)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  mado_field_take_latin (GTK_EDITABLE (row));

  return add_field (self, row, title);
}

/**
 * mado_form_dialog_add_switch:
 * @self: a form
 * @title: what is so or not
 * @subtitle: (nullable): more about it
 * @is_on: whether it is
 *
 * Returns: (transfer none): the switch
 */
GtkWidget *
mado_form_dialog_add_switch (MadoFormDialog *self, const char *title, const char *subtitle, gboolean is_on)
{
  GtkWidget *row = adw_switch_row_new ();

  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), is_on);

  return add_field (self, row, title);
}

/**
 * mado_form_dialog_add_choice:
 * @self: a form
 * @title: what is chosen
 * @choices: from what
 *
 * Returns: (transfer none): the choice, at the first of them
 */
GtkWidget *
mado_form_dialog_add_choice (MadoFormDialog *self, const char *title, GtkStringList *choices)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));

  return add_field (self, row, title);
}

/* --- what comes of it --------------------------------------------------------------------------------------------- */

/**
 * mado_form_dialog_set_busy:
 * @self: a form
 * @is_busy: whether what was typed is on its way
 */
void
mado_form_dialog_set_busy (MadoFormDialog *self, gboolean is_busy)
{
  mado_base_window_set_busy (self->form, is_busy);
  gtk_widget_set_sensitive (self->decide, !is_busy);
}

/**
 * mado_form_dialog_refuse:
 * @self: a form
 * @text: what is wrong, and what to do
 * @field: (nullable): where
 */
void
mado_form_dialog_refuse (MadoFormDialog *self, const char *text, GtkWidget *field)
{
  mado_form_dialog_set_busy (self, FALSE);
  gtk_label_set_text (GTK_LABEL (self->fault), text);
  gtk_widget_set_visible (self->fault, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (field != NULL)
    gtk_widget_grab_focus (field);
}

/* The title of what the service refuses is that of a sign-in; here what it says of it is enough. */
static char *
dup_words (const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);

  if (error->domain == MADO_ACCESS_ERROR && error->code != (int) MADO_ACCESS_WRONG && advice.remedy[0] != '\0')
    return g_strdup (_ (advice.remedy));

  return advice.remedy[0] != '\0' ? g_strconcat (_ (advice.title), "\n", _ (advice.remedy), NULL)
                                  : g_strdup (_ (advice.title));
}

/**
 * mado_form_dialog_fail:
 * @self: a form
 * @error: why it was not done
 * @field: (nullable): where
 */
void
mado_form_dialog_fail (MadoFormDialog *self, const GError *error, GtkWidget *field)
{
  g_autofree char *text = NULL;

  if (!mado_advice_is_wanted (error))
    return;
  text = dup_words (error);
  mado_form_dialog_refuse (self, text, field);
}
