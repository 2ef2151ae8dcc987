/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form beside the caller. What is typed goes into the call, which is kept on the disk while it is typed. */

#include "mado-call-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-base-window.h"
#include "mado-call-moment.h"
#include "mado-call-wish.h"
#include "mado-call-words.h"
#include "mado-caller-pane.h"
#include "mado-draft.h"
#include "mado-field.h"
#include "mado-phrase-keys.h"
#include "mado-refusal-alert.h"
#include "mado-saying-pane.h"
#include "mado-unsaved.h"

struct _MadoCallWindow {
  MadoBaseWindow parent_instance;

  GtkWindow *owner; /* a weak pointer */
  MadoSession *session;
  MadoCall *call; /* (nullable): %NULL: nobody has called yet */
  MadoUnsaved *unsaved;
  guint ticking;
  gboolean is_next_wanted;
  gboolean is_over;

  AdwWindowTitle *heading;
  GtkLabel *clock;
  GtkWidget *ribbon;
  AdwBanner *restored;
  MadoCallerPane *callers;
  MadoSayingPane *sayings;
  GtkWidget *form;
  GtkEditable *phone;
  GtkDropDown *category;
  GtkWidget *nobody;
  GtkEditable *caller;
  GtkEditable *relation;
  GtkTextView *question;
  GtkTextView *answer;
  GtkLabel *hint;
  GtkCheckButton *answered;
  GtkCheckButton *call_back;
  GtkCheckButton *ask_ward;
  GtkCheckButton *unknown;
  GtkWidget *promise;
  GtkLabel *promise_label;
  GtkEditable *due;
  GtkEditable *time;
  GtkLabel *understood;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (MadoCallWindow, mado_call_window, MADO_TYPE_BASE_WINDOW)

static guint next_signal;

/* --- the form ----------------------------------------------------------------------------------------------------- */

static const MadoGuidance *
get_telling (MadoCallWindow *self)
{
  return mado_caller_pane_get_telling (self->callers);
}

static gboolean
has_outcome (MadoCallWindow *self, const char *outcome)
{
  return strcmp (mado_call_get (self->call, MADO_CALL_OUTCOME), outcome) == 0;
}

/* How a day and a time were understood, before they are promised. */
static void
show_understood (MadoCallWindow *self)
{
  g_autofree char *text = mado_call_words_write_promise (self->call, mado_instant_now ());

  gtk_label_set_text (self->understood, text);
}

static void
show_hint (MadoCallWindow *self)
{
  gboolean is_told = has_outcome (self, MADO_CALL_ANSWERED) && mado_call_may_tell (self->call, get_telling (self));

  gtk_label_set_text (self->hint, is_told ? _ ("Left empty, what you read out is written down as the answer.")
                                          : _ (".fubi and Tab type a set phrase."));
}

static void
show_outcome (MadoCallWindow *self)
{
  gboolean is_call = has_outcome (self, MADO_CALL_BACK), is_asked = has_outcome (self, MADO_CALL_ASK_WARD);

  gtk_widget_set_visible (self->promise, is_call || is_asked);
  gtk_widget_set_visible (GTK_WIDGET (self->time), is_call);
  gtk_label_set_text (self->promise_label, is_call ? _ ("Call back on") : _ ("Answer wanted by"));
  gtk_widget_set_visible (self->nobody, mado_call_get (self->call, MADO_CALL_CASE)[0] == '\0' || is_call);
  show_hint (self);
  show_understood (self);
}

/* A day that most promises are kept by; whoever knows better types another. */
static void
propose_day (MadoCallWindow *self)
{
  g_autofree char *day = NULL;

  if (gtk_editable_get_text (self->due)[0] != '\0')
    return;
  day = mado_call_words_dup_proposal (self->call, mado_instant_now ());
  gtk_editable_set_text (self->due, day);
}

static const struct {
  const char *outcome;
  gsize offset;
} outcomes[] = {
  { MADO_CALL_ANSWERED, offsetof (MadoCallWindow, answered) },
  { MADO_CALL_BACK, offsetof (MadoCallWindow, call_back) },
  { MADO_CALL_ASK_WARD, offsetof (MadoCallWindow, ask_ward) },
  { MADO_CALL_UNKNOWN, offsetof (MadoCallWindow, unknown) },
};

static GtkCheckButton *
get_choice (MadoCallWindow *self, gsize place)
{
  return G_STRUCT_MEMBER (GtkCheckButton *, self, outcomes[place].offset);
}

static void
outcome_cb (GtkCheckButton *choice, MadoCallWindow *self)
{
  if (self->call == NULL || !gtk_check_button_get_active (choice))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (get_choice (self, i) == choice)
      mado_call_set (self->call, MADO_CALL_OUTCOME, outcomes[i].outcome);
  if (choice == self->call_back || choice == self->ask_ward)
    propose_day (self);
  show_outcome (self);
}

static void
outcome_changed_cb (MadoCall *call, GParamSpec *property, MadoCallWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (has_outcome (self, outcomes[i].outcome))
      gtk_check_button_set_active (get_choice (self, i), TRUE);
  show_outcome (self);
}

static void
promise_changed_cb (MadoCall *call, GParamSpec *property, MadoCallWindow *self)
{
  show_understood (self);
}

static void
category_cb (GtkDropDown *category, GParamSpec *property, MadoCallWindow *self)
{
  const MadoSection *categories;
  guint place = gtk_drop_down_get_selected (category);

  if (self->call == NULL)
    return;
  categories = mado_call_get_programme (self->call)->calls.categories;
  if (place < mado_section_get_count (categories))
    mado_call_set (self->call, MADO_CALL_CATEGORY, ((const MadoNamed *) mado_section_get (categories, place))->id);
}

static void
category_changed_cb (MadoCall *call, GParamSpec *property, MadoCallWindow *self)
{
  const MadoSection *categories = mado_call_get_programme (call)->calls.categories;

  for (guint i = 0; i < mado_section_get_count (categories); i++)
    if (strcmp (((const MadoNamed *) mado_section_get (categories, i))->id, mado_call_get (call, MADO_CALL_CATEGORY)) ==
        0)
      gtk_drop_down_set_selected (self->category, i);
}

static void
list_categories (MadoCallWindow *self)
{
  const MadoSection *categories = mado_session_get_programme (self->session)->calls.categories;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < mado_section_get_count (categories); i++)
    gtk_string_list_append (labels, ((const MadoNamed *) mado_section_get (categories, i))->label);
  if (mado_section_get_count (categories) == 0)
    gtk_string_list_append (labels, _ ("Other"));
  gtk_drop_down_set_model (self->category, G_LIST_MODEL (labels));
}

