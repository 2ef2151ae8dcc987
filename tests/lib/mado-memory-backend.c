/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One ordered map has all of it, under keys that sort as the tables of a database would: TABLE/KEY, numbers with
 * leading zeros. A turn keeps the map that it began with. */

#include "mado-memory-backend.h"

#include <string.h>

#include "mado-row-place.h"
#include "mado-shared-map.h"

struct _MadoMemoryWard {
  GMutex mutex;
  MadoSharedMap *map; /* (nullable): what is committed */
  gboolean has_writer;
  gatomicrefcount ref_count;
};

typedef struct {
  MadoBackend parent;
  MadoMemoryWard *ward;
  gboolean may_write;
  MadoSharedMap *map; /* (nullable): as the turn has it */
  gboolean is_in_turn;
  gboolean is_writing;
  gboolean is_faulty; /* something in the turn failed */
  guint n_calls;
  guint fails_at; /* 0: never */
  gboolean has_failed;
} MemoryBackend;

static gboolean
refuse (MadoBackend *backend, MadoBackendError code, const char *message, GError **error)
{
  ((MemoryBackend *) backend)->is_faulty = TRUE;
  g_set_error_literal (error, MADO_BACKEND_ERROR, code, message);

  return FALSE;
}

#define REFUSED MADO_BACKEND_ERROR_REFUSED

/* Every function of the table begins here. */
static gboolean
enter (MadoBackend *backend, gboolean writes, GError **error)
{
  MemoryBackend *self = (MemoryBackend *) backend;

  g_assert_true (self->is_in_turn);
  g_assert_true (self->is_writing || !writes);
  if (self->is_faulty)
    return refuse (backend, REFUSED, "the turn had a fault before", error);
  if (++self->n_calls != self->fails_at)
    return TRUE;
  self->has_failed = TRUE;

  return refuse (backend, MADO_BACKEND_ERROR_FULL, "the disk of the test fails", error);
}

static void
put (MadoBackend *backend, const char *key, gpointer box, GDestroyNotify clear)
{
  MemoryBackend *self = (MemoryBackend *) backend;

  self->map = mado_shared_map_put (self->map, key, box, clear);
}

static gpointer
box_copy (gconstpointer bytes, gsize size)
{
  gpointer box = g_atomic_rc_box_alloc (size);

  memcpy (box, bytes, size);

  return box;
}

static void
drop (MadoBackend *backend, const char *key)
{
  MemoryBackend *self = (MemoryBackend *) backend;

  self->map = mado_shared_map_drop (self->map, key);
}

static gpointer
find (MadoBackend *backend, const char *key)
{
  return mado_shared_map_find (((MemoryBackend *) backend)->map, key);
}

/* The next of a table after @key, whose beginning all its keys share; moves @key. */
static gpointer
find_next (MadoBackend *backend, const char *table, char **key)
{
  const char *next = NULL;
  gpointer box = mado_shared_map_find_after (((MemoryBackend *) backend)->map, *key, &next);

  if (box == NULL || !g_str_has_prefix (next, table))
    return NULL;
  g_set_str (key, next);

  return box;
}

static char *
key_of_id (const char *table, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);

  return g_strconcat (table, text, NULL);
}

#define NUMBER "%019" G_GINT64_FORMAT

/* --- turns ------------------------------------------------------------------------------------------------------- */

/* Returns: whether it was otherwise before */
static gboolean
set_writer (MadoMemoryWard *ward, gboolean has_writer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ward->mutex);
  const gboolean had_writer = ward->has_writer;

  ward->has_writer = has_writer;

  return had_writer != has_writer;
}

static void
free_backend (MadoBackend *backend)
{
  MemoryBackend *self = (MemoryBackend *) backend;

  g_assert_false (self->is_in_turn);
  if (self->may_write)
    set_writer (self->ward, FALSE);
  mado_memory_ward_unref (self->ward);
  g_free (self);
}

static gboolean
begin (MadoBackend *backend, MadoBackendAccess access, GError **error)
{
  MemoryBackend *self = (MemoryBackend *) backend;

  g_assert_false (self->is_in_turn);
  if (access == MADO_BACKEND_WRITE && !self->may_write)
    return refuse (backend, REFUSED, "it was opened to read", error);
  self->is_in_turn = TRUE;
  self->is_writing = access == MADO_BACKEND_WRITE;
  self->is_faulty = FALSE;
  self->map = mado_memory_ward_dup_state (self->ward);

  return TRUE;
}

