/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A run of letters leaves for the shop that prints them: as the content of a packet at the window, and once more by the
 * command line, for a second medium. The profile is one that the service has answered. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"

#define MAKER "w-02"
#define OTHER "w-03"
#define N_LETTERS 3

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
make_at_the_window (void)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autofree char *number = g_date_time_format (today, "P-%Y-0001");
  g_autofree char *pledge =
      g_strdup_printf ("「宛名印字データ」（3人・3件・1人につき3項目）を暗号化して媒体 %s に書き、", number);
  g_autoptr (MadoGui) gui = gui_ward_sign_in (MAKER);
  Places places = make_places ();

  mado_gui_click (gui, ATSPI_ROLE_LIST_ITEM, "媒体台帳 0件");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "受渡しデータを作成…");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータの作成");
  mado_gui_await_told (gui, "発送リスト R8-1：案内　3通"); /* the youngest, before all lists */
  mado_gui_await_told (gui, pledge);
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "letter-medium-pledge");
  type_into (gui, 0, "媒体のフォルダー", places.medium);
  /* past the chooser, the image, the place and the notice's number; then past the chooser */
  type_into (gui, 5, "印刷用フォルダー（媒体とは別の場所）", places.drawer);
  type_into (gui, 2, "あなたのパスワード", GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "受渡しデータができました");
  mado_gui_await_told (gui, "3件・");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "閉じる(C)");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
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
test_run_leaves_for_the_shop (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new_of_004 (folder, GUI_WARD_PASSWORD, 0);

  gui_office_seat (office, MAKER, "ward");
  gui_office_seat (office, OTHER, "ward");
  gui_office_approve_run (office, MAKER, OTHER, N_LETTERS);
  make_at_the_window ();
  gui_office_meet (office, MAKER); /* the entries are taken */
  make_by_command (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letter-medium/004-S13/run-leaves-for-the-shop", test_run_leaves_for_the_shop);

  return g_test_run ();
}
