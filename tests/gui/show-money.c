/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three payments on the real program, from the plan until each is where it belongs: who plans, who decides, who types
 * accounts and who checks, each at their own window; between their turns the service answers, and a made-up bank pays
 * what its file says, and cannot pay one of them. Saves pictures on the way, and says what was paid.
 *
 * usage: show-money FOLDER, for FOLDER/money-….png */

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

#include "gui-money.h"
#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"
#include "payment-bank.h"

#define LEAD "l-01"
#define DECIDER "d-01"
#define CLERKS { "k-11", "k-12" }
#define VERIFIER "v-11"

#define N_CASES 3
#define FATE 11 /* by which the bank does not know the third account, and all others */
#define FAILED "0000000003"
#define NEW_ACCOUNT "2000003"
#define UNDO_SECONDS 5 /* for so long nothing is sent that was typed */
#define PATIENCE (60 * G_USEC_PER_SEC)

typedef struct {
  const char *control_no;
  const char *account; /* its number */
} Paid;

static const Paid first_time[N_CASES] = { { "0000000001", "1000001" },
                                          { "0000000002", "1000002" },
                                          { FAILED, "1000003" } };
static const Paid second_time[] = { { FAILED, NEW_ACCOUNT } };

typedef struct {
  GuiOffice *office;
  GRand *chance;
  PaymentBank bank;
  const char *folder;
  guint n_pictures;
} Show;

/* What is before whoever works, and what they have done. */
static void
tell (Show *self, MadoGui *gui, const char *name, const char *sentence)
{
  g_autofree char *picture = g_strdup_printf ("money-%02u-%s", ++self->n_pictures, name);
  g_autofree char *path = g_strdup_printf ("%s/%s.png", self->folder, picture);

  mado_gui_save_picture (gui, path);
  g_print ("   %2u. %s\n      → %s\n", self->n_pictures, sentence, path);
}

/* The one that stands there, of however many. */
static MadoGui *
open_batch (Show *self, const char *account, const char *stage)
{
  MadoGui *gui;

  gui_office_meet (self->office, account);
  gui = gui_ward_sign_in (account);
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "支給 1件"); /* that is not over */
  mado_gui_type_key (gui, g_str_equal (account, LEAD) ? "alt+6" : "alt+2");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, stage);
  mado_gui_click (gui, ATSPI_ROLE_LABEL, stage);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");

  return gui;
}

static void
leave (Show *self, MadoGui *gui, const char *account)
{
  mado_gui_quit (gui);
  gui_office_meet (self->office, account);
}

/* --- a batch ------------------------------------------------------------------------------------------------------ */

static void
plan (Show *self, const char *figures, const char *sentence)
{
  g_autoptr (MadoGui) gui = NULL;

  gui_office_meet (self->office, LEAD);
  gui = gui_ward_sign_in (LEAD);
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "支給 0件"); /* batches that are not over */
  mado_gui_type_key (gui, "alt+6");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作る(P)…");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, figures);
  tell (self, gui, "plan", sentence);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を作成(M)");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "支給予定を凍結する");
  leave (self, gui, LEAD);
}

static void
freeze (Show *self)
{
  g_autoptr (MadoGui) gui = open_batch (self, LEAD, "作成中");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "支給予定を凍結する");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "支給予定を凍結する");
  tell (self, gui, "freeze", "業務責任者が、件数・金額・ダイジェストを固定（凍結）します。");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "凍結する");
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "この支給予定の作成・凍結に関わっているため承認できません。別の人が承認します。");
  leave (self, gui, LEAD);
}

static void
approve (Show *self)
{
  g_autoptr (MadoGui) gui = open_batch (self, DECIDER, "承認待ち");

  gui_money_approve (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支給予定の担当者を待っています。");
  tell (self, gui, "approved", "区の支給決定者が、自分のパスワードで署名して承認しました。作った人は承認できません。");
  leave (self, gui, DECIDER);
}

/* --- out and back ------------------------------------------------------------------------------------------------- */

static void
make_packet (Show *self, const char *step, const char *name, const char *sentence, const char *stage)
{
  g_autofree char *medium = g_dir_make_tmp ("mado-medium-XXXXXX", NULL);
  g_autofree char *drawer = g_dir_make_tmp ("mado-drawer-XXXXXX", NULL);
  g_autoptr (MadoGui) gui = open_batch (self, LEAD, stage);

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, step);
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータの作成");
  gui_money_fill_packet (gui, medium, drawer);
  mado_gui_await_told (gui, "を暗号化して媒体"); /* what leaves was counted */
  tell (self, gui, name, sentence);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "作成する(M)");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータができました");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  leave (self, gui, LEAD);
}

