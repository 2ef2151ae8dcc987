/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log on the line: entries, pushing and pulling them, rows, greetings, history, and the
 * programme that all of it is judged by. */

#include "mado-hello.h"
#include "mado-history.h"
#include "mado-published.h"
#include "mado-pull.h"
#include "mado-push.h"
#include "mado-rows.h"
#include "wire-chance.h"
#include "wire-parts.h"

static GBytes *
make_header (GRand *chance)
{
  MadoLogHeader header = { .kind = "case.edit" };

  header.seq = wire_draw_number (chance, 1);
  header.at = wire_draw_instant (chance);
  header.operation = wire_draw_id (chance);
  if (g_rand_boolean (chance))
    header.entity = wire_draw_id (chance);
  if (g_rand_boolean (chance)) {
    header.device = wire_draw_id (chance);
    header.dseq = wire_draw_number (chance, 1);
  }
  header.actor = wire_draw_text (chance);
  header.terminal = wire_draw_text (chance);
  header.revision = wire_draw_number (chance, 0);
  header.outcome = wire_draw_outcome (chance);
  header.code = wire_draw_code (chance);

  return mado_log_header_write (&header, NULL);
}

static void
append_entry (GRand *chance, MadoHasher *hasher, GArray *entries)
{
  MadoServedEntry entry = { .leaf = wire_draw_hash (chance) };

  if (g_rand_boolean (chance)) {
    entry.header = make_header (chance);
    entry.payload_hash = wire_draw_hash (chance);
    entry.has_salt = g_rand_boolean (chance);
    entry.leaf = mado_chain_hash_leaf (hasher, g_bytes_get_data (entry.header, NULL), g_bytes_get_size (entry.header),
                                       &entry.payload_hash);
  }
  if (entry.has_salt)
    wire_fill (chance, entry.salt, sizeof entry.salt);
  g_array_append_val (entries, entry);
}

static MadoEntity *
make_entity (GRand *chance, MadoId id)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *body = yyjson_mut_obj_add_obj (doc, root, "body");
  char text[MADO_ID_TEXT_SIZE];
  MadoEntity *entity;

  mado_id_to_text (id, text);
  yyjson_mut_obj_add_str (doc, body, "氏名", wire_draw_text (chance));
  yyjson_mut_obj_add_sint (doc, body, "amount", -wire_draw_number (chance, 0));
  yyjson_mut_obj_add_str (doc, root, "id", text);
  yyjson_mut_obj_add_str (doc, root, "kind", "case");
  yyjson_mut_obj_add_str (doc, root, "state", "received");
  yyjson_mut_obj_add_sint (doc, root, "version", wire_draw_number (chance, 1));
  entity = mado_entity_from_value (root, NULL);
  yyjson_mut_doc_free (doc);

  return entity;
}

static void
append_row (GRand *chance, GArray *rows)
{
  MadoServiceRow row = { 0 };

  row.id = wire_draw_id (chance);
  row.seq = 1 + (gint64) g_rand_int_range (chance, 0, 2);
  row.gone = (MadoGone) g_rand_int_range (chance, 0, MADO_GONE_ERASED + 1);

  if (row.gone == MADO_GONE_NOT)
    row.entity = make_entity (chance, row.id);
  g_array_append_val (rows, row);
}

static void
append_operation (GRand *chance, GArray *operations, gint64 dseq)
{
  MadoPushedOperation operation = { 0 };

  operation.dseq = dseq;
  operation.hash = wire_draw_hash (chance);
  operation.is_withdrawn = g_rand_boolean (chance);
  operation.goes_on = g_rand_boolean (chance);

  if (g_rand_boolean (chance)) {
    const char *text = wire_draw_text (chance);

    operation.text = g_bytes_new (text, strlen (text));
    operation.hash = mado_hash_of (text, strlen (text));
  }
  g_array_append_val (operations, operation);
}

static GBytes *
make_push_request (GRand *chance)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  const gint64 first = wire_draw_number (chance, 1);
  const int count = g_rand_int_range (chance, 0, 6);

  request->device = wire_draw_id (chance);
  request->nonce = wire_draw_nonce (chance);
  request->epoch = wire_draw_number (chance, 0);
  request->before = wire_draw_hash (chance);
  for (int i = 0; i < count; i++)
    append_operation (chance, request->operations, first + i);

  return mado_push_request_write (request, NULL);
}

