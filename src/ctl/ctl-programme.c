/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl programme …`: the files that say what makes one benefit programme differ from another. */

#include <stdio.h>
#include <string.h>

#include "mado-ctl.h"
#include "mado-programme-copy.h"
#include "mado-programme-diff.h"

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

/* --- diff --------------------------------------------------------------------------------------------------------- */

static char *
say_change (const MadoItemChange *change)
{
  if (strcmp (change->aspect, "item") != 0)
    return g_strdup_printf ("%s: %s changes from \"%s\" to \"%s\"", change->item, change->aspect, change->before,
                            change->after);

  return change->before[0] == '\0' ? g_strdup_printf ("%s: added, \"%s\"", change->item, change->after)
                                   : g_strdup_printf ("%s: removed, \"%s\"", change->item, change->before);
}

static void
answer_change (MadoCtlCall *call, const MadoItemChange *change)
{
  g_autofree char *words = say_change (change);

  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "item", change->item);
  mado_ctl_answer_string (call, "aspect", change->aspect);
  mado_ctl_answer_string (call, "before", change->before);
  mado_ctl_answer_string (call, "after", change->after);
  mado_ctl_answer_string (call, "words", words);
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_diff (MadoCtlCall *call)
{
  g_autoptr (MadoProgramme) older = open_programme (call, mado_ctl_get_argument (call, 0));
  g_autoptr (MadoProgramme) newer = older != NULL ? open_programme (call, mado_ctl_get_argument (call, 1)) : NULL;

  if (newer == NULL)
    return MADO_CTL_REFUSED;

  g_autoptr (GPtrArray) changes = mado_programme_compare_items (older, newer);

  json_builder_set_member_name (call->answer, "changes");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < changes->len; i++)
    answer_change (call, g_ptr_array_index (changes, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* --- new ---------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
run_new (MadoCtlCall *call)
{
  const char *from = mado_ctl_get_option (call, "from");
  const char *output = mado_ctl_get_option (call, "output");
  g_autoptr (MadoProgramme) programme = NULL;
  g_autoptr (GError) error = NULL;

  if (from == NULL)
    return mado_ctl_wrong_usage (call, "--from needs FILE");
  programme = open_programme (call, from);
  if (programme == NULL)
    return MADO_CTL_REFUSED;

  g_autoptr (GBytes) next = mado_programme_dup_next_year (programme);
  gsize length;
  const char *text = g_bytes_get_data (next, &length);

  if (output != NULL) {
    if (!g_file_set_contents (output, text, (gssize) length, &error))
      return mado_ctl_refuse (call, "%s", error->message);
    mado_ctl_answer_string (call, "file", output);
  } else if (call->json) {
    g_autofree char *copy = g_strndup (text, length);

    mado_ctl_answer_string (call, "text", copy);
  } else {
    fwrite (text, 1, length, stdout);
    call->silent = TRUE;
  }

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
  { "programme", "diff", "OLD NEW", 2, 2, "what differs between the items of two programmes, in words", run_diff, {} },
  { "programme",
    "new",
    "",
    0,
    0,
    "next year's copy of a programme: its id, fiscal year and dates a year on",
    run_new,
    { { "from", "FILE", "the programme of this year" },
      { "output", "FILE", "where to write it; without it, standard output" } } },
  {},
};
