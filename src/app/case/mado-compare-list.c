/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table whose rows take the focus one by one. What differs is told by a word, a sign, a double line below the
 * characters and their weight; the color only helps. */

#include "mado-compare-list.h"

#include <glib/gi18n.h>

#include "mado-sheet-view.h"
#include "mado-tip.h"

#define LABEL_WIDTH 10 /* in Latin characters: the sides of all rows stand below each other, as do the verdicts */
#define SIDE_WIDTH 5   /* at least */

struct _MadoCompareList {
  AdwBin parent_instance;

  char *here; /* what the first side is called */
  char *there;
  gboolean only_differences;
  gboolean is_of_cases; /* the other side is no register */

  GtkWidget *head;
  GtkListBox *list;
  GtkSizeGroup *verdicts; /* stand below each other, and take no more than the widest needs */
};

G_DEFINE_FINAL_TYPE (MadoCompareList, mado_compare_list, ADW_TYPE_BIN)

/* --- cells -------------------------------------------------------------------------------------------------------- */

static GtkWidget *
create_cell (const char *text, int width)
{
  GtkWidget *label = mado_sheet_view_create_label (text, NULL);

  if (width > 0) {
    gtk_label_set_width_chars (GTK_LABEL (label), width);
    gtk_label_set_max_width_chars (GTK_LABEL (label), width);
  }
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE_FILL);

  return label;
}

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, const MadoMark *mark)
{
  attribute->start_index = mark->start;
  attribute->end_index = mark->end;
  pango_attr_list_insert (attributes, attribute);
}

static void
mark_characters (GtkLabel *label, const GArray *marks)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  for (guint i = 0; i < marks->len; i++) {
    const MadoMark *mark = &g_array_index (marks, MadoMark, i);

    insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE), mark);
    insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), mark);
    insert (attributes, pango_attr_background_new (0xf9f9, 0xdede, 0x8b8b), mark);
    insert (attributes, pango_attr_foreground_new (0x2020, 0x1818, 0), mark);
  }
  gtk_label_set_attributes (label, attributes);
}

static GtkWidget *
create_side (void)
{
  GtkWidget *label = create_cell ("", 0);

  gtk_label_set_width_chars (GTK_LABEL (label), SIDE_WIDTH);
  gtk_widget_set_hexpand (label, TRUE);

  return label;
}

static void
show_side (GtkWidget *label, const char *text, const GArray *marks)
{
  g_autofree char *code_points = mado_verdict_dup_code_points (text, marks);

  gtk_label_set_text (GTK_LABEL (label), text);
  mark_characters (GTK_LABEL (label), marks);
  mado_tip_set (label, code_points[0] != '\0' ? code_points : NULL);
}

static GtkWidget *
create_verdict (MadoCompareList *self, const char *icon_name, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = create_cell (text, 0);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE); /* a row with room below would break a word of two characters */
  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 16); /* the head has none, and its word stands below the others */
  gtk_widget_add_css_class (box, "verdict");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_size_group_add_widget (self->verdicts, box);

  return box;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static GtkWidget *
lay_out (GtkWidget *label, GtkWidget *here, GtkWidget *there, GtkWidget *verdict)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_widget_set_hexpand (sides, TRUE);
  gtk_box_append (GTK_BOX (sides), here);
  gtk_box_append (GTK_BOX (sides), there);
  gtk_widget_add_css_class (box, "line");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), sides);
  gtk_box_append (GTK_BOX (box), verdict);

  return box;
}

static const char *
get_label (MadoCompareList *self, MadoVerdict verdict)
{
  if (self->is_of_cases && verdict == MADO_VERDICT_APPLICATION_ONLY)
    return C_ ("verdict", "this one only");
  if (self->is_of_cases && verdict == MADO_VERDICT_REGISTER_ONLY)
    return C_ ("verdict", "other one only");

  return mado_verdict_get_label (verdict);
}

/**
 * mado_compare_list_set_of_cases:
 * @self: a list that shows nothing yet
 *
 * It will show two cases, and not a case and a register.
 */
void
mado_compare_list_set_of_cases (MadoCompareList *self)
{
  self->is_of_cases = TRUE;
}

static char *
name_row (MadoCompareList *self, const MadoComparedLine *line)
{
  /* Translators: an item, one side and what it says, the other side and what it says, the verdict; for screen readers
   */
  return g_strdup_printf (_ ("%s: %s %s, %s %s, %s"), line->label, self->here, line->here, self->there, line->there,
                          get_label (self, line->verdict));
}

/* Rows stay, and say something else of the next case. */
typedef struct {
  GtkWidget *label;
  GtkWidget *here;
  GtkWidget *there;
  GtkWidget *verdict; /* its sign, and behind it its word */
  const char *style;  /* (nullable) */
  gboolean asks;      /* somebody has to look at it */
} Parts;

static Parts *
get_parts (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "parts");
}

static GtkListBoxRow *
append_row (MadoCompareList *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  const Parts parts = { create_cell ("", LABEL_WIDTH),   create_side (), create_side (),
                        create_verdict (self, NULL, ""), NULL,           FALSE };

  gtk_widget_add_css_class (parts.label, "dimmed");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), lay_out (parts.label, parts.here, parts.there, parts.verdict));
  g_object_set_data_full (G_OBJECT (row), "parts", g_memdup2 (&parts, sizeof parts), g_free);
  gtk_list_box_append (self->list, row);

  return GTK_LIST_BOX_ROW (row);
}

