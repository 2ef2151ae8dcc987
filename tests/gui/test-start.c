/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first walk: a terminal that belongs to no ward yet, driven as its user drives it. */

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "mado-config.h"
#include "mado-gui.h"
#include "mado-shortcuts.h"

/* A dialog keeps the program's keys to itself until it is closed. */
static void
close_dialog_and_quit (MadoGui *gui)
{
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

static void
test_greets (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_await (gui, ATSPI_ROLE_FRAME, "まどぐち");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "まどぐち");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "この端末には、まだ区が設定されていません（バージョン " MADO_VERSION "）");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "管理者から受け取ったファイルとコードで登録します。");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
}

static void
test_menu_leads_to_shortcuts (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_type_key (gui, "F10");
  mado_gui_await (gui, ATSPI_ROLE_MENU_ITEM, "ヘルプ(H)");
  mado_gui_await (gui, ATSPI_ROLE_MENU_ITEM, "まどぐちについて(A)");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_MENU_ITEM, "キー操作の一覧(K)");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "キー操作の一覧");
  close_dialog_and_quit (gui);
}

static void
test_shortcuts_are_listed (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_type_key (gui, "ctrl+question");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "キー操作の一覧");
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->key != NULL)
      mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, _ (shortcut->title));
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "Ctrl");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "?");
  mado_gui_assert_all_named (gui);
  close_dialog_and_quit (gui);
}

static void
test_about_is_shown (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_type_key (gui, "F10");
  mado_gui_press (gui, ATSPI_ROLE_MENU_ITEM, "まどぐちについて(A)");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "このアプリケーションについて");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "まどぐち開発者一同");
  close_dialog_and_quit (gui);
}

/* The session bus may start the program by one of its actions, before there is a window. */
static void
test_action_opens_window (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start ("--gapplication-service");
  int status = 1;

  g_spawn_command_line_sync ("gdbus wait --session --timeout 20 " MADO_APP_ID, NULL, NULL, &status, NULL);
  g_assert_cmpint (status, ==, 0);
  g_spawn_command_line_sync ("gapplication action " MADO_APP_ID " shortcuts", NULL, NULL, &status, NULL);
  g_assert_cmpint (status, ==, 0);
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "キー操作の一覧");
  close_dialog_and_quit (gui);
}

static void
test_second_start_shows_first_window (void)
{
  g_autoptr (MadoGui) first = mado_gui_start (NULL);

  mado_gui_await (first, ATSPI_ROLE_FRAME, "まどぐち");
  {
    g_autoptr (MadoGui) second = mado_gui_start (NULL);

    mado_gui_assert_quits (second);
  }
  mado_gui_quit (first);
}

static void
test_size_is_remembered (void)
{
  g_autoptr (MadoGui) before = mado_gui_start (NULL);

  mado_gui_await (before, ATSPI_ROLE_FRAME, "まどぐち");
  mado_gui_resize (before, 700, 620);
  mado_gui_type_key (before, "ctrl+w");
  mado_gui_assert_quits (before);

  g_autoptr (MadoGui) after = mado_gui_start (NULL);
  mado_gui_await (after, ATSPI_ROLE_FRAME, "まどぐち");
  mado_gui_assert_size (after, 700, 620);
  mado_gui_quit (after);
}

static void
test_missing_help_viewer_is_said (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_type_key (gui, "F1");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "ヘルプを開けませんでした。ヘルプの閲覧ソフト（yelp）が入っているか確かめてください。");
  mado_gui_quit (gui);
}

/* The first of the next steps has the focus at the start: the arrow goes to the second, and to the third. */
static void
test_help_opens_topic (void)
{
  g_autofree char *opened = mado_gui_install_help_viewer ();
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_type_key (gui, "F1");
  mado_gui_await_help (opened, "sign-in");
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_help (opened, "command-line");
  mado_gui_quit (gui);
}

/* --- a service is set up ------------------------------------------------------------------------------------------ */

#define SET_UP "設定する(S)"
#define ADDRESS "閉域網でのアドレスとポート（例：10.20.0.1:8443）"
#define ONE_TIME "^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$"

static MadoGui *
open_set_up (void)
{
  MadoGui *gui = mado_gui_start (NULL);

  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL); /* the first of the next steps; this is the last */
  mado_gui_type_key (gui, "End");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "サービスを設定する");
  mado_gui_type_key (gui, "Tab"); /* past the choice of a trial */
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, ADDRESS);

  return gui;
}

/* What is missing or cannot be is said where it is, before anything is made. */
static void
test_set_up_says_what_is_missing (void)
{
  g_autoptr (MadoGui) gui = open_set_up ();

  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "set-up");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "この欄は必須です。");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, ADDRESS);
  mado_gui_type_text (gui, "10.20.0.1");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "端末のネットワーク（例：10.20.0.0/16）");
  mado_gui_type_text (gui, "10.20.0.0/16");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "アドレスとポートを");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, ADDRESS);
  mado_gui_show (gui, "set-up-refused");
  close_dialog_and_quit (gui);
}

