/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which side wrote is said by a word: everything but a reply is the desk's. */

#include "mado-thread-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-inquiry-words.h"
#include "mado-json-member.h"
#include "mado-sheet-view.h"
#include "mado-wording.h"

static char *
write_head (yyjson_val *entry)
{
  g_autofree char *time = mado_wording_write_moment (mado_json_get_number (entry, "at"));
  const char *script = mado_json_get_text (entry, "script");
  /* Translators: what was told was a set answer: its name and version */
  g_autofree char *told = script[0] != '\0' ? g_strdup_printf (_ ("　Set answer %s"), script) : g_strdup ("");

  return g_strdup_printf ("%s　%s　%s%s", mado_inquiry_words_get_entry (mado_json_get_text (entry, "what")), time,
                          mado_json_get_text (entry, "by"), told);
}

static char *
write_text (yyjson_val *entry)
{
  const char *text = mado_json_get_text (entry, "text"), *reason = mado_json_get_text (entry, "reason");
  const char *due = mado_json_get_text (entry, "due");
  g_autofree char *day = mado_wording_write_day (due);
  /* Translators: %s is the day until which something was promised */
  g_autofree char *until = due[0] != '\0' ? g_strdup_printf (_ ("(until %s)"), day) : g_strdup ("");

  return g_strdup_printf ("%s%s%s", text, reason, until);
}

static GtkWidget *
create_side (yyjson_val *entry)
{
  const gboolean is_ward = strcmp (mado_json_get_text (entry, "what"), "reply") == 0;
  GtkWidget *label = gtk_label_new (is_ward ? C_ ("side", "Ward") : C_ ("side", "Desk"));

  gtk_widget_add_css_class (label, "state");
  if (!is_ward)
    gtk_widget_add_css_class (label, "desk");
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);

  return label;
}

static void
append_entry (GtkListBox *list, yyjson_val *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *head = write_head (entry), *text = write_text (entry);
  g_autofree char *name = g_strdup_printf ("%s %s", head, text);

  gtk_widget_add_css_class (box, "event");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), mado_sheet_view_create_label (head, "foot"));
  if (text[0] != '\0') {
    GtkWidget *label = mado_sheet_view_create_label (text, NULL);

    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
    gtk_widget_set_focusable (label, FALSE);
    gtk_box_append (GTK_BOX (words), label);
  }
  gtk_box_append (GTK_BOX (box), create_side (entry));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (list, row);
}

/**
 * mado_thread_view_show:
 * @list: that has the thread, and nothing else
 * @sheet: an inquiry
 */
void
mado_thread_view_show (GtkListBox *list, const MadoInquirySheet *sheet)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (sheet->inquiry), "thread"));

  gtk_list_box_remove_all (list);
  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    append_entry (list, entry);
}
