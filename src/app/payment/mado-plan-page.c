/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plan is collected when the page opens, once more where somebody chooses otherwise, and where they ask for it. */

#include "mado-plan-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-batch-page.h"
#include "mado-fault-page.h"
#include "mado-json-member.h"
#include "mado-money-dialog.h"
#include "mado-money-words.h"
#include "mado-payment-way.h"
#include "mado-refusal-alert.h"
#include "mado-wording.h"

struct _MadoPlanPage {
  MadoMoneyPage parent_instance;

  GPtrArray *packets; /* (element-type MadoPacket): with which payments are ordered */
  GPtrArray *ways;    /* (element-type MadoTransition): to pay */
  GArray *open;       /* MadoId: batches that can be joined */

  GtkStack *stack;
  AdwStatusPage *working;
  AdwStatusPage *error;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *choices;
  GtkWidget *packet_choice;
  GtkDropDown *packet;
  GtkWidget *way_choice;
  GtkDropDown *way;
  GtkWidget *batch_choice;
  GtkDropDown *batch;
  AdwViewStack *views;
  AdwViewStackPage *joining_page;
  AdwViewStackPage *waiting_page;
  MadoMoneyTable *joining;
  MadoMoneyTable *waiting;
  GtkWidget *apart;
  GtkWidget *make;
};

G_DEFINE_FINAL_TYPE (MadoPlanPage, mado_plan_page, MADO_TYPE_MONEY_PAGE)

static const MadoPaymentPlan *
get_plan (MadoPlanPage *self)
{
  return mado_money_page_get_sheet (MADO_MONEY_PAGE (self))->plan;
}

/* --- what can be chosen ------------------------------------------------------------------------------------------- */

static const MadoPacket *
get_packet (MadoPlanPage *self)
{
  guint place = gtk_drop_down_get_selected (self->packet);

  return g_ptr_array_index (self->packets, place < self->packets->len ? place : 0);
}

/* The first choice is everybody. */
static const MadoTransition *
get_way (MadoPlanPage *self)
{
  guint place = gtk_drop_down_get_selected (self->way);

  return place > 0 && place <= self->ways->len ? g_ptr_array_index (self->ways, place - 1) : NULL;
}

/* The first choice is a new one. */
static MadoId
get_batch (MadoPlanPage *self)
{
  guint place = gtk_drop_down_get_selected (self->batch);

  return place > 0 && place <= self->open->len ? g_array_index (self->open, MadoId, place - 1) : MADO_ID_NONE;
}

static void
offer_packets (MadoPlanPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->packets->len; i++)
    gtk_string_list_append (names, ((const MadoPacket *) g_ptr_array_index (self->packets, i))->label);
  gtk_drop_down_set_model (self->packet, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->packet_choice, self->packets->len > 1);
}

static void
offer_ways (MadoPlanPage *self, const MadoProgramme *programme)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Everybody"));
  for (guint i = 0; i < self->ways->len; i++)
    gtk_string_list_append (names, mado_money_words_get_way (programme, g_ptr_array_index (self->ways, i)));
  gtk_drop_down_set_model (self->way, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->way_choice, self->ways->len > 1);
}

/* Whoever plans twice in a day goes on with the batch that nobody has frozen. */
static void
offer_batches (MadoPlanPage *self)
{
  MadoTill *till = mado_money_page_get_till (MADO_MONEY_PAGE (self));
  const GPtrArray *batches = mado_till_get_batches (till);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->open, 0);
  gtk_string_list_append (names, _ ("A new batch"));
  for (guint i = 0; batches != NULL && i < batches->len; i++) {
    const MadoBatchTally *tally = g_ptr_array_index (batches, i);
    MadoId id = mado_entity_get_id (tally->batch);
    g_autofree char *title = NULL;

    if (mado_batch_stage_find (tally) != MADO_BATCH_STAGE_OPEN ||
        strcmp (mado_json_get_text (mado_entity_get_body (tally->batch), "packet"), get_packet (self)->id) != 0)
      continue;
    title = mado_money_words_dup_title (tally->batch, mado_session_get_programme (mado_till_get_session (till)));
    gtk_string_list_append (names, title);
    g_array_append_val (self->open, id);
  }
  gtk_drop_down_set_model (self->batch, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->batch_choice, self->open->len > 0);
  gtk_widget_set_visible (self->choices, self->packets->len > 1 || self->ways->len > 1 || self->open->len > 0);
}

/* It says what it does, for whoever does not look at the choice. */
static void
batch_cb (GtkDropDown *batch, GParamSpec *property, MadoPlanPage *self)
{
  gtk_button_set_label (GTK_BUTTON (self->make),
                        mado_id_is_valid (get_batch (self)) ? _ ("_Join the Batch") : _ ("_Make the Batch"));
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static char *
write_kinds (const MadoPaymentPlan *plan)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < plan->kinds->len; i++) {
    const MadoPlannedKind *kind = &g_array_index (plan->kinds, MadoPlannedKind, i);
    g_autofree char *count = mado_money_words_dup_count (kind->count, kind->sum);

    g_strv_builder_take (parts, g_strdup_printf ("%s　%s", kind->right != NULL ? kind->right->label : "", count));
  }
  all = g_strv_builder_end (parts);

  return g_strjoinv ("\n", all);
}

