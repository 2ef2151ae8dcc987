/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches as somebody types; the focus stays in the box, and the arrows walk through the list from there. Enter waits
 * for those who were found for what stands in the box: nobody is taken whom the text before it meant. Of a case that
 * was taken the questions are shown, and what may be told only behind them. */

#include "mado-caller-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-call-reading.h"

struct _MadoCallerPane {
  AdwBin parent_instance;

  MadoSession *session; /* (nullable): %NULL: nobody has called yet */
  MadoCall *call;
  MadoCallers *callers;    /* (nullable): what the list shows */
  MadoGuidance *telling;   /* (nullable): of the case that was taken */
  GCancellable *searching; /* (nullable) */
  GCancellable *reading;   /* (nullable) */
  gboolean is_chosen;      /* by Enter, while they were still being looked for */
  gboolean is_resuming;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *count;
  GtkLabel *who;
  GtkLabel *warning;
  GtkWidget *asking;
  GtkBox *questions;
  GtkWidget *telling_box;
  GtkLabel *told;
};

G_DEFINE_FINAL_TYPE (MadoCallerPane, mado_caller_pane, ADW_TYPE_BIN)

enum { SIGNAL_TAKEN, SIGNAL_TICKED, SIGNAL_LEFT, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
stop (GCancellable **running)
{
  if (*running != NULL)
    g_cancellable_cancel (*running);
  g_clear_object (running);
}

/* --- asked and told ----------------------------------------------------------------------------------------------- */

static void
show_told (MadoCallerPane *self)
{
  gboolean may_tell = mado_call_may_tell (self->call, self->telling);
  g_autofree char *text = may_tell ? mado_guidance_dup_text (self->telling) : g_strdup ("");

  if (may_tell && text[0] == '\0')
    gtk_label_set_text (self->told, _ ("There is nothing to be told of this case. Ask the ward."));
  else
    gtk_label_set_text (self->told, text);
  gtk_widget_set_visible (self->telling_box, may_tell);
}

/* The next that is not ticked; after the last, what comes behind. */
static void
go_on (MadoCallerPane *self)
{
  for (GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (self->questions)); tick != NULL;
       tick = gtk_widget_get_next_sibling (tick))
    if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (tick))) {
      gtk_widget_grab_focus (tick);
      return;
    }
  gtk_accessible_announce (GTK_ACCESSIBLE (self->told), gtk_label_get_text (self->told),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
toggled_cb (GtkCheckButton *tick, MadoCallerPane *self)
{
  gboolean is_said = gtk_check_button_get_active (tick);

  mado_call_tick (self->call, g_object_get_data (G_OBJECT (tick), "item"), is_said);
  show_told (self);
  g_signal_emit (self, signals[SIGNAL_TICKED], 0);
  if (is_said)
    go_on (self);
}

static void
add_question (MadoCallerPane *self, const MadoGuidanceQuestion *question)
{
  /* Translators: what a caller is asked, and what stands in the case */
  g_autofree char *text = g_strdup_printf (_ ("%s: %s"), question->item->label, question->value);
  GtkWidget *tick = gtk_check_button_new (), *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), mado_call_is_ticked (self->call, question->item->id));
  g_object_set_data (G_OBJECT (tick), "item", (gpointer) question->item->id);
  g_signal_connect (tick, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (self->questions, tick);
}

static void
clear_questions (MadoCallerPane *self)
{
  GtkWidget *tick;

  while ((tick = gtk_widget_get_first_child (GTK_WIDGET (self->questions))) != NULL) {
    g_signal_handlers_disconnect_by_data (tick, self);
    gtk_box_remove (self->questions, tick);
  }
}

static const char *
find_warning (const MadoGuidance *telling)
{
  if (telling->is_protected)
    return _ (
        "This person is under protection. Tell nothing of the case, not even that there is one, and ask the ward.");

  return telling->questions->len == 0 ? _ ("The case has nothing by which a caller could be known. Ask the ward.")
                                      : NULL;
}

static void
show_telling (MadoCallerPane *self)
{
  const char *warning = find_warning (self->telling);
  g_autofree char *who = g_strdup_printf ("%s　%s", self->telling->name, self->telling->number);

  clear_questions (self);
  for (guint i = 0; i < self->telling->questions->len; i++)
    add_question (self, g_ptr_array_index (self->telling->questions, i));
  gtk_label_set_text (self->who, who);
  gtk_label_set_text (self->warning, warning != NULL ? warning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warning), warning != NULL);
  gtk_widget_set_visible (self->asking, warning == NULL);
  show_told (self);
  gtk_stack_set_visible_child_name (self->stack, "taken");
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoCallerPane) self = pane;
  g_autoptr (GError) error = NULL;
  MadoGuidance *telling = mado_call_tell_finish (result, &error);

  if (!mado_advice_is_wanted (error) || self->call == NULL) {
    g_clear_pointer (&telling, mado_guidance_free);
    return;
  }
  g_clear_object (&self->reading);
  if (telling == NULL) {
    gtk_label_set_text (self->count, _ (mado_advice_find (error).title));
    return;
  }
  g_clear_pointer (&self->telling, mado_guidance_free);
  self->telling = telling;
  if (!self->is_resuming)
    mado_call_take_case (self->call, telling);
  mado_session_note_reading (self->session, telling->id, "call");
  show_telling (self);
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
  if (!self->is_resuming)
    go_on (self);
  self->is_resuming = FALSE;
}

