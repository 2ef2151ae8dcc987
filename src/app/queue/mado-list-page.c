/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A work list: its rows as they are asked for, and what is said where there are none. */

#include "mado-list-page.h"

#include <glib/gi18n.h>

#include "mado-case-run.h"
#include "mado-fault-page.h"
#include "mado-list-column.h"
#include "mado-queue-model.h"
#include "mado-reception.h"

struct _MadoListPage {
  AdwNavigationPage parent_instance;

  MadoSession *session;
  MadoPlace *place;
  MadoQueueModel *model;
  MadoQueueRow *awaited; /* (nullable): a row that is to be opened once it was read */
  MadoId opened;         /* the case that was opened last */
  gint64 wanted;         /* the position that is to be in sight once the list was read; -1: none */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkButton *elsewhere;
  GtkWidget *receive;
  AdwStatusPage *error;
  GtkColumnView *view;
  GtkSingleSelection *selection;
};

static void case_run_init (MadoCaseRunInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoListPage,
                               mado_list_page,
                               ADW_TYPE_NAVIGATION_PAGE,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CASE_RUN, case_run_init))

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static char *
write_count (gint64 count)
{
  return g_strdup_printf (ngettext ("%u case", "%u cases", (gulong) count), (guint) count);
}

static MadoPlace *
find_elsewhere (GListModel *places, MadoPlace *here, guint *out_number)
{
  for (guint i = 0; i < g_list_model_get_n_items (places); i++) {
    g_autoptr (MadoPlace) place = g_list_model_get_item (places, i);

    *out_number = i + 1;
    if (place != here && !mado_place_get_kind (place)->counts_itself && mado_place_get_count (place) > 0)
      return place; /* the list holds it */
  }

  return NULL;
}

/* An empty list says where there is something to do. */
static void
offer_elsewhere (MadoListPage *self)
{
  g_autoptr (GListStore) places = mado_places_new (self->session);
  guint number = 0;
  MadoPlace *place;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (places)); i++) {
    g_autoptr (MadoPlace) one = g_list_model_get_item (G_LIST_MODEL (places), i);

    if (!mado_place_get_kind (one)->counts_itself)
      mado_place_set_count (one, mado_session_get_count (self->session, mado_place_get_subject (one)));
  }
  place = find_elsewhere (G_LIST_MODEL (places), self->place, &number);
  gtk_widget_set_visible (GTK_WIDGET (self->elsewhere), place != NULL);
  if (place != NULL) {
    g_autofree char *count = write_count (mado_place_get_count (place));
    /* Translators: the name of a list, and "12 cases" */
    g_autofree char *label = g_strdup_printf (_ ("Go to “%s” (%s)"), mado_place_get_title (place), count);

    gtk_button_set_label (self->elsewhere, label);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->elsewhere), "i", number);
  }
}

