/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets a service up at a place that stays, brings people into its ward, and terminals to it. */

#include "gui-terminal.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "mado-http-server.h"
#include "mado-papers-file.h"

/* --- the service -------------------------------------------------------------------------------------------------- */

/* A port that is free, and that nobody is given who asks for any: it is to be free again, later. */
static char *
find_address (void)
{
  for (;;) {
    g_autofree char *address = g_strdup_printf ("127.0.0.1:%d", g_random_int_range (12000, 32000));
    g_autofd int listener = mado_http_listen (address, NULL);

    if (listener >= 0)
      return g_steal_pointer (&address);
  }
}

/**
 * gui_service_set_up:
 * @self: a service
 *
 * It has the ward of the tests with everybody who administers it, and is up.
 */
void
gui_service_set_up (GuiService *self)
{
  g_autofree char *configuration = NULL;

  self->address = find_address ();
  configuration = g_strdup_printf ("listen=%s\naddress=%s\nallow=127.0.0.1/32\nfolder=data\nfree-disk-mib=64\n"
                                   "threads=2\n",
                                   self->address, self->address);
  door_world_set_up (&self->door, NULL);
  gui_service_stop (self);
  world_configure (&self->door.world, configuration, WORLD_WARD);
  gui_service_start (self);
}

/**
 * gui_service_tear_down:
 * @self: a service
 */
void
gui_service_tear_down (GuiService *self)
{
  door_world_tear_down (&self->door, NULL);
  g_free (self->address);
}

/**
 * gui_service_stop:
 * @self: a service that is up
 *
 * It is not there any more, as if somebody had pulled a cable.
 */
void
gui_service_stop (GuiService *self)
{
  g_assert_cmpint (world_end (&self->door.world, SIGKILL), ==, -1);
}

/**
 * gui_service_start:
 * @self: a service that is down
 *
 * It is there again, with the people at the line signed in anew.
 */
void
gui_service_start (GuiService *self)
{
  world_start (&self->door.world);
  for (guint i = 0; i < self->door.visitors->len; i++)
    door_world_sign_in (&self->door, g_ptr_array_index (self->door.visitors, i));
}

/* --- terminals ---------------------------------------------------------------------------------------------------- */

static void
give_papers (GuiTerminal *self, GuiService *service)
{
  const char *const addresses[] = { service->address, NULL };
  g_autofree char *folder = g_build_filename (self->home, "madoguchi", "terminal", NULL);
  g_autofree char *path = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);
  g_auto (Papers) enrolled = { 0 };
  g_autoptr (MadoSecret) key = NULL;
  g_autoptr (MadoPapers) papers = NULL;
  g_autoptr (GError) error = NULL;

  world_enrol (&service->door.world, self->name, &enrolled);
  key = mado_secret_new_wiping (enrolled.key, strlen (enrolled.key));
  papers = mado_papers_new (addresses, enrolled.authority, enrolled.certificate, key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  mado_papers_file_save (path, papers, &error);
  g_assert_no_error (error);
}

/**
 * gui_terminal_set_up:
 * @self: a terminal
 * @service: that it belongs to
 * @name: by which the service knows it
 * @account: of somebody of the ward who works there
 */
void
gui_terminal_set_up (GuiTerminal *self, GuiService *service, const char *name, const char *account)
{
  self->name = g_strdup (name);
  self->account = g_strdup (account);
  self->home = g_build_filename (g_get_home_dir (), name, NULL);
  give_papers (self, service);
}

/**
 * gui_terminal_tear_down:
 * @self: a terminal
 */
void
gui_terminal_tear_down (GuiTerminal *self)
{
  gui_terminal_kill (self);
  g_free (self->name);
  g_free (self->account);
  g_free (self->home);
}

/**
 * gui_terminal_start:
 * @self: a terminal whose program does not run
 */
void
gui_terminal_start (GuiTerminal *self)
{
  self->gui = mado_gui_start_terminal (self->home);
}

/**
 * gui_terminal_kill:
 * @self: a terminal; where its program runs, it is ended as by a power cut
 */
void
gui_terminal_kill (GuiTerminal *self)
{
  g_clear_pointer (&self->gui, mado_gui_stop);
}

/**
 * gui_terminal_sign_in:
 * @self: a terminal whose program has just started
 * @password: what is typed
 */
void
gui_terminal_sign_in (GuiTerminal *self, const char *password)
{
  mado_gui_await (self->gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_type_text (self->gui, self->account);
  mado_gui_type_key (self->gui, "Tab");
  mado_gui_type_text (self->gui, password);
  mado_gui_type_key (self->gui, "Return");
}
