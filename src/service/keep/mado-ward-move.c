/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Moves a ward by its standing in both places:
 *
 *   from     to
 *   served   filling   copied, caught up and compared
 *   left     filling   handed over
 *   left     served    moved */

#include "mado-ward-move.h"

#include "mado-ward-standing.h"

static gboolean
refuse (MadoBackendError code, const char *why, GError **error)
{
  g_set_error (error, MADO_BACKEND_ERROR, (int) code, "cannot move the ward: %s", why);

  return FALSE;
}

static gboolean
save_standing (MadoBackend *backend, MadoWardStanding standing, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (backend, MADO_BACKEND_WRITE, error);

  return turn != NULL && mado_ward_standing_save (backend, standing, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

static gboolean
load_standing (MadoBackend *backend, MadoWardStanding *out_standing, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (backend, MADO_BACKEND_READ, error);

  return turn != NULL && mado_ward_standing_load (backend, out_standing, error);
}

static gboolean
is_empty (MadoBackend *backend, gboolean *out_is_empty, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (backend, MADO_BACKEND_READ, error);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *shelf = NULL;

  if (turn == NULL || !backend->type->list_streams (backend, &names, error) ||
      !backend->type->find_shelf (backend, "", &shelf, error))
    return FALSE;
  *out_is_empty = names->len == 0 && shelf == NULL;

  return TRUE;
}

/**
 * mado_ward_move_begin:
 * @to: a backend that writes: an empty ward, or one that a move to was begun
 * @error: %MADO_BACKEND_ERROR_REFUSED where it is another ward; or what went wrong
 *
 * Returns: whether nobody works with what is there until it is whole
 */
gboolean
mado_ward_move_begin (MadoBackend *to, GError **error)
{
  MadoWardStanding standing;
  gboolean has_nothing;

  if (!load_standing (to, &standing, error) || !is_empty (to, &has_nothing, error))
    return FALSE;
  if (standing == MADO_WARD_FILLING)
    return TRUE;
  if (!has_nothing)
    return refuse (MADO_BACKEND_ERROR_REFUSED, "where it is to go, there is one already", error);

  return save_standing (to, MADO_WARD_FILLING, error);
}

/**
 * mado_ward_move_follow:
 * @from: a backend, in no turn
 * @to: where it goes
 * @out_count: (out): how many items were put
 * @error: what mado_ward_copy() says
 *
 * Returns: whether @to has all that @from had when this was called
 */
gboolean
mado_ward_move_follow (MadoBackend *from, MadoBackend *to, gint64 *out_count, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (from, MADO_BACKEND_READ, error);

  return turn != NULL && mado_ward_copy (from, to, out_count, error);
}

static gboolean
keep_mark (const MadoWardMark *mark, MadoBackend *to, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (to, MADO_BACKEND_WRITE, error);

  return turn != NULL && mado_ward_mark_keep (mark, to, error) && mado_turn_commit (g_steal_pointer (&turn), error);
}

/**
 * mado_ward_move_check:
 * @from: a backend, in no turn
 * @to: where it goes
 * @out_digest: (out) (transfer full): of both
 * @error: %MADO_BASE_ERROR_MISMATCH where they are not the same; or what else went wrong
 *
 * Catches up and reads all of both, beside whoever works in @from, so that nobody has to wait for that when it is
 * handed over.
 *
 * Returns: whether @to has all that @from had when this was called, which is noted there
 */
gboolean
mado_ward_move_check (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (from, MADO_BACKEND_READ, error);
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autoptr (MadoWardMark) mark = NULL;
  gint64 n_put;

  if (turn == NULL || !mado_ward_copy (from, to, &n_put, error) || !mado_ward_compare (from, to, &digest, error))
    return FALSE;
  mark = mado_ward_mark_load (from, error);
  if (mark == NULL || !keep_mark (mark, to, error))
    return FALSE;
  *out_digest = g_steal_pointer (&digest);

  return TRUE;
}

static gboolean
recall_mark (MadoBackend *to, MadoWardMark **out_mark, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (to, MADO_BACKEND_READ, error);

  return turn != NULL && mado_ward_mark_recall (to, out_mark, error);
}

/* All of both, where nobody compared them before. */
static gboolean
compare (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error)
{
  g_autoptr (MadoWardMark) mark = NULL;

  if (!recall_mark (to, &mark, error))
    return FALSE;

  return mark != NULL ? mado_ward_compare_since (from, to, mark, error)
                      : mado_ward_compare (from, to, out_digest, error);
}

/**
 * mado_ward_move_leave:
 * @from: a backend, in a turn that writes: nobody else does meanwhile
 * @to: where it goes
 * @out_digest: (out) (transfer full) (nullable): of both; %NULL where mado_ward_move_check() had it before
 * @error: %MADO_BACKEND_ERROR_REFUSED where no move was begun; %MADO_BASE_ERROR_MISMATCH where they are not the same;
 * or what else went wrong
 *
 * When the turn is committed, and not before, mado_ward_move_serve() may be called.
 *
 * Returns: whether all of it is there, and nobody works with it here from the commit on
 */
gboolean
mado_ward_move_leave (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error)
{
  g_autoptr (MadoWardDigest) digest = NULL;
  MadoWardStanding there;
  gint64 n_put;

  if (!load_standing (to, &there, error))
    return FALSE;
  if (there != MADO_WARD_FILLING)
    return refuse (MADO_BACKEND_ERROR_REFUSED, "where it is to go, nobody prepared for it", error);
  if (!mado_ward_copy (from, to, &n_put, error) || !compare (from, to, &digest, error) ||
      !mado_ward_standing_save (from, MADO_WARD_LEFT, error))
    return FALSE;
  *out_digest = g_steal_pointer (&digest);

  return TRUE;
}

/**
 * mado_ward_move_serve:
 * @to: where it went
 * @error: what went wrong
 *
 * Returns: whether it may be worked with there
 */
gboolean
mado_ward_move_serve (MadoBackend *to, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (to, MADO_BACKEND_WRITE, error);

  return turn != NULL && mado_ward_mark_forget (to, error) && mado_ward_standing_save (to, MADO_WARD_SERVED, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

static gboolean
leave (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (from, MADO_BACKEND_WRITE, error);

  return turn != NULL && mado_ward_move_leave (from, to, out_digest, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}

/**
 * mado_ward_move_finish:
 * @from: a backend that writes, in no turn
 * @to: where it goes
 * @out_digest: (out) (transfer full) (nullable): of both; %NULL where mado_ward_move_check() had it before, or where it
 * was moved before, and may have been worked with
 * @error: what mado_ward_move_leave() says
 *
 * Returns: whether it is there, and served
 */
gboolean
mado_ward_move_finish (MadoBackend *from, MadoBackend *to, MadoWardDigest **out_digest, GError **error)
{
  MadoWardStanding here, there;

  if (!load_standing (from, &here, error) || !load_standing (to, &there, error))
    return FALSE;
  *out_digest = NULL;
  if (here == MADO_WARD_LEFT && there == MADO_WARD_SERVED)
    return TRUE;
  if (here == MADO_WARD_FILLING)
    return refuse (MADO_BACKEND_ERROR_UNFINISHED, "it is not whole where it lies", error);

  return leave (from, to, out_digest, error) && mado_ward_move_serve (to, error);
}
