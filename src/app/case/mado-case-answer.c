/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers what somebody asked for: a second person agrees or does not, and whoever asked takes it back. */

#include "mado-case-answer.h"

#include <glib/gi18n.h>

#include "mado-refusal-alert.h"
#include "mado-wish.h"

#define AGREE "agree"
#define DECLINE "decline"

/* An answer that is being given. It belongs to the dialog, or else to the save that is under way. */
typedef struct {
  GtkWidget *page;
  MadoSession *session;
  MadoId id;
  gint64 version;
  char *operation;
  char *what; /* for people */
  void (*taken) (GtkWidget *page);
} Answer;

static void
clear_answer (gpointer data)
{
  Answer *answer = data;

  g_object_unref (answer->page);
  g_object_unref (answer->session);
  g_free (answer->operation);
  g_free (answer->what);
}

static void
release_answer (gpointer data)
{
  g_rc_box_release_full (data, clear_answer);
}

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;
  g_autoptr (GError) error = NULL;

  if (mado_wish_save_finish (result, &error))
    answer->taken (answer->page);
  else
    mado_refusal_alert (answer->page, error);
  release_answer (answer);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, Answer *answer)
{
  const gboolean agrees = g_str_equal (response, AGREE);
  g_autoptr (MadoWish) wish = NULL;

  if (!agrees && !g_str_equal (response, DECLINE))
    return;
  wish = mado_wish_new (agrees ? "case.agree" : "case.decline", answer->id, answer->version);
  mado_wish_add_text (wish, "operation", answer->operation);
  mado_wish_save_async (wish, answer->session, answer->what, saved_cb, g_rc_box_acquire (answer));
}

static void
release_cb (gpointer answer, G_GNUC_UNUSED GClosure *closure)
{
  release_answer (answer);
}

static char *
write_body (const MadoCaseAsked *asked)
{
  if (asked->reason[0] == '\0')
    /* Translators: %s is an account */
    return g_strdup_printf (_ ("Asked for by %s"), asked->by);

  /* Translators: an account, and why */
  return g_strdup_printf (_ ("Asked for by %s, because: %s"), asked->by, asked->reason);
}

static AdwDialog *
create_dialog (const MadoCaseAsked *asked)
{
  g_autofree char *body = write_body (asked);
  AdwDialog *dialog = adw_alert_dialog_new (asked->transition->label, body);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_response (alert, "cancel", _ ("_Cancel"));
  adw_alert_dialog_add_response (alert, DECLINE, asked->is_own ? _ ("_Take It Back") : _ ("Do _Not Agree"));
  adw_alert_dialog_set_response_appearance (alert, DECLINE, ADW_RESPONSE_DESTRUCTIVE);
  if (asked->may_agree)
    adw_alert_dialog_add_response (alert, AGREE, _ ("A_gree"));
  if (asked->may_agree)
    adw_alert_dialog_set_response_appearance (alert, AGREE, ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");

  return dialog;
}

/**
 * mado_case_answer_begin:
 * @page: on which the case is shown
 * @session: a session
 * @sheet: the case as it is shown, in which something was asked for
 * @taken_cb: called with @page once it was answered; a refusal is shown, and nothing called
 *
 * Returns: (transfer none): the dialog that asks
 */
AdwDialog *
mado_case_answer_begin (GtkWidget *page, MadoSession *session, const MadoCaseSheet *sheet, GCallback taken_cb)
{
  const MadoCaseAsked *asked = &sheet->work->asked;
  Answer *answer = g_rc_box_new0 (Answer);
  AdwDialog *dialog = create_dialog (asked);

  answer->page = g_object_ref (page);
  answer->session = g_object_ref (session);
  answer->id = sheet->id;
  answer->version = sheet->version;
  answer->operation = g_strdup (asked->operation);
  /* Translators: a step of the work, and whose case took it */
  answer->what = g_strdup_printf (_ ("%s: %s"), asked->transition->label, sheet->title.name);
  answer->taken = (void (*) (GtkWidget *)) taken_cb;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), answer, release_cb, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, page);

  return dialog;
}
