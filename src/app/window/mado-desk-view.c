/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The side and the pages. A page is made when its place is opened for the first time, and stays as it was left. */

#include "mado-desk-view.h"

#include <glib/gi18n.h>

#include "mado-case-page.h"
#include "mado-case-run.h"
#include "mado-dashboard-page.h"
#include "mado-list-page.h"
#include "mado-menu-button.h"
#include "mado-place.h"
#include "mado-reception-page.h"
#include "mado-template-page.h"

struct _MadoDeskView {
  AdwBin parent_instance;

  MadoSession *session;
  GListStore *places;

  AdwNavigationSplitView *split;
  GtkLabel *programme;
  GtkLabel *flow;
  GtkListBox *list;
  GtkStack *stack; /* of navigation views, by the numbers of their places */
  AdwBanner *warning;
  AdwBanner *news;
  GtkImage *contact_icon;
  GtkLabel *contact_text;
  GtkLabel *person;
  GtkLabel *role;
};

G_DEFINE_FINAL_TYPE (MadoDeskView, mado_desk_view, ADW_TYPE_BIN)

static guint turned_signal;

/* --- the side ----------------------------------------------------------------------------------------------------- */

static void
show_count (MadoPlace *place, GParamSpec *property, GtkLabel *label)
{
  gint64 count = mado_place_get_count (place);
  g_autofree char *text = count >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, count) : g_strdup ("");

  gtk_label_set_text (label, text);
}

static void
name_row (MadoPlace *place, GParamSpec *property, GtkWidget *row)
{
  gint64 count = mado_place_get_count (place);
  /* Translators: an entry of the sidebar, and how many cases wait there, for screen readers */
  g_autofree char *name = count >= 0 ? g_strdup_printf (_ ("%s, %u"), mado_place_get_title (place), (guint) count)
                                     : g_strdup (mado_place_get_title (place));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
create_row (gpointer item, gpointer unused)
{
  MadoPlace *place = item;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (mado_place_get_title (place));
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "dimmed");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_signal_connect_object (place, "notify::count", G_CALLBACK (show_count), count, G_CONNECT_DEFAULT);
  g_signal_connect_object (place, "notify::count", G_CALLBACK (name_row), row, G_CONNECT_DEFAULT);
  show_count (place, NULL, GTK_LABEL (count));
  name_row (place, NULL, row);

  return row;
}

static void
refreshed_cb (MadoSession *session, MadoDeskView *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->places)); i++) {
    g_autoptr (MadoPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);

    if (!mado_place_get_kind (place)->counts_itself && mado_place_get_subject (place)[0] != '\0')
      mado_place_set_count (place, mado_session_get_count (session, mado_place_get_subject (place)));
  }
}

static void
contact_changed_cb (MadoContact *contact, MadoDeskView *self)
{
  g_autofree char *text = mado_contact_dup_text (contact);
  g_autofree char *warning = mado_contact_dup_warning (contact);

  MadoContactButton button = { NULL, "win.refresh" };

  mado_contact_find_button (contact, &button);
  gtk_label_set_text (self->contact_text, text);
  adw_banner_set_button_label (self->warning, button.label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->warning), button.action);
  gtk_image_set_from_icon_name (self->contact_icon, mado_contact_get_icon (contact));
  adw_banner_set_title (self->warning, warning != NULL ? warning : "");
  adw_banner_set_revealed (self->warning, warning != NULL);
}

/* --- pages -------------------------------------------------------------------------------------------------------- */

static AdwNavigationView *
get_pages (MadoDeskView *self)
{
  GtkWidget *pages = gtk_stack_get_visible_child (self->stack);

  return ADW_IS_NAVIGATION_VIEW (pages) ? ADW_NAVIGATION_VIEW (pages) : NULL;
}

/* The next case of the same list, and after the last the list itself. */
static void
moved_on_cb (MadoCasePage *page, MadoDeskView *self)
{
  if (!mado_desk_view_step (self, 1))
    mado_desk_view_go_back (self);
}

/* It is typed on a page of its own, which leads back to the case. */
static void
paper_came_cb (MadoCasePage *page, const MadoCaseSheet *sheet, MadoDeskView *self)
{
  adw_navigation_view_push (get_pages (self), mado_reception_page_new_for_case (self->session, sheet));
}

