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

static void
make_backup_key (GuiService *self)
{
  g_autofree char *folder = g_path_get_dirname (self->door.world.configuration);
  g_autofree char *path = g_build_filename (folder, "backup.key", NULL);
  int status = -1;
  g_autofree char *said = world_ctl_alone (&self->door.world, &status, "service", "backup-key", path, NULL);

  if (status != 0)
    g_error ("service backup-key: %s", said);
}

/* Says where it is. */
static void
configure (GuiService *self)
{
  g_autofree char *configuration =
      g_strdup_printf ("listen=%s\naddress=%s\nallow=127.0.0.1/32\nfolder=data\nfree-disk-mib=64\nthreads=2\n",
                       self->address, self->address);

  world_configure (&self->door.world, configuration, WORLD_WARD "[backup]\nfolder=saved\n");
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
  self->address = find_address ();
  door_world_set_up (&self->door, NULL);
  gui_service_stop (self);
  configure (self);
  make_backup_key (self);
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

/**
 * gui_service_move:
 * @self: a service that is down
 *
 * It is there again at another address, as its administrator moves it, and nobody is where it was.
 */
void
gui_service_move (GuiService *self)
{
  int status = -1;
  g_autofree char *said = NULL;

  g_free (self->address);
  self->address = find_address ();
  configure (self);
  said = world_ctl (&self->door.world, &status, "service", "renew", "--host", "127.0.0.1", NULL);
  if (status != 0)
    g_error ("service renew: %s", said);
  gui_service_start (self);
}

/**
 * gui_service_invite:
 * @self: a service that is up
 * @name: of a terminal
 * @out_code: (out) (transfer full): what its administrator is told
 *
 * Returns: (transfer full): where its file is; the service knows of it
 */
char *
gui_service_invite (GuiService *self, const char *name, char **out_code)
{
  g_auto (Papers) papers = { 0 };

  tls_client_free (world_invite (&self->door.world, name, out_code, &papers));

  return g_strconcat (self->door.world.folder, "/", name, ".json", NULL);
}

/* --- terminals ---------------------------------------------------------------------------------------------------- */

static void
give_papers (GuiTerminal *self, GuiService *service, const char *site)
{
  const char *const addresses[] = { service->address, NULL };
  g_autofree char *folder = g_build_filename (self->home, "madoguchi", "terminal", NULL);
  g_autofree char *path = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);
  g_auto (Papers) enrolled = { 0 };
  g_autoptr (MadoSecret) key = NULL;
  g_autoptr (MadoPapers) papers = NULL;
  g_autoptr (GError) error = NULL;

  world_enrol_at (&service->door.world, self->name, site, &enrolled);
  key = mado_secret_new_wiping (enrolled.key, strlen (enrolled.key));
  papers = mado_papers_new (addresses, enrolled.authority, enrolled.certificate, key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  mado_papers_file_save (path, papers, &error);
  g_assert_no_error (error);
}

/**
 * gui_terminal_set_up_empty:
 * @self: a terminal that belongs to no service
 * @name: how it will be called
 * @account: of somebody of the ward who works there
 */
void
gui_terminal_set_up_empty (GuiTerminal *self, const char *name, const char *account)
{
  self->name = g_strdup (name);
  self->account = g_strdup (account);
  self->home = g_build_filename (g_get_home_dir (), name, NULL);
  g_assert_cmpint (g_mkdir (self->home, 0700), ==, 0);
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
  gui_terminal_set_up_at (self, service, name, NULL, account);
}

/**
 * gui_terminal_set_up_at:
 * @self: a terminal
 * @service: that it belongs to
 * @name: by which the service knows it
 * @site: (nullable): the place that it is for
 * @account: of somebody of the ward who works there
 */
void
gui_terminal_set_up_at (GuiTerminal *self, GuiService *service, const char *name, const char *site, const char *account)
{
  gui_terminal_set_up_empty (self, name, account);
  self->programme = world_get_programme (&service->door.world);
  give_papers (self, service, site);
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
  self->gui = mado_gui_start_terminal (self->home, NULL);
}

/**
 * gui_terminal_start_for:
 * @self: a terminal whose program does not run
 * @site: the place for whose people alone it is started
 */
void
gui_terminal_start_for (GuiTerminal *self, const char *site)
{
  g_autofree char *argument = g_strdup_printf ("--terminal=%s", site);

  self->gui = mado_gui_start_terminal (self->home, argument);
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

/**
 * gui_terminal_leave:
 * @self: a terminal
 *
 * Whoever works there goes, in order.
 */
void
gui_terminal_leave (GuiTerminal *self)
{
  mado_gui_type_key (self->gui, "ctrl+q");
  mado_gui_assert_quits (self->gui);
  gui_terminal_kill (self);
}

/* --- what people do ----------------------------------------------------------------------------------------------- */

/**
 * gui_terminal_name_file:
 * @self: a terminal that belongs to no service, and whose program has just started
 * @service: that the file is of
 * @path: of the terminal's file
 *
 * The code is to be typed next.
 */
void
gui_terminal_name_file (GuiTerminal *self, GuiService *service, const char *path)
{
  mado_gui_await_focus (self->gui, ATSPI_ROLE_LIST_ITEM, NULL); /* the first thing that there is to do */
  mado_gui_type_key (self->gui, "Return");
  mado_gui_await (self->gui, ATSPI_ROLE_DIALOG, "この端末をサービスに登録する");
  mado_gui_await_focus (self->gui, ATSPI_ROLE_TEXT, "端末用のファイル");
  mado_gui_type_text (self->gui, path);
  mado_gui_await_told (self->gui, service->address);
  mado_gui_type_key (self->gui, "Tab");
  mado_gui_type_key (self->gui, "Tab");
  mado_gui_await_focus (self->gui, ATSPI_ROLE_TEXT, "コード");
}

/**
 * gui_terminal_open_first:
 * @self: a terminal where somebody has signed in
 *
 * Opens the first case of the first list, to write a comment.
 */
void
gui_terminal_open_first (GuiTerminal *self)
{
  mado_gui_type_key (self->gui, "alt+1");
  mado_gui_await_focus (self->gui, ATSPI_ROLE_TABLE_ROW, NULL);
  mado_gui_type_key (self->gui, "Return");
  mado_gui_await (self->gui, ATSPI_ROLE_PAGE_TAB, "コメント");
  mado_gui_type_key (self->gui, "F2");
  mado_gui_await_focus (self->gui, ATSPI_ROLE_TEXT, "新しいコメント");
}

/**
 * gui_terminal_comment:
 * @self: a terminal with a case open
 * @text: the comment
 */
void
gui_terminal_comment (GuiTerminal *self, const char *text)
{
  mado_gui_type_key (self->gui, "F2");
  mado_gui_await_focus (self->gui, ATSPI_ROLE_TEXT, "新しいコメント");
  mado_gui_type_text (self->gui, text);
  mado_gui_press (self->gui, ATSPI_ROLE_BUTTON, "コメントを書く(M)");
  mado_gui_await (self->gui, ATSPI_ROLE_LABEL, text);
}
