/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The daily work at a case, by keyboard alone: looking at papers, asking the applicant, comments, the blind double
 * entry of the account, values that two people wrote; what is taken back, and what a crash must not take. */

#include <locale.h>

#include "gui-node.h"
#include "gui-voice.h"
#include "gui-ward.h"

#define MISSING "不備の内容（申請者あて）"
#define CASE(number, body)                                                                                             \
  "{\"body\":{" body "\"queues\":[],\"since\":\"2025-04-18\"},\"id\":\"0195eeb1-5a00-7abc-8def-01234567" number        \
  "\",\"kind\":\"case\",\"state\":\"received\",\"version\":3}"
#define ITEMS(number)                                                                                                  \
  "\"items\":{\"content\":\"2-cash\",\"control_no\":\"" number "\",\"name\":{\"kana\":\"ミホン ハナコ\",\"kanji\":"    \
  "\"見本 花子\"},\"phone\":\"09000000002\"},"
#define ENTRY(by, number)                                                                                              \
  "{\"at\":1745000000000,\"by\":\"" by                                                                                 \
  "\",\"value\":{\"bank\":\"0704\",\"branch\":\"001\",\"date\":\"2025-04-18\",\"holder\":\"ミホン ハナコ\","           \
  "\"kind\":\"1\",\"number\":\"" number "\",\"origin\":\"application\",\"relation\":\"self\"}}"

/* One whose account was typed once, one on which two people differ, and one of which two wrote the telephone. */
#define TYPED_ONCE                                                                                                     \
  CASE ("0001", "\"entries\":{\"account\":{\"first\":" ENTRY ("account_1-1", "7654321") "}}," ITEMS ("9900000001"))
#define TYPED_TWICE                                                                                                    \
  CASE ("0002",                                                                                                        \
        "\"entries\":{\"account\":{\"again\":1,\"first\":" ENTRY ("account_1-1", "7654321") ",\"second\":" ENTRY (     \
            "account_2-1", "7654327") "}}," ITEMS ("9900000002"))
#define WRITTEN_TWICE                                                                                                  \
  CASE ("0003", "\"conflicts\":[{\"at\":1745000000000,\"by\":\"verifier-1\",\"current\":\"09000000002\","              \
                "\"current_by\":\"verifier-2\",\"item\":\"phone\",\"now\":\"09000000001\",\"operation\":"              \
                "\"0195eeb1-5a00-7abc-8def-0123456789ac\",\"row\":\"\"}]," ITEMS ("9900000003"))

static void
open_by_number (MadoGui *gui, const char *number, const char *title)
{
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, number);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, title);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, number);
}

static MadoGui *
sign_in (const char *account)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LABEL, account);

  return gui;
}

static void
test_what_is_seen_is_taken_back (void)
{
  g_autoptr (MadoGui) gui = sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, "書類");
  mado_gui_await (gui, ATSPI_ROLE_IMAGE, "書類 1 / 2　母子健康手帳交付日");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "F4");
  mado_gui_type_key (gui, "space");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "確認：verifier-1");
  mado_gui_type_key (gui, "ctrl+z");
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "確認：verifier-1");
  mado_gui_quit (gui);
}

static void
choose_telephone (MadoGui *gui)
{
  mado_gui_click (gui, ATSPI_ROLE_COMBO_BOX, "申請者への連絡方法");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "End");
  mado_gui_type_key (gui, "Return");
}

/* Whoever has returned a case has the next one before them, and the first again where that was a mistake. */
static void
test_deficiency_leads_to_the_next_and_back (void)
{
  g_autoptr (MadoGui) gui = sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "宮崎 七海");
  mado_gui_type_key (gui, "ctrl+2");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "不備として返す");
  mado_gui_assert_all_named (gui);
  mado_gui_click (gui, ATSPI_ROLE_TEXT, MISSING);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, MISSING);
  mado_gui_type_text (gui, ".tsucho");
  mado_gui_await_typed (gui, MISSING, ".tsucho");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_typed (gui, MISSING,
                        "通帳の、銀行名・支店名・口座番号・名義の分かるページの写しをお願いいたします。"
                        "キャッシュカードの写しでも差し支えありません。");
  mado_gui_await_told (gui, "送る文書：不備通知");
  choose_telephone (gui);
  mado_gui_await_told (gui, "通知は送りません。");
  mado_gui_show (gui, "deficiency-by-telephone");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "不備として返す");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 20件");
  mado_gui_await_gone (gui, ATSPI_ROLE_LABEL, "宮崎 七海");
  open_by_number (gui, "宮崎 七海", "宮崎 七海");
  mado_gui_await_told (gui, "。電話で伝えます。");
  mado_gui_show (gui, "deficiency-to-be-told");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "元に戻す(U)");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_quit (gui);
}

