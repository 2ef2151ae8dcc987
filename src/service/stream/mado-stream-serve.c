/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes out: where the stream stands, its log, and its rows, each cut to what the caller may see. */

#include <string.h>

#include "mado-sight.h"
#include "mado-stream-private.h"
#include "mado-viewer.h"

#define ROWS_PAGE 250      /* that are looked at in one chunk, seen or not */
#define ENTRY_OVERHEAD 256 /* bytes of an entry beside its header, and of a row beside its entity, on the wire */

/* --- hello ------------------------------------------------------------------------------------------------------- */

/**
 * mado_stream_hello:
 * @self: a stream
 * @backend: a backend, in a turn
 * @caller: who is on the line
 * @request: how he stands
 * @out_reply: (out): how the stream stands. That it is the primary's is for whoever serves it to take back
 * @error: where to put what went wrong
 *
 * Returns: whether anybody can say
 */
gboolean
mado_stream_hello (MadoStream *self,
                   MadoBackend *backend,
                   const MadoCaller *caller,
                   const MadoHelloRequest *request,
                   MadoHelloReply *out_reply,
                   GError **error)
{
  g_autoptr (MadoStoredDevice) device = NULL;
  gboolean is_witness_true = FALSE;
  MadoStreamTurn turn;

  if (!mado_stream_turn_open (self, backend, &turn, error) ||
      !backend->type->find_device (backend, turn.stand.number, request->device, &device, error) ||
      !mado_stream_turn_holds (&turn, &request->witness, &is_witness_true, error))
    return FALSE;
  *out_reply = (MadoHelloReply) {
    .nonce = request->nonce,
    .oldest = MADO_PROTOCOL_OLDEST,
    .newest = MADO_PROTOCOL_NEWEST,
    .epoch = turn.stand.epoch,
    .is_primary = TRUE,
    .is_witness_true = is_witness_true,
    .now = turn.now,
    .sight = mado_sight_of (&caller->person, turn.stand.revision),
    .revision = turn.stand.revision,
    .head = turn.stand.head,
  };
  if (mado_stream_is_of (device, caller)) {
    out_reply->received = device->received;
    out_reply->chain = device->chain;
  }

  return TRUE;
}

/* --- pull -------------------------------------------------------------------------------------------------------- */

/* A piece of the log on its way to one person. */
typedef struct {
  MadoStreamTurn *turn;
  const MadoCaller *caller;
  MadoId device; /* his own, or MADO_ID_NONE */
  MadoViewer *viewer;
  GHashTable *named; /* MadoId *: entities whose rows are in the reply */
  MadoPullReply *reply;
  gsize length; /* of the reply, about */
} Piece;

static gsize
measure_row (const MadoServiceRow *row)
{
  return ENTRY_OVERHEAD + (row->entity != NULL ? g_bytes_get_size (mado_entity_get_text (row->entity)) : 0);
}

static void
add_row (GArray *rows, const MadoServiceRow *row)
{
  MadoServiceRow copy = *row;

  if (copy.entity != NULL)
    mado_entity_ref (copy.entity);
  g_array_append_val (rows, copy);
}

/* Returns: (transfer full) (nullable): what comes into the reply with the entry, in no order; %NULL with @error */
static GPtrArray *
list_new_rows (Piece *self, const MadoStoredEntry *entry, gsize *out_length, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  gsize length = 0;

  for (guint i = 0; i < entry->touched->len; i++) {
    const MadoSeen *seen = mado_viewer_see (self->viewer, g_array_index (entry->touched, MadoId, i), error);

    if (seen == NULL)
      return NULL;
    if (!seen->is_for_him || g_hash_table_contains (self->named, seen))
      continue;
    g_ptr_array_add (rows, (gpointer) seen);
    length += measure_row (&seen->row);
  }
  *out_length = length;

  return g_steal_pointer (&rows);
}

