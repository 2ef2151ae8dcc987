/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was done on a terminal on its way to the service, and the service's receipt for it. */

#include "mado-push.h"

#include "mado-operation.h"
#include "mado-wire-parts.h"

static const char request_what[] = "push request";
static const char reply_what[] = "push reply";
static const char *const verdict_names[] = {
  [MADO_PUSH_TAKEN] = "taken", [MADO_PUSH_FORKED] = "forked", [MADO_PUSH_GAP] = "gap", NULL
};

/* --- the request ------------------------------------------------------------------------------------------------- */

static void
clear_pushed (gpointer data)
{
  g_clear_pointer (&((MadoPushedOperation *) data)->text, g_bytes_unref);
}

/**
 * mado_push_request_new:
 *
 * Returns: (transfer full): a request with no operation
 */
MadoPushRequest *
mado_push_request_new (void)
{
  MadoPushRequest *self = g_new0 (MadoPushRequest, 1);

  self->operations = g_array_new (FALSE, TRUE, sizeof (MadoPushedOperation));
  g_array_set_clear_func (self->operations, clear_pushed);

  return self;
}

/**
 * mado_push_request_free:
 * @self: (transfer full): a request
 */
void
mado_push_request_free (MadoPushRequest *self)
{
  g_array_unref (self->operations);
  g_free (self);
}

static void
write_operation (MadoWireWriter *writer, const MadoPushedOperation *operation, gint64 dseq)
{
  mado_wire_writer_add_number (writer, "dseq", operation->dseq, dseq, dseq);
  if (operation->text != NULL)
    mado_wire_writer_add_bytes (writer, "text", operation->text, MADO_OPERATION_MAX_LENGTH);
  else
    mado_wire_writer_add_hash (writer, "hash", &operation->hash);
  mado_wire_writer_add_flag (writer, "withdrawn", operation->is_withdrawn);
  mado_wire_writer_add_flag (writer, "goes_on", operation->goes_on);
}

/**
 * mado_push_request_write:
 * @self: a request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * A text goes byte for byte, as a JSON string: its hash is made of it again where it arrives.
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_push_request_write (const MadoPushRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (request_what);
  const gint64 first = self->operations->len > 0 ? g_array_index (self->operations, MadoPushedOperation, 0).dseq : 0;

  mado_wire_writer_add_id (writer, "device", self->device);
  mado_wire_add_nonce (writer, self->nonce);
  mado_wire_writer_add_number (writer, "epoch", self->epoch, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_hash (writer, "before", &self->before);
  mado_wire_writer_begin_list (writer, "operations", self->operations->len, MADO_PUSH_MAX_OPERATIONS);
  for (guint i = 0; i < self->operations->len; i++) {
    mado_wire_writer_next (writer);
    write_operation (writer, &g_array_index (self->operations, MadoPushedOperation, i), first + i);
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

static MadoPushedOperation
read_operation (MadoWireReader *reader, gint64 least, gint64 most)
{
  MadoPushedOperation operation = {
    .dseq = mado_wire_reader_get_number (reader, "dseq", least, most),
    .is_withdrawn = mado_wire_reader_get_flag (reader, "withdrawn"),
    .goes_on = mado_wire_reader_get_flag (reader, "goes_on"),
  };

  if (!mado_wire_reader_has (reader, "text")) {
    operation.hash = mado_wire_reader_get_hash (reader, "hash");
    return operation;
  }
  if (mado_wire_reader_has (reader, "hash"))
    mado_wire_reader_refuse (reader, "hash", "is said beside the text that it follows from");
  operation.text = mado_wire_reader_dup_bytes (reader, "text", MADO_OPERATION_MAX_LENGTH);
  operation.hash = mado_hash_of (g_bytes_get_data (operation.text, NULL), g_bytes_get_size (operation.text));

  return operation;
}

static void
read_operations (MadoWireReader *reader, GArray *operations)
{
  gint64 least = 1, most = MADO_WIRE_LARGEST_NUMBER;
  gsize length = 0;

  mado_wire_reader_begin_list (reader, "operations", MADO_PUSH_MAX_OPERATIONS);
  while (mado_wire_reader_next (reader)) {
    MadoPushedOperation operation = read_operation (reader, least, most);

    length += operation.text != NULL ? g_bytes_get_size (operation.text) : 0;
    g_array_append_val (operations, operation);
    if (operations->len > 1 && length > MADO_PUSH_MAX_LENGTH)
      mado_wire_reader_refuse (reader, "text", "is more than goes in one request");
    least = most = operation.dseq + 1;
  }
}

/**
 * mado_push_request_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full): the request
 */
