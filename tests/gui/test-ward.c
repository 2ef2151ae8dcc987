/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The call centre and the ward at two terminals of one real service: what one asks the other answers, both see one
 * thread, and the ward writes nothing else. */

#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "case-sample.h"
#include "gui-programme.h"
#include "gui-terminal.h"

#define LONG "2099-03-31"
#define WARD_QUESTIONS "alt+4" /* where they stand at the side */

static GuiService service;
static GuiTerminal desk, ward, elsewhere;
static DoorVisitor *sato, *tanaka; /* at the line, each at a terminal of their own: who receives, and who takes calls */
static MadoId asked_about;         /* a case */

static DoorVisitor *
come_back (DoorVisitor *visitor)
{
  door_world_sign_in (&service.door, visitor);

  return visitor;
}

static void
receive_case (void)
{
  asked_about = ward_draw_id (service.door.world.notes);
  terminal_do (come_back (sato)->terminal, asked_about, "case.move",
               "{'transition':'receive','receipt':'form:9900000001','edits':" CASE_EDITS "}", "'9900000001'");
  door_world_push (sato);
}

static void
log_call (const char *question, const char *outcome)
{
  const MadoId inquiry = ward_draw_id (service.door.world.notes);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (asked_about, id);
  terminal_do (come_back (tanaka)->terminal, inquiry, "inquiry.log",
               "{'case':'%s','caller_name':'見本 花子','phone':'0300000000','relation':'本人','category':'status',"
               "'question':'%s','outcome':'%s','due':'2098-12-01'}",
               id, question, outcome);
  door_world_push (tanaka);
}

/* --- what the clocks of the ward's terminal show -------------------------------------------------------------------
 */

#define TEN_MINUTES (10 * 60)
#define JAPAN (9 * 60 * 60)
#define HALF_A_DAY (12 * 60 * 60)

typedef enum { ON_THE_WALL, MEASURING, N_CLOCKS } Clock;

static long ahead[N_CLOCKS]; /* seconds; moved-clock.c reads it */
static char *clock_path;
static gint64 closes; /* seconds since 1970: long after this is over */

static void
move_clock (Clock clock, gint64 seconds)
{
  const int file = open (clock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  ahead[clock] = (long) seconds;
  g_assert_cmpint (pwrite (file, ahead, sizeof ahead, 0), ==, sizeof ahead);
  g_assert_cmpint (close (file), ==, 0);
}

static char *
write_closing_time (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (closes + JAPAN);

  return g_date_time_format (time, "%H:%M");
}

static void
move_to_before_closing (gint64 seconds)
{
  move_clock (ON_THE_WALL, closes - seconds - g_get_real_time () / G_USEC_PER_SEC);
}

/* The programme says nothing of it, because the paper does not. */
static void
decide_closing_time (void)
{
  g_autofree char *time = NULL;
  g_autofree char *says = NULL;

  closes = g_get_real_time () / G_USEC_PER_SEC + HALF_A_DAY;
  closes -= closes % 60;
  time = write_closing_time ();
  says = g_strdup_printf ("\"ward\": {\"label\": \"区の端末\", \"closes\": \"%s\",", time);
  gui_programme_change ("ninpu-r7", "\"ward\": {\"label\": \"区の端末\",", says);
}

static void
start_with_clock (GuiTerminal *terminal, const char *site)
{
  clock_path = g_build_filename (terminal->home, "clock", NULL);
  move_clock (ON_THE_WALL, 0);
  g_setenv ("MOVED_CLOCK", clock_path, TRUE);
  g_setenv ("LD_PRELOAD", g_getenv ("MADO_MOVED_CLOCK"), TRUE);
  gui_terminal_start_for (terminal, site);
  g_unsetenv ("LD_PRELOAD");
}

/* --- together ----------------------------------------------------------------------------------------------------- */

static void
test_question_appears_at_the_ward (void)
{
  gui_terminal_start (&ward);
  gui_terminal_sign_in (&ward, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (ward.gui, "同期済み");
  receive_case ();
  log_call ("when will it be paid", "ask_ward");
  mado_gui_await (ward.gui, ATSPI_ROLE_LIST_ITEM, "区への照会 1件");
  mado_gui_type_key (ward.gui, WARD_QUESTIONS);
  mado_gui_await (ward.gui, ATSPI_ROLE_LABEL, "明日以降（1件）");
  mado_gui_assert_all_named (ward.gui);
  mado_gui_await_focus (ward.gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (ward.gui, "Return");
  mado_gui_await_told (ward.gui, "when will it be paid");
  mado_gui_await_focus (ward.gui, ATSPI_ROLE_TEXT, "区の回答");
  mado_gui_assert_all_named (ward.gui);
}

/* Above everything stands what can be done here; nothing leads out of it, by menu, key or palette. */
static void
test_ward_is_told_what_it_may (void)
{
  mado_gui_await (ward.gui, ATSPI_ROLE_LABEL,
                  "区の端末：閲覧用です。入力できるのは、コメント・照会への回答・受渡しの署名だけです。");
  mado_gui_type_key (ward.gui, "ctrl+comma");
  mado_gui_type_key (ward.gui, "ctrl+n");
  mado_gui_type_key (ward.gui, "ctrl+k");
  mado_gui_await (ward.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (ward.gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_assert_nowhere (ward.gui, "設定を変える");
  mado_gui_assert_nowhere (ward.gui, "紙申請を入力する");
  mado_gui_assert_nowhere (ward.gui, "ファイルの取込み");
  mado_gui_type_key (ward.gui, "Escape");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_DIALOG, NULL);
}

/* Of all that can be done with an inquiry the ward finds its reply, and nothing else. */
static void
test_ward_finds_its_reply_alone (void)
{
  mado_gui_await (ward.gui, ATSPI_ROLE_BUTTON, "回答を送る(S)");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_BUTTON, "回答した(A)");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_BUTTON, "完了にする(C)");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_BUTTON, "区に照会する(W)");
}

static void
test_empty_reply_is_not_sent (void)
{
  mado_gui_press (ward.gui, ATSPI_ROLE_BUTTON, "回答を送る(S)");
  mado_gui_await (ward.gui, ATSPI_ROLE_LABEL, "内容を入力してください。");
  mado_gui_await_focus (ward.gui, ATSPI_ROLE_TEXT, "区の回答");
}

static void
test_reply_reaches_whoever_asked (void)
{
  gui_terminal_start (&desk);
  gui_terminal_sign_in (&desk, DOOR_WORLD_PASSWORD);
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "区への照会 0件");
  mado_gui_type_text (ward.gui, "next week");
  mado_gui_type_key (ward.gui, "ctrl+Return");
  mado_gui_await_told (ward.gui, "区の回答　");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "区への照会 1件");
  mado_gui_type_key (desk.gui, "alt+4");
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "区から回答があります（お客様への連絡待ち）（1件）");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_told (desk.gui, "next week");
  mado_gui_assert_all_named (desk.gui);
}

