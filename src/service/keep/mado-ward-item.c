/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an item is made of, in the one order in which it is written. */

#include "mado-ward-item.h"

#include "mado-base-error.h"
#include "mado-item-codec.h"

/**
 * mado_ward_item_clear:
 * @self: an item; holds nothing afterwards
 */
void
mado_ward_item_clear (MadoWardItem *self)
{
  g_free (self->name);
  g_free (self->key);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->entry, mado_stored_entry_free);
  g_clear_pointer (&self->device, mado_stored_device_free);
  mado_stored_row_clear (&self->row);
  mado_stored_claim_clear (&self->claim);
  mado_stored_read_clear (&self->look);
  *self = (MadoWardItem) { 0 };
}

/* --- its parts --------------------------------------------------------------------------------------------------- */

static void
pass_stream (MadoItemCodec *codec, MadoWardItem *item)
{
  mado_item_codec_pass_text (codec, &item->name);
  mado_item_codec_pass_int (codec, &item->stand.epoch);
}

static void
pass_stand (MadoItemCodec *codec, MadoWardItem *item)
{
  mado_item_codec_pass_text (codec, &item->name);
  mado_item_codec_pass_int (codec, &item->stand.epoch);
  mado_item_codec_pass_int (codec, &item->stand.revision);
  mado_item_codec_pass_int (codec, &item->stand.head.seq);
  mado_item_codec_pass_hash (codec, &item->stand.head.chain);
  item->stand.number = item->stream;
}

static void
pass_touched (MadoItemCodec *codec, MadoStoredEntry *entry)
{
  gint64 n_touched = entry->touched != NULL ? entry->touched->len : 0;

  if (entry->touched == NULL)
    entry->touched = g_array_new (FALSE, FALSE, sizeof (MadoId));
  mado_item_codec_pass_int (codec, &n_touched);
  if (codec->out == NULL) {
    codec->is_broken |= n_touched < 0 || (gsize) n_touched > codec->left / sizeof (MadoId);
    g_array_set_size (entry->touched, codec->is_broken ? 0 : (guint) n_touched);
  }
  for (guint i = 0; i < entry->touched->len; i++)
    mado_item_codec_pass_id (codec, &g_array_index (entry->touched, MadoId, i));
}

static void
pass_entry (MadoItemCodec *codec, MadoWardItem *item)
{
  if (item->entry == NULL)
    item->entry = g_new0 (MadoStoredEntry, 1);
  mado_item_codec_pass_int (codec, &item->entry->seq);
  mado_item_codec_pass_id (codec, &item->entry->operation);
  mado_item_codec_pass_id (codec, &item->entry->entity);
  mado_item_codec_pass_bytes (codec, &item->entry->header);
  mado_item_codec_pass_bytes (codec, &item->entry->payload);
  mado_item_codec_pass (codec, item->entry->salt, sizeof item->entry->salt);
  mado_item_codec_pass_hash (codec, &item->entry->payload_hash);
  mado_item_codec_pass_hash (codec, &item->entry->leaf);
  mado_item_codec_pass_hash (codec, &item->entry->chain);
  pass_touched (codec, item->entry);
  codec->is_broken |= item->entry->header == NULL;
}

static void
pass_device (MadoItemCodec *codec, MadoWardItem *item)
{
  if (item->device == NULL)
    item->device = g_new0 (MadoStoredDevice, 1);
  mado_item_codec_pass_id (codec, &item->device->id);
  mado_item_codec_pass_text (codec, &item->device->account);
  mado_item_codec_pass_text (codec, &item->device->terminal);
  mado_item_codec_pass_int (codec, &item->device->received);
  mado_item_codec_pass_hash (codec, &item->device->chain);
}

static void
pass_number (MadoItemCodec *codec, guint *number)
{
  gint64 wide = *number;

  mado_item_codec_pass_int (codec, &wide);
  codec->is_broken |= wide < 0 || wide > G_MAXUINT32;
  *number = (guint) wide;
}

static void
pass_row (MadoItemCodec *codec, MadoWardItem *item)
{
  GBytes *text = item->row.entity != NULL ? mado_entity_get_text (item->row.entity) : NULL;
  g_autoptr (GBytes) read = NULL;

  mado_item_codec_pass_int (codec, &item->row.seq);
  mado_item_codec_pass_id (codec, &item->row.id);
  mado_item_codec_pass_id (codec, &item->row.about);
  pass_number (codec, &item->row.rank);
  mado_item_codec_pass_bytes (codec, codec->out != NULL ? &text : &read);
  if (read != NULL) {
    item->row.entity = mado_entity_read (g_bytes_get_data (read, NULL), g_bytes_get_size (read), NULL);
    codec->is_broken |= item->row.entity == NULL;
  }
  item->row.stream = item->stream;
}

