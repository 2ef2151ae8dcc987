/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody whose key is in a security key signs at the window: whatever may be wrong with it is said, and nothing is
 * signed; touched, it signs, and the service takes it. The real program and libfido2, at a key in software. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "gui-signer.h"
#include "mado-touch-key.h"
#include "soft-key.h"

#define LONG "2099-03-31"
#define NUMBER "P-0002"
#define TOUCH "セキュリティキーに触れてください"
#define ASK_PIN "PINを入力してください"
#define PIN "2468"

static GuiService service;
static GuiTerminal desk;
static DoorVisitor *sato, *ota;
static char *keys; /* a folder: what happens to the security key */

static void
put (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (keys, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
take_away (const char *name)
{
  g_autofree char *path = g_build_filename (keys, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
sign_again (void)
{
  gui_signer_type_password (&desk, DOOR_WORLD_PASSWORD);
}

static void
type_pin (const char *pin)
{
  mado_gui_await (desk.gui, ATSPI_ROLE_ALERT, ASK_PIN);
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "セキュリティキーのPIN");
  mado_gui_type_text (desk.gui, pin);
  mado_gui_type_key (desk.gui, "Return");
}

/* --- nothing is signed -------------------------------------------------------------------------------------------- */

static void
test_none_is_plugged_in (void)
{
  gui_signer_make_media (&service, sato, (const char *const[]) { NUMBER, NULL });
  g_setenv ("SOFT_KEYS", keys, TRUE);
  g_setenv ("LD_PRELOAD", g_getenv ("MADO_TEST_SOFT_KEYS"), TRUE); /* for the program alone */
  gui_terminal_start (&desk);
  g_unsetenv ("LD_PRELOAD");
  gui_terminal_sign_in (&desk, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (desk.gui, "同期済み");
  gui_signer_give_key (&desk, ota->key);
  gui_signer_open_entry (&desk, NUMBER);
  gui_signer_seal (&desk, "B-78", "S-7002", DOOR_WORLD_PASSWORD);
  mado_gui_await_told (desk.gui, "差し込んで、もう一度署名してください");
  mado_gui_show (desk.gui, "security-key-missing");
}

static void
test_it_is_somebody_elses (void)
{
  put ("plugged", "");
  put ("stranger", "");
  sign_again ();
  mado_gui_await_told (desk.gui, "あなたのセキュリティキーではありません");
  mado_gui_show (desk.gui, "security-key-of-another");
  take_away ("stranger");
}

static void
test_it_waits_to_be_touched_and_one_can_give_up (void)
{
  sign_again ();
  mado_gui_await (desk.gui, ATSPI_ROLE_ALERT, TOUCH);
  mado_gui_show (desk.gui, "security-key-touch");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "署名しない(N)");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_ALERT, NULL);
  mado_gui_await_told (desk.gui, "中止しました");
}

static void
test_it_is_pulled_out (void)
{
  sign_again ();
  mado_gui_await (desk.gui, ATSPI_ROLE_ALERT, TOUCH);
  take_away ("plugged");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_ALERT, NULL);
  mado_gui_await_told (desk.gui, "抜かれたか");
  put ("plugged", "");
}

static void
test_its_pin_is_wrong_or_not_said (void)
{
  put ("pin", PIN);
  sign_again ();
  mado_gui_await (desk.gui, ATSPI_ROLE_ALERT, ASK_PIN);
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "セキュリティキーのPIN");
  mado_gui_show (desk.gui, "security-key-pin");
  mado_gui_type_key (desk.gui, "Escape");
  mado_gui_await_told (desk.gui, "中止しました");
  sign_again ();
  type_pin ("1357");
  mado_gui_await_told (desk.gui, "セキュリティキーのPINが違います");
}

/* --- it signs ----------------------------------------------------------------------------------------------------- */