/* --- the caller --------------------------------------------------------------------------------------------------- */

static void
show_heading (MadoCallWindow *self)
{
  const MadoGuidance *telling = get_telling (self);

  adw_window_title_set_subtitle (self->heading, telling != NULL ? telling->name : "");
}

static void
taken_cb (MadoCallerPane *callers, MadoCallWindow *self)
{
  const MadoGuidance *telling = get_telling (self);

  if (telling != NULL && telling->is_protected)
    mado_call_set (self->call, MADO_CALL_OUTCOME, MADO_CALL_ASK_WARD);
  show_heading (self);
  show_outcome (self);
  if (telling != NULL && telling->is_protected)
    propose_day (self);
}

static void
ticked_cb (MadoCallerPane *callers, MadoCallWindow *self)
{
  show_hint (self);
}

static void
left_cb (MadoCallerPane *callers, MadoCallWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->question));
}

/* The version of the last answer is kept. */
static void
note_saying (const MadoSaying *saying, gpointer window)
{
  MadoCallWindow *self = window;
  g_autofree char *name = mado_saying_dup_name (saying);

  if (self->call == NULL || !mado_saying_is_answer (saying))
    return;
  mado_call_set (self->call, MADO_CALL_SCRIPT, name);
  mado_call_set (self->call, MADO_CALL_CATEGORY, saying->category);
  if (mado_call_get (self->call, MADO_CALL_QUESTION)[0] == '\0')
    mado_call_set (self->call, MADO_CALL_QUESTION, saying->label);
}

