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
  const MadoWardMark *since; /* (nullable): from the beginning */
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

static gboolean
set_difference (const char *difference, GError **error)
{
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH, "the wards are not the same: %s", difference);

  return FALSE;
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
  if (difference != NULL)
    return set_difference (difference, error);
  *out_digest = g_steal_pointer (&ours);

  return TRUE;
}

static gpointer
sum_tail (gpointer data)
{
  Side *side = data;
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (side->backend, MADO_BACKEND_READ, &side->error);
  MadoHash sum;

  return turn != NULL && mado_ward_digest_sum_since (side->backend, side->since, &sum, &side->error)
             ? g_memdup2 (&sum, sizeof sum)
             : NULL;
}

/**
 * mado_ward_compare_since:
 * @from: a backend, in a turn
 * @to: another, in no turn; it is lent to another thread meanwhile
 * @since: up to where they were compared before
 * @error: %MADO_BASE_ERROR_MISMATCH; or what else went wrong
 *
 * Reads of both what the logs say since then, what that touched, and all that has no number. Of attachments that are
 * whole it reads that they are there: whoever loads one knows it by its hash.
 *
 * Returns: whether they have the same
 */
gboolean
mado_ward_compare_since (MadoBackend *from, MadoBackend *to, const MadoWardMark *since, GError **error)
{
  Side side = { .backend = to, .since = since };
  g_autofree MadoHash *theirs = NULL;
  g_autoptr (GError) fault = NULL;
  gboolean is_ours;
  MadoHash ours;

  side.thread = g_thread_new ("compare", sum_tail, &side);
  is_ours = mado_ward_digest_sum_since (from, since, &ours, error);
  theirs = g_thread_join (side.thread);
  fault = side.error;
  if (!is_ours)
    return FALSE;
  if (theirs == NULL) {
    g_propagate_error (error, g_steal_pointer (&fault));
    return FALSE;
  }

  return mado_hash_equals (&ours, theirs) || set_difference ("something that came last differs", error);
}
