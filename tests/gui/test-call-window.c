/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls at the keyboard: found, asked, told, written down; two at once, one that comes by the telephone system, and one
 * that the program dies on. */

#include <locale.h>
#include <string.h>

#include "gui-ward.h"
#include "mado-era.h"
#include "mado-instant.h"

#define TITLE "問合せ（受電）"
#define QUESTION "質問（必須）(Q)"
#define ANSWER "回答(R)"
#define ALL_VERIFIED "すべて確認できた(V)"
#define OBJECT "/jp/madoguchi/Madoguchi" /* on the bus */

#define ID(n) "0195eeb1-5a00-7abc-8def-0123456789a" #n

static const char *const cases[] = {
  "{\"body\":{\"items\":{\"address\":\"東京都新宿区見本町1-1\",\"birth_date\":\"1995-05-05\",\"content\":\"1-cash\","
  "\"control_no\":\"0000099901\",\"name\":{\"kana\":\"ミホン ハナコ\",\"kanji\":\"見本 "
  "花子\"},\"phone\":\"0300009901\","
  "\"received_on\":\"2025-05-20\"},\"since\":\"2025-05-20\"},\"id\":\"" ID (
      1) "\",\"kind\":\"case\",\"state\":\"checked\","
         "\"version\":1}",
  "{\"body\":{\"items\":{\"address\":\"東京都新宿区見本町2-2\",\"birth_date\":\"1988-12-31\",\"content\":\"1-cash\","
  "\"control_no\":\"0000099902\",\"name\":{\"kana\":\"レイジ リョウコ\",\"kanji\":\"例示 "
  "良子\"},\"phone\":\"0300009902\"},"
  "\"protected\":{\"at\":1,\"by\":\"l-01\",\"reason\":\"x\"},\"since\":\"2025-05-20\"},\"id\":\"" ID (
      2) "\","
         "\"kind\":\"case\",\"state\":\"received\",\"version\":1}",
  NULL
};

static MadoGui *
sign_in (void)
{
  MadoGui *gui = gui_ward_sign_in ("agent-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "agent-1");

  return gui;
}

#define MOST_KEYS 5 /* from the call to the next one, besides what is typed as text */

static guint n_keys; /* of the call that is on the line */

static void
type_key (MadoGui *gui, const char *key)
{
  n_keys++;
  mado_gui_type_key (gui, key);
}

static void
answer_call (MadoGui *gui)
{
  n_keys = 0;
  type_key (gui, "F12");
  mado_gui_turn_to (gui, TITLE);
  mado_gui_await (gui, ATSPI_ROLE_TEXT, QUESTION);
}

/* A call of somebody who is found nowhere. */
static void
answer_unknown (MadoGui *gui)
{
  answer_call (gui);
  mado_gui_type_text (gui, "zzzz");
  mado_gui_await_told (gui, "「zzzz」に一致する方はいません");
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, QUESTION);
}

static void
throw_away (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+w");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "破棄する(D)");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_forget_window (gui);
}

/* F12, Enter, Space, Space, Ctrl+Enter: five keys and the text. The name is ticked, because the caller has said it. */
static void
test_five_keys_find_and_write_down (void)
{
  g_autoptr (MadoGui) gui = sign_in ();

  answer_call (gui);
  mado_gui_assert_all_named (gui);
  mado_gui_type_text (gui, "ミホンハナコ");
  mado_gui_await_told (gui, "見本 花子（ミホン ハナコ）");
  mado_gui_assert_nowhere (gui, "見本町");
  type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_CHECK_BOX, "生年月日：平成7年5月5日");
  mado_gui_assert_nowhere (gui, "書類の確認は終わっております");
  type_key (gui, "space");
  mado_gui_await_focus (gui, ATSPI_ROLE_CHECK_BOX, "住所：東京都新宿区見本町1-1");
  type_key (gui, "space");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_await_told (gui, "書類の確認は終わっております");
  mado_gui_type_text (gui, "itsu");
  type_key (gui, "ctrl+Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, QUESTION);
  g_assert_cmpuint (n_keys, <=, MOST_KEYS);
  mado_gui_forget_window (gui);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "問合せを記録しました");
  mado_gui_quit (gui);
}

