/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where a key works, in the order of the shortcuts dialog. */
typedef enum {
  MADO_SHORTCUT_GENERAL,
  MADO_SHORTCUT_WINDOW,
} MadoShortcutScope;

#define MADO_SHORTCUT_N_SCOPES (MADO_SHORTCUT_WINDOW + 1)

typedef struct {
  const char *action; /* with its target; NULL: GTK itself answers the key */
  const char *key;    /* as gtk_accelerator_parse() reads it */
  const char *title;  /* for people, not yet translated */
  MadoShortcutScope scope;
} MadoShortcut;

/* Every key of the program. Ends with an empty row. */
extern const MadoShortcut mado_shortcuts[];

const char *mado_shortcut_scope_get_title (MadoShortcutScope scope);
void mado_shortcuts_install (GtkApplication *application);

G_END_DECLS
