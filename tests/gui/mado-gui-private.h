/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gui-node.h"
#include "mado-gui.h"

G_BEGIN_DECLS

/* What is in a program under test, for mado-gui*.c alone. */
struct _MadoGui {
  GSubprocess *process;
  char *messages; /* the file that has the program's standard error */
  char *window;   /* the X window, once a key or a picture asked for it */
};

#define PAUSE 30000 /* between two looks, in microseconds */

/* Whether what is wanted is so by now. */
typedef gboolean (*GuiHolds) (MadoGui *self, gpointer wanted);

char *mado_gui_run (const char *const *command) G_GNUC_WARN_UNUSED_RESULT;
AtspiAccessible *mado_gui_find (MadoGui *self, GuiMatch match, gconstpointer wanted) G_GNUC_WARN_UNUSED_RESULT;
void mado_gui_fail (MadoGui *self, const char *what, GuiWanted wanted) G_GNUC_NORETURN;
gboolean mado_gui_wait_until (MadoGui *self, GuiHolds holds, gpointer wanted);

gboolean mado_gui_is_there (MadoGui *self, gpointer wanted);
gboolean mado_gui_has_focus (MadoGui *self, gpointer wanted);
const char *mado_gui_find_window (MadoGui *self);

G_END_DECLS
