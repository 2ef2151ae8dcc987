/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that are refused stay out, and stay in sight: whoever records the rest has read how many there are. */

#include "mado-earlier-page.h"

#include <glib/gi18n.h>

#include "mado-money-dialog.h"
#include "mado-money-words.h"
#include "mado-payment-words.h"
#include "mado-recorded-page.h"
#include "mado-refusal-alert.h"
#include "mado-wording.h"

struct _MadoEarlierPage {
  MadoMoneyPage parent_instance;

  GtkStack *stack;
  GtkDropDown *right;
  GtkEditable *programme;
  GtkLabel *heading;
  GtkLabel *detail;
  GtkLabel *faults;
  MadoMoneyTable *table;
  GtkWidget *record;
};

G_DEFINE_FINAL_TYPE (MadoEarlierPage, mado_earlier_page, MADO_TYPE_MONEY_PAGE)

/* Returns: (nullable): what was read; %NULL: nothing yet */
static MadoEarlierList *
get_list (MadoEarlierPage *self)
{
  const MadoMoneySheet *sheet = mado_money_page_get_sheet (MADO_MONEY_PAGE (self));

  return sheet != NULL ? sheet->earlier : NULL;
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static const char *
get_state_label (MadoEarlierState state)
{
  switch (state) {
  case MADO_EARLIER_NEW:
    return C_ ("earlier payment", "is recorded");
  case MADO_EARLIER_KNOWN:
    return C_ ("earlier payment", "recorded");
  case MADO_EARLIER_REFUSED:
    return C_ ("earlier payment", "refused");
  case MADO_EARLIER_N_STATES:
    break;
  }

  g_return_val_if_reached ("");
}

static char *
write_result (const MadoEarlierRow *row)
{
  const char *state = get_state_label (row->state);
  const char *said = row->code != NULL ? _ (mado_payment_code_get_message (row->code)) : "";

  if (row->code != NULL && row->receipt != NULL)
    return g_strdup_printf ("%s：%s　%s", state, row->receipt, said);
  if (row->code != NULL)
    return g_strdup_printf ("%s：%s", state, said);
  if (row->receipt != NULL) {
    /* Translators: %s is a receipt number */
    g_autofree char *stopped = g_strdup_printf (_ ("The application %s is not paid for it."), row->receipt);

    return g_strdup_printf ("%s：%s", state, stopped);
  }

  return g_strdup (state);
}

static MadoMoneyLine *
create_line (const MadoEarlierRow *row, guint index)
{
  MadoMoneyLine *line = mado_money_line_new (MADO_ID_NONE, index);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) key = NULL;

  for (guint i = 0; i < row->key->len; i++)
    g_strv_builder_add (parts, g_ptr_array_index (row->key, i));
  key = g_strv_builder_end (parts);
  mado_money_line_take (line, 0, g_strdup_printf ("%" G_GUINT64_FORMAT, row->record));
  mado_money_line_take (line, 1, g_strjoinv (" ", key));
  mado_money_line_take (line, 2, row->day[0] != '\0' ? mado_wording_write_day (row->day) : g_strdup ("—"));
  mado_money_line_take (line, 3, row->amount > 0 ? mado_wording_write_yen (row->amount) : g_strdup ("—"));
  mado_money_line_take (line, 4, write_result (row));

  return line;
}

/* What is to be looked at comes first. */
static void
add_lines (GListStore *lines, const MadoEarlierList *list, gboolean is_odd)
{
  for (guint i = 0; i < list->rows->len; i++) {
    const MadoEarlierRow *row = g_ptr_array_index (list->rows, i);
    g_autoptr (MadoMoneyLine) line = NULL;

    if ((row->code != NULL || row->receipt != NULL) != is_odd)
      continue;
    line = create_line (row, i);
    g_list_store_append (lines, line);
  }
}