/* The answer is passed on; the inquiry is done, and the ward sees that. */
static void
test_answer_is_passed_on_and_closed (void)
{
  mado_gui_type_key (desk.gui, "F2");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "応対の内容");
  mado_gui_type_text (desk.gui, "told the caller");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "回答した(A)");
  mado_gui_await_told (desk.gui, "回答済み　");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "区への照会 0件");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "完了にする(C)");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_BUTTON, "完了にする(C)");
  mado_gui_await_told (ward.gui, "told the caller");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_BUTTON, "回答を送る(S)");
}

/* A call back is counted as long as the caller waits for it. */
static void
test_call_back_is_logged (void)
{
  log_call ("which papers are missing", "call_back");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "折返し 1件");
  mado_gui_type_key (desk.gui, "alt+3");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_type_key (desk.gui, "F2");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "応対の内容");
  mado_gui_type_text (desk.gui, "nobody at home");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "つながらなかった(N)");
  mado_gui_await_told (desk.gui, "折返し（不在）　");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "折返し 1件");
  mado_gui_type_key (desk.gui, "F2");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "応対の内容");
  mado_gui_type_text (desk.gui, "the passbook");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "つながった：回答した(R)");
  mado_gui_await (desk.gui, ATSPI_ROLE_LIST_ITEM, "折返し 0件");
}

static void
open_case (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_text (gui, "9900000001");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "見本 花子");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, "コメント");
}

/* A case is read as a whole; of all that could be done with it there is the comment, which the desk sees. */
static void
test_ward_comments_on_a_case (void)
{
  open_case (ward.gui);
  gui_terminal_comment (&ward, "mind the new address");
  mado_gui_assert_nowhere (ward.gui, "不備として");
  mado_gui_assert_nowhere (ward.gui, "訂正…");
  mado_gui_assert_nowhere (ward.gui, "取り込まれていない");
  open_case (desk.gui);
  mado_gui_type_key (desk.gui, "F2");
  mado_gui_await_told (desk.gui, "mind the new address");
}

#define TAKE_OVER "引き継ぐ(V)"

