/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the palette offers beside cases: the places where somebody works, what can be done now, and the steps of the
 * case that is open. */

#include "mado-palette-commands.h"

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

/**
 * mado_palette_commands_new:
 * @window: whose commands
 * @places: (element-type MadoPlace): where somebody can go there
 * @moves: (nullable) (element-type MadoCaseMove): of the case that is open; %NULL: none is
 *
 * Returns: (transfer full) (element-type MadoPaletteItem): what can be done there now
 */
GListStore *
mado_palette_commands_new (GtkApplicationWindow *window, GListModel *places, const GPtrArray *moves)
{
  GListStore *commands = g_list_store_new (MADO_TYPE_PALETTE_ITEM);

  if (moves != NULL)
    add_steps (moves, commands);
  add_places (places, commands);
  for (const MadoShortcut *shortcut = mado_shortcuts; shortcut->title != NULL; shortcut++)
    if (shortcut->action != NULL && shortcut->n_keys == 0 && g_strcmp0 (shortcut->action, "win.palette") != 0 &&
        is_possible (window, shortcut)) {
      g_autofree char *key = mado_shortcut_dup_label (shortcut);
      g_autoptr (MadoPaletteItem) item = mado_palette_item_new_command (shortcut->action, _ (shortcut->title), key);

      g_list_store_append (commands, item);
    }

  return commands;
}
