/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Computes again what was kept. */

#include "mado-audit-check.h"

#include "mado-audit-pages.h"
#include "mado-audit-walk.h"
#include "mado-base-error.h"

/**
 * mado_audit_check_free:
 * @self: (transfer full): what came of a check
 */
void
mado_audit_check_free (MadoAuditCheck *self)
{
  g_free (self->stream);
  g_free (self->fault);
  g_free (self);
}

static void
blame (MadoAuditCheck *check, gint64 seq, const char *fault)
{
  check->bad = seq;
  check->fault = g_strdup (fault);
}

static gboolean
check_page (gpointer pages, GPtrArray *entries)
{
  return mado_audit_pages_add (pages, entries);
}

static void
check_head (MadoAuditCheck *check, const MadoLogPlace *end)
{
  if (check->bad != 0)
    return;
  if (check->head.seq != check->n_entries || !mado_hash_equals (&check->head.chain, &end->chain))
    blame (check, MIN (check->head.seq, check->n_entries) + 1, "the log does not end where the stream stands");
}

/**
 * mado_audit_check_stream:
 * @backend: of a ward, in a turn
 * @stream: a stream's name
 * @error: where to put what went wrong; a log that does not hold is none
 *
 * Returns: (transfer full) (nullable): what came of it
 */
MadoAuditCheck *
mado_audit_check_stream (MadoBackend *backend, const char *stream, GError **error)
{
  g_autoptr (MadoAuditCheck) check = g_new0 (MadoAuditCheck, 1);
  MadoAuditPages *pages = mado_audit_pages_new (check);
  MadoStreamStand stand = { 0 };
  gboolean is_read;
  MadoLogPlace end;

  check->stream = g_strdup (stream);
  is_read = mado_audit_walk_pages (backend, stream, check_page, pages, &stand, error);
  end = mado_audit_pages_finish (pages);
  if (!is_read)
    return NULL;
  check->head = stand.head;
  check_head (check, &end);

  return g_steal_pointer (&check);
}

static gboolean
check_end (MadoBackend *backend, const char *stream, GError **error)
{
  static const MadoHash before_all = { 0 };
  g_autoptr (MadoStoredEntry) last = NULL;
  g_autoptr (MadoStoredEntry) next = NULL;
  MadoStreamStand stand = { 0 };

  if (!backend->type->find_stream (backend, stream, &stand, error) ||
      !backend->type->find_entry (backend, stand.number, stand.head.seq, &last, error) ||
      !backend->type->find_entry (backend, stand.number, stand.head.seq + 1, &next, error))
    return FALSE;
  if (next == NULL && mado_hash_equals (last != NULL ? &last->chain : &before_all, &stand.head.chain))
    return TRUE;
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
               "the log of %s does not end where the stream stands, at entry %" G_GINT64_FORMAT, stream,
               stand.head.seq);

  return FALSE;
}

/**
 * mado_audit_check_ends:
 * @backend: of a ward, in a turn
 * @error: %MADO_BASE_ERROR_MISMATCH: where one does not
 *
 * At once, whatever the length of the logs: it is what a file shows of which some pages are older than others.
 *
 * Returns: whether each log ends where its stream stands
 */
gboolean
mado_audit_check_ends (MadoBackend *backend, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  if (!backend->type->list_streams (backend, &names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (!check_end (backend, g_ptr_array_index (names, i), error))
      return FALSE;

  return TRUE;
}

/**
 * mado_audit_check_all:
 * @backend: of a ward, in a turn
 * @error: where to put what went wrong; a log that does not hold is none
 *
 * Returns: (transfer full) (nullable) (element-type MadoAuditCheck): what came of each stream
 */
GPtrArray *
mado_audit_check_all (MadoBackend *backend, GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_audit_check_free);
  g_autoptr (GPtrArray) names = NULL;

  if (!backend->type->list_streams (backend, &names, error))
    return NULL;
  for (guint i = 0; i < names->len; i++) {
    MadoAuditCheck *check = mado_audit_check_stream (backend, g_ptr_array_index (names, i), error);

    if (check == NULL)
      return NULL;
    g_ptr_array_add (checks, check);
  }

  return g_steal_pointer (&checks);
}
