/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sorts more than memory should hold: what fits stays in memory, the rest goes in sorted runs to a nameless temporary
 * file, and the runs are merged, sixteen into one, until one is left. What is put in lies in that file as it is. */

#include "mado-spool.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FAN 16 /* runs that are merged at once */

/* A stretch of entries in the file, read through a window. */
typedef struct {
  guint64 next; /* the first entry that is not in the window */
  guint64 end;
  guint8 *window;
  gsize n_entries; /* in the window */
  gsize taken;     /* of these */
} Run;

struct _MadoSpool {
  gsize entry_size;
  gsize capacity; /* entries that memory may hold */
  gsize n_allocated;
  guint8 *memory; /* entries to be sorted; when all are sorted, the window on them */
  gsize n_in_memory;
  int file; /* -1: all entries are in memory */
  guint64 n_in_file;
  Run all;
};

/**
 * mado_spool_new:
 * @entry_size: bytes of an entry
 * @memory: how many bytes of entries may be in memory at once
 *
 * Returns: (transfer full): an empty spool
 */
MadoSpool *
mado_spool_new (gsize entry_size, gsize memory)
{
  MadoSpool *self = g_new0 (MadoSpool, 1);

  self->entry_size = entry_size;
  self->capacity = MAX (memory / entry_size, 2 * (FAN + 1));
  self->file = -1;

  return self;
}

static void
close_file (int *file)
{
  if (*file >= 0)
    close (*file); /* ignored: nobody will read it again */
  *file = -1;
}

/**
 * mado_spool_free:
 * @self: (nullable) (transfer full): a spool
 */
void
mado_spool_free (MadoSpool *self)
{
  if (self == NULL)
    return;

  close_file (&self->file);
  g_free (self->memory);
  g_free (self);
}

/* --- the file -------------------------------------------------------------------------------------------------- */

static gboolean
set_errno (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "could not %s a temporary file: %s", what,
               g_strerror (saved));

  return FALSE;
}

static int
open_file (GError **error)
{
  g_autofree char *name = NULL;
  int file = g_file_open_tmp ("madoguchi-XXXXXX", &name, error);

  if (file >= 0)
    g_unlink (name);

  return file;
}

static gboolean
write_entries (const MadoSpool *self, int file, const guint8 *entries, gsize n_entries, GError **error)
{
  gsize left = n_entries * self->entry_size;

  while (left > 0) {
    gssize written = write (file, entries, left);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return set_errno (error, "write");
    entries += written;
    left -= (gsize) written;
  }

  return TRUE;
}

static gboolean
fill_window (const MadoSpool *self, Run *run, gsize window_entries, GError **error)
{
  gsize size, done = 0;

  run->n_entries = (gsize) MIN (run->end - run->next, window_entries);
  run->taken = 0;
  size = run->n_entries * self->entry_size;
  while (done < size) {
    gssize n_read = pread (self->file, run->window + done, size - done, (off_t) (run->next * self->entry_size + done));

    if (n_read < 0 && errno == EINTR)
      continue;
    if (n_read <= 0)
      return set_errno (error, "read");
    done += (gsize) n_read;
  }
  run->next += run->n_entries;

  return TRUE;
}

/* --- sorting --------------------------------------------------------------------------------------------------- */

static int
compare_entries (const void *a, const void *b, void *entry_size)
{
  return memcmp (a, b, *(const gsize *) entry_size);
}

static gboolean
write_run (MadoSpool *self, GError **error)
{
  qsort_r (self->memory, self->n_in_memory, self->entry_size, compare_entries, &self->entry_size);
  if (self->file < 0 && (self->file = open_file (error)) < 0)
    return FALSE;
  if (!write_entries (self, self->file, self->memory, self->n_in_memory, error))
    return FALSE;
  self->n_in_file += self->n_in_memory;
  self->n_in_memory = 0;

  return TRUE;
}

/**
 * mado_spool_add:
 * @self: a spool that is not sorted yet
 * @entry: the entry
 * @error: return location for an error
 *
 * Returns: whether it was put in
 */
