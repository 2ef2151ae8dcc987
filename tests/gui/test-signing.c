/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody who has no key yet makes one at the window, whoever keeps the register enters it, and what he signs the
 * service takes: it hears his password again, and where it cannot be asked nothing is signed. The real program at a
 * real service. */

#include <locale.h>
#include <string.h>

#include "gui-signer.h"

#define LONG "2099-03-31"
#define NUMBER "P-0001"
#define EARLIER "it was another one"
#define IN_REGISTER "見本 太郎" /* as DoorWorld names people */
#define NO_KEY "この端末にあなたの署名鍵がありません。メインメニューの「自分の署名鍵…」で作ってください。"

static GuiService service;
static GuiTerminal one, two;
static DoorVisitor *sato;

/* --- together ----------------------------------------------------------------------------------------------------- */

/* He finds out when he signs. What he typed stays, and the way to a key is where he is. */
static void
test_who_has_no_key_is_told_where_to_get_one (void)
{
  gui_signer_make_media (&service, sato, (const char *const[]) { NUMBER, NULL });
  gui_terminal_start (&one);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "同期済み");
  gui_signer_open_entry (&one, NUMBER);
  gui_signer_seal (&one, "B-77", "S-7001", DOOR_WORLD_PASSWORD);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, NO_KEY);
  mado_gui_await_above (one.gui, ATSPI_ROLE_TEXT, "あなたのパスワード", ATSPI_ROLE_LABEL,
                        NO_KEY); /* and not behind it */
  mado_gui_assert_all_named (one.gui);
  mado_gui_show (one.gui, "signing-no-key");
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "自分の署名鍵(K)…");
  mado_gui_await (one.gui, ATSPI_ROLE_DIALOG, "自分の署名鍵を作る");
  mado_gui_assert_all_named (one.gui);
  mado_gui_show (one.gui, "signing-key-make");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "ご自身のパスワード");
  mado_gui_type_text (one.gui, "not the password");
  mado_gui_type_key (one.gui, "Return");
  mado_gui_await_told (one.gui, "パスワードが違います");
}

/* Nobody enters his own key. Until somebody has, he is told that he cannot sign; then at once that he can. */
static void
test_key_is_made_and_entered_by_somebody_else (void)
{
  g_autofree char *key = gui_signer_make_key (&one, DOOR_WORLD_PASSWORD);

  mado_gui_await_told (one.gui, "まだ署名できません");
  mado_gui_assert_all_named (one.gui);
  mado_gui_show (one.gui, "signing-key-made");
  gui_terminal_start (&two);
  gui_terminal_sign_in (&two, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (two.gui, "同期済み");
  gui_signer_enter_key (&two, IN_REGISTER, key);
  mado_gui_await_told (one.gui, "取扱者名簿にこの鍵が記載されています。署名できます。");
  mado_gui_show (one.gui, "signing-key-entered");
  mado_gui_type_key (one.gui, "Escape"); /* which also brings its window before the other one */
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, "自分の署名鍵");
}

static void
test_nothing_is_signed_without_the_service (void)
{
  gui_service_stop (&service);
  gui_signer_type_password (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "サービスへの接続が必要です。署名していません");
  mado_gui_show (one.gui, "signing-offline");
}

/* His password was changed at another terminal; the key of this one opens with the earlier one, until he locks it
 * anew. Whoever does not know the earlier one changes nothing. */
