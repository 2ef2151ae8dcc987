/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small reader and writer of CBOR. What is not as it should be reads as nothing. */

#include "soft-cbor.h"

#include <string.h>

guint64
soft_cbor_read_head (SoftCbor *self, guint *out_major)
{
  guint64 value;
  guint n_more;

  *out_major = CBOR_SIMPLE;
  if (self->at == NULL || self->at >= self->end)
    return 0;
  *out_major = *self->at >> 5;
  value = *self->at++ & 31;
  if (value < 24)
    return value;
  n_more = 1U << (value - 24);
  value = 0;
  while (n_more-- > 0 && self->at < self->end)
    value = value << 8 | *self->at++;

  return value;
}

void
soft_cbor_skip (SoftCbor *self)
{
  guint major;
  const guint64 value = soft_cbor_read_head (self, &major);

  if (major == CBOR_BYTES || major == CBOR_TEXT)
    self->at += MIN (value, (guint64) (self->end - self->at));
  else if (major == CBOR_ARRAY || major == CBOR_MAP)
    for (guint64 i = 0; i < (major == CBOR_MAP ? 2 * value : value) && self->at < self->end; i++)
      soft_cbor_skip (self);
}

gint64
soft_cbor_read_number (SoftCbor self)
{
  guint major;
  const guint64 value = soft_cbor_read_head (&self, &major);

  return major == CBOR_UINT ? (gint64) value : major == CBOR_NINT ? -1 - (gint64) value : G_MININT64;
}

gboolean
soft_cbor_read_bytes (SoftCbor self, const guint8 **out_bytes, gsize *out_length)
{
  guint major;
  const guint64 length = soft_cbor_read_head (&self, &major);

  *out_bytes = self.at;
  *out_length = length;

  return (major == CBOR_BYTES || major == CBOR_TEXT) && length <= (guint64) (self.end - self.at);
}

gboolean
soft_cbor_is_true (SoftCbor self, gboolean unless_told)
{
  guint major;

  return self.at == NULL ? unless_told : soft_cbor_read_head (&self, &major) == 21;
}

SoftCbor
soft_cbor_find (SoftCbor map, gint64 key)
{
  guint major;
  const guint64 n_pairs = soft_cbor_read_head (&map, &major);

  for (guint64 i = 0; major == CBOR_MAP && i < n_pairs; i++) {
    const gboolean is_it = soft_cbor_read_number (map) == key;

    soft_cbor_skip (&map);
    if (is_it)
      return map;
    soft_cbor_skip (&map);
  }

  return (SoftCbor) { NULL, NULL };
}

SoftCbor
soft_cbor_find_text (SoftCbor map, const char *key)
{
  guint major;
  const guint64 n_pairs = soft_cbor_read_head (&map, &major);

  for (guint64 i = 0; major == CBOR_MAP && i < n_pairs; i++) {
    const guint8 *name;
    gsize length;
    const gboolean is_it =
        soft_cbor_read_bytes (map, &name, &length) && length == strlen (key) && memcmp (name, key, length) == 0;

    soft_cbor_skip (&map);
    if (is_it)
      return map;
    soft_cbor_skip (&map);
  }

  return (SoftCbor) { NULL, NULL };
}

void
soft_cbor_add_head (GByteArray *out, guint major, guint64 value)
{
  const guint8 small = (guint8) (major << 5 | (value < 24 ? value : value < 256 ? 24 : 25));
  const guint8 more[] = { (guint8) (value >> 8), (guint8) value };

  g_assert (value < 65536);
  g_byte_array_append (out, &small, 1);
  if (value >= 256)
    g_byte_array_append (out, more, 2);
  else if (value >= 24)
    g_byte_array_append (out, more + 1, 1);
}

void
soft_cbor_add_number (GByteArray *out, gint64 number)
{
  soft_cbor_add_head (out, number < 0 ? CBOR_NINT : CBOR_UINT, (guint64) (number < 0 ? -1 - number : number));
}

void
soft_cbor_add_bytes (GByteArray *out, const void *bytes, gsize length)
{
  soft_cbor_add_head (out, CBOR_BYTES, length);
  g_byte_array_append (out, bytes, (guint) length);
}

void
soft_cbor_add_text (GByteArray *out, const char *text)
{
  soft_cbor_add_head (out, CBOR_TEXT, strlen (text));
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

void
soft_cbor_add_flag (GByteArray *out, gboolean flag)
{
  soft_cbor_add_head (out, CBOR_SIMPLE, flag ? 21 : 20);
}
