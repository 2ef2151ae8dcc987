/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Six fields beside the paper. Nothing here knows what anybody else typed, but for whoever decides; and nothing is
 * proposed, so that two people make two entries. */

#include "mado-account-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-account-choice.h"
#include "mado-account-compare.h"
#include "mado-account-entry.h"
#include "mado-account-origin.h"
#include "mado-advice.h"
#include "mado-bank-book.h"
#include "mado-bank-finder.h"
#include "mado-base-window.h"
#include "mado-config.h"
#include "mado-field.h"
#include "mado-json-member.h"
#include "mado-refusal-alert.h"
#include "mado-unsaved.h"

#define YUCHO "9900" /* the bank's code of Japan Post Bank */
#define N_YUCHO 2
#define NARROW 12 /* characters: as little as a field gets beside its papers */

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
  GtkGrid *grid;
  GtkGrid *both;
  GtkWidget *choice;
  GtkWidget *find;
  MadoAccountOrigin *origin;

  GtkWidget *fields[MADO_ACCOUNT_N_FIELDS];
  GtkLabel *faults[MADO_ACCOUNT_N_FIELDS];
  GtkLabel *notes[MADO_ACCOUNT_N_FIELDS]; /* what was typed means, by lists that everybody has */
  MadoBankMaster *master;                 /* (nullable): %NULL: it is not here, or not yet */
  GtkWidget *yucho[N_YUCHO];
  GtkWidget *yucho_labels[N_YUCHO];
};

G_DEFINE_FINAL_TYPE (MadoAccountForm, mado_account_form, ADW_TYPE_BIN)

enum { SIGNAL_SAVED, SIGNAL_BEGUN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --- what stands in the fields ------------------------------------------------------------------------------------ */

static const char *
get_typed (MadoAccountForm *self, guint field)
{
  const MadoAccountChoice *choices = mado_account_field_get_choices (field);

  if (choices != NULL)
    return choices[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->fields[field]))].code;

  return gtk_editable_get_text (GTK_EDITABLE (self->fields[field]));
}

static MadoAccountEntry *
read_typed (MadoAccountForm *self)
{
  const char *typed[MADO_ACCOUNT_N_FIELDS];

  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    typed[i] = get_typed (self, i);

  return mado_account_entry_new (typed);
}

static void
show_fault (MadoAccountForm *self, guint field, const char *fault)
{
  gtk_label_set_text (self->faults[field], fault != NULL ? _ (fault) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->faults[field]), fault != NULL);
  if (fault != NULL)
    gtk_widget_add_css_class (self->fields[field], "error");
  else
    gtk_widget_remove_css_class (self->fields[field], "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fields[field]), GTK_ACCESSIBLE_STATE_INVALID,
                               fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_faults (MadoAccountForm *self, const MadoAccountEntry *entry)
{
  gint first = -1;

  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++) {
    show_fault (self, i, entry->faults[i]);
    if (first < 0 && entry->faults[i] != NULL)
      first = (gint) i;
  }
  if (first < 0)
    return;
  gtk_widget_grab_focus (self->fields[first]);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ (entry->faults[first]), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
clear_fields (MadoAccountForm *self)
{
  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++) {
    if (mado_account_field_get_choices (i) != NULL)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->fields[i]), 0);
    else
      gtk_editable_set_text (GTK_EDITABLE (self->fields[i]), "");
    show_fault (self, i, NULL);
  }
  for (guint i = 0; i < N_YUCHO; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->yucho[i]), "");
  mado_account_origin_clear (self->origin);
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer form)
{
  g_autoptr (MadoAccountForm) self = form;
  g_autoptr (GError) error = NULL;

  mado_base_window_set_busy (GTK_WIDGET (self), FALSE);
  if (mado_wish_save_finish (result, &error)) {
    mado_unsaved_forget (self->unsaved);
    clear_fields (self);
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
  entry = read_typed (self);
  show_faults (self, entry);
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

static GtkWidget *
create_cell (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

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
    for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
      mado_unsaved_watch (self->unsaved, self->fields[i],
                          mado_account_field_get_choices (i) != NULL ? "selected" : "text",
                          mado_account_field_get_name (i));
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
  clear_fields (self);
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
  gtk_widget_grab_focus (self->fields[0]);
}

/* --- the fields --------------------------------------------------------------------------------------------------- */

static gboolean
is_of_yucho (MadoAccountForm *self)
{
  g_autofree char *bank = g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (self->fields[MADO_ACCOUNT_BANK])), -1,
                                            G_NORMALIZE_ALL_COMPOSE);

  return g_strcmp0 (bank, YUCHO) == 0;
}

