/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the looks of a sheet and keeps which row of a register was chosen while the same case is read again. It does
 * not change what it shows: it belongs to the sheet, which lives until the next is shown. The tables stay where the
 * next case is held against the same registers. */

#include "mado-register-view.h"

#include <glib/gi18n.h>

#include "mado-compare-list.h"
#include "mado-sheet-view.h"

struct _MadoRegisterView {
  AdwBin parent_instance;

  const GPtrArray *looks; /* (nullable) (element-type MadoRegisterLook): of the sheet */
  GArray *chosen;         /* guint: which candidate, for each look */
  GPtrArray *lists;       /* (nullable elements): for each look */
  GPtrArray *labels;      /* for each look: how it stands */
  gboolean only_differences;
  gboolean has_choice; /* of several rows of one register */

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (MadoRegisterView, mado_register_view, ADW_TYPE_BIN)

static guint chosen_signal;

static const MadoRegisterCandidate *
get_chosen (MadoRegisterView *self, guint index)
{
  const MadoRegisterLook *look = g_ptr_array_index (self->looks, index);

  return look->candidates->len > 0
             ? g_ptr_array_index (look->candidates,
                                  MIN (g_array_index (self->chosen, guint, index), look->candidates->len - 1))
             : NULL;
}

/* --- choosing ----------------------------------------------------------------------------------------------------- */

static void
chosen_cb (GtkDropDown *choice, GParamSpec *property, MadoRegisterView *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "index"));

  g_array_index (self->chosen, guint, index) = gtk_drop_down_get_selected (choice);
  mado_compare_list_show (g_ptr_array_index (self->lists, index), get_chosen (self, index)->lines);
  g_signal_emit (self, chosen_signal, 0);
}

