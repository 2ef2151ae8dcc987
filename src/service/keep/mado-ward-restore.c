/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills an empty ward from a chain of files. */

#include "mado-ward-restore.h"

#include <string.h>

#include "mado-erasure-list.h"
#include "mado-fault-point.h"
#include "mado-keep-error.h"
#include "mado-session.h"
#include "mado-ward-filler.h"
#include "mado-ward-standing.h"

/**
 * mado_restoring_clear:
 * @self: a restoring; holds nothing afterwards
 */
void
mado_restoring_clear (MadoRestoring *self)
{
  g_clear_pointer (&self->digest, mado_ward_digest_free);
}

static gboolean
fail (MadoKeepError code, const char *why, GError **error)
{
  g_set_error (error, MADO_KEEP_ERROR, (int) code, "cannot restore the ward: %s", why);

  return FALSE;
}

/* --- files ------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoWardTaker taker;
  MadoWardDigest *digest; /* of the ward, as the file says */
} Filling;

static gboolean
take_record (Filling *self, const guint8 *bytes, gsize length, GError **error)
{
  g_auto (MadoArchiveRecord) record = { 0 };

  if (!mado_archive_record_read (bytes, length, &record, error))
    return FALSE;
  if (record.kind == MADO_ARCHIVE_SUM)
    mado_ward_digest_add (self->digest, &record.sum);
  if (record.kind != MADO_ARCHIVE_KNOWN)
    return TRUE;

  return self->taker.take (self->taker.user_data, &(MadoWardItem) { .kind = MADO_WARD_ITEM_PART, .part = record.part },
                           error);
}

static gboolean
take (gpointer user_data, const guint8 *bytes, gsize length, GError **error)
{
  Filling *self = user_data;
  g_auto (MadoWardItem) item = { 0 };

  if (mado_archive_record_is_one (bytes, length))
    return take_record (self, bytes, length, error);

  return mado_ward_item_read (bytes, length, &item, error) && self->taker.take (self->taker.user_data, &item, error);
}

/* Before anything is filled in: each file is the one that its name says, and goes on from the one before. */
static gboolean
check_chain (const MadoWardArchive *archive, guint first, guint last, MadoArchiveRecord *out_begin, GError **error)
{
  MadoId before = MADO_ID_NONE;

  for (guint i = first; i <= last; i++) {
    if (!mado_ward_archive_load_begin (archive, i, out_begin, error))
      return FALSE;
    if (out_begin->number != mado_ward_archive_get (archive, i)->number ||
        mado_id_compare (out_begin->before, before) != 0)
      return fail (MADO_KEEP_ERROR_GAP, "a file is missing, or of another ward", error);
    before = out_begin->id;
  }

  return TRUE;
}

static gboolean
fill_from (const MadoWardArchive *archive, guint index, MadoBackend *to, Filling *self, GError **error)
{
  g_autoptr (MadoWardFiller) filler = mado_ward_filler_new (to, error);

  if (filler == NULL)
    return FALSE;
  self->taker = mado_ward_filler_get_taker (filler);
  g_clear_pointer (&self->digest, mado_ward_digest_free);
  self->digest = mado_ward_digest_new ();

  return mado_ward_archive_read (archive, index, take, self, error) && mado_ward_filler_finish (filler, error);
}

/* --- the ward ---------------------------------------------------------------------------------------------------- */

static gboolean
prepare (MadoBackend *to, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (to, MADO_BACKEND_WRITE, error);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *shelf = NULL;

  if (turn == NULL || !to->type->list_streams (to, &names, error) || !to->type->find_shelf (to, "", &shelf, error))
    return FALSE;
  if (names->len > 0 || (shelf != NULL && strcmp (shelf, MADO_WARD_STANDING_SHELF) != 0))
    return fail (MADO_KEEP_ERROR_NOT_EMPTY, "where it is to go, there is one already", error);

  return mado_ward_standing_save (to, MADO_WARD_FILLING, error) && mado_turn_commit (g_steal_pointer (&turn), error);
}

static gboolean
check_digest (MadoBackend *to, const MadoWardDigest *expected, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (to, MADO_BACKEND_READ, error);
  g_autoptr (MadoWardDigest) digest = turn != NULL ? mado_ward_digest_take (to, error) : NULL;
  g_autofree char *difference = NULL;

  if (digest == NULL)
    return FALSE;
  difference = mado_ward_digest_describe_difference (expected, digest);
  if (difference != NULL)
    g_set_error (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_DIFFERS, "what was restored is not what was saved: %s",
                 difference);

  return difference == NULL;
}