static void
show_case (MadoDeskView *self, AdwNavigationView *pages, MadoId id, const char *position)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (pages);

  if (!MADO_IS_CASE_PAGE (page)) {
    page = ADW_NAVIGATION_PAGE (mado_case_page_new (self->session));
    g_signal_connect_object (page, "moved-on", G_CALLBACK (moved_on_cb), self, G_CONNECT_DEFAULT);
    g_signal_connect_object (page, "paper-came", G_CALLBACK (paper_came_cb), self, G_CONNECT_DEFAULT);
    adw_navigation_view_push (pages, page);
  }
  mado_case_page_show (MADO_CASE_PAGE (page), id, position);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
opened_cb (MadoCaseRun *run, const MadoId *id, const char *position, MadoDeskView *self)
{
  GtkWidget *pages = gtk_widget_get_ancestor (GTK_WIDGET (run), ADW_TYPE_NAVIGATION_VIEW);

  show_case (self, ADW_NAVIGATION_VIEW (pages), *id, position);
  mado_case_page_expect (MADO_CASE_PAGE (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (pages))),
                         mado_case_run_peek (run));
}

static void
placed_cb (MadoCaseRun *run, const MadoId *id, const char *position, MadoDeskView *self)
{
  GtkWidget *pages = gtk_widget_get_ancestor (GTK_WIDGET (run), ADW_TYPE_NAVIGATION_VIEW);
  AdwNavigationPage *page = pages != NULL ? adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (pages)) : NULL;

  if (!MADO_IS_CASE_PAGE (page))
    return;
  mado_case_page_place (MADO_CASE_PAGE (page), *id, position);
  mado_case_page_expect (MADO_CASE_PAGE (page), mado_case_run_peek (run));
}

/* Lists open their cases, wherever they stand. */
static void
follow_run (MadoDeskView *self, AdwNavigationPage *page)
{
  if (!MADO_IS_CASE_RUN (page))
    return;
  g_signal_connect_object (page, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (page, "placed", G_CALLBACK (placed_cb), self, G_CONNECT_DEFAULT);
}

static void
pushed_cb (AdwNavigationView *pages, MadoDeskView *self)
{
  follow_run (self, adw_navigation_view_get_visible_page (pages));
}

static void
popped_cb (AdwNavigationView *pages, AdwNavigationPage *page, MadoDeskView *self)
{
  g_signal_emit (self, turned_signal, 0);
}

static void
open_page (MadoDeskView *self, MadoPlace *place, const char *name)
{
  AdwNavigationPage *page;
  GtkWidget *pages;

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    return;
  page = mado_place_get_kind (place)->create_page (place, self->session);
  pages = adw_navigation_view_new ();
  follow_run (self, page);
  g_signal_connect_object (pages, "pushed", G_CALLBACK (pushed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (pages, "popped", G_CALLBACK (popped_cb), self, G_CONNECT_DEFAULT);
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (pages), page);
  gtk_stack_add_named (self->stack, pages, name);
}

static void
show_place (MadoDeskView *self, guint index)
{
  g_autoptr (MadoPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), index);
  g_autofree char *name = g_strdup_printf ("%u", index);

  if (place == NULL)
    return;
  open_page (self, place, name);
  gtk_stack_set_visible_child_name (self->stack, name);
  g_signal_emit (self, turned_signal, 0);
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, MadoDeskView *self)
{
  if (row != NULL)
    show_place (self, (guint) gtk_list_box_row_get_index (row));
}

/* A narrow window has the way back before everything else. */
static gboolean
is_at_the_way_back (MadoDeskView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return adw_navigation_split_view_get_collapsed (self->split) && focus != NULL &&
         gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR) != NULL;
}

/* Whoever chooses a place wants to be in it. */
static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MadoDeskView *self)
{
  GtkWidget *pages = GTK_WIDGET (get_pages (self));

  adw_navigation_split_view_set_show_content (self->split, TRUE);
  if (pages == NULL)
    return;
  gtk_widget_child_focus (pages, GTK_DIR_TAB_FORWARD);
  while (is_at_the_way_back (self) && gtk_widget_child_focus (pages, GTK_DIR_TAB_FORWARD))
    ;
}

static AdwNavigationPage *
get_page (MadoDeskView *self)
{
  return get_pages (self) != NULL ? adw_navigation_view_get_visible_page (get_pages (self)) : NULL;
}

/* Not a page that holds what somebody has not saved. */
static gboolean
may_leave (MadoDeskView *self)
{
  AdwNavigationPage *page = get_page (self);

  return page != NULL && adw_navigation_page_get_can_pop (page);
}

/**
 * mado_desk_view_open_place:
 * @self: a view
 * @number: of a place, from 1 on
 */
