/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What would join is gathered anew with each choice, and once more when the run is made. */

#include "mado-gather-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-base-window.h"
#include "mado-fiscal-year.h"
#include "mado-json-member.h"
#include "mado-letter-run.h"
#include "mado-letter-words.h"
#include "mado-run-page.h"

struct _MadoGatherPage {
  AdwNavigationPage parent_instance;

  MadoMailroom *room;
  GPtrArray *queues;  /* (element-type MadoQueue): that this person works on */
  GArray *series;     /* MadoId */
  guint n_gatherings; /* that are under way */
  GCancellable *cancellable;
  MadoMailJob *making; /* (nullable): a run is being made */
  GPtrArray *out_rows; /* (element-type GtkWidget): of those that stay out */

  GtkLabel *refusal;
  GtkWidget *form;
  GtkWidget *form2;
  AdwComboRow *letter;
  AdwComboRow *source;
  GtkEditable *number;
  AdwComboRow *series_row;
  GtkEditable *pattern;
  AdwSwitchRow *enclose;
  AdwActionRow *figures;
  AdwExpanderRow *staying_out;
  GtkProgressBar *progress;
  GtkWidget *cancel;
  GtkWidget *make;
};

G_DEFINE_FINAL_TYPE (MadoGatherPage, mado_gather_page, ADW_TYPE_NAVIGATION_PAGE)

static const MadoProgramme *
get_programme (MadoGatherPage *self)
{
  return mado_session_get_programme (mado_mailroom_get_session (self->room));
}

static void
refuse (MadoGatherPage *self, const char *text)
{
  gtk_label_set_text (self->refusal, text);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* The series of the year stand first; then one that is opened with the run; then none. */
static gboolean
is_new_series (MadoGatherPage *self)
{
  return adw_combo_row_get_selected (self->series_row) == self->series->len;
}

/* --- what would join ---------------------------------------------------------------------------------------------- */

static MadoMailJob *
read_job (MadoGatherPage *self)
{
  MadoMailJob *job = mado_mail_job_new (MADO_ID_NONE);
  const MadoLetter *letter =
      mado_section_get (get_programme (self)->letters, adw_combo_row_get_selected (self->letter));
  guint source = adw_combo_row_get_selected (self->source), series = adw_combo_row_get_selected (self->series_row);
  g_autofree char *pattern = g_strstrip (g_strdup (gtk_editable_get_text (self->pattern)));

  job->letter = g_strdup (letter->id);
  if (source > 0 && source <= self->queues->len)
    job->list = g_strdup (((const MadoQueue *) g_ptr_array_index (self->queues, source - 1))->id);
  job->number = g_strstrip (g_strdup (gtk_editable_get_text (self->number)));
  job->series = series < self->series->len ? g_array_index (self->series, MadoId, series) : MADO_ID_NONE;
  job->pattern = is_new_series (self) ? g_steal_pointer (&pattern) : NULL;
  job->is_enclosed = adw_switch_row_get_active (self->enclose);

  return job;
}

#define MOST_ROWS 200 /* that anybody reads through */

static void
show_staying_out (MadoGatherPage *self, const MadoLetterGathering *gathering)
{
  guint n_out = gathering->letters->len - gathering->n_joining;
  g_autofree char *count = mado_letter_words_dup_count (n_out);

  for (guint i = 0; i < self->out_rows->len; i++)
    adw_expander_row_remove (self->staying_out, g_ptr_array_index (self->out_rows, i));
  g_ptr_array_set_size (self->out_rows, 0);
  for (guint i = 0; i < MIN (n_out, MOST_ROWS); i++) {
    const MadoGatheredLetter *letter = g_ptr_array_index (gathering->letters, gathering->n_joining + i);
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), letter->to != NULL ? letter->to : _ ("No name"));
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (mado_letter_code_get_message (letter->code)));
    adw_expander_row_add_row (self->staying_out, row);
    g_ptr_array_add (self->out_rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->staying_out), n_out > 0);
  adw_expander_row_set_subtitle (self->staying_out, count);
}

