/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens each screen of the program and saves its picture, in whatever language and style the environment asks for.
 *
 * usage: take-pictures PREFIX, for PREFIX-start.png and so on */

#include "mado-gui.h"

static void
save (MadoGui *gui, const char *prefix, const char *screen)
{
  g_autofree char *path = g_strdup_printf ("%s-%s.png", prefix, screen);

  mado_gui_save_picture (gui, path);
}

int
main (int argc, char **argv)
{
  g_autoptr (MadoGui) gui = NULL;

  if (argc != 2) {
    g_printerr ("usage: take-pictures PREFIX\n");
    return 2;
  }

  gui = mado_gui_start (NULL);
  mado_gui_await (gui, ATSPI_ROLE_FRAME, NULL);
  save (gui, argv[1], "start");

  mado_gui_type_key (gui, "ctrl+question");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  save (gui, argv[1], "shortcuts");

  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_key (gui, "ctrl+q");
  mado_gui_assert_quits (gui);

  return 0;
}