/* Whoever answers next sees that there was a call, and what was said once the caller is known. */
static void
test_the_next_one_knows_what_was_said (void)
{
  g_autoptr (MadoGui) gui = sign_in ();

  answer_call (gui);
  mado_gui_type_text (gui, "0000099901");
  mado_gui_await_told (gui, "前回の問合せ");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_CHECK_BOX, NULL);
  mado_gui_assert_nowhere (gui, "itsu");
  mado_gui_type_key (gui, "space");
  mado_gui_type_key (gui, "space");
  mado_gui_type_key (gui, "space");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "これまでの問合せ");
  mado_gui_await_told (gui, "itsu");
  mado_gui_show (gui, "call-earlier");
  throw_away (gui);
  mado_gui_quit (gui);
}

/* Nobody was found while the caller waited; afterwards somebody is. The case then tells of the call. */
static void
test_a_call_is_linked_afterwards (void)
{
  g_autoptr (MadoGui) gui = sign_in ();

  answer_unknown (gui);
  mado_gui_type_text (gui, "dare");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_forget_window (gui);
  mado_gui_type_key (gui, "alt+5");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, "相手不明");
  mado_gui_type_key (gui, "Return");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "案件に結び付ける(L)…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "どの案件の問合せですか");
  mado_gui_assert_all_named (gui);
  mado_gui_type_text (gui, "0000099901");
  mado_gui_await_told (gui, "見本 花子（ミホン ハナコ）");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (gui, "見本 花子　0000099901");
  mado_gui_show (gui, "inquiry-linked");
  mado_gui_quit (gui);
}

static char *
write_heading (MadoDate month, const char *calls)
{
  g_autofree char *year = mado_era_format_year (month);

  return g_strdup_printf ("%s%d月：%s", year, month.month, calls);
}

/* A toast says so, too, but only for some seconds. */
static void
await_content (const char *path, const char *beginning)
{
  for (;; g_usleep (G_USEC_PER_SEC / 20)) {
    g_autofree char *content = NULL;

    if (g_file_get_contents (path, &content, NULL, NULL) && g_str_has_prefix (content, beginning))
      return;
  }
}

/* The call that was written down above is the only one of this month: the made-up ward is of another year. */
static void
test_the_month_counts_what_was_written_down (void)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  g_autofree char *month = write_heading (today, "受電1件");
  g_autofree char *before = write_heading (mado_date_add_months (today, -1), "受電0件");
  g_autofree char *path = g_build_filename (g_get_home_dir (), "report.pdf", NULL);
  g_autofree char *table = g_build_filename (g_get_home_dir (), "report.xlsx", NULL);
  g_autoptr (MadoGui) gui = sign_in ();

  mado_gui_type_key (gui, "alt+5");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "月報(R)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, month);
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "call-report");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "前の月");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, before);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "次の月");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, month);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "PDF(P)…");
  mado_gui_choose_file (gui, "月報を保存", path, "_Save");
  await_content (path, "%PDF-");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "表計算(X)…");
  mado_gui_choose_file (gui, "月報を保存", table, "_Save");
  await_content (table, "PK"); /* the workbook's own reader is asked by `ctl inquiry` */
  mado_gui_quit (gui);
}

/* By his number, and as one of several whom a part of it leads to (↓): what was asked all at once is ticked with one
 * key, and nothing is told before. */
static void
test_a_number_takes_no_more_keys (void)
{
  g_autoptr (MadoGui) gui = sign_in ();

  answer_call (gui);
  mado_gui_type_text (gui, "00000999");
  mado_gui_await_told (gui, "見本 花子（ミホン ハナコ）");
  mado_gui_await_told (gui, "例示 良子（レイジ リョウコ）");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "0000099901");
  mado_gui_await_untold (gui, "例示 良子（レイジ リョウコ）");
  type_key (gui, "Down");
  type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_CHECK_BOX, "氏名：見本 花子（ミホン ハナコ）");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, ALL_VERIFIED);
  mado_gui_show (gui, "call-questions");
  mado_gui_assert_nowhere (gui, "書類の確認は終わっております");
  type_key (gui, "alt+v");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_await_told (gui, "書類の確認は終わっております");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, ALL_VERIFIED);
  mado_gui_type_text (gui, "doko");
  type_key (gui, "ctrl+Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, QUESTION);
  g_assert_cmpuint (n_keys, <=, MOST_KEYS);
  mado_gui_forget_window (gui);
  mado_gui_quit (gui);
}

