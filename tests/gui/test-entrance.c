/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way in, where more than a password is wanted, as somebody at the window meets it: the real program at a real
 * service. */

#include <locale.h>

#include "authenticator.h"
#include "case-sample.h"
#include "gui-signer.h"

#define LONG "2099-03-31"
#define OWN_PASSWORD "a password of my own"
#define PASSWORD_FIELD "パスワード"
#define CODE_FIELD "認証アプリのコード"
#define NEXT_FIELD "新しいパスワード"
#define AGAIN_FIELD "新しいパスワード（もう一度）"

static GuiService service;
static GuiTerminal one;

/* --- at the service ----------------------------------------------------------------------------------------------- */

/* Nobody keeps a connection for those who say nothing for a while. */
static DoorVisitor *
come_back (const char *account)
{
  DoorVisitor *visitor = door_world_find (&service.door, account);

  door_world_sign_in (&service.door, visitor);

  return visitor;
}

static void
say_for (const char *account, const char *verb, const char *about, MadoAccessReply *out_reply)
{
  const DoorVisitor *visitor = come_back (account);

  g_assert_cmpuint (
      door_world_say (visitor->client, visitor->terminal->token, verb, out_reply, "{'account':'%s'}", about), ==, 200);
  g_assert_cmpstr (mado_access_verdict_get_name (out_reply->verdict), ==, "done");
}

/* Returns: (transfer full): the password that is good for once */
static char *
give_new_password (const char *account)
{
  g_auto (MadoAccessReply) asked = { 0 };
  g_auto (MadoAccessReply) confirmed = { 0 };

  say_for ("chief", "accounts/reset", account, &asked);
  say_for ("watch", "accounts/confirm", account, &confirmed);
  g_assert_nonnull (confirmed.one_time);

  return g_steal_pointer (&confirmed.one_time);
}

/* The code of the half minute before is used up for that, so that the next ones are left.
 * Returns: (transfer full): what was scanned */
static char *
turn_on_authenticator (const char *account)
{
  const DoorVisitor *visitor = come_back (account);
  g_auto (MadoAccessReply) offer = { 0 };
  g_auto (MadoAccessReply) on = { 0 };
  char code[MADO_TOTP_DIGITS + 1];

  door_world_say (visitor->client, visitor->terminal->token, "second-factor/offer", &offer,
                  "{'password':'" DOOR_WORLD_PASSWORD "'}");
  authenticator_show (offer.uri, mado_instant_now (), -1, code);
  door_world_say (visitor->client, visitor->terminal->token, "second-factor/confirm", &on, "{'code':'%s'}", code);
  g_assert_cmpint (on.verdict, ==, MADO_ACCESS_DONE);

  return g_steal_pointer (&offer.uri);
}

static void
receive_case (void)
{
  DoorVisitor *visitor = come_back ("sato");

  terminal_do (visitor->terminal, ward_draw_id (service.door.world.notes), "case.move",
               "{'transition':'receive','receipt':'form:1','edits':" CASE_EDITS "}", "'9900000001'");
  door_world_push (visitor);
}

static guint
count_in_log (const char *text)
{
  g_autofree char *log = door_world_show_log (&service.door);
  guint count = 0;

  for (const char *at = log; (at = strstr (at, text)) != NULL; at++)
    count++;

  return count;
}

/* --- at the window ------------------------------------------------------------------------------------------------ */

static void
come_as (const char *account, const char *password)
{
  g_set_str (&one.account, account);
  gui_terminal_start (&one);
  gui_terminal_sign_in (&one, password);
}

static void
answer (const char *text)
{
  mado_gui_type_key (one.gui, "ctrl+a");
  mado_gui_type_text (one.gui, text);
  mado_gui_type_key (one.gui, "Return");
}

static void
choose_password (const char *next, const char *again)
{
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, NEXT_FIELD);
  mado_gui_type_key (one.gui, "ctrl+a");
  mado_gui_type_text (one.gui, next);
  mado_gui_type_key (one.gui, "Tab");
  mado_gui_type_key (one.gui, "Tab"); /* past the button that shows what was typed */
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, AGAIN_FIELD);
  answer (again);
}

static void
await_inside (const char *account)
{
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, account);
  mado_gui_await_told (one.gui, "同期済み");
}

/* --- together ----------------------------------------------------------------------------------------------------- */

