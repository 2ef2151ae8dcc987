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
  g_autoptr (MadoLayout) layout = load_layout (layout_path, error);
  g_autoptr (MadoTypecase) typecase = layout != NULL ? mado_typecase_new (error) : NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPrintRun) run = NULL;
  MadoPrinted printed;

  if (typecase == NULL)
    return NULL;
  run = mado_print_run_new (typecase, layout, stream, number, form->title, day);
  if (!mado_print_run_add (run, form, &printed, findings, error) || !mado_print_run_finish (run, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}
