/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hashes the items of a ward, room by room. */

#include "mado-ward-digest.h"

#include <string.h>

#include "mado-blob-shelf.h"

struct _MadoWardDigest {
  GPtrArray *sums; /* (element-type MadoWardSum) */
};

static void
free_sum (gpointer data)
{
  MadoWardSum *sum = data;

  g_free (sum->stream);
  g_free (sum);
}

/**
 * mado_ward_digest_new:
 *
 * Returns: (transfer full): of nothing
 */
MadoWardDigest *
mado_ward_digest_new (void)
{
  MadoWardDigest *self = g_new (MadoWardDigest, 1);

  self->sums = g_ptr_array_new_with_free_func (free_sum);

  return self;
}

/**
 * mado_ward_digest_free:
 * @self: (transfer full): a digest
 */
void
mado_ward_digest_free (MadoWardDigest *self)
{
  g_ptr_array_unref (self->sums);
  g_free (self);
}

/**
 * mado_ward_digest_count:
 * @self: a digest
 *
 * Returns: of how many rooms it is
 */
guint
mado_ward_digest_count (const MadoWardDigest *self)
{
  return self->sums->len;
}

/**
 * mado_ward_digest_get:
 * @self: a digest
 * @index: of a room
 *
 * Returns: (transfer none): its sum
 */
const MadoWardSum *
mado_ward_digest_get (const MadoWardDigest *self, guint index)
{
  return g_ptr_array_index (self->sums, index);
}

/**
 * mado_ward_digest_add:
 * @self: a digest
 * @sum: of one more room
 */
void
mado_ward_digest_add (MadoWardDigest *self, const MadoWardSum *sum)
{
  MadoWardSum *copy = g_memdup2 (sum, sizeof *sum);

  copy->stream = g_strdup (sum->stream);
  g_ptr_array_add (self->sums, copy);
}

/* --- taking it --------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoWardDigest *digest;
  GPtrArray *names; /* of the streams, by number - 1 */
  MadoHasher *hasher;
  GByteArray *text;
  MadoWardItemKind kind; /* of the room that is being hashed; 0: none */
  gint64 stream;
  gint64 count;
} Counting;

static void
close_room (Counting *self)
{
  const MadoWardSum sum = {
    .kind = self->kind,
    .stream = self->stream > 0 ? g_ptr_array_index (self->names, self->stream - 1) : (char *) "",
    .count = self->count,
    .hash = mado_hasher_finish (self->hasher),
  };

  if (self->kind != 0)
    mado_ward_digest_add (self->digest, &sum);
}

static gboolean
take (gpointer user_data, const MadoWardItem *item, G_GNUC_UNUSED GError **error)
{
  Counting *self = user_data;

  if (item->kind == MADO_WARD_ITEM_STREAM)
    g_ptr_array_add (self->names, g_strdup (item->name));
  if (item->kind == MADO_WARD_ITEM_STREAM || item->kind == MADO_WARD_ITEM_PLACE)
    return TRUE;
  if (item->kind != self->kind || item->stream != self->stream) {
    close_room (self);
    self->kind = item->kind;
    self->stream = item->stream;
    self->count = 0;
  }
  g_byte_array_set_size (self->text, 0);
  mado_ward_item_write (item, self->text);
  mado_hasher_update (self->hasher, self->text->data, self->text->len);
  self->count++;

  return TRUE;
}

/**
 * mado_ward_digest_take:
 * @backend: a backend, in a turn
 * @error: what mado_ward_walk() says
 *
 * Returns: (transfer full) (nullable): the digest of its ward
 */
MadoWardDigest *
mado_ward_digest_take (MadoBackend *backend, GError **error)
{
  g_autoptr (MadoWardDigest) digest = mado_ward_digest_new ();
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  Counting self = { .digest = digest, .names = names, .hasher = hasher, .text = text };
  const MadoWardTaker taker = { .take = take, .user_data = &self };

  if (!mado_ward_walk (backend, NULL, &taker, error))
    return NULL;
  close_room (&self);

  return g_steal_pointer (&digest);
}

/* --- of what came last ------------------------------------------------------------------------------------------- */

