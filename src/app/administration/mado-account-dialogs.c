/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form, what is said of it at the door, and what comes back: a one-time password is shown, once. */

#include "mado-account-dialogs.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-contact.h"
#include "mado-programme.h"
#include "mado-secret-row.h"

/* A form on its way. */
typedef struct {
  MadoBureau *bureau;
  MadoFormDialog *dialog;
  GtkWidget *parent;
  const char *verb;
  char *account;            /* "": as it is typed */
  GtkWidget *name;          /* (nullable): where */
  GPtrArray *roles;         /* (nullable) (element-type GtkWidget): a switch for each role of the programme */
  GPtrArray *others;        /* (nullable) (element-type MadoGrant): roles of other programmes, which stay */
  GtkWidget *administrator; /* (nullable) */
  GtkWidget *overseer;      /* (nullable) */
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  g_object_unref (form->bureau);
  g_object_unref (form->parent);
  g_clear_pointer (&form->roles, g_ptr_array_unref);
  g_clear_pointer (&form->others, g_ptr_array_unref);
  g_free (form->account);
  g_free (form);
}

/* --- a password that is shown once -------------------------------------------------------------------------------- */

static void
show_one_time (const Form *form, const char *account, const MadoAccessReply *reply)
{
  g_autofree char *until = mado_contact_write_time (reply->until.microseconds, "%-m/%-d %H:%M");
  /* Translators: %1$s is an account, %2$s a day and a time */
  g_autofree char *text = g_strdup_printf (_ ("Tell it to the person of %1$s, and nobody else. It is good until %2$s, "
                                              "once: whoever signs in with it chooses "
                                              "a password of his own. It is not shown again."),
                                           account, until);
  MadoFormDialog *dialog = mado_form_dialog_new_notice (_ ("One-Time Password"), text);

  mado_form_dialog_add_row (dialog, mado_secret_row_new (_ ("One-Time Password"), reply->one_time));
  adw_dialog_present (ADW_DIALOG (dialog), form->parent);
}

/* --- what is said ------------------------------------------------------------------------------------------------- */

static const char *
get_account (const Form *form)
{
  return form->name != NULL ? gtk_editable_get_text (GTK_EDITABLE (form->name)) : form->account;
}

static GPtrArray *
read_grants (const Form *form)
{
  MadoProgramme *programme = mado_session_get_programme (mado_bureau_get_session (form->bureau));
  GPtrArray *grants = mado_grants_new ();

  for (guint i = 0; form->others != NULL && i < form->others->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (form->others, i);

    mado_grants_add (grants, grant->programme, grant->role);
  }
  for (guint i = 0; form->roles != NULL && i < form->roles->len; i++) {
    const MadoNamed *role = mado_section_get (programme->roles, i);

    if (adw_switch_row_get_active (g_ptr_array_index (form->roles, i)))
      mado_grants_add (grants, programme->identity.id, role->id);
  }

  return grants;
}

static gboolean
is_on (GtkWidget *row)
{
  return row != NULL && adw_switch_row_get_active (ADW_SWITCH_ROW (row));
}

static Form *
get_form (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "form");
}

static void
said_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;
  const Form *form = get_form (dialog);
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *account = g_strdup (get_account (form));

  if (!mado_bureau_say_finish (result, &reply, &error)) {
    mado_form_dialog_fail (dialog, error, form->name);
    return;
  }
  mado_bureau_note_change (form->bureau);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  if (reply.one_time != NULL)
    show_one_time (form, account, &reply);
}

static void
decided_cb (MadoFormDialog *dialog, Form *form)
{
  g_autoptr (GPtrArray) grants = read_grants (form);
  const MadoAccessRequest request = { .account = (char *) get_account (form),
                                      .grants = grants,
                                      .is_administrator = is_on (form->administrator),
                                      .is_overseer = is_on (form->overseer) };

  mado_form_dialog_set_busy (dialog, TRUE);
  mado_bureau_say_async (form->bureau, form->verb, &request, said_cb, g_object_ref (dialog));
}

