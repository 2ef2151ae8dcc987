/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the sheet of a case and does with it what its user wants. The sheet that is shown stays until the next was
 * read, so that stepping through a list does not flicker. Whoever opens a case is written down. */

#include "mado-case-page.h"

#include <glib/gi18n.h>

#include "mado-account-form.h"
#include "mado-advice.h"
#include "mado-case-ahead.h"
#include "mado-case-banners.h"
#include "mado-case-bar.h"
#include "mado-case-head.h"
#include "mado-case-rights.h"
#include "mado-case-sheet.h"
#include "mado-case-side.h"
#include "mado-case-step.h"
#include "mado-conflict-dialog.h"
#include "mado-correction-dialog.h"
#include "mado-fault-page.h"
#include "mado-meanwhile-bar.h"
#include "mado-page-actions.h"
#include "mado-paper-step.h"
#include "mado-refusal-alert.h"
#include "mado-register-view.h"
#include "mado-sheet-view.h"
#include "mado-store-error.h"
#include "mado-twins-dialog.h"
#include "mado-wish.h"

struct _MadoCasePage {
  AdwNavigationPage parent_instance;

  MadoSession *session;
  MadoId id;
  MadoId next; /* what comes after it, or MADO_ID_NONE */
  MadoCaseAhead *ahead;
  MadoCaseSheet *sheet;  /* (nullable): what is shown */
  GCancellable *loading; /* (nullable) */
  gboolean is_new;       /* it was not shown yet since it was opened */
  gboolean is_awaited;   /* it was being read ahead when it was opened */
  gboolean looks_on;     /* somebody else has taken it over */
  gboolean may_go_on;    /* there is something in it that this person could do, besides comments */
  GtkRoot *window;       /* (nullable): while the page is on the screen */
  AdwDialog *dialog;     /* (nullable): of this case that is open, a weak pointer */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *error;
  MadoCaseBanners *banners;
  MadoMeanwhileBar *meanwhile;
  GtkWidget *steps;
  GtkScrolledWindow *scroller;
  MadoCaseHead *head;
  GtkListBox *findings;
  MadoAccountForm *account;
  GtkWidget *compare_bar;
  MadoRegisterView *registers;
  GtkBox *sections;
  MadoCaseSide *beside;
  MadoCaseBar *bar;
};

G_DEFINE_FINAL_TYPE (MadoCasePage, mado_case_page, ADW_TYPE_NAVIGATION_PAGE)

static void load (MadoCasePage *self);

static guint moved_on_signal, paper_came_signal;

static const MadoCaseMove *
find_move (MadoCasePage *self, MadoCaseMoveKind kind)
{
  return self->sheet != NULL ? mado_case_work_find_move (self->sheet->work, kind) : NULL;
}

/* --- what can be done --------------------------------------------------------------------------------------------- */

static gboolean
may_take_over (MadoCasePage *self)
{
  return self->may_go_on && mado_company_can_be_taken_from (mado_meanwhile_bar_get_company (self->meanwhile));
}

/* Whoever only comments has nothing that could be taken over. */
static gboolean
is_laid_down (MadoCasePage *self)
{
  return self->looks_on && self->may_go_on;
}

static MadoCaseStanding
get_standing (MadoCasePage *self)
{
  return (MadoCaseStanding) {
    .session = self->session,
    .sheet = self->sheet,
    .is_typed_in = mado_account_form_is_typed_in (self->account),
    .has_differences = mado_register_view_has_differences (self->registers),
    .may_take_over = may_take_over (self),
    .looks_on = is_laid_down (self),
  };
}

static gboolean
may (MadoCasePage *self, const char *action)
{
  const MadoCaseStanding standing = get_standing (self);

  return mado_case_rights_allow (&standing, action);
}

static void
allow (MadoCasePage *self)
{
  const MadoCaseStanding standing = get_standing (self);

  for (const MadoCaseRight *right = mado_case_rights; right->action != NULL; right++)
    mado_page_actions_allow (GTK_WIDGET (self), right->action, right->may (&standing));
}

