/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever goes over the line goes through its written form, too. */

#include "terminal-sample.h"

#include <string.h>

#include "case-sample.h"

static void
free_row (gpointer data)
{
  mado_service_row_clear (data);
  g_free (data);
}

static void
clear_pushed (gpointer data)
{
  g_clear_pointer (&((MadoPushedOperation *) data)->text, g_bytes_unref);
}

/**
 * terminal_new:
 * @ward: a ward
 * @stream: one of its streams
 * @account: who
 * @roles: with spaces between them
 *
 * Returns: (transfer full): the person's terminal, with nothing on it
 */
Terminal *
terminal_new (Ward *ward, MadoStream *stream, const char *account, const char *roles)
{
  Terminal *self = g_new0 (Terminal, 1);

  self->ward = ward;
  self->stream = stream;
  self->caller.person.account = g_strdup (account);
  self->caller.terminal = g_strconcat ("t-", account, NULL);
  self->caller.may_sign_until = (MadoInstant) { G_MAXINT64 };
  self->device = ward_draw_id (ward);
  self->journal = g_array_new (FALSE, TRUE, sizeof (MadoPushedOperation));
  g_array_set_clear_func (self->journal, clear_pushed);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_row);
  terminal_set_roles (self, roles);
  self->epoch = terminal_hello (self).epoch;

  return self;
}

/**
 * terminal_free:
 * @self: (transfer full): a terminal
 */
void
terminal_free (Terminal *self)
{
  g_free ((char *) self->caller.person.account);
  g_free ((char *) self->caller.terminal);
  g_strfreev (self->roles);
  g_array_unref (self->journal);
  g_hash_table_unref (self->rows);
  g_free (self->token);
  g_free (self);
}

/**
 * terminal_set_roles:
 * @self: a terminal
 * @roles: that the person has from now on
 */
void
terminal_set_roles (Terminal *self, const char *roles)
{
  g_strfreev (self->roles);
  self->roles = g_strsplit (roles, " ", -1);
  self->caller.person.roles = (const char *const *) self->roles;
  g_hash_table_replace (self->ward->roles, g_strdup (self->caller.person.account), g_strdupv (self->roles));
}

static MadoOperation *G_GNUC_PRINTF (4, 0)
    write_operation (Terminal *self, MadoId id, const char *kind, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autoptr (MadoEntity) entity = ward_find (self->ward, id);
  const MadoOperationHeader header = {
    .id = ward_draw_id (self->ward),
    .entity = id,
    .kind = kind,
    .base = entity != NULL ? mado_entity_get_version (entity) : 0,
    .actor = self->caller.person.account,
    .terminal = self->caller.terminal,
    .time = self->ward->now.microseconds / 1000,
    .group = self->group,
  };
  g_autoptr (yyjson_doc) body = yyjson_read (g_strdelimit (text, "'", '"'), strlen (text), 0);
  yyjson_mut_doc *doc = yyjson_doc_mut_copy (body, NULL);
  MadoOperation *operation = mado_operation_new (&header, yyjson_mut_doc_get_root (doc), NULL);

  g_assert_nonnull (operation);
  yyjson_mut_doc_free (doc);

  return operation;
}

/**
 * terminal_write:
 * @self: a terminal
 * @entity: what it is done with, there or new
 * @kind: what is done
 * @body: what exactly, to be filled in like printf()
 *
 * Returns: (transfer full): the operation, nowhere yet
 */
MadoOperation *
terminal_write (Terminal *self, MadoId entity, const char *kind, const char *body, ...)
{
  va_list arguments;
  MadoOperation *operation;

  va_start (arguments, body);
  operation = write_operation (self, entity, kind, body, arguments);
  va_end (arguments);

  return operation;
}

static MadoPushedOperation *
keep (Terminal *self, GBytes *text)
{
  const MadoPushedOperation pushed = {
    .dseq = (gint64) self->journal->len + 1,
    .hash = mado_hash_of (g_bytes_get_data (text, NULL), g_bytes_get_size (text)),
    .text = text,
  };

  if ((gint64) self->journal->len < self->n_linked)
    self->n_linked = 0; /* something else stands there */
  g_array_append_val (self->journal, pushed);

  return &g_array_index (self->journal, MadoPushedOperation, self->journal->len - 1);
}

/**
 * terminal_keep:
 * @self: a terminal
 * @operation: what goes into its journal
 *
 * Returns: (transfer none): the entry, until the next
 */
MadoPushedOperation *
terminal_keep (Terminal *self, const MadoOperation *operation)
{
  return keep (self, g_bytes_ref (mado_operation_get_text (operation)));
}

