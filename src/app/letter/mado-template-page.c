/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody writes is set a moment after they pause, on another thread; what is wrong with it stands below the
 * piece that it is in. Nothing that is wrong is saved, and nothing is lost by looking at another version. */

#include "mado-template-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-fault-page.h"
#include "mado-json-member.h"
#include "mado-letter-draft.h"
#include "mado-letter-stage.h"
#include "mado-letter-template.h"
#include "mado-letter-wording.h"
#include "mado-letter-words.h"
#include "mado-mail-dialog.h"
#include "mado-pen.h"
#include "mado-programme-fault.h"
#include "mado-template-piece.h"
#include "mado-version-bar.h"

#define PAUSE 350 /* ms without a key, after which the page is set anew */
#define GAP 12    /* pixels around each page */

struct _MadoTemplatePage {
  AdwNavigationPage parent_instance;

  MadoMailroom *room;
  char *letter;
  GPtrArray *templates;      /* (nullable) (element-type MadoEntity): not read yet */
  char *book;                /* (nullable): what the programme's book says */
  char *text;                /* (nullable): what the version says that is shown */
  MadoLetterDraft *draft;    /* (nullable) */
  GPtrArray *pieces;         /* (element-type MadoTemplatePiece) */
  MadoTemplatePiece *chosen; /* (nullable): where an item would be put */
  gboolean is_changed;
  gboolean is_sound; /* it was set as it is, without a fault */
  gboolean is_busy;
  gboolean is_filling; /* the versions are being listed */
  guint pause;
  guint n_settings; /* under way: the last one counts */
  MadoMailJob *set; /* (nullable): whose sample is shown */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *error;
  GtkLabel *refusal;
  AdwComboRow *version;
  GtkBox *form;
  GtkDrawingArea *paper;
  GtkMenuButton *insert;
  MadoVersionBar *bar;
};

G_DEFINE_FINAL_TYPE (MadoTemplatePage, mado_template_page, ADW_TYPE_NAVIGATION_PAGE)

static const MadoProgramme *
get_programme (MadoTemplatePage *self)
{
  return mado_session_get_programme (mado_mailroom_get_session (self->room));
}

/* Returns: (nullable): the version that is shown; %NULL: the programme's book */
static const MadoEntity *
get_version (MadoTemplatePage *self)
{
  guint place = adw_combo_row_get_selected (self->version);

  return place < self->templates->len ? g_ptr_array_index (self->templates, place) : NULL;
}

/* --- what may be done --------------------------------------------------------------------------------------------- */

static const char *
find_verdict (MadoTemplatePage *self)
{
  if (!self->is_sound)
    return self->set != NULL ? _ ("Something has to be put right first.") : _ ("The page is being set…");
  if (self->is_changed)
    return _ ("Changed. Somebody else approves it before any letter says so.");

  return get_version (self) == mado_letter_templates_find_current (self->templates) ? _ ("Letters say this.")
                                                                                    : _ ("No letter says this now.");
}

static void
show_state (MadoTemplatePage *self)
{
  const MadoVersionStanding standing = {
    .session = mado_mailroom_get_session (self->room),
    .version = get_version (self),
    .is_changed = self->is_changed,
    .is_sound = self->is_sound,
    .is_busy = self->is_busy,
    .verdict = find_verdict (self),
  };

  mado_version_bar_show (self->bar, &standing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->version), !self->is_changed && !self->is_busy);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->version),
                               self->is_changed ? _ ("Save or undo the changes to look at another.") : NULL);
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), !self->is_changed); /* nothing typed is lost by a key */
}

/* --- the page beside it ------------------------------------------------------------------------------------------- */