static gboolean
may_see_header (Piece *self, const MadoLogHeader *header, gboolean *out_may_see, GError **error)
{
  const MadoSeen *seen = NULL;

  *out_may_see = !mado_id_is_valid (header->entity) && !mado_id_is_valid (header->device); /* the service's, of all */
  if (strcmp (header->actor, self->caller->person.account) == 0)
    *out_may_see = TRUE;
  if (*out_may_see || !mado_id_is_valid (header->entity))
    return TRUE;
  seen = mado_viewer_see (self->viewer, header->entity, error);
  if (seen == NULL)
    return FALSE;
  *out_may_see = seen->row.entity != NULL;

  return TRUE;
}

static gboolean
is_own (const Piece *self, const MadoLogHeader *header)
{
  return mado_id_is_valid (self->device) && mado_id_compare (header->device, self->device) == 0;
}

static gboolean
serve_entry (Piece *self, const MadoStoredEntry *entry, MadoServedEntry *out_served, GError **error)
{
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, error);
  gboolean may_see = FALSE;

  if (text == NULL || !may_see_header (self, mado_log_text_get_header (text), &may_see, error))
    return FALSE;
  out_served->leaf = entry->leaf;
  if (!may_see)
    return TRUE;
  out_served->header = g_bytes_ref (entry->header);
  out_served->payload_hash = entry->payload_hash;
  out_served->has_salt = entry->payload != NULL && is_own (self, mado_log_text_get_header (text));
  if (out_served->has_salt)
    memcpy (out_served->salt, entry->salt, sizeof entry->salt);

  return TRUE;
}

/* Entry and rows go together, or not at all; one entry always goes, however large what it touched. */
static gboolean
add_entry (Piece *self, const MadoStoredEntry *entry, gboolean *out_is_full, GError **error)
{
  gsize length = 0;
  g_autoptr (GPtrArray) rows = list_new_rows (self, entry, &length, error);
  MadoServedEntry served = { 0 };

  if (rows == NULL || !serve_entry (self, entry, &served, error))
    return FALSE;
  length += ENTRY_OVERHEAD + (served.header != NULL ? g_bytes_get_size (served.header) : 0);
  *out_is_full = self->reply->entries->len > 0 && self->length + length > MADO_PULL_MAX_LENGTH;
  if (*out_is_full) {
    mado_served_entry_clear (&served);
    return TRUE;
  }
  self->length += length;
  for (guint i = 0; i < rows->len; i++) {
    const MadoSeen *seen = g_ptr_array_index (rows, i);

    g_hash_table_add (self->named, (gpointer) seen);
    add_row (self->reply->rows, &seen->row);
  }
  g_array_append_val (self->reply->entries, served);

  return TRUE;
}

static gboolean
add_entries (Piece *self, gint64 after, GError **error)
{
  MadoBackend *backend = self->turn->backend;
  g_autoptr (GPtrArray) entries = NULL;
  gboolean is_full = FALSE;

  if (!backend->type->list_entries (backend, self->turn->stand.number, after, MADO_PULL_MAX_ENTRIES,
                                    MADO_PULL_MAX_LENGTH, &entries, error))
    return FALSE;
  for (guint i = 0; i < entries->len && !is_full; i++)
    if (!add_entry (self, g_ptr_array_index (entries, i), &is_full, error))
      return FALSE;

  return TRUE;
}

static gboolean
serve_log (MadoStreamTurn *turn,
           const MadoCaller *caller,
           const MadoPullRequest *request,
           MadoPullReply *reply,
           GError **error)
{
  g_autoptr (MadoViewer) viewer = mado_viewer_new (turn, &caller->person);
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  g_autoptr (MadoStoredDevice) device = NULL;
  Piece piece = { .turn = turn, .caller = caller, .viewer = viewer, .named = named, .reply = reply };

  if (!turn->backend->type->find_device (turn->backend, turn->stand.number, request->device, &device, error))
    return FALSE;
  if (mado_stream_is_of (device, caller))
    piece.device = request->device;

  return add_entries (&piece, request->after.seq, error);
}

/**
 * mado_stream_pull:
 * @self: a stream
 * @backend: a backend, in a turn
 * @caller: who is on the line
 * @request: what he has
 * @error: where to put what went wrong
 *
 * It does not wait.
 *
 * Returns: (transfer full): what comes next, which may be nothing
 */
