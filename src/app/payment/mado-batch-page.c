/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read again whenever something may have changed; made anew then. */

#include "mado-batch-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-account-entry.h"
#include "mado-answer-page.h"
#include "mado-batch-record.h"
#include "mado-batch-view.h"
#include "mado-fault-page.h"
#include "mado-json-member.h"
#include "mado-money-dialog.h"
#include "mado-money-words.h"
#include "mado-packet-dialog.h"
#include "mado-payment-way.h"
#include "mado-transfer-page.h"
#include "mado-wording.h"

struct _MadoBatchPage {
  MadoMoneyPage parent_instance;

  MadoId id;
  gboolean is_reading;
  gboolean is_stale; /* something has changed since the reading began */
  guint n_gone;      /* entries of the ledger that are shown */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *error;
  AdwViewStack *views;
  AdwViewStackPage *changed_page;
  AdwViewStackPage *cases_page;
  MadoBatchView *overview;
  MadoMoneyTable *changed;
  MadoMoneyTable *cases;
};

G_DEFINE_FINAL_TYPE (MadoBatchPage, mado_batch_page, MADO_TYPE_MONEY_PAGE)

static const MadoPaymentBatch *
get_batch (MadoBatchPage *self)
{
  return mado_money_page_get_sheet (MADO_MONEY_PAGE (self))->batch;
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

static void
ask (MadoBatchPage *self, const MadoMoneyAsk *ask)
{
  MadoMoneyPage *page = MADO_MONEY_PAGE (self);

  adw_dialog_present (mado_money_dialog_new (mado_money_page_get_till (page), mado_money_page_get_sheet (page), ask),
                      GTK_WIDGET (self));
}

static char *
write_figures (MadoBatchPage *self)
{
  return mado_money_words_dup_count (get_batch (self)->rows->len, get_batch (self)->sum);
}

static void
freeze (MadoBatchPage *self)
{
  g_autofree char *figures = write_figures (self);
  /* Translators: %s is how many cases, and how much money */
  g_autofree char *pledge = g_strdup_printf (
      _ ("The batch is frozen with %s. Nobody joins it any more, and whatever changes later is shown beside it."),
      figures);

  ask (self, &(const MadoMoneyAsk) { .title = _ ("Freeze the batch"),
                                     .pledge = pledge,
                                     .button = _ ("Freeze"),
                                     .act = mado_money_step_batch,
                                     .kind = "batch.freeze" });
}

static void
approve (MadoBatchPage *self)
{
  g_autofree char *figures = write_figures (self);
  /* Translators: %s is how many cases, and how much money */
  g_autofree char *pledge = g_strdup_printf (_ ("I approve the payment of %s, as it was frozen."), figures);

  ask (self, &(const MadoMoneyAsk) { .title = _ ("Approve the batch"),
                                     .pledge = pledge,
                                     .button = _ ("Sign"),
                                     .asks = MADO_MONEY_ASKS_PASSWORD,
                                     .act = mado_money_step_batch,
                                     .kind = "batch.approve" });
}

static void
reopen (MadoBatchPage *self)
{
  ask (self, &(const MadoMoneyAsk) { .title = _ ("Open the batch again"),
                                     .pledge = _ ("Cases can join and leave it again. Then it is frozen anew."),
                                     .button = _ ("Open Again"),
                                     .asks = MADO_MONEY_ASKS_REASON,
                                     .act = mado_money_step_batch,
                                     .kind = "batch.reopen" });
}

static void
declare_void (MadoBatchPage *self, const char *digest)
{
  ask (self, &(const MadoMoneyAsk) {
                 .title = _ ("Declare the file void"),
                 .pledge = _ ("I have asked: the bank has not taken this file, and nobody pays from it. Another may be "
                              "made then."),
                 .button = _ ("Sign"),
                 .asks = MADO_MONEY_ASKS_REASON | MADO_MONEY_ASKS_PASSWORD,
                 .act = mado_money_step_batch,
                 .kind = "batch.void_transfer",
                 .digest = digest,
             });
}

static void
step_cb (MadoBatchView *view, int step, const char *subject, MadoBatchPage *self)
{
  MadoMoneyPage *page = MADO_MONEY_PAGE (self);
  MadoTill *till = mado_money_page_get_till (page);

  switch ((MadoBatchStep) step) {
  case MADO_BATCH_STEP_FREEZE:
    freeze (self);
    break;
  case MADO_BATCH_STEP_PACKET:
    adw_dialog_present (
        mado_packet_dialog_new_for_batch (mado_ledger_of (mado_till_get_session (till)), subject, self->id),
        GTK_WIDGET (self));
    break;
  case MADO_BATCH_STEP_FILE_PACKET:
    adw_dialog_present (mado_packet_dialog_new_for_file (mado_ledger_of (mado_till_get_session (till)),
                                                         get_batch (self)->packet->id, self->id, subject),
                        GTK_WIDGET (self));
    break;
  case MADO_BATCH_STEP_APPROVE:
    approve (self);
    break;
  case MADO_BATCH_STEP_REOPEN:
    reopen (self);
    break;
  case MADO_BATCH_STEP_VOID:
    declare_void (self, subject);
    break;
  case MADO_BATCH_STEP_DECISION:
    mado_money_page_push (page, mado_answer_page_new (till, self->id, MADO_PAYMENT_DECISION));
    break;
  case MADO_BATCH_STEP_RESULT:
    mado_money_page_push (page, mado_answer_page_new (till, self->id, MADO_PAYMENT_RESULT));
    break;
  case MADO_BATCH_STEP_FILE:
    mado_money_page_push (page, mado_transfer_page_new (till, self->id, subject));
    break;
  default:
    g_return_if_reached ();
  }
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static const char *
name_state (const MadoPaymentBatch *batch, const MadoPaymentRow *row)
{
  const MadoState *state = mado_section_find (batch->programme->states, mado_entity_get_state (row->entity));

  return state != NULL ? state->label : mado_entity_get_state (row->entity);
}

static void
add_change (GString *text, const char *label, const char *was, const char *is)
{
  gboolean had = was != NULL && was[0] != '\0', has = is != NULL && is[0] != '\0';

  g_string_append_printf (text, "%s%s：%s → %s", text->len > 0 ? "　" : "", label, had ? was : "—", has ? is : "—");
}

/* Of an account only what is different: whoever looks has to see the digits. */
static void
add_account_change (GString *text, yyjson_val *was, yyjson_val *is)
{
  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++) {
    const char *name = mado_account_field_get_name (i);
    const char *old = mado_json_get_text (was, name), *new = mado_json_get_text (is, name);

    if (strcmp (old, new) != 0)
      add_change (text, mado_account_field_get_label (i), old, new);
  }
}

/* Items beside what they said when the case joined. */
static char *
write_changes (const MadoPaymentRow *row)
{
  yyjson_val *now = yyjson_obj_get (mado_entity_get_body (row->entity), "items");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; row->changed != NULL && i < row->changed->len; i++) {
    const MadoItem *item = g_ptr_array_index (row->changed, i);
    yyjson_val *old = yyjson_obj_get (row->items, item->id), *new = yyjson_obj_get (now, item->id);
    g_autofree char *was = mado_wording_write_value (item, old);
    g_autofree char *is = mado_wording_write_value (item, new);

    if (strcmp (item->type, "account") == 0 && old != NULL && new != NULL)
      add_account_change (text, old, new);
    else
      add_change (text, item->label, was, is);
  }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static MadoMoneyLine *
create_line (const MadoPaymentBatch *batch, const MadoPaymentRow *row, guint index)
{
  MadoMoneyLine *line = mado_money_line_new (row->id, index);

  mado_money_line_take (line, 0, g_strdup (mado_payment_row_get_receipt (row)));
  mado_money_line_take (line, 1, mado_wording_write_yen (row->amount));
  mado_money_line_take (line, 2, g_strdup (name_state (batch, row)));
  mado_money_line_take (line, 3, write_changes (row));

  return line;
}

/* Whoever left the frozen batch is not paid with it: said first, and beside it what is different by now. */
static void
add_held (const MadoPaymentBatch *batch, GListStore *changed)
{
  for (guint i = 0; i < batch->held->len; i++) {
    const MadoPaymentRow *row = g_ptr_array_index (batch->held, i);
    g_autoptr (MadoMoneyLine) line = create_line (batch, row, i);
    g_autofree char *changes = write_changes (row);

    mado_money_line_take (line, 3,
                          /* Translators: %s is what is different now, item by item */
                          changes[0] != '\0' ? g_strdup_printf (_ ("Held, not paid here: %s"), changes)
                                             : g_strdup (_ ("Held, not paid here")));
    g_list_store_append (changed, line);
  }
}

static void
show_rows (MadoBatchPage *self)
{
  const MadoPaymentBatch *batch = get_batch (self);
  g_autoptr (GListStore) cases = g_list_store_new (MADO_TYPE_MONEY_LINE);
  g_autoptr (GListStore) changed = g_list_store_new (MADO_TYPE_MONEY_LINE);
  g_autofree char *n_cases = g_strdup_printf (_ ("Cases (%'u)"), batch->rows->len);
  g_autofree char *n_changed = NULL;

  add_held (batch, changed);
  for (guint i = 0; i < batch->rows->len; i++) {
    const MadoPaymentRow *row = g_ptr_array_index (batch->rows, i);
    g_autoptr (MadoMoneyLine) line = create_line (batch, row, i);

    g_list_store_append (cases, line);
    if (row->changed != NULL)
      g_list_store_append (changed, line);
  }
  n_changed = g_strdup_printf (_ ("Changed since (%'u)"), g_list_model_get_n_items (G_LIST_MODEL (changed)));
  mado_money_table_show (self->cases, cases, _ ("No cases in it"));
  mado_money_table_show (self->changed, changed, _ ("Nothing has changed since the cases joined"));
  adw_view_stack_page_set_title (self->cases_page, n_cases);
  adw_view_stack_page_set_title (self->changed_page, n_changed);
}

static void
show (MadoBatchPage *self)
{
  g_autofree char *title = mado_money_words_dup_title (get_batch (self)->entity, get_batch (self)->programme);

  self->n_gone = mado_batch_record_count_gone (mado_money_page_get_session (MADO_MONEY_PAGE (self)), get_batch (self));
  adw_window_title_set_title (self->title, title);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  mado_batch_view_show (self->overview, mado_money_page_get_till (MADO_MONEY_PAGE (self)), get_batch (self));
  show_rows (self);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void read_batch (MadoBatchPage *self);

static void
loaded (MadoMoneyPage *page, const GError *error)
{
  MadoBatchPage *self = MADO_BATCH_PAGE (page);

  self->is_reading = FALSE;
  if (error != NULL) {
    mado_fault_page_show (self->error, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }
  show (self);
  if (self->is_stale)
    read_batch (self);
}

static void
read_batch (MadoBatchPage *self)
{
  self->is_stale = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  mado_money_page_do (MADO_MONEY_PAGE (self), mado_money_load_batch, NULL, mado_money_order_new (self->id), loaded);
}

/* The ledger is read by itself, and perhaps later: what has gone out is not offered as if it had not. */
static void
ledger_changed_cb (MadoBatchPage *self)
{
  MadoSession *session = mado_money_page_get_session (MADO_MONEY_PAGE (self));

  if (!self->is_reading && mado_money_page_get_sheet (MADO_MONEY_PAGE (self)) != NULL &&
      mado_batch_record_count_gone (session, get_batch (self)) != self->n_gone)
    read_batch (self);
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

static MadoMoneyTable *
get_table (MadoMoneyPage *page)
{
  MadoBatchPage *self = MADO_BATCH_PAGE (page);
  GtkWidget *child = adw_view_stack_get_visible_child (self->views);

  return MADO_IS_MONEY_TABLE (child) ? MADO_MONEY_TABLE (child) : self->cases;
}

static void
opened_cb (MadoMoneyTable *table, guint place, MadoMoneyPage *page)
{
  mado_money_page_open_row (page, place);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_batch_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_BATCH_PAGE);

  G_OBJECT_CLASS (mado_batch_page_parent_class)->dispose (object);
}

static void
mado_batch_page_class_init (MadoBatchPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_batch_page_dispose;
  MADO_MONEY_PAGE_CLASS (class)->get_table = get_table;
  g_type_ensure (MADO_TYPE_BATCH_VIEW);
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-batch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, views);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, changed_page);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, cases_page);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, overview);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, changed);
  gtk_widget_class_bind_template_child (widget_class, MadoBatchPage, cases);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
}

