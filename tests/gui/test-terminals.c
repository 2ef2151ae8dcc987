/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people at two terminals of one real service: what one does the other sees, the line goes and comes back, and
 * whoever may not come in is told why. */

#include <locale.h>

#include "case-sample.h"
#include "gui-paper.h"
#include "gui-terminal.h"
#include "mado-attachment.h"

#define LONG "2099-03-31"

static GuiService service;
static GuiTerminal one, other;
static DoorVisitor *sato, *suzuki; /* at the line, too, each at a third terminal */
static MadoId shared;              /* a case */

/* --- what people do ----------------------------------------------------------------------------------------------- */

/* Nobody keeps a connection for those who say nothing for a while. */
static Terminal *
come_back (DoorVisitor *visitor)
{
  door_world_sign_in (&service.door, visitor);

  return visitor->terminal;
}

static void
write_phone (DoorVisitor *visitor, const char *number)
{
  terminal_do (come_back (visitor), shared, "case.edit", "{'edits':[{'item':'phone','was':'0300000000','now':'%s'}]}",
               number);
  door_world_push (visitor);
}

static MadoId
receive_case (const char *number)
{
  const MadoId id = ward_draw_id (service.door.world.notes);
  g_autofree char *quoted = g_strdup_printf ("'%s'", number);

  terminal_do (come_back (sato), id, "case.move", "{'transition':'receive','receipt':'form:%s','edits':" CASE_EDITS "}",
               number, quoted);
  door_world_push (sato);

  return id;
}

static guint
count_in_log (const char *kind)
{
  g_autofree char *log = door_world_show_log (&service.door);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", kind);
  guint count = 0;

  for (const char *at = log; (at = strstr (at, quoted)) != NULL; at++)
    count++;

  return count;
}

/* --- together ----------------------------------------------------------------------------------------------------- */

static void
test_terminal_is_connected_by_file_and_code (void)
{
  g_autofree char *code = NULL;
  g_autofree char *path = gui_service_invite (&service, one.name, &code);

  gui_terminal_start (&one);
  gui_terminal_name_file (&one, &service, path);
  mado_gui_assert_all_named (one.gui);
  mado_gui_type_text (one.gui, "WRONG-CODE");
  mado_gui_type_key (one.gui, "Return");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "コードが違います");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "コード");
  mado_gui_type_key (one.gui, "ctrl+a");
  mado_gui_type_text (one.gui, code);
  mado_gui_type_key (one.gui, "Return");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (one.gui, "（端末：w-1）");
}

static void
test_wrong_password_is_said_by_the_service (void)
{
  gui_terminal_sign_in (&one, "not the password");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "アカウントまたはパスワードが違います");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_type_text (one.gui, DOOR_WORLD_PASSWORD);
  mado_gui_type_key (one.gui, "Return");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "sato");
  mado_gui_await_told (one.gui, "同期済み");
}

