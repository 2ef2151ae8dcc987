/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a terminal does with what comes, and whoever audits with the log; in one process, without the line. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "inside.h"
#include "mado-audit-pages.h"
#include "mado-bench.h"
#include "mado-parcel.h"
#include "mado-practice.h"
#include "mado-statement.h"
#include "mado-take.h"
#include "mado-transaction.h"
#include "office.h"
#include "part.h"
#include "plain-store.h"
#include "queue-sample.h"
#include "seat.h"

#define N_OPERATIONS 4000
#define N_PUSHED 500 /* in one push */
#define STRETCH 500U /* entries that an audit takes at once */
#define N_CASES 10000
#define N_HISTORIES 500
#define STREAM "shinjuku/ninpu-r7"

typedef struct {
  Inside *inside;
  Terminal *viewer;
  Seat *seat;
  PlainStore *plain;
  MadoChain *chain;
  GPtrArray *replies; /* (element-type MadoPullReply) */
  GPtrArray *rows;    /* (element-type GPtrArray): of each of them, as the plain store takes them */
  guint n_taken;
  guint n_inserted;
  guint n_raw;
} Reader;

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* --- what comes of the log ------------------------------------------------------------------------------------------
 */

static void
begin_work (GTask *task,
            G_GNUC_UNUSED MadoDatabase *database,
            gpointer request,
            G_GNUC_UNUSED GCancellable *cancellable)
{
  Reader *reader = request;
  MadoReplica *replica = mado_desk_get_replica (reader->seat->desk);
  const MadoHelloReply hello = { .epoch = reader->viewer->epoch,
                                 .sight = reader->viewer->sight,
                                 .head = reader->viewer->cursor };
  g_autoptr (MadoRowsReply) nothing = mado_rows_reply_new ();
  g_autoptr (GError) error = NULL;

  nothing->epoch = hello.epoch;
  nothing->head = hello.head;
  nothing->sight = reader->viewer->sight;
  mado_replica_begin_loading (replica, &hello, &error);
  end_with (error);
  mado_replica_load_rows (replica, nothing, &error);
  end_with (error);
  mado_replica_finish_loading (replica, &error);
  end_with (error);
  g_task_return_boolean (task, TRUE);
}

static void
take_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Reader *reader = request;
  g_autoptr (GError) error = NULL;

  mado_replica_take (mado_desk_get_replica (reader->seat->desk), g_ptr_array_index (reader->replies, reader->n_taken),
                     &error);
  end_with (error);
  g_task_return_boolean (task, TRUE);
}

static guint
take_reply (gpointer load)
{
  Reader *reader = load;
  const MadoPullReply *reply = g_ptr_array_index (reader->replies, reader->n_taken);

  seat_do (reader->seat, take_work, reader);
  reader->n_taken++;

  return reply->entries->len;
}

static void
check_entry (Reader *reader, MadoHasher *hasher, const MadoServedEntry *entry)
{
  const MadoHash leaf = mado_chain_hash_leaf (hasher, g_bytes_get_data (entry->header, NULL),
                                              g_bytes_get_size (entry->header), &entry->payload_hash);

  if (!mado_hash_equals (&leaf, &entry->leaf))
    g_error ("no leaf");
  mado_chain_append (reader->chain, &leaf);
}

/* Its chain, each head, text, line of a list and gram of the search, the cursor. */
static guint
insert_reply (gpointer load)
{
  Reader *reader = load;
  const MadoPullReply *reply = g_ptr_array_index (reader->replies, reader->n_inserted);
  const GPtrArray *rows = g_ptr_array_index (reader->rows, reader->n_inserted++);
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  plain_store_begin (reader->plain);
  for (guint i = 0; i < reply->entries->len; i++)
    check_entry (reader, hasher, &g_array_index (reply->entries, MadoServedEntry, i));
  for (guint i = 0; i < rows->len; i++)
    plain_store_put_row (reader->plain, g_ptr_array_index (rows, i));
  plain_store_put_cursor (reader->plain, (gint64) mado_chain_get_seq (reader->chain),
                          mado_chain_get_head (reader->chain));
  plain_store_commit (reader->plain);

  return reply->entries->len;
}

