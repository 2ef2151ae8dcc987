/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The press draws a page on the screen and on the printer as it does in the PDF. */

#include "mado-proof-page.h"

#include <glib/gi18n.h>

#include "mado-fault-page.h"
#include "mado-letter-stage.h"
#include "mado-refusal-alert.h"
#include "mado-sheet-list.h"

struct _MadoProofPage {
  AdwNavigationPage parent_instance;

  MadoMailroom *room;
  MadoMailJob *job;    /* (nullable): not set yet */
  MadoMailJob *making; /* (nullable): what is being set */
  MadoId run;
  MadoProof proof;
  guint page;                /* that is shown, from 0 */
  guint n_printing;          /* operations of the printer, which draw as they like */
  GCancellable *cancellable; /* of what is being set */
  GCancellable *stopping;    /* (nullable): of what is being saved, which goes on where somebody leaves */

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *loading;
  AdwStatusPage *faults;
  AdwStatusPage *error;
  GtkListBox *fault_list;
  GtkProgressBar *progress;
  GtkWidget *stop;
  MadoMoneyTable *list;
  GtkDrawingArea *area;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *print;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (MadoProofPage, mado_proof_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- pages -------------------------------------------------------------------------------------------------------- */

static guint
count_pages (MadoProofPage *self)
{
  return self->job->press != NULL ? mado_letter_press_get_n_pages (self->job->press) : 0;
}

static void
show_page (MadoProofPage *self, guint page)
{
  g_autofree char *position = g_strdup_printf ("%u / %u", page + 1, count_pages (self));

  self->page = page;
  adw_window_title_set_subtitle (self->title, position);
  gtk_widget_set_sensitive (self->previous, page > 0);
  gtk_widget_set_sensitive (self->next, page + 1 < count_pages (self));
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
previous_cb (MadoProofPage *self)
{
  show_page (self, self->page - 1);
}

static void
next_cb (MadoProofPage *self)
{
  show_page (self, self->page + 1);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer page)
{
  MadoProofPage *self = page;
  double paper_width, paper_height, scale;

  if (self->job == NULL || self->job->press == NULL || self->making != NULL)
    return;
  mado_letter_press_get_size (self->job->press, &paper_width, &paper_height);
  paper_width *= MADO_POINTS_PER_MM;
  paper_height *= MADO_POINTS_PER_MM;
  scale = MIN (width / paper_width, height / paper_height);
  cairo_translate (cairo, (width - paper_width * scale) / 2, (height - paper_height * scale) / 2);
  cairo_scale (cairo, scale, scale);
  cairo_rectangle (cairo, 0, 0, paper_width, paper_height);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_fill (cairo);
  mado_letter_press_draw (self->job->press, self->page, cairo, NULL); /* ignored: a white page says so */
}

/* As one turns pages anywhere. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, MadoProofPage *self)
{
  if (key == GDK_KEY_Page_Down && self->page + 1 < count_pages (self))
    next_cb (self);
  else if (key == GDK_KEY_Page_Up && self->page > 0)
    previous_cb (self);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, MadoProofPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!mado_letter_press_draw (self->job->press, (guint) page, gtk_print_context_get_cairo_context (context), &error))
    gtk_print_operation_cancel (operation);
}

static GtkPageSetup *
create_setup (MadoProofPage *self)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  double width, height;
  GtkPaperSize *size;

  mado_letter_press_get_size (self->job->press, &width, &height);
  size = gtk_paper_size_new_custom ("letter", "letter", width, height, GTK_UNIT_MM);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_paper_size_free (size);

  return setup;
}

/* What is printed into a file is called as the run. */
static GtkPrintSettings *
create_settings (MadoProofPage *self)
{
  GtkPrintSettings *settings = gtk_print_settings_new ();

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, mado_letter_pile_get_number (self->job->pile));

  return settings;
}

/* The press is for one at a time. */
static void
show_free (MadoProofPage *self)
{
  gtk_widget_set_sensitive (self->print, self->making == NULL);
  gtk_widget_set_sensitive (self->save, self->making == NULL && self->n_printing == 0);
}

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, MadoProofPage *self)
{
  g_autoptr (GError) error = NULL;

  self->n_printing--;
  if (self->room != NULL)
    show_free (self);
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  mado_refusal_alert (GTK_WIDGET (self), error);
}

/* The page stays until all of it is printed, also where somebody has left it. */
static void
connect (GtkPrintOperation *operation, const char *signal, GCallback callback, MadoProofPage *self)
{
  g_signal_connect_data (operation, signal, callback, g_object_ref (self),
                         (GClosureNotify) (void (*) (void)) g_object_unref, G_CONNECT_DEFAULT);
}

static void
print_cb (MadoProofPage *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = create_setup (self);
  g_autoptr (GtkPrintSettings) settings = create_settings (self);

  gtk_print_operation_set_n_pages (operation, (int) count_pages (self));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_job_name (operation, mado_letter_pile_get_number (self->job->pile));
  gtk_print_operation_set_allow_async (operation, TRUE);
  connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  connect (operation, "done", G_CALLBACK (printed_cb), self);
  self->n_printing++;
  show_free (self);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL); /* "done" says why it failed */
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static gboolean
tick_cb (GtkWidget *progress, GdkFrameClock *clock, gpointer page)
{
  MadoProofPage *self = page;

  if (self->making == NULL)
    return G_SOURCE_REMOVE;
  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (&self->making->permille) / 1000.0);

