/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits for a second person stands above; then who may come in, and who no longer may. */

#include "mado-accounts-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-account-dialogs.h"
#include "mado-programme.h"
#include "mado-roll-page.h"

#define MADO_TYPE_ACCOUNTS_PAGE (mado_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoAccountsPage, mado_accounts_page, MADO, ACCOUNTS_PAGE, MadoRollPage)

struct _MadoAccountsPage {
  MadoRollPage parent_instance;

  MadoAccessRoll *roll; /* (nullable): nothing was heard yet */
};

G_DEFINE_FINAL_TYPE (MadoAccountsPage, mado_accounts_page, MADO_TYPE_ROLL_PAGE)

static MadoBureau *
get_bureau (MadoAccountsPage *self)
{
  return mado_roll_page_get_bureau (MADO_ROLL_PAGE (self));
}

static MadoSession *
get_session (MadoAccountsPage *self)
{
  return mado_bureau_get_session (get_bureau (self));
}

/* --- what is done ------------------------------------------------------------------------------------------------- */

static const MadoAccountLine *
find_account (MadoAccountsPage *self, const char *account)
{
  for (guint i = 0; i < self->roll->accounts->len; i++) {
    const MadoAccountLine *line = &g_array_index (self->roll->accounts, MadoAccountLine, i);

    if (strcmp (line->account, account) == 0)
      return line;
  }

  return NULL;
}

static void
make_cb (GtkButton *button, MadoAccountsPage *self)
{
  mado_account_dialog_make (get_bureau (self), GTK_WIDGET (self));
}

static void
roles_cb (GtkWidget *widget, const char *name, GVariant *account)
{
  MadoAccountsPage *self = MADO_ACCOUNTS_PAGE (widget);
  const MadoAccountLine *line = find_account (self, g_variant_get_string (account, NULL));

  if (line != NULL)
    mado_account_dialog_grant (get_bureau (self), line, widget);
}

static void
raise_cb (GtkWidget *widget, const char *name, GVariant *account)
{
  MadoAccountsPage *self = MADO_ACCOUNTS_PAGE (widget);
  const MadoAccountLine *line = find_account (self, g_variant_get_string (account, NULL));

  if (line != NULL)
    mado_account_dialog_raise (get_bureau (self), line, widget);
}

static void
reset_cb (GtkWidget *widget, const char *name, GVariant *account)
{
  mado_account_dialog_reset (get_bureau (MADO_ACCOUNTS_PAGE (widget)), g_variant_get_string (account, NULL), widget);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *account)
{
  mado_account_dialog_close (get_bureau (MADO_ACCOUNTS_PAGE (widget)), g_variant_get_string (account, NULL), widget);
}

static void
confirm_cb (GtkWidget *widget, const char *name, GVariant *account)
{
  MadoAccountsPage *self = MADO_ACCOUNTS_PAGE (widget);

  for (guint i = 0; i < self->roll->proposals->len; i++) {
    const MadoProposalLine *line = &g_array_index (self->roll->proposals, MadoProposalLine, i);

    if (strcmp (line->account, g_variant_get_string (account, NULL)) == 0) {
      mado_account_dialog_confirm (get_bureau (self), line, widget);
      return;
    }
  }
}

/* --- what waits --------------------------------------------------------------------------------------------------- */

static GtkWidget *
create_button (const char *label, const char *action, const char *account)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", account);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static gboolean
is_own (MadoAccountsPage *self, const char *account)
{
  return strcmp (account, mado_session_get_person (get_session (self))->account) == 0;
}

static void
add_proposal (MadoAccountsPage *self, AdwPreferencesGroup *group, const MadoProposalLine *line)
{
  g_autofree char *until = mado_roll_dup_time (line->until);
  /* Translators: %1$s is an account, %2$s a day and a time */
  g_autofree char *subtitle = g_strdup_printf (_ ("Asked for by %1$s, good until %2$s"), line->by, until);
  g_autofree char *title = g_strdup_printf (strcmp (line->kind, "reset") == 0
                                                ? /* Translators: %s is an account */ _ ("%s: a new password")
                                                : /* Translators: %s is an account */ _ ("%s: in charge of accounts"),
                                            line->account);
  GtkWidget *row = mado_roll_row_new (title, subtitle);

  if (is_own (self, line->by) || is_own (self, line->account))
    mado_roll_row_mark (row, _ ("Waits for another person"), "desk");
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               create_button (_ ("_Confirm…"), "accounts.confirm", line->account));
  adw_preferences_group_add (group, row);
}

static void
add_proposals (MadoAccountsPage *self)
{
  AdwPreferencesGroup *group;

  if (self->roll->proposals->len == 0)
    return;
  group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), _ ("Waits for a Second Person"), NULL);
  for (guint i = 0; i < self->roll->proposals->len; i++)
    add_proposal (self, group, &g_array_index (self->roll->proposals, MadoProposalLine, i));
}

/* --- accounts ----------------------------------------------------------------------------------------------------- */

static char *
dup_role (const MadoProgramme *programme, const MadoGrant *grant)
{
  const MadoNamed *role =
      strcmp (grant->programme, programme->identity.id) == 0 ? mado_section_find (programme->roles, grant->role) : NULL;

  /* Translators: a role, and the programme in which somebody has it */
  return role != NULL ? mado_role_dup_label (role) : g_strdup_printf (_ ("%s (%s)"), grant->role, grant->programme);
}

