/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two entries beside each other, for whoever decides: only what differs, so that nothing else has to be read. */

#include "mado-account-compare.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-account-cell.h"
#include "mado-account-choice.h"
#include "mado-account-origin.h"

static void
mark (PangoAttrList *marks, gsize from, gsize to)
{
  PangoAttribute *const attributes[] = { pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE),
                                         pango_attr_weight_new (PANGO_WEIGHT_BOLD) };

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++) {
    attributes[i]->start_index = (guint) from;
    attributes[i]->end_index = (guint) to;
    pango_attr_list_insert (marks, attributes[i]);
  }
}

/* Characters that stand in the same place and are not the same; where one is longer, its end. */
static GtkWidget *
create_value (const char *text, const char *other)
{
  GtkWidget *cell = mado_account_cell_new (text, NULL);
  g_autoptr (PangoAttrList) marks = pango_attr_list_new ();

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    if (g_utf8_get_char (at) != g_utf8_get_char (other))
      mark (marks, (gsize) (at - text), (gsize) (g_utf8_next_char (at) - text));
    other = *other != '\0' ? g_utf8_next_char (other) : other;
  }
  gtk_label_set_attributes (GTK_LABEL (cell), marks);

  return cell;
}

/* What differs is told by a word and by weight, not by color alone. */
static int
add_pair (GtkGrid *grid, int row, const char *label, const char *first, const char *second)
{
  if (strcmp (first, second) == 0)
    return row;
  gtk_grid_attach (grid, mado_account_cell_new (label, "dimmed"), 0, row, 1, 1);
  gtk_grid_attach (grid, create_value (first, second), 1, row, 1, 1);
  gtk_grid_attach (grid, create_value (second, first), 2, row, 1, 1);
  gtk_grid_attach (grid, mado_account_cell_new (_ ("differs"), "error"), 3, row, 1, 1);

  return row + 1;
}

/**
 * mado_account_compare_show:
 * @grid: a grid; what is in it goes
 * @first: what one has typed
 * @second: what the other has
 */
void
mado_account_compare_show (GtkGrid *grid, const MadoAccountEntry *first, const MadoAccountEntry *second)
{
  g_autofree char *first_origin = mado_account_origin_write (first),
                  *second_origin = mado_account_origin_write (second);
  GtkWidget *child;
  int row = 1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  gtk_grid_attach (grid, mado_account_cell_new (_ ("1st Entry"), "heading"), 1, 0, 1, 1);
  gtk_grid_attach (grid, mado_account_cell_new (_ ("2nd Entry"), "heading"), 2, 0, 1, 1);
  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    row =
        add_pair (grid, row, mado_account_field_get_label (i), mado_account_field_get_choice_label (i, first->parts[i]),
                  mado_account_field_get_choice_label (i, second->parts[i]));
  row = add_pair (grid, row, _ ("Where It Comes From"), first_origin, second_origin);
  gtk_grid_attach (grid, mado_account_cell_new (_ ("Everything else is the same in both."), "dimmed"), 0, row, 4, 1);
}