/* Nobody is told anything of somebody under protection; the ward is asked. */
static void
test_of_the_protected_nothing_is_shown (void)
{
  g_autoptr (MadoGui) gui = sign_in ();

  answer_call (gui);
  mado_gui_type_text (gui, "0000099902");
  mado_gui_await_told (gui, "例示 良子（レイジ リョウコ）");
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "支援措置の対象の方です");
  mado_gui_assert_nowhere (gui, "見本町");
  mado_gui_assert_nowhere (gui, "昭和63年");
  mado_gui_await (gui, ATSPI_ROLE_TEXT, "日付");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_told (gui, "質問を入力してください");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_type_text (gui, "douka");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_forget_window (gui);
  mado_gui_quit (gui);
}

/* A set answer, a set phrase, a promise; and one key to the next call. */
static void
test_set_words_and_the_next_call (void)
{
  g_autoptr (MadoGui) gui = sign_in ();

  answer_unknown (gui);
  mado_gui_type_text (gui, "nani");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, ANSWER);
  mado_gui_type_text (gui, ".fubi");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_typed (
      gui, ANSWER,
      "お送りした不備の通知に、ご提出いただきたいものを記載しております。同封の返信用封筒で、期限までに"
      "ご返送ください。切手は要りません。");
  mado_gui_type_key (gui, "alt+b");
  mado_gui_await (gui, ATSPI_ROLE_TEXT, "時刻");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_told (gui, "折返しの時刻を入力してください");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "時刻");
  mado_gui_type_text (gui, "2359");
  mado_gui_await_told (gui, "23:59");
  mado_gui_type_key (gui, "ctrl+shift+Return");
  mado_gui_await_untold (gui, "23:59");
  mado_gui_turn_to (gui, TITLE);
  mado_gui_await_untold (gui, "「zzzz」に一致する方はいません");
  mado_gui_await (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_quit (gui);
}

/* kill -9 while somebody types: the call is there again, and says so. */
static void
test_what_was_typed_survives_a_crash (void)
{
  MadoGui *gui = sign_in ();
  g_autoptr (MadoGui) again = NULL;

  answer_call (gui);
  mado_gui_type_line (gui, "0000099901"); /* at once: she is not in the list yet */
  mado_gui_await_focus (gui, ATSPI_ROLE_CHECK_BOX, NULL);
  mado_gui_type_key (gui, "alt+q");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_type_text (gui, "tochuu");
  mado_gui_await_typed (gui, QUESTION, "tochuu");
  gui_ward_await_kept ("agent-1");
  mado_gui_stop (gui);
  again = sign_in ();
  mado_gui_turn_to (again, TITLE);
  mado_gui_await_told (again, "保存されなかった問合せです");
  mado_gui_await_typed (again, QUESTION, "tochuu");
  mado_gui_await (again, ATSPI_ROLE_CHECK_BOX, "氏名：見本 花子（ミホン ハナコ）");
  throw_away (again);
  mado_gui_quit (again);
}

/* A window is kept ready for the next call; nothing else opens in it. */
static void
test_dialogs_open_in_the_window_that_is_seen (void)
{
  g_autoptr (MadoGui) gui = sign_in ();

  answer_call (gui);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, QUESTION);
  mado_gui_forget_window (gui);
  mado_gui_type_key (gui, "ctrl+comma");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