typedef struct {
  MadoBackend *backend;
  MadoHasher *hasher;
  GByteArray *text;
} Tail;

static gboolean
take_last (gpointer user_data, const MadoWardItem *item, G_GNUC_UNUSED GError **error)
{
  Tail *self = user_data;

  g_byte_array_set_size (self->text, 0);
  mado_ward_item_write (item, self->text);
  mado_hasher_update (self->hasher, self->text->data, self->text->len);

  return TRUE;
}

static gboolean
is_whole (gpointer user_data, const MadoStoredPart *part, gboolean *out_knows, GError **error)
{
  return mado_blob_shelf_is_whole (((const Tail *) user_data)->backend, &part->hash, out_knows, error);
}

/**
 * mado_ward_digest_sum_since:
 * @backend: a backend, in a turn
 * @since: how far its ward is known
 * @out_sum: (out): of what mado_ward_walk() says since then, but for what is in attachments that are whole
 * @error: what mado_ward_walk() says
 *
 * Returns: whether there is a sum
 */
gboolean
mado_ward_digest_sum_since (MadoBackend *backend, const MadoWardMark *since, MadoHash *out_sum, GError **error)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autoptr (GByteArray) text = g_byte_array_new ();
  Tail self = { backend, hasher, text };
  const MadoWardTaker taker = { .take = take_last, .knows = is_whole, .user_data = &self };

  if (!mado_ward_walk (backend, since, &taker, error))
    return FALSE;
  *out_sum = mado_hasher_finish (hasher);

  return TRUE;
}

/* --- in words ---------------------------------------------------------------------------------------------------- */

/**
 * mado_ward_sum_describe:
 * @self: a sum
 *
 * Returns: (transfer full): as in "1200 entries of shinjuku/ninpu-r7"
 */
char *
mado_ward_sum_describe (const MadoWardSum *self)
{
  static const char *const rooms[] = {
    [MADO_WARD_ITEM_STREAM] = "streams", [MADO_WARD_ITEM_ENTITY] = "entities",
    [MADO_WARD_ITEM_ENTRY] = "entries",  [MADO_WARD_ITEM_PLACE] = "places",
    [MADO_WARD_ITEM_STAND] = "head",     [MADO_WARD_ITEM_DEVICE] = "devices",
    [MADO_WARD_ITEM_CLAIM] = "claims",   [MADO_WARD_ITEM_PART] = "parts of attachments",
    [MADO_WARD_ITEM_RECORD] = "records", [MADO_WARD_ITEM_LOOK] = "looks",
  };

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s%s%s", self->count, rooms[self->kind],
                          *self->stream != '\0' ? " of " : "", self->stream);
}

static const MadoWardSum *
find_sum (const MadoWardDigest *self, const MadoWardSum *like)
{
  for (guint i = 0; i < self->sums->len; i++) {
    const MadoWardSum *sum = mado_ward_digest_get (self, i);

    if (sum->kind == like->kind && strcmp (sum->stream, like->stream) == 0)
      return sum;
  }

  return NULL;
}

/**
 * mado_ward_digest_describe_difference:
 * @self: the digest of a ward
 * @other: that of another
 *
 * Returns: (transfer full) (nullable): the first room that is not the same in both; %NULL: they are the same
 */
char *
mado_ward_digest_describe_difference (const MadoWardDigest *self, const MadoWardDigest *other)
{
  for (guint i = 0; i < self->sums->len; i++) {
    const MadoWardSum *sum = mado_ward_digest_get (self, i);
    const MadoWardSum *theirs = find_sum (other, sum);
    g_autofree char *text = mado_ward_sum_describe (sum);

    if (theirs == NULL)
      return g_strdup_printf ("%s against none", text);
    if (sum->count != theirs->count)
      return g_strdup_printf ("%s against %" G_GINT64_FORMAT, text, theirs->count);
    if (!mado_hash_equals (&sum->hash, &theirs->hash))
      return g_strdup_printf ("%s, as many on both sides, but not the same", text);
  }
  if (other->sums->len > self->sums->len)
    return mado_ward_digest_describe_difference (other, self);

  return NULL;
}
