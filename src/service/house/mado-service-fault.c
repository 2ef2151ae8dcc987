/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of faults. */

#include "mado-service-fault.h"

static void
free_fault (gpointer data)
{
  MadoServiceFault *fault = data;

  g_free (fault->what);
  g_free (fault->remedy);
  g_free (fault);
}

/**
 * mado_service_faults_new:
 *
 * Returns: (transfer full) (element-type MadoServiceFault): none
 */
GPtrArray *
mado_service_faults_new (void)
{
  return g_ptr_array_new_with_free_func (free_fault);
}

/**
 * mado_service_faults_add:
 * @faults: (element-type MadoServiceFault): those before
 * @remedy: what to do about it
 * @format: what is wrong
 * @...: its values
 */
void
mado_service_faults_add (GPtrArray *faults, const char *remedy, const char *format, ...)
{
  MadoServiceFault *fault = g_new0 (MadoServiceFault, 1);
  va_list arguments;

  va_start (arguments, format);
  fault->what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fault->remedy = g_strdup (remedy);
  g_ptr_array_add (faults, fault);
}

/**
 * mado_service_faults_get:
 * @faults: (element-type MadoServiceFault): faults
 * @index: which
 *
 * Returns: (transfer none): it
 */
const MadoServiceFault *
mado_service_faults_get (const GPtrArray *faults, guint index)
{
  return g_ptr_array_index (faults, index);
}

/**
 * mado_service_faults_name_subject:
 * @faults: (element-type MadoServiceFault): faults
 * @subject: (transfer none): what those are about that were found since the last time
 */
void
mado_service_faults_name_subject (const GPtrArray *faults, const char *subject)
{
  for (guint i = faults->len; i > 0; i--) {
    MadoServiceFault *fault = g_ptr_array_index (faults, i - 1);

    if (fault->subject != NULL)
      return;
    fault->subject = subject;
  }
}
