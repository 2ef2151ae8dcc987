/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One request at a time, from the first byte that is not here. What breaks off is asked for again a few times; then who
 * waits is told, and whoever asks again goes on from there. */

#include "mado-blob-fetch.h"

#include "mado-attachment.h"
#include "mado-blob-piece.h"
#include "mado-store-error.h"
#include "mado-sync-error.h"

#define MOST_FAILURES 3          /* in a row */
#define ROOM (256 * 1024 * 1024) /* bytes that may stay: some hundred papers */
#define NOT_FOUND 404
#define PAST_THE_END 416

typedef struct {
  MadoId entity;
  MadoHash hash;
} Wish;

struct _MadoBlobFetch {
  MadoDatabase *database;
  MadoBlobErrand errand;
  GArray *wishes; /* (element-type Wish): the last is the next */
  GPtrArray *tidings;
  Wish asked; /* by the request that is under way */
  gint64 place;
};

/**
 * mado_blob_tiding_free:
 * @self: (transfer full): a tiding
 */
void
mado_blob_tiding_free (MadoBlobTiding *self)
{
  g_clear_error (&self->error);
  g_free (self);
}

static GPtrArray *
make_tidings (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_blob_tiding_free);
}

/**
 * mado_blob_fetch_new:
 * @database: that writes; outlives it
 * @way: how requests go; the same
 *
 * Returns: (transfer full): somebody who fetches
 */
MadoBlobFetch *
mado_blob_fetch_new (MadoDatabase *database, const MadoBlobWay *way)
{
  MadoBlobFetch *self = g_new0 (MadoBlobFetch, 1);

  self->database = database;
  self->errand = (MadoBlobErrand) { .way = way, .retry_at = MADO_INSTANT_NONE };
  self->wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  self->tidings = make_tidings ();

  return self;
}

/**
 * mado_blob_fetch_free:
 * @self: (transfer full): somebody who fetches; what is under way is not cancelled
 */
void
mado_blob_fetch_free (MadoBlobFetch *self)
{
  g_array_unref (self->wishes);
  g_ptr_array_unref (self->tidings);
  g_free (self);
}

/* --- what is told ------------------------------------------------------------------------------------------------- */

static MadoBlobTiding *
tell (MadoBlobFetch *self, const MadoHash *hash)
{
  MadoBlobTiding *tiding = g_new0 (MadoBlobTiding, 1);

  tiding->hash = *hash;
  g_ptr_array_add (self->tidings, tiding);

  return tiding;
}

static void
end (MadoBlobFetch *self, const MadoHash *hash, GError *error)
{
  MadoBlobTiding *tiding = tell (self, hash);

  tiding->is_over = TRUE;
  tiding->error = error;
  mado_blob_fetch_forget (self, &tiding->hash);
}

static GError *
make_error (MadoSyncError code, const char *why)
{
  return g_error_new (MADO_SYNC_ERROR, (gint) code, "cannot fetch the attachment: %s", why);
}

/* --- what is wanted ----------------------------------------------------------------------------------------------- */

static void
drop_wish (MadoBlobFetch *self, const MadoHash *hash)
{
  for (guint i = self->wishes->len; i > 0; i--)
    if (mado_hash_equals (&g_array_index (self->wishes, Wish, i - 1).hash, hash))
      g_array_remove_index (self->wishes, i - 1);
}

/**
 * mado_blob_fetch_wish:
 * @self: somebody who fetches
 * @entity: whose attachment
 * @hash: its hash
 *
 * It comes before all that was wished for before; where it is here, nobody is asked.
 */
void
mado_blob_fetch_wish (MadoBlobFetch *self, MadoId entity, const MadoHash *hash)
{
  const Wish wish = { entity, *hash };
  gboolean is_here = FALSE;
  GError *error = NULL;

  if (!mado_blob_cache_adopt (self->database, entity, hash, mado_instant_now (), &is_here, &error) || is_here) {
    end (self, hash, error);
    return;
  }
  drop_wish (self, hash);
  g_array_append_val (self->wishes, wish);
}

/**
 * mado_blob_fetch_forget:
 * @self: somebody who fetches
 * @hash: of an attachment that nobody waits for any more; what has come of it stays
 */
void
mado_blob_fetch_forget (MadoBlobFetch *self, const MadoHash *hash)
{
  if (self->errand.ticket != 0 && mado_hash_equals (&self->asked.hash, hash))
    mado_blob_errand_drop (&self->errand);
  drop_wish (self, hash);
}

/**
 * mado_blob_fetch_is_wanted:
 * @self: somebody who fetches
 *
 * Returns: whether anybody waits
 */
gboolean
mado_blob_fetch_is_wanted (const MadoBlobFetch *self)
{
  return self->wishes->len > 0;
}

/**
 * mado_blob_fetch_get_next_wake:
 * @self: somebody who fetches
 *
 * Returns: when it has to be called again, on the monotonic clock; none: when it hears something
 */
MadoInstant
mado_blob_fetch_get_next_wake (const MadoBlobFetch *self)
{
  return self->wishes->len > 0 ? self->errand.retry_at : MADO_INSTANT_NONE;
}

/**
 * mado_blob_fetch_take_tidings:
 * @self: somebody who fetches
 *
 * Returns: (transfer full) (element-type MadoBlobTiding): what there is to be told, since this was asked last
 */
