/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The letters of whoever prints, at a whole profile that the service has answered. */

#include <locale.h>

#include "gui-office.h"
#include "gui-ward.h"
#include "mado-terminal.h"

#define PRINTER "p-02"

static void
look (MadoGui *gui, const char *name)
{
  const char *folder = g_getenv ("MADO_GUI_PICTURES");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;

  if (path != NULL)
    mado_gui_save_picture (gui, path);
}

static void
quit (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+q");
  mado_gui_assert_quits (gui);
}

static MadoGui *
open_letters (const char *account, const char *place, const char *key)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, place);
  mado_gui_type_key (gui, key);

  return gui;
}

/* What a step of a case asked for waits in the list. */
static void
look_at_list (void)
{
  g_autoptr (MadoGui) gui = open_letters (PRINTER, "発送 3件", "alt+3");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "不備通知");
  mado_gui_assert_all_named (gui);
  look (gui, "letters-1-list");
  quit (gui);
}

static void
test_walk (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autoptr (GuiOffice) office = gui_office_new (folder, GUI_WARD_PASSWORD, 0);

  gui_office_return_cases (office, 3);
  gui_office_seat (office, PRINTER, "print");
  gui_office_meet (office, PRINTER);
  look_at_list ();
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letter-walk/what-was-asked-for-waits", test_walk);

  return g_test_run ();
}