static const char insert_raw[] = "INSERT INTO settings (key, value) VALUES (?1, CAST (?2 AS TEXT))";

static void
raw_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Reader *reader = request;
  const MadoPullReply *reply = g_ptr_array_index (reader->replies, reader->n_raw);
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, NULL);

  for (guint i = 0; i < reply->entries->len; i++) {
    const GBytes *header = g_array_index (reply->entries, MadoServedEntry, i).header;
    g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_raw);
    g_autofree char *key = g_strdup_printf ("raw-%u-%u", reader->n_raw, i);

    mado_statement_bind_text (statement, 1, key);
    mado_statement_bind_bytes (statement, 2, g_bytes_get_data ((GBytes *) header, NULL),
                               g_bytes_get_size ((GBytes *) header));
    if (!mado_statement_run (statement, NULL))
      g_error ("no row");
  }
  if (!mado_transaction_commit (g_steal_pointer (&transaction), NULL))
    g_error ("no commit");
  g_task_return_boolean (task, TRUE);
}

static guint
insert_headers (gpointer load)
{
  Reader *reader = load;
  const MadoPullReply *reply = g_ptr_array_index (reader->replies, reader->n_raw);

  seat_do (reader->seat, raw_work, reader);
  reader->n_raw++;

  return reply->entries->len;
}

static void
collect_replies (Reader *reader)
{
  g_autoptr (MadoProgramme) programme = queue_sample_load_programme ("ninpu-r7.json");
  const gint64 last = ward_get_stand (reader->inside->ward, STREAM).head.seq;

  while (reader->viewer->cursor.seq < last) {
    MadoPullReply *reply = terminal_pull (reader->viewer);

    g_ptr_array_add (reader->replies, reply);
    g_ptr_array_add (reader->rows, plain_rows_new (reply->rows, programme));
  }
}

/* Goal 5. */
void
part_apply (void)
{
  static const MadoBenchRate rates[] = {
    { "entries of the log that a terminal takes, with their rows, lists and search", take_reply, 0 },
    { "chain, head, text, lines and grams in plain SQLite", insert_reply, 0.7 },
    { "their headers alone, in the encrypted file", insert_headers, 0.15 },
  };
  g_autofree char *path = part_dup_path ("plain.db");
  Reader reader = { .inside = inside_new_in_memory (), .plain = plain_store_new (path) };

  reader.viewer = terminal_new (reader.inside->ward, reader.inside->stream, "v-002", OFFICE_ROLE);
  terminal_load (reader.viewer);
  reader.chain = mado_chain_new ((guint64) reader.viewer->cursor.seq, &reader.viewer->cursor.chain);
  reader.replies = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_pull_reply_free);
  reader.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  reader.seat = seat_new (terminal_new (reader.inside->ward, reader.inside->stream, "v-002", OFFICE_ROLE), 0);
  seat_do (reader.seat, begin_work, &reader);
  inside_write_pushes (reader.inside, N_OPERATIONS / N_PUSHED, N_PUSHED);
  for (guint i = 0; i < N_OPERATIONS / N_PUSHED; i++)
    inside_push (reader.inside);
  collect_replies (&reader);
  mado_bench_rates (rates, G_N_ELEMENTS (rates), reader.replies->len, &reader);
  if (seat_count_rows (reader.seat) != N_OPERATIONS || plain_store_count (reader.plain) != N_OPERATIONS)
    g_error ("something is missing");
  seat_free (reader.seat);
  g_ptr_array_unref (reader.rows);
  g_ptr_array_unref (reader.replies);
  mado_chain_free (reader.chain);
  terminal_free (reader.viewer);
  inside_free (reader.inside);
  plain_store_free (reader.plain);
  (void) g_unlink (path); /* ignored: the folder of the run goes with what is in it */
}

