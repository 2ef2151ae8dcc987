/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sealed file of erasures, and of how far each log was gone through for them. It is written anew as a whole: what was
 * erased once stays on it, also where a restored log does not tell of it any more. */

#include "mado-erasure-list.h"

#include <string.h>

#include "mado-item-codec.h"
#include "mado-keep-error.h"
#include "mado-store-error.h"
#include "mado-stream.h"

#define NAME "erased"
#define ENTRIES_AT_ONCE 500
#define BYTES_AT_ONCE (1024 * 1024)

enum {
  RECORD_ERASED = 1,
  RECORD_PLACE = 2,
};

typedef struct {
  GPtrArray *erasures; /* (element-type MadoErasure) */
  GHashTable *known;   /* (element-type MadoErasure): those */
  MadoWardMark *mark;
  GPtrArray *streams; /* the names of those with a mark */
  gboolean has_changed;
} List;

static void
free_erasure (gpointer data)
{
  MadoErasure *erasure = data;

  g_free (erasure->stream);
  g_free (erasure);
}

static guint
hash_erasure (gconstpointer data)
{
  const MadoErasure *erasure = data;
  guint hash;

  memcpy (&hash, erasure->id.bytes + sizeof erasure->id - sizeof hash, sizeof hash); /* the end of an id is chance */

  return hash;
}

static gboolean
equal_erasures (gconstpointer a, gconstpointer b)
{
  const MadoErasure *one = a, *other = b;

  return mado_id_compare (one->id, other->id) == 0 && strcmp (one->stream, other->stream) == 0;
}

static void
set_up (List *self)
{
  self->erasures = g_ptr_array_new_with_free_func (free_erasure);
  self->known = g_hash_table_new (hash_erasure, equal_erasures);
  self->mark = mado_ward_mark_new ();
  self->streams = g_ptr_array_new_with_free_func (g_free);
}

static void
clear (List *self)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->erasures, g_ptr_array_unref);
  g_clear_pointer (&self->mark, mado_ward_mark_free);
  g_clear_pointer (&self->streams, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, clear)

static void
add_erasure (List *self, const char *stream, MadoId id)
{
  const MadoErasure lent = { (char *) stream, id };
  MadoErasure *erasure;

  if (g_hash_table_contains (self->known, &lent))
    return;
  erasure = g_new (MadoErasure, 1);
  *erasure = (MadoErasure) { g_strdup (stream), id };
  g_ptr_array_add (self->erasures, erasure);
  g_hash_table_add (self->known, erasure);
  self->has_changed = TRUE;
}

static void
set_place (List *self, const char *stream, const MadoLogPlace *place)
{
  if (!g_ptr_array_find_with_equal_func (self->streams, stream, g_str_equal, NULL))
    g_ptr_array_add (self->streams, g_strdup (stream));
  mado_ward_mark_set_place (self->mark, stream, place);
  self->has_changed = TRUE;
}

/* --- its file ---------------------------------------------------------------------------------------------------- */

static void
pass_record (MadoItemCodec *codec, guint8 *kind, char **stream, MadoId *id, MadoLogPlace *place)
{
  mado_item_codec_pass (codec, kind, 1);
  mado_item_codec_pass_text (codec, stream);
  mado_item_codec_pass_id (codec, id);
  mado_item_codec_pass_int (codec, &place->seq);
  mado_item_codec_pass_hash (codec, &place->chain);
}

static gboolean
read_record (List *self, const guint8 *record, gsize length, GError **error)
{
  MadoItemCodec codec = { .in = record, .left = length };
  g_autofree char *stream = NULL;
  MadoLogPlace place = { 0 };
  MadoId id = MADO_ID_NONE;
  guint8 kind = 0;

  pass_record (&codec, &kind, &stream, &id, &place);
  if (codec.is_broken || codec.left > 0) {
    g_set_error_literal (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_DAMAGED, "the list of what was erased is damaged");
    return FALSE;
  }
  if (kind == RECORD_ERASED)
    add_erasure (self, stream, id);
  else
    set_place (self, stream, &place);

  return TRUE;
}

static gboolean
load (List *self, const MadoWardArchive *archive, GError **error)
{
  g_autofree char *path = mado_ward_archive_build_path (archive, NAME);
  g_autoptr (MadoSealedReader) reader = mado_sealed_reader_open (path, mado_ward_archive_get_key (archive), error);
  const guint8 *record = NULL;
  gsize length = 0;

  if (reader == NULL)
    return FALSE;
  do {
    if (!mado_sealed_reader_next (reader, &record, &length, error) ||
        (record != NULL && !read_record (self, record, length, error)))
      return FALSE;
  } while (record != NULL);
  self->has_changed = FALSE;

  return TRUE;
}

static gboolean
add_record (MadoSealedWriter *writer, guint8 kind, char *stream, MadoId id, MadoLogPlace place, GError **error)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  MadoItemCodec codec = { .out = text };

  pass_record (&codec, &kind, &stream, &id, &place);

  return mado_sealed_writer_add (writer, text, error);
}

