/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the sheet of a case and does with it what its user wants. The sheet that is shown stays until the next was
 * read, so that stepping through a list does not flicker. Whoever opens a case is written down. */

#include "mado-case-page.h"

#include <glib/gi18n.h>

#include "mado-account-form.h"
#include "mado-advice.h"
#include "mado-case-sheet.h"
#include "mado-conflict-dialog.h"
#include "mado-look-list.h"
#include "mado-meanwhile-bar.h"
#include "mado-move-dialog.h"
#include "mado-notes-box.h"
#include "mado-picture-pane.h"
#include "mado-refusal-alert.h"
#include "mado-sheet-view.h"
#include "mado-store-error.h"
#include "mado-wish.h"

struct _MadoCasePage {
  AdwNavigationPage parent_instance;

  MadoSession *session;
  MadoId id;
  MadoCaseSheet *sheet;        /* (nullable): what is shown */
  GCancellable *loading;       /* (nullable) */
  gboolean is_new;             /* it was not shown yet since it was opened */
  GActionMap *window;          /* (nullable): that has the actions, while the page is on the screen */
  MadoConflictDialog *settler; /* (nullable): that is open, a weak pointer */
  MadoMoveDialog *asker;       /* (nullable): the same */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *error;
  AdwBanner *protection;
  MadoMeanwhileBar *meanwhile;
  AdwBanner *conflicts;
  AdwBanner *deficiencies;
  GtkWidget *steps;
  GtkScrolledWindow *scroller;
  GtkLabel *name;
  GtkLabel *kana;
  GtkLabel *state;
  GtkLabel *since;
  GtkListBox *findings;
  MadoAccountForm *account;
  GtkBox *sections;
  AdwViewStack *side;
  MadoPicturePane *papers;
  MadoLookList *looks;
  MadoNotesBox *notes;
  GtkListBox *history;
  GtkWidget *bar;
  GtkLabel *standing;
  GtkMenuButton *others;
  GtkButton *return_case;
  GtkButton *accept;
};

G_DEFINE_FINAL_TYPE (MadoCasePage, mado_case_page, ADW_TYPE_NAVIGATION_PAGE)

static guint moved_on_signal;

static const MadoCaseMove *
find_move (MadoCasePage *self, MadoCaseMoveKind kind)
{
  return self->sheet != NULL ? mado_case_work_find_move (self->sheet->work, kind) : NULL;
}

/* --- what can be done --------------------------------------------------------------------------------------------- */

static gboolean
may_accept (MadoCasePage *self)
{
  if (self->sheet == NULL)
    return FALSE;
  if (mado_account_form_is_typed_in (self->account))
    return TRUE;

  return find_move (self, MADO_CASE_MOVE_ACCEPT) != NULL && mado_case_work_count_stops (self->sheet->work) == 0 &&
         mado_case_work_count_unseen (self->sheet->work) == 0 && self->sheet->n_conflicts == 0;
}

static gboolean
may_return (MadoCasePage *self)
{
  return find_move (self, MADO_CASE_MOVE_RETURN) != NULL;
}

static gboolean
may_comment (MadoCasePage *self)
{
  return self->sheet != NULL && self->sheet->work->note != NULL;
}

static gboolean
may_look (MadoCasePage *self)
{
  return self->sheet != NULL && self->sheet->work->looks->len > 0;
}

static gboolean
may_settle (MadoCasePage *self)
{
  return self->sheet != NULL && self->sheet->work->conflicts->len > 0;
}

static void
wish_done_cb (GObject *session, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoCasePage) self = page;
  g_autoptr (GError) error = NULL;

  if (!mado_wish_save_finish (result, &error))
    mado_refusal_alert (GTK_WIDGET (self), error);
}

/* --- taking a step ------------------------------------------------------------------------------------------------ */

static void
moved_cb (GObject *session, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoCasePage) self = page;
  g_autoptr (GError) error = NULL;

  if (!mado_wish_save_finish (result, &error)) {
    mado_refusal_alert (GTK_WIDGET (self), error);
    return;
  }
  if (self->asker != NULL) {
    mado_move_dialog_forget (self->asker);
    adw_dialog_force_close (ADW_DIALOG (self->asker));
  }
  g_signal_emit (self, moved_on_signal, 0);
}

