/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real program on a terminal that has no service for too long, and on one that is revoked: what its person sees,
 * and what is left. */

#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "case-sample.h"
#include "gui-terminal.h"
#include "mado-authority.h"
#include "mado-lease-file.h"
#include "mado-papers-file.h"

#define LONG "2099-03-31"

static GuiService service;
static GuiTerminal one;
static DoorVisitor *sato;

static char *
name_profile (void)
{
  return g_build_filename (one.home, "madoguchi", "terminal", "sato.ninpu-r7", NULL);
}

static gboolean
has_file (const char *ending)
{
  g_autofree char *profile = name_profile ();
  g_autofree char *path = g_strconcat (profile, ending, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
receive_case (void)
{
  const MadoId id = ward_draw_id (service.door.world.notes);

  door_world_sign_in (&service.door, sato);
  terminal_do (sato->terminal, id, "case.move", "{'transition':'receive','receipt':'form:1','edits':" CASE_EDITS "}",
               "'9900000001'");
  door_world_push (sato);
}

static void
set_time_to_undo (int seconds)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", seconds);
  g_settings_sync ();
}

/* Of an authority of its own: it is looked at before there is a service to ask. */
static void
give_papers_until (GuiTerminal *terminal, gint64 days)
{
  const gint64 now = mado_instant_now ().microseconds;
  const MadoInstant from = { now - 700 * G_TIME_SPAN_DAY }, until = { now + days * G_TIME_SPAN_DAY };
  const MadoCertificateOrder order = { MADO_CERTIFICATE_TERMINAL, terminal->name, NULL, from, until };
  g_autoptr (MadoTlsKey) own = mado_tls_key_generate (NULL), key = mado_tls_key_generate (NULL);
  g_autoptr (MadoAuthority) authority = mado_authority_create (own, "Own", from, (MadoInstant) { now * 2 }, NULL);
  g_autofree char *folder = g_build_filename (terminal->home, "madoguchi", "terminal", NULL);
  g_autofree char *path = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);
  MadoIssuedCertificate certificate = { 0 };
  g_autoptr (MadoSecret) pem = mado_tls_key_to_pem (key, NULL);
  g_autoptr (MadoPapers) papers = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_authority_certify (authority, &order, key, &certificate, &error));
  papers = mado_papers_new ((const char *const[]) { "127.0.0.1:1", NULL }, mado_authority_get_pem (authority),
                            certificate.pem, pem, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (mado_papers_file_save (path, papers, &error));
  mado_issued_certificate_clear (&certificate);
}

/* A month before, whoever signs in there is told whom to ask; earlier nobody is. */
static void
test_end_of_the_certificate_is_told_a_month_before (void)
{
  static const struct {
    gint64 days;
    const char *told;
  } cases[] = { { 31, NULL }, { 30, "あと30日" }, { 0, "期限が切れています" } };
  GuiTerminal late = { 0 };

  gui_terminal_set_up_empty (&late, "w-2", "sato");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    give_papers_until (&late, cases[i].days);
    gui_terminal_start (&late);
    mado_gui_await (late.gui, ATSPI_ROLE_TEXT, "パスワード");
    if (cases[i].told != NULL)
      mado_gui_await_told (late.gui, cases[i].told);
    else
      mado_gui_assert_nowhere (late.gui, "証明書");
    if (cases[i].days == 30)
      mado_gui_show (late.gui, "terminal-end-certificate");
    gui_terminal_leave (&late);
  }
  gui_terminal_tear_down (&late);
}

/* --- the disk ----------------------------------------------------------------------------------------------------- */

#define PLENTY ((gint64) 1 << 40)
#define LITTLE ((gint64) 300 * 1000 * 1000)

/* full-disk.c reads it. */
static void
leave_room (const GuiTerminal *terminal, gint64 bytes)
{
  g_autofree char *path = g_build_filename (terminal->home, "room", NULL);
  const int file = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (pwrite (file, &bytes, sizeof bytes, 0), ==, sizeof bytes);
  g_assert_cmpint (close (file), ==, 0);
}

