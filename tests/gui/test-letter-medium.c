/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A run of letters leaves for the shop that prints them: as the content of a packet at the window, and on through the
 * nine steps of the papers until the letters are posted, in one sitting; and once more by the command line, for a
 * second medium. The profile is one that the service has answered; the shop has no program, and signs a file or a
 * paper. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"

#define MAKER "w-02"
#define OTHER "w-03"
#define SHOP "p-01"
#define N_LETTERS 3
#define LETTERS "L-0001"

typedef struct {
  char *medium;
  char *drawer;
} Places;

static Places
make_places (void)
{
  return (Places) { g_dir_make_tmp ("mado-medium-XXXXXX", NULL), g_dir_make_tmp ("mado-drawer-XXXXXX", NULL) };
}

/* Both are there, and go. */
static void
take_away (Places *places, const char *number)
{
  g_autofree char *packet = g_strdup_printf ("%s/%s.zip", places->medium, number);
  g_autofree char *notice = g_strdup_printf ("%s/%s-N.pdf", places->drawer, number);

  g_assert_no_errno (g_remove (packet));
  g_assert_no_errno (g_remove (notice));
  g_assert_no_errno (g_rmdir (places->medium));
  g_assert_no_errno (g_rmdir (places->drawer));
  g_free (places->medium);
  g_free (places->drawer);
}

/* That many fields further on. */
static void
type_into (MadoGui *gui, int n_fields, const char *field, const char *text)
{
  for (int i = 0; i < n_fields; i++)
    mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, field);
  mado_gui_type_text (gui, text);
}

/* --- at the window ------------------------------------------------------------------------------------------------ */

static void
make_at_the_window (MadoGui *gui, const Places *places, const char *number)
{
  g_autofree char *pledge =
      g_strdup_printf ("「宛名印字データ」（3人・3件・1人につき3項目）を暗号化して媒体 %s に書き、", number);

  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, "媒体台帳 0件");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "受渡しデータを作成…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータの作成");
  mado_gui_await_told (gui, "発送リスト R8-1：案内　3通"); /* the youngest, before all lists */
  mado_gui_await_told (gui, pledge);
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "letter-medium-pledge");
  type_into (gui, 0, "媒体のフォルダー", places->medium);
  /* past the chooser, the image, the place and the notice's number; then past the chooser */
  type_into (gui, 5, "印刷用フォルダー（媒体とは別の場所）", places->drawer);
  type_into (gui, 2, "あなたのパスワード", GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータができました");
  mado_gui_await_told (gui, "3件・");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
}

/* --- nine steps --------------------------------------------------------------------------------------------------- */

static void
open_entry (MadoGui *gui, const char *number)
{
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "日次点検…");
  mado_gui_await_focus (gui, ATSPI_ROLE_ENTRY, "媒体番号を入力するか、確認記録票のQRコードを読み取る");
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

/* @typed: what goes into its fields, one after the other; "": past it */
static void
begin_step (MadoGui *gui, const char *act, const char *const *typed)
{
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, act);
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, act);
  mado_gui_assert_all_named (gui);
  for (; *typed != NULL; typed++) {
    if (*typed[0] != '\0')
      mado_gui_type_text (gui, *typed);
    mado_gui_type_key (gui, "Tab");
  }
}

static void
take_step (MadoGui *gui, const char *act, const char *const *typed, const char *state)
{
  begin_step (gui, act, typed);
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, state);
}

/* The shop signs at home, and what it signed comes as a file. */
static void
hear_the_shop (
    MadoGui *gui, const char *folder, const Places *places, const char *number, const char *words, const char *state)
{
  g_autofree char *file = g_strdup_printf ("%s/said.json", places->drawer);
  g_autofree char *command = g_strdup_printf ("\"$MADO_CTL\" packet state %s --by " SHOP " --key '%s/" SHOP
                                              ".kosodate-oen-r7.sign' --out '%s' --media 1 %s "
                                              "--password-fd 0 <<<'" GUI_WARD_PASSWORD "'",
                                              number, folder, file, words);
  const char *const call[] = { "bash", "-c", command, NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) call, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "ファイルを選ぶ…");
  mado_gui_choose_file (gui, "受領者の署名ファイルを登録する", file, "_Open");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受領者の署名ファイルを登録する");
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, state);
  g_assert_no_errno (g_remove (file));
}

/* 004-S12 is done: the run is on the medium. */
static void
hand_the_medium_over (MadoGui *gui, const char *number)
{
  open_entry (gui, number);
  take_step (gui, "袋を封緘する", (const char *const[]) { "B-1", "S-1", NULL }, "封緘済み");
  take_step (gui, "持ち出す", (const char *const[]) { "", "hakobu", "2099-01-31", NULL }, "運搬中");
  take_step (gui, "印刷・封入を委託する", (const char *const[]) { "annai", LETTERS, NULL }, "この媒体から印字する封書");
}

/* 004-S13 to S15: nothing is printed before the shop has signed for the medium, and another count than that of the run
 * is none. */