static void
test_key_that_an_earlier_password_locks_is_locked_anew (void)
{
  gui_service_start (&service);
  gui_signer_relock_key (&one, DOOR_WORLD_PASSWORD, EARLIER);
  gui_signer_type_password (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "署名鍵は変更前のパスワードで開くままです");
  mado_gui_show (one.gui, "signing-key-earlier");
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "自分の署名鍵(K)…");
  mado_gui_await (one.gui, ATSPI_ROLE_DIALOG, "自分の署名鍵");
  gui_signer_choose_way (&one, "パスワードを変更した…");
  mado_gui_await (one.gui, ATSPI_ROLE_DIALOG, "パスワードを変更した場合");
  mado_gui_assert_all_named (one.gui);
  gui_signer_type_passwords (&one, "not the password", DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "鍵を開くパスワードと違います。何も変更していません。");
  g_assert_true (gui_signer_opens_key (&one, EARLIER));
  mado_gui_show (one.gui, "signing-key-anew");
  gui_signer_type_passwords (&one, EARLIER, DOOR_WORLD_PASSWORD);
  mado_gui_await (one.gui, ATSPI_ROLE_DIALOG, "自分の署名鍵");
  mado_gui_await_told (one.gui, "取扱者名簿にこの鍵が記載されています。署名できます。");
  g_assert_true (gui_signer_opens_key (&one, DOOR_WORLD_PASSWORD));
  mado_gui_type_key (one.gui, "Escape");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, "自分の署名鍵");
}

static void
test_what_is_signed_with_the_password_is_taken (void)
{
  g_autofree char *log = NULL;

  gui_signer_type_password (&one, "not the password");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "パスワードが違います。署名していません。");
  gui_signer_type_password (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "封緘済み");
  log = gui_signer_await_log (&service, "\"handover.seal\"");
  g_assert_nonnull (strstr (log, "\"access.leave\""));
  g_assert_null (strstr (log, "refused"));
}

/* Dropped and signed for at one terminal, fetched from the service and seen at another. */
static void
test_photo_is_seen_at_the_other_terminal (void)
{
  g_autofree char *scan = g_canonicalize_filename ("tests/data/documents/decision-1.png", NULL);
  g_autofree char *log = NULL;

  mado_gui_drop_file (one.gui, scan, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_await (one.gui, ATSPI_ROLE_DIALOG, "写真・写しを付ける");
  mado_gui_await (one.gui, ATSPI_ROLE_IMAGE, "書類 1 / 1");
  mado_gui_type_text (one.gui, "fuin S-7001");
  mado_gui_type_key (one.gui, "Tab");
  gui_signer_type_password (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  log = gui_signer_await_log (&service, "\"handover.attach\"");
  g_assert_null (strstr (log, "refused"));
  mado_gui_await_told (one.gui, "同期済み");
  mado_gui_await_told (two.gui, "同期済み");
  gui_signer_open_entry (&two, NUMBER);
  mado_gui_press (two.gui, ATSPI_ROLE_BUTTON, "fuin S-7001");
  mado_gui_await (two.gui, ATSPI_ROLE_DIALOG, "fuin S-7001");
  mado_gui_await (two.gui, ATSPI_ROLE_IMAGE, "書類 1 / 1");
  mado_gui_show (two.gui, "signing-photo-fetched");
  mado_gui_type_key (two.gui, "Escape");
  mado_gui_await_gone (two.gui, ATSPI_ROLE_DIALOG, NULL);
  gui_terminal_leave (&two);
  gui_terminal_leave (&one);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_service_set_up (&service);
  sato = door_world_add (&service.door, "sato", "lead", LONG);
  door_world_add (&service.door, "ota", "lead", LONG);
  gui_terminal_set_up (&one, &service, "w-1", "sato");
  gui_terminal_set_up (&two, &service, "w-2", "ota");

  g_test_add_func ("/signing/who-has-no-key-is-told-where-to-get-one", test_who_has_no_key_is_told_where_to_get_one);
  g_test_add_func ("/signing/key-is-made-and-entered-by-somebody-else", test_key_is_made_and_entered_by_somebody_else);
  g_test_add_func ("/signing/nothing-is-signed-without-the-service", test_nothing_is_signed_without_the_service);
  g_test_add_func ("/signing/key-that-an-earlier-password-locks-is-locked-anew",
                   test_key_that_an_earlier_password_locks_is_locked_anew);
  g_test_add_func ("/signing/what-is-signed-with-the-password-is-taken",
                   test_what_is_signed_with_the_password_is_taken);
  g_test_add_func ("/signing/photo-is-seen-at-the-other-terminal", test_photo_is_seen_at_the_other_terminal);
  status = g_test_run ();
  gui_terminal_tear_down (&two);
  gui_terminal_tear_down (&one);
  gui_service_tear_down (&service);

  return status;
}
