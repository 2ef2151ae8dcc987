/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each field with what its content means and what is wrong with it. A digit field takes no input method, nothing is
 * pasted, and the passbook of Japan Post Bank is taken as it stands there. */

#include "mado-account-fields.h"

#include <glib/gi18n.h>

#include "mado-account-cell.h"
#include "mado-account-choice.h"
#include "mado-bank-book.h"
#include "mado-bank-finder.h"
#include "mado-field.h"

#define YUCHO "9900" /* the bank's code of Japan Post Bank */
#define N_YUCHO 2
#define NARROW 12 /* characters: as little as a field gets beside its papers */

struct _MadoAccountFields {
  AdwBin parent_instance;

  GtkGrid *grid; /* (nullable): %NULL: they are gone */
  GtkWidget *fields[MADO_ACCOUNT_N_FIELDS];
  GtkLabel *faults[MADO_ACCOUNT_N_FIELDS];
  GtkLabel *notes[MADO_ACCOUNT_N_FIELDS]; /* what was typed means, by lists that everybody has */
  MadoBankMaster *master;                 /* (nullable): %NULL: it is not here, or not yet */
  GtkWidget *yucho[N_YUCHO];
  GtkWidget *yucho_labels[N_YUCHO];
};

G_DEFINE_FINAL_TYPE (MadoAccountFields, mado_account_fields, ADW_TYPE_BIN)

enum { SIGNAL_ENTERED, SIGNAL_LISTED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --- what stands in them ------------------------------------------------------------------------------------------ */

static const char *
get_typed (MadoAccountFields *self, guint field)
{
  const MadoAccountChoice *choices = mado_account_field_get_choices (field);

  if (choices != NULL)
    return choices[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->fields[field]))].code;

  return gtk_editable_get_text (GTK_EDITABLE (self->fields[field]));
}

/**
 * mado_account_fields_read:
 * @self: fields
 *
 * Returns: (transfer full): what stands in them, with what is wrong with it
 */
MadoAccountEntry *
mado_account_fields_read (MadoAccountFields *self)
{
  const char *typed[MADO_ACCOUNT_N_FIELDS];

  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    typed[i] = get_typed (self, i);

  return mado_account_entry_new (typed);
}

static void
show_fault (MadoAccountFields *self, guint field, const char *fault)
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

/**
 * mado_account_fields_show_faults:
 * @self: fields
 * @entry: what was read from them
 *
 * The first that is wrong gets the focus.
 */
void
mado_account_fields_show_faults (MadoAccountFields *self, const MadoAccountEntry *entry)
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

/**
 * mado_account_fields_clear:
 * @self: fields; nothing stands in them any more
 */
void
mado_account_fields_clear (MadoAccountFields *self)
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
}

/**
 * mado_account_fields_watch:
 * @self: fields
 * @unsaved: keeps what stands in them until it is saved
 */
void
mado_account_fields_watch (MadoAccountFields *self, MadoUnsaved *unsaved)
{
  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    mado_unsaved_watch (unsaved, self->fields[i], mado_account_field_get_choices (i) != NULL ? "selected" : "text",
                        mado_account_field_get_name (i));
}

/* --- what it means ------------------------------------------------------------------------------------------------ */

static gboolean
is_of_yucho (MadoAccountFields *self)
{
  g_autofree char *bank = g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (self->fields[MADO_ACCOUNT_BANK])), -1,
                                            G_NORMALIZE_ALL_COMPOSE);

  return g_strcmp0 (bank, YUCHO) == 0;
}

static void
show_note (MadoAccountFields *self, guint field, const char *note)
{
  gtk_label_set_text (self->notes[field], note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fields[field]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
}

/* A code is checked by its name: whoever types it sees at once what it means. */
static void
show_place (MadoAccountFields *self)
{
  g_autoptr (MadoAccountEntry) entry = mado_account_fields_read (self);
  const char *bank = entry->parts[MADO_ACCOUNT_BANK], *branch = entry->parts[MADO_ACCOUNT_BRANCH];
  g_autofree char *bank_note = self->master != NULL ? mado_bank_book_dup_bank (self->master, bank) : g_strdup ("");
  g_autofree char *branch_note =
      self->master != NULL ? mado_bank_book_dup_branch (self->master, bank, branch) : g_strdup ("");

  show_note (self, MADO_ACCOUNT_BANK, bank_note);
  show_note (self, MADO_ACCOUNT_BRANCH, branch_note);
}

static void
branch_changed_cb (GtkEditable *field, MadoAccountFields *self)
{
  show_place (self);
}

static void
number_changed_cb (GtkEditable *field, MadoAccountFields *self)
{
  show_note (self, MADO_ACCOUNT_NUMBER, "");
}

static void
holder_changed_cb (GtkEditable *field, MadoAccountFields *self)
{
  g_autofree char *changes = mado_bank_book_dup_changes (gtk_editable_get_text (field));

  show_note (self, MADO_ACCOUNT_HOLDER, changes);
}

static void
master_loaded_cb (GObject *source, GAsyncResult *result, gpointer fields)
{
  g_autoptr (MadoAccountFields) self = fields;

  self->master = mado_bank_book_load_finish (result, NULL); /* ignored: without a list codes are typed as ever */
  if (self->master == NULL || self->grid == NULL)           /* or the fields are gone meanwhile */
    return;
  show_place (self);
  g_signal_emit (self, signals[SIGNAL_LISTED], 0);
}

static void
found_cb (MadoBankFinder *finder, const char *bank, const char *branch, MadoAccountFields *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->fields[MADO_ACCOUNT_BANK]), bank);
  gtk_editable_set_text (GTK_EDITABLE (self->fields[MADO_ACCOUNT_BRANCH]), branch);
  gtk_widget_grab_focus (self->fields[MADO_ACCOUNT_KIND]);
}

