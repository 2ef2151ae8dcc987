/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sessions, as JSON on their shelf. */

#include "mado-session.h"

#include <string.h>

#include "mado-hex.h"
#include "mado-shelf.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "session"
#define TOKEN_BYTES 32

G_STATIC_ASSERT (2 * TOKEN_BYTES == MADO_ACCESS_TOKEN_SIZE);

static const char what[] = "session record";

/**
 * mado_session_free:
 * @self: (transfer full): a session
 */
void
mado_session_free (MadoSession *self)
{
  g_free (self->key);
  g_free (self->account);
  g_free (self->terminal);
  g_free (self);
}

static char *
make_key (const char *token)
{
  const MadoHash hash = mado_hash_of (token, strlen (token));

  return mado_hash_to_hex (&hash);
}

static gpointer
read_session (GBytes *text, GError **error)
{
  g_autoptr (MadoWireReader) reader = mado_wire_reader_new (what, text);
  g_autoptr (MadoSession) self = g_new0 (MadoSession, 1);

  self->key = g_strdup (mado_wire_reader_get_text (reader, "key", MADO_WIRE_MAX_TEXT));
  self->account = g_strdup (mado_wire_reader_get_text (reader, "account", MADO_WIRE_MAX_TEXT));
  self->terminal = g_strdup (mado_wire_reader_get_text (reader, "terminal", MADO_WIRE_MAX_TEXT));
  self->since = mado_wire_reader_get_instant (reader, "since");
  self->until = mado_wire_reader_get_instant (reader, "until");
  self->leave = mado_wire_reader_get_instant (reader, "leave");

  return mado_wire_reader_finish (reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_session_put:
 * @self: a session
 * @backend: in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether it is on its shelf, in the place of what was known of it
 */
gboolean
mado_session_put (const MadoSession *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (what);
  g_autoptr (GBytes) text = NULL;

  mado_wire_writer_add_text (writer, "key", self->key, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "account", self->account, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_text (writer, "terminal", self->terminal, MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_instant (writer, "since", self->since);
  mado_wire_writer_add_instant (writer, "until", self->until);
  mado_wire_writer_add_instant (writer, "leave", self->leave);
  text = mado_wire_writer_finish (writer, error);

  return text != NULL && backend->type->put_record (backend, SHELF, self->key, text, error);
}

/**
 * mado_session_begin:
 * @backend: in a turn that writes
 * @account: who
 * @terminal: where
 * @now: official time
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): the token of his session, which nobody can find out again
 */
char *
mado_session_begin (MadoBackend *backend, const char *account, const char *terminal, MadoInstant now, GError **error)
{
  g_autoptr (MadoSecret) chance = mado_secret_new_random (TOKEN_BYTES);
  g_autofree char *token = mado_hex_from_bytes (mado_secret_get_bytes (chance), TOKEN_BYTES);
  g_autofree char *key = make_key (token);
  const MadoSession session = {
    .key = key,
    .account = (char *) account,
    .terminal = (char *) terminal,
    .since = now,
    .until = { now.microseconds + MADO_SESSION_LASTS },
  };

  return mado_session_put (&session, backend, error) ? g_steal_pointer (&token) : NULL;
}

/**
 * mado_session_find:
 * @backend: in a turn
 * @token: (nullable): what somebody says that his token is
 * @out_session: (out) (transfer full) (nullable): the session, good or not; %NULL: there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_session_find (MadoBackend *backend, const char *token, MadoSession **out_session, GError **error)
{
  g_autofree char *key = token != NULL ? make_key (token) : NULL;
  g_autoptr (GBytes) text = NULL;
  MadoSession *session = NULL;

  if (token != NULL && strlen (token) == MADO_ACCESS_TOKEN_SIZE &&
      !backend->type->find_record (backend, SHELF, key, &text, error))
    return FALSE;
  if (text != NULL && (session = read_session (text, error)) == NULL)
    return FALSE;
  *out_session = session;

  return TRUE;
}

/**
 * mado_session_is_good:
 * @self: a session
 * @terminal: from where somebody came with its token
 * @now: official time
 *
 * Returns: whether it is that terminal's, and its time is not over
 */
gboolean
mado_session_is_good (const MadoSession *self, const char *terminal, MadoInstant now)
{
  return strcmp (self->terminal, terminal) == 0 && now.microseconds < self->until.microseconds &&
         now.microseconds >= self->since.microseconds;
}

/**
 * mado_session_drop:
 * @self: a session
 * @backend: in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether its token is good for nothing
 */
gboolean
mado_session_drop (const MadoSession *self, MadoBackend *backend, GError **error)
{
  return backend->type->drop_record (backend, SHELF, self->key, error);
}

/**
 * mado_session_list:
 * @backend: in a turn
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable) (element-type MadoSession): all of them
 */
GPtrArray *
mado_session_list (MadoBackend *backend, GError **error)
{
  return mado_shelf_list (backend, SHELF, read_session, (GDestroyNotify) mado_session_free, error);
}
