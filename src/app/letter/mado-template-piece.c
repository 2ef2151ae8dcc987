/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tab leaves it: nobody writes one into a letter. */

#include "mado-template-piece.h"

struct _MadoTemplatePiece {
  AdwBin parent_instance;

  const MadoLetterPiece *piece;
  GtkTextView *text;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (MadoTemplatePiece, mado_template_piece, ADW_TYPE_BIN)

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
changed_cb (GtkTextBuffer *buffer, MadoTemplatePiece *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
mado_template_piece_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MADO_TEMPLATE_PIECE (widget)->text));
}

static void
mado_template_piece_class_init (MadoTemplatePieceClass *class)
{
  GTK_WIDGET_CLASS (class)->grab_focus = mado_template_piece_grab_focus;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
style_text (GtkTextView *text)
{
  gtk_text_view_set_wrap_mode (text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (text, FALSE);
  gtk_text_view_set_pixels_inside_wrap (text, 4);
  gtk_text_view_set_pixels_below_lines (text, 4);
  gtk_text_view_set_top_margin (text, 8);
  gtk_text_view_set_bottom_margin (text, 4);
  gtk_text_view_set_left_margin (text, 10);
  gtk_text_view_set_right_margin (text, 10);
  gtk_widget_add_css_class (GTK_WIDGET (text), "letter-piece");
}

static void
mado_template_piece_init (MadoTemplatePiece *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  style_text (self->text);
  self->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->fault, 0);
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * mado_template_piece_new:
 * @piece: of a draft, which must outlive it
 * @name: what it is called
 * @text: what it says
 *
 * Returns: (transfer floating): where it is written
 */
GtkWidget *
mado_template_piece_new (const MadoLetterPiece *piece, const char *name, const char *text)
{
  MadoTemplatePiece *self = g_object_new (MADO_TYPE_TEMPLATE_PIECE, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  self->piece = piece;
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);

  return GTK_WIDGET (self);
}

/**
 * mado_template_piece_get_piece:
 * @self: a piece
 *
 * Returns: (transfer none): which of the draft it is
 */
const MadoLetterPiece *
mado_template_piece_get_piece (MadoTemplatePiece *self)
{
  return self->piece;
}

/**
 * mado_template_piece_dup_text:
 * @self: a piece
 *
 * Returns: (transfer full): what stands in it
 */
char *
mado_template_piece_dup_text (MadoTemplatePiece *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * mado_template_piece_insert:
 * @self: a piece
 * @text: what is put where the cursor is
 */
void
mado_template_piece_insert (MadoTemplatePiece *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/**
 * mado_template_piece_show_fault:
 * @self: a piece
 * @message: (nullable): what is wrong with it; %NULL: nothing
 */
void
mado_template_piece_show_fault (MadoTemplatePiece *self, const char *message)
{
  gtk_label_set_text (self->fault, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), message != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "is-wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text), "is-wrong");
}