/* --- everything at once
 * ----------------------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *replies; /* (element-type MadoRowsReply) */
  GPtrArray *rows;    /* (element-type GPtrArray): of each of them, as the plain store takes them */
  gsize length;       /* of the texts in the last one */
  gsize n_rows;
} Chunks;

static gboolean
keep_entity (gpointer user_data, const MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  Chunks *chunks = user_data;
  const MadoServiceRow row = { mado_entity_get_id (entity), 1, mado_entity_ref ((MadoEntity *) entity), MADO_GONE_NOT };
  MadoRowsReply *reply;

  if (chunks->replies->len == 0 || chunks->length > MADO_ROWS_MAX_LENGTH) {
    reply = mado_rows_reply_new ();
    reply->epoch = 1;
    reply->head.seq = 1;
    g_ptr_array_add (chunks->replies, reply);
    chunks->length = 0;
  }
  reply = g_ptr_array_index (chunks->replies, chunks->replies->len - 1);
  g_array_append_val (reply->rows, row);
  chunks->length += g_bytes_get_size (mado_entity_get_text (row.entity));
  chunks->n_rows++;

  return TRUE;
}

static void
make_chunks (Chunks *chunks)
{
  const MadoPracticeOrder order = { .seed = 1, .n_cases = N_CASES, .n_histories = N_HISTORIES };
  const MadoPracticeSink sink = { .take_entity = keep_entity, .user_data = chunks };
  g_autoptr (MadoProgramme) programme = queue_sample_load_programme ("ninpu-r7.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPractice) practice = mado_practice_new (programme, &error);
  guint64 n_declined;

  end_with (error);
  chunks->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_rows_reply_free);
  mado_practice_make (practice, &order, &sink, &n_declined, &error);
  end_with (error);
  chunks->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < chunks->replies->len; i++)
    g_ptr_array_add (chunks->rows,
                     plain_rows_new (((MadoRowsReply *) g_ptr_array_index (chunks->replies, i))->rows, programme));
}

static double
get_used (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);

  return (double) used.tv_sec + (double) used.tv_nsec / 1e9;
}

typedef struct {
  const Chunks *chunks;
  Seat *seat;
  PlainStore *plain;
  double ours;
  double floor;
} Loading;

static void
load_ours (Loading *loading)
{
  MadoReplica *replica = mado_desk_get_replica (loading->seat->desk);
  const MadoHelloReply hello = { .epoch = 1, .head.seq = 1 };
  const double begin = get_used ();
  g_autoptr (GError) error = NULL;

  mado_replica_begin_loading (replica, &hello, &error);
  end_with (error);
  for (guint i = 0; i < loading->chunks->replies->len; i++) {
    mado_replica_load_rows (replica, g_ptr_array_index (loading->chunks->replies, i), &error);
    end_with (error);
  }
  mado_replica_finish_loading (replica, &error);
  end_with (error);
  loading->ours = get_used () - begin;
}

static void
load_plain (Loading *loading)
{
  const double begin = get_used ();

  for (guint i = 0; i < loading->chunks->rows->len; i++) {
    const GPtrArray *rows = g_ptr_array_index (loading->chunks->rows, i);

    plain_store_begin (loading->plain);
    for (guint j = 0; j < rows->len; j++)
      plain_store_put_row (loading->plain, g_ptr_array_index (rows, j));
    plain_store_commit (loading->plain);
  }
  loading->floor = get_used () - begin;
}

static void
load_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  load_ours (request);
  load_plain (request);
  g_task_return_boolean (task, TRUE);
}

