/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A commit whose wait for the standby was cancelled is to be seen by whoever reads, and is on one disk alone. Nobody
 * may be shown it: where that disk is lost the log goes on without it. So the writer says before each commit where the
 * streams are, and takes that back when it is acknowledged. */

#include "mado-ward-doubt.h"

#define PATIENCE G_TIME_SPAN_SECOND /* a commit that is seen is acknowledged in less, or not for long */

struct _MadoWardDoubt {
  GMutex lock;
  GCond settled;
  GHashTable *limits; /* stream → gint64: its last entry that is safe */
  gboolean lasts;     /* one of them is of a commit that is over */
};

/**
 * mado_ward_doubt_new:
 *
 * Returns: (transfer full): none
 */
MadoWardDoubt *
mado_ward_doubt_new (void)
{
  MadoWardDoubt *self = g_new0 (MadoWardDoubt, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->settled);
  self->limits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * mado_ward_doubt_free:
 * @self: (transfer full): that nobody waits for
 */
void
mado_ward_doubt_free (MadoWardDoubt *self)
{
  g_hash_table_unref (self->limits);
  g_cond_clear (&self->settled);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * mado_ward_doubt_begin:
 * @self: a doubt
 * @stream: that a commit is to change
 * @seq: its last entry before it; where one is in doubt already, what was before that counts
 */
void
mado_ward_doubt_begin (MadoWardDoubt *self, const char *stream, gint64 seq)
{
  g_mutex_lock (&self->lock);
  if (!g_hash_table_contains (self->limits, stream))
    g_hash_table_insert (self->limits, g_strdup (stream), g_memdup2 (&seq, sizeof seq));
  g_mutex_unlock (&self->lock);
}

static void
clear (MadoWardDoubt *self)
{
  self->lasts = FALSE;
  g_hash_table_remove_all (self->limits);
  g_cond_broadcast (&self->settled);
}

/**
 * mado_ward_doubt_settle:
 * @self: a doubt
 *
 * The commit was acknowledged, and so is everything before it.
 */
void
mado_ward_doubt_settle (MadoWardDoubt *self)
{
  g_mutex_lock (&self->lock);
  clear (self);
  g_mutex_unlock (&self->lock);
}

/**
 * mado_ward_doubt_last:
 * @self: a doubt
 *
 * The commit is over, and nobody knows how it ended.
 */
void
mado_ward_doubt_last (MadoWardDoubt *self)
{
  g_mutex_lock (&self->lock);
  self->lasts = TRUE;
  g_cond_broadcast (&self->settled);
  g_mutex_unlock (&self->lock);
}

/**
 * mado_ward_doubt_drop:
 * @self: a doubt
 *
 * The commit was undone. What was in doubt before stays so.
 */
void
mado_ward_doubt_drop (MadoWardDoubt *self)
{
  g_mutex_lock (&self->lock);
  if (!self->lasts)
    clear (self);
  g_mutex_unlock (&self->lock);
}

/**
 * mado_ward_doubt_lasts:
 * @self: a doubt
 *
 * Returns: whether somebody has to write something, if only nothing, to settle it
 */
gboolean
mado_ward_doubt_lasts (MadoWardDoubt *self)
{
  gboolean lasts;

  g_mutex_lock (&self->lock);
  lasts = self->lasts;
  g_mutex_unlock (&self->lock);

  return lasts;
}

/**
 * mado_ward_doubt_await:
 * @self: a doubt
 * @stream: that somebody reads
 * @seq: the last entry that he sees there
 *
 * Returns: whether that is safe, now or shortly
 */
gboolean
mado_ward_doubt_await (MadoWardDoubt *self, const char *stream, gint64 seq)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;
  const gint64 *limit;
  gboolean waits = TRUE;

  g_mutex_lock (&self->lock);
  while ((limit = g_hash_table_lookup (self->limits, stream)) != NULL && seq > *limit && waits && !self->lasts)
    waits = g_cond_wait_until (&self->settled, &self->lock, end);
  limit = g_hash_table_lookup (self->limits, stream);
  waits = limit != NULL && seq > *limit;
  g_mutex_unlock (&self->lock);

  return !waits;
}
