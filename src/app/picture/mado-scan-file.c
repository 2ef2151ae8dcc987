/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same kinds and the same size wherever a paper is attached. */

#include "mado-scan-file.h"

#include <glib/gi18n.h>

#include "mado-attachment-kind.h"
#include "mado-my-number.h"
#include "mado-picture-mask.h"

/**
 * mado_scan_file_find_fault:
 * @name: of the file
 * @bytes: (nullable): what is in it; %NULL: it could not be read
 *
 * Returns: (nullable): why it cannot be attached
 */
const char *
mado_scan_file_find_fault (const char *name, GBytes *bytes)
{
  if (bytes == NULL)
    return _ ("The file could not be read.");
  if (mado_my_number_scan (name, NULL, NULL) >= MADO_MY_NUMBER_HIGH)
    return _ ("The name of the file holds a My Number. Rename it first.");
  if (g_bytes_get_size (bytes) > MADO_PICTURE_MASK_MOST)
    return _ ("The file is larger than 20 MB. Scan it with fewer dots.");
  if (mado_attachment_kind_find (bytes) == NULL)
    return _ ("The file is neither PNG, JPEG nor PDF.");

  return NULL;
}

static GListStore *
list_filters (void)
{
  static const char *const suffixes[] = { "png", "jpg", "jpeg", "pdf" };
  g_autoptr (GtkFileFilter) papers = gtk_file_filter_new ();
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (papers, _ ("Scanned papers (PNG, JPEG, PDF)"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (papers, suffixes[i]);
  g_list_store_append (filters, papers);

  return filters;
}

/**
 * mado_scan_file_create_chooser:
 * @title: what is chosen
 *
 * Returns: (transfer full): a chooser that shows what can be attached
 */
GtkFileDialog *
mado_scan_file_create_chooser (const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = list_filters ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));

  return dialog;
}
