/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was looked at, in the order of the device's numbers. */

#include "mado-reads.h"

#include <string.h>

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "reads";

/**
 * mado_reads_request_new:
 *
 * Returns: (transfer full): a request in which nothing was looked at
 */
MadoReadsRequest *
mado_reads_request_new (void)
{
  MadoReadsRequest *self = g_new0 (MadoReadsRequest, 1);

  self->reads = g_array_new (FALSE, TRUE, sizeof (MadoToldRead));

  return self;
}

/**
 * mado_reads_request_free:
 * @self: (transfer full): a request
 */
void
mado_reads_request_free (MadoReadsRequest *self)
{
  g_array_unref (self->reads);
  g_free (self);
}

/* A word: small letters, and what stands between two of them. What names somebody is none. */
static gboolean
is_word (const char *reason)
{
  const gsize length = strspn (reason, "abcdefghijklmnopqrstuvwxyz- ");

  return length <= MADO_READS_MAX_REASON && reason[length] == '\0';
}

/**
 * mado_reads_request_add:
 * @self: a request
 * @number: greater than those before
 * @entity: that was looked at
 * @at: when
 * @reason: why; what is no word of the program stays away
 */
void
mado_reads_request_add (MadoReadsRequest *self, gint64 number, MadoId entity, MadoInstant at, const char *reason)
{
  MadoToldRead read = { .number = number, .entity = entity, .at = at };

  if (is_word (reason))
    g_strlcpy (read.reason, reason, sizeof read.reason);
  g_array_append_val (self->reads, read);
}

/**
 * mado_reads_request_write:
 * @self: a request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_reads_request_write (const MadoReadsRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_id (writer, "device", self->device);
  mado_wire_writer_begin_list (writer, "reads", self->reads->len, MADO_READS_MAX);
  for (guint i = 0; i < self->reads->len; i++) {
    const MadoToldRead *read = &g_array_index (self->reads, MadoToldRead, i);

    mado_wire_writer_next (writer);
    mado_wire_writer_add_number (writer, "number", read->number, 1, MADO_WIRE_LARGEST_NUMBER);
    mado_wire_writer_add_id (writer, "entity", read->entity);
    mado_wire_writer_add_instant (writer, "at", read->at);
    mado_wire_writer_add_text (writer, "reason", read->reason, MADO_READS_MAX_REASON);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

/* Numbers that do not grow would be taken for what is there already. */
static void
read_one (MadoWireReader *reader, MadoReadsRequest *self, gint64 *last)
{
  const gint64 number = mado_wire_reader_get_number (reader, "number", 1, MADO_WIRE_LARGEST_NUMBER);
  const MadoId entity = mado_wire_reader_get_id (reader, "entity");
  const MadoInstant at = mado_wire_reader_get_instant (reader, "at");
  const char *reason = mado_wire_reader_get_text (reader, "reason", MADO_READS_MAX_REASON);

  if (number <= *last)
    mado_wire_reader_refuse (reader, "number", "does not grow");
  if (!is_word (reason))
    mado_wire_reader_refuse (reader, "reason", "is no word of the program");
  *last = number;
  mado_reads_request_add (self, number, entity, at, reason);
}

/**
 * mado_reads_request_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full) (nullable): the request
 */
MadoReadsRequest *
mado_reads_request_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoReadsRequest) self = mado_reads_request_new ();
  gint64 last = 0;

  self->device = mado_wire_reader_get_id (reader, "device");
  mado_wire_reader_begin_list (reader, "reads", MADO_READS_MAX);
  while (mado_wire_reader_next (reader))
    read_one (reader, self, &last);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}
