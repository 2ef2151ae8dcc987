/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that was taken in goes when the programme's time for it (`raw_csv`) is over, and what a register said goes
 * with its list. What became a case stays one. */

#include "mado-intake-retention.h"

#include <string.h>

#include "mado-import.h"
#include "mado-retention.h"

typedef struct {
  const MadoProgramme *programme;
  MadoDate today;
  guint n_forgotten;
} Forgetting;

/**
 * mado_intake_find_forget_day:
 * @programme: a programme
 * @import: a file that was taken in
 *
 * Returns: the day on which the file is to be gone; none where it is not here, or is kept until something else than a
 *   day
 */
MadoDate
mado_intake_find_forget_day (const MadoProgramme *programme, const MadoImport *import)
{
  const MadoRetention *retention = mado_section_find (programme->retention, "raw_csv");

  if (!import->is_kept || retention == NULL || strcmp (retention->after, "import") != 0)
    return MADO_DATE_NONE;

  return mado_retention_find_end (retention, mado_instant_get_japanese_day (import->at));
}

static gboolean
is_due (const Forgetting *self, const MadoImport *import)
{
  MadoDate day = mado_intake_find_forget_day (self->programme, import);

  return mado_date_is_valid (day) && mado_date_compare (day, self->today) <= 0;
}

static gboolean
forget (Forgetting *self, MadoDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) imports = mado_import_list (database, error);

  for (guint i = 0; imports != NULL && i < imports->len; i++) {
    const MadoImport *import = g_ptr_array_index (imports, i);

    if (!is_due (self, import))
      continue;
    if (!mado_import_forget_file (database, import->id, error))
      return FALSE;
    self->n_forgotten++;
  }

  return imports != NULL;
}

static void
forget_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (forget (data, database, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_intake_forget_due:
 * @desk: a profile that is open
 * @now: the time
 * @out_n_forgotten: (out): how many files went
 * @error: where to put why the profile could not be written: what went before stays gone
 *
 * For threads of their own. Where the programme keeps such files until something else than a day, none goes.
 *
 * Returns: whether no file is kept beyond its time
 */
gboolean
mado_intake_forget_due (MadoDesk *desk, MadoInstant now, guint *out_n_forgotten, GError **error)
{
  Forgetting forgetting = {
    .programme = mado_desk_get_programme (desk),
    .today = mado_instant_get_japanese_day (now),
  };

  if (!mado_desk_do_and_wait (desk, MADO_DESK_WRITER, forget_work, &forgetting, error))
    return FALSE;
  *out_n_forgotten = forgetting.n_forgotten;

  return TRUE;
}