static void
read_case (MadoCallerPane *self, MadoId id, const char *typed)
{
  stop (&self->reading);
  self->reading = g_cancellable_new ();
  mado_call_tell_async (self->session, id, typed, self->reading, told_cb, g_object_ref (self));
}

static void
take_nobody (MadoCallerPane *self)
{
  g_clear_pointer (&self->telling, mado_guidance_free);
  mado_call_take_nobody (self->call);
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
add_row (MadoCallerPane *self, const char *title, const char *detail, const char *mark)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = g_strjoin (" ", title, detail, mark, NULL);

  gtk_widget_add_css_class (box, "palette-line");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), create_label (title, NULL));
  if (detail[0] != '\0')
    gtk_box_append (GTK_BOX (texts), create_label (detail, "detail"));
  gtk_box_append (GTK_BOX (box), texts);
  if (mark[0] != '\0') {
    GtkWidget *label = create_label (mark, "keycap");

    gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strchomp (name), -1);
  gtk_list_box_append (self->list, row);
}

static void
add_caller (MadoCallerPane *self, const MadoCaller *caller)
{
  g_autofree char *kana = caller->kana[0] != '\0' ? g_strdup_printf ("（%s）", caller->kana) : g_strdup ("");
  g_autofree char *title = g_strconcat (caller->name, kana, NULL);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  g_autofree char *detail = NULL;

  g_strv_builder_add_many (parts, caller->number, caller->state, NULL);
  if (caller->born[0] != '\0')
    /* Translators: a year or a day */
    g_strv_builder_take (parts, g_strdup_printf (_ ("born %s"), caller->born));
  texts = g_strv_builder_end (parts);
  detail = g_strjoinv ("　", texts);
  add_row (self, title, detail, caller->is_likely ? _ ("likely") : "");
}

static void
show_count (MadoCallerPane *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *text = NULL;

  if (self->callers->callers->len == 0)
    /* Translators: %s is what was typed */
    text =
        g_strdup_printf (_ ("Nobody found for “%s”. Readings and old forms of characters were searched, too."), typed);
  else if (!self->callers->is_all)
    text = g_strdup (_ ("There are more: type another word."));
  gtk_label_set_text (self->count, text != NULL ? text : "");
}

static void
show_callers (MadoCallerPane *self)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->callers->callers->len; i++)
    add_caller (self, g_ptr_array_index (self->callers->callers, i));
  add_row (self, _ ("New: none of these"), _ ("The call is written down without a case"), "");
  gtk_list_box_unselect_all (self->list);
  show_count (self);
  gtk_stack_set_visible_child_name (self->stack, "found");
}

/* --- choosing ----------------------------------------------------------------------------------------------------- */

static void
choose (MadoCallerPane *self, guint place)
{
  const MadoCaller *caller;

  if (self->callers == NULL)
    return;
  if (place >= self->callers->callers->len) {
    take_nobody (self);
    return;
  }
  caller = g_ptr_array_index (self->callers->callers, place);
  read_case (self, caller->id, mado_call_get (self->call, MADO_CALL_TYPED));
}

static void
select_row (MadoCallerPane *self, int place)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, place);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->list),
                           gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (
                               gtk_widget_get_first_child (gtk_list_box_row_get_child (row))))),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* One who is alone needs no choice; else nobody is taken whom somebody has not chosen. */
static void
choose_by_enter (MadoCallerPane *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    choose (self, (guint) gtk_list_box_row_get_index (row));
  else if (self->callers->callers->len == 1 && self->callers->is_all)
    choose (self, 0);
  else
    select_row (self, 0);
}

/* --- searching ---------------------------------------------------------------------------------------------------- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoCallerPane) self = pane;
  g_autoptr (GError) error = NULL;
  MadoCallers *callers = mado_call_find_finish (result, &error);

  if (!mado_advice_is_wanted (error) || self->call == NULL) {
    g_clear_pointer (&callers, mado_callers_free);
    return;
  }
  g_clear_object (&self->searching);
  g_clear_pointer (&self->callers, mado_callers_free);
  self->callers = callers;
  if (callers != NULL) {
    show_callers (self);
    if (self->is_chosen)
      choose_by_enter (self);
    return;
  }
  gtk_list_box_remove_all (self->list);
  gtk_label_set_text (self->count, _ (mado_advice_find (error).title));
  gtk_stack_set_visible_child_name (self->stack, "found");
}

/* The box also tells of a text that was there before, with its case. */
static gboolean
is_resumed (MadoCallerPane *self, const char *typed)
{
  return mado_call_get (self->call, MADO_CALL_CASE)[0] != '\0' &&
         g_str_equal (mado_call_get (self->call, MADO_CALL_TYPED), typed);
}

