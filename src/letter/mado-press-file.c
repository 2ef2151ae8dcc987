/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A run of thousands of pages is never in memory as a whole: each page goes into the file when it is drawn. The file
 * lies where somebody has asked for it, and nowhere else is anything of it; half of it has another name, and goes. */

#include "mado-press-file.h"

static GFile *
name_half (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file), *half = g_strconcat (name, ".part", NULL);

  return folder != NULL ? g_file_get_child (folder, half) : g_file_dup (file);
}

static gboolean
print_into (MadoLetterPress *press, MadoPressPaper paper, GFile *half, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (half, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, error);

  return stream != NULL && mado_letter_press_print (press, paper, G_OUTPUT_STREAM (stream), cancellable, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

/* What is no file of this machine cannot be brought to its disk either. */
static gboolean
put_in_place (GFile *half, GFile *file, MadoDurableFileMode mode, GError **error)
{
  const char *from = g_file_peek_path (half), *to = g_file_peek_path (file);

  if (from != NULL && to != NULL)
    return mado_durable_file_move (from, to, mode, error);

  return g_file_move (half, file, mode == MADO_DURABLE_FILE_REPLACE ? G_FILE_COPY_OVERWRITE : G_FILE_COPY_NONE, NULL,
                      NULL, NULL, error);
}

/**
 * mado_press_file_save:
 * @press: a press with letters
 * @paper: what is printed of them
 * @file: where the PDF is to be
 * @mode: whether something may be there
 * @cancellable: (nullable): ends it between two letters
 * @error: as of mado_letter_press_print(), or why the file could not be written
 *
 * Returns: whether the PDF is there, whole; otherwise nothing of it is
 */
gboolean
mado_press_file_save (MadoLetterPress *press,
                      MadoPressPaper paper,
                      GFile *file,
                      MadoDurableFileMode mode,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GFile) half = name_half (file);

  if (print_into (press, paper, half, cancellable, error) && put_in_place (half, file, mode, error))
    return TRUE;
  g_file_delete (half, NULL, NULL); /* ignored: it may never have been there */

  return FALSE;
}
