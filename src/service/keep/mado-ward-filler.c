/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills a ward. A turn ends where what is there could be gone on from: never between entries and the place that says
 * that they are there. */

#include "mado-ward-filler.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-blob-shelf.h"
#include "mado-ward-standing.h"

#define ITEMS_AT_ONCE 2000 /* in a turn */
#define BYTES_AT_ONCE (4 * 1024 * 1024)
#define CLAIMS_AT_ONCE 1000
#define RECORDS_AT_ONCE 50

struct _MadoWardFiller {
  MadoBackend *to;
  MadoTurn *turn; /* (nullable): a fault ended it */
  guint n_items;  /* in the turn */
  gsize n_bytes;
  gboolean is_between; /* entries and their place */
  gint64 n_put;

  /* What is there, where it is held against what comes; the next that nothing was held against. NULL: not looked up. */
  GArray *claims;
  guint next_claim;
  GArray *parts;
  guint next_part;
  char *shelf; /* (nullable): no more */
  GPtrArray *keys;
  GPtrArray *values;
  guint next_record;
  MadoWardItemKind kind; /* of the last item */
};

/**
 * mado_ward_filler_new:
 * @to: a backend that writes, in no turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): a filler
 */
MadoWardFiller *
mado_ward_filler_new (MadoBackend *to, GError **error)
{
  MadoTurn *turn = mado_turn_begin_anyhow (to, MADO_BACKEND_WRITE, error);
  MadoWardFiller *self;

  if (turn == NULL)
    return NULL;
  self = g_new0 (MadoWardFiller, 1);
  self->to = to;
  self->turn = turn;
  self->shelf = g_strdup ("");

  return self;
}

/**
 * mado_ward_filler_free:
 * @self: (transfer full): a filler; what it put since its last turn is undone
 */
void
mado_ward_filler_free (MadoWardFiller *self)
{
  g_clear_pointer (&self->turn, mado_turn_undo);
  g_clear_pointer (&self->claims, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->shelf);
  g_free (self);
}

/**
 * mado_ward_filler_count:
 * @self: a filler
 *
 * Returns: how many items it has put
 */
gint64
mado_ward_filler_count (const MadoWardFiller *self)
{
  return self->n_put;
}

/* --- turns ------------------------------------------------------------------------------------------------------- */

static gboolean
commit (MadoWardFiller *self, GError **error)
{
  self->n_items = 0;
  self->n_bytes = 0;

  return mado_turn_commit (g_steal_pointer (&self->turn), error);
}

static gboolean
count (MadoWardFiller *self, GError **error)
{
  self->n_put++;
  self->n_items++;
  if (self->is_between || (self->n_items < ITEMS_AT_ONCE && self->n_bytes < BYTES_AT_ONCE))
    return TRUE;
  if (!commit (self, error))
    return FALSE;
  self->turn = mado_turn_begin_anyhow (self->to, MADO_BACKEND_WRITE, error);

  return self->turn != NULL;
}

/* --- streams ----------------------------------------------------------------------------------------------------- */

static gboolean
put_stream (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  MadoStreamStand stand = { 0 };

  if (!self->to->type->find_stream (self->to, item->name, &stand, error) ||
      (stand.number == 0 &&
       !self->to->type->add_stream (self->to, item->name, item->stand.epoch, &stand.number, error)))
    return FALSE;
  if (stand.number == item->stream)
    return TRUE;
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "cannot fill the ward: \"%s\" is not its stream %d",
               item->name, (int) item->stream);

  return FALSE;
}

static gboolean
put_stand (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  self->is_between = FALSE;

  return self->to->type->set_stand (self->to, &item->stand, error);
}

static gboolean
put_entry (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  self->is_between = TRUE;
  self->n_bytes += item->entry->payload != NULL ? g_bytes_get_size (item->entry->payload) : 0;

  return self->to->type->append_entry (self->to, item->stream, item->entry, error);
}

/* What was erased since the last time: the entries about it that are there already still say something. Those that come
 * after it are as they are. */
static gboolean
erase_entries (MadoWardFiller *self, MadoId id, GError **error)
{
  g_auto (MadoStoredRow) there = { 0 };

  return self->to->type->find_entity (self->to, id, &there, error) &&
         ((there.seq > 0 && there.entity == NULL) || self->to->type->erase_payloads (self->to, id, error));
}

static gboolean
put_row (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  return (item->row.entity != NULL || erase_entries (self, item->row.id, error)) &&
         self->to->type->put_entity (self->to, &item->row, error);
}

