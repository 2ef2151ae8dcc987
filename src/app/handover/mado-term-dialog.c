/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever proposes counts what there is on this terminal; the service judges each of it again, and once more when the
 * second person approves. */

#include "mado-term-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-field.h"
#include "mado-fold.h"
#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-preservation.h"
#include "mado-receipt-index.h"
#include "mado-receipt.h"
#include "mado-refusal-alert.h"
#include "mado-row.h"
#include "mado-signing-dialog.h"
#include "mado-term-due.h"

struct _MadoTermDialog {
  AdwDialog parent_instance;

  MadoLedger *ledger;
  MadoTermDue *due;     /* (nullable): %NULL while it is looked for */
  guint n_searches;     /* only the last one counts */
  GPtrArray *shown;     /* (element-type GtkWidget): rows, to be replaced */
  GHashTable *receipts; /* id of a preserved case → its receipt number, as far as they are known */

  AdwPreferencesGroup *erasures;
  AdwPreferencesGroup *preservations;
  AdwActionRow *found;
  GtkEditable *number;
  GtkWidget *propose;
  GtkWidget *preserve;
  GtkEditable *receipt;
  GtkLabel *refusal;
};

G_DEFINE_FINAL_TYPE (MadoTermDialog, mado_term_dialog, ADW_TYPE_DIALOG)

static gboolean
has_duty (MadoSession *session, const char *duty)
{
  return mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), duty);
}

static MadoSession *
get_session (MadoTermDialog *self)
{
  return mado_ledger_get_session (self->ledger);
}

/* --- what is signed ----------------------------------------------------------------------------------------------- */

static void
sign (MadoTermDialog *self, const MadoSigningAct *act)
{
  adw_dialog_present (mado_signing_dialog_new_act (self->ledger, act), GTK_WIDGET (self));
}

static void
propose_cb (GtkWidget *from, MadoTermDialog *self)
{
  g_autofree char *number = g_strstrip (g_strdup (gtk_editable_get_text (self->number)));
  g_autofree char *counts = NULL, *pledge = NULL;
  yyjson_mut_doc *doc;

  if (self->due == NULL || self->due->count == 0)
    return;
  if (number[0] == '\0') {
    gtk_widget_grab_focus (GTK_WIDGET (self->number));
    return;
  }
  counts = mado_handover_words_dup_counts (self->due->ids[0]->len, self->due->ids[1]->len, self->due->ids[2]->len,
                                           self->due->ids[3]->len);
  /* Translators: a number, and what is to be erased */
  pledge = g_strdup_printf (_ ("I propose under the number %s to erase for good: %s."), number, counts);
  doc = mado_term_due_write (self->due, number);
  sign (self, &(MadoSigningAct) { .kind = "erasure.propose",
                                  .step = "propose",
                                  .title = _ ("Propose to Erase"),
                                  .pledge = pledge,
                                  .entity = mado_id_draw (),
                                  .body = doc });
  yyjson_mut_doc_free (doc);
}

static MadoEntity *
get_entity (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "entity");
}

static void
approve_cb (GtkWidget *button, MadoTermDialog *self)
{
  const MadoEntity *erasure = get_entity (button);
  g_autofree char *counts = mado_handover_words_dup_erased (erasure);
  g_autofree char *pledge =
      /* Translators: a number, and what is erased */
      g_strdup_printf (_ ("I approve the erasure %s: %s. It is gone at once and cannot be brought back."),
                       mado_json_get_text (mado_entity_get_body (erasure), "number"), counts);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, body);
  yyjson_mut_obj_add_uint (doc, body, "count", mado_term_erasure_count (erasure));
  sign (self, &(MadoSigningAct) { .kind = "erasure.approve",
                                  .step = "approve",
                                  .title = _ ("Approve the Erasure"),
                                  .pledge = pledge,
                                  .entity = mado_entity_get_id (erasure),
                                  .version = mado_entity_get_version (erasure),
                                  .body = doc });
  yyjson_mut_doc_free (doc);
}