static void
start_with_room (GuiTerminal *terminal, gint64 bytes)
{
  g_autofree char *path = g_build_filename (terminal->home, "room", NULL);

  leave_room (terminal, bytes);
  g_setenv ("FULL_DISK", path, TRUE);
  g_setenv ("LD_PRELOAD", g_getenv ("MADO_FULL_DISK"), TRUE);
  gui_terminal_start (terminal);
  g_unsetenv ("LD_PRELOAD");
}

/* Whoever signs in is told while there is something to be done about it. */
static void
test_disk_is_told_before_it_is_full (void)
{
  GuiTerminal tight = { 0 };

  gui_terminal_set_up_empty (&tight, "w-3", "sato");
  give_papers_until (&tight, 400);
  start_with_room (&tight, LITTLE);
  mado_gui_await (tight.gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_await_told (tight.gui, "空きが少なくなっています（残り300.0");
  mado_gui_show (tight.gui, "terminal-disk-tight");
  gui_terminal_leave (&tight);
  gui_terminal_tear_down (&tight);
}

/* What was typed stays until there is room, and is saved then. */
static void
test_full_disk_loses_nothing (void)
{
  static const char *const typed = "typed while the disk was full";

  receive_case ();
  start_with_room (&one, PLENTY);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "同期済み");
  gui_terminal_open_first (&one);
  leave_room (&one, 0);
  mado_gui_type_text (one.gui, typed);
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "コメントを書く(M)");
  mado_gui_await_told (one.gui, "ディスクがいっぱいです");
  mado_gui_await_typed (one.gui, "新しいコメント", typed);
  mado_gui_show (one.gui, "terminal-disk-full");
  leave_room (&one, PLENTY);
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "コメントを書く(M)");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, typed);
  gui_terminal_leave (&one);
}

/* --- the clock ---------------------------------------------------------------------------------------------------- */

#define DAY ((gint64) 24 * 60 * 60)
#define YEARS (3 * 366 * DAY) /* longer than any certificate of the service's is good */
#define CLOCK_IS_WRONG "この端末の時計が狂っています"

/* moved-clock.c reads it: the clock on the wall, and the one that only measures, which goes on as ever. */
static void
set_clock (const GuiTerminal *terminal, gint64 seconds)
{
  const long ahead[] = { (long) seconds, 0 };
  g_autofree char *path = g_build_filename (terminal->home, "clock", NULL);
  const int file = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (pwrite (file, ahead, sizeof ahead, 0), ==, sizeof ahead);
  g_assert_cmpint (close (file), ==, 0);
}

static void
start_with_clock (GuiTerminal *terminal, gint64 seconds)
{
  g_autofree char *path = g_build_filename (terminal->home, "clock", NULL);

  set_clock (terminal, seconds);
  g_setenv ("MOVED_CLOCK", path, TRUE);
  g_setenv ("LD_PRELOAD", g_getenv ("MADO_MOVED_CLOCK"), TRUE);
  gui_terminal_start (terminal);
  g_unsetenv ("LD_PRELOAD");
}

/* Somebody is told while he works, and works on; once it is set right, nothing is said any more. */
static void
test_wrong_clock_is_told_and_hinders_no_work (void)
{
  static const char *const typed = "typed under a wrong clock";

  start_with_clock (&one, DAY);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, CLOCK_IS_WRONG);
  gui_terminal_open_first (&one);
  mado_gui_type_text (one.gui, typed);
  mado_gui_show (one.gui, "terminal-clock-wrong");
  set_clock (&one, 0);
  mado_gui_type_key (one.gui, "F5");
  mado_gui_await_untold (one.gui, CLOCK_IS_WRONG);
  mado_gui_await_typed (one.gui, "新しいコメント", typed);
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "コメントを書く(M)");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, typed);
  mado_gui_await_told (one.gui, "同期済み");
  gui_terminal_leave (&one);
}

/* So wrong that no certificate is good: it is the clock of which he is told, who wants to come in; and he comes in as
 * soon as it is right. */