static gboolean
put_device (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  return self->to->type->put_device (self->to, item->stream, item->device, error);
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

static gboolean
look_at_claim (MadoWardFiller *self, const MadoStoredClaim **out_claim, GError **error)
{
  if (self->claims == NULL || (self->claims->len > 0 && self->next_claim == self->claims->len)) {
    g_autofree char *after = self->claims != NULL
                                 ? g_strdup (g_array_index (self->claims, MadoStoredClaim, self->next_claim - 1).claim)
                                 : g_strdup ("");

    g_clear_pointer (&self->claims, g_array_unref);
    self->next_claim = 0;
    if (!self->to->type->list_claims (self->to, after, CLAIMS_AT_ONCE, &self->claims, error))
      return FALSE;
  }
  *out_claim =
      self->next_claim < self->claims->len ? &g_array_index (self->claims, MadoStoredClaim, self->next_claim) : NULL;

  return TRUE;
}

/* Up to @claim, or to the end. */
static gboolean
release_before (MadoWardFiller *self, const char *claim, const MadoStoredClaim **out_next, GError **error)
{
  for (;;) {
    if (!look_at_claim (self, out_next, error))
      return FALSE;
    if (*out_next == NULL || (claim != NULL && strcmp ((*out_next)->claim, claim) >= 0))
      return TRUE;
    if (!self->to->type->release (self->to, (*out_next)->claim, (*out_next)->holder, error))
      return FALSE;
    self->next_claim++;
  }
}

static gboolean
put_claim (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  const MadoStoredClaim *there = NULL;

  if (!release_before (self, item->claim.claim, &there, error))
    return FALSE;
  if (there != NULL && strcmp (there->claim, item->claim.claim) == 0) {
    self->next_claim++;
    if (mado_id_compare (there->holder, item->claim.holder) == 0)
      return TRUE;
    if (!self->to->type->release (self->to, there->claim, there->holder, error))
      return FALSE;
  }

  return self->to->type->hold (self->to, item->claim.claim, item->claim.holder, error);
}

/* --- attachments ------------------------------------------------------------------------------------------------- */

static int
compare_parts (const MadoStoredPart *a, const MadoStoredPart *b)
{
  const int order = memcmp (a->hash.bytes, b->hash.bytes, sizeof a->hash.bytes);

  return order != 0 ? order : (a->part > b->part) - (a->part < b->part);
}

static gboolean
look_at_part (MadoWardFiller *self, const MadoStoredPart **out_part, GError **error)
{
  if (self->parts == NULL || (self->parts->len > 0 && self->next_part == self->parts->len)) {
    g_autoptr (GArray) before = g_steal_pointer (&self->parts);
    const MadoStoredPart *last = before != NULL ? &g_array_index (before, MadoStoredPart, before->len - 1) : NULL;

    self->next_part = 0;
    if (!self->to->type->list_parts (self->to, last, CLAIMS_AT_ONCE, &self->parts, error))
      return FALSE;
  }
  *out_part = self->next_part < self->parts->len ? &g_array_index (self->parts, MadoStoredPart, self->next_part) : NULL;

  return TRUE;
}

/* An attachment goes as a whole. */
static gboolean
drop_before (MadoWardFiller *self, const MadoStoredPart *part, const MadoStoredPart **out_next, GError **error)
{
  for (;;) {
    if (!look_at_part (self, out_next, error))
      return FALSE;
    if (*out_next == NULL || (part != NULL && compare_parts (*out_next, part) >= 0))
      return TRUE;
    if (!self->to->type->drop_blob (self->to, &(*out_next)->hash, error))
      return FALSE;
    self->next_part++;
  }
}

/* A part that was put again may be as long as the one before. */
static gboolean
is_there (MadoWardFiller *self, const MadoWardItem *item, gboolean *out_is_there, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (item->bytes != NULL && !self->to->type->find_blob (self->to, &item->part.hash, item->part.part, &bytes, error))
    return FALSE;
  *out_is_there = item->bytes == NULL || (bytes != NULL && g_bytes_equal (bytes, item->bytes));

  return TRUE;
}

static gboolean
put_part (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  const MadoStoredPart *there = NULL;
  gboolean stays = FALSE;

  if (!drop_before (self, &item->part, &there, error))
    return FALSE;
  if (there != NULL && compare_parts (there, &item->part) == 0) {
    self->next_part++;
    if (!is_there (self, item, &stays, error))
      return FALSE;
  }
  if (stays)
    return TRUE;
  if (item->bytes == NULL) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                         "cannot fill the ward: a part of an attachment was to be there already");
    return FALSE;
  }
  self->n_bytes += item->part.length;

  return self->to->type->put_blob (self->to, &item->part.hash, item->part.part, item->bytes, error);
}

/* --- records ----------------------------------------------------------------------------------------------------- */

static gboolean
turn_to_next_shelf (MadoWardFiller *self, GError **error)
{
  char *next = NULL;

  if (!self->to->type->find_shelf (self->to, self->shelf, &next, error))
    return FALSE;
  g_free (self->shelf);
  self->shelf = next;

  return TRUE;
}

static gboolean
list_from (MadoWardFiller *self, const char *after, GError **error)
{
  g_autofree char *key = g_strdup (after);

  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->next_record = 0;

  return self->to->type->list_records (self->to, self->shelf, key, RECORDS_AT_ONCE, &self->keys, &self->values, error);
}

static gboolean
is_ours (const MadoWardFiller *self)
{
  return self->shelf != NULL && *self->shelf != '\0' && strcmp (self->shelf, MADO_WARD_STANDING_SHELF) != 0;
}

