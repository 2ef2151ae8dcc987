/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a test waits for: that something is on the screen, is told there, has the keyboard, or is gone. */

#include "mado-gui-private.h"

#define DIALOG_PATIENCE (2 * G_USEC_PER_SEC)

/**
 * mado_gui_is_there:
 * @self: a program
 * @wanted: #GuiWanted
 *
 * Returns: whether it is on the screen now
 */
gboolean
mado_gui_is_there (MadoGui *self, gpointer wanted)
{
  g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_is, wanted);

  return node != NULL;
}

static gboolean
is_gone (MadoGui *self, gpointer wanted)
{
  return !mado_gui_is_there (self, wanted);
}

static gboolean
is_pressed (MadoGui *self, gpointer wanted)
{
  g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_is, wanted);
  g_autoptr (AtspiAction) action = node != NULL ? atspi_accessible_get_action_iface (node) : NULL;

  return action != NULL && atspi_action_do_action (action, 0, NULL);
}

/* A dialog is on the screen a moment before it has the keyboard, and what is typed in that moment goes elsewhere. In a
 * window behind another one it does not get the keyboard, so nobody insists. */
static void
let_take_keyboard (MadoGui *self)
{
  for (gint64 end = g_get_monotonic_time () + DIALOG_PATIENCE; g_get_monotonic_time () < end; g_usleep (PAUSE)) {
    g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_has_focus_in_dialog, NULL);

    if (node != NULL)
      return;
  }
}

/**
 * mado_gui_await:
 * @self: a program
 * @role: what it is
 * @name: (nullable): how it is called; %NULL: anyhow
 *
 * Waits until it is on the screen; where it is a dialog, until it can be typed in.
 */
void
mado_gui_await (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  if (!mado_gui_wait_until (self, mado_gui_is_there, &wanted))
    mado_gui_fail (self, "did not come", wanted);
  if (role == ATSPI_ROLE_DIALOG)
    let_take_keyboard (self);
}

/**
 * mado_gui_get:
 * @self: a program
 * @role: what it is
 * @name: (nullable): how it is called; %NULL: anyhow
 *
 * Waits until it is on the screen.
 *
 * Returns: (transfer full): it, for whoever looks in it alone, and not through all of the window
 */
AtspiAccessible *
mado_gui_get (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };
  AtspiAccessible *node;

  mado_gui_await (self, role, name);
  node = mado_gui_find (self, gui_node_is, &wanted);
  if (node == NULL)
    mado_gui_fail (self, "did not stay", wanted);

  return node;
}

static gboolean
fits (AtspiAccessible *node, gconstpointer pattern)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);

  return name != NULL && g_regex_match ((GRegex *) pattern, name, 0, NULL);
}

static gboolean
is_fitting_there (MadoGui *self, gpointer pattern)
{
  g_autoptr (AtspiAccessible) node = mado_gui_find (self, fits, pattern);

  return node != NULL;
}

/**
 * mado_gui_dup_fitting:
 * @self: a program
 * @pattern: of what nobody can know before: a code, say
 *
 * Returns: (transfer full): the first name of anything on the screen that fits
 */
char *
mado_gui_dup_fitting (MadoGui *self, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (AtspiAccessible) node = NULL;

  if (!mado_gui_wait_until (self, is_fitting_there, regex))
    mado_gui_fail (self, "fits nowhere", (GuiWanted) { ATSPI_ROLE_LABEL, pattern });
  node = mado_gui_find (self, fits, regex);

  return atspi_accessible_get_name (node, NULL);
}

/**
 * mado_gui_await_gone:
 * @self: a program
 * @role: what it is
 * @name: (nullable): how it is called; %NULL: anyhow
 *
 * Waits until nothing of that kind is on the screen.
 */
void
mado_gui_await_gone (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  if (!mado_gui_wait_until (self, is_gone, &wanted))
    mado_gui_fail (self, "did not go", wanted);
}

static gboolean
find_bounds (MadoGui *self, GuiWanted wanted, AtspiRect *out_bounds)
{
  g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_is, &wanted);
  g_autoptr (AtspiComponent) component = node != NULL ? atspi_accessible_get_component_iface (node) : NULL;
  g_autofree AtspiRect *bounds =
      component != NULL ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL) : NULL;

  if (bounds != NULL)
    *out_bounds = *bounds;

  return bounds != NULL;
}

static gboolean
is_above (MadoGui *self, gpointer pair)
{
  const GuiWanted *wanted = pair;
  AtspiRect upper, lower;

  return find_bounds (self, wanted[0], &upper) && find_bounds (self, wanted[1], &lower) &&
         upper.y + upper.height <= lower.y;
}

/**
 * mado_gui_await_above:
 * @self: a program
 * @role: of what may be scrolled
 * @name: how it is called
 * @below_role: of what stands below it, always in sight
 * @below: how that is called
 *
 * Waits until nothing of it is behind what stands below.
 */
