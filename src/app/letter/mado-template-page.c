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
#include "mado-programme-fault.h"
#include "mado-template-form.h"
#include "mado-template-items.h"
#include "mado-template-paper.h"
#include "mado-unsaved.h"
#include "mado-version-bar.h"

#define PALE 0.35 /* of a page that is not what was written last */
#define PAUSE 350 /* ms without a key, after which the page is set anew */

struct _MadoTemplatePage {
  AdwNavigationPage parent_instance;

  MadoMailroom *room;
  MadoUnsaved *unsaved; /* (nullable): before there is anything to write in */
  char *letter;
  GPtrArray *templates;     /* (nullable) (element-type MadoEntity): not read yet */
  MadoLetterSource *source; /* (nullable): of the layouts */
  char *book;               /* (nullable): what the programme's book says */
  char *text;               /* (nullable): what the version says that is shown */
  char *typed;              /* (nullable): what somebody has made of it and not saved */
  char *before;             /* (nullable): the same, before something was taken away */
  gboolean is_sound;        /* it was set as it is, without a fault */
  gboolean is_busy;
  gboolean is_filling; /* the versions are being listed */
  guint pause;
  guint n_settings;   /* under way: the last one counts */
  MadoMailJob *set;   /* (nullable): the last setting */
  MadoMailJob *shown; /* (nullable): whose sample is shown: the last setting that has one */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *error;
  GtkLabel *refusal;
  AdwComboRow *version;
  MadoTemplateForm *form;
  MadoTemplatePaper *paper;
  AdwToastOverlay *toasts;
  GtkMenuButton *insert;
  MadoVersionBar *bar;
};

G_DEFINE_FINAL_TYPE (MadoTemplatePage, mado_template_page, ADW_TYPE_NAVIGATION_PAGE)

enum { PROP_TYPED = 1, N_PROPS };

static GParamSpec *props[N_PROPS];

static gboolean
is_changed (MadoTemplatePage *self)
{
  return self->typed != NULL;
}

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
  if (is_changed (self))
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
    .is_changed = is_changed (self),
    .is_sound = self->is_sound,
    .is_busy = self->is_busy,
    .verdict = find_verdict (self),
  };

  mado_version_bar_show (self->bar, &standing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->version), !is_changed (self) && !self->is_busy);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->version),
                               is_changed (self) ? _ ("Save or undo the changes to look at another.") : NULL);
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), !is_changed (self)); /* nothing typed is lost by a key */
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

/* The pointer goes through the book in which the letter was read. */
static void
show_fault (MadoTemplatePage *self, const MadoProgrammeFault *fault)
{
  g_autofree char *before = g_strconcat ("/letters/", self->letter, NULL);
  const char *pointer = g_str_has_prefix (fault->pointer, before) ? fault->pointer + strlen (before) : fault->pointer;
  const char *message = mado_letter_words_get_fault (fault->code);

  if (!mado_template_form_show_fault (self->form, pointer, message))
    say (self, message);
}

/* A finding names its block first. */
static void
show_finding (MadoTemplatePage *self, const MadoFinding *finding)
{
  g_autofree char *block = g_strndup (finding->field, strcspn (finding->field, " "));
  const char *message = mado_letter_words_get_fault (finding->code);

  if (!mado_template_form_show_block_fault (self->form, block, message))
    say (self, message);
}

static void
show_faults (MadoTemplatePage *self)
{
  const MadoFindings *findings = self->set->sample != NULL ? mado_letter_sample_get_findings (self->set->sample) : NULL;
  guint n_findings = findings != NULL ? mado_findings_get_count (findings) : 0;

  say (self, NULL);
  mado_template_form_clear_faults (self->form);
  for (guint i = 0; i < self->set->faults->len; i++)
    show_fault (self, mado_programme_faults_get (self->set->faults, i));
  for (guint i = 0; i < n_findings; i++)
    show_finding (self, mado_findings_get (findings, i));
  self->is_sound = self->set->faults->len == 0 && n_findings == 0;
}

/* @job: (nullable): a setting. Whoever has just written something wrong still sees the page as it was, but pale. */
static void
show_page (MadoTemplatePage *self, MadoMailJob *job)
{
  const gboolean has_page = job == NULL || (job->sample != NULL && mado_letter_sample_get_n_pages (job->sample) > 0);

  gtk_widget_set_opacity (GTK_WIDGET (self->paper), has_page ? 1 : PALE);
  if (!has_page)
    return;
  mado_template_paper_show (self->paper, job != NULL ? job->sample : NULL);
  g_clear_pointer (&self->shown, mado_mail_job_unref);
  self->shown = job != NULL ? mado_mail_job_ref (job) : NULL;
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
  show_page (self, job);
  g_clear_pointer (&self->set, mado_mail_job_unref);
  self->set = g_steal_pointer (&job);
  show_faults (self);
  show_state (self);
}

static MadoMailJob *
create_job (MadoTemplatePage *self)
{
  MadoMailJob *job = mado_mail_job_new (MADO_ID_NONE);

  job->letter = g_strdup (self->letter);
  job->text = g_strdup (is_changed (self) ? self->typed : self->text);

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

/* Takes @typed, which is what nobody has saved yet; %NULL: nothing */
static void
take_typed (MadoTemplatePage *self, char *typed)
{
  g_free (self->typed);
  self->typed = typed;
  self->is_sound = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TYPED]);
}

