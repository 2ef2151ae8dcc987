/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows figures, and reads them again whenever something has changed. */

#include "mado-dashboard-page.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-case.h"
#include "mado-chart.h"
#include "mado-fault-page.h"
#include "mado-figures.h"
#include "mado-ledger-page.h"
#include "mado-ledger.h"
#include "mado-list-page.h"
#include "mado-money-words.h"
#include "mado-queue-stand.h"
#include "mado-till.h"
#include "mado-wording.h"

struct _MadoDashboardPage {
  AdwNavigationPage parent_instance;

  MadoSession *session;
  MadoFigures *figures; /* (nullable): %NULL: not read yet */
  gboolean is_stale;    /* something was written since, while nobody saw the page */

  AdwBanner *overdue;
  GtkStack *stack;
  AdwStatusPage *error;
  GtkFlowBox *cards;
  MadoChart *states;
  MadoChart *days;
  GtkDropDown *tally;
};

G_DEFINE_FINAL_TYPE (MadoDashboardPage, mado_dashboard_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- cards -------------------------------------------------------------------------------------------------------- */

static void
add_card (MadoDashboardPage *self, const char *title, const char *figure)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *child = gtk_flow_box_child_new ();
  GtkWidget *title_label = gtk_label_new (title), *figure_label = gtk_label_new (figure);
  /* Translators: what is counted, and the figure, for screen readers */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), title, figure);

  gtk_widget_add_css_class (title_label, "dimmed");
  gtk_widget_add_css_class (figure_label, "title-2");
  gtk_widget_add_css_class (figure_label, "numeric");
  gtk_label_set_wrap (GTK_LABEL (title_label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (figure_label), TRUE);
  gtk_label_set_justify (GTK_LABEL (title_label), GTK_JUSTIFY_CENTER);
  gtk_label_set_justify (GTK_LABEL (figure_label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), figure_label);
  gtk_widget_add_css_class (box, "figure");
  gtk_widget_add_css_class (box, "card");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_focusable (child, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_flow_box_append (self->cards, child);
}

static void
add_count_card (MadoDashboardPage *self, const char *title, gint64 count)
{
  g_autofree char *figure = g_strdup_printf (ngettext ("%u case", "%u cases", (gulong) count), (guint) count);

  add_card (self, title, figure);
}

/* What is on its way to people, what has reached them, and what came back: of all batches. */
static void
add_money_cards (MadoDashboardPage *self)
{
  const GPtrArray *batches =
      mado_till_is_for (self->session) ? mado_till_get_batches (mado_till_of (self->session)) : NULL;
  MadoBatchTally all = { 0 };
  g_autofree char *ordered = NULL, *paid = NULL, *failed = NULL;

  if (batches == NULL || batches->len == 0)
    return;
  for (guint i = 0; i < batches->len; i++)
    mado_batch_tally_add (&all, g_ptr_array_index (batches, i));
  ordered = mado_money_words_dup_count (all.undecided.count + all.decided.count, all.undecided.sum + all.decided.sum);
  paid = mado_money_words_dup_count (all.paid.count, all.paid.sum);
  failed = mado_money_words_dup_count (all.failed.count, all.failed.sum);
  add_card (self, _ ("To Be Paid"), ordered);
  add_card (self, C_ ("money", "Paid"), paid);
  add_card (self, C_ ("money", "Failed"), failed);
}

static void
show_cards (MadoDashboardPage *self)
{
  const MadoFigures *figures = self->figures;
  const guint today = MADO_FIGURES_N_DAYS - 1;
  g_autofree char *longest =
      figures->longest >= 0
          ? g_strdup_printf (ngettext ("%u day", "%u days", (gulong) figures->longest), (guint) figures->longest)
          : g_strdup ("―");
  g_autofree char *share =
      figures->n_open > 0
          ? g_strdup_printf ("%.1f %%", 100.0 * (double) figures->n_deficient / (double) figures->n_open)
          : g_strdup ("―");

  gtk_flow_box_remove_all (self->cards);
  add_count_card (self, _ ("Open"), figures->n_open);
  add_count_card (self, _ ("Too Long There"), figures->n_late);
  add_card (self, _ ("Longest Wait"), longest);
  add_card (self, _ ("Share of Deficient"), share);
  add_count_card (self, _ ("Received Today"), figures->days[MADO_MILESTONE_RECEIVED][today]);
  add_count_card (self, _ ("Decided Today"), figures->days[MADO_MILESTONE_DECIDED][today]);
  add_money_cards (self);
}

/* --- bars --------------------------------------------------------------------------------------------------------- */

static void
show_states (MadoDashboardPage *self)
{
  g_autofree MadoChartBar *bars = g_new0 (MadoChartBar, self->figures->states->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->figures->states->len; i++) {
    const MadoFiguresState *figure = &g_array_index (self->figures->states, MadoFiguresState, i);
    char *number = g_strdup_printf ("%" G_GINT64_FORMAT, figure->count);
    /* Translators: a state, how many cases are in it, and how many of them for too long */
    char *name = g_strdup_printf (_ ("%s: %u, of them %u too long"), figure->state->label, (guint) figure->count,
                                  (guint) figure->late);

    g_ptr_array_add (texts, number);
    g_ptr_array_add (texts, name);
    bars[i] = (MadoChartBar) { figure->state->label, name, number, { figure->count, figure->late } };
  }
  mado_chart_show (self->states, MADO_BAR_WITHIN, bars, self->figures->states->len);
}

static void
show_days (MadoDashboardPage *self)
{
  MadoChartBar bars[MADO_FIGURES_N_DAYS] = { 0 };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MADO_FIGURES_N_DAYS; i++) {
    MadoDate day = mado_figures_get_day (self->figures, i);
    gint64 received = self->figures->days[MADO_MILESTONE_RECEIVED][i];
    gint64 decided = self->figures->days[MADO_MILESTONE_DECIDED][i];
    char *label = g_strdup_printf ("%d/%d", day.month, day.day);
    /* Translators: a day as in 11/5, and how many cases were received and decided on it */
    char *name = g_strdup_printf (_ ("%s: %u received, %u decided"), label, (guint) received, (guint) decided);

    char *figure =
        received + decided > 0 ? g_strdup_printf ("%u / %u", (guint) received, (guint) decided) : g_strdup ("");

    g_ptr_array_add (texts, label);
    g_ptr_array_add (texts, name);
    g_ptr_array_add (texts, figure);
    bars[i] = (MadoChartBar) { label, name, figure, { received, decided } };
  }
  mado_chart_show (self->days, MADO_BAR_BESIDE, bars, MADO_FIGURES_N_DAYS);
}

