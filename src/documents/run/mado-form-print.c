/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-form-print.h"

#include <gio/gio.h>

#include "mado-documents-error.h"
#include "mado-print-run.h"
#include "mado-programme-fault.h"

static MadoLayout *
load_layout (const char *path, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GBytes) file = NULL;
  MadoLayout *layout;
  gsize length = 0;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  file = g_bytes_new_take (text, length);
  layout = mado_layout_read (file, faults);
  if (layout == NULL)
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED, "the layout %s cannot be read", path);

  return layout;
}

static gboolean
add_parts (MadoPrintRun *run, const MadoManuscript *first, MadoFormPart write_part, gpointer user_data, GError **error)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  const MadoManuscript *part = first;
  MadoPrinted printed;

  for (guint i = 1; part != NULL; i++) {
    if (!mado_print_run_add (run, part, &printed, findings, error))
      return FALSE;
    part = write_part (user_data, i);
  }

  return mado_print_run_finish (run, error);
}

/**
 * mado_form_print_parts:
 * @layout_path: of the layout
 * @write_part: (scope call): writes one after another, at least one; the title of the first is that of the PDF
 * @user_data: for @write_part
 * @number: by which it is called, on every page
 * @day: when it is made
 * @error: why it cannot be set
 *
 * Each part begins on a page of its own, and is forgotten when it is drawn: however long the whole is, it takes the
 * memory of one part.
 *
 * Returns: (transfer full) (nullable): a PDF
 */
GBytes *
mado_form_print_parts (const char *layout_path,
                       MadoFormPart write_part,
                       gpointer user_data,
                       const char *number,
                       MadoDate day,
                       GError **error)
{
  g_autoptr (MadoLayout) layout = load_layout (layout_path, error);
  g_autoptr (MadoTypecase) typecase = layout != NULL ? mado_typecase_new (error) : NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (MadoPrintRun) run = NULL;
  const MadoManuscript *first;

  if (typecase == NULL)
    return NULL;
  first = write_part (user_data, 0);
  run = mado_print_run_new (typecase, layout, stream, number, first->title, day);
  if (!add_parts (run, first, write_part, user_data, error) || !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static const MadoManuscript *
write_whole (gpointer form, guint part)
{
  return part == 0 ? form : NULL;
}

/**
 * mado_form_print:
 * @layout_path: of the layout
 * @form: what it says
 * @number: by which it is called, on every page
 * @day: when it is made
 * @error: why it cannot be set
 *
 * Returns: (transfer full) (nullable): a PDF
 */
GBytes *
mado_form_print (const char *layout_path, const MadoManuscript *form, const char *number, MadoDate day, GError **error)
{
  return mado_form_print_parts (layout_path, write_whole, (gpointer) form, number, day, error);
}
