/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The input method has these keys first: they walk only where it does not want them. */

#include "mado-walk-keys.h"

typedef struct {
  MadoWalk walk;
  gpointer self;
  int direction;
} Step;

static gboolean
take_step (GtkWidget *box, GVariant *unused, gpointer data)
{
  const Step *step = data;

  step->walk (step->self, step->direction);

  return TRUE;
}

static GtkShortcut *
create_shortcut (guint key, const Step *step)
{
  return gtk_shortcut_new (gtk_keyval_trigger_new (key, 0),
                           gtk_callback_action_new (take_step, g_memdup2 (step, sizeof *step), g_free));
}

/**
 * mado_walk_keys_add:
 * @box: where somebody types
 * @walk: takes a step down (1) or up (-1)
 * @self: for @walk; must outlive @box
 */
void
mado_walk_keys_add (GtkWidget *box, MadoWalk walk, gpointer self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutController *shortcuts = GTK_SHORTCUT_CONTROLLER (keys);

  gtk_shortcut_controller_add_shortcut (shortcuts, create_shortcut (GDK_KEY_Down, &(Step) { walk, self, 1 }));
  gtk_shortcut_controller_add_shortcut (shortcuts, create_shortcut (GDK_KEY_Up, &(Step) { walk, self, -1 }));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (box, keys);
}
