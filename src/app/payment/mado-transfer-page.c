/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever is typed anew has to be checked anew before a file is made of it. */

#include "mado-transfer-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-date-text.h"
#include "mado-field.h"
#include "mado-fold.h"
#include "mado-json-member.h"
#include "mado-money-dialog.h"
#include "mado-money-words.h"
#include "mado-payment-way.h"
#include "mado-refusal-alert.h"
#include "mado-wording.h"

struct _MadoTransferPage {
  MadoMoneyPage parent_instance;

  MadoId id; /* of the batch */
  char *pay;
  gboolean is_for_bank;

  AdwWindowTitle *heading;
  GtkStack *stack;
  GtkEditable *day;
  AdwPreferencesGroup *payer_group;
  GtkEditable *payer[MADO_PAYER_N_PARTS];
  GtkLabel *refusal;
  GtkLabel *title;
  GtkLabel *twice;
  MadoMoneyTable *findings;
  GtkWidget *make;
  AdwStatusPage *made;
};

G_DEFINE_FINAL_TYPE (MadoTransferPage, mado_transfer_page, MADO_TYPE_MONEY_PAGE)

static MadoMoneySheet *
get_sheet (MadoTransferPage *self)
{
  return mado_money_page_get_sheet (MADO_MONEY_PAGE (self));
}

/* --- what was typed ----------------------------------------------------------------------------------------------- */

static void
refuse (MadoTransferPage *self, const char *text, GtkEditable *field)
{
  gtk_label_set_text (self->refusal, text);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (GTK_WIDGET (field));
}

/* The sender's name is the bank's half-width kana, and stays as it was typed. */
static char *
dup_typed (GtkEditable *field, gboolean is_name)
{
  g_autofree char *text =
      is_name ? g_strdup (gtk_editable_get_text (field)) : mado_fold_width (gtk_editable_get_text (field));

  return g_strdup (g_strstrip (text));
}

/* Returns: (transfer full) (nullable): what is wanted; %NULL after it was said what is missing */
static MadoMoneyOrder *
read_order (MadoTransferPage *self)
{
  g_autoptr (MadoMoneyOrder) order = mado_money_order_new (self->id);
  g_autofree char *typed = dup_typed (self->day, FALSE);
  char iso[MADO_DATE_ISO_SIZE];

  if (mado_date_text_parse (typed, &order->day) != MADO_DATE_TEXT_OK) {
    refuse (self, _ ("Type the day on which money moves, as R8.12.25"), self->day);
    return NULL;
  }
  mado_date_to_iso (order->day, iso);
  order->pay = g_strdup (self->pay);
  order->file = g_strdup_printf ("furikomi-%s.%s", iso, self->is_for_bank ? "txt" : "csv");
  for (guint i = 0; self->is_for_bank && i < MADO_PAYER_N_PARTS; i++) {
    order->payer[i] = dup_typed (self->payer[i], i == MADO_PAYER_NAME);
    if (order->payer[i][0] == '\0') {
      refuse (self, _ ("Fill in who pays: the bank's letter says it"), self->payer[i]);
      return NULL;
    }
  }

  return g_steal_pointer (&order);
}

/* --- what stands against it --------------------------------------------------------------------------------------- */

/* A record of the file is a row of the batch; 0 is a case that is not in it, whose number is the field. */
static MadoMoneyLine *
create_line (const MadoPaymentTransfer *transfer, guint index)
{
  const MadoFinding *finding = mado_findings_get (transfer->findings, index);
  MadoMoneyLine *line = mado_money_line_new (MADO_ID_NONE, index);
  gboolean is_case = finding->record == 0 && finding->field != NULL && strchr (finding->field, ':') != NULL;
  guint64 row = finding->record - 2; /* behind the header */
  const char *receipt = is_case ? finding->field : "—";

  if (finding->record > 1 && row < transfer->rows->len)
    receipt = mado_payment_row_get_receipt (g_ptr_array_index (transfer->rows, row));
  mado_money_line_take (
      line, 0,
      g_strdup (finding->severity == MADO_SEVERITY_ERROR ? C_ ("finding", "Error") : C_ ("finding", "Notice")));
  mado_money_line_take (line, 1, g_strdup (receipt));
  mado_money_line_take (line, 2,
                        mado_money_words_dup_reason (transfer->batch->programme, finding->code, finding->field));

  return line;
}