/* How wide the paper is drawn. */
static int
measure_paper (MadoGui *gui)
{
  g_autoptr (AtspiAccessible) paper = mado_gui_get (gui, ATSPI_ROLE_IMAGE, "書類 1 / 2　母子健康手帳交付日");
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (paper);
  g_autofree AtspiPoint *size = atspi_component_get_size (component, NULL);

  return size != NULL ? size->x : 0;
}

#define PATIENCE (60 * G_USEC_PER_SEC)

static void
await_width (MadoGui *gui, int width)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;
  int now;

  while (ABS ((now = measure_paper (gui)) - width) > 1) {
    if (g_get_monotonic_time () > end)
      g_error ("the paper is %d pixels wide, not %d", now, width);
    g_usleep (50000);
  }
}

/* Keys are taken in their order: what comes after them has come, so they have. */
static void
await_keys (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
}

/* Whoever has enlarged a place with a row comes to it again with the same row, also after another case; a row of which
 * no place is known shows all of the paper. */
static void
test_row_leads_to_its_place_on_the_paper (void)
{
  g_autoptr (MadoGui) gui = sign_in ("verifier-1");
  int whole, enlarged;

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 21件");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_IMAGE, "書類 1 / 2　母子健康手帳交付日");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  whole = measure_paper (gui);
  for (int i = 0; i < 5; i++)
    mado_gui_type_key (gui, "ctrl+plus");
  await_keys (gui);
  enlarged = measure_paper (gui);
  g_assert_cmpint (enlarged, >, whole);
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "ctrl+0");
  await_width (gui, whole);
  mado_gui_type_key (gui, "Up");
  await_width (gui, enlarged);
  mado_gui_show (gui, "place-on-the-paper");
  mado_gui_type_key (gui, "Down");
  await_width (gui, whole);
  mado_gui_type_key (gui, "ctrl+Page_Down");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "収受・審査待ち　2 / 21件");
  mado_gui_type_key (gui, "ctrl+Page_Up"); /* its paper is of another kind */
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "収受・審査待ち　1 / 21件");
  await_width (gui, enlarged);
  mado_gui_quit (gui);
}

/* The program is killed while somebody types. */
static void
test_comment_survives_a_crash (void)
{
  g_autoptr (MadoGui) before = sign_in ("verifier-1");

  mado_gui_await (before, ATSPI_ROLE_LABEL, "宮崎 七海");
  mado_gui_type_key (before, "Return");
  mado_gui_await (before, ATSPI_ROLE_PAGE_TAB, "コメント");
  mado_gui_type_key (before, "F2");
  mado_gui_await_focus (before, ATSPI_ROLE_TEXT, "新しいコメント");
  mado_gui_type_text (before, "call back");
  gui_ward_await_kept ("verifier-1");
  g_clear_pointer (&before, mado_gui_stop);

  g_autoptr (MadoGui) after = sign_in ("verifier-1");

  mado_gui_await (after, ATSPI_ROLE_LABEL, "宮崎 七海");
  mado_gui_type_key (after, "Return");
  mado_gui_await (after, ATSPI_ROLE_PAGE_TAB, "コメント");
  mado_gui_type_key (after, "F2");
  mado_gui_await_focus (after, ATSPI_ROLE_TEXT, "新しいコメント");
  mado_gui_type_key (after, "Tab");
  mado_gui_await_focus (after, ATSPI_ROLE_BUTTON, "コメントを書く(M)"); /* which an empty comment does not have */
  mado_gui_type_key (after, "space");
  mado_gui_await (after, ATSPI_ROLE_LABEL, "コメントを書きました");
  mado_gui_await (after, ATSPI_ROLE_LABEL, "call back");
  mado_gui_quit (after);
}

