/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was typed stays where the step is refused; the password does not. */

#include "mado-money-dialog.h"

#include <glib/gi18n.h>

#include "mado-base-window.h"
#include "mado-field.h"
#include "mado-money-words.h"
#include "mado-payment-words.h"
#include "mado-practice-ward.h"
#include "mado-refusal-alert.h"

struct _MadoMoneyDialog {
  AdwDialog parent_instance;

  MadoTill *till;
  MadoMoneySheet *sheet;
  MadoMoneyAsks asks;
  MadoMoneyAct act;
  char *kind;   /* (nullable) */
  char *digest; /* (nullable) */
  MadoId row;

  GtkLabel *pledge;
  GtkLabel *refusal;
  AdwPreferencesGroup *fields;
  GtkEditable *reason;
  GtkEditable *signer;
  GtkEditable *password;
  GtkEditable *own;
  GtkLabel *hint;
  GtkWidget *cancel;
  GtkButton *act_button;
};

G_DEFINE_FINAL_TYPE (MadoMoneyDialog, mado_money_dialog, ADW_TYPE_DIALOG)

enum { SIGNAL_DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
refuse (MadoMoneyDialog *self, const char *text, GtkEditable *field)
{
  mado_refusal_tell (self->refusal, text, GTK_WIDGET (field));
}

static void
set_busy (MadoMoneyDialog *self, gboolean is_busy)
{
  mado_base_window_hold_dialog (ADW_DIALOG (self), GTK_WIDGET (self->act_button), self->cancel, is_busy);
}

/* --- doing it ----------------------------------------------------------------------------------------------------- */

static void
done_cb (GObject *till, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoMoneyDialog) self = dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMoneySheet) sheet = mado_till_do_finish (MADO_TILL (till), result, &error);

  if (self->till == NULL)
    return;
  set_busy (self, FALSE);
  if (sheet == NULL) {
    refuse (self, mado_money_words_get_fault (error), self->password);
  } else if (sheet->refused != NULL) {
    refuse (self, _ (mado_payment_code_get_message (sheet->refused)), NULL);
  } else {
    adw_dialog_force_close (ADW_DIALOG (self));
    g_signal_emit (self, signals[SIGNAL_DONE], 0, sheet);
  }
}

/* Returns: (nullable): the first field that has to be filled in */
static GtkEditable *
find_empty (MadoMoneyDialog *self)
{
  GtkEditable *const fields[] = { self->reason, self->signer, self->password, self->own };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (fields[i])) && gtk_editable_get_text (fields[i])[0] == '\0')
      return fields[i];

  return NULL;
}

static MadoMoneyOrder *
read_order (MadoMoneyDialog *self)
{
  MadoMoneyOrder *order = mado_money_order_new (MADO_ID_NONE);

  order->kind = g_strdup (self->kind);
  order->digest = g_strdup (self->digest);
  order->row = self->row;
  if (self->asks & MADO_MONEY_ASKS_REASON)
    order->reason = g_strdup (gtk_editable_get_text (self->reason));
  if (self->asks & MADO_MONEY_ASKS_SIGNER)
    order->signer = g_strdup (gtk_editable_get_text (self->signer));
  if (self->asks & (MADO_MONEY_ASKS_SIGNER | MADO_MONEY_ASKS_PASSWORD))
    order->password = mado_field_take_secret (self->password);
  if (gtk_widget_get_visible (GTK_WIDGET (self->own)))
    order->own = mado_field_take_secret (self->own);

  return order;
}

static void
act_cb (GtkWidget *from, MadoMoneyDialog *self)
{
  GtkEditable *empty = find_empty (self);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->act_button)))
    return;
  if (empty != NULL) {
    refuse (self, empty == self->password ? _ ("Type your password: that is how you sign") : _ ("Fill in every field"),
            empty);
    return;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  set_busy (self, TRUE);
  mado_till_do_async (self->till, self->act, self->sheet, read_order (self), done_cb, g_object_ref (self));
}

static void
cancel_cb (GtkWidget *from, MadoMoneyDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_money_dialog_dispose (GObject *object)
{
  MadoMoneyDialog *self = MADO_MONEY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_MONEY_DIALOG);
  g_clear_pointer (&self->sheet, mado_money_sheet_unref);
  g_clear_object (&self->till);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->digest, g_free);

  G_OBJECT_CLASS (mado_money_dialog_parent_class)->dispose (object);
}

static void
mado_money_dialog_class_init (MadoMoneyDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_money_dialog_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-money-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, pledge);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, signer);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, password);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, own);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, MadoMoneyDialog, act_button);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
mado_money_dialog_init (MadoMoneyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (self->signer);
  mado_field_take_latin (self->password);
  mado_field_take_latin (self->own);
}

static void
show_asked (MadoMoneyDialog *self)
{
  gboolean signs = (self->asks & (MADO_MONEY_ASKS_SIGNER | MADO_MONEY_ASKS_PASSWORD)) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->fields), self->asks != MADO_MONEY_ASKS_NOTHING);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), (self->asks & MADO_MONEY_ASKS_REASON) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->signer), (self->asks & MADO_MONEY_ASKS_SIGNER) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->password), signs);
  gtk_widget_set_visible (GTK_WIDGET (self->own),
                          (self->asks & MADO_MONEY_ASKS_SIGNER) != 0 &&
                              mado_session_get_connection (mado_till_get_session (self->till)) != NULL);
  if (signs && mado_session_is_practice (mado_till_get_session (self->till))) {
    /* Translators: %s is a password */
    g_autofree char *hint =
        g_strdup_printf (_ ("While you practise, the password is “%s”."), MADO_PRACTICE_WARD_SIGNING_PASSWORD);

    gtk_label_set_text (self->hint, hint);
    gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
  }
}

/**
 * mado_money_dialog_new:
 * @till: whose money
 * @sheet: what is on the table
 * @ask: what is done, and asked
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_money_dialog_new (MadoTill *till, MadoMoneySheet *sheet, const MadoMoneyAsk *ask)
{
  MadoMoneyDialog *self = g_object_new (MADO_TYPE_MONEY_DIALOG, NULL);
  GtkWidget *focus;

  self->till = g_object_ref (till);
  self->sheet = mado_money_sheet_ref (sheet);
  self->asks = ask->asks;
  self->act = ask->act;
  self->kind = g_strdup (ask->kind);
  self->digest = g_strdup (ask->digest);
  self->row = ask->row;
  adw_dialog_set_title (ADW_DIALOG (self), ask->title);
  gtk_label_set_text (self->pledge, ask->pledge);
  gtk_button_set_label (self->act_button, ask->button);
  show_asked (self);
  focus = find_empty (self) != NULL ? GTK_WIDGET (find_empty (self)) : GTK_WIDGET (self->act_button);
  adw_dialog_set_focus (ADW_DIALOG (self), focus);

  return ADW_DIALOG (self);
}
