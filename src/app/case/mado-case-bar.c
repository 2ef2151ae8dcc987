/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says in words what a gray button does not say. */

#include "mado-case-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-menu-button.h"

struct _MadoCaseBar {
  AdwBin parent_instance;

  GtkLabel *standing;
  GtkMenuButton *others;
  GtkButton *return_case;
  GtkButton *accept;

  GPtrArray *steps; /* (element-type MadoTransition): those in the menu */
};

G_DEFINE_FINAL_TYPE (MadoCaseBar, mado_case_bar, ADW_TYPE_BIN)

static void
show_button (GtkButton *button, const MadoCaseMove *move, const char *key)
{
  gtk_widget_set_visible (GTK_WIDGET (button), move != NULL);
  if (move != NULL) {
    g_autofree char *label = g_strdup_printf ("%s　%s", move->transition->label, key);

    gtk_button_set_label (button, label);
  }
}

static GPtrArray *
list_others (const MadoCaseWork *work)
{
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < work->moves->len; i++) {
    const MadoCaseMove *move = g_ptr_array_index (work->moves, i);

    if (move->kind == MADO_CASE_MOVE_OTHER)
      g_ptr_array_add (others, (gpointer) move->transition);
  }

  return others;
}

static GMenuModel *
make_menu (const GPtrArray *steps)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < steps->len; i++) {
    const MadoTransition *step = g_ptr_array_index (steps, i);
    g_autoptr (GMenuItem) item = g_menu_item_new (step->label, NULL);

    g_menu_item_set_action_and_target (item, "win.step", "s", step->id);
    g_menu_append_item (menu, item);
  }

  return G_MENU_MODEL (menu);
}

static gboolean
are_the_same (const GPtrArray *a, const GPtrArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

/* A menu is as much work as all rows of a case; the next case mostly has the same. */
static void
show_others (MadoCaseBar *self, const MadoCaseWork *work)
{
  g_autoptr (GPtrArray) others = list_others (work);

  if (!are_the_same (others, self->steps)) {
    g_autoptr (GMenuModel) menu = make_menu (others);

    gtk_menu_button_set_menu_model (self->others, menu);
    mado_menu_button_name_items (self->others);
    g_ptr_array_unref (self->steps);
    self->steps = g_ptr_array_ref (others);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->others), others->len > 0);
}

static void
show_standing (MadoCaseBar *self, const MadoCaseWork *work, const char *compared)
{
  gboolean is_checked = mado_case_work_find_move (work, MADO_CASE_MOVE_ACCEPT) != NULL;
  g_autofree char *standing = is_checked ? mado_case_work_dup_standing (work) : g_strdup ("");
  const char *joint = standing[0] != '\0' && compared[0] != '\0' ? "\n" : "";
  g_autofree char *text = g_strconcat (compared, joint, standing, NULL);

  gtk_label_set_text (self->standing, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->standing), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * mado_case_bar_show:
 * @self: a bar
 * @work: the case as it is now
 * @compared: how it stands to the registers, in words; empty where that is not for this person
 */
void
mado_case_bar_show (MadoCaseBar *self, const MadoCaseWork *work, const char *compared)
{
  show_standing (self, work, compared);
  show_button (self->accept, mado_case_work_find_move (work, MADO_CASE_MOVE_ACCEPT), "Ctrl+Enter");
  show_button (self->return_case, mado_case_work_find_move (work, MADO_CASE_MOVE_RETURN), "Ctrl+2");
  show_others (self, work);
  gtk_widget_set_visible (GTK_WIDGET (self), work->moves->len > 0);
}

static void
mado_case_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* it is of the template, too, and must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_CASE_BAR);

  G_OBJECT_CLASS (mado_case_bar_parent_class)->dispose (object);
}

static void
mado_case_bar_finalize (GObject *object)
{
  g_ptr_array_unref (MADO_CASE_BAR (object)->steps);

  G_OBJECT_CLASS (mado_case_bar_parent_class)->finalize (object);
}

static void
mado_case_bar_class_init (MadoCaseBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_case_bar_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_case_bar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-case-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBar, standing);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBar, others);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBar, return_case);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBar, accept);
}

static void
mado_case_bar_init (MadoCaseBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->steps = g_ptr_array_new ();
}
