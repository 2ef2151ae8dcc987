/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What whoever looks at the window waits for, with 100,000 and with 400,000 cases in an encrypted profile: from what he
 * does until it is painted. Floors are the same toolkit with nothing behind it, in the same process and in turns.
 *
 * usage: bench-window [CASES…]; 3000+5000 is one ward after the other in one process; MADO_BENCH_PART: pages, filter,
 * cases or scroll alone */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "great-ward.h"
#include "mado-application.h"
#include "mado-bench.h"
#include "mado-case-page.h"
#include "mado-dashboard-page.h"
#include "mado-list-page.h"
#include "mado-palette-item.h"
#include "mado-palette.h"
#include "mado-queue-row.h"
#include "mado-sign-in-page.h"
#include "mado-window.h"
#include "screen.h"

#define N_TIMES 25
#define N_STARTS 7
#define N_TENTHS 10
#define N_FRAMES 240
#define SCROLL 260  /* pixels a frame: as fast as somebody turns a wheel */
#define JUMP 100000 /* pixels a frame: as somebody drags the bar */
#define N_PULLED 20000
#define N_PLAIN 100000 /* rows of a list with nothing behind it */
#define N_COLUMNS 7
#define PLACE_DASHBOARD 1
#define PLACE_LIST 2

/* What was wanted, in milliseconds. */
#define MOST_PAGE 100
#define MOST_FILTER 150
#define MOST_START 1000
#define MOST_FRAME 50

typedef struct {
  AdwApplication *application;
  GreatWard *ward;
  MadoSession *session;
  GtkWidget *window;
  Screen *screen;
  GListModel *texts; /* with nothing behind them */
  GtkWidget *plain;  /* a window with a list with nothing behind it */
  Screen *plain_screen;
  GtkWidget *title; /* (nullable): above the case, a weak pointer */
  char *before;     /* (nullable): what stood above the case */
  char *name;       /* of somebody who is looked for */
  guint nth;
} Bench;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* --- what is on the screen ---------------------------------------------------------------------------------------- */

static gboolean
has_first_row (GtkWidget *window)
{
  GtkWidget *page = screen_find (window, MADO_TYPE_LIST_PAGE);
  GtkWidget *view = page != NULL ? screen_find (page, GTK_TYPE_COLUMN_VIEW) : NULL;
  GListModel *rows = view != NULL ? G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))) : NULL;
  g_autoptr (MadoQueueRow) row = rows != NULL ? g_list_model_get_item (rows, 0) : NULL;

  return row != NULL && mado_queue_row_get_entry (row) != NULL;
}

static gboolean
is_list_there (gpointer load)
{
  return has_first_row (((Bench *) load)->window);
}

static gboolean
is_dashboard_there (gpointer load)
{
  GtkWidget *page = screen_find (((Bench *) load)->window, MADO_TYPE_DASHBOARD_PAGE);
  GtkWidget *stack = page != NULL ? screen_find (page, GTK_TYPE_STACK) : NULL;

  return stack != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "content") == 0;
}

/* Asked at each turn of the loop: to look through all of the window for it would be measured, too. */
static const char *
get_case_title (Bench *self)
{
  GtkWidget *page, *title = self->title;

  if (title == NULL || !gtk_widget_get_mapped (title)) {
    page = screen_find (self->window, MADO_TYPE_CASE_PAGE);
    title = page != NULL ? screen_find (page, ADW_TYPE_WINDOW_TITLE) : NULL;
    g_set_weak_pointer (&self->title, title);
  }

  return title != NULL ? adw_window_title_get_title (ADW_WINDOW_TITLE (title)) : "";
}

static gboolean
is_other_case_there (gpointer load)
{
  const char *title = get_case_title (load);

  return g_ascii_isdigit (title[0]) && g_strcmp0 (title, ((Bench *) load)->before) != 0;
}

static GListModel *
find_lines (Bench *self)
{
  GtkWidget *palette = screen_find (self->window, MADO_TYPE_PALETTE);
  GtkWidget *view = palette != NULL ? screen_find (palette, GTK_TYPE_LIST_VIEW) : NULL;

  return view != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))) : NULL;
}

