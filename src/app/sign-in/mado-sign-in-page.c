/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes an account and a password, and where the service wants them an authenticator's code and a new password, and
 * hands them on; or makes a ward to practise in. A refusal says what is wrong and what to do, and leaves what need not
 * be typed again. */

#include "mado-sign-in-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-base-window.h"
#include "mado-contact.h"
#include "mado-entrance.h"
#include "mado-field.h"
#include "mado-menu-button.h"
#include "mado-practice-ward.h"
#include "mado-start-page.h"
#include "mado-store-error.h"
#include "mado-terminal.h"

#define LOOK_AT_PROGRESS 100 /* milliseconds */

/* What is asked for: what was said before is kept until that is answered. */
typedef enum {
  ASKS_PASSWORD,
  ASKS_CODE,
  ASKS_NEXT, /* password, instead of one that was good for once */
} Question;

struct _MadoSignInPage {
  AdwBin parent_instance;

  MadoTerminalStock *stock; /* (nullable): nobody has looked yet */
  MadoEntrance *entrance;   /* (nullable): the same, or it was used up */
  Question question;
  MadoSecret *said;          /* (nullable): the password, while something else is asked for */
  MadoPracticeWard *ward;    /* (nullable): that is being made */
  GCancellable *cancellable; /* of what is under way */
  guint timer;               /* that looks at the ward's progress */

  GtkStack *stack;
  AdwEntryRow *account;
  AdwPasswordEntryRow *password;
  AdwEntryRow *code;
  AdwPasswordEntryRow *next;
  AdwPasswordEntryRow *again;
  GtkLabel *hint;
  GtkWidget *over;
  AdwStatusPage *place;
  AdwComboRow *programme;
  GtkWidget *form;
  GtkWidget *refusal;
  GtkLabel *refusal_title;
  GtkLabel *refusal_text;
  GtkButton *sign_in;
  AdwSpinner *spinner;
  GtkProgressBar *progress;
  AdwStatusPage *making;
  AdwStatusPage *broken;
};

G_DEFINE_FINAL_TYPE (MadoSignInPage, mado_sign_in_page, ADW_TYPE_BIN)

static guint opened_signal, revoked_signal;

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* A terminal without profiles belongs to no ward yet. */
static void
show_place (MadoSignInPage *self)
{
  gboolean has_profiles = self->stock != NULL && self->stock->programmes->len > 0;

  gtk_stack_set_visible_child_name (self->stack, has_profiles ? "form" : "start");
  if (has_profiles)
    gtk_widget_grab_focus (GTK_WIDGET (self->account));
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
set_busy (MadoSignInPage *self, gboolean is_busy)
{
  mado_base_window_set_busy (self->form, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
}

static void
clear_refusal (MadoSignInPage *self)
{
  GtkWidget *const fields[] = { GTK_WIDGET (self->account), GTK_WIDGET (self->password), GTK_WIDGET (self->code),
                                GTK_WIDGET (self->next), GTK_WIDGET (self->again) };

  gtk_widget_set_visible (self->refusal, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_remove_css_class (fields[i], "error");
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

/* --- what is asked for -------------------------------------------------------------------------------------------- */

static GtkWidget *
get_asked_field (MadoSignInPage *self)
{
  GtkWidget *const fields[] = {
    [ASKS_PASSWORD] = GTK_WIDGET (self->password),
    [ASKS_CODE] = GTK_WIDGET (self->code),
    [ASKS_NEXT] = GTK_WIDGET (self->next),
  };

  return fields[self->question];
}

static void
ask_for (MadoSignInPage *self, Question question)
{
  static const char *const hints[] = {
    [ASKS_PASSWORD] = "",
    [ASKS_CODE] = N_ ("Your account has a second factor. Type the six digits that your authenticator shows now."),
    [ASKS_NEXT] =
        N_ ("Your password was good for this once. Choose one of your own: at least 12 characters, without the "
            "name of your account."),
  };

  self->question = question;
  gtk_widget_set_sensitive (GTK_WIDGET (self->account), question == ASKS_PASSWORD);
  gtk_widget_set_sensitive (GTK_WIDGET (self->programme), question == ASKS_PASSWORD);
  gtk_widget_set_visible (GTK_WIDGET (self->password), question == ASKS_PASSWORD);
  gtk_widget_set_visible (GTK_WIDGET (self->code), question == ASKS_CODE);
  gtk_widget_set_visible (GTK_WIDGET (self->next), question == ASKS_NEXT);
  gtk_widget_set_visible (GTK_WIDGET (self->again), question == ASKS_NEXT);
  gtk_widget_set_visible (self->over, question != ASKS_PASSWORD);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), question != ASKS_PASSWORD);
  gtk_label_set_text (self->hint, question != ASKS_PASSWORD ? _ (hints[question]) : "");
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  gtk_editable_set_text (GTK_EDITABLE (self->next), "");
  gtk_editable_set_text (GTK_EDITABLE (self->again), "");
  gtk_widget_grab_focus (get_asked_field (self));
}

static void
begin_anew (MadoSignInPage *self)
{
  g_clear_pointer (&self->said, mado_secret_free);
  g_clear_object (&self->entrance);
  self->entrance = mado_entrance_new (self->stock->papers);
  ask_for (self, ASKS_PASSWORD);
}

static void
over_cb (GtkButton *button, MadoSignInPage *self)
{
  clear_refusal (self);
  begin_anew (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->account));
}

/* --- refusals ----------------------------------------------------------------------------------------------------- */

static gboolean
is_question (MadoSignInPage *self, const GError *error)
{
  if (g_error_matches (error, MADO_ACCESS_ERROR, MADO_ACCESS_CODE_NEEDED))
    ask_for (self, ASKS_CODE);
  else if (g_error_matches (error, MADO_ENTRANCE_ERROR, MADO_ENTRANCE_ERROR_MUST_CHANGE))
    ask_for (self, ASKS_NEXT);
  else
    return FALSE;
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->hint),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);

  return TRUE;
}

