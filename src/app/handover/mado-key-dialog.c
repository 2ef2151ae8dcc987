/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is on the disk is looked at first, on another thread: it says which of the forms is shown. Nobody enters his own
 * key in the register; so the form with a key says whom to tell it, and follows the register until he can sign. */

#include "mado-key-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "mado-field.h"
#include "mado-form-dialog.h"
#include "mado-handover-error.h"
#include "mado-json-member.h"
#include "mado-ledger.h"
#include "mado-packet-error.h"
#include "mado-password.h"
#include "mado-personal-key.h"
#include "mado-policy.h"
#include "mado-secret-row.h"
#include "mado-terminal.h"
#include "mado-touch-error.h"
#include "mado-touch-key.h"

/* A form, as long as its dialog. */
typedef struct {
  MadoSession *session;
  GtkWidget *parent;
  char *key;           /* (nullable): what the register has to have */
  GtkLabel *status;    /* (nullable): whether it has */
  GtkWidget *is_touch; /* (nullable) */
  GtkWidget *before;   /* (nullable): the earlier password */
  GtkWidget *password; /* (nullable) */
} Form;

static void present_key (MadoSession *session, GtkWidget *parent, const MadoPublicKey *key);
static void present_making (MadoSession *session, GtkWidget *parent, gboolean is_another);

static void
free_form (gpointer data)
{
  Form *form = data;

  g_object_unref (form->session);
  g_object_unref (form->parent);
  g_free (form->key);
  g_free (form);
}

static Form *
begin (MadoFormDialog *dialog, MadoSession *session, GtkWidget *parent)
{
  Form *form = g_new0 (Form, 1);

  form->session = g_object_ref (session);
  form->parent = g_object_ref (parent);
  g_object_set_data_full (G_OBJECT (dialog), "form", form, free_form);

  return form;
}

static Form *
get_form (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "form");
}

/* --- on another thread -------------------------------------------------------------------------------------------- */

typedef struct {
  MadoSession *session;
  MadoSecret *before;   /* (nullable): the key is locked anew */
  MadoSecret *password; /* (nullable): nothing is done, only looked */
  gboolean is_touch;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  g_clear_pointer (&request->before, mado_secret_free);
  g_clear_pointer (&request->password, mado_secret_free);
  g_free (request);
}

static gboolean
make_key (const Request *request, const char *profile, GError **error)
{
  g_autoptr (MadoSigningKey) key = request->is_touch ? mado_touch_key_enrol (error) : mado_signing_key_generate (error);

  return key != NULL &&
         mado_personal_key_replace (profile, key, request->password, mado_password_get_default_cost (), error);
}

/* The key opens with the password of the account, or it would sign nowhere. */
static gboolean
do_request (const Request *request, GError **error)
{
  MadoDesk *desk = mado_session_get_desk (request->session);
  const char *profile = mado_desk_get_path (desk);

  if (request->password == NULL)
    return TRUE;
  if (!mado_terminal_check_password (desk, request->password, error))
    return FALSE;

  return request->before != NULL ? mado_personal_key_change_password (profile, request->before, request->password,
                                                                      mado_password_get_default_cost (), error)
                                 : make_key (request, profile, error);
}

static void
request_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  MadoPublicKey *key = g_new0 (MadoPublicKey, 1);
  GError *error = NULL;

  if (do_request (request, &error) &&
      mado_personal_key_read_public (mado_desk_get_path (mado_session_get_desk (request->session)), key, &error)) {
    g_task_return_pointer (task, key, g_free);
    return;
  }
  g_free (key);
  g_task_return_error (task, error);
}

/* @before, @password: (transfer full) (nullable) */
static void
run (gpointer source,
     MadoSession *session,
     MadoSecret *before,
     MadoSecret *password,
     gboolean is_touch,
     GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);
  Request *request = g_new0 (Request, 1);

  *request = (Request) { g_object_ref (session), before, password, is_touch };
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, request_work);
}

/* --- what was asked for ------------------------------------------------------------------------------------------- */