/* He worked without the service, and forgot his password before any of it was sent. */
static void
test_forgotten_password_loses_no_work (void)
{
  g_autofree char *one_time = NULL;

  receive_case ();
  come_as ("sato", DOOR_WORLD_PASSWORD);
  await_inside ("sato");
  gui_terminal_leave (&one);
  gui_service_stop (&service);
  come_as ("sato", DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "オフラインです");
  gui_terminal_open_first (&one);
  gui_terminal_comment (&one, "said before it was forgotten");
  gui_terminal_leave (&one);
  gui_service_start (&service);
  g_assert_cmpuint (count_in_log ("\"case.note\""), ==, 0);

  one_time = give_new_password ("sato");
  come_as ("sato", DOOR_WORLD_PASSWORD);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "アカウントまたはパスワードが違います");
  answer (one_time);
  choose_password (OWN_PASSWORD, OWN_PASSWORD);
  await_inside ("sato");
  gui_terminal_open_first (&one);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "said before it was forgotten");
  gui_terminal_leave (&one);
  g_assert_cmpuint (count_in_log ("\"case.note\""), ==, 1);
}

/* A code that was used, or guessed, is told, and another asked for: nobody types his password again. */
static void
test_authenticator_is_asked_after_the_password (void)
{
  g_autofree char *uri = turn_on_authenticator ("suzuki");
  char code[MADO_TOTP_DIGITS + 1];

  come_as ("suzuki", DOOR_WORLD_PASSWORD);
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, CODE_FIELD);
  mado_gui_await_told (one.gui, "二段階認証");
  mado_gui_assert_nowhere (one.gui, "ログインできません");
  mado_gui_assert_all_named (one.gui);
  mado_gui_show (one.gui, "entrance-code");
  authenticator_show (uri, mado_instant_now (), -2, code);
  answer (code);
  mado_gui_await_told (one.gui, "コードが違うか、すでに使われています");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, CODE_FIELD);
  mado_gui_show (one.gui, "entrance-code-wrong");
  authenticator_show (uri, mado_instant_now (), 0, code);
  answer (code);
  await_inside ("suzuki");
  gui_terminal_leave (&one);
}

/* Whoever lost it gets a password for once, from two people; no code is asked for, then or later. */
static void
test_lost_authenticator_is_off_with_a_new_password (void)
{
  g_autofree char *one_time = give_new_password ("suzuki");

  come_as ("suzuki", one_time);
  choose_password (OWN_PASSWORD, OWN_PASSWORD);
  await_inside ("suzuki");
  gui_terminal_leave (&one);
  come_as ("suzuki", OWN_PASSWORD);
  await_inside ("suzuki");
  gui_terminal_leave (&one);
}

/* Returns: (transfer full): what a camera would read, from the key that stands below the picture */
static char *
dup_scanned (void)
{
  g_autofree char *key = mado_gui_dup_fitting (one.gui, "^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$");
  g_auto (GStrv) groups = g_strsplit (key, " ", -1);
  g_autofree char *secret = g_strjoinv ("", groups);

  return g_strconcat ("secret=", secret, "&", NULL);
}

/* Opened from the menu, scanned as it stands there, and wanted from the next sign-in on. */
static void
test_authenticator_is_set_up_at_the_window (void)
{
  g_autofree char *uri = NULL;
  char code[MADO_TOTP_DIGITS + 1];

  come_as ("yamada", DOOR_WORLD_PASSWORD);
  await_inside ("yamada");
  mado_gui_type_key (one.gui, "F10");
  mado_gui_press (one.gui, ATSPI_ROLE_MENU_ITEM, "二段階認証(E)…");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "ご自身のパスワード");
  mado_gui_show (one.gui, "factor-password");
  answer (DOOR_WORLD_PASSWORD);
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, CODE_FIELD);
  mado_gui_assert_all_named (one.gui);
  mado_gui_show (one.gui, "factor-picture");
  uri = dup_scanned ();
  answer ("000000");
  mado_gui_await_told (one.gui, "コードが違う");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, CODE_FIELD);
  mado_gui_type_key (one.gui, "ctrl+a");
  authenticator_show (uri, mado_instant_now (), -1, code);
  answer (code);
  mado_gui_await_told (one.gui, "次回のログインから");
  mado_gui_show (one.gui, "factor-on");
  mado_gui_type_key (one.gui, "Escape");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  gui_terminal_leave (&one);
  come_as ("yamada", DOOR_WORLD_PASSWORD);
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, CODE_FIELD);
  authenticator_show (uri, mado_instant_now (), 0, code);
  answer (code);
  await_inside ("yamada");
  gui_terminal_leave (&one);
}

