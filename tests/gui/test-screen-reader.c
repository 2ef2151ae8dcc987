/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody hears who does not see the screen: the real screen reader Orca beside the real program. Its log has
 * each thing that it says. */

#include <locale.h>
#include <string.h>

#include "gui-ward.h"

#define PATIENCE (60 * G_USEC_PER_SEC)
#define PAUSE (30 * 1000)
#define SAID "SPEECH OUTPUT: '"

static gsize heard; /* how far what Orca said was listened to */

/* Only what it says: the log has much else, and what stands on the screen is in it, too. */
static gboolean
is_said (const char *log, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    const char *said = strstr (*line, SAID);

    if (said != NULL && strstr (said, text) != NULL)
      return TRUE;
  }

  return FALSE;
}

/* Waits until Orca has said @text since the last that was waited for. */
static void
await_said (const char *text)
{
  g_autofree char *log = NULL;
  gsize length = 0;

  for (gint64 end = g_get_monotonic_time () + PATIENCE; g_get_monotonic_time () < end; g_usleep (PAUSE)) {
    g_clear_pointer (&log, g_free);
    if (g_file_get_contents (g_getenv ("ORCA_LOG"), &log, &length, NULL) && is_said (log + heard, text)) {
      heard = length;
      return;
    }
  }
  g_error ("the screen reader did not say “%s”", text);
}

static void
test_case_is_heard (void)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  await_said ("アカウント");
  mado_gui_type_text (gui, "verifier-1");
  mado_gui_type_key (gui, "Tab");
  await_said ("パスワード");
  mado_gui_type_text (gui, "wrong");
  mado_gui_type_key (gui, "Return");
  await_said ("アカウントまたはパスワードが違います");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  await_said ("収受・審査待ち");
  mado_gui_await_focus (gui, ATSPI_ROLE_TABLE_ROW, NULL);
  mado_gui_type_key (gui, "Return");
  await_said ("宮崎 七海");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "経過");
  mado_gui_type_key (gui, "ctrl+Page_Down");
  await_said ("　2 / 21件"); /* whose case came, and where it stands */
  mado_gui_type_key (gui, "ctrl+k");
  await_said ("案件や操作を探す");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* What was saved is said, and what is wrong where it is wrong. */
static void
test_saving_is_heard (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  await_said ("収受・審査待ち");
  mado_gui_await_focus (gui, ATSPI_ROLE_TABLE_ROW, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, "コメント");
  mado_gui_type_key (gui, "F2");
  await_said ("新しいコメント");
  mado_gui_type_text (gui, "call back");
  mado_gui_await_typed (gui, "新しいコメント", "call back");
  mado_gui_type_key (gui, "Tab");
  await_said ("コメントを書く");
  mado_gui_type_key (gui, "space");
  await_said ("コメントを書きました");
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make ("verifier", 40);

  g_test_add_func ("/screen-reader/case-is-heard", test_case_is_heard);
  g_test_add_func ("/screen-reader/saving-is-heard", test_saving_is_heard);

  return g_test_run ();
}
