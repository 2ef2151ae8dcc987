/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-digest.h"

G_BEGIN_DECLS

/* What stands in a saved file beside the items of the ward. */

/* Numbers are kept in files; those of items (MadoWardItemKind) are lower. */
typedef enum {
  MADO_ARCHIVE_BEGIN = 64, /* which file it is: the first record */
  MADO_ARCHIVE_KNOWN = 65, /* a part that an earlier file of the chain has */
  MADO_ARCHIVE_SUM = 66,   /* of a room of the whole ward, as it was then */
  MADO_ARCHIVE_END = 67,   /* the last record */
} MadoArchiveRecordKind;

typedef struct {
  MadoArchiveRecordKind kind;
  gint64 number; /* of the file */
  MadoId id;     /* of it */
  MadoId before; /* the file that it goes on from; MADO_ID_NONE: it has all */
  MadoInstant at;
  MadoStoredPart part;
  MadoHash content; /* of the part */
  MadoWardSum sum;
  gint64 look; /* the last one's number */
} MadoArchiveRecord;

void mado_archive_record_clear (MadoArchiveRecord *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoArchiveRecord, mado_archive_record_clear)
gboolean mado_archive_record_is_one (const guint8 *bytes, gsize length);
void mado_archive_record_write (const MadoArchiveRecord *self, GByteArray *out_bytes);
gboolean mado_archive_record_read (const guint8 *bytes, gsize length, MadoArchiveRecord *out_record, GError **error);

G_END_DECLS
