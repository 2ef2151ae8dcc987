/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made anew whenever blocks or rows change, because the pieces of the draft are others then. */

#include "mado-template-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-form-dialog.h"
#include "mado-letter-words.h"
#include "mado-menu-button.h"
#include "mado-template-look.h"
#include "mado-template-piece.h"

struct _MadoTemplateForm {
  AdwBin parent_instance;

  GtkBox *cards;
  MadoLetterDraft *draft;    /* (nullable): nothing is shown yet */
  MadoTemplateMeans means;   /* what the letter may be made of */
  char *looked;              /* (nullable): the block whose look is shown */
  GPtrArray *pieces;         /* (element-type MadoTemplatePiece) */
  MadoTemplatePiece *chosen; /* (nullable): where an item would be put */
  gboolean is_watching;      /* how high it is altogether */
  guint n_frames;            /* until what has the focus is scrolled to */
};

G_DEFINE_FINAL_TYPE (MadoTemplateForm, mado_template_form, ADW_TYPE_BIN)

enum { SIGNAL_CHANGED, SIGNAL_CHOSEN, SIGNAL_REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --- pieces ------------------------------------------------------------------------------------------------------- */

static void
changed_cb (MadoTemplatePiece *piece, MadoTemplateForm *self)
{
  g_autofree char *text = mado_template_piece_dup_text (piece);

  mado_letter_draft_set_text (self->draft, mado_template_piece_get_piece (piece), text);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A card that was just made has no place before the next frame is laid out, so it is scrolled to in the one after. */
static gboolean
tick_cb (GtkWidget *form, GdkFrameClock *clock, gpointer unused)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (form);
  GtkWidget *viewport = gtk_widget_get_ancestor (form, GTK_TYPE_VIEWPORT);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (form));

  if (--self->n_frames > 0)
    return G_SOURCE_CONTINUE;
  if (viewport != NULL && focus != NULL && gtk_widget_is_ancestor (focus, form))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), focus, NULL);

  return G_SOURCE_REMOVE;
}

static void
follow_focus (MadoTemplateForm *self)
{
  if (self->n_frames == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  self->n_frames = 2;
}

/* Texts find out how high they are one after another, when there is nothing else to do, and push each other down. */
static void
watch_height (MadoTemplateForm *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  if (self->is_watching || viewport == NULL)
    return;
  self->is_watching = TRUE;
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)), "notify::upper",
                           G_CALLBACK (follow_focus), self, G_CONNECT_SWAPPED);
}

static void
chosen_cb (GtkEventController *focus, MadoTemplateForm *self)
{
  self->chosen = MADO_TEMPLATE_PIECE (gtk_event_controller_get_widget (focus));
  watch_height (self);
  follow_focus (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
add_caption (GtkWidget *card, const char *text)
{
  GtkWidget *caption = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (card), caption);
}

static void
add_button (GtkWidget *line, const char *icon, const char *name, const char *action, const MadoLetterPiece *piece)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", piece->block, piece->label);
  gtk_box_append (GTK_BOX (line), button);
}

/* A row can be called something else, or taken away, beside its label. */
static void
add_label (GtkWidget *card, const MadoLetterPiece *piece)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *rename = g_strdup_printf (_ ("Change the label “%s”"), piece->label);
  g_autofree char *remove = g_strdup_printf (_ ("Remove the row “%s”"), piece->label);

  add_caption (line, piece->label);
  gtk_widget_set_hexpand (gtk_widget_get_first_child (line), TRUE);
  add_button (line, "document-edit-symbolic", rename, "block.rename-row", piece);
  add_button (line, "user-trash-symbolic", remove, "block.remove-row", piece);
  gtk_box_append (GTK_BOX (card), line);
}

