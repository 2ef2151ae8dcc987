/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of a sheet. Each says for screen readers what its labels say for the eye. Whoever steps through cases sees the
 * same rows with other words: to make them anew would take the window's thread several times as long. */

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

static GtkWidget *
append_row (GtkListBox *list, GtkWidget *content)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (list, row);

  return row;
}

static void
name_row (GtkWidget *row, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
ensure_row (GtkListBox *list, guint index, GtkWidget *(*create_content) (void) )
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) index);

  return row != NULL ? GTK_WIDGET (row) : append_row (list, create_content ());
}

/* gtk_list_box_remove_all() takes the placeholder, too. */
static void
end_rows (GtkListBox *list, guint n_rows)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, (int) n_rows)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
find_child (GtkWidget *box, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  for (; index > 0 && child != NULL; index--)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* What is empty takes no room. */
static void
say (GtkWidget *row, guint index, const char *text)
{
  GtkWidget *label = find_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)), index);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, text[0] != '\0');
}

static void
set_style (GtkWidget *widget, const char *style, gboolean has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
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

static GtkWidget *
create_line (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = mado_sheet_view_create_label ("", "dimmed"), *text = mado_sheet_view_create_label ("", NULL);

  gtk_widget_add_css_class (box, "line");
  gtk_label_set_width_chars (GTK_LABEL (label), LABEL_WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_WIDTH);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE_FILL);
  gtk_widget_set_valign (text, GTK_ALIGN_BASELINE_FILL);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), text);

  return box;
}

static void
show_line (GtkWidget *row, const MadoCaseLine *line)
{
  g_autofree char *name = g_strdup_printf ("%s %s", line->label, line->text);

  say (row, 0, line->label);
  say (row, 1, line->text);
  set_style (find_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)), 1), "dimmed",
             line->kind != MADO_CASE_LINE_PLAIN);
  name_row (row, name);
  mado_sheet_view_set_item (row, line->item);
}

static void
show_lines (GtkListBox *list, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    show_line (ensure_row (list, i, create_line), g_ptr_array_index (lines, i));
  end_rows (list, lines->len);
}

static void
append_section (GtkBox *box)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (box, mado_sheet_view_create_label ("", "heading"));
  gtk_box_append (box, list);
}

/* Its heading, and behind it its rows. */
static void
show_section (GtkWidget *heading, const MadoCaseSection *section)
{
  GtkWidget *list = gtk_widget_get_next_sibling (heading);

  gtk_label_set_text (GTK_LABEL (heading), section->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, section->label, -1);
  show_lines (GTK_LIST_BOX (list), section->lines);
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

  for (guint i = 0; i < sections->len; i++) {
    if (find_child (GTK_WIDGET (box), 2 * i) == NULL)
      append_section (box);
    show_section (find_child (GTK_WIDGET (box), 2 * i), g_ptr_array_index (sections, i));
  }
  while ((child = find_child (GTK_WIDGET (box), 2 * sections->len)) != NULL)
    gtk_box_remove (box, child);
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

static GtkWidget *
create_event (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (box, "event");
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label ("", NULL));
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label ("", "detail"));
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label ("", "foot"));

  return box;
}

static void
show_event (GtkWidget *row, const MadoHistoryEvent *event)
{
  g_autofree char *foot = write_event_foot (event);
  g_autofree char *name = g_strjoin (" ", event->what, event->detail, foot, NULL);

  say (row, 0, event->what);
  say (row, 1, event->detail);
  say (row, 2, foot);
  set_style (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)), "refused", event->stand == MADO_HISTORY_REFUSED);
  name_row (row, name);
}

/**
 * mado_sheet_view_show_history:
 * @list: that has it, and nothing else
 * @events: (element-type MadoHistoryEvent): what happened
 */
void
mado_sheet_view_show_history (GtkListBox *list, const GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    show_event (ensure_row (list, i, create_event), g_ptr_array_index (events, i));
  end_rows (list, events->len);
}

/* --- what is said beside it --------------------------------------------------------------------------------------- */

static GtkWidget *
create_note (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (box, "event");
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label ("", NULL));
  gtk_box_append (GTK_BOX (box), mado_sheet_view_create_label ("", "foot"));

  return box;
}

static void
show_note (GtkWidget *row, const MadoCaseNote *note)
{
  g_autofree char *foot = g_strjoin ("　", note->moment, note->by, NULL);
  g_autofree char *name = g_strjoin (" ", note->text, foot, NULL);

  say (row, 0, note->text);
  say (row, 1, foot);
  name_row (row, name);
}

/**
 * mado_sheet_view_show_notes:
 * @list: that has them, and nothing else
 * @notes: (element-type MadoCaseNote): comments
 */
void
mado_sheet_view_show_notes (GtkListBox *list, const GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    show_note (ensure_row (list, i, create_note), g_ptr_array_index (notes, i));
  end_rows (list, notes->len);
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
  name_row (append_row (list, box), name);
}

/**
 * mado_sheet_view_show_findings:
 * @list: that has them, and nothing else
 * @findings: (element-type MadoCaseFinding): what the rules find
 */
void
mado_sheet_view_show_findings (GtkListBox *list, const GPtrArray *findings)
{
  end_rows (list, 0);
  for (guint i = 0; i < findings->len; i++)
    append_finding (list, g_ptr_array_index (findings, i));
  gtk_widget_set_visible (GTK_WIDGET (list), findings->len > 0);
}
