/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job on the real programs: a terminal is connected with a service, applications are taken in there, and two
 * people check them at two terminals, also while the service is out of reach. Saves pictures on the way.
 *
 * usage: show-terminals FOLDER CSV, for FOLDER/line-….png; applications are taken from CSV */

#include <locale.h>

#include "gui-terminal.h"

#define LONG "2099-03-31"

static const char *folder;
static GuiService service;
static GuiTerminal one, other;

static void
save (GuiTerminal *self, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/line-%s.png", folder, name);

  mado_gui_save_picture (self->gui, path);
}

static void
connect_first (void)
{
  g_autofree char *code = NULL;
  g_autofree char *path = gui_service_invite (&service, one.name, &code);

  gui_terminal_start (&one);
  gui_terminal_name_file (&one, &service, path);
  mado_gui_type_text (one.gui, code);
  save (&one, "1-connect");
  mado_gui_type_key (one.gui, "Return");
  mado_gui_await_gone (one.gui, ATSPI_ROLE_DIALOG, NULL);
}

static void
sign_in (GuiTerminal *self)
{
  gui_terminal_sign_in (self, DOOR_WORLD_PASSWORD);
  mado_gui_await_told (self->gui, "同期済み");
}

/* By the command line, in the profile that the first sign-in has made: nobody else has it open meanwhile. */
static void
take_in (const char *csv)
{
  static const char command[] = "madoguchi-ctl intake apply --account \"$1\" --role verifier --password-fd 3 "
                                "\"$2\" \"$3\" 3<<<\"$4\"";
  g_autofree char *profile = g_strconcat (one.home, "/madoguchi/terminal/", one.account, ".ninpu-r7", NULL);
  const char *const words[] = { "bash", "-c", command, "bash", one.account, profile, csv, DOOR_WORLD_PASSWORD, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error); /* the status says, too, that some row was refused, which is no fault here */
}

static void
work_together (void)
{
  gui_terminal_open_first (&one);
  gui_terminal_open_first (&other);
  mado_gui_await_told (other.gui, "いま開いている人");
  mado_gui_type_text (other.gui, "typing");
  gui_terminal_comment (&one, "call back on Monday");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "call back on Monday");
  save (&one, "4-one");
  save (&other, "5-other");
}

static void
work_without_the_service (void)
{
  gui_service_stop (&service);
  gui_terminal_comment (&one, "said offline");
  mado_gui_await_told (one.gui, "オフラインです");
  save (&one, "6-offline");
  gui_service_start (&service);
  mado_gui_type_key (one.gui, "F5");
  mado_gui_type_key (other.gui, "F5");
  mado_gui_await (other.gui, ATSPI_ROLE_LABEL, "said offline");
  save (&other, "7-arrived");
}

int
main (int argc, char **argv)
{
  if (argc != 3) {
    g_printerr ("usage: show-terminals FOLDER CSV\n");
    return 2;
  }
  folder = argv[1];
  setlocale (LC_ALL, "");
  gui_service_set_up (&service);
  door_world_add (&service.door, "sato", "verifier", LONG);
  door_world_add (&service.door, "suzuki", "verifier", LONG);
  gui_terminal_set_up_empty (&one, "w-1", "sato");
  gui_terminal_set_up (&other, &service, "w-2", "suzuki");

  connect_first ();
  sign_in (&one);
  save (&one, "2-empty");
  gui_terminal_leave (&one);
  take_in (argv[2]);
  gui_terminal_start (&one);
  sign_in (&one);
  save (&one, "3-taken-in");
  gui_terminal_start (&other);
  sign_in (&other);
  work_together ();
  work_without_the_service ();

  gui_terminal_leave (&one);
  gui_terminal_leave (&other);
  gui_terminal_tear_down (&one);
  gui_terminal_tear_down (&other);
  gui_service_tear_down (&service);

  return 0;
}
