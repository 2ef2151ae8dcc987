/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read again whenever something may have changed, and made anew then. What somebody may not do is said before they try
 * it. */

#include "mado-run-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-enclosing-page.h"
#include "mado-fault-page.h"
#include "mado-json-member.h"
#include "mado-letter-acts.h"
#include "mado-letter-run.h"
#include "mado-letter-words.h"
#include "mado-mail-dialog.h"
#include "mado-money-table.h"
#include "mado-proof-page.h"
#include "mado-sheet-list.h"
#include "mado-track-view.h"
#include "mado-wording.h"

struct _MadoRunPage {
  AdwNavigationPage parent_instance;

  MadoMailroom *room;
  MadoId id;
  MadoMailJob *job; /* (nullable): not read yet */
  gboolean is_reading;
  gboolean is_stale; /* something has changed since the reading began */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *error;
  AdwViewStack *views;
  AdwViewStackPage *sheets_page;
  GtkBox *content;
  GtkWidget *first; /* (nullable): the button of the next step, where whoever looks may take it */
  MadoMoneyTable *sheets;
};

G_DEFINE_FINAL_TYPE (MadoRunPage, mado_run_page, ADW_TYPE_NAVIGATION_PAGE)

static const MadoLetterPile *
get_pile (MadoRunPage *self)
{
  return self->job->pile;
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

static void
push (MadoRunPage *self, AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
}

static void
ask (MadoRunPage *self, MadoMailAsk asked)
{
  asked.run = self->id;
  adw_dialog_present (mado_mail_dialog_new (self->room, &asked), GTK_WIDGET (self));
}

static void
freeze (MadoRunPage *self)
{
  g_autofree char *count = mado_letter_words_dup_count (mado_letter_pile_count_good (get_pile (self)));
  /* Translators: %s is how many letters */
  g_autofree char *pledge = g_strdup_printf (_ ("The list is frozen with %s. Nobody joins it any more."), count);

  ask (self, (MadoMailAsk) { .title = _ ("Freeze the list"),
                             .pledge = pledge,
                             .button = _ ("Freeze"),
                             .act = mado_mail_step_run,
                             .kind = "run.freeze" });
}

static void
approve (MadoRunPage *self)
{
  const MadoPiledSheet *first =
      get_pile (self)->sheets->len > 0 ? g_ptr_array_index (get_pile (self)->sheets, 0) : NULL;

  ask (self, (MadoMailAsk) { .title = _ ("Approve the sample"),
                             .pledge = _ ("I have looked at this sheet: words, address, marks and folds are as they "
                                          "should be on all of them."),
                             .button = _ ("Approve"),
                             .asks = MADO_MAIL_ASKS_SHEET,
                             .act = mado_mail_step_run,
                             .kind = "run.approve",
                             .sheet = first != NULL ? first->mark : NULL });
}

static void
reopen (MadoRunPage *self)
{
  ask (self, (MadoMailAsk) { .title = _ ("Open the list again"),
                             .pledge = _ ("Letters can join and leave it again. Then it is frozen and looked at anew."),
                             .button = _ ("Open Again"),
                             .asks = MADO_MAIL_ASKS_REASON,
                             .act = mado_mail_step_run,
                             .kind = "run.reopen" });
}

static void
note_printed (MadoRunPage *self)
{
  g_autofree char *count = mado_letter_words_dup_count (mado_letter_pile_count_good (get_pile (self)));
  /* Translators: %s is how many letters */
  g_autofree char *pledge = g_strdup_printf (_ ("All sheets of %s are on paper."), count);

  ask (self, (MadoMailAsk) { .title = _ ("All is printed"),
                             .pledge = pledge,
                             .button = _ ("Write Down"),
                             .act = mado_mail_step_run,
                             .kind = "run.print" });
}

/* Whoever hands in types what was counted there, so nothing here tells it before. */
static void
dispatch (MadoRunPage *self)
{
  ask (self, (MadoMailAsk) { .title = _ ("Hand in at the post office"),
                             .pledge = _ ("The post office has taken all good sheets of this run. Enter how many "
                                          "letters were counted there."),
                             .button = _ ("Hand In"),
                             .asks = MADO_MAIL_ASKS_OFFICE,
                             .act = mado_mail_dispatch,
                             .kind = "run.dispatch",
                             .count = mado_letter_pile_count_good (get_pile (self)) });
}

static void
send (MadoRunPage *self)
{
  ask (self, (MadoMailAsk) { .title = _ ("Write down that all letters are sent"),
                             .pledge = _ ("Each letter that was handed in is on its way since that day."),
                             .button = _ ("Write Down"),
                             .act = mado_mail_send });
}

static void
ask_of_sheet (MadoRunPage *self, const char *title, const char *pledge, const char *kind)
{
  ask (self, (MadoMailAsk) { .title = title,
                             .pledge = pledge,
                             .button = _ ("Write Down"),
                             .asks = MADO_MAIL_ASKS_SHEET | MADO_MAIL_ASKS_REASON,
                             .act = mado_mail_step_letter,
                             .kind = kind });
}

static void
spoil (MadoRunPage *self)
{
  ask_of_sheet (self, _ ("A sheet is spoiled"),
                _ ("This sheet does not go out. It is printed again or taken out next."), "notice.spoil");
}

static void
reprint (MadoRunPage *self)
{
  ask_of_sheet (self, _ ("Print a spoiled sheet again"), _ ("Another sheet takes its place, with a mark of its own."),
                "notice.reprint");
}

static void
withdraw (MadoRunPage *self)
{
  ask_of_sheet (self, _ ("Take a letter out"), _ ("It does not go out with this run, and waits to be sent again."),
                "notice.withdraw");
}

static void
press_all (MadoRunPage *self)
{
  push (self, mado_proof_page_new (self->room, self->id, MADO_PROOF_ALL));
}

static void
print_list (MadoRunPage *self)
{
  push (self, mado_proof_page_new (self->room, self->id, MADO_PROOF_LIST));
}

static void
print_labels (MadoRunPage *self)
{
  push (self, mado_proof_page_new (self->room, self->id, MADO_PROOF_LABELS));
}

static void
enclose_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoRunPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  if (self->room != NULL && job != NULL)
    push (self, mado_enclosing_page_new (self->room, job));
}