static void
say (MadoTemplatePage *self, const char *text)
{
  gtk_label_set_text (self->refusal, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), text != NULL);
  if (text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static MadoTemplatePiece *
find_widget (MadoTemplatePage *self, const MadoLetterPiece *piece)
{
  for (guint i = 0; piece != NULL && i < self->pieces->len; i++)
    if (mado_template_piece_get_piece (g_ptr_array_index (self->pieces, i)) == piece)
      return g_ptr_array_index (self->pieces, i);

  return NULL;
}

static void
show_message (MadoTemplatePage *self, const MadoLetterPiece *piece, const char *message)
{
  MadoTemplatePiece *widget = find_widget (self, piece);

  if (widget != NULL)
    mado_template_piece_show_fault (widget, message);
  else
    say (self, message);
}

/* The pointer goes through the book in which the letter was read. */
static void
show_fault (MadoTemplatePage *self, const MadoProgrammeFault *fault)
{
  g_autofree char *before = g_strconcat ("/letters/", self->letter, NULL);
  const char *pointer = g_str_has_prefix (fault->pointer, before) ? fault->pointer + strlen (before) : fault->pointer;

  show_message (self, mado_letter_draft_find (self->draft, pointer), mado_letter_words_get_fault (fault->code));
}

/* A finding names its block first. */
static void
show_finding (MadoTemplatePage *self, const MadoFinding *finding)
{
  g_autofree char *block = g_strndup (finding->field, strcspn (finding->field, " "));

  show_message (self, mado_letter_draft_find_block (self->draft, block), mado_letter_words_get_fault (finding->code));
}

static void
show_faults (MadoTemplatePage *self)
{
  const MadoFindings *findings = self->set->sample != NULL ? mado_letter_sample_get_findings (self->set->sample) : NULL;
  guint n_findings = findings != NULL ? mado_findings_get_count (findings) : 0;

  say (self, NULL);
  for (guint i = 0; i < self->pieces->len; i++)
    mado_template_piece_show_fault (g_ptr_array_index (self->pieces, i), NULL);
  for (guint i = 0; i < self->set->faults->len; i++)
    show_fault (self, mado_programme_faults_get (self->set->faults, i));
  for (guint i = 0; i < n_findings; i++)
    show_finding (self, mado_findings_get (findings, i));
  self->is_sound = self->set->faults->len == 0 && n_findings == 0;
}

/* Each page as wide as there is room, one below the other. */
static double
measure_page (MadoTemplatePage *self, int width, double *out_height)
{
  double paper_width, paper_height, scale;

  mado_letter_sample_get_size (self->set->sample, &paper_width, &paper_height);
  scale = MAX (1, width - 2 * GAP) / (paper_width * MADO_POINTS_PER_MM);
  *out_height = paper_height * MADO_POINTS_PER_MM * scale;

  return scale;
}

static void
fit_paper (MadoTemplatePage *self)
{
  double height;

  if (self->set == NULL || self->set->sample == NULL)
    return;
  measure_page (self, gtk_widget_get_width (GTK_WIDGET (self->paper)), &height);
  gtk_drawing_area_set_content_height (
      self->paper, GAP + (int) (mado_letter_sample_get_n_pages (self->set->sample) * (height + GAP)));
  gtk_widget_queue_draw (GTK_WIDGET (self->paper));
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer page)
{
  MadoTemplatePage *self = page;
  double page_height, scale;

  if (self->set == NULL || self->set->sample == NULL)
    return;
  scale = measure_page (self, width, &page_height);
  for (guint i = 0; i < mado_letter_sample_get_n_pages (self->set->sample); i++) {
    cairo_save (cairo);
    cairo_translate (cairo, GAP, GAP + i * (page_height + GAP));
    cairo_rectangle (cairo, 0, 0, width - 2 * GAP, page_height);
    cairo_set_source_rgb (cairo, 1, 1, 1);
    cairo_fill (cairo);
    cairo_scale (cairo, scale, scale);
    mado_letter_sample_draw (self->set->sample, i, cairo);
    cairo_restore (cairo);
  }
}

static void
set_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoTemplatePage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  self->n_settings--;
  if (self->room == NULL || self->n_settings > 0 || self->pause > 0)
    return;
  if (job == NULL) {
    say (self, _ (mado_advice_find (error).title));
    return;
  }
  g_clear_pointer (&self->set, mado_mail_job_unref);
  self->set = g_steal_pointer (&job);
  show_faults (self);
  fit_paper (self);
  show_state (self);
}

