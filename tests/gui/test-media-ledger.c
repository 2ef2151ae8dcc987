/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The media ledger by keyboard: two managers sign, each at their own desk in the same made-up ward, and the rules of
 * the two legs are told before they refuse. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "gui-ward.h"
#include "mado-hash.h"

#define RECEIPT "logo:16"
#define ATTACH "写真・写しを付ける…"
#define SLIP "確認記録票 (PDF)…"

static MadoGui *
open_ledger (const char *account, const char *place, const char *key)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, place);
  mado_gui_type_key (gui, key);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "期限超過（2件）");

  return gui;
}

static void
open_entry (MadoGui *gui, const char *number)
{
  mado_gui_type_text (gui, number);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "署名された記録");
}

static void
sign (MadoGui *gui)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "あなたのパスワード");
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
}

/* Whoever gives: the bag and the seal, a wrong password, then the right one. */
static void
test_giver_seals (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("lead-1", "媒体台帳 5件", "alt+5");

  mado_gui_assert_all_named (gui);
  open_entry (gui, "P-0005");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, ATTACH);
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, SLIP);
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "袋を封緘する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "袋を封緘する");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "ledger-seal");
  mado_gui_type_text (gui, "B-77");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "S-7001");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "wrong");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "パスワードが違います。署名していません。");
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "封緘済み");
  mado_gui_quit (gui);
}

/* The other manager: another count is refused and says which; then what was given. */
static void
test_receiver_signs (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("ward-1", "媒体台帳 3件", "alt+2");
  MadoHash hash = mado_hash_of ("P-0004", strlen ("P-0004"));
  g_autofree char *digest = mado_hash_to_hex (&hash);
  const char *const typed[] = { "1", "72", "3650000", digest, "S-1031" };

  open_entry (gui, "P-0004/000001");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "受領する");
  mado_gui_assert_nowhere (gui, ATTACH); /* at the ward's terminal nothing is taken in, and nothing out */
  mado_gui_assert_nowhere (gui, SLIP);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "受領する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受領する");
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++) {
    mado_gui_type_text (gui, typed[i]);
    mado_gui_type_key (gui, "Tab");
  }
  sign (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "「件数（数えた数）」が渡された内容と違います。もう一度数えてください。"
                  "それでも違うときは署名せず、渡した人に連絡してください（事故として扱います）。");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "73");
  for (int i = 0; i < 4; i++)
    mado_gui_type_key (gui, "Tab");
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "受領済み");
  mado_gui_quit (gui);
}

/* Why the notice cannot leave is said before anybody tries, and nothing can be pressed. */
static void
test_two_legs_are_told (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("lead-1", "媒体台帳 5件", "alt+5");

  open_entry (gui, "P-0004-N");
  mado_gui_await (
      gui, ATSPI_ROLE_LABEL,
      "パスワード通知書は、媒体が受領されてから持ち出せます（両方が同時に人手に渡らないようにするためです）。");
  mado_gui_quit (gui);
}

static void
test_unknown_number_is_told (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("lead-1", "媒体台帳 5件", "alt+5");

  mado_gui_type_text (gui, "X-1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "番号「X-1」の記録はありません");
  mado_gui_quit (gui);
}

/* What is out is named, of all and of one receiver, instead of a report. */
static void
test_report_of_erasure_names_what_is_open (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("lead-1", NULL, "alt+5");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "消去報告書…");
  mado_gui_await (gui, ATSPI_ROLE_COMBO_BOX, "受領者");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "ledger-erasure");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "作成する(M)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "完了していないものがあります");
  mado_gui_show (gui, "ledger-erasure-open");
  mado_gui_type_key (gui, "Escape");
  mado_gui_quit (gui);
}

static void
test_loss_opens_an_incident (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("ward-1", "媒体台帳 3件", "alt+2");

  open_entry (gui, "P-0002");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "紛失を報告…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "媒体の紛失");
  mado_gui_await_told (gui, "事故として記録します。区と責任者にただちに伝わり");
  mado_gui_show (gui, "ledger-loss");
  mado_gui_type_text (gui, "kinko");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "事故を記録しました。ただちに区へ連絡してください");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* Two of what should be here are seen, the others are missed. */
static void
test_daily_count_shows_differences (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("lead-1", NULL, "alt+5");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "日次点検…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "日次点検");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "space");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "点検結果を記録する(S)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "所在不明");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "所在不明");
  mado_gui_quit (gui);
}

static void
type_fields (MadoGui *gui, const char *const *typed)
{
  for (; *typed != NULL; typed++) {
    mado_gui_type_text (gui, *typed);
    mado_gui_type_key (gui, "Tab");
  }
}

/* What is held says who holds it and why, to whoever would erase it. */
static void
test_what_is_held_is_not_erased (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("ward-1", NULL, "alt+2");

  open_entry (gui, "P-0002");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "保全する（消去を止める）");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "保全する（消去を止める）");
  type_fields (gui, (const char *const[]) { "kansa", NULL });
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "保全されています。保全を解除するまで消去できません。");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "保全中（消去できません）");
  mado_gui_show (gui, "ledger-held");
  mado_gui_quit (gui);
}