/* Another code or another new password may do; everything else begins with the account. */
static gboolean
stays_with_question (MadoSignInPage *self, const GError *error)
{
  if (self->question == ASKS_PASSWORD || error->domain != MADO_ACCESS_ERROR)
    return FALSE;

  return self->question == ASKS_CODE
             ? error->code == MADO_ACCESS_CODE_WRONG
             : error->code >= MADO_ACCESS_PASSWORD_FORM && error->code <= MADO_ACCESS_PASSWORD_REUSED;
}

static char *
write_refusal (MadoSignInPage *self, const GError *error, const MadoAdvice *advice)
{
  const MadoInstant until = mado_entrance_get_until (self->entrance);

  if (g_error_matches (error, MADO_ACCESS_ERROR, MADO_ACCESS_LOCKED) && mado_instant_is_valid (until)) {
    g_autofree char *time = mado_contact_write_time (until.microseconds, "%H:%M:%S");

    /* Translators: what to do, and a time of day */
    return g_strdup_printf (_ ("%s\nLocked until %s"), _ (advice->remedy), time);
  }
  if (g_error_matches (error, MADO_ENTRANCE_ERROR, MADO_ENTRANCE_ERROR_FIRST_TIME))
    return g_strdup_printf ("%s\n%s", _ (advice->remedy),
                            _ (mado_obstacle_get_remedy (mado_entrance_get_obstacle (self->entrance))));

  return mado_advice_dup_text (advice);
}

/* Whoever mistyped a password types that again, and nothing else. */
static void
show_refusal (MadoSignInPage *self, const GError *error)
{
  MadoAdvice advice = mado_advice_find (error);
  gboolean is_plain = g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PASSWORD) ||
                      g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING);
  gboolean is_of_account = g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING);
  g_autofree char *text = NULL;

  if (is_plain)
    advice.code = NULL;
  text = write_refusal (self, error, &advice);
  if (!stays_with_question (self, error))
    begin_anew (self);
  refuse (self, _ (advice.title), text, is_of_account ? GTK_WIDGET (self->account) : get_asked_field (self));
}

/* --- signing in --------------------------------------------------------------------------------------------------- */

static void
entered_cb (GObject *entrance, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoSignInPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSession) session = mado_entrance_enter_finish (MADO_ENTRANCE (entrance), result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  set_busy (self, FALSE);
  if (session != NULL)
    g_signal_emit (self, opened_signal, 0, session);
  else if (g_error_matches (error, MADO_OBSTACLE_ERROR, MADO_OBSTACLE_REVOKED))
    g_signal_emit (self, revoked_signal, 0);
  else if (!is_question (self, error))
    show_refusal (self, error);
}