static void
add_piece (MadoTemplateForm *self, GtkWidget *card, const char *title, const MadoLetterPiece *piece)
{
  g_autofree char *text = mado_letter_draft_dup_text (self->draft, piece);
  const char *condition = piece->kind == MADO_LETTER_PIECE_WHEN ? _ ("Only where this holds") : NULL;
  const char *name = condition != NULL ? condition : piece->label;
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *widget;

  if (condition != NULL)
    add_caption (card, condition);
  else if (piece->label != NULL)
    add_label (card, piece);
  widget = mado_template_piece_new (piece, name != NULL ? name : title, text);
  g_signal_connect_object (widget, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (focus, "enter", G_CALLBACK (chosen_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, focus);
  gtk_box_append (GTK_BOX (card), widget);
  g_ptr_array_add (self->pieces, widget);
}

static void
add_pieces (MadoTemplateForm *self, GtkWidget *card, const char *title, const char *block)
{
  const GPtrArray *pieces = mado_letter_draft_get_pieces (self->draft);

  for (guint i = 0; i < pieces->len; i++) {
    const MadoLetterPiece *piece = g_ptr_array_index (pieces, i);

    if (strcmp (piece->block, block) == 0)
      add_piece (self, card, title, piece);
  }
}

/* --- cards -------------------------------------------------------------------------------------------------------- */

static void
add_menu (MadoTemplateForm *self, GtkWidget *head, const char *title, const char *block)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = mado_template_menu_new (&self->means, self->draft, block);
  /* Translators: %s is a part of a letter */
  g_autofree char *name = g_strdup_printf (_ ("What can be done with “%s”"), title);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  mado_menu_button_name_items (GTK_MENU_BUTTON (button));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (head), button);
}

static GtkWidget *
create_card (MadoTemplateForm *self, const char *title, const char *block)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (head), heading);
  if (block[0] != '\0')
    add_menu (self, head, title, block);
  gtk_box_append (GTK_BOX (card), head);
  gtk_widget_set_name (card, block);

  return card;
}

/* What is drawn of an item, and what has nothing in it yet. */
static const char *
find_note (MadoTemplateForm *self, const char *block)
{
  if (mado_letter_draft_has (self->draft, block, "barcode"))
    return _ ("The post's barcode, made of postal code and address.");
  if (mado_letter_draft_has (self->draft, block, "qr"))
    return _ ("A code that a scanner reads when the form comes back.");

  return mado_letter_draft_find_block (self->draft, block) == NULL ? _ ("No rows yet.") : NULL;
}

/* What can be done with a block depends on where it stands. */
static void
show_menus (MadoTemplateForm *self)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card)) {
    GtkWidget *button = gtk_widget_get_last_child (gtk_widget_get_first_child (card));
    g_autoptr (GMenuModel) menu = NULL;

    if (!GTK_IS_MENU_BUTTON (button))
      continue;
    menu = mado_template_menu_new (&self->means, self->draft, gtk_widget_get_name (card));
    gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
    mado_menu_button_name_items (GTK_MENU_BUTTON (button));
  }
}