static void
show_note (MadoAccountForm *self, guint field, const char *note)
{
  gtk_label_set_text (self->notes[field], note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fields[field]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
}

/* A code is checked by its name: whoever types it sees at once what it means. */
static void
show_place (MadoAccountForm *self)
{
  g_autoptr (MadoAccountEntry) entry = read_typed (self);
  const char *bank = entry->parts[MADO_ACCOUNT_BANK], *branch = entry->parts[MADO_ACCOUNT_BRANCH];
  g_autofree char *bank_note = self->master != NULL ? mado_bank_book_dup_bank (self->master, bank) : g_strdup ("");
  g_autofree char *branch_note =
      self->master != NULL ? mado_bank_book_dup_branch (self->master, bank, branch) : g_strdup ("");

  show_note (self, MADO_ACCOUNT_BANK, bank_note);
  show_note (self, MADO_ACCOUNT_BRANCH, branch_note);
}

static void
branch_changed_cb (GtkEditable *field, MadoAccountForm *self)
{
  show_place (self);
}

static void
number_changed_cb (GtkEditable *field, MadoAccountForm *self)
{
  show_note (self, MADO_ACCOUNT_NUMBER, "");
}

static void
holder_changed_cb (GtkEditable *field, MadoAccountForm *self)
{
  g_autofree char *changes = mado_bank_book_dup_changes (gtk_editable_get_text (field));

  show_note (self, MADO_ACCOUNT_HOLDER, changes);
}

static void
master_loaded_cb (GObject *source, GAsyncResult *result, gpointer form)
{
  g_autoptr (MadoAccountForm) self = form;

  self->master = mado_bank_book_load_finish (result, NULL); /* ignored: without a list codes are typed as ever */
  if (self->master == NULL || self->find == NULL)           /* or the form is gone meanwhile */
    return;
  gtk_widget_set_visible (self->find, TRUE);
  show_place (self);
}

static void
found_cb (MadoBankFinder *finder, const char *bank, const char *branch, MadoAccountForm *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->fields[MADO_ACCOUNT_BANK]), bank);
  gtk_editable_set_text (GTK_EDITABLE (self->fields[MADO_ACCOUNT_BRANCH]), branch);
  gtk_widget_grab_focus (self->fields[MADO_ACCOUNT_KIND]);
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
  AdwDialog *finder;

  if (self->master == NULL || !mado_account_form_is_typed_in (self))
    return;
  finder = mado_bank_finder_new (self->master);
  g_signal_connect_object (finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (finder, GTK_WIDGET (self));
}

static void
find_cb (GtkButton *button, MadoAccountForm *self)
{
  mado_account_form_find_bank (self);
}

static void
bank_changed_cb (GtkEditable *field, MadoAccountForm *self)
{
  gboolean is_yucho = is_of_yucho (self);

  show_place (self);
  for (guint i = 0; i < N_YUCHO; i++) {
    gtk_widget_set_visible (self->yucho[i], is_yucho);
    gtk_widget_set_visible (self->yucho_labels[i], is_yucho);
  }
}

/* The passbook of Japan Post Bank has other numbers than a transfer needs. */
static void
yucho_changed_cb (GtkEditable *field, MadoAccountForm *self)
{
  g_autofree char *branch = NULL, *number = NULL;

  if (!mado_account_take_yucho (gtk_editable_get_text (GTK_EDITABLE (self->yucho[0])),
                                gtk_editable_get_text (GTK_EDITABLE (self->yucho[1])), &branch, &number))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->fields[MADO_ACCOUNT_BRANCH]), branch);
  gtk_editable_set_text (GTK_EDITABLE (self->fields[MADO_ACCOUNT_NUMBER]), number);
  show_note (self, MADO_ACCOUNT_NUMBER, _ ("From symbol and number: other banks know the account by these"));
}

static void
entry_activated_cb (GtkEntry *entry, MadoAccountForm *self)
{
  if (g_settings_get_boolean (self->settings, "enter-moves-on"))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  else
    mado_account_form_save (self);
}

/* What one has typed is not carried to the other: each types what stands on the paper. */
static void
refuse_paste_cb (GtkWidget *text, MadoAccountForm *self)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    if (gtk_widget_is_ancestor (text, self->fields[i]))
      show_fault (self, i, N_ ("Nothing is pasted here: type it from the paper"));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("Nothing is pasted here: type it from the paper"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
claim_cb (GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* Neither by key and menu, nor by the middle button. */
static void
refuse_paste (MadoAccountForm *self, GtkWidget *entry)
{
  GtkGesture *middle = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (middle), GDK_BUTTON_MIDDLE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (middle), GTK_PHASE_CAPTURE);
  g_signal_connect (middle, "pressed", G_CALLBACK (claim_cb), NULL);
  gtk_widget_add_controller (entry, GTK_EVENT_CONTROLLER (middle));
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "paste-clipboard", G_CALLBACK (refuse_paste_cb),
                    self);
}