/* Of the case: it goes where somebody else takes the case over. */
static void
keep_dialog (MadoCasePage *self, AdwDialog *dialog)
{
  g_clear_weak_pointer (&self->dialog);
  if (dialog != NULL)
    g_set_weak_pointer (&self->dialog, dialog);
}

static void
present (MadoCasePage *self, AdwDialog *dialog)
{
  keep_dialog (self, dialog);
  adw_dialog_present (dialog, GTK_WIDGET (self));
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
taken_cb (GtkWidget *page)
{
  g_signal_emit (page, moved_on_signal, 0);
}

static void
begin_step (MadoCasePage *self, const MadoTransition *transition)
{
  if (transition == mado_paper_step_find (mado_session_get_programme (self->session))) {
    g_signal_emit (self, paper_came_signal, 0, self->sheet);
    return;
  }
  keep_dialog (self,
               mado_case_step_begin (GTK_WIDGET (self), self->session, self->sheet, transition, G_CALLBACK (taken_cb)));
}

static void
accept_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;

  if (mado_account_form_is_typed_in (self->account))
    mado_account_form_save (self->account);
  else if (may (self, "accept"))
    begin_step (self, find_move (self, MADO_CASE_MOVE_ACCEPT)->transition);
}

static void
return_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  if (may (page, "return-case"))
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

/* --- what is seen, said and settled ------------------------------------------------------------------------------- */

static void
looked_cb (MadoCaseSide *side, const char *check, gboolean is_seen, MadoCasePage *self)
{
  g_autoptr (MadoWish) wish = mado_wish_new ("case.see", self->sheet->id, self->sheet->version);

  mado_wish_add_text (wish, "check", check);
  mado_wish_add_flag (wish, "seen", is_seen);
  mado_wish_save_async (wish, self->session, "", wish_done_cb, g_object_ref (self));
}

static void
look_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;

  if (mado_account_form_is_typed_in (self->account)) {
    mado_account_form_find_bank (self->account);
    return;
  }
  mado_case_side_look (self->beside);
}

static void
comment_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  mado_case_side_comment (MADO_CASE_PAGE (page)->beside);
}

static void
settled_cb (MadoConflictDialog *dialog, const MadoCaseConflict *conflict, gboolean is_mine, MadoCasePage *self)
{
  g_autoptr (MadoWish) wish = mado_conflict_wish_new (self->sheet->id, self->sheet->version, conflict, is_mine);

  mado_wish_save_async (wish, self->session, _ ("The value was chosen"), wish_done_cb, g_object_ref (self));
}

static void
settle_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;
  AdwDialog *dialog = mado_conflict_dialog_new (self->sheet->work);

  g_signal_connect_object (dialog, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_DEFAULT);
  present (self, dialog);
}

static void
correct_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;
  const MadoItem *item = mado_sheet_view_find_focused_item (GTK_WIDGET (self));

  present (self, mado_correction_dialog_new (self->session, self->sheet, item));
}

/* --- what is held against each other ------------------------------------------------------------------------------ */

static void
difference_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  mado_register_view_focus (MADO_CASE_PAGE (page)->registers,
                            g_str_equal (g_action_get_name (G_ACTION (action)), "next-difference") ? 1 : -1);
}

static void
differences_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  mado_register_view_toggle (MADO_CASE_PAGE (page)->registers);
}

static gboolean
focus_item (MadoCasePage *self, const MadoItem *item)
{
  return item != NULL && (mado_register_view_focus_item (self->registers, item) ||
                          mado_sheet_view_focus_in_sections (self->sections, item));
}

static void
alert_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;

  for (guint i = 0; i < self->sheet->work->banners->len; i++)
    if (focus_item (self, ((const MadoCaseBanner *) g_ptr_array_index (self->sheet->work->banners, i))->item))
      return;
}

static void
twin_opened_cb (MadoTwinsDialog *dialog, const MadoId *id, MadoCasePage *self)
{
  MadoId twin = *id;

  adw_dialog_force_close (ADW_DIALOG (dialog));
  mado_case_page_show (self, twin, NULL);
}