static const MadoTerminalProgramme *
get_programme (MadoSignInPage *self)
{
  const GPtrArray *programmes = self->stock->programmes;

  return g_ptr_array_index (programmes, MIN (adw_combo_row_get_selected (self->programme), programmes->len - 1));
}

/* What was pasted, or typed in full width, is taken as it was meant. */
static char *
dup_folded (AdwEntryRow *row)
{
  g_autofree char *folded = g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (row)), -1, G_NORMALIZE_ALL_COMPOSE);

  return g_strdup (folded != NULL ? g_strstrip (folded) : "");
}

static void
sign_in (MadoSignInPage *self, const char *account)
{
  const MadoTerminalProgramme *programme = get_programme (self);
  g_autofree char *code = dup_folded (self->code);
  g_autoptr (MadoSecret) next = self->question == ASKS_NEXT ? mado_field_take_secret (GTK_EDITABLE (self->next)) : NULL;
  MadoEntranceWords words = { account, programme->id, programme->ward, NULL, code, next };

  if (self->question == ASKS_PASSWORD) {
    g_clear_pointer (&self->said, mado_secret_free);
    self->said = mado_field_take_secret (GTK_EDITABLE (self->password));
  }
  words.password = self->said;
  gtk_editable_set_text (GTK_EDITABLE (self->again), "");
  set_busy (self, TRUE);
  mado_entrance_enter_async (self->entrance, &words, self->cancellable, entered_cb, g_object_ref (self));
}

static gboolean
check_account (MadoSignInPage *self, const char *account)
{
  if (account[0] == '\0')
    refuse (self, _ ("Type your account"), _ ("It is what the administrator gave you, like “verifier-1”."),
            GTK_WIDGET (self->account));
  else if (!mado_terminal_takes_account (account))
    refuse (self, _ ("No account is called so"), _ ("An account has letters, digits, “-”, “_”, “.” and “@” only."),
            GTK_WIDGET (self->account));
  else
    return TRUE;

  return FALSE;
}

static gboolean
is_empty (gpointer field)
{
  return gtk_editable_get_text (GTK_EDITABLE (field))[0] == '\0';
}

static gboolean
check_answer (MadoSignInPage *self)
{
  if (self->question == ASKS_PASSWORD && is_empty (self->password))
    refuse (self, _ ("Type your password"), _ ("If you do not know it any more, ask the administrator for a new one."),
            GTK_WIDGET (self->password));
  else if (self->question == ASKS_CODE && is_empty (self->code))
    refuse (self, _ ("Type the code"), _ ("Your authenticator shows six digits, and others every half minute."),
            GTK_WIDGET (self->code));
  else if (self->question == ASKS_NEXT && is_empty (self->next))
    refuse (self, _ ("Type a new password"), _ ("It has at least 12 characters."), GTK_WIDGET (self->next));
  else if (self->question == ASKS_NEXT && strcmp (gtk_editable_get_text (GTK_EDITABLE (self->next)),
                                                  gtk_editable_get_text (GTK_EDITABLE (self->again))) != 0)
    refuse (self, _ ("The two are not the same"), _ ("Type the new password again, twice the same."),
            GTK_WIDGET (self->again));
  else
    return TRUE;

  return FALSE;
}

static void
submit_cb (GtkWidget *from, MadoSignInPage *self)
{
  g_autofree char *account = dup_folded (self->account);

  clear_refusal (self);
  gtk_editable_set_text (GTK_EDITABLE (self->account), account);
  if (check_account (self, account) && check_answer (self))
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
    g_autoptr (MadoSession) session = mado_session_new (desk, TRUE);

    g_signal_emit (self, opened_signal, 0, session);
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

/* --- what there is ------------------------------------------------------------------------------------------------ */

static void
add_programmes (MadoSignInPage *self, const GPtrArray *programmes)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < programmes->len; i++)
    gtk_string_list_append (titles, ((MadoTerminalProgramme *) g_ptr_array_index (programmes, i))->title);
  adw_combo_row_set_model (self->programme, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (self->programme), programmes->len > 1);
  g_object_unref (titles);
}

