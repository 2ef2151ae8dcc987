/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Six fields beside the paper. Nothing here knows what anybody else typed, but for whoever decides; and nothing is
 * proposed, so that two people make two entries. */

#include "mado-account-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-account-compare.h"
#include "mado-account-fields.h"
#include "mado-account-origin.h"
#include "mado-base-window.h"
#include "mado-config.h"
#include "mado-json-member.h"
#include "mado-refusal-alert.h"
#include "mado-unsaved.h"

struct _MadoAccountForm {
  AdwBin parent_instance;

  MadoSession *session; /* (nullable): %NULL: nothing was opened yet */
  MadoUnsaved *unsaved;
  GSettings *settings;
  MadoId id;
  gint64 version;
  MadoCaseEntryStage stage;
  gboolean is_another; /* another one than the register's is typed */
  char *item;
  char *applied_on;
  MadoAccountEntry *entries[2]; /* (nullable): of both people, for whoever decides */

  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *hint;
  MadoAccountFields *fields;
  GtkGrid *both;
  GtkWidget *choice;
  GtkWidget *find;
  MadoAccountOrigin *origin;
};

G_DEFINE_FINAL_TYPE (MadoAccountForm, mado_account_form, ADW_TYPE_BIN)

enum { SIGNAL_SAVED, SIGNAL_BEGUN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --- saving ------------------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer form)
{
  g_autoptr (MadoAccountForm) self = form;
  g_autoptr (GError) error = NULL;

  mado_base_window_set_busy (GTK_WIDGET (self), FALSE);
  if (mado_wish_save_finish (result, &error)) {
    mado_unsaved_forget (self->unsaved);
    mado_account_fields_clear (self->fields);
    mado_account_origin_clear (self->origin);
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  } else {
    mado_refusal_alert (GTK_WIDGET (self), error);
  }
}

static void
save_entry (MadoAccountForm *self, const MadoAccountEntry *entry)
{
  gboolean decides = self->stage == MADO_CASE_ENTRY_DIFFERS;
  g_autofree char *reason = entry->is_earlier ? mado_account_origin_dup_reason (self->origin) : NULL;
  g_autoptr (MadoWish) wish =
      mado_wish_new (decides ? "case.adjudicate_account" : "case.enter_account", self->id, self->version);

  mado_wish_add_text (wish, "item", self->item);
  mado_account_entry_write (entry, wish, "value");
  if (reason != NULL)
    mado_wish_add_text (wish, "reason", reason);
  mado_wish_save_async (wish, self->session, decides ? _ ("The account was decided") : _ ("The account was entered"),
                        saved_cb, g_object_ref (self));
  mado_base_window_set_busy (GTK_WIDGET (self), TRUE);
}

/**
 * mado_account_form_save:
 * @self: a form
 *
 * Saves what was typed, or says what is wrong with it.
 */
void
mado_account_form_save (MadoAccountForm *self)
{
  g_autoptr (MadoAccountEntry) entry = NULL;

  if (!mado_account_form_is_typed_in (self) || !gtk_widget_get_sensitive (GTK_WIDGET (self)))
    return;
  entry = mado_account_fields_read (self->fields);
  mado_account_fields_show_faults (self->fields, entry);
  if (mado_account_entry_is_good (entry) && mado_account_origin_read (self->origin, self->applied_on, entry))
    save_entry (self, entry);
}

static void
save_cb (GtkButton *button, MadoAccountForm *self)
{
  mado_account_form_save (self);
}

/* Whoever decides takes one of the two as it is; the paper beside it says which. */
static void
take (MadoAccountForm *self, guint which)
{
  g_autofree char *reason = mado_account_origin_dup_reason (self->origin);

  if (self->entries[which] == NULL)
    return;
  if (self->entries[which]->is_earlier && reason == NULL)
    mado_account_origin_ask_for_reason (self->origin);
  else
    save_entry (self, self->entries[which]);
}

static void
take_first_cb (GtkButton *button, MadoAccountForm *self)
{
  take (self, 0);
}