/* --- lists behind them -------------------------------------------------------------------------------------------- */

/* The columns of the first list of this role; of whoever has none, of the first of all, as far as he may see them. */
static GPtrArray *
choose_columns (MadoDashboardPage *self)
{
  MadoProgramme *programme = mado_session_get_programme (self->session);
  const MadoPerson *person = mado_session_get_person (self->session);
  GPtrArray *columns = g_ptr_array_new ();
  const MadoQueue *chosen = mado_section_get (programme->queues, 0);

  for (guint i = mado_section_get_count (programme->queues); i > 0; i--) {
    const MadoQueue *queue = mado_section_get (programme->queues, i - 1);

    if (mado_policy_has_role (person, queue->roles))
      chosen = queue;
  }
  for (guint i = 0; i < chosen->columns->len; i++) {
    const MadoItem *item = mado_section_find (programme->items, g_ptr_array_index (chosen->columns, i));

    if (item == NULL || mado_policy_may_see (person, item))
      g_ptr_array_add (columns, g_ptr_array_index (chosen->columns, i));
  }
  if (!g_ptr_array_find_with_equal_func (columns, "state_since", g_str_equal, NULL))
    g_ptr_array_add (columns, (gpointer) "state_since");

  return columns;
}

static void
open_list (MadoDashboardPage *self, const char *list, const char *title, gint64 position)
{
  GtkWidget *pages = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  g_autoptr (GPtrArray) columns = choose_columns (self);
  g_autoptr (MadoPlace) place = mado_place_new (&mado_list_page_kind, list, title);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (pages), mado_list_page_new (place, self->session, columns, position));
}