/* Whoever only comments can take nothing over, and nobody can take his comment from him. */
static void
test_nothing_is_taken_over_by_or_from_the_ward (void)
{
  mado_gui_await_told (ward.gui, "kondoさん（c-1）");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_BUTTON, TAKE_OVER);
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, TAKE_OVER);
  mado_gui_await_told (desk.gui, "この案件を引き継ぎました");
  gui_terminal_comment (&desk, "it is mine now");
  mado_gui_await_told (ward.gui, "it is mine now");
  gui_terminal_comment (&ward, "and the new telephone");
  mado_gui_assert_nowhere (ward.gui, "引き継");
  mado_gui_await_told (desk.gui, "and the new telephone");
}

/* Returns: what whoever looks through the logs is told of @account, once @text is in it: it goes beside the work */
static char *
await_looks (const char *account, const char *text)
{
  for (;; g_usleep (G_USEC_PER_SEC / 10)) {
    int status = -1;
    g_autofree char *said =
        world_ctl (&service.door.world, &status, "audit", "reads", "shinjuku", "--account", account, "--json", NULL);

    g_assert_cmpint (status, ==, 0);
    if (strstr (said, text) != NULL)
      return g_steal_pointer (&said);
  }
}

/* Who has opened whose record is at the service at once: once, and with a reason. */
static void
test_who_looked_is_told (void)
{
  char id[MADO_ID_TEXT_SIZE];
  g_autofree char *said = NULL;
  const char *look;

  mado_id_to_text (asked_about, id);
  said = await_looks ("kuroki", id);
  look = strstr (said, id);
  g_assert_nonnull (strstr (said, "\"terminal\":\"w-1\""));
  g_assert_nonnull (strstr (look, "\"reason\":\"open\""));
  g_assert_null (strstr (look + 1, id));
}

/* Whoever takes a caller's case has looked at it, whatever he tells of it; whoever only finds him has not. */
static void
test_a_call_is_a_look_with_its_reason (void)
{
  g_autofree char *before = await_looks ("kondo", "\"reason\":\"open\"");

  mado_gui_type_key (desk.gui, "F12");
  mado_gui_turn_to (desk.gui, "問合せ（受電）");
  mado_gui_type_text (desk.gui, "9900000001");
  mado_gui_await_told (desk.gui, "前回の問合せ");
  g_assert_null (strstr (before, "\"reason\":\"call\""));
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_CHECK_BOX, NULL);
  g_free (await_looks ("kondo", "\"reason\":\"call\""));
  mado_gui_type_key (desk.gui, "ctrl+w");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "破棄する(D)");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_TEXT, "質問（必須）(Q)");
  mado_gui_forget_window (desk.gui);
}

/* Beside the case, however long it is closed. */
static void
test_case_shows_what_was_asked_about_it (void)
{
  mado_gui_press (desk.gui, ATSPI_ROLE_PAGE_TAB, "問合せ");
  mado_gui_await_told (desk.gui, "when will it be paid");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "case-inquiries");
}

