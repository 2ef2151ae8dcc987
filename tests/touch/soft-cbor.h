/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As much CBOR (RFC 8949) as CTAP2 needs: heads of one to nine bytes, no tags, no floating point. */

enum { CBOR_UINT = 0, CBOR_NINT = 1, CBOR_BYTES = 2, CBOR_TEXT = 3, CBOR_ARRAY = 4, CBOR_MAP = 5, CBOR_SIMPLE = 7 };

typedef struct {
  const guint8 *at; /* (nullable): %NULL: nothing is there */
  const guint8 *end;
} SoftCbor;

guint64 soft_cbor_read_head (SoftCbor *self, guint *out_major);
SoftCbor soft_cbor_find (SoftCbor map, gint64 key);
SoftCbor soft_cbor_find_text (SoftCbor map, const char *key);
gboolean soft_cbor_read_bytes (SoftCbor self, const guint8 **out_bytes, gsize *out_length);
gint64 soft_cbor_read_number (SoftCbor self);
gboolean soft_cbor_is_true (SoftCbor self, gboolean unless_told);
void soft_cbor_skip (SoftCbor *self);

void soft_cbor_add_head (GByteArray *out, guint major, guint64 value);
void soft_cbor_add_number (GByteArray *out, gint64 number);
void soft_cbor_add_bytes (GByteArray *out, const void *bytes, gsize length);
void soft_cbor_add_text (GByteArray *out, const char *text);
void soft_cbor_add_flag (GByteArray *out, gboolean flag);

G_END_DECLS