static void
test_what_one_does_the_other_sees (void)
{
  gui_terminal_start (&other);
  gui_terminal_sign_in (&other, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (other.gui, "同期済み");
  shared = receive_case ("9900000001");
  mado_gui_await (one.gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 1件");
  mado_gui_await (other.gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 1件");
  gui_terminal_open_first (&one);
  gui_terminal_open_first (&other);
  mado_gui_await_told (other.gui, "satoさん（w-1）");
  mado_gui_await_told (one.gui, "suzukiさん（w-2）");
  mado_gui_type_text (other.gui, "half a word"); /* which stays, whatever comes */
  gui_terminal_comment (&one, "call back on Monday");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "call back on Monday");
  mado_gui_await_told (other.gui, "satoさんがこの案件を変更しました");
  mado_gui_await_told (other.gui, "half a word");
}

#define TAKE_OVER "引き継ぐ(V)"
#define MISSING "不備の内容（申請者あて）"

static void
begin_to_return (const GuiTerminal *terminal)
{
  mado_gui_type_key (terminal->gui, "ctrl+2");
  mado_gui_await (terminal->gui, ATSPI_ROLE_DIALOG, "不備として返す");
}

/* Whoever it is taken from is told by whom, and finds all that he had typed when it is his again, in the form and in
 * the dialog that was open. */
static void
test_a_case_is_taken_over_and_back (void)
{
  begin_to_return (&other);
  mado_gui_click (other.gui, ATSPI_ROLE_TEXT, MISSING);
  mado_gui_type_text (other.gui, "the back page");
  mado_gui_await_typed (other.gui, MISSING, "the back page");
  mado_gui_show (one.gui, "company");
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, TAKE_OVER);
  mado_gui_await_told (one.gui, "この案件を引き継ぎました");
  mado_gui_await_told (other.gui, "satoさん（w-1）がこの案件を引き継ぎました");
  mado_gui_await_gone (other.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_untold (other.gui, "half a word");
  mado_gui_await_gone (other.gui, ATSPI_ROLE_BUTTON, "不備として返す");
  mado_gui_assert_all_named (other.gui);
  mado_gui_show (other.gui, "taken-over");
  gui_terminal_comment (&one, "it is mine now");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "it is mine now");
  mado_gui_press (other.gui, ATSPI_ROLE_BUTTON, TAKE_OVER);
  mado_gui_await_told (other.gui, "half a word");
  mado_gui_await_told (one.gui, "suzukiさん（w-2）がこの案件を引き継ぎました");
  mado_gui_show (other.gui, "taken-back");
  begin_to_return (&other);
  mado_gui_await_typed (other.gui, MISSING, "the back page");
  mado_gui_type_key (other.gui, "Escape");
  mado_gui_await_gone (other.gui, ATSPI_ROLE_DIALOG, NULL);
}

/* Nobody has to give it back. */
static void
test_a_case_is_free_when_who_took_it_leaves (void)
{
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, TAKE_OVER);
  mado_gui_await_told (other.gui, "satoさん（w-1）がこの案件を引き継ぎました");
  mado_gui_await_untold (other.gui, "half a word");
  mado_gui_type_key (one.gui, "alt+1");
  mado_gui_await_untold (other.gui, "がこの案件を引き継ぎました");
  mado_gui_await_told (other.gui, "half a word");
  gui_terminal_open_first (&one);
  mado_gui_await_told (other.gui, "satoさん（w-1）");
  mado_gui_await_told (one.gui, "suzukiさん（w-2）");
}

static GBytes *
draw_paper (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "scan.png", NULL);
  g_autofree char *file = NULL;
  gsize length = 0;

  gui_paper_draw (path);
  g_assert_true (g_file_get_contents (path, &file, &length, NULL));
  g_assert_cmpuint (length, <, MADO_BLOB_PART);

  return g_bytes_new_take (g_steal_pointer (&file), length);
}

static void
ask_service (const char *method, const char *target, GBytes *body)
{
  g_autoptr (TlsReply) reply = world_ask (sato->client, sato->terminal->token, method, target, body);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
send_picture (MadoId id, const char *hash, GBytes *bytes)
{
  g_autofree char *put = g_strdup_printf (WORLD_STREAM "blob/%s/0", hash);
  g_autofree char *finish = g_strdup_printf (WORLD_STREAM "blob/%s/%zu", hash, g_bytes_get_size (bytes));
  const MadoAttachment attachment = { id, (char *) "phone" };
  g_autoptr (GBytes) owner = mado_attachment_write (&attachment, NULL);

  come_back (sato);
  ask_service ("PUT", put, bytes);
  ask_service ("POST", finish, owner);
}

/* Its operation is there before it is. */
static void
test_papers_come_when_the_case_is_opened (void)
{
  g_autoptr (GBytes) picture = draw_paper ();
  const MadoHash of_picture = mado_hash_of (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_autofree char *hash = mado_hash_to_hex (&of_picture);

  terminal_do (come_back (sato), shared, "case.attach",
               "{'item':'phone','hash':'%s','type':'image/png','name':'1.png'}", hash);
  door_world_push (sato);
  mado_gui_await_told (one.gui, "同期済み");
  mado_gui_type_key (one.gui, "alt+1");
  mado_gui_await_focus (one.gui, ATSPI_ROLE_TABLE_ROW, NULL);
  mado_gui_type_key (one.gui, "Return");
  mado_gui_press (one.gui, ATSPI_ROLE_PAGE_TAB, "書類");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "書類はまだサービスに届いていません");
  send_picture (shared, hash, picture);
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "再試行(T)");
  mado_gui_await (one.gui, ATSPI_ROLE_IMAGE, "書類 1 / 1　電話番号");
}