/**
 * mado_account_fields_find_bank:
 * @self: fields
 *
 * Opens the finder of banks and branches, where there is a list of them.
 */
void
mado_account_fields_find_bank (MadoAccountFields *self)
{
  AdwDialog *finder;

  if (self->master == NULL)
    return;
  finder = mado_bank_finder_new (self->master);
  g_signal_connect_object (finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (finder, GTK_WIDGET (self));
}

static void
bank_changed_cb (GtkEditable *field, MadoAccountFields *self)
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
yucho_changed_cb (GtkEditable *field, MadoAccountFields *self)
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
entry_activated_cb (GtkEntry *entry, MadoAccountFields *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

/* What one has typed is not carried to the other: each types what stands on the paper. */
static void
refuse_paste_cb (GtkWidget *text, MadoAccountFields *self)
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
refuse_paste (MadoAccountFields *self, GtkWidget *entry)
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
create_entry (MadoAccountFields *self, gboolean is_latin, int width)
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

/* The note stands where the field ends, and has all the room from there. */
static GtkWidget *
lay_beside (GtkWidget *field, GtkLabel *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_label_set_wrap (note, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (note), TRUE);
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (note));

  return box;
}

/* @cell: the field, with whatever stands beside it */
static GtkWidget *
attach (MadoAccountFields *self, const char *name, GtkWidget *field, GtkWidget *cell, int row)
{
  GtkWidget *label = mado_account_cell_new (name, NULL);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, cell, 1, row, 2, 1);

  return label;
}

static void
add_field (MadoAccountFields *self, guint field, int row)
{
  static const int widths[MADO_ACCOUNT_N_FIELDS] = { 6, 6, 0, 10, 20, 0 };
  const MadoAccountChoice *choices = mado_account_field_get_choices (field);
  GtkWidget *fault = mado_account_cell_new ("", "error");

  self->fields[field] =
      choices != NULL ? create_drop_down (choices) : create_entry (self, field != MADO_ACCOUNT_HOLDER, widths[field]);
  self->notes[field] = GTK_LABEL (mado_account_cell_new ("", "dimmed"));
  attach (self, mado_account_field_get_label (field), self->fields[field],
          lay_beside (self->fields[field], self->notes[field]), row);
  self->faults[field] = GTK_LABEL (fault);
  gtk_label_set_wrap (GTK_LABEL (fault), TRUE);
  gtk_widget_set_visible (fault, FALSE);
  gtk_grid_attach (self->grid, fault, 1, row + 1, 2, 1);
}

static void
add_yucho (MadoAccountFields *self, int row)
{
  const char *const names[N_YUCHO] = { _ ("Symbol (5 Digits)"), _ ("Number (Up to 8 Digits)") };

  for (guint i = 0; i < N_YUCHO; i++) {
    self->yucho[i] = create_entry (self, TRUE, 10);
    self->yucho_labels[i] = attach (self, names[i], self->yucho[i], self->yucho[i], row + (int) i);
    g_signal_connect (self->yucho[i], "changed", G_CALLBACK (yucho_changed_cb), self);
  }
}

static gboolean
mado_account_fields_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MADO_ACCOUNT_FIELDS (widget)->fields[0]);
}

static void
mado_account_fields_dispose (GObject *object)
{
  MadoAccountFields *self = MADO_ACCOUNT_FIELDS (object);

  self->grid = NULL;

  G_OBJECT_CLASS (mado_account_fields_parent_class)->dispose (object);
}

static void
mado_account_fields_finalize (GObject *object)
{
  g_clear_pointer (&MADO_ACCOUNT_FIELDS (object)->master, mado_bank_master_free);

  G_OBJECT_CLASS (mado_account_fields_parent_class)->finalize (object);
}

static void
mado_account_fields_class_init (MadoAccountFieldsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_account_fields_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_account_fields_finalize;
  GTK_WIDGET_CLASS (class)->grab_focus = mado_account_fields_grab_focus;
  signals[SIGNAL_ENTERED] =
      g_signal_new ("entered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LISTED] =
      g_signal_new ("listed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_account_fields_init (MadoAccountFields *self)
{
  int row = 0;

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 6);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
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