void
mado_gui_await_above (MadoGui *self, AtspiRole role, const char *name, AtspiRole below_role, const char *below)
{
  GuiWanted pair[] = { { role, name }, { below_role, below } };

  if (!mado_gui_wait_until (self, is_above, pair))
    mado_gui_fail (self, "is behind what stands below", pair[0]);
}

/**
 * mado_gui_press:
 * @self: a program
 * @role: what it is
 * @name: how it is called
 *
 * Waits for it and does what a click would do.
 */
void
mado_gui_press (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  if (!mado_gui_wait_until (self, is_pressed, &wanted))
    mado_gui_fail (self, "cannot be pressed", wanted);
}

/**
 * mado_gui_has_focus:
 * @self: a program
 * @wanted: #GuiWanted
 *
 * Returns: whether it has the keyboard now
 */
gboolean
mado_gui_has_focus (MadoGui *self, gpointer wanted)
{
  g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_has_focus, wanted);

  return node != NULL;
}

/**
 * mado_gui_await_focus:
 * @self: a program
 * @role: what it is
 * @name: (nullable): how it is called; %NULL: anyhow
 *
 * Waits until it has the keyboard.
 */
void
mado_gui_await_focus (MadoGui *self, AtspiRole role, const char *name)
{
  GuiWanted wanted = { role, name };

  if (!mado_gui_wait_until (self, mado_gui_has_focus, &wanted))
    mado_gui_fail (self, "did not get the focus", wanted);
}

/**
 * mado_gui_await_typed:
 * @self: a program
 * @name: of a text that somebody can type in
 * @text: what is to stand in it, to the letter
 *
 * Waits until that stands there. What is still being converted does not.
 */
void
mado_gui_await_typed (MadoGui *self, const char *name, const char *text)
{
  GuiWanted wanted = { ATSPI_ROLE_TEXT, name, text };

  if (!mado_gui_wait_until (self, mado_gui_is_there, &wanted))
    mado_gui_fail (self, "does not have what was typed", wanted);
}

static gboolean
are_all_named (MadoGui *self, gpointer unused)
{
  g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_is_nameless, NULL);

  return node == NULL;
}

/**
 * mado_gui_assert_all_named:
 * @self: a program
 *
 * Holds that everything on the screen that can take the focus has a name for the screen reader.
 */
void
mado_gui_assert_all_named (MadoGui *self)
{
  if (!mado_gui_wait_until (self, are_all_named, NULL)) {
    g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_is_nameless, NULL);
    AtspiRole role = node != NULL ? atspi_accessible_get_role (node, NULL) : ATSPI_ROLE_INVALID;

    mado_gui_fail (self, "something that takes the focus has no name", (GuiWanted) { role, NULL });
  }
}

static gboolean
is_told (MadoGui *self, gpointer text)
{
  g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_tells, text);

  return node != NULL;
}

static gboolean
is_untold (MadoGui *self, gpointer text)
{
  return !is_told (self, text);
}

/**
 * mado_gui_await_told:
 * @self: a program
 * @text: a part of something
 *
 * Waits until something on the screen has it, for the eye or for a screen reader.
 */
void
mado_gui_await_told (MadoGui *self, const char *text)
{
  if (!mado_gui_wait_until (self, is_told, (gpointer) text))
    mado_gui_fail (self, "was not told", (GuiWanted) { ATSPI_ROLE_LABEL, text });
}

/**
 * mado_gui_await_untold:
 * @self: a program
 * @text: a part of something
 *
 * Waits until nothing on the screen has it.
 */
void
mado_gui_await_untold (MadoGui *self, const char *text)
{
  if (!mado_gui_wait_until (self, is_untold, (gpointer) text))
    mado_gui_fail (self, "is still told", (GuiWanted) { ATSPI_ROLE_LABEL, text });
}

static gboolean
is_written (MadoGui *self, gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * mado_gui_await_file:
 * @self: a program
 * @path: of a file that it writes
 *
 * Waits until it is there: under its name it is whole.
 */
void
mado_gui_await_file (MadoGui *self, const char *path)
{
  if (!mado_gui_wait_until (self, is_written, (gpointer) path))
    mado_gui_fail (self, "does not write", (GuiWanted) { ATSPI_ROLE_FRAME, path });
}

/**
 * mado_gui_assert_nowhere:
 * @self: a program
 * @text: what must not be told
 *
 * Holds that nothing on the screen has it, for the eye or for a screen reader.
 */
void
mado_gui_assert_nowhere (MadoGui *self, const char *text)
{
  g_autoptr (AtspiAccessible) node = mado_gui_find (self, gui_node_tells, text);

  if (node != NULL)
    mado_gui_fail (self, "tells what must not be told", (GuiWanted) { atspi_accessible_get_role (node, NULL), text });
}
