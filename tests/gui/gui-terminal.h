/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "door-world.h"
#include "mado-gui.h"

G_BEGIN_DECLS

/* A real service, and people at terminals with the real program: each terminal a machine of its own. */

typedef struct {
  DoorWorld door;
  char *address; /* where the service is, and is again after it was down */
} GuiService;

typedef struct {
  char *name;
  char *account;
  const char *programme; /* for which somebody signs in there */
  char *home;            /* its data */
  MadoGui *gui;          /* (nullable): the program does not run */
} GuiTerminal;

void gui_service_set_up (GuiService *self);
void gui_service_tear_down (GuiService *self);
void gui_service_stop (GuiService *self);
void gui_service_start (GuiService *self);
void gui_service_move (GuiService *self);
char *gui_service_invite (GuiService *self, const char *name, char **out_code) G_GNUC_WARN_UNUSED_RESULT;

void gui_terminal_set_up (GuiTerminal *self, GuiService *service, const char *name, const char *account);
void gui_terminal_set_up_at (
    GuiTerminal *self, GuiService *service, const char *name, const char *site, const char *account);
void gui_terminal_set_up_empty (GuiTerminal *self, const char *name, const char *account);
void gui_terminal_tear_down (GuiTerminal *self);
void gui_terminal_start (GuiTerminal *self);
void gui_terminal_start_for (GuiTerminal *self, const char *site);
void gui_terminal_leave (GuiTerminal *self);
void gui_terminal_kill (GuiTerminal *self);
void gui_terminal_sign_in (GuiTerminal *self, const char *password);

/* What people do there. */
void gui_terminal_name_file (GuiTerminal *self, GuiService *service, const char *path);
void gui_terminal_open_first (GuiTerminal *self);
void gui_terminal_comment (GuiTerminal *self, const char *text);

G_END_DECLS