static gboolean
is_palette_there (gpointer load)
{
  return find_lines (load) != NULL;
}

static gboolean
is_case_found (gpointer load)
{
  GListModel *lines = find_lines (load);
  g_autoptr (MadoPaletteItem) first = lines != NULL ? g_list_model_get_item (lines, 0) : NULL;

  return first != NULL && mado_palette_item_get_action (first) == NULL;
}

static gboolean
is_palette_gone (gpointer load)
{
  return screen_find (((Bench *) load)->window, MADO_TYPE_PALETTE) == NULL;
}

/* --- what somebody does ------------------------------------------------------------------------------------------- */

static void
act (Bench *self, const char *action, GVariant *target)
{
  gtk_widget_activate_action_variant (self->window, action, target);
}

static void
go_to_list (gpointer load)
{
  act (load, "win.place", g_variant_new_int32 (PLACE_LIST));
  screen_await (((Bench *) load)->screen, is_list_there, load);
}

static void
go_to_dashboard (gpointer load)
{
  act (load, "win.place", g_variant_new_int32 (PLACE_DASHBOARD));
  screen_await (((Bench *) load)->screen, is_dashboard_there, load);
}

static void
rest (gpointer load)
{
  screen_rest (((Bench *) load)->screen);
}

static void
leave_list (gpointer load)
{
  go_to_dashboard (load);
  rest (load);
}

static void
leave_dashboard (gpointer load)
{
  go_to_list (load);
  rest (load);
}

static void
open_palette (gpointer load)
{
  act (load, "win.palette", NULL);
  screen_await (((Bench *) load)->screen, is_palette_there, load);
}

static void
close_palette (gpointer load)
{
  Bench *self = load;
  AdwDialog *palette = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));

  adw_dialog_close (palette);
  screen_await (self->screen, is_palette_gone, self);
  rest (load);
}

static void
set_filter (Bench *self, const char *text)
{
  GtkWidget *entry = screen_find (screen_find (self->window, MADO_TYPE_PALETTE), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
filter_by_name (gpointer load)
{
  set_filter (load, ((Bench *) load)->name);
  screen_await (((Bench *) load)->screen, is_case_found, load);
}

/* Somebody else's number each time: nothing is remembered. */
static void
filter_by_number (gpointer load)
{
  Bench *self = load;
  g_autofree char *number = g_strdup_printf ("%010u", 1000 + 37 * self->nth++);

  set_filter (load, number);
  screen_await (self->screen, is_case_found, load);
}

static gboolean
is_filter_empty (gpointer load)
{
  return !is_case_found (load);
}

static void
clear_filter (gpointer load)
{
  set_filter (load, "");
  screen_await (((Bench *) load)->screen, is_filter_empty, load);
  rest (load);
}

static void
note_case (Bench *self)
{
  g_set_str (&self->before, get_case_title (self));
}

static void
go_on (Bench *self, const char *action)
{
  note_case (self);
  act (self, action, NULL);
  screen_await (self->screen, is_other_case_there, self);
}

static void
decide (gpointer load)
{
  go_on (load, "win.accept");
}

static void
step (gpointer load)
{
  go_on (load, "win.next-case");
}

/* --- the same with nothing behind it ------------------------------------------------------------------------------ */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GListModel *
make_texts (void)
{
  GtkStringList *texts = gtk_string_list_new (NULL);

  for (guint i = 0; i < N_PLAIN; i++)
    gtk_string_list_append (texts, "見本 花子");

  return G_LIST_MODEL (texts);
}

static GtkWidget *
make_plain_list (GListModel *texts)
{
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (texts))));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < N_COLUMNS; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    GtkColumnViewColumn *column = gtk_column_view_column_new ("氏名", factory);

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
    gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    g_object_unref (column);
  }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);

  return scrolled;
}

static gboolean
is_plain_list_there (gpointer load)
{
  return screen_find (((Bench *) load)->plain, GTK_TYPE_COLUMN_VIEW) != NULL;
}

static void
show_plain_list (gpointer load)
{
  Bench *self = load;

  gtk_window_set_child (GTK_WINDOW (self->plain), make_plain_list (self->texts));
  screen_await (self->plain_screen, is_plain_list_there, self);
}

