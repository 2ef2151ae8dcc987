/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl store check`: whether a profile's file is what was written, and what to do where it is not. */

#include <stdio.h>
#include <string.h>

#include "ctl-profile.h"
#include "ctl-store.h"
#include "mado-store-check.h"

/* What a code means, what its record is, and what to do. What the service has can be had from it again; what was done
 * here and is not sent yet cannot: so it is saved first. */
#define SAVE_FIRST "keep a copy of all its files and write out 'store export-mine'; then "

static const struct {
  const char *code;
  const char *meaning;
  const char *record; /* (nullable) */
  const char *remedy;
} meanings[] = {
  { "E_PAGE", "a page of the file is not what was written", "page",
    SAVE_FIRST "put the .backup in its place or load it anew, and look at the disk" },
  { "E_STRUCTURE", "the tables of the file are not sound", NULL, SAVE_FIRST "load the profile anew" },
  { "E_UNREADABLE", "this could not be looked at, because of damage", NULL, SAVE_FIRST "load the profile anew" },
  { "E_ROW", "a row and its text disagree", "row", SAVE_FIRST "load the profile anew" },
  { "E_STAND", "a row does not stand in a list where it should", "row", "load the profile anew" },
  { "E_COUNTER", "the counter of a list is wrong", NULL, "load the profile anew" },
  { "E_LADDER", "the positions in a list are wrong", NULL, "load the profile anew" },
  { "E_SEARCH", "the search does not find what is there", NULL, "load the profile anew" },
  { "E_ABOUT", "a call or a letter does not lead to its case, or a case to it", NULL, "load the profile anew" },
  { "E_RECEIPTS", "a receipt number does not lead to its case", NULL, "load the profile anew" },
  { "E_ATTACHMENT", "what is attached to a case is not here any more, or may give way", "number",
    "take the files in again: those that are here are left as they are" },
  { "E_IMPORT", "what came from a file does not say from which", "number", SAVE_FIRST "load the profile anew" },
  { "W_IMPORT", "a file was not taken in to its end", NULL, "take it in again: it goes on where it was" },
  { "E_JOURNAL", "an own operation is not what was saved, or does not follow the one before", "entry",
    SAVE_FIRST "ask for help before this terminal goes on sending" },
  { "E_CURSOR", "the file is further than its log, or the service than its journal", "number",
    SAVE_FIRST "load the profile anew" },
  { "W_LOADING", "the profile was not loaded to its end", "entry", "let it load to the end: it goes on by itself" },
};

typedef struct {
  MadoDesk *desk;
  MadoFindings *findings;
} Check;

static void
check_work (GTask *task, MadoDatabase *reader, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Check *check = request;
  GError *error = NULL;

  if (mado_store_check (reader, mado_desk_get_programme (check->desk), check->findings, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gsize
find_meaning (const MadoFinding *finding)
{
  gsize i = 0;

  while (strcmp (meanings[i].code, finding->code) != 0)
    i++;

  return i;
}

static void
answer_findings (MadoCtlCall *call, const MadoFindings *findings)
{
  json_builder_set_member_name (call->answer, "findings");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);
    gsize meaning = find_meaning (finding);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "code", finding->code);
    mado_ctl_answer_string (call, "severity", finding->severity == MADO_SEVERITY_ERROR ? "error" : "warning");
    if (meanings[meaning].record != NULL && finding->record > 0)
      mado_ctl_answer_number (call, meanings[meaning].record, (gint64) finding->record);
    if (finding->field != NULL)
      mado_ctl_answer_string (call, "field", finding->field);
    mado_ctl_answer_string (call, "meaning", meanings[meaning].meaning);
    mado_ctl_answer_string (call, "remedy", meanings[meaning].remedy);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
print_findings (const MadoFindings *findings)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);
    gsize meaning = find_meaning (finding);

    printf ("%s", finding->code);
    if (meanings[meaning].record != NULL && finding->record > 0)
      printf (" %s %" G_GUINT64_FORMAT, meanings[meaning].record, finding->record);
    if (finding->field != NULL)
      printf (" %s", finding->field);
    printf (": %s. Remedy: %s\n", meanings[meaning].meaning, meanings[meaning].remedy);
  }
  if (mado_findings_get_count (findings) == 0)
    puts ("nothing is wrong");
}

/**
 * mado_ctl_store_check:
 * @call: a call
 *
 * "store check": whether a profile is sound.
 *
 * Returns: its status
 */
MadoCtlStatus
mado_ctl_store_check (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = mado_ctl_open_desk (call, &status);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  Check check = { desk, findings };
  g_autoptr (GError) error = NULL;

  if (desk == NULL)
    return status;
  if (!mado_desk_do_and_wait (desk, MADO_DESK_SEARCHER, check_work, &check, &error))
    return mado_ctl_refuse_with (call, error);
  if (call->json)
    answer_findings (call, findings);
  else
    print_findings (findings);
  call->silent = TRUE;

  return mado_findings_have_errors (findings) ? MADO_CTL_REFUSED : MADO_CTL_OK;
}