static void
twins_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;
  AdwDialog *dialog = mado_twins_dialog_new (self->session, self->sheet->id, self->sheet->version, self->sheet->twins);

  g_signal_connect_object (dialog, "opened", G_CALLBACK (twin_opened_cb), self, G_CONNECT_DEFAULT);
  present (self, dialog);
}

/* --- who goes on with it ------------------------------------------------------------------------------------------ */

static void
take_over_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  MadoCasePage *self = page;

  mado_session_note_reading (self->session, self->id, "take over");
  mado_company_take_over (mado_meanwhile_bar_get_company (self->meanwhile));
}

/* Both as if it were opened anew: what was typed is kept when the form closes, and there when it opens. */
static void
company_changed_cb (MadoMeanwhileBar *meanwhile, MadoCasePage *self)
{
  const gboolean looks_on = mado_company_looks_on (mado_meanwhile_bar_get_company (meanwhile));

  mado_page_actions_allow (GTK_WIDGET (self), "take-over", may_take_over (self));
  if (self->looks_on == looks_on)
    return;
  self->looks_on = looks_on;
  if (self->window == NULL || self->is_new || !self->may_go_on) /* it is left, about to be shown anyway, or stays */
    return;
  if (self->dialog != NULL)
    adw_dialog_force_close (self->dialog);
  gtk_root_set_focus (self->window, NULL);
  self->is_new = TRUE;
  load (self);
}

/* --- actions ------------------------------------------------------------------------------------------------------ */

static void
paper_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  mado_case_side_do_paper (MADO_CASE_PAGE (page)->beside, g_action_get_name (G_ACTION (action)));
}

static const GActionEntry actions[] = {
  { .name = "accept", .activate = accept_cb },
  { .name = "return-case", .activate = return_cb },
  { .name = "step", .activate = step_cb, .parameter_type = "s" },
  { .name = "look", .activate = look_cb },
  { .name = "comment", .activate = comment_cb },
  { .name = "settle", .activate = settle_cb },
  { .name = "correct", .activate = correct_cb },
  { .name = "take-over", .activate = take_over_cb },
  { .name = "next-difference", .activate = difference_cb },
  { .name = "previous-difference", .activate = difference_cb },
  { .name = "differences", .activate = differences_cb },
  { .name = "alert", .activate = alert_cb },
  { .name = "twins", .activate = twins_cb },
  { .name = "next-paper", .activate = paper_cb },
  { .name = "previous-paper", .activate = paper_cb },
  { .name = "zoom-in", .activate = paper_cb },
  { .name = "zoom-out", .activate = paper_cb },
  { .name = "zoom-fit", .activate = paper_cb },
  { .name = "turn-right", .activate = paper_cb },
  { .name = "turn-left", .activate = paper_cb },
  { .name = "cover", .activate = paper_cb },
};

/* Whoever looks at an item sees the paper that it was read off. */
static void
focus_moved_cb (GtkWindow *window, GParamSpec *property, MadoCasePage *self)
{
  const MadoItem *item = mado_sheet_view_find_focused_item (GTK_WIDGET (self));

  if (item != NULL)
    mado_case_side_show_item (self->beside, item);
}

static void
mado_case_page_map (GtkWidget *widget)
{
  MadoCasePage *self = MADO_CASE_PAGE (widget);

  self->window = gtk_widget_get_root (widget);
  mado_page_actions_lend (widget, actions, G_N_ELEMENTS (actions));
  g_signal_connect (self->window, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self);
  allow (self);
  mado_meanwhile_bar_open (self->meanwhile, self->id);

  GTK_WIDGET_CLASS (mado_case_page_parent_class)->map (widget);
}

