/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drops what a paper of a case showed before a place of it was covered for good, as soon as the service says that it
 * was: until then whoever covered it has it, unseen, for the service may refuse him. */

#include "mado-case-covered.h"
#include "mado-replica-private.h"
#include "mado-statement.h"

/* ?1: the case, ?2: the hash of the paper */
static const char find_traces[] = "SELECT EXISTS (SELECT 1 FROM blob_owner WHERE entity = ?1 AND hash = ?2)"
                                  " OR EXISTS (SELECT 1 FROM blob_piece WHERE entity = ?1 AND hash = ?2)"
                                  " OR EXISTS (SELECT 1 FROM blob_to_send WHERE entity = ?1 AND hash = ?2)";
static const char drop_bytes[] =
    "DELETE FROM blob WHERE hash = ?2"
    " AND NOT EXISTS (SELECT 1 FROM blob_owner AS other WHERE other.hash = ?2 AND other.entity <> ?1)";
static const char drop_owner[] = "DELETE FROM blob_owner WHERE entity = ?1 AND hash = ?2";
static const char drop_kept[] = "DELETE FROM attachment WHERE entity = ?1 AND hash = ?2";
static const char drop_pieces[] = "DELETE FROM blob_piece WHERE entity = ?1 AND hash = ?2";
static const char drop_to_send[] = "DELETE FROM blob_to_send WHERE entity = ?1 AND hash = ?2";

/* Like an entity that was erased, under the beginning of its hash: the write-ahead log is to be freed of it, too. */
static const char note_dropped[] =
    "INSERT INTO erased (id, hash, at, reason, is_scrubbed) VALUES (substr (?2, 1, 16), ?2, 0, 'covered', 0)"
    " ON CONFLICT (id) DO UPDATE SET is_scrubbed = 0 WHERE ?1 IS NOT NULL";

static const char *const droppings[] = { drop_bytes, drop_owner, drop_kept, drop_pieces, drop_to_send, note_dropped };

static MadoStatement *
begin (MadoReplica *self, const char *sql, MadoId entity, const MadoHash *hash)
{
  MadoStatement *statement = mado_statement_take (self->database, sql);

  mado_statement_bind_id (statement, 1, entity);
  mado_statement_bind_bytes (statement, 2, hash->bytes, sizeof hash->bytes);

  return statement;
}

static gboolean
has_any (MadoReplica *self, MadoId entity, const MadoHash *hash, gboolean *out_has_any, GError **error)
{
  g_autoptr (MadoStatement) statement = begin (self, find_traces, entity, hash);

  *out_has_any = mado_statement_step (statement) && mado_statement_get_int (statement, 0) != 0;

  return mado_statement_finish (statement, error);
}

static gboolean
drop (MadoReplica *self, MadoId entity, const MadoHash *hash, GError **error)
{
  gboolean has = FALSE;

  if (!has_any (self, entity, hash, &has, error))
    return FALSE;
  for (gsize i = 0; has && i < G_N_ELEMENTS (droppings); i++) {
    g_autoptr (MadoStatement) statement = begin (self, droppings[i], entity, hash);

    if (!mado_statement_run (statement, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_replica_drop_covered:
 * @self: a replica, in a transaction
 * @entity: the service's word on an entity
 * @error: where to put what went wrong
 *
 * The write-ahead log is emptied with mado_replica_scrub().
 *
 * Returns: whether of its papers nothing is here that was covered, where it is nobody else's
 */
gboolean
mado_replica_drop_covered (MadoReplica *self, const MadoEntity *entity, GError **error)
{
  g_autoptr (GArray) hashes = mado_case_list_covered (entity);

  for (guint i = 0; i < hashes->len; i++)
    if (!drop (self, mado_entity_get_id (entity), &g_array_index (hashes, MadoHash, i), error))
      return FALSE;

  return TRUE;
}