static Form *
begin (MadoBureau *bureau, const char *verb, const char *account, MadoFormDialog *dialog, GtkWidget *parent)
{
  Form *form = g_new0 (Form, 1);

  form->bureau = g_object_ref (bureau);
  form->dialog = dialog;
  form->parent = g_object_ref (parent);
  form->verb = verb;
  form->account = g_strdup (account);
  g_object_set_data_full (G_OBJECT (dialog), "form", form, free_form);
  g_signal_connect (dialog, "decided", G_CALLBACK (decided_cb), form);

  return form;
}

/* --- roles -------------------------------------------------------------------------------------------------------- */

static gboolean
has_role (const GPtrArray *grants, const char *programme, const char *role)
{
  for (guint i = 0; grants != NULL && i < grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (grants, i);

    if (strcmp (grant->programme, programme) == 0 && strcmp (grant->role, role) == 0)
      return TRUE;
  }

  return FALSE;
}

static void
keep_others (Form *form, const GPtrArray *grants, const char *programme)
{
  form->others = mado_grants_new ();
  for (guint i = 0; grants != NULL && i < grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (grants, i);

    if (strcmp (grant->programme, programme) != 0)
      mado_grants_add (form->others, grant->programme, grant->role);
  }
}

/* Of the programme that is open; what somebody is in another one stays as it is. */
static void
add_roles (Form *form, const GPtrArray *grants)
{
  MadoProgramme *programme = mado_session_get_programme (mado_bureau_get_session (form->bureau));

  keep_others (form, grants, programme->identity.id);
  form->roles = g_ptr_array_new ();
  mado_form_dialog_add_list (form->dialog, programme->identity.title);
  for (guint i = 0; i < mado_section_get_count (programme->roles); i++) {
    const MadoNamed *role = mado_section_get (programme->roles, i);
    g_autofree char *label = mado_role_dup_label (role);

    g_ptr_array_add (form->roles, mado_form_dialog_add_switch (form->dialog, label, NULL,
                                                               has_role (grants, programme->identity.id, role->id)));
  }
}

/* --- for the page ------------------------------------------------------------------------------------------------- */

static void
present (const Form *form)
{
  adw_dialog_present (ADW_DIALOG (form->dialog), form->parent);
}

/**
 * mado_account_dialog_make:
 * @bureau: a bureau
 * @parent: over what
 *
 * Asks for a new account, and shows its one-time password.
 */
