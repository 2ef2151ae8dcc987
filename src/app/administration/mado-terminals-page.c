/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Terminals that work, those that are awaited, and those that were sent away. A file and a code let one come; the file
 * is saved on a medium, and the code goes another way. */

#include "mado-terminals-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-config.h"
#include "mado-entrance.h"
#include "mado-field.h"
#include "mado-form-dialog.h"
#include "mado-papers.h"
#include "mado-programme.h"
#include "mado-roll-page.h"
#include "mado-secret-row.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

#define MADO_TYPE_TERMINALS_PAGE (mado_terminals_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoTerminalsPage, mado_terminals_page, MADO, TERMINALS_PAGE, MadoRollPage)

struct _MadoTerminalsPage {
  MadoRollPage parent_instance;

  MadoTerminalRoll *roll; /* (nullable): nothing was heard yet */
};

G_DEFINE_FINAL_TYPE (MadoTerminalsPage, mado_terminals_page, MADO_TYPE_ROLL_PAGE)

static MadoBureau *
get_bureau (MadoTerminalsPage *self)
{
  return mado_roll_page_get_bureau (MADO_ROLL_PAGE (self));
}

static const MadoSection *
get_sites (MadoBureau *bureau)
{
  return mado_session_get_programme (mado_bureau_get_session (bureau))->sites;
}

/* --- the forms ---------------------------------------------------------------------------------------------------- */

/* A form, as long as its dialog. */
typedef struct {
  MadoBureau *bureau;
  GtkWidget *parent;
  char *terminal;
  GtkWidget *name;    /* (nullable): where it is typed */
  GtkWidget *place;   /* (nullable) */
  GtkWidget *is_lost; /* (nullable) */
  GtkWidget *password;
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  g_object_unref (form->bureau);
  g_object_unref (form->parent);
  g_free (form->terminal);
  g_free (form);
}

static Form *
begin (MadoTerminalsPage *self, MadoFormDialog *dialog, const char *terminal)
{
  Form *form = g_new0 (Form, 1);

  form->bureau = g_object_ref (get_bureau (self));
  form->parent = GTK_WIDGET (g_object_ref (self));
  form->terminal = g_strdup (terminal);
  g_object_set_data_full (G_OBJECT (dialog), "form", form, free_form);

  return form;
}

static Form *
get_form (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "form");
}

static const char *
get_terminal (const Form *form)
{
  return form->name != NULL ? gtk_editable_get_text (GTK_EDITABLE (form->name)) : form->terminal;
}

static const char *
get_place (const Form *form)
{
  const guint chosen = form->place != NULL ? adw_combo_row_get_selected (ADW_COMBO_ROW (form->place)) : 0;

  return chosen > 0 ? ((const MadoSite *) mado_section_get (get_sites (form->bureau), chosen - 1))->id : "";
}

static void
say (MadoFormDialog *dialog, const char *verb, GAsyncReadyCallback said)
{
  const Form *form = get_form (dialog);
  g_autoptr (MadoSecret) password = mado_field_take_secret (GTK_EDITABLE (form->password));
  const MadoAccessRequest request = {
    .terminal = (char *) get_terminal (form),
    .site = (char *) get_place (form),
    .is_lost = form->is_lost != NULL && adw_switch_row_get_active (ADW_SWITCH_ROW (form->is_lost)),
    .password = password,
  };

  mado_form_dialog_set_busy (dialog, TRUE);
  mado_bureau_say_async (form->bureau, verb, &request, said, g_object_ref (dialog));
}

/* The name has rules of its own; whatever else is wrong is the password, or the line. */
static void
fail (MadoFormDialog *dialog, const GError *error)
{
  const Form *form = get_form (dialog);

  if (form->name != NULL && g_error_matches (error, MADO_ACCESS_ERROR, MADO_ACCESS_NAME))
    mado_form_dialog_refuse (dialog, _ ("The name of a terminal is of letters, digits, dashes and dots, 64 at most."),
                             form->name);
  else
    mado_form_dialog_fail (dialog, error, form->password);
}

