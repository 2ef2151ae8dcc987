/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks through the accessibility tree, whose nodes come and go while one looks. */

#include "gui-node.h"

#include <string.h>

#define DEEPEST 60

static gboolean
has_state (AtspiAccessible *node, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (node);

  return states != NULL && atspi_state_set_contains (states, state);
}

static AtspiAccessible *
find_below (AtspiAccessible *node, GuiMatch match, gconstpointer wanted, int depth)
{
  if (depth > 0 && has_state (node, ATSPI_STATE_SHOWING) && match (node, wanted))
    return g_object_ref (node);

  for (int i = 0; depth < DEEPEST && i < atspi_accessible_get_child_count (node, NULL); i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
    AtspiAccessible *found = child != NULL ? find_below (child, match, wanted, depth + 1) : NULL;

    if (found != NULL)
      return found;
  }

  return NULL;
}

/**
 * gui_node_find:
 * @root: of what is searched
 * @match: what it must be
 * @wanted: for @match
 *
 * Returns: (transfer full) (nullable): the first node below that is on the screen and matches
 */
AtspiAccessible *
gui_node_find (AtspiAccessible *root, GuiMatch match, gconstpointer wanted)
{
  return find_below (root, match, wanted, 0);
}

static char *
dup_typed (AtspiAccessible *node)
{
  g_autoptr (AtspiText) content = atspi_accessible_get_text_iface (node);

  return content != NULL ? atspi_text_get_text (content, 0, atspi_text_get_character_count (content, NULL), NULL)
                         : NULL;
}

/**
 * gui_node_is:
 * @node: a node
 * @wanted: a `GuiWanted`
 *
 * Returns: whether it is that
 */
gboolean
gui_node_is (AtspiAccessible *node, gconstpointer wanted)
{
  const GuiWanted *sought = wanted;
  g_autofree char *name = NULL, *typed = NULL;

  if (atspi_accessible_get_role (node, NULL) != sought->role)
    return FALSE;
  name = sought->name != NULL ? atspi_accessible_get_name (node, NULL) : NULL;
  typed = sought->typed != NULL ? dup_typed (node) : NULL;

  return g_strcmp0 (name, sought->name) == 0 && g_strcmp0 (typed, sought->typed) == 0;
}

/**
 * gui_node_has_focus:
 * @node: a node
 * @wanted: a `GuiWanted`
 *
 * Returns: whether it is that, and has the keyboard
 */
gboolean
gui_node_has_focus (AtspiAccessible *node, gconstpointer wanted)
{
  return has_state (node, ATSPI_STATE_FOCUSED) && gui_node_is (node, wanted);
}

static gboolean
is_in (AtspiAccessible *node, AtspiRole role)
{
  g_autoptr (AtspiAccessible) above = atspi_accessible_get_parent (node, NULL);

  while (above != NULL && atspi_accessible_get_role (above, NULL) != role) {
    g_autoptr (AtspiAccessible) below = g_steal_pointer (&above);

    above = atspi_accessible_get_parent (below, NULL);
  }

  return above != NULL;
}

/**
 * gui_node_has_focus_in_dialog:
 * @node: a node
 * @unused: nothing
 *
 * Returns: whether it has the keyboard, and is in a dialog
 */
gboolean
gui_node_has_focus_in_dialog (AtspiAccessible *node, gconstpointer unused)
{
  return has_state (node, ATSPI_STATE_FOCUSED) && is_in (node, ATSPI_ROLE_DIALOG);
}

/* libadwaita keeps a list in each combo row, to show what is chosen; the row has the name. */
static gboolean
is_in_combo_row (AtspiAccessible *node)
{
  return is_in (node, ATSPI_ROLE_COMBO_BOX);
}

/**
 * gui_node_is_nameless:
 * @node: a node
 * @unused: nothing
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

static gboolean
has (const char *text, const char *part)
{
  return text != NULL && strstr (text, part) != NULL;
}

/**
 * gui_node_tells:
 * @node: a node
 * @text: a part of something
 *
 * Returns: whether its name has that, or a text in it that somebody could read aloud
 */
gboolean
gui_node_tells (AtspiAccessible *node, gconstpointer text)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *description = atspi_accessible_get_description (node, NULL);
  g_autofree char *typed = dup_typed (node);

  return has (name, text) || has (description, text) || has (typed, text);
}

/**
 * gui_node_print:
 * @node: a node
 * @unused: nothing
 *
 * Prints it, for whoever reads why a test failed. Of what the machines of others print only the end is read: what says
 * nothing is left out.
 *
 * Returns: %FALSE: it is not the one, go on
 */
gboolean
gui_node_print (AtspiAccessible *node, gconstpointer unused)
{
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *typed = dup_typed (node);

  if (name[0] != '\0' || typed != NULL)
    g_printerr ("  %s '%s'%s%s%s\n", role, name, has_state (node, ATSPI_STATE_FOCUSABLE) ? " (focusable)" : "",
                typed != NULL ? ": " : "", typed != NULL ? typed : "");

  return FALSE;
}

/**
 * gui_node_print_focus:
 * @node: a node
 * @unused: nothing
 *
 * Prints it where it has the keyboard.
 *
 * Returns: %FALSE: go on
 */
gboolean
gui_node_print_focus (AtspiAccessible *node, gconstpointer unused)
{
  return has_state (node, ATSPI_STATE_FOCUSED) && gui_node_print (node, unused);
}