static void
fail (MadoFormDialog *dialog, const GError *error)
{
  const Form *form = get_form (dialog);

  if (g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD))
    mado_form_dialog_refuse (dialog, _ ("This is not the password that the key is locked with. Nothing was changed."),
                             form->before);
  else if (g_error_matches (error, MADO_TOUCH_ERROR, MADO_TOUCH_ERROR_NONE_THERE))
    mado_form_dialog_refuse (dialog, _ ("No security key is plugged in. Plug yours in, or make the key without one."),
                             form->password);
  else
    mado_form_dialog_fail (dialog, error, form->password);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  MadoFormDialog *dialog = MADO_FORM_DIALOG (source);
  const Form *form = get_form (dialog);
  g_autoptr (GError) error = NULL;
  g_autofree MadoPublicKey *key = g_task_propagate_pointer (G_TASK (result), &error);

  if (key == NULL) {
    fail (dialog, error);
    return;
  }
  adw_dialog_force_close (ADW_DIALOG (dialog)); /* first, so that the keyboard goes back to where it came from */
  present_key (form->session, form->parent, key);
}

static void
decided_cb (MadoFormDialog *dialog, gpointer unused)
{
  const Form *form = get_form (dialog);
  const gboolean is_touch = form->is_touch != NULL && adw_switch_row_get_active (ADW_SWITCH_ROW (form->is_touch));

  if (form->before != NULL && gtk_editable_get_text (GTK_EDITABLE (form->before))[0] == '\0') {
    mado_form_dialog_refuse (dialog, _ ("Type the password that the key is locked with"), form->before);
    return;
  }
  if (gtk_editable_get_text (GTK_EDITABLE (form->password))[0] == '\0') {
    mado_form_dialog_refuse (dialog, _ ("Type the password with which you sign in"), form->password);
    return;
  }
  mado_form_dialog_set_busy (dialog, TRUE);
  run (dialog, form->session, form->before != NULL ? mado_field_take_secret (GTK_EDITABLE (form->before)) : NULL,
       mado_field_take_secret (GTK_EDITABLE (form->password)), is_touch, done_cb);
}

/* --- a key is made ------------------------------------------------------------------------------------------------ */

