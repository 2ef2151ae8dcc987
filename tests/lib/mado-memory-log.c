/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The streams of a ward in memory, their logs, and how far the journals of its terminals are. */

#include <string.h>

#include "mado-memory-rooms.h"

/* --- streams ----------------------------------------------------------------------------------------------------- */

static char *
key_of_stand (gint64 number)
{
  return g_strdup_printf ("stand/" MADO_MEMORY_NUMBER, number);
}

/**
 * mado_memory_backend_has_stream:
 * @backend: a backend in memory
 * @number: a stream's
 *
 * Returns: whether there is such a stream
 */
gboolean
mado_memory_backend_has_stream (MadoBackend *backend, gint64 number)
{
  g_autofree char *key = key_of_stand (number);

  return mado_memory_backend_find (backend, key) != NULL;
}

gboolean
mado_memory_backend_find_stream (MadoBackend *backend, const char *name, MadoStreamStand *out_stand, GError **error)
{
  g_autofree char *key = g_strconcat ("stream/", name, NULL);
  const gint64 *number;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  number = mado_memory_backend_find (backend, key);
  *out_stand = (MadoStreamStand) { 0 };
  if (number != NULL) {
    g_autofree char *stand_key = key_of_stand (*number);

    *out_stand = *(const MadoStreamStand *) mado_memory_backend_find (backend, stand_key);
  }

  return TRUE;
}

gboolean
mado_memory_backend_list_streams (MadoBackend *backend, GPtrArray **out_names, GError **error)
{
  g_autofree char *key = g_strdup ("stream/");
  const gint64 *number;
  GPtrArray *names;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((number = mado_memory_backend_find_next (backend, "stream/", &key)) != NULL) {
    g_ptr_array_set_size (names, (int) MAX (names->len, *number));
    names->pdata[*number - 1] = g_strdup (key + strlen ("stream/"));
  }
  *out_names = names;

  return TRUE;
}

static void
put_stand (MadoBackend *backend, const MadoStreamStand *stand)
{
  g_autofree char *key = key_of_stand (stand->number);

  mado_memory_backend_put (backend, key, mado_memory_backend_box_copy (stand, sizeof *stand), NULL);
}

gboolean
mado_memory_backend_add_stream (
    MadoBackend *backend, const char *name, gint64 epoch, gint64 *out_number, GError **error)
{
  g_autofree char *key = g_strconcat ("stream/", name, NULL);
  g_autofree char *last = g_strdup ("stand/");
  gint64 number = 1;

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  if (mado_memory_backend_find (backend, key) != NULL)
    return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_REFUSED, "there is such a stream already", error);
  while (mado_memory_backend_find_next (backend, "stand/", &last) != NULL)
    number++;
  mado_memory_backend_put (backend, key, mado_memory_backend_box_copy (&number, sizeof number), NULL);
  put_stand (backend, &(const MadoStreamStand) { .number = number, .epoch = epoch });
  *out_number = number;

  return TRUE;
}

gboolean
mado_memory_backend_set_stand (MadoBackend *backend, const MadoStreamStand *stand, GError **error)
{
  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  if (!mado_memory_backend_has_stream (backend, stand->number))
    return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_REFUSED, "there is no such stream", error);
  put_stand (backend, stand);

  return TRUE;
}

/* --- the log ----------------------------------------------------------------------------------------------------- */

typedef struct {
  gint64 stream;
  MadoStoredEntry entry;
} LogLine;

static void
clear_line (gpointer data)
{
  MadoStoredEntry *entry = &((LogLine *) data)->entry;

  g_clear_pointer (&entry->header, g_bytes_unref);
  g_clear_pointer (&entry->payload, g_bytes_unref);
  g_clear_pointer (&entry->touched, g_array_unref);
}

static void
copy_entry (const MadoStoredEntry *entry, MadoStoredEntry *out_copy)
{
  *out_copy = *entry;
  g_bytes_ref (out_copy->header);
  if (out_copy->payload != NULL)
    g_bytes_ref (out_copy->payload);
  out_copy->touched = g_array_copy (entry->touched);
}

static MadoStoredEntry *
dup_entry (const LogLine *line)
{
  MadoStoredEntry *copy = NULL;

  if (line != NULL) {
    copy = g_new (MadoStoredEntry, 1);
    copy_entry (&line->entry, copy);
  }

  return copy;
}