  return G_SOURCE_CONTINUE;
}

/* Until it is done nobody looks at what is on the press. */
static void
begin (MadoProofPage *self, MadoMailJob *job, const char *title)
{
  self->making = mado_mail_job_ref (job);
  adw_status_page_set_title (self->loading, title);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_widget_add_tick_callback (GTK_WIDGET (self->progress), tick_cb, self, NULL);
}

static void show_job (MadoProofPage *self);

static void
tell_saved (MadoProofPage *self, const GError *error)
{
  gboolean is_stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (error != NULL && !is_stopped)
    mado_refusal_alert (GTK_WIDGET (self), error);
  else
    adw_toast_overlay_add_toast (
        self->toasts, adw_toast_new (is_stopped ? _ ("Stopped. Nothing was saved.") : _ ("The PDF is saved")));
}

static void
saved_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoProofPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  g_clear_pointer (&self->making, mado_mail_job_unref);
  g_clear_object (&self->stopping);
  if (self->room == NULL)
    return;
  show_job (self);
  show_free (self);
  tell_saved (self, error);
}

static void
save_into (MadoProofPage *self, GFile *file)
{
  MadoMailJob *job = self->job;

  self->stopping = g_cancellable_new ();
  g_clear_object (&job->file);
  g_clear_object (&job->cancellable);
  job->file = g_object_ref (file);
  job->cancellable = g_object_ref (self->stopping);
  begin (self, job, _ ("Writing the PDF"));
  show_free (self);
  gtk_widget_grab_focus (self->stop);
  mado_mailroom_do_async (self->room, mado_mail_save_paper, mado_mail_job_ref (job), saved_cb, g_object_ref (self));
}

static void
place_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoProofPage) self = page;
  g_autoptr (GFile) file =
      gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */

  if (file != NULL && self->job != NULL && self->making == NULL && self->n_printing == 0)
    save_into (self, file);
}

static void
save_cb (MadoProofPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdup_printf ("%s %s.pdf", mado_letter_pile_get_number (self->job->pile),
                                           adw_window_title_get_title (self->title));

  gtk_file_dialog_set_title (dialog, _ ("Save as PDF"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, place_chosen_cb,
                        g_object_ref (self));
}

/* --- what is on the press ----------------------------------------------------------------------------------------- */

#define MOST_ROWS 200 /* that anybody reads through */

/* Returns: (transfer none): what the letter calls what is the matter */
static const char *
name_subject (MadoProofPage *self, const char *subject)
{
  const MadoProgramme *programme = mado_session_get_programme (mado_mailroom_get_session (self->room));
  const MadoItem *item = mado_section_find (programme->items, subject);

  if (g_str_equal (subject, "letter.number"))
    return _ ("Document number");
  if (g_str_equal (subject, "deficiency.due"))
    return _ ("By when the applicant answers");

  return item != NULL ? item->label : subject;
}

static GtkWidget *
create_fault (MadoProofPage *self, const MadoPressFault *fault)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s　%s", fault->mark, name_subject (self, fault->subject));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (mado_letter_code_get_message (fault->code)));

  return row;
}

static void
show_faults (MadoProofPage *self, const GPtrArray *faults)
{
  g_autofree char *text = g_strdup_printf (ngettext ("Nothing is printed while this is so: %u fault",
                                                     "Nothing is printed while this is so: %u faults", faults->len),
                                           faults->len);

  adw_status_page_set_description (self->faults, text);
  for (guint i = 0; i < MIN (faults->len, MOST_ROWS); i++)
    gtk_list_box_append (self->fault_list, create_fault (self, g_ptr_array_index (faults, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->fault_list), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "faults");
  gtk_widget_child_focus (GTK_WIDGET (self->fault_list), GTK_DIR_TAB_FORWARD);
}

static void
show_pages (MadoProofPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "content");
  gtk_widget_set_visible (self->previous, TRUE);
  gtk_widget_set_visible (self->next, TRUE);
  gtk_widget_set_visible (self->print, TRUE);
  show_page (self, self->page);
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
}