static void
undo (MadoBackend *backend)
{
  MemoryBackend *self = (MemoryBackend *) backend;

  g_clear_pointer (&self->map, mado_shared_map_unref);
  self->is_in_turn = FALSE;
}

static gboolean
commit (MadoBackend *backend, GError **error)
{
  MemoryBackend *self = (MemoryBackend *) backend;
  gboolean is_done = enter (backend, FALSE, error);

  if (is_done && self->is_writing)
    mado_memory_ward_set_state (self->ward, self->map);
  undo (backend);

  return is_done;
}

/* --- streams ----------------------------------------------------------------------------------------------------- */

static char *
key_of_stand (gint64 number)
{
  return g_strdup_printf ("stand/" NUMBER, number);
}

static gboolean
has_stream (MadoBackend *backend, gint64 number)
{
  g_autofree char *key = key_of_stand (number);

  return find (backend, key) != NULL;
}

static gboolean
find_stream (MadoBackend *backend, const char *name, MadoStreamStand *out_stand, GError **error)
{
  g_autofree char *key = g_strconcat ("stream/", name, NULL);
  const gint64 *number;

  if (!enter (backend, FALSE, error))
    return FALSE;
  number = find (backend, key);
  *out_stand = (MadoStreamStand) { 0 };
  if (number != NULL) {
    g_autofree char *stand_key = key_of_stand (*number);

    *out_stand = *(const MadoStreamStand *) find (backend, stand_key);
  }

  return TRUE;
}

static gboolean
list_streams (MadoBackend *backend, GPtrArray **out_names, GError **error)
{
  g_autofree char *key = g_strdup ("stream/");
  GPtrArray *names;

  if (!enter (backend, FALSE, error))
    return FALSE;
  names = g_ptr_array_new_with_free_func (g_free);
  while (find_next (backend, "stream/", &key) != NULL)
    g_ptr_array_add (names, g_strdup (key + strlen ("stream/")));
  *out_names = names;

  return TRUE;
}

static void
put_stand (MadoBackend *backend, const MadoStreamStand *stand)
{
  g_autofree char *key = key_of_stand (stand->number);

  put (backend, key, box_copy (stand, sizeof *stand), NULL);
}

static gboolean
add_stream (MadoBackend *backend, const char *name, gint64 epoch, gint64 *out_number, GError **error)
{
  g_autofree char *key = g_strconcat ("stream/", name, NULL);
  g_autofree char *last = g_strdup ("stand/");
  gint64 number = 1;

  if (!enter (backend, TRUE, error))
    return FALSE;
  if (find (backend, key) != NULL)
    return refuse (backend, REFUSED, "there is such a stream already", error);
  while (find_next (backend, "stand/", &last) != NULL)
    number++;
  put (backend, key, box_copy (&number, sizeof number), NULL);
  put_stand (backend, &(const MadoStreamStand) { .number = number, .epoch = epoch });
  *out_number = number;

  return TRUE;
}

static gboolean
set_stand (MadoBackend *backend, const MadoStreamStand *stand, GError **error)
{
  if (!enter (backend, TRUE, error))
    return FALSE;
  if (!has_stream (backend, stand->number))
    return refuse (backend, REFUSED, "there is no such stream", error);
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
  return g_strdup_printf ("entry/" NUMBER "/" NUMBER, stream, seq);
}

static void
put_history (MadoBackend *backend, LogLine *line, MadoId id)
{
  g_autofree char *folder = key_of_id ("history/", id);
  g_autofree char *key = g_strdup_printf ("%s/" NUMBER "/" NUMBER, folder, line->entry.seq, line->stream);

  if (mado_id_is_valid (id))
    put (backend, key, g_atomic_rc_box_acquire (line), clear_line);
}

/* A line is found by its place, by its operation, by what it is about, and by what it touched. */
static void
put_line (MadoBackend *backend, LogLine *line)
{
  g_autofree char *place = key_of_entry (line->stream, line->entry.seq);
  g_autofree char *operation = key_of_id ("operation/", line->entry.operation);

  put (backend, place, line, clear_line);
  if (mado_id_is_valid (line->entry.operation))
    put (backend, operation, g_atomic_rc_box_acquire (line), clear_line);
  put_history (backend, line, line->entry.entity);
  for (guint i = 0; i < line->entry.touched->len; i++)
    put_history (backend, line, g_array_index (line->entry.touched, MadoId, i));
}