/* Dropped or chosen, seen, signed for, and looked at again; what is no picture is turned away. */
static void
test_photo_is_attached (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-photo-XXXXXX", NULL);
  g_autofree char *text = g_build_filename (folder, "fuin.txt", NULL);
  g_autofree char *scan = g_canonicalize_filename ("tests/data/documents/decision-1.png", NULL);
  g_autoptr (MadoGui) gui = open_ledger ("lead-1", NULL, "alt+5");

  g_assert_true (g_file_set_contents (text, "no picture", -1, NULL));
  open_entry (gui, "P-0002");
  mado_gui_drop_file (gui, text, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "PNG、JPEG、PDF のいずれでもありません。");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_drop_file (gui, scan, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "写真・写しを付ける");
  mado_gui_await (gui, ATSPI_ROLE_IMAGE, "書類 1 / 1");
  mado_gui_assert_all_named (gui);
  type_fields (gui, (const char *const[]) { "fuin S-1011", NULL });
  mado_gui_show (gui, "ledger-photo-signing");
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "fuin S-1011");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "fuin S-1011");
  mado_gui_await (gui, ATSPI_ROLE_IMAGE, "書類 1 / 1");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "右に回す（Ctrl+R）"); /* no page has its keys */
  mado_gui_show (gui, "ledger-photo");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "写真・写しを付ける…");
  mado_gui_choose_file (gui, "写真・写しの選択", scan, "_Open");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "写真・写しを付ける");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "何が写っているか");
  type_fields (gui, (const char *const[]) { "mata", NULL });
  sign (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "この写真・写しは、すでに付いています。");
  mado_gui_type_key (gui, "Escape");
  mado_gui_show (gui, "ledger-photos");
  mado_gui_quit (gui);
  g_unlink (text);
  g_rmdir (folder);
}

/* What is signed is said before it is: whom, how much, for whom, and that it stays. Returns: (transfer full): the
 * records and the sum */
static char *
read_pledge (MadoGui *gui, const char *number)
{
  g_autofree char *pattern =
      g_strdup_printf ("^「.+」（[0-9,]+人・([0-9,]+件)・([0-9,]+円)・1人につき[0-9]+項目）を暗号化して媒体 %s "
                       "に書き、.+に渡します。.*取り消せません。",
                       number);
  g_autofree char *pledge = mado_gui_dup_fitting (gui, pattern);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *records = NULL, *amount = NULL;

  g_assert_true (g_regex_match (regex, pledge, 0, &match));
  records = g_match_info_fetch (match, 1);
  amount = g_match_info_fetch (match, 2);

  return g_strjoin ("・", records, amount, NULL);
}

/* What leaves the house is said, then made on the medium, and it waits to be sealed. */
static void
test_packet_is_made (void)
{
  g_autofree char *medium = g_dir_make_tmp ("mado-medium-XXXXXX", NULL);
  g_autofree char *drawer = g_dir_make_tmp ("mado-drawer-XXXXXX", NULL);
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autofree char *number = g_date_time_format (today, "P-%Y-0001");
  g_autofree char *packet = g_strdup_printf ("%s/%s.zip", medium, number);
  g_autofree char *notice = g_strdup_printf ("%s/%s-N.pdf", drawer, number), *quantity = NULL;
  g_autoptr (MadoGui) gui = open_ledger ("lead-1", NULL, "alt+5");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "受渡しデータを作成…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータの作成");
  mado_gui_assert_all_named (gui);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "媒体のフォルダー");
  mado_gui_type_text (gui, medium);
  for (int i = 0; i < 5; i++) /* the chooser, the image, the place, the notice's number */
    mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "印刷用フォルダー（媒体とは別の場所）");
  mado_gui_type_text (gui, medium);
  quantity = read_pledge (gui, number);
  mado_gui_show (gui, "packet-pledge");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "作成する(M)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "署名するにはパスワードを入力してください");
  sign (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "パスワード通知書が媒体と同じ場所になります。別のフォルダーを選んでください。");
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  for (int i = 0; i < 2; i++) /* past the chooser */
    mado_gui_type_key (gui, "shift+Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "印刷用フォルダー（媒体とは別の場所）");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, drawer);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "作成する(M)");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータができました");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, quantity); /* as it was said */
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "packet-made");
  g_assert_true (g_file_test (packet, G_FILE_TEST_EXISTS) && g_file_test (notice, G_FILE_TEST_EXISTS));
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
  g_assert_cmpint (g_remove (packet) + g_remove (notice) + g_rmdir (medium) + g_rmdir (drawer), ==, 0);
}

#define OVER_ID "0195eeb1-5a00-7abc-8def-012345670001"
#define OVER                                                                                                           \
  "{\"body\":{\"items\":{\"content\":\"2-cash\",\"control_no\":\"9900000001\",\"name\":{\"kana\":\"ミホン ハナコ\","   \
  "\"kanji\":\"見本 花子\"}},\"queues\":[],\"since\":\"2015-04-18\"},\"id\":\"" OVER_ID                                \
  "\",\"kind\":\"case\",\"state\":"                                                                                    \
  "\"withdrawn\",\"version\":3}"