/* What was agreed stands behind what is there already. */
static void
saying_chosen_cb (MadoSayingPane *sayings, const MadoSaying *saying, MadoCallWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->answer);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (gtk_text_buffer_get_char_count (buffer) > 0 && !gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
  gtk_text_buffer_insert (buffer, &end, saying->text, -1);
  note_saying (saying, self);
  gtk_widget_grab_focus (GTK_WIDGET (self->answer));
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static GtkWidget *
find_field (MadoCallWindow *self, MadoCallPart part)
{
  switch ((int) part) {
  case MADO_CALL_CALLER:
    return GTK_WIDGET (self->caller);
  case MADO_CALL_PHONE:
    return GTK_WIDGET (self->phone);
  case MADO_CALL_RELATION:
    return GTK_WIDGET (self->relation);
  case MADO_CALL_QUESTION:
    return GTK_WIDGET (self->question);
  case MADO_CALL_DUE:
    return GTK_WIDGET (self->due);
  case MADO_CALL_TIME:
    return GTK_WIDGET (self->time);
  default:
    return GTK_WIDGET (self->answer);
  }
}

static gboolean
is_ready (MadoCallWindow *self)
{
  g_autoptr (GArray) faults = mado_call_check (self->call, get_telling (self), mado_instant_now ());
  const MadoCallFault *first = faults->len > 0 ? &g_array_index (faults, MadoCallFault, 0) : NULL;

  gtk_label_set_text (self->fault, first != NULL ? mado_call_words_get_fault (first) : "");
  if (first == NULL)
    return TRUE;
  gtk_accessible_announce (GTK_ACCESSIBLE (self->fault), gtk_label_get_text (self->fault),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (find_field (self, first->part));

  return FALSE;
}

static MadoWish *
make_wish (MadoCallWindow *self)
{
  g_autoptr (yyjson_doc) body = mado_call_write (self->call, get_telling (self), mado_instant_now ());

  return mado_call_wish_new ("inquiry.log", mado_call_get_id (self->call), body);
}

static void
finish (MadoCallWindow *self)
{
  self->is_over = TRUE;
  mado_base_window_drop (GTK_WINDOW (self));
}

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer window)
{
  g_autoptr (MadoCallWindow) self = window;
  g_autoptr (GError) error = NULL;

  if (!mado_wish_save_finish (result, &error)) {
    mado_base_window_set_busy (self->form, FALSE);
    mado_refusal_alert (GTK_WIDGET (self), error);
    return;
  }
  mado_unsaved_forget (self->unsaved);
  if (self->is_next_wanted)
    g_signal_emit (self, next_signal, 0);
  finish (self);
}

static void
save (MadoCallWindow *self, gboolean is_next_wanted)
{
  g_autoptr (MadoWish) wish = NULL;

  if (!gtk_widget_get_sensitive (self->form) || !is_ready (self))
    return;
  self->is_next_wanted = is_next_wanted;
  mado_base_window_set_busy (self->form, TRUE);
  wish = make_wish (self);
  mado_wish_save_async (wish, self->session, _ ("The call is written down"), saved_cb, g_object_ref (self));
}

static void
accept_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  save (window, FALSE);
}

static void
next_call_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  save (window, TRUE);
}

static void
pass_on (MadoCallWindow *self, const char *action)
{
  if (self->owner != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self->owner), action, NULL);
}

static void
call_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  pass_on (window, "call");
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  pass_on (window, "lock");
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (window)), "help",
                                  g_variant_new_string ("call"));
}

/* --- closing ------------------------------------------------------------------------------------------------------ */

static void
answered_cb (AdwAlertDialog *dialog, const char *response, MadoCallWindow *self)
{
  if (strcmp (response, "discard") != 0)
    return;
  mado_unsaved_forget (self->unsaved);
  finish (self);
}

static gboolean
mado_call_window_close_request (GtkWindow *window)
{
  MadoCallWindow *self = MADO_CALL_WINDOW (window);
  AdwDialog *dialog;

  if (self->call == NULL || !mado_call_is_touched (self->call)) {
    if (self->unsaved != NULL)
      mado_unsaved_forget (self->unsaved);
    return GTK_WINDOW_CLASS (mado_call_window_parent_class)->close_request (window);
  }
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return TRUE;
  dialog = adw_alert_dialog_new (_ ("Close Without Saving?"), _ ("What was typed of this call is not written down."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "back", _ ("_Go On Typing"), "discard", _ ("_Discard"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "back");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "back");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));

  return TRUE;
}

static void
understood_cb (AdwBanner *banner, MadoCallWindow *self)
{
  adw_banner_set_revealed (banner, FALSE);
}

/* --- beginning ---------------------------------------------------------------------------------------------------- */

