/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cuts entities for one person, by mado_project_for_person() alone. */

#include "mado-viewer.h"

#include <string.h>

#include "mado-projection.h"

struct _MadoViewer {
  MadoStreamTurn *turn;
  const MadoPerson *person;
  GHashTable *seen; /* MadoId → MadoSeen */
};

static guint
hash_id (gconstpointer key)
{
  guint32 tail;

  memcpy (&tail, ((const MadoId *) key)->bytes + sizeof (MadoId) - sizeof (tail), sizeof (tail));

  return tail;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (*(const MadoId *) a, *(const MadoId *) b) == 0;
}

static void
free_seen (gpointer data)
{
  mado_service_row_clear (&((MadoSeen *) data)->row);
  g_free (data);
}

/**
 * mado_viewer_new:
 * @turn: a turn
 * @person: somebody
 *
 * Returns: (transfer full): what the person sees in it
 */
MadoViewer *
mado_viewer_new (MadoStreamTurn *turn, const MadoPerson *person)
{
  MadoViewer *self = g_new0 (MadoViewer, 1);

  self->turn = turn;
  self->person = person;
  self->seen = g_hash_table_new_full (hash_id, equal_ids, NULL, free_seen);

  return self;
}

/**
 * mado_viewer_free:
 * @self: (transfer full): a viewer
 */
void
mado_viewer_free (MadoViewer *self)
{
  g_hash_table_unref (self->seen);
  g_free (self);
}

/* Whoever never gets such entities is not told that there is one. */
static gboolean
cut (MadoViewer *self, const MadoStoredRow *row, MadoSeen *seen, GError **error)
{
  const MadoProgramme *programme = self->turn->programme;
  g_auto (MadoStoredRow) about = { 0 };

  if (row->entity == NULL) {
    seen->row.gone = MADO_GONE_ERASED;
    seen->is_for_him = TRUE;
    return TRUE;
  }
  seen->row.gone = MADO_GONE_FROM_SIGHT;
  if (programme == NULL)
    return TRUE;
  if (mado_id_is_valid (row->about) && !mado_stream_turn_find (self->turn, row->about, &about, error))
    return FALSE;
  if (!mado_project_for_person (programme, row->entity, about.entity, self->person, &seen->row.entity, error))
    return FALSE;
  seen->is_for_him =
      seen->row.entity != NULL || mado_project_may_get (programme, mado_entity_get_kind (row->entity), self->person);
  if (seen->row.entity != NULL)
    seen->row.gone = MADO_GONE_NOT;

  return TRUE;
}

/**
 * mado_viewer_see_row:
 * @self: a viewer
 * @row: an entity of the stream
 * @error: where to put why it cannot be cut
 *
 * Returns: (transfer none) (nullable): what the person sees of it; %NULL with @error
 */
const MadoSeen *
mado_viewer_see_row (MadoViewer *self, const MadoStoredRow *row, GError **error)
{
  MadoSeen *seen = g_new0 (MadoSeen, 1);

  seen->row.id = row->id;
  seen->row.seq = row->seq;
  if (!cut (self, row, seen, error)) {
    free_seen (seen);
    return NULL;
  }
  g_hash_table_replace (self->seen, &seen->row.id, seen);

  return seen;
}

/**
 * mado_viewer_see:
 * @self: a viewer
 * @id: an entity's id, of this stream or not
 * @error: where to put why nobody can say
 *
 * Returns: (transfer none) (nullable): what the person sees of it; %NULL with @error
 */
const MadoSeen *
mado_viewer_see (MadoViewer *self, MadoId id, GError **error)
{
  const MadoSeen *seen = g_hash_table_lookup (self->seen, &id);
  g_auto (MadoStoredRow) row = { 0 };

  if (seen != NULL)
    return seen;
  if (!mado_stream_turn_find (self->turn, id, &row, error))
    return NULL;
  if (row.seq > 0)
    return mado_viewer_see_row (self, &row, error);

  MadoSeen *nothing = g_new0 (MadoSeen, 1);

  nothing->row.id = id;
  nothing->row.gone = MADO_GONE_FROM_SIGHT;
  g_hash_table_replace (self->seen, &nothing->row.id, nothing);

  return nothing;
}