static guint
ask_for_picture (void)
{
  g_autoptr (GBytes) picture = draw_paper ();
  const MadoHash of_picture = mado_hash_of (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_autofree char *hash = mado_hash_to_hex (&of_picture);
  g_autofree char *target = g_strdup_printf (WORLD_STREAM "blob/%s", hash);
  g_autoptr (TlsReply) reply = NULL;

  come_back (sato);
  reply = world_ask (sato->client, sato->terminal->token, "GET", target, NULL);

  return reply->status;
}

#define COVER "塗りつぶして確定(C)"

/* By the keyboard alone. Whoever thinks better of it has covered nothing. */
static void
test_a_number_on_a_stored_paper_is_covered (void)
{
  g_assert_cmpuint (ask_for_picture (), ==, 200);
  mado_gui_type_key (one.gui, "ctrl+shift+k");
  mado_gui_await (one.gui, ATSPI_ROLE_BUTTON, COVER);
  mado_gui_await_focus (one.gui, ATSPI_ROLE_IMAGE, NULL);
  mado_gui_type_key (one.gui, "Down");
  mado_gui_type_key (one.gui, "Return");
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, COVER);
  mado_gui_await_told (one.gui, "だれにも元に戻せません");
  mado_gui_show (one.gui, "cover-question");
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "取りやめる(C)");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_BUTTON, "塗りつぶして消去(E)");
  g_assert_cmpuint (count_in_log ("case.cover"), ==, 0);
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, COVER);
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "塗りつぶして消去(E)");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_BUTTON, "塗りつぶして消去(E)");
  mado_gui_press (one.gui, ATSPI_ROLE_PAGE_TAB, "経過");
  mado_gui_show (one.gui, "covered-after");
  mado_gui_await_told (one.gui, "書類の一部が塗りつぶされました");
  mado_gui_press (one.gui, ATSPI_ROLE_PAGE_TAB, "書類");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_BUTTON, COVER);
  mado_gui_press (other.gui, ATSPI_ROLE_PAGE_TAB, "経過");
  mado_gui_await_told (other.gui, "書類の一部が塗りつぶされました");
  mado_gui_show (one.gui, "covered");
  mado_gui_show (other.gui, "covered-history");
  g_assert_cmpuint (ask_for_picture (), ==, 404);
  g_assert_cmpuint (count_in_log ("case.cover"), ==, 1);
  mado_gui_press (other.gui, ATSPI_ROLE_PAGE_TAB, "コメント");
}

static void
test_work_goes_on_without_the_service (void)
{
  gui_service_stop (&service);
  gui_terminal_comment (&one, "said offline");
  mado_gui_await_told (one.gui, "オフラインです");
  mado_gui_await_told (other.gui, "オフラインです");
  gui_service_start (&service);
  mado_gui_type_key (one.gui, "F5"); /* nobody waits until it is tried again by itself */
  mado_gui_type_key (other.gui, "F5");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "said offline");
  mado_gui_await_told (one.gui, "同期済み");
  mado_gui_await_untold (one.gui, "オフラインです");
  g_assert_cmpuint (count_in_log ("case.note"), ==, 3);
}

/* The program dies while somebody types; the service is asked as if nothing had been. */
static void
test_typing_survives_a_crash (void)
{
  gui_terminal_kill (&other);
  gui_terminal_start (&other);
  gui_terminal_sign_in (&other, DOOR_WORLD_PASSWORD);
  gui_terminal_open_first (&other);
  mado_gui_await_told (other.gui, "half a word");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "said offline");
}

