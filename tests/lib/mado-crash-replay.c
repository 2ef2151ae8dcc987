/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a power cut leaves of a disk: all that was synced, and of the rest what chance wants. */

#include "mado-crash-replay.h"

#include "mado-crash-content.h"

#define SECTOR 512 /* bytes that a disk writes whole or not at all */

/* What becomes of the changes that were not synced. */
typedef enum {
  LOSE_ALL,
  KEEP_FIRST, /* in their order, up to one of them */
  KEEP_SOME,
  TEAR_SOME, /* and writes within, between sectors */
  N_VARIANTS,
} Variant;

struct _MadoCrashReplay {
  const MadoCrashDisk *disk;
  guint n_events;        /* gone through */
  GPtrArray *contents;   /* GByteArray by number of the file: what is safe */
  GHashTable *directory; /* path → number of the file: what is safe */
  GArray *pending;       /* indices of the changes that are not */
};

/* One cut: what is safe, with the changes that chance keeps. */
typedef struct {
  const MadoCrashReplay *replay;
  GRand *chance;
  Variant variant;
  double share;        /* of the changes to keep */
  guint n_first;       /* the changes to keep, where they are kept in order */
  GPtrArray *contents; /* GByteArray by number of the file; %NULL where all that is safe is all there is */
  GHashTable *directory;
} Cut;

static void
unref_content (GByteArray *content)
{
  if (content != NULL)
    g_byte_array_unref (content);
}

static GPtrArray *
new_contents (guint n_files)
{
  GPtrArray *contents = g_ptr_array_new_full (n_files, (GDestroyNotify) unref_content);

  g_ptr_array_set_size (contents, (int) n_files);

  return contents;
}

/**
 * mado_crash_replay_new:
 * @disk: a disk on which nobody works any more; outlives the replay
 *
 * Returns: (transfer full): its replay, at the beginning
 */