static void
mado_case_page_unmap (GtkWidget *widget)
{
  MadoCasePage *self = MADO_CASE_PAGE (widget);

  g_signal_handlers_disconnect_by_func (self->window, focus_moved_cb, self);
  mado_page_actions_take_back (widget);
  self->window = NULL;
  mado_meanwhile_bar_close (self->meanwhile);

  GTK_WIDGET_CLASS (mado_case_page_parent_class)->unmap (widget);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
show_title (MadoCasePage *self, const MadoCaseTitle *title)
{
  gboolean has_both = title->name[0] != '\0' && title->number[0] != '\0';
  g_autofree char *name = mado_case_head_dup_name (title);

  adw_window_title_set_title (self->title, has_both ? title->number : _ ("Case"));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
}

static void
show_bar (MadoCasePage *self)
{
  g_autofree char *compared = mado_register_view_dup_standing (self->registers);

  mado_case_bar_show (self->bar, self->sheet->work, compared);
  gtk_widget_set_visible (self->compare_bar, may (self, "differences"));
}

static void
chosen_cb (MadoRegisterView *registers, MadoCasePage *self)
{
  show_bar (self);
  allow (self);
}

static void
show_sheet (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  const MadoItem *focused = mado_sheet_view_find_focused_item (GTK_WIDGET (self)); /* its row is made anew */

  show_title (self, &sheet->title);
  mado_case_head_show (self->head, sheet);
  mado_case_banners_show (self->banners, sheet);
  mado_sheet_view_show_findings (self->findings, sheet->work->findings);
  mado_register_view_show (self->registers, sheet->registers, self->is_new);
  mado_sheet_view_show_sections (self->sections, sheet->sections);
  mado_case_side_show (self->beside, self->session, sheet, is_laid_down (self), self->is_new);
  show_bar (self);
  if (MADO_IS_CONFLICT_DIALOG (self->dialog))
    mado_conflict_dialog_show (MADO_CONFLICT_DIALOG (self->dialog), sheet->work);
  gtk_stack_set_visible_child_name (self->stack, "content");
  if (!self->is_new)
    focus_item (self, focused);
}

static void
focus_first_line (MadoCasePage *self)
{
  if (mado_register_view_focus_first (self->registers))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->sections)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX (child)) {
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (child), 0)));
      return;
    }
}

/* The same row stands for another case now, and is to be said anew. */
static void
leave_row (MadoCasePage *self)
{
  GtkWidget *focus = self->window != NULL ? gtk_root_get_focus (self->window) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (self->window, NULL);
}

static void
begin (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  leave_row (self);
  mado_account_form_open (self->account, self->session, sheet->work);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (mado_account_form_is_typed_in (self->account))
    mado_account_form_focus (self->account);
  else
    focus_first_line (self);
}

/* The focus says the first row alone; whoever does not see the page hears whose case came. */
static void
tell_case (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  g_autofree char *name = mado_case_head_dup_name (&sheet->title);
  g_autofree char *text = g_strjoin ("　", name, sheet->title.state, adw_window_title_get_subtitle (self->title), NULL);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What is shown is as new as what was read: then nothing moves under anybody's hands. */
static gboolean
is_shown (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  return !self->is_new && self->sheet != NULL && mado_hash_equals (&self->sheet->mark, &sheet->mark) &&
         g_str_equal (gtk_stack_get_visible_child_name (self->stack), "content");
}

/* Another account than the registered one is typed. */
static void
begun_cb (MadoCasePage *self)
{
  allow (self);
}

static void
take_sheet (MadoCasePage *self, MadoCaseSheet *sheet)
{
  g_autoptr (MadoCaseSheet) before = g_steal_pointer (&self->sheet);

  if (!self->is_new && before != NULL)
    mado_meanwhile_bar_tell (self->meanwhile, before, sheet);
  self->may_go_on = mado_case_work_is_possible (sheet->work);
  mado_meanwhile_bar_offer (self->meanwhile, self->may_go_on);
  if (is_laid_down (self))
    mado_case_work_lay_down (sheet->work);
  self->sheet = sheet;
  show_sheet (self, sheet);
  if (self->is_new)
    begin (self, sheet);
  if (self->is_new && before != NULL && self->window != NULL) /* else the page itself is said, which has come */
    tell_case (self, sheet);
  if (!self->is_new)
    mado_account_form_show (self->account, sheet->work);
  self->is_new = FALSE;
  allow (self);
}

static void
show_error (MadoCasePage *self, const GError *error)
{
  MadoAdvice advice = mado_advice_find (error);

  if (g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING)) {
    advice.title = N_ ("This case is not here any more");
    advice.remedy = N_ ("Go back to the list and open another one.");
  }
  mado_fault_page_say (self->error, &advice);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

static void
read_next (MadoCasePage *self)
{
  mado_case_ahead_expect (self->ahead, self->next);
  mado_case_ahead_read (self->ahead);
}

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
  read_next (self);
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
  self->is_awaited = FALSE;
  self->loading = g_cancellable_new ();
  mado_case_sheet_load_async (self->session, self->id, self->loading, loaded_cb, g_object_ref (self));
}