static char *
key_of_entry (gint64 stream, gint64 seq)
{
  return g_strdup_printf ("entry/" MADO_MEMORY_NUMBER "/" MADO_MEMORY_NUMBER, stream, seq);
}

static void
put_history (MadoBackend *backend, LogLine *line, MadoId id)
{
  g_autofree char *folder = mado_memory_backend_key_of_id ("history/", id);
  g_autofree char *key =
      g_strdup_printf ("%s/" MADO_MEMORY_NUMBER "/" MADO_MEMORY_NUMBER, folder, line->entry.seq, line->stream);

  if (mado_id_is_valid (id))
    mado_memory_backend_put (backend, key, g_atomic_rc_box_acquire (line), clear_line);
}

/* A line is found by its place, by its operation, by what it is about, and by what it touched. */
static void
put_line (MadoBackend *backend, LogLine *line)
{
  g_autofree char *place = key_of_entry (line->stream, line->entry.seq);
  g_autofree char *operation = mado_memory_backend_key_of_id ("operation/", line->entry.operation);

  mado_memory_backend_put (backend, place, line, clear_line);
  if (mado_id_is_valid (line->entry.operation))
    mado_memory_backend_put (backend, operation, g_atomic_rc_box_acquire (line), clear_line);
  put_history (backend, line, line->entry.entity);
  for (guint i = 0; i < line->entry.touched->len; i++)
    put_history (backend, line, g_array_index (line->entry.touched, MadoId, i));
}

gboolean
mado_memory_backend_append_entry (MadoBackend *backend, gint64 stream, const MadoStoredEntry *entry, GError **error)
{
  g_autofree char *place = key_of_entry (stream, entry->seq);
  g_autofree char *before = key_of_entry (stream, entry->seq - 1);
  g_autofree char *operation = mado_memory_backend_key_of_id ("operation/", entry->operation);
  LogLine *line;

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  if (!mado_memory_backend_has_stream (backend, stream) || entry->seq < 1 ||
      mado_memory_backend_find (backend, place) != NULL ||
      (entry->seq > 1 && mado_memory_backend_find (backend, before) == NULL))
    return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_REFUSED, "the log has no such place", error);
  if (mado_memory_backend_find (backend, operation) != NULL)
    return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_REFUSED, "the operation is in the log already",
                                       error);
  line = g_atomic_rc_box_new0 (LogLine);
  line->stream = stream;
  copy_entry (entry, &line->entry);
  put_line (backend, line);

  return TRUE;
}

gboolean
mado_memory_backend_find_entry (
    MadoBackend *backend, gint64 stream, gint64 seq, MadoStoredEntry **out_entry, GError **error)
{
  g_autofree char *key = key_of_entry (stream, seq);

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  *out_entry = dup_entry (mado_memory_backend_find (backend, key));

  return TRUE;
}

gboolean
mado_memory_backend_find_operation (
    MadoBackend *backend, MadoId operation, gint64 *out_stream, MadoStoredEntry **out_entry, GError **error)
{
  g_autofree char *key = mado_memory_backend_key_of_id ("operation/", operation);
  const LogLine *line;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  line = mado_memory_backend_find (backend, key);
  *out_stream = line != NULL ? line->stream : 0;
  *out_entry = dup_entry (line);

  return TRUE;
}

static gsize
measure_entry (const MadoStoredEntry *entry)
{
  return g_bytes_get_size (entry->header) + (entry->payload != NULL ? g_bytes_get_size (entry->payload) : 0);
}

gboolean
mado_memory_backend_list_entries (MadoBackend *backend,
                                  gint64 stream,
                                  gint64 after,
                                  guint max_entries,
                                  gsize max_bytes,
                                  GPtrArray **out_entries,
                                  GError **error)
{
  g_autofree char *table = g_strdup_printf ("entry/" MADO_MEMORY_NUMBER "/", stream);
  g_autofree char *key = key_of_entry (stream, after);
  GPtrArray *entries;
  const LogLine *line;
  gsize length = 0;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_entry_free);
  while (entries->len < MAX (max_entries, 1) && (line = mado_memory_backend_find_next (backend, table, &key)) != NULL) {
    length += measure_entry (&line->entry);
    if (entries->len > 0 && length > max_bytes)
      break;
    g_ptr_array_add (entries, dup_entry (line));
  }
  *out_entries = entries;

  return TRUE;
}

