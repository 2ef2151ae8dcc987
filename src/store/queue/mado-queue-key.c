/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spells values as bytes that memcmp() sorts. No spelling is the beginning of another, so the next value of a key
 * cannot disturb the order. */

#include "mado-queue-key.h"

#include <string.h>

#include "mado-fold.h"

enum {
  NUMBER = 0x10,
  TEXT = 0x20,
  NOTHING = 0xFF,
};

static void
add_byte (GByteArray *key, guint8 byte)
{
  g_byte_array_append (key, &byte, 1);
}

/* With the sign turned over, negative numbers come first. */
static void
add_number (GByteArray *key, gint64 number)
{
  guint64 big_endian = GUINT64_TO_BE ((guint64) number ^ (G_GUINT64_CONSTANT (1) << 63));

  add_byte (key, NUMBER);
  g_byte_array_append (key, (const guint8 *) &big_endian, sizeof big_endian);
}

/* The end is a byte that no text has, and lower than any. */
static void
add_ended (GByteArray *key, const char *text)
{
  g_byte_array_append (key, (const guint8 *) text, (guint) strlen (text) + 1);
}

static void
add_text (GByteArray *key, const MadoQueueValue *value)
{
  g_autofree char *folded = mado_fold_name (value->reading, MADO_FOLD_STRICT);

  add_byte (key, TEXT);
  add_ended (key, folded);
  add_ended (key, value->text);
}

/**
 * mado_queue_key_add:
 * @key: a key so far
 * @value: the next value that a list is sorted by
 */
void
mado_queue_key_add (GByteArray *key, const MadoQueueValue *value)
{
  if (value->kind == MADO_QUEUE_VALUE_NUMBER)
    add_number (key, value->number);
  else if (value->kind == MADO_QUEUE_VALUE_TEXT)
    add_text (key, value);
  else
    add_byte (key, NOTHING);
}

/**
 * mado_queue_spot_compare:
 * @a: a spot
 * @b: a spot of the same list
 *
 * Returns: below 0, 0 or above 0, as @a stands before, at or after @b
 */
int
mado_queue_spot_compare (const MadoQueueSpot *a, const MadoQueueSpot *b)
{
  int order = g_bytes_compare (a->key, b->key);

  return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

/**
 * mado_queue_spot_bind:
 * @spot: a spot
 * @statement: a statement
 * @place: of the parameter that takes the key; the next takes the row
 */
void
mado_queue_spot_bind (const MadoQueueSpot *spot, MadoStatement *statement, int place)
{
  gsize length = 0;
  const void *bytes = g_bytes_get_data (spot->key, &length);

  mado_statement_bind_bytes (statement, place, length > 0 ? bytes : "", length); /* no bytes are not NULL */
  mado_statement_bind_int (statement, place + 1, spot->row);
}

/**
 * mado_queue_spot_read:
 * @statement: a statement with a row
 * @column: of the key; the row is in the next
 *
 * Returns: the spot, to be cleared
 */
MadoQueueSpot
mado_queue_spot_read (const MadoStatement *statement, int column)
{
  return (MadoQueueSpot) { mado_statement_dup_bytes (statement, column),
                           mado_statement_get_int (statement, column + 1) };
}

/**
 * mado_queue_spot_clear:
 * @spot: a spot; nothing is left in it
 */
void
mado_queue_spot_clear (MadoQueueSpot *spot)
{
  g_clear_pointer (&spot->key, g_bytes_unref);
}
