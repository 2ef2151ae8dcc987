/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who gets what is attached to an entity, and who attaches it: of a case whoever sees, or may edit, the item that can
 * be read off it; of anything else whoever sees all of it. */

#include <string.h>

#include "mado-case-covered.h"
#include "mado-case.h"
#include "mado-projection.h"
#include "mado-stream-private.h"
#include "mado-viewer.h"

static gboolean
is_case (const MadoStoredRow *row)
{
  return strcmp (mado_entity_get_kind (row->entity), mado_case_kind.name) == 0;
}

static void
judge_item (const MadoStreamTurn *turn,
            const MadoStoredRow *row,
            const MadoPerson *person,
            const char *id,
            MadoAttachmentRights *out_rights)
{
  const MadoItem *item = mado_section_find (turn->programme->items, id);

  out_rights->may_see = item != NULL && mado_project_shows_attachment (turn->programme, row->entity, person, item);
  out_rights->may_attach = out_rights->may_see && mado_policy_may_attach (person, item);
}

static gboolean
judge_whole (MadoStreamTurn *turn,
             const MadoStoredRow *row,
             const MadoPerson *person,
             MadoAttachmentRights *out_rights,
             GError **error)
{
  g_autoptr (MadoViewer) viewer = mado_viewer_new (turn, person);
  const MadoSeen *seen = mado_viewer_see_row (viewer, row, error);

  if (seen == NULL)
    return FALSE;
  out_rights->may_see = seen->row.entity != NULL && !mado_entity_is_cut (seen->row.entity);
  out_rights->may_attach = out_rights->may_see;

  return TRUE;
}

/**
 * mado_stream_judge_attachment:
 * @self: a stream
 * @backend: a backend, in a turn
 * @caller: who is on the line
 * @attachment: what something is attached to, or shall be
 * @hash: of what is attached
 * @out_rights: (out caller-allocates): what the caller may do with it: nothing, where there is no such entity here,
 *   or where what is attached was covered: it does not come back
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_stream_judge_attachment (MadoStream *self,
                              MadoBackend *backend,
                              const MadoCaller *caller,
                              const MadoAttachment *attachment,
                              const MadoHash *hash,
                              MadoAttachmentRights *out_rights,
                              GError **error)
{
  g_auto (MadoStoredRow) row = { 0 };
  MadoStreamTurn turn;

  *out_rights = (MadoAttachmentRights) { 0 };
  if (!mado_stream_turn_open (self, backend, &turn, error) ||
      !mado_stream_turn_find (&turn, attachment->entity, &row, error))
    return FALSE;
  if (row.entity == NULL || turn.programme == NULL || mado_case_has_covered (row.entity, hash))
    return TRUE;
  if (!is_case (&row))
    return attachment->item[0] != '\0' || judge_whole (&turn, &row, &caller->person, out_rights, error);
  judge_item (&turn, &row, &caller->person, attachment->item, out_rights);

  return TRUE;
}
