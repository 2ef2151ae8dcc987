/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody reads what will leave, and while he does a colleague's work comes over the line and it is something else:
 * nothing is made, he is told, and counts anew. Then it is made of what there is, and the ledger goes into a
 * spreadsheet. The real program at a real service. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "allowance-sample.h"
#include "gui-signer.h"

#define LONG "2099-03-31"
#define PLEDGE(n) "「宛名印字データ」（" n "人・" n "件・1人につき3項目）を暗号化して媒体 "
#define PASSWORD "あなたのパスワード"

static GuiService service;
static GuiTerminal desk;
static DoorVisitor *sato, *ota; /* who hands over, and a colleague */
static char *medium, *drawer;

static void
extract (guint number)
{
  char row[MADO_ID_TEXT_SIZE];

  mado_id_to_text (ward_draw_id (service.door.world.notes), row);
  terminal_do (ota->terminal, ward_draw_id (service.door.world.notes), "case.move", ALLOWANCE_CASE,
               ALLOWANCE_CASE_VALUES ("extract", "1", number, row));
  door_world_push (ota);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) opened = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (opened);
  while (g_dir_read_name (opened) != NULL)
    n++;

  return n;
}

static void
sign_in (void)
{
  gui_terminal_start (&desk);
  gui_terminal_sign_in (&desk, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (desk.gui, "同期済み");
  gui_signer_give_key (&desk, sato->key);
}

static void
type_into (int n_fields, const char *field, const char *text)
{
  for (int i = 0; i < n_fields; i++)
    mado_gui_type_key (desk.gui, "Tab");
  mado_gui_await_focus (desk.gui, ATSPI_ROLE_TEXT, field);
  mado_gui_type_text (desk.gui, text);
}

static void
fill_in (void)
{
  mado_gui_click (desk.gui, ATSPI_ROLE_LIST_ITEM, "媒体台帳 0件");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "受渡しデータを作成…");
  mado_gui_await (desk.gui, ATSPI_ROLE_DIALOG, "受渡しデータの作成");
  mado_gui_await_told (desk.gui, PLEDGE ("2"));
  type_into (0, "媒体のフォルダー", medium);
  /* past the chooser, the image, the place and the notice's number; then past the chooser */
  type_into (5, "印刷用フォルダー（媒体とは別の場所）", drawer);
}

static void
test_what_changes_before_it_is_made_is_not_made (void)
{
  g_autofree char *pledge = NULL;

  extract (1);
  extract (2);
  sign_in ();
  mado_gui_await_told (desk.gui, "案内の発送 2件");
  fill_in ();
  extract (3);
  mado_gui_await_told (desk.gui, "案内の発送 3件"); /* behind the dialog, which still says what was counted */
  mado_gui_await_told (desk.gui, PLEDGE ("2"));
  type_into (2, PASSWORD, DOOR_WORLD_PASSWORD);
  mado_gui_type_key (desk.gui, "Return");
  mado_gui_await_told (desk.gui, "数えた後に、対象が変わりました。作成していません。");
  mado_gui_await_told (desk.gui, PLEDGE ("3"));
  pledge = mado_gui_dup_fitting (desk.gui, "^" PLEDGE ("3"));
  mado_gui_await_above (desk.gui, ATSPI_ROLE_TEXT, PASSWORD, ATSPI_ROLE_LABEL, pledge); /* and not behind it */
  mado_gui_assert_all_named (desk.gui);
  mado_gui_show (desk.gui, "packet-changed");
  g_assert_cmpuint (count_files (medium), ==, 0);
  g_assert_cmpuint (count_files (drawer), ==, 0);
}

static void
test_what_is_counted_anew_is_made (void)
{
  g_autofree char *log = NULL;

  gui_signer_type_password (&desk, DOOR_WORLD_PASSWORD);
  mado_gui_await (desk.gui, ATSPI_ROLE_DIALOG, "受渡しデータができました");
  mado_gui_await_told (desk.gui, "3件・");
  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (desk.gui, ATSPI_ROLE_DIALOG, NULL);
  log = gui_signer_await_log (&service, "\"handover.make\"");
  g_assert_null (strstr (log, "refused"));
  g_assert_cmpuint (count_files (medium), ==, 1);
  g_assert_cmpuint (count_files (drawer), ==, 1);
}

/* As the person at the window may see it. */
static void
test_the_ledger_is_a_spreadsheet (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "daicho.xlsx", NULL), *bytes = NULL;
  gsize length = 0;

  mado_gui_press (desk.gui, ATSPI_ROLE_BUTTON, "台帳を表計算ファイルに保存");
  mado_gui_choose_file (desk.gui, "台帳を表計算ファイルに保存", path, "_Save");
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_usleep (G_USEC_PER_SEC / 20); /* until the limit of the test */
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, MIN (length, 2), "PK", 2);
  mado_gui_await (desk.gui, ATSPI_ROLE_BUTTON, "日次点検…"); /* and the page is as it was */
  mado_gui_show (desk.gui, "packet-spreadsheet");
  gui_terminal_leave (&desk);
}

static void
take_away (char *folder)
{
  g_autoptr (GDir) opened = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (opened); name != NULL; name = g_dir_read_name (opened)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_no_errno (g_remove (path));
  }
  g_assert_no_errno (g_rmdir (folder));
  g_free (folder);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  medium = g_dir_make_tmp ("mado-medium-XXXXXX", NULL);
  drawer = g_dir_make_tmp ("mado-drawer-XXXXXX", NULL);
  service.door.world.programme = "kosodate-oen-r7";
  gui_service_set_up (&service);
  sato = door_world_add (&service.door, "sato", "ward", LONG);
  ota = door_world_add (&service.door, "ota", "ward", LONG);
  gui_terminal_set_up (&desk, &service, "w-1", "sato");

  g_test_add_func ("/packet-changed/what-changes-before-it-is-made-is-not-made",
                   test_what_changes_before_it_is_made_is_not_made);
  g_test_add_func ("/packet-changed/what-is-counted-anew-is-made", test_what_is_counted_anew_is_made);
  g_test_add_func ("/packet-changed/the-ledger-is-a-spreadsheet", test_the_ledger_is_a_spreadsheet);
  status = g_test_run ();
  gui_terminal_tear_down (&desk);
  gui_service_tear_down (&service);
  take_away (medium);
  take_away (drawer);

  return status;
}