static GBytes *
make_push_reply (GRand *chance)
{
  g_autoptr (MadoPushReply) reply = mado_push_reply_new ();
  const int count = g_rand_int_range (chance, 0, 6);

  reply->nonce = wire_draw_nonce (chance);
  reply->epoch = wire_draw_number (chance, 1);
  reply->verdict = (MadoPushVerdict) g_rand_int_range (chance, 0, MADO_PUSH_GAP + 1);
  reply->received = wire_draw_number (chance, 0);
  reply->chain = wire_draw_hash (chance);
  reply->head = wire_draw_place (chance);
  for (int i = 0; i < count; i++) {
    MadoKnownOperation known = { .dseq = 3 + i, .seq = 1 + i % 2 };

    known.outcome = wire_draw_outcome (chance);
    known.code = g_strdup (wire_draw_code (chance));
    g_array_append_val (reply->known, known);
  }

  return mado_push_reply_write (reply, NULL);
}

static GBytes *
make_pull_request (GRand *chance)
{
  MadoPullRequest request = { 0 };

  request.device = wire_draw_id (chance);
  request.epoch = wire_draw_number (chance, 0);
  request.nonce = wire_draw_nonce (chance);
  request.sight = wire_draw_hash (chance);
  request.after = wire_draw_place (chance);
  request.wait = (guint) g_rand_int_range (chance, 0, MADO_PULL_MAX_WAIT + 1);

  return mado_pull_request_write (&request, NULL);
}

static GBytes *
make_pull_reply (GRand *chance)
{
  g_autoptr (MadoPullReply) reply = mado_pull_reply_new ();
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  const int n_entries = g_rand_int_range (chance, 0, 12);
  const int n_rows = g_rand_int_range (chance, 0, 6);

  reply->epoch = wire_draw_number (chance, 1);
  reply->nonce = wire_draw_nonce (chance);
  reply->verdict = (MadoPullVerdict) g_rand_int_range (chance, 0, MADO_PULL_RESIGHTED + 1);
  reply->head = wire_draw_place (chance);
  for (int i = 0; i < n_entries; i++)
    append_entry (chance, hasher, reply->entries);
  for (int i = 0; i < n_rows; i++)
    append_row (chance, reply->rows);

  return mado_pull_reply_write (reply, NULL);
}

static GBytes *
make_rows_request (GRand *chance)
{
  MadoRowsRequest request = { 0 };

  request.nonce = wire_draw_nonce (chance);
  request.epoch = wire_draw_number (chance, 0);
  request.place = (char *) wire_draw_text (chance);

  return mado_rows_request_write (&request, NULL);
}

static GBytes *
make_rows_reply (GRand *chance)
{
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();
  const int count = g_rand_int_range (chance, 0, 6);

  reply->epoch = wire_draw_number (chance, 1);
  reply->nonce = wire_draw_nonce (chance);
  reply->sight = wire_draw_hash (chance);
  reply->head = wire_draw_place (chance);
  reply->place = g_rand_boolean (chance) ? g_strdup (wire_draw_text (chance)) : NULL;
  for (int i = 0; i < count; i++)
    append_row (chance, reply->rows);

  return mado_rows_reply_write (reply, NULL);
}

static GBytes *
make_history_request (GRand *chance)
{
  const MadoHistoryRequest request = { .entity = wire_draw_id (chance), .before = wire_draw_number (chance, 0) };

  return mado_history_request_write (&request, NULL);
}

static GBytes *
make_history_reply (GRand *chance)
{
  g_autoptr (MadoHistoryReply) reply = mado_history_reply_new ();
  const int count = g_rand_int_range (chance, 1, 5);

  reply->before = wire_draw_number (chance, 0);
  for (int i = 0; i < count; i++)
    g_ptr_array_add (reply->headers, make_header (chance));

  return mado_history_reply_write (reply, NULL);
}

static GBytes *
make_hello_request (GRand *chance)
{
  MadoHelloRequest request = { 0 };

  request.device = wire_draw_id (chance);
  request.nonce = wire_draw_nonce (chance);
  request.epoch = wire_draw_number (chance, 0);
  request.witness = wire_draw_place (chance);

  return mado_hello_request_write (&request, NULL);
}

