/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases that nobody asked for: a ward's list of those who shall be paid, and of those who would rather not be. */

#include <locale.h>

#include "gui-programme.h"
#include "gui-ward.h"

#define PROGRAMME "kosodate-oen-r7"
#define LAST_DAY "2026-02-13" /* of refusals, in the programme as it is delivered */
#define HEADINGS                                                                                                       \
  "認定番号,受給者住民番号,受給者氏名,受給者カナ,受給者生年月日,受給者住所,該当年月,喪失年月日,R7年度所得,対象区分,"   \
  "金融機関コード,支店コード,預金種目,口座番号,口座名義,児童住民番号,児童氏名,児童カナ,児童生年月日,児童住所,"         \
  "児童順位,続柄,同居別居\n"
#define PAYEE(number, name, kana)                                                                                      \
  number ",100" number "," name "," kana                                                                               \
         ",1985-05-05,新宿区見本町1-2-3,2025-09,,3000000,1,0001,001,普通,1234567," kana ","
#define CHILD(number, order) "200" number ",見本 一郎,ミホン イチロウ,2015-04-02,新宿区見本町1-2-3," order ",子,同居\n"
#define HANAKO PAYEE ("1", "見本 花子", "ミホン ハナコ")
#define TSUKIKO PAYEE ("2", "見本 月子", "ミホン ツキコ")
#define HOSHIKO PAYEE ("3", "見本 星子", "ミホン ホシコ")

static const char targets[] =
    HEADINGS HANAKO CHILD ("1", "1") HANAKO CHILD ("2", "2") TSUKIKO CHILD ("3", "1") HOSHIKO CHILD ("4", "1");
static const char scattered[] = HEADINGS HANAKO CHILD ("1", "1") TSUKIKO CHILD ("3", "1") HANAKO CHILD ("2", "2");

static char *yesterday; /* the last day on which somebody may refuse */

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (g_get_home_dir (), name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static MadoGui *
open_page (void)
{
  MadoGui *gui = gui_ward_sign_in ("ward-1");

  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, "取込");
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ…(C)");

  return gui;
}

static void
choose (MadoGui *gui, const char *path)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ…(C)");
  mado_gui_choose_file (gui, "ファイルの選択", path, "_Open");
}

/* Half of a list of those who shall be paid is none. */
static void
test_half_an_extraction_is_none (void)
{
  g_autofree char *path = write_file ("half.csv", scattered);
  g_autoptr (MadoGui) gui = open_page ();

  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "新しく取り込むものはありません");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "取り込めない行があります。この一覧は一部だけを取り込めないため、何も取り込みませんでした。");
  mado_gui_show (gui, "half");
  mado_gui_assert_all_named (gui);
  mado_gui_quit (gui);
}

/* Three people with four children; when, how many, by whom and of which file stays. */
static void
test_targets_become_cases_and_stay_frozen (void)
{
  g_autofree char *path = write_file ("targets.csv", targets);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, targets, -1);
  g_autoptr (MadoGui) gui = open_page ();

  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件を取り込めます");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支給対象者の抽出 2026年1月：新規3件（全4行）");
  mado_gui_show (gui, "targets");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件を取り込みました");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "戻る(B)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件を取込み（全4行）");
  mado_gui_click (gui, ATSPI_ROLE_LABEL, "3件を取込み（全4行）");
  mado_gui_await_focus (gui, ATSPI_ROLE_TABLE_ROW, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "取込の記録");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, digest);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ward-1");
  mado_gui_show (gui, "frozen");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "取り込まないもの：取込済み3件");
  mado_gui_quit (gui);
}

static void
open_case (MadoGui *gui, const char *name)
{
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, name);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, name);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
}

/* The list names cases: one that is here, and one of which nobody has heard. The last day was yesterday, on which the
 * notice came. */
static void
test_refusals_end_cases (void)
{
  g_autofree char *text = g_strdup_printf ("認定番号,受付日時\n2,%s 16:40\n9,%s 16:50\n", yesterday, yesterday);
  g_autofree char *path = write_file ("refusals.csv", text);
  g_autoptr (MadoGui) gui = open_page ();

  choose (gui, path);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "1件を取り込めます");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "拒否の届出の一覧：新規1件、取込不可1件");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "この番号の案件はありません。");
  mado_gui_show (gui, "refusals");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "1件を取り込みました");
  open_case (gui, "見本 月子");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "受給拒否");
  mado_gui_show (gui, "declined");
  mado_gui_quit (gui);
}

/* What came to the counter goes through the case itself. */
static void
test_one_refusal_at_the_counter (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("ward-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ward-1");
  open_case (gui, "見本 星子");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "抽出");
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "ほかの処理(O)");
  mado_gui_await_focus (gui, ATSPI_ROLE_MENU_ITEM, "拒否の届出を受ける");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "収受日（必須）");
  mado_gui_show (gui, "asked");
  mado_gui_assert_all_named (gui);
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, yesterday);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "拒否の届出を受ける：見本 星子");
  open_case (gui, "見本 星子");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "受給拒否");
  mado_gui_show (gui, "counter");
  mado_gui_quit (gui);
}

/* The register has brought the account: nobody is asked to type it, and whoever wants another one says so. */
static void
test_registered_account_is_not_typed (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("ward-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ward-1");
  open_case (gui, "見本 花子");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座は登録されています");
  mado_gui_show (gui, "registered");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "別の口座を入力(A)…");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "銀行コード");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座入力（1回目）");
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  g_autofree char *last = NULL;
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) now = g_date_time_new_now (japan);
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -1);

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  yesterday = g_date_time_format (before, "%Y-%m-%d");
  last = g_strdup_printf ("\"2026-01-16\": \"%s\"", yesterday);
  gui_programme_change (PROGRAMME, "\"2026-01-16\": \"" LAST_DAY "\"", last);
  gui_ward_make_of (PROGRAMME, "ward", 0, (const char *const[]) { NULL });

  g_test_add_func ("/extraction/half-an-extraction-is-none", test_half_an_extraction_is_none);
  g_test_add_func ("/extraction/targets-become-cases-and-stay-frozen", test_targets_become_cases_and_stay_frozen);
  g_test_add_func ("/extraction/refusals-end-cases", test_refusals_end_cases);
  g_test_add_func ("/extraction/one-refusal-at-the-counter", test_one_refusal_at_the_counter);
  g_test_add_func ("/extraction/registered-account-is-not-typed", test_registered_account_is_not_typed);

  return g_test_run ();
}
