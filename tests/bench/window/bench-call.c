/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What whoever answers the telephone waits for in a ward of 400,000 cases: from F12 to a window, from a letter to who
 * it may be, and from what the line brings to the screen of whoever looks on, until it is painted. Floors are the same
 * toolkit with nothing behind it, in the same process and in turns.
 *
 * usage: bench-call [CASES] */

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "great-ward.h"
#include "mado-application.h"
#include "mado-bench.h"
#include "mado-call-window.h"
#include "mado-caller-list.h"
#include "mado-inquiries.h"
#include "mado-sign-in-page.h"
#include "mado-window.h"
#include "screen.h"

#define CASES "400000"
#define N_WINDOWS 40
#define N_KEYS 100
#define N_NEWS 40

/* What was wanted, in milliseconds. */
#define MOST_WINDOW 100
#define MOST_KEY 150
#define MOST_NEWS 1000

typedef struct {
  AdwApplication *application;
  GreatWard *ward;
  MadoSession *session;
  GtkWidget *window;
  Screen *screen;
  GtkWidget *call; /* (nullable): a call */
  Screen *call_screen;
  GtkWidget *plain; /* (nullable): a window with a box to type in */
  Screen *plain_screen;
  guint n_found, n_awaited;
  GString *typed;
  guint nth;
} Bench;

static gboolean
is_there (gpointer load)
{
  return TRUE;
}

static void
rest (gpointer load)
{
  screen_rest (((Bench *) load)->screen);
}

/* --- windows ------------------------------------------------------------------------------------------------------ */

static GtkWidget *
find_call (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (MADO_IS_CALL_WINDOW (at->data) && gtk_widget_get_mapped (at->data))
      return at->data;

  return NULL;
}

static gboolean
is_call_there (gpointer load)
{
  return find_call () != NULL;
}

static void
answer (gpointer load)
{
  Bench *self = load;

  gtk_widget_activate_action (self->window, "win.call", NULL);
  self->call = find_call ();
  self->call_screen = screen_new (GTK_WINDOW (self->call));
  screen_await (self->call_screen, is_call_there, self);
}

/* The one for the next call is made while nobody waits. */
static void
hang_up (gpointer load)
{
  Bench *self = load;

  g_clear_pointer (&self->call_screen, screen_free);
  gtk_window_close (GTK_WINDOW (self->call));
  self->call = NULL;
  rest (self);
}

static void
open_plain (gpointer load)
{
  Bench *self = load;

  self->plain = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->plain), 1100, 760);
  gtk_window_set_child (GTK_WINDOW (self->plain), gtk_entry_new ());
  self->plain_screen = screen_new (GTK_WINDOW (self->plain));
  screen_await (self->plain_screen, is_there, self);
  gtk_window_destroy (GTK_WINDOW (self->plain));
  g_clear_pointer (&self->plain_screen, screen_free);
}

/* --- letters ------------------------------------------------------------------------------------------------------ */

static void
found_cb (MadoCallerList *list, Bench *self)
{
  self->n_found++;
}

static gboolean
is_found (gpointer load)
{
  return ((Bench *) load)->n_found == ((Bench *) load)->n_awaited;
}

static void
show_typed (Bench *self)
{
  GtkWidget *entry = screen_find (self->call, GTK_TYPE_SEARCH_ENTRY);

  self->n_awaited = self->n_found + 1;
  gtk_editable_set_text (GTK_EDITABLE (entry), self->typed->str);
  screen_await (self->call_screen, is_found, self);
}

/* The digits of one number after the other, as somebody types them. */
static void
type_digit (gpointer load)
{
  Bench *self = load;
  g_autofree char *number = g_strdup_printf ("%010u", 4321 + 1237 * (self->nth / 10));

  if (self->nth % 10 == 0)
    g_string_truncate (self->typed, 0);
  g_string_append_c (self->typed, number[self->nth++ % 10]);
  show_typed (self);
}