/* The newest first. */
gboolean
mado_memory_backend_list_history (MadoBackend *backend,
                                  gint64 stream,
                                  MadoId entity,
                                  gint64 before,
                                  guint limit,
                                  GPtrArray **out_entries,
                                  GError **error)
{
  g_autofree char *id = mado_memory_backend_key_of_id ("history/", entity);
  g_autofree char *table = g_strconcat (id, "/", NULL);
  g_autofree char *key = g_strdup (table);
  GPtrArray *entries;
  const LogLine *line;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_entry_free);
  while ((line = mado_memory_backend_find_next (backend, table, &key)) != NULL)
    if (line->stream == stream && line->entry.seq < before)
      g_ptr_array_insert (entries, 0, dup_entry (line));
  if (entries->len > limit)
    g_ptr_array_set_size (entries, (int) limit);
  *out_entries = entries;

  return TRUE;
}

gboolean
mado_memory_backend_erase_payloads (MadoBackend *backend, MadoId entity, GError **error)
{
  g_autofree char *id = mado_memory_backend_key_of_id ("history/", entity);
  g_autofree char *table = g_strconcat (id, "/", NULL);
  g_autofree char *key = g_strdup (table);
  const LogLine *line;

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  while ((line = mado_memory_backend_find_next (backend, table, &key)) != NULL) {
    LogLine *rest;

    if (mado_id_compare (line->entry.entity, entity) != 0)
      continue;
    rest = g_atomic_rc_box_new0 (LogLine);

    rest->stream = line->stream;
    copy_entry (&line->entry, &rest->entry);
    g_clear_pointer (&rest->entry.payload, g_bytes_unref);
    memset (rest->entry.salt, 0, sizeof rest->entry.salt);
    put_line (backend, rest);
  }

  return TRUE;
}

/* --- devices ----------------------------------------------------------------------------------------------------- */

static void
clear_device (gpointer data)
{
  MadoStoredDevice *device = data;

  g_free (device->account);
  g_free (device->terminal);
}

static void
copy_device (const MadoStoredDevice *device, MadoStoredDevice *out_copy)
{
  *out_copy = *device;
  out_copy->account = g_strdup (device->account);
  out_copy->terminal = g_strdup (device->terminal);
}

static char *
key_of_device (gint64 stream, MadoId id)
{
  g_autofree char *table = g_strdup_printf ("device/" MADO_MEMORY_NUMBER "/", stream);

  return mado_memory_backend_key_of_id (table, id);
}

gboolean
mado_memory_backend_find_device (
    MadoBackend *backend, gint64 stream, MadoId id, MadoStoredDevice **out_device, GError **error)
{
  g_autofree char *key = key_of_device (stream, id);
  const MadoStoredDevice *device;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  device = mado_memory_backend_find (backend, key);
  *out_device = NULL;
  if (device != NULL) {
    *out_device = g_new (MadoStoredDevice, 1);
    copy_device (device, *out_device);
  }

  return TRUE;
}

gboolean
mado_memory_backend_put_device (MadoBackend *backend, gint64 stream, const MadoStoredDevice *device, GError **error)
{
  g_autofree char *key = key_of_device (stream, device->id);
  MadoStoredDevice *box;

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  box = g_atomic_rc_box_new0 (MadoStoredDevice);
  copy_device (device, box);
  mado_memory_backend_put (backend, key, box, clear_device);

  return TRUE;
}

gboolean
mado_memory_backend_list_devices (MadoBackend *backend, gint64 stream, GPtrArray **out_devices, GError **error)
{
  g_autofree char *table = g_strdup_printf ("device/" MADO_MEMORY_NUMBER "/", stream);
  g_autofree char *key = g_strdup (table);
  const MadoStoredDevice *device;
  GPtrArray *devices;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  devices = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_device_free);
  while ((device = mado_memory_backend_find_next (backend, table, &key)) != NULL) {
    MadoStoredDevice *copy = g_new (MadoStoredDevice, 1);

    copy_device (device, copy);
    g_ptr_array_add (devices, copy);
  }
  *out_devices = devices;

  return TRUE;
}
