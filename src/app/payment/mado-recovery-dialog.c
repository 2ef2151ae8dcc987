/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever approves types the sum: they have read it. What was typed stays where the step is refused. */

#include "mado-recovery-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-base-window.h"
#include "mado-date-text.h"
#include "mado-field.h"
#include "mado-fold.h"
#include "mado-json-member.h"
#include "mado-money-words.h"
#include "mado-payment-table.h"
#include "mado-payment-words.h"
#include "mado-recovery-acts.h"
#include "mado-recovery.h"
#include "mado-refusal-alert.h"
#include "mado-wording.h"

typedef enum {
  ASKS_RECEIPT = 1 << 0,
  ASKS_CAUSE = 1 << 1,
  ASKS_ENTRY = 1 << 2,
  ASKS_AMOUNT = 1 << 3,
  ASKS_DAY = 1 << 4,
  ASKS_REASON = 1 << 5,
} Asks;

typedef struct {
  const char *kind;
  const char *title;
  const char *button;
  const char *pledge; /* stands below what it is about */
  const char *told;   /* afterwards */
  Asks asks;
} Step;

static const Step steps[] = {
  [MADO_RECOVERY_STEP_APPROVE] = { "recovery.approve", N_ ("Approve That It Is Asked Back"), N_ ("Approve"),
                                   N_ ("I have looked at the application, and approve that this is asked back. Type "
                                       "the "
                                       "amount once more."),
                                   N_ ("That it is asked back was approved"), ASKS_AMOUNT },
  [MADO_RECOVERY_STEP_DECLINE] = { "recovery.decline", N_ ("Decline to Ask It Back"), N_ ("Decline"),
                                   N_ ("Nothing of it is asked back."), N_ ("That it is asked back was declined"),
                                   ASKS_REASON },
  [MADO_RECOVERY_STEP_RECEIVE] = { "recovery.receive", N_ ("Enter Money That Came"), N_ ("Enter"),
                                   N_ ("What came is entered with its day. All of it, or a part."),
                                   N_ ("What came was entered"), ASKS_AMOUNT | ASKS_DAY },
  [MADO_RECOVERY_STEP_STRIKE] = { "recovery.strike", N_ ("Strike an Entry Out"), N_ ("Strike Out"),
                                  N_ ("What was entered wrongly does not count any more, and stays in sight."),
                                  N_ ("The entry was struck out"), ASKS_ENTRY | ASKS_REASON },
  [MADO_RECOVERY_STEP_WAIVE] = { "recovery.waive", N_ ("Give the Rest Up"), N_ ("Give Up"),
                                 N_ ("What is still open of it is given up, for good."), N_ ("The rest was given up"),
                                 ASKS_REASON },
  [MADO_RECOVERY_STEP_ASK] = { "recovery.ask", N_ ("Ask Money Back"), N_ ("Ask Back"),
                               N_ ("What was paid comes back, as a whole or a part of it. Somebody else approves it. "
                                   "The "
                                   "right stays paid: nothing is paid again by itself."),
                               N_ ("It was asked back: somebody else approves it"),
                               ASKS_RECEIPT | ASKS_CAUSE | ASKS_AMOUNT | ASKS_DAY | ASKS_REASON },
};

struct _MadoRecoveryDialog {
  AdwDialog parent_instance;

  MadoTill *till;
  MadoRecoveryStep step;
  MadoEntity *recovery; /* (nullable) */

  GtkLabel *pledge;
  GtkLabel *refusal;
  GtkEditable *receipt;
  AdwComboRow *cause;
  AdwComboRow *entry;
  GtkEditable *amount;
  GtkEditable *day;
  GtkEditable *reason;
  GtkWidget *cancel;
  GtkButton *act_button;
};

G_DEFINE_FINAL_TYPE (MadoRecoveryDialog, mado_recovery_dialog, ADW_TYPE_DIALOG)