static void
test_clock_is_told_at_the_door (void)
{
  static const struct {
    gint64 ahead;
    const char *picture;
  } cases[] = { { -DAY, "terminal-clock-back" }, { YEARS, "terminal-clock-years" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    start_with_clock (&one, cases[i].ahead);
    gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
    mado_gui_await_told (one.gui, CLOCK_IS_WRONG);
    mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "パスワード");
    mado_gui_show (one.gui, cases[i].picture);
    g_assert_true (has_file (".lease")); /* it is good still, once the clock is right */
    set_clock (&one, 0);
    mado_gui_type_text (one.gui, DOOR_WORLD_PASSWORD);
    mado_gui_type_key (one.gui, "Return");
    mado_gui_await_told (one.gui, "同期済み");
    gui_terminal_leave (&one);
  }
}

/* --- the service's place ------------------------------------------------------------------------------------------ */

/* What was done while nobody was where the service had been goes to where it is now. */
static void
test_service_that_moved_is_found_again (void)
{
  static const char *const said = "said before the move";
  g_autofree char *earlier = g_strdup_printf ("%s/%s.json", service.door.world.folder, one.name);
  g_autofree char *code = NULL, *file = NULL;

  gui_terminal_start (&one);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "同期済み");
  gui_service_stop (&service);
  gui_terminal_open_first (&one);
  gui_terminal_comment (&one, said);
  mado_gui_await_told (one.gui, "オフラインです");
  gui_terminal_leave (&one);
  gui_service_move (&service);
  g_assert_cmpint (g_remove (earlier), ==, 0);
  file = gui_service_invite (&service, one.name, &code);
  gui_terminal_start (&one);
  mado_gui_await (one.gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "この端末をサービスに登録する(C)");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "端末用のファイル");
  mado_gui_type_text (one.gui, file);
  mado_gui_await_told (one.gui, service.address);
  mado_gui_type_key (one.gui, "Tab");
  mado_gui_type_key (one.gui, "Tab");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "コード");
  mado_gui_type_text (one.gui, code);
  mado_gui_type_key (one.gui, "Return");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "同期済み");
  mado_gui_show (one.gui, "terminal-service-moved");
  gui_terminal_open_first (&one);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, said);
  gui_terminal_leave (&one);
}

/* The lease that the service gave is as old as its days. */
static void
let_lease_end (void)
{
  g_autofree char *profile = name_profile ();
  const MadoInstant now = mado_instant_now ();
  g_autoptr (MadoSecret) share = mado_lease_file_take (profile, now, NULL);

  g_assert_nonnull (share);
  g_assert_true (mado_lease_file_save (profile, share, &(MadoLeaseTerm) { now, 0 }, NULL));
}

static void
sign_in_online (void)
{
  gui_terminal_start (&one);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "同期済み");
}

/* --- without the service ------------------------------------------------------------------------------------------ */

static void
test_offline_work_has_a_limit_that_is_told (void)
{
  sign_in_online ();
  gui_terminal_leave (&one);
  gui_service_stop (&service);
  gui_terminal_start (&one);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "オフラインです");
  mado_gui_await_told (one.gui, "まで）");
  gui_terminal_open_first (&one);
  gui_terminal_comment (&one, "said offline");
  gui_terminal_leave (&one);
}

/* Returns: (transfer full): what it said; with the password on a file descriptor of its own */
static char *
run_ctl (const char *verb, const char *file)
{
  static const char command[] = "\"$MADO_CTL\" sync \"$1\" --json \"$2\" ${3:+--password-fd 3} 3<<<\"$3\"";
  const char *const words[] = {
    "bash", "-c", command, "bash", verb, file, g_strcmp0 (verb, "run") == 0 ? DOOR_WORLD_PASSWORD : "", NULL
  };
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("sync %s: %s", verb, said);

  return said;
}

static guint
count_notes (const char *log)
{
  guint n = 0;

  for (const char *at = log; (at = strstr (at, "case.note")) != NULL; at++)
    n++;

  return n;
}

/* Nobody has the profile open: what was done in it goes all the same. */
static void
test_command_line_does_without_a_window (void)
{
  g_autofree char *profile = name_profile ();
  g_autofree char *told = NULL, *sent = NULL, *log = NULL;
  guint before;

  gui_service_start (&service);
  told = run_ctl ("status", profile);
  g_assert_nonnull (strstr (told, "\"order\":\"work\""));
  g_assert_nonnull (strstr (told, "\"offline_until\""));
  log = door_world_show_log (&service.door);
  before = count_notes (log);
  sent = run_ctl ("run", profile);
  g_assert_nonnull (strstr (sent, "\"unsent\":0"));
  g_assert_nonnull (strstr (sent, "\"state\":\"current\""));
  g_free (log);
  log = door_world_show_log (&service.door);
  g_assert_cmpuint (count_notes (log), ==, before + 1);
  gui_service_stop (&service);
}