/* A frame, and nothing else: what the wait for the screen costs by itself. */
static gboolean
is_there (gpointer load)
{
  return TRUE;
}

static void
paint_again (gpointer load)
{
  screen_await (((Bench *) load)->plain_screen, is_there, load);
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

/* The worst frame by the clock and the worst of a processor need not be the same one. */
static double
say_frames (const char *what, const GArray *frames)
{
  const guint n = frames->len;
  g_autofree double *passed = g_new (double, n), *used = g_new (double, n);
  double worst;

  for (guint i = 0; i < n; i++) {
    passed[i] = g_array_index (frames, ScreenFrame, i).passed;
    used[i] = g_array_index (frames, ScreenFrame, i).used;
  }
  qsort (passed, n, sizeof (double), compare_times);
  qsort (used, n, sizeof (double), compare_times);
  worst = passed[n - 1];
  printf ("%s: frame p50 %.1f ms, p99 %.1f ms, worst %.1f ms (of a processor %.1f, %.1f, %.1f)\n", what, passed[n / 2],
          passed[n * 99 / 100], worst, used[n / 2], used[n * 99 / 100], used[n - 1]);
  fflush (stdout);

  return worst;
}

static double
scroll (Screen *screen, GtkWidget *window, const char *what, double pixels)
{
  GtkWidget *view = screen_find (window, GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  g_autoptr (GArray) passed = screen_scroll (screen, adjustment, N_FRAMES, pixels);
  const double worst = say_frames (what, passed);

  printf ("  longest turn of the loop: %.1f ms of a processor\n", screen_get_turn (screen));

  return worst;
}

static gboolean
note_change (gpointer session)
{
  mado_session_note_change (session);

  return G_SOURCE_REMOVE;
}

/* Each chunk is told to the window, as the line tells it. */
static gpointer
pull (gpointer load)
{
  Bench *self = load;

  for (guint i = 0; i < N_PULLED; i += 1000) {
    great_ward_load (self->ward, 1000);
    g_idle_add (note_change, self->session);
  }

  return NULL;
}

static void
measure_scrolling (Bench *self)
{
  double plain, own;
  GThread *pulling;

  go_to_list (self);
  rest (self);
  plain = scroll (self->plain_screen, self->plain, "a list of 100,000 texts with nothing behind it, scrolled", SCROLL);
  own = scroll (self->screen, self->window, "the work list, scrolled", SCROLL);
  mado_bench_judge (own, MAX (MOST_FRAME, 1.5 * plain), TRUE);
  scroll (self->plain_screen, self->plain, "a list with nothing behind it, dragged", JUMP);
  scroll (self->screen, self->window, "the work list, dragged", JUMP);
  pulling = g_thread_new ("pull", pull, self);
  own = scroll (self->screen, self->window, "the work list, scrolled while cases are loaded", SCROLL);
  mado_bench_judge (own, MAX (MOST_FRAME, 1.5 * plain), TRUE);
  g_thread_join (pulling);
  rest (self);
}

/* --- the rest ----------------------------------------------------------------------------------------------------- */

static void
say_wait (const MadoBenchWait *wait, guint most, Bench *self)
{
  mado_bench_spread (wait, N_TIMES, self);
  printf ("  wanted: at most %u ms\n", most);
  fflush (stdout);
}

static void
measure_pages (Bench *self)
{
  say_wait (&(MadoBenchWait) { "from the dashboard to a work list", go_to_list, "a list with nothing behind it",
                               show_plain_list, leave_list },
            MOST_PAGE, self);
  go_to_list (self);
  say_wait (&(MadoBenchWait) { "from a work list to the dashboard", go_to_dashboard, "a frame", paint_again,
                               leave_dashboard },
            MOST_PAGE, self);
  say_wait (&(MadoBenchWait) { "the palette opens", open_palette, "a frame", paint_again, close_palette }, MOST_PAGE,
            self);
}

static void
measure_filter (Bench *self)
{
  open_palette (self);
  say_wait (&(MadoBenchWait) { "a number is typed whole, until what it finds is painted", filter_by_number, "a frame",
                               paint_again, clear_filter },
            MOST_FILTER, self);
  say_wait (
      &(MadoBenchWait) { "a name that many have, the same", filter_by_name, "a frame", paint_again, clear_filter },
      MOST_FILTER, self);
  close_palette (self);
}

static void
open_first (Bench *self)
{
  GtkWidget *view;

  go_to_list (self);
  view = screen_find (self->window, GTK_TYPE_COLUMN_VIEW);
  note_case (self);
  g_signal_emit_by_name (view, "activate", 0);
  screen_await (self->screen, is_other_case_there, self);
  rest (self);
}

static void
measure_cases (Bench *self)
{
  open_first (self);
  say_wait (&(MadoBenchWait) { "the next case is painted after a decision", decide, "the next case, nothing decided",
                               step, rest },
            MOST_PAGE, self);
}

static gboolean
is_desk_there (gpointer load)
{
  return is_dashboard_there (load) || is_list_there (load);
}

/* As the page does where the profile is open. */
static void
sign_in (Bench *self)
{
  const gint64 begin = g_get_monotonic_time ();

  self->session = mado_session_new (great_ward_get_desk (self->ward), FALSE);
  g_signal_emit_by_name (screen_find (self->window, MADO_TYPE_SIGN_IN_PAGE), "opened", self->session);
  screen_await (self->screen, is_desk_there, self);
  printf ("from the open profile to the first page: %.0f ms\n", (double) (g_get_monotonic_time () - begin) / 1000);
}

/* Of a processor, of all threads. */
static double
load_some (Bench *self, guint n_cases)
{
  struct timespec begin, end;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &begin);
  great_ward_load (self->ward, n_cases);
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &end);

  return ((double) (end.tv_sec - begin.tv_sec) * 1000 + (double) (end.tv_nsec - begin.tv_nsec) / 1e6) * 1000 / n_cases;
}