#define TITLE "妊婦のための支援給付事業"
#define NEXT_TITLE "妊婦のための支援給付事業（令和8年度）"

static void
publish_next_year (void)
{
  g_autoptr (GBytes) programme = ward_load_programme ("ninpu-r7", TITLE, NEXT_TITLE);
  g_autofree char *path = g_build_filename (service.door.world.folder, "next-year.json", NULL);
  int status = -1;
  g_autofree char *said = NULL;

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (programme, NULL), (gssize) g_bytes_get_size (programme), NULL));
  said = world_ctl (&service.door.world, &status, "service", "publish", path, "--actor", "s-01", NULL);
  if (status != 0)
    g_error ("%s", said);
}

/* Who is at a list goes over at once; who has a case open stays on its form until he leaves it. */
static void
test_a_programme_is_published_while_they_work (void)
{
  mado_gui_type_key (one.gui, "alt+1");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, TITLE);
  publish_next_year ();
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, NEXT_TITLE);
  mado_gui_await_told (one.gui, "新しい定めに切り替えました");
  mado_gui_show (one.gui, "programme-followed");
  mado_gui_await_told (other.gui, "事業の定めが変わりました");
  mado_gui_show (other.gui, "programme-changed");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, TITLE);
  mado_gui_await_told (other.gui, "half a word");
  mado_gui_type_key (other.gui, "alt+1");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, NEXT_TITLE);
  mado_gui_await_untold (other.gui, "事業の定めが変わりました");
  gui_terminal_open_first (&other);
  mado_gui_await_told (other.gui, "half a word");
  gui_terminal_open_first (&one);
  gui_terminal_comment (&one, "by the new rules");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "by the new rules");
}

/* It was told once, and stays so without a line. */
static void
test_the_programme_stays_without_the_service (void)
{
  gui_terminal_kill (&other);
  gui_service_stop (&service);
  gui_terminal_start (&other);
  gui_terminal_sign_in (&other, DOOR_WORLD_PASSWORD);
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, NEXT_TITLE);
  gui_service_start (&service);
  gui_terminal_kill (&other);
  gui_terminal_start (&other);
  gui_terminal_sign_in (&other, DOOR_WORLD_PASSWORD);
  gui_terminal_open_first (&other);
  mado_gui_type_key (one.gui, "F5");
  mado_gui_await_told (one.gui, "同期済み");
}

/* Two people write another number: nothing is lost, and whoever chooses does so for everybody. */
static void
test_what_two_wrote_is_chosen_once (void)
{
  write_phone (suzuki, "0311111111");
  write_phone (sato, "0322222222");
  mado_gui_await_told (one.gui, "他の人も同じ項目を変更しています");
  mado_gui_await_told (other.gui, "他の人も同じ項目を変更しています");
  mado_gui_type_key (one.gui, "ctrl+e");
  mado_gui_await (one.gui, ATSPI_ROLE_DIALOG, "どちらが正しいですか");
  mado_gui_press (one.gui, ATSPI_ROLE_BUTTON, "03-2222-2222");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "03-2222-2222");
  mado_gui_await_untold (other.gui, "他の人も同じ項目を変更しています");
}

#define TAKEN_IN                                                                                                       \
  "受付番号,申請日時,氏名,氏名（フリガナ）,生年月日,給付管理番号,職業\r\n"                                             \
  "W00001,2025/06/01 10:00:00,取込 一子,トリコミ イチコ,1995-05-05,0000900001,船大工\r\n"                              \
  "W00002,2025/06/01 10:05:00,取込 二子,トリコミ ニコ,1996-05-05,0000900002,船大工\r\n"
#define CHOOSE "ファイルを選ぶ…(C)"

static char *
write_form (void)
{
  char *path = g_build_filename (g_get_home_dir (), "form.csv", NULL);

  g_assert_true (g_file_set_contents (path, TAKEN_IN, -1, NULL));

  return path;
}

