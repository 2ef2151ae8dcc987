/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl programme …`: the files that say what makes one benefit programme differ from another. */

#include <stdio.h>

#include "mado-ctl.h"
#include "mado-programme.h"

static void
answer_faults (MadoCtlCall *call, const GPtrArray *faults)
{
  json_builder_set_member_name (call->answer, "faults");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < faults->len; i++) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "code", fault->code);
    mado_ctl_answer_string (call, "pointer", fault->pointer);
    json_builder_set_member_name (call->answer, "line");
    json_builder_add_int_value (call->answer, fault->line);
    json_builder_set_member_name (call->answer, "column");
    json_builder_add_int_value (call->answer, fault->column);
    mado_ctl_answer_string (call, "message", fault->message);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

/* As compilers say it, so that editors jump to the place. */
static void
print_faults (MadoCtlCall *call, const char *path, const GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, i);

    printf ("%s:%u:%u: %s %s: %s\n", path, fault->line, fault->column, fault->code, fault->pointer, fault->message);
  }
  call->silent = TRUE;
}

/* Where the file is no programme, the answer says why and the result is NULL. */
static MadoProgramme *
open_programme (MadoCtlCall *call, const char *path)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &error)) {
    mado_ctl_refuse (call, "%s", error->message);
    return NULL;
  }

  g_autoptr (GBytes) file = g_bytes_new_take (text, length);
  MadoProgramme *programme = mado_programme_read (file, faults);

  if (programme == NULL && call->json)
    answer_faults (call, faults);
  else if (programme == NULL)
    print_faults (call, path, faults);

  return programme;
}

static MadoCtlStatus
run_check (MadoCtlCall *call)
{
  g_autoptr (MadoProgramme) programme = open_programme (call, mado_ctl_get_argument (call, 0));

  if (programme == NULL)
    return MADO_CTL_REFUSED;
  mado_ctl_answer_string (call, "programme", programme->identity.id);
  mado_ctl_answer_string (call, "title", programme->identity.title);
  json_builder_set_member_name (call->answer, "faults");
  json_builder_begin_array (call->answer);
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_programme_verbs[] = {
  { "programme",
    "check",
    "FILE",
    1,
    1,
    "everything that is wrong with a programme file, each with its place",
    run_check,
    {} },
  {},
};
