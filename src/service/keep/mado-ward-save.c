/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves all of a ward, or what came since the last time; with the digest of all of it in any case. The file before is
 * read whole for that, so that no chain grows on one that is damaged. */

#include "mado-ward-save.h"

#include <string.h>

#include "mado-erasure-list.h"
#include "mado-keep-error.h"

/* A part as an earlier file has it. */
typedef struct {
  MadoStoredPart part;
  MadoHash content;
} KnownPart;

/* How far the last file goes. */
typedef struct {
  MadoId id;
  MadoWardMark *mark; /* (nullable): there is no file, or all is wanted */
  GHashTable *epochs; /* (element-type utf8 gint64) */
  GArray *parts;      /* (element-type KnownPart) */
} Past;

typedef struct {
  MadoSealedWriter *writer;
  const Past *past;
  guint next_part; /* of the past's */
  GByteArray *text;
  gint64 n_records;
  gint64 look;
} Saving;

/**
 * mado_saving_clear:
 * @self: a saving; holds nothing afterwards
 */
void
mado_saving_clear (MadoSaving *self)
{
  g_clear_pointer (&self->path, g_free);
}

/* --- the file before --------------------------------------------------------------------------------------------- */

static void
clear_past (Past *self)
{
  g_clear_pointer (&self->mark, mado_ward_mark_free);
  g_clear_pointer (&self->epochs, g_hash_table_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  self->id = MADO_ID_NONE;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, clear_past)

static void
learn_item (Past *self, const MadoWardItem *item)
{
  if (item->kind == MADO_WARD_ITEM_STAND) {
    mado_ward_mark_set_place (self->mark, item->name, &item->stand.head);
    g_hash_table_replace (self->epochs, g_strdup (item->name),
                          g_memdup2 (&item->stand.epoch, sizeof item->stand.epoch));
  }
  if (item->kind == MADO_WARD_ITEM_PART) {
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data (item->bytes, &length);
    const KnownPart known = { item->part, mado_hash_of (bytes, length) };

    g_array_append_val (self->parts, known);
  }
}

static gboolean
learn (gpointer user_data, const guint8 *record, gsize length, GError **error)
{
  Past *self = user_data;
  g_auto (MadoArchiveRecord) read = { 0 };
  g_auto (MadoWardItem) item = { 0 };

  if (!mado_archive_record_is_one (record, length)) {
    if (record[0] != MADO_WARD_ITEM_STAND && record[0] != MADO_WARD_ITEM_PART)
      return TRUE;
    if (!mado_ward_item_read (record, length, &item, error))
      return FALSE;
    learn_item (self, &item);
    return TRUE;
  }
  if (!mado_archive_record_read (record, length, &read, error))
    return FALSE;
  if (read.kind == MADO_ARCHIVE_KNOWN) {
    const KnownPart known = { read.part, read.content };

    g_array_append_val (self->parts, known);
  }
  if (read.kind == MADO_ARCHIVE_END)
    mado_ward_mark_set_look (self->mark, read.look);

  return TRUE;
}

static gboolean
load_past (const MadoWardArchive *archive, Past *out_past, GError **error)
{
  const guint n_files = mado_ward_archive_count (archive);
  MadoArchiveRecord begin = { 0 };

  if (n_files == 0)
    return TRUE;
  out_past->mark = mado_ward_mark_new ();
  out_past->epochs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  out_past->parts = g_array_new (FALSE, FALSE, sizeof (KnownPart));
  if (!mado_ward_archive_load_begin (archive, n_files - 1, &begin, error) ||
      !mado_ward_archive_read (archive, n_files - 1, learn, out_past, error)) {
    g_prefix_error (error, "the last file: ");
    return FALSE;
  }
  out_past->id = begin.id;

  return TRUE;
}

/* A ward that was restored since, perhaps as it was before the last file, has begun another time. */
static gboolean
forget_other_time (Past *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoTurn) turn = self->mark != NULL ? mado_turn_begin (backend, MADO_BACKEND_READ, error) : NULL;
  GHashTableIter iter;
  gpointer name, epoch;

  if (turn == NULL)
    return self->mark == NULL;
  g_hash_table_iter_init (&iter, self->epochs);
  while (g_hash_table_iter_next (&iter, &name, &epoch)) {
    MadoStreamStand stand;

    if (!backend->type->find_stream (backend, name, &stand, error))
      return FALSE;
    if (stand.epoch != *(const gint64 *) epoch) {
      clear_past (self);
      break;
    }
  }

  return TRUE;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static gboolean
flush (Saving *self, GError **error)
{
  self->n_records++;

  return mado_sealed_writer_add (self->writer, self->text, error);
}

static gboolean
add_record (Saving *self, const MadoArchiveRecord *record, GError **error)
{
  g_byte_array_set_size (self->text, 0);
  mado_archive_record_write (record, self->text);

  return flush (self, error);
}

static int
compare_parts (const MadoStoredPart *a, const MadoStoredPart *b)
{
  const int order = memcmp (a->hash.bytes, b->hash.bytes, sizeof a->hash.bytes);

  return order != 0 ? order : (a->part > b->part) - (a->part < b->part);
}

/* Both are in the same order: one walk beside the other. */
static gboolean
is_known (Saving *self, const MadoWardItem *item, MadoHash *out_content)
{
  const GArray *parts = self->past->parts;
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (item->bytes, &length);

  *out_content = mado_hash_of (bytes, length);
  while (parts != NULL && self->next_part < parts->len) {
    const KnownPart *known = &g_array_index (parts, KnownPart, self->next_part);
    const int order = compare_parts (&known->part, &item->part);

    if (order >= 0)
      return order == 0 && mado_hash_equals (&known->content, out_content);
    self->next_part++;
  }

  return FALSE;
}

static gboolean
take (gpointer user_data, const MadoWardItem *item, GError **error)
{
  Saving *self = user_data;
  MadoHash content;

  if (item->kind == MADO_WARD_ITEM_LOOK)
    self->look = item->look.number;
  if (item->kind == MADO_WARD_ITEM_PART && is_known (self, item, &content))
    return add_record (
        self, &(MadoArchiveRecord) { .kind = MADO_ARCHIVE_KNOWN, .part = item->part, .content = content }, error);
  g_byte_array_set_size (self->text, 0);
  mado_ward_item_write (item, self->text);

  return flush (self, error);
}

static gboolean
add_sums (Saving *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoWardDigest) digest = mado_ward_digest_take (backend, error);

  if (digest == NULL)
    return FALSE;
  for (guint i = 0; i < mado_ward_digest_count (digest); i++)
    if (!add_record (self, &(MadoArchiveRecord) { .kind = MADO_ARCHIVE_SUM, .sum = *mado_ward_digest_get (digest, i) },
                     error))
      return FALSE;

  return TRUE;
}

