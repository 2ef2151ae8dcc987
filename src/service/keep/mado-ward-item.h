/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* One thing that a ward has: a row of its tables, whichever backend they are in. A ward is copied, hashed and saved
 * item by item; written out, an item has one form alone, so that equal wards have equal digests. */

/* In the order in which a ward is walked through. Numbers are kept in files. */
typedef enum {
  MADO_WARD_ITEM_STREAM = 1, /* that there is one; how it stands follows its log */
  MADO_WARD_ITEM_ENTITY = 2,
  MADO_WARD_ITEM_ENTRY = 3,
  MADO_WARD_ITEM_PLACE = 4, /* how the stream stands with the entries so far */
  MADO_WARD_ITEM_STAND = 5, /* how it stands with all of them */
  MADO_WARD_ITEM_DEVICE = 6,
  MADO_WARD_ITEM_CLAIM = 7,
  MADO_WARD_ITEM_PART = 8, /* of an attachment */
  MADO_WARD_ITEM_RECORD = 9,
  MADO_WARD_ITEM_LOOK = 10,
} MadoWardItemKind;

typedef struct {
  MadoWardItemKind kind;
  gint64 stream; /* its number, in this ward and every copy of it; 0: of the whole ward */
  char *name;    /* of a stream, a shelf */
  char *key;     /* on the shelf */
  GBytes *bytes; /* (nullable): of a record, of a part; %NULL: what is there already stays */
  MadoStreamStand stand;
  MadoStoredEntry *entry;
  MadoStoredDevice *device;
  MadoStoredRow row;
  MadoStoredClaim claim;
  MadoStoredPart part;
  MadoStoredRead look;
} MadoWardItem;

void mado_ward_item_clear (MadoWardItem *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoWardItem, mado_ward_item_clear)

void mado_ward_item_write (const MadoWardItem *self, GByteArray *out_bytes);
gboolean mado_ward_item_read (const guint8 *bytes, gsize length, MadoWardItem *out_item, GError **error);

G_END_DECLS
