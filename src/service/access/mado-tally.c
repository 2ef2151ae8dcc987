/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counted, written, settled: what was written counts on until its turn is committed. */

#include "mado-tally.h"

#include <string.h>

#define MAX_LINES 200 /* kinds of things between two writings: what is beyond counts as nobody's, nowhere */

struct _MadoTally {
  const MadoAccess *access;
  GMutex lock;
  GPtrArray *lines; /* (element-type Line) */
  guint seen[MADO_REBUFF_N_REASONS];
};

typedef struct {
  char *kind;
  char *actor;
  char *terminal;
  char *detail;
  MadoAccessVerdict verdict;
  gint64 count;
  gint64 written; /* of these, in a turn that may not be committed yet */
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->kind);
  g_free (line->actor);
  g_free (line->terminal);
  g_free (line->detail);
  g_free (line);
}

/**
 * mado_tally_new:
 * @access: to which ward; outlives the tally
 *
 * Returns: (transfer full): a tally of nothing
 */
MadoTally *
mado_tally_new (const MadoAccess *access)
{
  MadoTally *self = g_new0 (MadoTally, 1);

  self->access = access;
  g_mutex_init (&self->lock);
  self->lines = g_ptr_array_new_with_free_func (free_line);

  return self;
}

/**
 * mado_tally_free:
 * @self: (transfer full): a tally; what was not written is lost
 */
void
mado_tally_free (MadoTally *self)
{
  g_ptr_array_unref (self->lines);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
is_same (const Line *line, const MadoAccessEvent *event)
{
  return line->verdict == event->verdict && strcmp (line->kind, event->kind) == 0 &&
         strcmp (line->actor, event->actor) == 0 && strcmp (line->terminal, event->terminal) == 0 &&
         g_strcmp0 (line->detail, event->detail) == 0;
}

static Line *
find_line (MadoTally *self, const MadoAccessEvent *event)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (is_same (g_ptr_array_index (self->lines, i), event))
      return g_ptr_array_index (self->lines, i);

  return NULL;
}

static Line *
ensure_line (MadoTally *self, const MadoAccessEvent *event)
{
  const MadoAccessEvent anybody = {
    .kind = event->kind, .actor = "", .terminal = "", .verdict = event->verdict, .detail = event->detail
  };
  const MadoAccessEvent *kept = self->lines->len < MAX_LINES ? event : &anybody;
  Line *line = find_line (self, event);

  if (line == NULL)
    line = find_line (self, kept);
  if (line == NULL) {
    line = g_new0 (Line, 1);
    *line = (Line) {
      .kind = g_strdup (kept->kind),
      .actor = g_strdup (kept->actor),
      .terminal = g_strdup (kept->terminal),
      .detail = g_strdup (kept->detail),
      .verdict = kept->verdict,
    };
    g_ptr_array_add (self->lines, line);
  }

  return line;
}

/**
 * mado_tally_count:
 * @self: a tally
 * @event: what happened, once or as often as it says
 */
void
mado_tally_count (MadoTally *self, const MadoAccessEvent *event)
{
  g_mutex_lock (&self->lock);
  ensure_line (self, event)->count += MAX (event->count, 1);
  g_mutex_unlock (&self->lock);
}

/* The gate counts these two itself, and knows whose they are. */
static gboolean
is_of_wall (MadoRebuff reason)
{
  return reason != MADO_REBUFF_SESSION && reason != MADO_REBUFF_PERMISSION;
}

/**
 * mado_tally_count_rebuffs:
 * @self: the tally of whoever keeps the log of the whole service
 * @rebuffs: what its wall turned away; always the same, and from one thread
 *
 * Counts what came since the last time.
 */
void
mado_tally_count_rebuffs (MadoTally *self, const MadoRebuffs *rebuffs)
{
  for (MadoRebuff reason = 0; reason < MADO_REBUFF_N_REASONS; reason++) {
    const guint count = mado_rebuffs_get_count (rebuffs, reason);

    if (is_of_wall (reason) && count != self->seen[reason])
      mado_tally_count (self, &(MadoAccessEvent) { .kind = MADO_ACCESS_WALL,
                                                   .actor = "",
                                                   .terminal = "",
                                                   .verdict = MADO_ACCESS_NOT_ALLOWED,
                                                   .detail = mado_rebuff_get_name (reason),
                                                   .count = count - self->seen[reason] });
    self->seen[reason] = count;
  }
}

/**
 * mado_tally_is_empty:
 * @self: a tally
 *
 * Returns: whether there is nothing to be written
 */
gboolean
mado_tally_is_empty (MadoTally *self)
{
  gboolean is_empty;

  g_mutex_lock (&self->lock);
  is_empty = self->lines->len == 0;
  g_mutex_unlock (&self->lock);

  return is_empty;
}

static gboolean
write_line (MadoTally *self, Line *line, MadoBackend *backend, GError **error)
{
  const MadoAccessEvent event = {
    .kind = line->kind,
    .actor = line->actor,
    .terminal = line->terminal,
    .verdict = line->verdict,
    .detail = line->detail,
    .count = line->count,
  };

  line->written = line->count;

  return mado_access_note (self->access, backend, &event, error);
}

/**
 * mado_tally_write:
 * @self: a tally
 * @backend: of the ward, in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether all of it is in the log
 */
gboolean
mado_tally_write (MadoTally *self, MadoBackend *backend, GError **error)
{
  gboolean is_written = TRUE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; is_written && i < self->lines->len; i++)
    is_written = write_line (self, g_ptr_array_index (self->lines, i), backend, error);
  g_mutex_unlock (&self->lock);

  return is_written;
}

/**
 * mado_tally_settle:
 * @self: a tally, after the turn was committed in which it was written
 */
void
mado_tally_settle (MadoTally *self)
{
  g_mutex_lock (&self->lock);
  for (guint i = self->lines->len; i > 0; i--) {
    Line *line = g_ptr_array_index (self->lines, i - 1);

    line->count -= line->written;
    line->written = 0;
    if (line->count == 0)
      g_ptr_array_remove_index_fast (self->lines, i - 1);
  }
  g_mutex_unlock (&self->lock);
}
