/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Comments are only ever added: whoever writes nothing else gets in nobody's way, and nobody may be kept away by him.
 */

#include "mado-stream-worker.h"

#include <string.h>

#include "mado-stream-private.h"

static gboolean
changes_an_item (const MadoPerson *person, const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (strcmp (item->type, "notes") != 0 && mado_policy_may_edit (person, item))
      return TRUE;
  }

  return FALSE;
}

static gboolean
takes_a_step (const MadoPerson *person, const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (mado_policy_has_role (person, transition->roles))
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_stream_judge_worker:
 * @self: a stream
 * @backend: a backend, in a turn
 * @caller: who is on the line
 * @out_may_work: (out): whether there is more that the caller may do with cases than to read them and to comment
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_stream_judge_worker (
    MadoStream *self, MadoBackend *backend, const MadoCaller *caller, gboolean *out_may_work, GError **error)
{
  MadoStreamTurn turn;

  if (!mado_stream_turn_open (self, backend, &turn, error))
    return FALSE;
  *out_may_work = turn.programme != NULL &&
                  (changes_an_item (&caller->person, turn.programme) || takes_a_step (&caller->person, turn.programme));

  return TRUE;
}