#define PROPOSAL                                                                                                       \
  "{\"body\":{\"cases\":[\"" OVER_ID                                                                                   \
  "\"],\"number\":\"E-2025-1\",\"proposed\":{\"at\":1745000000000,\"by\":\"lead-1\"},"                                 \
  "\"until\":\"2021-03-31\"},\"id\":\"0195eeb1-5a00-7abc-8def-012345670002\",\"kind\":\"erasure\",\"state\":"          \
  "\"proposed\","                                                                                                      \
  "\"version\":1}"

#define OTHER                                                                                                          \
  "{\"body\":{\"items\":{\"content\":\"2-cash\",\"control_no\":\"9900000002\"},\"queues\":[],\"since\":\"2015-04-"     \
  "18\"},"                                                                                                             \
  "\"id\":\"0195eeb1-5a00-7abc-8def-012345670003\",\"kind\":\"case\",\"state\":\"withdrawn\",\"version\":3}"

static void
open_term (MadoGui *gui)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "保存期間の満了…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "保存期間の満了による消去");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件 1件、問合せ 0件、通知の記録 0件、返還の記録 0件");
  mado_gui_assert_all_named (gui);
}

/* What is over is found, proposed with a signature, and waits for the ward. */
static void
test_end_of_the_term_is_proposed (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("lead-1", NULL, "alt+5");
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autofree char *number = g_date_time_format (today, "E-%Y-1");

  open_term (gui);
  mado_gui_show (gui, "ledger-term");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "消去を申し出る…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "消去を申し出る");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "ledger-term-propose");
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, "消去を申し出る");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, number);
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "取り下げる(T)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ほかに 1件を申し出て、承認と消去を待っています。");
  mado_gui_show (gui, "ledger-term-proposed");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* A single case, by its receipt number; one that nobody has is said to be none. */
static void
preserve_one (MadoGui *gui)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "この案件を保全する(C)…");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "受付番号（1件だけ保全）");
  mado_gui_type_text (gui, "logo:0");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "この受付番号の案件はありません。");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "受付番号（1件だけ保全）");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, RECEIPT);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件を保全する");
  mado_gui_await_told (gui, "受付番号 " RECEIPT " の案件は、保全を解くまで、何も消去しません。");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "だれが、なぜ見るのか");
  type_fields (gui, (const char *const[]) { "soshou", NULL });
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, "案件を保全する");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件 " RECEIPT);
  mado_gui_show (gui, "ledger-term-one-preserved");
}

/* While the ward preserves everything nothing goes; then it approves what somebody else has proposed. */
static void
test_end_of_the_term_is_approved (void)
{
  g_autoptr (MadoGui) gui = open_ledger ("ward-1", NULL, "alt+2");

  open_term (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "すべて保全する(P)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "すべて保全する");
  type_fields (gui, (const char *const[]) { "kansa", NULL });
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, "すべて保全する");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ありません（保存期間が満了したものはありません）");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "ほかに 1件を申し出て、承認と消去を待っています。\n"
                  "ほかに 1件が満了していますが、保全しています。");
  mado_gui_show (gui, "ledger-term-preserved");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "解く(L)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "保全を解く");
  type_fields (gui, (const char *const[]) { "shuryo", NULL });
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, "保全を解く");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件 1件、問合せ 0件、通知の記録 0件、返還の記録 0件");
  preserve_one (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "承認する(A)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "消去を承認する");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "ledger-term-approve");
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, "消去を承認する");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "承認する(A)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "案件 1件、問合せ 0件、通知の記録 0件、返還の記録 0件"); /* what waits is no more */
  mado_gui_show (gui, "ledger-term-approved");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make_with ("lead", 300, (const char *const[]) { OVER, NULL }); /* some of whom are to be paid */
  gui_ward_make_with ("ward", 20, (const char *const[]) { OVER, OTHER, PROPOSAL, NULL });

  g_test_add_func ("/ledger/two-legs-are-told", test_two_legs_are_told);
  g_test_add_func ("/ledger/unknown-number-is-told", test_unknown_number_is_told);
  g_test_add_func ("/ledger/giver-seals", test_giver_seals);
  g_test_add_func ("/ledger/packet-is-made", test_packet_is_made);
  g_test_add_func ("/ledger/daily-count-shows-differences", test_daily_count_shows_differences);
  g_test_add_func ("/ledger/photo-is-attached", test_photo_is_attached);
  g_test_add_func ("/ledger/what-is-held-is-not-erased", test_what_is_held_is_not_erased);
  g_test_add_func ("/ledger/report-of-erasure-names-what-is-open", test_report_of_erasure_names_what_is_open);
  g_test_add_func ("/ledger/end-of-the-term-is-proposed", test_end_of_the_term_is_proposed);
  g_test_add_func ("/ledger/end-of-the-term-is-approved", test_end_of_the_term_is_approved);
  g_test_add_func ("/ledger/loss-opens-an-incident", test_loss_opens_an_incident);
  g_test_add_func ("/ledger/receiver-signs", test_receiver_signs);

  return g_test_run ();
}
