/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hashes of the rows of a batch, and how they are added up. */

#include "mado-batch-row.h"

#include "mado-canonical-json.h"

/**
 * mado_batch_hash_row:
 * @id: a case
 * @amount: what it is paid
 * @packet: what the packet tells of a case
 * @items: (nullable): what it told of this one
 *
 * Returns: the row: who, how much, and what else the packet tells
 */
MadoHash
mado_batch_hash_row (MadoId id, gint64 amount, const MadoPacket *packet, yyjson_mut_val *items)
{
  char text_id[MADO_ID_TEXT_SIZE];
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *row = yyjson_mut_arr (doc);

  mado_id_to_text (id, text_id);
  yyjson_mut_arr_add_str (doc, row, text_id);
  yyjson_mut_arr_add_sint (doc, row, amount);
  for (guint i = 0; i < packet->items->len; i++) {
    yyjson_mut_val *value = yyjson_mut_obj_get (items, g_ptr_array_index (packet->items, i));

    yyjson_mut_arr_add_val (row, value != NULL ? yyjson_mut_val_mut_copy (doc, value) : yyjson_mut_null (doc));
  }

  g_autoptr (GBytes) text = mado_canonical_json_from_value (row, NULL);
  MadoHash hash = mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  yyjson_mut_doc_free (doc);

  return hash;
}

/**
 * mado_batch_add_hashes:
 * @a: a row, or several
 * @b: others
 *
 * Returns: their sum modulo 2^256; the first byte is the highest
 */
MadoHash
mado_batch_add_hashes (MadoHash a, MadoHash b)
{
  guint carry = 0;

  for (int i = MADO_HASH_SIZE - 1; i >= 0; i--) {
    guint sum = (guint) a.bytes[i] + b.bytes[i] + carry;

    a.bytes[i] = (guint8) sum;
    carry = sum >> 8;
  }

  return a;
}

/**
 * mado_batch_negate_hash:
 * @hash: a row, or several
 *
 * Returns: what takes them out of a sum
 */
MadoHash
mado_batch_negate_hash (MadoHash hash)
{
  MadoHash one = { { 0 } };

  one.bytes[MADO_HASH_SIZE - 1] = 1;
  for (gsize i = 0; i < MADO_HASH_SIZE; i++)
    hash.bytes[i] = (guint8) ~hash.bytes[i];

  return mado_batch_add_hashes (hash, one);
}
