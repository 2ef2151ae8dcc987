/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Comments are only ever added. One that is not saved yet is kept as typing. */

#include "mado-notes-box.h"

#include <glib/gi18n.h>

#include "mado-base-window.h"
#include "mado-refusal-alert.h"
#include "mado-sheet-view.h"
#include "mado-unsaved.h"
#include "mado-wish.h"

struct _MadoNotesBox {
  AdwBin parent_instance;

  MadoSession *session; /* (nullable): %NULL: nothing was opened yet */
  MadoUnsaved *unsaved;
  MadoId id;
  gint64 version;
  char *item;

  GtkWidget *form;
  GtkTextView *text;
  GtkTextBuffer *buffer;
  GtkWidget *add;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MadoNotesBox, mado_notes_box, ADW_TYPE_BIN)

static char *
dup_text (MadoNotesBox *self)
{
  char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);
  g_strstrip (text);

  return text;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer box)
{
  g_autoptr (MadoNotesBox) self = box;
  g_autoptr (GError) error = NULL;

  mado_base_window_set_busy (self->form, FALSE);
  if (mado_wish_save_finish (result, &error)) {
    mado_unsaved_forget (self->unsaved);
    gtk_text_buffer_set_text (self->buffer, "", 0);
  } else {
    mado_refusal_alert (GTK_WIDGET (self), error);
  }
}

static void
add_cb (GtkButton *button, MadoNotesBox *self)
{
  g_autofree char *text = dup_text (self);
  g_autoptr (MadoWish) wish = mado_wish_new ("case.note", self->id, self->version);

  if (text[0] == '\0')
    return;
  mado_wish_add_text (wish, "item", self->item);
  mado_wish_add_text (wish, "text", text);
  mado_base_window_set_busy (self->form, TRUE);
  mado_wish_save_async (wish, self->session, _ ("The comment was added"), saved_cb, g_object_ref (self));
}

static void
text_changed_cb (GtkTextBuffer *buffer, MadoNotesBox *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (self->add, text[0] != '\0');
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/**
 * mado_notes_box_show:
 * @self: a box that is open
 * @work: the case as it is now; what was typed stays
 */
void
mado_notes_box_show (MadoNotesBox *self, const MadoCaseWork *work)
{
  self->version = mado_entity_get_version (work->seen);
  gtk_widget_set_visible (self->form, work->note != NULL);
  if (work->note != NULL)
    g_set_str (&self->item, work->note->id);
  mado_sheet_view_show_notes (self->list, work->notes);
}

/**
 * mado_notes_box_open:
 * @self: a box
 * @session: a session
 * @work: a case that somebody has opened
 */
void
mado_notes_box_open (MadoNotesBox *self, MadoSession *session, const MadoCaseWork *work)
{
  if (self->session == NULL) {
    self->session = g_object_ref (session);
    self->unsaved = mado_unsaved_new (session);
    mado_unsaved_watch (self->unsaved, self->buffer, "text", "text");
  }
  mado_notes_box_close (self);
  self->id = mado_entity_get_id (work->seen);
  mado_notes_box_show (self, work);
  if (work->note != NULL)
    mado_unsaved_open (self->unsaved, "comment", self->id);
}

/**
 * mado_notes_box_close:
 * @self: a box
 *
 * A comment that was begun is there again when the same case is opened.
 */
void
mado_notes_box_close (MadoNotesBox *self)
{
  if (self->unsaved != NULL)
    mado_unsaved_close (self->unsaved);
  gtk_text_buffer_set_text (self->buffer, "", 0);
}

/**
 * mado_notes_box_focus:
 * @self: a box
 */
void
mado_notes_box_focus (MadoNotesBox *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_notes_box_dispose (GObject *object)
{
  MadoNotesBox *self = MADO_NOTES_BOX (object);

  g_clear_object (&self->unsaved);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_NOTES_BOX);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_notes_box_parent_class)->dispose (object);
}

static void
mado_notes_box_finalize (GObject *object)
{
  g_free (MADO_NOTES_BOX (object)->item);

  G_OBJECT_CLASS (mado_notes_box_parent_class)->finalize (object);
}

static void
mado_notes_box_class_init (MadoNotesBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_notes_box_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_notes_box_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-notes-box.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoNotesBox, form);
  gtk_widget_class_bind_template_child (widget_class, MadoNotesBox, text);
  gtk_widget_class_bind_template_child (widget_class, MadoNotesBox, buffer);
  gtk_widget_class_bind_template_child (widget_class, MadoNotesBox, add);
  gtk_widget_class_bind_template_child (widget_class, MadoNotesBox, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
}

static void
mado_notes_box_init (MadoNotesBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