static void
show_state (MadoListPage *self)
{
  gint64 count = mado_session_get_count (self->session, mado_place_get_subject (self->place));
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  g_autofree char *text = count >= 0 ? write_count (count) : NULL;

  adw_window_title_set_subtitle (self->title, text != NULL ? text : "");
  if (has_rows)
    gtk_stack_set_visible_child_name (self->stack, "content");
  else if (count == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
  if (count == 0)
    offer_elsewhere (self);
}

static void
show_error (MadoListPage *self, const GError *error)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
failed_cb (MadoQueueModel *model, const GError *error, MadoListPage *self)
{
  show_error (self, error);
}

static void
session_failed_cb (MadoSession *session, const GError *error, MadoListPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    show_error (self, error);
}

static void
refreshed_cb (MadoSession *session, MadoListPage *self)
{
  mado_queue_model_refresh (self->model);
  show_state (self);
}

static char *
write_position (MadoListPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  /* Translators: "Waiting for a check, 12 of 340": the list, where the case stands there, and how many there are */
  return g_strdup_printf (_ ("%s, %u of %u"), mado_place_get_title (self->place), position + 1, n_rows);
}

/* Whoever has a case open learns where it stands when another one has left. */
static void
tell_place (MadoListPage *self)
{
  MadoQueueRow *row = gtk_single_selection_get_selected_item (self->selection);
  const MadoQueueEntry *entry = row != NULL ? mado_queue_row_get_entry (row) : NULL;
  g_autofree char *text = write_position (self);

  if (entry != NULL && mado_id_compare (entry->id, self->opened) == 0)
    mado_case_run_emit_placed (MADO_CASE_RUN (self), entry->id, text);
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, MadoListPage *self)
{
  show_state (self);
  tell_place (self);
  if (self->wanted >= 0 && self->wanted < g_list_model_get_n_items (model)) {
    gtk_column_view_scroll_to (self->view, (guint) self->wanted, NULL, GTK_LIST_SCROLL_SELECT, NULL);
    self->wanted = -1;
  }
}

/* --- opening cases ------------------------------------------------------------------------------------------------ */

static void
open_row (MadoListPage *self, MadoQueueRow *row)
{
  g_autofree char *text = write_position (self);

  self->opened = mado_queue_row_get_entry (row)->id;
  mado_case_run_emit_opened (MADO_CASE_RUN (self), self->opened, text);
}

static void
forget_awaited (MadoListPage *self)
{
  if (self->awaited != NULL)
    g_signal_handlers_disconnect_by_data (self->awaited, self);
  g_clear_object (&self->awaited);
}

static void
awaited_cb (MadoQueueRow *row, GParamSpec *property, MadoListPage *self)
{
  g_autoptr (MadoQueueRow) read = g_object_ref (row);

  forget_awaited (self);
  open_row (self, read);
}

/* A row that is not read yet is opened when it is; another one takes its place until then. */
static void
open_selected (MadoListPage *self)
{
  MadoQueueRow *row = gtk_single_selection_get_selected_item (self->selection);

  forget_awaited (self);
  if (row == NULL)
    return;
  if (mado_queue_row_get_entry (row) != NULL) {
    open_row (self, row);
    return;
  }
  self->awaited = g_object_ref (row);
  g_signal_connect (row, "notify::version", G_CALLBACK (awaited_cb), self);
}

static void
activate_cb (GtkColumnView *view, guint position, MadoListPage *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  open_selected (self);
}

static gboolean
step (MadoCaseRun *run, int direction)
{
  MadoListPage *self = MADO_LIST_PAGE (run);
  gint64 position = (gint64) gtk_single_selection_get_selected (self->selection) + direction;

  if (position < 0 || position >= g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    return FALSE;
  gtk_column_view_scroll_to (self->view, (guint) position, NULL, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  open_selected (self);

  return TRUE;
}

/* Where it is not read yet, it is asked for. */
static MadoId
peek (MadoCaseRun *run)
{
  MadoListPage *self = MADO_LIST_PAGE (run);
  g_autoptr (MadoQueueRow) row = g_list_model_get_item (
      G_LIST_MODEL (self->model), gtk_single_selection_get_selected (self->selection) + 1); /* of none it is 0 */
  const MadoQueueEntry *entry = row != NULL ? mado_queue_row_get_entry (row) : NULL;

  return entry != NULL ? entry->id : MADO_ID_NONE;
}

static void
case_run_init (MadoCaseRunInterface *iface)
{
  iface->step = step;
  iface->peek = peek;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
retry_cb (GtkButton *button, MadoListPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  mado_queue_model_refresh (self->model);
  mado_session_note_change (self->session);
}

static void
mado_list_page_dispose (GObject *object)
{
  MadoListPage *self = MADO_LIST_PAGE (object);

  forget_awaited (self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_LIST_PAGE);
  g_clear_object (&self->model);
  g_clear_object (&self->place);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_list_page_parent_class)->dispose (object);
}

/* Whoever comes here wants the first case, not what stands above the list; while it is read there is none yet. */
static gboolean
mado_list_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MadoListPage *self = MADO_LIST_PAGE (widget);
  gboolean is_entered = direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL;

  if (is_entered && gtk_widget_child_focus (GTK_WIDGET (self->stack), direction))
    return TRUE;
  if (is_entered && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0)
    return FALSE;

  return GTK_WIDGET_CLASS (mado_list_page_parent_class)->focus (widget, direction);
}

static void
mado_list_page_class_init (MadoListPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_list_page_dispose;
  widget_class->focus = mado_list_page_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoListPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoListPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MadoListPage, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, MadoListPage, receive);
  gtk_widget_class_bind_template_child (widget_class, MadoListPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoListPage, view);
  gtk_widget_class_bind_template_child (widget_class, MadoListPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
mado_list_page_init (MadoListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_columns (MadoListPage *self, MadoProgramme *programme, const GPtrArray *columns)
{
  g_autoptr (GtkListItemFactory) rows = mado_list_row_factory_new (programme, columns);

  for (guint i = 0; i < columns->len; i++) {
    g_autoptr (GtkColumnViewColumn) column = mado_list_column_new (programme, g_ptr_array_index (columns, i), i);

    gtk_column_view_append_column (self->view, column);
  }
  gtk_column_view_set_row_factory (self->view, rows);
}

static void
open_list (MadoListPage *self, const GPtrArray *columns)
{
  MadoProgramme *programme = mado_session_get_programme (self->session);
  const MadoQueueList list = { programme, mado_place_get_subject (self->place), columns };

  add_columns (self, programme, columns);
  self->model =
      mado_queue_model_new (mado_desk_get_thread (mado_session_get_desk (self->session), MADO_DESK_READER), &list);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  g_signal_connect (self->model, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (self->model, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect (self->session, "refreshed", G_CALLBACK (refreshed_cb), self);
  g_signal_connect (self->session, "failed", G_CALLBACK (session_failed_cb), self);
}

static void
name_page (MadoListPage *self)
{
  const char *title = mado_place_get_title (self->place);
  /* Translators: %s is the name of a list */
  g_autofree char *empty = g_strdup_printf (_ ("Nothing waits in “%s”"), title);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->title, title);
  adw_status_page_set_title (self->empty, empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (self->view)); part != NULL;
       part = gtk_widget_get_next_sibling (part)) /* its rows are a list of their own, which takes the focus */
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * mado_list_page_new:
 * @place: with the name of the list, and what people call it
 * @session: a session
 * @columns: (element-type utf8): what is shown
 * @position: where somebody wants to begin
 *
 * Returns: (transfer floating): a page of the list
 */
AdwNavigationPage *
mado_list_page_new (MadoPlace *place, MadoSession *session, const GPtrArray *columns, gint64 position)
{
  MadoListPage *self = g_object_new (MADO_TYPE_LIST_PAGE, NULL);

  self->session = g_object_ref (session);
  self->place = g_object_ref (place);
  self->wanted = position > 0 ? position : -1;
  gtk_widget_set_visible (self->receive, mado_reception_is_for (session));
  name_page (self);
  open_list (self, columns);
  show_state (self);

  return ADW_NAVIGATION_PAGE (self);
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  const MadoQueue *queue =
      mado_section_find (mado_session_get_programme (session)->queues, mado_place_get_subject (place));

  return mado_list_page_new (place, session, queue->columns, 0);
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  MadoProgramme *programme = mado_session_get_programme (session);

  for (guint i = 0; i < mado_section_get_count (programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (programme->queues, i);
    g_autoptr (MadoPlace) place = mado_place_new (kind, queue->id, queue->label);

    if (mado_policy_has_role (mado_session_get_person (session), queue->roles))
      g_list_store_append (places, place);
  }
}

const MadoPageKind mado_list_page_kind = { add_places, create_page, "lists" };
