/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signs where the logs of each ward end: each minute in which one of them moved, and when the service ends. What was
 * acknowledged is said by the ward's pledge, so no writer is asked, and nothing is signed of which nobody knows whether
 * it stays. The office is told how many lines there are: in the next life of the service none may be missing. */

#include "mado-house-private.h"
#include "mado-signed-heads.h"
#include "mado-ward-loss.h"

#define EACH G_TIME_SPAN_MINUTE

/* --- how many there are ------------------------------------------------------------------------------------------- */

typedef struct {
  char *ward;
  gint64 n;
} Tally;

static void
say (const char *ward, const GError *error)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MADO_EVENT", "heads", "MESSAGE",
                    "where the logs of \"%s\" end is not signed, or nobody knows of it: %s", ward, error->message);
}

static gboolean
run_tell (gpointer data, MadoWardRoom *room, GError **error)
{
  const Tally *tally = data;

  return mado_signed_heads_put_tally (mado_ward_room_get_backend (room), tally->ward, tally->n, error);
}

static void
finish_tell (gpointer data, const GError *error)
{
  Tally *tally = data;

  if (error != NULL)
    say (tally->ward, error);
  g_free (tally->ward);
  g_free (tally);
}

/* When the house is closed the office is, too: what was signed last is counted when it opens again. */
static void
count_signed (MadoHouse *self, const char *ward, gint64 n)
{
  static const MadoWardWork tell = { run_tell, finish_tell };

  g_hash_table_insert (self->n_signed, g_strdup (ward), g_memdup2 (&n, sizeof n));
  if (self->office != NULL)
    mado_ward_writer_submit (self->office->writer, &tell, g_memdup2 (&(Tally) { g_strdup (ward), n }, sizeof (Tally)));
}

/* It is written down first: what is counted from now on is less. Where it cannot be, it is found again. Returns: how
 * many are counted */
static gint64
note_missing (MadoHouse *self, const char *ward, const MadoPledgeBreach *breach)
{
  g_autoptr (GArray) breaches = g_array_new (FALSE, FALSE, sizeof *breach);
  g_autofree char *path = mado_ward_loss_dup_path (self->ground->settings->folder, ward);
  g_autoptr (GError) error = NULL;

  mado_ward_loss_say (breach);
  g_array_append_vals (breaches, breach, 1);
  if (mado_ward_loss_note (path, breaches, self->means.get_now (NULL), &error))
    return breach->head;
  say (ward, error);

  return breach->pledged;
}

static gboolean
look_for_signed (MadoHouse *self, MadoBackend *office, const char *ward, GError **error)
{
  g_autofree char *path = mado_signed_heads_dup_path (self->ground->settings->folder, ward);
  g_autofree char *name = g_path_get_basename (path);
  const gint64 n_there = mado_signed_heads_count (path);
  gint64 n = 0;

  if (!mado_signed_heads_load_tally (office, ward, &n, error))
    return FALSE;
  count_signed (self, ward,
                n_there < n ? note_missing (self, ward, &(MadoPledgeBreach) { name, n, n_there }) : n_there);

  return TRUE;
}

/**
 * mado_house_look_for_signed:
 * @self: a house whose office is open
 * @error: where to put why it cannot be looked up
 *
 * Returns: whether it is known how many lines are signed; those that are missing are said, and written down
 */
gboolean
mado_house_look_for_signed (MadoHouse *self, GError **error)
{
  const MadoWardSource *source = &self->office->source;
  g_autoptr (MadoBackend) office = source->open (source->user_data, MADO_BACKEND_READ, error);
  g_autoptr (MadoTurn) turn = office != NULL ? mado_turn_begin (office, MADO_BACKEND_READ, error) : NULL;
  const GPtrArray *wards = self->ground->settings->wards;

  for (guint i = 0; turn != NULL && i < wards->len; i++)
    if (!look_for_signed (self, office, ((const MadoWardSettings *) g_ptr_array_index (wards, i))->name, error))
      return FALSE;

  return turn != NULL;
}

/* --- signing ------------------------------------------------------------------------------------------------------ */

/* Those that were not signed so. Returns: (transfer full) (element-type utf8 MadoStreamStand) */
static GHashTable *
find_moved (GHashTable *stands, GHashTable *before)
{
  GHashTable *moved = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer stream, stand;

  g_hash_table_iter_init (&iter, stands);
  while (g_hash_table_iter_next (&iter, &stream, &stand)) {
    const MadoStreamStand *now = stand, *then = before != NULL ? g_hash_table_lookup (before, stream) : NULL;

    if (then == NULL || then->epoch != now->epoch || then->head.seq != now->head.seq)
      g_hash_table_insert (moved, stream, stand);
  }

  return moved;
}

/* The first time all are, whatever was signed in another life. */
static void
sign_ward (MadoHouse *self, const char *ward)
{
  const char *folder = self->ground->settings->folder;
  g_autofree char *path = mado_signed_heads_dup_path (folder, ward);
  g_autofree char *pledge_path = mado_ward_pledge_dup_path (folder, ward);
  g_autoptr (MadoWardPledge) pledge = mado_ward_pledge_open (pledge_path);
  g_autoptr (GHashTable) stands = mado_ward_pledge_ref_stands (pledge);
  g_autoptr (GHashTable) moved = find_moved (stands, g_hash_table_lookup (self->signed_heads, ward));
  const gint64 *n_before = g_hash_table_lookup (self->n_signed, ward); /* looked up when the house was opened */
  g_autoptr (GError) error = NULL;

  if (g_hash_table_size (moved) == 0)
    return;
  if (!mado_signed_heads_add (path, ward, moved, self->ground->papers->authority, self->means.get_now (NULL), &error)) {
    say (ward, error);
    return;
  }
  g_hash_table_insert (self->signed_heads, g_strdup (ward), g_hash_table_ref (stands));
  count_signed (self, ward, *n_before + 1);
}

/**
 * mado_house_sign_heads:
 * @self: a house
 *
 * Signs what is not signed yet.
 */
void
mado_house_sign_heads (MadoHouse *self)
{
  const GPtrArray *wards = self->ground->settings->wards;

  for (guint i = 0; i < wards->len; i++)
    sign_ward (self, ((const MadoWardSettings *) g_ptr_array_index (wards, i))->name);
  self->signed_at = g_get_monotonic_time ();
}

/**
 * mado_house_look_after_heads:
 * @self: a house
 *
 * Signs them where it is time.
 */
void
mado_house_look_after_heads (MadoHouse *self)
{
  if (self->signed_at == 0 || g_get_monotonic_time () - self->signed_at >= EACH)
    mado_house_sign_heads (self);
}