static void
take_step (MadoCasePage *self, const MadoTransition *transition, const char *reason, const char *text, const char *due)
{
  g_autoptr (MadoWish) wish = mado_wish_new ("case.move", self->id, self->sheet->version);
  /* Translators: a step of the work, and whose case took it */
  g_autofree char *what = g_strdup_printf (_ ("%s: %s"), transition->label, self->sheet->title.name);

  mado_wish_add_text (wish, "transition", transition->id);
  mado_wish_add_text (wish, "reason", reason);
  mado_wish_add_text (wish, "text", text);
  mado_wish_add_text (wish, "due", due);
  if (transition->closes[0] != '\0')
    mado_wish_add_texts (wish, "deficiencies", "id", self->sheet->work->open);
  mado_wish_save_async (wish, self->session, what, moved_cb, g_object_ref (self));
}

static void
asked_cb (MadoMoveDialog *dialog, const char *reason, const char *text, const char *due, MadoCasePage *self)
{
  const MadoTransition *transition = g_object_get_data (G_OBJECT (dialog), "transition");

  take_step (self, transition, reason, text, due);
}

static void
ask_step (MadoCasePage *self, const MadoTransition *transition)
{
  AdwDialog *dialog = mado_move_dialog_new (self->session, transition, self->id);

  g_object_set_data (G_OBJECT (dialog), "transition", (gpointer) transition);
  g_signal_connect_object (dialog, "decided", G_CALLBACK (asked_cb), self, G_CONNECT_DEFAULT);
  g_set_weak_pointer (&self->asker, MADO_MOVE_DIALOG (dialog));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
begin_step (MadoCasePage *self, const MadoTransition *transition)
{
  if (mado_move_dialog_is_needed (transition))
    ask_step (self, transition);
  else
    take_step (self, transition, "", "", "");
}

static void
accept_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;

  if (mado_account_form_is_typed_in (self->account))
    mado_account_form_save (self->account);
  else if (may_accept (self))
    begin_step (self, find_move (self, MADO_CASE_MOVE_ACCEPT)->transition);
}

static void
return_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  if (may_return (page))
    begin_step (page, find_move (page, MADO_CASE_MOVE_RETURN)->transition);
}

static void
step_cb (GSimpleAction *action, GVariant *id, gpointer page)
{
  MadoCasePage *self = page;

  for (guint i = 0; self->sheet != NULL && i < self->sheet->work->moves->len; i++) {
    const MadoCaseMove *move = g_ptr_array_index (self->sheet->work->moves, i);

    if (g_strcmp0 (move->transition->id, g_variant_get_string (id, NULL)) == 0) {
      begin_step (self, move->transition);
      return;
    }
  }
}

static void
account_saved_cb (MadoAccountForm *form, MadoCasePage *self)
{
  g_signal_emit (self, moved_on_signal, 0);
}

/* --- what is seen, said and settled ------------------------------------------------------------------------------- */

static void
looked_cb (MadoLookList *list, const char *check, gboolean is_seen, MadoCasePage *self)
{
  g_autoptr (MadoWish) wish = mado_wish_new ("case.see", self->id, self->sheet->version);

  mado_wish_add_text (wish, "check", check);
  mado_wish_add_flag (wish, "seen", is_seen);
  mado_wish_save_async (wish, self->session, "", wish_done_cb, g_object_ref (self));
}

static void
look_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;

  adw_view_stack_set_visible_child_name (self->side, "papers");
  mado_look_list_focus (self->looks);
}

static void
comment_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;

  adw_view_stack_set_visible_child_name (self->side, "notes");
  mado_notes_box_focus (self->notes);
}

static void
settled_cb (MadoConflictDialog *dialog, const MadoCaseConflict *conflict, gboolean is_mine, MadoCasePage *self)
{
  g_autoptr (MadoWish) wish = mado_wish_new ("case.settle_conflict", self->id, self->sheet->version);

  mado_wish_add_text (wish, "operation", conflict->operation);
  mado_wish_add_text (wish, "item", conflict->item->id);
  mado_wish_add_text (wish, "row", conflict->row);
  mado_wish_add_value (wish, "was", conflict->theirs);
  mado_wish_add_value (wish, "now", is_mine ? conflict->mine : conflict->theirs);
  mado_wish_save_async (wish, self->session, _ ("The value was chosen"), wish_done_cb, g_object_ref (self));
}

