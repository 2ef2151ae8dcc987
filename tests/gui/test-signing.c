/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody signs at the window, and the service takes it: it hears his password again, and where it cannot be asked
 * nothing is signed. The real program at a real service. */

#include <locale.h>

#include "gui-terminal.h"
#include "handover-desk.h"
#include "mado-personal-key.h"

#define LONG "2099-03-31"
#define NUMBER "P-0001"

static const MadoArgon2idCost cheap = { .memory = 8, .passes = 1, .lanes = 1 };

static GuiService service;
static GuiTerminal one, two;
static DoorVisitor *sato;

/* --- what there is to sign ---------------------------------------------------------------------------------------- */

static void
push_signed (const MadoOperation *plain)
{
  g_autoptr (MadoOperation) operation = mado_operation_sign (plain, sato->key, NULL);

  terminal_keep (sato->terminal, operation);
  door_world_push (sato);
}

static void
make_medium (void)
{
  g_autoptr (MadoOperation) plain = NULL;

  door_world_sign_in (&service.door, sato);
  door_world_take_leave (sato);
  plain = terminal_write (sato->terminal, ward_draw_id (service.door.world.notes), "handover.make", HANDOVER_MEDIUM,
                          NUMBER);
  push_signed (plain);
}

/* The register has his key; so has this terminal from now on. */
static void
give_key (void)
{
  g_autofree char *profile = g_build_filename (one.home, "madoguchi", "terminal", "sato.ninpu-r7", NULL);
  char typed[] = DOOR_WORLD_PASSWORD;
  g_autoptr (MadoSecret) password = mado_secret_new_wiping (typed, sizeof typed - 1);
  g_autoptr (GError) error = NULL;

  mado_personal_key_save (profile, sato->key, password, &cheap, &error);
  g_assert_no_error (error);
}

/* --- at the window ------------------------------------------------------------------------------------------------ */

static void
open_entry (const GuiTerminal *at)
{
  mado_gui_await_told (at->gui, "媒体台帳");
  mado_gui_type_key (at->gui, "alt+5");
  mado_gui_await_told (at->gui, NUMBER);
  mado_gui_type_text (at->gui, NUMBER);
  mado_gui_type_key (at->gui, "Return");
  mado_gui_await (at->gui, ATSPI_ROLE_LABEL, "署名された記録");
}

static void
seal (const char *password)
{
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "袋を封緘する");
  mado_gui_await (one.gui, ATSPI_ROLE_DIALOG, "袋を封緘する");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "鍵付き袋の番号");
  mado_gui_type_text (one.gui, "B-77");
  mado_gui_type_key (one.gui, "Tab");
  mado_gui_type_text (one.gui, "S-7001");
  mado_gui_type_key (one.gui, "Tab");
  mado_gui_type_text (one.gui, password);
  mado_gui_type_key (one.gui, "Return");
}

static void
sign_again (const char *password)
{
  mado_gui_type_text (one.gui, password);
  mado_gui_type_key (one.gui, "Return");
}

/* Returns: (transfer full): what the logs say as soon as @text stands there */
static char *
await_in_log (const char *text)
{
  for (guint i = 0; i < 300; i++) {
    g_autofree char *log = door_world_show_log (&service.door);

    if (strstr (log, text) != NULL)
      return g_steal_pointer (&log);
    g_usleep (G_USEC_PER_SEC / 10);
  }
  g_error ("the service never heard of it: %s", text);
}

/* --- together ----------------------------------------------------------------------------------------------------- */

static void
test_nothing_is_signed_without_the_service (void)
{
  make_medium ();
  gui_terminal_start (&one);
  gui_terminal_sign_in (&one, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "同期済み");
  give_key ();
  open_entry (&one);
  gui_service_stop (&service);
  seal (DOOR_WORLD_PASSWORD);
  mado_gui_await_told (one.gui, "サービスへの接続が必要です。署名していません");
  mado_gui_show (one.gui, "signing-offline");
}

static void
test_what_is_signed_with_the_password_is_taken (void)
{
  g_autofree char *log = NULL;

  gui_service_start (&service);
  sign_again ("not the password");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "パスワードが違います。署名していません。");
  sign_again (DOOR_WORLD_PASSWORD);
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "封緘済み");
  log = await_in_log ("\"handover.seal\"");
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
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "あなたのパスワード");
  sign_again (DOOR_WORLD_PASSWORD);
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  log = await_in_log ("\"handover.attach\"");
  g_assert_null (strstr (log, "refused"));
  mado_gui_await_told (one.gui, "同期済み");
  gui_terminal_start (&two);
  gui_terminal_sign_in (&two, DOOR_WORLD_PASSWORD);
  open_entry (&two);
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

  g_test_add_func ("/signing/nothing-is-signed-without-the-service", test_nothing_is_signed_without_the_service);
  g_test_add_func ("/signing/what-is-signed-with-the-password-is-taken",
                   test_what_is_signed_with_the_password_is_taken);
  g_test_add_func ("/signing/photo-is-seen-at-the-other-terminal", test_photo_is_seen_at_the_other_terminal);
  status = g_test_run ();
  gui_terminal_tear_down (&two);
  gui_terminal_tear_down (&one);
  gui_service_tear_down (&service);

  return status;
}
