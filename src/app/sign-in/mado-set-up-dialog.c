/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One form, and one sheet of what came of it. The two passwords are shown there and nowhere else. */

#include "mado-set-up-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-form-dialog.h"
#include "mado-programme-file.h"
#include "mado-reference-file.h"
#include "mado-roll-page.h"
#include "mado-secret-row.h"
#include "mado-set-up.h"
#include "mado-terminal.h"

#define TRIAL_ADDRESS "127.0.0.1:8443"
#define TRIAL_NETWORKS "127.0.0.0/8"
#define WARD "shinjuku"
#define ADMINISTRATOR "admin-1"
#define OVERSEER "overseer-1"
#define BACKUP "/var/backups/madoguchi"

typedef struct {
  GtkWidget *trial;
  GtkWidget *address;
  GtkWidget *allow;
  GtkWidget *ward;
  GtkWidget *programme;
  GtkWidget *administrator;
  GtkWidget *overseer;
  GtkWidget *backup;
  GStrv programmes; /* ids, as they stand in the choice behind the first */
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  g_strfreev (form->programmes);
  g_free (form);
}

static Form *
get_form (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "form");
}

/* --- what came of it ---------------------------------------------------------------------------------------------- */

static const struct {
  const char *subject;
  const char *title;
  const char *good;
} subjects[] = {
  { "account", N_ ("Account of the Service"), N_ ("It is not the administrator of the machine.") },
  { "configuration", N_ ("Configuration"), N_ ("It can be read, and nobody else may change it.") },
  { "folder", N_ ("Folder of the Data"), N_ ("Nobody else may look into it.") },
  { "disk", N_ ("Disk"), N_ ("There is room enough.") },
  { "networks", N_ ("Who May Connect"), N_ ("Only the networks that were named.") },
  { "papers", N_ ("Authority and Keys"), N_ ("They are whole, and nobody else may read them.") },
  { "wards", N_ ("Ward"), N_ ("It can be opened, and its log is whole.") },
  { "certificates", N_ ("Certificates"), N_ ("None of them ends soon.") },
  { "backup", N_ ("Savings"), N_ ("All was saved, and not long ago.") },
};

static const char *
find_title (const char *subject)
{
  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (strcmp (subjects[i].subject, subject) == 0)
      return _ (subjects[i].title);

  return subject;
}

static const char *
find_good (const char *subject)
{
  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (strcmp (subjects[i].subject, subject) == 0)
      return _ (subjects[i].good);

  return "";
}

static GtkWidget *
create_check (const MadoSetUpCheck *check)
{
  const gboolean is_good = strcmp (check->state, "good") == 0;
  g_autofree char *words = g_strconcat (check->what, "\n", check->remedy, NULL);
  GtkWidget *row = mado_roll_row_new (find_title (check->subject), is_good ? find_good (check->subject) : words);

  if (is_good)
    mado_roll_row_mark (row, C_ ("check", "Good"), NULL);
  else if (strcmp (check->state, "soon") == 0)
    mado_roll_row_mark (row, C_ ("check", "Soon"), "desk");
  else
    mado_roll_row_mark (row, C_ ("check", "Wrong"), "overdue");

  return row;
}

static char *
dup_next (gboolean is_good, gboolean is_trial)
{
  g_autofree char *folder = mado_set_up_dup_trial_folder ();

  if (!is_good)
    return g_strdup (_ ("Do what stands beside each check that is not good, and set the service up again: what is made "
                        "stays, and it goes on where it was cut off."));
  if (is_trial)
    /* Translators: %s is a folder */
    return g_strdup_printf (_ ("Start it with: madoguchi-service --config %s/service.conf\nWhoever wants to be rid of "
                               "it removes that folder."),
                            folder);

  return g_strdup (_ ("Fill in and switch on the closed network, then: systemctl enable --now "
                      "madoguchi-service.socket madoguchi-service.service madoguchi-backup.timer. See whether nothing "
                      "else answers: madoguchi-ctl service check --network. Copy keys and secret from /etc/madoguchi "
                      "to two media that lie in two places."));
}

static void
add_passwords (MadoFormDialog *sheet, const Form *form, const MadoSetUpAnswer *answer)
{
  if (answer->administrator[0] == '\0')
    return;
  mado_form_dialog_add_list (sheet, _ ("Passwords for Once, Shown Only Here"));
  mado_form_dialog_add_row (
      sheet, mado_secret_row_new (gtk_editable_get_text (GTK_EDITABLE (form->administrator)), answer->administrator));
  mado_form_dialog_add_row (
      sheet, mado_secret_row_new (gtk_editable_get_text (GTK_EDITABLE (form->overseer)), answer->overseer));
}

