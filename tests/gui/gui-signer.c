/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Entries of the ledger that are made elsewhere, and signed at the window; what came of it is asked of the service. */

#include "gui-signer.h"

#include <string.h>

#include "handover-desk.h"
#include "mado-personal-key.h"

static const MadoArgon2idCost cheap = { .memory = 8, .passes = 1, .lanes = 1 };

/* --- at the window ------------------------------------------------------------------------------------------------ */

static char *
name_profile (const GuiTerminal *at)
{
  g_autofree char *name = g_strconcat (at->account, ".", at->programme, NULL);

  return g_build_filename (at->home, "madoguchi", "terminal", name, NULL);
}

static MadoSecret *
type (const char *text)
{
  g_autofree char *typed = g_strdup (text);

  return mado_secret_new_wiping (typed, strlen (text));
}

/**
 * gui_signer_lock_key:
 * @at: a terminal
 * @key: of its person
 * @password: that opens it
 *
 * This terminal has it from now on.
 */
void
gui_signer_lock_key (const GuiTerminal *at, const MadoSigningKey *key, const char *password)
{
  g_autofree char *profile = name_profile (at);
  g_autoptr (MadoSecret) secret = type (password);
  g_autoptr (GError) error = NULL;

  mado_personal_key_save (profile, key, secret, &cheap, &error);
  g_assert_no_error (error);
}

/**
 * gui_signer_opens_key:
 * @at: a terminal that has the key of its person
 * @password: any
 *
 * Returns: whether it opens the key
 */
gboolean
gui_signer_opens_key (const GuiTerminal *at, const char *password)
{
  g_autofree char *profile = name_profile (at);
  g_autoptr (MadoSecret) secret = type (password);
  g_autoptr (MadoSigningKey) key = mado_personal_key_unlock (profile, secret, NULL);

  return key != NULL;
}

/**
 * gui_signer_give_key:
 * @at: a terminal where its person has signed in
 * @key: the person's, which the register has
 *
 * This terminal has it from now on.
 */
void
gui_signer_give_key (const GuiTerminal *at, const MadoSigningKey *key)
{
  gui_signer_lock_key (at, key, DOOR_WORLD_PASSWORD);
}

/**
 * gui_signer_relock_key:
 * @at: a terminal that has the key of its person
 * @before: what opens it
 * @after: what opens it from now on
 *
 * As if the key had stayed behind when the password was changed elsewhere.
 */
void
gui_signer_relock_key (const GuiTerminal *at, const char *before, const char *after)
{
  g_autofree char *profile = name_profile (at);
  g_autoptr (MadoSecret) old = type (before), new = type (after);
  g_autoptr (GError) error = NULL;

  mado_personal_key_change_password (profile, old, new, &cheap, &error);
  g_assert_no_error (error);
}

/**
 * gui_signer_make_key:
 * @at: a terminal where somebody is about to make the key that he signs with
 * @password: of his account
 *
 * Returns: (transfer full): what the window then says that the register has to have, as it stands there
 */
char *
gui_signer_make_key (const GuiTerminal *at, const char *password)
{
  mado_gui_await_focus (at->gui, ATSPI_ROLE_TEXT, "ご自身のパスワード");
  mado_gui_type_text (at->gui, password);
  mado_gui_type_key (at->gui, "Return");
  mado_gui_await (at->gui, ATSPI_ROLE_DIALOG, "自分の署名鍵");

  return mado_gui_dup_fitting (at->gui, GUI_SIGNER_KEY);
}

/**
 * gui_signer_enter_key:
 * @at: a terminal where somebody works who keeps the register
 * @person: whose key is another one from now on
 * @key: as it was told
 */
