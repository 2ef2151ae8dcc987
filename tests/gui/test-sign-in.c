/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in, and each refusal that somebody at a terminal meets. */

#include <glib/gstdio.h>
#include <locale.h>

#include "gui-ward.h"
#include "mado-terminal.h"

static MadoGui *
try (const char *account, const char *password)
{
  MadoGui *gui = mado_gui_start (NULL);

  mado_gui_await (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_type_text (gui, account);
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, password);
  mado_gui_type_key (gui, "Return");

  return gui;
}

static void
test_opens_profile (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "verifier-1");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "審査担当");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
}

/* The account stays, the password alone is typed again. */
static void
test_wrong_password_is_typed_again (void)
{
  g_autoptr (MadoGui) gui = try ("verifier-1", "wrong");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "アカウントまたはパスワードが違います");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "パスワードをもう一度入力してください。Caps Lockが入っていないか確かめてください。");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_assert_all_named (gui);
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "審査担当");
  mado_gui_quit (gui);
}

static void
test_what_is_missing_is_asked_for (void)
{
  g_autoptr (MadoGui) gui = try ("", "");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "アカウントを入力してください");
  mado_gui_type_text (gui, "verifier-1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "パスワードを入力してください");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_quit (gui);
}

static void
test_unknown_account (void)
{
  g_autoptr (MadoGui) gui = try ("nobody-1", "secret");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "このアカウントのデータは、この端末にありません");
  mado_gui_quit (gui);
}

/* What is typed becomes the name of a file. */
static void
test_account_leads_nowhere_else (void)
{
  g_autoptr (MadoGui) gui = try ("../verifier-1", "secret");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "アカウントに使えない文字があります");
  mado_gui_quit (gui);
}

static void
test_damaged_key_is_said_with_its_code (void)
{
  g_autoptr (MadoGui) gui = NULL;

  gui_ward_spoil ("lead-1", ".key");
  gui = try ("lead-1", GUI_WARD_PASSWORD);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "このアカウントの鍵が壊れています");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "管理者に連絡し、番号を読み上げてください。\n番号：key-damaged");
  mado_gui_quit (gui);
}

static void
test_lost_share_is_said (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autofree char *share = g_build_filename (folder, "terminal.share", NULL);
  g_autofree char *elsewhere = g_strconcat (share, ".elsewhere", NULL);
  g_autoptr (MadoGui) gui = NULL;

  g_assert_cmpint (g_rename (share, elsewhere), ==, 0);
  gui = try ("verifier-1", GUI_WARD_PASSWORD);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "この端末の鍵が見つかりません");
  g_assert_cmpint (g_rename (elsewhere, share), ==, 0);
  mado_gui_quit (gui);
}

static void
test_signing_out_leads_back (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "審査担当");
  mado_gui_type_key (gui, "F10");
  mado_gui_press (gui, ATSPI_ROLE_MENU_ITEM, "ログアウト(O)");
  mado_gui_await (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "審査担当");
  mado_gui_quit (gui);
}

/* Whoever has no ward practises in one that does not exist. */
static void
test_practice_says_that_it_is (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_await (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "架空のデータで練習する(P)");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "練習");
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, NULL);
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "練習　登場する人は架空です。端末の外には何も送られません");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "verifier-1");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
}

/* Opening a case is the first exercise: what was really done ticks it, beginning again takes the tick away. */
static void
test_exercise_is_ticked_by_the_work (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_await (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "架空のデータで練習する(P)");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "練習");
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "練習の課題 10件");
  mado_gui_type_key (gui, "alt+5");
  mado_gui_await_told (gui, "課題 0 / 10 ができました");
  mado_gui_await_told (gui, "審査待ちの案件を1件開く");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "alt+1");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "練習の課題 9件");
  mado_gui_type_key (gui, "alt+5");
  mado_gui_await_told (gui, "課題 1 / 10 ができました");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "始めからやり直す(B)");
  mado_gui_await_told (gui, "課題 0 / 10 ができました");
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make ("verifier", 40);
  gui_ward_make ("lead", 0);

  g_test_add_func ("/sign-in/opens-profile", test_opens_profile);
  g_test_add_func ("/sign-in/wrong-password-is-typed-again", test_wrong_password_is_typed_again);
  g_test_add_func ("/sign-in/what-is-missing-is-asked-for", test_what_is_missing_is_asked_for);
  g_test_add_func ("/sign-in/unknown-account", test_unknown_account);
  g_test_add_func ("/sign-in/account-leads-nowhere-else", test_account_leads_nowhere_else);
  g_test_add_func ("/sign-in/damaged-key-is-said-with-its-code", test_damaged_key_is_said_with_its_code);
  g_test_add_func ("/sign-in/lost-share-is-said", test_lost_share_is_said);
  g_test_add_func ("/sign-in/signing-out-leads-back", test_signing_out_leads_back);
  g_test_add_func ("/sign-in/practice-says-that-it-is", test_practice_says_that_it_is);
  g_test_add_func ("/sign-in/exercise-is-ticked-by-the-work", test_exercise_is_ticked_by_the_work);

  return g_test_run ();
}