static void
pass_claim (MadoItemCodec *codec, MadoWardItem *item)
{
  mado_item_codec_pass_text (codec, &item->claim.claim);
  mado_item_codec_pass_id (codec, &item->claim.holder);
}

static void
pass_part (MadoItemCodec *codec, MadoWardItem *item)
{
  gint64 length = (gint64) item->part.length;

  mado_item_codec_pass_hash (codec, &item->part.hash);
  pass_number (codec, &item->part.part);
  mado_item_codec_pass_int (codec, &length);
  item->part.length = (gsize) length;
  mado_item_codec_pass_bytes (codec, &item->bytes);
}

static void
pass_record (MadoItemCodec *codec, MadoWardItem *item)
{
  mado_item_codec_pass_text (codec, &item->name);
  mado_item_codec_pass_text (codec, &item->key);
  mado_item_codec_pass_bytes (codec, &item->bytes);
  codec->is_broken |= item->bytes == NULL;
}

static void
pass_look (MadoItemCodec *codec, MadoWardItem *item)
{
  mado_item_codec_pass_int (codec, &item->look.number);
  mado_item_codec_pass_int (codec, &item->look.at.microseconds);
  mado_item_codec_pass_text (codec, (char **) &item->look.account);
  mado_item_codec_pass_text (codec, (char **) &item->look.terminal);
  mado_item_codec_pass_text (codec, (char **) &item->look.reason);
  mado_item_codec_pass_id (codec, &item->look.entity);
}

static void (*const layouts[]) (MadoItemCodec *codec, MadoWardItem *item) = {
  [MADO_WARD_ITEM_STREAM] = pass_stream, [MADO_WARD_ITEM_ENTITY] = pass_row,  [MADO_WARD_ITEM_ENTRY] = pass_entry,
  [MADO_WARD_ITEM_PLACE] = pass_stand,   [MADO_WARD_ITEM_STAND] = pass_stand, [MADO_WARD_ITEM_DEVICE] = pass_device,
  [MADO_WARD_ITEM_CLAIM] = pass_claim,   [MADO_WARD_ITEM_PART] = pass_part,   [MADO_WARD_ITEM_RECORD] = pass_record,
  [MADO_WARD_ITEM_LOOK] = pass_look,
};

/* --- as a whole -------------------------------------------------------------------------------------------------- */

static void
pass (MadoItemCodec *codec, MadoWardItem *item)
{
  guint8 kind = (guint8) item->kind;

  mado_item_codec_pass (codec, &kind, 1);
  codec->is_broken |= kind == 0 || kind >= G_N_ELEMENTS (layouts);
  if (codec->is_broken)
    return;
  item->kind = (MadoWardItemKind) kind;
  mado_item_codec_pass_int (codec, &item->stream);
  layouts[kind](codec, item);
}

/**
 * mado_ward_item_write:
 * @self: an item
 * @out_bytes: (inout): what it is put behind
 */
void
mado_ward_item_write (const MadoWardItem *self, GByteArray *out_bytes)
{
  MadoWardItem item = *self; /* writing changes nothing but what it fills in of a lent item */
  MadoItemCodec codec = { .out = out_bytes };

  pass (&codec, &item);
}

/**
 * mado_ward_item_read:
 * @bytes: what mado_ward_item_write() gave
 * @length: how many
 * @out_item: (out caller-allocates): the item
 * @error: %MADO_BASE_ERROR_INVALID where it is none
 *
 * Returns: whether it is one
 */
gboolean
mado_ward_item_read (const guint8 *bytes, gsize length, MadoWardItem *out_item, GError **error)
{
  g_auto (MadoWardItem) item = { 0 };
  MadoItemCodec codec = { .in = bytes, .left = length };

  pass (&codec, &item);
  if (codec.is_broken || codec.left > 0) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "cannot read an item of a ward: it has not the form of one");
    return FALSE;
  }
  *out_item = item;
  item = (MadoWardItem) { 0 };

  return TRUE;
}