/* The letters of a name that thousands have. */
static void
type_letter (gpointer load)
{
  Bench *self = load;
  g_autofree char *name = great_ward_dup_name (self->ward);
  const glong length = g_utf8_strlen (name, -1);

  if (self->nth % (guint) length == 0)
    g_string_truncate (self->typed, 0);
  g_string_append_unichar (self->typed,
                           g_utf8_get_char (g_utf8_offset_to_pointer (name, self->nth++ % (guint) length)));
  show_typed (self);
}

static void
paint_again (gpointer load)
{
  screen_await (((Bench *) load)->call_screen, is_there, load);
}

/* --- what others have saved --------------------------------------------------------------------------------------- */

static gboolean
is_news_there (gpointer load)
{
  Bench *self = load;

  return mado_inquiries_count_call_backs (mado_inquiries_of (self->session)) == self->nth;
}

/* As the line does it, after the way over the network. */
static void
bring (gpointer load)
{
  Bench *self = load;

  self->nth++;
  great_ward_bring_call (self->ward);
  mado_session_note_change (self->session);
  screen_await (self->screen, is_news_there, self);
}

static void
paint_window (gpointer load)
{
  screen_await (((Bench *) load)->screen, is_there, load);
}

/* --- the measuring ------------------------------------------------------------------------------------------------ */

/* Also of what is not on the screen yet. */
static GtkWidget *
find_within (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_within (child, type);

  return found;
}

static void
say (const MadoBenchWait *wait, guint n, guint most, Bench *self)
{
  self->nth = 0;
  mado_bench_spread (wait, n, self);
  printf ("  wanted: at most %u ms\n", most);
}

static void
measure (Bench *self)
{
  say (&(MadoBenchWait) { "from what the line brings to the screen of whoever looks on", bring, "a frame", paint_window,
                          rest },
       N_NEWS, MOST_NEWS, self);
  answer (self);
  hang_up (self);
  say (&(MadoBenchWait) { "from the key to the window of a call", answer, "a window with a box", open_plain, hang_up },
       N_WINDOWS, MOST_WINDOW, self);
  answer (self);
  rest (self);
  g_signal_connect (find_within (self->call, MADO_TYPE_CALLER_LIST), "found", G_CALLBACK (found_cb), self);
  say (&(MadoBenchWait) { "from a digit of a number to who it may be", type_digit, "a frame", paint_again, NULL },
       N_KEYS, MOST_KEY, self);
  say (&(MadoBenchWait) { "from a letter of a name to who it may be", type_letter, "a frame", paint_again, NULL },
       N_KEYS, MOST_KEY, self);
  mado_bench_say_memory ("with a call on the line");
}

static void
open_ward (Bench *self, guint n_cases)
{
  g_autofree char *folder = g_dir_make_tmp ("call-XXXXXX", NULL);

  self->ward = great_ward_new (folder);
  great_ward_load (self->ward, n_cases);
  self->window = GTK_WIDGET (mado_window_new (self->application));
  self->screen = screen_new (GTK_WINDOW (self->window));
  screen_await (self->screen, is_there, self);
  self->session = mado_session_new (great_ward_get_desk (self->ward), FALSE);
  g_signal_emit_by_name (screen_find (self->window, MADO_TYPE_SIGN_IN_PAGE), "opened", self->session);
  rest (self);
}

static void
activate_cb (GApplication *application, char **argv)
{
  Bench self = { .application = ADW_APPLICATION (application), .typed = g_string_new (NULL) };

  open_ward (&self, (guint) g_ascii_strtoull (argv[1] != NULL ? argv[1] : CASES, NULL, 10));
  measure (&self);
  g_clear_pointer (&self.call_screen, screen_free);
  gtk_window_destroy (GTK_WINDOW (self.window));
  screen_free (self.screen);
  g_object_unref (self.session);
  great_ward_free (self.ward);
  g_string_free (self.typed, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (MadoApplication) application = NULL;

  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, BUFSIZ);
  application = mado_application_new ();
  G_APPLICATION_GET_CLASS (application)->activate = NULL; /* no window but those that are measured */
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
