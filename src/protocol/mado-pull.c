/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log since a place, as one person gets it. */

#include "mado-pull.h"

#include <string.h>

#include "mado-wire-parts.h"

#define MAX_LEAVES_TEXT ((MADO_PULL_MAX_ENTRIES * MADO_HASH_SIZE + 2) / 3 * 4) /* bytes, in base64 */

static const char request_what[] = "pull request";
static const char reply_what[] = "pull reply";
static const char *const verdict_names[] = {
  [MADO_PULL_TAKEN] = "taken", [MADO_PULL_REWOUND] = "rewound", [MADO_PULL_RESIGHTED] = "resighted", NULL
};

/* --- the request ------------------------------------------------------------------------------------------------- */

/**
 * mado_pull_request_write:
 * @self: a request
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_pull_request_write (const MadoPullRequest *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (request_what);

  mado_wire_writer_add_id (writer, "device", self->device);
  mado_wire_add_nonce (writer, self->nonce);
  mado_wire_writer_add_number (writer, "epoch", self->epoch, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_hash (writer, "sight", &self->sight);
  mado_wire_add_place (writer, "after", &self->after);
  mado_wire_writer_add_number (writer, "wait", self->wait, 0, MADO_PULL_MAX_WAIT);

  return mado_wire_writer_finish (writer, error);
}

/**
 * mado_pull_request_read:
 * @text: bytes from anywhere
 * @out_request: (out caller-allocates): the request; untouched on failure
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: whether it is one
 */
gboolean
mado_pull_request_read (GBytes *text, MadoPullRequest *out_request, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (request_what, text);
  const MadoPullRequest request = {
    .device = mado_wire_reader_get_id (reader, "device"),
    .nonce = mado_wire_get_nonce (reader),
    .epoch = mado_wire_reader_get_number (reader, "epoch", 0, MADO_WIRE_LARGEST_NUMBER),
    .sight = mado_wire_reader_get_hash (reader, "sight"),
    .after = mado_wire_get_place (reader, "after"),
    .wait = (guint) mado_wire_reader_get_number (reader, "wait", 0, MADO_PULL_MAX_WAIT),
  };

  if (!mado_wire_reader_finish (reader, error))
    return FALSE;
  *out_request = request;

  return TRUE;
}

/* --- the reply --------------------------------------------------------------------------------------------------- */

/**
 * mado_pull_reply_new:
 *
 * Returns: (transfer full): a reply with nothing in it
 */
MadoPullReply *
mado_pull_reply_new (void)
{
  MadoPullReply *self = g_new0 (MadoPullReply, 1);

  self->entries = mado_served_entries_new ();
  self->rows = mado_service_rows_new ();

  return self;
}

/**
 * mado_pull_reply_free:
 * @self: (transfer full): a reply
 */
void
mado_pull_reply_free (MadoPullReply *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->rows);
  g_free (self);
}

/* The entries from @first on of which nothing but the leaf may be seen. */
static guint
count_hidden (const GArray *entries, guint first)
{
  guint count = 0;

  while (first + count < entries->len && g_array_index (entries, MadoServedEntry, first + count).header == NULL)
    count++;

  return count;
}

static void
write_hidden (MadoWireWriter *writer, const GArray *entries, guint first, guint count)
{
  g_autofree MadoHash *leaves = g_new (MadoHash, count);
  g_autofree char *text = NULL;

  for (guint i = 0; i < count; i++)
    leaves[i] = g_array_index (entries, MadoServedEntry, first + i).leaf;
  text = g_base64_encode ((const guchar *) leaves, count * sizeof *leaves);
  mado_wire_writer_add_text (writer, "leaves", text, MAX_LEAVES_TEXT);
}

static void
write_visible (MadoWireWriter *writer, const MadoServedEntry *entry)
{
  MadoHash salt;

  G_STATIC_ASSERT (sizeof salt == sizeof entry->salt);
  mado_wire_writer_add_bytes (writer, "header", entry->header, MADO_LOG_HEADER_MAX_LENGTH);
  mado_wire_writer_add_hash (writer, "payload", &entry->payload_hash);
  if (entry->has_salt) {
    memcpy (&salt, entry->salt, sizeof salt);
    mado_wire_writer_add_hash (writer, "salt", &salt);
  }
}

