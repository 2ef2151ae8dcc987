/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A batch from the plan to the result, as two people take it through their windows: whoever plans, and whoever decides.
 * Between their turns the service answers, at its own stream. */

#include <locale.h>
#include <string.h>
#include "gui-office.h"
#include "gui-ward.h"
#include "mado-date.h"
#include "mado-terminal.h"

#define LEAD "l-01"
#define DECIDER "d-01"

static void
look (MadoGui *gui, const char *name)
{
  const char *folder = g_getenv ("MADO_GUI_PICTURES");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;

  if (path != NULL)
    mado_gui_save_picture (gui, path);
}

static void
quit (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+q");
  mado_gui_assert_quits (gui);
}

/* --- the walk ----------------------------------------------------------------------------------------------------- */

static void
open_list (MadoGui *gui, const char *place, const char *key, const char *stage)
{
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, place);
  mado_gui_type_key (gui, key);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, stage);
}

/* The only batch that there is. */
static MadoGui *
open_batch (const char *account, const char *place, const char *key, const char *stage)
{
  MadoGui *gui = gui_ward_sign_in (account);

  open_list (gui, place, key, stage);
  mado_gui_type_key (gui, key);
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
  mado_gui_assert_all_named (gui);

  return gui;
}

/* Writes what the ward sends back. */
static char *
write_table (const char *folder, const char *name, const char *first_word, const char *first_reason, const char *number)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GString) table =
      g_string_new ("給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,"
                    "振込口座情報・預金種目,振込口座情報・口座番号,振込口座情報・口座名義人,結果,理由,振込日\n");
  const char *other_word = strcmp (first_word, "不能") == 0 ? "振込済" : first_word;

  for (guint i = 1; i <= 3; i++)
    g_string_append_printf (table, "%010u,50000,0001,001,1,%s,ミホン ハナコ,%s,%s,\n", i,
                            i == 1   ? number
                            : i == 2 ? "1000002"
                                     : "1000003",
                            i == 1 ? first_word : other_word, i == 1 ? first_reason : "");
  g_assert_true (g_file_set_contents (path, table->str, -1, NULL));

  return g_steal_pointer (&path);
}

static void
plan (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (LEAD);

  open_list (gui, "支給 0件", "alt+6", "支給予定はまだありません");
  mado_gui_assert_all_named (gui);
  look (gui, "1-empty");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作る(P)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "3件・150,000円");
  mado_gui_assert_all_named (gui);
  look (gui, "2-plan");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作成(M)");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "支給予定を凍結する");
  mado_gui_assert_all_named (gui);
  look (gui, "3-made");
  quit (gui);
}

/* Whoever froze it is told that somebody else approves it, before they try. */
static void
freeze (void)
{
  g_autoptr (MadoGui) gui = open_batch (LEAD, "支給 1件", "alt+6", "作成中");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "再集計で件数・金額・ダイジェストが一致しています");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を凍結する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "支給予定を凍結する");
  mado_gui_assert_all_named (gui);
  look (gui, "4-freeze");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "凍結する");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "この支給予定の作成・凍結に関わっているため承認できません。別の人が承認します。");
  look (gui, "5-frozen");
  quit (gui);
}

/* Somebody else: a wrong password signs nothing. */
static void
approve (void)
{
  g_autoptr (MadoGui) gui = open_batch (DECIDER, "支給 1件", "alt+2", "承認待ち");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を承認する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "支給予定を承認する");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_text (gui, "wrong");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "パスワードが違います。署名していません。");
  mado_gui_assert_all_named (gui);
  look (gui, "6-approve");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支給予定の担当者を待っています。");
  quit (gui);
}

/* One row says another account than went out: nothing is taken over before somebody says why it is left out. */
static void
decide (const char *folder)
{
  g_autofree char *odd = write_table (folder, "odd.csv", "決定", "", "9999999");
  g_autofree char *good = write_table (folder, "good.csv", "決定", "", "1000001");
  g_autoptr (MadoGui) gui = open_batch (LEAD, "支給 1件", "alt+6", "決定待ち");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給決定データを取り込む");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ(F)…");
  mado_gui_choose_file (gui, "戻ってきたファイルを選択", odd, "_Open");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "照合が一致しません。相違ごとに除外の理由を入力してください");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "相違");
  mado_gui_assert_all_named (gui);
  look (gui, "7-odd");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ(F)…");
  mado_gui_choose_file (gui, "戻ってきたファイルを選択", good, "_Open");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "照合が一致しました。取り込めます");
  look (gui, "8-good");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "取り込む(T)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "取り込み");
  mado_gui_assert_all_named (gui);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_type_text (gui, DECIDER);
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  look (gui, "9-sign");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "振込データを作る");
  quit (gui);
}

static void
type_payer (MadoGui *gui)
{
  static const char *const parts[] = { "1234567890", "ﾐﾎﾝｼ", "0001", "001", "1", "7654321" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    mado_gui_type_key (gui, "Tab");
    mado_gui_type_text (gui, parts[i]);
  }
}

/* A Sunday is refused in words; then the file is made, and kept. */
static void
make_file (void)
{
  g_autoptr (MadoGui) gui = open_batch (LEAD, "支給 1件", "alt+6", "振込データ作成待ち");
  MadoDate day = mado_date_add_days (mado_instant_get_japanese_day (mado_instant_now ()), 7);
  char iso[MADO_DATE_ISO_SIZE];

  while (mado_date_get_weekday (day) != 0)
    day = mado_date_add_days (day, 1);
  mado_date_to_iso (day, iso);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込データを作る");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_gui_assert_all_named (gui);
  mado_gui_type_text (gui, iso);
  type_payer (gui);
  look (gui, "10-payer");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "確認する(C)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "作成できません。下の内容を確かめてください");
  look (gui, "11-sunday");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "戻る(B)");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NULL);
  mado_date_to_iso (mado_date_add_days (day, 2), iso);
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, iso);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支障はありません。振込データを作成できます");
  mado_gui_assert_all_named (gui);
  look (gui, "12-checked");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込データを作成(M)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "振込データの作成");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "作成する");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "振込データを作成しました");
  look (gui, "13-made");
  quit (gui);
}

/* One of three failed: the batch says so, and which way it goes on. */
static void
take_results (const char *folder)
{
  g_autofree char *results = write_table (folder, "results.csv", "不能", "口座なし", "1000001");
  g_autoptr (MadoGui) gui = open_batch (LEAD, "支給 1件", "alt+6", "振込結果待ち");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込結果を取り込む");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "または結果を入力");
  mado_gui_assert_all_named (gui);
  look (gui, "14-results");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ(F)…");
  mado_gui_choose_file (gui, "戻ってきたファイルを選択", results, "_Open");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "照合が一致しました。取り込めます");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "取り込む(T)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "取り込み");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "取り込む");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "振込不能の人は、案件を開いて新しい口座を確かめた後、次の支給予定で再振込します。");
  look (gui, "15-over");
  quit (gui);
}

static void
test_walk (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 3);

  gui_office_seat (office, LEAD, "lead");
  gui_office_seat (office, DECIDER, "decider");
  gui_office_meet (office, LEAD);
  plan ();
  gui_office_meet (office, LEAD);
  freeze ();
  gui_office_meet (office, LEAD);
  gui_office_meet (office, DECIDER);
  approve ();
  gui_office_meet (office, DECIDER);
  gui_office_meet (office, LEAD);
  decide (folder);
  gui_office_meet (office, LEAD);
  make_file ();
  gui_office_meet (office, LEAD);
  take_results (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/payment-walk/from-the-plan-to-the-result", test_walk);

  return g_test_run ();
}
