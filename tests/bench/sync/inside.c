/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens a backend around a made-up ward and pushes there what was written before. */

#include "inside.h"

#include <glib/gstdio.h>

#include "mado-backend-postgresql.h"
#include "mado-backend-sqlcipher.h"
#include "mado-secret.h"
#include "office.h"
#include "visitor.h"

#define KEY_SIZE 32

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static Inside *
open_ward (MadoBackend *backend)
{
  Inside *self = g_new0 (Inside, 1);

  self->backend = backend;
  self->ward = ward_new_around (backend);
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->terminal = terminal_new (self->ward, self->stream, "v-001", OFFICE_ROLE);
  g_queue_init (&self->pushes);

  return self;
}

/**
 * inside_new_in_file:
 * @path: where there is nothing yet
 *
 * Returns: (transfer full): a ward in an encrypted file
 */
Inside *
inside_new_in_file (const char *path)
{
  g_autoptr (MadoSecret) key = mado_secret_new_random (KEY_SIZE);
  const MadoDatabasePlace place = { .path = path };
  g_autoptr (GError) error = NULL;
  MadoBackend *backend;
  Inside *self;

  mado_backend_sqlcipher_create (&place, key, MADO_WARD_SERVED, &error);
  end_with (error);
  backend = mado_backend_sqlcipher_open (&place, key, MADO_BACKEND_WRITE, &error);
  end_with (error);
  self = open_ward (backend);
  self->path = g_strdup (path);

  return self;
}

/**
 * inside_new_in_database:
 * @conninfo: an empty database
 *
 * Returns: (transfer full): a ward in it
 */
Inside *
inside_new_in_database (const char *conninfo)
{
  const MadoPostgresqlPlace place = { .conninfo = conninfo };
  g_autoptr (GError) error = NULL;
  MadoBackend *backend;

  mado_backend_postgresql_create (&place, MADO_WARD_SERVED, &error);
  end_with (error);
  backend = mado_backend_postgresql_open (&place, MADO_BACKEND_WRITE, &error);
  end_with (error);

  return open_ward (backend);
}

/**
 * inside_new_in_memory:
 *
 * Returns: (transfer full): a ward that is judged and not kept
 */
Inside *
inside_new_in_memory (void)
{
  MadoMemoryWard *memory = mado_memory_ward_new ();
  g_autoptr (GError) error = NULL;
  MadoBackend *backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, &error);
  Inside *self;

  end_with (error);
  self = open_ward (backend);
  self->memory = memory;

  return self;
}

/**
 * inside_free:
 * @self: (nullable) (transfer full): a ward; its file goes, its database stays
 */
void
inside_free (Inside *self)
{
  if (self == NULL)
    return;

  g_queue_clear_full (&self->pushes, (GDestroyNotify) mado_push_request_free);
  terminal_free (self->terminal);
  ward_free (self->ward);
  mado_backend_free (self->backend);
  g_clear_pointer (&self->memory, mado_memory_ward_unref);
  if (self->path != NULL)
    (void) g_unlink (self->path); /* ignored: the folder of the run goes with what is in it */
  g_free (self->path);
  g_free (self);
}

static MadoPushRequest *
write_push (Inside *self, guint n_operations)
{
  MadoPushRequest *request = mado_push_request_new ();
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  request->device = self->terminal->device;
  request->epoch = self->terminal->epoch;
  request->nonce = ++self->terminal->nonce;
  request->before = self->chain;
  for (guint i = 0; i < n_operations; i++) {
    MadoPushedOperation pushed;

    visitor_receive_case (self->terminal);
    pushed = g_array_index (self->terminal->journal, MadoPushedOperation, self->written++);
    g_bytes_ref (pushed.text);
    g_array_append_val (request->operations, pushed);
    self->chain = mado_chain_hash_link (hasher, &self->chain, &pushed.hash);
  }

  return request;
}

/**
 * inside_write_pushes:
 * @self: a ward
 * @n_pushes: that are to be done later
 * @n_operations: in each
 */
void
inside_write_pushes (Inside *self, guint n_pushes, guint n_operations)
{
  for (guint i = 0; i < n_pushes; i++)
    g_queue_push_tail (&self->pushes, write_push (self, n_operations));
}

/**
 * inside_push:
 * @self: a ward for which a push waits
 *
 * Returns: how many operations were in it; they are on the disk
 */
guint
inside_push (Inside *self)
{
  g_autoptr (MadoPushRequest) request = g_queue_pop_head (&self->pushes);
  const gint64 before = self->received;
  g_autoptr (MadoPushReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  MadoTurn *turn = mado_turn_begin (self->backend, MADO_BACKEND_WRITE, &error);

  end_with (error);
  reply = mado_stream_push (self->stream, self->backend, &self->terminal->caller, request, &error);
  end_with (error);
  mado_turn_commit (turn, &error);
  end_with (error);
  if (reply->verdict != MADO_PUSH_TAKEN || reply->received <= before || reply->known->len > 0)
    g_error ("not taken");
  self->received = reply->received;

  return (guint) (self->received - before);
}