static void
show_check (MadoTransferPage *self)
{
  const MadoPaymentTransfer *transfer = get_sheet (self)->transfer;
  g_autoptr (GListStore) lines = g_list_store_new (MADO_TYPE_MONEY_LINE);
  g_autofree char *rows = mado_money_words_dup_count (transfer->rows->len, transfer->sum);
  g_autofree char *read = mado_money_words_dup_count (transfer->n_read, transfer->sum_read);
  /* Translators: what the rows of the batch come to, and what the file comes to when it is read again */
  g_autofree char *twice = g_strdup_printf (_ ("Rows: %s\nThe file, read again: %s"), rows, read);
  gboolean is_good = transfer->bytes != NULL;
  const char *good = self->is_for_bank ? _ ("Nothing stands against the file") : _ ("Nothing stands against the list");
  const char *title = is_good ? good : _ ("No file can be made: see to what stands below");

  for (guint i = 0; i < mado_findings_get_count (transfer->findings); i++) {
    g_autoptr (MadoMoneyLine) line = create_line (transfer, i);

    g_list_store_append (lines, line);
  }
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->twice, twice);
  mado_money_table_show (self->findings, lines, _ ("Nothing to look at"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "transfer.make", is_good);
  gtk_stack_set_visible_child_name (self->stack, "checked");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (is_good)
    gtk_widget_grab_focus (self->make);
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

static void
show_made (MadoTransferPage *self)
{
  g_autofree char *hex = get_sheet (self)->transfer != NULL
                             ? mado_hash_to_hex (&get_sheet (self)->transfer->hash)
                             : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, get_sheet (self)->kept);
  /* Translators: %s is a digest */
  g_autofree char *text =
      g_strdup_printf (_ ("It is kept in this profile, and is the same whenever it is asked for.\nSHA-256 %s"), hex);

  adw_status_page_set_description (self->made, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "transfer.sheet", get_sheet (self)->paper != NULL);
  gtk_stack_set_visible_child_name (self->stack, "made");
  gtk_widget_child_focus (GTK_WIDGET (self->made), GTK_DIR_TAB_FORWARD);
}

static void
made_cb (MadoMoneyDialog *dialog, MadoMoneySheet *sheet, MadoTransferPage *self)
{
  if (sheet->is_written)
    show_made (self);
  else
    show_check (self);
}

static void
make_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoTransferPage *self = MADO_TRANSFER_PAGE (widget);
  const MadoPaymentTransfer *transfer = get_sheet (self)->transfer;
  g_autofree char *figures = mado_money_words_dup_count (transfer->rows->len, transfer->sum);
  g_autofree char *day = NULL, *pledge = NULL;
  char iso[MADO_DATE_ISO_SIZE];
  AdwDialog *dialog;

  mado_date_to_iso (get_sheet (self)->order->day, iso);
  day = mado_wording_write_day (iso);
  /* Translators: how many cases and how much money, and a day */
  pledge = g_strdup_printf (_ ("A file over %s, to be paid on %s, is made for good. Another is made only when somebody "
                               "else signs that the bank has not taken this one."),
                            figures, day);
  dialog = mado_money_dialog_new (
      mado_money_page_get_till (MADO_MONEY_PAGE (self)), get_sheet (self),
      &(const MadoMoneyAsk) { .title = self->is_for_bank ? _ ("Make the file") : _ ("Make the list"),
                              .pledge = pledge,
                              .button = _ ("Make"),
                              .act = mado_money_make_file });
  g_signal_connect_object (dialog, "done", G_CALLBACK (made_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* --- checking ----------------------------------------------------------------------------------------------------- */

static void
checked (MadoMoneyPage *page, const GError *error)
{
  MadoTransferPage *self = MADO_TRANSFER_PAGE (page);

  if (error != NULL) {
    gtk_stack_set_visible_child_name (self->stack, "form");
    mado_refusal_alert (GTK_WIDGET (self), error);
  } else if (get_sheet (self)->transfer != NULL) {
    show_check (self);
  } else {
    show_made (self);
  }
}

static void
check_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoTransferPage *self = MADO_TRANSFER_PAGE (widget);
  MadoMoneyOrder *order = read_order (self);

  if (order == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "working");
  mado_money_page_do (MADO_MONEY_PAGE (self), mado_money_check_file, NULL, order, checked);
}

static void
day_cb (AdwEntryRow *row, MadoTransferPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "transfer.check", NULL);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoTransferPage *self = MADO_TRANSFER_PAGE (widget);

  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->day));
}