static void
weigh_rows (const Chunks *chunks)
{
  gsize wire = 0, least = 0;

  for (guint i = 0; i < chunks->replies->len; i++) {
    const MadoRowsReply *reply = g_ptr_array_index (chunks->replies, i);
    g_autoptr (GBytes) written = mado_rows_reply_write (reply, NULL);
    GByteArray *payload = g_byte_array_new ();
    g_autoptr (GBytes) texts = NULL;
    g_auto (MadoParcel) ours = { 0 };
    g_auto (MadoParcel) floor = { 0 };

    for (guint j = 0; j < reply->rows->len; j++) {
      GBytes *text = mado_entity_get_text (g_array_index (reply->rows, MadoServiceRow, j).entity);

      g_byte_array_append (payload, g_bytes_get_data (text, NULL), (guint) g_bytes_get_size (text));
    }
    texts = g_byte_array_free_to_bytes (payload);
    mado_parcel_pack (written, &ours, NULL);
    mado_parcel_pack (texts, &floor, NULL);
    wire += g_bytes_get_size (ours.bytes);
    least += g_bytes_get_size (floor.bytes);
  }
  printf ("%" G_GSIZE_FORMAT " rows in %u chunks: %" G_GSIZE_FORMAT
          " KB packed; floor (their texts alone): %" G_GSIZE_FORMAT " KB; ratio %.2f\n",
          chunks->n_rows, chunks->replies->len, wire / 1000, least / 1000, (double) wire / (double) least);
  mado_bench_judge ((double) wire / (double) least, 1.1, TRUE);
}

/* Goal 6, the processor's side. */
void
part_load (void)
{
  g_autofree char *path = part_dup_path ("plain.db");
  Inside *inside = inside_new_in_memory ();
  Chunks chunks = { 0 };
  Loading loading = { &chunks, NULL, plain_store_new (path), 0, 0 };

  make_chunks (&chunks);
  weigh_rows (&chunks);
  loading.seat = seat_new (terminal_new (inside->ward, inside->stream, "v-001", OFFICE_ROLE), 0);
  seat_do (loading.seat, load_work, &loading);
  printf ("a ward that a terminal loads, with its lists and search: %.0f rows for a second of a processor\n"
          "  heads, texts, lines and grams in plain SQLite: %.0f; ratio %.2f\n",
          (double) chunks.n_rows / loading.ours, (double) chunks.n_rows / loading.floor, loading.floor / loading.ours);
  mado_bench_judge (loading.floor / loading.ours, 0.65, FALSE);
  if (seat_count_rows (loading.seat) != (gint64) chunks.n_rows ||
      plain_store_count (loading.plain) != (gint64) chunks.n_rows)
    g_error ("something is missing");
  seat_free (loading.seat);
  plain_store_free (loading.plain);
  g_ptr_array_unref (chunks.rows);
  g_ptr_array_unref (chunks.replies);
  inside_free (inside);
  (void) g_unlink (path); /* ignored: the folder of the run goes with what is in it */
}

/* --- the chain
 * --------------------------------------------------------------------------------------------------------- */

typedef struct {
  Inside *inside;
  GPtrArray *entries; /* (element-type MadoStoredEntry) */
  GByteArray *bytes;  /* of all of them */
} Log;

static guint
verify_chain (gpointer load)
{
  const Log *log = load;
  g_autoptr (MadoChain) chain = mado_chain_new (0, NULL);

  for (guint i = 0; i < log->entries->len; i++)
    if (!mado_stored_entry_verify (g_ptr_array_index (log->entries, i), chain, NULL))
      g_error ("the chain is broken");

  return log->entries->len;
}

/* As an audit does it. */
static guint
verify_stretches (gpointer load)
{
  const Log *log = load;
  MadoAuditCheck check = { 0 };
  MadoAuditPages *pages = mado_audit_pages_new (&check);

  for (guint i = 0; i < log->entries->len; i += STRETCH) {
    g_autoptr (GPtrArray) page = g_ptr_array_sized_new (STRETCH);

    for (guint j = i; j < MIN (i + STRETCH, log->entries->len); j++)
      g_ptr_array_add (page, g_ptr_array_index (log->entries, j));
    (void) mado_audit_pages_add (pages, page); /* ignored: it is looked at below */
  }
  (void) mado_audit_pages_finish (pages); /* ignored: the same */
  if (check.bad != 0)
    g_error ("the chain is broken");

  return log->entries->len;
}