static void
settle_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;
  AdwDialog *dialog = mado_conflict_dialog_new (self->sheet->work);

  g_signal_connect_object (dialog, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_DEFAULT);
  g_set_weak_pointer (&self->settler, MADO_CONFLICT_DIALOG (dialog));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* --- actions ------------------------------------------------------------------------------------------------------ */

static void
paper_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;
  static const char *const names[] = {
    [MADO_PICTURE_NEXT] = "next-paper",     [MADO_PICTURE_PREVIOUS] = "previous-paper",
    [MADO_PICTURE_LARGER] = "zoom-in",      [MADO_PICTURE_SMALLER] = "zoom-out",
    [MADO_PICTURE_FIT] = "zoom-fit",        [MADO_PICTURE_TURN_RIGHT] = "turn-right",
    [MADO_PICTURE_TURN_LEFT] = "turn-left",
  };

  adw_view_stack_set_visible_child_name (self->side, "papers");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], g_action_get_name (G_ACTION (action))))
      mado_picture_pane_do (self->papers, (MadoPictureStep) i);
}

static const GActionEntry actions[] = {
  { .name = "accept", .activate = accept_cb },
  { .name = "return-case", .activate = return_cb },
  { .name = "step", .activate = step_cb, .parameter_type = "s" },
  { .name = "look", .activate = look_cb },
  { .name = "comment", .activate = comment_cb },
  { .name = "settle", .activate = settle_cb },
  { .name = "next-paper", .activate = paper_cb },
  { .name = "previous-paper", .activate = paper_cb },
  { .name = "zoom-in", .activate = paper_cb },
  { .name = "zoom-out", .activate = paper_cb },
  { .name = "zoom-fit", .activate = paper_cb },
  { .name = "turn-right", .activate = paper_cb },
  { .name = "turn-left", .activate = paper_cb },
};

static void
allow (MadoCasePage *self)
{
  static const struct {
    const char *action;
    gboolean (*may) (MadoCasePage *self);
  } rights[] = {
    { "accept", may_accept }, { "return-case", may_return }, { "comment", may_comment },
    { "look", may_look },     { "settle", may_settle },
  };

  for (gsize i = 0; self->window != NULL && i < G_N_ELEMENTS (rights); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->window, rights[i].action)),
                                 rights[i].may (self));
}

static void
mado_case_page_map (GtkWidget *widget)
{
  MadoCasePage *self = MADO_CASE_PAGE (widget);

  self->window = G_ACTION_MAP (gtk_widget_get_root (widget));
  g_action_map_add_action_entries (self->window, actions, G_N_ELEMENTS (actions), self);
  allow (self);
  mado_meanwhile_bar_open (self->meanwhile, self->id);

  GTK_WIDGET_CLASS (mado_case_page_parent_class)->map (widget);
}

