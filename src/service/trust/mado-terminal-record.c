/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records of certificates, as JSON on their shelf. */

#include "mado-terminal-record.h"

#include <string.h>

#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "terminal"
#define COUNT_SHELF "terminal-count"
#define COUNT_KEY "changes"
#define AT_ONCE 500 /* records of one look at the shelf */
#define LONGEST_PEM 8192

static const char what[] = "terminal record";
static const char *const standing_names[] = { "unknown", "enrolling", "working", "revoked", NULL };
static const MadoTerminalStanding standings[] = { MADO_STANDING_UNKNOWN, MADO_STANDING_ENROLLING, MADO_STANDING_WORKING,
                                                  MADO_STANDING_REVOKED };

static const char *
name_standing (MadoTerminalStanding standing)
{
  for (gsize i = 0; i < G_N_ELEMENTS (standings); i++)
    if (standings[i] == standing)
      return standing_names[i];

  return standing_names[0];
}

static GBytes *
write_record (const MadoTerminalRecord *self, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);

  mado_wire_writer_add_text (writer, "serial", self->certificate.serial, MADO_SERIAL_SIZE);
  mado_wire_writer_add_hash (writer, "fingerprint", &self->certificate.fingerprint);
  mado_wire_writer_add_number (writer, "expires", self->certificate.expires, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_text (writer, "terminal", self->terminal, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "site", self->site != NULL ? self->site : "", MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "standing", name_standing (self->standing), MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_instant (writer, "since", self->since);
  mado_wire_writer_add_text (writer, "code", self->code != NULL ? self->code : "", MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_number (writer, "tries", self->tries, 0, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_hash (writer, "request", &self->request);
  mado_wire_writer_add_text (writer, "issued", self->issued != NULL ? self->issued : "", LONGEST_PEM);

  return mado_wire_writer_finish (writer, error);
}

static MadoTerminalRecord *
read_record (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoTerminalRecord) self = g_new0 (MadoTerminalRecord, 1);

  g_strlcpy (self->certificate.serial, mado_wire_reader_get_text (reader, "serial", MADO_SERIAL_SIZE),
             sizeof self->certificate.serial);
  self->certificate.fingerprint = mado_wire_reader_get_hash (reader, "fingerprint");
  self->certificate.expires = mado_wire_reader_get_number (reader, "expires", 0, MADO_WIRE_LARGEST_NUMBER);
  self->terminal = g_strdup (mado_wire_reader_get_text (reader, "terminal", MADO_WIRE_MAX_TEXT));
  self->site = g_strdup (mado_wire_reader_has (reader, "site") /* records of earlier releases have none */
                             ? mado_wire_reader_get_text (reader, "site", MADO_WIRE_MAX_TEXT)
                             : "");
  self->standing = standings[mado_wire_reader_get_choice (reader, "standing", standing_names)];
  self->since = mado_wire_reader_get_instant (reader, "since");
  self->code = g_strdup (mado_wire_reader_get_text (reader, "code", MADO_WIRE_MAX_TEXT));
  self->tries = mado_wire_reader_get_number (reader, "tries", 0, MADO_WIRE_LARGEST_NUMBER);
  self->request = mado_wire_reader_get_hash (reader, "request");
  self->issued = g_strdup (mado_wire_reader_get_text (reader, "issued", LONGEST_PEM));
  if (!mado_wire_reader_finish (reader, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mado_terminal_record_free:
 * @self: (transfer full): a record
 */
void
mado_terminal_record_free (MadoTerminalRecord *self)
{
  g_free (self->terminal);
  g_free (self->site);
  g_free (self->code);
  g_free (self->issued);
  g_free (self);
}

static gboolean
count_change (MadoBackend *backend, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) text = NULL;
  gint64 count = 0;

  if (!mado_terminal_record_count_changes (backend, &count, error))
    return FALSE;
  mado_wire_writer_add_number (writer, COUNT_KEY, count + 1, 0, MADO_WIRE_LARGEST_NUMBER);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && backend->type->put_record (backend, COUNT_SHELF, COUNT_KEY, text, error);
}

/**
 * mado_terminal_record_put:
 * @self: a record
 * @backend: in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether it is on its shelf, in the place of the one before
 */
gboolean
mado_terminal_record_put (const MadoTerminalRecord *self, MadoBackend *backend, GError **error)
{
  g_autoptr (GBytes) text = write_record (self, error);

  return text != NULL && backend->type->put_record (backend, SHELF, self->certificate.serial, text, error) &&
         count_change (backend, error);
}

/**
 * mado_terminal_record_count_changes:
 * @backend: in a turn
 * @out_count: (out): how often a record was put; whoever knows that number knows all of them
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_terminal_record_count_changes (MadoBackend *backend, gint64 *out_count, GError **error)
{
  g_autoptr (MadoWireReader) reader = NULL;
  g_autoptr (GBytes) text = NULL;

  if (!backend->type->find_record (backend, COUNT_SHELF, COUNT_KEY, &text, error))
    return FALSE;
  *out_count = 0;
  if (text == NULL)
    return TRUE;
  reader = mado_wire_reader_new (what, text);
  *out_count = mado_wire_reader_get_number (reader, COUNT_KEY, 0, MADO_WIRE_LARGEST_NUMBER);

  return mado_wire_reader_finish (reader, error);
}

/**
 * mado_terminal_record_find:
 * @backend: in a turn
 * @serial: of a certificate
 * @out_record: (out) (transfer full) (nullable): its record; %NULL: there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_terminal_record_find (MadoBackend *backend, const char *serial, MadoTerminalRecord **out_record, GError **error)
{
  g_autoptr (GBytes) text = NULL;
  MadoTerminalRecord *record = NULL;

  if (!backend->type->find_record (backend, SHELF, serial, &text, error))
    return FALSE;
  if (text != NULL && (record = read_record (text, error)) == NULL)
    return FALSE;
  *out_record = record;

  return TRUE;
}

static gboolean
add_records (GPtrArray *records, const GPtrArray *texts, GError **error)
{
  for (guint i = 0; i < texts->len; i++) {
    MadoTerminalRecord *record = read_record (g_ptr_array_index (texts, i), error);

    if (record == NULL)
      return FALSE;
    g_ptr_array_add (records, record);
  }

  return TRUE;
}

/**
 * mado_terminal_record_list:
 * @backend: in a turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoTerminalRecord): all of them
 */
GPtrArray *
mado_terminal_record_list (MadoBackend *backend, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_terminal_record_free);
  g_autofree char *after = g_strdup ("");

  for (;;) {
    g_autoptr (GPtrArray) keys = NULL;
    g_autoptr (GPtrArray) texts = NULL;

    if (!backend->type->list_records (backend, SHELF, after, AT_ONCE, &keys, &texts, error) ||
        !add_records (records, texts, error))
      return NULL;
    if (keys->len < AT_ONCE)
      return g_steal_pointer (&records);
    g_set_str (&after, g_ptr_array_index (keys, keys->len - 1));
  }
}

/**
 * mado_terminal_record_revoke:
 * @backend: in a turn that writes
 * @terminal: a terminal's name
 * @standing: %MADO_STANDING_REVOKED, or %MADO_STANDING_UNKNOWN where it has nothing left to hand in
 * @now: official time
 * @out_count: (out): how many certificates of the terminal were good for more until now
 * @error: where to put what went wrong
 *
 * A certificate that never worked has nothing to hand in, and is good for nothing at once.
 *
 * Returns: whether none of its certificates is good for more than that
 */
gboolean
mado_terminal_record_revoke (MadoBackend *backend,
                             const char *terminal,
                             MadoTerminalStanding standing,
                             MadoInstant now,
                             guint *out_count,
                             GError **error)
{
  g_autoptr (GPtrArray) records = mado_terminal_record_list (backend, error);
  guint count = 0;

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    MadoTerminalRecord *record = g_ptr_array_index (records, i);

    if (strcmp (record->terminal, terminal) != 0 || record->standing == standing ||
        record->standing == MADO_STANDING_UNKNOWN)
      continue;
    record->standing = record->standing == MADO_STANDING_ENROLLING ? MADO_STANDING_UNKNOWN : standing;
    record->since = now;
    g_set_str (&record->code, "");
    if (!mado_terminal_record_put (record, backend, error))
      return FALSE;
    count++;
  }
  *out_count = count;

  return TRUE;
}
