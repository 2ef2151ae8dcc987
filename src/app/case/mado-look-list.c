/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The switches of the visual checks. Rows stay where they are while the case is read again, so that whoever goes
 * through them by keyboard does not lose the place. */

#include "mado-look-list.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MadoLookList {
  AdwBin parent_instance;

  GtkListBox *list;
  gboolean is_showing; /* what changes now, nobody has switched */
};

G_DEFINE_FINAL_TYPE (MadoLookList, mado_look_list, ADW_TYPE_BIN)

static guint looked_signal;

static const char *
get_check (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "check");
}

static void
switched_cb (AdwSwitchRow *row, GParamSpec *property, MadoLookList *self)
{
  if (!self->is_showing)
    g_signal_emit (self, looked_signal, 0, get_check (GTK_WIDGET (row)), adw_switch_row_get_active (row));
}

static GtkWidget *
create_row (MadoLookList *self, const MadoCaseLook *look)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), look->check->label);
  g_object_set_data_full (G_OBJECT (row), "check", g_strdup (look->check->id), g_free);
  g_signal_connect (row, "notify::active", G_CALLBACK (switched_cb), self);

  return row;
}

static void
show_look (GtkWidget *row, const MadoCaseLook *look)
{
  /* Translators: %s is an account */
  g_autofree char *by = look->by != NULL ? g_strdup_printf (_ ("seen by %s"), look->by) : g_strdup ("");

  adw_switch_row_set_active (ADW_SWITCH_ROW (row), look->by != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), by);
}

static gboolean
has_same_rows (MadoLookList *self, const GPtrArray *looks)
{
  for (guint i = 0; i < looks->len; i++) {
    const MadoCaseLook *look = g_ptr_array_index (looks, i);
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

    if (row == NULL || strcmp (get_check (GTK_WIDGET (row)), look->check->id) != 0)
      return FALSE;
  }

  return gtk_list_box_get_row_at_index (self->list, (int) looks->len) == NULL;
}

/**
 * mado_look_list_show:
 * @self: a list
 * @work: what is to be seen
 */
void
mado_look_list_show (MadoLookList *self, const MadoCaseWork *work)
{
  self->is_showing = TRUE;
  if (!has_same_rows (self, work->looks)) {
    gtk_list_box_remove_all (self->list);
    for (guint i = 0; i < work->looks->len; i++)
      gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (work->looks, i)));
  }
  for (guint i = 0; i < work->looks->len; i++)
    show_look (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)), g_ptr_array_index (work->looks, i));
  gtk_widget_set_visible (GTK_WIDGET (self), work->looks->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !work->is_for_looking);
  self->is_showing = FALSE;
}

/**
 * mado_look_list_focus:
 * @self: a list
 *
 * Goes to the first that nobody has seen.
 */
void
mado_look_list_focus (MadoLookList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (!adw_switch_row_get_active (ADW_SWITCH_ROW (row)))
      break;
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
mado_look_list_class_init (MadoLookListClass *class)
{
  looked_signal = g_signal_new ("looked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
mado_look_list_init (MadoLookList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("To Be Seen on the Papers"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}