static void
withdraw_cb (GtkWidget *button, MadoTermDialog *self)
{
  const MadoEntity *erasure = get_entity (button);
  /* Translators: %s is a number */
  g_autofree char *pledge = g_strdup_printf (_ ("I take the proposal %s back. Nothing is erased."),
                                             mado_json_get_text (mado_entity_get_body (erasure), "number"));

  sign (self, &(MadoSigningAct) { .kind = "erasure.withdraw",
                                  .step = "withdraw",
                                  .title = _ ("Take Back the Proposal"),
                                  .pledge = pledge,
                                  .entity = mado_entity_get_id (erasure),
                                  .version = mado_entity_get_version (erasure) });
}

static void
preserve_cb (GtkWidget *button, MadoTermDialog *self)
{
  sign (self,
        &(MadoSigningAct) { .kind = "preservation.begin",
                            .step = "preserve",
                            .title = _ ("Preserve Everything"),
                            .pledge = _ ("Nothing of this programme is erased until I or somebody else lifts it."),
                            .entity = mado_id_draw () });
}

/* --- a single case ------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoSession *session;
  char *receipt;
  MadoId id; /* MADO_ID_NONE: no case has it */
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->session);
  g_free (wanted->receipt);
  g_free (wanted);
}

static void
look_up_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Wanted *wanted = data;
  g_autofree char *claim = mado_receipt_claim (mado_session_get_programme (wanted->session), wanted->receipt);
  GError *error = NULL;

  if (mado_receipt_find_holder (database, claim, &wanted->id, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
preserve_case (MadoTermDialog *self, const Wanted *wanted)
{
  /* Translators: %s is a receipt number */
  g_autofree char *pledge = g_strdup_printf (
      _ ("Nothing of the case with the receipt number %s is erased until I or somebody else lifts it."),
      wanted->receipt);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (wanted->id, id);
  yyjson_mut_doc_set_root (doc, body);
  yyjson_mut_obj_add_strcpy (doc, body, "subject", id);
  sign (self, &(MadoSigningAct) { .kind = "preservation.begin",
                                  .step = "preserve",
                                  .title = _ ("Preserve One Case"),
                                  .pledge = pledge,
                                  .entity = mado_id_draw (),
                                  .body = doc });
  yyjson_mut_doc_free (doc);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoTermDialog) self = dialog;
  const Wanted *wanted = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  const gboolean is_read = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->ledger == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  if (!is_read)
    mado_refusal_alert (GTK_WIDGET (self), error);
  else if (mado_id_is_valid (wanted->id))
    preserve_case (self, wanted);
  else
    mado_refusal_tell (self->refusal,
                       _ ("No case has this receipt number. Type it as the list of cases shows it, with what stands in "
                          "front of the colon."),
                       GTK_WIDGET (self->receipt));
}

static void
preserve_case_cb (GtkWidget *from, MadoTermDialog *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->receipt)));
  Wanted *wanted;
  GTask *task;

  if (typed[0] == '\0') {
    gtk_widget_grab_focus (GTK_WIDGET (self->receipt));
    return;
  }
  wanted = g_new0 (Wanted, 1);
  wanted->session = g_object_ref (get_session (self));
  wanted->receipt = mado_fold_width (typed);
  task = g_task_new (NULL, NULL, looked_up_cb, g_object_ref (self));
  g_task_set_task_data (task, wanted, free_wanted);
  mado_desk_do (mado_session_get_desk (wanted->session), MADO_DESK_SEARCHER, task, look_up_work);
}

/* --- lifting ------------------------------------------------------------------------------------------------------ */

static void
lift_cb (GtkWidget *button, MadoTermDialog *self)
{
  const MadoEntity *preservation = get_entity (button);

  sign (self, &(MadoSigningAct) { .kind = "preservation.lift",
                                  .step = "lift",
                                  .title = _ ("Lift the Preservation"),
                                  .pledge = _ ("What was preserved may be erased again when its term is over."),
                                  .entity = mado_entity_get_id (preservation),
                                  .version = mado_entity_get_version (preservation) });
}