static void
enclose (MadoRunPage *self)
{
  mado_mailroom_do_async (self->room, mado_mail_load_run, mado_mail_job_new (self->id), enclose_cb,
                          g_object_ref (self));
}

static void
sample_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoRunPage *self = MADO_RUN_PAGE (widget);

  push (self, mado_proof_page_new (self->room, self->id, MADO_PROOF_SAMPLE));
}

/* --- what comes next ---------------------------------------------------------------------------------------------- */

typedef struct {
  void (*take) (MadoRunPage *self);
  const char *title;
  const char *button;
  const char *why;
  const char *obstacle; /* (nullable): why it cannot be done by whoever looks */
} Step;

static AdwPreferencesGroup *
add_group (MadoRunPage *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->content, group);

  return ADW_PREFERENCES_GROUP (group);
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);

  return ADW_ACTION_ROW (row);
}

static void
clicked_cb (GtkButton *button, MadoRunPage *self)
{
  void (*const *take) (MadoRunPage *self) = g_object_get_data (G_OBJECT (button), "take");

  (*take) (self);
}

static void
add_step (MadoRunPage *self, AdwPreferencesGroup *group, const Step *step, gboolean is_first)
{
  AdwActionRow *row = add_row (group, step->title, step->obstacle != NULL ? step->obstacle : step->why);
  GtkWidget *button;

  if (step->obstacle != NULL) {
    adw_action_row_add_prefix (row, gtk_image_new_from_icon_name ("system-lock-screen-symbolic"));
    return;
  }
  button = gtk_button_new_with_label (step->button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (is_first) {
    gtk_widget_add_css_class (button, "suggested-action");
    self->first = button;
  }
  g_object_set_data_full (G_OBJECT (button), "take", g_memdup2 (&step->take, sizeof step->take), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
}

/* Where nobody practises, a place and a number are the service's. */
static const char *
find_obstacle (MadoRunPage *self, MadoLetterStage stage)
{
  MadoSession *session = mado_mailroom_get_session (self->room);
  const MadoLetterPile *pile = get_pile (self);

  if (stage == MADO_LETTER_STAGE_FROZEN &&
      mado_letter_run_is_work_of (pile->run, mado_session_get_person (session)->account))
    return _ ("You have made or frozen this list. Somebody else looks at the sample: nobody approves their own work.");
  if (mado_letter_pile_compare (pile) == MADO_PILE_UNKNOWN && !mado_session_is_practice (session))
    return _ ("The service has not answered for every letter yet.");
  if (mado_letter_pile_compare (pile) == MADO_PILE_OTHER)
    return _ ("Counted anew, the sheets come to something else. Find out why first.");
  if (stage == MADO_LETTER_STAGE_OPEN && mado_letter_pile_count_good (pile) == 0)
    return _ ("No letters in it");

  return NULL;
}

static gboolean
is_checked (MadoRunPage *self)
{
  return mado_json_get_flag (mado_entity_get_body (get_pile (self)->run), "enclose");
}

/* Why the post office cannot have it yet. */
static const char *
find_left (MadoRunPage *self)
{
  const MadoLetterPile *pile = get_pile (self);
  gint64 n_enclosed = mado_letter_pile_count (pile, MADO_LETTER_RUN_ENCLOSED);

  if (mado_letter_pile_get (pile, MADO_LETTER_RUN_WAITING) > 0)
    return _ ("A spoiled sheet has to be printed again or taken out first.");
  if (is_checked (self) && n_enclosed < mado_letter_pile_count_good (pile))
    return _ ("Not every sheet is in its envelope yet.");

  return NULL;
}

static void
add_printed (MadoRunPage *self, AdwPreferencesGroup *group, const char *obstacle)
{
  const char *left = find_left (self);
  gboolean is_to_check = is_checked (self) && left != NULL;

  if (is_to_check)
    add_step (self, group,
              &(const Step) { enclose, _ ("Put sheets into envelopes"), _ ("Begin…"),
                              _ ("A scanner reads the sheet, then the envelope."), obstacle },
              TRUE);
  add_step (self, group,
            &(const Step) { dispatch, mado_letter_words_get_next (MADO_LETTER_STAGE_PRINTED), _ ("Hand In…"),
                            _ ("Which post office, when, and how many."), obstacle != NULL ? obstacle : left },
            !is_to_check);
  add_step (self, group,
            &(const Step) { spoil, _ ("A sheet is spoiled"), _ ("Spoiled…"), _ ("By its mark, with a reason."), NULL },
            FALSE);
  if (mado_letter_pile_get (get_pile (self), MADO_LETTER_RUN_WAITING) > 0)
    add_step (self, group,
              &(const Step) { reprint, _ ("Print a spoiled sheet again"), _ ("Again…"),
                              _ ("Another sheet takes its place, with a mark of its own."), NULL },
              FALSE);
  add_step (self, group,
            &(const Step) { withdraw, _ ("Take a letter out"), _ ("Take Out…"),
                            _ ("It does not go out with this run, and waits to be sent again."), NULL },
            FALSE);
}

static void
add_prints (MadoRunPage *self, AdwPreferencesGroup *group, gboolean is_first)
{
  add_step (self, group,
            &(const Step) { press_all, _ ("All sheets on paper or as PDF"), _ ("Look…"),
                            _ ("In the order of packing, with the marks of the run."), NULL },
            is_first);
  add_step (self, group,
            &(const Step) { print_list, _ ("Packing list"), _ ("Look…"), _ ("Every sheet with its state."), NULL },
            FALSE);
  add_step (self, group,
            &(const Step) { print_labels, _ ("Address Labels"), _ ("Look…"),
                            _ ("For envelopes without a window, with the mark of the sheet."), NULL },
            FALSE);
}

/* First it is put on paper, then somebody writes that down. */
static void
add_approved (MadoRunPage *self, AdwPreferencesGroup *group, const char *obstacle)
{
  add_prints (self, group, TRUE);
  add_step (self, group,
            &(const Step) { note_printed, _ ("All is printed"), _ ("Write Down…"),
                            _ ("When all of it is on paper. Then sheets go into envelopes."), obstacle },
            FALSE);
}

/* Open and frozen lists, and what the post office has. */
static void
add_next (MadoRunPage *self, AdwPreferencesGroup *group, MadoLetterStage stage, const char *obstacle)
{
  const char *title = mado_letter_words_get_next (stage);

  if (stage == MADO_LETTER_STAGE_OPEN)
    add_step (self, group, &(const Step) { freeze, title, _ ("Freeze…"), _ ("With the count that is here."), obstacle },
              TRUE);
  else if (stage == MADO_LETTER_STAGE_FROZEN)
    add_step (self, group,
              &(const Step) { approve, title, _ ("Approve…"), _ ("After looking at a printed sample."), obstacle },
              TRUE);
  else if (stage == MADO_LETTER_STAGE_SENDING)
    add_step (self, group, &(const Step) { send, title, _ ("Write Down…"), _ ("It goes on where it ended."), obstacle },
              TRUE);
  else
    add_row (group, title, _ ("What comes back is taken back by its number or a scanned mark."));
}

static void
show_next (MadoRunPage *self)
{
  MadoLetterStage stage = mado_letter_stage_find (get_pile (self)->run);
  const char *obstacle = find_obstacle (self, stage);
  AdwPreferencesGroup *group = add_group (self, _ ("What comes next"));

  if (stage == MADO_LETTER_STAGE_APPROVED)
    add_approved (self, group, obstacle);
  else if (stage == MADO_LETTER_STAGE_PRINTED)
    add_printed (self, group, obstacle);
  else
    add_next (self, group, stage, obstacle);
  if (stage == MADO_LETTER_STAGE_FROZEN || stage == MADO_LETTER_STAGE_APPROVED)
    add_step (self, group,
              &(const Step) { reopen, _ ("Open the list again"), _ ("Open Again…"),
                              _ ("Where something has to be mended before it is printed."), NULL },
              FALSE);
  if (stage == MADO_LETTER_STAGE_PRINTED)
    add_prints (self, group, FALSE);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

#define N_LEGS 5

static yyjson_val *
find_step (const MadoEntity *run, const char *what)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (run), "steps"));
  yyjson_val *found = NULL;

  for (yyjson_val *step = yyjson_arr_iter_next (&iter); step != NULL; step = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (step, "what"), what) == 0)
      found = step;

  return found;
}

