/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the newest list that was imported on this machine, or the made-up one until then, on a thread of its own. It
 * tells what is in the list; nothing in it comes from what anybody typed. */

#include "mado-bank-book.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-bank-name.h"
#include "mado-era.h"
#include "mado-reference-file.h"

static char *
dup_path (void)
{
  char *imported = mado_reference_file_find_newest_import ("banks");

  return imported != NULL ? imported : mado_reference_file_dup_sample_path ("banks/banks-sample.tsv");
}

/**
 * mado_bank_book_load:
 * @error: why there is no list
 *
 * Returns: (transfer full) (nullable): the bank master of this machine
 */
MadoBankMaster *
mado_bank_book_load (GError **error)
{
  g_autofree char *path = dup_path (), *text = NULL, *name = g_path_get_basename (path);
  g_autoptr (MadoFindings) findings = mado_findings_new (); /* ignored: it was held against them when it was imported */
  MadoBankMaster *master;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  master = mado_bank_master_new (name, text, length, findings);
  if (master == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "cannot read the bank master: it is not one");

  return master;
}

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoBankMaster *master = mado_bank_book_load (&error);

  if (master == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, master, (GDestroyNotify) mado_bank_master_free);
}

/**
 * mado_bank_book_load_async:
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_bank_book_load_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, mado_bank_book_load_async);
  g_task_run_in_thread (task, load_work);
}

/**
 * mado_bank_book_load_finish:
 * @result: of mado_bank_book_load_async()
 * @error: why there is no list
 *
 * Returns: (transfer full) (nullable): the bank master of this machine
 */
MadoBankMaster *
mado_bank_book_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- in words ----------------------------------------------------------------------------------------------------- */

static char *
write_day (MadoDate day)
{
  char *text = mado_date_is_valid (day) ? mado_era_format (day) : NULL;

  return text != NULL ? text : g_strdup ("");
}

/**
 * mado_bank_book_dup_bank:
 * @master: a master
 * @code: what was typed so far, half width
 *
 * Returns: (transfer full): the name of the bank, or that there is none; empty where the code is not whole
 */
char *
mado_bank_book_dup_bank (const MadoBankMaster *master, const char *code)
{
  g_autofree char *day = write_day (mado_bank_master_get_date (master));
  MadoBankMatch match;

  if (strlen (code) != 4)
    return g_strdup ("");
  match = mado_bank_master_find_by_code (master, code, "");
  if (match.bank == NULL) /* Translators: %s is a day */
    return g_strdup_printf (
        _ ("No bank has this code in the list of %s: it may have been merged. Look for it by its name"), day);

  return g_strdup (match.bank->name);
}

/**
 * mado_bank_book_dup_branch:
 * @master: a master
 * @bank: the code of a bank
 * @code: what was typed so far, half width
 *
 * Returns: (transfer full): the name of the branch, or that there is none; empty where a code is not whole
 */
char *
mado_bank_book_dup_branch (const MadoBankMaster *master, const char *bank, const char *code)
{
  g_autofree char *day = write_day (mado_bank_master_get_date (master));
  MadoBankMatch match;

  if (strlen (bank) != 4 || strlen (code) != 3)
    return g_strdup ("");
  match = mado_bank_master_find_by_code (master, bank, code);
  if (match.bank == NULL)
    return g_strdup ("");
  if (match.branch == NULL) /* Translators: %s is a day */
    return g_strdup_printf (_ ("The bank has no such branch in the list of %s: it may have been merged into another. "
                               "Look for it by its name"),
                            day);

  return g_strdup (match.branch->name);
}

/**
 * mado_bank_book_dup_old_name:
 * @master: a master
 * @typed: a name of a bank
 *
 * Returns: (transfer full): what became of a bank that had this name; empty where none had
 */
char *
mado_bank_book_dup_old_name (const MadoBankMaster *master, const char *typed)
{
  MadoDate last = { 0 };
  g_autofree char *code = mado_bank_name_dup_new_code (typed, &last);
  MadoBankMatch match = { 0 };
  g_autofree char *day = NULL;

  if (code == NULL)
    return g_strdup ("");
  match = mado_bank_master_find_by_code (master, code, "");
  day = write_day (last);
  if (day[0] == '\0') /* Translators: a bank's old name, its code, its name today */
    return g_strdup_printf (_ ("“%s” is now %s %s"), typed, code, match.bank != NULL ? match.bank->name : "");

  /* Translators: a bank's old name, a day, its code, its name today */
  return g_strdup_printf (_ ("“%s” had this name until %s; it is now %s %s"), typed, day, code,
                          match.bank != NULL ? match.bank->name : "");
}

static const struct {
  const char *code;
  const char *why;
} reasons[] = {
  { "W_SMALL", N_ ("a small kana is written large") },          { "W_LOWER", N_ ("a small letter is written large") },
  { "W_OLDKANA", N_ ("an old kana is written as it is read") }, { "W_WO", N_ ("ヲ is written as it is read") },
  { "W_VKANA", N_ ("a rare kana is written as two") },          { "W_NAKAGURO", N_ ("a dot is written as a space") },
  { "W_SPACE", N_ ("a space too many is left out") },           { "REJECT", N_ ("banks have no character for it") },
};

/**
 * mado_bank_book_dup_changes:
 * @holder: the holder of an account, as it was typed
 *
 * Returns: (transfer full): what banks write otherwise, and why; empty where that is nothing
 */
char *
mado_bank_book_dup_changes (const char *holder)
{
  g_autoptr (MadoBankText) text = mado_bank_text_new (holder, mado_bank_profile_get_default ());
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < text->changes->len; i++) {
    const MadoBankChange *change = g_ptr_array_index (text->changes, i);
    const char *why = "";

    for (gsize j = 0; j < G_N_ELEMENTS (reasons); j++)
      if (strcmp (reasons[j].code, change->code) == 0)
        why = _ (reasons[j].why);
    g_string_append (words, words->len > 0 ? "\n" : "");
    /* Translators: a character, what a bank writes for it, and why */
    g_string_append_printf (words, _ ("“%s” → “%s”: %s"), change->was, change->became, why);
  }

  return g_string_free_and_steal (g_steal_pointer (&words));
}
