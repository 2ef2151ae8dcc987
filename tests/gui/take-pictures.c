/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens each screen of the program and saves its picture, in whatever language and style the environment asks for.
 *
 * usage: take-pictures FOLDER SUFFIX, for FOLDER/start-SUFFIX.png and so on */

#include <libintl.h>
#include <locale.h>

#include "gui-ward.h"
#include "mado-config.h"

static void
save (MadoGui *gui, const char *screen, char **place)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", place[0], screen, place[1]);

  mado_gui_save_picture (gui, path);
}

static void
close_dialog (MadoGui *gui)
{
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
}

static void
save_and_close (MadoGui *gui, const char *dialog, char **place)
{
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  save (gui, dialog, place);
  close_dialog (gui);
}

static void
quit (MadoGui *gui)
{
  mado_gui_type_key (gui, "ctrl+q");
  mado_gui_assert_quits (gui);
}

/* What a terminal shows before it belongs to a ward. */
static void
take_start (char **place)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  save (gui, "start", place);
  g_spawn_command_line_async ("gapplication action " MADO_APP_ID " about", NULL);
  save_and_close (gui, "about", place);
  quit (gui);
}

static void
take_refusal (char **place)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_await (gui, ATSPI_ROLE_TEXT, gettext ("Password"));
  save (gui, "sign-in", place);
  mado_gui_type_text (gui, "verifier-1");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "wrong");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("The account or the password is wrong"));
  save (gui, "sign-in-refused", place);
  quit (gui);
}

static void
take_desk (char **place)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("agent-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "agent-1");
  mado_gui_type_key (gui, "alt+1");
  save (gui, "list", place);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, gettext ("History"));
  save (gui, "case", place);
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  save (gui, "palette", place);
  mado_gui_type_text (gui, "田中");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  save (gui, "palette-found", place);
  close_dialog (gui);
  mado_gui_type_key (gui, "alt+2");
  save (gui, "list-empty", place);
  mado_gui_type_key (gui, "ctrl+comma");
  save_and_close (gui, "preferences", place);
  mado_gui_type_key (gui, "ctrl+question");
  save_and_close (gui, "shortcuts", place);
  mado_gui_type_key (gui, "ctrl+shift+l");
  mado_gui_forget_window (gui);
  mado_gui_await (gui, ATSPI_ROLE_TEXT, gettext ("Password"));
  save (gui, "locked", place);
  quit (gui);
}

/* The web form beside its papers, what the rules find, and what is to be seen. */
static void
take_verification (char **place)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "verifier-1");
  mado_gui_type_key (gui, "alt+1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, gettext ("Papers"));
  save (gui, "verification", place);
  mado_gui_type_key (gui, "F2");
  save (gui, "comments", place);
  mado_gui_type_key (gui, "ctrl+2");
  save_and_close (gui, "deficiency", place);
  mado_gui_type_key (gui, "F4");
  mado_gui_type_key (gui, "space");
  save (gui, "seen", place);
  quit (gui);
}

static void
take_entry (char **place)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("account_1-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "account_1-1");
  mado_gui_type_key (gui, "alt+1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, gettext ("Papers"));
  save (gui, "account", place);
  mado_gui_type_text (gui, "99");
  mado_gui_type_key (gui, "ctrl+Return");
  save (gui, "account-faults", place);
  mado_gui_type_key (gui, "F4");
  save_and_close (gui, "bank-finder", place);
  quit (gui);
}

int
main (int argc, char **argv)
{
  if (argc != 3) {
    g_printerr ("usage: take-pictures FOLDER SUFFIX\n");
    return 2;
  }
  setlocale (LC_ALL, "");
  bindtextdomain (MADO_GETTEXT_DOMAIN, g_getenv ("MADO_LOCALE_DIR"));
  textdomain (MADO_GETTEXT_DOMAIN);

  take_start (argv + 1);
  gui_ward_make ("verifier", 40);
  gui_ward_make ("account_1", 40);
  gui_ward_make ("agent", 300);
  take_refusal (argv + 1);
  take_desk (argv + 1);
  take_verification (argv + 1);
  take_entry (argv + 1);

  return 0;
}