void
mado_desk_view_open_place (MadoDeskView *self, guint number)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) number - 1);
  AdwNavigationPage *before = get_page (self);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  if (may_leave (self))
    (void) adw_navigation_view_pop (get_pages (self)); /* ignored: the list is shown */
  if (get_page (self) != before && gtk_widget_get_focus_child (GTK_WIDGET (get_pages (self))) != NULL)
    adw_navigation_split_view_set_show_content (self->split, TRUE); /* it came with the page: not one further */
  else
    row_activated_cb (self->list, row, self);
}

/**
 * mado_desk_view_open_case:
 * @self: a view
 * @id: of a case, which need not stand in any list
 */
void
mado_desk_view_open_case (MadoDeskView *self, MadoId id)
{
  AdwNavigationView *pages = get_pages (self);

  if (pages != NULL)
    show_case (self, pages, id, NULL);
}

/**
 * mado_desk_view_receive:
 * @self: a view
 *
 * Opens the form for an application on paper, where it is not open yet.
 */
void
mado_desk_view_receive (MadoDeskView *self)
{
  AdwNavigationView *pages = get_pages (self);

  if (pages == NULL || MADO_IS_RECEPTION_PAGE (adw_navigation_view_get_visible_page (pages)))
    return;
  adw_navigation_view_push (pages, mado_reception_page_new (self->session));
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/**
 * mado_desk_view_step:
 * @self: a view
 * @direction: 1: to the next, -1: to the previous case of the list
 *
 * Returns: whether there is one
 */
gboolean
mado_desk_view_step (MadoDeskView *self, int direction)
{
  AdwNavigationView *pages = get_pages (self);
  AdwNavigationPage *page = pages != NULL ? adw_navigation_view_get_visible_page (pages) : NULL;

  while (page != NULL && !MADO_IS_CASE_RUN (page))
    page = adw_navigation_view_get_previous_page (pages, page);

  return page != NULL && mado_case_run_step (MADO_CASE_RUN (page), direction);
}

/**
 * mado_desk_view_go_back:
 * @self: a view
 *
 * Leaves the case for the list that it was opened from, unless its page does not let anybody go.
 */
void
mado_desk_view_go_back (MadoDeskView *self)
{
  if (may_leave (self) && !adw_navigation_view_pop (get_pages (self)))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
}

/**
 * mado_desk_view_toggle_sidebar:
 * @self: a view
 */
void
mado_desk_view_toggle_sidebar (MadoDeskView *self)
{
  if (adw_navigation_split_view_get_collapsed (self->split))
    adw_navigation_split_view_set_show_content (self->split, !adw_navigation_split_view_get_show_content (self->split));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/**
 * mado_desk_view_announce:
 * @self: a view
 * @news: (nullable): a sentence that stays over whatever is open; %NULL: there is nothing to say
 */
void
mado_desk_view_announce (MadoDeskView *self, const char *news)
{
  adw_banner_set_title (self->news, news != NULL ? news : "");
  adw_banner_set_revealed (self->news, news != NULL);
}

/* Lists and figures are made anew without anybody missing anything; elsewhere somebody may have begun something. */
static gboolean
is_begun (MadoDeskView *self, GtkWidget *child)
{
  AdwNavigationPage *page;

  if (!ADW_IS_NAVIGATION_VIEW (child))
    return FALSE;
  page = adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (child));
  if (adw_navigation_view_get_previous_page (ADW_NAVIGATION_VIEW (child), page) != NULL)
    return TRUE;

  return child == gtk_stack_get_visible_child (self->stack) && !MADO_IS_LIST_PAGE (page) &&
         !MADO_IS_DASHBOARD_PAGE (page);
}

/**
 * mado_desk_view_is_at_rest:
 * @self: a view
 *
 * Returns: whether it could be made anew without taking anything away that somebody has open or has begun
 */
gboolean
mado_desk_view_is_at_rest (MadoDeskView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_begun (self, child))
      return FALSE;

  return TRUE;
}

/**
 * mado_desk_view_get_place:
 * @self: a view
 *
 * Returns: the number of the place that is shown, from 1 on; 0: none
 */
guint
mado_desk_view_get_place (MadoDeskView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? (guint) gtk_list_box_row_get_index (row) + 1 : 0;
}

/**
 * mado_desk_view_get_places:
 * @self: a view
 *
 * Returns: (transfer none) (element-type MadoPlace): where this person works
 */
GListModel *
mado_desk_view_get_places (MadoDeskView *self)
{
  return G_LIST_MODEL (self->places);
}

