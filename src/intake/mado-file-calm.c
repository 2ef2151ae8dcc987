/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file is whole when its size and its time have stayed the same for a while: whoever copies says nothing when he is
 * done. */

#include "mado-file-calm.h"

typedef struct {
  gint64 size;
  gint64 changed;
  gint64 since; /* it has looked so */
} Sight;

struct _MadoFileCalm {
  gint64 microseconds;
  GHashTable *sights; /* name → Sight */
};

/**
 * mado_file_calm_new:
 * @microseconds: for how long a file has to stay the same
 *
 * Returns: (transfer full): nothing seen yet
 */
MadoFileCalm *
mado_file_calm_new (gint64 microseconds)
{
  MadoFileCalm *self = g_new0 (MadoFileCalm, 1);

  self->microseconds = microseconds;
  self->sights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * mado_file_calm_free:
 * @self: (nullable) (transfer full): what was seen
 */
void
mado_file_calm_free (MadoFileCalm *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->sights);
  g_free (self);
}

/**
 * mado_file_calm_see:
 * @self: what was seen
 * @name: a file's
 * @size: how large it is
 * @changed: when it was written to last
 * @now: on a clock that only goes on
 *
 * Returns: whether it has looked like this for long enough
 */
gboolean
mado_file_calm_see (MadoFileCalm *self, const char *name, gint64 size, gint64 changed, gint64 now)
{
  const Sight *sight = g_hash_table_lookup (self->sights, name);

  if (sight != NULL && sight->size == size && sight->changed == changed)
    return now - sight->since >= self->microseconds;
  g_hash_table_insert (self->sights, g_strdup (name), g_memdup2 (&(Sight) { size, changed, now }, sizeof (Sight)));

  return FALSE;
}

/**
 * mado_file_calm_forget:
 * @self: what was seen
 * @name: of a file that is gone
 */
void
mado_file_calm_forget (MadoFileCalm *self, const char *name)
{
  g_hash_table_remove (self->sights, name);
}