/* What the last cost more than the first is what a great ward costs more than a small one. */
static void
load_ward (Bench *self, guint n_cases)
{
  const gint64 begin = g_get_monotonic_time ();
  const guint tenth = MAX (n_cases / N_TENTHS, 1000);
  double first = load_some (self, tenth), last = first;

  for (guint n = tenth; n < n_cases; n += tenth)
    last = load_some (self, tenth);
  printf ("loaded in %.0f s; 1,000 cases take of a processor %.0f ms in the first tenth, %.0f ms in the last\n",
          (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC, first, last);
  fflush (stdout);
}

/* Whoever works at one of the waits measures that one alone. */
static gboolean
is_wanted (const char *part)
{
  const char *wanted = g_getenv ("MADO_BENCH_PART");

  return wanted == NULL || g_str_equal (wanted, part);
}

static void
measure (Bench *self, guint n_cases)
{
  g_autofree char *folder = g_dir_make_tmp ("window-XXXXXX", NULL);

  printf ("--- %u cases\n", n_cases);
  self->ward = great_ward_new (folder);
  self->name = great_ward_dup_name (self->ward);
  self->nth = 0;
  load_ward (self, n_cases);
  mado_bench_say_memory ("before there is a window");
  self->window = GTK_WIDGET (mado_window_new (self->application));
  self->screen = screen_new (GTK_WINDOW (self->window));
  screen_await (self->screen, is_there, self);
  sign_in (self);
  if (is_wanted ("pages"))
    measure_pages (self);
  if (is_wanted ("filter"))
    measure_filter (self);
  if (is_wanted ("cases"))
    measure_cases (self);
  if (is_wanted ("scroll"))
    measure_scrolling (self);
  mado_bench_say_memory ("after all of it");
  gtk_window_destroy (GTK_WINDOW (self->window));
  screen_free (self->screen);
  great_ward_free (self->ward);
  g_clear_weak_pointer (&self->title);
  g_free (self->name);
  g_clear_pointer (&self->before, g_free);
}

static void
make_plain (Bench *self)
{
  self->texts = make_texts ();
  self->plain = gtk_application_window_new (GTK_APPLICATION (self->application));
  gtk_window_set_default_size (GTK_WINDOW (self->plain), 900, 800);
  gtk_window_set_child (GTK_WINDOW (self->plain), make_plain_list (self->texts));
  self->plain_screen = screen_new (GTK_WINDOW (self->plain));
  screen_await (self->plain_screen, is_plain_list_there, self);
}

/* --- the start ---------------------------------------------------------------------------------------------------- */

static void
first_frame_cb (GdkFrameClock *clock, gpointer begin)
{
  printf ("%.1f\n", (double) (g_get_monotonic_time () - g_ascii_strtoll (begin, NULL, 10)) / 1000);
  fflush (stdout);
  _Exit (0);
}

static void
shown_cb (GtkWidget *window, gpointer begin)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (first_frame_cb), begin);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer begin)
{
  g_signal_connect (window, "realize", G_CALLBACK (shown_cb), begin);
}

