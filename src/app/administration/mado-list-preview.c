/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a file and the list of this machine on a thread, because both are large, and makes words of their
 * difference. */

#include "mado-list-preview.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-bank-book.h"
#include "mado-bank-change.h"
#include "mado-instant.h"
#include "mado-reference-list.h"
#include "mado-town-file.h"
#include "mado-town-table.h"

typedef struct {
  const char *list;
  GFile *file;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  g_object_unref (self->file);
  g_free (self);
}

static void
free_line (gpointer data)
{
  MadoListPreviewLine *line = data;

  g_free (line->title);
  g_free (line->detail);
  g_free (line);
}

static MadoListPreview *
create (const char *list, GFile *file)
{
  MadoListPreview *self = g_new0 (MadoListPreview, 1);

  self->list = list;
  self->file = g_file_get_basename (file);
  self->faults = g_ptr_array_new_with_free_func (free_line);
  self->lines = g_ptr_array_new_with_free_func (free_line);

  return self;
}

/**
 * mado_list_preview_free:
 * @self: (transfer full): a preview
 */
void
mado_list_preview_free (MadoListPreview *self)
{
  g_free (self->file);
  g_free (self->day);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->counts);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static void
add_line (GPtrArray *lines, char *title, char *detail, const char *mark, const char *style)
{
  MadoListPreviewLine *line = g_new (MadoListPreviewLine, 1);

  *line = (MadoListPreviewLine) { title, detail, mark, style };
  g_ptr_array_add (lines, line);
}

/* --- what is wrong ------------------------------------------------------------------------------------------------ */

static const struct {
  const char *code;
  const char *says;
} faults[] = {
  { "E_UTF8", N_ ("It is not in UTF-8") },
  { "E_HEADING", N_ ("Its first line is not the heading of such a list") },
  { "E_COLUMNS", N_ ("A line has not six columns") },
  { "E_EMPTY", N_ ("A field is empty") },
  { "E_CODE", N_ ("A code has the wrong length, or is not all digits") },
  { "E_DUPLICATE", N_ ("The branch stands on an earlier line, too") },
  { "E_BANK_DIFFERS", N_ ("The bank has another name or other kana on an earlier line") },
  { "W_KANA_LONG", N_ ("The kana do not fit the field of a bank file") },
};

static const char *
find_fault (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (strcmp (faults[i].code, code) == 0)
      return _ (faults[i].says);

  return _ ("It cannot be read there");
}

static void
add_findings (MadoListPreview *self, const MadoFindings *findings)
{
  const guint n = MIN (mado_findings_get_count (findings), MADO_LIST_PREVIEW_MOST);

  for (guint i = 0; i < n; i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);
    /* Translators: %1$u is the number of a line, %2$s a code to read out */
    char *place = g_strdup_printf (_ ("Line %1$u (code: %2$s)"), (guint) finding->record, finding->code);

    add_line (self->faults, g_strdup (find_fault (finding->code)), place,
              finding->severity == MADO_SEVERITY_ERROR ? C_ ("finding", "Error") : NULL, "overdue");
  }
}

static void
add_fault (MadoListPreview *self, const char *title, const char *remedy)
{
  add_line (self->faults, g_strdup (title), g_strdup (remedy), C_ ("finding", "Error"), "overdue");
}

/* --- banks -------------------------------------------------------------------------------------------------------- */

static const struct {
  const char *mark;
  const char *style;
} kinds[] = {
  [MADO_BANK_CHANGE_ADDED] = { N_ ("New"), "desk" },
  [MADO_BANK_CHANGE_REMOVED] = { N_ ("Gone"), "overdue" },
  [MADO_BANK_CHANGE_RENAMED] = { N_ ("Renamed"), "desk" },
};

static void
add_bank_change (MadoListPreview *self, const MadoBankMasterChange *change)
{
  const MadoBankEntry *entry = change->after != NULL ? change->after : change->before;
  char *title = change->bank != NULL
                    ? g_strdup_printf ("%s %s　%s %s", change->bank->code, change->bank->name, entry->code, entry->name)
                    : g_strdup_printf ("%s %s", entry->code, entry->name);
  char *detail = change->before != NULL && change->after != NULL
                     ? g_strdup_printf ("%s %s → %s %s", change->before->name, change->before->kana,
                                        change->after->name, change->after->kana)
                     : g_strdup (entry->kana);

  add_line (self->lines, title, detail, _ (kinds[change->kind].mark), kinds[change->kind].style);
}

