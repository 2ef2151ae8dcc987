/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens and closes what serves a ward. */

#include "mado-ward.h"

/**
 * mado_ward_open:
 * @name: the ward's
 * @source: where it is; what it names outlives the ward
 * @n_readers: threads that read
 * @error: why it cannot be opened
 *
 * Returns: (transfer full) (nullable): the ward, at work
 */
MadoWard *
mado_ward_open (const char *name, const MadoWardSource *source, guint n_readers, GError **error)
{
  g_autoptr (MadoWard) self = g_new0 (MadoWard, 1);

  self->name = g_strdup (name);
  self->source = *source;
  if (!source->is_shared)
    self->source.doubt = mado_ward_doubt_new ();
  self->writer = mado_ward_writer_new (&self->source, error);
  if (self->writer == NULL)
    return NULL;
  self->readers = mado_ward_readers_new (&self->source, n_readers);
  self->bell = mado_bell_new ();

  return g_steal_pointer (&self);
}

/**
 * mado_ward_free:
 * @self: (transfer full): a ward
 *
 * What was handed in is done first. Those who wait come first, because a bell may send them to the readers again.
 */
void
mado_ward_free (MadoWard *self)
{
  if (self->bell != NULL)
    mado_bell_close (self->bell);
  g_clear_pointer (&self->writer, mado_ward_writer_free);
  g_clear_pointer (&self->readers, mado_ward_readers_free);
  g_clear_pointer (&self->bell, mado_bell_free);
  g_clear_pointer (&self->source.doubt, mado_ward_doubt_free);
  g_free (self->name);
  g_free (self);
}