static void
present_making (MadoSession *session, GtkWidget *parent, gboolean is_another)
{
  MadoFormDialog *dialog =
      mado_form_dialog_new (is_another ? _ ("Another Signing Key") : _ ("Make Your Signing Key"), _ ("_Make the Key"),
                            is_another ? MADO_FORM_DIALOG_DESTRUCTIVE : MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (dialog, session, parent);

  mado_form_dialog_add_text (
      dialog, is_another
                  ? _ ("The key that is at this terminal now is destroyed; what it has signed stays good. You cannot "
                       "sign until the register of handlers has the new one.")
                  : _ ("With it you sign for media and money. It is made at this terminal, never leaves it, and opens "
                       "with the password with which you sign in."));
  mado_form_dialog_add_list (dialog, _ ("How It Is Made"));
  form->password = mado_form_dialog_add_password (dialog, _ ("Your Password"));
  form->is_touch =
      mado_form_dialog_add_switch (dialog, _ ("In a Security Key"),
                                   _ ("Plug it in first. Each signature then wants it plugged in and touched."), FALSE);
  g_signal_connect (dialog, "decided", G_CALLBACK (decided_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

static void
present_locking (MadoSession *session, GtkWidget *parent)
{
  MadoFormDialog *dialog =
      mado_form_dialog_new (_ ("Your Password Was Changed"), _ ("_Lock It Anew"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (dialog, session, parent);

  mado_form_dialog_add_text (
      dialog, _ ("Where the password was changed at another terminal, or was reset, the key at this one "
                 "still opens with the earlier one. If you do not know that any more, make another key."));
  mado_form_dialog_add_list (dialog, _ ("Passwords"));
  form->before = mado_form_dialog_add_password (dialog, _ ("Earlier Password"));
  form->password = mado_form_dialog_add_password (dialog, _ ("Your Password Now"));
  g_signal_connect (dialog, "decided", G_CALLBACK (decided_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

/* --- a key is there ----------------------------------------------------------------------------------------------- */

static const char *
judge (MadoSession *session, const char *key)
{
  const MadoHandoverBook *book = mado_ledger_get_book (mado_ledger_of (session));
  const char *account = mado_session_get_person (session)->account;
  const MadoEntity *person =
      book != NULL
          ? mado_handover_book_find_in_charge (book, account, mado_instant_get_japanese_day (mado_instant_now ()))
          : NULL;
  const char *own = person != NULL ? mado_json_get_text (mado_entity_get_body (person), "key") : "";

  if (strcmp (own, key) == 0)
    return _ ("The register of handlers has this key: you can sign.");
  if (own[0] != '\0')
    return _ (
        "The register of handlers has another key of yours, and you cannot sign yet. Tell the key below to whoever "
        "keeps the register; he enters it with “Another Key…”.");

  return _ (
      "You cannot sign until the register of handlers has this key, and you are reported to the ward. Tell the key "
      "below to whoever keeps the register.");
}

static void
follow_cb (MadoLedger *ledger, MadoFormDialog *dialog)
{
  const Form *form = get_form (dialog);

  gtk_label_set_text (form->status, judge (form->session, form->key));
}

static GtkLabel *
add_status (MadoFormDialog *dialog)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "prose");
  mado_form_dialog_add_widget (dialog, label);

  return GTK_LABEL (label);
}

static void
another_cb (GtkWidget *row, MadoFormDialog *dialog)
{
  const Form *form = get_form (dialog);

  g_object_ref (dialog);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  present_making (form->session, form->parent, TRUE);
  g_object_unref (dialog);
}

static void
changed_cb (GtkWidget *row, MadoFormDialog *dialog)
{
  const Form *form = get_form (dialog);

  g_object_ref (dialog);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  present_locking (form->session, form->parent);
  g_object_unref (dialog);
}

static void
add_way (MadoFormDialog *dialog, const char *title, GCallback callback)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
  g_signal_connect (row, "activated", callback, dialog);
  mado_form_dialog_add_row (dialog, row);
}

static void
close_cb (MadoFormDialog *dialog, gpointer unused)
{
  adw_dialog_close (ADW_DIALOG (dialog));
}

static void
present_key (MadoSession *session, GtkWidget *parent, const MadoPublicKey *key)
{
  MadoFormDialog *dialog = mado_form_dialog_new (_ ("Your Signing Key"), _ ("_Close"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (dialog, session, parent);
  g_autofree char *groups = NULL;

  form->key = mado_public_key_to_hex (key);
  groups = mado_secret_row_dup_groups (form->key, strlen (form->key));
  form->status = add_status (dialog);
  mado_form_dialog_add_list (dialog, _ ("What the Register Needs"));
  mado_form_dialog_add_row (dialog, mado_secret_row_new (_ ("Public Key"), groups));
  mado_form_dialog_add_list (dialog, _ ("When Something Changes"));
  add_way (dialog, _ ("My Password Was Changed…"), G_CALLBACK (changed_cb));
  add_way (dialog, _ ("Make Another Key…"), G_CALLBACK (another_cb));
  follow_cb (NULL, dialog);
  g_signal_connect_object (mado_ledger_of (session), "changed", G_CALLBACK (follow_cb), dialog, G_CONNECT_DEFAULT);
  g_signal_connect (dialog, "decided", G_CALLBACK (close_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

/* --- for the window ----------------------------------------------------------------------------------------------- */

static void
looked_cb (GObject *parent, GAsyncResult *result, gpointer unused)
{
  MadoSession *session = ((const Request *) g_task_get_task_data (G_TASK (result)))->session;
  g_autoptr (GError) error = NULL;
  g_autofree MadoPublicKey *key = g_task_propagate_pointer (G_TASK (result), &error);

  if (gtk_widget_get_root (GTK_WIDGET (parent)) == NULL)
    return;
  if (key != NULL)
    present_key (session, GTK_WIDGET (parent), key);
  else
    present_making (session, GTK_WIDGET (parent),
                    !g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_KEY));
}

/**
 * mado_key_dialog_is_for:
 * @session: a session
 *
 * Returns: whether its person signs anything, with a key that he makes himself: while somebody practises it is made
 */
gboolean
mado_key_dialog_is_for (MadoSession *session)
{
  static const char *const duties[] = { "handover", "receive", "plan", "approve", NULL };

  for (const char *const *duty = duties; *duty != NULL && !mado_session_is_practice (session); duty++)
    if (mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), *duty))
      return TRUE;

  return FALSE;
}

/**
 * mado_key_dialog_present:
 * @session: of somebody who signs
 * @parent: over which it appears
 */
void
mado_key_dialog_present (MadoSession *session, GtkWidget *parent)
{
  run (parent, session, NULL, NULL, FALSE, looked_cb);
}