static void
choose_form (const GuiTerminal *terminal, const char *path)
{
  mado_gui_type_key (terminal->gui, "F9");
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (terminal->gui, "End");
  mado_gui_type_key (terminal->gui, "Return");
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_BUTTON, CHOOSE);
  mado_gui_type_key (terminal->gui, "Return");
  mado_gui_choose_file (terminal->gui, "ファイルの選択", path, "_Open");
}

/* A file that is taken in at one terminal becomes cases at the service, and those come to the other; there is nothing
 * in the same file any more, wherever somebody takes it in. */
static void
test_what_one_takes_in_the_other_has (void)
{
  g_autofree char *path = write_form ();
  const guint before = count_in_log ("case.move");

  choose_form (&one, path);
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "2件を取り込めます");
  mado_gui_assert_all_named (one.gui);
  mado_gui_type_key (one.gui, "Return");
  mado_gui_await (one.gui, ATSPI_ROLE_LABEL, "2件を取り込みました");
  mado_gui_await (other.gui, ATSPI_ROLE_LIST_ITEM, "収受・審査待ち 3件");
  g_assert_cmpuint (count_in_log ("case.move"), ==, before + 2);
  mado_gui_type_key (other.gui, "alt+1");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "取込 一子");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "取込 二子");
  mado_gui_show (other.gui, "taken-in-elsewhere");
  choose_form (&other, path);
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "新しく取り込むものはありません");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "取り込まないもの：取込済み2件");
  mado_gui_show (other.gui, "taken-in-before");
}

static void
test_leaving_ends_the_session (void)
{
  const guint before = count_in_log ("access.end");

  gui_terminal_leave (&one);
  g_assert_cmpuint (count_in_log ("access.end"), ==, before + 1);
  gui_terminal_leave (&other);
}

/* What is done goes to the service as soon as anybody can set it. */
static void
take_little_time (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("jp.madoguchi.Madoguchi");

  g_settings_set_int (settings, "undo-seconds", 5);
  g_settings_sync ();
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  take_little_time ();
  gui_service_set_up (&service);
  sato = door_world_add (&service.door, "sato", "verifier", LONG);
  suzuki = door_world_add (&service.door, "suzuki", "verifier", LONG);
  gui_terminal_set_up_empty (&one, "w-1", "sato");
  gui_terminal_set_up (&other, &service, "w-2", "suzuki");

  g_test_add_func ("/terminals/terminal-is-connected-by-file-and-code", test_terminal_is_connected_by_file_and_code);
  g_test_add_func ("/terminals/wrong-password-is-said-by-the-service", test_wrong_password_is_said_by_the_service);
  g_test_add_func ("/terminals/what-one-does-the-other-sees", test_what_one_does_the_other_sees);
  g_test_add_func ("/terminals/a-case-is-taken-over-and-back", test_a_case_is_taken_over_and_back);
  g_test_add_func ("/terminals/a-case-is-free-when-who-took-it-leaves", test_a_case_is_free_when_who_took_it_leaves);
  g_test_add_func ("/terminals/papers-come-when-the-case-is-opened", test_papers_come_when_the_case_is_opened);
  g_test_add_func ("/terminals/a-number-on-a-stored-paper-is-covered", test_a_number_on_a_stored_paper_is_covered);
  g_test_add_func ("/terminals/work-goes-on-without-the-service", test_work_goes_on_without_the_service);
  g_test_add_func ("/terminals/typing-survives-a-crash", test_typing_survives_a_crash);
  g_test_add_func ("/terminals/a-programme-is-published-while-they-work",
                   test_a_programme_is_published_while_they_work);
  g_test_add_func ("/terminals/the-programme-stays-without-the-service", test_the_programme_stays_without_the_service);
  g_test_add_func ("/terminals/what-two-wrote-is-chosen-once", test_what_two_wrote_is_chosen_once);
  g_test_add_func ("/terminals/what-one-takes-in-the-other-has", test_what_one_takes_in_the_other_has);
  g_test_add_func ("/terminals/leaving-ends-the-session", test_leaving_ends_the_session);
  status = g_test_run ();
  gui_terminal_tear_down (&one);
  gui_terminal_tear_down (&other);
  gui_service_tear_down (&service);

  return status;
}