static MadoMoneyLine *
create_line (const MadoPaymentPlan *plan, guint index)
{
  const MadoPlannedRow *row = g_ptr_array_index (plan->rows, index);
  MadoMoneyLine *line = mado_money_line_new (mado_entity_get_id (row->entity), index);
  const MadoState *state = mado_section_find (plan->clerk->programme->states, mado_entity_get_state (row->entity));

  mado_money_line_take (line, 0, g_strdup (mado_json_get_text (mado_entity_get_body (row->entity), "receipt")));
  mado_money_line_take (line, 1, mado_wording_write_yen (row->amount));
  mado_money_line_take (line, 2, g_strdup (state != NULL ? state->label : ""));
  mado_money_line_take (line, 3,
                        row->code != NULL
                            ? mado_money_words_dup_reason (plan->clerk->programme, row->code, row->subject)
                            : g_strdup (row->order->label));

  return line;
}

static void
show_rows (MadoPlanPage *self, const MadoPaymentPlan *plan)
{
  g_autoptr (GListStore) joining = g_list_store_new (MADO_TYPE_MONEY_LINE);
  g_autoptr (GListStore) waiting = g_list_store_new (MADO_TYPE_MONEY_LINE);
  g_autofree char *joins = g_strdup_printf (_ ("Joining (%'u)"), plan->n_joining);
  g_autofree char *waits = g_strdup_printf (_ ("Not joining (%'u)"), plan->rows->len - plan->n_joining);

  for (guint i = 0; i < plan->rows->len; i++) {
    g_autoptr (MadoMoneyLine) line = create_line (plan, i);

    g_list_store_append (i < plan->n_joining ? joining : waiting, line);
  }
  mado_money_table_show (self->joining, joining, _ ("Nobody can be paid now"));
  mado_money_table_show (self->waiting, waiting, _ ("Nobody is left out"));
  adw_view_stack_page_set_title (self->joining_page, joins);
  adw_view_stack_page_set_title (self->waiting_page, waits);
  if (plan->n_joining == 0)
    adw_view_stack_set_visible_child_name (self->views, "waiting");
}

static void allow_telling_apart (MadoPlanPage *self);

static void
show_plan (MadoPlanPage *self)
{
  const MadoPaymentPlan *plan = get_plan (self);
  g_autofree char *title = mado_money_words_dup_count (plan->n_joining, plan->sum);
  g_autofree char *kinds = write_kinds (plan);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, kinds[0] != '\0' ? kinds : _ ("There is nobody to pay now."));
  show_rows (self, plan);
  allow_telling_apart (self);
  offer_batches (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.make", plan->n_joining > 0);
  gtk_stack_set_visible_child_name (self->stack, "content");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (self->make);
}

/* --- collecting --------------------------------------------------------------------------------------------------- */

static void
collected (MadoMoneyPage *page, const GError *error)
{
  MadoPlanPage *self = MADO_PLAN_PAGE (page);

  if (error == NULL) {
    show_plan (self);
    return;
  }
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
collect (MadoPlanPage *self)
{
  MadoMoneyOrder *order = mado_money_order_new (MADO_ID_NONE);
  const MadoTransition *way = get_way (self);

  order->packet = g_strdup (get_packet (self)->id);
  order->pay = way != NULL ? g_strdup (way->id) : NULL;
  adw_status_page_set_title (self->working, _ ("Going Through the Cases"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.make", FALSE);
  mado_money_page_do (MADO_MONEY_PAGE (self), mado_money_collect_plan, NULL, order, collected);
}

static void
again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  collect (MADO_PLAN_PAGE (widget));
}

static void
chosen_cb (GtkDropDown *choice, GParamSpec *property, MadoPlanPage *self)
{
  if (mado_money_page_get_sheet (MADO_MONEY_PAGE (self)) != NULL)
    collect (self);
}

/* --- one account on two people ------------------------------------------------------------------------------------ */

/* Returns: (nullable): the row that is chosen, where it has the account of another case */
static const MadoPlannedRow *
find_sharing (MadoPlanPage *self)
{
  MadoMoneyLine *line = mado_money_table_get_selected (self->waiting);
  const MadoPlannedRow *row =
      line != NULL ? g_ptr_array_index (get_plan (self)->rows, mado_money_line_get_index (line)) : NULL;

  return row != NULL && mado_id_is_valid (row->other) ? row : NULL;
}

static void
allow_telling_apart (MadoPlanPage *self)
{
  MadoSession *session = mado_money_page_get_session (MADO_MONEY_PAGE (self));
  gboolean may =
      mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "duplicates");

  gtk_widget_set_visible (self->apart,
                          may && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "waiting") == 0 &&
                              find_sharing (self) != NULL);
}

static void
told_apart_cb (MadoMoneyDialog *dialog, MadoMoneySheet *sheet, MadoPlanPage *self)
{
  collect (self);
}