static void
test_lease_that_is_over_lets_nobody_in (void)
{
  let_lease_end ();
  set_time_to_undo (60);
  gui_terminal_start (&one);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "この端末では、これ以上オフラインで作業できません");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_show (one.gui, "terminal-lease-over");
  gui_service_start (&service);
  mado_gui_type_text (one.gui, DOOR_WORLD_PASSWORD);
  mado_gui_type_key (one.gui, "Return");
  mado_gui_await_told (one.gui, "同期済み");
  g_assert_true (has_file (".lease"));
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

static guint
count_handed_in (void)
{
  int status = -1;
  g_autofree char *said = world_ctl (&service.door.world, &status, "service", "unsent", "--json", NULL);

  g_assert_cmpint (status, ==, 0);

  return strstr (said, "\"operations\"") != NULL;
}

static void
test_revoked_terminal_hands_in_and_forgets (void)
{
  int status = -1;
  g_autofree char *said = NULL;

  gui_terminal_open_first (&one);
  gui_terminal_comment (&one, "not sent yet"); /* it can be taken back for a minute */
  said = world_ctl (&service.door.world, &status, "terminal", "revoke", one.name, NULL);
  g_assert_nonnull (said);
  g_assert_cmpint (status, ==, 0);
  mado_gui_type_key (one.gui, "F5");
  mado_gui_await_told (one.gui, "この端末の登録は取り消されました");
  mado_gui_await_told (one.gui, "失われていません");
  mado_gui_show (one.gui, "terminal-ended");
  mado_gui_assert_all_named (one.gui);
  g_assert_false (has_file (".key"));
  g_assert_false (has_file (".db"));
  g_assert_cmpuint (count_handed_in (), ==, 1);
  mado_gui_type_key (one.gui, "Return");
  mado_gui_assert_quits (one.gui);
  gui_terminal_kill (&one);
}

/* Somebody comes the next morning. */
static void
test_terminal_that_has_ended_is_new (void)
{
  gui_terminal_start (&one);
  mado_gui_await_told (one.gui, "端末をサービスに登録する");
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  set_time_to_undo (5);
  gui_service_set_up (&service);
  sato = door_world_add (&service.door, "sato", "verifier", LONG);
  gui_terminal_set_up (&one, &service, "w-1", "sato");

  g_test_add_func ("/terminal-end/end-of-the-certificate-is-told-a-month-before",
                   test_end_of_the_certificate_is_told_a_month_before);
  g_test_add_func ("/terminal-end/disk-is-told-before-it-is-full", test_disk_is_told_before_it_is_full);
  g_test_add_func ("/terminal-end/full-disk-loses-nothing", test_full_disk_loses_nothing);
  g_test_add_func ("/terminal-end/wrong-clock-is-told-and-hinders-no-work",
                   test_wrong_clock_is_told_and_hinders_no_work);
  g_test_add_func ("/terminal-end/clock-is-told-at-the-door", test_clock_is_told_at_the_door);
  g_test_add_func ("/terminal-end/service-that-moved-is-found-again", test_service_that_moved_is_found_again);
  g_test_add_func ("/terminal-end/offline-work-has-a-limit-that-is-told", test_offline_work_has_a_limit_that_is_told);
  g_test_add_func ("/terminal-end/command-line-does-without-a-window", test_command_line_does_without_a_window);
  g_test_add_func ("/terminal-end/lease-that-is-over-lets-nobody-in", test_lease_that_is_over_lets_nobody_in);
  g_test_add_func ("/terminal-end/revoked-terminal-hands-in-and-forgets", test_revoked_terminal_hands_in_and_forgets);
  g_test_add_func ("/terminal-end/terminal-that-has-ended-is-new", test_terminal_that_has_ended_is_new);
  status = g_test_run ();
  gui_terminal_tear_down (&one);
  gui_service_tear_down (&service);

  return status;
}