/* Whoever works here cannot do it himself, but knows whom to ask; and while the certificate holds nothing is lost. */
static char *
write_ending (const MadoPapers *papers, MadoInstant now)
{
  const guint days = mado_papers_count_days (papers, now);
  g_autofree char *day = NULL;

  if (days == 0)
    return g_strdup (
        _ ("The certificate of this terminal is over: it does not reach the service any more. Look whether "
           "date and time of this terminal are right; where they are, ask the administrator to let the "
           "terminal come anew. Nothing on it is lost."));
  if (days > MADO_PAPERS_SOON)
    return NULL;
  /* Translators: a day, see the documentation of g_date_time_format() */
  day = mado_contact_write_time (mado_papers_get_until (papers).microseconds, _ ("%B %-d, %Y"));

  return g_strdup_printf (ngettext ("The certificate of this terminal ends in %1$u day (%2$s). Ask the administrator "
                                    "to let the terminal come anew.",
                                    "The certificate of this terminal ends in %1$u days (%2$s). Ask the administrator "
                                    "to let the terminal come anew.",
                                    days),
                          days, day);
}

/* Before it is full: then nothing new can be saved. */
static char *
write_tightness (gint64 room)
{
  g_autofree char *left = NULL;

  if (room < 0 || room >= MADO_TERMINAL_TIGHT)
    return NULL;
  left = g_format_size ((guint64) room);

  /* Translators: a size, as 12.3 MB */
  return g_strdup_printf (
      _ ("The disk of this terminal is nearly full: %s are left. Ask the administrator to make room. "
         "Once it is full, nothing new can be saved here."),
      left);
}

static void
name_terminal (MadoSignInPage *self, const MadoTerminalStock *stock)
{
  /* Translators: %s is the name that the administrator gave the terminal */
  g_autofree char *text =
      g_strdup_printf (_ ("Sign in to work on this terminal (%s)."), mado_papers_get_terminal (stock->papers));
  g_autofree char *ending = write_ending (stock->papers, mado_instant_now ());
  g_autofree char *tightness = write_tightness (stock->room);
  const char *const matters[] = { text, ending != NULL ? ending : tightness, ending != NULL ? tightness : NULL, NULL };
  g_autofree char *all = g_strjoinv ("\n\n", (char **) matters);

  adw_status_page_set_description (self->place, all);
}

/* Papers that cannot be read stop everything: nobody works past them. */
static void
show_papers_error (MadoSignInPage *self, const GError *error)
{
  g_autofree char *text =
      g_strdup_printf (_ ("The papers of this terminal cannot be read. Call the administrator: the terminal has to be "
                          "set up again.\n%s"),
                       error->message);

  adw_status_page_set_description (self->broken, text);
  gtk_stack_set_visible_child_name (self->stack, "broken");
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoSignInPage) self = page;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->stock, mado_terminal_stock_free);
  self->stock = mado_terminal_look_finish (result, &error);
  if (self->stock == NULL) {
    if (mado_advice_is_wanted (error))
      show_papers_error (self, error);
    return;
  }
  if (self->stock->is_ending) {
    g_signal_emit (self, revoked_signal, 0);
    return;
  }
  add_programmes (self, self->stock->programmes);
  if (self->stock->papers != NULL)
    name_terminal (self, self->stock);
  begin_anew (self);
  if (self->ward == NULL)
    show_place (self);
}

/**
 * mado_sign_in_page_look:
 * @self: a page
 *
 * Looks what there is on this terminal, because it may have changed.
 */
void
mado_sign_in_page_look (MadoSignInPage *self)
{
  mado_terminal_look_async (self->cancellable, looked_cb, g_object_ref (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

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

  g_clear_pointer (&self->stock, mado_terminal_stock_free);
  g_clear_pointer (&self->said, mado_secret_free);
  g_clear_object (&self->entrance);
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
                                G_TYPE_NONE, 1, MADO_TYPE_SESSION);
  revoked_signal =
      g_signal_new ("revoked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MADO_TYPE_MENU_BUTTON);
  g_type_ensure (MADO_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, account);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, code);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, next);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, again);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, hint);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, over);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, place);
  gtk_widget_class_bind_template_child (widget_class, MadoSignInPage, broken);
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
  gtk_widget_class_bind_template_callback (widget_class, over_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
mado_sign_in_page_init (MadoSignInPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (GTK_EDITABLE (self->account));
  mado_field_take_latin (GTK_EDITABLE (self->password));
  mado_field_take_latin (GTK_EDITABLE (self->code));
  mado_field_take_latin (GTK_EDITABLE (self->next));
  mado_field_take_latin (GTK_EDITABLE (self->again));
  mado_sign_in_page_look (self);
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
