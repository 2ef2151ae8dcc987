/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tab makes a phrase of the code before the cursor; where there is none, it leaves the text as it always does. */

#include "mado-phrase-keys.h"

#include "mado-saying-book.h"

typedef struct {
  MadoSession *session;
  MadoPhraseTyped typed; /* (nullable) */
  gpointer user_data;
} Watch;

static void
free_watch (gpointer watch)
{
  g_object_unref (((Watch *) watch)->session);
  g_free (watch);
}

/* Whoever has nothing to do with inquiries has what the programme says. */
static MadoSayingBook *
dup_book (MadoSession *session)
{
  if (!mado_inquiries_are_for (session))
    return mado_saying_book_new (mado_session_get_programme (session), NULL);

  return mado_saying_book_ref (mado_inquiries_get_sayings (mado_inquiries_of (session)));
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
  g_autoptr (MadoSayingBook) book = dup_book (watch->session);
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
  if (watch->typed != NULL)
    watch->typed (saying, watch->user_data);

  return TRUE;
}

/**
 * mado_phrase_keys_watch:
 * @text: a text in which a call, or what is missing, is written down
 * @session: whose sayings are meant
 * @typed: (nullable) (scope forever): is told of each that was typed, as long as @text lives
 * @user_data: for @typed
 *
 * The input method has the key first: within a conversion it chooses among candidates.
 */
void
mado_phrase_keys_watch (GtkTextView *text, MadoSession *session, MadoPhraseTyped typed, gpointer user_data)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  Watch *watch = g_new0 (Watch, 1);
  GtkShortcutAction *action = gtk_callback_action_new (expand, watch, free_watch);

  watch->session = g_object_ref (session);
  watch->typed = typed;
  watch->user_data = user_data;
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0), action));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (text), keys);
}
