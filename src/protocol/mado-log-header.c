/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The header of an entry of the log: written once, in the one canonical spelling, because its bytes are hashed. */

#include "mado-log-header.h"

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SMALL 4096 /* bytes: what reading the headers takes that there are */

static const char what[] = "header of a log entry";

struct _MadoLogText {
  MadoWireReader *reader; /* which the header's texts live in */
  MadoLogHeader header;
};

static void
write_optional_id (MadoWireWriter *writer, const char *name, MadoId id)
{
  if (mado_id_compare (id, MADO_ID_NONE) != 0)
    mado_wire_writer_add_id (writer, name, id);
}

static void
write_origin (MadoWireWriter *writer, const MadoLogHeader *self)
{
  write_optional_id (writer, "device", self->device);
  mado_wire_writer_add_number (writer, "dseq", self->dseq, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_text (writer, "kind", self->kind, MADO_LOG_HEADER_MAX_TEXT);
  mado_wire_writer_add_text (writer, "actor", self->actor, MADO_LOG_HEADER_MAX_TEXT);
  mado_wire_writer_add_text (writer, "terminal", self->terminal, MADO_LOG_HEADER_MAX_TEXT);
  if (mado_id_is_valid (self->device) != (self->dseq > 0))
    mado_wire_writer_refuse (writer, "dseq", "does not fit the device");
}

/**
 * mado_log_header_write:
 * @self: what the entry says of itself
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full): canonical JSON, to be hashed and kept
 */
GBytes *
mado_log_header_write (const MadoLogHeader *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_number (writer, "seq", self->seq, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_instant (writer, "at", self->at);
  mado_wire_writer_add_id (writer, "operation", self->operation);
  write_optional_id (writer, "entity", self->entity);
  write_origin (writer, self);
  mado_wire_writer_add_number (writer, "revision", self->revision, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_text (writer, "outcome", mado_outcome_kind_get_name (self->outcome), MADO_LOG_HEADER_MAX_TEXT);
  if (self->code != NULL)
    mado_wire_writer_add_text (writer, "code", self->code, MADO_LOG_HEADER_MAX_TEXT);
  if (self->signature != NULL) {
    mado_wire_writer_add_text (writer, "key", self->key, MADO_LOG_HEADER_MAX_TEXT);
    mado_wire_writer_add_text (writer, "signature", self->signature, MADO_LOG_HEADER_MAX_TEXT);
  }

  return mado_wire_writer_finish_canonical (writer, error);
}

static MadoId
read_optional_id (MadoWireReader *reader, const char *name)
{
  return mado_wire_reader_has (reader, name) ? mado_wire_reader_get_id (reader, name) : MADO_ID_NONE;
}

static void
read_header (MadoWireReader *reader, MadoLogHeader *header)
{
  *header = (MadoLogHeader) {
    .seq = mado_wire_reader_get_number (reader, "seq", 1, MADO_WIRE_LARGEST_NUMBER),
    .at = mado_wire_reader_get_instant (reader, "at"),
    .operation = mado_wire_reader_get_id (reader, "operation"),
    .entity = read_optional_id (reader, "entity"),
    .device = read_optional_id (reader, "device"),
    .dseq = mado_wire_reader_get_number (reader, "dseq", 0, MADO_WIRE_LARGEST_NUMBER),
    .kind = mado_wire_reader_get_text (reader, "kind", MADO_LOG_HEADER_MAX_TEXT),
    .actor = mado_wire_reader_get_text (reader, "actor", MADO_LOG_HEADER_MAX_TEXT),
    .terminal = mado_wire_reader_get_text (reader, "terminal", MADO_LOG_HEADER_MAX_TEXT),
    .revision = mado_wire_reader_get_number (reader, "revision", 0, MADO_WIRE_LARGEST_NUMBER),
    .outcome = mado_wire_reader_get_outcome (reader, "outcome"),
  };
  if (mado_wire_reader_has (reader, "code"))
    header->code = mado_wire_reader_get_text (reader, "code", MADO_LOG_HEADER_MAX_TEXT);
  if (mado_wire_reader_has (reader, "signature")) {
    header->key = mado_wire_reader_get_text (reader, "key", MADO_LOG_HEADER_MAX_TEXT);
    header->signature = mado_wire_reader_get_text (reader, "signature", MADO_LOG_HEADER_MAX_TEXT);
  }
  if (mado_id_is_valid (header->device) != (header->dseq > 0))
    mado_wire_reader_refuse (reader, "dseq", "does not fit the device");
}

static gboolean
check_canonical (GBytes *text, GError **error)
{
  gsize length = 0;
  const char *start = g_bytes_get_data (text, &length);

  if (length > 0 && length <= MADO_LOG_HEADER_MAX_LENGTH && mado_canonical_json_is_canonical (start, length))
    return TRUE;
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot read the %s: it is not canonical JSON", what);

  return FALSE;
}

/**
 * mado_log_text_read:
 * @text: a header as the service says it
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full): the header
 */
MadoLogText *
mado_log_text_read (GBytes *text, GError **error)
{
  g_autoptr (MadoLogText) self = NULL;

  if (!check_canonical (text, error))
    return NULL;
  self = g_new0 (MadoLogText, 1);
  self->reader = mado_wire_reader_new (what, text);
  read_header (self->reader, &self->header);

  return mado_wire_reader_finish (self->reader, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
says_id (yyjson_val *root, const char *name, MadoId id)
{
  const char *said = yyjson_get_str (yyjson_obj_get (root, name));
  char text[MADO_ID_TEXT_SIZE];

  if (mado_id_compare (id, MADO_ID_NONE) == 0)
    return said == NULL;
  mado_id_to_text (id, text);

  return g_strcmp0 (said, text) == 0;
}

/**
 * mado_log_header_is_of:
 * @text: a header that was written here, and is held by the chain
 * @seq: the entry's number
 * @operation: its operation; none: any
 * @entity: what it is about; none: nothing
 *
 * Of such a header nothing else has to be looked at; mado_log_text_read() takes ten times as long.
 *
 * Returns: whether it says the same
 */
gboolean
mado_log_header_is_of (GBytes *text, gint64 seq, MadoId operation, MadoId entity)
{
  char memory[SMALL];
  yyjson_alc alc;
  gsize length = 0;
  const char *start = g_bytes_get_data (text, &length);
  yyjson_doc *doc;
  yyjson_val *root;
  gboolean is_so;

  yyjson_alc_pool_init (&alc, memory, sizeof memory);
  doc = yyjson_read_opts ((char *) start, length, 0, &alc, NULL);
  if (doc == NULL) /* it is longer than they are */
    doc = yyjson_read (start, length, 0);
  root = yyjson_doc_get_root (doc);
  is_so = yyjson_get_sint (yyjson_obj_get (root, "seq")) == seq &&
          (mado_id_compare (operation, MADO_ID_NONE) == 0 || says_id (root, "operation", operation)) &&
          says_id (root, "entity", entity);
  yyjson_doc_free (doc);

  return is_so;
}

/**
 * mado_log_text_free:
 * @self: (transfer full): a header that was read
 */
void
mado_log_text_free (MadoLogText *self)
{
  mado_wire_reader_free (self->reader);
  g_free (self);
}

/**
 * mado_log_text_get_header:
 * @self: a header that was read
 *
 * Returns: (transfer none): what the entry says of itself
 */
const MadoLogHeader *
mado_log_text_get_header (const MadoLogText *self)
{
  return &self->header;
}
