/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The entities of a ward in memory, the claims that they hold, attachments, small things by name, and who looked at
 * whose record. */

#include <string.h>

#include "mado-memory-rooms.h"
#include "mado-row-place.h"

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

gboolean
mado_memory_backend_find_entity (MadoBackend *backend, MadoId id, MadoStoredRow *out_row, GError **error)
{
  g_autofree char *key = mado_memory_backend_key_of_id ("entity/", id);
  const MadoStoredRow *row;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  row = mado_memory_backend_find (backend, key);
  *out_row = (MadoStoredRow) { 0 };
  if (row != NULL)
    copy_row (row, out_row);

  return TRUE;
}

static char *
key_of_place (const MadoStoredRow *row)
{
  g_autofree char *table = g_strdup_printf ("row/" MADO_MEMORY_NUMBER "/%010u/", row->stream, row->rank);

  return mado_memory_backend_key_of_id (table, row->id);
}

static char *
key_of_about (const MadoStoredRow *row)
{
  g_autofree char *table = mado_memory_backend_key_of_id ("about/", row->about);
  g_autofree char *folder = g_strconcat (table, "/", NULL);

  return mado_memory_backend_key_of_id (folder, row->id);
}

static void
drop_row (MadoBackend *backend, const MadoStoredRow *row)
{
  g_autofree char *place = key_of_place (row);
  g_autofree char *about = key_of_about (row);

  mado_memory_backend_drop (backend, place);
  mado_memory_backend_drop (backend, about);
}

gboolean
mado_memory_backend_put_entity (MadoBackend *backend, const MadoStoredRow *row, GError **error)
{
  g_autofree char *key = mado_memory_backend_key_of_id ("entity/", row->id);
  g_autofree char *place = key_of_place (row);
  g_autofree char *about = key_of_about (row);
  const MadoStoredRow *before;
  MadoStoredRow *box;

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  before = mado_memory_backend_find (backend, key);
  if (before != NULL && before->stream != row->stream)
    return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_REFUSED, "the entity is of another stream", error);
  if (before != NULL)
    drop_row (backend, before);
  box = g_atomic_rc_box_new0 (MadoStoredRow);
  copy_row (row, box);
  mado_memory_backend_put (backend, place, g_atomic_rc_box_acquire (box), clear_row);
  if (mado_id_is_valid (row->about))
    mado_memory_backend_put (backend, about, g_atomic_rc_box_acquire (box), clear_row);
  mado_memory_backend_put (backend, key, box, clear_row);

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

gboolean
mado_memory_backend_list_entities (MadoBackend *backend,
                                   gint64 stream,
                                   const char *place,
                                   guint limit,
                                   GArray **out_rows,
                                   char **out_place,
                                   GError **error)
{
  g_autofree char *table = g_strdup_printf ("row/" MADO_MEMORY_NUMBER "/", stream);
  g_autofree char *key = g_strdup (table);
  g_autoptr (GArray) rows = NULL;
  const MadoStoredRow *row;
  MadoRowPlace after;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  if (!mado_row_place_read (place, &after, error)) {
    ((MadoMemoryBackend *) backend)->is_faulty = TRUE;
    return FALSE;
  }
  if (after.rank >= 0) {
    g_free (key);
    key = key_of_place (&(const MadoStoredRow) { .stream = stream, .rank = (guint) after.rank, .id = after.id });
  }
  rows = new_rows ();
  while (rows->len < limit && (row = mado_memory_backend_find_next (backend, table, &key)) != NULL) {
    MadoStoredRow copy;

    copy_row (row, &copy);
    g_array_append_val (rows, copy);
  }
  *out_place = rows->len > 0 && mado_memory_backend_find_next (backend, table, &key) != NULL
                   ? write_place (&g_array_index (rows, MadoStoredRow, rows->len - 1))
                   : NULL;
  *out_rows = g_steal_pointer (&rows);

  return TRUE;
}