static void
mado_case_page_unmap (GtkWidget *widget)
{
  MadoCasePage *self = MADO_CASE_PAGE (widget);

  g_action_map_remove_action_entries (self->window, actions, G_N_ELEMENTS (actions));
  self->window = NULL;
  mado_meanwhile_bar_close (self->meanwhile);

  GTK_WIDGET_CLASS (mado_case_page_parent_class)->unmap (widget);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

static void
show_head (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  /* Translators: %s is a day */
  g_autofree char *since = g_strdup_printf (_ ("since %s"), sheet->since);
  const char *name = sheet->title.name[0] != '\0' ? sheet->title.name : sheet->title.number;

  if (name[0] == '\0')
    name = _ ("Without a name");
  adw_window_title_set_title (self->title, sheet->title.number[0] != '\0' ? sheet->title.number : name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  show_text (self->name, name);
  show_text (self->kana, sheet->title.kana);
  show_text (self->state, sheet->title.state);
  show_text (self->since, sheet->since[0] != '\0' ? since : "");
}

static void
show_banners (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  guint n_open = sheet->deficiencies->len;
  g_autofree char *conflicts = g_strdup_printf (
      ngettext ("Others changed the same item: %u", "Others changed the same items: %u", sheet->n_conflicts),
      sheet->n_conflicts);
  /* Translators: %s is the first of them */
  g_autofree char *deficiencies =
      g_strdup_printf (ngettext ("%u open deficiency: %s", "%u open deficiencies: %s", n_open), n_open,
                       n_open > 0 ? (const char *) g_ptr_array_index (sheet->deficiencies, n_open - 1) : "");

  adw_banner_set_revealed (self->protection, sheet->is_protected);
  adw_banner_set_title (self->conflicts, sheet->n_conflicts > 0 ? conflicts : "");
  adw_banner_set_button_label (self->conflicts, sheet->work->conflicts->len > 0 ? _ ("_Compare and Choose") : NULL);
  adw_banner_set_revealed (self->conflicts, sheet->n_conflicts > 0);
  adw_banner_set_title (self->deficiencies, n_open > 0 ? deficiencies : "");
  adw_banner_set_revealed (self->deficiencies, n_open > 0);
}

static void
show_button (GtkButton *button, const MadoCaseMove *move, const char *key)
{
  gtk_widget_set_visible (GTK_WIDGET (button), move != NULL);
  if (move != NULL) {
    g_autofree char *label = g_strdup_printf ("%s　%s", move->transition->label, key);

    gtk_button_set_label (button, label);
  }
}

static void
show_bar (MadoCasePage *self, const MadoCaseWork *work)
{
  const MadoCaseMove *accept = mado_case_work_find_move (work, MADO_CASE_MOVE_ACCEPT);
  g_autoptr (GMenuModel) others = mado_sheet_view_list_steps (work->moves);
  g_autofree char *standing = accept != NULL ? mado_case_work_dup_standing (work) : g_strdup ("");

  gtk_label_set_text (self->standing, standing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->standing), GTK_ACCESSIBLE_PROPERTY_LABEL, standing, -1);
  show_button (self->accept, accept, "Ctrl+Enter");
  show_button (self->return_case, mado_case_work_find_move (work, MADO_CASE_MOVE_RETURN), "Ctrl+2");
  gtk_menu_button_set_menu_model (self->others, others);
  gtk_widget_set_visible (GTK_WIDGET (self->others), g_menu_model_get_n_items (others) > 0);
  gtk_widget_set_visible (self->bar, work->moves->len > 0);
}

/* Whoever neither reads nor writes comments finds no place for them. */
static void
offer_notes (MadoCasePage *self, const MadoCaseWork *work)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->side, GTK_WIDGET (self->notes));

  adw_view_stack_page_set_visible (page, work->note != NULL || work->notes->len > 0);
}

static void
show_sheet (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  show_head (self, sheet);
  show_banners (self, sheet);
  mado_sheet_view_show_findings (self->findings, sheet->work->findings);
  mado_sheet_view_show_sections (self->sections, sheet->sections);
  mado_sheet_view_show_history (self->history, sheet->events);
  mado_look_list_show (self->looks, sheet->work);
  show_bar (self, sheet->work);
  offer_notes (self, sheet->work);
  if (self->settler != NULL)
    mado_conflict_dialog_show (self->settler, sheet->work);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
focus_first_line (MadoCasePage *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->sections)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX (child)) {
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (child), 0)));
      return;
    }
}

static void
begin (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  mado_account_form_open (self->account, self->session, sheet->work);
  mado_notes_box_open (self->notes, self->session, sheet->work);
  mado_picture_pane_show (self->papers, self->session, self->id);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (mado_account_form_is_typed_in (self->account))
    mado_account_form_focus (self->account);
  else
    focus_first_line (self);
}

/* What is shown is as new as what was read: then nothing moves under anybody's hands. */
static gboolean
is_shown (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  return !self->is_new && self->sheet != NULL && mado_hash_equals (&self->sheet->mark, &sheet->mark) &&
         g_str_equal (gtk_stack_get_visible_child_name (self->stack), "content");
}

static void
take_sheet (MadoCasePage *self, MadoCaseSheet *sheet)
{
  g_autoptr (MadoCaseSheet) before = g_steal_pointer (&self->sheet);

  if (!self->is_new && before != NULL)
    mado_meanwhile_bar_tell (self->meanwhile, before, sheet);
  self->sheet = sheet;
  show_sheet (self, sheet);
  if (self->is_new) {
    begin (self, sheet);
  } else {
    mado_account_form_show (self->account, sheet->work);
    mado_notes_box_show (self->notes, sheet->work);
  }
  self->is_new = FALSE;
  allow (self);
}