static void
show_faults (MadoEarlierPage *self, const MadoFindings *findings)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    g_strv_builder_take (parts, g_strdup_printf ("%s　%s", _ (mado_payment_code_get_message (finding->code)),
                                                 finding->field != NULL ? finding->field : ""));
  }
  all = g_strv_builder_end (parts);
  text = g_strjoinv ("\n", all);
  gtk_label_set_text (self->faults, text);
  gtk_widget_set_visible (GTK_WIDGET (self->faults), text[0] != '\0');
}

static void
show_list (MadoEarlierPage *self)
{
  const MadoEarlierList *list = get_list (self);
  guint n_new = mado_earlier_list_count (list, MADO_EARLIER_NEW);
  guint n_refused = mado_earlier_list_count (list, MADO_EARLIER_REFUSED);
  g_autofree char *figures = mado_money_words_dup_count (n_new, mado_earlier_list_sum (list, MADO_EARLIER_NEW));
  /* Translators: how many cases, and how much money; then two numbers of rows */
  g_autofree char *detail = g_strdup_printf (_ ("%s are recorded.　recorded before: %u　refused: %u"), figures,
                                             mado_earlier_list_count (list, MADO_EARLIER_KNOWN), n_refused);
  g_autoptr (GListStore) lines = g_list_store_new (MADO_TYPE_MONEY_LINE);
  const char *heading = mado_findings_have_errors (list->findings) ? _ ("This table cannot be read")
                        : n_refused > 0                            ? _ ("Some rows are refused: they stay out")
                        : n_new > 0                                ? _ ("All of it can be recorded")
                                                                   : _ ("There is nothing new in it");

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->detail, detail);
  show_faults (self, list->findings);
  add_lines (lines, list, TRUE);
  add_lines (lines, list, FALSE);
  mado_money_table_show (self->table, lines, _ ("No rows"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "earlier.record",
                                 n_new > 0 && !mado_findings_have_errors (list->findings));
  gtk_stack_set_visible_child_name (self->stack, "content");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), heading, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
list_read (MadoMoneyPage *page, const GError *error)
{
  MadoEarlierPage *self = MADO_EARLIER_PAGE (page);

  if (error == NULL) {
    show_list (self);
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, "start");
  mado_refusal_alert (GTK_WIDGET (self), error);
}

static void
read_list (MadoEarlierPage *self, const char *path)
{
  MadoMoneyOrder *order = mado_money_order_new (MADO_ID_NONE);
  const MadoProgramme *programme = mado_session_get_programme (mado_money_page_get_session (MADO_MONEY_PAGE (self)));
  const MadoRight *right = mado_section_get (programme->rights, gtk_drop_down_get_selected (self->right));
  const char *paid_by = gtk_editable_get_text (self->programme);

  order->path = g_strdup (path);
  order->right = g_strdup (right->id);
  order->programme = paid_by[0] != '\0' ? g_strdup (paid_by) : NULL;
  gtk_stack_set_visible_child_name (self->stack, "working");
  mado_money_page_do (MADO_MONEY_PAGE (self), mado_money_read_earlier, NULL, order, list_read);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoEarlierPage) self = page;
  g_autoptr (GFile) file =
      gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    read_list (self, path);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose the Table of Earlier Payments"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb, g_object_ref (widget));
}

static void
recorded_cb (GtkButton *button, MadoMoneyPage *page)
{
  mado_money_page_push (page, mado_recorded_page_new (mado_money_page_get_till (page)));
}

static void
choose_row_cb (AdwEntryRow *row, MadoEarlierPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "earlier.choose", NULL);
}

/* --- recording ---------------------------------------------------------------------------------------------------- */

