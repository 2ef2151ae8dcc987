/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies a ward, or what came since the last copy, and says whether both are the same. */

#include "mado-ward-copy.h"

#include "mado-base-error.h"
#include "mado-ward-filler.h"
#include "mado-ward-standing.h"

static MadoWardMark *
load_mark (MadoBackend *to, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (to, MADO_BACKEND_READ, error);

  return turn != NULL ? mado_ward_mark_load (to, error) : NULL;
}

/**
 * mado_ward_copy:
 * @from: a backend, in a turn: what it says is of one moment
 * @to: a backend that writes, in no turn: an empty ward, or a copy that was begun or is older
 * @out_count: (out): how many items were put
 * @error: %MADO_BASE_ERROR_MISMATCH where what is there is no older copy; or what else went wrong
 *
 * What is there already is not copied again. Where it fails, another call goes on.
 *
 * Returns: whether all that @from says is on @to's disk
 */
gboolean
mado_ward_copy (MadoBackend *from, MadoBackend *to, gint64 *out_count, GError **error)
{
  g_autoptr (MadoWardMark) since = load_mark (to, error);
  g_autoptr (MadoWardFiller) filler = since != NULL ? mado_ward_filler_new (to, error) : NULL;
  MadoWardTaker taker;

  if (filler == NULL)
    return FALSE;
  taker = mado_ward_filler_get_taker (filler);
  if (!mado_ward_walk (from, since, &taker, error) || !mado_ward_filler_finish (filler, error))
    return FALSE;
  *out_count = mado_ward_filler_count (filler);

  return TRUE;
}

/* --- comparing --------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoBackend *backend;
  GThread *thread;
  GError *error;
} Side;

static gpointer
take_digest (gpointer data)
{
  Side *side = data;
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (side->backend, MADO_BACKEND_READ, &side->error);

  return turn != NULL ? mado_ward_digest_take (side->backend, &side->error) : NULL;
}

/**
 * mado_ward_compare:
 * @from: a backend, in a turn
 * @to: another, in no turn; it is lent to another thread meanwhile
 * @out_digest: (out) (transfer full): of both
 * @error: %MADO_BASE_ERROR_MISMATCH and the first room that differs; or what else went wrong
 *
 * Reads all of both.
 *
 * Returns: whether they have the same
 */
gboolean
mado_ward_compare (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error)
{
  Side side = { .backend = to };
  g_autoptr (MadoWardDigest) ours = NULL, theirs = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *difference = NULL;

  side.thread = g_thread_new ("compare", take_digest, &side);
  ours = mado_ward_digest_take (from, error);
  theirs = g_thread_join (side.thread);
  fault = side.error;
  if (ours == NULL)
    return FALSE;
  if (theirs == NULL) {
    g_propagate_error (error, g_steal_pointer (&fault));
    return FALSE;
  }
  difference = mado_ward_digest_describe_difference (ours, theirs);
  if (difference != NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "the wards are not the same: %s", difference);
    return FALSE;
  }
  *out_digest = g_steal_pointer (&ours);

  return TRUE;
}
