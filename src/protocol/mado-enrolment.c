/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The records of an enrolment: texts alone. */

#include "mado-enrolment.h"

#include <string.h>

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define LONGEST_PEM 8192 /* bytes */

static char *
dup_text (MadoWireReader *reader, const char *name, gsize longest)
{
  return g_strdup (mado_wire_reader_get_text (reader, name, longest));
}

/**
 * mado_enrolment_file_write:
 * @self: an enrolment file
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_enrolment_file_write (const MadoEnrolmentFile *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new ("enrolment file");

  mado_wire_writer_add_text (writer, "address", self->address, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "authority", self->authority, LONGEST_PEM);
  mado_wire_writer_add_text (writer, "terminal", self->terminal, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "certificate", self->certificate, LONGEST_PEM);
  mado_wire_writer_add_text (writer, "key", self->key, LONGEST_PEM);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_enrolment_file_read:
 * @text: bytes from anywhere
 * @out_file: (out caller-allocates): an enrolment file; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_enrolment_file_read (GBytes *text, MadoEnrolmentFile *out_file, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new ("enrolment file", text);
  g_auto (MadoEnrolmentFile) self = {
    .address = dup_text (reader, "address", MADO_WIRE_MAX_TEXT),
    .authority = dup_text (reader, "authority", LONGEST_PEM),
    .terminal = dup_text (reader, "terminal", MADO_WIRE_MAX_TEXT),
    .certificate = dup_text (reader, "certificate", LONGEST_PEM),
    .key = dup_text (reader, "key", LONGEST_PEM),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_file = self;
  memset (&self, 0, sizeof self); /* it is the caller's now */

  return TRUE;
}

/**
 * mado_enrolment_file_clear:
 * @self: an enrolment file
 */
void
mado_enrolment_file_clear (MadoEnrolmentFile *self)
{
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->authority, g_free);
  g_clear_pointer (&self->terminal, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->key, g_free);
}

/**
 * mado_enrolment_request_write:
 * @self: an enrolment request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_enrolment_request_write (const MadoEnrolmentRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new ("enrolment request");

  mado_wire_writer_add_text (writer, "code", self->code, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "request", self->request, LONGEST_PEM);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_enrolment_request_read:
 * @text: bytes from anywhere
 * @out_request: (out caller-allocates): an enrolment request; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_enrolment_request_read (GBytes *text, MadoEnrolmentRequest *out_request, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new ("enrolment request", text);
  g_auto (MadoEnrolmentRequest) self = {
    .code = dup_text (reader, "code", MADO_WIRE_MAX_TEXT),
    .request = dup_text (reader, "request", LONGEST_PEM),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_request = self;
  memset (&self, 0, sizeof self); /* it is the caller's now */

  return TRUE;
}

/**
 * mado_enrolment_request_clear:
 * @self: an enrolment request
 */
void
mado_enrolment_request_clear (MadoEnrolmentRequest *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->request, g_free);
}

/**
 * mado_enrolment_reply_write:
 * @self: an enrolment reply
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full) (nullable): its text
 */
GBytes *
mado_enrolment_reply_write (const MadoEnrolmentReply *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new ("enrolment reply");

  mado_wire_writer_add_text (writer, "terminal", self->terminal, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "certificate", self->certificate, LONGEST_PEM);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_enrolment_reply_read:
 * @text: bytes from anywhere
 * @out_reply: (out caller-allocates): an enrolment reply; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_enrolment_reply_read (GBytes *text, MadoEnrolmentReply *out_reply, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new ("enrolment reply", text);
  g_auto (MadoEnrolmentReply) self = {
    .terminal = dup_text (reader, "terminal", MADO_WIRE_MAX_TEXT),
    .certificate = dup_text (reader, "certificate", LONGEST_PEM),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_reply = self;
  memset (&self, 0, sizeof self); /* it is the caller's now */

  return TRUE;
}

/**
 * mado_enrolment_reply_clear:
 * @self: an enrolment reply
 */
void
mado_enrolment_reply_clear (MadoEnrolmentReply *self)
{
  g_clear_pointer (&self->terminal, g_free);
  g_clear_pointer (&self->certificate, g_free);
}