static void
done_cb (MadoMoneyDialog *dialog, MadoMoneySheet *sheet, MadoEarlierPage *self)
{
  g_autofree char *figures = mado_money_words_dup_count (mado_earlier_list_count (sheet->earlier, MADO_EARLIER_KNOWN),
                                                         mado_earlier_list_sum (sheet->earlier, MADO_EARLIER_KNOWN));
  /* Translators: %s is how many cases, and how much money */
  g_autofree char *text = g_strdup_printf (_ ("%s of this table are recorded"), figures);

  show_list (self);
  mado_money_page_say (MADO_MONEY_PAGE (self), text);
}

static void
record_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoMoneyPage *page = MADO_MONEY_PAGE (widget);
  const MadoEarlierList *list = get_list (MADO_EARLIER_PAGE (widget));
  guint n_refused = mado_earlier_list_count (list, MADO_EARLIER_REFUSED);
  g_autofree char *figures = mado_money_words_dup_count (mado_earlier_list_count (list, MADO_EARLIER_NEW),
                                                         mado_earlier_list_sum (list, MADO_EARLIER_NEW));
  g_autofree char *pledge =
      /* Translators: how many cases, and how much money; what was paid for; a number of rows */
      g_strdup_printf (_ ("%s are recorded as paid: %s is not paid again for them. Rows that stay out: %u."), figures,
                       list->right->label, n_refused);
  AdwDialog *dialog = mado_money_dialog_new (mado_money_page_get_till (page), mado_money_page_get_sheet (page),
                                             &(const MadoMoneyAsk) {
                                                 .title = _ ("Record Earlier Payments"),
                                                 .pledge = pledge,
                                                 .button = _ ("Record"),
                                                 .asks = MADO_MONEY_ASKS_NOTHING,
                                                 .act = mado_money_record_earlier,
                                             });

  g_signal_connect_object (dialog, "done", G_CALLBACK (done_cb), widget, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_earlier_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_EARLIER_PAGE);

  G_OBJECT_CLASS (mado_earlier_page_parent_class)->dispose (object);
}

static void
mado_earlier_page_class_init (MadoEarlierPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_earlier_page_dispose;
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-earlier-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoEarlierPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoEarlierPage, right);
  gtk_widget_class_bind_template_child (widget_class, MadoEarlierPage, programme);
  gtk_widget_class_bind_template_child (widget_class, MadoEarlierPage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoEarlierPage, detail);
  gtk_widget_class_bind_template_child (widget_class, MadoEarlierPage, faults);
  gtk_widget_class_bind_template_child (widget_class, MadoEarlierPage, table);
  gtk_widget_class_bind_template_child (widget_class, MadoEarlierPage, record);
  gtk_widget_class_bind_template_callback (widget_class, choose_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, recorded_cb);
  gtk_widget_class_install_action (widget_class, "earlier.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "earlier.record", NULL, record_cb);
}

static void
mado_earlier_page_init (MadoEarlierPage *self)
{
  const char *const columns[] = { _ ("Row"),     C_ ("earlier payment", "Number"),
                                  _ ("Paid on"), _ ("Amount"),
                                  _ ("Result"),  NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_money_table_head (self->table, _ ("Earlier Payments"), columns, 4);
}

/**
 * mado_earlier_page_new:
 * @till: whose money
 *
 * Returns: (transfer floating): a page that asks for the table
 */
AdwNavigationPage *
mado_earlier_page_new (MadoTill *till)
{
  MadoEarlierPage *self = g_object_new (MADO_TYPE_EARLIER_PAGE, NULL);
  const MadoProgramme *programme = mado_session_get_programme (mado_till_get_session (till));
  g_autoptr (GtkStringList) rights = gtk_string_list_new (NULL);

  mado_money_page_set_till (MADO_MONEY_PAGE (self), till);
  for (guint i = 0; i < mado_section_get_count (programme->rights); i++)
    gtk_string_list_append (rights, ((const MadoRight *) mado_section_get (programme->rights, i))->label);
  gtk_drop_down_set_model (self->right, G_LIST_MODEL (rights));

  return ADW_NAVIGATION_PAGE (self);
}
