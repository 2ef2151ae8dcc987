/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The streams of a ward, how far each is, and how far the journals of its terminals are. */

#include "mado-sql-rooms.h"

static const char find_stream[] = "SELECT number, epoch, revision, head_seq, head_chain FROM stream WHERE name = $1";

gboolean
mado_sql_find_stream (MadoBackend *self, const char *name, MadoStreamStand *out_stand, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, find_stream);
  MadoStreamStand stand = { 0 };

  mado_query_bind_text (query, 1, name);
  if (mado_query_step (query))
    stand = (MadoStreamStand) {
      .number = mado_query_get_int (query, 0),
      .epoch = mado_query_get_int (query, 1),
      .revision = mado_query_get_int (query, 2),
      .head = { .seq = mado_query_get_int (query, 3), .chain = mado_query_get_hash (query, 4) },
    };
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_stand = stand;

  return TRUE;
}

static const char list_streams[] = "SELECT name FROM stream ORDER BY number";

gboolean
mado_sql_list_streams (MadoBackend *self, GPtrArray **out_names, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, list_streams);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  while (mado_query_step (query))
    g_ptr_array_add (names, g_strdup (mado_query_get_text (query, 0)));
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_names = g_steal_pointer (&names);

  return TRUE;
}

/* Not from a sequence: numbers without gaps, and the same in both databases when a ward moves. */
static const char add_stream[] = "INSERT INTO stream (number, name, epoch, revision, head_seq, head_chain)"
                                 " SELECT coalesce (max (number), 0) + 1, $1, $2, 0, 0, $3 FROM stream"
                                 " RETURNING number";

gboolean
mado_sql_add_stream (MadoBackend *self, const char *name, gint64 epoch, gint64 *out_number, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, add_stream);
  const MadoHash beginning = { 0 };
  gint64 number = 0;

  mado_query_bind_text (query, 1, name);
  mado_query_bind_int (query, 2, epoch);
  mado_query_bind_hash (query, 3, &beginning);
  if (mado_query_step (query))
    number = mado_query_get_int (query, 0);
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_number = number;

  return TRUE;
}

static const char set_stand[] = "UPDATE stream SET epoch = $1, revision = $2, head_seq = $3, head_chain = $4"
                                " WHERE number = $5 RETURNING number";

gboolean
mado_sql_set_stand (MadoBackend *self, const MadoStreamStand *stand, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, set_stand);
  gboolean is_there;

  mado_query_bind_int (query, 1, stand->epoch);
  mado_query_bind_int (query, 2, stand->revision);
  mado_query_bind_int (query, 3, stand->head.seq);
  mado_query_bind_hash (query, 4, &stand->head.chain);
  mado_query_bind_int (query, 5, stand->number);
  is_there = mado_query_step (query);
  if (!mado_query_finish (query, error))
    return FALSE;
  if (!is_there) {
    ((MadoSqlBackend *) self)->has_fault = TRUE;
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_REFUSED,
                         "cannot move the head of the stream: there is no such stream");
  }

  return is_there;
}

/* --- the journals of its terminals ------------------------------------------------------------------------------- */

static MadoStoredDevice *
read_device (MadoQuery *query)
{
  MadoStoredDevice *device = g_new0 (MadoStoredDevice, 1);

  device->id = mado_query_get_id (query, 0);
  device->account = g_strdup (mado_query_get_text (query, 1));
  device->terminal = g_strdup (mado_query_get_text (query, 2));
  device->received = mado_query_get_int (query, 3);
  device->chain = mado_query_get_hash (query, 4);

  return device;
}

static const char find_device[] = "SELECT id, account, terminal, received, chain FROM device"
                                  " WHERE stream = $1 AND id = $2";

gboolean
mado_sql_find_device (MadoBackend *self, gint64 stream, MadoId id, MadoStoredDevice **out_device, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, find_device);
  g_autoptr (MadoStoredDevice) device = NULL;

  mado_query_bind_int (query, 1, stream);
  mado_query_bind_id (query, 2, id);
  if (mado_query_step (query))
    device = read_device (query);
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_device = g_steal_pointer (&device);

  return TRUE;
}

static const char put_device[] = "INSERT INTO device (stream, id, account, terminal, received, chain)"
                                 " VALUES ($1, $2, $3, $4, $5, $6)"
                                 " ON CONFLICT (stream, id) DO UPDATE SET account = excluded.account,"
                                 " terminal = excluded.terminal, received = excluded.received, chain = excluded.chain";

gboolean
mado_sql_put_device (MadoBackend *self, gint64 stream, const MadoStoredDevice *device, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, put_device);

  mado_query_bind_int (query, 1, stream);
  mado_query_bind_id (query, 2, device->id);
  mado_query_bind_text (query, 3, device->account);
  mado_query_bind_text (query, 4, device->terminal);
  mado_query_bind_int (query, 5, device->received);
  mado_query_bind_hash (query, 6, &device->chain);

  return mado_query_run (query, error);
}

static const char list_devices[] = "SELECT id, account, terminal, received, chain FROM device"
                                   " WHERE stream = $1 ORDER BY id";

gboolean
mado_sql_list_devices (MadoBackend *self, gint64 stream, GPtrArray **out_devices, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_take (self, list_devices);
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_stored_device_free);

  mado_query_bind_int (query, 1, stream);
  while (mado_query_step (query))
    g_ptr_array_add (devices, read_device (query));
  if (!mado_query_finish (query, error))
    return FALSE;
  *out_devices = g_steal_pointer (&devices);

  return TRUE;
}