static void
changed_cb (MadoTemplatePage *self)
{
  take_typed (self, mado_template_form_dup_text (self->form));
  adw_toast_overlay_dismiss_all (self->toasts); /* what is put back would take this with it */
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE, set_page, self);
  show_state (self);
}

static void
chosen_cb (MadoTemplatePage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->insert), mado_template_form_has_place (self->form));
}

static void
item_cb (MadoTemplateItems *items, const char *field, MadoTemplatePage *self)
{
  mado_template_form_insert (self->form, field);
}

/* Takes @draft, and shows it with what the letter may be made of. */
static void
show_draft (MadoTemplatePage *self, MadoLetterDraft *draft)
{
  const MadoProgramme *programme = get_programme (self);
  const char *layout = mado_letter_draft_get_layout (draft);
  const MadoTemplateMeans means = {
    .programme = programme,
    .letter = mado_section_find (programme->letters, self->letter),
    .layout = self->source != NULL ? mado_letter_source_find_layout (self->source, layout) : NULL,
  };

  mado_template_form_show (self->form, draft, &means);
  chosen_cb (self);
}

/* Returns: whether @text is a letter, so that it counts as what somebody has written */
static gboolean
write_text (MadoTemplatePage *self, const char *text)
{
  MadoLetterDraft *draft = mado_letter_draft_read (text);

  if (draft == NULL)
    return FALSE;
  show_draft (self, draft);
  changed_cb (self);

  return TRUE;
}

static void
put_back_cb (MadoTemplatePage *self)
{
  if (self->before != NULL && write_text (self, self->before))
    gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

/* What was taken away can be put back until something else is written. */
static void
removed_cb (MadoTemplateForm *form, const char *before, MadoTemplatePage *self)
{
  AdwToast *toast = adw_toast_new (_ ("Removed from the letter"));

  g_free (self->before);
  self->before = g_strdup (before);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("Put Back"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (put_back_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
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
  g_free (self->text);
  self->text = g_strdup (text);
  take_typed (self, NULL);
  g_clear_handle_id (&self->pause, g_source_remove);
  adw_toast_overlay_dismiss_all (self->toasts);
  show_page (self, NULL);
  g_clear_pointer (&self->set, mado_mail_job_unref);
  show_draft (self, draft);
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
  mado_unsaved_forget (self->unsaved);
  show_version (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->version));
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
  g_autofree char *form = g_strconcat ("wording-", self->letter, NULL);
  gboolean is_first = self->templates == NULL;

  if (self->room == NULL || is_changed (self))
    return;
  if (job == NULL) {
    mado_fault_page_show (self->error, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->book, g_free);
  g_clear_pointer (&self->source, mado_letter_source_free);
  self->source = g_steal_pointer (&job->source);
  self->templates = g_steal_pointer (&job->templates);
  self->book = g_steal_pointer (&job->text);
  fill_versions (self);
  show_version (self);
  if (!is_first)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->version));
  mado_unsaved_open (self->unsaved, form, MADO_ID_NONE);
}

/* Whoever is writing is not disturbed. */
static void
read_versions (MadoTemplatePage *self)
{
  MadoMailJob *job;

  if (is_changed (self))
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
    take_typed (self, NULL);
    mado_unsaved_forget (self->unsaved);
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
  if (self->unsaved != NULL)
    mado_unsaved_close (self->unsaved);
  g_clear_object (&self->unsaved);
  if (self->paper != NULL)
    mado_template_paper_show (self->paper, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_TEMPLATE_PAGE);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->source, mado_letter_source_free);
  g_clear_pointer (&self->set, mado_mail_job_unref);
  g_clear_pointer (&self->shown, mado_mail_job_unref);
  g_clear_pointer (&self->book, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->letter, g_free);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (mado_template_page_parent_class)->dispose (object);
}

static void
mado_template_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, MADO_TEMPLATE_PAGE (object)->typed);
}

/* What was typed and not saved, when it comes back. */
static void
mado_template_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoTemplatePage *self = MADO_TEMPLATE_PAGE (object);

  if (write_text (self, g_value_get_string (value)))
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("What you wrote and did not save is back")));
}

static void
mado_template_page_class_init (MadoTemplatePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_template_page_dispose;
  G_OBJECT_CLASS (class)->get_property = mado_template_page_get_property;
  G_OBJECT_CLASS (class)->set_property = mado_template_page_set_property;
  props[PROP_TYPED] = g_param_spec_string ("typed", NULL, NULL, NULL,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
  g_type_ensure (MADO_TYPE_TEMPLATE_FORM);
  g_type_ensure (MADO_TYPE_TEMPLATE_PAPER);
  g_type_ensure (MADO_TYPE_VERSION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-template-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, version);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, form);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, paper);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, insert);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatePage, bar);
  gtk_widget_class_bind_template_callback (widget_class, version_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, retire_cb);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
mado_template_page_init (MadoTemplatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
offer_items (MadoTemplatePage *self)
{
  GtkWidget *items = mado_template_items_new (get_programme (self), self->letter);

  g_signal_connect_object (items, "chosen", G_CALLBACK (item_cb), self, G_CONNECT_DEFAULT);
  gtk_menu_button_set_popover (self->insert, items);
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
  offer_items (self);
  self->unsaved = mado_unsaved_new (mado_mailroom_get_session (room));
  mado_unsaved_watch (self->unsaved, self, "typed", "text");
  g_signal_connect_object (room, "changed", G_CALLBACK (read_versions), self, G_CONNECT_SWAPPED);
  read_versions (self);

  return ADW_NAVIGATION_PAGE (self);
}