static void
show_nothing (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), gtk_label_new ("見本"));
  gtk_window_present (GTK_WINDOW (window));
}

/* Says how long it took from @begin to the first frame, and is over. */
static int
start (char *begin, gboolean is_plain)
{
  GtkApplication *application = is_plain ? GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE))
                                         : GTK_APPLICATION (mado_application_new ());

  if (is_plain)
    g_signal_connect (application, "activate", G_CALLBACK (show_nothing), NULL);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), begin);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static double
run_start (const char *program, const char *what)
{
  g_autofree char *begin = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *argv[] = { program, what, begin, NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, &error))
    g_error ("%s", error->message);

  return g_ascii_strtod (said, NULL);
}

static void
measure_start (const char *program)
{
  double own[N_STARTS], plain[N_STARTS];

  for (guint i = 0; i < N_STARTS; i++) {
    own[i] = run_start (program, "--start");
    plain[i] = run_start (program, "--start-plain");
  }
  qsort (own, N_STARTS, sizeof (double), compare_times);
  qsort (plain, N_STARTS, sizeof (double), compare_times);
  printf (
      "from the start of the process to the first frame: %.0f ms (%.0f to %.0f); floor (a window with a word in it): "
      "%.0f ms; ratio %.2f\n",
      own[N_STARTS / 2], own[0], own[N_STARTS - 1], plain[N_STARTS / 2], own[N_STARTS / 2] / plain[N_STARTS / 2]);
  mado_bench_judge (own[N_STARTS / 2], MOST_START, TRUE);
}

/* Of one size, as the process is started for it: what an earlier one has left in memory would be counted. "A+B" is one
 * after the other, as somebody signs out of a ward and into another. */
static void
activate_cb (GApplication *application, const char *sizes)
{
  Bench bench = { .application = ADW_APPLICATION (application) };
  g_auto (GStrv) all = g_strsplit (sizes, "+", -1);

  make_plain (&bench);
  for (char **size = all; *size != NULL; size++)
    measure (&bench, (guint) g_ascii_strtoull (*size, NULL, 10));
  gtk_window_destroy (GTK_WINDOW (bench.plain));
  screen_free (bench.plain_screen);
  g_object_unref (bench.texts);
}

static int
run_size (const char *size)
{
  g_autoptr (MadoApplication) application = mado_application_new ();

  G_APPLICATION_GET_CLASS (application)->activate = NULL; /* no window but those that are measured */
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), (gpointer) size);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static int
run_sizes (const char *program, const char *const *sizes)
{
  int status = 0;

  for (; *sizes != NULL && status == 0; sizes++) {
    const char *argv[] = { program, "--size", *sizes, NULL };
    g_autoptr (GError) error = NULL;

    if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL, &status,
                       &error))
      g_error ("%s", error->message);
  }

  return status == 0 ? 0 : 1;
}

int
main (int argc, char **argv)
{
  static const char *const sizes[] = { "100000", "400000", NULL };

  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, BUFSIZ);
  if (argc == 3 && g_str_equal (argv[1], "--size"))
    return run_size (argv[2]);
  if (argc == 3 && g_str_has_prefix (argv[1], "--start"))
    return start (argv[2], g_str_equal (argv[1], "--start-plain"));
  measure_start (argv[0]);

  return run_sizes (argv[0], argc > 1 ? (const char *const *) argv + 1 : sizes);
}
