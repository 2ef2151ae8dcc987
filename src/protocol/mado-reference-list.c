/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of the lists goes often; their texts go once to each terminal, so they are records of their own. */

#include "mado-reference-list.h"

#include <string.h>

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "reference list";
static const char what_text[] = "text of a reference list";

/**
 * mado_reference_list_free:
 * @self: (transfer full): a list
 */
void
mado_reference_list_free (MadoReferenceList *self)
{
  g_free (self->name);
  g_free (self->day);
  g_free (self->account);
  g_free (self);
}

static void
write_list (const MadoReferenceList *self, MadoWireWriter *writer)
{
  mado_wire_writer_add_text (writer, "name", self->name, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "day", self->day, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_hash (writer, "digest", &self->digest);
  mado_wire_writer_add_instant (writer, "since", self->since);
  mado_wire_writer_add_text (writer, "account", self->account, MADO_WIRE_MAX_TEXT);
}

static MadoReferenceList *
read_list (MadoWireReader *reader)
{
  MadoReferenceList *self = g_new0 (MadoReferenceList, 1);

  self->name = g_strdup (mado_wire_reader_get_text (reader, "name", MADO_WIRE_MAX_TEXT));
  self->day = g_strdup (mado_wire_reader_get_text (reader, "day", MADO_WIRE_MAX_TEXT));
  self->digest = mado_wire_reader_get_hash (reader, "digest");
  self->since = mado_wire_reader_get_instant (reader, "since");
  self->account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT));

  return self;
}

/**
 * mado_reference_list_write:
 * @self: a list
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): what is said of it, as it is kept
 */
GBytes *
mado_reference_list_write (const MadoReferenceList *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  write_list (self, writer);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_reference_list_read:
 * @text: of mado_reference_list_write()
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): what is said of the list
 */
MadoReferenceList *
mado_reference_list_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoReferenceList) self = read_list (reader);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_reference_roll_new:
 *
 * Returns: (transfer full) (element-type MadoReferenceList): no list
 */
GPtrArray *
mado_reference_roll_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_reference_list_free);
}

/**
 * mado_reference_roll_find:
 * @roll: (element-type MadoReferenceList): lists
 * @name: of one
 *
 * Returns: (transfer none) (nullable): it
 */
const MadoReferenceList *
mado_reference_roll_find (const GPtrArray *roll, const char *name)
{
  for (guint i = 0; i < roll->len; i++) {
    const MadoReferenceList *list = g_ptr_array_index (roll, i);

    if (strcmp (list->name, name) == 0)
      return list;
  }

  return NULL;
}

/**
 * mado_reference_roll_write:
 * @roll: (element-type MadoReferenceList): lists
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): what is said of them
 */
GBytes *
mado_reference_roll_write (const GPtrArray *roll, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_begin_list (writer, "lists", roll->len, MADO_REFERENCE_MAX_LISTS);
  for (guint i = 0; i < roll->len; i++) {
    mado_wire_writer_next (writer);
    write_list (g_ptr_array_index (roll, i), writer);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_reference_roll_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoReferenceList): the lists
 */
GPtrArray *
mado_reference_roll_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (GPtrArray) roll = mado_reference_roll_new ();

  mado_wire_reader_begin_list (reader, "lists", MADO_REFERENCE_MAX_LISTS);
  while (mado_wire_reader_next (reader))
    g_ptr_array_add (roll, read_list (reader));

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&roll) : NULL;
}

/**
 * mado_reference_text_write:
 * @list: the text of a list
 * @error: where to put %MADO_BASE_ERROR_INVALID: it is too long, or not UTF-8
 *
 * Returns: (transfer full) (nullable): the record
 */
GBytes *
mado_reference_text_write (GBytes *list, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what_text);

  mado_wire_writer_add_bytes (writer, "text", list, MADO_REFERENCE_MAX_TEXT);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_reference_text_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the text of a list
 */
GBytes *
mado_reference_text_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what_text, text);
  g_autoptr (GBytes) list = mado_wire_reader_dup_bytes (reader, "text", MADO_REFERENCE_MAX_TEXT);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&list) : NULL;
}