static void
apart_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoPlanPage *self = MADO_PLAN_PAGE (widget);
  MadoMoneyPage *page = MADO_MONEY_PAGE (widget);
  const MadoPlannedRow *row = find_sharing (self);
  g_autofree char *pledge = NULL;
  AdwDialog *dialog;

  if (row == NULL)
    return;
  /* Translators: two receipt numbers */
  pledge = g_strdup_printf (_ ("I have looked at %s and %s: they are of two people, and money of both goes to this "
                               "account."),
                            mado_json_get_text (mado_entity_get_body (row->entity), "receipt"), row->subject);
  dialog = mado_money_dialog_new (mado_money_page_get_till (page), mado_money_page_get_sheet (page),
                                  &(const MadoMoneyAsk) { .title = _ ("One account for two people"),
                                                          .pledge = pledge,
                                                          .button = _ ("Save"),
                                                          .asks = MADO_MONEY_ASKS_REASON,
                                                          .act = mado_money_tell_apart,
                                                          .row = mado_entity_get_id (row->entity) });
  g_signal_connect_object (dialog, "done", G_CALLBACK (told_apart_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* --- making the batch --------------------------------------------------------------------------------------------- */

static void
made (MadoMoneyPage *page, const GError *error)
{
  if (error != NULL) {
    mado_refusal_alert (GTK_WIDGET (page), error);
    collect (MADO_PLAN_PAGE (page));
    return;
  }
  mado_money_page_replace (
      page, mado_batch_page_new (mado_money_page_get_till (page), mado_money_page_get_sheet (page)->made));
}

static void
make_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoPlanPage *self = MADO_PLAN_PAGE (widget);
  MadoMoneyPage *page = MADO_MONEY_PAGE (widget);

  adw_status_page_set_title (self->working, _ ("Making the Batch"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_action_set_enabled (widget, "plan.make", FALSE);
  mado_money_page_do (page, mado_money_make_batch, mado_money_page_get_sheet (page),
                      mado_money_order_new (get_batch (self)), made);
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

static void
looked_cb (GObject *unused, MadoPlanPage *self)
{
  if (mado_money_page_get_sheet (MADO_MONEY_PAGE (self)) != NULL)
    allow_telling_apart (self);
}

static void
view_cb (AdwViewStack *views, GParamSpec *property, MadoPlanPage *self)
{
  looked_cb (NULL, self);
}

static MadoMoneyTable *
get_table (MadoMoneyPage *page)
{
  return MADO_MONEY_TABLE (adw_view_stack_get_visible_child (MADO_PLAN_PAGE (page)->views));
}

static void
opened_cb (MadoMoneyTable *table, guint place, MadoMoneyPage *page)
{
  mado_money_page_open_row (page, place);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_plan_page_dispose (GObject *object)
{
  MadoPlanPage *self = MADO_PLAN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_PLAN_PAGE);
  g_clear_pointer (&self->packets, g_ptr_array_unref);
  g_clear_pointer (&self->ways, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_array_unref);

  G_OBJECT_CLASS (mado_plan_page_parent_class)->dispose (object);
}

static void
mado_plan_page_class_init (MadoPlanPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_plan_page_dispose;
  MADO_MONEY_PAGE_CLASS (class)->get_table = get_table;
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, working);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, detail);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, choices);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, packet_choice);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, packet);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, way_choice);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, way);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, batch_choice);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, batch);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, views);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, joining_page);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, joining);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, apart);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, make);
  gtk_widget_class_bind_template_callback (widget_class, batch_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, looked_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  gtk_widget_class_install_action (widget_class, "plan.make", NULL, make_cb);
  gtk_widget_class_install_action (widget_class, "plan.again", NULL, again_cb);
  gtk_widget_class_install_action (widget_class, "plan.tell-apart", NULL, apart_cb);
}

static void
mado_plan_page_init (MadoPlanPage *self)
{
  const char *const joins[] = { _ ("Receipt number"), _ ("Amount"), _ ("State"), _ ("Joins by"), NULL };
  const char *const waits[] = { _ ("Receipt number"), _ ("Amount"), _ ("State"), _ ("Why not, and what to do"), NULL };

  self->open = g_array_new (FALSE, FALSE, sizeof (MadoId));
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_money_table_head (self->joining, _ ("Who joins"), joins, 3);
  mado_money_table_head (self->waiting, _ ("Who does not join"), waits, 3);
}

/**
 * mado_plan_page_new:
 * @till: whose money, in a programme that orders payments
 *
 * Returns: (transfer floating): a page that begins to collect
 */
AdwNavigationPage *
mado_plan_page_new (MadoTill *till)
{
  MadoPlanPage *self = g_object_new (MADO_TYPE_PLAN_PAGE, NULL);
  const MadoProgramme *programme = mado_session_get_programme (mado_till_get_session (till));

  mado_money_page_set_till (MADO_MONEY_PAGE (self), till);
  self->packets = mado_payment_list_orders (programme);
  self->ways = mado_payment_list_ways (programme);
  offer_packets (self);
  offer_ways (self, programme);
  collect (self);

  return ADW_NAVIGATION_PAGE (self);
}