/**
 * terminal_keep_text:
 * @self: a terminal
 * @text: what goes into its journal, whatever it is
 *
 * Returns: (transfer none): the entry, until the next
 */
MadoPushedOperation *
terminal_keep_text (Terminal *self, const char *text)
{
  return keep (self, g_bytes_new (text, strlen (text)));
}

/**
 * terminal_do:
 * @self: a terminal
 * @entity: what it is done with, there or new
 * @kind: what is done
 * @body: what exactly, to be filled in like printf()
 *
 * Returns: (transfer none): the entry of the journal, until the next
 */
MadoPushedOperation *
terminal_do (Terminal *self, MadoId entity, const char *kind, const char *body, ...)
{
  g_autoptr (MadoOperation) operation = NULL;
  va_list arguments;

  va_start (arguments, body);
  operation = write_operation (self, entity, kind, body, arguments);
  va_end (arguments);

  return terminal_keep (self, operation);
}

/* --- over the line ----------------------------------------------------------------------------------------------- */

/* Returns: the chain of what stands before @first */
static MadoHash
link_before (Terminal *self, gint64 first)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  if (self->n_linked == 0 || self->n_linked >= first) {
    self->n_linked = 0;
    self->linked = (MadoHash) { 0 };
  }
  for (; self->n_linked + 1 < first; self->n_linked++)
    self->linked = mado_chain_hash_link (hasher, &self->linked,
                                         &g_array_index (self->journal, MadoPushedOperation, self->n_linked).hash);

  return self->linked;
}

/**
 * terminal_ask_push:
 * @self: a terminal
 * @first: from which entry of the journal
 * @last: to which
 *
 * Returns: (transfer full): the request, as it comes out of the line
 */
MadoPushRequest *
terminal_ask_push (Terminal *self, gint64 first, gint64 last)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (GBytes) text = NULL;
  MadoPushRequest *read;

  request->device = self->device;
  request->epoch = self->epoch;
  request->nonce = ++self->nonce;
  request->before = link_before (self, first);
  for (gint64 dseq = first; dseq <= last; dseq++) {
    MadoPushedOperation pushed = g_array_index (self->journal, MadoPushedOperation, dseq - 1);

    if (pushed.text != NULL)
      g_bytes_ref (pushed.text);
    g_array_append_val (request->operations, pushed);
  }
  text = mado_push_request_write (request, NULL);
  read = mado_push_request_read (text, NULL);
  g_assert_nonnull (read);

  return read;
}

/**
 * terminal_try_push:
 * @self: a terminal
 * @request: whatever
 * @error: why nobody can say
 *
 * Returns: (transfer full) (nullable): the reply, as it comes out of the line
 */
MadoPushReply *
terminal_try_push (Terminal *self, const MadoPushRequest *request, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, error);
  g_autoptr (MadoPushReply) reply =
      turn != NULL ? mado_stream_push (self->stream, self->ward->backend, &self->caller, request, error) : NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) unreadable = NULL;
  MadoPushReply *read;

  if (reply == NULL || !mado_turn_commit (g_steal_pointer (&turn), error))
    return NULL;
  text = mado_push_reply_write (reply, &unreadable);
  g_assert_no_error (unreadable);
  read = mado_push_reply_read (text, &unreadable);
  g_assert_no_error (unreadable);
  g_assert_cmpuint (read->nonce, ==, request->nonce);

  return read;
}

/**
 * terminal_push:
 * @self: a terminal
 * @first: from which entry of the journal
 * @last: to which
 *
 * Returns: (transfer full): what the service says
 */
MadoPushReply *
terminal_push (Terminal *self, gint64 first, gint64 last)
{
  g_autoptr (MadoPushRequest) request = terminal_ask_push (self, first, last);
  g_autoptr (GError) error = NULL;
  MadoPushReply *reply = terminal_try_push (self, request, &error);

  g_assert_no_error (error);

  return reply;
}

/**
 * terminal_push_all:
 * @self: a terminal
 *
 * Sends what the service does not have, which must be good.
 */
void
terminal_push_all (Terminal *self)
{
  const gint64 last = (gint64) self->journal->len;
  g_autoptr (MadoPushReply) reply = terminal_push (self, terminal_hello (self).received + 1, last);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, last);
}

/**
 * terminal_hello:
 * @self: a terminal
 *
 * Returns: what the service says
 */
MadoHelloReply
terminal_hello (Terminal *self)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  const MadoHelloRequest request = { self->device, ++self->nonce, self->epoch, self->cursor };
  MadoHelloReply reply, read;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;

  mado_stream_hello (self->stream, self->ward->backend, &self->caller, &request, &reply, &error);
  g_assert_no_error (error);
  text = mado_hello_reply_write (&reply, &error);
  g_assert_no_error (error);
  g_assert_true (mado_hello_reply_read (text, &read, NULL));

  return read;
}

