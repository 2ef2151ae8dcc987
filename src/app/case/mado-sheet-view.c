/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of a sheet. Each says for screen readers what its labels say for the eye. */

#include "mado-sheet-view.h"

#include <glib/gi18n.h>

#include "mado-case-sheet.h"
#include "mado-wording.h"

#define LABEL_WIDTH 16 /* in Latin characters: all values stand below each other */

/**
 * mado_sheet_view_create_label:
 * @text: what it says
 * @style: (nullable): its style class
 *
 * Returns: (transfer floating): a label that wraps as Japanese does
 */
GtkWidget *
mado_sheet_view_create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* gtk_list_box_remove_all() takes the placeholder, too. */
static void
remove_rows (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
append_row (GtkListBox *list, GtkWidget *content, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (list, row);

  return row;
}

/* --- items -------------------------------------------------------------------------------------------------------- */

/**
 * mado_sheet_view_set_item:
 * @row: a row
 * @item: what it shows; must outlive it
 */
void
mado_sheet_view_set_item (GtkWidget *row, const MadoItem *item)
{
  g_object_set_data (G_OBJECT (row), "item", (gpointer) item);
}

/**
 * mado_sheet_view_get_item:
 * @row: any widget
 *
 * Returns: (transfer none) (nullable): the item that it shows
 */
const MadoItem *
mado_sheet_view_get_item (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "item");
}

/**
 * mado_sheet_view_find_focused_item:
 * @page: a widget with rows in it
 *
 * Returns: (transfer none) (nullable): the item whose row has the focus
 */
const MadoItem *
mado_sheet_view_find_focused_item (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, page) ? mado_sheet_view_get_item (focus) : NULL;
}

/**
 * mado_sheet_view_focus_item:
 * @list: rows
 * @item: an item
 *
 * Returns: whether one of them shows the item; it has the focus then
 */
gboolean
mado_sheet_view_focus_item (GtkListBox *list, const MadoItem *item)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (mado_sheet_view_get_item (GTK_WIDGET (row)) == item && gtk_widget_get_visible (GTK_WIDGET (row))) {
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return TRUE;
    }

  return FALSE;
}

/* --- sections ----------------------------------------------------------------------------------------------------- */

static void
append_line (GtkListBox *list, const MadoCaseLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = mado_sheet_view_create_label (line->label, "dimmed");
  GtkWidget *text = mado_sheet_view_create_label (line->text, line->kind == MADO_CASE_LINE_PLAIN ? NULL : "dimmed");
  g_autofree char *name = g_strdup_printf ("%s %s", line->label, line->text);

  gtk_widget_add_css_class (box, "line");
  gtk_label_set_width_chars (GTK_LABEL (label), LABEL_WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_WIDTH);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE_FILL);
  gtk_widget_set_valign (text, GTK_ALIGN_BASELINE_FILL);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), text);
  mado_sheet_view_set_item (append_row (list, box, name), line->item);
}

static void
append_section (GtkBox *box, const MadoCaseSection *section)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, section->label, -1);
  for (guint i = 0; i < section->lines->len; i++)
    append_line (GTK_LIST_BOX (list), g_ptr_array_index (section->lines, i));
  gtk_box_append (box, mado_sheet_view_create_label (section->label, "heading"));
  gtk_box_append (box, list);
}

/**
 * mado_sheet_view_show_sections:
 * @box: that has them, and nothing else
 * @sections: (element-type MadoCaseSection): sections
 */
void
mado_sheet_view_show_sections (GtkBox *box, const GPtrArray *sections)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < sections->len; i++)
    append_section (box, g_ptr_array_index (sections, i));
}

/**
 * mado_sheet_view_focus_in_sections:
 * @box: with sections
 * @item: an item
 *
 * Returns: whether one of them shows the item; it has the focus then
 */
gboolean
mado_sheet_view_focus_in_sections (GtkBox *box, const MadoItem *item)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX (child) && mado_sheet_view_focus_item (GTK_LIST_BOX (child), item))
      return TRUE;

  return FALSE;
}

/* --- what happened to it ------------------------------------------------------------------------------------------ */