gboolean
mado_memory_backend_list_about (MadoBackend *backend, MadoId about, GArray **out_ids, GError **error)
{
  g_autofree char *folder = mado_memory_backend_key_of_id ("about/", about);
  g_autofree char *table = g_strconcat (folder, "/", NULL);
  g_autofree char *key = g_strdup (table);
  const MadoStoredRow *row;
  GArray *ids;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  ids = g_array_new (FALSE, FALSE, sizeof (MadoId));
  while ((row = mado_memory_backend_find_next (backend, table, &key)) != NULL)
    g_array_append_val (ids, row->id);
  *out_ids = ids;

  return TRUE;
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

gboolean
mado_memory_backend_find_holder (MadoBackend *backend, const char *claim, MadoId *out_holder, GError **error)
{
  g_autofree char *key = g_strconcat ("claim/", claim, NULL);
  const MadoId *holder;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  holder = mado_memory_backend_find (backend, key);
  *out_holder = holder != NULL ? *holder : MADO_ID_NONE;

  return TRUE;
}

gboolean
mado_memory_backend_hold (MadoBackend *backend, const char *claim, MadoId holder, GError **error)
{
  g_autofree char *key = g_strconcat ("claim/", claim, NULL);
  const MadoId *before;

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  before = mado_memory_backend_find (backend, key);
  if (before != NULL && mado_id_compare (*before, holder) != 0)
    return mado_memory_backend_refuse (backend, MADO_BACKEND_ERROR_TAKEN, "another holds the claim", error);
  mado_memory_backend_put (backend, key, mado_memory_backend_box_copy (&holder, sizeof holder), NULL);

  return TRUE;
}

gboolean
mado_memory_backend_release (MadoBackend *backend, const char *claim, MadoId holder, GError **error)
{
  g_autofree char *key = g_strconcat ("claim/", claim, NULL);
  const MadoId *before;

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  before = mado_memory_backend_find (backend, key);
  if (before != NULL && mado_id_compare (*before, holder) == 0)
    mado_memory_backend_drop (backend, key);

  return TRUE;
}

gboolean
mado_memory_backend_list_claims (
    MadoBackend *backend, const char *after, guint limit, GArray **out_claims, GError **error)
{
  g_autofree char *key = g_strconcat ("claim/", after, NULL);
  const MadoId *holder;
  GArray *claims;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  claims = g_array_new (FALSE, FALSE, sizeof (MadoStoredClaim));
  g_array_set_clear_func (claims, (GDestroyNotify) mado_stored_claim_clear);
  while (claims->len < limit && (holder = mado_memory_backend_find_next (backend, "claim/", &key)) != NULL) {
    const MadoStoredClaim claim = { .claim = g_strdup (key + strlen ("claim/")), .holder = *holder };

    g_array_append_val (claims, claim);
  }
  *out_claims = claims;

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
  mado_memory_backend_put (backend, key, box, clear_bytes);
}

static GBytes *
dup_bytes (MadoBackend *backend, const char *key)
{
  const BytesBox *box = mado_memory_backend_find (backend, key);

  return box != NULL ? g_bytes_ref (box->bytes) : NULL;
}

static char *
key_of_blob (const MadoHash *hash)
{
  g_autofree char *hex = mado_hash_to_hex (hash);

  return g_strconcat ("blob/", hex, "/", NULL);
}

gboolean
mado_memory_backend_put_blob (MadoBackend *backend, const MadoHash *hash, guint part, GBytes *bytes, GError **error)
{
  g_autofree char *table = key_of_blob (hash);
  g_autofree char *key = g_strdup_printf ("%s%010u", table, part);

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  put_bytes (backend, key, bytes);

  return TRUE;
}

gboolean
mado_memory_backend_find_blob (
    MadoBackend *backend, const MadoHash *hash, guint part, GBytes **out_bytes, GError **error)
{
  g_autofree char *table = key_of_blob (hash);
  g_autofree char *key = g_strdup_printf ("%s%010u", table, part);

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  *out_bytes = dup_bytes (backend, key);

  return TRUE;
}

gboolean
mado_memory_backend_drop_blob (MadoBackend *backend, const MadoHash *hash, GError **error)
{
  g_autofree char *table = key_of_blob (hash);
  g_autofree char *key = g_strdup (table);

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  while (mado_memory_backend_find_next (backend, table, &key) != NULL)
    mado_memory_backend_drop (backend, key);

  return TRUE;
}

static MadoStoredPart
read_part (const char *key, const BytesBox *box)
{
  g_auto (GStrv) words = g_strsplit (key, "/", 3);
  MadoStoredPart part = {
    .part = (guint) g_ascii_strtoull (words[2], NULL, 10),
    .length = g_bytes_get_size (box->bytes),
  };

  g_assert_true (mado_hash_from_hex (words[1], &part.hash, NULL));

  return part;
}

gboolean
mado_memory_backend_list_parts (
    MadoBackend *backend, const MadoStoredPart *after, guint limit, GArray **out_parts, GError **error)
{
  g_autofree char *table = after != NULL ? key_of_blob (&after->hash) : g_strdup ("blob/");
  g_autofree char *key = after != NULL ? g_strdup_printf ("%s%010u", table, after->part) : g_strdup (table);
  const BytesBox *box;
  GArray *parts;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  parts = g_array_new (FALSE, FALSE, sizeof (MadoStoredPart));
  while (parts->len < limit && (box = mado_memory_backend_find_next (backend, "blob/", &key)) != NULL) {
    const MadoStoredPart part = read_part (key, box);

    g_array_append_val (parts, part);
  }
  *out_parts = parts;

  return TRUE;
}

/* What no name has, and what comes before all that one may have: so shelves are in the order of their bytes. */
#define SHELF_END "\x01"
#define BEHIND_SHELF "\x02"

gboolean
mado_memory_backend_find_record (
    MadoBackend *backend, const char *shelf, const char *key, GBytes **out_value, GError **error)
{
  g_autofree char *path = g_strconcat ("record/", shelf, SHELF_END, key, NULL);

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  *out_value = dup_bytes (backend, path);

  return TRUE;
}

gboolean
mado_memory_backend_put_record (MadoBackend *backend, const char *shelf, const char *key, GBytes *value, GError **error)
{
  g_autofree char *path = g_strconcat ("record/", shelf, SHELF_END, key, NULL);

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  put_bytes (backend, path, value);

  return TRUE;
}

gboolean
mado_memory_backend_drop_record (MadoBackend *backend, const char *shelf, const char *key, GError **error)
{
  g_autofree char *path = g_strconcat ("record/", shelf, SHELF_END, key, NULL);

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  mado_memory_backend_drop (backend, path);

  return TRUE;
}

gboolean
mado_memory_backend_list_records (MadoBackend *backend,
                                  const char *shelf,
                                  const char *after,
                                  guint limit,
                                  GPtrArray **out_keys,
                                  GPtrArray **out_values,
                                  GError **error)
{
  g_autofree char *table = g_strconcat ("record/", shelf, SHELF_END, NULL);
  g_autofree char *key = g_strconcat (table, after, NULL);
  const BytesBox *box;
  GPtrArray *keys, *values;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  keys = g_ptr_array_new_with_free_func (g_free);
  values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  while (keys->len < limit && (box = mado_memory_backend_find_next (backend, table, &key)) != NULL) {
    g_ptr_array_add (keys, g_strdup (key + strlen (table)));
    g_ptr_array_add (values, g_bytes_ref (box->bytes));
  }
  *out_keys = keys;
  *out_values = values;

  return TRUE;
}

gboolean
mado_memory_backend_find_shelf (MadoBackend *backend, const char *after, char **out_shelf, GError **error)
{
  g_autofree char *key = *after != '\0' ? g_strconcat ("record/", after, BEHIND_SHELF, NULL) : g_strdup ("record/");
  const char *name;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  *out_shelf = NULL;
  if (mado_memory_backend_find_next (backend, "record/", &key) != NULL) {
    name = key + strlen ("record/");
    *out_shelf = g_strndup (name, strcspn (name, SHELF_END));
  }

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

gboolean
mado_memory_backend_append_read (MadoBackend *backend, const MadoStoredRead *read, GError **error)
{
  g_autofree char *last = g_strdup ("read/");
  const MadoStoredRead *before, *newest = NULL;
  MadoStoredRead *box;

  if (!mado_memory_backend_enter (backend, TRUE, error))
    return FALSE;
  while ((before = mado_memory_backend_find_next (backend, "read/", &last)) != NULL)
    newest = before;
  box = g_atomic_rc_box_new0 (MadoStoredRead);
  copy_read (read, box);
  box->number = newest != NULL ? newest->number + 1 : 1;

  g_autofree char *key = g_strdup_printf ("read/" MADO_MEMORY_NUMBER, box->number);

  mado_memory_backend_put (backend, key, box, clear_read);

  return TRUE;
}

gboolean
mado_memory_backend_list_reads (MadoBackend *backend, gint64 after, guint limit, GArray **out_reads, GError **error)
{
  g_autofree char *key = g_strdup_printf ("read/" MADO_MEMORY_NUMBER, after);
  const MadoStoredRead *read;
  GArray *reads;

  if (!mado_memory_backend_enter (backend, FALSE, error))
    return FALSE;
  reads = g_array_new (FALSE, TRUE, sizeof (MadoStoredRead));
  g_array_set_clear_func (reads, clear_read);
  while (reads->len < limit && (read = mado_memory_backend_find_next (backend, "read/", &key)) != NULL) {
    MadoStoredRead copy;

    copy_read (read, &copy);
    g_array_append_val (reads, copy);
  }
  *out_reads = reads;

  return TRUE;
}
