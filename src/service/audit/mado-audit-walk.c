/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages through the logs, and through the log of reads beside them. */

#include "mado-audit-walk.h"

#define AT_ONCE 500
#define BYTES_AT_ONCE (4 * 1024 * 1024)
#define READS_AT_ONCE 1000

static gboolean
take_steps (const char *stream, const GPtrArray *entries, MadoAuditStep step, gpointer user_data, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    if (!step (user_data, stream, g_ptr_array_index (entries, i), error))
      return FALSE;

  return TRUE;
}

/**
 * mado_audit_walk_stream:
 * @backend: of a ward, in a turn
 * @stream: a stream's name
 * @step: called for each entry, in order; FALSE ends the walk
 * @user_data: for @step
 * @out_stand: (out): where the stream says that it stands; with number 0 where there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it went to the end
 */
gboolean
mado_audit_walk_stream (MadoBackend *backend,
                        const char *stream,
                        MadoAuditStep step,
                        gpointer user_data,
                        MadoStreamStand *out_stand,
                        GError **error)
{
  gint64 after = 0;
  guint length;

  if (!backend->type->find_stream (backend, stream, out_stand, error))
    return FALSE;
  if (out_stand->number == 0)
    return TRUE;
  do {
    g_autoptr (GPtrArray) entries = NULL;

    if (!backend->type->list_entries (backend, out_stand->number, after, AT_ONCE, BYTES_AT_ONCE, &entries, error) ||
        !take_steps (stream, entries, step, user_data, error))
      return FALSE;
    length = entries->len;
    if (length > 0)
      after = ((const MadoStoredEntry *) g_ptr_array_index (entries, length - 1))->seq;
  } while (length > 0);

  return TRUE;
}

/**
 * mado_audit_walk:
 * @backend: of a ward, in a turn
 * @step: called for each entry of each stream; FALSE ends the walk
 * @user_data: for @step
 * @error: where to put what went wrong
 *
 * Returns: whether it went to the end
 */
gboolean
mado_audit_walk (MadoBackend *backend, MadoAuditStep step, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  if (!backend->type->list_streams (backend, &names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    MadoStreamStand stand = { 0 };

    if (!mado_audit_walk_stream (backend, g_ptr_array_index (names, i), step, user_data, &stand, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_audit_walk_reads:
 * @backend: of a ward, in a turn
 * @look: called for each read
 * @user_data: for @look
 * @error: where to put what went wrong
 *
 * Returns: whether it went to the end
 */
gboolean
mado_audit_walk_reads (MadoBackend *backend, MadoAuditLook look, gpointer user_data, GError **error)
{
  gint64 after = 0;
  guint length;

  do {
    g_autoptr (GArray) reads = NULL;

    if (!backend->type->list_reads (backend, after, READS_AT_ONCE, &reads, error))
      return FALSE;
    length = reads->len;
    for (guint i = 0; i < length; i++)
      look (user_data, &g_array_index (reads, MadoStoredRead, i));
    if (length > 0)
      after = g_array_index (reads, MadoStoredRead, length - 1).number;
  } while (length > 0);

  return TRUE;
}