static GBytes *
make_hello_reply (GRand *chance)
{
  MadoHelloReply reply = { 0 };

  reply.nonce = wire_draw_nonce (chance);
  reply.oldest = 1;
  reply.newest = 1 + (guint) g_rand_int_range (chance, 0, 3);
  reply.epoch = wire_draw_number (chance, 1);
  reply.is_primary = g_rand_boolean (chance);
  reply.is_witness_true = g_rand_boolean (chance);
  reply.now = wire_draw_instant (chance);
  reply.sight = wire_draw_hash (chance);
  reply.revision = wire_draw_number (chance, 0);
  reply.received = wire_draw_number (chance, 0);
  reply.chain = wire_draw_hash (chance);
  reply.head = wire_draw_place (chance);

  return mado_hello_reply_write (&reply, NULL);
}

static GBytes *
make_published (GRand *chance)
{
  g_autoptr (GBytes) header = make_header (chance);
  g_autoptr (GBytes) programme = g_bytes_new_static ("{\n  \"title\": \"給付\"\n}\n", 24);
  const MadoPublished published = { 3, header, programme };

  return mado_published_write (&published, NULL);
}

/* --- read and written again -------------------------------------------------------------------------------------- */

static GBytes *
rewrite_header (GBytes *text, GError **error)
{
  g_autoptr (MadoLogText) header = mado_log_text_read (text, error);

  return header != NULL ? mado_log_header_write (mado_log_text_get_header (header), error) : NULL;
}

static GBytes *
rewrite_push_request (GBytes *text, GError **error)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_read (text, error);

  return request != NULL ? mado_push_request_write (request, error) : NULL;
}

static GBytes *
rewrite_push_reply (GBytes *text, GError **error)
{
  g_autoptr (MadoPushReply) reply = mado_push_reply_read (text, error);

  return reply != NULL ? mado_push_reply_write (reply, error) : NULL;
}

static GBytes *
rewrite_pull_request (GBytes *text, GError **error)
{
  MadoPullRequest request;

  return mado_pull_request_read (text, &request, error) ? mado_pull_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_pull_reply (GBytes *text, GError **error)
{
  g_autoptr (MadoPullReply) reply = mado_pull_reply_read (text, error);

  return reply != NULL ? mado_pull_reply_write (reply, error) : NULL;
}

static GBytes *
rewrite_rows_request (GBytes *text, GError **error)
{
  g_autoptr (MadoRowsRequest) request = mado_rows_request_read (text, error);

  return request != NULL ? mado_rows_request_write (request, error) : NULL;
}

static GBytes *
rewrite_rows_reply (GBytes *text, GError **error)
{
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_read (text, error);

  return reply != NULL ? mado_rows_reply_write (reply, error) : NULL;
}

static GBytes *
rewrite_hello_request (GBytes *text, GError **error)
{
  MadoHelloRequest request;

  return mado_hello_request_read (text, &request, error) ? mado_hello_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_hello_reply (GBytes *text, GError **error)
{
  MadoHelloReply reply;

  return mado_hello_reply_read (text, &reply, error) ? mado_hello_reply_write (&reply, error) : NULL;
}

static GBytes *
rewrite_history_request (GBytes *text, GError **error)
{
  MadoHistoryRequest request;

  return mado_history_request_read (text, &request, error) ? mado_history_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_history_reply (GBytes *text, GError **error)
{
  g_autoptr (MadoHistoryReply) reply = mado_history_reply_read (text, error);

  return reply != NULL ? mado_history_reply_write (reply, error) : NULL;
}

static GBytes *
rewrite_published (GBytes *text, GError **error)
{
  g_auto (MadoPublished) published = { 0 };

  return mado_published_read (text, &published, error) ? mado_published_write (&published, error) : NULL;
}

const WireRecord wire_log_records[] = {
  { "log-header", make_header, rewrite_header },
  { "push-request", make_push_request, rewrite_push_request },
  { "push-reply", make_push_reply, rewrite_push_reply },
  { "pull-request", make_pull_request, rewrite_pull_request },
  { "pull-reply", make_pull_reply, rewrite_pull_reply },
  { "rows-request", make_rows_request, rewrite_rows_request },
  { "rows-reply", make_rows_reply, rewrite_rows_reply },
  { "hello-request", make_hello_request, rewrite_hello_request },
  { "hello-reply", make_hello_reply, rewrite_hello_reply },
  { "history-request", make_history_request, rewrite_history_request },
  { "history-reply", make_history_reply, rewrite_history_reply },
  { "published", make_published, rewrite_published },
  { NULL },
};