static GBytes *
write_decision (const Paid *paid, guint n_paid)
{
  GString *table = g_string_new (GUI_MONEY_COLUMNS);

  for (guint i = 0; i < n_paid; i++)
    g_string_append_printf (table, GUI_MONEY_ROW ("%s", "50000", "%s", "決定", ""), paid[i].control_no,
                            paid[i].account);

  return g_string_free_to_bytes (table);
}

static void
take_decision (Show *self, const Paid *paid, guint n_paid)
{
  g_autoptr (GBytes) bytes = write_decision (paid, n_paid);
  g_autofree char *path = gui_money_write_file ("decision.csv", bytes);
  g_autoptr (MadoGui) gui = open_batch (self, LEAD, "決定待ち");

  gui_money_read_answer (gui, "支給決定データを取り込む", path);
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "取り込む(T)…");
  tell (self, gui, "decision",
        "区から戻った支給決定データを、送ったものと1行ずつ照合しました。支給決定者の署名で取り込みます。");
  gui_money_sign_decision (gui, DECIDER, NULL);
  leave (self, gui, LEAD);
}

static void
make_file (Show *self, gboolean is_first)
{
  g_autoptr (MadoGui) gui = open_batch (self, LEAD, "振込データ作成待ち");

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "振込データを作る");
  gui_money_type_day (gui, gui_money_find_day ());
  if (is_first)
    gui_money_type_payer (gui);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "確認する(C)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "支障はありません。振込データを作成できます");
  tell (self, gui, "file", "全銀形式の振込データを作る前に、全行を検査し、合計を2通りで突き合わせました。");
  gui_money_make_file (gui, NULL);
  leave (self, gui, LEAD);
}

/* In 000 the ward gets the bank's answer, and makes its own table of it. */
static GBytes *
write_results (Show *self, const Paid *paid, guint n_paid)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) file = gui_office_find_file (self->office, LEAD);
  g_autoptr (GBytes) answer = payment_bank_pay (&self->bank, file, unknown);
  GString *table = g_string_new (GUI_MONEY_COLUMNS);

  for (guint i = 0; i < n_paid; i++)
    g_string_append_printf (table, GUI_MONEY_ROW ("%s", "50000", "%s", "%s", "%s"), paid[i].control_no, paid[i].account,
                            g_hash_table_contains (unknown, paid[i].account) ? "不能" : "振込済",
                            g_hash_table_contains (unknown, paid[i].account) ? "口座なし" : "");

  return g_string_free_to_bytes (table);
}

static void
take_results (Show *self, const Paid *paid, guint n_paid, const char *name, const char *sentence)
{
  g_autoptr (GBytes) results = write_results (self, paid, n_paid);
  g_autofree char *path = gui_money_write_file ("results.csv", results);
  g_autoptr (MadoGui) gui = open_batch (self, LEAD, "振込結果待ち");

  gui_money_read_answer (gui, "振込結果を取り込む", path);
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, "取り込む(T)…");
  tell (self, gui, name, sentence);
  gui_money_take_results (gui);
  leave (self, gui, LEAD);
}

/* --- the one that failed ------------------------------------------------------------------------------------------ */

static void
await_at_service (Show *self, const char *account, const char *pointer, const char *text)
{
  for (gint64 end = g_get_monotonic_time () + PATIENCE;; g_usleep (200000)) {
    g_autofree char *said = NULL;

    gui_office_meet (self->office, account);
    said = gui_office_dup_text (self->office, "logo:3", pointer);
    if (said != NULL && strstr (said, text) != NULL)
      return;
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
}

static void
look_at_failed (Show *self)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (LEAD);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "振込不能 1件");
  mado_gui_type_key (gui, "alt+3");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "解消していない不備が1件あります：口座なし");
  tell (self, gui, "failed", "振込不能の1件は理由とともに案件に戻り、不備になりました。権利は閉じていません。");
  mado_gui_quit (gui);
}

static void
type_account (Show *self, const char *account, const char *stage, const char *name, const char *sentence)
{
  g_autoptr (MadoGui) gui = NULL;

  gui_office_meet (self->office, account);
  gui = gui_ward_sign_in (account);
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "口座入力 1件");
  mado_gui_type_key (gui, "alt+1");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, stage);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "銀行コード");
  mado_gui_assert_nowhere (gui, NEW_ACCOUNT);
  mado_gui_type_text (gui, "0001");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "001");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "口座番号");
  mado_gui_type_text (gui, NEW_ACCOUNT);
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "ミホン ハナコ");
  tell (self, gui, name, sentence);
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "口座を入力しました");
  mado_gui_quit (gui);
}

/* Another account is another passbook: what was seen before counts no more. */
static void
see_passbook (Show *self, MadoGui *gui)
{
  mado_gui_type_key (gui, "F4"); /* leads to what nobody has seen */
  mado_gui_await_focus (gui, ATSPI_ROLE_CHECK_BOX, "通帳の写しの名義が申請者本人");
  mado_gui_type_key (gui, "space");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "確認：" VERIFIER);
  tell (self, gui, "passbook", "口座が変わると、通帳の確認は白紙に戻ります。審査担当がもう一度見て確認しました。");
}

