/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was typed and not saved comes back, on the same profile; but a 個人番号 that was typed by mistake is nowhere. */

#include <gtk/gtk.h>

#include "intake-sample.h"
#include "mado-unsaved.h"

#define NUMBER "983205673214" /* as the arithmetic of such numbers makes one; it is nobody's */

typedef struct {
  IntakeSample sample;
  MadoSession *session;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  intake_sample_begin (&self->sample, "ninpu-r7", "verifier", "2025-06-15T01:00:00.000000Z");
  intake_sample_open (&self->sample);
  self->session = mado_session_new (self->sample.desk, FALSE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->session);
  mado_desk_close (self->sample.desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  intake_sample_end (&self->sample);
}

static void
restored_cb (MadoUnsaved *unsaved, gboolean *is_restored)
{
  *is_restored = TRUE;
}

/* Returns: (transfer full): what the field has when the form is opened again */
static char *
type_and_return (Fixture *self, const char *typed)
{
  g_autoptr (GtkTextBuffer) before = gtk_text_buffer_new (NULL), after = gtk_text_buffer_new (NULL);
  g_autoptr (MadoUnsaved) left = mado_unsaved_new (self->session), back = mado_unsaved_new (self->session);
  gboolean is_restored = FALSE;
  char *text = NULL;

  mado_unsaved_watch (left, before, "text", "text");
  mado_unsaved_open (left, "note", MADO_ID_NONE);
  gtk_text_buffer_set_text (before, typed, -1);
  mado_unsaved_close (left);
  mado_unsaved_watch (back, after, "text", "text");
  g_signal_connect (back, "restored", G_CALLBACK (restored_cb), &is_restored);
  mado_unsaved_open (back, "note", MADO_ID_NONE);
  while (!is_restored)
    g_main_context_iteration (NULL, TRUE);
  g_object_get (after, "text", &text, NULL);
  mado_unsaved_forget (back);

  return text;
}

static void
test_typing_comes_back (Fixture *self, gconstpointer data)
{
  g_autofree char *text = type_and_return (self, "書類を確かめた。受付番号は 12345");

  g_assert_cmpstr (text, ==, "書類を確かめた。受付番号は 12345");
}

static void
test_my_number_is_not_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *text = type_and_return (self, "個人番号 " NUMBER " と書かれていた");

  g_assert_cmpstr (text, ==, "個人番号 ************ と書かれていた");
}

#define add(name, function) g_test_add ("/unsaved/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("typing-comes-back", test_typing_comes_back);
  add ("my-number-is-not-kept", test_my_number_is_not_kept);

  return g_test_run ();
}
