/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the verbs share: their arguments, the list of banks, and the answer that they build. */

#include "mado-ctl.h"

#include <stdio.h>
#include <string.h>

/**
 * mado_ctl_get_argument:
 * @call: a call
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): the argument, %NULL where it was left out
 */
const char *
mado_ctl_get_argument (const MadoCtlCall *call, int index)
{
  return index < call->n_arguments ? call->arguments[index] : NULL;
}

/**
 * mado_ctl_get_option:
 * @call: a call
 * @name: an option of its verb
 *
 * Returns: (transfer none) (nullable): its value, the last where it was given several times; "" for a flag, %NULL where
 *   it was not given
 */
const char *
mado_ctl_get_option (const MadoCtlCall *call, const char *name)
{
  const GPtrArray *values = g_hash_table_lookup (call->options, name);

  return values != NULL ? g_ptr_array_index (values, values->len - 1) : NULL;
}

/**
 * mado_ctl_get_options:
 * @call: a call
 * @name: an option of its verb that may be given several times
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): its values in order, %NULL where it was not given
 */
const char *const *
mado_ctl_get_options (const MadoCtlCall *call, const char *name)
{
  const GPtrArray *values = g_hash_table_lookup (call->options, name);

  return values != NULL ? (const char *const *) values->pdata : NULL;
}

/**
 * mado_ctl_answer_string:
 * @call: a call
 * @key: the member's name
 * @value: (nullable): its value; %NULL is written as ""
 */
void
mado_ctl_answer_string (MadoCtlCall *call, const char *key, const char *value)
{
  json_builder_set_member_name (call->answer, key);
  json_builder_add_string_value (call->answer, value != NULL ? value : "");
}

/**
 * mado_ctl_answer_number:
 * @call: a call
 * @key: the member's name
 * @number: its value
 */
void
mado_ctl_answer_number (MadoCtlCall *call, const char *key, gint64 number)
{
  json_builder_set_member_name (call->answer, key);
  json_builder_add_int_value (call->answer, number);
}

/**
 * mado_ctl_answer_flag:
 * @call: a call
 * @key: the member's name
 * @flag: its value
 */
void
mado_ctl_answer_flag (MadoCtlCall *call, const char *key, gboolean flag)
{
  json_builder_set_member_name (call->answer, key);
  json_builder_add_boolean_value (call->answer, flag);
}

/**
 * mado_ctl_answer_findings:
 * @call: a call
 * @key: the member's name
 * @findings: what was found
 *
 * Writes the findings as a list of objects: code, severity, record, byte, and field where there is one.
 */
void
mado_ctl_answer_findings (MadoCtlCall *call, const char *key, const MadoFindings *findings)
{
  JsonBuilder *answer = call->answer;

  json_builder_set_member_name (answer, key);
  json_builder_begin_array (answer);
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    json_builder_begin_object (answer);
    json_builder_set_member_name (answer, "code");
    json_builder_add_string_value (answer, finding->code);
    json_builder_set_member_name (answer, "severity");
    json_builder_add_string_value (answer, finding->severity == MADO_SEVERITY_ERROR ? "error" : "warning");
    json_builder_set_member_name (answer, "record");
    json_builder_add_int_value (answer, (gint64) finding->record);
    json_builder_set_member_name (answer, "byte");
    json_builder_add_int_value (answer, (gint64) finding->place);
    if (finding->field != NULL) {
      json_builder_set_member_name (answer, "field");
      json_builder_add_string_value (answer, finding->field);
    }
    json_builder_end_object (answer);
  }
  json_builder_end_array (answer);
}

/* The reason goes into the answer for scripts and to standard error for people. */
static void G_GNUC_PRINTF (2, 0) say_reason (MadoCtlCall *call, const char *format, va_list arguments)
{
  g_autofree char *reason = g_strdup_vprintf (format, arguments);

  mado_ctl_answer_string (call, "error", reason);
  g_printerr ("madoguchi-ctl: %s\n", reason);
}

/**
 * mado_ctl_refuse:
 * @call: a call
 * @format: why, as a sentence without a full stop
 * @...: its values
 *
 * Returns: the status of refused input
 */
MadoCtlStatus
mado_ctl_refuse (MadoCtlCall *call, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say_reason (call, format, arguments);
  va_end (arguments);

  return MADO_CTL_REFUSED;
}

/**
 * mado_ctl_wrong_usage:
 * @call: a call
 * @format: what is wrong with the command line
 * @...: its values
 *
 * Returns: the status of wrong usage
 */
MadoCtlStatus
mado_ctl_wrong_usage (MadoCtlCall *call, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say_reason (call, format, arguments);
  va_end (arguments);

  return MADO_CTL_USAGE;
}

static MadoBankMaster *
load_master (const char *path, MadoFindings *findings, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return mado_bank_master_new (name, text, length, findings);
}

/**
 * mado_ctl_open_master:
 * @call: a call
 * @path: a list of banks and branches
 *
 * Returns: (transfer full) (nullable): the list, or %NULL after the call was refused because it cannot be used
 */
MadoBankMaster *
mado_ctl_open_master (MadoCtlCall *call, const char *path)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoBankMaster) master = load_master (path, findings, &error);

  if (master == NULL) {
    mado_ctl_refuse (call, "%s", error->message);
    return NULL;
  }
  if (mado_findings_have_errors (findings)) {
    mado_ctl_answer_findings (call, "findings", findings);
    mado_ctl_refuse (call, "the list of banks has errors");
    return NULL;
  }

  return g_steal_pointer (&master);
}

/**
 * mado_ctl_print_open:
 * @object: a finished object with at least one member
 *
 * Prints it as JSON but for its closing brace, for who writes more members behind it.
 */
void
mado_ctl_print_open (JsonBuilder *object)
{
  g_autoptr (JsonNode) root = json_builder_get_root (object);
  g_autofree char *text = json_to_string (root, FALSE);

  fwrite (text, 1, strlen (text) - 1, stdout);
}
