/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where a key works, in the order of the shortcuts dialog. */
typedef enum {
  MADO_SHORTCUT_GENERAL,
  MADO_SHORTCUT_CASES,
  MADO_SHORTCUT_DESK,
  MADO_SHORTCUT_WINDOW,
} MadoShortcutScope;

#define MADO_SHORTCUT_N_SCOPES (MADO_SHORTCUT_WINDOW + 1)

/* Something that can be done, with the key that does it. */
typedef struct {
  const char *action; /* with its target; NULL: GTK itself answers the key */
  const char *key;    /* (nullable): as gtk_accelerator_parse() reads it; NULL: there is none */
  const char *title;  /* for people, not yet translated */
  MadoShortcutScope scope;
  guint n_keys;        /* of a row of digits that begins with @key, each with itself as target; 0: it is one key */
  gboolean is_urgent;  /* it works while a dialog is open, too */
  gboolean is_of_text; /* a text that has the focus answers it first */
} MadoShortcut;

/* Every command and every key of the program. Ends with an empty row. */
extern const MadoShortcut mado_shortcuts[];

const MadoShortcut *mado_shortcut_find (const char *action);
char *mado_shortcut_dup_label (const MadoShortcut *self) G_GNUC_WARN_UNUSED_RESULT;
GStrv mado_shortcut_dup_caps (const MadoShortcut *self) G_GNUC_WARN_UNUSED_RESULT;

const char *mado_shortcut_scope_get_title (MadoShortcutScope scope);
void mado_shortcuts_install (GtkApplication *application);
void mado_shortcuts_add_urgent (GtkWidget *place);
void mado_shortcuts_add_of_text (GtkWidget *place);

G_END_DECLS
