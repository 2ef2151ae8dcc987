/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people here do all day: they type kana and make kanji of them, by real keys and with a real input method. It
 * must commit, nothing that is being converted may be lost, no key may do anything else meanwhile, and codes need no
 * switch. The desktop around it is with-anthy.sh. */

#include <locale.h>

#include "gui-ward.h"

#define COMMENT "新しいコメント"

static void
type_keys (MadoGui *gui, const char *const *keys)
{
  for (; *keys != NULL; keys++)
    mado_gui_type_key (gui, *keys);
}

/* A comment to be typed on a case of the first list; on each another, because what is typed is kept. */
static MadoGui *
begin_comment (guint n_down)
{
  MadoGui *gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "宮崎 七海");
  for (guint i = 0; i < n_down; i++)
    mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, "コメント");
  mado_gui_type_key (gui, "F2");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, COMMENT);

  return gui;
}

/* Kana become kanji, another candidate is chosen, and more is typed behind them. */
static void
test_conversion_is_committed (void)
{
  g_autoptr (MadoGui) gui = begin_comment (0);

  mado_gui_type_text (gui, "tuuchou");
  type_keys (gui, (const char *const[]) { "space", "Return", NULL });
  mado_gui_await_typed (gui, COMMENT, "通帳");
  mado_gui_type_text (gui, "wokakuninn");
  type_keys (gui, (const char *const[]) { "space", "Return", NULL });
  mado_gui_await_typed (gui, COMMENT, "通帳を確認");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "コメントを書く(M)");
  mado_gui_type_key (gui, "space");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "コメントを書きました");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "通帳を確認");
  mado_gui_quit (gui);
}

/* Of all that has a key on this page nothing may happen while kana stand there. */
static void
test_keys_of_the_program_wait (void)
{
  g_autoptr (MadoGui) gui = begin_comment (1);

  mado_gui_type_text (gui, "tuuchou");
  type_keys (gui, (const char *const[]) { "space", "F1", "F2", "F3", "F4", "F5", "ctrl+Return", "ctrl+2", "ctrl+k",
                                          "alt+Page_Down", "ctrl+Page_Down", "ctrl+shift+l", NULL });
  mado_gui_type_key (gui, "Return");
  mado_gui_await_typed (gui, COMMENT, "通帳");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, COMMENT);
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件"); /* nothing was decided */
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_key (gui, "ctrl+k"); /* and now they are the program's again */
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* F7 makes katakana of what is being converted, F10 letters. */
static void
test_function_keys_are_the_methods (void)
{
  g_autoptr (MadoGui) gui = begin_comment (2);

  mado_gui_type_text (gui, "mihonn");
  type_keys (gui, (const char *const[]) { "F7", "Return", NULL });
  mado_gui_await_typed (gui, COMMENT, "ミホン");
  mado_gui_type_text (gui, "abc");
  type_keys (gui, (const char *const[]) { "F10", "Return", NULL });
  mado_gui_await_typed (gui, COMMENT, "ミホンabc");
  mado_gui_quit (gui);
}

/* Somebody looks at a paper in the middle of a word. */
static void
test_leaving_loses_nothing (void)
{
  g_autoptr (MadoGui) gui = begin_comment (3);

  mado_gui_type_text (gui, "tuuchou");
  mado_gui_click (gui, ATSPI_ROLE_PAGE_TAB, "書類");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, COMMENT);
  mado_gui_type_key (gui, "F2");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, COMMENT);
  mado_gui_await_typed (gui, COMMENT, "つうちょう");
  mado_gui_quit (gui);
}

/* Escape gives up the conversion, then the kana, and only then the dialog; Return commits, and only then chooses. */
static void
test_dialog_outlives_conversion (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "宮崎 七海");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "miyazaki");
  type_keys (gui, (const char *const[]) { "space", "Escape", "Escape", NULL });
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "miyazaki");
  type_keys (gui, (const char *const[]) { "space", "Return", NULL });
  mado_gui_await_untold (gui, "設定を変える"); /* the commands of an empty box: the text has come */
  mado_gui_await_told (gui, "宮崎 七海");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, "コメント");
  mado_gui_quit (gui);
}