static gboolean
append_entry (MadoBackend *backend, gint64 stream, const MadoStoredEntry *entry, GError **error)
{
  g_autofree char *place = key_of_entry (stream, entry->seq);
  g_autofree char *before = key_of_entry (stream, entry->seq - 1);
  g_autofree char *operation = key_of_id ("operation/", entry->operation);
  LogLine *line;

  if (!enter (backend, TRUE, error))
    return FALSE;
  if (!has_stream (backend, stream) || entry->seq < 1 || find (backend, place) != NULL ||
      (entry->seq > 1 && find (backend, before) == NULL))
    return refuse (backend, REFUSED, "the log has no such place", error);
  if (find (backend, operation) != NULL)
    return refuse (backend, REFUSED, "the operation is in the log already", error);
  line = g_atomic_rc_box_new0 (LogLine);
  line->stream = stream;
  copy_entry (entry, &line->entry);
  put_line (backend, line);

  return TRUE;
}

static gboolean
find_entry (MadoBackend *backend, gint64 stream, gint64 seq, MadoStoredEntry **out_entry, GError **error)
{
  g_autofree char *key = key_of_entry (stream, seq);

  if (!enter (backend, FALSE, error))
    return FALSE;
  *out_entry = dup_entry (find (backend, key));

  return TRUE;
}

static gboolean
find_operation (MadoBackend *backend, MadoId operation, gint64 *out_stream, MadoStoredEntry **out_entry, GError **error)
{
  g_autofree char *key = key_of_id ("operation/", operation);
  const LogLine *line;

  if (!enter (backend, FALSE, error))
    return FALSE;
  line = find (backend, key);
  *out_stream = line != NULL ? line->stream : 0;
  *out_entry = dup_entry (line);

  return TRUE;
}

static gsize
measure_entry (const MadoStoredEntry *entry)
{
  return g_bytes_get_size (entry->header) + (entry->payload != NULL ? g_bytes_get_size (entry->payload) : 0);
}

static gboolean
list_entries (MadoBackend *backend,
              gint64 stream,
              gint64 after,
              guint max_entries,
              gsize max_bytes,
              GPtrArray **out_entries,
              GError **error)
{
  g_autofree char *table = g_strdup_printf ("entry/" NUMBER "/", stream);
  g_autofree char *key = key_of_entry (stream, after);
  GPtrArray *entries;
  const LogLine *line;
  gsize length = 0;

  if (!enter (backend, FALSE, error))
    return FALSE;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_entry_free);
  while (entries->len < MAX (max_entries, 1) && (line = find_next (backend, table, &key)) != NULL) {
    length += measure_entry (&line->entry);
    if (entries->len > 0 && length > max_bytes)
      break;
    g_ptr_array_add (entries, dup_entry (line));
  }
  *out_entries = entries;

  return TRUE;
}

/* The newest first. */
static gboolean
list_history (MadoBackend *backend, MadoId entity, gint64 before, guint limit, GPtrArray **out_entries, GError **error)
{
  g_autofree char *id = key_of_id ("history/", entity);
  g_autofree char *table = g_strconcat (id, "/", NULL);
  g_autofree char *key = g_strdup (table);
  GPtrArray *entries;
  const LogLine *line;

  if (!enter (backend, FALSE, error))
    return FALSE;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_entry_free);
  while ((line = find_next (backend, table, &key)) != NULL)
    if (line->entry.seq < before)
      g_ptr_array_insert (entries, 0, dup_entry (line));
  if (entries->len > limit)
    g_ptr_array_set_size (entries, (int) limit);
  *out_entries = entries;

  return TRUE;
}