static gboolean
save (const List *self, const MadoWardArchive *archive, GError **error)
{
  g_autofree char *path = mado_ward_archive_build_path (archive, NAME);
  g_autoptr (MadoSealedWriter) writer = mado_sealed_writer_new (path, mado_ward_archive_get_key (archive), error);

  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < self->streams->len; i++) {
    char *stream = g_ptr_array_index (self->streams, i);

    if (!add_record (writer, RECORD_PLACE, stream, MADO_ID_NONE, mado_ward_mark_get_place (self->mark, stream), error))
      return FALSE;
  }
  for (guint i = 0; i < self->erasures->len; i++) {
    const MadoErasure *erasure = g_ptr_array_index (self->erasures, i);

    if (!add_record (writer, RECORD_ERASED, erasure->stream, erasure->id, (MadoLogPlace) { 0 }, error))
      return FALSE;
  }

  return mado_sealed_writer_finish (writer, MADO_DURABLE_FILE_REPLACE, error);
}

/* --- the log ----------------------------------------------------------------------------------------------------- */

/* Where the log is another than the one that was gone through, as after a restore: from its beginning. */
static gboolean
find_after (const List *self, MadoBackend *backend, const char *name, gint64 number, gint64 *out_after, GError **error)
{
  const MadoLogPlace place = mado_ward_mark_get_place (self->mark, name);
  g_autoptr (MadoStoredEntry) entry = NULL;

  if (place.seq > 0 && !backend->type->find_entry (backend, number, place.seq, &entry, error))
    return FALSE;
  *out_after = entry != NULL && mado_hash_equals (&entry->chain, &place.chain) ? place.seq : 0;

  return TRUE;
}

static gboolean
note_entry (List *self, const char *name, const MadoStoredEntry *entry, GError **error)
{
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, error);

  if (text == NULL)
    return FALSE;
  if (strcmp (mado_log_text_get_header (text)->kind, MADO_STREAM_ERASE) == 0)
    add_erasure (self, name, entry->entity);

  return TRUE;
}

static gboolean
follow_stream (List *self, MadoBackend *backend, const char *name, GError **error)
{
  MadoStreamStand stand;
  gint64 after = 0;

  if (!backend->type->find_stream (backend, name, &stand, error) ||
      !find_after (self, backend, name, stand.number, &after, error))
    return FALSE;
  while (after < stand.head.seq) {
    g_autoptr (GPtrArray) entries = NULL;

    if (!backend->type->list_entries (backend, stand.number, after, ENTRIES_AT_ONCE, BYTES_AT_ONCE, &entries, error))
      return FALSE;
    for (guint i = 0; i < entries->len; i++)
      if (!note_entry (self, name, g_ptr_array_index (entries, i), error))
        return FALSE;
    after = entries->len > 0 ? ((const MadoStoredEntry *) g_ptr_array_index (entries, entries->len - 1))->seq
                             : stand.head.seq;
    set_place (self, name, &stand.head);
  }

  return TRUE;
}

static gboolean
follow (List *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, error);
  g_autoptr (GPtrArray) names = NULL;

  if (turn == NULL || !backend->type->list_streams (backend, &names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!follow_stream (self, backend, g_ptr_array_index (names, i), error))
      return FALSE;

  return TRUE;
}

/**
 * mado_erasure_list_follow:
 * @archive: where the list is kept
 * @backend: a backend, in no turn
 * @error: what went wrong
 *
 * To be called after each erasure, and from time to time.
 *
 * Returns: whether all that the log tells of is on the list
 */
gboolean
mado_erasure_list_follow (const MadoWardArchive *archive, MadoBackend *backend, GError **error)
{
  g_auto (List) self = { 0 };
  g_autoptr (GError) fault = NULL;

  set_up (&self);
  if (!load (&self, archive, &fault)) {
    if (!g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING) || mado_ward_archive_count (archive) > 0) {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
    self.has_changed = TRUE;
  }

  return follow (&self, backend, error) && (!self.has_changed || save (&self, archive, error));
}

/**
 * mado_erasure_list_load:
 * @archive: where the list is kept
 * @error: %MADO_KEEP_ERROR_ERASURES where there is none, %MADO_KEEP_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable) (element-type MadoErasure): what was erased, ever
 */
GPtrArray *
mado_erasure_list_load (const MadoWardArchive *archive, GError **error)
{
  g_auto (List) self = { 0 };
  g_autoptr (GError) fault = NULL;

  set_up (&self);
  if (load (&self, archive, &fault))
    return g_steal_pointer (&self.erasures);
  if (g_error_matches (fault, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING))
    g_set_error_literal (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_ERASURES,
                         "cannot restore the ward: the list of what was erased is missing");
  else
    g_propagate_error (error, g_steal_pointer (&fault));

  return NULL;
}