static guint
hash_bytes (gpointer load)
{
  const Log *log = load;
  static volatile guint8 sink; /* keeps the compiler from leaving the work out */

  sink = mado_hash_of (log->bytes->data, log->bytes->len).bytes[0];

  (void) sink; /* ignored: as said */

  return log->entries->len;
}

static guint
audit (gpointer load)
{
  const Log *log = load;
  g_autoptr (MadoTurn) turn = mado_turn_begin (log->inside->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoAuditCheck) check = mado_audit_check_stream (log->inside->backend, STREAM, NULL);

  if (check == NULL || check->bad != 0 || check->n_entries != log->entries->len)
    g_error ("the log is not what it was");

  return (guint) check->n_entries;
}

static void
list_entries (Log *log)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (log->inside->backend, MADO_BACKEND_READ, NULL);
  MadoStreamStand stand = { 0 };

  if (turn == NULL || !log->inside->backend->type->find_stream (log->inside->backend, STREAM, &stand, NULL) ||
      !log->inside->backend->type->list_entries (log->inside->backend, stand.number, 0, G_MAXINT, G_MAXSSIZE,
                                                 &log->entries, NULL))
    g_error ("no entries");
}

static guint
read_entries (gpointer load)
{
  Log *log = load;

  g_clear_pointer (&log->entries, g_ptr_array_unref);
  list_entries (log);

  return log->entries->len;
}

static void
audit_in (OfficeKind kind, Inside *inside)
{
  static const MadoBenchRate chain[] = {
    { "entries of which all is verified, in memory, on all processors", verify_stretches, 0 },
    { "one SHA-256 of their bytes, on one", hash_bytes, 0.7 },
    { "their chain alone, on one", verify_chain, 0 },
  };
  g_autofree char *title = g_strdup_printf ("entries audited where they lie, %s", office_kind_get_name (kind));
  const MadoBenchRate whole[] = {
    { title, audit, 0 },
    { "read alone", read_entries, 0 },
  };
  Log log = { .inside = inside, .bytes = g_byte_array_new () };
  double audited;

  inside_write_pushes (log.inside, N_OPERATIONS / N_PUSHED, N_PUSHED);
  for (guint i = 0; i < N_OPERATIONS / N_PUSHED; i++)
    inside_push (log.inside);
  list_entries (&log);
  for (guint i = 0; i < log.entries->len; i++) {
    const MadoStoredEntry *entry = g_ptr_array_index (log.entries, i);

    g_byte_array_append (log.bytes, g_bytes_get_data (entry->header, NULL), (guint) g_bytes_get_size (entry->header));
    g_byte_array_append (log.bytes, g_bytes_get_data (entry->payload, NULL), (guint) g_bytes_get_size (entry->payload));
  }
  if (kind == OFFICE_FILE) /* in memory it is the same wherever it lay */
    mado_bench_rates (chain, G_N_ELEMENTS (chain), 7, &log);
  audited = mado_bench_rates (whole, G_N_ELEMENTS (whole), 5, &log);
  printf ("  10 million entries would take %.0f s at this rate, where they are as %u are\n", 1e7 / audited,
          log.entries->len);
  if (log.entries->len != N_OPERATIONS + 1)
    g_error ("something is missing");
  g_ptr_array_unref (log.entries);
  g_byte_array_unref (log.bytes);
  inside_free (log.inside);
}

/* Goal 13. */
void
part_audit (void)
{
  g_autofree char *path = part_dup_path ("inside.ward");
  g_autoptr (MadoTestCluster) cluster = NULL;
  g_autofree char *database = NULL, *conninfo = NULL;

  audit_in (OFFICE_FILE, inside_new_in_file (path));
  cluster = mado_test_cluster_new (g_get_tmp_dir ());
  database = mado_test_cluster_create_database (cluster);
  conninfo = mado_test_cluster_dup_conninfo (cluster, database);
  audit_in (OFFICE_SERVER, inside_new_in_database (conninfo));
}
