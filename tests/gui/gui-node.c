/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the accessibility bus tells of a program: a tree of nodes, looked through anew each time. */

#include "gui-node.h"

#include <string.h>

#define DEEPEST 60

static gboolean
has_state (AtspiAccessible *node, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (node);

  return states != NULL && atspi_state_set_contains (states, state);
}

/* Returns the program as the accessibility bus has it, or NULL while it is not there. */
static AtspiAccessible *
find_program (const char *process)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);

  for (int i = 0; process != NULL && i < atspi_accessible_get_child_count (desktop, NULL); i++) {
    g_autoptr (AtspiAccessible) program = atspi_accessible_get_child_at_index (desktop, i, NULL);

    if (program != NULL && atspi_accessible_get_process_id (program, NULL) == g_ascii_strtoull (process, NULL, 10)) {
      atspi_accessible_clear_cache (program);
      return g_steal_pointer (&program);
    }
  }

  return NULL;
}

/* Returns the first node that is on the screen and matches. */
static AtspiAccessible *
find_node (AtspiAccessible *node, GuiNodeMatch match, gconstpointer wanted, int depth)
{
  if (depth > 0 && has_state (node, ATSPI_STATE_SHOWING) && match (node, wanted))
    return g_object_ref (node);

  for (int i = 0; depth < DEEPEST && i < atspi_accessible_get_child_count (node, NULL); i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
    AtspiAccessible *found = child != NULL ? find_node (child, match, wanted, depth + 1) : NULL;

    if (found != NULL)
      return found;
  }

  return NULL;
}

/**
 * gui_node_find:
 * @process: (nullable): the number of a process; %NULL: it has ended
 * @match: what is looked for
 * @wanted: (nullable): handed to it
 *
 * Returns: (transfer full) (nullable): the first node of its windows that is on the screen and matches
 */
AtspiAccessible *
gui_node_find (const char *process, GuiNodeMatch match, gconstpointer wanted)
{
  g_autoptr (AtspiAccessible) program = find_program (process);

  return program != NULL ? find_node (program, match, wanted, 0) : NULL;
}

/**
 * gui_node_is_wanted:
 * @node: a node
 * @data: a #GuiNodeWanted
 *
 * Returns: whether it has the role and the name
 */
gboolean
gui_node_is_wanted (AtspiAccessible *node, gconstpointer data)
{
  const GuiNodeWanted *wanted = data;
  g_autofree char *name = NULL;

  if (atspi_accessible_get_role (node, NULL) != wanted->role)
    return FALSE;
  name = atspi_accessible_get_name (node, NULL);

  return wanted->name == NULL || g_strcmp0 (name, wanted->name) == 0;
}

/* libadwaita keeps a list in each combo row, to show what is chosen; the row has the name. */
static gboolean
is_in_combo_row (AtspiAccessible *node)
{
  g_autoptr (AtspiAccessible) above = atspi_accessible_get_parent (node, NULL);

  while (above != NULL && atspi_accessible_get_role (above, NULL) != ATSPI_ROLE_COMBO_BOX) {
    g_autoptr (AtspiAccessible) below = g_steal_pointer (&above);

    above = atspi_accessible_get_parent (below, NULL);
  }

  return above != NULL;
}

/**
 * gui_node_is_nameless:
 * @node: a node
 * @unused: (nullable): nothing
 *
 * What takes the focus must say what it is; the toolkit's panels hand it on to what is in them.
 *
 * Returns: whether it does not
 */
gboolean
gui_node_is_nameless (AtspiAccessible *node, gconstpointer unused)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  AtspiRole role = atspi_accessible_get_role (node, NULL);

  if (!has_state (node, ATSPI_STATE_FOCUSABLE) || (name != NULL && *name != '\0'))
    return FALSE;

  if (role == ATSPI_ROLE_LIST || role == ATSPI_ROLE_LIST_ITEM)
    return !is_in_combo_row (node);

  return (role != ATSPI_ROLE_PANEL && role != ATSPI_ROLE_SCROLL_PANE) ||
         atspi_accessible_get_child_count (node, NULL) == 0;
}

/**
 * gui_node_has_focus:
 * @node: a node
 * @wanted: a #GuiNodeWanted
 *
 * Returns: whether it is what is wanted, and has the keyboard
 */
gboolean
gui_node_has_focus (AtspiAccessible *node, gconstpointer wanted)
{
  return has_state (node, ATSPI_STATE_FOCUSED) && gui_node_is_wanted (node, wanted);
}

/**
 * gui_node_tells:
 * @node: a node
 * @text: a part of something
 *
 * Returns: whether the text is in its name, or in a text of it that somebody could read aloud
 */
gboolean
gui_node_tells (AtspiAccessible *node, gconstpointer text)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *description = atspi_accessible_get_description (node, NULL);
  AtspiText *content = atspi_accessible_get_text_iface (node);
  g_autofree char *typed =
      content != NULL ? atspi_text_get_text (content, 0, atspi_text_get_character_count (content, NULL), NULL) : NULL;

  g_clear_object (&content);

  return (name != NULL && strstr (name, text) != NULL) || (description != NULL && strstr (description, text) != NULL) ||
         (typed != NULL && strstr (typed, text) != NULL);
}

/**
 * gui_node_print:
 * @node: a node
 * @unused: (nullable): nothing
 *
 * Prints what it is; as a match it finds nothing, and so prints all.
 *
 * Returns: %FALSE
 */
gboolean
gui_node_print (AtspiAccessible *node, gconstpointer unused)
{
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = atspi_accessible_get_name (node, NULL);

  g_printerr ("  %s '%s'%s\n", role, name, has_state (node, ATSPI_STATE_FOCUSABLE) ? " (focusable)" : "");

  return FALSE;
}