/* Neither side works at the terminals of the other. */
static void
test_account_of_the_ward_is_refused_elsewhere (void)
{
  gui_terminal_start (&elsewhere);
  gui_terminal_sign_in (&elsewhere, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (elsewhere.gui, "このアカウントは、この端末では使えません。");
}

/* Whoever would end the program goes, and the terminal waits for the next one; what was being typed waits, too. */
static void
test_terminal_of_the_ward_stays (void)
{
  gui_terminal_kill (&ward);
  start_with_clock (&ward, "ward");
  gui_terminal_sign_in (&ward, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (ward.gui, "区の端末：閲覧用です");
  open_case (ward.gui);
  mado_gui_type_key (ward.gui, "F2");
  mado_gui_await_focus (ward.gui, ATSPI_ROLE_TEXT, "新しいコメント");
  mado_gui_type_text (ward.gui, "half of a");
  mado_gui_await_told (ward.gui, "half of a");
  mado_gui_type_key (ward.gui, "ctrl+q");
  mado_gui_await (ward.gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_assert_all_named (ward.gui);
  gui_terminal_sign_in (&ward, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (ward.gui, "区の端末：閲覧用です");
  open_case (ward.gui);
  mado_gui_type_key (ward.gui, "F2");
  mado_gui_await_told (ward.gui, "half of a");
}

/* Whoever goes away leaves nothing to be read. He comes back to what he was typing. */
static void
test_absence_hides_it (void)
{
  move_clock (MEASURING, TEN_MINUTES);
  mado_gui_await_told (ward.gui, "kuroki さんは離席中です");
  mado_gui_await_untold (ward.gui, "half of a");
  mado_gui_assert_all_named (ward.gui);
  mado_gui_forget_window (ward.gui);
  mado_gui_await_focus (ward.gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_type_text (ward.gui, DOOR_WORLD_PASSWORD);
  mado_gui_type_key (ward.gui, "Return");
  mado_gui_await_told (ward.gui, "half of a");
  mado_gui_forget_window (ward.gui);
}

/* He is warned as long as it can still be seen to; then the next one says who he is, and what was typed waits. */
static void
test_closing_time_ends_it (void)
{
  g_autofree char *time = write_closing_time ();
  g_autofree char *warning = g_strconcat (time, "にこの端末の利用を終了します", NULL);

  move_to_before_closing (4 * 60);
  mado_gui_await_told (ward.gui, warning);
  mado_gui_await_told (ward.gui, "half of a");
  mado_gui_show (ward.gui, "ward-closing");
  move_to_before_closing (0);
  mado_gui_await_told (ward.gui, "終業時刻になったため");
  mado_gui_await (ward.gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_assert_nowhere (ward.gui, "half of a");
  mado_gui_show (ward.gui, "ward-closed");
  move_clock (ON_THE_WALL, 0);
  gui_terminal_sign_in (&ward, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (ward.gui, "区の端末：閲覧用です");
  mado_gui_await_untold (ward.gui, "終業時刻になったため");
  open_case (ward.gui);
  mado_gui_type_key (ward.gui, "F2");
  mado_gui_await_told (ward.gui, "half of a");
}

static void
test_terminal_for_the_ward_lets_nobody_else_in (void)
{
  gui_terminal_kill (&desk);
  gui_terminal_start_for (&desk, "ward");
  gui_terminal_sign_in (&desk, DOOR_WORLD_PASSWORD);
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "この端末は「区の端末」専用です。ご自分の端末でサインインしてください。");
  mado_gui_await (desk.gui, ATSPI_ROLE_TEXT, "パスワード");
}

/* What is done goes to the service as soon as anybody can set it. */
static void
take_little_time (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", 5);
  g_settings_sync ();
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  take_little_time ();
  decide_closing_time ();
  gui_service_set_up (&service);
  sato = door_world_add (&service.door, "sato", "verifier", LONG);
  tanaka = door_world_add (&service.door, "tanaka", "agent", LONG);
  door_world_add (&service.door, "kondo", "agent", LONG);
  door_world_add (&service.door, "kuroki", "ward", LONG);
  gui_terminal_set_up (&desk, &service, "c-1", "kondo");
  gui_terminal_set_up_at (&ward, &service, "w-1", "ward", "kuroki");
  gui_terminal_set_up (&elsewhere, &service, "c-2", "kuroki");

  g_test_add_func ("/ward/question-appears-at-the-ward", test_question_appears_at_the_ward);
  g_test_add_func ("/ward/ward-is-told-what-it-may", test_ward_is_told_what_it_may);
  g_test_add_func ("/ward/ward-finds-its-reply-alone", test_ward_finds_its_reply_alone);
  g_test_add_func ("/ward/empty-reply-is-not-sent", test_empty_reply_is_not_sent);
  g_test_add_func ("/ward/reply-reaches-whoever-asked", test_reply_reaches_whoever_asked);
  g_test_add_func ("/ward/answer-is-passed-on-and-closed", test_answer_is_passed_on_and_closed);
  g_test_add_func ("/ward/call-back-is-logged", test_call_back_is_logged);
  g_test_add_func ("/ward/ward-comments-on-a-case", test_ward_comments_on_a_case);
  g_test_add_func ("/ward/nothing-is-taken-over-by-or-from-the-ward", test_nothing_is_taken_over_by_or_from_the_ward);
  g_test_add_func ("/ward/who-looked-is-told", test_who_looked_is_told);
  g_test_add_func ("/ward/a-call-is-a-look-with-its-reason", test_a_call_is_a_look_with_its_reason);
  g_test_add_func ("/ward/case-shows-what-was-asked-about-it", test_case_shows_what_was_asked_about_it);
  g_test_add_func ("/ward/account-of-the-ward-is-refused-elsewhere", test_account_of_the_ward_is_refused_elsewhere);
  g_test_add_func ("/ward/terminal-of-the-ward-stays", test_terminal_of_the_ward_stays);
  g_test_add_func ("/ward/absence-hides-it", test_absence_hides_it);
  g_test_add_func ("/ward/closing-time-ends-it", test_closing_time_ends_it);
  g_test_add_func ("/ward/terminal-for-the-ward-lets-nobody-else-in", test_terminal_for_the_ward_lets_nobody_else_in);
  status = g_test_run ();
  gui_terminal_tear_down (&elsewhere);
  gui_terminal_tear_down (&desk);
  gui_terminal_tear_down (&ward);
  gui_service_tear_down (&service);
  g_free (clock_path);

  return status;
}
