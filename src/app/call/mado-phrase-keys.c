/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tab makes a phrase of the code before the cursor; where there is none, it leaves the text as it always does. */

#include "mado-phrase-keys.h"

#include "mado-saying.h"

static gboolean
expand (GtkWidget *widget, GVariant *unused, gpointer programme)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  GtkTextIter cursor, start;
  g_autofree char *before = NULL;
  const MadoCallPhrase *phrase;
  guint length = 0;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  start = cursor;
  gtk_text_iter_set_line_offset (&start, 0);
  before = gtk_text_buffer_get_text (buffer, &start, &cursor, FALSE);
  phrase = mado_saying_find_code (programme, before, &length);
  if (phrase == NULL)
    return FALSE;
  start = cursor;
  gtk_text_iter_backward_chars (&start, (int) length);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &cursor);
  gtk_text_buffer_insert (buffer, &start, phrase->text, -1);
  gtk_text_buffer_end_user_action (buffer);

  return TRUE;
}

/**
 * mado_phrase_keys_watch:
 * @text: a text in which a call is written down
 * @programme: whose phrases are meant
 *
 * The input method has the key first: within a conversion it chooses among candidates.
 */
void
mado_phrase_keys_watch (GtkTextView *text, MadoProgramme *programme)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutAction *action =
      gtk_callback_action_new (expand, mado_programme_ref (programme), (GDestroyNotify) mado_programme_unref);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0), action));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (text), keys);
}