void
gui_signer_enter_key (const GuiTerminal *at, const char *person, const char *key)
{
  g_autofree char *menu = g_strconcat (person, "の操作", NULL);

  mado_gui_click (at->gui, ATSPI_ROLE_LIST_ITEM, "取扱者名簿");
  mado_gui_press (at->gui, ATSPI_ROLE_TOGGLE_BUTTON, menu);
  mado_gui_press (at->gui, ATSPI_ROLE_MENU_ITEM, "鍵を替える(K)…");
  mado_gui_await_focus (at->gui, ATSPI_ROLE_TEXT, "公開鍵（64桁または66桁）");
  mado_gui_type_text (at->gui, key);
  mado_gui_type_key (at->gui, "Tab");
  mado_gui_await_focus (at->gui, ATSPI_ROLE_TEXT, "理由（必須）");
  mado_gui_type_text (at->gui, "hajimete");
  mado_gui_show (at->gui, "signing-key-register");
  mado_gui_type_key (at->gui, "Return");
  mado_gui_await_gone (at->gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (at->gui, "同期済み");
}

/**
 * gui_signer_open_entry:
 * @at: a terminal where somebody of the contractor's has signed in
 * @number: of a medium
 */
void
gui_signer_open_entry (const GuiTerminal *at, const char *number)
{
  mado_gui_await_told (at->gui, "媒体台帳");
  mado_gui_type_key (at->gui, "alt+5");
  mado_gui_await_told (at->gui, number);
  mado_gui_type_text (at->gui, number);
  mado_gui_type_key (at->gui, "Return");
  mado_gui_await (at->gui, ATSPI_ROLE_LABEL, "署名された記録");
}

/**
 * gui_signer_type_password:
 * @at: a terminal with a dialog that asks for the password of whoever signs
 * @password: what is typed
 */
void
gui_signer_type_password (const GuiTerminal *at, const char *password)
{
  mado_gui_await_focus (at->gui, ATSPI_ROLE_TEXT, "あなたのパスワード");
  mado_gui_type_text (at->gui, password);
  mado_gui_type_key (at->gui, "Return");
}

/**
 * gui_signer_type_passwords:
 * @at: a terminal with the dialog that locks a key anew
 * @earlier: typed as what opens it
 * @now: typed as what shall
 */
void
gui_signer_type_passwords (const GuiTerminal *at, const char *earlier, const char *now)
{
  mado_gui_await_focus (at->gui, ATSPI_ROLE_TEXT, "変更前のパスワード");
  mado_gui_type_text (at->gui, earlier);
  mado_gui_type_key (at->gui, "Tab"); /* past what shows it */
  mado_gui_type_key (at->gui, "Tab");
  mado_gui_await_focus (at->gui, ATSPI_ROLE_TEXT, "今のパスワード");
  mado_gui_type_text (at->gui, now);
  mado_gui_type_key (at->gui, "Return");
}

/**
 * gui_signer_choose_way:
 * @at: a terminal with the dialog about the key of its person
 * @title: of what can be done with it
 */
void
gui_signer_choose_way (const GuiTerminal *at, const char *title)
{
  mado_gui_click (at->gui, ATSPI_ROLE_BUTTON, title);
}

/**
 * gui_signer_seal:
 * @at: a terminal with an entry open
 * @bag: that the medium is put in
 * @seal: of the bag
 * @password: what is typed
 */
void
gui_signer_seal (const GuiTerminal *at, const char *bag, const char *seal, const char *password)
{
  mado_gui_press (at->gui, ATSPI_ROLE_BUTTON, "袋を封緘する");
  mado_gui_await (at->gui, ATSPI_ROLE_DIALOG, "袋を封緘する");
  mado_gui_await_focus (at->gui, ATSPI_ROLE_TEXT, "鍵付き袋の番号");
  mado_gui_type_text (at->gui, bag);
  mado_gui_type_key (at->gui, "Tab");
  mado_gui_type_text (at->gui, seal);
  mado_gui_type_key (at->gui, "Tab");
  gui_signer_type_password (at, password);
}

/* --- at the service ----------------------------------------------------------------------------------------------- */

/**
 * gui_signer_make_media:
 * @service: a service that is up
 * @maker: of its ward
 * @numbers: of the media, %NULL at their end
 *
 * They are made and signed, elsewhere.
 */
void
gui_signer_make_media (GuiService *service, DoorVisitor *maker, const char *const *numbers)
{
  door_world_sign_in (&service->door, maker);
  door_world_take_leave (maker);
  for (guint i = 0; numbers[i] != NULL; i++) {
    g_autoptr (MadoOperation) plain = terminal_write (maker->terminal, ward_draw_id (service->door.world.notes),
                                                      "handover.make", HANDOVER_MEDIUM, numbers[i]);
    g_autoptr (MadoOperation) operation = mado_operation_sign (plain, maker->key, NULL);

    terminal_keep (maker->terminal, operation);
    door_world_push (maker);
  }
}

/**
 * gui_signer_await_log:
 * @service: a service that is up
 * @text: what a terminal is about to send
 *
 * Returns: (transfer full): what the ward's logs say, as soon as that stands there
 */
char *
gui_signer_await_log (GuiService *service, const char *text)
{
  for (guint i = 0; i < 600; i++) {
    g_autofree char *log = door_world_show_log (&service->door);

    if (strstr (log, text) != NULL)
      return g_steal_pointer (&log);
    g_usleep (G_USEC_PER_SEC / 10);
  }
  g_error ("the service never heard of it: %s", text);
}