static void
typed_cb (GtkSearchEntry *entry, MadoCallerPane *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));

  stop (&self->searching);
  self->is_chosen = FALSE;
  if (self->session == NULL || is_resumed (self, typed))
    return;
  mado_call_set (self->call, MADO_CALL_TYPED, typed);
  if (typed[0] == '\0') {
    g_clear_pointer (&self->callers, mado_callers_free);
    gtk_stack_set_visible_child_name (self->stack, self->telling != NULL ? "taken" : "empty");
    return;
  }
  self->searching = g_cancellable_new ();
  mado_call_find_async (self->session, typed, self->searching, found_cb, g_object_ref (self));
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

static void
entry_activated_cb (GtkSearchEntry *entry, MadoCallerPane *self)
{
  if (self->searching != NULL)
    self->is_chosen = TRUE;
  else if (self->callers != NULL)
    choose_by_enter (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoCallerPane *self)
{
  choose (self, (guint) gtk_list_box_row_get_index (row));
}

/* The box would keep Escape to itself. */
static void
search_stopped_cb (GtkSearchEntry *entry, MadoCallerPane *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (entry))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
  else
    gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
other_cb (GtkButton *button, MadoCallerPane *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->callers != NULL ? "found" : "empty");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
walk (MadoCallerPane *self, int direction)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int place = row != NULL ? gtk_list_box_row_get_index (row) + direction : 0;

  if (self->callers != NULL && place >= 0)
    select_row (self, place);

  return TRUE;
}

static gboolean
walk_down (GtkWidget *widget, GVariant *unused, gpointer self)
{
  return walk (self, 1);
}

static gboolean
walk_up (GtkWidget *widget, GVariant *unused, gpointer self)
{
  return walk (self, -1);
}

/* The input method has these keys first: they walk only where it does not want them. */
static void
add_arrows (MadoCallerPane *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  static const struct {
    guint key;
    GtkShortcutFunc walk;
  } arrows[] = { { GDK_KEY_Down, walk_down }, { GDK_KEY_Up, walk_up } };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (arrows[i].key, 0),
                                                            gtk_callback_action_new (arrows[i].walk, self, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_caller_pane_dispose (GObject *object)
{
  MadoCallerPane *self = MADO_CALLER_PANE (object);

  stop (&self->searching);
  stop (&self->reading);
  if (self->questions != NULL)
    clear_questions (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_CALLER_PANE);
  g_clear_pointer (&self->callers, mado_callers_free);
  g_clear_pointer (&self->telling, mado_guidance_free);
  g_clear_object (&self->call);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_caller_pane_parent_class)->dispose (object);
}

static void
mado_caller_pane_class_init (MadoCallerPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const char *const names[] = { "taken", "ticked", "left" };

  G_OBJECT_CLASS (class)->dispose = mado_caller_pane_dispose;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    signals[i] =
        g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-caller-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, list);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, count);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, who);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, warning);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, asking);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, questions);
  gtk_widget_class_bind_template_child_full (widget_class, "telling", FALSE,
                                             G_STRUCT_OFFSET (MadoCallerPane, telling_box));
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, told);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
mado_caller_pane_init (MadoCallerPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_arrows (self);
}

/**
 * mado_caller_pane_begin:
 * @self: a pane in which nobody has called yet
 * @session: of whoever answers
 * @call: the call; from where it comes is looked for at once
 */
void
mado_caller_pane_begin (MadoCallerPane *self, MadoSession *session, MadoCall *call)
{
  self->session = g_object_ref (session);
  self->call = g_object_ref (call);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), mado_call_get (call, MADO_CALL_TYPED));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/**
 * mado_caller_pane_resume:
 * @self: a pane
 *
 * What was typed before and not saved is there again: so is its case.
 */
void
mado_caller_pane_resume (MadoCallerPane *self)
{
  MadoId id = mado_id_from_text (mado_call_get (self->call, MADO_CALL_CASE));

  self->is_resuming = mado_id_is_valid (id);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), mado_call_get (self->call, MADO_CALL_TYPED));
  if (self->is_resuming)
    read_case (self, id, "");
}

/**
 * mado_caller_pane_focus:
 * @self: a pane
 */
void
mado_caller_pane_focus (MadoCallerPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * mado_caller_pane_get_telling:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): of the case that was taken
 */
const MadoGuidance *
mado_caller_pane_get_telling (MadoCallerPane *self)
{
  return self->telling;
}