static MadoMailJob *
create_job (MadoTemplatePage *self)
{
  MadoMailJob *job = mado_mail_job_new (MADO_ID_NONE);

  job->letter = g_strdup (self->letter);
  if (self->draft != NULL)
    job->text = self->is_changed ? mado_letter_draft_write (self->draft) : g_strdup (self->text);

  return job;
}

static gboolean
set_page (gpointer page)
{
  MadoTemplatePage *self = page;

  self->pause = 0;
  self->n_settings++;
  mado_mailroom_do_async (self->room, mado_mail_set_sample, create_job (self), set_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void
changed_cb (MadoTemplatePiece *widget, MadoTemplatePage *self)
{
  g_autofree char *text = mado_template_piece_dup_text (widget);

  mado_letter_draft_set_text (self->draft, mado_template_piece_get_piece (widget), text);
  self->is_changed = TRUE;
  self->is_sound = FALSE;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, set_page, self);
  show_state (self);
}

static void
chosen_cb (GtkEventController *focus, MadoTemplatePage *self)
{
  self->chosen = MADO_TEMPLATE_PIECE (gtk_event_controller_get_widget (focus));
  gtk_widget_set_sensitive (GTK_WIDGET (self->insert), TRUE);
}

static GtkWidget *
create_card (const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (card), heading);

  return card;
}

static void
add_caption (GtkWidget *card, const char *text)
{
  GtkWidget *caption = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (card), caption);
}

static void
add_piece (MadoTemplatePage *self, GtkWidget *card, const MadoLetterPiece *piece)
{
  g_autofree char *text = mado_letter_draft_dup_text (self->draft, piece);
  const char *block = mado_letter_words_get_block (piece->block), *caption = piece->label;
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *widget;

  if (piece->kind == MADO_LETTER_PIECE_WHEN)
    caption = _ ("Only where this holds");
  if (caption != NULL)
    add_caption (card, caption);
  widget = mado_template_piece_new (piece, caption != NULL ? caption : block, text);
  g_signal_connect_object (widget, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (focus, "enter", G_CALLBACK (chosen_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, focus);
  gtk_box_append (GTK_BOX (card), widget);
  g_ptr_array_add (self->pieces, widget);
}

static void
show_pieces (MadoTemplatePage *self)
{
  const GPtrArray *pieces = mado_letter_draft_get_pieces (self->draft);
  const char *block = NULL;
  GtkWidget *child, *card = NULL;

  self->chosen = NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->insert), FALSE);
  g_ptr_array_set_size (self->pieces, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->form))) != NULL)
    gtk_box_remove (self->form, child);
  for (guint i = 0; i < pieces->len; i++) {
    const MadoLetterPiece *piece = g_ptr_array_index (pieces, i);

    if (block == NULL || strcmp (piece->block, block) != 0) {
      card = create_card (mado_letter_words_get_block (piece->block));
      gtk_box_append (self->form, card);
    }
    block = piece->block;
    add_piece (self, card, piece);
  }
}

/* Begins with what the version says that is chosen, or with the programme's book. */
static void
show_version (MadoTemplatePage *self)
{
  const MadoEntity *wording = get_version (self);
  const char *text = wording != NULL ? mado_letter_template_get_text (wording) : self->book;
  MadoLetterDraft *draft = text != NULL ? mado_letter_draft_read (text) : NULL;

  if (draft == NULL) {
    adw_status_page_set_title (self->error, _ ("There Are No Words for This Letter"));
    adw_status_page_set_description (self->error, _ ("The programme's book has to name it first."));
    gtk_stack_set_visible_child_name (self->stack, "error");
    gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
    return;
  }
  g_clear_pointer (&self->draft, mado_letter_draft_free);
  g_free (self->text);
  self->draft = draft;
  self->text = g_strdup (text);
  self->is_changed = FALSE;
  self->is_sound = FALSE;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->set, mado_mail_job_unref);
  show_pieces (self);
  gtk_stack_set_visible_child_name (self->stack, "content");
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);
  show_state (self);
  set_page (self);
}

