/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places by the names of their streams. */

#include "mado-ward-mark.h"

#include "mado-ward-standing.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define KEY "compared"
#define WHAT "mark of a ward"
#define MAX_STREAMS 10000
#define MAX_NAME 200
#define MAX_NUMBER (G_MAXINT64 >> 10) /* of the line */

struct _MadoWardMark {
  GHashTable *places; /* (element-type utf8 MadoLogPlace) */
  gint64 look;
};

/**
 * mado_ward_mark_new:
 *
 * Returns: (transfer full): of somebody who has nothing
 */
MadoWardMark *
mado_ward_mark_new (void)
{
  MadoWardMark *self = g_new0 (MadoWardMark, 1);

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * mado_ward_mark_free:
 * @self: (transfer full): a mark
 */
void
mado_ward_mark_free (MadoWardMark *self)
{
  g_hash_table_unref (self->places);
  g_free (self);
}

/**
 * mado_ward_mark_set_place:
 * @self: a mark
 * @stream: the name of a stream
 * @place: how far he has its log
 */
void
mado_ward_mark_set_place (MadoWardMark *self, const char *stream, const MadoLogPlace *place)
{
  g_hash_table_replace (self->places, g_strdup (stream), g_memdup2 (place, sizeof *place));
}

/**
 * mado_ward_mark_get_place:
 * @self: a mark
 * @stream: the name of a stream
 *
 * Returns: how far he has its log
 */
MadoLogPlace
mado_ward_mark_get_place (const MadoWardMark *self, const char *stream)
{
  const MadoLogPlace *place = g_hash_table_lookup (self->places, stream);

  return place != NULL ? *place : (MadoLogPlace) { 0 };
}

/**
 * mado_ward_mark_set_look:
 * @self: a mark
 * @number: of the last look that he has
 */
void
mado_ward_mark_set_look (MadoWardMark *self, gint64 number)
{
  self->look = number;
}

/**
 * mado_ward_mark_get_look:
 * @self: a mark
 *
 * Returns: the number of the last look that he has
 */
gint64
mado_ward_mark_get_look (const MadoWardMark *self)
{
  return self->look;
}

/* --- what a backend has ------------------------------------------------------------------------------------------ */

static gboolean
has_look_after (MadoBackend *backend, gint64 number, gboolean *out_has, GError **error)
{
  g_autoptr (GArray) looks = NULL;

  if (!backend->type->list_reads (backend, number, 1, &looks, error))
    return FALSE;
  *out_has = looks->len > 0;

  return TRUE;
}

/* Their numbers grow: the last is where none comes after. */
static gboolean
find_last_look (MadoBackend *backend, gint64 *out_number, GError **error)
{
  gint64 low = 0, high = 1;
  gboolean has_more = TRUE;

  while (has_more) {
    if (!has_look_after (backend, high, &has_more, error))
      return FALSE;
    low = has_more ? high : low;
    high = has_more ? high * 2 : high;
  }
  while (low < high) {
    const gint64 middle = low + (high - low) / 2;

    if (!has_look_after (backend, middle, &has_more, error))
      return FALSE;
    low = has_more ? middle + 1 : low;
    high = has_more ? high : middle;
  }
  *out_number = low;

  return TRUE;
}

static gboolean
load_places (MadoWardMark *self, MadoBackend *backend, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  if (!backend->type->list_streams (backend, &names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    MadoStreamStand stand;

    if (!backend->type->find_stream (backend, name, &stand, error))
      return FALSE;
    mado_ward_mark_set_place (self, name, &stand.head);
  }

  return TRUE;
}

/**
 * mado_ward_mark_load:
 * @backend: a backend, in a turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): how far its ward goes
 */
MadoWardMark *
mado_ward_mark_load (MadoBackend *backend, GError **error)
{
  g_autoptr (MadoWardMark) self = mado_ward_mark_new ();

  return load_places (self, backend, error) && find_last_look (backend, &self->look, error) ? g_steal_pointer (&self)
                                                                                            : NULL;
}

/* --- one that is kept -------------------------------------------------------------------------------------------- */

static GBytes *
write_mark (const MadoWardMark *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (WHAT);
  GHashTableIter iter;
  gpointer name, place;

  mado_wire_writer_add_number (writer, "look", self->look, 0, MAX_NUMBER);
  mado_wire_writer_begin_list (writer, "streams", g_hash_table_size (self->places), MAX_STREAMS);
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &name, &place)) {
    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "name", name, MAX_NAME);
    mado_wire_writer_add_number (writer, "seq", ((const MadoLogPlace *) place)->seq, 0, MAX_NUMBER);
    mado_wire_writer_add_hash (writer, "chain", &((const MadoLogPlace *) place)->chain);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

static void
read_stream (MadoWardMark *self, MadoWireReader *reader)
{
  const char *name = mado_wire_reader_get_text (reader, "name", MAX_NAME);
  const MadoLogPlace place = { mado_wire_reader_get_number (reader, "seq", 0, MAX_NUMBER),
                               mado_wire_reader_get_hash (reader, "chain") };

  if (name != NULL)
    mado_ward_mark_set_place (self, name, &place);
}

static MadoWardMark *
read_mark (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (WHAT, text);
  g_autoptr (MadoWardMark) self = mado_ward_mark_new ();

  self->look = mado_wire_reader_get_number (reader, "look", 0, MAX_NUMBER);
  mado_wire_reader_begin_list (reader, "streams", MAX_STREAMS);
  while (mado_wire_reader_next (reader))
    read_stream (self, reader);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_ward_mark_keep:
 * @self: a mark
 * @backend: a backend, in a turn that writes: a ward that nobody serves
 * @error: where to put what went wrong
 *
 * Returns: whether it will be found there when the turn is committed
 */
gboolean
mado_ward_mark_keep (const MadoWardMark *self, MadoBackend *backend, GError **error)
{
  g_autoptr (GBytes) text = write_mark (self, error);

  return text != NULL && backend->type->put_record (backend, MADO_WARD_STANDING_SHELF, KEY, text, error);
}

/**
 * mado_ward_mark_recall:
 * @backend: a backend, in a turn
 * @out_mark: (out) (transfer full) (nullable): what was kept there; %NULL: nothing
 * @error: where to put what went wrong
 *
 * Returns: whether anybody can say
 */
gboolean
mado_ward_mark_recall (MadoBackend *backend, MadoWardMark **out_mark, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  MadoWardMark *mark = NULL;

  if (!backend->type->find_record (backend, MADO_WARD_STANDING_SHELF, KEY, &text, error))
    return FALSE;
  if (text != NULL && (mark = read_mark (text, error)) == NULL)
    return FALSE;
  *out_mark = mark;

  return TRUE;
}

/**
 * mado_ward_mark_forget:
 * @backend: a backend, in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether nothing is kept there when the turn is committed
 */
gboolean
mado_ward_mark_forget (MadoBackend *backend, GError **error)
{
  return backend->type->drop_record (backend, MADO_WARD_STANDING_SHELF, KEY, error);
}
