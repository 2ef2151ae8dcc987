/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes an account and a password and opens the profile that they belong to; or makes a ward to practise in. A refusal
 * says what is wrong and what to do, and leaves what need not be typed again. */

#include "mado-sign-in-page.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-field.h"
#include "mado-menu-button.h"
#include "mado-practice-ward.h"
#include "mado-start-page.h"
#include "mado-store-error.h"
#include "mado-terminal.h"

#define LOOK_AT_PROGRESS 100 /* milliseconds */

struct _MadoSignInPage {
  AdwBin parent_instance;

  GPtrArray *programmes;     /* (nullable) (element-type MadoTerminalProgramme) */
  MadoPracticeWard *ward;    /* (nullable): that is being made */
  GCancellable *cancellable; /* of what is under way */
  guint timer;               /* that looks at the ward's progress */

  GtkStack *stack;
  AdwEntryRow *account;
  AdwPasswordEntryRow *password;
  AdwComboRow *programme;
  GtkWidget *form;
  GtkWidget *refusal;
  GtkLabel *refusal_title;
  GtkLabel *refusal_text;
  GtkButton *sign_in;
  AdwSpinner *spinner;
  GtkProgressBar *progress;
  AdwStatusPage *making;
};

G_DEFINE_FINAL_TYPE (MadoSignInPage, mado_sign_in_page, ADW_TYPE_BIN)

static guint opened_signal;

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* A terminal without profiles belongs to no ward yet. */
static void
show_place (MadoSignInPage *self)
{
  gboolean has_profiles = self->programmes != NULL && self->programmes->len > 0;

  gtk_stack_set_visible_child_name (self->stack, has_profiles ? "form" : "start");
  if (has_profiles)
    gtk_widget_grab_focus (GTK_WIDGET (self->account));
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
set_busy (MadoSignInPage *self, gboolean is_busy)
{
  if (is_busy) /* a text that cannot be used any more is not told that the focus goes */
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_set_sensitive (self->form, !is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
}

static void
clear_refusal (MadoSignInPage *self)
{
  gtk_widget_set_visible (self->refusal, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->account), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->password), "error");
}

static void
refuse (MadoSignInPage *self, const char *title, const char *text, GtkWidget *field)
{
  gtk_label_set_text (self->refusal_title, title);
  gtk_label_set_text (self->refusal_text, text);
  gtk_widget_set_visible (self->refusal, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_add_css_class (field, "error");
  gtk_widget_grab_focus (field);
}

/* Whoever mistyped a password types that again, and nothing else. */
static void
show_refusal (MadoSignInPage *self, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);
  gboolean is_plain = g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PASSWORD) ||
                      g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING);
  gboolean is_of_account = g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING);
  g_autofree char *text = is_plain ? g_strdup (_ (advice.remedy)) : mado_advice_dup_text (&advice);

  refuse (self, _ (advice.title), text, GTK_WIDGET (is_of_account ? (gpointer) self->account : self->password));
}

/* --- signing in --------------------------------------------------------------------------------------------------- */

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoSignInPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_terminal_sign_in_finish (result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  set_busy (self, FALSE);
  if (desk != NULL)
    g_signal_emit (self, opened_signal, 0, desk, FALSE);
  else
    show_refusal (self, error);
}

static const char *
get_programme (MadoSignInPage *self)
{
  guint selected = adw_combo_row_get_selected (self->programme);
  const MadoTerminalProgramme *programme =
      g_ptr_array_index (self->programmes, MIN (selected, self->programmes->len - 1));

  return programme->id;
}

/* What was pasted, or typed in full width, is taken as it was meant. */
static char *
dup_account (MadoSignInPage *self)
{
  g_autofree char *folded =
      g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (self->account)), -1, G_NORMALIZE_ALL_COMPOSE);

  return g_strdup (folded != NULL ? g_strstrip (folded) : "");
}

static void
sign_in (MadoSignInPage *self, const char *account)
{
  g_autoptr (MadoSecret) password = mado_field_take_secret (GTK_EDITABLE (self->password));
  const MadoTerminalEntry entry = { account, get_programme (self), password };

  set_busy (self, TRUE);
  mado_terminal_sign_in_async (&entry, self->cancellable, signed_in_cb, g_object_ref (self));
}

