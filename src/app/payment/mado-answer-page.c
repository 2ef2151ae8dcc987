/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing is written while it is looked at: reading, leaving out and looking again are free. */

#include "mado-answer-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-answer-form.h"
#include "mado-json-member.h"
#include "mado-money-dialog.h"
#include "mado-money-words.h"
#include "mado-payment-words.h"
#include "mado-refusal-alert.h"
#include "mado-wording.h"

struct _MadoAnswerPage {
  MadoMoneyPage parent_instance;

  MadoId id; /* of the batch */
  const MadoPacket *packet;

  AdwWindowTitle *heading;
  GtkStack *stack;
  AdwStatusPage *start;
  MadoAnswerForm *form;
  AdwStatusPage *working;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *faults;
  GtkCheckButton *only_odd;
  MadoMoneyTable *table;
  GtkWidget *rows;
  GtkEditable *reason;
  GtkWidget *apply;
};

G_DEFINE_FINAL_TYPE (MadoAnswerPage, mado_answer_page, MADO_TYPE_MONEY_PAGE)

/* Returns: (nullable): what came back; %NULL: nothing was read yet */
static MadoPaymentAnswer *
get_answer (MadoAnswerPage *self)
{
  const MadoMoneySheet *sheet = mado_money_page_get_sheet (MADO_MONEY_PAGE (self));

  return sheet != NULL ? sheet->answer : NULL;
}

static void
say (MadoAnswerPage *self, const char *text)
{
  mado_money_page_say (MADO_MONEY_PAGE (self), text);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static gboolean
is_odd (const MadoAnsweredRow *row)
{
  return row->state != MADO_ANSWERED_EQUAL && row->state != MADO_ANSWERED_SAME;
}

static char *
write_counts (const MadoPaymentAnswer *answer)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (int state = 0; state < MADO_ANSWERED_N_STATES; state++) {
    guint count = mado_payment_answer_count (answer, (MadoAnsweredState) state);

    if (count > 0)
      g_strv_builder_take (parts,
                           g_strdup_printf ("%s %u", mado_money_words_get_answered ((MadoAnsweredState) state), count));
  }
  all = g_strv_builder_end (parts);

  return g_strjoinv ("　", all);
}

/* Where columns are missing, all of them in one line. */
static char *
write_columns (const MadoPaymentAnswer *answer)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < mado_findings_get_count (answer->findings); i++) {
    const MadoFinding *finding = mado_findings_get (answer->findings, i);

    if (strcmp (finding->code, MADO_ANSWER_COLUMN) == 0)
      g_strv_builder_add (names, finding->field);
  }
  all = g_strv_builder_end (names);
  text = g_strjoinv ("、", all);

  return text[0] != '\0' ? g_strdup_printf ("%s\n%s", _ (mado_payment_code_get_message (MADO_ANSWER_COLUMN)), text)
                         : NULL;
}

static char *
write_fault (const MadoPaymentAnswer *answer, const MadoFinding *finding)
{
  g_autofree char *text = mado_money_words_dup_reason (answer->clerk->programme, finding->code, finding->field);

  return finding->record > 0 ? g_strdup_printf (_ ("Row %u: %s"), (guint) finding->record, text)
                             : g_steal_pointer (&text);
}

static char *
write_faults (const MadoPaymentAnswer *answer)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  char *columns = write_columns (answer);

  if (columns != NULL)
    g_strv_builder_take (parts, columns);
  for (guint i = 0; i < mado_findings_get_count (answer->findings); i++) {
    const MadoFinding *finding = mado_findings_get (answer->findings, i);

    if (strcmp (finding->code, MADO_ANSWER_COLUMN) != 0)
      g_strv_builder_take (parts, write_fault (answer, finding));
  }
  all = g_strv_builder_end (parts);

  return g_strjoinv ("\n", all);
}

