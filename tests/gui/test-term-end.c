/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of the term at a real service with a log that is older than the term: the contractor proposes at one window,
 * the ward approves at another, it is gone from the service and from both terminals, and the report says so; whoever
 * administers sees the run. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "case-sample.h"
#include "gui-signer.h"

#define LONG "2099-03-31"
#define THEN "2019-06-01T01:00:00.000000Z" /* its term of five years behind the fiscal year is over */
#define OVER "0000000001"                  /* the control number of the case that goes */
#define OPEN "0000000002"                  /* of one that somebody still works on */
#define ONE_CASE "案件 1件、問合せ 0件、通知の記録 0件、返還の記録 0件"

static GuiService service;
static GuiTerminal lead, ward, desk;
static DoorVisitor *mori, *sato, *ota; /* who receives, who leads, and who oversees */

/* --- years ago ---------------------------------------------------------------------------------------------------- */

static MadoId
receive (const char *receipt, const char *control_no)
{
  const MadoId id = ward_draw_id (service.door.world.notes);
  g_autofree char *quoted = g_strdup_printf ("'%s'", control_no);

  terminal_do (mori->terminal, id, "case.move", "{'transition':'receive','receipt':'%s','edits':" CASE_EDITS "}",
               receipt, quoted);

  return id;
}

/* Of a case that was just received: its first version. */
static void
withdraw (MadoId id)
{
  static const char body[] = "{\"transition\":\"withdraw\",\"reason\":\"取下げの申出\"}";
  const MadoOperationHeader header = { .id = ward_draw_id (service.door.world.notes),
                                       .entity = id,
                                       .kind = "case.move",
                                       .base = 1,
                                       .actor = mori->account,
                                       .terminal = mori->terminal->caller.terminal };
  g_autoptr (yyjson_doc) read = yyjson_read (body, strlen (body), 0);
  yyjson_mut_doc *doc = yyjson_doc_mut_copy (read, NULL);
  g_autoptr (MadoOperation) operation = mado_operation_new (&header, yyjson_mut_doc_get_root (doc), NULL);

  yyjson_mut_doc_free (doc);
  terminal_keep (mori->terminal, operation);
}

static void
work_years_ago (void)
{
  g_autofree char *log = NULL;

  terminal_set_roles (mori->terminal, "verifier");
  withdraw (receive ("logo:1", OVER));
  receive ("logo:2", OPEN);
  gui_service_stop (&service);
  world_push_then (&service.door.world, mori->terminal, mado_instant_from_iso (THEN));
  gui_service_start (&service);
  log = door_world_show_log (&service.door);
  g_assert_nonnull (strstr (log, "\"case.move\""));
  if (strstr (log, "refused") != NULL)
    g_error ("%s", log);
}

/* --- at the windows ----------------------------------------------------------------------------------------------- */