static void
settle (Show *self)
{
  g_autoptr (MadoGui) gui = NULL;

  gui_office_meet (self->office, VERIFIER);
  gui = gui_ward_sign_in (VERIFIER);
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "不備の回答待ち 1件");
  mado_gui_type_key (gui, "alt+2");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "解消していない不備が1件あります：口座なし");
  see_passbook (self, gui);
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "解消");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "不備・返戻を解消");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "不備・返戻を解消：見本 花子");
  tell (self, gui, "settled", "新しい口座は2人の入力が一致して確定しています。審査担当が不備を解消しました。");
  mado_gui_quit (gui);
  await_at_service (self, VERIFIER, "/deficiencies", "\"closed\"");
}

static void
find_new_account (Show *self)
{
  static const char *const clerks[] = CLERKS;

  look_at_failed (self);
  type_account (self, clerks[0], "口座入力（1回目）", "account-1", "新しい口座を、1人目が書類を見て入力します。");
  await_at_service (self, clerks[0], "/entries/account/first/by", clerks[0]);
  type_account (self, clerks[1], "口座入力（2回目）", "account-2",
                "2人目が、1人目の入力を見ずに入力します。画面のどこにも出ません。");
  await_at_service (self, clerks[1], "/items/account/number", NEW_ACCOUNT);
  settle (self);
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

static void
look_at_dashboard (Show *self)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (LEAD);

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件の状況");
  tell (self, gui, "dashboard", "状況の画面です。");
  mado_gui_quit (gui);
}

/* To the yen: what the service says is paid is what the bank has paid, and each right once. */
static void
tell_sums (Show *self)
{
  guint n_rights = 0;
  const gint64 yen = gui_office_count_paid (self->office, &n_rights);
  const guint n_told = g_hash_table_size (self->bank.rows);

  g_print ("   "
           "計画した%d件のうち、銀行へ%u件の振込を依頼し、%u件が不能でした。新しい口座への再振込を含め、%"
           "u件・%'" G_GINT64_FORMAT "円を支給し、銀行が実際に払った額も%" G_GINT64_FORMAT
           "円です。1つの権利に支給は1回です。\n",
           N_CASES, n_told, self->bank.n_failed, n_rights, yen, self->bank.sum);
  g_assert_cmpuint (n_rights, ==, N_CASES);
  g_assert_cmpuint (n_told, ==, N_CASES + self->bank.n_failed);
  g_assert_cmpint (yen, ==, self->bank.sum);
}

static void
seat_all (Show *self)
{
  static const char *const clerks[] = CLERKS;
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", UNDO_SECONDS);
  g_settings_sync ();
  gui_office_seat (self->office, LEAD, "lead");
  gui_office_seat (self->office, DECIDER, "decider");
  gui_office_seat (self->office, clerks[0], "account_1");
  gui_office_seat (self->office, clerks[1], "account_2");
  gui_office_seat (self->office, VERIFIER, "verifier");
}

static void
pay_all (Show *self)
{
  plan (self, "3件・150,000円",
        "支給できる3件を、規則によって支給予定に集めました。入らない人がいれば、理由も並びます。");
  freeze (self);
  approve (self);
  make_packet (self, "支給予定データ", "planned",
               "支給予定データを暗号化し、媒体台帳の記録とパスワード通知書とともに区へ出します。", "決定待ち");
  take_decision (self, first_time, N_CASES);
  make_file (self, TRUE);
  make_packet (self, "振込データを受渡しに出す", "handed-over",
               "振込データも、同じ手順で媒体に書いて出します。ほかに外へ出る道はありません。", "振込結果待ち");
  take_results (self, first_time, N_CASES, "results", "銀行から戻った結果です。3件のうち1件が振込不能でした。");
}

static void
pay_again (Show *self)
{
  find_new_account (self);
  plan (self, "1件・50,000円", "再振込の支給予定です。支給済みの2件は入りません。");
  freeze (self);
  approve (self);
  take_decision (self, second_time, 1);
  make_file (self, FALSE);
  take_results (self, second_time, 1, "results-again", "再振込の結果です。新しい口座に振り込まれました。");
  look_at_dashboard (self);
  tell_sums (self);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  Show show = { .folder = argv[1] };

  if (argc != 2) {
    g_printerr ("usage: show-money FOLDER\n");
    return 2;
  }
  setlocale (LC_ALL, "");
  show.office = gui_office_new (folder, GUI_WARD_PASSWORD, N_CASES);
  show.chance = g_rand_new_with_seed (FATE);
  payment_bank_open (&show.bank, show.chance);
  seat_all (&show);

  pay_all (&show);
  pay_again (&show);

  payment_bank_close (&show.bank);
  g_rand_free (show.chance);
  gui_office_free (show.office);

  return 0;
}