static char *
write_event_foot (const MadoHistoryEvent *event)
{
  static const char *const stands[] = {
    [MADO_HISTORY_WAITING] = N_ ("not sent yet"),
    [MADO_HISTORY_REFUSED] = N_ ("refused"),
  };
  g_autofree char *moment = mado_wording_write_moment (event->at);
  const char *stand = event->stand == MADO_HISTORY_DONE ? NULL : _ (stands[event->stand]);

  return g_strjoin ("　", moment, event->by[0] != '\0' ? event->by : stand, event->by[0] != '\0' ? stand : NULL, NULL);
}

static void
append_event (GtkListBox *list, const MadoHistoryEvent *event)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *foot = write_event_foot (event);
  g_autofree char *name = g_strjoin (" ", event->what, event->detail, foot, NULL);

  gtk_widget_add_css_class (box, "event");
  if (event->stand == MADO_HISTORY_REFUSED)
    gtk_widget_add_css_class (box, "refused");
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label (event->what, NULL));
  if (event->detail[0] != '\0')
    gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label (event->detail, "detail"));
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label (foot, "foot"));
  append_row (list, box, name);
}

/**
 * mado_sheet_view_show_history:
 * @list: that has it, and nothing else
 * @events: (element-type MadoHistoryEvent): what happened
 */
void
mado_sheet_view_show_history (GtkListBox *list, const GPtrArray *events)
{
  remove_rows (list);
  for (guint i = 0; i < events->len; i++)
    append_event (list, g_ptr_array_index (events, i));
}

/* --- what is said beside it --------------------------------------------------------------------------------------- */

static void
append_note (GtkListBox *list, const MadoCaseNote *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *foot = g_strjoin ("　", note->moment, note->by, NULL);
  g_autofree char *name = g_strjoin (" ", note->text, foot, NULL);

  gtk_widget_add_css_class (box, "event");
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label (note->text, NULL));
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label (foot, "foot"));
  append_row (list, box, name);
}

/**
 * mado_sheet_view_show_notes:
 * @list: that has them, and nothing else
 * @notes: (element-type MadoCaseNote): comments
 */
void
mado_sheet_view_show_notes (GtkListBox *list, const GPtrArray *notes)
{
  remove_rows (list);
  for (guint i = 0; i < notes->len; i++)
    append_note (list, g_ptr_array_index (notes, i));
}

/* --- what the rules find ------------------------------------------------------------------------------------------ */

/* Never by color alone: the icon and a word say how grave it is. */
static void
append_finding (GtkListBox *list, const MadoCaseFinding *finding)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (finding->stops ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  GtkWidget *text = mado_sheet_view_create_label (finding->text, NULL);
  const char *word = finding->stops ? _ ("Stops") : _ ("Mind");
  g_autofree char *name = g_strdup_printf ("%s %s", word, finding->text);

  gtk_widget_add_css_class (box, "line");
  gtk_widget_add_css_class (box, finding->stops ? "stops" : "minds");
  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label (word, "word"));
  gtk_box_append (GTK_BOX (box), text);
  append_row (list, box, name);
}

/**
 * mado_sheet_view_show_findings:
 * @list: that has them, and nothing else
 * @findings: (element-type MadoCaseFinding): what the rules find
 */
void
mado_sheet_view_show_findings (GtkListBox *list, const GPtrArray *findings)
{
  remove_rows (list);
  for (guint i = 0; i < findings->len; i++)
    append_finding (list, g_ptr_array_index (findings, i));
  gtk_widget_set_visible (GTK_WIDGET (list), findings->len > 0);
}

/**
 * mado_sheet_view_list_steps:
 * @moves: (element-type MadoCaseMove): the ways out of a state
 *
 * Returns: (transfer full): those that have no button of their own
 */
GMenuModel *
mado_sheet_view_list_steps (const GPtrArray *moves)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < moves->len; i++) {
    const MadoCaseMove *move = g_ptr_array_index (moves, i);
    g_autoptr (GMenuItem) item = g_menu_item_new (move->transition->label, NULL);

    g_menu_item_set_action_and_target (item, "win.step", "s", move->transition->id);
    if (move->kind == MADO_CASE_MOVE_OTHER)
      g_menu_append_item (menu, item);
  }

  return G_MENU_MODEL (menu);
}
