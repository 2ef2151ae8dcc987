/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People stand there by name and role, as the register has them. */

#include "mado-batch-record.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-ledger.h"
#include "mado-money-words.h"
#include "mado-payment-way.h"
#include "mado-transfer-packet.h"
#include "mado-wording.h"

typedef struct {
  GtkBox *content;
  const MadoPaymentBatch *batch;
  const MadoBatchTally *tally;
  const MadoHandoverBook *book; /* (nullable): whoever looks has no ledger, or it is not read yet */
} Record;

/* --- rows --------------------------------------------------------------------------------------------------------- */

/**
 * mado_batch_record_add_group:
 * @content: of a page
 * @title: what the group is
 *
 * Returns: (transfer none): the group, at the end of the page
 */
AdwPreferencesGroup *
mado_batch_record_add_group (GtkBox *content, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (content, group);

  return ADW_PREFERENCES_GROUP (group);
}

/**
 * mado_batch_record_add_row:
 * @group: a group
 * @title: of the row
 * @subtitle: below it
 *
 * Returns: (transfer none): the row, at the end of the group
 */
AdwActionRow *
mado_batch_record_add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);

  return ADW_ACTION_ROW (row);
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *text)
{
  AdwActionRow *row = mado_batch_record_add_row (group, title, text);

  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  adw_action_row_set_subtitle_selectable (row, TRUE);
}

static char *
write_stamp (const Record *self, yyjson_val *stamp)
{
  const char *account = mado_json_get_text (stamp, "by");
  g_autofree char *name = mado_ledger_dup_signer (self->batch->people, account);

  return mado_money_words_dup_stamp (stamp, name);
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static const char *
tell_figures (const MadoPaymentBatch *batch)
{
  switch (mado_payment_batch_compare (batch)) {
  case MADO_PAYMENT_FIGURES_EQUAL:
    return _ ("Added up anew: count, sum and digest are the same");
  case MADO_PAYMENT_FIGURES_OTHER:
    return _ ("Added up anew, its cases come to something else. Nobody pays: find out why.");
  case MADO_PAYMENT_FIGURES_UNKNOWN:
  default:
    return _ ("Not everything is here to add it up: cases that left, or the service has not answered yet");
  }
}

static gboolean
has_orders (const MadoBatchTally *tally)
{
  return tally->undecided.count + tally->decided.count + tally->paid.count + tally->failed.count > 0;
}

static void
show_figures (const Record *self)
{
  yyjson_val *body = mado_entity_get_body (self->batch->entity), *left = yyjson_obj_get (body, "left");
  AdwPreferencesGroup *group = mado_batch_record_add_group (self->content, _ ("Count and amount"));
  g_autofree char *figures =
      mado_money_words_dup_count (mado_json_get_number (body, "count"), mado_json_get_number (body, "sum"));
  g_autofree char *here = mado_money_words_dup_count (self->batch->rows->len, self->batch->sum);
  g_autofree char *tally = mado_money_words_dup_tally (self->tally);

  add_fact (group, _ ("The batch says"), figures);
  add_fact (group, _ ("Its cases come to"), here);
  add_fact (group, _ ("Held against each other"), tell_figures (self->batch));
  if (has_orders (self->tally))
    add_fact (group, _ ("What has become of them"), tally);
  if (left != NULL) {
    g_autofree char *gone =
        mado_money_words_dup_count (mado_json_get_number (left, "count"), mado_json_get_number (left, "sum"));

    add_fact (group, _ ("Held or taken out after it was frozen"), gone);
  }
  if (mado_json_get_text (body, "digest")[0] != '\0')
    add_fact (group, _ ("Digest (SHA-256)"), mado_json_get_text (body, "digest"));
}

/* --- hands -------------------------------------------------------------------------------------------------------- */

/* Each of several people, in the order in which they signed. */
static void
show_signatures (const Record *self, AdwPreferencesGroup *group)
{
  yyjson_val *list = yyjson_obj_get (mado_entity_get_body (self->batch->entity), "signatures");
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    g_autofree char *text = write_stamp (self, entry);

    add_fact (group, _ ("Signed by"), text);
  }
}

