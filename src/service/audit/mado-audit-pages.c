/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever reads the log hands in one stretch after the other, and goes on reading while threads of a pool compute. What
 * came of them is taken in the log's order, so the first entry that does not hold is the one that is named. */

#include "mado-audit-pages.h"

#include "mado-log-header.h"

typedef struct {
  GPtrArray *entries;  /* (element-type MadoStoredEntry) */
  MadoLogPlace before; /* where the stretch before it says that it ends */
  gint64 n_entries;    /* that hold */
  gint64 n_erased;     /* of these */
  char *fault;         /* (nullable): of the one behind them */
  gboolean is_done;
} Page;

struct _MadoAuditPages {
  MadoAuditCheck *check;
  MadoLogPlace end; /* of what was handed in */
  GThreadPool *pool;
  GMutex lock; /* of each page's is_done */
  GCond done;
  GQueue under_way; /* (element-type Page): in the log's order */
};

/* --- by a thread of the pool -------------------------------------------------------------------------------------- */

/* The columns beside the header say the same, or whoever looks something up by them is misled. */
static char *
find_fault (const MadoStoredEntry *entry, MadoChain *chain)
{
  g_autoptr (GError) fault = NULL;

  if (!mado_stored_entry_verify (entry, chain, &fault))
    return g_strdup (fault->message);

  return mado_log_header_is_of (entry->header, entry->seq, entry->operation, entry->entity)
             ? NULL
             : g_strdup ("what it is found by is not what its header says");
}

static void
check_page (Page *page)
{
  g_autoptr (MadoChain) chain = mado_chain_new ((guint64) page->before.seq, &page->before.chain);

  for (guint i = 0; i < page->entries->len; i++) {
    const MadoStoredEntry *entry = g_ptr_array_index (page->entries, i);

    page->fault = find_fault (entry, chain);
    if (page->fault != NULL)
      return;
    page->n_entries++;
    page->n_erased += entry->payload == NULL;
  }
}

static void
check_cb (gpointer data, gpointer user_data)
{
  MadoAuditPages *self = user_data;
  Page *page = data;

  check_page (page);
  g_mutex_lock (&self->lock);
  page->is_done = TRUE;
  g_cond_signal (&self->done);
  g_mutex_unlock (&self->lock);
}

/* --- by whoever reads --------------------------------------------------------------------------------------------- */

/**
 * mado_audit_pages_new:
 * @check: of a log that has no entries yet; outlives it
 *
 * Returns: (transfer full): nothing that was handed in
 */
MadoAuditPages *
mado_audit_pages_new (MadoAuditCheck *check)
{
  MadoAuditPages *self = g_new0 (MadoAuditPages, 1);

  self->check = check;
  self->pool = g_thread_pool_new (check_cb, self, (int) g_get_num_processors (), FALSE, NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->done);

  return self;
}

static void
await_page (MadoAuditPages *self, const Page *page)
{
  g_mutex_lock (&self->lock);
  while (!page->is_done)
    g_cond_wait (&self->done, &self->lock);
  g_mutex_unlock (&self->lock);
}

static void
note_page (MadoAuditCheck *check, Page *page)
{
  if (check->bad != 0)
    return;
  check->n_entries += page->n_entries;
  check->n_erased += page->n_erased;
  if (page->fault == NULL)
    return;
  check->bad = page->before.seq + page->n_entries + 1;
  check->fault = g_steal_pointer (&page->fault);
}

static void
take_first (MadoAuditPages *self)
{
  Page *page = g_queue_pop_head (&self->under_way);

  await_page (self, page);
  note_page (self->check, page);
  g_ptr_array_unref (page->entries);
  g_free (page->fault);
  g_free (page);
}

/**
 * mado_audit_pages_add:
 * @self: what was handed in
 * @entries: (element-type MadoStoredEntry): one or more, which come next in the log; nobody changes them any more
 *
 * Waits where there is more under way than all processors can do.
 *
 * Returns: whether what is known holds so far
 */
gboolean
mado_audit_pages_add (MadoAuditPages *self, GPtrArray *entries)
{
  const MadoStoredEntry *last = g_ptr_array_index (entries, entries->len - 1);
  Page *page = g_new0 (Page, 1);

  page->entries = g_ptr_array_ref (entries);
  page->before = self->end;
  self->end = (MadoLogPlace) { last->seq, last->chain };
  g_queue_push_tail (&self->under_way, page);
  g_thread_pool_push (self->pool, page, NULL);
  while (g_queue_get_length (&self->under_way) > 2 * g_get_num_processors ())
    take_first (self);

  return self->check->bad == 0;
}

/**
 * mado_audit_pages_finish:
 * @self: (transfer full): what was handed in
 *
 * The check says what came of all of it.
 *
 * Returns: where the log ends, as its last entry says
 */
MadoLogPlace
mado_audit_pages_finish (MadoAuditPages *self)
{
  const MadoLogPlace end = self->end;

  while (!g_queue_is_empty (&self->under_way))
    take_first (self);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_cond_clear (&self->done);
  g_mutex_clear (&self->lock);
  g_free (self);

  return end;
}