static void
show_figures (MadoGatherPage *self, const MadoLetterGathering *gathering)
{
  g_autofree char *count = mado_letter_words_dup_count (gathering->n_joining);

  adw_action_row_set_subtitle (self->figures, gathering->n_joining > 0 ? count : _ ("No letter of this kind waits."));
  show_staying_out (self, gathering);
  gtk_widget_set_sensitive (self->make, gathering->n_joining > 0);
}

static void
gathered_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoGatherPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  self->n_gatherings--;
  if (self->room == NULL || self->n_gatherings > 0)
    return;
  if (job == NULL)
    refuse (self, _ (mado_advice_find (error).title));
  else
    show_figures (self, job->gathering);
}

static void
choice_cb (MadoGatherPage *self)
{
  if (self->room == NULL) /* the page is being made */
    return;
  self->n_gatherings++;
  gtk_widget_set_sensitive (self->make, FALSE);
  adw_action_row_set_subtitle (self->figures, _ ("Being counted…"));
  mado_mailroom_do_async (self->room, mado_mail_gather, read_job (self), gathered_cb, g_object_ref (self));
}

static void
series_cb (MadoGatherPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->pattern), self->room != NULL && is_new_series (self));
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static gboolean
tick_cb (GtkWidget *progress, GdkFrameClock *clock, gpointer page)
{
  MadoGatherPage *self = page;

  if (self->making == NULL)
    return G_SOURCE_REMOVE;
  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (&self->making->permille) / 1000.0);

  return G_SOURCE_CONTINUE;
}

static void
set_busy (MadoGatherPage *self, gboolean is_busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_busy);
  mado_base_window_set_busy (self->form, is_busy);
  mado_base_window_set_busy (self->form2, is_busy);
  gtk_widget_set_sensitive (self->make, !is_busy);
  gtk_widget_set_visible (self->cancel, is_busy);
}

static void
open_run (MadoGatherPage *self, MadoId run)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW));
  MadoMailroom *room = self->room;

  adw_navigation_view_pop (view);
  adw_navigation_view_push (view, mado_run_page_new (room, run));
}

static void
made_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoGatherPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  g_clear_pointer (&self->making, mado_mail_job_unref);
  if (self->room == NULL)
    return;
  set_busy (self, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    refuse (self, _ ("Stopped. What joined before is in the run; make it again under the same name to go on."));
  else if (job == NULL)
    refuse (self, _ (mado_advice_find (error).title));
  else if (job->refused != NULL)
    refuse (self, _ (mado_letter_code_get_message (job->refused)));
  else
    open_run (self, job->run);
}

/* Returns: (nullable): what is missing */
static const char *
find_missing (MadoGatherPage *self, const MadoMailJob *job, GtkEditable **out_field)
{
  *out_field = job->number[0] == '\0' ? self->number : self->pattern;
  if (job->number[0] == '\0')
    return _ ("Say what the run is called.");
  if (job->pattern != NULL && strchr (job->pattern, '%') == NULL)
    return _ ("Write the form of the numbers with % where they count.");

  return NULL;
}

static void
make_cb (MadoGatherPage *self)
{
  g_autoptr (MadoMailJob) job = read_job (self);
  const MadoEntity *open = mado_letter_shelf_find_run (mado_mailroom_get_shelf (self->room), job->number);
  GtkEditable *field = NULL;
  const char *missing = find_missing (self, job, &field);

  if (!gtk_widget_get_sensitive (self->make))
    return;
  if (missing != NULL) {
    refuse (self, missing);
    gtk_widget_grab_focus (GTK_WIDGET (field));
    return;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  job->cancellable = g_object_ref (self->cancellable);
  job->run = open != NULL ? mado_entity_get_id (open) : MADO_ID_NONE;
  self->making = mado_mail_job_ref (job);
  set_busy (self, TRUE);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->progress), tick_cb, self, NULL);
  mado_mailroom_do_async (self->room, mado_mail_make_run, g_steal_pointer (&job), made_cb, g_object_ref (self));
}