/* The return of a case is asked about in a dialog with a text; Return there belongs to the text. */
static void
test_reason_is_typed_in_a_dialog (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "宮崎 七海");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, "コメント");
  mado_gui_type_key (gui, "ctrl+2");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "不備として返す");
  mado_gui_click (gui, ATSPI_ROLE_TEXT, "不備の内容（申請者あて）");
  mado_gui_type_text (gui, "tuuchou");
  type_keys (gui, (const char *const[]) { "space", "Escape", "space", "Return", NULL });
  mado_gui_await_typed (gui, "不備の内容（申請者あて）", "通帳");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "不備として返す");
  type_keys (gui, (const char *const[]) { "Escape", NULL });
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* Codes and numbers arrive as they are typed, with the input method on; only the name of the holder is kana. */
static void
test_codes_need_no_switch (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("account_1-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "account_1-1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "銀行コード");
  mado_gui_type_text (gui, "0704");
  mado_gui_await_typed (gui, "銀行コード", "0704");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "支店コード");
  mado_gui_type_text (gui, "001");
  type_keys (gui, (const char *const[]) { "Tab", "Tab", NULL });
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "口座番号");
  mado_gui_type_text (gui, "1234567");
  mado_gui_await_typed (gui, "口座番号", "1234567");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "口座名義（カナ）");
  mado_gui_type_text (gui, "mihonn");
  mado_gui_type_key (gui, "Return"); /* commits, and does not move on */
  mado_gui_await_typed (gui, "口座名義（カナ）", "みほん");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "口座名義（カナ）");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座を入力しました");
  mado_gui_quit (gui);
}

/* A call is written down in Japanese while the caller speaks; nothing may save it or leave it in the middle of a word.
 * A short code is made of letters by the method's own key. */
static void
test_call_is_written_in_japanese (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("agent-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "agent-1");
  mado_gui_type_key (gui, "F12");
  mado_gui_turn_to (gui, "問合せ（受電）");
  mado_gui_await (gui, ATSPI_ROLE_TEXT, "質問（必須）(Q)");
  mado_gui_type_key (gui, "alt+q");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "質問（必須）(Q)");
  mado_gui_type_text (gui, "tuuchou");
  type_keys (gui, (const char *const[]) { "space", "F12", "ctrl+Return", "ctrl+shift+Return", "Return", NULL });
  mado_gui_await_typed (gui, "質問（必須）(Q)", "通帳");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "回答(R)");
  mado_gui_type_text (gui, ".atm");
  type_keys (gui, (const char *const[]) { "F10", "Return", "Tab", NULL });
  mado_gui_await_told (gui, "ATMの操作や手数料の振込み");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "回答(R)");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, "質問（必須）(Q)");
  mado_gui_forget_window (gui);
  mado_gui_quit (gui);
}

/* No machine is too slow to see what was done. */
static void
give_time (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", 120);
  g_settings_sync ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  give_time ();
  gui_ward_make ("verifier", 40);
  gui_ward_make ("account_1", 40);
  gui_ward_make ("agent", 20);

  g_test_add_func ("/input-method/conversion-is-committed", test_conversion_is_committed);
  g_test_add_func ("/input-method/keys-of-the-program-wait", test_keys_of_the_program_wait);
  g_test_add_func ("/input-method/function-keys-are-the-methods", test_function_keys_are_the_methods);
  g_test_add_func ("/input-method/leaving-loses-nothing", test_leaving_loses_nothing);
  g_test_add_func ("/input-method/dialog-outlives-conversion", test_dialog_outlives_conversion);
  g_test_add_func ("/input-method/reason-is-typed-in-a-dialog", test_reason_is_typed_in_a_dialog);
  g_test_add_func ("/input-method/codes-need-no-switch", test_codes_need_no_switch);
  g_test_add_func ("/input-method/call-is-written-in-japanese", test_call_is_written_in_japanese);

  return g_test_run ();
}