static void
looks_else_cb (MadoTemplateLook *look, MadoTemplateForm *self)
{
  show_menus (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_look (MadoTemplateForm *self, GtkWidget *card, const char *block)
{
  GtkWidget *look = mado_template_look_new (self->draft, block, &self->means);

  g_signal_connect_object (look, "changed", G_CALLBACK (looks_else_cb), self, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (card), look);
}

static void
add_card (MadoTemplateForm *self, const char *block)
{
  g_autofree char *title = mado_letter_words_dup_block (block);
  GtkWidget *card = create_card (self, title, block);
  const char *note = find_note (self, block);

  if (note != NULL)
    add_caption (card, note);
  add_pieces (self, card, title, block);
  if (self->means.layout != NULL && g_strcmp0 (self->looked, block) == 0)
    add_look (self, card, block);
  gtk_box_append (self->cards, card);
}

static void
show_cards (MadoTemplateForm *self)
{
  const GPtrArray *blocks = mado_letter_draft_get_blocks (self->draft);
  GtkWidget *child;

  self->chosen = NULL;
  g_ptr_array_set_size (self->pieces, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  add_card (self, "");
  for (guint i = 0; i < blocks->len; i++)
    add_card (self, g_ptr_array_index (blocks, i));
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

static GtkWidget *
find_card (MadoTemplateForm *self, const char *block)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (strcmp (gtk_widget_get_name (card), block) == 0)
      return card;

  return NULL;
}

static MadoTemplatePiece *
find_piece (MadoTemplateForm *self, const MadoLetterPiece *piece)
{
  for (guint i = 0; piece != NULL && i < self->pieces->len; i++)
    if (mado_template_piece_get_piece (g_ptr_array_index (self->pieces, i)) == piece)
      return g_ptr_array_index (self->pieces, i);

  return NULL;
}

/* In what the block says, or at its menu. */
static void
focus_block (MadoTemplateForm *self, const char *block)
{
  MadoTemplatePiece *piece = find_piece (self, mado_letter_draft_find_block (self->draft, block));
  GtkWidget *card = find_card (self, block);

  if (piece != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (piece));
  else if (card != NULL)
    gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
}

static void
change_blocks (MadoTemplateForm *self, const char *block)
{
  show_cards (self);
  focus_block (self, block);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
move_cb (GtkWidget *widget, const char *action, GVariant *block)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (widget);

  if (mado_letter_draft_move (self->draft, g_variant_get_string (block, NULL),
                              strcmp (action, "block.up") == 0 ? -1 : 1))
    change_blocks (self, g_variant_get_string (block, NULL));
}

static void
focus_look (MadoTemplateForm *self, const char *block)
{
  GtkWidget *card = find_card (self, block);

  if (card != NULL && MADO_IS_TEMPLATE_LOOK (gtk_widget_get_last_child (card)))
    gtk_widget_child_focus (gtk_widget_get_last_child (card), GTK_DIR_TAB_FORWARD);
}

static void
focus_condition (MadoTemplateForm *self, const char *block)
{
  for (guint i = 0; i < self->pieces->len; i++) {
    MadoTemplatePiece *widget = g_ptr_array_index (self->pieces, i);
    const MadoLetterPiece *piece = mado_template_piece_get_piece (widget);

    if (piece->kind == MADO_LETTER_PIECE_WHEN && piece->label == NULL && strcmp (piece->block, block) == 0)
      gtk_widget_grab_focus (GTK_WIDGET (widget));
  }
}

static void
focus_row (MadoTemplateForm *self, const char *block, const char *label)
{
  for (guint i = 0; i < self->pieces->len; i++) {
    MadoTemplatePiece *widget = g_ptr_array_index (self->pieces, i);
    const MadoLetterPiece *piece = mado_template_piece_get_piece (widget);

    if (piece->kind == MADO_LETTER_PIECE_ROW && strcmp (piece->block, block) == 0 &&
        strcmp (piece->label, label) == 0) {
      gtk_widget_grab_focus (GTK_WIDGET (widget));
      return;
    }
  }
}

/* A new one, or the one that the dialog is about. */
static gboolean
name_row (MadoTemplateForm *self, MadoFormDialog *dialog, const char *block, const char *text)
{
  const char *before = g_object_get_data (G_OBJECT (dialog), "before");

  return before != NULL ? mado_letter_draft_rename_row (self->draft, block, before, text)
                        : mado_letter_draft_add_row (self->draft, block, text);
}

static void
row_named_cb (MadoFormDialog *dialog, MadoTemplateForm *self)
{
  GtkEditable *label = g_object_get_data (G_OBJECT (dialog), "label");
  const char *block = g_object_get_data (G_OBJECT (dialog), "block");
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (label)));

  if (text[0] == '\0') {
    mado_form_dialog_refuse (dialog, _ ("Enter what stands before the row."), GTK_WIDGET (label));
    return;
  }
  if (!name_row (self, dialog, block, text)) {
    mado_form_dialog_refuse (dialog, _ ("There is such a row already. Give this one another name."),
                             GTK_WIDGET (label));
    return;
  }
  change_blocks (self, block);
  adw_dialog_close (ADW_DIALOG (dialog));
  focus_row (self, block, text);
}

/* @before: (nullable): what stands before it by now; %NULL: a new one */
static void
ask_row (MadoTemplateForm *self, const char *block, const char *before)
{
  MadoFormDialog *dialog = before != NULL
                               ? mado_form_dialog_new (_ ("Change a Label"), _ ("_Change"), MADO_FORM_DIALOG_PLAIN)
                               : mado_form_dialog_new (_ ("Add a Row"), _ ("_Add"), MADO_FORM_DIALOG_PLAIN);
  GtkWidget *label = mado_form_dialog_add_entry (dialog, _ ("What stands before it"));

  if (before != NULL)
    gtk_editable_set_text (GTK_EDITABLE (label), before);
  g_object_set_data_full (G_OBJECT (dialog), "before", g_strdup (before), g_free);
  g_object_set_data (G_OBJECT (dialog), "label", label);
  g_object_set_data_full (G_OBJECT (dialog), "block", g_strdup (block), g_free);
  g_signal_connect_object (dialog, "decided", G_CALLBACK (row_named_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
add_row_cb (GtkWidget *widget, const char *action, GVariant *block)
{
  ask_row (MADO_TEMPLATE_FORM (widget), g_variant_get_string (block, NULL), NULL);
}

static void
rename_row_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  const char *block, *label;

  g_variant_get (target, "(&s&s)", &block, &label);
  ask_row (MADO_TEMPLATE_FORM (widget), block, label);
}

/* A table without rows says nothing, so its first one is asked for at once. */
static void
add_cb (GtkWidget *widget, const char *action, GVariant *like)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (widget);
  const char *block = mado_letter_draft_add (self->draft, g_variant_get_string (like, NULL));

  change_blocks (self, block);
  if (mado_letter_draft_has (self->draft, block, "rows"))
    ask_row (self, block, NULL);
}

static void
look_at (MadoTemplateForm *self, const char *block)
{
  g_autofree char *before = g_steal_pointer (&self->looked);

  self->looked = g_strdup (block);
}

/* The cards stay: the menu that asks for it is in one of them. */
static void
hide_look (MadoTemplateForm *self)
{
  GtkWidget *card = self->looked != NULL ? find_card (self, self->looked) : NULL;

  if (card != NULL && MADO_IS_TEMPLATE_LOOK (gtk_widget_get_last_child (card)))
    gtk_box_remove (GTK_BOX (card), gtk_widget_get_last_child (card));
}

/* Below what the block says; once more, and it is gone. */
static void
look_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (widget);
  const char *block = g_variant_get_string (target, NULL);
  gboolean is_shown = g_strcmp0 (self->looked, block) == 0;

  hide_look (self);
  look_at (self, is_shown ? NULL : block);
  if (is_shown) {
    focus_block (self, block);
    return;
  }
  add_look (self, find_card (self, block), block);
  focus_look (self, block);
}

/* A code has its look open: there is nothing else to be said about most of it. */
static void
add_code_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (widget);
  const char *like = g_variant_get_string (target, NULL), *block;

  if (strcmp (action, "block.add-qr") == 0)
    block = mado_letter_draft_add_qr (self->draft, like, mado_template_means_find_style (&self->means, "qr"),
                                      "{letter.serial}");
  else
    block = mado_letter_draft_add_barcode (self->draft, like, mado_template_means_find_style (&self->means, "barcode"),
                                           mado_template_means_find (&self->means, "postal")->id,
                                           mado_template_means_find (&self->means, "address")->id);
  look_at (self, block);
  change_blocks (self, block);
}