/* What is wrong with the new password is said, and the one that was good for once is not asked for again. */
static void
test_password_that_was_good_for_once_is_changed (void)
{
  g_autofree char *one_time = give_new_password ("tanaka");
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);

  come_as ("tanaka", one_time);
  gui_signer_lock_key (&one, key, one_time); /* what he signs with follows his password */
  mado_gui_await_told (one.gui, "いまのパスワードは1回限りです");
  mado_gui_assert_all_named (one.gui);
  mado_gui_show (one.gui, "entrance-next");
  choose_password (OWN_PASSWORD, "another password");
  mado_gui_await_told (one.gui, "2つのパスワードが一致しません");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, AGAIN_FIELD);
  mado_gui_type_key (one.gui, "shift+Tab");
  mado_gui_type_key (one.gui, "shift+Tab");
  choose_password ("too short", "too short");
  mado_gui_await_told (one.gui, "パスワードは12文字以上にしてください");
  mado_gui_show (one.gui, "entrance-next-short");
  choose_password ("I am tanaka, too", "I am tanaka, too");
  mado_gui_await_told (one.gui, "アカウント名を含めることはできません");
  choose_password (OWN_PASSWORD, OWN_PASSWORD);
  await_inside ("tanaka");
  g_assert_true (gui_signer_opens_key (&one, OWN_PASSWORD) && !gui_signer_opens_key (&one, one_time));
  gui_terminal_leave (&one);
  come_as ("tanaka", one_time);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "アカウントまたはパスワードが違います");
  answer (OWN_PASSWORD);
  await_inside ("tanaka");
  gui_terminal_leave (&one);
}

static void
test_lock_says_until_when (void)
{
  come_as ("kato", "not the password");
  for (guint i = 1; i <= 5; i++) {
    mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "アカウントまたはパスワードが違います");
    mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, PASSWORD_FIELD);
    answer ("not the password");
  }
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "ログインできません");
  mado_gui_await_told (one.gui, "失敗が続いたため");
  mado_gui_await_told (one.gui, "ロック解除：");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, PASSWORD_FIELD);
  mado_gui_show (one.gui, "entrance-locked");
  answer (DOOR_WORLD_PASSWORD); /* the right one does not help now */
  mado_gui_await_told (one.gui, "ロック解除：");
  gui_terminal_leave (&one);
}

/* The profile that was opened another way is his again: also where nobody can be asked. */
static void
test_new_password_opens_without_the_service (void)
{
  gui_service_stop (&service);
  come_as ("sato", DOOR_WORLD_PASSWORD);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "アカウントまたはパスワードが違います");
  answer (OWN_PASSWORD);
  mado_gui_await_told (one.gui, "オフラインです");
  gui_terminal_open_first (&one);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "said before it was forgotten");
  gui_terminal_kill (&one);
  world_start (&service.door.world); /* which signs nobody in: some have another password by now */
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
  static const char *const people[] = { "sato", "suzuki", "tanaka", "kato", "yamada" };
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  take_little_time ();
  gui_service_set_up (&service);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    door_world_add (&service.door, people[i], "verifier", LONG);
  gui_terminal_set_up (&one, &service, "w-1", "sato");

  g_test_add_func ("/entrance/forgotten-password-loses-no-work", test_forgotten_password_loses_no_work);
  g_test_add_func ("/entrance/authenticator-is-asked-after-the-password",
                   test_authenticator_is_asked_after_the_password);
  g_test_add_func ("/entrance/lost-authenticator-is-off-with-a-new-password",
                   test_lost_authenticator_is_off_with_a_new_password);
  g_test_add_func ("/entrance/authenticator-is-set-up-at-the-window", test_authenticator_is_set_up_at_the_window);
  g_test_add_func ("/entrance/password-that-was-good-for-once-is-changed",
                   test_password_that_was_good_for_once_is_changed);
  g_test_add_func ("/entrance/lock-says-until-when", test_lock_says_until_when);
  g_test_add_func ("/entrance/new-password-opens-without-the-service", test_new_password_opens_without_the_service);
  status = g_test_run ();
  gui_terminal_tear_down (&one);
  gui_service_tear_down (&service);

  return status;
}