enum { SIGNAL_DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
refuse (MadoRecoveryDialog *self, const char *text, GtkEditable *field)
{
  mado_refusal_tell (self->refusal, text, GTK_WIDGET (field));

  return FALSE;
}

static void
set_busy (MadoRecoveryDialog *self, gboolean is_busy)
{
  mado_base_window_hold_dialog (ADW_DIALOG (self), GTK_WIDGET (self->act_button), self->cancel, is_busy);
}

/* --- what is typed ------------------------------------------------------------------------------------------------ */

static gboolean
is_asked (MadoRecoveryDialog *self, Asks what)
{
  return (steps[self->step].asks & what) != 0;
}

static char *
dup_typed (GtkEditable *field)
{
  return g_strstrip (mado_fold_width (gtk_editable_get_text (field)));
}

static gboolean
read_amount (MadoRecoveryDialog *self, MadoMoneyOrder *order)
{
  g_autofree char *typed = dup_typed (self->amount), *digits = mado_payment_table_dup_yen (typed);
  guint64 yen = 0;

  if (!g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT32, &yen, NULL))
    return refuse (self, _ ("Type the amount in whole yen, as 50000"), self->amount);
  order->amount = (gint64) yen;

  return TRUE;
}

/* By which day it is to come nobody has to know. */
static gboolean
read_day (MadoRecoveryDialog *self, MadoMoneyOrder *order)
{
  g_autofree char *typed = dup_typed (self->day);

  if (typed[0] == '\0' && self->step == MADO_RECOVERY_STEP_ASK)
    return TRUE;

  return mado_date_text_parse (typed, &order->day) == MADO_DATE_TEXT_OK ||
         refuse (self, _ ("This is no date. Write it as R8.12.25."), self->day);
}

/* Returns: (nullable): an entry that whoever works here may strike out */
static yyjson_val *
get_entry (MadoRecoveryDialog *self, guint place)
{
  yyjson_val *returns = yyjson_obj_get (mado_entity_get_body (self->recovery), "returns");
  yyjson_arr_iter iter = yyjson_arr_iter_with (returns);

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    if (mado_recoveries_may_strike (mado_till_get_session (self->till), entry) && place-- == 0)
      return entry;

  return NULL;
}

static gboolean
read_words (MadoRecoveryDialog *self, MadoMoneyOrder *order)
{
  order->receipt = dup_typed (self->receipt);
  order->reason = is_asked (self, ASKS_REASON) ? g_strstrip (g_strdup (gtk_editable_get_text (self->reason))) : NULL;
  if (is_asked (self, ASKS_RECEIPT) && order->receipt[0] == '\0')
    return refuse (self, _ ("Type the receipt number"), self->receipt);
  if (is_asked (self, ASKS_REASON) && order->reason[0] == '\0')
    return refuse (self, _ ("Say why: whoever approves or audits it reads that"), self->reason);
  if (is_asked (self, ASKS_CAUSE))
    order->cause = g_strdup (mado_recovery_get_causes ()[adw_combo_row_get_selected (self->cause)]);
  if (is_asked (self, ASKS_ENTRY))
    order->entry =
        g_strdup (mado_json_get_text (get_entry (self, adw_combo_row_get_selected (self->entry)), "operation"));

  return TRUE;
}

static gboolean
read_order (MadoRecoveryDialog *self, MadoMoneyOrder *order)
{
  order->kind = g_strdup (steps[self->step].kind);
  if (self->recovery != NULL) {
    order->row = mado_entity_get_id (self->recovery);
    order->base = mado_entity_get_version (self->recovery);
  }

  return (!is_asked (self, ASKS_AMOUNT) || read_amount (self, order)) &&
         (!is_asked (self, ASKS_DAY) || read_day (self, order)) && read_words (self, order);
}

/* --- doing it ----------------------------------------------------------------------------------------------------- */

static void
done_cb (GObject *till, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoRecoveryDialog) self = dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMoneySheet) sheet = mado_till_do_finish (MADO_TILL (till), result, &error);

  if (self->till == NULL)
    return;
  set_busy (self, FALSE);
  if (sheet == NULL) {
    refuse (self, mado_money_words_get_fault (error), NULL);
  } else if (sheet->refused != NULL) {
    refuse (self, _ (mado_payment_code_get_message (sheet->refused)),
            is_asked (self, ASKS_AMOUNT) ? self->amount : NULL);
  } else {
    adw_dialog_force_close (ADW_DIALOG (self));
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
  }
}

static void
act_cb (GtkWidget *from, MadoRecoveryDialog *self)
{
  g_autoptr (MadoMoneyOrder) order = mado_money_order_new (MADO_ID_NONE);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->act_button)) || !read_order (self, order))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  set_busy (self, TRUE);
  mado_till_do_async (self->till, self->step == MADO_RECOVERY_STEP_ASK ? mado_recovery_act_ask : mado_recovery_act_step,
                      NULL, g_steal_pointer (&order), done_cb, g_object_ref (self));
}

