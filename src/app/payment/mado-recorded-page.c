/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever takes a record back opens the way to a payment: so they read first whose it was, and say why it is wrong. */

#include "mado-recorded-page.h"

#include <glib/gi18n.h>

#include "mado-earlier-payment.h"
#include "mado-fault-page.h"
#include "mado-json-member.h"
#include "mado-money-dialog.h"
#include "mado-policy.h"
#include "mado-wording.h"

struct _MadoRecordedPage {
  MadoMoneyPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *error;
  MadoMoneyTable *table;
  gboolean may_withdraw;
};

G_DEFINE_FINAL_TYPE (MadoRecordedPage, mado_recorded_page, MADO_TYPE_MONEY_PAGE)

static const GPtrArray *
get_recorded (MadoRecordedPage *self)
{
  return mado_money_page_get_sheet (MADO_MONEY_PAGE (self))->recorded;
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static gboolean
is_recorded (const MadoEntity *entity)
{
  return g_str_equal (mado_entity_get_state (entity), MADO_EARLIER_PAYMENT_RECORDED);
}

static char *
write_key (yyjson_val *body)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) key = NULL;
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "key"));

  for (yyjson_val *part = yyjson_arr_iter_next (&iter); part != NULL; part = yyjson_arr_iter_next (&iter))
    g_strv_builder_add (parts, yyjson_get_str (part));
  key = g_strv_builder_end (parts);

  return g_strjoinv (" ", key);
}

static char *
write_state (const MadoEntity *entity)
{
  yyjson_val *withdrawn = yyjson_obj_get (mado_entity_get_body (entity), MADO_EARLIER_PAYMENT_WITHDRAWN);

  if (is_recorded (entity))
    return g_strdup (C_ ("earlier payment", "recorded"));

  /* Translators: who, and why */
  return g_strdup_printf (_ ("taken back by %s: %s"), mado_json_get_text (withdrawn, "by"),
                          mado_json_get_text (withdrawn, "reason"));
}

static MadoMoneyLine *
create_line (const MadoEntity *entity, guint index)
{
  yyjson_val *body = mado_entity_get_body (entity);
  MadoMoneyLine *line = mado_money_line_new (MADO_ID_NONE, index);

  mado_money_line_take (line, 0, write_key (body));
  mado_money_line_take (line, 1, mado_wording_write_day (mado_json_get_text (body, "day")));
  mado_money_line_take (line, 2, mado_wording_write_yen (mado_json_get_number (body, "amount")));
  mado_money_line_take (line, 3, g_strdup (mado_json_get_text (body, "programme")));
  mado_money_line_take (line, 4, write_state (entity));

  return line;
}

static const MadoEntity *
get_chosen (MadoRecordedPage *self)
{
  MadoMoneyLine *line = mado_money_table_get_selected (self->table);

  return line != NULL ? g_ptr_array_index (get_recorded (self), mado_money_line_get_index (line)) : NULL;
}

static void
show_chosen (MadoRecordedPage *self)
{
  const MadoEntity *chosen = get_chosen (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recorded.withdraw",
                                 self->may_withdraw && chosen != NULL && is_recorded (chosen));
}

static void
show (MadoRecordedPage *self)
{
  g_autoptr (GListStore) lines = g_list_store_new (MADO_TYPE_MONEY_LINE);
  const GPtrArray *recorded = get_recorded (self);

  for (guint i = 0; i < recorded->len; i++) {
    g_autoptr (MadoMoneyLine) line = create_line (g_ptr_array_index (recorded, i), i);

    g_list_store_append (lines, line);
  }
  mado_money_table_show (self->table, lines, _ ("Nothing was recorded yet"));
  gtk_stack_set_visible_child_name (self->stack, "content");
  show_chosen (self);
}

static void
listed (MadoMoneyPage *page, const GError *error)
{
  MadoRecordedPage *self = MADO_RECORDED_PAGE (page);

  if (error == NULL)
    show (self);
  else
    mado_fault_page_show (self->error, error);
  if (error != NULL)
    gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
list (MadoRecordedPage *self)
{
  mado_money_page_do (MADO_MONEY_PAGE (self), mado_money_list_recorded, NULL, mado_money_order_new (MADO_ID_NONE),
                      listed);
}

/* Everything is read again, because somebody tries it again. */
static void
refreshed_cb (MadoTill *till, MadoRecordedPage *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "error"))
    list (self);
}

static void
chosen_cb (MadoMoneyTable *table, MadoRecordedPage *self)
{
  show_chosen (self);
}

/* --- taking back -------------------------------------------------------------------------------------------------- */

static void
done_cb (MadoMoneyDialog *dialog, MadoMoneySheet *sheet, MadoRecordedPage *self)
{
  show (self);
  mado_money_page_say (MADO_MONEY_PAGE (self), _ ("The record was taken back"));
}

static void
withdraw_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoMoneyPage *page = MADO_MONEY_PAGE (widget);
  const MadoEntity *chosen = get_chosen (MADO_RECORDED_PAGE (widget));
  g_autofree char *key = write_key (mado_entity_get_body (chosen));
  g_autofree char *amount = mado_wording_write_yen (mado_json_get_number (mado_entity_get_body (chosen), "amount"));
  g_autofree char *pledge =
      /* Translators: a number, and an amount */
      g_strdup_printf (_ ("That %s got %s before does not count any more: who waits for this right can be paid."), key,
                       amount);
  AdwDialog *dialog = mado_money_dialog_new (mado_money_page_get_till (page), mado_money_page_get_sheet (page),
                                             &(const MadoMoneyAsk) {
                                                 .title = _ ("Take a Record Back"),
                                                 .pledge = pledge,
                                                 .button = C_ ("earlier payment", "Take Back"),
                                                 .asks = MADO_MONEY_ASKS_REASON,
                                                 .act = mado_money_withdraw_earlier,
                                                 .row = mado_entity_get_id (chosen),
                                             });

  g_signal_connect_object (dialog, "done", G_CALLBACK (done_cb), widget, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_recorded_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_RECORDED_PAGE);

  G_OBJECT_CLASS (mado_recorded_page_parent_class)->dispose (object);
}

static void
mado_recorded_page_class_init (MadoRecordedPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_recorded_page_dispose;
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-recorded-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoRecordedPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordedPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordedPage, table);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "recorded.withdraw", NULL, withdraw_cb);
}

static void
mado_recorded_page_init (MadoRecordedPage *self)
{
  const char *const columns[] = {
    C_ ("earlier payment", "Number"), _ ("Paid on"), _ ("Amount"), C_ ("earlier payment", "Programme"),
    C_ ("earlier payment", "Record"), NULL
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recorded.withdraw", FALSE);
  mado_money_table_head (self->table, _ ("What Is on Record"), columns, 4);
}

/**
 * mado_recorded_page_new:
 * @till: whose money
 *
 * Returns: (transfer floating): a page that reads what is on record
 */
AdwNavigationPage *
mado_recorded_page_new (MadoTill *till)
{
  MadoRecordedPage *self = g_object_new (MADO_TYPE_RECORDED_PAGE, NULL);
  MadoSession *session = mado_till_get_session (till);

  mado_money_page_set_till (MADO_MONEY_PAGE (self), till);
  self->may_withdraw =
      mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "approve");
  g_signal_connect_object (till, "changed", G_CALLBACK (refreshed_cb), self, G_CONNECT_DEFAULT);
  list (self);

  return ADW_NAVIGATION_PAGE (self);
}
