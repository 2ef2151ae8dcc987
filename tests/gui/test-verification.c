/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verification desk, by keyboard: a register beside the application, what differs, other applications for the
 * same, what is said above the case, and who sees none of it. */

#include <locale.h>

#include "gui-ward.h"

#define CASE(number, more, items, rights)                                                                              \
  "{\"body\":{" more "\"items\":{" items "}," rights "\"since\":\"2025-10-18\"},\"id\":\"0195eeb1-5a00-7abc-8def-"     \
  "01234567" number "\",\"kind\":\"case\",\"state\":\"received\",\"version\":3}"
#define ITEMS(number, kanji, city, moved)                                                                              \
  "\"address\":\"東京都新宿区架空町1丁目2番3-401号\",\"birth_date\":\"1994-04-12\",\"content\":\"1-cash\","            \
  "\"control_no\":\"" number "\"," city "\"handbook_date\":\"2025-10-02\"," moved                                      \
  "\"name\":{\"kana\":\"ヨシダ ユイ\",\"kanji\":\"" kanji "\"},\"phone\":\"0300001234\",\"postal_code\":\"1620801\""

#define DIFFERS                                                                                                        \
  CASE ("0001", "", ITEMS ("9900000001", "吉田 結衣", "\"former_city\":\"見本市\",", "\"moved\":true,"), "")
#define TWIN                                                                                                           \
  CASE ("0002", "\"attached_to\":\"0195eeb1-5a00-7abc-8def-012345670001\",",                                           \
        ITEMS ("9900000002", "𠮷田 結衣", "", ""), "\"rights\":[{\"right\":\"first\",\"state\":\"attached\"}],")
#define NOBODY CASE ("0003", "", ITEMS ("9900000003", "見本 花子", "", ""), "")

#define REGISTER                                                                                                       \
  "宛名番号,給付管理番号,氏名,氏名カナ,生年月日,郵便番号,住所,電話番号,手帳交付日,手帳交付自治体\n"                    \
  "1,9900000001,𠮷田 結衣,ヨシダ ユイ,1994-04-12,162-0801,東京都新宿区架空町一丁目2番3号,03-0000-1234,2025-10-03,\n"   \
  "2,9900000002,吉田 結衣,ヨシダ ユイ,1994-04-12,162-0801,東京都新宿区架空町1-2-3,,2025-10-02,東京都新宿区\n"          \
  "3,9900000002,吉田 結衣,ヨシダ ユイ,1994-04-12,162-0802,東京都新宿区見本町9-9,,2025-10-02,東京都新宿区\n"

static MadoGui *
open_case (const char *account, const char *number, const char *title)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LABEL, account);
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, number);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, title);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);

  return gui;
}

static void
test_register_stands_beside (void)
{
  g_autoptr (MadoGui) gui = open_case ("verifier-1", "9900000001", "吉田 結衣");

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "氏名：申請 吉田 結衣、給付管理台帳 𠮷田 結衣、異体字");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "氏名（カナ）：申請 ヨシダ ユイ、給付管理台帳 ヨシダ ユイ、一致");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM,
                  "住所：申請 東京都新宿区架空町1丁目2番3-401号、給付管理台帳 東京都新宿区架空町一丁目2番3号、相違");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM,
                  "母子健康手帳交付日：申請 令和7年10月2日、給付管理台帳 令和7年10月3日、相違");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "電話番号：申請 03-0000-1234、給付管理台帳 03-0000-1234、一致");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Home");
  mado_gui_type_key (gui, "F3");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, "氏名：申請 吉田 結衣、給付管理台帳 𠮷田 結衣、異体字");
  mado_gui_type_key (gui, "shift+F3");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM,
                        "母子健康手帳交付日：申請 令和7年10月2日、給付管理台帳 令和7年10月3日、相違");
  mado_gui_type_key (gui, "ctrl+d");
  mado_gui_await_gone (gui, ATSPI_ROLE_LIST_ITEM, "電話番号：申請 03-0000-1234、給付管理台帳 03-0000-1234、一致");
  mado_gui_type_key (gui, "ctrl+d");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "電話番号：申請 03-0000-1234、給付管理台帳 03-0000-1234、一致");
  mado_gui_quit (gui);
}

/* Moved within a year: the line above the case leads to the item. */
static void
test_alert_leads_to_its_item (void)
{
  g_autoptr (MadoGui) gui = open_case ("verifier-1", "9900000001", "吉田 結衣");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "前自治体へ支給の有無を照会してください");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "項目を見る(W)");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, "一年以内の転出入の有無 有");
  mado_gui_quit (gui);
}

static void
test_twins_stand_side_by_side (void)
{
  g_autoptr (MadoGui) gui = open_case ("lead-1", "9900000002", "𠮷田 結衣");

  mado_gui_await (gui, ATSPI_ROLE_COMBO_BOX, NULL); /* the register has two entries */
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "重複の疑いがある申請がほかに1件あります（9900000001　吉田 結衣）");
  mado_gui_type_key (gui, "ctrl+b");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "重複の確認");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "番号により同じ給付を求めています。氏名・生年月日などが一致しています");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "氏名：この申請 𠮷田 結衣、もう一方の申請 吉田 結衣、異体字");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "この案件を開く");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "9900000001");
  mado_gui_quit (gui);
}