/* Stands before a record that is there, or at the end. */
static gboolean
look_at_record (MadoWardFiller *self, GError **error)
{
  while (self->shelf != NULL) {
    if (self->keys != NULL && self->next_record < self->keys->len)
      return TRUE;
    if (is_ours (self) && (self->keys == NULL || self->keys->len > 0)) {
      if (!list_from (self, self->keys != NULL ? g_ptr_array_index (self->keys, self->keys->len - 1) : "", error))
        return FALSE;
      continue;
    }
    if (!turn_to_next_shelf (self, error))
      return FALSE;
    g_clear_pointer (&self->keys, g_ptr_array_unref);
    g_clear_pointer (&self->values, g_ptr_array_unref);
  }

  return TRUE;
}

/* Where what is there stands to @item; NULL: the end, behind everything. */
static int
compare_record (const MadoWardFiller *self, const MadoWardItem *item)
{
  const int order = item != NULL ? strcmp (self->shelf, item->name) : -1;

  return order != 0 ? order : strcmp (g_ptr_array_index (self->keys, self->next_record), item->key);
}

static gboolean
drop_records_before (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  for (;;) {
    if (!look_at_record (self, error))
      return FALSE;
    if (self->shelf == NULL || compare_record (self, item) >= 0)
      return TRUE;
    if (!self->to->type->drop_record (self->to, self->shelf, g_ptr_array_index (self->keys, self->next_record), error))
      return FALSE;
    self->next_record++;
  }
}

static gboolean
put_record (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  if (!drop_records_before (self, item, error))
    return FALSE;
  if (self->shelf != NULL && compare_record (self, item) == 0 &&
      g_bytes_equal (g_ptr_array_index (self->values, self->next_record++), item->bytes))
    return TRUE;
  self->n_bytes += g_bytes_get_size (item->bytes);

  return self->to->type->put_record (self->to, item->name, item->key, item->bytes, error);
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static gboolean
put_look (MadoWardFiller *self, const MadoWardItem *item, GError **error)
{
  return self->to->type->append_read (self->to, &item->look, error);
}

/* What was not named until the next kind comes, is there no more. */
static gboolean
close_rooms_before (MadoWardFiller *self, MadoWardItemKind kind, GError **error)
{
  const MadoStoredClaim *claim;
  const MadoStoredPart *part;

  if (kind == self->kind)
    return TRUE;
  if ((self->kind <= MADO_WARD_ITEM_CLAIM && kind > MADO_WARD_ITEM_CLAIM &&
       !release_before (self, NULL, &claim, error)) ||
      (self->kind <= MADO_WARD_ITEM_PART && kind > MADO_WARD_ITEM_PART && !drop_before (self, NULL, &part, error)) ||
      (self->kind <= MADO_WARD_ITEM_RECORD && kind > MADO_WARD_ITEM_RECORD && !drop_records_before (self, NULL, error)))
    return FALSE;
  self->kind = kind;

  return TRUE;
}

static gboolean (*const putters[]) (MadoWardFiller *self, const MadoWardItem *item, GError **error) = {
  [MADO_WARD_ITEM_STREAM] = put_stream, [MADO_WARD_ITEM_ENTITY] = put_row,  [MADO_WARD_ITEM_ENTRY] = put_entry,
  [MADO_WARD_ITEM_PLACE] = put_stand,   [MADO_WARD_ITEM_STAND] = put_stand, [MADO_WARD_ITEM_DEVICE] = put_device,
  [MADO_WARD_ITEM_CLAIM] = put_claim,   [MADO_WARD_ITEM_PART] = put_part,   [MADO_WARD_ITEM_RECORD] = put_record,
  [MADO_WARD_ITEM_LOOK] = put_look,
};

static gboolean
take (gpointer user_data, const MadoWardItem *item, GError **error)
{
  MadoWardFiller *self = user_data;

  return close_rooms_before (self, item->kind, error) && putters[item->kind](self, item, error) && count (self, error);
}

/* What is whole never changes again: so an attachment that was whole here is what it was. */
static gboolean
knows (gpointer user_data, const MadoStoredPart *part, gboolean *out_knows, GError **error)
{
  const MadoWardFiller *self = user_data;

  return mado_blob_shelf_is_whole (self->to, &part->hash, out_knows, error);
}

/**
 * mado_ward_filler_get_taker:
 * @self: a filler, which must outlive the taker
 *
 * Returns: who takes the items of one walk
 */
MadoWardTaker
mado_ward_filler_get_taker (MadoWardFiller *self)
{
  return (MadoWardTaker) { .take = take, .knows = knows, .user_data = self };
}

/**
 * mado_ward_filler_finish:
 * @self: a filler that was given all of a ward
 * @error: where to put what went wrong
 *
 * Returns: whether all of it is on the disk
 */
gboolean
mado_ward_filler_finish (MadoWardFiller *self, GError **error)
{
  return close_rooms_before (self, MADO_WARD_ITEM_LOOK + 1, error) && commit (self, error);
}