/* --- letting one come --------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;

  if (g_file_replace_contents_finish (G_FILE (file), result, NULL, NULL))
    mado_form_dialog_refuse (dialog, _ ("The file is saved. Take it to the terminal on a medium."), NULL);
  else
    mado_form_dialog_refuse (dialog, _ ("The file could not be saved there. Choose another place."), NULL);
}

static void
chosen_cb (GObject *chooser, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (chooser), result, NULL);
  GBytes *content = g_object_get_data (G_OBJECT (dialog), "file");

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, content, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, saved_cb,
                                         g_steal_pointer (&dialog));
}

static void
save_cb (MadoFormDialog *dialog, gpointer unused)
{
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autofree char *name = g_strconcat (get_form (dialog)->terminal, ".json", NULL);

  gtk_file_dialog_set_title (chooser, _ ("Save the Terminal’s File"));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (dialog))), NULL, chosen_cb,
                        g_object_ref (dialog));
}

static void
show_invitation (MadoTerminalsPage *self, const char *terminal, const MadoAccessReply *reply)
{
  MadoFormDialog *dialog =
      mado_form_dialog_new (_ ("Let a Terminal Come"), _ ("_Save the File…"), MADO_FORM_DIALOG_PLAIN);
  g_autofree char *until = mado_roll_dup_time (reply->until);
  g_autofree char *fingerprint = mado_secret_row_dup_groups (reply->fingerprint, strlen (reply->fingerprint));
  /* Translators: %1$s is a terminal, %2$s a day and a time */
  g_autofree char *text = g_strdup_printf (
      _ ("Save the file for %1$s on a medium. Say the code to whoever sets the terminal up, by another way: it is not "
         "shown again. Both are good once, until %2$s. There, compare the fingerprint."),
      terminal, until);

  begin (self, dialog, terminal);
  mado_form_dialog_add_text (dialog, text);
  mado_form_dialog_add_row (dialog, mado_secret_row_new (_ ("Code"), reply->code));
  mado_form_dialog_add_row (dialog, mado_secret_row_new (_ ("Fingerprint of the Service"), fingerprint));
  g_object_set_data_full (G_OBJECT (dialog), "file", g_bytes_new (reply->file, strlen (reply->file)),
                          (GDestroyNotify) g_bytes_unref);
  g_signal_connect (dialog, "decided", G_CALLBACK (save_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
invited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;
  const Form *form = get_form (dialog);
  g_autoptr (MadoTerminalsPage) self = MADO_TERMINALS_PAGE (g_object_ref (form->parent));
  g_autofree char *terminal = g_strdup (get_terminal (form));
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mado_bureau_say_finish (result, &reply, &error)) {
    fail (dialog, error);
    return;
  }
  mado_bureau_note_change (form->bureau);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  show_invitation (self, terminal, &reply);
}

static void
invite_decided_cb (MadoFormDialog *dialog, gpointer unused)
{
  say (dialog, "terminals/invite", invited_cb);
}

static void
add_places_choice (Form *form, MadoFormDialog *dialog)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new ((const char *const[]) { _ ("Our own office"), NULL });
  const MadoSection *sites = get_sites (form->bureau);

  for (guint i = 0; i < mado_section_get_count (sites); i++)
    gtk_string_list_append (labels, ((const MadoSite *) mado_section_get (sites, i))->label);
  form->place = mado_form_dialog_add_choice (dialog, _ ("Place"), labels);
}

