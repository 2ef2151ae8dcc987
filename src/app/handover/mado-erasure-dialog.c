/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks about whom, then where the PDF goes. What is not closed yet is named instead. */

#include "mado-erasure-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-documents-error.h"
#include "mado-handover-paper.h"
#include "mado-json-member.h"
#include "mado-ledger-paper.h"
#include "mado-ledger-words.h"
#include "mado-term-due.h"

typedef struct {
  MadoLedger *ledger;
  GtkWidget *parent;
  GPtrArray *receivers; /* (element-type utf8): accounts, as the list has them behind "all" */
  GtkWidget *choice;
  char *receiver;  /* (nullable): who was chosen; %NULL: all */
  GPtrArray *open; /* (element-type utf8): numbers of what is not closed */
} Report;

static void
free_report (gpointer data)
{
  Report *report = data;

  g_object_unref (report->ledger);
  g_object_unref (report->parent);
  g_ptr_array_unref (report->receivers);
  g_clear_object (&report->choice);
  g_free (report->receiver);
  g_ptr_array_unref (report->open);
  g_free (report);
}

/* --- making it ---------------------------------------------------------------------------------------------------- */

static GBytes *
print (gpointer data, MadoDatabase *database, GError **error)
{
  const Report *report = data;
  MadoSession *session = mado_ledger_get_session (report->ledger);
  const MadoPerson *person = mado_session_get_person (session);
  MadoProgramme *programme = mado_session_get_programme (session);
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  g_autofree char *number = g_strdup_printf ("E-%04d-%02d%02d", today.year, today.month, today.day);
  g_autoptr (MadoHandoverBook) book = mado_handover_book_load (database, programme, person, error);
  g_autoptr (GArray) remains = book != NULL ? mado_term_remains_find (database, book, error) : NULL;
  const MadoHandoverPaper paper = { programme, book, person->account, today };

  return remains != NULL
             ? mado_handover_paper_print_erasure (&paper, number, report->receiver, remains, report->open, error)
             : NULL;
}

static void
tell_open (const Report *report)
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  AdwDialog *alert;

  for (guint i = 0; i < report->open->len; i++)
    g_string_append_printf (numbers, "%s%s", i > 0 ? "、" : "", (const char *) g_ptr_array_index (report->open, i));
  alert = adw_alert_dialog_new (_ ("Not Everything Is Closed"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (alert),
                                /* Translators: %s is a list of numbers of media */
                                _ ("The report says that everything is returned or erased. These are not yet: %s"),
                                numbers->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "close", _ ("_Close"));
  adw_dialog_present (alert, report->parent);
}

static gboolean
tell_if_open (gpointer data)
{
  const Report *report = data;

  if (report->open->len > 0)
    tell_open (report);

  return report->open->len > 0;
}

/* --- about whom --------------------------------------------------------------------------------------------------- */

static gboolean
is_open (const MadoHandoverBook *book, const Report *report)
{
  for (guint i = 0; i < book->handovers->len; i++) {
    const MadoEntity *handover = g_ptr_array_index (book->handovers, i);
    const char *receiver = mado_json_get_text (mado_entity_get_body (handover), "receiver");

    if (!mado_handover_is_over (handover) && (report->receiver == NULL || strcmp (receiver, report->receiver) == 0))
      g_ptr_array_add (report->open, g_strdup (mado_json_get_text (mado_entity_get_body (handover), "number")));
  }

  return report->open->len > 0;
}

/* What is not closed is told before a file is asked for. */
static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  Report *report = data;
  guint place = adw_combo_row_get_selected (ADW_COMBO_ROW (report->choice));

  if (place > 0 && place <= report->receivers->len)
    report->receiver = g_strdup (g_ptr_array_index (report->receivers, place - 1));
  if (strcmp (response, "make") != 0 || is_open (mado_ledger_get_book (report->ledger), report)) {
    if (report->open->len > 0)
      tell_open (report);
    free_report (report);
    return;
  }
  mado_ledger_paper_save (&(const MadoLedgerPaper) {
      .parent = report->parent,
      .session = mado_ledger_get_session (report->ledger),
      .title = _ ("Report of Erasure"),
      .name = "消去報告書.pdf",
      .make = print,
      .refused = tell_if_open,
      .data = report,
      .free_data = free_report,
  });
}

static void
list_receivers (Report *report, GtkStringList *names)
{
  const MadoHandoverBook *book = mado_ledger_get_book (report->ledger);

  for (guint i = 0; i < book->handovers->len; i++) {
    yyjson_val *body = mado_entity_get_body (g_ptr_array_index (book->handovers, i));
    const char *receiver = mado_json_get_text (body, "receiver");

    if (receiver[0] == '\0' || g_ptr_array_find_with_equal_func (report->receivers, receiver, g_str_equal, NULL))
      continue;
    g_ptr_array_add (report->receivers, g_strdup (receiver));
    gtk_string_list_append (names, mado_ledger_find_person (book->people, receiver));
  }
}

static GtkWidget *
create_choice (Report *report)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]) { _ ("Everything"), NULL });
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("About what was handed to"));
  list_receivers (report, names);
  report->choice = g_object_ref_sink (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (report->choice), _ ("Receiver"));
  adw_combo_row_set_model (ADW_COMBO_ROW (report->choice), G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), report->choice);

  return group;
}

/**
 * mado_erasure_dialog_is_for:
 * @session: a session
 *
 * Returns: whether its person reports erasure, and may keep a file here
 */
gboolean
mado_erasure_dialog_is_for (MadoSession *session)
{
  return mado_session_get_site (session) == NULL &&
         mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "handover");
}

/**
 * mado_erasure_dialog_present:
 * @ledger: a ledger that was read
 * @parent: over what
 */
void
mado_erasure_dialog_present (MadoLedger *ledger, GtkWidget *parent)
{
  Report *report = g_new0 (Report, 1);
  AdwDialog *dialog =
      adw_alert_dialog_new (_ ("Report of Erasure"),
                            _ ("It lists everything that was handed over with how it was returned or erased, and what "
                               "stays on record."));

  report->ledger = g_object_ref (ledger);
  report->parent = g_object_ref (parent);
  report->receivers = g_ptr_array_new_with_free_func (g_free);
  report->open = g_ptr_array_new_with_free_func (g_free);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), create_choice (report));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "make", _ ("_Make It"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "make");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "make", ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), report);
  adw_dialog_present (dialog, parent);
}
