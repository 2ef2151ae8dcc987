/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words and reasons are those of the programme: nothing else can be chosen. */

#include "mado-answer-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-date-text.h"
#include "mado-field.h"
#include "mado-fold.h"

struct _MadoAnswerForm {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkEditable *receipt;
  AdwComboRow *word;
  AdwComboRow *reason;
  GtkEditable *day;
  GtkLabel *refusal;
};

G_DEFINE_FINAL_TYPE (MadoAnswerForm, mado_answer_form, ADW_TYPE_BIN)

enum { SIGNAL_TYPED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --- reading ------------------------------------------------------------------------------------------------------ */

static const char *
get_chosen (AdwComboRow *row)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (row);

  return chosen != NULL ? gtk_string_object_get_string (chosen) : "";
}

static gboolean
refuse (MadoAnswerForm *self, const char *text, GtkEditable *field)
{
  gtk_label_set_text (self->refusal, text);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (GTK_WIDGET (field));

  return FALSE;
}

/**
 * mado_answer_form_read:
 * @self: a form
 * @order: to which the result is added
 *
 * Returns: whether it can be read; else the form says what is missing
 */
gboolean
mado_answer_form_read (MadoAnswerForm *self, MadoMoneyOrder *order)
{
  g_autofree char *receipt = mado_fold_width (gtk_editable_get_text (self->receipt));
  g_autofree char *typed = mado_fold_width (gtk_editable_get_text (self->day));
  const char *reason = adw_combo_row_get_selected (self->reason) > 0 ? get_chosen (self->reason) : "";
  char iso[MADO_DATE_ISO_SIZE] = "";
  MadoDate day;

  g_strstrip (receipt);
  g_strstrip (typed);
  if (receipt[0] == '\0')
    return refuse (self, _ ("Type the receipt number"), self->receipt);
  if (typed[0] != '\0') {
    if (mado_date_text_parse (typed, &day) != MADO_DATE_TEXT_OK)
      return refuse (self, _ ("This is no date. Write it as R8.12.25."), self->day);
    mado_date_to_iso (day, iso);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  mado_money_order_type (order, receipt, get_chosen (self->word), reason, iso);

  return TRUE;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

static void
add_reasons (GtkStringList *reasons, const MadoTransition *transition)
{
  for (guint i = 0; transition != NULL && i < transition->reason->len; i++) {
    const char *reason = g_ptr_array_index (transition->reason, i);

    if (strcmp (reason, "text") != 0)
      gtk_string_list_append (reasons, reason);
  }
}

/**
 * mado_answer_form_ask:
 * @self: a form
 * @programme: the programme
 * @packet: with which results come back
 */
void
mado_answer_form_ask (MadoAnswerForm *self, const MadoProgramme *programme, const MadoPacket *packet)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL), reasons = gtk_string_list_new (NULL);

  gtk_string_list_append (reasons, C_ ("reason", "None"));
  for (guint i = 0; i < mado_section_get_count (packet->rows); i++) {
    const MadoNamed *row = mado_section_get (packet->rows, i);

    gtk_string_list_append (words, row->id);
    add_reasons (reasons, mado_section_find (programme->transitions, row->label));
  }
  adw_combo_row_set_model (self->word, G_LIST_MODEL (words));
  adw_combo_row_set_model (self->reason, G_LIST_MODEL (reasons));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
typed_cb (GtkWidget *from, MadoAnswerForm *self)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static GtkWidget *
add_row (MadoAnswerForm *self, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (self->group, row);
  if (ADW_IS_ENTRY_ROW (row)) {
    mado_field_take_latin (GTK_EDITABLE (row));
    g_signal_connect (row, "entry-activated", G_CALLBACK (typed_cb), self);
  }

  return row;
}

static void
mado_answer_form_class_init (MadoAnswerFormClass *class)
{
  signals[SIGNAL_TYPED] =
      g_signal_new ("typed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_answer_form_init (MadoAnswerForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *button = gtk_button_new_with_mnemonic (_ ("_Show"));

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Or type a result"));
  self->receipt = GTK_EDITABLE (add_row (self, adw_entry_row_new (), _ ("Receipt number")));
  self->word = ADW_COMBO_ROW (add_row (self, adw_combo_row_new (), _ ("Result")));
  self->reason = ADW_COMBO_ROW (add_row (self, adw_combo_row_new (), _ ("Reason, where it failed")));
  self->day = GTK_EDITABLE (add_row (self, adw_entry_row_new (), _ ("Day it was paid (as R8.12.25)")));
  self->refusal = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->refusal), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  g_signal_connect (button, "clicked", G_CALLBACK (typed_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->refusal));
  gtk_box_append (GTK_BOX (box), button);
  adw_bin_set_child (ADW_BIN (self), box);
}
