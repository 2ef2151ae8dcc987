/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the contractor's save to the ward's screen: the program of the service, and the desktop program at a terminal of
 * each, over TLS, as they are installed. What is on the screen is asked for as a screen reader asks, every 30 ms, so
 * nothing is seen sooner than that. The floor is the same save, until another terminal that waits for news has its
 * bytes and does nothing with them.
 *
 * usage: bench-line */

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "case-sample.h"
#include "gui-node.h"
#include "gui-terminal.h"
#include "mado-bench.h"
#include "mado-pull.h"

#define LONG "2099-03-31"
#define N_PUSHED 40
#define N_SAVED 12
#define HOLD 5           /* seconds: the least for which something can be taken back before it leaves */
#define WANTED 1000      /* milliseconds */
#define LOOK_EVERY 30000 /* microseconds */
#define ROUNDS_OF_A_SESSION 5

typedef struct {
  GuiService service;
  GuiTerminal ward, desk;
  DoorVisitor *sato;   /* saves at the bare line */
  DoorVisitor *suzuki; /* waits there for what others save */
  guint n_cases;
  guint n_comments;
} Bench;

/* --- the bare line ------------------------------------------------------------------------------------------------ */

/* From now on only what comes after is news. */
static void
come_back (DoorVisitor *visitor)
{
  MadoHelloReply hello = { 0 };

  g_assert_true (world_hello (visitor->terminal, visitor->client, &hello));
  visitor->terminal->epoch = hello.epoch;
  visitor->terminal->sight = hello.sight;
  visitor->terminal->cursor = hello.head;
}

/* Nobody keeps a connection for those who say nothing for a while. */
static void
sign_in (Bench *self)
{
  door_world_sign_in (&self->service.door, self->sato);
  door_world_sign_in (&self->service.door, self->suzuki);
}

static gpointer
wait_for_news (gpointer bench)
{
  Bench *self = bench;
  g_autoptr (GBytes) text = world_write_pull (self->suzuki->terminal, MADO_PULL_MAX_WAIT);
  g_autoptr (TlsReply) reply =
      world_ask (self->suzuki->client, self->suzuki->terminal->token, "POST", WORLD_STREAM "pull", text);

  g_assert_cmpuint (reply->status, ==, 200);

  return NULL;
}

/* Until the ward's terminal and @n_more wait for news. */
static void
await_waiting (Bench *self, guint n_more)
{
  g_autofree char *wanted = g_strdup_printf ("madoguchi_waiting{ward=\"shinjuku\"} %u\n", 1 + n_more);

  for (gboolean waits = FALSE; !waits;) {
    g_autoptr (TlsReply) reply = world_ask (self->sato->client, "", "GET", "/v1/metrics", NULL);
    g_autofree char *text = tls_reply_dup_text (reply);

    waits = strstr (text, wanted) != NULL;
  }
}

static void
save_case (Bench *self)
{
  const guint number = ++self->n_cases;
  g_autofree char *quoted = g_strdup_printf ("'%010u'", number);

  terminal_do (self->sato->terminal, ward_draw_id (self->service.door.world.notes), "case.move",
               "{'transition':'receive','receipt':'form:%u','edits':" CASE_EDITS "}", number, quoted);
  door_world_push (self->sato);
}

/* --- what is measured --------------------------------------------------------------------------------------------- */

typedef double (*Measured) (Bench *self);