static void
version_cb (MadoTemplatePage *self)
{
  if (!self->is_filling && self->templates != NULL)
    show_version (self);
}

static void
undo_cb (MadoTemplatePage *self)
{
  show_version (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->version));
}

/* --- items -------------------------------------------------------------------------------------------------------- */

static void
insert_cb (GtkListBox *list, GtkListBoxRow *row, MadoTemplatePage *self)
{
  gtk_menu_button_popdown (self->insert);
  if (self->chosen != NULL)
    mado_template_piece_insert (self->chosen, g_object_get_data (G_OBJECT (row), "field"));
}

static void
add_field (GtkListBox *list, const char *title, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *field = g_strdup_printf ("{%s}", name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), field);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "field", g_steal_pointer (&field), g_free);
  gtk_list_box_append (list, row);
}

static void
add_item (GtkListBox *list, const MadoItem *item)
{
  g_autofree char *number = g_strconcat (item->id, ".number", NULL), *due = g_strconcat (item->id, ".due", NULL);

  if (strcmp (item->type, "account") == 0)
    add_field (list, item->label, number);
  else if (!item->is_of_list)
    add_field (list, item->label, item->id);
  if (strcmp (item->type, "record") == 0)
    add_field (list, _ ("By when the applicant answers"), due);
}

/* What the programme lets this letter say, and what every letter may. */
static void
fill_items (MadoTemplatePage *self)
{
  const MadoLetter *letter = mado_section_find (get_programme (self)->letters, self->letter);
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  GtkWidget *scroller = gtk_scrolled_window_new (), *popover = gtk_popover_new ();

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What this letter may say"),
                                  -1);
  for (guint i = 0; i < letter->items->len; i++) {
    const MadoItem *item = mado_section_find (get_programme (self)->items, g_ptr_array_index (letter->items, i));

    if (item != NULL)
      add_item (list, item);
  }
  if (letter->says_reason)
    add_field (list, _ ("Reason"), "letter.reason");
  add_field (list, _ ("Document number"), "letter.number");
  add_field (list, _ ("Day of the letter"), "letter.date");
  add_field (list, _ ("Day of the decision"), "letter.decided");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (insert_cb), self, G_CONNECT_DEFAULT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_widget_set_size_request (scroller, 300, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (self->insert, popover);
}

/* --- versions ----------------------------------------------------------------------------------------------------- */

static void
fill_versions (MadoTemplatePage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const MadoEntity *current = mado_letter_templates_find_current (self->templates);

  self->is_filling = TRUE;
  for (guint i = 0; i < self->templates->len; i++)
    gtk_string_list_take (names, mado_version_bar_dup_name (g_ptr_array_index (self->templates, i), current));
  gtk_string_list_append (names, current != NULL ? _ ("The programme's book") : _ ("The programme's book: in use"));
  adw_combo_row_set_model (self->version, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->version, 0);
  self->is_filling = FALSE;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
loaded_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoTemplatePage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);
  gboolean is_first = self->templates == NULL;

  if (self->room == NULL || self->is_changed)
    return;
  if (job == NULL) {
    mado_fault_page_show (self->error, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->book, g_free);
  self->templates = g_steal_pointer (&job->templates);
  self->book = g_steal_pointer (&job->text);
  fill_versions (self);
  show_version (self);
  if (is_first)
    gtk_widget_grab_focus (GTK_WIDGET (self->version));
}