static void
show_nothing (MadoProofPage *self)
{
  adw_status_page_set_title (self->faults, _ ("No Sheet to Print"));
  adw_status_page_set_description (self->faults, _ ("All sheets of the run are spoiled or taken out."));
  gtk_stack_set_visible_child_name (self->stack, "faults");
}

static void
show_list (MadoProofPage *self)
{
  mado_sheet_list_show (self->list, self->job->pile);
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_grab_focus (self->save);
}

static void
show_job (MadoProofPage *self)
{
  const MadoMailJob *job = self->job;
  gboolean has_faults = job->press != NULL && mado_letter_press_get_faults (job->press)->len > 0;
  gboolean is_whole = job->paper != NULL || (!has_faults && count_pages (self) > 0);

  gtk_widget_set_visible (self->save, is_whole && self->proof != MADO_PROOF_SAMPLE);
  if (has_faults)
    show_faults (self, mado_letter_press_get_faults (job->press));
  else if (!is_whole)
    show_nothing (self);
  else if (self->proof == MADO_PROOF_LIST || self->proof == MADO_PROOF_LABELS)
    show_list (self);
  else
    show_pages (self);
}

/* Nobody looks at thousands of sheets that they do not want any more. */
static void
show_error (MadoProofPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    adw_status_page_set_title (self->faults, _ ("Stopped"));
    adw_status_page_set_description (self->faults,
                                     _ ("Nothing has been printed. Open the sheets again to begin anew."));
    gtk_stack_set_visible_child_name (self->stack, "faults");
  } else {
    mado_fault_page_show (self->error, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
  }
}

static void
stop_cb (MadoProofPage *self)
{
  g_cancellable_cancel (self->stopping != NULL ? self->stopping : self->cancellable);
}

static void
pressed_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoProofPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  g_clear_pointer (&self->making, mado_mail_job_unref);
  if (self->room == NULL)
    return;
  if (job == NULL) {
    show_error (self, error);
    return;
  }
  self->job = g_steal_pointer (&job);
  show_job (self);
}

static void
set_sheets (MadoProofPage *self)
{
  static const MadoMailAct acts[] = { mado_mail_press_sample, mado_mail_press_all, mado_mail_print_list,
                                      mado_mail_press_all };
  MadoMailJob *job = mado_mail_job_new (self->run);

  job->is_labels = self->proof == MADO_PROOF_LABELS;
  job->cancellable = g_object_ref (self->cancellable);
  begin (self, job, _ ("Setting the Sheets"));
  mado_mailroom_do_async (self->room, acts[self->proof], job, pressed_cb, g_object_ref (self));
}

static void
again_cb (MadoProofPage *self)
{
  set_sheets (self);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_proof_page_dispose (GObject *object)
{
  MadoProofPage *self = MADO_PROOF_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_PROOF_PAGE);
  g_clear_pointer (&self->job, mado_mail_job_unref);
  g_clear_pointer (&self->making, mado_mail_job_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stopping);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (mado_proof_page_parent_class)->dispose (object);
}

/* Nobody waits any more for thousands of sheets. */
static void
mado_proof_page_hidden (AdwNavigationPage *page)
{
  g_cancellable_cancel (MADO_PROOF_PAGE (page)->cancellable);
}

static void
mado_proof_page_class_init (MadoProofPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_proof_page_dispose;
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  ADW_NAVIGATION_PAGE_CLASS (class)->hidden = mado_proof_page_hidden;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-proof-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, loading);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, faults);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, fault_list);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, stop);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, list);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, area);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, previous);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, next);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, print);
  gtk_widget_class_bind_template_child (widget_class, MadoProofPage, save);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
mado_proof_page_init (MadoProofPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_sheet_list_head (self->list);
  self->cancellable = g_cancellable_new ();
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->area), keys);
}

/**
 * mado_proof_page_new:
 * @room: whose letters
 * @run: a run
 * @proof: what of it is looked at
 *
 * Returns: (transfer floating): a page that is about to set it
 */
AdwNavigationPage *
mado_proof_page_new (MadoMailroom *room, MadoId run, MadoProof proof)
{
  static const char *const titles[] = { N_ ("Sample"), N_ ("All Sheets"), N_ ("Packing list"), N_ ("Address Labels") };
  MadoProofPage *self = g_object_new (MADO_TYPE_PROOF_PAGE, "title", _ (titles[proof]), NULL);

  self->room = g_object_ref (room);
  self->run = run;
  self->proof = proof;
  adw_window_title_set_title (self->title, adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
  set_sheets (self);

  return ADW_NAVIGATION_PAGE (self);
}