static double
get_passed (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* The ward has no list of them to work on: it sees how many there are. */
static void
await_screen (Bench *self)
{
  g_autofree char *label = g_strdup_printf ("収受：%u件（うち期限超過0件）", self->n_cases);

  mado_gui_await (self->ward.gui, ATSPI_ROLE_BUTTON, label);
}

static double
measure_screen (Bench *self)
{
  gint64 begin;

  await_waiting (self, 0);
  begin = g_get_monotonic_time ();
  save_case (self);
  await_screen (self);

  return get_passed (begin);
}

/* The ward hears of it, too, and is let finish. */
static double
measure_hearing (Bench *self)
{
  GThread *waiter;
  gint64 begin;
  double passed;

  come_back (self->suzuki);
  waiter = g_thread_new ("waiter", wait_for_news, self);
  await_waiting (self, 1);
  begin = g_get_monotonic_time ();
  save_case (self);
  g_thread_join (waiter);
  passed = get_passed (begin);
  await_screen (self);

  return passed;
}

/* There alone: to walk through all of a window takes longer than what is measured. */
static void
await_in (AtspiAccessible *list, const char *text)
{
  const GuiWanted wanted = { ATSPI_ROLE_LABEL, text };

  for (gboolean is_there = FALSE; !is_there;) {
    g_autoptr (AtspiAccessible) node = gui_node_find (list, gui_node_is, &wanted);

    is_there = node != NULL;
    if (!is_there)
      g_usleep (LOOK_EVERY);
  }
}

/* In the window of the contractor, where what is saved can be taken back for a while: that while is not counted. The
 * pointer is above the button: a button that is pressed by a key waits for a quarter of a second, which is GTK's. */
static double
measure_windows (Bench *self)
{
  g_autofree char *text = g_strdup_printf ("comment %u", ++self->n_comments);
  g_autoptr (AtspiAccessible) seen = NULL;
  gint64 begin;

  await_waiting (self, 1);
  mado_gui_type_key (self->desk.gui, "F2");
  mado_gui_await_focus (self->desk.gui, ATSPI_ROLE_TEXT, "新しいコメント");
  mado_gui_type_text (self->desk.gui, text);
  mado_gui_await_typed (self->desk.gui, "新しいコメント", text);
  seen = mado_gui_get (self->ward.gui, ATSPI_ROLE_LIST, "コメント");
  mado_gui_point (self->desk.gui, ATSPI_ROLE_BUTTON, "コメントを書く(M)");
  begin = g_get_monotonic_time ();
  mado_gui_click_there ();
  await_in (seen, text);

  return get_passed (begin) - HOLD * 1000;
}

static int
compare_times (const void *a, const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
say (const char *name, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare_times);
  printf ("%s: p50 %.0f ms, p99 %.0f ms\n", name, times[n / 2], times[n * 99 / 100]);

  return times[n / 2];
}

static void
measure_line (Bench *self)
{
  double screen[N_PUSHED], hearing[N_PUSHED];

  for (guint i = 0; i < N_PUSHED; i++) {
    if (i % ROUNDS_OF_A_SESSION == 0)
      sign_in (self);
    hearing[i] = measure_hearing (self);
    screen[i] = measure_screen (self);
  }
  say ("floor: from a save at the line until another terminal has heard of it", hearing, N_PUSHED);
  mado_bench_judge (say ("from a save at the line to the ward's screen", screen, N_PUSHED), WANTED, TRUE);
}

static void
measure_people (Bench *self)
{
  double windows[N_SAVED];

  for (guint i = 0; i < N_SAVED; i++) {
    sign_in (self); /* for whoever asks how many wait */
    windows[i] = measure_windows (self);
  }
  mado_bench_judge (
      say ("from the contractor's button to the ward's screen, without the five seconds in which it can be "
           "taken back",
           windows, N_SAVED),
      WANTED, TRUE);
}

/* --- who is there ------------------------------------------------------------------------------------------------- */

static void
hold_for_little_time (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", HOLD);
  g_settings_sync ();
}

static void
set_up (Bench *self)
{
  gui_service_set_up (&self->service);
  self->sato = door_world_add (&self->service.door, "sato", "verifier", LONG);
  self->suzuki = door_world_add (&self->service.door, "suzuki", "verifier", LONG);
  door_world_add (&self->service.door, "mori", "verifier", LONG);
  door_world_add (&self->service.door, "kuroki", "ward", LONG);
  gui_terminal_set_up (&self->desk, &self->service, "c-1", "mori");
  gui_terminal_set_up_at (&self->ward, &self->service, "w-1", "ward", "kuroki");
  gui_terminal_start (&self->ward);
  gui_terminal_sign_in (&self->ward, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (self->ward.gui, "同期済み");
}

static void
open_case (GuiTerminal *terminal)
{
  mado_gui_type_key (terminal->gui, "ctrl+k");
  mado_gui_await (terminal->gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_text (terminal->gui, "0000000001");
  mado_gui_await (terminal->gui, ATSPI_ROLE_LABEL, "見本 花子");
  mado_gui_type_key (terminal->gui, "Return");
  mado_gui_await_gone (terminal->gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (terminal->gui, ATSPI_ROLE_PAGE_TAB, "コメント");
  mado_gui_type_key (terminal->gui, "F2");
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_TEXT, "新しいコメント");
}

/* Both look at one case. */
static void
open_windows (Bench *self)
{
  gui_terminal_start (&self->desk);
  gui_terminal_sign_in (&self->desk, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (self->desk.gui, "同期済み");
  open_case (&self->desk);
  open_case (&self->ward);
}

int
main (void)
{
  Bench self = { 0 };

  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, BUFSIZ);
  hold_for_little_time ();
  set_up (&self);
  measure_line (&self);
  open_windows (&self);
  measure_people (&self);
  gui_terminal_tear_down (&self.desk);
  gui_terminal_tear_down (&self.ward);
  gui_service_tear_down (&self.service);

  return 0;
}