/* Whoever is writing is not disturbed. */
static void
read_versions (MadoTemplatePage *self)
{
  MadoMailJob *job;

  if (self->is_changed)
    return;
  job = mado_mail_job_new (MADO_ID_NONE);
  job->letter = g_strdup (self->letter);
  mado_mailroom_do_async (self->room, mado_mail_load_templates, job, loaded_cb, g_object_ref (self));
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoTemplatePage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  if (self->room == NULL)
    return;
  self->is_busy = FALSE;
  if (job != NULL && job->refused == NULL) {
    self->is_changed = FALSE;
    read_versions (self);
    return;
  }
  say (self, job == NULL ? _ (mado_advice_find (error).title) : _ (mado_letter_code_get_message (job->refused)));
  show_state (self);
}

static void
save_cb (MadoTemplatePage *self)
{
  self->is_busy = TRUE;
  show_state (self);
  mado_mailroom_do_async (self->room, mado_mail_write_template, create_job (self), saved_cb, g_object_ref (self));
}

static void
ask (MadoTemplatePage *self, MadoMailAsk asked)
{
  asked.letter = self->letter;
  asked.version = mado_letter_template_get_version (get_version (self));
  adw_dialog_present (mado_mail_dialog_new (self->room, &asked), GTK_WIDGET (self));
}

static void
approve_cb (MadoTemplatePage *self)
{
  ask (self, (MadoMailAsk) { .title = _ ("Approve the Words"),
                             .pledge = _ ("I have read this version. Every run that is made from now on says it."),
                             .button = _ ("Approve"),
                             .act = mado_mail_approve_template });
}

static void
retire_cb (MadoTemplatePage *self)
{
  ask (self, (MadoMailAsk) { .title = _ ("Retire the Words"),
                             .pledge = _ ("No further run says this version; what was approved before it holds again."),
                             .button = _ ("Retire"),
                             .asks = MADO_MAIL_ASKS_REASON,
                             .act = mado_mail_retire_template });
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_template_page_dispose (GObject *object)
{
  MadoTemplatePage *self = MADO_TEMPLATE_PAGE (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_TEMPLATE_PAGE);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_pointer (&self->draft, mado_letter_draft_free);
  g_clear_pointer (&self->set, mado_mail_job_unref);
  g_clear_pointer (&self->book, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->letter, g_free);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (mado_template_page_parent_class)->dispose (object);
}

static void
mado_template_page_class_init (MadoTemplatePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_template_page_dispose;
  g_type_ensure (MADO_TYPE_VERSION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-template-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, version);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, form);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, paper);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, insert);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, bar);
  gtk_widget_class_bind_template_callback (widget_class, version_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, retire_cb);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
mado_template_page_init (MadoTemplatePage *self)
{
  self->pieces = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->paper, draw_cb, self, NULL);
  g_signal_connect_object (self->paper, "resize", G_CALLBACK (fit_paper), self, G_CONNECT_SWAPPED);
}

/**
 * mado_template_page_new:
 * @room: whose letters
 * @letter: of the programme
 *
 * Returns: (transfer floating): a page that is about to read its versions
 */
AdwNavigationPage *
mado_template_page_new (MadoMailroom *room, const char *letter)
{
  MadoTemplatePage *self = g_object_new (MADO_TYPE_TEMPLATE_PAGE, NULL);
  const char *label;

  self->room = g_object_ref (room);
  self->letter = g_strdup (letter);
  label = mado_letter_words_get_letter (get_programme (self), letter);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), label);
  adw_window_title_set_title (self->title, label);
  adw_window_title_set_subtitle (self->title, _ ("Words of a Letter"));
  fill_items (self);
  g_signal_connect_object (room, "changed", G_CALLBACK (read_versions), self, G_CONNECT_SWAPPED);
  read_versions (self);

  return ADW_NAVIGATION_PAGE (self);
}