static void
test_account_is_typed_by_keyboard (void)
{
  g_autoptr (MadoGui) gui = sign_in ("account_1-1");
  g_autoptr (GuiVoice) voice = gui_voice_listen ();

  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座入力（1回目）");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "銀行コード");
  mado_gui_assert_all_named (gui);
  mado_gui_type_text (gui, "070");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "銀行コードは4桁の数字です");
  gui_voice_await (voice, "銀行コードは4桁の数字です");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "銀行コード");
  mado_gui_type_key (gui, "End");
  mado_gui_type_text (gui, "4");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "支店コード");
  mado_gui_type_text (gui, "001");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TOGGLE_BUTTON, "預金種目");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "口座番号");
  mado_gui_type_text (gui, "1234567");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_key (gui, "ctrl+c");
  mado_gui_type_key (gui, "End");
  mado_gui_type_key (gui, "ctrl+v");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "貼り付けはできません。書類を見て入力してください");
  mado_gui_await_typed (gui, "口座番号", "1234567");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "口座名義（カナ）");
  mado_gui_type_text (gui, "ミホン");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座を入力しました");
  gui_voice_await (voice, "口座を入力しました");
  mado_gui_assert_nowhere (gui, "1234567");
  mado_gui_quit (gui);
}

/* Nothing that anybody could see or have read aloud tells the second what the first has typed. */
static void
test_second_entry_is_blind (void)
{
  g_autoptr (MadoGui) gui = sign_in ("account_2-1");

  open_by_number (gui, "9900000001", "9900000001");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座入力（2回目）");
  mado_gui_assert_nowhere (gui, "7654321");
  mado_gui_type_key (gui, "ctrl+z"); /* what the first has done is not theirs to take back */
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座入力（2回目）");
  mado_gui_assert_nowhere (gui, "7654321");
  mado_gui_press (gui, ATSPI_ROLE_PAGE_TAB, "経過");
  mado_gui_assert_nowhere (gui, "7654321");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "7654321");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "「7654321」に一致する案件や操作はありません");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_assert_silent_about (gui, "7654321");
  mado_gui_quit (gui);
}

static void
test_third_person_decides (void)
{
  g_autoptr (MadoGui) gui = sign_in ("lead-1");

  open_by_number (gui, "9900000002", "見本 花子");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "2人の入力が違います");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "7654321");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "7654327");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "相違");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ほかの項目は2人とも同じです。");
  mado_gui_assert_nowhere (gui, "0704"); /* the bank, on which both agree */
  mado_gui_show (gui, "35-account-differs");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "2回目を採る(2)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座を確定しました");
  mado_gui_quit (gui);
}

static void
test_conflict_is_settled (void)
{
  g_autoptr (MadoGui) gui = sign_in ("verifier-1");

  open_by_number (gui, "9900000003", "見本 花子");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "090-0000-0002");
  mado_gui_type_key (gui, "ctrl+e");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "どちらが正しいですか");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "090-0000-0001");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "090-0000-0001");
  mado_gui_quit (gui);
}

/* No machine is too slow to take something back. */
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
  gui_ward_make_with ("verifier", 40, (const char *const[]) { WRITTEN_TWICE, NULL });
  gui_ward_make ("account_1", 40);
  gui_ward_make_with ("account_2", 0, (const char *const[]) { TYPED_ONCE, NULL });
  gui_ward_make_with ("lead", 0, (const char *const[]) { TYPED_TWICE, NULL });

  g_test_add_func ("/case-desk/what-is-seen-is-taken-back", test_what_is_seen_is_taken_back);
  g_test_add_func ("/case-desk/deficiency-leads-to-the-next-and-back", test_deficiency_leads_to_the_next_and_back);
  g_test_add_func ("/case-desk/row-leads-to-its-place-on-the-paper", test_row_leads_to_its_place_on_the_paper);
  g_test_add_func ("/case-desk/account-is-typed-by-keyboard", test_account_is_typed_by_keyboard);
  g_test_add_func ("/case-desk/second-entry-is-blind", test_second_entry_is_blind);
  g_test_add_func ("/case-desk/third-person-decides", test_third_person_decides);
  g_test_add_func ("/case-desk/conflict-is-settled", test_conflict_is_settled);
  g_test_add_func ("/case-desk/comment-survives-a-crash", test_comment_survives_a_crash);

  return g_test_run ();
}
