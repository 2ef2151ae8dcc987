/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said on the telephone, from the programme's words to a version that somebody else has approved, and to the
 * call in which it is told. */

#include <locale.h>

#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"

#define LEAD "l-01"
#define OTHER_LEAD "l-02"
#define AGENT "a-01"
#define QUESTION "いつ振り込まれますか"
#define HOLD 5 /* seconds: the least that can be set */
#define TITLE "問合せ（受電）"
#define TEXT "お伝えする内容(W)"
#define CHANGED "変更があります。保存した版は、別の人が承認してから電話で使われます。"
#define CODE "短縮コード（電話画面で「.コード」とTabで入力）"

static MadoGui *
open_sayings (const char *account)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "問合せ一覧");
  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, "問合せ一覧");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "回答例・定型文(F)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, QUESTION);

  return gui;
}

static void
open_question (MadoGui *gui)
{
  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, QUESTION);
  mado_gui_await (gui, ATSPI_ROLE_TEXT, TEXT);
}

/* What was typed and not saved is there again after the program was killed; what was given up is not. */
static MadoGui *
crash_and_undo (MadoGui *gui)
{
  g_autoptr (MadoGui) before = gui;

  mado_gui_type_key (gui, "alt+w");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, TEXT);
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "hanbun");
  mado_gui_await_typed (gui, TEXT, "hanbun");
  gui_ward_await_kept (LEAD);
  g_clear_pointer (&before, mado_gui_stop);
  gui = open_sayings (LEAD);
  open_question (gui);
  mado_gui_await_typed (gui, TEXT, "hanbun");
  mado_gui_await_told (gui, "保存していなかった入力を元に戻しました");
  mado_gui_await_told (gui, CHANGED);
  mado_gui_show (gui, "sayings-03-back");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "変更を取り消す(U)");
  mado_gui_await_told (gui, "この文面を電話で使っています。");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, TEXT);
  open_question (gui);
  mado_gui_await_told (gui, "この文面を電話で使っています。");

  return gui;
}

/* What is wrong is said at its field, and nothing is lost by a key; put right, it is saved as the next version. */
static void
write_version (void)
{
  g_autoptr (MadoGui) gui = open_sayings (LEAD);

  mado_gui_await_told (gui, "when-paid/2・第2版を使用中");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "sayings-01-list");
  open_question (gui);
  mado_gui_await_told (gui, "この文面を電話で使っています。");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "sayings-02-version");
  gui = crash_and_undo (g_steal_pointer (&gui));
  mado_gui_type_key (gui, "alt+w");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, TEXT);
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "kongetsu-matsu");
  mado_gui_await_told (gui, CHANGED);
  mado_gui_type_key (gui, "shift+Tab");
  mado_gui_type_key (gui, "shift+Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, CODE);
  mado_gui_type_text (gui, "fubi");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "新しい版として保存(S)");
  mado_gui_await_told (gui, "この短縮コードは、別の回答例・定型文で使われています。");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, CODE);
  mado_gui_show (gui, "sayings-03-fault");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await_typed (gui, CODE, "fubi");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "itsu");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "新しい版として保存(S)");
  mado_gui_await_told (gui, "この版はご自分が書いたため、別の人が承認します。");
  mado_gui_await_told (gui, "第3版（作成 l-01）　承認待ち");
  mado_gui_show (gui, "sayings-04-saved");
  mado_gui_quit (gui);
}

static void
answer_call (MadoGui *gui)
{
  mado_gui_type_key (gui, "F12");
  mado_gui_turn_to (gui, TITLE);
  mado_gui_await (gui, ATSPI_ROLE_TEXT, "質問（必須）(Q)");
  mado_gui_type_key (gui, "alt+f");
  mado_gui_await_focus (gui, ATSPI_ROLE_ENTRY, "回答例・定型文(F)");
}

/* Nobody is told what nobody else has read; nor does an agent word anything. */
static void
find_nothing_before_it_is_approved (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (AGENT);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "問合せ一覧");
  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, "問合せ一覧");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "月報(R)");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "回答例・定型文(F)");
  answer_call (gui);
  mado_gui_await_told (gui, "when-paid/2");
  mado_gui_type_text (gui, "kongetsu");
  mado_gui_await_untold (gui, "/1"); /* nothing is found, not even what the programme says */
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_told (gui, QUESTION);
  mado_gui_await_told (gui, "when-paid/2");
}

static void
approve_version (void)
{
  g_autoptr (MadoGui) gui = open_sayings (OTHER_LEAD);

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "第3版が承認待ち");
  mado_gui_show (gui, "sayings-05-waiting");
  open_question (gui);
  mado_gui_await_told (gui, "この版は承認待ちです。内容を確かめて承認してください。");
  mado_gui_await_typed (gui, TEXT, "kongetsu-matsu");
  mado_gui_show (gui, "sayings-06-approve");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "承認する(A)…");
  mado_gui_await_told (gui, "この版の内容を確かめました。");
  mado_gui_show (gui, "sayings-07-pledge");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "承認する(A)");
  mado_gui_await_told (gui, "この文面を電話で使っています。");
  mado_gui_quit (gui);
}

/* Typed by its code, its question and its version are written down with it. */
static void
tell_it (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in (AGENT);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, "問合せ一覧");
  answer_call (gui);
  mado_gui_type_text (gui, "kongetsu");
  mado_gui_await_told (gui, ".itsu");
  mado_gui_show (gui, "sayings-08-found");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_typed (gui, "回答(R)", "kongetsu-matsu");
  mado_gui_await_typed (gui, "質問（必須）(Q)", QUESTION);
  mado_gui_type_key (gui, "alt+g"); /* nobody whom we know */
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, "質問（必須）(Q)");
  mado_gui_forget_window (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "問合せを記録しました");
  mado_gui_type_key (gui, "alt+5");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, "相手不明");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "when-paid/3");
  mado_gui_show (gui, "sayings-09-told");
  mado_gui_quit (gui);
}

/* What is done is held back as long as its user has set; then it goes to the service. */
static void
let_go (GuiOffice *office, const char *account)
{
  g_usleep ((HOLD + 1) * G_USEC_PER_SEC);
  gui_office_meet (office, account);
}

static void
hold_for_little_time (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", HOLD);
  g_settings_sync ();
}

static void
test_sayings (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 0);

  gui_office_seat (office, LEAD, "lead");
  gui_office_seat (office, OTHER_LEAD, "lead");
  gui_office_seat (office, AGENT, "agent");
  write_version ();
  let_go (office, LEAD);
  gui_office_meet (office, AGENT);
  find_nothing_before_it_is_approved ();
  gui_office_meet (office, OTHER_LEAD);
  approve_version ();
  let_go (office, OTHER_LEAD);
  gui_office_meet (office, AGENT);
  tell_it ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  hold_for_little_time ();

  g_test_add_func ("/sayings/a-version-is-written-approved-and-told", test_sayings);

  return g_test_run ();
}
