/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments on their shelf. That one is whole is a record beside it; so are, in each stream, its size and what it
 * belongs to, and who has sent which of its parts. What is whole never changes again. */

#include "mado-blob-shelf.h"

#include "mado-base-error.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define WHOLE_SHELF "blob"
#define STREAM_SHELF "blob-of-stream"
#define SENT_SHELF "blob-sent"
#define OWNER_SHELF "blob-of-entity"
#define BANNED_SHELF "blob-banned"
#define WHAT "blob record"
#define AT_ONCE 100 /* records of one look at a shelf */

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
 * mado_blob_shelf_is_whole:
 * @backend: in a turn
 * @hash: of an attachment
 * @out_is_whole: (out): whether all of it is there, and never changes again
 * @error: where to put what went wrong
 *
 * Returns: whether anybody can say
 */
gboolean
mado_blob_shelf_is_whole (MadoBackend *backend, const MadoHash *hash, gboolean *out_is_whole, GError **error)
{
  g_autofree char *hex = mado_hash_to_hex (hash);
  gint64 size = 0;

  if (!find_size (backend, WHOLE_SHELF, hex, &size, error))
    return FALSE;
  *out_is_whole = size > 0;

  return TRUE;
}

/* --- who sent it ------------------------------------------------------------------------------------------------- */

static char *
make_sent_key (const MadoBlobName *blob, guint part)
{
  g_autofree char *key = make_key (blob->stream, &blob->hash);

  return g_strdup_printf ("%s/%s/%u", key, blob->account, part);
}

static gboolean
is_same (
    MadoBackend *backend, const MadoBlobName *blob, guint part, GBytes *bytes, gboolean *out_is_same, GError **error)
{
  g_autoptr (GBytes) there = NULL;

  if (!backend->type->find_blob (backend, &blob->hash, part, &there, error))
    return FALSE;
  *out_is_same = there != NULL && g_bytes_equal (there, bytes);

  return TRUE;
}

/* Parts that were on their way when it went are heard of, and thrown away. */
static gboolean
is_banned (MadoBackend *backend, const MadoBlobName *blob, gboolean *out_is_banned, GError **error)
{
  g_autofree char *key = make_key (blob->stream, &blob->hash);
  g_autoptr (GBytes) record = NULL;

  if (!backend->type->find_record (backend, BANNED_SHELF, key, &record, error))
    return FALSE;
  *out_is_banned = record != NULL;

  return TRUE;
}

/**
 * mado_blob_shelf_put:
 * @backend: in a turn that writes
 * @blob: of the whole
 * @part: from 0
 * @bytes: of the part
 * @error: where to put what went wrong
 *
 * Returns: whether it is there, or was
 */
gboolean
mado_blob_shelf_put (MadoBackend *backend, const MadoBlobName *blob, guint part, GBytes *bytes, GError **error)
{
  g_autofree char *hex = mado_hash_to_hex (&blob->hash);
  g_autofree char *sent = make_sent_key (blob, part);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  gboolean is_sent = TRUE, is_gone = FALSE;
  gint64 size = 0;

  if (!find_size (backend, WHOLE_SHELF, hex, &size, error) || !is_banned (backend, blob, &is_gone, error))
    return FALSE;
  if (is_gone)
    return TRUE;
  if (size > 0 ? !is_same (backend, blob, part, bytes, &is_sent, error)
               : !backend->type->put_blob (backend, &blob->hash, part, bytes, error))
    return FALSE;

  return !is_sent || backend->type->put_record (backend, SENT_SHELF, sent, nothing, error);
}

/* Whether all of its parts came from that account. */
static gboolean
was_sent (MadoBackend *backend, const MadoBlobName *blob, gint64 size, gboolean *out_was_sent, GError **error)
{
  *out_was_sent = TRUE;
  for (guint part = 0; (gint64) part * MADO_BLOB_PART < size && *out_was_sent; part++) {
    g_autofree char *key = make_sent_key (blob, part);
    g_autoptr (GBytes) record = NULL;

    if (!backend->type->find_record (backend, SENT_SHELF, key, &record, error))
      return FALSE;
    *out_was_sent = record != NULL;
  }

  return TRUE;
}

static gboolean
forget_sent (MadoBackend *backend, const MadoBlobName *blob, gint64 size, GError **error)
{
  for (guint part = 0; (gint64) part * MADO_BLOB_PART < size; part++) {
    g_autofree char *key = make_sent_key (blob, part);

    if (!backend->type->drop_record (backend, SENT_SHELF, key, error))
      return FALSE;
  }

  return TRUE;
}

