/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nonces, places in the log, and rows, as they stand in any record. */

#include "mado-wire-parts.h"

static const char *const gone_names[] = {
  [MADO_GONE_NOT] = "", [MADO_GONE_FROM_SIGHT] = "from_sight", [MADO_GONE_ERASED] = "erased", NULL
};

/**
 * mado_wire_add_nonce:
 * @writer: a writer
 * @nonce: what the answer is known by; has to fit 53 bits
 */
void
mado_wire_add_nonce (MadoWireWriter *writer, guint64 nonce)
{
  mado_wire_writer_add_number (writer, "nonce", (gint64) nonce, 0, MADO_WIRE_LARGEST_NUMBER);
}

/**
 * mado_wire_get_nonce:
 * @reader: a reader
 *
 * Returns: what the answer is known by
 */
guint64
mado_wire_get_nonce (MadoWireReader *reader)
{
  return (guint64) mado_wire_reader_get_number (reader, "nonce", 0, MADO_WIRE_LARGEST_NUMBER);
}

/**
 * mado_wire_add_place:
 * @writer: a writer
 * @name: a member
 * @place: a place in the log
 */
void
mado_wire_add_place (MadoWireWriter *writer, const char *name, const MadoLogPlace *place)
{
  mado_wire_writer_enter (writer, name);
  mado_wire_writer_add_number (writer, "seq", place->seq, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_hash (writer, "chain", &place->chain);
  mado_wire_writer_leave (writer);
}

/**
 * mado_wire_get_place:
 * @reader: a reader
 * @name: a member
 *
 * Returns: its place in the log
 */
MadoLogPlace
mado_wire_get_place (MadoWireReader *reader, const char *name)
{
  MadoLogPlace place;

  mado_wire_reader_enter (reader, name);
  place.seq = mado_wire_reader_get_number (reader, "seq", 0, MADO_WIRE_LARGEST_NUMBER);
  place.chain = mado_wire_reader_get_hash (reader, "chain");
  mado_wire_reader_leave (reader);

  return place;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void
add_row (MadoWireWriter *writer, const MadoServiceRow *row, gint64 head)
{
  mado_wire_writer_add_number (writer, "seq", row->seq, 1, head);
  if ((row->entity != NULL) != (row->gone == MADO_GONE_NOT))
    mado_wire_writer_refuse (writer, "gone", "is neither an entity nor the lack of one");
  else if (row->entity == NULL) {
    mado_wire_writer_add_id (writer, "id", row->id);
    mado_wire_writer_add_text (writer, "gone", gone_names[row->gone], MADO_WIRE_MAX_TEXT);
  } else if (mado_id_compare (row->id, mado_entity_get_id (row->entity)) != 0)
    mado_wire_writer_refuse (writer, "id", "is not the entity's");
  else
    mado_wire_writer_add_json (writer, "entity", mado_entity_get_text (row->entity));
}

/**
 * mado_wire_add_rows:
 * @writer: a writer
 * @rows: (element-type MadoServiceRow): rows
 * @head: where the log stood when they were read
 */
void
mado_wire_add_rows (MadoWireWriter *writer, const GArray *rows, gint64 head)
{
  mado_wire_writer_begin_list (writer, "rows", rows->len, G_MAXUINT);
  for (guint i = 0; i < rows->len; i++) {
    mado_wire_writer_next (writer);
    add_row (writer, &g_array_index (rows, MadoServiceRow, i), head);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);
}

/* What is said is spelled anew before it is believed: an entity's text is the canonical one, whoever sent it. */
static MadoEntity *
read_entity (MadoWireReader *reader)
{
  yyjson_val *value = mado_wire_reader_get_object (reader, "entity");
  MadoEntity *entity = NULL;

  if (value == NULL)
    return NULL;

  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  entity = mado_entity_from_value (yyjson_val_mut_copy (doc, value), NULL);
  yyjson_mut_doc_free (doc);
  if (entity == NULL)
    mado_wire_reader_refuse (reader, "entity", "is not an entity");

  return entity;
}

static void
read_gone (MadoWireReader *reader, MadoServiceRow *row)
{
  row->id = mado_wire_reader_get_id (reader, "id");
  row->gone = (MadoGone) mado_wire_reader_get_choice (reader, "gone", gone_names);
  if (row->gone == MADO_GONE_NOT)
    mado_wire_reader_refuse (reader, "gone", "is none of what it may be");
}

/**
 * mado_wire_get_rows:
 * @reader: a reader
 * @rows: (element-type MadoServiceRow): takes the rows
 * @head: where the log stood when they were read: none is of later
 */
void
mado_wire_get_rows (MadoWireReader *reader, GArray *rows, gint64 head)
{
  mado_wire_reader_begin_list (reader, "rows", G_MAXUINT);
  while (mado_wire_reader_next (reader)) {
    MadoServiceRow row = { .seq = mado_wire_reader_get_number (reader, "seq", 1, head) };

    if (!mado_wire_reader_has (reader, "entity"))
      read_gone (reader, &row);
    else if (mado_wire_reader_has (reader, "gone"))
      mado_wire_reader_refuse (reader, "gone", "is said of an entity that is there");
    else
      row.entity = read_entity (reader);
    if (row.entity != NULL)
      row.id = mado_entity_get_id (row.entity);
    g_array_append_val (rows, row);
  }
}