MadoCrashReplay *
mado_crash_replay_new (const MadoCrashDisk *disk)
{
  MadoCrashReplay *self = g_new0 (MadoCrashReplay, 1);
  guint n_files = mado_crash_disk_count_files (disk);

  self->disk = disk;
  self->contents = new_contents (n_files);
  for (guint i = 0; i < n_files; i++)
    self->contents->pdata[i] = g_byte_array_new ();
  self->directory = g_hash_table_new (g_str_hash, g_str_equal);
  self->pending = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

/**
 * mado_crash_replay_free:
 * @self: (transfer full): a replay
 */
void
mado_crash_replay_free (MadoCrashReplay *self)
{
  g_ptr_array_unref (self->contents);
  g_hash_table_unref (self->directory);
  g_array_unref (self->pending);
  g_free (self);
}

static const MadoCrashEvent *
get_pending (const MadoCrashReplay *self, guint index)
{
  return mado_crash_disk_get_event (self->disk, g_array_index (self->pending, guint, index));
}

static void
change_content (const MadoCrashDisk *disk, GByteArray *content, const MadoCrashEvent *event)
{
  if (event->kind == MADO_CRASH_TRUNCATE)
    mado_crash_content_resize (content, event->offset);
  else
    mado_crash_content_write (content, mado_crash_disk_get_written (disk, event), event->length, event->offset);
}

static void
change_directory (const MadoCrashDisk *disk, GHashTable *directory, const MadoCrashEvent *event)
{
  const char *path = mado_crash_disk_get_path (disk, event->file);

  if (event->kind == MADO_CRASH_CREATE)
    g_hash_table_replace (directory, (char *) path, GUINT_TO_POINTER (event->file));
  else
    g_hash_table_remove (directory, path);
}

static gboolean
is_of_directory (const MadoCrashEvent *event)
{
  return event->kind == MADO_CRASH_CREATE || event->kind == MADO_CRASH_DELETE;
}

/* Whether @sync makes @change safe. */
static gboolean
is_settled_by (const MadoCrashEvent *change, const MadoCrashEvent *sync)
{
  if (sync->kind == MADO_CRASH_SYNC_DIRECTORY)
    return is_of_directory (change);

  return !is_of_directory (change) && change->file == sync->file;
}

static void
settle (MadoCrashReplay *self, const MadoCrashEvent *sync)
{
  guint n_left = 0;

  for (guint i = 0; i < self->pending->len; i++) {
    const MadoCrashEvent *change = get_pending (self, i);

    if (!is_settled_by (change, sync))
      g_array_index (self->pending, guint, n_left++) = g_array_index (self->pending, guint, i);
    else if (is_of_directory (change))
      change_directory (self->disk, self->directory, change);
    else
      change_content (self->disk, self->contents->pdata[change->file], change);
  }
  g_array_set_size (self->pending, n_left);
}

static void
follow (MadoCrashReplay *self, guint index)
{
  const MadoCrashEvent *event = mado_crash_disk_get_event (self->disk, index);

  if (event->kind == MADO_CRASH_SYNC || event->kind == MADO_CRASH_SYNC_DIRECTORY) {
    if (!mado_crash_disk_is_lying (self->disk))
      settle (self, event);
  } else if (event->kind != MADO_CRASH_MARK && mado_crash_disk_get_path (self->disk, event->file) != NULL) {
    g_array_append_val (self->pending, index);
  }
}

static void
rewind_to_start (MadoCrashReplay *self)
{
  self->n_events = 0;
  for (guint i = 0; i < self->contents->len; i++)
    g_byte_array_set_size (self->contents->pdata[i], 0);
  g_hash_table_remove_all (self->directory);
  g_array_set_size (self->pending, 0);
}

static GByteArray *
take_content (Cut *cut, guint number)
{
  if (cut->contents->pdata[number] == NULL) {
    const GByteArray *safe = cut->replay->contents->pdata[number];
    GByteArray *content = g_byte_array_sized_new (safe->len);

    cut->contents->pdata[number] = g_byte_array_append (content, safe->data, safe->len);
  }

  return cut->contents->pdata[number];
}

static gboolean
wants_to_keep (Cut *cut)
{
  return g_rand_double (cut->chance) < cut->share;
}

static void
tear_write (Cut *cut, const MadoCrashEvent *event)
{
  const guint8 *bytes = mado_crash_disk_get_written (cut->replay->disk, event);
  gint64 end = event->offset + (gint64) event->length;
  gint64 next;

  for (gint64 at = event->offset; at < end; at = next) {
    next = MIN (end, (at / SECTOR + 1) * SECTOR);
    if (wants_to_keep (cut))
      mado_crash_content_write (take_content (cut, event->file), bytes + (at - event->offset), (gsize) (next - at), at);
  }
}

static void
keep_or_lose (Cut *cut, guint index)
{
  const MadoCrashEvent *event = get_pending (cut->replay, index);

  if (cut->variant == TEAR_SOME && event->kind == MADO_CRASH_WRITE)
    tear_write (cut, event);
  else if (cut->variant == KEEP_FIRST ? index >= cut->n_first : !wants_to_keep (cut))
    return;
  else if (is_of_directory (event))
    change_directory (cut->replay->disk, cut->directory, event);
  else
    change_content (cut->replay->disk, take_content (cut, event->file), event);
}

/* What survived is the beginning of the new disk, and safe on it: the power may be cut there again. */
static MadoCrashDisk *
lay_down (Cut *cut)
{
  MadoCrashDisk *disk = mado_crash_disk_new ();

  for (guint i = 0; i < cut->contents->len; i++) {
    const char *path = mado_crash_disk_get_path (cut->replay->disk, i);
    gpointer number;
    guint file;

    if (path == NULL || !g_hash_table_lookup_extended (cut->directory, path, NULL, &number) ||
        GPOINTER_TO_UINT (number) != i)
      continue;
    mado_crash_disk_open_file (disk, path, TRUE, &file);
    if (take_content (cut, i)->len > 0)
      mado_crash_disk_write (disk, file, take_content (cut, i)->data, take_content (cut, i)->len, 0);
    mado_crash_disk_sync (disk, file);
  }
  mado_crash_disk_sync_directory (disk);

  return disk;
}

static GHashTable *
copy_directory (GHashTable *directory)
{
  GHashTable *copy = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer path, number;

  g_hash_table_iter_init (&iter, directory);
  while (g_hash_table_iter_next (&iter, &path, &number))
    g_hash_table_insert (copy, path, number);

  return copy;
}

static MadoCrashDisk *
cut_here (const MadoCrashReplay *self, guint32 seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) contents = new_contents (self->contents->len);
  g_autoptr (GHashTable) directory = copy_directory (self->directory);
  Cut cut = { .replay = self, .chance = chance, .contents = contents, .directory = directory };

  cut.variant = (Variant) g_rand_int_range (chance, LOSE_ALL, N_VARIANTS);
  cut.share = cut.variant == LOSE_ALL ? 0 : g_rand_double_range (chance, 0.1, 0.9);
  cut.n_first = (guint) g_rand_int_range (chance, 0, (gint32) self->pending->len + 1);
  for (guint i = 0; i < self->pending->len; i++)
    keep_or_lose (&cut, i);

  return lay_down (&cut);
}

/**
 * mado_crash_replay_cut:
 * @self: a replay
 * @n_events: how many of its disk's events come before the power cut
 * @seed: chooses what becomes of that which was not synced; the same cut for the same seed
 *
 * Returns: (transfer full): the disk as it is found afterwards; its first events lay down what is on it
 */
MadoCrashDisk *
mado_crash_replay_cut (MadoCrashReplay *self, guint n_events, guint32 seed)
{
  if (n_events < self->n_events)
    rewind_to_start (self);
  while (self->n_events < n_events)
    follow (self, self->n_events++);

  return cut_here (self, seed);
}