static void
write_entries (MadoWireWriter *writer, const GArray *entries)
{
  mado_wire_writer_begin_list (writer, "entries", entries->len, MADO_PULL_MAX_ENTRIES);
  for (guint i = 0; i < entries->len;) {
    const guint n_hidden = count_hidden (entries, i);

    mado_wire_writer_next (writer);
    if (n_hidden > 0)
      write_hidden (writer, entries, i, n_hidden);
    else
      write_visible (writer, &g_array_index (entries, MadoServedEntry, i));
    mado_wire_writer_leave (writer);
    i += MAX (n_hidden, 1);
  }
  mado_wire_writer_end_list (writer);
}

/**
 * mado_pull_reply_write:
 * @self: a reply
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that no reader would take
 *
 * A leaf is not said where it follows from what is said.
 *
 * Returns: (transfer full): its text
 */
GBytes *
mado_pull_reply_write (const MadoPullReply *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (reply_what);

  mado_wire_add_nonce (writer, self->nonce);
  mado_wire_writer_add_number (writer, "epoch", self->epoch, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_text (writer, "verdict", verdict_names[self->verdict], MADO_WIRE_MAX_TEXT);
  mado_wire_add_place (writer, "head", &self->head);
  write_entries (writer, self->entries);
  mado_wire_add_rows (writer, self->rows, self->head.seq);

  return mado_wire_writer_finish (writer, error);
}

/* Whatever else the decoder would make something of is no spelling of ours. */
static void
read_hidden (MadoWireReader *reader, GArray *entries)
{
  const char *text = mado_wire_reader_get_text (reader, "leaves", MAX_LEAVES_TEXT);
  gsize length = 0;
  g_autofree guchar *leaves = g_base64_decode (text, &length);
  g_autofree char *again = g_base64_encode (leaves, length);

  if (length == 0 || length % MADO_HASH_SIZE != 0 || strcmp (again, text) != 0) {
    mado_wire_reader_refuse (reader, "leaves", "is not whole hashes in base64");
    return;
  }
  for (gsize at = 0; at < length; at += MADO_HASH_SIZE) {
    MadoServedEntry entry = { 0 };

    memcpy (entry.leaf.bytes, leaves + at, MADO_HASH_SIZE);
    g_array_append_val (entries, entry);
  }
}

static void
read_visible (MadoWireReader *reader, MadoHasher *hasher, GArray *entries)
{
  MadoServedEntry entry = {
    .header = mado_wire_reader_dup_bytes (reader, "header", MADO_LOG_HEADER_MAX_LENGTH),
    .payload_hash = mado_wire_reader_get_hash (reader, "payload"),
    .has_salt = mado_wire_reader_has (reader, "salt"),
  };

  if (entry.has_salt) {
    const MadoHash salt = mado_wire_reader_get_hash (reader, "salt");

    memcpy (entry.salt, &salt, sizeof salt);
  }
  entry.leaf = mado_chain_hash_leaf (hasher, g_bytes_get_data (entry.header, NULL), g_bytes_get_size (entry.header),
                                     &entry.payload_hash);
  g_array_append_val (entries, entry);
}

static void
read_entries (MadoWireReader *reader, GArray *entries)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  mado_wire_reader_begin_list (reader, "entries", MADO_PULL_MAX_ENTRIES);
  while (mado_wire_reader_next (reader)) {
    if (!mado_wire_reader_has (reader, "leaves"))
      read_visible (reader, hasher, entries);
    else if (mado_wire_reader_has (reader, "header"))
      mado_wire_reader_refuse (reader, "header", "is said of what may not be seen");
    else
      read_hidden (reader, entries);
    if (entries->len > MADO_PULL_MAX_ENTRIES)
      mado_wire_reader_refuse (reader, NULL, "is more than goes in one reply");
  }
}

/**
 * mado_pull_reply_read:
 * @text: bytes from anywhere
 * @error: where to put %MADO_BASE_ERROR_INVALID, with the member that is wrong
 *
 * Returns: (transfer full): the reply
 */
MadoPullReply *
mado_pull_reply_read (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (reply_what, text);
  g_autoptr (MadoPullReply) self = mado_pull_reply_new ();

  self->nonce = mado_wire_get_nonce (reader);
  self->epoch = mado_wire_reader_get_number (reader, "epoch", 1, MADO_WIRE_LARGEST_NUMBER);
  self->verdict = (MadoPullVerdict) mado_wire_reader_get_choice (reader, "verdict", verdict_names);
  self->head = mado_wire_get_place (reader, "head");
  read_entries (reader, self->entries);
  mado_wire_get_rows (reader, self->rows, self->head.seq);

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}