/* What is to look at in a row. */
static char *
write_row (const MadoPaymentAnswer *answer, const MadoAnsweredRow *row)
{
  const MadoProgramme *programme = answer->clerk->programme;
  g_autofree char *what = NULL;

  if (!is_odd (row))
    return g_strdup (row->transition != NULL ? row->transition->label : "");
  what = mado_money_words_dup_reason (
      programme, row->code != NULL ? row->code : mado_answered_state_get_name (row->state), row->subject);
  if (row->left_out != NULL)
    /* Translators: %s is the reason that somebody gave */
    return g_strdup_printf (C_ ("decision", "Left out: %s"), row->left_out);
  if (row->changed != NULL) {
    g_autofree char *items = mado_money_words_dup_items (row->changed);

    return g_strdup_printf ("%s：%s", items, what);
  }

  return g_steal_pointer (&what);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static MadoMoneyLine *
create_line (const MadoPaymentAnswer *answer, guint index)
{
  const MadoAnsweredRow *row = g_ptr_array_index (answer->rows, index);
  MadoMoneyLine *line = mado_money_line_new (row->row != NULL ? row->row->id : MADO_ID_NONE, index);

  mado_money_line_take (line, 0,
                        row->record > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, row->record) : g_strdup ("—"));
  mado_money_line_take (line, 1, g_strdup (row->row != NULL ? mado_payment_row_get_receipt (row->row) : "—"));
  mado_money_line_take (line, 2, row->row != NULL ? mado_wording_write_yen (row->row->amount) : g_strdup (""));
  mado_money_line_take (line, 3, g_strdup (mado_money_words_get_answered (row->state)));
  mado_money_line_take (line, 4, write_row (answer, row));

  return line;
}

static void
show_rows (MadoAnswerPage *self)
{
  const MadoPaymentAnswer *answer = get_answer (self);
  g_autoptr (GListStore) lines = g_list_store_new (MADO_TYPE_MONEY_LINE);
  gboolean is_odd_alone = gtk_check_button_get_active (self->only_odd);

  for (guint i = 0; i < answer->rows->len; i++) {
    g_autoptr (MadoMoneyLine) line = NULL;

    if (is_odd_alone && !is_odd (g_ptr_array_index (answer->rows, i)))
      continue;
    line = create_line (answer, i);
    g_list_store_append (lines, line);
  }
  mado_money_table_show (self->table, lines, is_odd_alone ? _ ("Nothing differs") : _ ("No rows"));
}

/* One difference after the other: whoever settles them types a reason, and has the next. */
static void
turn_to_open (MadoAnswerPage *self)
{
  const GPtrArray *rows = get_answer (self)->rows;

  for (guint place = 0; place < mado_money_table_get_n_lines (self->table); place++) {
    MadoMoneyLine *line = mado_money_table_get_line (self->table, place);
    const MadoAnsweredRow *row = g_ptr_array_index (rows, mado_money_line_get_index (line));

    if (!is_odd (row) || row->left_out != NULL)
      continue;
    mado_money_table_select (self->table, place);
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
    return;
  }
}

static void
show_answer (MadoAnswerPage *self)
{
  const MadoPaymentAnswer *answer = get_answer (self);
  gboolean is_balanced = mado_payment_answer_is_balanced (answer);
  guint n_equal = mado_payment_answer_count (answer, MADO_ANSWERED_EQUAL);
  g_autofree char *figures = mado_money_words_dup_count (n_equal, answer->sum);
  g_autofree char *counts = write_counts (answer);
  g_autofree char *faults = write_faults (answer);
  gboolean is_readable = !mado_findings_have_errors (answer->findings);
  const char *title = !is_readable  ? _ ("Nothing of this file can be taken over")
                      : is_balanced ? _ ("It balances: it can be taken over")
                                    : _ ("It does not balance: say of each difference why it is left out");
  /* Translators: %s is how many cases, and how much money */
  g_autofree char *detail = g_strdup_printf (_ ("%s are taken over.　%s"), figures, counts);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  gtk_label_set_text (self->faults, faults);
  gtk_widget_set_visible (GTK_WIDGET (self->faults), faults[0] != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "answer.apply", is_balanced && n_equal > 0);
  gtk_widget_set_visible (self->rows, is_readable);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), is_readable);
  show_rows (self);
  gtk_stack_set_visible_child_name (self->stack, "content");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (is_balanced)
    gtk_widget_grab_focus (self->apply);
  else if (is_readable)
    turn_to_open (self);
}

