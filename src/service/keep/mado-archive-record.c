/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the records of a saved file are written. */

#include "mado-archive-record.h"

#include "mado-base-error.h"
#include "mado-item-codec.h"

/**
 * mado_archive_record_clear:
 * @self: a record; holds nothing afterwards
 */
void
mado_archive_record_clear (MadoArchiveRecord *self)
{
  g_clear_pointer (&self->sum.stream, g_free);
}

/**
 * mado_archive_record_is_one:
 * @bytes: what stands in a saved file
 * @length: how many
 *
 * Returns: whether it is no item of a ward
 */
gboolean
mado_archive_record_is_one (const guint8 *bytes, gsize length)
{
  return length > 0 && bytes[0] >= MADO_ARCHIVE_BEGIN;
}

static void
pass_begin (MadoItemCodec *codec, MadoArchiveRecord *record)
{
  mado_item_codec_pass_int (codec, &record->number);
  mado_item_codec_pass_id (codec, &record->id);
  mado_item_codec_pass_id (codec, &record->before);
  mado_item_codec_pass_int (codec, &record->at.microseconds);
}

static void
pass_known (MadoItemCodec *codec, MadoArchiveRecord *record)
{
  gint64 part = record->part.part, length = (gint64) record->part.length;

  mado_item_codec_pass_hash (codec, &record->part.hash);
  mado_item_codec_pass_int (codec, &part);
  mado_item_codec_pass_int (codec, &length);
  mado_item_codec_pass_hash (codec, &record->content);
  record->part.part = (guint) part;
  record->part.length = (gsize) length;
}

static void
pass_sum (MadoItemCodec *codec, MadoArchiveRecord *record)
{
  gint64 kind = record->sum.kind;

  mado_item_codec_pass_int (codec, &kind);
  mado_item_codec_pass_text (codec, &record->sum.stream);
  mado_item_codec_pass_int (codec, &record->sum.count);
  mado_item_codec_pass_hash (codec, &record->sum.hash);
  codec->is_broken |= kind < MADO_WARD_ITEM_STREAM || kind > MADO_WARD_ITEM_LOOK;
  record->sum.kind = codec->is_broken ? MADO_WARD_ITEM_STREAM : (MadoWardItemKind) kind;
}

static void
pass_end (MadoItemCodec *codec, MadoArchiveRecord *record)
{
  mado_item_codec_pass_int (codec, &record->look);
}

/* From MADO_ARCHIVE_BEGIN on. */
static void (*const layouts[]) (MadoItemCodec *codec, MadoArchiveRecord *record) = {
  pass_begin,
  pass_known,
  pass_sum,
  pass_end,
};

static void
pass (MadoItemCodec *codec, MadoArchiveRecord *record)
{
  guint8 kind = (guint8) record->kind;

  mado_item_codec_pass (codec, &kind, 1);
  codec->is_broken |= kind < MADO_ARCHIVE_BEGIN || kind > MADO_ARCHIVE_END;
  if (codec->is_broken)
    return;
  record->kind = (MadoArchiveRecordKind) kind;
  layouts[kind - MADO_ARCHIVE_BEGIN](codec, record);
}

/**
 * mado_archive_record_write:
 * @self: a record
 * @out_bytes: (inout): what it is put behind
 */
void
mado_archive_record_write (const MadoArchiveRecord *self, GByteArray *out_bytes)
{
  MadoArchiveRecord record = *self;
  MadoItemCodec codec = { .out = out_bytes };

  pass (&codec, &record);
}

/**
 * mado_archive_record_read:
 * @bytes: what mado_archive_record_write() gave
 * @length: how many
 * @out_record: (out caller-allocates): the record
 * @error: %MADO_BASE_ERROR_INVALID where it is none
 *
 * Returns: whether it is one
 */
gboolean
mado_archive_record_read (const guint8 *bytes, gsize length, MadoArchiveRecord *out_record, GError **error)
{
  g_auto (MadoArchiveRecord) record = { 0 };
  MadoItemCodec codec = { .in = bytes, .left = length };

  pass (&codec, &record);
  if (codec.is_broken || codec.left > 0) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "cannot read a record of what was saved: it has not the form of one");
    return FALSE;
  }
  *out_record = record;
  record.sum.stream = NULL;

  return TRUE;
}