static void
present_answer (MadoFormDialog *dialog, const MadoSetUpAnswer *answer)
{
  const Form *form = get_form (dialog);
  const gboolean is_good = mado_set_up_answer_is_good (answer);
  const gboolean is_trial = adw_switch_row_get_active (ADW_SWITCH_ROW (form->trial));
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (dialog)));
  g_autofree char *next = dup_next (is_good, is_trial);
  MadoFormDialog *sheet = mado_form_dialog_new_notice (
      is_good ? _ ("The Service Can Start") : _ ("The Service Is Made, but Not Ready"), next);

  add_passwords (sheet, form, answer);
  mado_form_dialog_add_list (sheet, _ ("Checks"));
  for (guint i = 0; i < answer->checks->len; i++)
    mado_form_dialog_add_row (sheet, create_check (g_ptr_array_index (answer->checks, i)));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  adw_dialog_present (ADW_DIALOG (sheet), window);
}

/* What the command line says of itself is for whoever reads English; its code is known here. */
static const struct {
  const char *code;
  const char *says;
} refusals[] = {
  { "permission", N_ ("A folder may not be written. Choose another place, or have the account madoguchi own it.") },
  { "full", N_ ("The disk is full. Make room, and set the service up again: it goes on where it was cut off.") },
  { "place", N_ ("A file stands where a folder is to be. Move it away, or choose another place.") },
  { "lost", N_ ("Something that was made before is missing. Bring it back from its copy; never make a new one over "
                "wards that exist.") },
  { "otherwise", N_ ("The service was set up otherwise before, or a name cannot be so. Type what its configuration "
                     "says, or change that first.") },
  { "root", N_ ("The administrator of the machine does not make it: the account madoguchi does.") },
};

static const char *
find_refusal (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strcmp (refusals[i].code, code) == 0)
      return _ (refusals[i].says);

  return _ ("See what it says, and set the service up again: what is made stays.");
}

/* Nothing was said: the desktop asked whether he may, or could not. */
static const char *
explain_silence (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return _ (
        "Nothing was made: the question whether you may was closed. Press the button again, and type the password "
        "of the machine’s administrator there.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("Nothing was made: this account may not do it here. Have the machine’s administrator do it, or type as "
              "root: runuser -u madoguchi -- madoguchi-ctl service init");
  if (error->domain == G_SPAWN_ERROR)
    return _ ("Nothing was made: pkexec is not installed, with which the desktop asks whether you may. Install it, or "
              "type as root: runuser -u madoguchi -- madoguchi-ctl service init");

  return _ ("Nothing was made: the command line gave no answer. See whether madoguchi-ctl and madoguchi-service are of "
            "one release, or type as root: runuser -u madoguchi -- madoguchi-ctl service init");
}

static void
refuse_run (MadoFormDialog *dialog, const MadoSetUpAnswer *answer, const GError *error)
{
  g_autofree char *text = NULL;

  if (answer != NULL) /* Translators: what to do, and what the command line said, in English */
    text = g_strdup_printf (_ ("The service was not made. %1$s\n(%2$s)"), find_refusal (answer->code), answer->refusal);
  mado_form_dialog_refuse (dialog, text != NULL ? text : explain_silence (error), NULL);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSetUpAnswer) answer = mado_set_up_run_finish (result, &error);

  adw_dialog_set_can_close (ADW_DIALOG (dialog), TRUE);
  if (answer == NULL || answer->checks->len == 0)
    refuse_run (dialog, answer, error);
  else
    present_answer (dialog, answer);
}

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static char *
take (GtkWidget *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field))));
}

static gboolean
is_filled (MadoFormDialog *dialog, GtkWidget *field)
{
  g_autofree char *text = take (field);

  if (text[0] == '\0')
    mado_form_dialog_refuse (dialog, _ ("This has to be said."), field);

  return text[0] != '\0';
}

static gboolean
are_two (MadoFormDialog *dialog, const Form *form)
{
  g_autofree char *administrator = take (form->administrator);
  g_autofree char *overseer = take (form->overseer);

  if (strcmp (administrator, overseer) != 0)
    return TRUE;
  mado_form_dialog_refuse (dialog, _ ("Two people: nobody confirms what he asked for himself."), form->overseer);

  return FALSE;
}

static gboolean
has_port (MadoFormDialog *dialog, const Form *form)
{
  g_autofree char *address = take (form->address);

  if (strrchr (address, ':') != NULL)
    return TRUE;
  mado_form_dialog_refuse (dialog, _ ("Address and port, as in 10.20.0.1:8443."), form->address);

  return FALSE;
}

static gboolean
is_whole (MadoFormDialog *dialog, const Form *form)
{
  GtkWidget *const fields[] = { form->address,       form->allow,    form->ward,
                                form->administrator, form->overseer, form->backup };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!is_filled (dialog, fields[i]))
      return FALSE;

  return has_port (dialog, form) && are_two (dialog, form);
}

static char *
dup_programme (const Form *form)
{
  const guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (form->programme));
  g_autofree char *name = NULL;

  if (chosen == 0)
    return NULL;
  name = g_strdup_printf ("programmes/%s.json", form->programmes[chosen - 1]);

  return mado_reference_file_dup_sample_path (name);
}