static void
mado_batch_page_init (MadoBatchPage *self)
{
  const char *const cases[] = { _ ("Receipt number"), _ ("Amount"), _ ("State"), _ ("Changed since it joined"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_money_table_head (self->cases, _ ("Cases"), cases, 3);
  mado_money_table_head (self->changed, _ ("Changed since it joined"), cases, 3);
}

/**
 * mado_batch_page_new:
 * @till: whose money
 * @batch: a batch
 *
 * Returns: (transfer floating): a page that is about to read it
 */
AdwNavigationPage *
mado_batch_page_new (MadoTill *till, MadoId batch)
{
  MadoBatchPage *self = g_object_new (MADO_TYPE_BATCH_PAGE, NULL);
  MadoSession *session = mado_till_get_session (till);

  mado_money_page_set_till (MADO_MONEY_PAGE (self), till);
  self->id = batch;
  g_signal_connect_object (till, "changed", G_CALLBACK (read_batch), self, G_CONNECT_SWAPPED);
  if (mado_ledger_is_for (session))
    g_signal_connect_object (mado_ledger_of (session), "changed", G_CALLBACK (ledger_changed_cb), self,
                             G_CONNECT_SWAPPED);
  read_batch (self);

  return ADW_NAVIGATION_PAGE (self);
}
