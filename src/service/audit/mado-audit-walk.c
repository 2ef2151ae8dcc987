/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages through the logs, and through the log of reads beside them. */

#include "mado-audit-walk.h"

#define AT_ONCE 500
#define BYTES_AT_ONCE (4 * 1024 * 1024)
#define READS_AT_ONCE 1000

/**
 * mado_audit_walk_pages:
 * @backend: of a ward, in a turn
 * @stream: a stream's name
 * @take: called for some hundred entries after the other; FALSE ends the walk
 * @user_data: for @take
 * @out_stand: (out): where the stream says that it stands; with number 0 where there is none
 * @error: where to put what went wrong
 *
 * Returns: whether it went as far as @take wanted
 */
gboolean
mado_audit_walk_pages (MadoBackend *backend,
                       const char *stream,
                       MadoAuditTake take,
                       gpointer user_data,
                       MadoStreamStand *out_stand,
                       GError **error)
{
  gint64 after = 0;
  gboolean goes_on;

  if (!backend->type->find_stream (backend, stream, out_stand, error))
    return FALSE;
  if (out_stand->number == 0)
    return TRUE;
  do {
    g_autoptr (GPtrArray) entries = NULL;

    if (!backend->type->list_entries (backend, out_stand->number, after, AT_ONCE, BYTES_AT_ONCE, &entries, error))
      return FALSE;
    goes_on = entries->len > 0 && take (user_data, entries);
    if (goes_on)
      after = ((const MadoStoredEntry *) g_ptr_array_index (entries, entries->len - 1))->seq;
  } while (goes_on);

  return TRUE;
}

typedef struct {
  const char *stream;
  MadoAuditStep step;
  gpointer user_data;
  gboolean is_good;
  GError **error;
} Walk;

static gboolean
take_steps (gpointer data, GPtrArray *entries)
{
  Walk *walk = data;

  for (guint i = 0; i < entries->len && walk->is_good; i++)
    walk->is_good = walk->step (walk->user_data, walk->stream, g_ptr_array_index (entries, i), walk->error);

  return walk->is_good;
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
  Walk walk = { stream, step, user_data, TRUE, error };

  return mado_audit_walk_pages (backend, stream, take_steps, &walk, out_stand, error) && walk.is_good;
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