/* --- what there is ------------------------------------------------------------------------------------------------ */

static GtkWidget *
add_row (MadoTermDialog *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->shown, row);

  return row;
}

static void
add_button (MadoTermDialog *self, GtkWidget *row, const char *label, MadoEntity *entity, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "entity", mado_entity_ref (entity), (GDestroyNotify) mado_entity_unref);
  g_signal_connect (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_stamp (MadoTermDialog *self, GString *out, yyjson_val *body, const char *stamp, const char *label)
{
  mado_handover_words_add_stamp (out, mado_ledger_get_book (self->ledger)->people, yyjson_obj_get (body, stamp), label);
}

static void
add_erasure (MadoTermDialog *self, MadoEntity *erasure)
{
  yyjson_val *body = mado_entity_get_body (erasure);
  const char *proposer = mado_json_get_text (yyjson_obj_get (body, MADO_TERM_ERASURE_PROPOSED), "by");
  const gboolean is_open = strcmp (mado_entity_get_state (erasure), MADO_TERM_ERASURE_PROPOSED) == 0;
  const gboolean is_waiting = strcmp (mado_entity_get_state (erasure), MADO_TERM_ERASURE_ERASED) == 0 &&
                              !mado_handover_book_has_erased (mado_ledger_get_book (self->ledger), erasure);
  g_autofree char *content = mado_handover_words_dup_erased (erasure);
  g_autoptr (GString) subtitle = g_string_new (content);
  GtkWidget *row;

  add_stamp (self, subtitle, body, MADO_TERM_ERASURE_PROPOSED, _ ("proposed"));
  add_stamp (self, subtitle, body, MADO_TERM_ERASURE_ERASED, is_waiting ? _ ("approved") : _ ("erased"));
  add_stamp (self, subtitle, body, MADO_TERM_ERASURE_WITHDRAWN, _ ("taken back"));
  if (is_waiting)
    g_string_append_printf (subtitle, "\n%s", _ ("Not gone yet: it waits for the service."));
  row = add_row (self, self->erasures, mado_json_get_text (body, "number"), subtitle->str);
  if (is_open && has_duty (get_session (self), "handover"))
    add_button (self, row, _ ("_Take Back…"), erasure, G_CALLBACK (withdraw_cb));
  if (is_open && has_duty (get_session (self), "oversee") &&
      strcmp (mado_session_get_person (get_session (self))->account, proposer) != 0)
    add_button (self, row, _ ("_Approve…"), erasure, G_CALLBACK (approve_cb));
}

static void
add_preservation (MadoTermDialog *self, MadoEntity *preservation)
{
  yyjson_val *body = mado_entity_get_body (preservation);
  const gboolean is_all = mado_json_get_text (body, "subject")[0] == '\0';
  const gboolean is_held = strcmp (mado_entity_get_state (preservation), MADO_PRESERVATION_HELD) == 0;
  const char *receipt = g_hash_table_lookup (self->receipts, mado_json_get_text (body, "subject"));
  /* Translators: %s is a receipt number */
  g_autofree char *title = receipt != NULL ? g_strdup_printf (_ ("Case %s"), receipt) : g_strdup (_ ("One case"));
  g_autoptr (GString) subtitle = g_string_new (mado_json_get_text (body, "reason"));
  GtkWidget *row;

  add_stamp (self, subtitle, body, MADO_PRESERVATION_HELD, _ ("preserved"));
  add_stamp (self, subtitle, body, MADO_PRESERVATION_LIFTED, _ ("lifted"));
  row = add_row (self, self->preservations, is_all ? _ ("All of the programme") : title, subtitle->str);
  if (is_held && has_duty (get_session (self), "oversee"))
    add_button (self, row, _ ("_Lift…"), preservation, G_CALLBACK (lift_cb));
}

static void
clear_rows (MadoTermDialog *self)
{
  for (guint i = 0; i < self->shown->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->shown, i);
    GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
  }
  g_ptr_array_set_size (self->shown, 0);
}