/* Nobody is chosen for somebody: the first is shown, and it is said that there are others. */
static GtkWidget *
create_choice (MadoRegisterView *self, const MadoRegisterLook *look, guint index)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  for (guint i = 0; i < look->candidates->len; i++) {
    g_autofree char *title =
        mado_register_candidate_dup_title (g_ptr_array_index (look->candidates, i), i + 1, look->candidates->len);

    gtk_string_list_append (titles, title);
  }
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), g_array_index (self->chosen, guint, index));
  gtk_widget_set_halign (choice, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Several Entries: Which Is It?"), -1);
  g_object_set_data (G_OBJECT (choice), "index", GUINT_TO_POINTER (index));
  g_signal_connect (choice, "notify::selected", G_CALLBACK (chosen_cb), self);

  return choice;
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static GtkWidget *
create_list (MadoRegisterView *self, const MadoRegisterLook *look)
{
  GtkWidget *list = mado_compare_list_new (look->map->label, _ ("Application"), look->map->label);

  mado_compare_list_show_differences (MADO_COMPARE_LIST (list), self->only_differences);
  g_object_set_data (G_OBJECT (list), "map", (gpointer) look->map);

  return list;
}

static void
append_look (MadoRegisterView *self, const MadoRegisterLook *look, guint index)
{
  GtkWidget *label = mado_sheet_view_create_label ("", NULL);
  GtkWidget *list = NULL;

  gtk_box_append (self->box, label);
  if (look->candidates->len > 1) {
    gtk_box_append (self->box, mado_sheet_view_create_label (_ ("Several Entries: Which Is It?"), "heading"));
    gtk_box_append (self->box, create_choice (self, look, index));
  }
  if (look->candidates->len > 0) {
    list = create_list (self, look);
    gtk_box_append (self->box, list);
  }
  g_ptr_array_add (self->labels, label);
  g_ptr_array_add (self->lists, list);
}

static void
fill_look (MadoRegisterView *self, const MadoRegisterLook *look, guint index)
{
  static const char *const found[] = { "dimmed", NULL }, *const not_found[] = { "body", NULL };
  g_autofree char *standing = mado_register_look_dup_standing (look);
  GtkWidget *label = g_ptr_array_index (self->labels, index);

  gtk_label_set_text (GTK_LABEL (label), standing);
  gtk_widget_set_css_classes (label, (const char **) (look->stand == MADO_REGISTER_FOUND ? found : not_found));
  if (look->candidates->len > 0)
    mado_compare_list_show (g_ptr_array_index (self->lists, index), get_chosen (self, index)->lines);
}

/* Where there is a choice, the table stands below it. */
static gboolean
fits (MadoRegisterView *self, const GPtrArray *looks)
{
  if (self->lists->len != looks->len)
    return FALSE;
  for (guint i = 0; i < looks->len; i++) {
    const MadoRegisterLook *look = g_ptr_array_index (looks, i);
    GtkWidget *list = g_ptr_array_index (self->lists, i);

    if (look->candidates->len > 1 || (list != NULL) != (look->candidates->len == 1) ||
        (list != NULL && g_object_get_data (G_OBJECT (list), "map") != look->map))
      return FALSE;
  }

  return !self->has_choice;
}

static void
lay_out (MadoRegisterView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_ptr_array_set_size (self->lists, 0);
  g_ptr_array_set_size (self->labels, 0);
  self->has_choice = FALSE;
  for (guint i = 0; i < self->looks->len; i++) {
    const MadoRegisterLook *look = g_ptr_array_index (self->looks, i);

    append_look (self, look, i);
    self->has_choice |= look->candidates->len > 1;
  }
}

/**
 * mado_register_view_show:
 * @self: a view
 * @looks: (element-type MadoRegisterLook): what it shows; must outlive the next call
 * @is_new: whether it is of another case than before
 */
void
mado_register_view_show (MadoRegisterView *self, const GPtrArray *looks, gboolean is_new)
{
  const gboolean stays = fits (self, looks);

  self->looks = looks;
  if (is_new || self->chosen->len != looks->len) {
    g_array_set_size (self->chosen, 0);
    g_array_set_size (self->chosen, looks->len);
  }
  if (!stays)
    lay_out (self);
  for (guint i = 0; i < looks->len; i++)
    fill_look (self, g_ptr_array_index (looks, i), i);
  gtk_widget_set_visible (GTK_WIDGET (self), looks->len > 0);
}

/* --- the differences ---------------------------------------------------------------------------------------------- */

static guint
count_lines (MadoRegisterView *self, MadoVerdict verdict)
{
  guint count = 0;

  for (guint i = 0; self->looks != NULL && i < self->looks->len; i++) {
    const MadoRegisterCandidate *candidate = get_chosen (self, i);

    count += candidate != NULL ? mado_compared_lines_count (candidate->lines, verdict) : 0;
  }

  return count;
}

static guint
count_to_look_at (MadoRegisterView *self)
{
  return count_lines (self, MADO_VERDICT_SPELLING) + count_lines (self, MADO_VERDICT_VARIANT) +
         count_lines (self, MADO_VERDICT_REGISTER_ONLY);
}

/**
 * mado_register_view_has_differences:
 * @self: a view
 *
 * Returns: whether somebody has to look at a line
 */
gboolean
mado_register_view_has_differences (MadoRegisterView *self)
{
  return count_lines (self, MADO_VERDICT_DIFFERENT) + count_to_look_at (self) > 0;
}

/**
 * mado_register_view_dup_standing:
 * @self: a view
 *
 * Returns: (transfer full): how the case stands to the registers, in words; empty where nothing is compared
 */
char *
mado_register_view_dup_standing (MadoRegisterView *self)
{
  guint n_different = count_lines (self, MADO_VERDICT_DIFFERENT), n_other = count_to_look_at (self);

  if (n_different + n_other + count_lines (self, MADO_VERDICT_SAME) == 0)
    return g_strdup ("");

  /* Translators: how many items differ from the register, and how many are to be looked at for another reason */
  return g_strdup_printf (_ ("%u different, %u to look at"), n_different, n_other);
}

/**
 * mado_register_view_toggle:
 * @self: a view
 *
 * Shows all lines, or those alone at which somebody has to look.
 */
void
mado_register_view_toggle (MadoRegisterView *self)
{
  self->only_differences = !self->only_differences;
  for (guint i = 0; i < self->lists->len; i++)
    if (g_ptr_array_index (self->lists, i) != NULL)
      mado_compare_list_show_differences (g_ptr_array_index (self->lists, i), self->only_differences);
}

/**
 * mado_register_view_focus_first:
 * @self: a view
 *
 * Returns: whether it has a line, of which the first then has the focus
 */
gboolean
mado_register_view_focus_first (MadoRegisterView *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (g_ptr_array_index (self->lists, i) != NULL)
      return gtk_widget_child_focus (g_ptr_array_index (self->lists, i), GTK_DIR_TAB_FORWARD);

  return FALSE;
}

/**
 * mado_register_view_focus:
 * @self: a view
 * @direction: 1: to the next difference, -1: to the one before
 *
 * Returns: whether there is one
 */
gboolean
mado_register_view_focus (MadoRegisterView *self, int direction)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (g_ptr_array_index (self->lists, i) != NULL &&
        mado_compare_list_focus (g_ptr_array_index (self->lists, i), direction))
      return TRUE;

  return FALSE;
}

/**
 * mado_register_view_focus_item:
 * @self: a view
 * @item: an item
 *
 * Returns: whether it has a line, which then has the focus
 */
gboolean
mado_register_view_focus_item (MadoRegisterView *self, const MadoItem *item)
{
  for (guint i = 0; i < self->lists->len; i++)
    if (g_ptr_array_index (self->lists, i) != NULL &&
        mado_compare_list_focus_item (g_ptr_array_index (self->lists, i), item))
      return TRUE;

  return FALSE;
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_register_view_finalize (GObject *object)
{
  MadoRegisterView *self = MADO_REGISTER_VIEW (object);

  g_array_unref (self->chosen);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->labels);

  G_OBJECT_CLASS (mado_register_view_parent_class)->finalize (object);
}

static void
mado_register_view_class_init (MadoRegisterViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_register_view_finalize;
  chosen_signal =
      g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_register_view_init (MadoRegisterView *self)
{
  self->chosen = g_array_new (FALSE, TRUE, sizeof (guint));
  self->lists = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}