static void
only_odd_cb (GtkCheckButton *button, MadoAnswerPage *self)
{
  if (get_answer (self) != NULL)
    show_rows (self);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
answer_read (MadoMoneyPage *page, const GError *error)
{
  MadoAnswerPage *self = MADO_ANSWER_PAGE (page);

  if (error != NULL) {
    gtk_stack_set_visible_child_name (self->stack, "start");
    mado_refusal_alert (GTK_WIDGET (self), error);
    return;
  }
  gtk_check_button_set_active (self->only_odd, TRUE);
  show_answer (self);
}

static void
read_answer (MadoAnswerPage *self, MadoMoneyOrder *order)
{
  order->packet = g_strdup (self->packet->id);
  gtk_stack_set_visible_child_name (self->stack, "working");
  adw_status_page_set_title (self->working, _ ("Reading the File"));
  mado_money_page_do (MADO_MONEY_PAGE (self), mado_money_read_answer, NULL, order, answer_read);
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoAnswerPage) self = page;
  g_autoptr (GFile) file =
      gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  MadoMoneyOrder *order;

  if (path == NULL)
    return;
  order = mado_money_order_new (self->id);
  order->path = g_steal_pointer (&path);
  read_answer (self, order);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose the File That Came Back"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb, g_object_ref (widget));
}

static void
typed_cb (MadoAnswerForm *form, MadoAnswerPage *self)
{
  MadoMoneyOrder *order = mado_money_order_new (self->id);

  if (mado_answer_form_read (form, order))
    read_answer (self, order);
  else
    mado_money_order_unref (order);
}

/* --- leaving out -------------------------------------------------------------------------------------------------- */

static gboolean
need_reason (MadoAnswerPage *self)
{
  const char *reason = gtk_editable_get_text (self->reason);

  if (reason[0] != '\0')
    return TRUE;
  say (self, _ ("Say why it is left out: the batch keeps it"));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));

  return FALSE;
}

static void
leave_out (MadoAnswerPage *self, gboolean is_of_kind)
{
  MadoMoneyLine *line = mado_money_table_get_selected (self->table);
  const GPtrArray *rows = get_answer (self)->rows;
  MadoAnsweredState state;

  if (line == NULL) {
    say (self, _ ("Choose the row that is left out"));
    return;
  }
  if (!need_reason (self))
    return;
  state = ((const MadoAnsweredRow *) g_ptr_array_index (rows, mado_money_line_get_index (line)))->state;
  for (guint i = 0; i < rows->len; i++)
    if (i == mado_money_line_get_index (line) ||
        (is_of_kind && ((const MadoAnsweredRow *) g_ptr_array_index (rows, i))->state == state))
      mado_payment_answer_settle (get_answer (self), i, gtk_editable_get_text (self->reason));
  gtk_editable_set_text (self->reason, "");
  show_answer (self);
}

static void
reason_cb (GtkEntry *reason, MadoAnswerPage *self)
{
  leave_out (self, FALSE);
}

static void
leave_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave_out (MADO_ANSWER_PAGE (widget), FALSE);
}

static void
leave_out_kind_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave_out (MADO_ANSWER_PAGE (widget), TRUE);
}

/* --- taking over -------------------------------------------------------------------------------------------------- */

static void
done_cb (MadoMoneyDialog *dialog, MadoMoneySheet *sheet, MadoAnswerPage *self)
{
  g_autofree char *figures = NULL, *text = NULL;
  guint n_written = 0;

  for (guint i = 0; i < sheet->answer->rows->len; i++)
    n_written += ((const MadoAnsweredRow *) g_ptr_array_index (sheet->answer->rows, i))->is_written;
  figures = mado_money_words_dup_count (n_written, sheet->answer->sum);
  /* Translators: %s is how many cases, and how much money */
  text = g_strdup_printf (_ ("%s were taken over"), figures);
  say (self, text);
  if (n_written < mado_payment_answer_count (sheet->answer, MADO_ANSWERED_EQUAL) ||
      mado_payment_answer_count (sheet->answer, MADO_ANSWERED_REFUSED) > 0)
    show_answer (self);
  else
    mado_money_page_leave (MADO_MONEY_PAGE (self));
}