static void
show_error (MadoCasePage *self, const GError *error)
{
  MadoAdvice advice = mado_advice_find (error);
  g_autofree char *description = NULL;

  if (g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING)) {
    advice.title = N_ ("This case is not here any more");
    advice.remedy = N_ ("Go back to the list and open another one.");
  }
  description = mado_advice_dup_text (&advice);
  adw_status_page_set_title (self->error, _ (advice.title));
  adw_status_page_set_description (self->error, description);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoCasePage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCaseSheet) sheet = mado_case_sheet_load_finish (result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  g_clear_object (&self->loading);
  if (sheet != NULL && !is_shown (self, sheet))
    take_sheet (self, g_steal_pointer (&sheet));
  else if (sheet == NULL)
    show_error (self, error);
}

static void
stop_loading (MadoCasePage *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load (MadoCasePage *self)
{
  stop_loading (self);
  self->loading = g_cancellable_new ();
  mado_case_sheet_load_async (self->session, self->id, self->loading, loaded_cb, g_object_ref (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
retry_cb (GtkButton *button, MadoCasePage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  load (self);
}

static void
refreshed_cb (MadoSession *session, MadoCasePage *self)
{
  if (self->loading == NULL)
    load (self);
}

static void
mado_case_page_dispose (GObject *object)
{
  MadoCasePage *self = MADO_CASE_PAGE (object);

  stop_loading (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_weak_pointer (&self->settler);
  g_clear_weak_pointer (&self->asker);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_CASE_PAGE);
  g_clear_pointer (&self->sheet, mado_case_sheet_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_case_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (MADO_TYPE_ACCOUNT_FORM);
  g_type_ensure (MADO_TYPE_LOOK_LIST);
  g_type_ensure (MADO_TYPE_MEANWHILE_BAR);
  g_type_ensure (MADO_TYPE_NOTES_BOX);
  g_type_ensure (MADO_TYPE_PICTURE_PANE);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, protection);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, meanwhile);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, deficiencies);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, steps);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, name);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, kana);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, state);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, since);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, findings);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, account);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, sections);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, side);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, papers);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, looks);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, notes);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, history);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, bar);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, standing);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, others);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, return_case);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, accept);
}

static void
mado_case_page_class_init (MadoCasePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_case_page_dispose;
  widget_class->map = mado_case_page_map;
  widget_class->unmap = mado_case_page_unmap;
  moved_on_signal =
      g_signal_new ("moved-on", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-case-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, looked_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_saved_cb);
}

static void
mado_case_page_init (MadoCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_case_page_new:
 * @session: a session
 *
 * Returns: (transfer floating): a page that shows no case yet
 */
MadoCasePage *
mado_case_page_new (MadoSession *session)
{
  MadoCasePage *self = g_object_new (MADO_TYPE_CASE_PAGE, NULL);

  self->session = g_object_ref (session);
  mado_meanwhile_bar_watch (self->meanwhile, session);
  g_signal_connect (session, "refreshed", G_CALLBACK (refreshed_cb), self);

  return self;
}

/**
 * mado_case_page_show:
 * @self: a page
 * @id: of a case
 * @position: (nullable): where it stands in the list that it was opened from; %NULL: it was opened from none
 */
void
mado_case_page_show (MadoCasePage *self, MadoId id, const char *position)
{
  self->id = id;
  self->is_new = TRUE;
  mado_meanwhile_bar_open (self->meanwhile, id);
  adw_window_title_set_subtitle (self->title, position != NULL ? position : "");
  gtk_widget_set_visible (self->steps, position != NULL);
  mado_session_note_reading (self->session, id, "open");
  load (self);
}

/**
 * mado_case_page_get_help:
 * @self: a page
 *
 * Returns: (transfer none): the page of the manual on what is to be done here
 */
const char *
mado_case_page_get_help (MadoCasePage *self)
{
  if (self->sheet != NULL && self->sheet->work->stage != MADO_CASE_ENTRY_NOT)
    return "account";

  return find_move (self, MADO_CASE_MOVE_ACCEPT) != NULL ? "checking" : "case";
}