static gboolean
erase_payloads (MadoBackend *backend, MadoId entity, GError **error)
{
  g_autofree char *id = key_of_id ("history/", entity);
  g_autofree char *table = g_strconcat (id, "/", NULL);
  g_autofree char *key = g_strdup (table);
  const LogLine *line;

  if (!enter (backend, TRUE, error))
    return FALSE;
  while ((line = find_next (backend, table, &key)) != NULL) {
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
  g_autofree char *table = g_strdup_printf ("device/" NUMBER "/", stream);

  return key_of_id (table, id);
}

static gboolean
find_device (MadoBackend *backend, gint64 stream, MadoId id, MadoStoredDevice **out_device, GError **error)
{
  g_autofree char *key = key_of_device (stream, id);
  const MadoStoredDevice *device;

  if (!enter (backend, FALSE, error))
    return FALSE;
  device = find (backend, key);
  *out_device = NULL;
  if (device != NULL) {
    *out_device = g_new (MadoStoredDevice, 1);
    copy_device (device, *out_device);
  }

  return TRUE;
}

static gboolean
put_device (MadoBackend *backend, gint64 stream, const MadoStoredDevice *device, GError **error)
{
  g_autofree char *key = key_of_device (stream, device->id);
  MadoStoredDevice *box;

  if (!enter (backend, TRUE, error))
    return FALSE;
  box = g_atomic_rc_box_new0 (MadoStoredDevice);
  copy_device (device, box);
  put (backend, key, box, clear_device);

  return TRUE;
}

/* --- entities ---------------------------------------------------------------------------------------------------- */

static void
clear_row (gpointer data)
{
  mado_stored_row_clear (data);
}

static void
copy_row (const MadoStoredRow *row, MadoStoredRow *out_copy)
{
  *out_copy = *row;
  if (row->entity != NULL)
    mado_entity_ref (row->entity);
}

static gboolean
find_entity (MadoBackend *backend, MadoId id, MadoStoredRow *out_row, GError **error)
{
  g_autofree char *key = key_of_id ("entity/", id);
  const MadoStoredRow *row;

  if (!enter (backend, FALSE, error))
    return FALSE;
  row = find (backend, key);
  *out_row = (MadoStoredRow) { 0 };
  if (row != NULL)
    copy_row (row, out_row);

  return TRUE;
}

static char *
key_of_place (const MadoStoredRow *row)
{
  g_autofree char *table = g_strdup_printf ("row/" NUMBER "/%010u/", row->stream, row->rank);

  return key_of_id (table, row->id);
}

static char *
key_of_about (const MadoStoredRow *row)
{
  g_autofree char *table = key_of_id ("about/", row->about);
  g_autofree char *folder = g_strconcat (table, "/", NULL);

  return key_of_id (folder, row->id);
}

static void
drop_row (MadoBackend *backend, const MadoStoredRow *row)
{
  g_autofree char *place = key_of_place (row);
  g_autofree char *about = key_of_about (row);

  drop (backend, place);
  drop (backend, about);
}

static gboolean
put_entity (MadoBackend *backend, const MadoStoredRow *row, GError **error)
{
  g_autofree char *key = key_of_id ("entity/", row->id);
  g_autofree char *place = key_of_place (row);
  g_autofree char *about = key_of_about (row);
  const MadoStoredRow *before;
  MadoStoredRow *box;

  if (!enter (backend, TRUE, error))
    return FALSE;
  before = find (backend, key);
  if (before != NULL && before->stream != row->stream)
    return refuse (backend, REFUSED, "the entity is of another stream", error);
  if (before != NULL)
    drop_row (backend, before);
  box = g_atomic_rc_box_new0 (MadoStoredRow);
  copy_row (row, box);
  put (backend, place, g_atomic_rc_box_acquire (box), clear_row);
  if (mado_id_is_valid (row->about))
    put (backend, about, g_atomic_rc_box_acquire (box), clear_row);
  put (backend, key, box, clear_row);

  return TRUE;
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (MadoStoredRow));

  g_array_set_clear_func (rows, clear_row);

  return rows;
}

static char *
write_place (const MadoStoredRow *row)
{
  return mado_row_place_write (&(const MadoRowPlace) { row->rank, row->id });
}

