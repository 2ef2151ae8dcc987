/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The row keeps what it copies in memory that is wiped when it goes. */

#include "mado-secret-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define GROUP 4 /* characters at a time */

static void
copy_cb (GtkWidget *button, gpointer unused)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), g_object_get_data (G_OBJECT (button), "secret"));
}

static void
wipe (gpointer secret)
{
  memset (secret, 0, strlen (secret));
  g_free (secret);
}

/**
 * mado_secret_row_new:
 * @title: what it is
 * @secret: that is shown once
 *
 * Returns: (transfer floating): a row with it, and a button that copies it
 */
GtkWidget *
mado_secret_row_new (const char *title, const char *secret)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), secret);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  gtk_widget_add_css_class (row, "monospace");
  gtk_widget_set_tooltip_text (button, _ ("Copy"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "secret", g_strdup (secret), wipe);
  g_signal_connect (button, "clicked", G_CALLBACK (copy_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

/**
 * mado_secret_row_dup_groups:
 * @text: a fingerprint, a key
 * @length: how much of it
 *
 * Returns: (transfer full): it, as people compare and type it
 */
char *
mado_secret_row_dup_groups (const char *text, gsize length)
{
  GString *groups = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (groups, "%s%c", i > 0 && i % GROUP == 0 ? " " : "", text[i]);

  return g_string_free_and_steal (groups);
}