static void
ask_to_invite (MadoTerminalsPage *self, const char *terminal)
{
  MadoFormDialog *dialog =
      mado_form_dialog_new (_ ("Let a Terminal Come"), _ ("_Make File and Code"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (self, dialog, terminal);

  mado_form_dialog_add_text (dialog, _ ("A terminal of the same name stops working as soon as the new one comes. Where "
                                        "a place is chosen, its people alone work there, and nowhere else."));
  form->name = mado_form_dialog_add_latin (dialog, _ ("Name of the Terminal"));
  gtk_editable_set_text (GTK_EDITABLE (form->name), terminal);
  add_places_choice (form, dialog);
  form->password = mado_form_dialog_add_password (dialog, _ ("Your Password"));
  g_signal_connect (dialog, "decided", G_CALLBACK (invite_decided_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
invite_cb (GtkButton *button, MadoTerminalsPage *self)
{
  ask_to_invite (self, "");
}

static void
again_cb (GtkWidget *widget, const char *name, GVariant *terminal)
{
  ask_to_invite (MADO_TERMINALS_PAGE (widget), g_variant_get_string (terminal, NULL));
}

/* --- sending one away --------------------------------------------------------------------------------------------- */

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mado_bureau_say_finish (result, &reply, &error)) {
    fail (dialog, error);
    return;
  }
  mado_bureau_note_change (get_form (dialog)->bureau);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
revoke_decided_cb (MadoFormDialog *dialog, gpointer unused)
{
  say (dialog, "terminals/revoke", revoked_cb);
}

static void
revoke_cb (GtkWidget *widget, const char *name, GVariant *terminal)
{
  MadoFormDialog *dialog =
      mado_form_dialog_new (_ ("Send a Terminal Away"), _ ("_Send It Away"), MADO_FORM_DIALOG_DESTRUCTIVE);
  Form *form = begin (MADO_TERMINALS_PAGE (widget), dialog, g_variant_get_string (terminal, NULL));
  /* Translators: %s is a terminal */
  g_autofree char *text = g_strdup_printf (
      _ ("%s does nothing more than hand in what it did not send, and wipes itself. Whoever works there is signed out "
         "at once. This cannot be undone."),
      form->terminal);

  mado_form_dialog_add_text (dialog, text);
  form->password = mado_form_dialog_add_password (dialog, _ ("Your Password"));
  form->is_lost =
      mado_form_dialog_add_switch (dialog, _ ("Somebody Else Has It"),
                                   _ ("It was lost or stolen: it may not even hand in what it did not send."), FALSE);
  g_signal_connect (dialog, "decided", G_CALLBACK (revoke_decided_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static const char *
find_place (MadoTerminalsPage *self, const char *id)
{
  const MadoSite *site = mado_section_find (get_sites (get_bureau (self)), id);

  return site != NULL ? site->label : id[0] == '\0' ? _ ("Our own office") : id;
}

static char *
write_software (const MadoTerminalLine *line)
{
  if (line->release == NULL)
    return g_strdup (_ ("nobody signed in since the service started"));

  /* Translators: the release of this program, and what it runs on */
  return g_strdup_printf (_ ("Madoguchi %1$s on %2$s"), line->release, line->system);
}

static char *
write_line (MadoTerminalsPage *self, const MadoTerminalLine *line)
{
  const char *place = find_place (self, line->site);
  g_autofree char *since = mado_roll_dup_time (line->since);
  g_autofree char *until = mado_roll_dup_time (line->until);
  g_autofree char *software = write_software (line);
  g_autofree char *seen =
      line->seen.microseconds != 0 ? mado_roll_dup_time (line->seen) : g_strdup (_ ("not since the service started"));

  switch (line->stand) {
  case MADO_TERMINAL_WORKING:
    /* Translators: %1$s is a place, %5$s a release and a system, the others are times */
    return g_strdup_printf (_ ("%1$s\nSeen last: %2$s\nConnected %3$s, its certificate ends %4$s\nSoftware: %5$s"),
                            place, seen, since, until, software);
  case MADO_TERMINAL_INVITED:
    /* Translators: %1$s is a place, the others are times */
    return g_strdup_printf (_ ("%1$s\nInvited %2$s, good until %3$s"), place, since, until);
  case MADO_TERMINAL_REVOKED:
  case MADO_TERMINAL_GONE:
  case MADO_TERMINAL_N_STANDS:
  default:
    /* Translators: %1$s is a place, %2$s a time */
    return g_strdup_printf (_ ("%1$s\nSince %2$s"), place, since);
  }
}

static gboolean
ends_soon (const MadoTerminalLine *line)
{
  return line->until.microseconds - mado_instant_now ().microseconds < MADO_PAPERS_SOON * DAY;
}

static void
mark (GtkWidget *row, const MadoTerminalLine *line)
{
  if (line->stand == MADO_TERMINAL_WORKING && ends_soon (line))
    mado_roll_row_mark (row, _ ("Ends soon"), "overdue");
  if (line->release != NULL && strcmp (line->release, MADO_VERSION) != 0)
    mado_roll_row_mark (row, _ ("Another release"), "desk");
  if (line->stand == MADO_TERMINAL_WORKING && line->is_invited)
    mado_roll_row_mark (row, _ ("Invited anew"), "desk");
  if (line->stand == MADO_TERMINAL_REVOKED)
    mado_roll_row_mark (row, _ ("Hands in and wipes itself"), "overdue");
}

static void
add_menu (GtkWidget *row, const MadoTerminalLine *line)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  mado_roll_menu_add (menu, _ ("Let It Come _Anew…"), "terminals.again", line->terminal);
  if (line->stand == MADO_TERMINAL_WORKING || line->stand == MADO_TERMINAL_INVITED)
    mado_roll_menu_add (menu, _ ("_Send It Away…"), "terminals.revoke", line->terminal);
  mado_roll_row_add_menu (row, line->terminal, menu);
}

static void
add_terminal (MadoTerminalsPage *self, AdwPreferencesGroup *group, const MadoTerminalLine *line)
{
  g_autofree char *subtitle = write_line (self, line);
  GtkWidget *row = mado_roll_row_new (line->terminal, subtitle);

  mark (row, line);
  add_menu (row, line);
  adw_preferences_group_add (group, row);
}

static gboolean
is_in_group (MadoTerminalStand stand, MadoTerminalStand first)
{
  return first == MADO_TERMINAL_REVOKED ? stand >= first : stand == first;
}

static void
add_terminals (MadoTerminalsPage *self, MadoTerminalStand stand, const char *name)
{
  AdwPreferencesGroup *group = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < self->roll->terminals->len; i++) {
    const MadoTerminalLine *line = &g_array_index (self->roll->terminals, MadoTerminalLine, i);

    if (!is_in_group (line->stand, stand))
      continue;
    if (group == NULL)
      group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), "", NULL);
    add_terminal (self, group, line);
    n_rows++;
  }
  if (group != NULL) {
    g_autofree char *title = g_strdup_printf (_ ("%s (%u)"), name, n_rows);

    adw_preferences_group_set_title (group, title);
  }
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (((const MadoTerminalLine *) a)->terminal, ((const MadoTerminalLine *) b)->terminal);
}

static gboolean
mado_terminals_page_hear (MadoRollPage *page, GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  MadoTerminalsPage *self = MADO_TERMINALS_PAGE (page);
  MadoTerminalRoll *roll = mado_door_hear_terminals (result, out_verdict, error);

  if (roll == NULL)
    return FALSE;
  g_clear_pointer (&self->roll, mado_terminal_roll_free);
  self->roll = roll;
  g_array_sort (roll->terminals, compare);

  return TRUE;
}

static void
mado_terminals_page_fill (MadoRollPage *page)
{
  MadoTerminalsPage *self = MADO_TERMINALS_PAGE (page);

  add_terminals (self, MADO_TERMINAL_INVITED, _ ("Awaited"));
  add_terminals (self, MADO_TERMINAL_WORKING, _ ("At Work"));
  add_terminals (self, MADO_TERMINAL_REVOKED, _ ("Sent Away"));
}

static void
mado_terminals_page_load (MadoRollPage *page)
{
  mado_roll_page_ask (page, "terminals/list", NULL);
}

static void
mado_terminals_page_dispose (GObject *object)
{
  MadoTerminalsPage *self = MADO_TERMINALS_PAGE (object);

  g_clear_pointer (&self->roll, mado_terminal_roll_free);

  G_OBJECT_CLASS (mado_terminals_page_parent_class)->dispose (object);
}

static void
mado_terminals_page_class_init (MadoTerminalsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_terminals_page_dispose;
  MADO_ROLL_PAGE_CLASS (class)->load = mado_terminals_page_load;
  MADO_ROLL_PAGE_CLASS (class)->hear = mado_terminals_page_hear;
  MADO_ROLL_PAGE_CLASS (class)->fill = mado_terminals_page_fill;
  gtk_widget_class_install_action (widget_class, "terminals.again", "s", again_cb);
  gtk_widget_class_install_action (widget_class, "terminals.revoke", "s", revoke_cb);
}

static void
mado_terminals_page_init (MadoTerminalsPage *self)
{
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  AdwNavigationPage *page = mado_roll_page_create (MADO_TYPE_TERMINALS_PAGE, place, session);

  mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("_Let a Terminal Come…"), G_CALLBACK (invite_cb));

  return page;
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  mado_roll_page_add_place (kind, _ ("Terminals"), mado_bureau_is_for_administrator (session), places);
}

const MadoPageKind mado_terminals_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "terminals", .counts_itself = TRUE
};