static void
test_nobody_in_the_register_is_said (void)
{
  g_autoptr (MadoGui) gui = open_case ("verifier-1", "9900000003", "見本 花子");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "「給付管理台帳」に該当する人がいません（給付管理番号 9900000003）");
  mado_gui_quit (gui);
}

#define CORRECTION "項目の訂正"
#define REASON "理由（必須）"

static void
begin_correction (MadoGui *gui)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "訂正…(R)");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, CORRECTION);
}

/* What stood there is not enough, nor is a value without its reason; what was typed is there again; and then the case
 * and its history say it. */
static void
test_item_is_corrected_with_its_reason (void)
{
  g_autoptr (MadoGui) gui = open_case ("verifier-1", "9900000003", "見本 花子");

  begin_correction (gui);
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "訂正する(C)");
  mado_gui_await_told (gui, "いまの値と同じです。");
  mado_gui_click (gui, ATSPI_ROLE_TEXT, "郵便番号");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "1600022");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "訂正する(C)");
  mado_gui_await_told (gui, "理由を入力してください");
  mado_gui_click (gui, ATSPI_ROLE_TEXT, REASON);
  mado_gui_type_text (gui, "heard by phone");
  mado_gui_await_untold (gui, "理由を入力してください");
  mado_gui_show (gui, "correction");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  begin_correction (gui);
  mado_gui_await_typed (gui, REASON, "heard by phone");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "訂正する(C)");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (gui, "訂正しました：郵便番号");
  mado_gui_await_told (gui, "160-0022");
  mado_gui_press (gui, ATSPI_ROLE_PAGE_TAB, "経過");
  mado_gui_await_told (gui, "heard by phone");
  mado_gui_quit (gui);
}

/* Whoever settles duplicates says that two are two people, and why; the number that both ask for stays one. */
static void
test_two_people_are_told_apart (void)
{
  g_autoptr (MadoGui) gui = open_case ("lead-1", "9900000002", "𠮷田 結衣");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "重複の疑いがある申請がほかに1件あります（9900000001　吉田 結衣）");
  mado_gui_type_key (gui, "ctrl+b");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "重複の確認");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "別人(N)");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, REASON); /* not without it */
  mado_gui_type_text (gui, "two sisters");
  mado_gui_show (gui, "apart");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "別人(N)");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (gui, "別人として記録しました");
  mado_gui_press (gui, ATSPI_ROLE_PAGE_TAB, "経過");
  mado_gui_await_told (gui, "two sisters");
  mado_gui_type_key (gui, "ctrl+b");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "重複の確認");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "番号により同じ給付を求めています");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "別人(N)");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* Whoever types the account learns nothing from a register that somebody put on the same terminal. */
static void
test_who_types_accounts_sees_none (void)
{
  g_autoptr (MadoGui) gui = open_case ("account_1-1", "9900000001", "9900000001");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座入力（1回目）");
  mado_gui_assert_nowhere (gui, "給付管理台帳");
  mado_gui_assert_nowhere (gui, "𠮷田");
  mado_gui_quit (gui);
}

/* By kana, and then the branch; what was found is told by its name, and nothing that anybody typed is proposed. */
static void
test_bank_is_found_by_kana (void)
{
  g_autoptr (MadoGui) gui = open_case ("account_1-1", "9900000001", "9900000001");

  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "銀行コード");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "銀行・支店を探す（F4）(F)");
  mado_gui_type_key (gui, "F4");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "銀行・支店を探す");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_key (gui, "F4");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "銀行・支店を探す");
  mado_gui_type_text (gui, "ミホン");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "002　さくら町"); /* of the bank that was chosen */
  mado_gui_type_text (gui, "サクラ");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "見本");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "さくら町");
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  static const char *const cases[] = { DIFFERS, TWIN, NOBODY, NULL };
  static const char *const cut[] = {
    CASE ("0001", "", "\"content\":\"1-cash\",\"control_no\":\"9900000001\"", ""),
    NULL,
  };

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make_beside ("verifier", 0, cases, REGISTER);
  gui_ward_make_beside ("lead", 0, cases, REGISTER);
  gui_ward_make_beside ("account_1", 0, cut, REGISTER);

  g_test_add_func ("/verification/register-stands-beside", test_register_stands_beside);
  g_test_add_func ("/verification/alert-leads-to-its-item", test_alert_leads_to_its_item);
  g_test_add_func ("/verification/twins-stand-side-by-side", test_twins_stand_side_by_side);
  g_test_add_func ("/verification/nobody-in-the-register-is-said", test_nobody_in_the_register_is_said);
  g_test_add_func ("/verification/item-is-corrected-with-its-reason", test_item_is_corrected_with_its_reason);
  g_test_add_func ("/verification/two-people-are-told-apart", test_two_people_are_told_apart);
  g_test_add_func ("/verification/who-types-accounts-sees-none", test_who_types_accounts_sees_none);
  g_test_add_func ("/verification/bank-is-found-by-kana", test_bank_is_found_by_kana);

  return g_test_run ();
}
