/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tab makes a phrase of the code before the cursor; where there is none, it leaves the text as it always does. */

#include "mado-phrase-keys.h"

#include "mado-saying-book.h"

typedef struct {
  MadoInquiries *inquiries;
  MadoPhraseTyped typed;
  gpointer user_data;
} Watch;

static void
free_watch (gpointer watch)
{
  g_object_unref (((Watch *) watch)->inquiries);
  g_free (watch);
}

static void
replace (GtkTextBuffer *buffer, const GtkTextIter *cursor, guint length, const char *text)
{
  GtkTextIter start = *cursor, end = *cursor;

  gtk_text_iter_backward_chars (&start, (int) length);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
expand (GtkWidget *widget, GVariant *unused, gpointer data)
{
  const Watch *watch = data;
  g_autoptr (MadoSayingBook) book = mado_saying_book_ref (mado_inquiries_get_sayings (watch->inquiries));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  GtkTextIter cursor, start;
  g_autofree char *before = NULL;
  const MadoSaying *saying;
  guint length = 0;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  start = cursor;
  gtk_text_iter_set_line_offset (&start, 0);
  before = gtk_text_buffer_get_text (buffer, &start, &cursor, FALSE);
  saying = mado_saying_book_find_code (book, before, &length);
  if (saying == NULL)
    return FALSE;
  replace (buffer, &cursor, length, saying->text);
  watch->typed (saying, watch->user_data);

  return TRUE;
}

/**
 * mado_phrase_keys_watch:
 * @text: a text in which a call is written down
 * @inquiries: whose sayings are meant
 * @typed: (scope forever): is told of each that was typed, as long as @text lives
 * @user_data: for @typed
 *
 * The input method has the key first: within a conversion it chooses among candidates.
 */
void
mado_phrase_keys_watch (GtkTextView *text, MadoInquiries *inquiries, MadoPhraseTyped typed, gpointer user_data)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  Watch *watch = g_new0 (Watch, 1);
  GtkShortcutAction *action = gtk_callback_action_new (expand, watch, free_watch);

  watch->inquiries = g_object_ref (inquiries);
  watch->typed = typed;
  watch->user_data = user_data;
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0), action));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (text), keys);
}
