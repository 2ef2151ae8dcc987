/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 003 at two terminals of one real service: the contractor screens, and the ward sees it at once; neither does the
 * other's part. */

#include <locale.h>
#include <string.h>

#include "case-sample.h"
#include "gui-terminal.h"

#define LONG "2099-03-31"
#define PRESCREEN "事前審査を終える"
#define EXAMINE "審査する (区)"
#define SEND_BACK "区から差し戻す"

static GuiService service;
static GuiTerminal contractor, ward;
static DoorVisitor *hara, *imai; /* at the line: who receives and types the account; who types it again, and leads */
static MadoId application;

static void
do_by (DoorVisitor *visitor, MadoId entity, const char *kind, const char *body)
{
  door_world_sign_in (&service.door, visitor);
  terminal_do (visitor->terminal, entity, kind, "%s", body);
  door_world_push (visitor);
}

/* All that is left is to say that it is good. */
static void
receive (void)
{
  static const char *const seen[] = { "receipt", "identity", "no_mynumber" };
  g_autofree char *account = g_strdup_printf ("{'item':'account','value':" CASE_ACCOUNT "}", "1234567", "self");

  application = ward_draw_id (service.door.world.notes);
  do_by (hara, application, "case.move",
         "{'transition':'receive','receipt':'logo:9001','edits':[{'item':'name','now':{'kanji':'見本 太郎'}},"
         "{'item':'address','now':'東京都新宿区見本町1-1'},{'item':'birth_date','now':'1985-05-05'},"
         "{'item':'phone','now':'0300000000'},{'item':'child_birth','now':'2020-06-01'},"
         "{'item':'used_on','now':'2025-04-20'},{'item':'minutes_day','now':120},{'item':'minutes_night','now':0},"
         "{'item':'paid_day','now':6000},{'item':'paid_night','now':0},{'item':'hours_used','now':0},"
         "{'item':'multiple_birth','now':false},{'item':'receipt_no','now':'9001'}]}");
  do_by (hara, application, "case.enter_account", account);
  do_by (imai, application, "case.enter_account", account);
  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++) {
    g_autofree char *body = g_strdup_printf ("{'check':'%s','seen':true}", seen[i]);

    do_by (hara, application, "case.see", body);
  }
}