/* What is counted apart has lists of its own. */
static void
open_tallied (MadoDashboardPage *self, const char *list, const char *title, gint64 position)
{
  const MadoFormTally *tally = self->figures->tally;
  g_autofree char *own = mado_queue_name_tally (tally, list);
  g_autofree char *label = mado_wording_join (title, tally != NULL ? tally->label : "");

  open_list (self, own, label, position);
}

static void
state_opened_cb (MadoChart *chart, guint index, MadoDashboardPage *self)
{
  const MadoState *state = g_array_index (self->figures->states, MadoFiguresState, index).state;
  g_autofree char *list = mado_queue_name_state (mado_case_kind.name, state->id);

  open_tallied (self, list, state->label, 0);
}

static void
day_opened_cb (MadoChart *chart, guint index, MadoDashboardPage *self)
{
  g_autofree char *list = mado_queue_name_milestone (MADO_MILESTONE_RECEIVED);
  gint64 position = self->figures->before[MADO_MILESTONE_RECEIVED];

  for (guint i = 0; i < index; i++)
    position += self->figures->days[MADO_MILESTONE_RECEIVED][i];
  open_tallied (self, list, _ ("Received"), position);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
loaded_cb (GObject *session, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoDashboardPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFigures) figures = mado_figures_load_finish (result, &error);

  if (self->stack == NULL || !mado_advice_is_wanted (error))
    return;
  if (figures == NULL) {
    mado_fault_page_show (self->error, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  mado_figures_free (self->figures);
  self->figures = g_steal_pointer (&figures);
  show_cards (self);
  show_states (self);
  show_days (self);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

/* The first choice is all of them. */
static const MadoFormTally *
get_tally (MadoDashboardPage *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->tally);

  return chosen > 0 && chosen != GTK_INVALID_LIST_POSITION
             ? mado_section_get (mado_session_get_programme (self->session)->tallies, chosen - 1)
             : NULL;
}

static void
read_figures (MadoDashboardPage *self)
{
  self->is_stale = FALSE;
  mado_figures_load_async (self->session, get_tally (self), loaded_cb, g_object_ref (self));
}

/* While somebody works at a list the page lives on behind it: what nobody sees is not drawn after each step. */
static void
refreshed_cb (MadoSession *session, MadoDashboardPage *self)
{
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->is_stale)
    read_figures (self);
}

static void
mado_dashboard_page_map (GtkWidget *widget)
{
  MadoDashboardPage *self = MADO_DASHBOARD_PAGE (widget);

  GTK_WIDGET_CLASS (mado_dashboard_page_parent_class)->map (widget);
  if (self->is_stale)
    read_figures (self);
}

static void
tally_chosen_cb (GtkDropDown *choice, GParamSpec *property, MadoDashboardPage *self)
{
  if (self->session != NULL)
    read_figures (self);
}

static void
offer_tallies (MadoDashboardPage *self, MadoSession *session)
{
  const MadoSection *tallies = mado_session_get_programme (session)->tallies;
  g_autoptr (GtkStringList) labels = gtk_string_list_new ((const char *[]) { _ ("All Applications"), NULL });

  for (guint i = 0; i < mado_section_get_count (tallies); i++)
    gtk_string_list_append (labels, ((const MadoFormTally *) mado_section_get (tallies, i))->label);
  gtk_drop_down_set_model (self->tally, G_LIST_MODEL (labels));
  gtk_widget_set_visible (GTK_WIDGET (self->tally), mado_section_get_count (tallies) > 0);
}

/* --- media -------------------------------------------------------------------------------------------------------- */

static void
ledger_changed_cb (MadoLedger *ledger, MadoDashboardPage *self)
{
  gint64 count = mado_ledger_count_overdue (ledger);
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u hand-over is overdue or missing", "%u hand-overs are overdue or missing", (gulong) count),
      (guint) count);

  adw_banner_set_title (self->overdue, title);
  adw_banner_set_revealed (self->overdue, count > 0);
}