GPtrArray *
mado_blob_fetch_take_tidings (MadoBlobFetch *self)
{
  GPtrArray *tidings = g_steal_pointer (&self->tidings);

  self->tidings = make_tidings ();

  return tidings;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

static void
ask (MadoBlobFetch *self, const Wish *wish)
{
  g_autofree char *target = mado_blob_errand_make_target (&self->errand, &wish->hash, -1);
  MadoMessage *message = mado_message_new ("GET", target, NULL);

  self->asked = *wish;
  message->range = g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, self->place,
                                    self->place + MADO_BLOB_PART - 1); /* no more is lost when the line breaks */
  mado_blob_errand_ask (&self->errand, message);
}

/* Returns: whether it is under way */
static gboolean
begin (MadoBlobFetch *self, const Wish *wish)
{
  GError *error = NULL;

  if (!mado_blob_pieces_find_place (self->database, &wish->hash, &self->place, &error)) {
    end (self, &wish->hash, error);
    return FALSE;
  }
  ask (self, wish);

  return TRUE;
}

/**
 * mado_blob_fetch_go_on:
 * @self: somebody who fetches, while the service is there
 *
 * Asks for the next piece where none is under way and it is time.
 */
void
mado_blob_fetch_go_on (MadoBlobFetch *self)
{
  while (self->wishes->len > 0 && mado_blob_errand_is_free (&self->errand)) {
    const Wish wish = g_array_index (self->wishes, Wish, self->wishes->len - 1);

    if (begin (self, &wish))
      return;
  }
}

/**
 * mado_blob_fetch_rest:
 * @self: somebody who fetches
 *
 * The service is not there just now: what is under way is dropped, and asked for again later.
 */
void
mado_blob_fetch_rest (MadoBlobFetch *self)
{
  mado_blob_errand_drop (&self->errand);
}

/**
 * mado_blob_fetch_give_up:
 * @self: somebody who fetches
 * @obstacle: what is in the way
 *
 * Nobody is to wait any longer. What has come stays.
 */
void
mado_blob_fetch_give_up (MadoBlobFetch *self, MadoObstacle obstacle)
{
  mado_blob_errand_drop (&self->errand);
  while (self->wishes->len > 0) {
    const Wish wish = g_array_index (self->wishes, Wish, 0);

    end (self, &wish.hash, make_error (MADO_SYNC_ERROR_NO_LINE, mado_obstacle_get_name (obstacle)));
  }
}

/* --- what comes --------------------------------------------------------------------------------------------------- */

static gboolean
is_other (const GError *error)
{
  return g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
}

static void
finish (MadoBlobFetch *self)
{
  GError *error = NULL;

  if (mado_blob_pieces_join (self->database, self->asked.entity, &self->asked.hash, mado_instant_now (), &error))
    (void) mado_blob_cache_shrink (self->database, ROOM, NULL); /* ignored: it is here; the next shrinks */
  if (is_other (error)) {
    g_clear_error (&error);
    error = make_error (MADO_SYNC_ERROR_OTHER, "what came is not what was asked for");
  }
  end (self, &self->asked.hash, error);
}

static gboolean
fits (const MadoBlobFetch *self, const MadoResponse *answer)
{
  return g_bytes_get_size (answer->body) > 0 && (answer->range.whole > 0 ? answer->range.first : 0) == self->place;
}

static void
take_piece (MadoBlobFetch *self, const MadoResponse *answer)
{
  const gint64 n_here = self->place + (gint64) g_bytes_get_size (answer->body);
  const gint64 n_whole = answer->range.whole > 0 ? answer->range.whole : n_here;
  GError *error = NULL;
  MadoBlobTiding *tiding;

  mado_blob_errand_succeed (&self->errand);
  if (!mado_blob_piece_keep (self->database, self->asked.entity, &self->asked.hash, self->place, answer->body,
                             &error)) {
    end (self, &self->asked.hash, error);
    return;
  }
  tiding = tell (self, &self->asked.hash);
  tiding->n_here = n_here;
  tiding->n_whole = n_whole;
  if (n_here >= n_whole)
    finish (self);
}

/* Whoever is not to have the rest is not to keep the beginning. */
static void
end_without (MadoBlobFetch *self, GError *error)
{
  (void) mado_blob_pieces_drop (self->database, &self->asked.hash, NULL); /* ignored: the end of the session does it */
  end (self, &self->asked.hash, error);
}

static void
take_refusal (MadoBlobFetch *self, const MadoResponse *answer)
{
  if (answer->status == NOT_FOUND) {
    end_without (self, make_error (MADO_SYNC_ERROR_NOT_THERE, "the service has none for this person"));
    return;
  }
  if (answer->status == PAST_THE_END || answer->obstacle == MADO_OBSTACLE_NONE) {
    end_without (self, make_error (MADO_SYNC_ERROR_OTHER, "what came does not follow what is here"));
    return;
  }
  mado_blob_errand_fail (&self->errand);
  if (self->errand.backoff.n_failures >= MOST_FAILURES)
    mado_blob_fetch_give_up (self, answer->obstacle);
}

/**
 * mado_blob_fetch_hear:
 * @self: somebody who fetches
 * @ticket: of a message
 * @answer: what came of it
 *
 * Returns: whether the message was its own
 */
gboolean
mado_blob_fetch_hear (MadoBlobFetch *self, guint64 ticket, const MadoResponse *answer)
{
  if (!mado_blob_errand_take (&self->errand, ticket))
    return FALSE;
  if (answer->obstacle == MADO_OBSTACLE_NONE && fits (self, answer))
    take_piece (self, answer);
  else
    take_refusal (self, answer);

  return TRUE;
}