/* Whoever leads has seen it: received, typed twice, seen three times, and screened. */
static void
note_version (void)
{
  MadoBackend *backend = service.door.world.notes->backend;
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (MadoEntity) entity = NULL;
  MadoStreamStand stand;
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (application, id);
  text = g_strdup_printf ("{\"body\":{},\"id\":\"%s\",\"kind\":\"case\",\"state\":\"prescreened\",\"version\":7}", id);
  entity = mado_entity_read (text, strlen (text), NULL);
  g_assert_true (backend->type->find_stream (backend, "shinjuku/babysitter-r7", &stand, NULL));
  g_assert_true (backend->type->put_entity (
      backend,
      &(const MadoStoredRow) { .stream = stand.number, .seq = stand.head.seq, .id = application, .entity = entity },
      NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

static void
submit (void)
{
  const MadoId batch = ward_draw_id (service.door.world.notes);
  char id[MADO_ID_TEXT_SIZE];
  g_autofree char *body = NULL;

  mado_id_to_text (batch, id);
  body = g_strdup_printf ("{'transition':'submit','batch':'%s'}", id);
  note_version ();
  do_by (imai, batch, "batch.make", "{'packet':'prescreened'}");
  do_by (imai, application, "case.move", body);
}

/* Of those that there are it is the last. */
static void
choose_programme (const GuiTerminal *terminal)
{
  mado_gui_await (terminal->gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_click (terminal->gui, ATSPI_ROLE_COMBO_BOX, "給付事業");
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (terminal->gui, "End");
  mado_gui_type_key (terminal->gui, "Return");
  mado_gui_await (terminal->gui, ATSPI_ROLE_LABEL, "ベビーシッター利用支援事業（一時預かり利用支援）");
  mado_gui_click (terminal->gui, ATSPI_ROLE_TEXT, "アカウント");
  mado_gui_await_focus (terminal->gui, ATSPI_ROLE_TEXT, "アカウント");
}

static void
sign_in (GuiTerminal *terminal)
{
  gui_terminal_sign_in (terminal, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (terminal->gui, "同期済み");
}

/* Whoever examines reads what is not his turn yet. He works on this programme alone, and does not have to say so. */
static void
test_ward_reads_what_is_screened (void)
{
  gui_terminal_start (&ward);
  sign_in (&ward);
  receive ();
  mado_gui_type_key (ward.gui, "ctrl+k");
  mado_gui_await (ward.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_text (ward.gui, "9001");
  mado_gui_await (ward.gui, ATSPI_ROLE_LABEL, "見本 太郎");
  mado_gui_type_key (ward.gui, "Return");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (ward.gui, ATSPI_ROLE_PAGE_TAB, "経過");
  mado_gui_await_told (ward.gui, "03-0000-0000");
  mado_gui_assert_nowhere (ward.gui, PRESCREEN);
  mado_gui_assert_nowhere (ward.gui, EXAMINE);
  mado_gui_show (ward.gui, "prescreening-01-ward");
}

static void
test_contractor_screens_and_no_more (void)
{
  gui_terminal_start (&contractor);
  choose_programme (&contractor);
  sign_in (&contractor);
  mado_gui_await (contractor.gui, ATSPI_ROLE_LIST_ITEM, "事前審査待ち 1件");
  mado_gui_type_key (contractor.gui, "alt+1");
  mado_gui_await_focus (contractor.gui, ATSPI_ROLE_TABLE_ROW, NULL);
  mado_gui_type_key (contractor.gui, "Return");
  mado_gui_await_told (contractor.gui, PRESCREEN);
  mado_gui_assert_nowhere (contractor.gui, EXAMINE);
  mado_gui_show (contractor.gui, "prescreening-02-contractor");
  mado_gui_press (contractor.gui, ATSPI_ROLE_BUTTON, PRESCREEN "　Ctrl+Enter");
  mado_gui_await (contractor.gui, ATSPI_ROLE_LIST_ITEM, "事前審査待ち 0件");
}

/* As soon as it cannot be taken back any more. */
static void
test_ward_sees_it_at_once (void)
{
  mado_gui_await_told (ward.gui, "事前審査済");
  mado_gui_assert_nowhere (ward.gui, EXAMINE);
  submit ();
  mado_gui_await_told (ward.gui, "区へ送付済");
  mado_gui_await (ward.gui, ATSPI_ROLE_LIST_ITEM, "審査 (区) 1件");
  mado_gui_assert_nowhere (ward.gui, PRESCREEN);
  mado_gui_assert_all_named (ward.gui);
  mado_gui_show (ward.gui, "prescreening-03-submitted");
}

/* Now it is the ward's turn: what it is there for leads, and one key does it; another one sends it back, and says why.
 */
static void
test_ward_examines (void)
{
  mado_gui_await (ward.gui, ATSPI_ROLE_BUTTON, EXAMINE "　Ctrl+Enter");
  mado_gui_await (ward.gui, ATSPI_ROLE_BUTTON, SEND_BACK "　Ctrl+2");
  mado_gui_await_told (ward.gui, "止まるものはありません");
  mado_gui_show (ward.gui, "prescreening-04-examine");
  mado_gui_type_key (ward.gui, "ctrl+2");
  mado_gui_await (ward.gui, ATSPI_ROLE_DIALOG, SEND_BACK);
  mado_gui_type_key (ward.gui, "Escape");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_key (ward.gui, "ctrl+Return");
  mado_gui_await (ward.gui, ATSPI_ROLE_LIST_ITEM, "審査 (区) 0件");
  mado_gui_await_told (contractor.gui, "同期済み");
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
  service.door.world.programme = "babysitter-r7";
  gui_service_set_up (&service);
  hara = door_world_add (&service.door, "hara", "screener account_1", LONG);
  imai = door_world_add (&service.door, "imai", "lead account_2", LONG);
  door_world_add (&service.door, "mita", "screener", LONG);
  door_world_add (&service.door, "eto", "examiner", LONG);
  gui_terminal_set_up (&contractor, &service, "c-1", "mita");
  gui_terminal_set_up (&ward, &service, "w-1", "eto");

  g_test_add_func ("/prescreening/ward-reads-what-is-screened", test_ward_reads_what_is_screened);
  g_test_add_func ("/prescreening/contractor-screens-and-no-more", test_contractor_screens_and_no_more);
  g_test_add_func ("/prescreening/ward-sees-it-at-once", test_ward_sees_it_at_once);
  g_test_add_func ("/prescreening/ward-examines", test_ward_examines);
  status = g_test_run ();
  gui_terminal_tear_down (&contractor);
  gui_terminal_tear_down (&ward);
  gui_service_tear_down (&service);

  return status;
}