static MadoSetUpWish *
create_wish (const Form *form)
{
  MadoSetUpWish *wish = g_new (MadoSetUpWish, 1);

  *wish = (MadoSetUpWish) {
    .address = take (form->address),
    .allow = take (form->allow),
    .ward = take (form->ward),
    .administrator = take (form->administrator),
    .overseer = take (form->overseer),
    .backup = take (form->backup),
    .programme = dup_programme (form),
    .trial = adw_switch_row_get_active (ADW_SWITCH_ROW (form->trial)) ? mado_set_up_dup_trial_folder () : NULL,
  };

  return wish;
}

/* Nobody goes away in the middle: the passwords are shown once. */
static void
decided_cb (MadoFormDialog *dialog, gpointer unused)
{
  const Form *form = get_form (dialog);
  g_autoptr (MadoSetUpWish) wish = NULL;

  if (!is_whole (dialog, form))
    return;
  wish = create_wish (form);
  mado_form_dialog_set_busy (dialog, TRUE);
  adw_dialog_set_can_close (ADW_DIALOG (dialog), FALSE);
  mado_set_up_run_async (wish, NULL, ran_cb, g_object_ref (dialog));
}

/* What is tried needs no network, and lies beside the rest of the trial. */
static void
trial_cb (AdwSwitchRow *row, GParamSpec *property, MadoFormDialog *dialog)
{
  const Form *form = get_form (dialog);
  const gboolean is_trial = adw_switch_row_get_active (row);
  g_autofree char *folder = mado_set_up_dup_trial_folder ();
  g_autofree char *saved = g_build_filename (folder, "saved", NULL);

  gtk_editable_set_text (GTK_EDITABLE (form->address), is_trial ? TRIAL_ADDRESS : "");
  gtk_editable_set_text (GTK_EDITABLE (form->allow), is_trial ? TRIAL_NETWORKS : "");
  gtk_editable_set_text (GTK_EDITABLE (form->backup), is_trial ? saved : BACKUP);
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

static GtkWidget *
add_filled (MadoFormDialog *dialog, const char *title, const char *text)
{
  GtkWidget *field = mado_form_dialog_add_latin (dialog, title);

  gtk_editable_set_text (GTK_EDITABLE (field), text);

  return field;
}

/* By their marks: their files are read when they are published. */
static void
add_programmes (MadoFormDialog *dialog, Form *form)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new ((const char *const[]) { _ ("None yet"), NULL });

  form->programmes = g_strdupv ((char **) mado_terminal_programmes);
  gtk_string_list_splice (choices, 1, 0, mado_terminal_programmes);
  form->programme = mado_form_dialog_add_choice (dialog, _ ("Programme That Is Published at Once"), choices);
}

static void
add_fields (MadoFormDialog *dialog, Form *form)
{
  mado_form_dialog_add_text (dialog, _ ("Authority, keys, the ward’s encrypted file and two accounts are made; all of "
                                        "it is saved once, and then looked at. What was made before stays."));
  mado_form_dialog_add_list (dialog, _ ("What It Is For"));
  form->trial = mado_form_dialog_add_switch (dialog, _ ("Only Try It"),
                                             _ ("In a folder of your own. Nothing of this machine is changed."), FALSE);
  mado_form_dialog_add_list (dialog, _ ("Line"));
  form->address = mado_form_dialog_add_latin (dialog, _ ("Address and Port in the Closed Network"));
  form->allow = mado_form_dialog_add_latin (dialog, _ ("Networks of the Terminals, as 10.20.0.0/16"));
  mado_form_dialog_add_list (dialog, _ ("Ward and People"));
  form->ward = add_filled (dialog, _ ("First Ward, as Its Programmes Name It"), WARD);
  add_programmes (dialog, form);
  form->administrator = add_filled (dialog, _ ("Account of the First Administrator"), ADMINISTRATOR);
  form->overseer = add_filled (dialog, _ ("Account of Whoever Confirms What He Asks For"), OVERSEER);
  mado_form_dialog_add_list (dialog, _ ("Place"));
  form->backup = add_filled (dialog, _ ("Folder Where Wards Are Saved"), BACKUP);
}

/**
 * mado_set_up_dialog_new:
 *
 * Returns: (transfer floating): the form
 */
AdwDialog *
mado_set_up_dialog_new (void)
{
  MadoFormDialog *dialog = mado_form_dialog_new (_ ("Set a Service Up"), _ ("_Set It Up"), MADO_FORM_DIALOG_PLAIN);
  Form *form = g_new0 (Form, 1);

  g_object_set_data_full (G_OBJECT (dialog), "form", form, free_form);
  add_fields (dialog, form);
  g_signal_connect (dialog, "decided", G_CALLBACK (decided_cb), NULL);
  g_signal_connect (form->trial, "notify::active", G_CALLBACK (trial_cb), dialog);

  return ADW_DIALOG (dialog);
}