MadoPullReply *
mado_stream_pull (
    MadoStream *self, MadoBackend *backend, const MadoCaller *caller, const MadoPullRequest *request, GError **error)
{
  g_autoptr (MadoPullReply) reply = mado_pull_reply_new ();
  gboolean is_there = FALSE;
  MadoStreamTurn turn;
  MadoHash sight;

  if (!mado_stream_turn_open (self, backend, &turn, error) ||
      !mado_stream_turn_holds (&turn, &request->after, &is_there, error))
    return NULL;
  sight = mado_sight_of (&caller->person, turn.stand.revision);
  reply->epoch = turn.stand.epoch;
  reply->nonce = request->nonce;
  reply->head = turn.stand.head;
  if (!is_there || request->epoch != turn.stand.epoch)
    reply->verdict = MADO_PULL_REWOUND;
  else if (!mado_hash_equals (&sight, &request->sight))
    reply->verdict = MADO_PULL_RESIGHTED;
  else if (!serve_log (&turn, caller, request, reply, error))
    return NULL;

  return g_steal_pointer (&reply);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static gboolean
list_page (MadoStreamTurn *turn, const char *place, guint limit, GArray **out_rows, char **out_place, GError **error)
{
  return turn->backend->type->list_entities (turn->backend, turn->stand.number, place, limit, out_rows, out_place,
                                             error);
}

/* Returns: whether they could be cut; through @out_n_taken how many went in */
static gboolean
add_rows (MadoViewer *viewer, const GArray *page, GArray *rows, guint *out_n_taken, GError **error)
{
  gsize length = 0;
  guint n_taken = 0;

  for (; n_taken < page->len; n_taken++) {
    const MadoSeen *seen = mado_viewer_see_row (viewer, &g_array_index (page, MadoStoredRow, n_taken), error);

    if (seen == NULL)
      return FALSE;
    if (seen->row.gone == MADO_GONE_FROM_SIGHT)
      continue;
    length += measure_row (&seen->row);
    if (rows->len > 0 && length > MADO_ROWS_MAX_LENGTH)
      break;
    add_row (rows, &seen->row);
  }
  *out_n_taken = n_taken;

  return TRUE;
}

/* Only the backend knows the place behind a row: where not all of a page went in, it is asked for as much again. */
static gboolean
serve_rows (MadoStreamTurn *turn, const MadoCaller *caller, const char *place, MadoRowsReply *reply, GError **error)
{
  g_autoptr (MadoViewer) viewer = mado_viewer_new (turn, &caller->person);
  g_autoptr (GArray) page = NULL;
  g_autoptr (GArray) again = NULL;
  guint n_taken = 0;

  if (!list_page (turn, place, ROWS_PAGE, &page, &reply->place, error) ||
      !add_rows (viewer, page, reply->rows, &n_taken, error))
    return FALSE;
  if (n_taken == page->len)
    return TRUE;
  g_clear_pointer (&reply->place, g_free);

  return list_page (turn, place, n_taken, &again, &reply->place, error);
}

/**
 * mado_stream_list_rows:
 * @self: a stream
 * @backend: a backend, in a turn
 * @caller: who is on the line
 * @request: where he is
 * @error: where to put what went wrong
 *
 * Whoever asks for another epoch gets no rows, and begins anew.
 *
 * Returns: (transfer full): the next chunk
 */
MadoRowsReply *
mado_stream_list_rows (
    MadoStream *self, MadoBackend *backend, const MadoCaller *caller, const MadoRowsRequest *request, GError **error)
{
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();
  MadoStreamTurn turn;

  if (!mado_stream_turn_open (self, backend, &turn, error))
    return NULL;
  reply->epoch = turn.stand.epoch;
  reply->nonce = request->nonce;
  reply->sight = mado_sight_of (&caller->person, turn.stand.revision);
  reply->head = turn.stand.head;
  if (request->epoch != 0 && request->epoch != turn.stand.epoch)
    reply->place = g_strdup ("");
  else if (!serve_rows (&turn, caller, request->place, reply, error))
    return NULL;

  return g_steal_pointer (&reply);
}