static gboolean
list_entities (MadoBackend *backend,
               gint64 stream,
               const char *place,
               guint limit,
               GArray **out_rows,
               char **out_place,
               GError **error)
{
  g_autofree char *table = g_strdup_printf ("row/" NUMBER "/", stream);
  g_autofree char *key = g_strdup (table);
  g_autoptr (GArray) rows = NULL;
  const MadoStoredRow *row;
  MadoRowPlace after;

  if (!enter (backend, FALSE, error))
    return FALSE;
  if (!mado_row_place_read (place, &after, error)) {
    ((MemoryBackend *) backend)->is_faulty = TRUE;
    return FALSE;
  }
  if (after.rank >= 0) {
    g_free (key);
    key = key_of_place (&(const MadoStoredRow) { .stream = stream, .rank = (guint) after.rank, .id = after.id });
  }
  rows = new_rows ();
  while (rows->len < limit && (row = find_next (backend, table, &key)) != NULL) {
    MadoStoredRow copy;

    copy_row (row, &copy);
    g_array_append_val (rows, copy);
  }
  *out_place = rows->len > 0 && find_next (backend, table, &key) != NULL
                   ? write_place (&g_array_index (rows, MadoStoredRow, rows->len - 1))
                   : NULL;
  *out_rows = g_steal_pointer (&rows);

  return TRUE;
}

