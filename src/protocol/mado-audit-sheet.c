/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A report of the logs, as it stands on the wire. */

#include "mado-audit-sheet.h"

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define MOST_HOURS 24
#define MOST_READS 1000000

static const char what[] = "report of the logs";

static void
clear_line (gpointer data)
{
  MadoAuditSheetLine *line = data;

  g_free (line->concern);
  g_free (line->account);
  g_free (line->terminal);
}

static void
clear_sign_off (gpointer data)
{
  g_free (((MadoAuditSheetSignOff *) data)->account);
}

/**
 * mado_audit_sheet_new:
 *
 * Returns: (transfer full): a report that says nothing
 */
MadoAuditSheet *
mado_audit_sheet_new (void)
{
  MadoAuditSheet *self = g_new0 (MadoAuditSheet, 1);

  self->lines = g_array_new (FALSE, TRUE, sizeof (MadoAuditSheetLine));
  g_array_set_clear_func (self->lines, clear_line);
  self->sign_offs = g_array_new (FALSE, TRUE, sizeof (MadoAuditSheetSignOff));
  g_array_set_clear_func (self->sign_offs, clear_sign_off);

  return self;
}

/**
 * mado_audit_sheet_free:
 * @self: (transfer full): a report
 */
void
mado_audit_sheet_free (MadoAuditSheet *self)
{
  g_free (self->from);
  g_free (self->until);
  g_array_unref (self->lines);
  g_array_unref (self->sign_offs);
  g_free (self);
}

/* --- out ---------------------------------------------------------------------------------------------------------- */

static void
write_lines (const GArray *lines, MadoWireWriter *writer)
{
  mado_wire_writer_begin_list (writer, "lines", lines->len, MADO_AUDIT_SHEET_MAX);
  for (guint i = 0; i < lines->len; i++) {
    const MadoAuditSheetLine *line = &g_array_index (lines, MadoAuditSheetLine, i);

    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "concern", line->concern, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_text (writer, "account", line->account, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_text (writer, "terminal", line->terminal, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_text (writer, "day", line->day, MADO_DATE_ISO_SIZE - 1);
    mado_wire_writer_add_number (writer, "count", line->count, 0, MADO_WIRE_LARGEST_NUMBER);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);
}

static void
write_sign_offs (const GArray *sign_offs, MadoWireWriter *writer)
{
  mado_wire_writer_begin_list (writer, "sign_offs", sign_offs->len, MADO_AUDIT_SHEET_MAX);
  for (guint i = 0; i < sign_offs->len; i++) {
    const MadoAuditSheetSignOff *sign_off = &g_array_index (sign_offs, MadoAuditSheetSignOff, i);

    mado_wire_writer_next (writer);
    mado_wire_writer_add_text (writer, "account", sign_off->account, MADO_WIRE_MAX_TEXT);
    mado_wire_writer_add_instant (writer, "at", sign_off->at);
    mado_wire_writer_add_flag (writer, "same", sign_off->is_same);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);
}

/**
 * mado_audit_sheet_write:
 * @self: a report
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_audit_sheet_write (const MadoAuditSheet *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_text (writer, "from", self->from, MADO_DATE_ISO_SIZE - 1);
  mado_wire_writer_add_text (writer, "until", self->until, MADO_DATE_ISO_SIZE - 1);
  mado_wire_writer_add_number (writer, "opens", self->opens, 0, MOST_HOURS);
  mado_wire_writer_add_number (writer, "closes", self->closes, 0, MOST_HOURS);
  mado_wire_writer_add_number (writer, "mass_reads", self->mass_reads, 1, MOST_READS);
  mado_wire_writer_add_hash (writer, "digest", &self->digest);
  write_lines (self->lines, writer);
  write_sign_offs (self->sign_offs, writer);

  return mado_wire_writer_finish (writer, error);
}

/* --- in ----------------------------------------------------------------------------------------------------------- */

static void
read_line (MadoWireReader *reader, GArray *lines)
{
  const char *day = mado_wire_reader_get_text (reader, "day", MADO_DATE_ISO_SIZE - 1);
  MadoAuditSheetLine line = {
    .concern = g_strdup (mado_wire_reader_get_text (reader, "concern", MADO_WIRE_MAX_TEXT)),
    .account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT)),
    .terminal = g_strdup (mado_wire_reader_get_text (reader, "terminal", MADO_WIRE_MAX_TEXT)),
    .count = mado_wire_reader_get_number (reader, "count", 0, MADO_WIRE_LARGEST_NUMBER),
  };

  if (!mado_date_is_valid (mado_date_from_iso (day)))
    mado_wire_reader_refuse (reader, "day", "is not a day");
  g_strlcpy (line.day, day, sizeof line.day);
  g_array_append_val (lines, line);
}

static void
read_sign_off (MadoWireReader *reader, GArray *sign_offs)
{
  const MadoAuditSheetSignOff sign_off = {
    .account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT)),
    .at = mado_wire_reader_get_instant (reader, "at"),
    .is_same = mado_wire_reader_get_flag (reader, "same"),
  };

  g_array_append_val (sign_offs, sign_off);
}

/**
 * mado_audit_sheet_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the report
 */
MadoAuditSheet *
mado_audit_sheet_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoAuditSheet) self = mado_audit_sheet_new ();

  self->from = g_strdup (mado_wire_reader_get_text (reader, "from", MADO_DATE_ISO_SIZE - 1));
  self->until = g_strdup (mado_wire_reader_get_text (reader, "until", MADO_DATE_ISO_SIZE - 1));
  self->opens = (guint) mado_wire_reader_get_number (reader, "opens", 0, MOST_HOURS);
  self->closes = (guint) mado_wire_reader_get_number (reader, "closes", 0, MOST_HOURS);
  self->mass_reads = (guint) mado_wire_reader_get_number (reader, "mass_reads", 1, MOST_READS);
  self->digest = mado_wire_reader_get_hash (reader, "digest");
  mado_wire_reader_begin_list (reader, "lines", MADO_AUDIT_SHEET_MAX);
  while (mado_wire_reader_next (reader))
    read_line (reader, self->lines);
  mado_wire_reader_begin_list (reader, "sign_offs", MADO_AUDIT_SHEET_MAX);
  while (mado_wire_reader_next (reader))
    read_sign_off (reader, self->sign_offs);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}
