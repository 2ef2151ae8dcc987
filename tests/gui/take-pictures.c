/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens each screen of the program and saves its picture, in whatever language and style the environment asks for.
 *
 * usage: take-pictures FOLDER SUFFIX, for FOLDER/start-SUFFIX.png and so on */

#include "mado-config.h"
#include "mado-gui.h"

static void
save (MadoGui *gui, const char *screen, char **place)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", place[0], screen, place[1]);

  mado_gui_save_picture (gui, path);
}

static void
save_and_close (MadoGui *gui, const char *dialog, char **place)
{
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  save (gui, dialog, place);
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (MadoGui) gui = NULL;

  if (argc != 3) {
    g_printerr ("usage: take-pictures FOLDER SUFFIX\n");
    return 2;
  }

  gui = mado_gui_start (NULL);
  mado_gui_await (gui, ATSPI_ROLE_FRAME, NULL);
  save (gui, "start", argv + 1);

  mado_gui_type_key (gui, "ctrl+question");
  save_and_close (gui, "shortcuts", argv + 1);

  g_spawn_command_line_async ("gapplication action " MADO_APP_ID " about", NULL);
  save_and_close (gui, "about", argv + 1);

  mado_gui_type_key (gui, "ctrl+q");
  mado_gui_assert_quits (gui);

  return 0;
}
