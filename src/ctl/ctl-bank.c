/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl bank …`: the list of banks and branches. */

#include <string.h>

#include "mado-bank-change.h"
#include "mado-bank-name.h"
#include "mado-bank-search.h"
#include "mado-ctl.h"
#include "mado-reference-file.h"

#define MAX_SEARCH_RESULTS 20

#define MASTER_OPTION { "master", "FILE", "another list of banks and branches than the imported one" }

/* The list that was imported last, or the made-up sample. */
static char *
dup_current_path (void)
{
  char *imported = mado_reference_file_find_newest_import ("banks");

  return imported != NULL ? imported : mado_reference_file_dup_sample_path ("banks/banks-sample.tsv");
}

static MadoBankMaster *
open_master_option (MadoCtlCall *call)
{
  g_autofree char *current = dup_current_path ();
  const char *path = mado_ctl_get_option (call, "master");

  return mado_ctl_open_master (call, path != NULL ? path : current);
}

static gboolean
is_code (const char *text)
{
  return strlen (text) == 4 && strspn (text, "0123456789") == 4;
}

static MadoCtlStatus
run_find (MadoCtlCall *call)
{
  const char *bank = mado_ctl_get_argument (call, 0);
  const char *branch = mado_ctl_get_argument (call, 1);
  g_autoptr (MadoBankMaster) master = open_master_option (call);

  if (master == NULL)
    return MADO_CTL_REFUSED;

  MadoBankMatch match = is_code (bank) ? mado_bank_master_find_by_code (master, bank, branch)
                                       : mado_bank_master_find_by_name (master, bank, branch);
  gboolean ok = match.status == MADO_BANK_OK;
  g_autofree char *new_code = match.bank == NULL ? mado_bank_name_dup_new_code (bank, NULL) : NULL;

  mado_ctl_answer_string (call, "bank", match.bank != NULL ? match.bank->code : NULL);
  mado_ctl_answer_string (call, "branch", ok ? match.branch->code : NULL);
  mado_ctl_answer_string (call, "status", mado_bank_status_get_name (match.status));
  mado_ctl_answer_string (call, "bank_name", ok ? match.bank->name : NULL);
  mado_ctl_answer_string (call, "bank_kana", ok ? match.bank->kana : NULL);
  mado_ctl_answer_string (call, "branch_name", ok ? match.branch->name : NULL);
  mado_ctl_answer_string (call, "branch_kana", ok ? match.branch->kana : NULL);
  if (new_code != NULL)
    mado_ctl_answer_string (call, "now", new_code);

  return ok ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

static void
answer_entry (MadoCtlCall *call, const MadoBankEntry *entry)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "code", entry->code);
  mado_ctl_answer_string (call, "name", entry->name);
  mado_ctl_answer_string (call, "kana", entry->kana);
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_search (MadoCtlCall *call)
{
  const char *code = mado_ctl_get_option (call, "bank");
  g_autoptr (MadoBankMaster) master = open_master_option (call);
  const MadoBankEntry *bank = NULL;

  if (master == NULL)
    return MADO_CTL_REFUSED;
  if (code != NULL) {
    bank = mado_bank_master_find_by_code (master, code, "").bank;
    if (bank == NULL)
      return mado_ctl_refuse (call, "there is no such bank");
  }

  g_autoptr (GPtrArray) found =
      mado_bank_master_search (master, bank, mado_ctl_get_argument (call, 0), MAX_SEARCH_RESULTS);

  json_builder_set_member_name (call->answer, bank != NULL ? "branches" : "banks");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < found->len; i++)
    answer_entry (call, g_ptr_array_index (found, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

static void
answer_change (MadoCtlCall *call, const MadoBankMasterChange *change)
{
  const MadoBankEntry *entry = change->after != NULL ? change->after : change->before;

  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "change", mado_bank_change_kind_get_name (change->kind));
  mado_ctl_answer_string (call, "bank", change->bank != NULL ? change->bank->code : entry->code);
  mado_ctl_answer_string (call, "branch", change->bank != NULL ? entry->code : NULL);
  mado_ctl_answer_string (call, "before", change->before != NULL ? change->before->name : NULL);
  mado_ctl_answer_string (call, "after", change->after != NULL ? change->after->name : NULL);
  json_builder_end_object (call->answer);
}

static void
answer_counts (MadoCtlCall *call, const GArray *changes, gboolean of_branches)
{
  gint64 counts[] = { 0, 0, 0 };

  for (guint i = 0; i < changes->len; i++) {
    const MadoBankMasterChange *change = &g_array_index (changes, MadoBankMasterChange, i);

    if ((change->bank != NULL) == of_branches)
      counts[change->kind]++;
  }
  json_builder_set_member_name (call->answer, of_branches ? "branches" : "banks");
  json_builder_begin_object (call->answer);
  for (gsize kind = 0; kind < G_N_ELEMENTS (counts); kind++) {
    json_builder_set_member_name (call->answer, mado_bank_change_kind_get_name ((MadoBankChangeKind) kind));
    json_builder_add_int_value (call->answer, counts[kind]);
  }
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_compare (MadoCtlCall *call)
{
  g_autoptr (MadoBankMaster) older = mado_ctl_open_master (call, mado_ctl_get_argument (call, 0));
  g_autoptr (MadoBankMaster) newer =
      older != NULL ? mado_ctl_open_master (call, mado_ctl_get_argument (call, 1)) : NULL;

  if (newer == NULL)
    return MADO_CTL_REFUSED;

  g_autoptr (GArray) changes = mado_bank_master_compare (older, newer);

  answer_counts (call, changes, FALSE);
  answer_counts (call, changes, TRUE);
  json_builder_set_member_name (call->answer, "changes");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < changes->len; i++)
    answer_change (call, &g_array_index (changes, MadoBankMasterChange, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* Keeps the list under its day; those before stay, for payments that were checked against them. */
static gboolean
save_master (const char *path, MadoDate date, GError **error)
{
  g_autofree char *name = g_strdup_printf ("banks/banks-%04d%02d%02d.tsv", date.year, date.month, date.day);
  g_autofree char *text = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &text, &length, error) &&
         mado_reference_file_save_import (name, text, length, error);
}

static MadoCtlStatus
run_import (MadoCtlCall *call)
{
  const char *path = mado_ctl_get_argument (call, 0);
  g_autofree char *imported = mado_reference_file_find_newest_import ("banks");
  g_autofree char *current = dup_current_path ();
  g_autoptr (MadoBankMaster) older = mado_ctl_open_master (call, current);
  g_autoptr (MadoBankMaster) newer = older != NULL ? mado_ctl_open_master (call, path) : NULL;
  g_autoptr (GError) error = NULL;

  if (newer == NULL)
    return MADO_CTL_REFUSED;

  const MadoDate date = mado_bank_master_get_date (newer);
  g_autoptr (GArray) changes = mado_bank_master_compare (older, newer);

  answer_counts (call, changes, FALSE);
  answer_counts (call, changes, TRUE);
  if (!mado_date_is_valid (date))
    return mado_ctl_refuse (call, "neither name nor comment of the list says of which day it is");
  if (imported != NULL && mado_date_compare (date, mado_bank_master_get_date (older)) < 0)
    return mado_ctl_refuse (call, "the list is older than the one in use");
  if (!save_master (path, date, &error))
    return mado_ctl_refuse (call, "%s", error->message);

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_bank_verbs[] = {
  { "bank", "compare", "OLD NEW", 2, 2, "what changes when one list takes the place of another", run_compare, {} },
  { "bank", "find", "BANK BRANCH", 2, 2, "the branch that two names mean, or two codes", run_find, { MASTER_OPTION } },
  { "bank", "import", "FILE", 1, 1, "take a newer list of banks and branches into use", run_import, {} },
  { "bank",
    "search",
    "TEXT",
    1,
    1,
    "the banks or branches that a code, a name or kana may mean",
    run_search,
    { MASTER_OPTION, { "bank", "CODE", "search the branches of this bank" } } },
  {},
};