static void
overdue_cb (AdwBanner *banner, MadoDashboardPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), mado_ledger_page_kind.create_page (NULL, self->session));
}

static void
watch_ledger (MadoDashboardPage *self)
{
  MadoLedger *ledger;

  if (!mado_ledger_is_for (self->session))
    return;
  ledger = mado_ledger_of (self->session);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (ledger_changed_cb), self, G_CONNECT_DEFAULT);
  ledger_changed_cb (ledger, self);
}

/* --- money -------------------------------------------------------------------------------------------------------- */

static void
till_changed_cb (MadoTill *till, MadoDashboardPage *self)
{
  if (self->figures != NULL)
    show_cards (self);
}

static void
watch_till (MadoDashboardPage *self)
{
  if (mado_till_is_for (self->session))
    g_signal_connect_object (mado_till_of (self->session), "changed", G_CALLBACK (till_changed_cb), self,
                             G_CONNECT_DEFAULT);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
as_table_toggled_cb (GtkToggleButton *button, MadoDashboardPage *self)
{
  mado_chart_set_as_table (self->states, gtk_toggle_button_get_active (button));
  mado_chart_set_as_table (self->days, gtk_toggle_button_get_active (button));
}

static void
mado_dashboard_page_dispose (GObject *object)
{
  MadoDashboardPage *self = MADO_DASHBOARD_PAGE (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_DASHBOARD_PAGE);
  g_clear_pointer (&self->figures, mado_figures_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_dashboard_page_parent_class)->dispose (object);
}

static void
mado_dashboard_page_class_init (MadoDashboardPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_dashboard_page_dispose;
  widget_class->map = mado_dashboard_page_map;
  g_type_ensure (MADO_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoDashboardPage, overdue);
  gtk_widget_class_bind_template_child (widget_class, MadoDashboardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoDashboardPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoDashboardPage, cards);
  gtk_widget_class_bind_template_child (widget_class, MadoDashboardPage, states);
  gtk_widget_class_bind_template_child (widget_class, MadoDashboardPage, days);
  gtk_widget_class_bind_template_child (widget_class, MadoDashboardPage, tally);
  gtk_widget_class_bind_template_callback (widget_class, state_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, as_table_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, overdue_cb);
  gtk_widget_class_bind_template_callback (widget_class, tally_chosen_cb);
}

static void
mado_dashboard_page_init (MadoDashboardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_chart_name_values (self->states, _ ("Cases"), _ ("Too Long There"));
  mado_chart_name_values (self->days, _ ("Received"), _ ("Decided"));
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  MadoDashboardPage *self = g_object_new (MADO_TYPE_DASHBOARD_PAGE, NULL);

  offer_tallies (self, session);
  self->session = g_object_ref (session);
  g_signal_connect (session, "refreshed", G_CALLBACK (refreshed_cb), self);
  read_figures (self);
  watch_ledger (self);
  watch_till (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * mado_dashboard_page_is_for:
 * @session: a session
 *
 * Returns: whether whoever has signed in plans, approves or oversees
 */
gboolean
mado_dashboard_page_is_for (MadoSession *session)
{
  static const char *const duties[] = { "plan", "approve", "oversee" };

  for (gsize i = 0; i < G_N_ELEMENTS (duties); i++)
    if (mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), duties[i]))
      return TRUE;

  return FALSE;
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  g_autoptr (MadoPlace) place = mado_place_new (kind, "", _ ("Dashboard"));

  if (mado_dashboard_page_is_for (session))
    g_list_store_append (places, place);
}

const MadoPageKind mado_dashboard_page_kind = { add_places, create_page, "lists" };