static void
take_second_cb (GtkButton *button, MadoAccountForm *self)
{
  take (self, 1);
}

static void
retract_cb (GtkButton *button, MadoAccountForm *self)
{
  g_autoptr (MadoWish) wish = mado_wish_new ("case.retract_account", self->id, self->version);

  mado_wish_add_text (wish, "item", self->item);
  mado_wish_save_async (wish, self->session, _ ("The entry was taken back"), saved_cb, g_object_ref (self));
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
read_both (MadoAccountForm *self, const MadoCaseWork *work)
{
  static const char *const names[] = { "first", "second" };
  yyjson_val *entries = yyjson_obj_get (mado_entity_get_body (work->seen), "entries");
  yyjson_val *entry = yyjson_obj_get (entries, self->item);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_clear_pointer (&self->entries[i], mado_account_entry_free);
    if (self->stage == MADO_CASE_ENTRY_DIFFERS)
      self->entries[i] = mado_account_entry_read (yyjson_obj_get (yyjson_obj_get (entry, names[i]), "value"));
  }
}

static const struct {
  const char *title;
  const char *hint;
} stages[] = {
  [MADO_CASE_ENTRY_OTHER] = { N_ ("The Account Is Registered"),
                              N_ ("Type another one only where the payee has asked for it.") },
  [MADO_CASE_ENTRY_FIRST] = { N_ ("Account, 1st Entry"),
                              N_ ("Type what stands on the paper. Somebody else types it once more.") },
  [MADO_CASE_ENTRY_SECOND] = { N_ ("Account, 2nd Entry"),
                               N_ ("Type what stands on the paper. Nobody shows you what was typed first.") },
  [MADO_CASE_ENTRY_AGAIN] = { N_ ("Account, Once More"),
                              N_ ("The two entries differ. Look at the paper again and type it once more.") },
  [MADO_CASE_ENTRY_TYPED] = { N_ ("You Have Typed the Account"), N_ ("Somebody else goes on from here.") },
  [MADO_CASE_ENTRY_DIFFERS] = { N_ ("The Two Entries Differ"),
                                N_ ("Compare both with the paper. Take one of them, or type what is right.") },
};

/**
 * mado_account_form_is_typed_in:
 * @self: a form
 *
 * Returns: whether something is to be typed now
 */
gboolean
mado_account_form_is_typed_in (MadoAccountForm *self)
{
  return self->session != NULL && self->stage != MADO_CASE_ENTRY_NOT && self->stage != MADO_CASE_ENTRY_OTHER &&
         self->stage != MADO_CASE_ENTRY_TYPED && self->stage != MADO_CASE_ENTRY_DECIDED;
}

static const char *
get_view (MadoAccountForm *self)
{
  if (mado_account_form_is_typed_in (self))
    return "type";

  return self->stage == MADO_CASE_ENTRY_OTHER ? "other" : "wait";
}

static void
show_stage (MadoAccountForm *self)
{
  gtk_label_set_text (self->title, _ (stages[self->stage].title));
  gtk_label_set_text (self->hint, _ (stages[self->stage].hint));
  gtk_stack_set_visible_child_name (self->stack, get_view (self));
}

/**
 * mado_account_form_show:
 * @self: a form that is open
 * @work: the case as it is now; what was typed stays
 */
void
mado_account_form_show (MadoAccountForm *self, const MadoCaseWork *work)
{
  gboolean is_shown = work->stage != MADO_CASE_ENTRY_NOT && work->stage != MADO_CASE_ENTRY_DECIDED;

  self->stage = work->stage == MADO_CASE_ENTRY_OTHER && self->is_another ? MADO_CASE_ENTRY_FIRST : work->stage;
  self->version = mado_entity_get_version (work->seen);
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  if (!is_shown)
    return;
  g_set_str (&self->item, work->account->id);
  g_set_str (&self->applied_on, work->applied_on);
  read_both (self, work);
  gtk_widget_set_visible (self->choice, self->stage == MADO_CASE_ENTRY_DIFFERS);
  if (self->stage == MADO_CASE_ENTRY_DIFFERS)
    mado_account_compare_show (self->both, self->entries[0], self->entries[1]);
  show_stage (self);
}

