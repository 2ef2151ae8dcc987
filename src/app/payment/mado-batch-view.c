/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody may not do is said before they try it. */

#include "mado-batch-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-batch-record.h"
#include "mado-batch-stage.h"
#include "mado-json-member.h"
#include "mado-money-words.h"
#include "mado-packet-dialog.h"
#include "mado-payment-way.h"

struct _MadoBatchView {
  AdwBin parent_instance;

  MadoTill *till;                /* (nullable): only while it is shown anew */
  const MadoPaymentBatch *batch; /* the same */
  MadoBatchTally *tally;         /* the same */

  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (MadoBatchView, mado_batch_view, ADW_TYPE_BIN)

enum { SIGNAL_STEP, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void
clicked_cb (GtkButton *button, MadoBatchView *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "step")),
                 g_object_get_data (G_OBJECT (button), "subject"));
}

typedef struct {
  MadoBatchStep step;
  const char *title;
  const char *button;
  const char *why;      /* what it does */
  const char *obstacle; /* (nullable): why it cannot be done by whoever looks */
  const char *subject;  /* (nullable) */
} Step;

static void
add_step (MadoBatchView *self, AdwPreferencesGroup *group, const Step *step, gboolean is_first)
{
  AdwActionRow *row =
      mado_batch_record_add_row (group, step->title, step->obstacle != NULL ? step->obstacle : step->why);
  GtkWidget *button;

  if (step->obstacle != NULL) {
    adw_action_row_add_prefix (row, gtk_image_new_from_icon_name ("system-lock-screen-symbolic"));
    return;
  }
  button = gtk_button_new_with_label (step->button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (is_first && g_object_get_data (G_OBJECT (group), "suggested") == NULL) { /* one at a time */
    gtk_widget_add_css_class (button, "suggested-action");
    g_object_set_data (G_OBJECT (group), "suggested", button);
  }
  g_object_set_data (G_OBJECT (button), "step", GINT_TO_POINTER (step->step));
  g_object_set_data_full (G_OBJECT (button), "subject", g_strdup (step->subject), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
}

/* --- what comes next ---------------------------------------------------------------------------------------------- */

static gboolean
may (MadoBatchView *self, MadoBatchStage stage)
{
  return mado_batch_stage_is_for (stage, self->batch->programme,
                                  mado_session_get_person (mado_till_get_session (self->till)));
}

static const char *
find_obstacle (MadoBatchView *self, MadoBatchStage stage)
{
  const char *account = mado_session_get_person (mado_till_get_session (self->till))->account;

  if (stage == MADO_BATCH_STAGE_FROZEN && mado_batch_is_work_of (self->batch->entity, account))
    return _ ("You have worked on this batch. Somebody else approves it: nobody approves their own work.");
  if (stage == MADO_BATCH_STAGE_FROZEN && mado_batch_was_signed_by (self->batch->entity, account))
    return _ ("You have signed it. Somebody else signs it, too.");
  if (may (self, stage))
    return NULL;

  return stage == MADO_BATCH_STAGE_FROZEN ? _ ("This waits for whoever decides on payments.")
                                          : _ ("This waits for whoever plans payments.");
}

/* What goes out as a hand-over; behind the first it is offered still, because a medium may be lost. */
static void
add_packet (MadoBatchView *self, AdwPreferencesGroup *group, const MadoPacket *packet, gboolean is_first)
{
  MadoSession *session = mado_till_get_session (self->till);

  if (!mado_packet_dialog_makes (session, packet))
    return;
  add_step (self, group,
            &(const Step) { MADO_BATCH_STEP_PACKET, packet->label, _ ("Make a Packet…"),
                            mado_batch_record_has_gone (session, self->batch, packet)
                                ? _ ("It has gone out before: the media ledger has the entry below.")
                                : _ ("Encrypted, with an entry in the media ledger and a notice of its password."),
                            NULL, packet->id },
            is_first && !mado_batch_record_has_gone (session, self->batch, packet));
}

static void
add_open (MadoBatchView *self, AdwPreferencesGroup *group)
{
  const char *why = mado_payment_batch_compare (self->batch) == MADO_PAYMENT_FIGURES_UNKNOWN
                        ? _ ("The service has not answered for every case yet. It counts once more when it does.")
                        : _ ("With what its cases come to. Whatever changes later is shown beside it.");
  const char *empty = self->batch->rows->len == 0 ? _ ("No cases in it") : NULL;
  const char *obstacle = find_obstacle (self, MADO_BATCH_STAGE_OPEN);

  add_step (self, group,
            &(const Step) { MADO_BATCH_STEP_FREEZE, mado_money_words_get_next (MADO_BATCH_STAGE_OPEN), _ ("Freeze…"),
                            why, obstacle != NULL ? obstacle : empty, NULL },
            TRUE);
}

/* Returns: (transfer full): how many have signed, where the programme wants several */
static char *
write_signing (MadoBatchView *self)
{
  gint64 n_needed = self->batch->packet->signatures;

  if (n_needed < 2)
    return g_strdup (_ ("You sign it with your password."));

  /* Translators: how many have signed, and how many have to */
  return g_strdup_printf (_ ("%d of %d people have signed it. You sign it with your password."),
                          (int) mado_batch_count_signatures (self->batch->entity), (int) n_needed);
}

static void
add_frozen (MadoBatchView *self, AdwPreferencesGroup *group)
{
  g_autofree char *signing = write_signing (self);

  add_step (self, group,
            &(const Step) { MADO_BATCH_STEP_APPROVE, mado_money_words_get_next (MADO_BATCH_STAGE_FROZEN),
                            _ ("Approve…"), signing, find_obstacle (self, MADO_BATCH_STAGE_FROZEN), NULL },
            TRUE);
  if (self->batch->packet->signatures == 0)
    add_packet (self, group, self->batch->packet, FALSE);
  if (may (self, MADO_BATCH_STAGE_OPEN))
    add_step (self, group,
              &(const Step) { MADO_BATCH_STEP_REOPEN, _ ("Open the batch again"), _ ("Open Again…"),
                              _ ("Where somebody has to join or leave before it is approved."), NULL, NULL },
              FALSE);
}

static guint
count_ways (MadoBatchView *self, const MadoTransition *way)
{
  guint count = 0;

  for (guint i = 0; i < self->batch->rows->len; i++)
    count += ((const MadoPaymentRow *) g_ptr_array_index (self->batch->rows, i))->pay == way;

  return count;
}

/* The file itself goes out as everything does: no copy of it without an entry in the ledger. */
static void
add_file_packet (MadoBatchView *self, AdwPreferencesGroup *group, const MadoTransition *way)
{
  MadoSession *session = mado_till_get_session (self->till);
  gboolean has_gone = mado_batch_record_has_file_gone (session, self->batch);

  if (!mado_packet_dialog_is_for (session))
    return;
  add_step (self, group,
            &(const Step) { MADO_BATCH_STEP_FILE_PACKET, _ ("Hand over the file for the bank"), _ ("Make a Packet…"),
                            has_gone ? _ ("It has gone out before: the media ledger has the entry below.")
                                     : _ ("Encrypted, with an entry in the media ledger and a notice of its password."),
                            NULL, way->id },
            !has_gone);
}

/* A file that was made can be had again, and somebody who did not make it can say that nobody has taken it. */
static void
add_made (MadoBatchView *self,
          AdwPreferencesGroup *group,
          const MadoTransition *way,
          const MadoPacket *list,
          yyjson_val *transfer)
{
  const char *account = mado_session_get_person (mado_till_get_session (self->till))->account;

  if (list != NULL)
    add_packet (self, group, list, TRUE);
  else
    add_step (self, group,
              &(const Step) { MADO_BATCH_STEP_FILE, _ ("File for the bank"), _ ("Show…"),
                              _ ("It is made, and stays in this profile, byte for byte."),
                              find_obstacle (self, MADO_BATCH_STAGE_FILE), way->id },
              FALSE);
  if (list == NULL)
    add_file_packet (self, group, way);
  if (strcmp (mado_json_get_text (transfer, "by"), account) != 0 &&
      (may (self, MADO_BATCH_STAGE_FROZEN) || may (self, MADO_BATCH_STAGE_OPEN)))
    add_step (self, group,
              &(const Step) { MADO_BATCH_STEP_VOID, _ ("The bank has not taken this file"), _ ("Declare Void…"),
                              _ ("Only then another can be made. You sign for it."), NULL,
                              mado_json_get_text (transfer, "digest") },
              FALSE);
}

/* A file for each way in which something of it is paid. */
static guint
add_files (MadoBatchView *self, AdwPreferencesGroup *group, gboolean is_first)
{
  g_autoptr (GPtrArray) ways = mado_payment_list_ways (self->batch->programme);
  guint n_made = 0;

  for (guint i = 0; i < ways->len; i++) {
    const MadoTransition *way = g_ptr_array_index (ways, i);
    yyjson_val *transfer = mado_payment_batch_find_transfer (self->batch, way->id);
    const MadoPacket *list = mado_payment_find_list (self->batch->programme, way);

    if (transfer != NULL) {
      n_made++;
      add_made (self, group, way, list, transfer);
    }
    if (transfer != NULL || count_ways (self, way) == 0)
      continue;
    add_step (
        self, group,
        &(const Step) { MADO_BATCH_STEP_FILE,
                        list != NULL ? list->label : mado_money_words_get_next (MADO_BATCH_STAGE_FILE), _ ("Check…"),
                        list != NULL ? _ ("Day, and what stands against it. Nothing leaves before that.")
                                     : _ ("Day, who pays, and what stands against it. Nothing leaves before that."),
                        find_obstacle (self, MADO_BATCH_STAGE_FILE), way->id },
        is_first);
    is_first = FALSE;
  }

  return n_made;
}

static void
add_approved (MadoBatchView *self, AdwPreferencesGroup *group)
{
  gboolean has_decision = mado_payment_find_return (self->batch->programme, MADO_PAYMENT_DECISION) != NULL;
  gboolean is_undecided = has_decision && self->tally->undecided.count > 0;
  guint n_made;

  if (is_undecided) {
    add_packet (self, group, self->batch->packet, FALSE);
    add_step (self, group,
              &(const Step) { MADO_BATCH_STEP_DECISION, mado_money_words_get_next (MADO_BATCH_STAGE_DECISION),
                              _ ("Choose File…"),
                              _ ("Row by row against what went out. Nothing is written before it balances."),
                              find_obstacle (self, MADO_BATCH_STAGE_DECISION), NULL },
              TRUE);
  }
  n_made = add_files (self, group, !is_undecided);
  if (n_made > 0 && self->tally->decided.count > 0)
    add_step (self, group,
              &(const Step) { MADO_BATCH_STEP_RESULT, mado_money_words_get_next (MADO_BATCH_STAGE_RESULT),
                              _ ("Take Over…"), _ ("A file of the bank or the ward, or results that are typed."),
                              find_obstacle (self, MADO_BATCH_STAGE_RESULT), NULL },
              !is_undecided);
}

static void
show_next (MadoBatchView *self)
{
  MadoBatchStage stage = mado_batch_stage_find (self->tally);
  AdwPreferencesGroup *group = mado_batch_record_add_group (self->content, _ ("What comes next"));

  if (stage == MADO_BATCH_STAGE_OPEN)
    add_open (self, group);
  else if (stage == MADO_BATCH_STAGE_FROZEN)
    add_frozen (self, group);
  else if (stage != MADO_BATCH_STAGE_OVER)
    add_approved (self, group);
  else
    mado_batch_record_add_row (
        group, mado_money_words_get_stage (stage),
        self->tally->failed.count > 0
            ? _ ("What failed is paid with another batch, as soon as there is a new account: open the case.")
            : _ ("All of it was paid."));
}

/* --- the view ----------------------------------------------------------------------------------------------------- */

/**
 * mado_batch_view_show:
 * @self: a view
 * @till: whose money
 * @batch: a batch; it need not outlive the call
 */
void
mado_batch_view_show (MadoBatchView *self, MadoTill *till, const MadoPaymentBatch *batch)
{
  MadoBatchTally tally = { .batch = batch->entity };
  GtkWidget *child;

  for (guint i = 0; i < batch->rows->len; i++)
    mado_batch_tally_add_case (&tally, batch->programme,
                               ((const MadoPaymentRow *) g_ptr_array_index (batch->rows, i))->entity);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  self->till = till;
  self->batch = batch;
  self->tally = &tally;
  show_next (self);
  mado_batch_record_show (self->content, till, batch, &tally);
  self->till = NULL;
  self->batch = NULL;
  self->tally = NULL;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_batch_view_class_init (MadoBatchViewClass *class)
{
  signals[SIGNAL_STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

static void
mado_batch_view_init (MadoBatchView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (self->content), "case");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 920);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