static gboolean
tick_cb (gpointer window)
{
  MadoCallWindow *self = window;
  guint seconds = mado_call_get_seconds (self->call, mado_instant_now ());
  g_autofree char *text = seconds < 60 * 60
                              ? g_strdup_printf ("%02u:%02u", seconds / 60, seconds % 60)
                              : g_strdup_printf ("%u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);

  gtk_label_set_text (self->clock, text);

  return G_SOURCE_CONTINUE;
}

static void
bind (MadoCallWindow *self)
{
  const struct {
    MadoCallPart part;
    gpointer field;
  } fields[] = {
    { MADO_CALL_CALLER, self->caller },
    { MADO_CALL_PHONE, self->phone },
    { MADO_CALL_RELATION, self->relation },
    { MADO_CALL_QUESTION, gtk_text_view_get_buffer (self->question) },
    { MADO_CALL_ANSWER, gtk_text_view_get_buffer (self->answer) },
    { MADO_CALL_DUE, self->due },
    { MADO_CALL_TIME, self->time },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_object_bind_property (self->call, mado_call_part_get_name (fields[i].part), fields[i].field, "text",
                            G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->call, "notify::outcome", G_CALLBACK (outcome_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->call, "notify::category", G_CALLBACK (category_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->call, "notify::due", G_CALLBACK (promise_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->call, "notify::time", G_CALLBACK (promise_changed_cb), self, G_CONNECT_DEFAULT);
}

static void
restored_cb (MadoUnsaved *unsaved, MadoCallWindow *self)
{
  adw_banner_set_revealed (self->restored, TRUE);
  mado_caller_pane_resume (self->callers);
  outcome_changed_cb (self->call, NULL, self);
  tick_cb (self);
}

static void
keep (MadoCallWindow *self)
{
  self->unsaved = mado_unsaved_new (self->session);
  for (MadoCallPart part = 0; part < MADO_CALL_N_PARTS; part++)
    mado_unsaved_watch (self->unsaved, self->call, mado_call_part_get_name (part), mado_call_part_get_name (part));
  g_signal_connect_object (self->unsaved, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_DEFAULT);
  mado_unsaved_open (self->unsaved, "call", mado_call_get_id (self->call));
}

static void
begin (MadoCallWindow *self, MadoId id, const char *number)
{
  /* not sooner: the dialogs of the program open in its last window, seen or not */
  gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (self->owner));
  self->call = mado_call_new (mado_session_get_programme (self->session), id, mado_instant_now ());
  if (number != NULL) {
    mado_call_set (self->call, MADO_CALL_TYPED, number);
    mado_call_set (self->call, MADO_CALL_PHONE, number);
  }
  bind (self);
  outcome_changed_cb (self->call, NULL, self);
  mado_caller_pane_begin (self->callers, self->session, self->call);
  keep (self);
  tick_cb (self);
  self->ticking = g_timeout_add_seconds (1, tick_cb, self);
  mado_caller_pane_focus (self->callers);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_call_window_dispose (GObject *object)
{
  MadoCallWindow *self = MADO_CALL_WINDOW (object);

  g_clear_handle_id (&self->ticking, g_source_remove);
  if (self->unsaved != NULL && !self->is_over)
    mado_unsaved_close (self->unsaved);
  g_clear_object (&self->unsaved);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_CALL_WINDOW);
  g_clear_object (&self->call);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->owner);

  G_OBJECT_CLASS (mado_call_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, clock);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, ribbon);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, restored);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, callers);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, sayings);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, form);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, phone);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, category);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, nobody);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, caller);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, relation);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, question);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, answer);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, answered);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, call_back);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, ask_ward);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, unknown);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, promise);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, promise_label);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, due);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, time);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, understood);
  gtk_widget_class_bind_template_child (widget_class, MadoCallWindow, fault);
}

static void
mado_call_window_class_init (MadoCallWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_call_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = mado_call_window_close_request;
  next_signal =
      g_signal_new ("next", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-call-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, outcome_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_cb);
  gtk_widget_class_bind_template_callback (widget_class, taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, ticked_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, saying_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, understood_cb);
}

static void
mado_call_window_init (MadoCallWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "accept", .activate = accept_cb }, { .name = "next-call", .activate = next_call_cb },
    { .name = "call", .activate = call_cb },     { .name = "lock", .activate = lock_cb },
    { .name = "help", .activate = help_cb },
  };

  g_type_ensure (MADO_TYPE_CALLER_PANE);
  g_type_ensure (MADO_TYPE_SAYING_PANE);
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (self->phone);
  mado_field_take_latin (self->due);
  mado_field_take_latin (self->time);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

/**
 * mado_call_window_new:
 * @owner: the window of the terminal
 * @session: of whoever answers
 *
 * Returns: (transfer none): a window that is not shown, and in which nobody has called yet
 */
MadoCallWindow *
mado_call_window_new (GtkWindow *owner, MadoSession *session)
{
  MadoCallWindow *self = g_object_new (MADO_TYPE_CALL_WINDOW, NULL);

  g_set_weak_pointer (&self->owner, owner);
  self->session = g_object_ref (session);
  gtk_widget_set_visible (self->ribbon, mado_session_is_practice (session));
  list_categories (self);
  mado_saying_pane_begin (self->sayings, mado_inquiries_of (session));
  mado_phrase_keys_watch (self->question, session, note_saying, self);
  mado_phrase_keys_watch (self->answer, session, note_saying, self);

  return self;
}

/**
 * mado_call_window_begin:
 * @self: a window in which nobody has called yet
 * @number: (nullable): from where the call comes
 */
void
mado_call_window_begin (MadoCallWindow *self, const char *number)
{
  begin (self, mado_id_draw (), number);
}

/**
 * mado_call_window_resume:
 * @self: a window in which nobody has called yet
 * @id: of a call that was typed and not saved
 */
void
mado_call_window_resume (MadoCallWindow *self, MadoId id)
{
  begin (self, id, NULL);
}

/**
 * mado_call_window_is_begun:
 * @self: a window
 *
 * Returns: whether somebody has called
 */
gboolean
mado_call_window_is_begun (MadoCallWindow *self)
{
  return self->call != NULL;
}
