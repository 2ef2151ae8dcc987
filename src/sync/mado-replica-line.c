/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the line wants to know and to keep, asked of a replica. */

#include "mado-replica-line.h"

#include "mado-journal.h"
#include "mado-offer.h"
#include "mado-profile.h"
#include "mado-take.h"

static gboolean
load_cursor (gpointer user_data, MadoCursor *out_cursor, GError **error)
{
  return mado_cursor_load (mado_replica_get_database (user_data), out_cursor, error);
}

static gboolean
load_journal_place (
    gpointer user_data, gint64 dseq, MadoId *out_device, gint64 *out_last, MadoHash *out_chain, GError **error)
{
  MadoDatabase *database = mado_replica_get_database (user_data);
  MadoProfile profile;

  if (!mado_profile_load (database, &profile, error) ||
      !mado_journal_load_place (database, dseq, out_last, out_chain, error))
    return FALSE;
  *out_device = profile.device;

  return TRUE;
}

static gboolean
list_unsent (gpointer user_data, MadoInstant now, MadoPushRequest *request, GError **error)
{
  return mado_replica_list_unsent (user_data, now, request, error);
}

static gboolean
take_push (gpointer user_data, const MadoPushReply *reply, GError **error)
{
  return mado_replica_take_push (user_data, reply, error);
}

static gboolean
fork_journal (gpointer user_data, MadoId device, GError **error)
{
  return mado_replica_fork (user_data, device, error);
}

static gboolean
take_log (gpointer user_data, const MadoPullReply *reply, GError **error)
{
  return mado_replica_take (user_data, reply, error);
}

static gboolean
begin_loading (gpointer user_data, const MadoHelloReply *hello, GError **error)
{
  return mado_replica_begin_loading (user_data, hello, error);
}

static gboolean
take_rows (gpointer user_data, const MadoRowsReply *reply, GError **error)
{
  return mado_replica_load_rows (user_data, reply, error);
}

static gboolean
finish_loading (gpointer user_data, GError **error)
{
  return mado_replica_finish_loading (user_data, error);
}

/**
 * mado_replica_line_get_store:
 * @replica: a replica; must outlive whoever uses the store
 *
 * Returns: where a line keeps what it gets
 */
MadoLineStore
mado_replica_line_get_store (MadoReplica *replica)
{
  return (MadoLineStore) {
    .load_cursor = load_cursor,
    .load_journal_place = load_journal_place,
    .list_unsent = list_unsent,
    .take_push = take_push,
    .fork = fork_journal,
    .take_log = take_log,
    .begin_loading = begin_loading,
    .take_rows = take_rows,
    .finish_loading = finish_loading,
    .user_data = replica,
  };
}