static void
open_term (GuiTerminal *at, const MadoSigningKey *key, const char *place)
{
  gui_terminal_start (at);
  gui_terminal_sign_in (at, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (at->gui, "同期済み");
  gui_signer_give_key (at, key);
  mado_gui_await_told (at->gui, "媒体台帳");
  mado_gui_type_key (at->gui, place);
  mado_gui_press (at->gui, ATSPI_ROLE_BUTTON, "保存期間の満了…");
  mado_gui_await (at->gui, ATSPI_ROLE_DIALOG, "保存期間の満了による消去");
}

static void
sign (const GuiTerminal *at, const char *dialog)
{
  mado_gui_await (at->gui, ATSPI_ROLE_DIALOG, dialog);
  gui_signer_type_password (at, DOOR_WORLD_PASSWORD);
  mado_gui_await_gone (at->gui, ATSPI_ROLE_DIALOG, dialog);
}

/* It keeps what was erased readable with its key alone, so it is asked. */
static void
await_in_log (const char *text)
{
  g_free (gui_signer_await_log (&service, text));
}

static void
test_contractor_proposes_what_is_over (void)
{
  open_term (&lead, sato->key, "alt+5");
  mado_gui_await (lead.gui, ATSPI_ROLE_LABEL, ONE_CASE); /* the other one is not over */
  mado_gui_press (lead.gui, ATSPI_ROLE_BUTTON, "消去を申し出る…");
  sign (&lead, "消去を申し出る");
  mado_gui_await (lead.gui, ATSPI_ROLE_LABEL, "ほかに 1件を申し出て、承認と消去を待っています。");
  await_in_log ("\"erasure.propose\"");
}

static void
test_ward_approves_and_it_is_gone (void)
{
  open_term (&ward, ota->key, "alt+2");
  mado_gui_press (ward.gui, ATSPI_ROLE_BUTTON, "承認する(A)…");
  mado_gui_await_told (ward.gui, "すぐに消え、元に戻せません。");
  mado_gui_show (ward.gui, "term-end-approve");
  sign (&ward, "消去を承認する");
  await_in_log ("\"erasure.approve\"");
  mado_gui_await_told (ward.gui, "\n消去　");
  mado_gui_await_untold (ward.gui, "まだ消えていません。");
  mado_gui_show (ward.gui, "term-end-gone");
  mado_gui_await_told (lead.gui, "\n消去　"); /* at the other window, by itself */
  mado_gui_await_untold (lead.gui, "まだ消えていません。");
}

/* --- the proof ---------------------------------------------------------------------------------------------------- */

static char *
read_pdf (const char *path)
{
  const char *const words[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_report_says_who_erased_what (void)
{
  g_autofree char *path = g_build_filename (lead.home, "report.pdf", NULL), *text = NULL;

  mado_gui_type_key (lead.gui, "Escape");
  mado_gui_await_gone (lead.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_press (lead.gui, ATSPI_ROLE_BUTTON, "消去報告書…");
  mado_gui_await (lead.gui, ATSPI_ROLE_COMBO_BOX, "受領者");
  mado_gui_press (lead.gui, ATSPI_ROLE_BUTTON, "作成する(M)");
  mado_gui_choose_file (lead.gui, "消去報告書", path, "_Save");
  mado_gui_await_file (lead.gui, path);
  text = read_pdf (path);
  for (const char *const *word =
           (const char *const[]) { "消去報告書", "E-", "案件 1件", "上書き消去", "立会 見本 太郎", NULL };
       *word != NULL; word++)
    if (strstr (text, *word) == NULL)
      g_error ("the report lacks “%s”:\n%s", *word, text);
  g_assert_null (strstr (text, OVER));
  g_unlink (path);
}

/* Whoever runs all of it, and sees nobody whom it is about: how much, and who agreed on it. */
static void
test_administrator_sees_the_run (void)
{
  gui_terminal_start (&desk);
  gui_terminal_sign_in (&desk, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (desk.gui, "同期済み");
  mado_gui_type_key (desk.gui, "alt+8");
  mado_gui_await_told (desk.gui, ONE_CASE);
  mado_gui_await (desk.gui, ATSPI_ROLE_LABEL, "消去済み");
  mado_gui_assert_nowhere (desk.gui, OVER);
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "term-end-administrator");
  gui_terminal_leave (&desk);
}

/* What somebody still works on is there as ever, and both go home. */
static void
test_what_is_not_over_stays (void)
{
  mado_gui_type_key (lead.gui, "ctrl+k");
  mado_gui_await (lead.gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_text (lead.gui, OPEN);
  mado_gui_await_told (lead.gui, OPEN);
  mado_gui_type_key (lead.gui, "Escape");
  gui_terminal_leave (&lead);
  mado_gui_type_key (ward.gui, "Escape");
  mado_gui_await_gone (ward.gui, ATSPI_ROLE_DIALOG, NULL);
  gui_terminal_leave (&ward);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_service_set_up (&service);
  mori = door_world_add (&service.door, "mori", "verifier", LONG);
  sato = door_world_add (&service.door, "sato", "lead", LONG);
  ota = door_world_add (&service.door, "ota", "ward", LONG);
  work_years_ago ();
  gui_terminal_set_up (&lead, &service, "w-1", "sato");
  gui_terminal_set_up_at (&ward, &service, "w-2", "ward", "ota");
  gui_terminal_set_up (&desk, &service, "w-3", "chief");

  g_test_add_func ("/term-end/000-O9/contractor-proposes-what-is-over", test_contractor_proposes_what_is_over);
  g_test_add_func ("/term-end/000-O9/ward-approves-and-it-is-gone", test_ward_approves_and_it_is_gone);
  g_test_add_func ("/term-end/000-O9/report-says-who-erased-what", test_report_says_who_erased_what);
  g_test_add_func ("/term-end/000-O9/administrator-sees-the-run", test_administrator_sees_the_run);
  g_test_add_func ("/term-end/000-O9/what-is-not-over-stays", test_what_is_not_over_stays);
  status = g_test_run ();
  gui_terminal_tear_down (&desk);
  gui_terminal_tear_down (&ward);
  gui_terminal_tear_down (&lead);
  gui_service_tear_down (&service);

  return status;
}