static void
test_what_it_signed_is_taken (void)
{
  g_autofree char *log = door_world_show_log (&service.door);

  g_assert_null (strstr (log, "\"handover.seal\""));
  sign_again ();
  type_pin (PIN);
  mado_gui_await (desk.gui, ATSPI_ROLE_ALERT, TOUCH);
  put ("touched", "");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "封緘済み");
  g_free (log);
  log = gui_signer_await_log (&service, "\"handover.seal\"");
  g_assert_null (strstr (log, "refused"));
  mado_gui_await_told (desk.gui, "同期済み");
}

/* --- another one -------------------------------------------------------------------------------------------------- */

/* Made at the window, in a security key: it wants PIN and touch as a signature does. The register has the earlier one.
 */
static void
test_another_key_is_made_in_it (void)
{
  g_autofree char *before = NULL, *after = NULL;

  mado_gui_press (desk.gui, ATSPI_ROLE_TOGGLE_BUTTON, "メインメニュー");
  mado_gui_press (desk.gui, ATSPI_ROLE_MENU_ITEM, "自分の署名鍵(K)…");
  mado_gui_await_told (desk.gui, "取扱者名簿にこの鍵が記載されています。署名できます。");
  before = mado_gui_dup_fitting (desk.gui, GUI_SIGNER_KEY);
  gui_signer_choose_way (&desk, "鍵を作り直す…");
  mado_gui_await (desk.gui, ATSPI_ROLE_DIALOG, "署名鍵の作り直し");
  mado_gui_assert_all_named (desk.gui);
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, "ご自身のパスワード");
  mado_gui_type_text (desk.gui, DOOR_WORLD_PASSWORD);
  mado_gui_type_key (desk.gui, "Tab"); /* past what shows it */
  mado_gui_type_key (desk.gui, "Tab");
  mado_gui_type_key (desk.gui, "space");
  mado_gui_show (desk.gui, "security-key-make");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "鍵を作る(M)");
  type_pin (PIN);
  mado_gui_await (desk.gui, ATSPI_ROLE_ALERT, TOUCH);
  put ("touched", "");
  mado_gui_await_told (desk.gui, "取扱者名簿には、あなたの別の鍵が記載されています。まだ署名できません。");
  mado_gui_show (desk.gui, "security-key-made");
  after = mado_gui_dup_fitting (desk.gui, GUI_SIGNER_KEY);
  g_assert_cmpuint (strlen (after), ==, strlen (before)); /* one of a security key, and another one */
  g_assert_cmpstr (after, !=, before);
  mado_gui_type_key (desk.gui, "Escape");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_DIALOG, NULL);
  gui_terminal_leave (&desk);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  soft_keys_reset ();
  keys = g_dir_make_tmp ("mado-keys-XXXXXX", NULL);
  gui_service_set_up (&service);
  sato = door_world_add (&service.door, "sato", "lead", LONG);
  ota = door_world_add_with_key (&service.door, "ota", "lead", LONG, mado_touch_key_enrol (NULL));
  gui_terminal_set_up (&desk, &service, "w-1", "ota");

  g_test_add_func ("/security-key/none-is-plugged-in", test_none_is_plugged_in);
  g_test_add_func ("/security-key/it-is-somebody-elses", test_it_is_somebody_elses);
  g_test_add_func ("/security-key/it-waits-to-be-touched-and-one-can-give-up",
                   test_it_waits_to_be_touched_and_one_can_give_up);
  g_test_add_func ("/security-key/it-is-pulled-out", test_it_is_pulled_out);
  g_test_add_func ("/security-key/its-pin-is-wrong-or-not-said", test_its_pin_is_wrong_or_not_said);
  g_test_add_func ("/security-key/what-it-signed-is-taken", test_what_it_signed_is_taken);
  g_test_add_func ("/security-key/another-key-is-made-in-it", test_another_key_is_made_in_it);
  status = g_test_run ();
  gui_terminal_tear_down (&desk);
  gui_service_tear_down (&service);
  g_free (keys);

  return status;
}