/* --- the sheet ---------------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject *file, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoTransferPage) self = page;

  if (g_file_replace_contents_finish (G_FILE (file), result, NULL, NULL))
    mado_money_page_say (MADO_MONEY_PAGE (self), _ ("The control sheet is saved"));
  else
    mado_money_page_say (MADO_MONEY_PAGE (self), _ ("The sheet could not be saved there. Choose another place."));
}

static void
place_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoTransferPage) self = page;
  g_autoptr (GFile) file =
      gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */

  if (file != NULL && get_sheet (self) != NULL && get_sheet (self)->paper != NULL)
    g_file_replace_contents_bytes_async (file, get_sheet (self)->paper, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                         saved_cb, g_object_ref (self));
}

static void
sheet_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save the Control Sheet"));
  gtk_file_dialog_set_initial_name (dialog, _ ("control-sheet.pdf"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, place_chosen_cb,
                        g_object_ref (widget));
}

/* --- who paid last time ------------------------------------------------------------------------------------------- */

static void
loaded (MadoMoneyPage *page, const GError *error)
{
  MadoTransferPage *self = MADO_TRANSFER_PAGE (page);

  if (error != NULL)
    mado_refusal_alert (GTK_WIDGET (self), error);
  for (guint i = 0; error == NULL && i < MADO_PAYER_N_PARTS; i++)
    if (get_sheet (self)->payer[i] != NULL)
      gtk_editable_set_text (self->payer[i], get_sheet (self)->payer[i]);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->day));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_transfer_page_dispose (GObject *object)
{
  MadoTransferPage *self = MADO_TRANSFER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_TRANSFER_PAGE);
  g_clear_pointer (&self->pay, g_free);

  G_OBJECT_CLASS (mado_transfer_page_parent_class)->dispose (object);
}

static void
mado_transfer_page_class_init (MadoTransferPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_transfer_page_dispose;
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-transfer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, day);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, payer_group);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, twice);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, findings);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, make);
  gtk_widget_class_bind_template_child (widget_class, MadoTransferPage, made);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_install_action (widget_class, "transfer.check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "transfer.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "transfer.make", NULL, make_cb);
  gtk_widget_class_install_action (widget_class, "transfer.sheet", NULL, sheet_cb);
}

static void
add_payer (MadoTransferPage *self)
{
  static const char *const titles[MADO_PAYER_N_PARTS] = {
    [MADO_PAYER_CODE] = N_ ("Number that the bank has given (10 digits)"),
    [MADO_PAYER_NAME] = N_ ("Name, in half-width kana"),
    [MADO_PAYER_BANK] = N_ ("Bank (4 digits)"),
    [MADO_PAYER_BRANCH] = N_ ("Branch (3 digits)"),
    [MADO_PAYER_KIND] = N_ ("Kind of account (1: ordinary, 2: current)"),
    [MADO_PAYER_NUMBER] = N_ ("Account number (7 digits)"),
  };

  for (guint i = 0; i < MADO_PAYER_N_PARTS; i++) {
    GtkWidget *row = adw_entry_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (titles[i]));
    adw_preferences_group_add (self->payer_group, row);
    self->payer[i] = GTK_EDITABLE (row);
    if (i != MADO_PAYER_NAME)
      mado_field_take_latin (self->payer[i]);
  }
}

static void
mado_transfer_page_init (MadoTransferPage *self)
{
  const char *const columns[] = { _ ("Weight"), _ ("Receipt number"), _ ("What it means"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (self->day);
  add_payer (self);
  mado_money_table_head (self->findings, _ ("What to look at"), columns, 2);
}

/**
 * mado_transfer_page_new:
 * @till: whose money
 * @batch: a batch that was approved
 * @pay: the way to pay
 *
 * Returns: (transfer floating): a page that asks for the day
 */
AdwNavigationPage *
mado_transfer_page_new (MadoTill *till, MadoId batch, const char *pay)
{
  MadoTransferPage *self = g_object_new (MADO_TYPE_TRANSFER_PAGE, NULL);
  const MadoProgramme *programme = mado_session_get_programme (mado_till_get_session (till));
  const MadoTransition *transition = mado_section_find (programme->transitions, pay);
  const MadoPacket *list = mado_payment_find_list (programme, transition);

  mado_money_page_set_till (MADO_MONEY_PAGE (self), till);
  self->id = batch;
  self->pay = g_strdup (pay);
  self->is_for_bank = list == NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->payer_group), self->is_for_bank);
  if (!self->is_for_bank) {
    adw_window_title_set_title (self->heading, list->label);
    gtk_button_set_label (GTK_BUTTON (self->make), _ ("_Make the List…"));
    adw_status_page_set_title (self->made, _ ("The List Is Made"));
  }
  mado_money_page_do (MADO_MONEY_PAGE (self), mado_money_load_payer, NULL, mado_money_order_new (batch), loaded);

  return ADW_NAVIGATION_PAGE (self);
}