static void
show_track (MadoRunPage *self)
{
  static const char *const steps[N_LEGS] = { "", MADO_LETTER_RUN_FROZEN, MADO_LETTER_RUN_APPROVED,
                                             MADO_LETTER_RUN_PRINTED, MADO_LETTER_RUN_DISPATCHED };
  const MadoEntity *run = get_pile (self)->run;
  guint here = MIN ((guint) mado_letter_stage_find (run), N_LEGS - 1);
  MadoTrackLeg legs[N_LEGS];

  for (guint i = 0; i < N_LEGS; i++) {
    yyjson_val *stamp = i == 0 ? yyjson_obj_get (mado_entity_get_body (run), "made") : find_step (run, steps[i]);
    gboolean is_reached = i <= here;

    legs[i] = (MadoTrackLeg) { mado_letter_words_get_leg (i),
                               i < here    ? MADO_LEG_DONE
                               : i == here ? MADO_LEG_HERE
                                           : MADO_LEG_AHEAD,
                               is_reached ? mado_json_get_number (stamp, "at") : 0,
                               is_reached && stamp != NULL ? mado_json_get_text (stamp, "by") : NULL };
  }
  gtk_box_append (self->content, mado_track_view_new (legs, N_LEGS));
}

/* A sum that reads from top to bottom. */
static void
add_figure (AdwPreferencesGroup *group, const char *title, gint64 figure)
{
  AdwActionRow *row = add_row (group, title, "");
  g_autofree char *text = mado_letter_words_dup_count (figure);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
}

