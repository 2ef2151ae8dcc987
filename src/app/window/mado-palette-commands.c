/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the palette offers beside cases: the steps of the case that is open, what stands on the buttons of the page on
 * the screen, the places where somebody works, and what can be done everywhere. */

#include "mado-palette-commands.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "mado-case-work.h"
#include "mado-palette-item.h"
#include "mado-place.h"
#include "mado-shortcuts.h"

static gboolean
is_possible (GtkApplicationWindow *window, const MadoShortcut *shortcut)
{
  GActionGroup *group = g_str_has_prefix (shortcut->action, "app.")
                            ? G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (window)))
                            : G_ACTION_GROUP (window);
  const char *name = strchr (shortcut->action, '.') + 1;

  return g_str_has_prefix (shortcut->action, "window.") || g_action_group_get_action_enabled (group, name);
}

static void
add_places (GListModel *places, GListStore *commands)
{
  const MadoShortcut *digits = mado_shortcut_find ("win.place");

  for (guint i = 0; i < g_list_model_get_n_items (places); i++) {
    g_autoptr (MadoPlace) place = g_list_model_get_item (places, i);
    g_autofree char *action = g_strdup_printf ("win.place(%u)", i + 1);
    g_autofree char *key = i < digits->n_keys ? g_strdup_printf ("Alt+%u", i + 1) : NULL;
    g_autoptr (MadoPaletteItem) item = mado_palette_item_new_command (action, mado_place_get_title (place), key);

    g_list_store_append (commands, item);
  }
}

static void
add_steps (const GPtrArray *moves, GListStore *commands)
{
  for (guint i = 0; i < moves->len; i++) {
    const MadoCaseMove *move = g_ptr_array_index (moves, i);
    g_autofree char *action = g_strdup_printf ("win.step::%s", move->transition->id);
    g_autoptr (MadoPaletteItem) item = mado_palette_item_new_command (action, move->transition->label, NULL);

    if (move->kind == MADO_CASE_MOVE_OTHER) /* the others have a key, and stand among those that do */
      g_list_store_append (commands, item);
  }
}

/* --- buttons ------------------------------------------------------------------------------------------------------ */

/* Japanese has the letter of a key behind the word, where the key is not told otherwise. */
static char *
dup_words (const char *text, const char *letter)
{
  g_autofree char *mark = g_strdup_printf ("(%s)", letter);
  g_auto (GStrv) parts = g_strsplit (text, letter[0] != '\0' ? mark : text, 2);

  return letter[0] != '\0' ? g_strjoinv ("", parts) : g_strdup (text);
}

static void
add_button (GtkButton *button, GtkLabel *label, GListStore *commands)
{
  guint key = gtk_label_get_mnemonic_keyval (label);
  g_autofree char *letter = key != GDK_KEY_VoidSymbol ? g_utf8_strup (gdk_keyval_name (key), -1) : g_strdup ("");
  g_autofree char *title = dup_words (gtk_label_get_text (label), letter);
  g_autofree char *caps = letter[0] != '\0' ? g_strconcat ("Alt+", letter, NULL) : NULL;
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_PREFERENCES_ROW);
  const char *detail = row != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : "";
  g_autoptr (MadoPaletteItem) item = mado_palette_item_new_button (button, title, detail, caps);

  g_list_store_append (commands, item);
}

static gboolean
is_in_the_table (GtkButton *button)
{
  const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (button));

  return action != NULL && mado_shortcut_find (action) != NULL;
}

/* Only those that can be pressed now, and say in words what they do. */
static void
add_buttons (GtkWidget *widget, GListStore *commands)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_sensitive (widget))
    return;
  if (GTK_IS_BUTTON (widget) && GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget)))) {
    if (!is_in_the_table (GTK_BUTTON (widget)))
      add_button (GTK_BUTTON (widget), GTK_LABEL (gtk_button_get_child (GTK_BUTTON (widget))), commands);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_buttons (child, commands);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

/**
 * mado_palette_commands_new:
 * @window: whose commands
 * @places: (element-type MadoPlace): where somebody can go there
 * @page: (nullable): that is on the screen, with nothing before it
 * @moves: (nullable) (element-type MadoCaseMove): of the case that is open; %NULL: none is
 *
 * Returns: (transfer full) (element-type MadoPaletteItem): what can be done there now
 */
GListStore *
mado_palette_commands_new (GtkApplicationWindow *window, GListModel *places, GtkWidget *page, const GPtrArray *moves)
{
  GListStore *commands = g_list_store_new (MADO_TYPE_PALETTE_ITEM);

  if (moves != NULL)
    add_steps (moves, commands);
  add_places (places, commands);
  if (page != NULL) /* not before those: Enter in an empty box presses none of them */
    add_buttons (page, commands);
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->action != NULL && shortcut->n_keys == 0 && g_strcmp0 (shortcut->action, "win.palette") != 0 &&
        is_possible (window, shortcut)) {
      g_autofree char *key = mado_shortcut_dup_label (shortcut);
      g_autoptr (MadoPaletteItem) item = mado_palette_item_new_command (shortcut->action, _ (shortcut->title), key);

      g_list_store_append (commands, item);
    }

  return commands;
}
