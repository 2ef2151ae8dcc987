/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Four pages beside a case. What came to it while it is open is shown as it comes. */

#include "mado-case-side.h"

#include "mado-case-inquiries.h"
#include "mado-look-list.h"
#include "mado-notes-box.h"
#include "mado-picture-pane.h"
#include "mado-sheet-view.h"

struct _MadoCaseSide {
  GtkBox parent_instance;

  AdwViewStack *stack;
  MadoPicturePane *papers;
  MadoLookList *looks;
  MadoNotesBox *notes;
  MadoCaseInquiries *inquiries;
  GtkListBox *history;
};

G_DEFINE_FINAL_TYPE (MadoCaseSide, mado_case_side, GTK_TYPE_BOX)

static guint looked_signal;

/* Whoever neither reads nor writes comments finds no place for them. */
static void
offer_notes (MadoCaseSide *self, const MadoCaseWork *work)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->stack, GTK_WIDGET (self->notes));

  adw_view_stack_page_set_visible (page, work->note != NULL || work->notes->len > 0);
}

/* The same holds for what was asked about it. */
static void
offer_inquiries (MadoCaseSide *self, MadoSession *session, const MadoCaseSheet *sheet)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->stack, GTK_WIDGET (self->inquiries));
  const gboolean is_for = mado_inquiries_are_for (session);

  adw_view_stack_page_set_visible (page, is_for);
  if (is_for)
    mado_case_inquiries_show (self->inquiries, session, sheet->id);
}

/**
 * mado_case_side_show:
 * @self: a side
 * @session: a session
 * @sheet: a case as it is read
 * @looks_on: whether somebody else goes on with it
 * @is_new: whether it was not shown until now; else what is typed, and the paper that is shown, stay
 */
void
mado_case_side_show (
    MadoCaseSide *self, MadoSession *session, const MadoCaseSheet *sheet, gboolean looks_on, gboolean is_new)
{
  mado_sheet_view_show_history (self->history, sheet->events);
  mado_look_list_show (self->looks, sheet->work);
  offer_notes (self, sheet->work);
  offer_inquiries (self, session, sheet);
  mado_picture_pane_let_mask (self->papers, !looks_on);
  mado_picture_pane_show (self->papers, session, sheet->id);
  if (is_new)
    mado_notes_box_open (self->notes, session, sheet->work);
  else
    mado_notes_box_show (self->notes, sheet->work);
}

/**
 * mado_case_side_show_item:
 * @self: a side
 * @item: that somebody looks at
 *
 * Shows the paper that it was read off.
 */
void
mado_case_side_show_item (MadoCaseSide *self, const MadoItem *item)
{
  mado_picture_pane_show_item (self->papers, item);
}

/**
 * mado_case_side_look:
 * @self: a side
 *
 * Goes to what is to be seen on the papers.
 */
void
mado_case_side_look (MadoCaseSide *self)
{
  adw_view_stack_set_visible_child_name (self->stack, "papers");
  mado_look_list_focus (self->looks);
}

/**
 * mado_case_side_comment:
 * @self: a side
 *
 * Goes to where a comment is written.
 */
void
mado_case_side_comment (MadoCaseSide *self)
{
  adw_view_stack_set_visible_child_name (self->stack, "notes");
  mado_notes_box_focus (self->notes);
}

/**
 * mado_case_side_do_paper:
 * @self: a side
 * @step: the name of an action on papers
 */
void
mado_case_side_do_paper (MadoCaseSide *self, const char *step)
{
  adw_view_stack_set_visible_child_name (self->stack, "papers");
  mado_picture_pane_do (self->papers, step);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
looked_cb (MadoLookList *list, const char *check, gboolean is_seen, MadoCaseSide *self)
{
  g_signal_emit (self, looked_signal, 0, check, is_seen);
}

static void
mado_case_side_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_CASE_SIDE);

  G_OBJECT_CLASS (mado_case_side_parent_class)->dispose (object);
}

static void
mado_case_side_class_init (MadoCaseSideClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_case_side_dispose;
  looked_signal = g_signal_new ("looked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  g_type_ensure (MADO_TYPE_CASE_INQUIRIES);
  g_type_ensure (MADO_TYPE_LOOK_LIST);
  g_type_ensure (MADO_TYPE_NOTES_BOX);
  g_type_ensure (MADO_TYPE_PICTURE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-case-side.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSide, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSide, papers);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSide, looks);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSide, notes);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSide, inquiries);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSide, history);
  gtk_widget_class_bind_template_callback (widget_class, looked_cb);
}

static void
mado_case_side_init (MadoCaseSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