static void
condition_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (widget);
  const char *block = g_variant_get_string (target, NULL);
  gboolean has_condition = mado_letter_draft_has (self->draft, block, "when");

  mado_letter_draft_set_condition (self->draft, block, !has_condition);
  change_blocks (self, block);
  if (!has_condition)
    focus_condition (self, block);
}

static void
say_removed (MadoTemplateForm *self, const char *before, const char *block)
{
  change_blocks (self, block);
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0, before);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *block)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (widget);
  g_autofree char *before = mado_letter_draft_write (self->draft);
  const char *id = g_variant_get_string (block, NULL);
  const char *above = mado_letter_draft_find_beside (self->draft, id, -1);

  mado_letter_draft_remove (self->draft, id);
  say_removed (self, before, above != NULL ? above : "");
}

static void
remove_row_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (widget);
  g_autofree char *before = mado_letter_draft_write (self->draft);
  const char *block, *label;

  g_variant_get (target, "(&s&s)", &block, &label);
  mado_letter_draft_remove_row (self->draft, block, label);
  say_removed (self, before, block);
}

/* --- what is wrong ------------------------------------------------------------------------------------------------ */

/**
 * mado_template_form_clear_faults:
 * @self: a form
 */
void
mado_template_form_clear_faults (MadoTemplateForm *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    mado_template_piece_show_fault (g_ptr_array_index (self->pieces, i), NULL);
}