static gboolean
write_ward (Saving *self, MadoBackend *backend, const MadoArchiveRecord *begin, GError **error)
{
  const MadoWardTaker taker = { .take = take, .user_data = self };
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, error);

  self->look = self->past->mark != NULL ? mado_ward_mark_get_look (self->past->mark) : 0;

  return turn != NULL && add_record (self, begin, error) && mado_ward_walk (backend, self->past->mark, &taker, error) &&
         add_sums (self, backend, error) &&
         add_record (self, &(MadoArchiveRecord) { .kind = MADO_ARCHIVE_END, .look = self->look }, error);
}

/**
 * mado_ward_save:
 * @archive: where to; it has to be opened again for the next time
 * @backend: a backend, in no turn
 * @wants_whole: all of it, and not what came since the last file alone
 * @now: the time
 * @out_saving: (out caller-allocates): what became of it
 * @error: %MADO_KEEP_ERROR where the last file cannot be gone on from; %MADO_BASE_ERROR_MISMATCH where the ward's log
 * is another than the one that was saved, or broken; or what else went wrong
 *
 * The list of what was erased is brought up to date first. Where there is no file yet, or the ward was restored since,
 * all is saved in any case.
 *
 * Returns: whether it is saved, and was read again from the disk
 */
gboolean
mado_ward_save (MadoWardArchive *archive,
                MadoBackend *backend,
                gboolean wants_whole,
                MadoInstant now,
                MadoSaving *out_saving,
                GError **error)
{
  g_auto (Past) past = { 0 };
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (MadoSealedWriter) writer = NULL;
  g_auto (MadoSaving) done = { 0 };
  MadoArchiveRecord begin = { .kind = MADO_ARCHIVE_BEGIN, .id = mado_id_draw (), .at = now };
  Saving saving = { .past = &past, .text = text };

  if (!mado_erasure_list_follow (archive, backend, error) ||
      (!wants_whole && (!load_past (archive, &past, error) || !forget_other_time (&past, backend, error))))
    return FALSE;
  begin.before = past.id;
  done.is_whole = past.mark == NULL;
  done.path = mado_ward_archive_build_next (archive, done.is_whole, &begin.number);
  done.number = begin.number;
  writer = mado_sealed_writer_new (done.path, mado_ward_archive_get_key (archive), error);
  saving.writer = writer;
  if (writer == NULL || !write_ward (&saving, backend, &begin, error) ||
      !mado_sealed_writer_finish (writer, MADO_DURABLE_FILE_NEW, error))
    return FALSE;
  done.n_records = saving.n_records;
  *out_saving = done;
  done.path = NULL;

  return TRUE;
}