MadoPushRequest *
mado_push_request_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (request_what, text);
  g_autoptr (MadoPushRequest) self = mado_push_request_new ();

  self->device = mado_wire_reader_get_id (reader, "device");
  self->nonce = mado_wire_get_nonce (reader);
  self->epoch = mado_wire_reader_get_number (reader, "epoch", 0, MADO_WIRE_LARGEST_NUMBER);
  self->before = mado_wire_reader_get_hash (reader, "before");
  read_operations (reader, self->operations);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/* --- the reply --------------------------------------------------------------------------------------------------- */

static void
clear_known (gpointer data)
{
  g_clear_pointer (&((MadoKnownOperation *) data)->code, g_free);
}

/**
 * mado_push_reply_new:
 *
 * Returns: (transfer full): a reply that knows of nothing
 */
MadoPushReply *
mado_push_reply_new (void)
{
  MadoPushReply *self = g_new0 (MadoPushReply, 1);

  self->known = g_array_new (FALSE, TRUE, sizeof (MadoKnownOperation));
  g_array_set_clear_func (self->known, clear_known);

  return self;
}

/**
 * mado_push_reply_free:
 * @self: (transfer full): a reply
 */
void
mado_push_reply_free (MadoPushReply *self)
{
  g_array_unref (self->known);
  g_free (self);
}

static void
write_known (MadoWireWriter *writer, const MadoKnownOperation *known)
{
  mado_wire_writer_add_number (writer, "dseq", known->dseq, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_number (writer, "seq", known->seq, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_text (writer, "outcome", mado_outcome_kind_get_name (known->outcome), MADO_WIRE_MAX_TEXT);
  if (known->code != NULL)
    mado_wire_writer_add_text (writer, "code", known->code, MADO_WIRE_MAX_TEXT);
}

/**
 * mado_push_reply_write:
 * @self: a reply
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_push_reply_write (const MadoPushReply *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (reply_what);

  mado_wire_add_nonce (writer, self->nonce);
  mado_wire_writer_add_number (writer, "epoch", self->epoch, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_text (writer, "verdict", verdict_names[self->verdict], MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_number (writer, "received", self->received, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_hash (writer, "chain", &self->chain);
  mado_wire_add_place (writer, "head", &self->head);
  mado_wire_writer_begin_list (writer, "known", self->known->len, MADO_PUSH_MAX_OPERATIONS);
  for (guint i = 0; i < self->known->len; i++) {
    mado_wire_writer_next (writer);
    write_known (writer, &g_array_index (self->known, MadoKnownOperation, i));
    mado_wire_writer_leave (writer);
  }
  mado_wire_writer_end_list (writer);

  return mado_wire_writer_finish (writer, error);
}

static void
read_known (MadoWireReader *reader, GArray *list, gint64 head)
{
  gint64 least = 1;

  mado_wire_reader_begin_list (reader, "known", MADO_PUSH_MAX_OPERATIONS);
  while (mado_wire_reader_next (reader)) {
    MadoKnownOperation known = {
      .dseq = mado_wire_reader_get_number (reader, "dseq", least, MADO_WIRE_LARGEST_NUMBER),
      .seq = mado_wire_reader_get_number (reader, "seq", 1, head),
      .outcome = mado_wire_reader_get_outcome (reader, "outcome"),
    };
    const gboolean is_refused = mado_wire_reader_has (reader, "code");

    least = known.dseq + 1;
    known.code = is_refused ? g_strdup (mado_wire_reader_get_text (reader, "code", MADO_WIRE_MAX_TEXT)) : NULL;
    g_array_append_val (list, known);
  }
}

/**
 * mado_push_reply_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full): the reply
 */
MadoPushReply *
mado_push_reply_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (reply_what, text);
  g_autoptr (MadoPushReply) self = mado_push_reply_new ();

  self->nonce = mado_wire_get_nonce (reader);
  self->epoch = mado_wire_reader_get_number (reader, "epoch", 1, MADO_WIRE_LARGEST_NUMBER);
  self->verdict = (MadoPushVerdict) mado_wire_reader_get_choice (reader, "verdict", verdict_names);
  self->received = mado_wire_reader_get_number (reader, "received", 0, MADO_WIRE_LARGEST_NUMBER);
  self->chain = mado_wire_reader_get_hash (reader, "chain");
  self->head = mado_wire_get_place (reader, "head");
  read_known (reader, self->known, self->head.seq);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}
