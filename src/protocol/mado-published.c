/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A published programme on its way to whoever works by it, and whether it is what it says it is. */

#include "mado-published.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

static const char what[] = "published programme";

/**
 * mado_published_write:
 * @self: a programme as it was published
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_published_write (const MadoPublished *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_number (writer, "epoch", self->epoch, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_bytes (writer, "header", self->header, MADO_LOG_HEADER_MAX_LENGTH);
  mado_wire_writer_add_bytes (writer, "programme", self->programme, MADO_PUBLISHED_MAX_PROGRAMME);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_published_read:
 * @text: bytes from anywhere
 * @out_published: (out caller-allocates): the programme; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Whether it is what it says it is, mado_published_check() says.
 *
 * Returns: whether it is such a record
 */
gboolean
mado_published_read (GBytes *text, MadoPublished *out_published, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_auto (MadoPublished) published = {
    .epoch = mado_wire_reader_get_number (reader, "epoch", 1, MADO_WIRE_LARGEST_NUMBER),
    .header = mado_wire_reader_dup_bytes (reader, "header", MADO_LOG_HEADER_MAX_LENGTH),
    .programme = mado_wire_reader_dup_bytes (reader, "programme", MADO_PUBLISHED_MAX_PROGRAMME),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  out_published->epoch = published.epoch;
  out_published->header = g_steal_pointer (&published.header);
  out_published->programme = g_steal_pointer (&published.programme);

  return TRUE;
}

/**
 * mado_published_clear:
 * @self: a programme
 */
void
mado_published_clear (MadoPublished *self)
{
  g_clear_pointer (&self->header, g_bytes_unref);
  g_clear_pointer (&self->programme, g_bytes_unref);
}

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "cannot work by the programme: %s", flaw);

  return FALSE;
}

/**
 * mado_published_check:
 * @self: a programme
 * @stream: "WARD/PROGRAMME", where it should have been published
 * @revision: seq of the entry that should have published it
 * @out_is_signed: (out): whether somebody signed it; if not, the service alone says whose it is
 * @error: %MADO_BASE_ERROR_MISMATCH where it is not that publication, or not what was signed
 *
 * Returns: whether it is what was published there, as far as anybody can say who has only that
 */
gboolean
mado_published_check (
    const MadoPublished *self, const char *stream, gint64 revision, gboolean *out_is_signed, GError **error)
{
  g_autoptr (MadoLogText) text = mado_log_text_read (self->header, error);
  const MadoLogHeader *header;

  if (text == NULL)
    return FALSE;
  header = mado_log_text_get_header (text);
  if (header->seq != revision || strcmp (header->kind, MADO_PUBLICATION_KIND) != 0)
    return refuse (error, "it is not the publication that was asked for");

  const MadoPublication publication = { stream, header->actor, self->programme };

  if (header->key != NULL && !mado_publication_verify (&publication, header->key, header->signature, NULL))
    return refuse (error, "its signature does not hold");
  *out_is_signed = header->key != NULL;

  return TRUE;
}