gboolean
mado_spool_add (MadoSpool *self, gconstpointer entry, GError **error)
{
  if (self->n_in_memory == self->capacity && !write_run (self, error))
    return FALSE;
  if (self->n_in_memory == self->n_allocated) {
    self->n_allocated = CLAMP (2 * self->n_allocated, 2 * (FAN + 1), self->capacity);
    self->memory = g_realloc_n (self->memory, self->n_allocated, self->entry_size);
  }
  memcpy (self->memory + self->n_in_memory * self->entry_size, entry, self->entry_size);
  self->n_in_memory++;

  return TRUE;
}

static Run *
find_least (const MadoSpool *self, Run *runs)
{
  Run *least = NULL;

  for (Run *run = runs; run < runs + FAN; run++)
    if (run->taken < run->n_entries &&
        (least == NULL || memcmp (run->window + run->taken * self->entry_size,
                                  least->window + least->taken * self->entry_size, self->entry_size) < 0))
      least = run;

  return least;
}

/* Merges up to FAN neighboring runs, from the entry @begin on, to the end of another file. */
static gboolean
merge_runs (MadoSpool *self, int to, guint64 begin, guint64 run_length, GError **error)
{
  gsize window_entries = self->capacity / (FAN + 1), n_out = 0;
  guint8 *out = self->memory + FAN * window_entries * self->entry_size;
  Run runs[FAN] = { 0 };

  for (guint64 i = 0; i < FAN; i++) {
    runs[i].next = MIN (begin + i * run_length, self->n_in_file);
    runs[i].end = MIN (begin + (i + 1) * run_length, self->n_in_file);
    runs[i].window = self->memory + i * window_entries * self->entry_size;
    if (!fill_window (self, &runs[i], window_entries, error))
      return FALSE;
  }
  for (Run *least; (least = find_least (self, runs)) != NULL;) {
    memcpy (out + n_out++ * self->entry_size, least->window + least->taken++ * self->entry_size, self->entry_size);
    if (least->taken == least->n_entries && !fill_window (self, least, window_entries, error))
      return FALSE;
    if (n_out == window_entries) {
      if (!write_entries (self, to, out, n_out, error))
        return FALSE;
      n_out = 0;
    }
  }

  return write_entries (self, to, out, n_out, error);
}

static gboolean
merge_all (MadoSpool *self, GError **error)
{
  for (guint64 run_length = self->capacity; run_length < self->n_in_file; run_length *= FAN) {
    int to = open_file (error);
    gboolean is_merged = to >= 0;

    for (guint64 begin = 0; is_merged && begin < self->n_in_file; begin += run_length * FAN)
      is_merged = merge_runs (self, to, begin, run_length, error);
    if (!is_merged) {
      close_file (&to);
      return FALSE;
    }
    close_file (&self->file);
    self->file = to;
  }

  return TRUE;
}

/**
 * mado_spool_sort:
 * @self: a spool that got all its entries
 * @error: return location for an error
 *
 * Returns: whether the entries can now be taken out
 */
gboolean
mado_spool_sort (MadoSpool *self, GError **error)
{
  if (self->file >= 0) {
    if (!write_run (self, error) || !merge_all (self, error))
      return FALSE;
  } else if (self->n_in_memory > 0) {
    qsort_r (self->memory, self->n_in_memory, self->entry_size, compare_entries, &self->entry_size);
  }
  mado_spool_rewind (self);

  return TRUE;
}

/**
 * mado_spool_rewind:
 * @self: a sorted spool
 *
 * The least entry comes next again.
 */
void
mado_spool_rewind (MadoSpool *self)
{
  self->all = (Run) { .end = self->n_in_file, .window = self->memory, .n_entries = self->n_in_memory };
}

/**
 * mado_spool_next:
 * @self: a sorted spool
 * @out_entry: (out) (transfer none) (nullable): the next entry, good until the next call; %NULL after the last
 * @error: return location for an error
 *
 * Returns: %FALSE where the temporary file could not be read
 */
gboolean
mado_spool_next (MadoSpool *self, gconstpointer *out_entry, GError **error)
{
  Run *all = &self->all;

  if (all->taken == all->n_entries && !fill_window (self, all, self->capacity, error))
    return FALSE;
  *out_entry = all->taken < all->n_entries ? all->window + all->taken++ * self->entry_size : NULL;

  return TRUE;
}
