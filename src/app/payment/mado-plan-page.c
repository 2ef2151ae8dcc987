/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plan is collected when the page opens, and once more where somebody asks for it. */

#include "mado-plan-page.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-batch-page.h"
#include "mado-case-run.h"
#include "mado-json-member.h"
#include "mado-money-table.h"
#include "mado-money-words.h"
#include "mado-refusal-alert.h"
#include "mado-wording.h"

struct _MadoPlanPage {
  AdwNavigationPage parent_instance;

  MadoTill *till;
  const MadoPacket *packet;
  MadoMoneySheet *sheet; /* (nullable): nothing was collected yet */
  guint opened;          /* the place of the case that was opened last */

  GtkStack *stack;
  AdwStatusPage *working;
  AdwStatusPage *error;
  GtkLabel *title;
  GtkLabel *detail;
  AdwViewStack *views;
  AdwViewStackPage *joining_page;
  AdwViewStackPage *waiting_page;
  MadoMoneyTable *joining;
  MadoMoneyTable *waiting;
  GtkWidget *make;
};

static void case_run_init (MadoCaseRunInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoPlanPage,
                               mado_plan_page,
                               ADW_TYPE_NAVIGATION_PAGE,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CASE_RUN, case_run_init))

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

static void
show_plan (MadoPlanPage *self)
{
  const MadoPaymentPlan *plan = self->sheet->plan;
  g_autofree char *title = mado_money_words_dup_count (plan->n_joining, plan->sum);
  g_autofree char *kinds = write_kinds (plan);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, kinds[0] != '\0' ? kinds : _ ("There is nobody to pay now."));
  show_rows (self, plan);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.make", plan->n_joining > 0);
  gtk_stack_set_visible_child_name (self->stack, "content");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (self->make);
}

static void
show_fault (MadoPlanPage *self, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);
  g_autofree char *description = mado_advice_dup_text (&advice);

  adw_status_page_set_title (self->error, _ (advice.title));
  adw_status_page_set_description (self->error, description);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* --- collecting --------------------------------------------------------------------------------------------------- */

static void
collected_cb (GObject *till, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoPlanPage) self = page;
  g_autoptr (GError) error = NULL;
  MadoMoneySheet *sheet = mado_till_do_finish (MADO_TILL (till), result, &error);

  if (self->till == NULL) { /* whoever asked has left */
    g_clear_pointer (&sheet, mado_money_sheet_unref);
    return;
  }
  if (sheet == NULL) {
    show_fault (self, error);
    return;
  }
  g_clear_pointer (&self->sheet, mado_money_sheet_unref);
  self->sheet = sheet;
  show_plan (self);
}

static void
collect (MadoPlanPage *self)
{
  MadoMoneyOrder *order = mado_money_order_new (MADO_ID_NONE);

  order->packet = g_strdup (self->packet->id);
  adw_status_page_set_title (self->working, _ ("Going Through the Cases"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plan.make", FALSE);
  mado_till_do_async (self->till, mado_money_collect_plan, NULL, order, collected_cb, g_object_ref (self));
}

static void
again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  collect (MADO_PLAN_PAGE (widget));
}

/* --- making the batch --------------------------------------------------------------------------------------------- */

static void
made_cb (GObject *till, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoPlanPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMoneySheet) sheet = mado_till_do_finish (MADO_TILL (till), result, &error);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view == NULL) /* whoever asked has left */
    return;
  if (sheet == NULL) {
    mado_refusal_alert (GTK_WIDGET (self), error);
    collect (self);
    return;
  }
  adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), mado_batch_page_new (self->till, sheet->made));
}

static void
make_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoPlanPage *self = MADO_PLAN_PAGE (widget);

  adw_status_page_set_title (self->working, _ ("Making the Batch"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_action_set_enabled (widget, "plan.make", FALSE);
  mado_till_do_async (self->till, mado_money_make_batch, self->sheet, mado_money_order_new (MADO_ID_NONE), made_cb,
                      g_object_ref (self));
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

static MadoMoneyTable *
get_table (MadoPlanPage *self)
{
  return MADO_MONEY_TABLE (adw_view_stack_get_visible_child (self->views));
}

static void
open_case (MadoPlanPage *self, guint place)
{
  MadoMoneyTable *table = get_table (self);
  MadoMoneyLine *line = mado_money_table_get_line (table, place);
  g_autofree char *position = g_strdup_printf ("%u / %u", place + 1, mado_money_table_get_n_lines (table));

  if (line == NULL)
    return;
  self->opened = place;
  mado_case_run_emit_opened (MADO_CASE_RUN (self), mado_money_line_get_id (line), position);
}

static void
opened_cb (MadoMoneyTable *table, guint place, MadoPlanPage *self)
{
  open_case (self, place);
}

static gboolean
step (MadoCaseRun *run, int direction)
{
  MadoPlanPage *self = MADO_PLAN_PAGE (run);
  gint64 place = (gint64) self->opened + direction;

  if (place < 0 || place >= mado_money_table_get_n_lines (get_table (self)))
    return FALSE;
  open_case (self, (guint) place);

  return TRUE;
}

static void
case_run_init (MadoCaseRunInterface *iface)
{
  iface->step = step;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_plan_page_dispose (GObject *object)
{
  MadoPlanPage *self = MADO_PLAN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_PLAN_PAGE);
  g_clear_pointer (&self->sheet, mado_money_sheet_unref);
  g_clear_object (&self->till);

  G_OBJECT_CLASS (mado_plan_page_parent_class)->dispose (object);
}

static void
mado_plan_page_class_init (MadoPlanPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_plan_page_dispose;
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, working);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, detail);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, views);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, joining_page);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, joining);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, MadoPlanPage, make);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_install_action (widget_class, "plan.make", NULL, make_cb);
  gtk_widget_class_install_action (widget_class, "plan.again", NULL, again_cb);
}

static void
mado_plan_page_init (MadoPlanPage *self)
{
  const char *const joins[] = { _ ("Receipt number"), _ ("Amount"), _ ("State"), _ ("Joins by"), NULL };
  const char *const waits[] = { _ ("Receipt number"), _ ("Amount"), _ ("State"), _ ("Why not, and what to do"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_money_table_head (self->joining, _ ("Who joins"), joins, 3);
  mado_money_table_head (self->waiting, _ ("Who does not join"), waits, 3);
}

/**
 * mado_plan_page_new:
 * @till: whose money
 * @packet: with which payments are ordered
 *
 * Returns: (transfer floating): a page that begins to collect
 */
AdwNavigationPage *
mado_plan_page_new (MadoTill *till, const MadoPacket *packet)
{
  MadoPlanPage *self = g_object_new (MADO_TYPE_PLAN_PAGE, NULL);

  self->till = g_object_ref (till);
  self->packet = packet;
  collect (self);

  return ADW_NAVIGATION_PAGE (self);
}