/**
 * mado_account_form_open:
 * @self: a form
 * @session: a session
 * @work: a case that somebody has opened
 */
void
mado_account_form_open (MadoAccountForm *self, MadoSession *session, const MadoCaseWork *work)
{
  if (self->session == NULL) {
    self->session = g_object_ref (session);
    self->unsaved = mado_unsaved_new (session);
    mado_account_fields_watch (self->fields, self->unsaved);
    mado_account_origin_watch (self->origin, self->unsaved);
  }
  mado_account_form_close (self);
  self->is_another = FALSE;
  self->id = mado_entity_get_id (work->seen);
  mado_account_form_show (self, work);
  if (mado_account_form_is_typed_in (self))
    mado_unsaved_open (self->unsaved, "account", self->id);
}

/**
 * mado_account_form_close:
 * @self: a form
 *
 * What was typed and not saved is there again when the same case is opened.
 */
void
mado_account_form_close (MadoAccountForm *self)
{
  if (self->unsaved != NULL)
    mado_unsaved_close (self->unsaved);
  mado_account_fields_clear (self->fields);
  mado_account_origin_clear (self->origin);
}

static void
other_cb (GtkButton *button, MadoAccountForm *self)
{
  self->is_another = TRUE;
  self->stage = MADO_CASE_ENTRY_FIRST;
  show_stage (self);
  mado_unsaved_open (self->unsaved, "account", self->id);
  mado_account_form_focus (self);
  g_signal_emit (self, signals[SIGNAL_BEGUN], 0);
}

/**
 * mado_account_form_focus:
 * @self: a form
 */
void
mado_account_form_focus (MadoAccountForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->fields));
}

/**
 * mado_account_form_find_bank:
 * @self: a form
 *
 * Opens the finder of banks and branches, where there is a list of them.
 */
void
mado_account_form_find_bank (MadoAccountForm *self)
{
  if (mado_account_form_is_typed_in (self))
    mado_account_fields_find_bank (self->fields);
}

static void
find_cb (GtkButton *button, MadoAccountForm *self)
{
  mado_account_form_find_bank (self);
}

static void
listed_cb (MadoAccountFields *fields, MadoAccountForm *self)
{
  gtk_widget_set_visible (self->find, TRUE);
}

static void
entered_cb (MadoAccountFields *fields, MadoAccountForm *self)
{
  if (g_settings_get_boolean (self->settings, "enter-moves-on"))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  else
    mado_account_form_save (self);
}

static void
mado_account_form_dispose (GObject *object)
{
  MadoAccountForm *self = MADO_ACCOUNT_FORM (object);

  g_clear_object (&self->unsaved);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_ACCOUNT_FORM);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (mado_account_form_parent_class)->dispose (object);
}

static void
mado_account_form_finalize (GObject *object)
{
  MadoAccountForm *self = MADO_ACCOUNT_FORM (object);

  g_clear_pointer (&self->entries[0], mado_account_entry_free);
  g_clear_pointer (&self->entries[1], mado_account_entry_free);
  g_free (self->item);
  g_free (self->applied_on);

  G_OBJECT_CLASS (mado_account_form_parent_class)->finalize (object);
}

static void
mado_account_form_class_init (MadoAccountFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_account_form_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_account_form_finalize;
  signals[SIGNAL_SAVED] =
      g_signal_new ("saved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MADO_TYPE_ACCOUNT_FIELDS);
  g_type_ensure (MADO_TYPE_ACCOUNT_ORIGIN);
  signals[SIGNAL_BEGUN] =
      g_signal_new ("begun", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-account-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, title);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, hint);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, fields);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, both);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, choice);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, find);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, origin);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, listed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_second_cb);
  gtk_widget_class_bind_template_callback (widget_class, retract_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
mado_account_form_init (MadoAccountForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (MADO_APP_ID);
}