static gboolean
list_about (MadoBackend *backend, MadoId about, GArray **out_ids, GError **error)
{
  g_autofree char *folder = key_of_id ("about/", about);
  g_autofree char *table = g_strconcat (folder, "/", NULL);
  g_autofree char *key = g_strdup (table);
  const MadoStoredRow *row;
  GArray *ids;

  if (!enter (backend, FALSE, error))
    return FALSE;
  ids = g_array_new (FALSE, FALSE, sizeof (MadoId));
  while ((row = find_next (backend, table, &key)) != NULL)
    g_array_append_val (ids, row->id);
  *out_ids = ids;

  return TRUE;
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

static gboolean
find_holder (MadoBackend *backend, const char *claim, MadoId *out_holder, GError **error)
{
  g_autofree char *key = g_strconcat ("claim/", claim, NULL);
  const MadoId *holder;

  if (!enter (backend, FALSE, error))
    return FALSE;
  holder = find (backend, key);
  *out_holder = holder != NULL ? *holder : MADO_ID_NONE;

  return TRUE;
}

static gboolean
hold (MadoBackend *backend, const char *claim, MadoId holder, GError **error)
{
  g_autofree char *key = g_strconcat ("claim/", claim, NULL);
  const MadoId *before;

  if (!enter (backend, TRUE, error))
    return FALSE;
  before = find (backend, key);
  if (before != NULL && mado_id_compare (*before, holder) != 0)
    return refuse (backend, MADO_BACKEND_ERROR_TAKEN, "another holds the claim", error);
  put (backend, key, box_copy (&holder, sizeof holder), NULL);

  return TRUE;
}

static gboolean
release (MadoBackend *backend, const char *claim, MadoId holder, GError **error)
{
  g_autofree char *key = g_strconcat ("claim/", claim, NULL);
  const MadoId *before;

  if (!enter (backend, TRUE, error))
    return FALSE;
  before = find (backend, key);
  if (before != NULL && mado_id_compare (*before, holder) == 0)
    drop (backend, key);

  return TRUE;
}

/* --- blobs and records ------------------------------------------------------------------------------------------- */

typedef struct {
  GBytes *bytes;
} BytesBox;

static void
clear_bytes (gpointer data)
{
  g_bytes_unref (((BytesBox *) data)->bytes);
}

static void
put_bytes (MadoBackend *backend, const char *key, GBytes *bytes)
{
  BytesBox *box = g_atomic_rc_box_new (BytesBox);

  box->bytes = g_bytes_ref (bytes);
  put (backend, key, box, clear_bytes);
}

static GBytes *
dup_bytes (MadoBackend *backend, const char *key)
{
  const BytesBox *box = find (backend, key);

  return box != NULL ? g_bytes_ref (box->bytes) : NULL;
}

static char *
key_of_blob (const MadoHash *hash)
{
  g_autofree char *hex = mado_hash_to_hex (hash);

  return g_strconcat ("blob/", hex, "/", NULL);
}

static gboolean
put_blob (MadoBackend *backend, const MadoHash *hash, guint part, GBytes *bytes, GError **error)
{
  g_autofree char *table = key_of_blob (hash);
  g_autofree char *key = g_strdup_printf ("%s%010u", table, part);

  if (!enter (backend, TRUE, error))
    return FALSE;
  put_bytes (backend, key, bytes);

  return TRUE;
}

static gboolean
find_blob (MadoBackend *backend, const MadoHash *hash, guint part, GBytes **out_bytes, GError **error)
{
  g_autofree char *table = key_of_blob (hash);
  g_autofree char *key = g_strdup_printf ("%s%010u", table, part);

  if (!enter (backend, FALSE, error))
    return FALSE;
  *out_bytes = dup_bytes (backend, key);

  return TRUE;
}

static gboolean
drop_blob (MadoBackend *backend, const MadoHash *hash, GError **error)
{
  g_autofree char *table = key_of_blob (hash);
  g_autofree char *key = g_strdup (table);

  if (!enter (backend, TRUE, error))
    return FALSE;
  while (find_next (backend, table, &key) != NULL)
    drop (backend, key);

  return TRUE;
}

/* The key may have slashes, the shelf has none. */
static gboolean
find_record (MadoBackend *backend, const char *shelf, const char *key, GBytes **out_value, GError **error)
{
  g_autofree char *path = g_strconcat ("record/", shelf, "/", key, NULL);

  if (!enter (backend, FALSE, error))
    return FALSE;
  *out_value = dup_bytes (backend, path);

  return TRUE;
}

static gboolean
put_record (MadoBackend *backend, const char *shelf, const char *key, GBytes *value, GError **error)
{
  g_autofree char *path = g_strconcat ("record/", shelf, "/", key, NULL);

  if (!enter (backend, TRUE, error))
    return FALSE;
  put_bytes (backend, path, value);

  return TRUE;
}

static gboolean
drop_record (MadoBackend *backend, const char *shelf, const char *key, GError **error)
{
  g_autofree char *path = g_strconcat ("record/", shelf, "/", key, NULL);

  if (!enter (backend, TRUE, error))
    return FALSE;
  drop (backend, path);

  return TRUE;
}

static gboolean
list_records (MadoBackend *backend,
              const char *shelf,
              const char *after,
              guint limit,
              GPtrArray **out_keys,
              GPtrArray **out_values,
              GError **error)
{
  g_autofree char *table = g_strconcat ("record/", shelf, "/", NULL);
  g_autofree char *key = g_strconcat (table, after, NULL);
  const BytesBox *box;
  GPtrArray *keys, *values;

  if (!enter (backend, FALSE, error))
    return FALSE;
  keys = g_ptr_array_new_with_free_func (g_free);
  values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  while (keys->len < limit && (box = find_next (backend, table, &key)) != NULL) {
    g_ptr_array_add (keys, g_strdup (key + strlen (table)));
    g_ptr_array_add (values, g_bytes_ref (box->bytes));
  }
  *out_keys = keys;
  *out_values = values;

  return TRUE;
}

/* --- looks at records -------------------------------------------------------------------------------------------- */

static void
clear_read (gpointer data)
{
  mado_stored_read_clear (data);
}

static void
copy_read (const MadoStoredRead *read, MadoStoredRead *out_copy)
{
  *out_copy = *read;
  out_copy->account = g_strdup (read->account);
  out_copy->terminal = g_strdup (read->terminal);
  out_copy->reason = g_strdup (read->reason);
}

static gboolean
append_read (MadoBackend *backend, const MadoStoredRead *read, GError **error)
{
  g_autofree char *last = g_strdup ("read/");
  const MadoStoredRead *before, *newest = NULL;
  MadoStoredRead *box;

  if (!enter (backend, TRUE, error))
    return FALSE;
  while ((before = find_next (backend, "read/", &last)) != NULL)
    newest = before;
  box = g_atomic_rc_box_new0 (MadoStoredRead);
  copy_read (read, box);
  box->number = newest != NULL ? newest->number + 1 : 1;

  g_autofree char *key = g_strdup_printf ("read/" NUMBER, box->number);

  put (backend, key, box, clear_read);

  return TRUE;
}

static gboolean
list_reads (MadoBackend *backend, gint64 after, guint limit, GArray **out_reads, GError **error)
{
  g_autofree char *key = g_strdup_printf ("read/" NUMBER, after);
  const MadoStoredRead *read;
  GArray *reads;

  if (!enter (backend, FALSE, error))
    return FALSE;
  reads = g_array_new (FALSE, TRUE, sizeof (MadoStoredRead));
  g_array_set_clear_func (reads, clear_read);
  while (reads->len < limit && (read = find_next (backend, "read/", &key)) != NULL) {
    MadoStoredRead copy;

    copy_read (read, &copy);
    g_array_append_val (reads, copy);
  }
  *out_reads = reads;

  return TRUE;
}

/* ----------------------------------------------------------------------------------------------------------------- */

static const MadoBackendType type = {
  .name = "memory",
  .free = free_backend,
  .begin = begin,
  .commit = commit,
  .undo = undo,
  .find_stream = find_stream,
  .list_streams = list_streams,
  .add_stream = add_stream,
  .set_stand = set_stand,
  .append_entry = append_entry,
  .find_entry = find_entry,
  .find_operation = find_operation,
  .list_entries = list_entries,
  .list_history = list_history,
  .erase_payloads = erase_payloads,
  .find_device = find_device,
  .put_device = put_device,
  .find_entity = find_entity,
  .put_entity = put_entity,
  .list_entities = list_entities,
  .list_about = list_about,
  .find_holder = find_holder,
  .hold = hold,
  .release = release,
  .put_blob = put_blob,
  .find_blob = find_blob,
  .drop_blob = drop_blob,
  .find_record = find_record,
  .put_record = put_record,
  .drop_record = drop_record,
  .list_records = list_records,
  .append_read = append_read,
  .list_reads = list_reads,
};

/**
 * mado_memory_ward_new:
 *
 * Returns: (transfer full): a ward with nothing in it
 */
MadoMemoryWard *
mado_memory_ward_new (void)
{
  MadoMemoryWard *self = g_new0 (MadoMemoryWard, 1);

  g_mutex_init (&self->mutex);
  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * mado_memory_ward_ref:
 * @self: a ward
 *
 * Returns: (transfer full): the same
 */
MadoMemoryWard *
mado_memory_ward_ref (MadoMemoryWard *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mado_memory_ward_unref:
 * @self: (transfer full): a ward
 */
void
mado_memory_ward_unref (MadoMemoryWard *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  mado_shared_map_unref (self->map);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * mado_memory_ward_dup_state:
 * @self: a ward
 *
 * Returns: (transfer full) (nullable): all that is committed, whatever comes after; %NULL: nothing
 */
MadoMemoryState *
mado_memory_ward_dup_state (MadoMemoryWard *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return mado_shared_map_ref (self->map);
}

/**
 * mado_memory_ward_set_state:
 * @self: a ward, in which nobody writes
 * @state: (nullable): what it has from now on
 */
void
mado_memory_ward_set_state (MadoMemoryWard *self, MadoMemoryState *state)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  MadoSharedMap *before = self->map;

  self->map = mado_shared_map_ref (state);
  mado_shared_map_unref (before);
}

/**
 * mado_memory_backend_open:
 * @ward: a ward
 * @access: whether to write, too, which one does at a time
 * @error: %MADO_BACKEND_ERROR_IN_USE
 *
 * Returns: (transfer full): a backend that has it open
 */
MadoBackend *
mado_memory_backend_open (MadoMemoryWard *ward, MadoBackendAccess access, GError **error)
{
  MemoryBackend *self;

  if (access == MADO_BACKEND_WRITE && !set_writer (ward, TRUE)) {
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE, "another writes in the ward");
    return NULL;
  }
  self = g_new0 (MemoryBackend, 1);
  self->parent.type = &type;
  self->ward = mado_memory_ward_ref (ward);
  self->may_write = access == MADO_BACKEND_WRITE;

  return &self->parent;
}

/**
 * mado_memory_state_free:
 * @state: (nullable) (transfer full): a state
 */
void
mado_memory_state_free (MadoMemoryState *state)
{
  mado_shared_map_unref (state);
}

/**
 * mado_memory_backend_fail_at:
 * @backend: a backend in memory
 * @n: the call that fails, from now on; 0: none
 */
void
mado_memory_backend_fail_at (MadoBackend *backend, guint n)
{
  MemoryBackend *self = (MemoryBackend *) backend;

  self->n_calls = 0;
  self->fails_at = n;
  self->has_failed = FALSE;
}

/**
 * mado_memory_backend_has_failed:
 * @backend: a backend in memory
 *
 * Returns: whether the call that was to fail has come
 */
gboolean
mado_memory_backend_has_failed (MadoBackend *backend)
{
  return ((const MemoryBackend *) backend)->has_failed;
}