/* What the post office was given, as it was written down. */
static void
show_dispatch (MadoRunPage *self)
{
  yyjson_val *step = find_step (get_pile (self)->run, MADO_LETTER_RUN_DISPATCHED);
  g_autofree char *day = step != NULL ? mado_wording_write_day (mado_json_get_text (step, "day")) : NULL;
  AdwPreferencesGroup *group;

  if (step == NULL)
    return;
  group = add_group (self, _ ("Handed in"));
  gtk_widget_add_css_class (GTK_WIDGET (add_row (group, _ ("Post office"), mado_json_get_text (step, "office"))),
                            "property");
  gtk_widget_add_css_class (GTK_WIDGET (add_row (group, _ ("Day"), day)), "property");
  add_figure (group, C_ ("run of letters", "Count"), mado_json_get_number (step, "count"));
}

static void
show_figures (MadoRunPage *self)
{
  const MadoLetterPile *pile = get_pile (self);
  AdwPreferencesGroup *group = add_group (self, C_ ("run of letters", "Count"));

  adw_preferences_group_set_description (
      group, mado_letter_pile_compare (pile) == MADO_PILE_EQUAL ? _ ("Counted anew, sheet by sheet: it is the same")
             : mado_letter_pile_compare (pile) == MADO_PILE_OTHER
                 ? _ ("Counted anew, the sheets come to something else. Find out why first.")
                 : _ ("The service has not answered for every letter yet."));
  add_figure (group, _ ("Letters on the list"), mado_letter_pile_count (pile, MADO_LETTER_RUN_COUNT));
  add_figure (group, _ ("+ printed again"), mado_letter_pile_count (pile, MADO_LETTER_RUN_REPRINTED));
  add_figure (group, _ ("− spoiled"), mado_letter_pile_count (pile, MADO_LETTER_RUN_SPOILED));
  add_figure (group, _ ("− taken out"), mado_letter_pile_count (pile, MADO_LETTER_RUN_VOID));
  add_figure (group, _ ("= good sheets, which go out"), mado_letter_pile_count_good (pile));
  if (is_checked (self))
    add_figure (group, _ ("In their envelopes"), mado_letter_pile_count (pile, MADO_LETTER_RUN_ENCLOSED));
}

