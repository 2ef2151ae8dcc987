/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counted from all inquiries whenever one comes in. The figures tell of nobody, so they may leave without a packet. */

#include "mado-report-page.h"

#include <glib/gi18n.h>

#include "mado-bar.h"
#include "mado-fault-page.h"
#include "mado-form-print.h"
#include "mado-inquiry-report-paper.h"
#include "mado-policy.h"
#include "mado-reference-file.h"
#include "mado-refusal-alert.h"
#include "mado-say.h"

struct _MadoReportPage {
  AdwNavigationPage parent_instance;

  MadoInquiries *inquiries;
  MadoDate month; /* its first day */
  MadoInquiryReport *report;
  GtkStack *stack;
  AdwStatusPage *error;
  GtkLabel *heading;
  GtkWidget *next;
  GtkGrid *categories;
  GtkBox *hours;
  AdwPreferencesGroup *waits;
  GPtrArray *rows; /* (element-type GtkWidget): of the waits */
};

G_DEFINE_FINAL_TYPE (MadoReportPage, mado_report_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *const outcomes[] = {
  [MADO_INQUIRY_REPORT_ANSWERED] = NC_ ("outcome of a call", "Answered"),
  [MADO_INQUIRY_REPORT_CALL_BACK] = NC_ ("outcome of a call", "Call back"),
  [MADO_INQUIRY_REPORT_ASK_WARD] = NC_ ("outcome of a call", "Ward asked"),
  [MADO_INQUIRY_REPORT_UNKNOWN] = NC_ ("outcome of a call", "Nobody found"),
};

static MadoProgramme *
get_programme (MadoReportPage *self)
{
  return mado_session_get_programme (mado_inquiries_get_session (self->inquiries));
}

static MadoDate
get_this_month (void)
{
  MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());

  return (MadoDate) { today.year, today.month, 1 };
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

static void
attach_text (MadoReportPage *self, const char *text, int column, int row, gboolean is_heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, is_heading ? "heading" : "numeric");
  gtk_grid_attach (self->categories, label, column, row, 1, 1);
}

static void
attach_number (MadoReportPage *self, guint number, int column, int row)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  attach_text (self, text, column, row, FALSE);
}

static void
show_tally (MadoReportPage *self, const char *label, const guint *counts, guint sum, int row)
{
  attach_text (self, label, 0, row, FALSE);
  for (int i = 0; i < MADO_INQUIRY_REPORT_N_OUTCOMES; i++)
    attach_number (self, counts[i], i + 1, row);
  attach_number (self, sum, MADO_INQUIRY_REPORT_N_OUTCOMES + 1, row);
}

static void
show_categories (MadoReportPage *self)
{
  const int n = (int) self->report->categories->len;

  clear (GTK_WIDGET (self->categories));
  for (MadoInquiryOutcome i = 0; i < MADO_INQUIRY_REPORT_N_OUTCOMES; i++)
    attach_text (self, g_dpgettext2 (NULL, "outcome of a call", outcomes[i]), (int) i + 1, 0, TRUE);
  attach_text (self, _ ("Sum"), MADO_INQUIRY_REPORT_N_OUTCOMES + 1, 0, TRUE);
  for (int i = 0; i < n; i++) {
    const MadoInquiryTally *tally = g_ptr_array_index (self->report->categories, i);

    show_tally (self, tally->label != NULL ? tally->label : tally->id, tally->counts, mado_inquiry_tally_sum (tally),
                i + 1);
  }
  show_tally (self, _ ("Sum"), self->report->outcomes, self->report->n, n + 1);
}