/* One of the year, behind those that there are. */
static char *
dup_next_number (const MadoHandoverBook *book)
{
  return g_strdup_printf ("E-%d-%u", mado_instant_get_japanese_day (mado_instant_now ()).year, book->erasures->len + 1);
}

static void
show_rows (MadoTermDialog *self)
{
  const MadoHandoverBook *book = mado_ledger_get_book (self->ledger);

  clear_rows (self);
  for (guint i = 0; i < book->erasures->len; i++)
    add_erasure (self, g_ptr_array_index (book->erasures, i));
  for (guint i = 0; i < book->preservations->len; i++)
    add_preservation (self, g_ptr_array_index (book->preservations, i));
  if (book->erasures->len == 0)
    add_row (self, self->erasures, _ ("Nothing yet"), "");
  if (book->preservations->len == 0)
    add_row (self, self->preservations, _ ("Nothing"), "");
}

static void
show_book (MadoTermDialog *self)
{
  g_autofree char *number = dup_next_number (mado_ledger_get_book (self->ledger));

  gtk_editable_set_text (self->number, number);
  show_rows (self);
}

/* --- what is due -------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoLedger *ledger;
  guint search;
  GHashTable *receipts; /* of preserved cases */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_object_unref (search->ledger);
  g_hash_table_unref (search->receipts);
  g_free (search);
}

/* A case that is not here any more is named by nothing. */
static gboolean
find_receipt (MadoDatabase *database, const MadoEntity *preservation, GHashTable *receipts, GError **error)
{
  const char *subject = mado_json_get_text (mado_entity_get_body (preservation), "subject");
  g_auto (MadoRow) row = { 0 };

  if (subject[0] == '\0')
    return TRUE;
  if (!mado_row_find (database, mado_id_from_text (subject), &row, error))
    return FALSE;
  if (row.entity != NULL)
    g_hash_table_replace (receipts, g_strdup (subject),
                          g_strdup (mado_json_get_text (mado_entity_get_body (row.entity), "receipt")));

  return TRUE;
}

static gboolean
find_receipts (MadoDatabase *database, const MadoHandoverBook *book, GHashTable *receipts, GError **error)
{
  for (guint i = 0; i < book->preservations->len; i++)
    if (!find_receipt (database, g_ptr_array_index (book->preservations, i), receipts, error))
      return FALSE;

  return TRUE;
}

static void
find_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;
  MadoSession *session = mado_ledger_get_session (search->ledger);
  GError *error = NULL;
  g_autoptr (MadoHandoverBook) book = mado_handover_book_load (database, mado_session_get_programme (session),
                                                               mado_session_get_person (session), &error);
  MadoTermDue *due = book != NULL && find_receipts (database, book, search->receipts, &error)
                         ? mado_term_due_find (database, mado_session_get_programme (session), book,
                                               mado_instant_get_japanese_day (mado_instant_now ()), &error)
                         : NULL;

  if (due != NULL)
    g_task_return_pointer (task, due, (GDestroyNotify) mado_term_due_free);
  else
    g_task_return_error (task, error);
}

static void
add_why (GString *out, const char *text, gboolean is_so)
{
  if (is_so)
    g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", text);
}

