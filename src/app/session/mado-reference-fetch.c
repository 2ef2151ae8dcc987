/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever signs in asks what there is, and takes what this machine has not. Files are read and written on threads of
 * their own. What fails is left for the next time: the list of before is good until then, and whoever looks something
 * up in it is told of which day it is. */

#include "mado-reference-fetch.h"

#include <string.h>

#include "mado-reference-file.h"

typedef struct {
  MadoDoor door; /* owns its texts */
  char *ward;
  char *token;
  GCancellable *cancellable;
  GPtrArray *wanted; /* (nullable) (element-type MadoReferenceList): the first is the next */
} Fetch;

static void
free_fetch (gpointer data)
{
  Fetch *self = data;

  g_free (self->ward);
  g_free (self->token);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_free (self);
}

static void get_next (Fetch *self);

/**
 * mado_reference_dup_file_name:
 * @list: the name of a list
 * @day: of it, as 2026-08-24
 *
 * Returns: (transfer full) (nullable): where it lies on this machine; %NULL: this program knows no such list
 */
char *
mado_reference_dup_file_name (const char *list, const char *day)
{
  const MadoDate date = mado_date_from_iso (day);

  if (!mado_date_is_valid (date))
    return NULL;
  if (strcmp (list, MADO_REFERENCE_BANKS) == 0)
    return g_strdup_printf ("banks/banks-%04d%02d%02d.tsv", date.year, date.month, date.day);

  return strcmp (list, MADO_REFERENCE_TOWNS) == 0 ? g_strdup ("postal/towns.tsv") : NULL;
}

/* --- what is missing here ----------------------------------------------------------------------------------------- */

static gboolean
is_here (const MadoReferenceList *list)
{
  g_autofree char *name = mado_reference_dup_file_name (list->name, list->day);
  g_autofree char *path = name != NULL ? mado_reference_file_dup_import_path (name) : NULL;
  g_autofree char *text = NULL;
  MadoHash digest;
  gsize length = 0;

  if (path == NULL)
    return TRUE;                                         /* a later release's: nobody here would look into it */
  if (!g_file_get_contents (path, &text, &length, NULL)) /* ignored: it is fetched */
    return FALSE;
  digest = mado_hash_of (text, length);

  return mado_hash_equals (&digest, &list->digest);
}

static void
look_for_missing (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *wanted = data;

  for (guint i = wanted->len; i > 0; i--)
    if (is_here (g_ptr_array_index (wanted, i - 1)))
      g_ptr_array_remove_index (wanted, i - 1);
  g_task_return_boolean (task, TRUE);
}

static void
missing_cb (GObject *source, GAsyncResult *result, gpointer fetch)
{
  Fetch *self = fetch;

  if (g_task_propagate_boolean (G_TASK (result), NULL)) /* ignored: it was cancelled */
    get_next (self);
  else
    free_fetch (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer fetch)
{
  Fetch *self = fetch;
  MadoAccessVerdict verdict;
  g_autoptr (GTask) task = NULL;

  self->wanted = mado_door_hear_lists (result, &verdict, NULL);
  if (self->wanted == NULL) {
    free_fetch (self);
    return;
  }
  task = g_task_new (NULL, self->cancellable, missing_cb, self);
  g_task_set_task_data (task, g_ptr_array_ref (self->wanted), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, look_for_missing);
}

/* --- one after the other ------------------------------------------------------------------------------------------ */

typedef struct {
  char *name;
  GBytes *text;
} Import;

static void
free_import (gpointer data)
{
  Import *self = data;

  g_free (self->name);
  g_bytes_unref (self->text);
  g_free (self);
}

static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Import *import = data;
  gsize length = 0;
  const char *text = g_bytes_get_data (import->text, &length);

  (void) mado_reference_file_save_import (import->name, text, length, NULL); /* ignored: the next time, perhaps */
  g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer fetch)
{
  missing_cb (source, result, fetch);
}

static gboolean
is_whole (const MadoReferenceList *list, GBytes *text)
{
  const MadoHash digest = mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  return mado_hash_equals (&digest, &list->digest);
}

static void
begin_save (Fetch *self, const MadoReferenceList *list, GBytes *text)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, saved_cb, self);
  Import *import = g_new (Import, 1);

  import->name = mado_reference_dup_file_name (list->name, list->day);
  import->text = g_bytes_ref (text);
  g_task_set_task_data (task, import, free_import);
  g_task_run_in_thread (task, save);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer fetch)
{
  Fetch *self = fetch;
  g_autoptr (MadoReferenceList) list = g_ptr_array_steal_index (self->wanted, 0);
  MadoAccessVerdict verdict;
  g_autoptr (GBytes) text = mado_door_hear_list (result, &verdict, NULL);

  if (text != NULL && is_whole (list, text))
    begin_save (self, list, text);
  else
    free_fetch (self);
}

static void
get_next (Fetch *self)
{
  MadoAccessRequest request = { 0 };

  if (self->wanted->len == 0) {
    free_fetch (self);
    return;
  }
  request.list = ((const MadoReferenceList *) g_ptr_array_index (self->wanted, 0))->name;
  mado_door_say_async (&self->door, "lists/get", &request, self->cancellable, got_cb, self);
}

/**
 * mado_reference_fetch:
 * @door: where somebody is signed in; its courier is there until @cancellable is cancelled
 * @cancellable: ends it
 *
 * Takes the lists that this machine has not.
 */
void
mado_reference_fetch (const MadoDoor *door, GCancellable *cancellable)
{
  Fetch *self = g_new0 (Fetch, 1);

  self->ward = g_strdup (door->ward);
  self->token = g_strdup (door->token);
  self->door = (MadoDoor) { door->courier, self->ward, self->token };
  self->cancellable = g_object_ref (cancellable);
  mado_door_say_async (&self->door, "lists/look", &(MadoAccessRequest) { 0 }, cancellable, looked_cb, self);
}