static void
add_hour (MadoReportPage *self, guint hour, gint64 highest)
{
  const gint64 values[MADO_BAR_N_VALUES] = { self->report->hours[hour], 0 };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *figure = g_strdup_printf ("%u", self->report->hours[hour]);
  g_autofree char *label = g_strdup_printf ("%u", hour);
  /* Translators: an hour of the day, and how many called in it */
  g_autofree char *name = g_strdup_printf (_ ("%u o'clock: %u"), hour, self->report->hours[hour]);

  gtk_box_append (GTK_BOX (box), gtk_label_new (figure));
  gtk_box_append (GTK_BOX (box), mado_bar_new (MADO_BAR_WITHIN, values, highest));
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_widget_add_css_class (box, "numeric");
  gtk_widget_add_css_class (box, "caption");
  gtk_widget_set_tooltip_text (box, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (self->hours, box);
}

/* Office hours always, and whenever else somebody called. */
static void
show_hours (MadoReportPage *self)
{
  guint first = 8, last = 17;
  gint64 highest = 1;

  clear (GTK_WIDGET (self->hours));
  for (guint hour = 0; hour < MADO_INQUIRY_REPORT_N_HOURS; hour++) {
    highest = MAX (highest, self->report->hours[hour]);
    first = self->report->hours[hour] > 0 ? MIN (first, hour) : first;
    last = self->report->hours[hour] > 0 ? MAX (last, hour) : last;
  }
  for (guint hour = first; hour <= last; hour++)
    add_hour (self, hour, highest);
}

static void
add_wait (MadoReportPage *self, const char *title, const MadoInquiryWaited *waited)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *median = mado_inquiry_report_write_minutes (mado_inquiry_waited_get_median (waited));
  g_autofree char *longest = mado_inquiry_report_write_minutes (mado_inquiry_waited_get_longest (waited));
  g_autofree char *text =
      waited->ended->len > 0
          /* Translators: how many waits have ended, how long half of them took at most, and the longest */
          ? g_strdup_printf (_ ("%u ended; half of them within %s, the longest took %s"), waited->ended->len, median,
                             longest)
          : g_strdup (_ ("None has ended"));
  g_autofree char *open = g_strdup_printf (_ ("%u still wait"), waited->n_open);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (open));
  adw_preferences_group_add (self->waits, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_waits (MadoReportPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->waits, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  add_wait (self, _ ("Until they were called back"), &self->report->call_back);
  add_wait (self, _ ("Until the ward replied"), &self->report->ward);
}

static void
show_month (MadoReportPage *self)
{
  g_autofree char *month = mado_inquiry_report_write_month (self->month);
  /* Translators: a month, and how many calls */
  g_autofree char *text = g_strdup_printf (_ ("%s: %u calls"), month, self->report->n);

  gtk_label_set_text (self->heading, text);
  gtk_widget_set_sensitive (self->next, mado_date_compare (self->month, get_this_month ()) < 0);
}

static MadoInquiryReport *
count (MadoReportPage *self)
{
  const GPtrArray *sheets = mado_inquiries_get_all (self->inquiries);
  MadoInquiryReport *report = mado_inquiry_report_new (get_programme (self), self->month);

  for (guint i = 0; i < sheets->len; i++)
    mado_inquiry_report_count (report, ((const MadoInquirySheet *) g_ptr_array_index (sheets, i))->inquiry);

  return report;
}

static void
show (MadoReportPage *self)
{
  if (mado_inquiries_get_all (self->inquiries) == NULL)
    return;
  g_clear_pointer (&self->report, mado_inquiry_report_free);
  self->report = count (self);
  show_month (self);
  show_categories (self);
  show_hours (self);
  show_waits (self);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
failed_cb (MadoInquiries *inquiries, const GError *error, MadoReportPage *self)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
turn (MadoReportPage *self, int months)
{
  self->month = mado_date_add_months (self->month, months);
  show (self);
}

static void
previous_cb (GtkButton *button, MadoReportPage *self)
{
  turn (self, -1);
}

static void
next_cb (GtkButton *button, MadoReportPage *self)
{
  turn (self, 1);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

/* What is set on a thread of its own. */
typedef struct {
  MadoProgramme *programme;
  MadoInquiryReport *report;
  GFile *file;
  gboolean is_form;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  mado_programme_unref (saving->programme);
  mado_inquiry_report_free (saving->report);
  g_clear_object (&saving->file);
  g_free (saving);
}

static GBytes *
write_file (const Saving *saving, GError **error)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  g_autofree char *layout = mado_reference_file_dup_sample_path (MADO_FORM_LAYOUT);
  g_autofree char *month = g_strdup_printf ("%d-%02d", saving->report->month.year, saving->report->month.month);
  g_autoptr (MadoManuscript) form = NULL;

  if (!saving->is_form)
    return mado_inquiry_report_write_workbook (saving->report, saving->programme, today, error);
  form = mado_inquiry_report_write (saving->report, saving->programme, today);

  return mado_form_print (layout, form, month, today, error);
}

static void
save_work (GTask *task, gpointer page, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  GError *error = NULL;
  g_autoptr (GBytes) content = write_file (saving, &error);
  gsize length = 0;
  const char *bytes = content != NULL ? g_bytes_get_data (content, &length) : NULL;

  if (content == NULL || !g_file_replace_contents (saving->file, bytes, length, NULL, FALSE,
                                                   G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject *page, GAsyncResult *result, gpointer unused)
{
  MadoReportPage *self = MADO_REPORT_PAGE (page);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    mado_refusal_alert (GTK_WIDGET (self), error);
  else
    mado_say (GTK_WIDGET (self), _ ("The report was saved"));
}

/* The figures of the month that was seen when the place was asked for. */
static Saving *
begin_saving (MadoReportPage *self, gboolean is_form)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->programme = mado_programme_ref (get_programme (self));
  saving->report = count (self);
  saving->is_form = is_form;

  return saving;
}

static void
place_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Saving *saving = g_task_get_task_data (task);

  saving->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */
  if (saving->file != NULL)
    g_task_run_in_thread (task, save_work);
}

static void
ask_place (MadoReportPage *self, gboolean is_form)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdup_printf (is_form ? _ ("calls-%d-%02d.pdf") : _ ("calls-%d-%02d.xlsx"),
                                           self->month.year, self->month.month);
  GTask *task = g_task_new (self, NULL, saved_cb, NULL);

  g_task_set_task_data (task, begin_saving (self, is_form), free_saving);
  gtk_file_dialog_set_title (dialog, _ ("Save the Report"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, place_chosen_cb, task);
}

static void
save_form_cb (GtkButton *button, MadoReportPage *self)
{
  if (self->report != NULL)
    ask_place (self, TRUE);
}

static void
save_table_cb (GtkButton *button, MadoReportPage *self)
{
  if (self->report != NULL)
    ask_place (self, FALSE);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_report_page_dispose (GObject *object)
{
  MadoReportPage *self = MADO_REPORT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_REPORT_PAGE);
  g_clear_pointer (&self->report, mado_inquiry_report_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->inquiries);

  G_OBJECT_CLASS (mado_report_page_parent_class)->dispose (object);
}

static void
mado_report_page_class_init (MadoReportPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_report_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoReportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoReportPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoReportPage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoReportPage, next);
  gtk_widget_class_bind_template_child (widget_class, MadoReportPage, categories);
  gtk_widget_class_bind_template_child (widget_class, MadoReportPage, hours);
  gtk_widget_class_bind_template_child (widget_class, MadoReportPage, waits);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_form_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_table_cb);
}

static void
mado_report_page_init (MadoReportPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_report_page_is_for:
 * @session: a session
 *
 * Returns: whether its person hands reports of calls in
 */
gboolean
mado_report_page_is_for (MadoSession *session)
{
  return mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "calls");
}

/**
 * mado_report_page_new:
 * @inquiries: what is counted
 *
 * Returns: (transfer floating): the report of this month
 */
AdwNavigationPage *
mado_report_page_new (MadoInquiries *inquiries)
{
  MadoReportPage *self = g_object_new (MADO_TYPE_REPORT_PAGE, NULL);

  self->inquiries = g_object_ref (inquiries);
  self->month = get_this_month ();
  g_signal_connect_object (inquiries, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (inquiries, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_DEFAULT);
  mado_inquiries_want_all (inquiries);
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}