static void
add_bank_changes (MadoListPreview *self, const GArray *changes)
{
  static const MadoBankChangeKind order[] = { MADO_BANK_CHANGE_REMOVED, MADO_BANK_CHANGE_RENAMED,
                                              MADO_BANK_CHANGE_ADDED };
  guint counts[2][G_N_ELEMENTS (kinds)] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < changes->len; j++) {
      const MadoBankMasterChange *change = &g_array_index (changes, MadoBankMasterChange, j);

      if (change->kind != order[i])
        continue;
      counts[change->bank != NULL][change->kind]++;
      if (self->lines->len < MADO_LIST_PREVIEW_MOST)
        add_bank_change (self, change);
      else
        self->n_more++;
    }
  self->counts = g_strdup_printf (_ ("Banks: %1$u new, %2$u changed, %3$u gone\n"
                                     "Branches: %4$u new, %5$u changed, %6$u gone"),
                                  counts[0][MADO_BANK_CHANGE_ADDED], counts[0][MADO_BANK_CHANGE_RENAMED],
                                  counts[0][MADO_BANK_CHANGE_REMOVED], counts[1][MADO_BANK_CHANGE_ADDED],
                                  counts[1][MADO_BANK_CHANGE_RENAMED], counts[1][MADO_BANK_CHANGE_REMOVED]);
}

static void
read_banks (MadoListPreview *self, GBytes *text)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoBankMaster) older = mado_bank_book_load (NULL); /* ignored: then there is nothing to compare with */
  g_autoptr (MadoBankMaster) newer =
      mado_bank_master_new (self->file, g_bytes_get_data (text, NULL), g_bytes_get_size (text), findings);
  MadoDate day = newer != NULL ? mado_bank_master_get_date (newer) : (MadoDate) { 0 };
  g_autoptr (GArray) changes = NULL;
  char iso[MADO_DATE_ISO_SIZE];

  add_findings (self, findings);
  if (newer == NULL || mado_findings_have_errors (findings))
    return;
  if (mado_date_is_valid (day)) {
    mado_date_to_iso (day, iso);
    self->day = g_strdup (iso);
    self->text = g_bytes_ref (text);
  } else {
    add_fault (self, _ ("Nothing says of which day the list is"),
               _ ("Put the day into the name of the file, as in banks-20260824.tsv."));
  }
  if (older == NULL)
    return;
  changes = mado_bank_master_compare (older, newer);
  add_bank_changes (self, changes);
}

/* --- towns -------------------------------------------------------------------------------------------------------- */

static void
compare_towns (MadoListPreview *self, const MadoTownTable *after)
{
  g_autoptr (MadoTownTable) before = mado_town_file_load_default (NULL); /* ignored: there is nothing to compare with */
  MadoTownChanges changes = { 0 };

  if (before != NULL)
    changes = mado_town_table_compare (before, after);
  self->counts = g_strdup_printf (_ ("Towns: %1$u in all, %2$u new, %3$u changed, %4$u gone"),
                                  mado_town_table_get_count (after), changes.added, changes.changed, changes.removed);
}

static void
read_towns (MadoListPreview *self, GBytes *ken_all)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (ken_all);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autofree char *text = mado_town_file_convert (stream, findings, NULL);
  g_autoptr (MadoTownTable) towns = text != NULL ? mado_town_table_new (text, strlen (text), NULL) : NULL;
  char iso[MADO_DATE_ISO_SIZE];

  add_findings (self, findings);
  if (mado_findings_have_errors (findings))
    return;
  if (towns == NULL || mado_town_table_get_count (towns) == 0) {
    add_fault (self, _ ("There are no towns in it"), _ ("Choose KEN_ALL.CSV, as the post gives it out."));
    return;
  }
  mado_date_to_iso (mado_instant_get_japanese_day (mado_instant_now ()), iso);
  self->day = g_strdup (iso);
  self->text = g_bytes_new (text, strlen (text));
  compare_towns (self, towns);
}

/* --- on a thread -------------------------------------------------------------------------------------------------- */

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (MadoListPreview) self = create (job->list, job->file);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (job->file, NULL, NULL, &error);

  if (bytes == NULL) {
    g_task_return_error (task, error);
    return;
  }
  if (strcmp (job->list, MADO_REFERENCE_BANKS) == 0)
    read_banks (self, bytes);
  else
    read_towns (self, bytes);
  g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) mado_list_preview_free);
}

/**
 * mado_list_preview_load_async:
 * @list: which list it is to be
 * @file: a file
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_list_preview_load_async (const char *list, GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new (Job, 1);

  job->list = list;
  job->file = g_object_ref (file);
  g_task_set_source_tag (task, mado_list_preview_load_async);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, load);
}

/**
 * mado_list_preview_load_finish:
 * @result: of mado_list_preview_load_async()
 * @error: why the file cannot be read
 *
 * Returns: (transfer full) (nullable): what would change
 */
MadoListPreview *
mado_list_preview_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
