/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A choice is a row of a table; the first of each takes everything, but for the state, of which people mostly want what
 * is not done. */

#include "mado-inquiry-filter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-inquiry-words.h"
#include "mado-instant.h"
#include "mado-json-member.h"

typedef enum {
  STATE_PENDING,
  STATE_CALL_BACK,
  STATE_ASK_WARD,
  STATE_CLOSED,
  STATE_ANY,
} State;

static const char *const states[] = {
  [STATE_PENDING] = N_ ("Not closed"),
  [STATE_CALL_BACK] = N_ ("To be called back"),
  [STATE_ASK_WARD] = N_ ("The ward is asked"),
  [STATE_CLOSED] = N_ ("Closed"),
  [STATE_ANY] = N_ ("Any state"),
};

static const struct {
  const char *label;
  int days; /* back from today; -1: any */
} days[] = {
  { N_ ("Any day"), -1 },
  { N_ ("Today"), 0 },
  { N_ ("The last 7 days"), 6 },
  { N_ ("The last 30 days"), 29 },
};

struct _MadoInquiryFilter {
  AdwBin parent_instance;

  MadoProgramme *programme;
  GtkDropDown *state;
  GtkDropDown *category;
  GtkDropDown *outcome;
  GtkDropDown *day;
};

G_DEFINE_FINAL_TYPE (MadoInquiryFilter, mado_inquiry_filter, ADW_TYPE_BIN)

static guint filtered_signal;

static gboolean
takes_state (MadoInquiryFilter *self, const MadoInquirySheet *sheet)
{
  const gboolean is_closed = strcmp (mado_entity_get_state (sheet->inquiry), "closed") == 0;

  switch ((State) gtk_drop_down_get_selected (self->state)) {
  case STATE_PENDING:
    return !is_closed;
  case STATE_CALL_BACK:
    return mado_inquiry_sheet_waits (sheet, MADO_INQUIRY_CALL_BACK);
  case STATE_ASK_WARD:
    return mado_inquiry_sheet_waits (sheet, MADO_INQUIRY_ASK_WARD);
  case STATE_CLOSED:
    return is_closed;
  case STATE_ANY:
  default:
    return TRUE;
  }
}

static gboolean
takes_category (MadoInquiryFilter *self, const char *category)
{
  const guint chosen = gtk_drop_down_get_selected (self->category);

  return chosen == 0 ||
         strcmp (((MadoNamed *) mado_section_get (self->programme->calls.categories, chosen - 1))->id, category) == 0;
}

static gboolean
takes_outcome (MadoInquiryFilter *self, const char *outcome)
{
  const guint chosen = gtk_drop_down_get_selected (self->outcome);

  return chosen == 0 || strcmp (mado_inquiry_outcomes[chosen - 1].id, outcome) == 0;
}

static gboolean
takes_day (MadoInquiryFilter *self, const MadoInquirySheet *sheet, MadoDate today)
{
  const int back = days[gtk_drop_down_get_selected (self->day)].days;
  const MadoInstant time = { mado_inquiry_sheet_get_time (sheet) * 1000 };

  return back < 0 || mado_date_compare (mado_instant_get_japanese_day (time), mado_date_add_days (today, -back)) >= 0;
}

/**
 * mado_inquiry_filter_takes:
 * @self: a filter
 * @sheet: an inquiry
 * @today: the day in Japan
 *
 * Returns: whether it is among those that were chosen
 */
gboolean
mado_inquiry_filter_takes (MadoInquiryFilter *self, const MadoInquirySheet *sheet, MadoDate today)
{
  yyjson_val *body = mado_entity_get_body (sheet->inquiry);

  return takes_state (self, sheet) && takes_category (self, mado_json_get_text (body, "category")) &&
         takes_outcome (self, mado_json_get_text (body, "outcome")) && takes_day (self, sheet, today);
}

/**
 * mado_inquiry_filter_is_for_closed:
 * @self: a filter
 *
 * Returns: whether those that are closed may be among them
 */
gboolean
mado_inquiry_filter_is_for_closed (MadoInquiryFilter *self)
{
  return gtk_drop_down_get_selected (self->state) >= STATE_CLOSED;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
chosen_cb (GtkDropDown *choice, GParamSpec *property, MadoInquiryFilter *self)
{
  g_signal_emit (self, filtered_signal, 0);
}

static GtkDropDown *
add_choice (MadoInquiryFilter *self, const char *name, GtkStringList *labels)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (choice, name);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  adw_wrap_box_append (ADW_WRAP_BOX (adw_bin_get_child (ADW_BIN (self))), choice);

  return GTK_DROP_DOWN (choice);
}

static GtkStringList *
list_categories (const MadoProgramme *programme)
{
  GtkStringList *labels = gtk_string_list_new ((const char *[]) { _ ("Any category"), NULL });

  for (guint i = 0; i < mado_section_get_count (programme->calls.categories); i++)
    gtk_string_list_append (labels, ((MadoNamed *) mado_section_get (programme->calls.categories, i))->label);

  return labels;
}

static GtkStringList *
list_outcomes (void)
{
  GtkStringList *labels = gtk_string_list_new ((const char *[]) { _ ("Any outcome"), NULL });

  for (const MadoInquiryWord *word = mado_inquiry_outcomes; word->id != NULL; word++)
    gtk_string_list_append (labels, _ (word->label));

  return labels;
}

static GtkStringList *
list_states (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (labels, _ (states[i]));

  return labels;
}

static GtkStringList *
list_days (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    gtk_string_list_append (labels, _ (days[i].label));

  return labels;
}

static void
mado_inquiry_filter_finalize (GObject *object)
{
  g_clear_pointer (&MADO_INQUIRY_FILTER (object)->programme, mado_programme_unref);

  G_OBJECT_CLASS (mado_inquiry_filter_parent_class)->finalize (object);
}

static void
mado_inquiry_filter_class_init (MadoInquiryFilterClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_inquiry_filter_finalize;
  filtered_signal =
      g_signal_new ("filtered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_inquiry_filter_init (MadoInquiryFilter *self)
{
  GtkWidget *choices = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (choices), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (choices), 8);
  adw_bin_set_child (ADW_BIN (self), choices);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ledger-bar");
}

/**
 * mado_inquiry_filter_begin:
 * @self: a filter in which nothing can be chosen yet
 * @programme: what inquiries can be about
 */
void
mado_inquiry_filter_begin (MadoInquiryFilter *self, MadoProgramme *programme)
{
  self->programme = mado_programme_ref (programme);
  self->state = add_choice (self, _ ("State"), list_states ());
  self->category = add_choice (self, _ ("Category"), list_categories (programme));
  self->outcome = add_choice (self, _ ("Outcome"), list_outcomes ());
  self->day = add_choice (self, _ ("Day"), list_days ());
}