static char *
find_trial (void)
{
  return g_build_filename (g_getenv ("XDG_DATA_HOME"), "madoguchi-trial-service", NULL);
}

static void
try_one (MadoGui *gui)
{
  mado_gui_type_key (gui, "shift+Tab");
  mado_gui_type_key (gui, "space");
  mado_gui_await_typed (gui, ADDRESS, "127.0.0.1:8443");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, ADDRESS);
  mado_gui_type_key (gui, "Return");
}

/* Something is in the way: the form stays with what was typed. */
static void
test_set_up_that_fails_can_be_mended (void)
{
  g_autofree char *trial = find_trial ();
  g_autoptr (MadoGui) gui = NULL;

  g_assert_true (g_file_set_contents (trial, "", 0, NULL));
  gui = open_set_up ();
  try_one (gui);
  mado_gui_await_told (gui, "サービスは作られませんでした");
  mado_gui_await_told (gui, "同じ名前のファイルがあります"); /* not only in the words of the command line */
  mado_gui_await_typed (gui, ADDRESS, "127.0.0.1:8443");
  mado_gui_show (gui, "set-up-failed");
  g_unlink (trial);
  close_dialog_and_quit (gui);
}

/* Stands for pkexec(1) where there is no polkit that could ask anybody: it ends as that ends, and runs nothing. */
static void
install_stand_in (int status)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "stand-in", NULL);
  g_autofree char *path = g_build_filename (folder, "pkexec", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nexit %d\n", status);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, NULL));
}

/* Before the program starts. */
static char *
prefer_stand_in (void)
{
  char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *path = g_strdup_printf ("%s/stand-in:%s", g_get_home_dir (), before);

  g_setenv ("PATH", path, TRUE);

  return before;
}

/* The desktop asks whether he may: what he is told is what to do now, in his language, and what he typed stays. */
static void
test_set_up_that_nobody_allowed_says_why (void)
{
  g_autofree char *before = prefer_stand_in ();
  g_autoptr (MadoGui) gui = NULL;

  install_stand_in (126);
  gui = open_set_up ();
  mado_gui_type_text (gui, "10.20.0.1:8443");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "端末のネットワーク（例：10.20.0.0/16）");
  mado_gui_type_text (gui, "10.20.0.0/16");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "許可を確かめる画面が閉じられました");
  mado_gui_await_typed (gui, ADDRESS, "10.20.0.1:8443");
  mado_gui_show (gui, "set-up-dismissed");
  install_stand_in (127);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, SET_UP);
  mado_gui_await_told (gui, "このアカウントには許可がありません");
  mado_gui_show (gui, "set-up-not-allowed");
  close_dialog_and_quit (gui);
  g_setenv ("PATH", before, TRUE);
}

static void
test_set_up_ends_green (void)
{
  g_autofree char *trial = find_trial ();
  g_autofree char *configuration = g_build_filename (trial, "service.conf", NULL);
  g_autofree char *ward = g_build_filename (trial, "kept", "shinjuku.ward", NULL);
  g_autoptr (MadoGui) gui = open_set_up ();
  g_autofree char *one_time = NULL;

  try_one (gui);
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "サービスを開始できます");
  one_time = mado_gui_dup_fitting (gui, ONE_TIME);
  mado_gui_await_told (gui, "すべて最近保存されています。");
  mado_gui_assert_nowhere (gui, "要対応");
  mado_gui_assert_nowhere (gui, "まもなく対応");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "set-up-done");
  g_assert_true (g_file_test (configuration, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (ward, G_FILE_TEST_EXISTS));
  close_dialog_and_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (MADO_GETTEXT_DOMAIN, g_getenv ("MADO_LOCALE_DIR"));
  textdomain (MADO_GETTEXT_DOMAIN);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/start/greets-in-japanese", test_greets);
  g_test_add_func ("/start/menu-leads-to-shortcuts", test_menu_leads_to_shortcuts);
  g_test_add_func ("/start/every-shortcut-is-listed", test_shortcuts_are_listed);
  g_test_add_func ("/start/about-is-shown", test_about_is_shown);
  g_test_add_func ("/start/action-opens-window", test_action_opens_window);
  g_test_add_func ("/start/second-start-shows-first-window", test_second_start_shows_first_window);
  g_test_add_func ("/start/size-is-remembered", test_size_is_remembered);
  g_test_add_func ("/start/missing-help-viewer-is-said", test_missing_help_viewer_is_said);
  g_test_add_func ("/start/help-opens-topic", test_help_opens_topic);
  g_test_add_func ("/start/set-up-says-what-is-missing", test_set_up_says_what_is_missing);
  g_test_add_func ("/start/set-up-that-fails-can-be-mended", test_set_up_that_fails_can_be_mended);
  g_test_add_func ("/start/set-up-that-nobody-allowed-says-why", test_set_up_that_nobody_allowed_says_why);
  g_test_add_func ("/start/set-up-ends-green", test_set_up_ends_green);

  return g_test_run ();
}
