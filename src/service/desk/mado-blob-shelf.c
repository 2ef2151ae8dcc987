/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments on their shelf. That one is whole is a record beside it, and whose it is another for each stream. What is
 * whole never changes again. */

#include "mado-blob-shelf.h"

#include "mado-base-error.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define WHOLE_SHELF "blob"
#define STREAM_SHELF "blob-of-stream"
#define WHAT "blob record"

static char *
make_key (const char *stream, const MadoHash *hash)
{
  g_autofree char *hex = mado_hash_to_hex (hash);

  return g_strdup_printf ("%s/%s", stream, hex);
}

static gboolean
find_size (MadoBackend *backend, const char *shelf, const char *key, gint64 *out_size, GError **error)
{
  g_autoptr (GBytes) record = NULL;
  g_autoptr (MadoWireReader) reader = NULL;

  if (!backend->type->find_record (backend, shelf, key, &record, error))
    return FALSE;
  *out_size = 0;
  if (record == NULL)
    return TRUE;
  reader = mado_wire_reader_new (WHAT, record);
  *out_size = mado_wire_reader_get_number (reader, "size", 1, (gint64) MADO_BLOB_PART * MADO_BLOB_MAX_PARTS);

  return mado_wire_reader_finish (reader, error);
}

/**
 * mado_blob_shelf_put:
 * @backend: in a turn that writes
 * @hash: of the whole
 * @part: from 0
 * @bytes: of the part
 * @error: where to put what went wrong
 *
 * Returns: whether it is there, or was
 */
gboolean
mado_blob_shelf_put (MadoBackend *backend, const MadoHash *hash, guint part, GBytes *bytes, GError **error)
{
  g_autofree char *hex = mado_hash_to_hex (hash);
  gint64 size = 0;

  if (!find_size (backend, WHOLE_SHELF, hex, &size, error))
    return FALSE;

  return size > 0 || backend->type->put_blob (backend, hash, part, bytes, error);
}

static gsize
get_part_length (gint64 size, guint part)
{
  return (gsize) MIN (size - (gint64) part * MADO_BLOB_PART, MADO_BLOB_PART);
}

/* Whether all parts are there, as long as they should be, and have the hash together. */
static gboolean
check_whole (MadoBackend *backend, const MadoHash *hash, gint64 size, gboolean *out_is_whole, GError **error)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  MadoHash found;

  *out_is_whole = FALSE;
  for (guint part = 0; (gint64) part * MADO_BLOB_PART < size; part++) {
    g_autoptr (GBytes) bytes = NULL;
    gsize length = 0;
    gconstpointer start;

    if (!backend->type->find_blob (backend, hash, part, &bytes, error))
      return FALSE;
    if (bytes == NULL)
      return TRUE;
    start = g_bytes_get_data (bytes, &length);
    if (length != get_part_length (size, part))
      return TRUE;
    mado_hasher_update (hasher, start, length);
  }
  found = mado_hasher_finish (hasher);
  *out_is_whole = mado_hash_equals (&found, hash);

  return TRUE;
}

/**
 * mado_blob_shelf_finish:
 * @backend: in a turn that writes
 * @stream: whose it is
 * @hash: of the whole
 * @size: of the whole, in bytes
 * @out_is_whole: (out): whether all of it is there and is what the hash says; only then it can be read
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked at
 */
gboolean
mado_blob_shelf_finish (
    MadoBackend *backend, const char *stream, const MadoHash *hash, gint64 size, gboolean *out_is_whole, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (WHAT);
  g_autofree char *key = make_key (stream, hash);
  g_autofree char *hex = mado_hash_to_hex (hash);
  g_autoptr (GBytes) record = NULL;

  if (!check_whole (backend, hash, size, out_is_whole, error))
    return FALSE;
  if (!*out_is_whole)
    return TRUE;
  mado_wire_writer_add_number (writer, "size", size, 1, (gint64) MADO_BLOB_PART * MADO_BLOB_MAX_PARTS);
  record = mado_wire_writer_finish (writer, error);

  return record != NULL && backend->type->put_record (backend, WHOLE_SHELF, hex, record, error) &&
         backend->type->put_record (backend, STREAM_SHELF, key, record, error);
}

/**
 * mado_blob_shelf_find_size:
 * @backend: in a turn
 * @stream: whose it should be
 * @hash: of the whole
 * @out_size: (out): its bytes; 0: it is not there, or not whole yet
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_blob_shelf_find_size (
    MadoBackend *backend, const char *stream, const MadoHash *hash, gint64 *out_size, GError **error)
{
  g_autofree char *key = make_key (stream, hash);

  return find_size (backend, STREAM_SHELF, key, out_size, error);
}

/**
 * mado_blob_shelf_read:
 * @backend: in a turn
 * @hash: of a whole attachment
 * @first: a byte of it
 * @length: how many from there, all within it
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): those bytes
 */
GBytes *
mado_blob_shelf_read (MadoBackend *backend, const MadoHash *hash, guint64 first, guint64 length, GError **error)
{
  g_autoptr (GByteArray) read = g_byte_array_sized_new ((guint) length);

  while (read->len < length) {
    const guint64 place = first + read->len;
    const gsize skipped = place % MADO_BLOB_PART;
    g_autoptr (GBytes) bytes = NULL;
    gsize size = 0;
    const guint8 *start;

    if (!backend->type->find_blob (backend, hash, (guint) (place / MADO_BLOB_PART), &bytes, error))
      return NULL;
    start = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
    if (size <= skipped) {
      g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "a part of an attachment is missing");
      return NULL;
    }
    g_byte_array_append (read, start + skipped, (guint) MIN (size - skipped, length - read->len));
  }

  return g_byte_array_free_to_bytes (g_steal_pointer (&read));
}
