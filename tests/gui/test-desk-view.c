/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Work lists, cases, the palette and the lock, by keyboard alone. The ward follows from its seed: names and numbers are
 * always these. */

#include <locale.h>

#include "gui-voice.h"
#include "gui-ward.h"

#define FIRST "0000000336"

static void
test_lists_have_counts (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "返戻 1件");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
}

static void
test_case_opens_and_next_one_follows (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");
  g_autoptr (GuiVoice) voice = gui_voice_listen ();

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "収受・審査待ち　1 / 21件");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "経過");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "ctrl+Page_Down");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "収受・審査待ち　2 / 21件");
  gui_voice_await (voice, "収受・審査待ち　2 / 21件"); /* whose case came, and where it stands */
  mado_gui_type_key (gui, "ctrl+Page_Up");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "収受・審査待ち　1 / 21件");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "経過");
  mado_gui_quit (gui);
}

static void
test_empty_list_says_where_work_is (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("agent-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "振込不能 0件");
  mado_gui_type_key (gui, "alt+2");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "「振込不能」の案件はありません");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "「不備の回答待ち」へ（1件）");
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "「振込不能」の案件はありません");
  mado_gui_quit (gui);
}

static void
test_palette_finds_case (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_assert_all_named (gui);
  mado_gui_type_line (gui, FIRST); /* at once: it is not in the list yet */
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, FIRST);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "経過");
  mado_gui_quit (gui);
}

static void
test_palette_says_what_it_did_not_find (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "zzzz");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "「zzzz」に一致する案件や操作はありません");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* What has no key is found by its name. */
static void
test_palette_takes_a_step (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "収受・審査待ち　1 / 21件");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "経過");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "取下げ");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "取下げ");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "取下げ");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "理由（必須）");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* What stands on a button of the page needs no mouse either. */
static void
test_palette_presses_a_button (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("lead-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "alt+5");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "日次点検…");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_show (gui, "palette-of-a-page");
  mado_gui_type_text (gui, "日次点検");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "日次点検…");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "点検結果を記録する(S)");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "点検結果を記録する(S)");
  mado_gui_quit (gui);
}

/* Whoever comes back finds the dialog open, with what was typed in it. */
static void
test_lock_hides_and_keeps (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "zzzz");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "「zzzz」に一致する案件や操作はありません");
  mado_gui_type_key (gui, "ctrl+shift+l");
  mado_gui_forget_window (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "verifier-1 さんは離席中です");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_await_gone (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_assert_all_named (gui);
  mado_gui_type_text (gui, "wrong");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "アカウントまたはパスワードが違います");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "「zzzz」に一致する案件や操作はありません");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_forget_window (gui);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

static void
test_preferences_hold_at_once (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_type_key (gui, "ctrl+comma");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "設定");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make ("verifier", 40);
  gui_ward_make ("agent", 40);
  gui_ward_make ("lead", 300);

  g_test_add_func ("/desk-view/lists-have-counts", test_lists_have_counts);
  g_test_add_func ("/desk-view/case-opens-and-next-one-follows", test_case_opens_and_next_one_follows);
  g_test_add_func ("/desk-view/empty-list-says-where-work-is", test_empty_list_says_where_work_is);
  g_test_add_func ("/desk-view/palette-finds-case", test_palette_finds_case);
  g_test_add_func ("/desk-view/palette-says-what-it-did-not-find", test_palette_says_what_it_did_not_find);
  g_test_add_func ("/desk-view/palette-takes-a-step", test_palette_takes_a_step);
  g_test_add_func ("/desk-view/palette-presses-a-button", test_palette_presses_a_button);
  g_test_add_func ("/desk-view/lock-hides-and-keeps", test_lock_hides_and_keeps);
  g_test_add_func ("/desk-view/preferences-hold-at-once", test_preferences_hold_at_once);

  return g_test_run ();
}
