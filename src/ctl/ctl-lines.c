/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Line by line, so that a file may be larger than memory; whatever is wrong is said with its place. */

#include "ctl-lines.h"

/**
 * mado_ctl_read_lines:
 * @path: a file
 * @take: gets each line
 * @user_data: for @take
 * @error: that it cannot be read; or what @take says, with the file and the line before it
 *
 * Returns: whether all lines were taken
 */
gboolean
mado_ctl_read_lines (const char *path, MadoCtlLine take, gpointer user_data, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GDataInputStream) lines = stream != NULL ? g_data_input_stream_new (G_INPUT_STREAM (stream)) : NULL;

  for (guint64 number = 1; lines != NULL; number++) {
    GError *fault = NULL;
    gsize length = 0;
    g_autofree char *line = g_data_input_stream_read_line (lines, &length, NULL, &fault);

    if (line == NULL && fault == NULL)
      return TRUE;
    if (line == NULL || !take (user_data, line, length, number, &fault)) {
      g_propagate_prefixed_error (error, fault, "%s:%" G_GUINT64_FORMAT ": ", path, number);
      return FALSE;
    }
  }

  return FALSE;
}
