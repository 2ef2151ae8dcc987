/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop program under test, seen as a screen reader sees it and driven by real keys. What is asked for is waited
 * for; where it does not come, the test fails and prints what was on the screen instead. */
typedef struct _MadoGui MadoGui;

MadoGui *mado_gui_start (const char *argument);
MadoGui *mado_gui_start_terminal (const char *data_home, const char *argument);
void mado_gui_stop (MadoGui *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoGui, mado_gui_stop)

void mado_gui_await (MadoGui *self, AtspiRole role, const char *name);
AtspiAccessible *mado_gui_get (MadoGui *self, AtspiRole role, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *mado_gui_dup_fitting (MadoGui *self, const char *pattern) G_GNUC_WARN_UNUSED_RESULT;
void mado_gui_await_told (MadoGui *self, const char *text);
void mado_gui_await_untold (MadoGui *self, const char *text);
void mado_gui_await_above (MadoGui *self, AtspiRole role, const char *name, AtspiRole below_role, const char *below);
void mado_gui_await_gone (MadoGui *self, AtspiRole role, const char *name);
void mado_gui_press (MadoGui *self, AtspiRole role, const char *name);
void mado_gui_await_focus (MadoGui *self, AtspiRole role, const char *name);
void mado_gui_await_typed (MadoGui *self, const char *name, const char *text);
void mado_gui_point (MadoGui *self, AtspiRole role, const char *name);
void mado_gui_click_there (void);
void mado_gui_click (MadoGui *self, AtspiRole role, const char *name);
void mado_gui_drop_file (MadoGui *self, const char *path, AtspiRole role, const char *name);
void mado_gui_type_key (MadoGui *self, const char *key);
void mado_gui_type_text (MadoGui *self, const char *text);
void mado_gui_type_line (MadoGui *self, const char *text);
void mado_gui_forget_window (MadoGui *self);
void mado_gui_turn_to (MadoGui *self, const char *title);
void mado_gui_choose_file (MadoGui *self, const char *title, const char *path, const char *button);
char *mado_gui_install_help_viewer (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_gui_await_help (const char *opened, const char *topic);
void mado_gui_resize (MadoGui *self, int width, int height);
void mado_gui_assert_size (MadoGui *self, int width, int height);
void mado_gui_assert_all_named (MadoGui *self);
void mado_gui_assert_nowhere (MadoGui *self, const char *text);
void mado_gui_assert_silent_about (MadoGui *self, const char *text);
void mado_gui_assert_quits (MadoGui *self);
void mado_gui_quit (MadoGui *self);
void mado_gui_save_picture (MadoGui *self, const char *path);
void mado_gui_await_file (MadoGui *self, const char *path);
void mado_gui_show (MadoGui *self, const char *name);

G_END_DECLS
