/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is late is said by an icon and a word, not by color alone. */

#include "mado-inquiry-row.h"

#include <glib/gi18n.h>

#include "mado-inquiry-words.h"
#include "mado-json-member.h"
#include "mado-wording.h"

#define ID "mado-inquiry"

/* Which of the two is owed stands beside it. */
static void
add_dues (GString *text, const MadoInquirySheet *sheet, MadoDate today)
{
  for (MadoInquiryWait wait = 0; wait < MADO_INQUIRY_N_WAITS; wait++) {
    g_autofree char *due = mado_inquiry_words_dup_due (sheet, wait, today);

    if (due[0] != '\0')
      g_string_append_printf (text, "　%s", due);
  }
}

static char *
write_facts (const MadoProgramme *programme, const MadoInquirySheet *sheet, MadoDate today)
{
  yyjson_val *body = mado_entity_get_body (sheet->inquiry);
  g_autofree char *time = mado_wording_write_moment (mado_inquiry_sheet_get_time (sheet));
  const char *category = mado_inquiry_words_get_category (programme, mado_json_get_text (body, "category"));
  /* Translators: what an inquiry is about, and when it came */
  g_autofree char *facts = g_strdup_printf (_ ("%s, logged %s"), category, time);
  g_autoptr (GString) text = g_string_new (facts);

  add_dues (text, sheet, today);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
write_subtitle (const MadoProgramme *programme, const MadoInquirySheet *sheet, MadoDate today)
{
  g_autofree char *facts = write_facts (programme, sheet, today);
  const char *question = mado_inquiry_sheet_get_question (sheet);
  g_auto (GStrv) lines = g_strsplit (question, "\n", 2);

  return lines[0] != NULL && lines[0][0] != '\0' ? g_strdup_printf ("%s\n%s", lines[0], facts) : g_strdup (facts);
}

static GtkWidget *
create_late_mark (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  g_object_set (icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Overdue")));
  gtk_widget_add_css_class (box, "state");
  gtk_widget_add_css_class (box, "overdue");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

static GtkWidget *
create_standing (const MadoInquirySheet *sheet)
{
  GtkWidget *label = gtk_label_new (mado_inquiry_words_get_standing (sheet));

  gtk_widget_add_css_class (label, "state");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

/**
 * mado_inquiry_row_new:
 * @programme: has the words for what inquiries are about
 * @sheet: an inquiry
 * @today: the day in Japan
 *
 * Returns: (transfer floating): an AdwActionRow
 */
GtkWidget *
mado_inquiry_row_new (const MadoProgramme *programme, const MadoInquirySheet *sheet, MadoDate today)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = mado_inquiry_words_dup_title (sheet);
  g_autofree char *subtitle = write_subtitle (programme, sheet, today);
  MadoId id = mado_entity_get_id (sheet->inquiry);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  if (mado_inquiry_sheet_is_late (sheet, today))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_late_mark ());
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_standing (sheet));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), ID, g_memdup2 (&id, sizeof id), g_free);

  return row;
}

/**
 * mado_inquiry_row_get_id:
 * @row: of mado_inquiry_row_new()
 *
 * Returns: which inquiry it is
 */
MadoId
mado_inquiry_row_get_id (GtkWidget *row)
{
  return *(const MadoId *) g_object_get_data (G_OBJECT (row), ID);
}