static void
cancel_cb (GtkWidget *from, MadoRecoveryDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_recovery_dialog_dispose (GObject *object)
{
  MadoRecoveryDialog *self = MADO_RECOVERY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_RECOVERY_DIALOG);
  g_clear_object (&self->till);
  g_clear_pointer (&self->recovery, mado_entity_unref);

  G_OBJECT_CLASS (mado_recovery_dialog_parent_class)->dispose (object);
}

static void
mado_recovery_dialog_class_init (MadoRecoveryDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_recovery_dialog_dispose;
  signals[SIGNAL_DONE] =
      g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-recovery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, pledge);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, receipt);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, cause);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, day);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, MadoRecoveryDialog, act_button);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
mado_recovery_dialog_init (MadoRecoveryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (self->receipt);
  mado_field_take_latin (self->amount);
  mado_field_take_latin (self->day);
}

static void
fill_causes (MadoRecoveryDialog *self)
{
  g_autoptr (GtkStringList) causes = gtk_string_list_new (NULL);

  for (const char *const *cause = mado_recovery_get_causes (); *cause != NULL; cause++)
    gtk_string_list_append (causes, _ (mado_recovery_cause_get_label (*cause)));
  adw_combo_row_set_model (self->cause, G_LIST_MODEL (causes));
}

static void
fill_entries (MadoRecoveryDialog *self)
{
  g_autoptr (GtkStringList) entries = gtk_string_list_new (NULL);
  yyjson_val *entry;

  for (guint i = 0; self->recovery != NULL && (entry = get_entry (self, i)) != NULL; i++) {
    g_autofree char *day = mado_wording_write_day (mado_json_get_text (entry, "day"));
    g_autofree char *amount = mado_wording_write_yen (mado_json_get_number (entry, "amount"));
    g_autofree char *text = g_strdup_printf ("%s　%s", day, amount);

    gtk_string_list_append (entries, text);
  }
  adw_combo_row_set_model (self->entry, G_LIST_MODEL (entries));
}

static void
show_asked (MadoRecoveryDialog *self)
{
  GtkWidget *const fields[] = { GTK_WIDGET (self->receipt), GTK_WIDGET (self->cause), GTK_WIDGET (self->entry),
                                GTK_WIDGET (self->amount),  GTK_WIDGET (self->day),   GTK_WIDGET (self->reason) };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_set_visible (fields[i], is_asked (self, 1 << i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->day),
                                 self->step == MADO_RECOVERY_STEP_ASK
                                     ? _ ("By which day, where that is set (as R8.12.25)")
                                     : _ ("Day on which it came (as R8.12.25)"));
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gtk_widget_get_visible (fields[i])) {
      adw_dialog_set_focus (ADW_DIALOG (self), fields[i]);
      break;
    }
}

/**
 * mado_recovery_dialog_new:
 * @till: whose money
 * @step: what is done
 * @row: (nullable): with what; %NULL: it is asked for first
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_recovery_dialog_new (MadoTill *till, MadoRecoveryStep step, const MadoRecoveryRow *row)
{
  MadoRecoveryDialog *self = g_object_new (MADO_TYPE_RECOVERY_DIALOG, NULL);
  g_autofree char *said = row != NULL ? mado_money_words_dup_recovery (row->entity) : NULL;
  g_autofree char *about = said != NULL ? g_strdup_printf ("%s　%s\n", row->receipt, said) : g_strdup ("");
  g_autofree char *pledge = g_strconcat (about, _ (steps[step].pledge), NULL);

  self->till = g_object_ref (till);
  self->step = step;
  self->recovery = row != NULL ? mado_entity_ref (row->entity) : NULL;
  adw_dialog_set_title (ADW_DIALOG (self), _ (steps[step].title));
  gtk_label_set_text (self->pledge, pledge);
  gtk_button_set_label (self->act_button, _ (steps[step].button));
  fill_causes (self);
  fill_entries (self);
  show_asked (self);

  return ADW_DIALOG (self);
}

/**
 * mado_recovery_dialog_get_told:
 * @self: a dialog that is done
 *
 * Returns: (transfer none): what was done, in a sentence
 */
const char *
mado_recovery_dialog_get_told (MadoRecoveryDialog *self)
{
  return _ (steps[self->step].told);
}