static void
show_hands (const Record *self)
{
  static const struct {
    const char *stamp;
    const char *title;
  } stamps[] = { { "made", N_ ("Made by") }, { "frozen", N_ ("Frozen by") }, { "approved", N_ ("Approved by") } };
  yyjson_val *body = mado_entity_get_body (self->batch->entity);
  AdwPreferencesGroup *group = mado_batch_record_add_group (self->content, _ ("Whose hands it went through"));

  for (gsize i = 0; i < G_N_ELEMENTS (stamps); i++) {
    g_autofree char *text = write_stamp (self, yyjson_obj_get (body, stamps[i].stamp));

    add_fact (group, _ (stamps[i].title), text);
  }
  show_signatures (self, group);
}

/* --- what went out and came back ---------------------------------------------------------------------------------- */

static char *
name_transfer (const Record *self, yyjson_val *transfer)
{
  const MadoProgramme *programme = self->batch->programme;
  const MadoTransition *way = mado_section_find (programme->transitions, mado_json_get_text (transfer, "pay"));
  const MadoPacket *list = way != NULL ? mado_payment_find_list (programme, way) : NULL;
  g_autofree char *day = mado_wording_write_day (mado_json_get_text (transfer, "day"));

  /* Translators: %s is a day */
  return list == NULL ? g_strdup_printf (_ ("File for the bank, to be paid on %s"), day)
                      : g_strdup_printf ("%s　%s", list->label, day);
}

static void
add_transfer (const Record *self, AdwPreferencesGroup *group, yyjson_val *transfer)
{
  g_autofree char *title = name_transfer (self, transfer);
  g_autofree char *figures =
      mado_money_words_dup_count (mado_json_get_number (transfer, "count"), mado_json_get_number (transfer, "sum"));
  g_autofree char *stamp = write_stamp (self, transfer);
  g_autofree char *text = g_strdup_printf ("%s　%s\n%s", figures, stamp, mado_json_get_text (transfer, "digest"));

  mado_batch_record_add_row (
      group, title, yyjson_obj_get (transfer, "void") != NULL ? _ ("Declared void: the bank has not taken it") : text);
}

static void
add_answer (const Record *self, AdwPreferencesGroup *group, yyjson_val *answer)
{
  const MadoPacket *packet = mado_section_find (self->batch->programme->packets, mado_json_get_text (answer, "packet"));
  g_autofree char *figures =
      mado_money_words_dup_count (mado_json_get_number (answer, "count"), mado_json_get_number (answer, "sum"));
  g_autofree char *stamp = write_stamp (self, answer);
  gsize n_settled = yyjson_arr_size (yyjson_obj_get (answer, "settled"));
  g_autofree char *left =
      n_settled > 0 ? g_strdup_printf (ngettext ("　%u left out", "　%u left out", n_settled), (guint) n_settled)
                    : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("%s%s　%s", figures, left, stamp);

  mado_batch_record_add_row (group, packet != NULL ? packet->label : "", text);
}

static gboolean
is_of_batch (const MadoEntity *handover, const MadoPaymentBatch *batch)
{
  return mado_id_compare (mado_json_get_id (mado_entity_get_body (handover), "batch"),
                          mado_entity_get_id (batch->entity)) == 0;
}

static void
add_handover (const Record *self, AdwPreferencesGroup *group, const MadoEntity *handover)
{
  yyjson_val *body = mado_entity_get_body (handover);
  g_autofree char *title = mado_handover_words_dup_title (handover);
  g_autofree char *quantity = mado_handover_words_dup_quantity (body);
  g_autofree char *text =
      g_strdup_printf ("%s　%s", quantity, mado_handover_words_get_state (mado_entity_get_state (handover)));

  mado_batch_record_add_row (group, title, text);
}