static void
take_row (Terminal *self, const MadoServiceRow *row)
{
  MadoServiceRow *copy = g_memdup2 (row, sizeof *row);
  char id[MADO_ID_TEXT_SIZE];

  if (copy->entity != NULL)
    mado_entity_ref (copy->entity);
  mado_id_to_text (row->id, id);
  g_hash_table_replace (self->rows, g_strdup (id), copy);
}

static void
take_rows (Terminal *self, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    take_row (self, &g_array_index (rows, MadoServiceRow, i));
}

static MadoRowsReply *
list_rows (Terminal *self, const char *place)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  const MadoRowsRequest request = { ++self->nonce, self->epoch, (char *) place };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRowsReply) reply =
      mado_stream_list_rows (self->stream, self->ward->backend, &self->caller, &request, &error);
  g_autoptr (GBytes) text = NULL;
  MadoRowsReply *read;

  g_assert_no_error (error);
  text = mado_rows_reply_write (reply, &error);
  g_assert_no_error (error);
  read = mado_rows_reply_read (text, &error);
  g_assert_no_error (error);

  return read;
}

/**
 * terminal_load:
 * @self: a terminal
 *
 * Loads all anew.
 */
void
terminal_load (Terminal *self)
{
  g_autofree char *place = g_strdup ("");
  MadoHelloReply hello = terminal_hello (self);

  g_hash_table_remove_all (self->rows);
  self->epoch = hello.epoch;
  self->cursor = hello.head;
  while (place != NULL) {
    g_autoptr (MadoRowsReply) reply = list_rows (self, place);

    self->sight = reply->sight;
    take_rows (self, reply->rows);
    g_set_str (&place, reply->place);
  }
}

/**
 * terminal_pull:
 * @self: a terminal
 *
 * Returns: (transfer full): what the service says, taken already
 */
MadoPullReply *
terminal_pull (Terminal *self)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  const MadoPullRequest request = {
    .device = self->device, .epoch = self->epoch, .nonce = ++self->nonce, .sight = self->sight, .after = self->cursor
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPullReply) reply =
      mado_stream_pull (self->stream, self->ward->backend, &self->caller, &request, &error);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (MadoChain) chain = mado_chain_new ((guint64) self->cursor.seq, &self->cursor.chain);
  MadoPullReply *read;

  g_assert_no_error (error);
  text = mado_pull_reply_write (reply, &error);
  g_assert_no_error (error);
  read = mado_pull_reply_read (text, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < read->entries->len; i++)
    mado_chain_append (chain, &g_array_index (read->entries, MadoServedEntry, i).leaf);
  self->cursor = (MadoLogPlace) { (gint64) mado_chain_get_seq (chain), *mado_chain_get_head (chain) };
  take_rows (self, read->rows);

  return read;
}

/**
 * terminal_follow:
 * @self: a terminal
 *
 * Takes the log to its end, which must be the end of its own chain, too.
 */
void
terminal_follow (Terminal *self)
{
  for (gboolean goes_on = TRUE; goes_on;) {
    g_autoptr (MadoPullReply) reply = terminal_pull (self);

    g_assert_cmpint (reply->verdict, ==, MADO_PULL_TAKEN);
    goes_on = self->cursor.seq < reply->head.seq;
    g_assert_true (reply->entries->len > 0 || !goes_on);
    if (!goes_on)
      g_assert_true (mado_hash_equals (&self->cursor.chain, &reply->head.chain));
  }
}

/**
 * terminal_get_row:
 * @self: a terminal
 * @id: an entity's id
 *
 * Returns: (transfer none) (nullable): what the service said of it last; %NULL: nothing
 */
const MadoServiceRow *
terminal_get_row (Terminal *self, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);

  return g_hash_table_lookup (self->rows, text);
}

/**
 * terminal_receive_case:
 * @self: a verifier's terminal
 * @receipt: its number, held once in the ward
 * @control_no: of the pregnancy, which the right hangs on
 *
 * Returns: the id of a good application, which is in the journal
 */
MadoId
terminal_receive_case (Terminal *self, const char *receipt, const char *control_no)
{
  g_autofree char *number = g_strdup_printf ("'%s'", control_no);
  MadoId id = ward_draw_id (self->ward);

  terminal_do (self, id, "case.move", "{'transition':'receive','receipt':'%s','edits':" CASE_EDITS "}", receipt,
               number);

  return id;
}