/* --- what it belongs to ------------------------------------------------------------------------------------------ */

static char *
make_owner_key (const MadoBlobName *blob, const MadoAttachment *attachment)
{
  g_autofree char *key = make_key (blob->stream, &blob->hash);
  char entity[MADO_ID_TEXT_SIZE];

  mado_id_to_text (attachment->entity, entity);

  return g_strdup_printf ("%s/%s/%s", key, entity, attachment->item);
}

static void
free_attachment (gpointer data)
{
  mado_attachment_clear (data);
  g_free (data);
}

static gboolean
take_page (GPtrArray *attachments, const char *prefix, GPtrArray *keys, GPtrArray *values, GError **error)
{
  for (guint i = 0; i < keys->len && g_str_has_prefix (g_ptr_array_index (keys, i), prefix); i++) {
    MadoAttachment *attachment = g_new0 (MadoAttachment, 1);

    g_ptr_array_add (attachments, attachment);
    if (!mado_attachment_read (g_ptr_array_index (values, i), attachment, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_blob_shelf_list:
 * @backend: in a turn
 * @stream: a stream
 * @hash: of an attachment
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoAttachment): all that it belongs to in the stream
 */
GPtrArray *
mado_blob_shelf_list (MadoBackend *backend, const char *stream, const MadoHash *hash, GError **error)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (free_attachment);
  g_autofree char *key = make_key (stream, hash);
  g_autofree char *prefix = g_strconcat (key, "/", NULL);
  g_autofree char *after = g_strdup (prefix);
  guint count = AT_ONCE;

  while (count == AT_ONCE) {
    const guint before = attachments->len;
    g_autoptr (GPtrArray) keys = NULL;
    g_autoptr (GPtrArray) values = NULL;

    if (!backend->type->list_records (backend, OWNER_SHELF, after, AT_ONCE, &keys, &values, error) ||
        !take_page (attachments, prefix, keys, values, error))
      return NULL;
    count = attachments->len - before;
    if (count > 0)
      g_set_str (&after, g_ptr_array_index (keys, count - 1));
  }

  return g_steal_pointer (&attachments);
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

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

static gboolean
is_finished (
    MadoBackend *backend, const MadoBlobName *blob, const MadoAttachment *attachment, gboolean *out_is, GError **error)
{
  g_autofree char *key = make_owner_key (blob, attachment);
  g_autoptr (GBytes) record = NULL;

  if (!backend->type->find_record (backend, OWNER_SHELF, key, &record, error))
    return FALSE;
  *out_is = record != NULL;

  return TRUE;
}

static gboolean
put_records (
    MadoBackend *backend, const MadoBlobName *blob, gint64 size, const MadoAttachment *attachment, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (WHAT);
  g_autofree char *key = make_key (blob->stream, &blob->hash);
  g_autofree char *hex = mado_hash_to_hex (&blob->hash);
  g_autofree char *owner_key = make_owner_key (blob, attachment);
  g_autoptr (GBytes) owner = mado_attachment_write (attachment, error);
  g_autoptr (GBytes) record = NULL;

  if (owner == NULL)
    return FALSE;
  mado_wire_writer_add_number (writer, "size", size, 1, (gint64) MADO_BLOB_PART * MADO_BLOB_MAX_PARTS);
  record = mado_wire_writer_finish (writer, error);

  return record != NULL && backend->type->put_record (backend, WHOLE_SHELF, hex, record, error) &&
         backend->type->put_record (backend, STREAM_SHELF, key, record, error) &&
         backend->type->put_record (backend, OWNER_SHELF, owner_key, owner, error);
}

/* Something else may have it: it is sent once more, and this time it is kept. */
static gboolean
lift_ban (MadoBackend *backend, const MadoBlobName *blob, GError **error)
{
  g_autofree char *key = make_key (blob->stream, &blob->hash);

  return backend->type->drop_record (backend, BANNED_SHELF, key, error);
}

/**
 * mado_blob_shelf_finish:
 * @backend: in a turn that writes
 * @blob: the whole
 * @size: of the whole, in bytes
 * @attachment: what it belongs to, besides what it belongs to already
 * @out_is_whole: (out): whether all of it is there, came from that account, and is what the hash says; only then it can
 *   be read
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked at
 */
gboolean
mado_blob_shelf_finish (MadoBackend *backend,
                        const MadoBlobName *blob,
                        gint64 size,
                        const MadoAttachment *attachment,
                        gboolean *out_is_whole,
                        GError **error)
{
  if (!is_finished (backend, blob, attachment, out_is_whole, error))
    return FALSE;
  if (*out_is_whole) /* the answer was lost */
    return TRUE;
  if (!lift_ban (backend, blob, error))
    return FALSE;
  if (!was_sent (backend, blob, size, out_is_whole, error))
    return FALSE;
  if (*out_is_whole && !check_whole (backend, &blob->hash, size, out_is_whole, error))
    return FALSE;

  return !*out_is_whole ||
         (put_records (backend, blob, size, attachment, error) && forget_sent (backend, blob, size, error));
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

/* --- when what it belongs to goes -------------------------------------------------------------------------------- */

static gboolean
drop_owner (
    MadoBackend *backend, const char *stream, const MadoHash *hash, const MadoAttachment *attachment, GError **error)
{
  const MadoBlobName blob = { .stream = stream, .hash = *hash };
  g_autofree char *key = make_owner_key (&blob, attachment);

  return backend->type->drop_record (backend, OWNER_SHELF, key, error);
}

/* Whether another stream of the ward has it, too. */
static gboolean
is_anywhere (MadoBackend *backend, const MadoHash *hash, gboolean *out_is, GError **error)
{
  g_autoptr (GPtrArray) streams = NULL;

  *out_is = FALSE;
  if (!backend->type->list_streams (backend, &streams, error))
    return FALSE;
  for (guint i = 0; i < streams->len && !*out_is; i++) {
    g_autofree char *key = make_key (g_ptr_array_index (streams, i), hash);
    gint64 size = 0;

    if (!find_size (backend, STREAM_SHELF, key, &size, error))
      return FALSE;
    *out_is = size > 0;
  }

  return TRUE;
}

static gboolean
drop_whole (MadoBackend *backend, const char *stream, const MadoHash *hash, GError **error)
{
  g_autofree char *key = make_key (stream, hash);
  g_autofree char *hex = mado_hash_to_hex (hash);
  gboolean is_elsewhere = TRUE;

  if (!backend->type->drop_record (backend, STREAM_SHELF, key, error) ||
      !is_anywhere (backend, hash, &is_elsewhere, error))
    return FALSE;

  return is_elsewhere || (backend->type->drop_record (backend, WHOLE_SHELF, hex, error) &&
                          backend->type->drop_blob (backend, hash, error));
}

/**
 * mado_blob_shelf_forget:
 * @backend: in a turn that writes
 * @stream: a stream
 * @hash: of an attachment, there or not
 * @entity: what it does not belong to any more
 * @error: where to put what went wrong
 *
 * Returns: whether it is gone, where it belongs to nothing else
 */
gboolean
mado_blob_shelf_forget (MadoBackend *backend, const char *stream, const MadoHash *hash, MadoId entity, GError **error)
{
  g_autoptr (GPtrArray) attachments = mado_blob_shelf_list (backend, stream, hash, error);
  guint n_left = 0;

  if (attachments == NULL)
    return FALSE;
  for (guint i = 0; i < attachments->len; i++) {
    const MadoAttachment *attachment = g_ptr_array_index (attachments, i);

    if (mado_id_compare (attachment->entity, entity) != 0)
      n_left++;
    else if (!drop_owner (backend, stream, hash, attachment, error))
      return FALSE;
  }

  return n_left > 0 || drop_whole (backend, stream, hash, error);
}

/**
 * mado_blob_shelf_ban:
 * @backend: in a turn that writes
 * @stream: a stream
 * @hash: of an attachment, there, on its way, or not
 * @entity: that must not have it any more
 * @error: where to put what went wrong
 *
 * As mado_blob_shelf_forget(). What of it is still on its way is not kept when it comes: what it showed must be
 * nowhere.
 *
 * Returns: whether it is gone, where it belongs to nothing else
 */
gboolean
mado_blob_shelf_ban (MadoBackend *backend, const char *stream, const MadoHash *hash, MadoId entity, GError **error)
{
  g_autofree char *key = make_key (stream, hash);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  gint64 size = 0;

  if (!mado_blob_shelf_forget (backend, stream, hash, entity, error) ||
      !find_size (backend, STREAM_SHELF, key, &size, error))
    return FALSE;

  return size > 0 || backend->type->put_record (backend, BANNED_SHELF, key, nothing, error);
}
