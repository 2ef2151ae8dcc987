/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of what is wrong with a rule book. */

#include "mado-rule-fault.h"

/**
 * mado_rule_fault_free:
 * @fault: (transfer full): a fault
 */
void
mado_rule_fault_free (MadoRuleFault *fault)
{
  g_free (fault->id);
  g_free (fault->message);
  g_free (fault);
}

/**
 * mado_rule_faults_new:
 *
 * Returns: (transfer full) (element-type MadoRuleFault): an empty list
 */
GPtrArray *
mado_rule_faults_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_rule_fault_free);
}

/**
 * mado_rule_faults_add:
 * @faults: (element-type MadoRuleFault): a list
 * @code: one of the codes, a literal
 * @id: the rule or item; empty for all together
 * @offset: bytes from the beginning of its expression
 * @format: the message
 */
void
mado_rule_faults_add (GPtrArray *faults, const char *code, const char *id, gsize offset, const char *format, ...)
{
  MadoRuleFault *fault = g_new (MadoRuleFault, 1);
  va_list arguments;

  va_start (arguments, format);
  *fault = (MadoRuleFault) { code, g_strdup (id), offset, g_strdup_vprintf (format, arguments) };
  va_end (arguments);
  g_ptr_array_add (faults, fault);
}