static void
set_style (GtkListBoxRow *row, const char *style)
{
  Parts *parts = get_parts (row);

  if (parts->style != NULL) {
    gtk_widget_remove_css_class (GTK_WIDGET (row), parts->style);
    gtk_widget_remove_css_class (parts->verdict, parts->style);
  }
  gtk_widget_add_css_class (GTK_WIDGET (row), style);
  gtk_widget_add_css_class (parts->verdict, style);
  parts->style = style;
}

static void
show_verdict (MadoCompareList *self, GtkWidget *verdict, const MadoComparedLine *line)
{
  GtkWidget *icon = gtk_widget_get_first_child (verdict);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), mado_verdict_get_icon (line->verdict));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (icon)), get_label (self, line->verdict));
}

static void
show_line (MadoCompareList *self, GtkListBoxRow *row, const MadoComparedLine *line)
{
  Parts *parts = get_parts (row);
  g_autofree char *name = name_row (self, line);

  gtk_label_set_text (GTK_LABEL (parts->label), line->label);
  show_side (parts->here, line->here, line->here_marks);
  show_side (parts->there, line->there, line->there_marks);
  show_verdict (self, parts->verdict, line);
  set_style (row, mado_verdict_get_style (line->verdict));
  parts->asks = mado_verdict_asks_for_eyes (line->verdict);
  mado_sheet_view_set_item (GTK_WIDGET (row), line->item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
asks (GtkListBoxRow *row)
{
  return get_parts (row)->asks;
}

static void
show_rows (MadoCompareList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    gtk_widget_set_visible (GTK_WIDGET (row), !self->only_differences || asks (row));
}

/**
 * mado_compare_list_show:
 * @self: a list
 * @lines: (element-type MadoComparedLine): what it shows from now on
 */
void
mado_compare_list_show (MadoCompareList *self, const GPtrArray *lines)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < lines->len; i++) {
    row = gtk_list_box_get_row_at_index (self->list, (int) i);
    show_line (self, row != NULL ? row : append_row (self), g_ptr_array_index (lines, i));
  }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) lines->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  show_rows (self);
}

/**
 * mado_compare_list_show_differences:
 * @self: a list
 * @only_differences: whether only those are shown at which somebody has to look
 */
void
mado_compare_list_show_differences (MadoCompareList *self, gboolean only_differences)
{
  self->only_differences = only_differences;
  show_rows (self);
}

/* --- the focus ---------------------------------------------------------------------------------------------------- */

static int
find_focus (MadoCompareList *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return GTK_IS_LIST_BOX_ROW (child) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (child)) : -1;
}

static int
count_rows (MadoCompareList *self)
{
  int n_rows = 0;

  while (gtk_list_box_get_row_at_index (self->list, n_rows) != NULL)
    n_rows++;

  return n_rows;
}

/**
 * mado_compare_list_focus:
 * @self: a list
 * @direction: 1: on to the next difference, -1: back to the one before; at the end on from the other end
 *
 * Returns: whether there is one
 */
gboolean
mado_compare_list_focus (MadoCompareList *self, int direction)
{
  int n_rows = count_rows (self), focus = find_focus (self);

  if (focus < 0 && direction < 0)
    focus = n_rows;
  for (int i = 1; i <= n_rows; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (focus + direction * i + 2 * n_rows) % n_rows);

    if (asks (row)) {
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * mado_compare_list_focus_item:
 * @self: a list
 * @item: an item
 *
 * Returns: whether it has a line, which then has the focus
 */
gboolean
mado_compare_list_focus_item (MadoCompareList *self, const MadoItem *item)
{
  return mado_sheet_view_focus_item (self->list, item);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_compare_list_finalize (GObject *object)
{
  MadoCompareList *self = MADO_COMPARE_LIST (object);

  g_free (self->here);
  g_free (self->there);
  g_object_unref (self->verdicts);

  G_OBJECT_CLASS (mado_compare_list_parent_class)->finalize (object);
}

static void
mado_compare_list_class_init (MadoCompareListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_compare_list_finalize;
}

static void
mado_compare_list_init (MadoCompareList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->verdicts = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "compare");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
}

static GtkWidget *
create_head (MadoCompareList *self)
{
  GtkWidget *head =
      lay_out (create_cell (_ ("Item"), LABEL_WIDTH), create_cell (self->here, SIDE_WIDTH),
               create_cell (self->there, SIDE_WIDTH), create_verdict (self, NULL, C_ ("verdict", "Verdict")));

  gtk_widget_add_css_class (head, "compare-head");

  return head;
}

/**
 * mado_compare_list_new:
 * @name: what is compared, for screen readers
 * @here: what the first side is called
 * @there: what the other one is called
 *
 * Returns: (transfer floating): a list without lines
 */
GtkWidget *
mado_compare_list_new (const char *name, const char *here, const char *there)
{
  MadoCompareList *self = g_object_new (MADO_TYPE_COMPARE_LIST, NULL);

  self->here = g_strdup (here);
  self->there = g_strdup (there);
  self->head = create_head (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_prepend (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), self->head);

  return GTK_WIDGET (self);
}