static void
stop_cb (MadoGatherPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_gather_page_dispose (GObject *object)
{
  MadoGatherPage *self = MADO_GATHER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_GATHER_PAGE);
  g_clear_object (&self->room);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->making, mado_mail_job_unref);
  g_clear_pointer (&self->out_rows, g_ptr_array_unref);
  g_clear_pointer (&self->queues, g_ptr_array_unref);
  g_clear_pointer (&self->series, g_array_unref);

  G_OBJECT_CLASS (mado_gather_page_parent_class)->dispose (object);
}

static void
mado_gather_page_class_init (MadoGatherPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_gather_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-gather-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, form);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, form2);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, letter);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, source);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, number);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, series_row);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, enclose);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, pattern);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, staying_out);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, figures);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, MadoGatherPage, make);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, series_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
mado_gather_page_init (MadoGatherPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->out_rows = g_ptr_array_new ();
  self->queues = g_ptr_array_new ();
  self->series = g_array_new (FALSE, FALSE, sizeof (MadoId));
}

/* --- what there is to choose -------------------------------------------------------------------------------------- */

static void
list_letters (MadoGatherPage *self, const MadoProgramme *programme, const char *letter)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < mado_section_get_count (programme->letters); i++) {
    const MadoLetter *one = mado_section_get (programme->letters, i);

    gtk_string_list_append (names, one->label);
    chosen = g_strcmp0 (one->id, letter) == 0 ? i : chosen;
  }
  adw_combo_row_set_model (self->letter, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->letter, chosen);
}

static void
list_sources (MadoGatherPage *self, const MadoProgramme *programme, const MadoPerson *person)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("All that wait"));
  for (guint i = 0; i < mado_section_get_count (programme->queues); i++) {
    MadoQueue *queue = mado_section_get (programme->queues, i);

    if (!mado_policy_has_role (person, queue->roles))
      continue;
    g_ptr_array_add (self->queues, queue);
    gtk_string_list_append (names, queue->label);
  }
  adw_combo_row_set_model (self->source, G_LIST_MODEL (names));
}

static void
list_series (MadoGatherPage *self, const MadoLetterShelf *shelf)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < shelf->series->len; i++) {
    const MadoEntity *series = g_ptr_array_index (shelf->series, i);
    MadoId id = mado_entity_get_id (series);

    g_array_append_val (self->series, id);
    gtk_string_list_append (names, mado_json_get_text (mado_entity_get_body (series), "pattern"));
  }
  gtk_string_list_append (names, _ ("New numbers from 1 on"));
  gtk_string_list_append (names, _ ("No numbers"));
  adw_combo_row_set_model (self->series_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->series_row, 0);
}

/* The first number of the year that no run has. */
static void
propose_number (MadoGatherPage *self, const MadoLetterShelf *shelf)
{
  int year = mado_fiscal_year_find (mado_instant_get_japanese_day (mado_instant_now ()));

  for (guint i = 1;; i++) {
    g_autofree char *number = g_strdup_printf ("R%d-%u", year - 2018, i);

    if (mado_letter_shelf_find_run (shelf, number) != NULL)
      continue;
    gtk_editable_set_text (self->number, number);
    return;
  }
}

/**
 * mado_gather_page_new:
 * @room: whose letters; it has read what there is
 * @letter: (nullable): of the programme, which is chosen already
 *
 * Returns: (transfer floating): the page
 */
AdwNavigationPage *
mado_gather_page_new (MadoMailroom *room, const char *letter)
{
  MadoGatherPage *self = g_object_new (MADO_TYPE_GATHER_PAGE, NULL);
  MadoSession *session = mado_mailroom_get_session (room);

  list_letters (self, mado_session_get_programme (session), letter);
  list_sources (self, mado_session_get_programme (session), mado_session_get_person (session));
  list_series (self, mado_mailroom_get_shelf (room));
  propose_number (self, mado_mailroom_get_shelf (room));
  self->room = g_object_ref (room);
  series_cb (self);
  choice_cb (self);

  return ADW_NAVIGATION_PAGE (self);
}