static GPtrArray *
list_handovers (const MadoHandoverBook *book, const MadoPaymentBatch *batch)
{
  GPtrArray *handovers = g_ptr_array_new ();

  for (guint i = 0; book != NULL && i < book->handovers->len; i++)
    if (is_of_batch (g_ptr_array_index (book->handovers, i), batch))
      g_ptr_array_add (handovers, g_ptr_array_index (book->handovers, i));

  return handovers;
}

static void
show_files (const Record *self)
{
  yyjson_val *body = mado_entity_get_body (self->batch->entity), *one;
  yyjson_val *transfers = yyjson_obj_get (body, "transfers"), *answers = yyjson_obj_get (body, "answers");
  g_autoptr (GPtrArray) handovers = list_handovers (self->book, self->batch);
  AdwPreferencesGroup *group;
  yyjson_arr_iter iter = yyjson_arr_iter_with (transfers);

  if (handovers->len + yyjson_arr_size (transfers) + yyjson_arr_size (answers) == 0)
    return;
  group = mado_batch_record_add_group (self->content, _ ("What went out and came back"));
  for (guint i = 0; i < handovers->len; i++)
    add_handover (self, group, g_ptr_array_index (handovers, i));
  while ((one = yyjson_arr_iter_next (&iter)) != NULL)
    add_transfer (self, group, one);
  iter = yyjson_arr_iter_with (answers);
  while ((one = yyjson_arr_iter_next (&iter)) != NULL)
    add_answer (self, group, one);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static const MadoHandoverBook *
find_book (MadoSession *session)
{
  return mado_ledger_is_for (session) ? mado_ledger_get_book (mado_ledger_of (session)) : NULL;
}

/**
 * mado_batch_record_count_gone:
 * @session: of whoever looks
 * @batch: a batch
 *
 * Returns: how many entries the ledger has of it, as far as it was read
 */
guint
mado_batch_record_count_gone (MadoSession *session, const MadoPaymentBatch *batch)
{
  g_autoptr (GPtrArray) handovers = list_handovers (find_book (session), batch);

  return handovers->len;
}

static gboolean
has_gone_with (MadoSession *session, const MadoPaymentBatch *batch, const MadoPacket *packet, const char *content)
{
  g_autoptr (GPtrArray) handovers = list_handovers (find_book (session), batch);

  for (guint i = 0; i < handovers->len; i++) {
    yyjson_val *body = mado_entity_get_body (g_ptr_array_index (handovers, i));

    if (strcmp (mado_json_get_text (body, "packet"), packet->id) == 0 &&
        strcmp (mado_json_get_text (body, "content"), content) == 0)
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_batch_record_has_gone:
 * @session: of whoever looks
 * @batch: a batch
 * @packet: of its programme
 *
 * Returns: whether the ledger says that it went out with the packet
 */
gboolean
mado_batch_record_has_gone (MadoSession *session, const MadoPaymentBatch *batch, const MadoPacket *packet)
{
  return has_gone_with (session, batch, packet, packet->label);
}

/**
 * mado_batch_record_has_file_gone:
 * @session: of whoever looks
 * @batch: a batch
 *
 * Returns: whether the ledger says that its file for the bank went out
 */
gboolean
mado_batch_record_has_file_gone (MadoSession *session, const MadoPaymentBatch *batch)
{
  return has_gone_with (session, batch, batch->packet, MADO_TRANSFER_PURPOSE);
}

/**
 * mado_batch_record_show:
 * @content: of a page; it is shown at the end
 * @till: whose money
 * @batch: a batch
 * @tally: what has become of its cases
 */
void
mado_batch_record_show (GtkBox *content, MadoTill *till, const MadoPaymentBatch *batch, const MadoBatchTally *tally)
{
  const Record record = { content, batch, tally, find_book (mado_till_get_session (till)) };

  show_figures (&record);
  show_hands (&record);
  show_files (&record);
}
