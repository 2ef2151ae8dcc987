/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The made-up ward that the tests of the backends share. */

#include "backend-sample.h"

#include <stdarg.h>
#include <string.h>

static MadoBackend *
open_ward (const BackendSample *self, MadoBackendAccess access)
{
  g_autoptr (GError) error = NULL;
  MadoBackend *backend = self->kind->open (self->ward, access, &error);

  g_assert_no_error (error);

  return backend;
}

/**
 * backend_sample_set_up:
 * @self: (out caller-allocates): a sample
 * @kind: its kind
 */
void
backend_sample_set_up (BackendSample *self, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = NULL;

  self->kind = kind;
  self->ward = self->kind->make ();
  self->writer = open_ward (self, MADO_BACKEND_WRITE);
  turn = backend_sample_begin (self->writer, MADO_BACKEND_WRITE);
  self->stand.epoch = 7;
  must (self->writer, add_stream, SAMPLE_STREAM, self->stand.epoch, &self->stand.number);
  backend_sample_commit (g_steal_pointer (&turn));
  self->reader = open_ward (self, MADO_BACKEND_READ);
}

/**
 * backend_sample_tear_down:
 * @self: a sample
 * @kind: its kind
 */
void
backend_sample_tear_down (BackendSample *self, gconstpointer kind)
{
  mado_backend_free (self->reader);
  mado_backend_free (self->writer);
  self->kind->destroy (self->ward);
}

/**
 * backend_sample_reopen:
 * @self: a sample; the service that has it open ends, and another begins
 */
void
backend_sample_reopen (BackendSample *self)
{
  mado_backend_free (self->reader);
  mado_backend_free (self->writer);
  self->writer = open_ward (self, MADO_BACKEND_WRITE);
  self->reader = open_ward (self, MADO_BACKEND_READ);
}

/**
 * backend_sample_begin:
 * @backend: a backend
 * @access: how
 *
 * Returns: (transfer full): a turn
 */
MadoTurn *
backend_sample_begin (MadoBackend *backend, MadoBackendAccess access)
{
  g_autoptr (GError) error = NULL;
  MadoTurn *turn = mado_turn_begin (backend, access, &error);

  g_assert_no_error (error);

  return turn;
}

/**
 * backend_sample_commit:
 * @turn: (transfer full): a turn that must succeed
 */
void
backend_sample_commit (MadoTurn *turn)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_done = mado_turn_commit (turn, &error);

  g_assert_no_error (error);
  g_assert_true (is_done);
}

/**
 * backend_sample_make_bytes:
 * @text: a text
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
backend_sample_make_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static MadoHash
hash_text (const char *prefix, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, prefix, number);

  return mado_hash_of (text, strlen (text));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (*(const MadoId *) a, *(const MadoId *) b);
}

/**
 * backend_sample_make_entry:
 * @seq: its place
 * @entity: what it is about, or %MADO_ID_NONE
 * @payload: (nullable): %NULL: erased
 * @...: pointers to the ids of what it touched, and %NULL
 *
 * Returns: (transfer full): an entry whose hashes are all different
 */
MadoStoredEntry *
backend_sample_make_entry (gint64 seq, MadoId entity, const char *payload, ...)
{
  MadoStoredEntry *entry = g_new0 (MadoStoredEntry, 1);
  g_autofree char *header = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}", seq);
  const MadoHash salt = hash_text ("salt", seq);
  const MadoId *touched;
  va_list list;

  entry->seq = seq;
  entry->operation = mado_id_draw ();
  entry->entity = entity;
  entry->header = backend_sample_make_bytes (header);
  entry->payload = payload != NULL ? backend_sample_make_bytes (payload) : NULL;
  if (payload != NULL)
    memcpy (entry->salt, salt.bytes, sizeof entry->salt);
  entry->payload_hash = hash_text ("payload", seq);
  entry->leaf = hash_text ("leaf", seq);
  entry->chain = hash_text ("chain", seq);
  entry->touched = g_array_new (FALSE, FALSE, sizeof (MadoId));
  va_start (list, payload);
  while ((touched = va_arg (list, const MadoId *)) != NULL)
    g_array_append_val (entry->touched, *touched);
  va_end (list);
  g_array_sort (entry->touched, compare_ids);

  return entry;
}

/**
 * backend_sample_append:
 * @self: a sample, in a turn that writes
 * @entry: an entry of its stream
 */
void
backend_sample_append (BackendSample *self, const MadoStoredEntry *entry)
{
  must (self->writer, append_entry, self->stand.number, entry);
  self->stand.head = (MadoLogPlace) { .seq = entry->seq, .chain = entry->chain };
  must (self->writer, set_stand, &self->stand);
}

static void
assert_same_bytes (GBytes *found, GBytes *expected)
{
  g_assert_cmpint (found != NULL, ==, expected != NULL);
  if (found != NULL)
    g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), g_bytes_get_data (expected, NULL),
                     g_bytes_get_size (expected));
}

/**
 * backend_sample_assert_entry:
 * @entry: what was found
 * @expected: what was appended
 */
void
backend_sample_assert_entry (const MadoStoredEntry *entry, const MadoStoredEntry *expected)
{
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->seq, ==, expected->seq);
  g_assert_cmpint (mado_id_compare (entry->operation, expected->operation), ==, 0);
  g_assert_cmpint (mado_id_compare (entry->entity, expected->entity), ==, 0);
  assert_same_bytes (entry->header, expected->header);
  assert_same_bytes (entry->payload, expected->payload);
  g_assert_cmpmem (entry->salt, sizeof entry->salt, expected->salt, sizeof expected->salt);
  g_assert_true (mado_hash_equals (&entry->payload_hash, &expected->payload_hash));
  g_assert_true (mado_hash_equals (&entry->leaf, &expected->leaf));
  g_assert_true (mado_hash_equals (&entry->chain, &expected->chain));
  g_assert_cmpmem (entry->touched->data, entry->touched->len * sizeof (MadoId), expected->touched->data,
                   expected->touched->len * sizeof (MadoId));
}

/**
 * backend_sample_make_entity:
 * @id: its id
 * @text: what stands in it
 *
 * Returns: (transfer full): a case
 */
MadoEntity *
backend_sample_make_entity (MadoId id, const char *text)
{
  char id_text[MADO_ID_TEXT_SIZE];
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  MadoEntity *entity;

  mado_id_to_text (id, id_text);
  json = g_strdup_printf ("{\"body\":{\"items\":{\"name\":\"%s\"}},\"id\":\"%s\",\"kind\":\"case\","
                          "\"state\":\"received\",\"version\":1}",
                          text, id_text);
  entity = mado_entity_read (json, strlen (json), &error);
  g_assert_no_error (error);

  return entity;
}

/**
 * backend_sample_put:
 * @self: a sample, in a turn that writes
 * @id: of an entity of its stream
 * @rank: its rank
 * @about: what it is about, or %MADO_ID_NONE
 * @text: (nullable): what stands in it; %NULL: it was erased
 */
void
backend_sample_put (BackendSample *self, MadoId id, guint rank, MadoId about, const char *text)
{
  g_autoptr (MadoEntity) entity = text != NULL ? backend_sample_make_entity (id, text) : NULL;
  const MadoStoredRow row = {
    .stream = self->stand.number,
    .seq = self->stand.head.seq,
    .id = id,
    .entity = entity,
    .about = about,
    .rank = rank,
  };

  must (self->writer, put_entity, &row);
}