static void
take_ahead (MadoCasePage *self, MadoCaseSheet *sheet)
{
  take_sheet (self, sheet);
  read_next (self);
}

/* Somebody was quicker than the reading: now it is here, or has to be read as any case. */
static void
came_cb (MadoCaseAhead *ahead, MadoCasePage *self)
{
  MadoCaseSheet *sheet;

  if (!self->is_awaited)
    return;
  self->is_awaited = FALSE;
  sheet = mado_case_ahead_take (ahead, self->id);
  if (sheet != NULL)
    take_ahead (self, sheet);
  else
    load (self);
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
  g_clear_weak_pointer (&self->dialog);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_CASE_PAGE);
  g_clear_pointer (&self->sheet, mado_case_sheet_free);
  g_clear_object (&self->ahead);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_case_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (MADO_TYPE_ACCOUNT_FORM);
  g_type_ensure (MADO_TYPE_CASE_BANNERS);
  g_type_ensure (MADO_TYPE_CASE_BAR);
  g_type_ensure (MADO_TYPE_CASE_HEAD);
  g_type_ensure (MADO_TYPE_CASE_SIDE);
  g_type_ensure (MADO_TYPE_MEANWHILE_BAR);
  g_type_ensure (MADO_TYPE_REGISTER_VIEW);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, banners);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, meanwhile);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, steps);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, head);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, findings);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, account);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, compare_bar);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, registers);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, sections);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, beside);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, bar);
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
  paper_came_signal = g_signal_new ("paper-came", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_POINTER);
  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-case-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, looked_cb);
  gtk_widget_class_bind_template_callback (widget_class, begun_cb);
  gtk_widget_class_bind_template_callback (widget_class, taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, company_changed_cb);
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
  self->ahead = mado_case_ahead_new (session);
  g_signal_connect_object (self->ahead, "came", G_CALLBACK (came_cb), self, G_CONNECT_DEFAULT);
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
  const gboolean is_coming = mado_case_ahead_is_coming (self->ahead, id);
  MadoCaseSheet *ahead = is_coming ? NULL : mado_case_ahead_take (self->ahead, id);

  self->id = id;
  self->is_new = TRUE;
  mado_meanwhile_bar_open (self->meanwhile, id);
  adw_window_title_set_subtitle (self->title, position != NULL ? position : "");
  gtk_widget_set_visible (self->steps, position != NULL);
  mado_session_note_reading (self->session, id, "open");
  stop_loading (self);
  self->next = MADO_ID_NONE;
  self->is_awaited = is_coming;
  if (ahead != NULL)
    take_ahead (self, ahead);
  else if (!is_coming)
    load (self);
}

/**
 * mado_case_page_expect:
 * @self: a page
 * @id: of the case that comes after the one that is shown, or %MADO_ID_NONE
 *
 * It is read as soon as there is nothing else to read.
 */
void
mado_case_page_expect (MadoCasePage *self, MadoId id)
{
  self->next = id;
  if (self->loading == NULL && !self->is_awaited)
    read_next (self);
}

/**
 * mado_case_page_place:
 * @self: a page
 * @id: of a case
 * @position: where that case stands in its list now
 */
void
mado_case_page_place (MadoCasePage *self, MadoId id, const char *position)
{
  if (mado_id_compare (self->id, id) == 0)
    adw_window_title_set_subtitle (self->title, position);
}

/**
 * mado_case_page_get_moves:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type MadoCaseMove): what can be done with the case that is shown
 */
const GPtrArray *
mado_case_page_get_moves (MadoCasePage *self)
{
  return self->sheet != NULL ? self->sheet->work->moves : NULL;
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