/* What was not there when it was saved is refused from now on, too. */
static gboolean
erase_again (
    MadoStream *stream, const char *name, MadoBackend *to, GPtrArray *erasures, guint *n_erased, GError **error)
{
  for (guint i = 0; i < erasures->len; i++) {
    const MadoErasure *erasure = g_ptr_array_index (erasures, i);

    if (strcmp (erasure->stream, name) != 0)
      continue;
    if (!mado_stream_erase (stream, to, &erasure->id, 1, "it was erased before the ward was restored", error))
      return FALSE;
    (*n_erased)++;
  }

  return TRUE;
}

static gboolean
renew_streams (MadoBackend *to, GPtrArray *erasures, const MadoChanceAndTime *means, guint *n_erased, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  if (!to->type->list_streams (to, &names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    g_autoptr (MadoStream) stream = mado_stream_new (name, means);

    if (!erase_again (stream, name, to, erasures, n_erased, error) || !mado_stream_change_epoch (stream, to, error))
      return FALSE;
  }

  return TRUE;
}

/* One that ended since would be there again. */
static gboolean
end_sessions (MadoBackend *to, GError **error)
{
  g_autoptr (GPtrArray) sessions = mado_session_list (to, error);

  for (guint i = 0; sessions != NULL && i < sessions->len; i++)
    if (!mado_session_drop (g_ptr_array_index (sessions, i), to, error))
      return FALSE;

  return sessions != NULL;
}

static gboolean
renew (MadoBackend *to, GPtrArray *erasures, const MadoChanceAndTime *means, guint *n_erased, GError **error)
{
  return renew_streams (to, erasures, means, n_erased, error) && end_sessions (to, error);
}

/* All in one turn: whoever is let in finds all of it done. */
static gboolean
open_up (MadoBackend *to, GPtrArray *erasures, const MadoChanceAndTime *means, guint *n_erased, GError **error)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin_anyhow (to, MADO_BACKEND_WRITE, error);

  return turn != NULL && renew (to, erasures, means, n_erased, error) &&
         mado_ward_standing_save (to, MADO_WARD_SERVED, error) && mado_turn_commit (g_steal_pointer (&turn), error);
}

/**
 * mado_ward_restore:
 * @archive: where from
 * @until: the number of the last file that counts; 0: the last there is
 * @to: a backend that writes, in no turn: an empty ward
 * @means: where the new epochs come from
 * @out_restoring: (out caller-allocates): what became of it
 * @error: %MADO_KEEP_ERROR; or what else went wrong. What is there then is no ward, and to be thrown away
 *
 * Returns: whether the ward is there, and may be worked with
 */
gboolean
mado_ward_restore (const MadoWardArchive *archive,
                   gint64 until,
                   MadoBackend *to,
                   const MadoChanceAndTime *means,
                   MadoRestoring *out_restoring,
                   GError **error)
{
  g_autoptr (GPtrArray) erasures = mado_erasure_list_load (archive, error);
  g_auto (MadoRestoring) done = { 0 };
  MadoArchiveRecord begin = { 0 };
  Filling filling = { 0 };
  guint first = 0, last = 0;
  gboolean is_filled = erasures != NULL && mado_ward_archive_find_chain (archive, until, &first, &last, error) &&
                       check_chain (archive, first, last, &begin, error) && prepare (to, error);

  for (guint i = first; is_filled && i <= last; i++, done.n_files++)
    is_filled = fill_from (archive, i, to, &filling, error);
  done.digest = filling.digest;
  mado_fault_point ("ward-filled");
  if (!is_filled || !check_digest (to, done.digest, error) || !open_up (to, erasures, means, &done.n_erased, error))
    return FALSE;
  done.number = begin.number;
  done.at = begin.at;
  *out_restoring = done;
  done.digest = NULL;

  return TRUE;
}

/**
 * mado_ward_renew:
 * @archive: where the list of what was erased is
 * @ward: a backend that writes, in no turn: a ward that was brought back by other means
 * @means: where the new epochs come from
 * @out_n_erased: (out): how many erasures are on the list
 * @error: %MADO_KEEP_ERROR_ERASURES; or what else went wrong
 *
 * Returns: whether nothing that was erased is there any more, and whatever was said before is seen to be of another
 * time
 */
gboolean
mado_ward_renew (const MadoWardArchive *archive,
                 MadoBackend *ward,
                 const MadoChanceAndTime *means,
                 guint *out_n_erased,
                 GError **error)
{
  g_autoptr (GPtrArray) erasures = mado_erasure_list_load (archive, error);
  g_autoptr (MadoTurn) turn = erasures != NULL ? mado_turn_begin (ward, MADO_BACKEND_WRITE, error) : NULL;

  *out_n_erased = 0;

  return turn != NULL && renew (ward, erasures, means, out_n_erased, error) &&
         mado_turn_commit (g_steal_pointer (&turn), error);
}
