/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the log of imports on the thread that reads, and lets files go whose time is over. */

#include "mado-intake-log.h"

#include <glib/gi18n.h>

#include "mado-import.h"
#include "mado-intake-retention.h"
#include "mado-wording.h"

struct _MadoIntakeEntry {
  GObject parent_instance;

  char *parts[MADO_INTAKE_ENTRY_N_PARTS];
};

G_DEFINE_FINAL_TYPE (MadoIntakeEntry, mado_intake_entry, G_TYPE_OBJECT)

static void
mado_intake_entry_finalize (GObject *object)
{
  MadoIntakeEntry *self = MADO_INTAKE_ENTRY (object);

  for (guint i = 0; i < MADO_INTAKE_ENTRY_N_PARTS; i++)
    g_free (self->parts[i]);

  G_OBJECT_CLASS (mado_intake_entry_parent_class)->finalize (object);
}

static void
mado_intake_entry_class_init (MadoIntakeEntryClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_intake_entry_finalize;
}

static void
mado_intake_entry_init (MadoIntakeEntry *self)
{
}

/* --- in words ----------------------------------------------------------------------------------------------------- */

static char *
write_result (const MadoImport *import)
{
  guint n_taken = (guint) import->n_taken, n_rows = (guint) import->n_rows;

  /* Translators: how many became something, and how many rows the file has */
  return import->is_done ? g_strdup_printf (_ ("%u taken in, of %u rows"), n_taken, n_rows)
                         : g_strdup_printf (_ ("Not to the end: %u taken in, of %u rows"), n_taken, n_rows);
}

static char *
write_kept (const MadoProgramme *programme, const MadoImport *import)
{
  MadoDate day = mado_intake_find_forget_day (programme, import);
  char iso[MADO_DATE_ISO_SIZE];
  g_autofree char *text = NULL;

  if (!import->is_kept)
    return g_strdup (_ ("Not here any more"));
  if (!mado_date_is_valid (day))
    return g_strdup (_ ("Here"));
  mado_date_to_iso (day, iso);
  text = mado_wording_write_day (iso);

  /* Translators: %s is a day */
  return g_strdup_printf (_ ("Here until %s"), text);
}

static MadoIntakeEntry *
make_entry (const MadoProgramme *programme, const MadoImport *import)
{
  const MadoFormMap *map = mado_section_find (programme->form_maps, import->map);
  MadoIntakeEntry *self = g_object_new (MADO_TYPE_INTAKE_ENTRY, NULL);

  self->parts[MADO_INTAKE_ENTRY_WHEN] = mado_wording_write_moment (import->at.microseconds / 1000);
  self->parts[MADO_INTAKE_ENTRY_NAME] = g_strdup (import->name);
  self->parts[MADO_INTAKE_ENTRY_FORM] = g_strdup (map != NULL ? map->label : import->map);
  self->parts[MADO_INTAKE_ENTRY_RESULT] = write_result (import);
  self->parts[MADO_INTAKE_ENTRY_BY] = g_strdup (import->account);
  self->parts[MADO_INTAKE_ENTRY_KEPT] = write_kept (programme, import);
  self->parts[MADO_INTAKE_ENTRY_DIGEST] = mado_hash_to_hex (&import->hash);

  return self;
}

/**
 * mado_intake_entry_get:
 * @self: a file that was taken in
 * @part: what of it
 *
 * Returns: (transfer none): the words
 */
const char *
mado_intake_entry_get (MadoIntakeEntry *self, MadoIntakeEntryPart part)
{
  return self->parts[part];
}

/**
 * mado_intake_entry_part_get_title:
 * @part: a part of an entry
 *
 * Returns: (transfer none): how it is called, in the user's language
 */
const char *
mado_intake_entry_part_get_title (MadoIntakeEntryPart part)
{
  static const char *const titles[] = {
    [MADO_INTAKE_ENTRY_WHEN] = N_ ("When"),      [MADO_INTAKE_ENTRY_NAME] = N_ ("File"),
    [MADO_INTAKE_ENTRY_FORM] = N_ ("Form"),      [MADO_INTAKE_ENTRY_RESULT] = N_ ("Result"),
    [MADO_INTAKE_ENTRY_BY] = N_ ("By"),          [MADO_INTAKE_ENTRY_KEPT] = N_ ("The file itself"),
    [MADO_INTAKE_ENTRY_DIGEST] = N_ ("SHA-256"),
  };

  return _ (titles[part]);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

typedef struct {
  GPtrArray *imports; /* (nullable) (element-type MadoImport) */
  guint n_forgotten;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->imports, g_ptr_array_unref);
  g_free (request);
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;

  request->imports = mado_import_list (database, &error);
  if (request->imports != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_intake_log_load_async:
 * @session: a session
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_intake_log_load_async (MadoSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);

  g_task_set_source_tag (task, mado_intake_log_load_async);
  g_task_set_task_data (task, g_new0 (Request, 1), free_request);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_READER, task, load_work);
}

/**
 * mado_intake_log_load_finish:
 * @result: of mado_intake_log_load_async()
 * @out_n_due: (out): of how many the time of the file itself is over
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (nullable) (element-type MadoIntakeEntry): what was taken in here, the latest first
 */
GListStore *
mado_intake_log_load_finish (GAsyncResult *result, guint *out_n_due, GError **error)
{
  g_autoptr (MadoSession) session = MADO_SESSION (g_async_result_get_source_object (result));
  const MadoProgramme *programme = mado_session_get_programme (session);
  const Request *request = g_task_get_task_data (G_TASK (result));
  MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  GListStore *entries;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  entries = g_list_store_new (MADO_TYPE_INTAKE_ENTRY);
  *out_n_due = 0;
  for (guint i = request->imports->len; i > 0; i--) {
    const MadoImport *import = g_ptr_array_index (request->imports, i - 1);
    g_autoptr (MadoIntakeEntry) entry = make_entry (programme, import);
    MadoDate day = mado_intake_find_forget_day (programme, import);

    g_list_store_append (entries, entry);
    *out_n_due += mado_date_is_valid (day) && mado_date_compare (day, today) <= 0;
  }

  return entries;
}

/* --- their end ---------------------------------------------------------------------------------------------------- */

static void
forget_work (GTask *task, gpointer session, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;

  if (mado_intake_forget_due (mado_session_get_desk (session), mado_instant_now (), &request->n_forgotten, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_intake_log_forget_async:
 * @session: a session
 * @callback: is told
 * @user_data: for @callback
 *
 * Takes out the files whose time is over; what became a case stays one.
 */
void
mado_intake_log_forget_async (MadoSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);

  g_task_set_source_tag (task, mado_intake_log_forget_async);
  g_task_set_task_data (task, g_new0 (Request, 1), free_request);
  g_task_run_in_thread (task, forget_work);
}

/**
 * mado_intake_log_forget_finish:
 * @result: of mado_intake_log_forget_async()
 * @out_n_forgotten: (out): how many files went
 * @error: where to put what went wrong
 *
 * Returns: whether no file is kept beyond its time
 */
gboolean
mado_intake_log_forget_finish (GAsyncResult *result, guint *out_n_forgotten, GError **error)
{
  const Request *request = g_task_get_task_data (G_TASK (result));

  *out_n_forgotten = request->n_forgotten;

  return g_task_propagate_boolean (G_TASK (result), error);
}