static GtkWidget *
create_entry (MadoAccountForm *self, gboolean is_latin, int width)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), MIN (width, NARROW));
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), width);
  gtk_widget_set_halign (entry, GTK_ALIGN_START);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER); /* beside a note of several lines */
  gtk_widget_add_css_class (entry, "numeric");
  if (is_latin)
    mado_field_take_latin (GTK_EDITABLE (entry));
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activated_cb), self);
  refuse_paste (self, entry);

  return entry;
}

static GtkWidget *
create_drop_down (const MadoAccountChoice *choices)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  for (const MadoAccountChoice *choice = choices; choice->code != NULL; choice++)
    gtk_string_list_append (labels, _ (choice->label));
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (labels));
  gtk_widget_set_halign (drop_down, GTK_ALIGN_START);

  return drop_down;
}

static GtkWidget *
attach (MadoAccountForm *self, const char *name, GtkWidget *field, int row)
{
  GtkWidget *label = create_cell (name, NULL);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, field, 1, row, 1, 1);

  return label;
}

static void
add_field (MadoAccountForm *self, guint field, int row)
{
  static const int widths[MADO_ACCOUNT_N_FIELDS] = { 6, 6, 0, 10, 20, 0 };
  const MadoAccountChoice *choices = mado_account_field_get_choices (field);
  GtkWidget *fault = create_cell ("", "error");

  self->fields[field] =
      choices != NULL ? create_drop_down (choices) : create_entry (self, field != MADO_ACCOUNT_HOLDER, widths[field]);
  attach (self, mado_account_field_get_label (field), self->fields[field], row);
  self->faults[field] = GTK_LABEL (fault);
  gtk_label_set_wrap (GTK_LABEL (fault), TRUE);
  gtk_widget_set_visible (fault, FALSE);
  gtk_grid_attach (self->grid, fault, 1, row + 1, 2, 1);
  self->notes[field] = GTK_LABEL (create_cell ("", "dimmed"));
  gtk_label_set_wrap (self->notes[field], TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->notes[field]), TRUE);
  gtk_grid_attach (self->grid, GTK_WIDGET (self->notes[field]), 2, row, 1, 1);
}

static void
add_yucho (MadoAccountForm *self, int row)
{
  const char *const names[N_YUCHO] = { _ ("Symbol (5 Digits)"), _ ("Number (Up to 8 Digits)") };

  for (guint i = 0; i < N_YUCHO; i++) {
    self->yucho[i] = create_entry (self, TRUE, 10);
    self->yucho_labels[i] = attach (self, names[i], self->yucho[i], row + (int) i);
    g_signal_connect (self->yucho[i], "changed", G_CALLBACK (yucho_changed_cb), self);
  }
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

  g_clear_pointer (&self->master, mado_bank_master_free);
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
  g_type_ensure (MADO_TYPE_ACCOUNT_ORIGIN);
  signals[SIGNAL_BEGUN] =
      g_signal_new ("begun", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-account-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, title);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, hint);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, grid);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, both);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, choice);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, find);
  gtk_widget_class_bind_template_child (widget_class, MadoAccountForm, origin);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_second_cb);
  gtk_widget_class_bind_template_callback (widget_class, retract_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
mado_account_form_init (MadoAccountForm *self)
{
  int row = 0;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (MADO_APP_ID);
  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++, row += 2) {
    add_field (self, i, row);
    if (i == MADO_ACCOUNT_BANK) {
      add_yucho (self, row + 2);
      row += N_YUCHO;
    }
  }
  g_signal_connect (self->fields[MADO_ACCOUNT_BANK], "changed", G_CALLBACK (bank_changed_cb), self);
  g_signal_connect (self->fields[MADO_ACCOUNT_BRANCH], "changed", G_CALLBACK (branch_changed_cb), self);
  g_signal_connect (self->fields[MADO_ACCOUNT_NUMBER], "changed", G_CALLBACK (number_changed_cb), self);
  g_signal_connect (self->fields[MADO_ACCOUNT_HOLDER], "changed", G_CALLBACK (holder_changed_cb), self);
  bank_changed_cb (NULL, self);
  mado_bank_book_load_async (master_loaded_cb, g_object_ref (self));
}