static void
print_and_enclose (MadoGui *gui, const char *folder, const Places *places, const char *number)
{
  g_autofree char *arrival = g_strdup_printf ("--step receive --seal S-1 --file '%s/%s.zip'", places->medium, number);

  open_entry (gui, LETTERS);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "先に委託先が媒体を受領します。上の媒体の記録を開いてください。");
  open_entry (gui, number);
  hear_the_shop (gui, folder, places, number, arrival, "受領済み");
  open_entry (gui, LETTERS);
  begin_step (gui, "封筒の印字が終わった", (const char *const[]) { "4", "N-1", NULL });
  sign (gui);
  mado_gui_await_told (gui, "「通数（数えた数）」が渡された内容と違います。もう一度数えてください。");
  mado_gui_show (gui, "letter-medium-count");
  mado_gui_type_key (gui, "ctrl+a");
  mado_gui_type_text (gui, "3");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_key (gui, "Tab");
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "印字済み");
  take_step (gui, "封入封緘が終わった", (const char *const[]) { "3", "N-2", NULL }, "封入封緘済み");
}

/* 004-S16: no letter comes before the medium does. */
static void
take_the_medium_back (MadoGui *gui, const char *folder, const Places *places, const char *number)
{
  mado_gui_await (gui, ATSPI_ROLE_LABEL,
                  "先に媒体の返却を受け、その記録を完了してください。上の媒体の記録から開けます。");
  mado_gui_show (gui, "letter-medium-out");
  open_entry (gui, number);
  hear_the_shop (gui, folder, places, number, "--step return --bag B-2 --seal S-2 --carrier hakobu", "返却済み");
  take_step (gui, "完了にする", (const char *const[]) { "1", NULL }, "完了");
}

/* 004-S17 to S20: of three that are looked at one is faulty and taken out; two are posted. */
static void
inspect_and_post (MadoGui *gui)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 3600);
  g_autoptr (GDateTime) today = g_date_time_new_now (japan);
  g_autofree char *day = g_date_time_format (today, "%Y-%m-%d");

  open_entry (gui, LETTERS);
  take_step (gui, "封書が納品された", (const char *const[]) { "3", "hakobu", "B-9", "S-9", "N-3", NULL }, "納品済み");
  begin_step (gui, "納品検査をする", (const char *const[]) { "3", "3", "1", "1", NULL });
  mado_gui_type_key (gui, "space"); /* the rest is accepted */
  mado_gui_type_key (gui, "Tab");
  mado_gui_show (gui, "letter-medium-inspect");
  mado_gui_type_text (gui, "yabure");
  mado_gui_type_key (gui, "Tab");
  sign (gui);
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "検査済み");
  take_step (gui, "差出しのため封書を引き渡す", (const char *const[]) { "2", "hakobu", "B-10", "S-10", NULL },
             "引渡し済み");
  take_step (gui, "封書を差し出した", (const char *const[]) { "2", "shinjuku", day, "N-4", NULL }, "完了");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "letter-medium-posted");
}

static void
go_through_nine_steps (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *number = g_date_time_format (now, "P-%Y-0001");
  g_autoptr (MadoGui) gui = gui_ward_sign_in (MAKER);
  Places places = make_places ();

  make_at_the_window (gui, &places, number);
  hand_the_medium_over (gui, number);
  print_and_enclose (gui, folder, &places, number);
  take_the_medium_back (gui, folder, &places, number);
  inspect_and_post (gui);
  mado_gui_quit (gui);
  take_away (&places, number);
}

/* --- by the command line ------------------------------------------------------------------------------------------ */

static char *
run_ctl (const char *folder, const Places *places, const char *run, int *out_status)
{
  static const char command[] =
      "\"$MADO_CTL\" handover make \"$1\" --json --account " MAKER " --packet print --run \"$2\" --id P-2099-0001 "
      "--to \"$3\" --notice-id P-2099-0001-N --notice-to \"$4\" --password-fd 0 "
      "<<<'" GUI_WARD_PASSWORD "'$'\\n''" GUI_WARD_PASSWORD "'";
  g_autofree char *profile = g_strdup_printf ("%s/" MAKER ".kosodate-oen-r7", folder);
  const char *const words[] = { "bash", "-c", command, "bash", profile, run, places->medium, places->drawer, NULL };
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, out_status, &error);
  g_assert_no_error (error);

  return said;
}

static void
make_by_command (const char *folder)
{
  Places places = make_places ();
  int status = -1;
  g_autofree char *none = run_ctl (folder, &places, "R8-2", &status), *said = NULL;

  g_assert_cmpint (status, !=, 0);
  g_assert_nonnull (strstr (none, "there is no run \\\"R8-2\\\""));
  said = run_ctl (folder, &places, "R8-1", &status);
  if (status != 0)
    g_error ("%s", said);
  g_assert_nonnull (strstr (said, "\"records\":3"));
  take_away (&places, "P-2099-0001");
}

static void
test_nine_steps_in_one_sitting (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new_of_004 (folder, GUI_WARD_PASSWORD, 0);

  gui_office_seat (office, MAKER, "ward");
  gui_office_seat (office, SHOP, "print"); /* who stands first in the register is proposed as the receiver */
  gui_office_seat (office, OTHER, "ward");
  gui_office_approve_run (office, MAKER, OTHER, N_LETTERS);
  go_through_nine_steps (folder);
  gui_office_meet (office, MAKER); /* the entries are taken */
  make_by_command (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letter-medium/004-S12-to-S20/nine-steps-in-one-sitting", test_nine_steps_in_one_sitting);

  return g_test_run ();
}