static char *
write_account (MadoAccountsPage *self, const MadoAccountLine *line)
{
  const MadoProgramme *programme = mado_session_get_programme (get_session (self));
  g_autofree char *changed = mado_roll_dup_time (line->changed);
  g_autoptr (GString) roles = g_string_new (NULL);

  for (guint i = 0; i < line->grants->len; i++) {
    g_autofree char *role = dup_role (programme, g_ptr_array_index (line->grants, i));

    g_string_append_printf (roles, "%s%s", i > 0 ? _ (", ") : "", role);
  }

  /* Translators: %1$s is a list of roles, %2$s a day and a time */
  return g_strdup_printf (_ ("%1$s\nPassword set %2$s"), roles->len > 0 ? roles->str : _ ("No role"), changed);
}

static void
mark (GtkWidget *row, const MadoAccountLine *line)
{
  if (line->must_change && !line->is_closed)
    mado_roll_row_mark (row, _ ("One-time password"), "overdue");
  if (line->has_second_factor)
    mado_roll_row_mark (row, _ ("Authenticator"), "desk");
  if (line->is_overseer)
    mado_roll_row_mark (row, _ ("Overseer"), NULL);
  if (line->is_administrator)
    mado_roll_row_mark (row, _ ("Administrator"), NULL);
}

static void
add_menu (GtkWidget *row, const char *account)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  mado_roll_menu_add (menu, _ ("_Roles…"), "accounts.roles", account);
  mado_roll_menu_add (menu, _ ("_New Password…"), "accounts.reset", account);
  mado_roll_menu_add (menu, _ ("_In Charge of Accounts…"), "accounts.raise", account);
  mado_roll_menu_add (menu, _ ("_Close the Account…"), "accounts.close", account);
  mado_roll_row_add_menu (row, account, menu);
}

/* Nobody deals with his own account. */
static void
add_account (MadoAccountsPage *self, AdwPreferencesGroup *group, const MadoAccountLine *line)
{
  g_autofree char *subtitle = write_account (self, line);
  GtkWidget *row = mado_roll_row_new (line->account, subtitle);

  mark (row, line);
  if (!line->is_closed && !is_own (self, line->account) && mado_bureau_is_for_administrator (get_session (self)))
    add_menu (row, line->account);
  adw_preferences_group_add (group, row);
}

static void
add_accounts (MadoAccountsPage *self, gboolean is_closed, const char *name)
{
  AdwPreferencesGroup *group = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < self->roll->accounts->len; i++) {
    const MadoAccountLine *line = &g_array_index (self->roll->accounts, MadoAccountLine, i);

    if (line->is_closed != is_closed)
      continue;
    if (group == NULL)
      group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), "", NULL);
    add_account (self, group, line);
    n_rows++;
  }
  if (group != NULL) {
    g_autofree char *title = g_strdup_printf (_ ("%s (%u)"), name, n_rows);

    adw_preferences_group_set_title (group, title);
  }
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static gboolean
mado_accounts_page_hear (MadoRollPage *page, GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  MadoAccountsPage *self = MADO_ACCOUNTS_PAGE (page);
  MadoAccessRoll *roll = mado_door_hear_accounts (result, out_verdict, error);

  if (roll == NULL)
    return FALSE;
  g_clear_pointer (&self->roll, mado_access_roll_free);
  self->roll = roll;

  return TRUE;
}

static void
mado_accounts_page_fill (MadoRollPage *page)
{
  MadoAccountsPage *self = MADO_ACCOUNTS_PAGE (page);

  add_proposals (self);
  add_accounts (self, FALSE, _ ("Open Accounts"));
  add_accounts (self, TRUE, _ ("Closed Accounts"));
}

static void
mado_accounts_page_load (MadoRollPage *page)
{
  mado_roll_page_ask (page, "accounts/list", NULL);
}

static void
mado_accounts_page_dispose (GObject *object)
{
  MadoAccountsPage *self = MADO_ACCOUNTS_PAGE (object);

  g_clear_pointer (&self->roll, mado_access_roll_free);

  G_OBJECT_CLASS (mado_accounts_page_parent_class)->dispose (object);
}

static void
mado_accounts_page_class_init (MadoAccountsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_accounts_page_dispose;
  MADO_ROLL_PAGE_CLASS (class)->load = mado_accounts_page_load;
  MADO_ROLL_PAGE_CLASS (class)->hear = mado_accounts_page_hear;
  MADO_ROLL_PAGE_CLASS (class)->fill = mado_accounts_page_fill;
  gtk_widget_class_install_action (widget_class, "accounts.roles", "s", roles_cb);
  gtk_widget_class_install_action (widget_class, "accounts.raise", "s", raise_cb);
  gtk_widget_class_install_action (widget_class, "accounts.reset", "s", reset_cb);
  gtk_widget_class_install_action (widget_class, "accounts.close", "s", close_cb);
  gtk_widget_class_install_action (widget_class, "accounts.confirm", "s", confirm_cb);
}

static void
mado_accounts_page_init (MadoAccountsPage *self)
{
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  AdwNavigationPage *page = mado_roll_page_create (MADO_TYPE_ACCOUNTS_PAGE, place, session);

  if (mado_bureau_is_for_administrator (session))
    mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("_New Account…"), G_CALLBACK (make_cb));

  return page;
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  mado_roll_page_add_place (kind, _ ("Accounts and Roles"), mado_bureau_is_for (session), places);
}

const MadoPageKind mado_accounts_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "accounts", .counts_itself = TRUE
};