/**
 * mado_desk_view_get_page:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is shown beside the list of places
 */
GtkWidget *
mado_desk_view_get_page (MadoDeskView *self)
{
  AdwNavigationPage *page = get_page (self);

  return page != NULL ? GTK_WIDGET (page) : NULL;
}

/**
 * mado_desk_view_get_moves:
 * @self: a view
 *
 * Returns: (transfer none) (nullable) (element-type MadoCaseMove): what can be done with the case that is open; %NULL:
 * none is
 */
const GPtrArray *
mado_desk_view_get_moves (MadoDeskView *self)
{
  AdwNavigationPage *page = get_page (self);

  return MADO_IS_CASE_PAGE (page) ? mado_case_page_get_moves (MADO_CASE_PAGE (page)) : NULL;
}

/**
 * mado_desk_view_get_help:
 * @self: a view
 *
 * Returns: (transfer none): the page of the manual on what is shown
 */
const char *
mado_desk_view_get_help (MadoDeskView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  AdwNavigationView *pages = get_pages (self);
  g_autoptr (MadoPlace) place =
      row != NULL ? g_list_model_get_item (G_LIST_MODEL (self->places), (guint) gtk_list_box_row_get_index (row))
                  : NULL;

  if (pages != NULL && MADO_IS_RECEPTION_PAGE (adw_navigation_view_get_visible_page (pages)))
    return "paper";
  if (pages != NULL && MADO_IS_TEMPLATE_PAGE (adw_navigation_view_get_visible_page (pages)))
    return "letter-words";
  if (pages != NULL && MADO_IS_CASE_PAGE (adw_navigation_view_get_visible_page (pages)))
    return mado_case_page_get_help (MADO_CASE_PAGE (adw_navigation_view_get_visible_page (pages)));

  return place != NULL ? mado_place_get_kind (place)->help : "lists";
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_desk_view_dispose (GObject *object)
{
  MadoDeskView *self = MADO_DESK_VIEW (object);

  if (self->session != NULL) {
    g_signal_handlers_disconnect_by_data (self->session, self);
    g_signal_handlers_disconnect_by_data (mado_session_get_contact (self->session), self);
  }
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_DESK_VIEW);
  g_clear_object (&self->places);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_desk_view_parent_class)->dispose (object);
}

static void
mado_desk_view_class_init (MadoDeskViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_desk_view_dispose;
  turned_signal =
      g_signal_new ("turned", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MADO_TYPE_MENU_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-desk-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, split);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, programme);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, flow);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, list);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, warning);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, news);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, contact_icon);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, contact_text);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, person);
  gtk_widget_class_bind_template_child (widget_class, MadoDeskView, role);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
mado_desk_view_init (MadoDeskView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* By which version of the ward's business flow one works here: the one that the programme names, which was published by
 * whoever answers for it. */
static void
show_flow (MadoDeskView *self)
{
  const char *version = mado_session_get_programme (self->session)->identity.flow_version;
  g_auto (GStrv) parts = g_strsplit (version, " / ", -1); /* the paper, and its day: no line ends with a stroke */
  g_autofree char *lines = g_strjoinv ("\n", parts);
  /* Translators: %s is a version of the ward's business flow */
  g_autofree char *text = g_strdup_printf (_ ("Business flow: %s"), lines);

  gtk_label_set_text (self->flow, text);
  gtk_widget_set_visible (GTK_WIDGET (self->flow), version[0] != '\0');
}

/**
 * mado_desk_view_new:
 * @session: a session
 *
 * Returns: (transfer floating): the view, with the first place open
 */
MadoDeskView *
mado_desk_view_new (MadoSession *session)
{
  MadoDeskView *self = g_object_new (MADO_TYPE_DESK_VIEW, NULL);
  g_autofree char *role = mado_session_dup_role (session);

  self->session = g_object_ref (session);
  self->places = mado_places_new (session);
  gtk_label_set_text (self->programme, mado_session_get_programme (session)->identity.title);
  show_flow (self);
  gtk_label_set_text (self->person, mado_session_get_person (session)->account);
  gtk_label_set_text (self->role, role);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->places), create_row, NULL, NULL);
  g_signal_connect (session, "refreshed", G_CALLBACK (refreshed_cb), self);
  g_signal_connect (mado_session_get_contact (session), "changed", G_CALLBACK (contact_changed_cb), self);
  contact_changed_cb (mado_session_get_contact (session), self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));

  return self;
}
