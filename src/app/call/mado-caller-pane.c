/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches as somebody types; the focus stays in the box, and the arrows walk through the list from there. Enter waits
 * for those who were found for what stands in the box: nobody is taken whom the text before it meant. Of a case that
 * was taken the questions are shown, and what may be told only behind them. */

#include "mado-caller-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-call-reading.h"
#include "mado-caller-list.h"
#include "mado-inquiry-words.h"

struct _MadoCallerPane {
  AdwBin parent_instance;

  MadoSession *session; /* (nullable): %NULL: nobody has called yet */
  MadoCall *call;
  MadoCallTelling *telling; /* (nullable): of the case that was taken */
  GCancellable *reading;    /* (nullable) */
  gboolean is_resuming;

  GtkSearchEntry *entry;
  GtkStack *stack;
  MadoCallerList *list;
  GtkLabel *who;
  GtkLabel *warning;
  GtkWidget *asking;
  GtkBox *questions;
  GtkWidget *all;
  GtkWidget *telling_box;
  GtkLabel *told;
  GtkWidget *calls_box;
  GtkLabel *calls;
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
  gboolean may_tell = mado_call_may_tell (self->call, self->telling->guidance);
  g_autofree char *text = may_tell ? mado_guidance_dup_text (self->telling->guidance) : g_strdup ("");

  if (may_tell && text[0] == '\0')
    gtk_label_set_text (self->told, _ ("There is nothing to be told of this case. Ask the ward."));
  else
    gtk_label_set_text (self->told, text);
  gtk_widget_set_visible (self->telling_box, may_tell);
}

/* What others were told before: so that nobody says something else, and nobody has to ask. */
static void
show_calls (MadoCallerPane *self)
{
  const MadoProgramme *programme = mado_session_get_programme (self->session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->telling->calls->len; i++) {
    g_autofree char *line = mado_inquiry_words_dup_line (programme, g_ptr_array_index (self->telling->calls, i));

    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
  }
  gtk_label_set_text (self->calls, text->str);
  gtk_widget_set_visible (self->calls_box, text->len > 0);
}

static guint
count_unticked (MadoCallerPane *self)
{
  guint n = 0;

  for (GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (self->questions)); tick != NULL;
       tick = gtk_widget_get_next_sibling (tick))
    n += gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)) ? 0 : 1;

  return n;
}

/* One that is left is ticked itself. */
static void
show_all (MadoCallerPane *self)
{
  gtk_widget_set_visible (self->all, count_unticked (self) > 1);
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
  show_all (self);
  g_signal_emit (self, signals[SIGNAL_TICKED], 0);
  if (is_said)
    go_on (self);
}

static void
all_cb (GtkButton *button, MadoCallerPane *self)
{
  for (GtkWidget *tick = gtk_widget_get_first_child (GTK_WIDGET (self->questions)); tick != NULL;
       tick = gtk_widget_get_next_sibling (tick))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
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
  const char *warning = find_warning (self->telling->guidance);
  g_autofree char *who = g_strdup_printf ("%s　%s", self->telling->guidance->name, self->telling->guidance->number);

  clear_questions (self);
  for (guint i = 0; i < self->telling->guidance->questions->len; i++)
    add_question (self, g_ptr_array_index (self->telling->guidance->questions, i));
  gtk_label_set_text (self->who, who);
  gtk_label_set_text (self->warning, warning != NULL ? warning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warning), warning != NULL);
  gtk_widget_set_visible (self->asking, warning == NULL);
  show_calls (self);
  show_told (self);
  show_all (self);
  gtk_stack_set_visible_child_name (self->stack, "taken");
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoCallerPane) self = pane;
  g_autoptr (GError) error = NULL;
  MadoCallTelling *telling = mado_call_tell_finish (result, &error);

  if (!mado_advice_is_wanted (error) || self->call == NULL) {
    g_clear_pointer (&telling, mado_call_telling_free);
    return;
  }
  g_clear_object (&self->reading);
  if (telling == NULL) {
    mado_caller_list_tell (self->list, error);
    return;
  }
  g_clear_pointer (&self->telling, mado_call_telling_free);
  self->telling = telling;
  if (!self->is_resuming)
    mado_call_take_case (self->call, telling->guidance);
  mado_session_note_reading (self->session, telling->guidance->id, "call");
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
  g_clear_pointer (&self->telling, mado_call_telling_free);
  mado_call_take_nobody (self->call);
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* --- who it may be ------------------------------------------------------------------------------------------------ */

static void
found_cb (MadoCallerList *list, MadoCallerPane *self)
{
  gtk_stack_set_visible_child_name (self->stack, "found");
}

static void
chosen_cb (MadoCallerList *list, const MadoCaller *caller, MadoCallerPane *self)
{
  if (caller != NULL)
    read_case (self, caller->id, mado_call_get (self->call, MADO_CALL_TYPED));
  else
    take_nobody (self);
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

  if (self->session == NULL || is_resumed (self, typed))
    return;
  mado_call_set (self->call, MADO_CALL_TYPED, typed);
  mado_caller_list_look (self->list, self->session, typed);
  if (typed[0] == '\0')
    gtk_stack_set_visible_child_name (self->stack, self->telling != NULL ? "taken" : "empty");
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

static void
entry_activated_cb (GtkSearchEntry *entry, MadoCallerPane *self)
{
  mado_caller_list_enter (self->list);
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
  gtk_stack_set_visible_child_name (self->stack, mado_caller_list_has_any (self->list) ? "found" : "empty");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_caller_pane_dispose (GObject *object)
{
  MadoCallerPane *self = MADO_CALLER_PANE (object);

  stop (&self->reading);
  if (self->questions != NULL)
    clear_questions (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_CALLER_PANE);
  g_clear_pointer (&self->telling, mado_call_telling_free);
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

  g_type_ensure (MADO_TYPE_CALLER_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-caller-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, list);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, who);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, warning);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, asking);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, questions);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, all);
  gtk_widget_class_bind_template_child_full (widget_class, "telling", FALSE,
                                             G_STRUCT_OFFSET (MadoCallerPane, telling_box));
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, told);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, calls_box);
  gtk_widget_class_bind_template_child (widget_class, MadoCallerPane, calls);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
}

static void
mado_caller_pane_init (MadoCallerPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_caller_list_offer_nobody (self->list);
  mado_caller_list_take_arrows (self->list, GTK_WIDGET (self->entry));
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
  return self->telling != NULL ? self->telling->guidance : NULL;
}