static gboolean
show_fault (MadoTemplateForm *self, const MadoLetterPiece *piece, const char *message)
{
  MadoTemplatePiece *widget = find_piece (self, piece);

  if (widget != NULL)
    mado_template_piece_show_fault (widget, message);

  return widget != NULL;
}

/**
 * mado_template_form_show_fault:
 * @self: a form
 * @pointer: of a fault, in the letter
 * @message: the sentence for whoever writes
 *
 * Returns: whether it stands below a piece now
 */
gboolean
mado_template_form_show_fault (MadoTemplateForm *self, const char *pointer, const char *message)
{
  return show_fault (self, mado_letter_draft_find (self->draft, pointer), message);
}

/**
 * mado_template_form_show_block_fault:
 * @self: a form
 * @block: the id of a block
 * @message: the sentence for whoever writes
 *
 * Returns: whether it stands below the first piece of that block now
 */
gboolean
mado_template_form_show_block_fault (MadoTemplateForm *self, const char *block, const char *message)
{
  return show_fault (self, mado_letter_draft_find_block (self->draft, block), message);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_template_form_finalize (GObject *object)
{
  MadoTemplateForm *self = MADO_TEMPLATE_FORM (object);

  g_ptr_array_unref (self->pieces);
  g_free (self->looked);
  g_clear_pointer (&self->draft, mado_letter_draft_free);

  G_OBJECT_CLASS (mado_template_form_parent_class)->finalize (object);
}

static void
mado_template_form_class_init (MadoTemplateFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = mado_template_form_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVED] =
      g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "block.up", "s", move_cb);
  gtk_widget_class_install_action (widget_class, "block.down", "s", move_cb);
  gtk_widget_class_install_action (widget_class, "block.add", "s", add_cb);
  gtk_widget_class_install_action (widget_class, "block.look", "s", look_cb);
  gtk_widget_class_install_action (widget_class, "block.condition", "s", condition_cb);
  gtk_widget_class_install_action (widget_class, "block.add-qr", "s", add_code_cb);
  gtk_widget_class_install_action (widget_class, "block.add-barcode", "s", add_code_cb);
  gtk_widget_class_install_action (widget_class, "block.add-row", "s", add_row_cb);
  gtk_widget_class_install_action (widget_class, "block.rename-row", "(ss)", rename_row_cb);
  gtk_widget_class_install_action (widget_class, "block.remove", "s", remove_cb);
  gtk_widget_class_install_action (widget_class, "block.remove-row", "(ss)", remove_row_cb);
}

static void
mado_template_form_init (MadoTemplateForm *self)
{
  self->pieces = g_ptr_array_new ();
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->cards));
}

/**
 * mado_template_form_show:
 * @self: a form
 * @draft: (transfer full): what is written in it from now on
 * @means: what it may be made of; that must outlive the form
 */
void
mado_template_form_show (MadoTemplateForm *self, MadoLetterDraft *draft, const MadoTemplateMeans *means)
{
  MadoLetterDraft *before = self->draft;

  self->draft = draft;
  self->means = *means;
  show_cards (self);
  g_clear_pointer (&before, mado_letter_draft_free);
}

/**
 * mado_template_form_has_place:
 * @self: a form
 *
 * Returns: whether an item can be put somewhere
 */
gboolean
mado_template_form_has_place (MadoTemplateForm *self)
{
  return self->chosen != NULL;
}

/**
 * mado_template_form_dup_text:
 * @self: a form that shows something
 *
 * Returns: (transfer full): the JSON of the letter
 */
char *
mado_template_form_dup_text (MadoTemplateForm *self)
{
  return mado_letter_draft_write (self->draft);
}

/**
 * mado_template_form_insert:
 * @self: a form
 * @field: put where somebody wrote last, if anywhere
 */
void
mado_template_form_insert (MadoTemplateForm *self, const char *field)
{
  if (self->chosen != NULL)
    mado_template_piece_insert (self->chosen, field);
}