static void
show_due (MadoTermDialog *self)
{
  const MadoTermDue *due = self->due;
  g_autofree char *counts =
      mado_handover_words_dup_counts (due->ids[0]->len, due->ids[1]->len, due->ids[2]->len, due->ids[3]->len);
  /* Translators: %u is a number of records */
  g_autofree char *proposed =
      g_strdup_printf (_ ("%u more are proposed and wait to be approved and erased."), due->n_proposed);
  /* Translators: %u is a number of records */
  g_autofree char *preserved = g_strdup_printf (_ ("%u more are over, but preserved."), due->n_preserved);
  g_autofree char *unsettled =
      /* Translators: %u is a number of cases */
      g_strdup_printf (_ ("%u more are over, but a letter or a recovery about them is open."), due->n_unsettled);
  g_autoptr (GString) why = g_string_new (NULL);
  const gboolean may = due->count > 0 && has_duty (get_session (self), "handover");

  add_why (why, proposed, due->n_proposed > 0);
  add_why (why, preserved, due->n_preserved > 0);
  add_why (why, unsettled, due->n_unsettled > 0);
  add_why (why, _ ("There is more than goes at once: propose the rest after these."), due->has_more);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->found),
                                 due->count > 0 ? counts : _ ("Nothing: no term is over"));
  adw_action_row_set_subtitle (self->found, why->str);
  gtk_widget_set_visible (GTK_WIDGET (self->number), may);
  gtk_widget_set_visible (self->propose, may);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoTermDialog) self = dialog;
  const Search *search = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  MadoTermDue *due = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->ledger == NULL || search->search != self->n_searches) {
    g_clear_pointer (&due, mado_term_due_free);
    return;
  }
  if (due == NULL) {
    mado_refusal_alert (GTK_WIDGET (self), error);
    return;
  }
  g_clear_pointer (&self->due, mado_term_due_free);
  self->due = due;
  g_hash_table_unref (self->receipts);
  self->receipts = g_hash_table_ref (search->receipts);
  show_rows (self);
  show_due (self);
}

static void
refresh (MadoTermDialog *self)
{
  Search *search = g_new0 (Search, 1);
  GTask *task = g_task_new (NULL, NULL, found_cb, g_object_ref (self));

  show_book (self);
  search->ledger = g_object_ref (self->ledger);
  search->search = ++self->n_searches;
  search->receipts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_task_set_task_data (task, search, free_search);
  mado_desk_do (mado_session_get_desk (get_session (self)), MADO_DESK_SEARCHER, task, find_work);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_term_dialog_dispose (GObject *object)
{
  MadoTermDialog *self = MADO_TERM_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_TERM_DIALOG);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->due, mado_term_due_free);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->receipts, g_hash_table_unref);

  G_OBJECT_CLASS (mado_term_dialog_parent_class)->dispose (object);
}

static void
mado_term_dialog_class_init (MadoTermDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_term_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-term-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTermDialog, erasures);
  gtk_widget_class_bind_template_child (widget_class, MadoTermDialog, preservations);
  gtk_widget_class_bind_template_child (widget_class, MadoTermDialog, found);
  gtk_widget_class_bind_template_child (widget_class, MadoTermDialog, number);
  gtk_widget_class_bind_template_child (widget_class, MadoTermDialog, propose);
  gtk_widget_class_bind_template_child (widget_class, MadoTermDialog, preserve);
  gtk_widget_class_bind_template_callback (widget_class, propose_cb);
  gtk_widget_class_bind_template_child (widget_class, MadoTermDialog, receipt);
  gtk_widget_class_bind_template_child (widget_class, MadoTermDialog, refusal);
  gtk_widget_class_bind_template_callback (widget_class, preserve_cb);
  gtk_widget_class_bind_template_callback (widget_class, preserve_case_cb);
}

static void
mado_term_dialog_init (MadoTermDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_ptr_array_new ();
  self->receipts = g_hash_table_new (g_str_hash, g_str_equal);
  mado_field_take_latin (self->receipt);
}

/**
 * mado_term_dialog_is_for:
 * @session: a session
 *
 * Returns: whether its person proposes erasures, or approves them
 */
gboolean
mado_term_dialog_is_for (MadoSession *session)
{
  return has_duty (session, "handover") || has_duty (session, "oversee");
}

/**
 * mado_term_dialog_new:
 * @ledger: a ledger that was read
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_term_dialog_new (MadoLedger *ledger)
{
  MadoTermDialog *self = g_object_new (MADO_TYPE_TERM_DIALOG, NULL);

  self->ledger = g_object_ref (ledger);
  gtk_widget_set_visible (self->preserve, has_duty (get_session (self), "oversee"));
  gtk_widget_set_visible (GTK_WIDGET (self->receipt), has_duty (get_session (self), "oversee"));
  g_signal_connect_object (ledger, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return ADW_DIALOG (self);
}