static void
ring_by_the_bus (const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  GVariant *const numbers[] = { g_variant_new_variant (g_variant_new_string (number)) };

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (bus, "jp.madoguchi.Madoguchi", OBJECT, "org.gtk.Actions", "Activate",
                                        g_variant_new ("(s@av@a{sv})", "call",
                                                       g_variant_new_array (G_VARIANT_TYPE_VARIANT, numbers, 1),
                                                       g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0)),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* The telephone system tells the program that runs; two calls are two windows, and neither takes anything from the
 * other. */
static void
test_the_telephone_opens_the_window (void)
{
  g_autoptr (MadoGui) gui = sign_in ();
  int status = -1;

  answer_call (gui);
  mado_gui_type_text (gui, "0000099902");
  mado_gui_await_told (gui, "例示 良子（レイジ リョウコ）");
  g_assert_true (g_spawn_command_line_sync ("madoguchi --call 03-0000-9901", NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  mado_gui_await_typed (gui, "電話番号(T)", "03-0000-9901");
  mado_gui_await_told (gui, "例示 良子（レイジ リョウコ）");
  ring_by_the_bus ("03-0000-9903");
  mado_gui_await_typed (gui, "電話番号(T)", "03-0000-9903");
  mado_gui_await_typed (gui, "電話番号(T)", "03-0000-9901");
  mado_gui_await_told (gui, "例示 良子（レイジ リョウコ）");
  mado_gui_quit (gui);
}

/* It rang where no program ran: the one who comes and signs in has the call before him. */
static void
test_what_rang_before_anybody_came_is_on_the_line (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start ("--call=03-0000-9904");

  gui_ward_enter (gui, "agent-1");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "agent-1");
  mado_gui_await_typed (gui, "電話番号(T)", "03-0000-9904");
  mado_gui_quit (gui);
}

/* --- the ward ----------------------------------------------------------------------------------------------------- */

#define PROGRAM_ACTIONS "about call help quit shortcuts text-larger text-smaller"
#define WINDOW_ACTIONS                                                                                                 \
  "back conflict fullscreen help lock next-case palette place previous-case refresh sidebar sign-out signing-key undo"
#define CASE_ACTIONS                                                                                                   \
  "back comment conflict fullscreen help lock next-case next-paper palette place previous-case previous-paper "        \
  "refresh sidebar sign-out signing-key step turn-left turn-right undo zoom-fit zoom-in zoom-out"

/* What whoever is on the bus could have done at @path. Returns: the names, in their order */
static char *
list_actions (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariantIter) each = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  char *name;
  gboolean is_enabled;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (bus, "jp.madoguchi.Madoguchi", path, "org.gtk.Actions", "DescribeAll", NULL,
                                        G_VARIANT_TYPE ("(a{s(bgav)})"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(a{s(bgav)})", &each);
  while (g_variant_iter_next (each, "{s(bgav)}", &name, &is_enabled, NULL, NULL)) {
    if (is_enabled)
      g_ptr_array_add (names, name);
    else
      g_free (name);
  }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

/* Nothing that brings anything in or out: whoever adds an action says here what the ward can do with it. A call that
 * the telephone system tells of opens nothing where nobody answers calls. */
static void
test_the_bus_offers_the_ward_no_way_out (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("ward-1");
  g_autofree char *of_program = NULL, *of_window = NULL, *of_case = NULL, *all = NULL;

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "ward-1");
  mado_gui_await_told (gui, "区の端末：閲覧用です");
  of_program = list_actions (OBJECT);
  of_window = list_actions (OBJECT "/window/1");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "0000099901");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "見本 花子");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, "コメント");
  of_case = list_actions (OBJECT "/window/1");
  all = g_strjoin (" | ", of_program, of_window, of_case, NULL);
  g_assert_cmpstr (all, ==, PROGRAM_ACTIONS " | " WINDOW_ACTIONS " | " CASE_ACTIONS);
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make_with ("agent", 8, cases);
  gui_ward_make_with ("ward", 0, cases);

  g_test_add_func ("/call-window/five-keys-find-and-write-down", test_five_keys_find_and_write_down);
  g_test_add_func ("/call-window/the-next-one-knows-what-was-said", test_the_next_one_knows_what_was_said);
  g_test_add_func ("/call-window/the-month-counts-what-was-written-down", test_the_month_counts_what_was_written_down);
  g_test_add_func ("/call-window/a-number-takes-no-more-keys", test_a_number_takes_no_more_keys);
  g_test_add_func ("/call-window/of-the-protected-nothing-is-shown", test_of_the_protected_nothing_is_shown);
  g_test_add_func ("/call-window/set-words-and-the-next-call", test_set_words_and_the_next_call);
  g_test_add_func ("/call-window/what-was-typed-survives-a-crash", test_what_was_typed_survives_a_crash);
  g_test_add_func ("/call-window/a-call-is-linked-afterwards", test_a_call_is_linked_afterwards);
  g_test_add_func ("/call-window/dialogs-open-in-the-window-that-is-seen",
                   test_dialogs_open_in_the_window_that_is_seen);
  g_test_add_func ("/call-window/the-telephone-opens-the-window", test_the_telephone_opens_the_window);
  g_test_add_func ("/call-window/what-rang-before-anybody-came-is-on-the-line",
                   test_what_rang_before_anybody_came_is_on_the_line);
  g_test_add_func ("/call-window/the-bus-offers-the-ward-no-way-out", test_the_bus_offers_the_ward_no_way_out);

  return g_test_run ();
}