/* Of what has to be signed, who does: whoever works here where it is their role. */
static MadoMoneyAsks
find_asks (MadoAnswerPage *self)
{
  MadoSession *session = mado_money_page_get_session (MADO_MONEY_PAGE (self));
  const MadoProgramme *programme = mado_session_get_programme (session);
  const MadoPerson *person = mado_session_get_person (session);

  for (guint i = 0; i < mado_section_get_count (self->packet->rows); i++) {
    const MadoNamed *row = mado_section_get (self->packet->rows, i);
    const MadoTransition *transition = mado_section_find (programme->transitions, row->label);

    if (transition != NULL && transition->signed_by[0] != '\0')
      return g_strv_contains (person->roles, transition->signed_by) ? MADO_MONEY_ASKS_PASSWORD : MADO_MONEY_ASKS_SIGNER;
  }

  return MADO_MONEY_ASKS_NOTHING;
}

static void
apply_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoAnswerPage *self = MADO_ANSWER_PAGE (widget);
  guint n_equal = mado_payment_answer_count (get_answer (self), MADO_ANSWERED_EQUAL);
  g_autofree char *figures = mado_money_words_dup_count (n_equal, get_answer (self)->sum);
  /* Translators: the name of a packet; how many cases, and how much money */
  g_autofree char *pledge =
      g_strdup_printf (_ ("%s is taken over for %s. What was left out stays as it was."), self->packet->label, figures);
  MadoMoneyPage *page = MADO_MONEY_PAGE (widget);
  AdwDialog *dialog = mado_money_dialog_new (mado_money_page_get_till (page), mado_money_page_get_sheet (page),
                                             &(const MadoMoneyAsk) {
                                                 .title = _ ("Take over"),
                                                 .pledge = pledge,
                                                 .button = _ ("Take Over"),
                                                 .asks = find_asks (self),
                                                 .act = mado_money_apply_answer,
                                             });

  g_signal_connect_object (dialog, "done", G_CALLBACK (done_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

static MadoMoneyTable *
get_table (MadoMoneyPage *page)
{
  return MADO_ANSWER_PAGE (page)->table;
}

static void
opened_cb (MadoMoneyTable *table, guint place, MadoMoneyPage *page)
{
  mado_money_page_open_row (page, place);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_answer_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_ANSWER_PAGE);

  G_OBJECT_CLASS (mado_answer_page_parent_class)->dispose (object);
}

static void
mado_answer_page_class_init (MadoAnswerPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_answer_page_dispose;
  MADO_MONEY_PAGE_CLASS (class)->get_table = get_table;
  g_type_ensure (MADO_TYPE_ANSWER_FORM);
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-answer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, heading);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, start);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, form);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, working);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, detail);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, faults);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, only_odd);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, table);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, reason);
  gtk_widget_class_bind_template_child (widget_class, MadoAnswerPage, apply);
  gtk_widget_class_bind_template_callback (widget_class, only_odd_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_install_action (widget_class, "answer.choose", NULL, choose_cb);
  gtk_widget_class_install_action (widget_class, "answer.leave-out", NULL, leave_out_cb);
  gtk_widget_class_install_action (widget_class, "answer.leave-out-kind", NULL, leave_out_kind_cb);
  gtk_widget_class_install_action (widget_class, "answer.apply", NULL, apply_cb);
}

static void
mado_answer_page_init (MadoAnswerPage *self)
{
  const char *const columns[] = { _ ("Row"), _ ("Receipt number"), _ ("Amount"), _ ("Result"), _ ("Detail"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_money_table_head (self->table, _ ("Rows that came back"), columns, 4);
}

/**
 * mado_answer_page_new:
 * @till: whose money
 * @batch: a batch that was approved
 * @wanted: what has come back for it
 *
 * Returns: (transfer floating): a page that asks for the file
 */
AdwNavigationPage *
mado_answer_page_new (MadoTill *till, MadoId batch, MadoPaymentReturn wanted)
{
  MadoAnswerPage *self = g_object_new (MADO_TYPE_ANSWER_PAGE, NULL);
  MadoProgramme *programme = mado_session_get_programme (mado_till_get_session (till));

  mado_money_page_set_till (MADO_MONEY_PAGE (self), till);
  self->id = batch;
  self->packet = mado_payment_find_return (programme, wanted);
  adw_window_title_set_title (self->heading, self->packet->label);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), self->packet->label);
  adw_status_page_set_title (self->start, self->packet->label);
  gtk_widget_set_visible (GTK_WIDGET (self->form), wanted == MADO_PAYMENT_RESULT);
  if (wanted == MADO_PAYMENT_RESULT)
    mado_answer_form_ask (self->form, programme, self->packet);

  return ADW_NAVIGATION_PAGE (self);
}
