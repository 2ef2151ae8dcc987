/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the service does, as a record. */

#include "mado-service-sheet.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "sheet of the service";
static const char deed[] = "deed";

static const char *const works[] = { "rest", "save", "drill", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (works) == MADO_SERVICE_N_WORKS + 1);

/**
 * mado_service_deed_clear:
 * @self: what came of something
 */
void
mado_service_deed_clear (MadoServiceDeed *self)
{
  g_clear_pointer (&self->what, g_free);
}

static void
clear_line (gpointer data)
{
  MadoServiceLine *line = data;

  mado_service_deed_clear (&line->save);
  mado_service_deed_clear (&line->drill);
  g_free (line->ward);
}

/**
 * mado_service_sheet_new:
 *
 * Returns: (transfer full): an empty sheet
 */
MadoServiceSheet *
mado_service_sheet_new (void)
{
  MadoServiceSheet *self = g_new0 (MadoServiceSheet, 1);

  self->lines = g_array_new (FALSE, TRUE, sizeof (MadoServiceLine));
  g_array_set_clear_func (self->lines, clear_line);

  return self;
}

/**
 * mado_service_sheet_free:
 * @self: (transfer full): a sheet
 */
void
mado_service_sheet_free (MadoServiceSheet *self)
{
  g_array_unref (self->lines);
  g_free (self->release);
  g_free (self->address);
  g_free (self);
}

/* Numbers, in the order in which they stand on the sheet. */
static const struct {
  const char *name;
  gsize place;
} numbers[] = {
  { "disk_free", G_STRUCT_OFFSET (MadoServiceSheet, disk_free) },
  { "disk_size", G_STRUCT_OFFSET (MadoServiceSheet, disk_size) },
  { "disk_wanted", G_STRUCT_OFFSET (MadoServiceSheet, disk_wanted) },
  { "connections", G_STRUCT_OFFSET (MadoServiceSheet, n_connections) },
  { "requests", G_STRUCT_OFFSET (MadoServiceSheet, n_requests) },
  { "rebuffs", G_STRUCT_OFFSET (MadoServiceSheet, n_rebuffs) },
  { "ending", G_STRUCT_OFFSET (MadoServiceSheet, n_ending) },
};

/* --- out ---------------------------------------------------------------------------------------------------------- */

static void
write_deed (const MadoServiceDeed *self, MadoWireWriter *writer)
{
  mado_wire_writer_add_instant (writer, "at", self->at);
  mado_wire_writer_add_flag (writer, "good", self->is_good);
  mado_wire_writer_add_text (writer, "what", self->what != NULL ? self->what : "", MADO_WIRE_MAX_TEXT);
}

static void
write_named (const char *name, const MadoServiceDeed *self, MadoWireWriter *writer)
{
  if (self->at.microseconds == 0)
    return;
  mado_wire_writer_enter (writer, name);
  write_deed (self, writer);
  mado_wire_writer_leave (writer);
}

static void
write_line (const MadoServiceLine *line, MadoWireWriter *writer)
{
  mado_wire_writer_add_text (writer, "ward", line->ward, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_flag (writer, "office", line->is_office);
  write_named ("save", &line->save, writer);
  write_named ("drill", &line->drill, writer);
}

/**
 * mado_service_sheet_write:
 * @self: a sheet
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_service_sheet_write (const MadoServiceSheet *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_text (writer, "release", self->release, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_instant (writer, "now", self->now);
  mado_wire_writer_add_instant (writer, "since", self->since);
  mado_wire_writer_add_text (writer, "address", self->address, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_instant (writer, "certificate", self->certificate);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    mado_wire_writer_add_number (writer, numbers[i].name, G_STRUCT_MEMBER (gint64, self, numbers[i].place), 0,
                                 MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_flag (writer, "saved", self->is_saved);
  mado_wire_writer_add_text (writer, "work", works[self->work], MADO_WIRE_MAX_TEXT);
  mado_wire_writer_begin_list (writer, "wards", self->lines->len, MADO_SERVICE_SHEET_MAX_WARDS);
  for (guint i = 0; i < self->lines->len; i++) {
    mado_wire_writer_next (writer);
    write_line (&g_array_index (self->lines, MadoServiceLine, i), writer);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_service_deed_write:
 * @self: what came of something
 * @error: where to put %MADO_BASE_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_service_deed_write (const MadoServiceDeed *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (deed);

  write_deed (self, writer);

  return mado_wire_writer_finish (writer, error);
}

/* --- in ----------------------------------------------------------------------------------------------------------- */

static MadoServiceDeed
read_deed (MadoWireReader *reader)
{
  return (MadoServiceDeed) {
    .at = mado_wire_reader_get_instant (reader, "at"),
    .is_good = mado_wire_reader_get_flag (reader, "good"),
    .what = g_strdup (mado_wire_reader_get_text (reader, "what", MADO_WIRE_MAX_TEXT)),
  };
}

static MadoServiceDeed
read_named (MadoWireReader *reader, const char *name)
{
  MadoServiceDeed found = { 0 };

  if (!mado_wire_reader_has (reader, name))
    return found;
  mado_wire_reader_enter (reader, name);
  found = read_deed (reader);
  mado_wire_reader_leave (reader);

  return found;
}

static void
read_line (MadoWireReader *reader, GArray *lines)
{
  const MadoServiceLine line = {
    .ward = g_strdup (mado_wire_reader_get_text (reader, "ward", MADO_WIRE_MAX_TEXT)),
    .is_office = mado_wire_reader_get_flag (reader, "office"),
    .save = read_named (reader, "save"),
    .drill = read_named (reader, "drill"),
  };

  g_array_append_val (lines, line);
}

/**
 * mado_service_sheet_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the sheet
 */
MadoServiceSheet *
mado_service_sheet_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoServiceSheet) self = mado_service_sheet_new ();

  self->release = g_strdup (mado_wire_reader_get_text (reader, "release", MADO_WIRE_MAX_TEXT));
  self->now = mado_wire_reader_get_instant (reader, "now");
  self->since = mado_wire_reader_get_instant (reader, "since");
  self->address = g_strdup (mado_wire_reader_get_text (reader, "address", MADO_WIRE_MAX_TEXT));
  self->certificate = mado_wire_reader_get_instant (reader, "certificate");
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (gint64, self, numbers[i].place) =
        mado_wire_reader_get_number (reader, numbers[i].name, 0, MADO_WIRE_LARGEST_NUMBER);
  self->is_saved = mado_wire_reader_get_flag (reader, "saved");
  self->work = (MadoServiceWork) mado_wire_reader_get_choice (reader, "work", works);
  mado_wire_reader_begin_list (reader, "wards", MADO_SERVICE_SHEET_MAX_WARDS);
  while (mado_wire_reader_next (reader))
    read_line (reader, self->lines);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_service_deed_read:
 * @text: bytes from anywhere
 * @out_deed: (out caller-allocates): what came of it; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_service_deed_read (GBytes *text, MadoServiceDeed *out_deed, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (deed, text);
  MadoServiceDeed found = read_deed (reader);

  if (!mado_wire_reader_finish (reader, error)) {
    mado_service_deed_clear (&found);
    return FALSE;
  }
  *out_deed = found;

  return TRUE;
}