static void
show_sheets (MadoRunPage *self)
{
  g_autofree char *title = g_strdup_printf (_ ("Sheets (%'u)"), get_pile (self)->sheets->len);

  mado_sheet_list_show (self->sheets, get_pile (self));
  adw_view_stack_page_set_title (self->sheets_page, title);
}

/* Whoever has just opened it, or was in what is made anew, goes on with the next step. */
static gboolean
takes_focus (MadoRunPage *self)
{
  GtkWidget *stack = GTK_WIDGET (self->stack), *content = GTK_WIDGET (self->content);
  GtkRoot *root = gtk_widget_get_root (stack);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return gtk_widget_get_mapped (stack) && (focus == NULL || gtk_widget_is_ancestor (focus, content) ||
                                           (gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) &&
                                            g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading")));
}

static void
show (MadoRunPage *self)
{
  MadoSession *session = mado_mailroom_get_session (self->room);
  g_autofree char *title = mado_letter_words_dup_title (get_pile (self)->run, mado_session_get_programme (session));
  gboolean is_to_focus = takes_focus (self);
  GtkWidget *child;

  self->first = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  adw_window_title_set_title (self->title, title);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  show_track (self);
  show_next (self);
  show_dispatch (self);
  show_figures (self);
  show_sheets (self);
  gtk_stack_set_visible_child_name (self->stack, "content");
  if (is_to_focus && self->first != NULL)
    gtk_widget_grab_focus (self->first);
  else if (is_to_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void read_run (MadoRunPage *self);

static void
show_fault (MadoRunPage *self, const GError *error)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
loaded_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoRunPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  self->is_reading = FALSE;
  if (self->room == NULL) /* whoever looked has left */
    return;
  if (job == NULL) {
    show_fault (self, error);
    return;
  }
  g_clear_pointer (&self->job, mado_mail_job_unref);
  self->job = g_steal_pointer (&job);
  show (self);
  if (self->is_stale)
    read_run (self);
}

static void
read_run (MadoRunPage *self)
{
  self->is_stale = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  mado_mailroom_do_async (self->room, mado_mail_load_run, mado_mail_job_new (self->id), loaded_cb, g_object_ref (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_run_page_dispose (GObject *object)
{
  MadoRunPage *self = MADO_RUN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_RUN_PAGE);
  g_clear_pointer (&self->job, mado_mail_job_unref);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (mado_run_page_parent_class)->dispose (object);
}

static void
mado_run_page_class_init (MadoRunPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_run_page_dispose;
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoRunPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoRunPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoRunPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoRunPage, views);
  gtk_widget_class_bind_template_child (widget_class, MadoRunPage, sheets_page);
  gtk_widget_class_bind_template_child (widget_class, MadoRunPage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoRunPage, sheets);
  gtk_widget_class_install_action (widget_class, "run.sample", NULL, sample_cb);
}

static void
mado_run_page_init (MadoRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_sheet_list_head (self->sheets);
}

/**
 * mado_run_page_new:
 * @room: whose letters
 * @run: a run
 *
 * Returns: (transfer floating): a page that is about to read it
 */
AdwNavigationPage *
mado_run_page_new (MadoMailroom *room, MadoId run)
{
  MadoRunPage *self = g_object_new (MADO_TYPE_RUN_PAGE, NULL);

  self->room = g_object_ref (room);
  self->id = run;
  g_signal_connect_object (room, "changed", G_CALLBACK (read_run), self, G_CONNECT_SWAPPED);
  read_run (self);

  return ADW_NAVIGATION_PAGE (self);
}