static void
submit_cb (GtkWidget *from, MadoSignInPage *self)
{
  g_autofree char *account = dup_account (self);

  clear_refusal (self);
  gtk_editable_set_text (GTK_EDITABLE (self->account), account);
  if (account[0] == '\0')
    refuse (self, _ ("Type your account"), _ ("It is what the administrator gave you, like “verifier-1”."),
            GTK_WIDGET (self->account));
  else if (!mado_terminal_takes_account (account))
    refuse (self, _ ("No account is called so"), _ ("An account has letters, digits, “-”, “_”, “.” and “@” only."),
            GTK_WIDGET (self->account));
  else if (gtk_editable_get_text (GTK_EDITABLE (self->password))[0] == '\0')
    refuse (self, _ ("Type your password"), _ ("If you do not know it any more, ask the administrator for a new one."),
            GTK_WIDGET (self->password));
  else
    sign_in (self, account);
}

/* --- practice ----------------------------------------------------------------------------------------------------- */

static gboolean
look_at_progress_cb (gpointer page)
{
  MadoSignInPage *self = page;

  gtk_progress_bar_set_fraction (self->progress, mado_practice_ward_get_progress (self->ward));

  return G_SOURCE_CONTINUE;
}

static void
stop_looking (MadoSignInPage *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->ward);
}

static void
show_practice_error (MadoSignInPage *self, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);
  g_autofree char *text = mado_advice_dup_text (&advice);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("No ward to practise in could be made"), text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
ward_made_cb (GObject *ward, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoSignInPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_practice_ward_make_finish (MADO_PRACTICE_WARD (ward), result, &error);

  stop_looking (self);
  if (desk != NULL) {
    g_signal_emit (self, opened_signal, 0, desk, TRUE);
    return;
  }
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  show_place (self);
  if (mado_advice_is_wanted (error))
    show_practice_error (self, error);
}

/**
 * mado_sign_in_page_practise:
 * @self: a page
 * @programme: the id of a programme
 * @role: the id of one of its roles
 *
 * Makes a ward and opens it.
 */
void
mado_sign_in_page_practise (MadoSignInPage *self, const char *programme, const char *role)
{
  if (self->ward != NULL)
    return;
  self->ward = mado_practice_ward_new (programme, role);
  self->timer = g_timeout_add (LOOK_AT_PROGRESS, look_at_progress_cb, self);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "making");
  mado_practice_ward_make_async (self->ward, self->cancellable, ward_made_cb, g_object_ref (self));
}

static void
cancel_cb (GtkButton *button, MadoSignInPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
add_programmes (MadoSignInPage *self)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->programmes->len; i++)
    gtk_string_list_append (titles, ((MadoTerminalProgramme *) g_ptr_array_index (self->programmes, i))->title);
  adw_combo_row_set_model (self->programme, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (self->programme), self->programmes->len > 1);
  g_object_unref (titles);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoSignInPage) self = page;
  g_autoptr (GError) error = NULL;

  self->programmes = mado_terminal_list_programmes_finish (result, &error);
  if (self->programmes == NULL)
    return; /* the page is gone */
  add_programmes (self);
  if (self->ward == NULL)
    show_place (self);
}

static void
mado_sign_in_page_dispose (GObject *object)
{
  MadoSignInPage *self = MADO_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  stop_looking (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_SIGN_IN_PAGE);

  G_OBJECT_CLASS (mado_sign_in_page_parent_class)->dispose (object);
}

static void
mado_sign_in_page_finalize (GObject *object)
{
  MadoSignInPage *self = MADO_SIGN_IN_PAGE (object);

  g_clear_pointer (&self->programmes, g_ptr_array_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (mado_sign_in_page_parent_class)->finalize (object);
}

static void
mado_sign_in_page_class_init (MadoSignInPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_sign_in_page_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_sign_in_page_finalize;

  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, MADO_TYPE_DESK, G_TYPE_BOOLEAN);

  g_type_ensure (MADO_TYPE_MENU_BUTTON);
  g_type_ensure (MADO_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, account);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, programme);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, refusal_title);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, refusal_text);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, sign_in);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, making);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
mado_sign_in_page_init (MadoSignInPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (GTK_EDITABLE (self->account));
  mado_field_take_latin (GTK_EDITABLE (self->password));
  mado_terminal_list_programmes_async (self->cancellable, listed_cb, g_object_ref (self));
}

/**
 * mado_sign_in_page_new:
 *
 * Returns: (transfer floating): a page that looks who has a profile here
 */
MadoSignInPage *
mado_sign_in_page_new (void)
{
  return g_object_new (MADO_TYPE_SIGN_IN_PAGE, NULL);
}