void
mado_account_dialog_make (MadoBureau *bureau, GtkWidget *parent)
{
  MadoFormDialog *dialog = mado_form_dialog_new (_ ("New Account"), _ ("_Make the Account"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (bureau, "accounts/make", "", dialog, parent);

  mado_form_dialog_add_text (
      dialog, _ ("Its name stands in the logs and is never given to anybody else: small letters, digits and dashes. To "
                 "sign in, its person has to be in the register of handlers, too."));
  form->name = mado_form_dialog_add_latin (dialog, _ ("Account (Personal ID)"));
  add_roles (form, NULL);
  present (form);
}

/**
 * mado_account_dialog_grant:
 * @bureau: a bureau
 * @account: an account
 * @parent: over what
 *
 * Asks for its roles.
 */
void
mado_account_dialog_grant (MadoBureau *bureau, const MadoAccountLine *account, GtkWidget *parent)
{
  MadoFormDialog *dialog = mado_form_dialog_new (_ ("Roles"), _ ("_Set the Roles"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (bureau, "accounts/grant", account->account, dialog, parent);
  /* Translators: %s is an account */
  g_autofree char *text = g_strdup_printf (_ ("What %s may do, from the next thing done on."), account->account);

  mado_form_dialog_add_text (dialog, text);
  add_roles (form, account->grants);
  present (form);
}

/**
 * mado_account_dialog_raise:
 * @bureau: a bureau
 * @account: an account
 * @parent: over what
 *
 * Asks whether it shall be in charge of accounts; another has to confirm that.
 */
void
mado_account_dialog_raise (MadoBureau *bureau, const MadoAccountLine *account, GtkWidget *parent)
{
  MadoFormDialog *dialog =
      mado_form_dialog_new (_ ("In Charge of Accounts"), _ ("_Ask a Second Person"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (bureau, "accounts/raise", account->account, dialog, parent);

  mado_form_dialog_add_text (
      dialog, _ ("It counts once another administrator or an overseer has confirmed it on this page, within a day."));
  form->administrator = mado_form_dialog_add_switch (dialog, _ ("Administrator"),
                                                     _ ("Makes accounts and closes them, and sees to terminals."),
                                                     account->is_administrator);
  form->overseer = mado_form_dialog_add_switch (dialog, _ ("Overseer"),
                                                _ ("Confirms what administrators ask for, and signs off the logs."),
                                                account->is_overseer);
  present (form);
}

static void
ask (MadoBureau *bureau,
     const char *verb,
     const char *account,
     MadoFormDialog *dialog,
     const char *text,
     GtkWidget *parent)
{
  const Form *form = begin (bureau, verb, account, dialog, parent);

  mado_form_dialog_add_text (dialog, text);
  present (form);
}

/**
 * mado_account_dialog_reset:
 * @bureau: a bureau
 * @account: of somebody who forgot his password
 * @parent: over what
 *
 * Asks for another; somebody else has to confirm that.
 */
void
mado_account_dialog_reset (MadoBureau *bureau, const char *account, GtkWidget *parent)
{
  /* Translators: %s is an account */
  g_autofree char *text = g_strdup_printf (
      _ ("%s gets a one-time password once another administrator or an overseer has confirmed it on this page, within "
         "a day. It is shown to whoever confirms. The authenticator is off then, and what was not sent yet is kept."),
      account);

  ask (bureau, "accounts/reset", account,
       mado_form_dialog_new (_ ("A New Password"), _ ("_Ask a Second Person"), MADO_FORM_DIALOG_PLAIN), text, parent);
}

/**
 * mado_account_dialog_close:
 * @bureau: a bureau
 * @account: of somebody who leaves
 * @parent: over what
 *
 * Asks whether it shall be closed for good.
 */
void
mado_account_dialog_close (MadoBureau *bureau, const char *account, GtkWidget *parent)
{
  /* Translators: %s is an account */
  g_autofree char *text = g_strdup_printf (
      _ ("%s is signed out everywhere at once and never comes in again. The name stays in the logs, and nobody else "
         "gets it. This cannot be undone. End the entry in the register of handlers, too."),
      account);

  ask (bureau, "accounts/close", account,
       mado_form_dialog_new (_ ("Close the Account"), _ ("_Close the Account"), MADO_FORM_DIALOG_DESTRUCTIVE), text,
       parent);
}

/**
 * mado_account_dialog_confirm:
 * @bureau: a bureau
 * @proposal: what another asked for
 * @parent: over what
 *
 * Asks whether it shall be so.
 */
void
mado_account_dialog_confirm (MadoBureau *bureau, const MadoProposalLine *proposal, GtkWidget *parent)
{
  const gboolean is_reset = strcmp (proposal->kind, "reset") == 0;
  MadoFormDialog *dialog = mado_form_dialog_new (is_reset ? _ ("A New Password") : _ ("In Charge of Accounts"),
                                                 _ ("_Confirm"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (bureau, "accounts/confirm", proposal->account, dialog, parent);
  g_autofree char *text =
      g_strdup_printf (is_reset ? /* Translators: %1$s is who asked, %2$s an account */
                           _ ("%1$s asks for a one-time password for %2$s. Make sure that the person really wants it. "
                              "It is shown to you, "
                              "and you tell it to nobody else.")
                                : /* Translators: %1$s is who asked, %2$s an account */
                           _ ("%1$s asks that what %2$s may do with the accounts of others is changed."),
                       proposal->by, proposal->account);

  mado_form_dialog_add_text (dialog, text);
  present (form);
}
